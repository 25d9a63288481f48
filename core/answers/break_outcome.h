#pragma once
#include "core/base/progress.h"
#include "core/reconcile/causes.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::answers {

/// What becomes of one break where two customers become one.
struct BreakOutcome {
    std::string name; ///< "BR-0412"; empty for one that no import has registered, and for one that is new
    std::string field; ///< as of breaks
    std::optional<reconcile::Cause> before; ///< nothing for a break that comes
    std::optional<reconcile::Cause> after; ///< nothing for a break that goes
};

/// The breaks of two customers, by id, of every pair of systems with a register, on its latest day: as they are, and as
/// they were if the records of both were one customer's. By pair, then those there are by customer id and field, then
/// those that come. Only reads: the comparison is made anew of records that are linked otherwise in memory. Empty where
/// a customer is not there or both are one. A pair that cannot be compared (a missing rate, say) is passed over, as an
/// import does. Cancelled.
[[nodiscard]] Result<std::vector<BreakOutcome>> breaksAfterLink(
    const store::Workspace &workspace, const std::string &left, const std::string &right, Progress &progress);

} // namespace qd::answers
