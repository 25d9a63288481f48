#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace qd::connect {

/// What the parameters of a query stand for.
struct QueryDays {
    std::optional<Date> since; ///< :since, the day of the last import by the query; absent: 1900-01-01, everything
    Date asOf; ///< :as_of, the day the answer speaks of
};

/// The query as it is sent: `:since` and `:as_of` become DATE '2026-10-31', which every SQL database reads; what stands
/// in quotes, between dollar signs or in remarks stays, as do casts (`::date`) and paths (`col:field`). A semicolon at
/// the end is left out. InvalidArgument for another parameter, which is named, and for a query that is empty or ends
/// within quotes or a remark.
[[nodiscard]] Result<std::string> withDays(const std::string &sql, const QueryDays &days);

/// Whether `:since` is one of its parameters; false for a text that withDays() refuses.
[[nodiscard]] bool asksSince(const std::string &sql);

/// SHA-256 of its text as it was saved, in hexadecimal: by this lineage knows it.
[[nodiscard]] std::string queryDigest(const std::string &sql);

} // namespace qd::connect
