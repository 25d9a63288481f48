#pragma once
#include "core/health/saved_models.h"

namespace qd::health {

/// Writes a version anew, or as it stands now: its text and who saved it stay as they were written first. Within the
/// caller's transaction.
void keepModelVersion(store::Workspace &workspace, const SavedHealthModel &version);

} // namespace qd::health
