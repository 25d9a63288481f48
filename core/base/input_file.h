#pragma once
#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace qd {

/// Whether `path` names something that can be read to its end. NotFound; Io for a folder, and for a pipe or a device,
/// which may have no end and for which a reader could wait for ever. Whether one may open it is not asked.
[[nodiscard]] Result<void> checkInputFile(const std::string &path);

/// What tells one state of a file from another: its place on the disk, length and time of change.
struct FileStamp {
    std::string text;
    std::int64_t size = -1; ///< -1 for a file that is not there

    bool operator==(const FileStamp &) const = default;
};
[[nodiscard]] FileStamp stampOf(const std::string &path);

} // namespace qd
