#pragma once
#include "core/base/progress.h"
#include "core/chart/chart.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

struct NamedChart {
    std::string name;
    std::string description;
};

/// The charts `qdeck chart` knows, by name.
[[nodiscard]] const std::vector<NamedChart> &namedCharts();
/// InvalidArgument lists the names there are.
[[nodiscard]] Result<void> checkChartName(const std::string &name);

/// A chart of the workspace as it stands, for the latest month that is over in the ARR system of record. NoData when
/// what it needs was never imported, with what to import; NoRate, ConflictingRates, Overflow, Cancelled.
[[nodiscard]] Result<chart::Chart> buildChart(
    const store::Workspace &workspace, const std::string &name, Progress &progress);

} // namespace qd::pack
