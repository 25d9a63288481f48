#pragma once
#include "core/dictionary/dictionary.h"
#include "core/explain/conventions_in_force.h"
#include "core/explain/restatement.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// Months after which a quarterly pack follows the one before: changes since then are told.
inline constexpr int MonthsBetweenReviews = 3;

/// A change of convention that somebody proposed, on the quarters there were.
struct ProposedChange {
    std::string metric;
    explain::Restatement restated;
};

/// What the figures mean, under which other conventions they would be others, and what changed in that.
struct GovernanceMeasures {
    Month from;
    Month to;
    revenue::Conventions conventions; ///< of all customers, of the twelve months from `from` to `to`
    std::map<std::string, revenue::Convention, std::less<>> ours; ///< of the definitions in force at the end
    dictionary::Dictionary dictionary;
    std::vector<ProposedChange> proposed; ///< by metric
    Date since; ///< last day of the pack before
    Date day; ///< last day of this one
};

/// Measures the twelve months to `month`, of all customers, as known at its end. Errors as bookOfMonth(),
/// computeConventions() and restatementOf().
[[nodiscard]] Result<GovernanceMeasures> measureGovernance(
    const store::Workspace &workspace, Month month, Progress &progress);

/// NRR, GRR and logo churn under each rule, grain and grace, with the range over exchange rates, and the quarters
/// restated under a convention that is proposed; pure, as the next one. Nothing without an opening set.
[[nodiscard]] std::vector<Page> conventionPages(const GovernanceMeasures &measures);
/// Definitions that were approved or retired since the pack before, those in draft or review, and conflicts that are
/// open.
[[nodiscard]] std::vector<Page> definitionPages(const GovernanceMeasures &measures);

} // namespace qd::pack
