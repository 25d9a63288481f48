#include "core/sources/custom_table.h"

#include "core/base/text.h"
#include "core/sources/column_type.h"
#include "core/store/custom_tables.h"

#include <algorithm>
#include <array>

namespace qd::sources {

namespace {

/// A field as a value of its column's type; an empty one is none, in a number column a blank one too.
store::Value typedValue(std::string_view text, const std::string &type, TableDecimal decimal)
{
    const auto integer = type == "INTEGER" ? integerOf(trimmed(text), decimal) : std::nullopt;
    const auto real = type == "REAL" ? realOf(trimmed(text), decimal) : std::nullopt;
    if (integer)
        return {store::Value::Kind::Integer, *integer, 0, {}};
    if (real)
        return {store::Value::Kind::Real, 0, *real, {}};
    if (type == "TEXT" && !text.empty())
        return {store::Value::Kind::Text, 0, 0, std::string(text)};
    return {};
}

/// Fields up to the last one with a text.
std::size_t filledWidth(const Record &record)
{
    std::size_t width = record.fields.size();
    while (width > 0 && trimmed(record.fields[width - 1]).empty())
        --width;
    return width;
}

/// Whether a header is one that people write above numbers that count: "id", "No.", "#".
bool isNameForCounting(std::string_view header)
{
    constexpr std::array<std::string_view, 18> Names{"", "#", "id", "no", "no.", "nr", "nr.", "num", "number", "index",
        "row", "rank", "n", "i", "key", "pos", "line", "seq"};
    const std::string name = lowered(header);
    return std::ranges::find(Names, name) != Names.end() || name.ends_with("id") || name.ends_with("number");
}

/// What the rows of a file say about its columns.
class ColumnScan final : public RowSink {
public:
    explicit ColumnScan(const RecognisedFile &file)
        : m_file(file)
        , m_named(file.mapping.headers.size())
        , m_types(m_named)
    {
    }

    [[nodiscard]] bool looksFirst() const override { return true; }
    void look(const Record &record) override;
    [[nodiscard]] Result<Step> take(const Record &) override { return Step::Enough; }

    /// Errors as customColumns().
    [[nodiscard]] Result<std::vector<CustomColumn>> columns() const;

private:
    /// More than half of the rows, and not just one, have something right of the header; in a workbook, where nothing
    /// shifts, one is enough.
    [[nodiscard]] bool isWide() const
    {
        return (m_wideRows > 1 && m_wideRows * 2 > m_rows) || (m_file.workbook && m_wideRows > 0);
    }
    /// The first column is none of the header's but the rows' numbers, as statistics programs write them: all rows are
    /// wider by one, and count from 1 under a name that is none for counting.
    [[nodiscard]] bool hasRowNumbers() const
    {
        return m_counted == m_rows && m_wideRows == m_rows && m_rows > 1 && m_wideTypes.size() == m_named + 1
            && !isNameForCounting(m_file.mapping.headers.front());
    }

    const RecognisedFile &m_file;
    std::size_t m_named;
    std::int64_t m_rows = 0;
    std::int64_t m_wideRows = 0;
    std::int64_t m_counted = 0; ///< rows whose first field is the row's number
    std::vector<ColumnType> m_types; ///< by rows as wide as the header
    std::vector<ColumnType> m_wideTypes; ///< by wider ones
};

void ColumnScan::look(const Record &record)
{
    if (!record.wellFormed || (record.fields.size() < m_named && !record.endsEarly(m_named))
        || !record.unsolved.empty())
        return;
    const std::size_t width = filledWidth(record);
    ++m_rows;
    m_wideRows += width > m_named ? 1 : 0;
    m_counted += !record.fields.empty() && trimmed(record.fields.front()) == std::to_string(m_rows) ? 1 : 0;
    std::vector<ColumnType> &seen = width > m_named ? m_wideTypes : m_types;
    seen.resize(std::max(seen.size(), std::max(width, m_named)));
    for (std::size_t i = 0; i < width; ++i)
        seen[i].observe(trimmed(record.fields[i]), m_file.read.decimal);
}

Result<std::vector<CustomColumn>> ColumnScan::columns() const
{
    std::vector<std::string> headers = m_file.mapping.headers;
    std::vector<ColumnType> types = m_types;
    if (isWide()) {
        headers.resize(m_wideTypes.size());
        types.resize(m_wideTypes.size());
        for (std::size_t i = 0; i < types.size(); ++i)
            types[i].add(m_wideTypes[i]);
    }
    const bool shifted = hasRowNumbers();
    if (shifted)
        std::rotate(headers.begin(), std::prev(headers.end()), headers.end());
    if (headers.size() > TableColumnsLimit)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 has %2 columns; a table can have %3."),
                {m_file.shownPath(), Count{std::int64_t(headers.size())}, Count{TableColumnsLimit}}},
            {m_file.shownPath()}};
    std::vector<CustomColumn> columns;
    for (const std::string &name : columnNames(headers)) {
        const std::size_t at = columns.size();
        columns.push_back({name, types[at].name(), shifted ? at > 0 : at < m_named});
    }
    return columns;
}

