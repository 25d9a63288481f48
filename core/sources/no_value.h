#pragma once
#include "core/store/entities.h"

namespace qd::sources {

/// The text of a cell; empty where it says in words or marks that there is no value: N/A, -, null, TBD, 0000-00-00.
/// That counts in columns of dates, numbers and choices by number, and of domains and other records' ids. Other text
/// stays, since it may be a name: "NA" is Namibia.
[[nodiscard]] std::string_view valueText(const store::Column &column, std::string_view text);

} // namespace qd::sources
