#pragma once
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QByteArray;
class QTemporaryFile;

namespace qd::sources {

/// How a file is packed. A workbook, which is a zip as well, is Packing::None.
enum class Packing { None, Gzip, Zip };

/// Told by the first bytes, and of a zip by what is in it; None for what cannot be read.
[[nodiscard]] Packing packingOf(const std::string &path);
/// The same of a file whose first four bytes are `start`.
[[nodiscard]] Packing packingOf(const std::string &path, const QByteArray &start);

/// A text file taken out of the one that holds it.
struct UnpackedFile {
    /// Open, at its beginning. It has no name where the system can do so, so that nothing of it stays whenever the
    /// program is ended; do not ask for one. Else it is removed with the last who holds it.
    std::shared_ptr<QTemporaryFile> file;
    std::string name; ///< in a zip, with its folders; of a gzip, the file's own name without its ending
    std::vector<std::string> others; ///< tables of the zip that are not read
};

/// Bytes unpacked, and how many of them a packed one may become, past which a file is no honest table: UnpackedLimit
/// at all, or SuspiciousBytes at more than MostRatio.
constexpr std::int64_t UnpackedLimit = std::int64_t{64} << 30;
constexpr std::int64_t SuspiciousBytes = std::int64_t{256} << 20;
constexpr std::int64_t MostRatio = 400;

/// Unpacks a file into the folder for temporary ones, never by a name that stands in it: the only table of a zip (.csv,
/// .tsv, .txt), or the one that `member` names or counts from 1. Precondition: packingOf() is not None. Errors: BadData
/// for a zip without a table or with several of them, which are named; for a damaged file, one with a password, one
/// past the limits, or one that holds a packed file again; Io where there is no room.
[[nodiscard]] Result<UnpackedFile> unpack(const std::string &path, const std::optional<std::string> &member);

} // namespace qd::sources
