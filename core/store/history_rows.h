#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// One entry of record_history; a value that is none is NULL there.
struct HistoryEntry {
    std::string record; ///< the record's id: entities with a history have one key column
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
    std::string asOf;
    std::int64_t knownBatch = 0; ///< of the first value of a field: the batch that first knew it; 0 for every other
};

/// Reads and writes record_history for one entity of one source on behalf of one batch, within the caller's
/// transaction; the statements are prepared once. Dates are ISO. Throws Failure.
class HistoryRows {
public:
    HistoryRows(SQLite::Database &db, std::string source, std::string entity, std::int64_t batch);
    ~HistoryRows();

    void add(const HistoryEntry &entry);
    /// The value of the last entry dated on or before `day`; nothing where that is none, or there is no entry.
    [[nodiscard]] std::optional<std::string> valueAt(
        const std::string &record, const std::string &field, const std::string &day) const;
    /// Whether the field has an entry dated after `after`, up to and with `until`.
    [[nodiscard]] bool speaks(
        const std::string &record, const std::string &field, const std::string &after, const std::string &until) const;
    /// Day of the first entry of a field of the record; nothing without one.
    [[nodiscard]] std::optional<std::string> firstEntry(const std::string &record, const std::string &field) const;
    /// The first as-of date later than `day` of a batch of the entity that was not undone.
    [[nodiscard]] std::optional<std::string> nextSnapshot(const std::string &day) const;

private:
    struct Statements;
    std::string m_source;
    std::string m_entity;
    std::int64_t m_batch = 0;
    std::unique_ptr<Statements> m_statements;
};

/// A tracked field (owner, ARR, renewal date ...) of a record that was known before.
struct FieldChange {
    std::string record; ///< its id in the source
    std::string field;
    std::string before; ///< money with its currency; empty for no value
    std::string after;

    bool operator==(const FieldChange &) const = default;
};

/// What a batch changed as of its own day, by record and field: first values of new records are no change, nor is what
/// it says about the past.
[[nodiscard]] std::vector<FieldChange> fieldChanges(SQLite::Database &db, std::int64_t batch);

} // namespace qd::store
