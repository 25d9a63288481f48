#include "core/sources/custom_table.h"

#include "core/base/text.h"
#include "core/sources/column_type.h"
#include "core/store/custom_tables.h"

#include <algorithm>

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

/// What the rows of a file say about its columns.
struct ColumnScan {
    explicit ColumnScan(std::size_t headers)
        : named(headers)
        , types(headers)
    {
    }

    void observe(const Record &record, TableDecimal decimal);
    /// More than half of the rows, and not just one, have something right of the header.
    [[nodiscard]] bool wide() const { return wideRows > 1 && wideRows * 2 > rows; }

    std::size_t named;
    std::int64_t rows = 0;
    std::int64_t wideRows = 0;
    std::vector<ColumnType> types; ///< by rows as wide as the header
    std::vector<ColumnType> wideTypes; ///< by wider ones
};

void ColumnScan::observe(const Record &record, TableDecimal decimal)
{
    if (!record.wellFormed || record.fields.size() < named || !record.unsolved.empty())
        return;
    const std::size_t width = filledWidth(record);
    ++rows;
    wideRows += width > named ? 1 : 0;
    std::vector<ColumnType> &seen = width > named ? wideTypes : types;
    seen.resize(std::max(seen.size(), std::max(width, named)));
    for (std::size_t i = 0; i < width; ++i)
        seen[i].observe(trimmed(record.fields[i]), decimal);
}

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
    const auto named = std::size_t(
        std::count_if(columns.begin(), columns.end(), [](const CustomColumn &column) { return column.named; }));
    if (record.fields.size() < named || filledWidth(record) > columns.size())
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

Result<std::vector<CustomColumn>> customColumns(const RecognisedFile &file, Progress &progress)
{
    ColumnScan scan(file.mapping.headers.size());
    progress.begin({QD_WORDS("Progress", "Looking through %1"), {file.name}});
    auto looked =
        forEachRow(file, progress, nullptr, [&](const Record &record) { scan.observe(record, file.read.decimal); });
    if (!looked)
        return looked.error();
    std::vector<std::string> headers = file.mapping.headers;
    if (scan.wide()) {
        headers.resize(scan.wideTypes.size());
        scan.types.resize(scan.wideTypes.size());
        for (std::size_t i = 0; i < scan.types.size(); ++i)
            scan.types[i].add(scan.wideTypes[i]);
    }
    if (headers.size() > TableColumnsLimit)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 has %2 columns; a table can have %3."),
                {file.path, Count{std::int64_t(headers.size())}, Count{TableColumnsLimit}}},
            {file.path}};
    std::vector<CustomColumn> columns;
    for (const std::string &name : columnNames(headers)) {
        const std::size_t at = columns.size();
        columns.push_back({name, scan.types[at].name(), at < file.mapping.headers.size()});
    }
    return columns;
}

Result<void> importCustomTable(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    if (auto fine = checkTableName(call.workspace, file.table); !fine)
        return fine;
    const auto columns = customColumns(file, call.progress);
    if (!columns)
        return columns.error();
    std::vector<store::TableColumn> made;
    for (const CustomColumn &column : *columns)
        made.push_back({column.name, column.type});
    store::CustomTableWriter writer(call.workspace.db(), file.table, report.batch, made);
    std::vector<store::Value> row(made.size());
    call.progress.begin({QD_WORDS("Progress", "Reading %1"), {file.name}});
    return forEachRow(file, call.progress, &report.skippedRows, [&](const Record &record) {
        if (const auto fault = customFault(record, *columns)) {
            quarantine(call, call.files.back(), record, *fault);
            ++report.quarantined;
            return;
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto field = i < record.fields.size() ? record.fields[i] : std::string_view();
            row[i] = typedValue(field, made[i].type, file.read.decimal);
        }
        writer.add(row);
        ++report.accepted;
    });
}

} // namespace qd::sources
