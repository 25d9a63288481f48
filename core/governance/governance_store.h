#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::governance {

/// The last batch that first brought one of the files the latest version of a sign-off was prepared with; nothing for a
/// sign-off there is not, and where none of them stands. Throws store::Failure.
[[nodiscard]] std::optional<std::int64_t> lastBatchWhenPrepared(
    const store::Workspace &workspace, const std::string &period, const std::string &left, const std::string &right);

} // namespace qd::governance
