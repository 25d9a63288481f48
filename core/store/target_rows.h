#pragma once
#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// A row of `targets`.
struct TargetRow {
    std::string period;
    std::string metric; ///< as imported
    double value = 0;
    std::string group = {}; ///< as imported; empty for everybody
};

/// Those for everybody (their group empty or `total`), by source and metric.
[[nodiscard]] std::vector<TargetRow> targetRows(const Workspace &workspace);
/// All, those of a group too, by source and metric; of everybody the group is empty.
[[nodiscard]] std::vector<TargetRow> groupedTargetRows(const Workspace &workspace);

} // namespace qd::store
