#include "core/lifecycle/funnel.h"

#include "core/lifecycle/stage_history.h"
#include "core/statistics/kaplan_meier.h"

#include <algorithm>
#include <map>
#include <span>

namespace qd::lifecycle {

namespace {

std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(double(part) / whole) : std::nullopt;
}

/// A group in one stage, while it is counted.
struct Tally {
    std::vector<statistics::Life> timesIn; ///< of those who entered in the window
    std::vector<int> entered;
    std::vector<int> movedOn;
    std::vector<int> inStage;
    std::vector<int> stuck;
};

/// Adds what one customer did.
class Counting {
public:
    Counting(const KnownCustomers &customers, Window window)
        : m_customers(customers)
        , m_window(window)
    {
    }

    void add(int account, std::span<const StageEntry> history, std::vector<Tally> &stages) const
    {
        for (std::size_t stage = 0; stage < stages.size(); ++stage) {
            const auto entry = std::ranges::find_if(history, [&](const StageEntry &each) {
                return m_window.from <= each.day && each.day <= m_window.to && placeOf(each) == int(stage);
            });
            if (entry != history.end())
                addEntered(account, history.subspan(std::size_t(entry - history.begin())), int(stage), stages[stage]);
        }
        if (history.empty() || placeOf(history.back()) < 0)
            return;
        const auto place = std::size_t(placeOf(history.back()));
        const auto sla = m_customers.settings.stages[place].slaDays;
        stages[place].inStage.push_back(account);
        if (sla && daysBetween(history.back().day, m_customers.day) > *sla)
            stages[place].stuck.push_back(account);
    }

private:
    [[nodiscard]] int placeOf(const StageEntry &entry) const { return m_customers.settings.placeOf(entry.stage); }
    /// `history` from the entry on.
    void addEntered(int account, std::span<const StageEntry> history, int stage, Tally &tally) const
    {
        const bool isOver = history.size() > 1;
        const Date end = isOver ? history[1].day : m_customers.day;
        tally.timesIn.push_back({double(daysBetween(history.front().day, end)), isOver});
        tally.entered.push_back(account);
        if (std::ranges::any_of(history, [&](const StageEntry &each) { return placeOf(each) > stage; }))
            tally.movedOn.push_back(account);
    }

    const KnownCustomers &m_customers;
    Window m_window;
};

std::vector<FunnelRow> rowsOf(
    const std::string &group, const std::vector<Tally> &tallies, const std::vector<LifecycleSettings::Stage> &stages)
{
    std::vector<FunnelRow> rows;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const Tally &tally = tallies[i];
        FunnelRow row;
        row.group = group;
        row.stage = stages[i].name;
        row.entered = int(tally.timesIn.size());
        row.movedOn = int(tally.movedOn.size());
        row.medianDays = statistics::kaplanMeier(tally.timesIn, statistics::SurvivalInterval::Log).median();
        row.inStage = int(tally.inStage.size());
        if (stages[i].slaDays)
            row.stuck = int(tally.stuck.size());
        row.whoEntered = tally.entered;
        row.whoMovedOn = tally.movedOn;
        row.whoIsIn = tally.inStage;
        row.whoIsStuck = tally.stuck;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::optional<double> FunnelRow::rate() const
{
    return share(movedOn, entered);
}

std::optional<double> Completeness::rate() const
{
    return share(done, all);
}

Result<Funnel> funnelOf(const store::Workspace &workspace, const KnownCustomers &customers, Window window,
    const std::string &by, const std::function<bool(int)> &only)
{
    if (window.to < window.from)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Lifecycle", "The window ends on %1, before it begins on %2."), {window.to, window.from}}};
    const auto groups = customers.groups(by);
    if (!groups)
        return groups.error();
    window.to = std::min(window.to, customers.day);
    const std::vector<LifecycleSettings::Stage> &stages = customers.settings.stages;
    const auto histories = stageHistories(workspace, customers.portfolio, customers.settings, customers.day);
    const Counting counting(customers, window);
    std::map<std::string, std::vector<Tally>> byGroup;
    if (by.empty())
        byGroup[AllCustomers].resize(stages.size());
    Funnel funnel;
    for (std::size_t account = 0; account < histories.size(); ++account) {
        if (only && !only(int(account)))
            continue;
        if (!histories[account].empty()) {
            std::vector<Tally> &tallies = byGroup[(*groups)[account]];
            tallies.resize(stages.size());
            counting.add(int(account), histories[account], tallies);
        }
        const auto &stay = customers.stays[account];
        if (!stay || stay->from < window.from || stay->from > window.to)
            continue;
        const auto handoff = customers.milestones.firstCompletion(int(account), "handoff", customers.day);
        ++funnel.handoff.all;
        funnel.handoff.done += handoff ? 1 : 0;
        ++funnel.milestones.all;
        funnel.milestones.done += customers.milestones.hasAny(int(account)) ? 1 : 0;
    }
    for (const auto &[group, tallies] : byGroup) {
        for (FunnelRow &row : rowsOf(group, tallies, stages))
            funnel.rows.push_back(std::move(row));
    }
    return funnel;
}

} // namespace qd::lifecycle
