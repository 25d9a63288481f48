#pragma once
#include "core/demo/world.h"

#include <string>
#include <vector>

namespace qd::demo {

/// What was made wrong on purpose in the books of one customer. At most one per customer.
enum class FaultKind {
    None,
    MonthlyAsAnnual,
    Currency,
    Timing,
    ParentChild,
    Duplicate,
    MissingInBilling,
    MissingInCrm,
    CancelledInBilling,
    NotYetBilled,
    PriceUplift,
    Rounding,
    RenewalDate,
    Owner,
    SegmentName,
    Stage,
    Status,
    PublicDomain,
    SameName,
    ParentLoop,
    Overlap,
    Gap,
};

/// The name used in truth.json, for example "monthly_as_annual".
[[nodiscard]] std::string_view nameOf(FaultKind kind);
/// Fault of customer `index`: one in ten has one, every kind in turn. ParentChild, PublicDomain, SameName and
/// ParentLoop concern the customer after it too.
[[nodiscard]] FaultKind faultOf(std::int64_t index);
/// The fault that customer `index` takes part in, its own or that of the one or two before it, and who has it.
struct FaultRole {
    FaultKind kind = FaultKind::None;
    std::int64_t owner = -1; ///< index of the customer that has the fault
};
[[nodiscard]] FaultRole roleOf(std::int64_t index);
/// True for the kinds that need a customer in undisturbed force over the as-of date.
[[nodiscard]] bool needsSteady(FaultKind kind);

/// A planted fault, as truth.json lists it.
struct PlantedFault {
    std::string id; ///< "F0007"
    std::string kind;
    std::string file; ///< where it can be seen, empty for one that shows between files
    std::vector<std::string> records; ///< ids as they stand in the files
    std::int64_t amount = 0; ///< right - left, or the amount concerned, in USD cents
    bool hasAmount = false;
    std::string note;
};

} // namespace qd::demo
