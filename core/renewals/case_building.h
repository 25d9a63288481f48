#pragma once
#include "core/renewals/known_renewals.h"

#include <span>

namespace qd::renewals {

/// What a case is settled by: one customer's pieces of the known book.
struct CaseInput {
    const KnownRenewals &renewals;
    std::span<const portfolio::ArrPiece> pieces; ///< all of the customer
};

/// Settles a case that has its account, due date and contracts: state, renewed ARR, successors, on-time, opportunity.
/// NoRate, Overflow.
[[nodiscard]] Result<void> settleCase(const CaseInput &input, RenewalCase &renewal);

} // namespace qd::renewals
