#include "core/renewals/preparation.h"

#include "core/base/checked_sum.h"
#include "core/base/text.h"
#include "core/renewals/exceptions.h"

#include <algorithm>

namespace qd::renewals {

namespace {

/// Cases due in the days after the day on which all is known, of the contracts in force on that very day.
Result<std::vector<RenewalCase>> dueWithin(const KnownRenewals &renewals, int days)
{
    const Date day = renewals.day();
    return renewals.casesIn({day.plusDays(1), day.plusDays(days), day});
}

bool isCovered(const KnownRenewals &renewals, int account)
{
    const Risk *risk = renewals.data().lastRisk(account, renewals.day());
    return risk && risk->date > renewals.day().plusDays(-RiskRowDays) && !trimmed(risk->status).empty()
        && !trimmed(risk->nextAction).empty();
}

} // namespace

std::optional<double> RiskCoverage::rate() const
{
    return due > 0 ? std::optional(double(covered) / due) : std::nullopt;
}

Result<std::vector<RiskCoverage>> riskCoverage(const KnownRenewals &renewals)
{
    std::vector<RiskCoverage> rows;
    for (const int window : CoverageWindows) {
        const auto cases = dueWithin(renewals, window);
        if (!cases)
            return cases.error();
        RiskCoverage row{window};
        for (const RenewalCase &renewal : *cases) {
            const bool covered = isCovered(renewals, renewal.account);
            ++row.due;
            row.covered += covered ? 1 : 0;
            if (!addTo(row.dueArr, renewal.dueArr) || !addTo(row.coveredArr, covered ? renewal.dueArr : 0))
                return Error{
                    ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
        }
        rows.push_back(row);
    }
    return rows;
}

std::optional<double> Hygiene::rate() const
{
    return due > 0 ? std::optional(double(complete) / due) : std::nullopt;
}

Result<Hygiene> hygieneOf(const KnownRenewals &renewals, const AccountMarks &marks, int dateTolerance)
{
    const auto cases = dueWithin(renewals, HygieneDays);
    if (!cases)
        return cases.error();
    Hygiene hygiene{int(undatedAccounts(marks).size()), 0};
    for (const RenewalCase &renewal : *cases) {
        const auto at = std::size_t(renewal.account);
        const bool isCase = std::ranges::any_of(renewal.contracts,
            [&renewals](const DueContract &due) { return !due.term || !due.term->isMonthToMonth(renewals.day()); });
        if (!isCase || marks.arr[at] <= 0 || !marks.dates[at].earliest)
            continue;
        ++hygiene.due;
        const auto &opportunities = renewals.data().opportunitiesOf(renewal.account, renewals.day());
        const bool hasOpportunity =
            (renewal.opportunity && (renewal.opportunity->state.isOpen || renewal.opportunity->state.isWon))
            || anyOpenRenewal(opportunities, renewal.due, renewals.day());
        const bool isComplete =
            marks.dates[at].agreeWithin(dateTolerance) && marks.owned[at] == Owned::InForce && hasOpportunity;
        hygiene.complete += isComplete ? 1 : 0;
    }
    return hygiene;
}

} // namespace qd::renewals
