#pragma once
#include "app/cli/command.h"
#include "core/portfolio/arr_source.h"

#include <vector>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::cli {

/// Compares the first system with each other one as an import does, begins or renews the register of each pair, and
/// prints the registers: how many breaks each has, or with `csv` the breaks with what is remembered of them.
[[nodiscard]] Exit keepBreakRegisters(store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const std::vector<portfolio::ArrSource> &systems, bool csv);

} // namespace qd::cli
