#pragma once
#include "core/dictionary/definition.h"
#include "core/explain/restatement.h"
#include "core/governance/governance_texts.h"

namespace qd::governance {

/// A convention that a draft or a review proposes instead of the one in force, for those who are to approve it.
struct ConventionChange {
    dictionary::DefinitionVersion inForce;
    dictionary::DefinitionVersion proposed;
    explain::Restatement restated; ///< the last eight fiscal quarters by either
    Currency currency; ///< of its amounts
};

/// Of NRR, GRR and logo churn, in this order, those whose convention is proposed to change, as known on `day`. None
/// before contracts are there. Linear in the contracts for each; the customers are read only where something is
/// proposed. Errors as explain::restatementOf(), NoData excepted.
[[nodiscard]] Result<std::vector<ConventionChange>> conventionChanges(
    const store::Workspace &workspace, Date day, Progress &progress);

/// The document to decide by: who proposes what instead of what, the rates of the twelve months to the end of each
/// quarter by either with what they differ by, in hundredths of a percent and as amounts, and who approved so far.
/// E-mail addresses are masked.
[[nodiscard]] std::string conventionChangesText(
    const std::vector<ConventionChange> &changes, Date day, DocumentFormat format);

} // namespace qd::governance
