#include "core/backtest/known_before.h"

#include "core/backtest/outcomes.h"
#include "core/statistics/share_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace qd::backtest {

namespace {

using signs::SignalKind;

constexpr std::array Signs{
    Sign{SignalKind::UsageTrend, -0.2, true},
    Sign{SignalKind::LicenceUse, 0.5, true},
    Sign{SignalKind::DaysSinceUsage, 14},
    Sign{SignalKind::Tickets90, 5},
    Sign{SignalKind::Urgent90, 1},
    Sign{SignalKind::EscalationsOpen, 1},
    Sign{SignalKind::Csat90, 0.5, true},
    Sign{SignalKind::DaysSinceContact, 60},
    Sign{SignalKind::DaysSinceExec, 90},
    Sign{SignalKind::Nps, 6, true},
    Sign{SignalKind::OverdueDays, 30},
    Sign{SignalKind::MilestonesLate, 1},
    Sign{SignalKind::ArrChange365, -0.1, true},
};

/// Adds what the signal of a sign says of the outcomes that are looked at on one day.
Result<void> look(
    const Lookback &data, const signs::KnownDay &known, const std::vector<const Outcome *> &outcomes, SignBefore &sign)
{
    std::vector<int> accounts;
    for (const Outcome *outcome : outcomes)
        accounts.push_back(outcome->account);
    const auto values = data.history->values({sign.sign.kind, {}}, known, accounts);
    if (!values)
        return values.error();
    for (const Outcome *outcome : outcomes) {
        const double value = (*values)[std::size_t(outcome->account)];
        if (std::isnan(value))
            continue;
        SignCount &count = outcome->isLost ? sign.lost : sign.kept;
        ++count.known;
        if (sign.sign.isBelow ? value <= sign.sign.limit : value >= sign.sign.limit)
            count.with.push_back(outcome->account);
    }
    return {};
}

/// Each customer's last renewal that was due in the window and is settled, by directory index. Month by month: a window
/// has the contracts that are in force when it begins.
Result<std::map<int, Outcome>> lastOutcomes(const Lookback &data, Date from, Date to)
{
    std::map<int, Outcome> last;
    Date first = from;
    do { // also for a window that ends before it begins, which is refused
        const Date end = std::min(to, Month::of(first).lastDay());
        auto outcomes = settledOutcomes(data.now, first, end, Event::Churn);
        if (!outcomes)
            return outcomes.error();
        for (Outcome &outcome : *outcomes)
            last.insert_or_assign(outcome.account, std::move(outcome));
        first = end.plusDays(1);
    } while (first <= to);
    return last;
}

} // namespace

std::span<const Sign> badSigns()
{
    return Signs;
}

std::optional<double> SignCount::share() const
{
    return known > 0 ? std::optional(double(with.size()) / known) : std::nullopt;
}

std::optional<double> SignBefore::difference() const
{
    const auto ofLost = lost.share();
    const auto ofKept = kept.share();
    return ofLost && ofKept ? std::optional(*ofLost - *ofKept) : std::nullopt;
}

std::optional<std::pair<double, double>> SignBefore::interval() const
{
    return statistics::shareDifferenceInterval(int(lost.with.size()), lost.known, int(kept.with.size()), kept.known);
}

Result<KnownBefore> knownBefore(
    const Lookback &data, Date from, Date to, const std::function<bool(int account)> &only, Progress &progress)
{
    const auto outcomes = lastOutcomes(data, from, to);
    if (!outcomes)
        return outcomes.error();
    KnownBefore found;
    found.from = from;
    found.to = to;
    std::map<Date, std::vector<const Outcome *>> days;
    for (const auto &[account, outcome] : *outcomes) {
        const Date day = outcome.due.plusDays(-KnownBeforeDays);
        if (only && !only(account))
            continue;
        if (outcome.isUnderNotice(day)) {
            ++found.underNotice;
            continue;
        }
        ++(outcome.isLost ? found.lost : found.kept);
        days[day].push_back(&outcome);
    }
    for (const Sign &sign : Signs)
        found.signs.push_back({sign, {}, {}});
    for (const auto &[day, looked] : days) {
        if (progress.isCancelled())
            return cancelled();
        DayView view(data, day);
        const auto known = view.known();
        if (!known)
            return known.error();
        for (SignBefore &sign : found.signs) {
            if (const auto done = look(data, **known, looked, sign); !done)
                return done.error();
        }
    }
    std::ranges::stable_sort(found.signs, [](const SignBefore &a, const SignBefore &b) {
        return a.difference().value_or(-2) > b.difference().value_or(-2); // no difference is below -1
    });
    return found;
}

} // namespace qd::backtest
