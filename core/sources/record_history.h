#pragma once
#include "core/sources/entity_writer.h"

namespace qd::sources {

/// Keeps what imports said about the tracked fields of a record, and when it was true.
///
/// Entries are changes: the value in force on a day is the new value of the last entry dated on or before it. Money is
/// written with its currency (`1200.00 USD`), everything else as stored; no value is NULL.
class RecordHistory {
public:
    RecordHistory(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file);
    ~RecordHistory();

    [[nodiscard]] bool tracks() const { return !m_columns.empty(); }

    /// A row as of the newest date known: one entry for each tracked field that differs from `before` (empty: first
    /// sight, one entry for each field that has a value).
    void changed(const std::string &key, const std::vector<Value> &before, const std::vector<Value> &after);

    /// A row that is older than what is stored: enters the past, and says again at the next snapshot of the entity
    /// what was already known for that day. Of columns not in `said` the file says nothing. True if anything changed.
    [[nodiscard]] bool older(const std::string &key, const std::vector<Value> &values, const std::vector<bool> &said);

private:
    struct Statements;

    [[nodiscard]] std::optional<std::string> textOf(const std::vector<Value> &values, std::size_t column) const;
    [[nodiscard]] std::optional<std::string> nextSnapshot(const std::string &key) const;
    [[nodiscard]] std::optional<std::string> valueAt(const std::string &key, std::size_t column) const;
    [[nodiscard]] bool saysSomething(const std::string &key, std::size_t column, const std::string &until) const;
    void add(const std::string &key, std::size_t column, const std::optional<std::string> &before,
        const std::optional<std::string> &after, const std::string &asOf);

    const store::Entity &m_entity;
    FileInHand m_file;
    std::vector<std::size_t> m_columns;
    int m_currency = -1;
    std::unique_ptr<Statements> m_statements;
};

} // namespace qd::sources
