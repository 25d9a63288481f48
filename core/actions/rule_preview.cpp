#include "core/actions/rule_preview.h"

#include "core/store/action_rows.h"

namespace qd::actions {

Action actionOf(const Opening &opening, const identity::AccountDirectory &accounts, Date day)
{
    return {opening.account, store::OwnSource, actionId(opening.rule, accounts.at(opening.account).id, day),
        opening.rule, opening.title, opening.owner, day, opening.due, std::nullopt, "open", {}};
}

std::vector<Date> monthEnds(Month from, Month to, Date latest)
{
    std::vector<Date> days;
    for (Month month = from; month <= to && month.lastDay() <= latest; month = month.plus(1))
        days.push_back(month.lastDay());
    return days;
}

Result<std::vector<Evaluation>> previewOn(const RuleSet &rules, const signs::Signals &history,
    const std::vector<health::Override> &overrides, ActionLog log, const std::vector<Date> &days, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Evaluating rules"), std::int64_t(days.size()));
    std::vector<Evaluation> evaluations;
    for (const Date day : days) {
        const auto facts = AccountFacts::on(rules, history, overrides, day);
        if (!facts)
            return facts.error();
        evaluations.push_back(evaluate(rules, *facts, log, history.portfolio()));
        for (const Opening &opening : evaluations.back().opened)
            log.add(actionOf(opening, history.accounts(), day));
        if (!progress.step(std::int64_t(evaluations.size())))
            return cancelled();
    }
    return evaluations;
}

} // namespace qd::actions
