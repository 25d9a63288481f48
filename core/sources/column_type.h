#pragma once
#include "core/sources/number_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// How the numbers of a table of one's own are written: as programs write them, or with the mark somebody named, and
/// then also with marks between thousands.
using TableDecimal = std::optional<DecimalMark>;

/// The integer a trimmed text stands for: no leading zeros, so that ids stay text, and within 64 bits.
[[nodiscard]] std::optional<std::int64_t> integerOf(std::string_view text, TableDecimal decimal = std::nullopt);

/// The number a trimmed text stands for, if it comes back letter for letter (1.10 would be 1.1); where somebody said
/// how numbers are written, if a binary fraction keeps all of its digits. No exponent (1E10 may be an id), no leading
/// zero before a digit.
[[nodiscard]] std::optional<double> realOf(std::string_view text, TableDecimal decimal = std::nullopt);

/// What the values of one column can be stored as.
class ColumnType {
public:
    void observe(std::string_view trimmedText, TableDecimal decimal);
    /// What both have seen.
    void add(const ColumnType &other);
    /// INTEGER, REAL, else TEXT: as soon as one value would not come back as it was, all of the column are texts.
    [[nodiscard]] const char *name() const;

private:
    bool m_any = false;
    bool m_integer = true; ///< all values are
    bool m_real = true;
};

/// Column names from headers: an empty one gets its position, a repeated one a number.
[[nodiscard]] std::vector<std::string> columnNames(const std::vector<std::string> &headers);

} // namespace qd::sources
