#include "core/lifecycle/open_cases.h"

#include "core/base/words.h"
#include "core/lifecycle/stage_history.h"
#include "core/lifecycle/time_to_value.h"

#include <algorithm>
#include <tuple>

namespace qd::lifecycle {

namespace {

std::optional<OpenCase> overSla(const std::vector<StageEntry> &history, const KnownCustomers &customers, int account)
{
    const int place = history.empty() ? -1 : customers.settings.placeOf(history.back().stage);
    if (place < 0)
        return std::nullopt;
    const auto sla = customers.settings.stages[std::size_t(place)].slaDays;
    const int days = daysBetween(history.back().day, customers.day);
    if (!sla || days <= *sla)
        return std::nullopt;
    return OpenCase{Waiting::Stage, account, history.back().stage, days, sla};
}

/// What a new customer lacks, of those the funnel asks for.
void addLacking(const KnownCustomers &customers, int account, Date from, std::vector<OpenCase> &cases)
{
    const int days = daysBetween(from, customers.day);
    if (!customers.milestones.firstCompletion(account, "handoff", customers.day))
        cases.push_back({Waiting::Handoff, account, {}, days, {}});
    if (!customers.milestones.hasAny(account))
        cases.push_back({Waiting::Milestones, account, {}, days, {}});
}

} // namespace

const char *nameOf(Waiting waiting)
{
    switch (waiting) {
    case Waiting::Value:
        return QT_TRANSLATE_NOOP("Words", "No value yet");
    case Waiting::Stage:
        return QT_TRANSLATE_NOOP("Words", "Over the SLA");
    case Waiting::Handoff:
        return QT_TRANSLATE_NOOP("Words", "No handoff");
    case Waiting::Milestones:
        return QT_TRANSLATE_NOOP("Words", "No milestones");
    }
    return "";
}

Result<std::vector<OpenCase>> openCases(const store::Workspace &workspace, const KnownCustomers &customers,
    Window window, const std::function<bool(int)> &only)
{
    const auto values = valueCases(customers, {}, only);
    if (!values)
        return values.error();
    std::vector<OpenCase> cases;
    for (const ValueCase &each : *values) {
        if (each.state == ValueCase::State::Open)
            cases.push_back({Waiting::Value, each.account, {}, each.days, {}});
    }
    window.to = std::min(window.to, customers.day);
    const auto histories = stageHistories(workspace, customers.portfolio, customers.settings, customers.day);
    for (std::size_t account = 0; account < histories.size(); ++account) {
        if (only && !only(int(account)))
            continue;
        if (auto stuck = overSla(histories[account], customers, int(account)))
            cases.push_back(std::move(*stuck));
        const auto &stay = customers.stays[account];
        if (stay && window.from <= stay->from && stay->from <= window.to)
            addLacking(customers, int(account), stay->from, cases);
    }
    std::ranges::stable_sort(cases, [](const OpenCase &a, const OpenCase &b) {
        return std::tuple(a.waiting, -a.days, a.account) < std::tuple(b.waiting, -b.days, b.account);
    });
    return cases;
}

} // namespace qd::lifecycle
