#include "core/actions/rule_figures.h"

#include "core/actions/rule_preview.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <numeric>
#include <set>

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

/// By account, the first of the days on which its ARR is 0 after one on which it was above; -1 for none. What became
/// part of another did not leave.
Result<std::vector<int>> churnDays(const signs::Signals &history, const std::vector<Date> &days)
{
    std::vector<int> first(std::size_t(history.accounts().size()), -1);
    std::vector<std::int64_t> before;
    for (std::size_t day = 0; day < days.size(); ++day) {
        auto known = history.known(days[day]);
        if (!known)
            return known.error();
        for (std::size_t i = 0; i < before.size(); ++i) {
            const bool isItself = history.accounts().customerOn(int(i), days[day]) == int(i);
            if (first[i] < 0 && before[i] > 0 && known->arr[i] == 0 && isItself)
                first[i] = int(day);
        }
        before = std::move(known->arr);
    }
    return first;
}

/// Counts those who churned, and by rule those of them for whom something was opened on a day before.
void countTouched(RulePreview &preview, const RuleSet &rules, const std::vector<Evaluation> &evaluations,
    const std::vector<int> &churn, const std::function<bool(int)> &only)
{
    for (std::size_t i = 0; i < churn.size(); ++i)
        preview.churned += churn[i] >= 0 && only(int(i)) ? 1 : 0;
    std::set<std::pair<std::size_t, int>> touched; // rule and account
    for (std::size_t day = 0; day < evaluations.size(); ++day) {
        for (const Opening &opening : evaluations[day].opened) {
            if (int(day) < churn[std::size_t(opening.account)] && only(opening.account))
                touched.insert({placeOf(rules, opening.rule), opening.account});
        }
    }
    preview.touched.assign(rules.rules.size(), 0);
    for (const auto &[rule, account] : touched)
        ++preview.touched[rule];
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
    const auto churn = churnDays(history, preview.days);
    if (!churn)
        return churn.error();
    countTouched(preview, rules, *evaluations, *churn, only);
    return preview;
}

} // namespace qd::actions
