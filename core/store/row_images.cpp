#include "core/store/row_images.h"

#include "core/store/typed_values.h"

#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <charconv>
#include <map>
#include <set>

namespace qd::store {

namespace {

using Json = nlohmann::ordered_json;

std::string realText(double value)
{
    constexpr std::size_t Longest = 32;
    std::array<char, Longest> digits{};
    const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end};
}

std::optional<Value> valueOfJson(const Json &json)
{
    if (json.is_null())
        return Value{};
    if (json.is_number_integer())
        return Value{Value::Kind::Integer, json.get<std::int64_t>(), 0, {}};
    if (json.is_string())
        return Value{Value::Kind::Text, 0, 0, json.get<std::string>()};
    if (!json.is_object() || !json.contains("real") || !json["real"].is_string())
        return std::nullopt;
    const auto &digits = json["real"].get_ref<const std::string &>();
    Value value{Value::Kind::Real, 0, 0, {}};
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value.real);
    return code == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::set<std::string> storedColumns(SQLite::Database &db, const std::string &table)
{
    std::set<std::string> names;
    SQLite::Statement row(db, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0");
    row.bind(1, table);
    while (row.executeStep())
        names.insert(row.getColumn(0).getString());
    return names;
}

std::string updateSql(
    const std::string &table, const std::vector<std::string> &keys, const std::vector<ImageColumn> &columns)
{
    std::string sql = "UPDATE \"" + table + "\" SET ";
    for (std::size_t i = 0; i < columns.size(); ++i)
        sql += (i > 0 ? ", \"" : "\"") + columns[i].name + "\" = ?";
    sql += " WHERE source = ?";
    for (const std::string &key : keys)
        sql += " AND \"" + key + "\" = ?";
    return sql;
}

bool restoreRow(
    SQLite::Statement &update, const std::vector<ImageColumn> &columns, const std::string &source, const Json &key)
{
    update.reset();
    int at = 1;
    for (const ImageColumn &column : columns)
        bindValue(update, at++, column.value);
    update.bind(at++, source);
    for (const Json &part : key)
        update.bind(at++, part.get<std::string>());
    return update.exec() == 1;
}

} // namespace

void ImageText::add(std::string_view column, const Value &value)
{
    if (m_text.size() > 1)
        m_text += ',';
    m_text += '"';
    m_text += column;
    m_text += "\":";
    if (value.kind == Value::Kind::Null)
        m_text += "null";
    else if (value.kind == Value::Kind::Integer)
        m_text += std::to_string(value.integer);
    else if (value.kind == Value::Kind::Real)
        m_text += R"({"real":")" + realText(value.real) + "\"}";
    else
        m_text += Json(value.text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void ImageText::integer(std::string_view column, std::int64_t value)
{
    add(column, {Value::Kind::Integer, value, 0, {}});
}

void ImageText::text(std::string_view column, const std::string &value)
{
    add(column, value.empty() ? Value{} : Value{Value::Kind::Text, 0, 0, value});
}

struct RowImages::Statement {
    SQLite::Statement insert;
};

RowImages::RowImages(SQLite::Database &db, const std::string &table, std::size_t keys, std::int64_t batch)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < keys; ++i)
        marks += ", ?";
    m_insert = std::make_unique<Statement>(Statement{SQLite::Statement(db,
        "INSERT INTO row_image (batch_id, table_name, record, image) SELECT " + std::to_string(batch) + ", '" + table
            + "', json_array(" + marks + "), ? WHERE true ON CONFLICT DO NOTHING")});
}

RowImages::~RowImages() = default;

void RowImages::keep(const std::vector<std::string_view> &key, const std::optional<std::string> &image)
{
    SQLite::Statement &insert = m_insert->insert;
    insert.reset();
    int at = 1;
    for (const std::string_view part : key)
        insert.bind(at++, std::string(part));
    if (image)
        insert.bind(at, *image);
    else
        insert.bind(at);
    insert.exec();
}

std::string recordSql(const std::vector<std::string> &keys, const std::string &alias)
{
    std::string sql;
    for (const std::string &key : keys)
        sql += (sql.empty() ? "json_array(" : ", ") + alias + ".\"" + key + '"';
    return sql + ')';
}

std::string closingImageSql(const std::string &alias)
{
    return "json_type(" + alias + ".image, '$.closed_on') IS NOT NULL AND json_type(" + alias
        + ".image, '$.content_hash') IS NULL";
}

std::string openingImageSql(const std::string &alias, const std::string &batch)
{
    // A file of a day before the closing leaves the row closed, and keeps since when as well.
    return "json_extract(" + alias + ".image, '$.closed_on') <= " + batch + ".as_of AND json_type(" + alias
        + ".image, '$.content_hash') IS NOT NULL";
}

std::optional<std::vector<ImageColumn>> columnsOfImage(std::string_view image)
{
    const Json json = Json::parse(image, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    std::vector<ImageColumn> columns;
    for (const auto &[name, value] : json.items()) {
        auto known = valueOfJson(value);
        if (!known)
            return std::nullopt;
        columns.push_back({name, std::move(*known)});
    }
    return columns;
}

bool restoreRows(SQLite::Database &db, const std::string &table, const std::vector<std::string> &keys,
    const std::string &source, std::int64_t batch)
{
    const std::set<std::string> known = storedColumns(db, table);
    std::map<std::string, SQLite::Statement> updates; // most rows changed in the same few columns
    SQLite::Statement row(db, "SELECT record, image FROM row_image WHERE batch_id = ? AND table_name = ?");
    row.bind(1, batch);
    row.bind(2, table);
    while (row.executeStep()) {
        const Json key = Json::parse(row.getColumn(0).getString(), nullptr, false);
        const auto columns = columnsOfImage(row.getColumn(1).getString());
        if (!columns || !key.is_array() || key.size() != keys.size()
            || std::ranges::any_of(*columns, [&known](const ImageColumn &c) { return !known.contains(c.name); }))
            return false;
        if (columns->empty())
            continue;
        const std::string sql = updateSql(table, keys, *columns);
        if (!restoreRow(updates.try_emplace(sql, db, sql).first->second, *columns, source, key))
            return false;
    }
    return true;
}

} // namespace qd::store
