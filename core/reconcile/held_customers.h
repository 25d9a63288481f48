#pragma once
#include "core/portfolio/portfolio.h"

#include <unordered_map>

namespace qd::reconcile {

/// Whose the rows are that a source's quarantine holds because their value is below zero: the customers that the
/// certain links (identity/certain_links.h) would give them, had they been accepted. A row of accounts is linked by
/// carried id, domain or normalised name; a contract or a month by its account_id, as a bare record would be
/// (identity/account_register.h). Rows whose account the source describes are left out: it has that customer.
class HeldCustomers {
public:
    /// Linear in the records of all sources where the source has a row of accounts held back; nothing to do without.
    HeldCustomers(const portfolio::Portfolio &portfolio, const std::string &source);

    /// Annual amounts of the rows of a customer, below zero, each in its own currency; empty for none.
    [[nodiscard]] const std::vector<Money> &amountsOf(int account) const;

private:
    void placeDescribed(const portfolio::Portfolio &portfolio, const std::vector<const store::NegativeRow *> &rows);
    void placeBare(const portfolio::Portfolio &portfolio, const std::vector<const store::NegativeRow *> &rows);

    std::unordered_map<int, std::vector<Money>> m_amounts; ///< by directory index
};

} // namespace qd::reconcile
