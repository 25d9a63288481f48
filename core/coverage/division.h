#pragma once
#include "core/coverage/books.h"

namespace qd::coverage {

/// What a group needs in one month.
struct Work {
    double hours = 0;
    int renewals = 0;
    std::int64_t renewalArr = 0; ///< base minor units
};

/// Accounts and CSMs divided into groups: the model's segments, the regions anybody names, or each by the other.
class Division {
public:
    [[nodiscard]] static Division bySegment(const CoverageInput &input);
    /// By name without regard to case, spelled as first met; regions only CSMs have are groups too.
    [[nodiscard]] static Division byRegion(const CoverageInput &input);

    /// Every segment of the model by every region, "(none)" last. A CSM who holds nothing counts in each segment as
    /// bySegment() says, there equally over the regions served, so that the cells of a segment add up to it.
    [[nodiscard]] static Division byCell(const CoverageInput &input);

    [[nodiscard]] const std::vector<std::string> &names() const { return m_names; }
    [[nodiscard]] const Shares &shares() const { return m_shares; }
    /// Group of an account; -1 for none.
    [[nodiscard]] int groupOf(const AccountLoad &load) const;
    /// Work of each group on `day`, renewals from `from` to `to`; one more at the end for accounts of no group. With
    /// `known` the changes known ahead up to `day` are in it.
    [[nodiscard]] std::vector<Work> workOn(const CoverageInput &input, Date from, Date to, Date day, bool known) const;

private:
    enum class By { Segment, Region, Cell };
    [[nodiscard]] int regionOf(const AccountLoad &load) const;

    By m_by = By::Segment;
    std::vector<std::string> m_names; ///< of cells "Enterprise\tEMEA"
    std::vector<std::string> m_folded; ///< of regions, ascending
    Shares m_shares;
};

} // namespace qd::coverage
