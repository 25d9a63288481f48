#pragma once
#include "core/sources/header_row.h"
#include "core/sources/mapping.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// Rows that a file held back may be corrected in a file of their own: its last column says why each was held back,
/// and the column's header which file they are of, whatever the new file is called.

/// "quarantine_reason of crm.accounts.csv".
[[nodiscard]] std::string reasonHeader(const std::string &file);
/// The file in such a header, without regard to the case of its words; nothing for any other.
[[nodiscard]] std::optional<std::string> fileOfReason(std::string_view header);

/// The column of reasons of a file of corrected rows.
struct ReasonColumn {
    std::size_t field = 0;
    std::string file; ///< that held the rows back
};
/// Looks for it among the first rows of a file, and takes its header away: it is no column of the export.
[[nodiscard]] std::optional<ReasonColumn> takeReason(std::vector<HeaderRow> &rows);
/// Keeps its values from being kept beside the rows.
void leaveReasonOut(Mapping &mapping, const ReasonColumn &reason);

} // namespace qd::sources
