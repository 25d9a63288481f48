#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// A record and what it is worth on a day.
struct RecordArr {
    std::vector<std::string> key; ///< without the source
    std::optional<std::int64_t> arrMinor; ///< of accounts, and of subscriptions in force on that day
    std::string currency; ///< empty for none
    std::string asOf; ///< of the last file that had it
    std::string closedOn; ///< empty for none
};

/// Records of one entity and source in the order of their keys, bare ones left out; days are ISO. The ARR is that of
/// the day named last.

/// Those known as of `asOf` or before and not closed by then: open ones, and ones that a file of a later day closed.
[[nodiscard]] std::vector<RecordArr> recordsInForce(
    SQLite::Database &db, const Entity &entity, const std::string &source, const std::string &asOf);
/// Those that `batch` closed as of `asOf`, in place of a later day too, and that are closed so still.
[[nodiscard]] std::vector<RecordArr> recordsClosedBy(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf);
/// Those that `batch`, dated `asOf`, made or opened again and that a complete batch of a later day, which was there
/// before, does not have, where they are closed so still; the ARR is that of the day they are closed on.
[[nodiscard]] std::vector<RecordArr> recordsClosedByEarlier(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf);
/// The open ones that the files dated `lastAsOf` were the last to have.
[[nodiscard]] std::vector<RecordArr> recordsLastSeen(SQLite::Database &db, const Entity &entity,
    const std::string &source, const std::string &lastAsOf, const std::string &asOf);

/// The open ones that `batch` made or opened again, and that no import has given since.
[[nodiscard]] std::vector<RecordArr> recordsBroughtBy(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf);

/// How many open records of it there were before `batch`.
[[nodiscard]] std::int64_t openBefore(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch);

/// Closes records as of a day, and keeps for `batch` since when they were closed before, if at all; nothing is kept
/// without a batch, where records go with the one that made them, or have an image of that which opened them. Within
/// the caller's transaction.
void closeRecords(SQLite::Database &db, const Entity &entity, const std::string &source,
    std::optional<std::int64_t> batch, const std::string &asOf, const std::vector<RecordArr> &records);

} // namespace qd::store
