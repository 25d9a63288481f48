#pragma once
#include "core/base/result.h"
#include "core/dictionary/definition.h"

namespace qd::store {
class Workspace;
}

namespace qd::dictionary {

/// What a workspace keeps of a metric, as it stood before a change: for takeBack().
struct KeptMetric {
    std::string metric;
    std::vector<DefinitionVersion> versions; ///< none for a metric that was never changed here
};

/// Throws store::Failure.
[[nodiscard]] KeptMetric keptOf(const store::Workspace &workspace, const std::string &metric);

/// Puts the versions of a metric back to what they were: texts, states, approvals. One transaction with an entry in the
/// audit log, where what is taken back stays. Entries of the register of conflicts are not touched. ReadOnly.
[[nodiscard]] Result<void> takeBack(store::Workspace &workspace, const KeptMetric &before);

} // namespace qd::dictionary
