#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace qd::store {

/// A typed value as the workspace keeps it.
struct Value {
    enum class Kind : std::uint8_t { Null, Integer, Real, Text };
    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string text = {};

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    bool operator==(const Value &) const = default;
};

/// The earliest day that a record was known to hold, and the batch that said so.
struct FirstSight {
    std::string asOf; ///< ISO
    std::int64_t batch = 0;
};

/// A row of an entity, with what the workspace keeps about it.
struct EntityRow {
    std::vector<Value> values; ///< parallel to the entity's columns
    std::optional<std::int64_t> annualMinor; ///< of a subscription
    std::string extra; ///< JSON; empty for nothing
    std::int64_t hash = 0;
    std::string asOf;
    std::int64_t batch = 0;
    std::int64_t line = 0;
    FirstSight first; ///< batch 0 for a row of before schema 4, when none was kept
    std::string closedOn; ///< empty for none
    bool bare = false;
};

/// Reads and writes the rows of one entity and source by their keys, within the caller's transaction; the statements
/// are prepared once. Throws SQLite::Exception.
class EntityRows {
public:
    EntityRows(SQLite::Database &db, const Entity &entity, const std::string &source);
    ~EntityRows();

    /// Whether the source has any row of the entity yet.
    [[nodiscard]] bool any();
    /// The row with the key columns of `values`; nothing if there is none.
    [[nodiscard]] std::optional<EntityRow> find(const std::vector<Value> &values);
    /// Writes a row in place of the one with its key. It is not bare then, and closed where `closedOn` says so.
    void put(const EntityRow &row);
    /// The file of a later day has the row too.
    void moveAsOf(const std::vector<Value> &key, const std::string &asOf);
    void moveFirstSight(const std::vector<Value> &key, const FirstSight &first);
    /// The as-of date of a batch; empty for one that is not there.
    [[nodiscard]] std::string asOfBatch(std::int64_t batch);

private:
    struct Statements;
    const Entity &m_entity;
    std::string m_source;
    std::unique_ptr<Statements> m_statements;
};

/// Quoted name of a column in the entity's table: an amount's is that of its minor units.
[[nodiscard]] std::string columnInTable(const Column &column);

/// The key columns of an entity, by name and in order, without the source.
[[nodiscard]] std::vector<std::string> keyColumns(const Entity &entity);

} // namespace qd::store
