#include "core/demo/faults.h"

namespace qd::demo {

namespace {

constexpr FaultKind Cycle[] = {FaultKind::MonthlyAsAnnual, FaultKind::Currency, FaultKind::Timing,
    FaultKind::ParentChild, FaultKind::Duplicate, FaultKind::MissingInBilling, FaultKind::MissingInCrm,
    FaultKind::CancelledInBilling, FaultKind::NotYetBilled, FaultKind::PriceUplift, FaultKind::Rounding,
    FaultKind::RenewalDate, FaultKind::Owner, FaultKind::SegmentName, FaultKind::Stage, FaultKind::Status,
    FaultKind::PublicDomain, FaultKind::SameName, FaultKind::ParentLoop, FaultKind::Overlap, FaultKind::Gap};

} // namespace

std::string_view nameOf(FaultKind kind)
{
    constexpr std::string_view Names[] = {"none", "monthly_as_annual", "currency", "timing", "parent_child",
        "duplicate", "missing_in_billing", "missing_in_crm", "cancelled_in_one", "not_yet_billed", "price_uplift",
        "rounding", "renewal_date", "owner", "segment", "lifecycle_stage", "status", "public_domain", "same_name",
        "parent_loop", "overlapping_contracts", "gap_contracts"};
    return Names[static_cast<std::size_t>(kind)];
}

FaultKind faultOf(std::int64_t index)
{
    if (index % 10 != 4)
        return FaultKind::None;
    const auto round = static_cast<std::size_t>(index / 10);
    const FaultKind kind = Cycle[round % std::size(Cycle)];
    // One loop is enough: a real hierarchy has few, and each keeps two customers out of every roll-up.
    return kind == FaultKind::ParentLoop && round >= std::size(Cycle) ? FaultKind::Owner : kind;
}

FaultRole roleOf(std::int64_t index)
{
    for (std::int64_t back = 0; back <= 2 && back <= index; ++back) {
        const FaultKind kind = faultOf(index - back);
        const int reach = kind == FaultKind::ParentChild                                                      ? 2
            : kind == FaultKind::PublicDomain || kind == FaultKind::SameName || kind == FaultKind::ParentLoop ? 1
                                                                                                              : 0;
        if (kind != FaultKind::None && back <= reach)
            return {kind, index - back};
    }
    return {};
}

bool needsSteady(FaultKind kind)
{
    return kind != FaultKind::None && kind != FaultKind::NotYetBilled;
}

} // namespace qd::demo
