#pragma once
#include "core/sources/entity_writer.h"
#include "core/store/history_rows.h"

namespace qd::sources {

using store::FirstSight;

/// Keeps what imports said about the tracked fields of a record, and when it was true.
///
/// Entries are changes: the value in force on a day is the new value of the last entry dated on or before it. Money is
/// written with its currency (`1200.00 USD`; also `annual`, the annual value of a subscription), numbers in up to 15
/// digits, everything else as stored; no value is NULL. Some fields have an entry from first sight on; the others
/// (store::History::OnceChanged) none until they change, and then one of their first value too, dated the first sight.
class RecordHistory {
public:
    RecordHistory(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file);

    /// A record seen for the first time: one entry for each field with a value that is kept from first sight on.
    void seen(const std::string &key, const TypedRow &row);

    /// A row as of the newest date known: one entry for each tracked field that differs from `before`.
    void changed(const std::string &key, const TypedRow &before, const TypedRow &after, const FirstSight &first);

    /// A complete file of `day` lacks the record: the field has no value from then on, or, where the record `returns`,
    /// until the next snapshot of the entity. Nothing for a field that is not tracked or has no value on that day.
    void absent(const std::string &key, std::string_view field, const std::string &day, bool returns);

    /// A row that is older than what is stored: enters the past, and says again at the next snapshot of the entity
    /// what was already known for that day. Of columns not in `said` the file says nothing. True if anything changed.
    [[nodiscard]] bool older(const std::string &key, const TypedRow &row, const TypedRow &stored,
        const std::vector<bool> &said, const FirstSight &first);

private:
    struct Field {
        std::string name;
        int column = -1; ///< -1: the annual value of a subscription
        bool onceChanged = false;
    };

    [[nodiscard]] std::optional<std::string> textOf(const TypedRow &row, const Field &field) const;
    [[nodiscard]] std::optional<std::string> nextSnapshot(const std::string &key, const FirstSight &first) const;
    void olderField(const std::string &key, const Field &field, const std::optional<std::string> &was,
        const std::optional<std::string> &is, const std::optional<std::string> &later);
    void addFirst(
        const std::string &key, const Field &field, const std::optional<std::string> &value, const FirstSight &first);

    const store::Entity &m_entity;
    FileInHand m_file;
    std::vector<Field> m_fields;
    int m_currency = -1;
    store::HistoryRows m_rows;
};

} // namespace qd::sources
