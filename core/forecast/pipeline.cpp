#include "core/forecast/pipeline.h"

#include "core/base/checked_sum.h"
#include "core/base/rounding.h"
#include "core/base/text.h"

#include <algorithm>

namespace qd::forecast {

namespace {

using renewals::RenewalCase;

std::vector<std::string> contractIds(const RenewalCase &renewal)
{
    std::vector<std::string> ids;
    for (const renewals::DueContract &contract : renewal.contracts)
        ids.push_back(contract.id);
    return ids;
}

std::optional<renewals::FoundOpportunity> findOpportunity(const renewals::KnownRenewals &known,
    const RenewalCase &renewal, const std::vector<std::string> &ids, renewals::Standing standing)
{
    return renewals::findOpportunity(known.data().opportunitiesOf(renewal.account, known.day()),
        {ids, renewal.due, renewal.settled}, standing, known.day());
}

std::vector<renewals::OpportunityState> openOnes(const renewals::KnownRenewals &known, const RenewalCase &renewal)
{
    const std::vector<std::string> ids = contractIds(renewal);
    std::vector<renewals::OpportunityState> open;
    for (const renewals::Opportunity &each : known.data().opportunitiesOf(renewal.account, known.day())) {
        const bool isNamed = !each.subscriptionId.empty() && std::ranges::find(ids, each.subscriptionId) != ids.end();
        if (!isNamed || !each.isRenewal() || !each.isKnownOn(known.day()))
            continue;
        if (renewals::OpportunityState state = each.on(known.day()); state.isOpen)
            open.push_back(std::move(state));
    }
    if (!open.empty() || !renewal.opportunity)
        return open;
    if (renewal.opportunity->state.isOpen)
        return {renewal.opportunity->state};
    // Won, perhaps of the term before: it hides one of this due date that is still open.
    if (auto found = findOpportunity(known, renewal, ids, renewals::Standing::Open))
        open.push_back(std::move(found->state));
    return open;
}

bool isTouched(const ForecastData &data, const renewals::KnownRenewals &known, const RenewalCase &renewal)
{
    if (renewal.opportunity || data.isStatedBy(renewal.account, known.day()))
        return true;
    return findOpportunity(known, renewal, contractIds(renewal), renewals::Standing::Lost).has_value();
}

Error pipelineTooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Forecast", "The opportunities are too large to add up.")};
}

} // namespace

double shareOf(std::optional<double> probability)
{
    const double share = probability.value_or(0);
    return share > 1 ? share / 100 : share;
}

Result<RenewalPipeline> renewalPipeline(
    const renewals::KnownRenewals &known, std::span<const RenewalCase> cases, std::int64_t settledArr)
{
    RenewalPipeline pipeline{settledArr, settledArr, settledArr};
    double weighted = 0;
    for (const RenewalCase &renewal : cases) {
        if (renewal.isSettled())
            continue;
        for (const renewals::OpportunityState &state : openOnes(known, renewal)) {
            if (!state.amount)
                continue;
            const auto amount = known.book().rates().toBase(
                state.amount->minor, state.amount->currency, std::min(renewal.due, known.day()));
            if (!amount)
                return amount.error();
            const std::string category = lowered(trimmed(state.category));
            const bool isCommit = category == "commit";
            weighted += double(*amount) * shareOf(state.probability);
            if (!addTo(pipeline.commit, isCommit ? *amount : 0)
                || !addTo(pipeline.bestCase, isCommit || category == "best_case" ? *amount : 0))
                return pipelineTooLarge();
        }
    }
    if (!addTo(pipeline.weighted, std::int64_t(shownValue(weighted, 0))))
        return pipelineTooLarge();
    return pipeline;
}

Result<CountAndArr> untouchedOf(
    const ForecastData &data, const renewals::KnownRenewals &known, std::span<const RenewalCase> cases)
{
    CountAndArr untouched;
    for (const RenewalCase &renewal : cases) {
        if (isTouched(data, known, renewal))
            continue;
        ++untouched.count;
        if (!addTo(untouched.arr, renewal.dueArr))
            return Error{ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
    }
    return untouched;
}

} // namespace qd::forecast
