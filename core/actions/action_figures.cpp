#include "core/actions/action_figures.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace qd::actions {

namespace {

std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(double(part) / whole) : std::nullopt;
}

bool isDueBy(const Action &action, Date day)
{
    return action.isKnownOn(day) && action.due && *action.due <= day;
}

/// The steps that an action has gone up, the one of the most days last.
void escalate(OpenAction &open, const ActionRule &rule, Date day)
{
    const int age = daysBetween(open.action.opened, day);
    int last = -1;
    for (const EscalationStep &step : rule.escalate) {
        if (age < step.afterDays)
            continue;
        ++open.level;
        if (step.afterDays >= last)
            open.to = step.to;
        last = std::max(last, step.afterDays);
    }
}

} // namespace

std::vector<OpenAction> openOn(const ActionLog &log, const RuleSet &rules, Date day)
{
    std::vector<OpenAction> open;
    for (const Action &action : log.all()) {
        if (!action.isOpenOn(day))
            continue;
        open.push_back({action, 0, {}});
        if (const ActionRule *rule = rules.find(action.rule))
            escalate(open.back(), *rule, day);
    }
    std::ranges::stable_sort(open, {}, [](const OpenAction &each) { return std::string_view(each.action.id); });
    return open;
}

std::optional<double> ActionSla::rate() const
{
    return share(met, due);
}

ActionSla slaOn(const ActionLog &log, Date day)
{
    ActionSla sla;
    for (const Action &action : log.all()) {
        if (!isDueBy(action, day) || action.isDismissedOn(day))
            continue;
        ++sla.due;
        sla.met += action.isClosedInTime(day) ? 1 : 0;
    }
    return sla;
}

std::optional<double> RuleCompliance::rate() const
{
    return share(inTime, triggered);
}

std::vector<RuleCompliance> complianceOn(const ActionLog &log, const RuleSet &rules, Date day)
{
    std::map<std::string, RuleCompliance, std::less<>> rows;
    for (const ActionRule &rule : rules.rules)
        rows[rule.id].rule = rule.id;
    for (const Action &action : log.all()) {
        const auto row = isDueBy(action, day) ? rows.find(action.rule) : rows.end();
        if (row == rows.end())
            continue;
        ++row->second.triggered;
        row->second.inTime += action.isClosedInTime(day) && lowered(trimmed(action.outcome)) == "done" ? 1 : 0;
    }
    std::vector<RuleCompliance> compliance;
    for (auto &[id, row] : rows)
        compliance.push_back(std::move(row));
    return compliance;
}

} // namespace qd::actions
