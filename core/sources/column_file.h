#pragma once
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/sources/record_reader.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// Columns by which a small file of our own is read; others in it are passed over.
struct ColumnsWanted {
    std::vector<std::string_view> names;
    std::size_t required = 0; ///< so many of the first have to be there
    MessageWords missing; ///< with the file as %1 and the column as %2
    MessageWords absent; ///< for a file that is not there, with it as %1
};

/// A row of such a file.
class ColumnRow {
public:
    ColumnRow(const Record &record, const std::vector<std::optional<std::size_t>> &places, bool isGuarded)
        : m_record(record)
        , m_places(places)
        , m_isGuarded(isGuarded)
    {
    }
    /// Of the column at this position among those wanted, without blanks around it and, in a file of our own
    /// (isOwnExport), the apostrophe before what a spreadsheet would run; empty where the row ends before it or the
    /// file has none.
    [[nodiscard]] std::string text(std::size_t column) const;
    /// Whether the file has the column at this position among those wanted.
    [[nodiscard]] bool has(std::size_t column) const { return m_places[column].has_value(); }
    /// For a message.
    [[nodiscard]] std::string line() const { return std::to_string(m_record.line); }

private:
    const Record &m_record;
    const std::vector<std::optional<std::size_t>> &m_places;
    bool m_isGuarded;
};

/// Reads a CSV whose first line names its columns, in any order and case. Errors of the reader and of `take`; BadData
/// for a column that is missing and a row with broken bytes.
[[nodiscard]] Result<void> forEachColumnRow(
    const std::string &path, const ColumnsWanted &wanted, const std::function<Result<void>(const ColumnRow &)> &take);

} // namespace qd::sources
