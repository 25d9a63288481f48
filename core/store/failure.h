#pragma once
#include <SQLiteCpp/Exception.h>

namespace qd::store {

/// What SQL ends with when it cannot be carried out: disk full, file gone, locked, damaged. Whoever uses the store
/// catches it by this name, or not at all; describe() (workspace.h) makes the sentence.
using Failure = SQLite::Exception;

} // namespace qd::store
