#include "core/actions/rule_figures.h"

#include "core/actions/rule_preview.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <numeric>

namespace qd::actions {

namespace {

std::size_t placeOf(const RuleSet &rules, const std::string &rule)
{
    return std::size_t(rules.find(rule) - rules.rules.data());
}

/// How many openings each rule has.
void countInto(std::vector<std::vector<int>> &counts, const RuleSet &rules, const std::vector<Opening> &openings,
    const std::function<bool(int)> &only)
{
    for (std::vector<int> &ofRule : counts)
        ofRule.push_back(0);
    for (const Opening &opening : openings)
        counts[placeOf(rules, opening.rule)].back() += only(opening.account) ? 1 : 0;
}

ActionLog withoutOwn(const ActionLog &log)
{
    std::vector<Action> others;
    std::ranges::copy_if(log.all(), std::back_inserter(others),
        [](const Action &action) { return action.source != store::OwnSource || action.rule.empty(); });
    return ActionLog(std::move(others));
}

} // namespace

std::optional<double> RuleFigures::dismissedShare() const
{
    return opened > 0 ? std::optional(double(dismissed) / opened) : std::nullopt;
}

std::vector<RuleFigures> ruleFiguresOn(const ActionLog &log, const RuleSet &rules, Date day)
{
    std::vector<RuleFigures> rows(rules.rules.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].rule = rules.rules[i].id;
    for (RuleCompliance &compliance : complianceOn(log, rules, day))
        rows[placeOf(rules, compliance.rule)].compliance = std::move(compliance);
    const Date before = day.plusMonths(-RuleMonths);
    for (const Action &action : log.all()) {
        if (!action.isKnownOn(day) || !rules.find(action.rule))
            continue;
        RuleFigures &row = rows[placeOf(rules, action.rule)];
        if (action.opened > before) {
            ++row.opened;
            row.dismissed += action.isDismissedOn(day) ? 1 : 0;
        }
        if (action.isOpenOn(day)) {
            ++row.open;
            row.late += action.due && *action.due < day ? 1 : 0;
        }
    }
    return rows;
}

int RulePreview::openedBy(std::size_t rule) const
{
    return std::accumulate(opened[rule].begin(), opened[rule].end(), 0);
}

Result<RulePreview> previewOfYear(const RuleSet &rules, const signs::Signals &history,
    const health::KnownColours &colours, const ActionLog &log, Date day, const std::function<bool(int)> &only,
    Progress &progress)
{
    RulePreview preview;
    const Month last = Month::lastEndedBy(day);
    preview.days = monthEnds(last.plus(1 - RuleMonths), last, day);
    auto evaluations = previewOn(rules, history, colours, withoutOwn(log), preview.days, progress);
    if (!evaluations)
        return evaluations.error();
    preview.opened.resize(rules.rules.size());
    preview.held.resize(rules.rules.size());
    for (const Evaluation &evaluation : *evaluations) {
        countInto(preview.opened, rules, evaluation.opened, only);
        countInto(preview.held, rules, evaluation.held, only);
    }
    return preview;
}

} // namespace qd::actions
