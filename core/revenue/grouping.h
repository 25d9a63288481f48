#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/words.h"
#include "core/identity/account_directory.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::revenue {

/// Whether a customer is an account or its ultimate parent with all below it.
enum class Grain { Account, Parent };

using qd::NoGroup;

/// Dimension and value, all of which must hold; NoGroup holds for customers without a value. Besides the dimensions
/// `product` and `list` hold for customers of whom a contract named it, and who are on it (identity/customer_groups.h).
using Filters = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] bool passes(const identity::Account &account, const Filters &filters);

/// "segment Enterprise, owner (none)"; empty without filters.
[[nodiscard]] Message described(const Filters &filters);
/// A dimension as a word: "lifecycle stage" for lifecycle_stage; one that is none of dimensions() as it is.
[[nodiscard]] Message::Value dimensionName(const std::string &dimension);

/// How customers are split and at which level they count.
struct GroupingOptions {
    std::string by; ///< a dimension; empty for `total` only
    Grain grain = Grain::Account;
    std::optional<Date> groupAsOf; ///< `--group-as opening`: the value on this day instead of now
    Filters filters = {};
};

/// Dimensions customers can be grouped and filtered by: segment, region, country, city, industry, language, owner,
/// lifecycle_stage, status, health; `product` splits ARR by subscription.
[[nodiscard]] const std::vector<std::string> &dimensions();
[[nodiscard]] Result<void> checkDimension(const std::string &by);
/// The same of a list of their own. InvalidArgument names the nearest of `known`.
[[nodiscard]] Result<void> checkDimension(const std::string &by, const std::vector<std::string> &known);

/// Each customer's unit (itself or its ultimate parent) and group, by directory index.
struct Grouping {
    std::vector<int> unit; ///< directory index of the customer it counts under; -1 when filtered out
    std::vector<int> group; ///< index in `names`, by unit's golden value; empty when there is no dimension
    std::vector<std::string> names; ///< sorted, NoGroup last
};

/// InvalidArgument names the dimensions there are. `product` gives no account groups: see Movements.
[[nodiscard]] Result<Grouping> groupAccounts(const portfolio::Portfolio &portfolio, const GroupingOptions &options);

} // namespace qd::revenue
