#pragma once
#include <QString>

#include <string>
#include <vector>

namespace qd::ui {

/// What a dialog that opens files shows of a folder where exports are wanted, whose names end so (".csv"):
/// "Exports (*.csv *.tsv ...)".
[[nodiscard]] QString exportsFilter(const std::vector<std::string> &endings);

} // namespace qd::ui
