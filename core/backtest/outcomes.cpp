#include "core/backtest/outcomes.h"

#include <algorithm>

namespace qd::backtest {

namespace {

Date dayOver(const renewals::RenewalCase &renewal)
{
    Date over = renewal.due.plusDays(1);
    Date last = renewal.contracts.empty() ? over : Date();
    for (const renewals::DueContract &contract : renewal.contracts) {
        const Date end = contract.end.plusDays(1);
        const auto cancelled = contract.term ? contract.term->cancelled : std::nullopt;
        last = std::max(last, cancelled ? std::min(*cancelled, end) : end);
    }
    return std::min(over, last);
}

} // namespace

bool Outcome::isUnderNotice(Date day) const
{
    return std::ranges::any_of(terms, [day](const renewals::Term *term) { return term->isUnderNotice(day); });
}

bool isEvent(const renewals::RenewalCase &renewal, Event event)
{
    if (renewal.state == renewals::RenewalState::Lost)
        return true;
    // renewed < 0.8 due in whole minor units: what is missing is more than a fifth
    return event == Event::Downsell && renewal.dueArr - renewal.retained() > renewal.dueArr / 5;
}

Result<std::vector<Outcome>> settledOutcomes(const renewals::KnownRenewals &known, Date from, Date to, Event event)
{
    if (to < from)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Backtest", "The window ends on %1, before it begins on %2."), {to, from}}};
    const auto cases = known.casesIn({from, to});
    if (!cases)
        return cases.error();
    std::vector<Outcome> outcomes;
    for (const renewals::RenewalCase &renewal : *cases) {
        if (!renewal.isSettled())
            continue;
        Outcome outcome{renewal.account, renewal.due, renewal.dueArr, renewal.state == renewals::RenewalState::Lost,
            isEvent(renewal, event), dayOver(renewal), {}};
        for (const renewals::DueContract &contract : renewal.contracts) {
            if (contract.term)
                outcome.terms.push_back(contract.term);
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

} // namespace qd::backtest
