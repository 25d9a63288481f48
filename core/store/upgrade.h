#pragma once
#include "core/base/result.h"

#include <string>

namespace qd::store {

/// Brings a workspace file of the older `schema` to the current one. A copy is migrated and takes its place by one
/// rename, so that at every moment of a kill `path` is a whole workspace, old or new; the old one is kept beside it as
/// `NAME.schema-N.qdeck`. Nobody else can write meanwhile. Locked while another program has it open; Io; Internal for a
/// step that fails. Throws SQLite::Exception for a broken environment.
[[nodiscard]] Result<void> upgradeFile(const std::string &path, int schema);

} // namespace qd::store
