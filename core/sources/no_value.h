#pragma once
#include "core/store/entities.h"

namespace qd::sources {

/// Whether a text says in words or marks that there is no value: N/A, -, null, (blank), TBD, 0000-00-00.
[[nodiscard]] bool standsForNothing(std::string_view text);

/// Whether a text is what a spreadsheet shows for a formula that failed: #REF!, #DIV/0!. Not #N/A, which people write
/// for "no value".
[[nodiscard]] bool isSheetError(std::string_view text);

/// Whether a column holds ids: its record's own or another's.
[[nodiscard]] bool isId(const store::Column &column);

/// Whether a column's text refers to something and is compared letter by letter: an id, a domain, an address, a
/// telephone number.
[[nodiscard]] bool isReference(const store::Column &column);

/// The text of a cell; empty where standsForNothing(). That counts in columns of dates, numbers and choices by number,
/// and in references. Other text stays, since it may be a name: "NA" is Namibia.
[[nodiscard]] std::string_view valueText(const store::Column &column, std::string_view text);

} // namespace qd::sources
