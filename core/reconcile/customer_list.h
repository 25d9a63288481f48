#pragma once
#include "core/base/progress.h"
#include "core/portfolio/portfolio.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::reconcile {

/// A row of a list that somebody keeps beside the systems.
struct ListedCustomer {
    int account = -1; ///< index in the directory
    std::string key; ///< as the list names the customer
    std::optional<Money> arr; ///< annual, on the day of the comparison; nothing where the row gives none
    std::optional<Date> renewalDate;
    std::optional<Date> startDate;
    std::string owner; ///< empty where the row gives none; the same for the next three
    std::string segment;
    std::string lifecycleStage;
    std::string status;
    std::string product;
};

/// A list of Finance's own, say, as one side of a comparison.
struct CustomerList {
    std::string name; ///< of the table
    std::vector<ListedCustomer> customers; ///< in the table's order; a customer may stand in several rows, which add up
    std::vector<std::string> unknown; ///< keys of rows that are of no customer here: they count on no side
};

/// The rows of a custom table, view or any other table of the workspace. Columns, in any case: `account` (or
/// `account_id`), which names the customer by its id here (AC-00012) or by that of a record of `preferred`, else of any
/// one system; and any of `arr`, `currency` (the base currency without it), `renewal_date`, `start_date`, `owner`,
/// `segment`, `lifecycle_stage`, `status` and `product`. BadData for a table without a key, for an amount, a currency
/// or a date that is none, and for what the query refuses.
[[nodiscard]] Result<CustomerList> readCustomerList(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, const std::string &table, const std::string &preferred, Progress &progress);

} // namespace qd::reconcile
