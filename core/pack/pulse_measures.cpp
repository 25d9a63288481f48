#include "core/pack/pulse_measures.h"

#include "core/actions/action_figures.h"
#include "core/actions/actions_store.h"
#include "core/health/colour_shift.h"
#include "core/portfolio/renewal.h"
#include "core/signals/signals.h"

#include <cmath>
#include <unordered_set>

namespace qd::pack {

namespace {

using portfolio::HealthColour;

void addHealth(PulseMeasures &pulse, const health::DayColours &then, const health::DayColours &today,
    const std::vector<char> &within)
{
    for (const HealthColour colour :
        {HealthColour::Green, HealthColour::Yellow, HealthColour::Red, HealthColour::None}) {
        PulseColour row{colour, 0, {}};
        for (std::size_t i = 0; i < within.size(); ++i) {
            row.before += within[i] != 0 && then.shown[i] == colour ? 1 : 0;
            if (within[i] != 0 && today.shown[i] == colour)
                row.now.push_back(int(i));
        }
        pulse.colours.push_back(std::move(row));
    }
    health::ColourShift shift =
        health::colourShift(then, today, [&](int account) { return within[std::size_t(account)] != 0; });
    pulse.better = std::move(shift.better);
    pulse.worse = std::move(shift.worse);
}

Result<void> addRenewals(PulseMeasures &pulse, const health::DayColours &today, const portfolio::ArrBook &book,
    const std::function<bool(int)> &only)
{
    if (!portfolio::knowsRenewals(book))
        return {};
    for (const int days : {30, 60, 90}) {
        const auto due = portfolio::renewalsAhead(book, pulse.day, days);
        if (!due)
            return due.error();
        PulseRenewals row{days, {}, 0, 0};
        for (const portfolio::RenewalDue &each : *due) {
            if (!only(each.account))
                continue;
            row.accounts.push_back(each.account);
            row.arr += each.arr;
            row.atRisk += portfolio::isAtRisk(today.shown[std::size_t(each.account)]) ? each.arr : 0;
        }
        pulse.renewals.push_back(std::move(row));
    }
    return {};
}

Result<void> addUsage(
    PulseMeasures &pulse, const signs::Signals &history, const signs::KnownDay &known, const std::vector<char> &within)
{
    const auto trend = history.values({signs::SignalKind::UsageTrend, {}}, known);
    if (!trend)
        return trend.error();
    for (std::size_t i = 0; i < within.size(); ++i) {
        const double value = (*trend)[i];
        if (within[i] == 0 || std::isnan(value))
            continue;
        ++pulse.usageKnown;
        if (value >= PulseUsageStep)
            pulse.usageUp.push_back(int(i));
        else if (value <= -PulseUsageStep)
            pulse.usageDown.push_back(int(i));
    }
    return {};
}

/// Counts actions of a kind, and whose they are.
class Tally {
public:
    explicit Tally(PulseActions &figure)
        : m_figure(figure)
    {
    }
    void add(const actions::Action &action)
    {
        ++m_figure.actions;
        if (action.account >= 0 && m_seen.insert(action.account).second)
            m_figure.accounts.push_back(action.account);
    }

private:
    PulseActions &m_figure;
    std::unordered_set<int> m_seen;
};

Result<void> addActions(PulseMeasures &pulse, const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const std::function<bool(int)> &only)
{
    const auto saved = actions::rulesInForce(workspace);
    if (!saved)
        return saved.error();
    const auto log = actions::ActionLog::read(workspace, portfolio.accounts()).passing(only);
    Tally late(pulse.late);
    Tally escalated(pulse.escalated);
    for (const actions::OpenAction &open : actions::openOn(log, saved->rules, pulse.day)) {
        if (open.action.due && *open.action.due < pulse.day)
            late.add(open.action);
        if (open.level > 0)
            escalated.add(open.action);
    }
    Tally opened(pulse.opened);
    Tally closed(pulse.closed);
    for (const actions::Action &action : log.all()) {
        if (action.isKnownOn(pulse.day) && action.opened > pulse.before)
            opened.add(action);
        if (action.isKnownOn(pulse.day) && action.closed && *action.closed <= pulse.day
            && *action.closed > pulse.before)
            closed.add(action);
    }
    return {};
}

} // namespace

Result<PulseMeasures> measurePulse(
    const store::Workspace &workspace, Date day, const revenue::Filters &filters, Progress &progress)
{
    const auto history = signs::Signals::read(workspace, progress);
    if (!history)
        return history.error();
    const portfolio::Portfolio &portfolio = (*history)->portfolio();
    const auto known = (*history)->known(day);
    if (!known)
        return known.error();
    const auto passes = [&](int account) {
        return account < 0 ? filters.empty() : revenue::passes(portfolio.accounts().at(account), filters);
    };
    std::vector<char> within;
    for (std::size_t i = 0; i < known->arr.size(); ++i)
        within.push_back(known->arr[i] > 0 && passes(int(i)) ? 1 : 0);
    PulseMeasures pulse;
    pulse.day = day;
    pulse.before = day.plusDays(-PulseDays);
    const auto colours = health::ShownColours::read(workspace, portfolio, progress);
    if (!colours)
        return colours.error();
    const auto then = colours->on(pulse.before);
    const auto today = colours->on(pulse.day);
    if (!then || !today)
        return (then ? today : then).error();
    addHealth(pulse, *then, *today, within);
    Result<void> done = addRenewals(pulse, *today, known->book, passes);
    if (done)
        done = addUsage(pulse, **history, *known, within);
    if (done)
        done = addActions(pulse, workspace, portfolio, passes);
    if (!done)
        return done.error();
    return pulse;
}

} // namespace qd::pack
