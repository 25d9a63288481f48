#pragma once
#include "core/coverage/books.h"
#include "core/revenue/grouping.h"

namespace qd::coverage {

/// Which part of the customers somebody looks at; an empty text asks for all, revenue::NoGroup for those without one.
struct ScopeFilter {
    std::string segment; ///< of the model, or the golden one where the model has none
    std::string region;
    std::string owner; ///< golden owner
    revenue::Filters groups = {}; ///< product, list: groups that may overlap

    [[nodiscard]] bool isEmpty() const { return segment.empty() && region.empty() && owner.empty() && groups.empty(); }
};

/// Segment, region, owner, product and list of `filters`; other dimensions are not looked at.
[[nodiscard]] ScopeFilter scopeFilter(const revenue::Filters &filters);

/// What a filter leaves: customers, and of everybody's time the part that is for them.
struct Scope {
    ScopeFilter filter;
    std::vector<char> loads; ///< by load: within the filter
    std::vector<double> shares; ///< by roster index, 0..1
    std::vector<char> csms; ///< by roster index: holds a customer within that takes time, or has time for such

    [[nodiscard]] bool holds(int load) const { return loads[std::size_t(load)] != 0; }
    [[nodiscard]] bool concerns(int csm) const { return csms[std::size_t(csm)] != 0; }
};

/// The share of a CSM is that of the hours held; one who holds none counts by what is served: equally over the segments
/// of the model and over the regions anybody names, as in Capacity, and for an owner when it is them; of a product or a
/// list nobody who holds none of its customers has a part. Texts are
/// compared without regard to case.
[[nodiscard]] Scope scopeOf(const CoverageInput &input, const ScopeFilter &filter);

/// The input with the customers of the scope alone and that share of everybody's FTE, so that capacity computed from it
/// is the part of the whole: filtered by a region its total is the region's row, by a segment the segment's.
/// Indexes of loads are new ones; those of CSMs stay.
[[nodiscard]] CoverageInput narrowed(const CoverageInput &input, const Scope &scope);

} // namespace qd::coverage
