#pragma once
#include "core/reconcile/reconciliation.h"

#include <string>
#include <vector>

namespace qd::reconcile {

/// One product of one customer, of which at least one side has an amount in force.
struct ProductAmounts {
    int account = -1; ///< index in the directory
    std::string product; ///< as in ProductTotal
    std::int64_t left = 0; ///< base minor units; 0 where the side has nothing of it
    std::int64_t right = 0;
    bool agrees = false; ///< within the tolerance of amounts
    std::string leftId; ///< ids of the customer in the systems, several joined by ";"
    std::string rightId;

    [[nodiscard]] std::int64_t delta() const { return right - left; }
};

/// What the customers compared have of one product.
struct ProductTotal {
    std::string product; ///< as the left side writes it, else as the right one; empty for contracts without one
    std::int64_t left = 0; ///< base minor units
    std::int64_t right = 0;
    int customers = 0; ///< that have it on either side
    int matched = 0; ///< of them, those whose amounts of it agree

    [[nodiscard]] std::int64_t delta() const { return right - left; }
};

/// Two systems compared product by product. Of either side the totals of the products and what is not compared add up
/// to the total that reconcile() has.
struct ProductComparison {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    portfolio::ArrSource left;
    portfolio::ArrSource right;
    Date asOf;
    Currency currency;
    std::vector<ProductTotal> products; ///< by name with letters folded; the one without a name last
    std::vector<ProductAmounts> amounts; ///< by directory index, then as the products
    int compared = 0; ///< customers of whom both sides name a product
    std::int64_t leftNotCompared = 0; ///< base minor units of all other customers
    std::int64_t rightNotCompared = 0;
    std::vector<Message> warnings; ///< as in Reconciliation
};

/// What each side says of each product, of customers of whom both name one in force on the day; names without regard
/// to case and blanks around them. A customer whose credits exceed what it pays counts 0, as everywhere, and is not
/// compared. NoData where one side names no product at all; else as reconcile(). Linear in contracts.
[[nodiscard]] Result<ProductComparison> compareProducts(
    const portfolio::Portfolio &portfolio, const ReconcileOptions &options, Progress &progress);

/// Amounts that differ as CSV with a header: account,name,product,left,right,delta,left_id,right_id.
[[nodiscard]] std::string productsCsv(const ProductComparison &comparison);

} // namespace qd::reconcile
