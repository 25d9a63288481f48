#pragma once
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::store {

/// Whether a file may be written to `path`, asked before the work that makes it. Refused, each with a sentence: a
/// workspace, whatever its name and through whatever link, or a file SQLite keeps beside one; one of `inputs`, which
/// the same command reads; a folder or a pipe. AlreadyExists, Io.
[[nodiscard]] Result<void> checkOutput(const std::string &path, const std::vector<std::string> &inputs = {});

/// Writes a file for people: the whole of `bytes`, or an Error and what stood there before. Errors as checkOutput(),
/// and Io with the system's reason when it will not take all bytes (a full disk shows at the last of them).
[[nodiscard]] Result<void> writeOutput(
    const std::string &path, std::string_view bytes, const std::vector<std::string> &inputs = {});

} // namespace qd::store
