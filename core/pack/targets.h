#pragma once
#include "core/base/month.h"

#include <map>
#include <optional>
#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// Targets of the company for one month, by the key of each metric that may have one (core/metrics): ARR in major
/// units, rates as fractions. From the entity `targets` without a group: the month's own row, else its
/// fiscal quarter's, else its year's; else the workspace setting `target.<metric>`. A rate given above 2 is taken as
/// percent. Metric names match without regard to case, blanks and hyphens.
using Targets = std::map<std::string, double, std::less<>>;
[[nodiscard]] Targets loadTargets(const store::Workspace &workspace, Month month);

} // namespace qd::pack