std::size_t namedColumns(const std::vector<CustomColumn> &columns)
{
    return std::size_t(std::ranges::count(columns, true, &CustomColumn::named));
}

/// Writes the rows of a file into its table.
class TableImport final : public RowSink {
public:
    TableImport(
        ImportCall &call, const RecognisedFile &file, const std::vector<CustomColumn> &columns, BatchReport &report)
        : m_call(call)
        , m_file(file)
        , m_columns(columns)
        , m_report(report)
        , m_writer(call.workspace.db(), file.table, report.batch, tableColumns(columns))
        , m_row(columns.size())
        , m_named(namedColumns(columns))
    {
    }

    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        if (const auto fault = customFault(record, m_columns)) {
            quarantine(m_call, m_call.files.back(), record, *fault);
            ++m_report.quarantined;
            return Step::Next;
        }
        for (std::size_t i = 0; i < m_row.size(); ++i) {
            const auto field = i < record.fields.size() ? record.fields[i] : std::string_view();
            m_row[i] = typedValue(field, m_columns[i].type, m_file.read.decimal);
        }
        m_writer.add(m_row);
        m_report.notes.padded += record.endsEarly(m_named) ? 1 : 0;
        ++m_report.accepted;
        return Step::Next;
    }

private:
    static std::vector<store::TableColumn> tableColumns(const std::vector<CustomColumn> &columns)
    {
        std::vector<store::TableColumn> made;
        for (const CustomColumn &column : columns)
            made.push_back({column.name, column.type});
        return made;
    }

    ImportCall &m_call;
    const RecognisedFile &m_file;
    const std::vector<CustomColumn> &m_columns;
    BatchReport &m_report;
    store::CustomTableWriter m_writer;
    std::vector<store::Value> m_row;
    std::size_t m_named; ///< columns that the header names
};

Error badName(const std::string &name, const MessageWords &words)
{
    return {ErrorCode::InvalidArgument, {words, {name}}, {name}};
}

Error ownTable(const std::string &name)
{
    return badName(name,
        QD_WORDS("Sources", "A table cannot be named \"%1\": the workspace has a table of its own by that name."));
}

} // namespace

std::optional<Fault> customFault(const Record &record, const std::vector<CustomColumn> &columns)
{
    if (!record.wellFormed)
        return encodingFault();
    const std::size_t named = namedColumns(columns);
    if ((record.fields.size() < named && !record.endsEarly(named)) || filledWidth(record) > columns.size())
        return raggedFault(record.fields.size(), named);
    for (const std::size_t field : record.unsolved) {
        if (field < columns.size())
            return unsolvedFault(columns[field].name);
    }
    return std::nullopt;
}

Result<void> checkTableName(const std::string &name)
{
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
    const std::string lower = lowered(name);
    if (!plain || (name.front() >= '0' && name.front() <= '9') || lower.starts_with("sqlite_"))
        return badName(name,
            QD_WORDS("Sources",
                "A table cannot be named \"%1\": use letters, digits and underscores, beginning with a letter."));
    if (store::findEntity(lower))
        return ownTable(name);
    return {};
}

Result<void> checkTableName(const store::Workspace &workspace, const std::string &name)
{
    if (auto fine = checkTableName(name); !fine)
        return fine;
    return store::isOwnName(workspace.db(), name) ? Result<void>(ownTable(name)) : Result<void>();
}

Result<std::vector<CustomColumn>> customColumns(const RecognisedFile &file, RowWalk &rows)
{
    ColumnScan scan(file);
    if (auto looked = rows.run(scan); !looked)
        return looked.error();
    return scan.columns();
}

Result<void> importCustomTable(ImportCall &call, const RecognisedFile &file, RowWalk &rows, BatchReport &report)
{
    if (auto fine = checkTableName(call.workspace, file.table); !fine)
        return fine;
    const auto columns = customColumns(file, rows);
    if (!columns)
        return columns.error();
    TableImport sink(call, file, *columns, report);
    return rows.run(sink, &report.skippedRows);
}

} // namespace qd::sources
