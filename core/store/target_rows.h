#pragma once
#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// A row of `targets` for everybody (its group empty or `total`).
struct TargetRow {
    std::string period;
    std::string metric; ///< as imported
    double value = 0;
};

/// By source and metric.
[[nodiscard]] std::vector<TargetRow> targetRows(const Workspace &workspace);

} // namespace qd::store
