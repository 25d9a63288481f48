#include "core/actions/rule_preview.h"

#include "core/store/action_rows.h"

namespace qd::actions {

std::vector<Action> actionsOf(const Evaluation &evaluation, const identity::AccountDirectory &accounts)
{
    std::vector<Action> actions;
    for (const Opening &opening : evaluation.opened)
        actions.push_back(
            {opening.account, store::OwnSource, actionId(opening.rule, accounts.at(opening.account).id, evaluation.day),
                opening.rule, opening.title, opening.owner, evaluation.day, opening.due, std::nullopt, "open", {}});
    return actions;
}

std::vector<Date> monthEnds(Month from, Month to, Date latest)
{
    std::vector<Date> days;
    for (Month month = from; month <= to && month.lastDay() <= latest; month = month.plus(1))
        days.push_back(month.lastDay());
    return days;
}

Result<std::vector<Evaluation>> previewOn(const RuleSet &rules, const signs::Signals &history,
    const health::KnownColours &colours, ActionLog log, const std::vector<Date> &days, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Evaluating rules"), std::int64_t(days.size()));
    std::vector<Evaluation> evaluations;
    for (const Date day : days) {
        const auto facts = AccountFacts::on(rules, history, colours, day);
        if (!facts)
            return facts.error();
        evaluations.push_back(evaluate(rules, *facts, log, history.portfolio()));
        log.add(actionsOf(evaluations.back(), history.accounts()));
        if (!progress.step(std::int64_t(evaluations.size())))
            return cancelled();
    }
    return evaluations;
}

} // namespace qd::actions
