#pragma once
#include "core/base/date.h"

#include <functional>
#include <string_view>

namespace qd::store {

class Workspace;

/// A kept field's value from a day on: its first value and each later one. What never changed has no entry.
struct KeptValueRow {
    std::string_view source;
    std::string_view recordId;
    std::string_view field;
    Date asOf;
    std::string_view value; ///< dates as ISO, flags as 0 or 1, money as "26400.00 USD"; empty when it was taken away
};

/// Entries of record_history of `entity`, by source, record, field and time. Texts are valid while a row is visited.
void forEachKeptValue(
    const Workspace &workspace, std::string_view entity, const std::function<void(const KeptValueRow &)> &visit);

} // namespace qd::store
