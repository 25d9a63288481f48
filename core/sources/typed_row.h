#pragma once
#include "core/sources/reasons.h"
#include "core/store/entity_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qd::sources {

using store::Value;

/// One record, typed: values parallel to the entity's columns, or the fault that keeps it out.
struct TypedRow {
    std::vector<Value> values;
    std::optional<std::int64_t> annualMinor; ///< of a subscription, in minor units of its own currency
    std::string extra; ///< JSON of what no mapping names; empty for nothing
    std::optional<Fault> fault;
    bool padded = false; ///< was shorter than the header; what it lacks is empty
    bool beside = false; ///< has cells right of the header of its sheet, which are none of it
    bool nameless = false; ///< has values in columns without a name, which are kept in `extra`
    std::vector<std::size_t> saidEmpty = {}; ///< columns whose cell said in words that it has no value

    /// The fault of the row, in the column headed so; the first one stays.
    void fail(Reason reason, const std::string &header, Message detail);
    /// Identity of the content as a row of `entity`: equal rows have equal hashes, on every platform and whichever
    /// schema the workspace came from.
    [[nodiscard]] std::int64_t contentHash(const store::Entity &entity) const;
};

} // namespace qd::sources
