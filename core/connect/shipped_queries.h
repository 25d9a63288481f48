#pragma once
#include "core/connect/saved_queries.h"

#include <vector>

namespace qd::connect {

/// A query for a usual schema, to begin with.
struct ShippedQuery {
    std::string title; ///< what it reads, for example "Accounts of Salesforce, as Fivetran loads them"
    SavedQuery query; ///< without a connection
};

/// All of resources/queries, by name. Each file begins with remarks: its title, then entity, source and kind.
[[nodiscard]] const std::vector<ShippedQuery> &shippedQueries();
/// NotFound names the nearest.
[[nodiscard]] Result<ShippedQuery> shippedQuery(const std::string &name);

} // namespace qd::connect
