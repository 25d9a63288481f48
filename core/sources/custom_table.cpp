#include "core/sources/custom_table.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <charconv>

namespace qd::sources {

namespace {

enum class ColumnType { Unknown, Integer, Real, Text };

constexpr const char *IntegerType = "INTEGER";
constexpr const char *RealType = "REAL";

const char *sqlName(ColumnType type)
{
    return type == ColumnType::Integer ? IntegerType : type == ColumnType::Real ? RealType : "TEXT";
}

std::optional<std::int64_t> asInteger(std::string_view text)
{
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Numbers with a point; no exponent (1E10 may be an id), no leading zero before a digit.
std::optional<double> asReal(std::string_view text)
{
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const bool plain = !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!plain || digits.front() == '.' || (digits.size() > 1 && digits[0] == '0' && digits[1] != '.'))
        return std::nullopt;
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

ColumnType widened(ColumnType type, std::string_view text)
{
    if (text.empty() || type == ColumnType::Text)
        return type;
    if (asInteger(text))
        return type == ColumnType::Unknown ? ColumnType::Integer : type;
    return asReal(text) ? ColumnType::Real : ColumnType::Text;
}

/// Column names from headers: an empty one gets its position, a repeated one a number.
std::vector<std::string> columnNames(const std::vector<std::string> &headers)
{
    std::vector<std::string> names;
    std::vector<std::string> used;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const std::string wanted = headers[i].empty() ? "column_" + std::to_string(i + 1) : headers[i];
        std::string name = wanted;
        for (int n = 2; std::find(used.begin(), used.end(), lowered(name)) != used.end(); ++n)
            name = wanted + '_' + std::to_string(n);
        names.push_back(name);
        used.push_back(lowered(name));
    }
    return names;
}

std::string quotedName(const std::string &name)
{
    std::string text = "\"";
    for (const char c : name) {
        text += c;
        if (c == '"')
            text += c;
    }
    return text + '"';
}

void createTable(store::Workspace &workspace, const std::string &table, const std::vector<CustomColumn> &made)
{
    std::string columns;
    for (const CustomColumn &column : made)
        columns += (columns.empty() ? "" : ", ") + quotedName(column.name) + ' ' + column.type;
    workspace.db().exec("DROP TABLE IF EXISTS " + quotedName(table));
    workspace.db().exec("CREATE TABLE " + quotedName(table) + " (" + columns + ") STRICT");
}

void registerTable(
    store::Workspace &workspace, const std::string &table, std::int64_t batch, const std::vector<CustomColumn> &made)
{
    nlohmann::ordered_json columns = nlohmann::ordered_json::array();
    for (const CustomColumn &column : made)
        columns.push_back({{"name", column.name}, {"type", column.type}});
    SQLite::Statement insert(
        workspace.db(), "INSERT OR REPLACE INTO custom_table (name, batch_id, columns) VALUES (?, ?, ?)");
    insert.bind(1, table);
    insert.bind(2, batch);
    insert.bind(3, columns.dump());
    insert.exec();
}

void bindTyped(SQLite::Statement &insert, int at, std::string_view text, const std::string &type)
{
    if (text.empty())
        insert.bind(at);
    else if (type == IntegerType)
        insert.bind(at, *asInteger(trimmed(text)));
    else if (type == RealType)
        insert.bind(at, *asReal(trimmed(text)));
    else
        insert.bind(at, std::string(text));
}

constexpr const char *OwnTable = "the workspace has a table of its own by that name.";

Error badName(const std::string &name, const std::string &why)
{
    return {ErrorCode::InvalidArgument, "A table cannot be named \"" + name + "\": " + why, {name}};
}

} // namespace

std::optional<Fault> customFault(const Record &record, std::size_t width)
{
    if (!record.wellFormed)
        return Fault{Reason::BadEncoding, "", "the row holds bytes that are no text; save the file as UTF-8."};
    if (record.fields.size() == width)
        return std::nullopt;
    return Fault{Reason::RaggedRow, "",
        "the row has " + std::to_string(record.fields.size()) + " fields, the header has " + std::to_string(width)
            + "."};
}

Result<void> checkTableName(const std::string &name)
{
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
    const std::string lower = lowered(name);
    if (!plain || (name.front() >= '0' && name.front() <= '9') || lower.starts_with("sqlite_"))
        return badName(name, "use letters, digits and underscores, beginning with a letter.");
    if (store::findEntity(lower))
        return badName(name, OwnTable);
    return {};
}

Result<void> checkTableName(const store::Workspace &workspace, const std::string &name)
{
    if (auto fine = checkTableName(name); !fine)
        return fine;
    SQLite::Statement query(workspace.db(),
        "SELECT 1 FROM sqlite_master WHERE lower(name) = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM custom_table WHERE lower(custom_table.name) = ?1)");
    query.bind(1, lowered(name));
    return query.executeStep() ? Result<void>(badName(name, OwnTable)) : Result<void>();
}

Result<std::vector<CustomColumn>> customColumns(const RecognisedFile &file, Progress &progress)
{
    std::vector<ColumnType> types(file.mapping.headers.size(), ColumnType::Unknown);
    std::int64_t ignored = 0;
    progress.begin("Looking through " + file.name);
    auto looked = forEachRow(file, progress, ignored, [&](const Record &record) {
        for (std::size_t i = 0; i < types.size() && !customFault(record, types.size()); ++i)
            types[i] = widened(types[i], trimmed(record.fields[i]));
    });
    if (!looked)
        return looked.error();
    std::vector<CustomColumn> columns;
    for (const std::string &name : columnNames(file.mapping.headers))
        columns.push_back({name, sqlName(types[columns.size()])});
    return columns;
}

Result<void> importCustomTable(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    if (auto fine = checkTableName(call.workspace, file.table); !fine)
        return fine;
    const auto columns = customColumns(file, call.progress);
    if (!columns)
        return columns.error();
    createTable(call.workspace, file.table, *columns);
    registerTable(call.workspace, file.table, report.batch, *columns);
    std::string marks;
    for (std::size_t i = 0; i < columns->size(); ++i)
        marks += i > 0 ? ", ?" : "?";
    SQLite::Statement insert(call.workspace.db(), "INSERT INTO " + quotedName(file.table) + " VALUES (" + marks + ")");
    call.progress.begin("Reading " + file.name);
    return forEachRow(file, call.progress, report.skipped, [&](const Record &record) {
        if (const auto fault = customFault(record, columns->size())) {
            quarantine(call, call.files.back(), record, *fault);
            ++report.quarantined;
            return;
        }
        insert.reset();
        for (std::size_t i = 0; i < columns->size(); ++i)
            bindTyped(insert, int(i) + 1, record.fields[i], (*columns)[i].type);
        insert.exec();
        ++report.accepted;
    });
}

} // namespace qd::sources
