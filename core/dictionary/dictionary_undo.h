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
    std::int64_t lastConflict = 0; ///< entries of the register with a higher number were made since
};

/// Throws store::Failure.
[[nodiscard]] KeptMetric keptOf(const store::Workspace &workspace, const std::string &metric);

/// Puts a metric back to what it was: texts, states and approvals of its versions, its entries in the register of
/// conflicts. One transaction with an entry in the audit log, where what is taken back stays. ReadOnly.
[[nodiscard]] Result<void> takeBack(store::Workspace &workspace, const KeptMetric &before);

} // namespace qd::dictionary
