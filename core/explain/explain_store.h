#pragma once
#include "core/base/date.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace qd::store {
class Workspace;
}

namespace qd::explain {

/// The file of a batch, and how it was read.
struct BatchOrigin {
    std::string file;
    std::string sha256;
    std::string sheet; ///< as it was asked for; empty where nobody named one
    std::string profile;
};
/// Empty for a batch there is not.
[[nodiscard]] BatchOrigin originOf(const store::Workspace &workspace, std::int64_t batch);

/// The day whose data a batch brought; nothing for a batch there is not.
[[nodiscard]] std::optional<Date> dayOf(const store::Workspace &workspace, std::int64_t batch);

/// A row of a source, with a key of one column.
struct RecordKey {
    std::string_view entity;
    std::string_view source;
    std::string_view id;
};
/// Line on which `batch` had the record, be it since replaced by a later batch; 0 where nothing remembers it.
[[nodiscard]] int lineIn(const store::Workspace &workspace, const RecordKey &record, std::int64_t batch);
/// Batch that gave a subscription the annual value it had on `day`, before its first one that one; nothing where the
/// value never changed.
[[nodiscard]] std::optional<std::int64_t> batchOfAnnual(
    const store::Workspace &workspace, std::string_view source, std::string_view id, const std::string &day);

/// What sources say of a customer itself.
struct AccountRow {
    std::string account; ///< id in the directory
    std::string source;
    std::string id;
    std::int64_t batch = 0;
    int line = 0;
};
/// Rows of `accounts` of all customers, bare ones left out; by customer, source and id.
void forEachAccountRow(const store::Workspace &workspace, const std::function<void(const AccountRow &)> &visit);

} // namespace qd::explain
