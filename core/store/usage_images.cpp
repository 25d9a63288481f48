#include "core/store/usage_images.h"

#include "core/store/usage_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>

namespace qd::store {

namespace {

std::optional<UsageColumns> columnsOf(const SQLite::Column &data)
{
    return decodeUsage({static_cast<const char *>(data.getBlob()), std::size_t(data.getBytes())});
}

/// Rows that gave way, by the batch and the segment they stood in.
using Former = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<UsageColumns>>;

Result<Former> formerRows(SQLite::Database &db, std::int64_t batch)
{
    Former former;
    SQLite::Statement row(db,
        "SELECT of_batch, segment_id, data FROM usage_image WHERE batch_id = ? AND data IS NOT NULL ORDER BY image_id");
    row.bind(1, batch);
    while (row.executeStep()) {
        auto columns = columnsOf(row.getColumn(2));
        if (!columns)
            return damagedUsage();
        former[{row.getColumn(0).getInt64(), row.getColumn(1).getInt64()}].push_back(std::move(*columns));
    }
    return former;
}

/// Rows of several parts as one, sorted by their key.
UsageColumns merged(const std::vector<UsageColumns> &parts)
{
    std::vector<std::pair<const UsageColumns *, std::size_t>> rows;
    for (const UsageColumns &part : parts) {
        for (std::size_t i = 0; i < part.size(); ++i)
            rows.emplace_back(&part, i);
    }
    std::ranges::sort(rows, [](const auto &a, const auto &b) { return a.first->before(a.second, *b.first, b.second); });
    UsageColumns all;
    all.reserve(rows.size());
    for (const auto &[part, row] : rows)
        all.append(*part, row);
    return all;
}

Result<void> restoreSegment(SQLite::Database &db, const std::string &source, std::int64_t ofBatch, std::int64_t segment,
    std::vector<UsageColumns> parts)
{
    SQLite::Statement find(db, "SELECT 1 FROM usage_segment WHERE segment_id = ? AND source = ? AND batch_id = ?");
    find.bind(1, segment);
    find.bind(2, source);
    find.bind(3, ofBatch);
    const bool stands = find.executeStep();
    find.reset();
    if (!stands) {
        addUsage(db, source, ofBatch, merged(parts), segment);
        return {};
    }
    auto rest = readUsage(db, segment);
    if (!rest)
        return rest.error();
    parts.push_back(std::move(*rest));
    replaceUsage(db, segment, merged(parts));
    return {};
}

/// Who uses a key now: batch and line of the first row.
struct User {
    std::int64_t batch = 0;
    std::int64_t line = 0;
};
using Users = std::map<std::uint32_t, std::optional<User>>;

Users keysOf(SQLite::Database &db, const char *sql, std::int64_t batch)
{
    Users users;
    SQLite::Statement row(db, sql);
    row.bind(1, batch);
    while (row.executeStep())
        users.emplace(std::uint32_t(row.getColumn(0).getInt64()), std::nullopt);
    return users;
}

/// Looks for the keys in all segments, oldest first. Features are shared by all sources.
Result<void> findUsers(SQLite::Database &db, Users &accounts, Users &features)
{
    if (accounts.empty() && features.empty())
        return {};
    SQLite::Statement row(db,
        "SELECT data, batch_id FROM usage_segment WHERE ?1 OR (first_account <= ?3 AND last_account >= ?2) "
        "ORDER BY batch_id, segment_id");
    row.bind(1, features.empty() ? 0 : 1);
    row.bind(2, accounts.empty() ? std::int64_t{1} : std::int64_t{accounts.begin()->first});
    row.bind(3, accounts.empty() ? std::int64_t{0} : std::int64_t{accounts.rbegin()->first});
    const auto note = [](Users &users, std::uint32_t key, const User &user) {
        const auto known = users.find(key);
        if (known != users.end() && !known->second)
            known->second = user;
    };
    while (row.executeStep()) {
        const auto columns = columnsOf(row.getColumn(0));
        if (!columns)
            return damagedUsage();
        const std::int64_t batch = row.getColumn(1).getInt64();
        for (std::size_t i = 0; i < columns->size(); ++i) {
            note(accounts, columns->account[i], {batch, columns->line[i]});
            note(features, columns->feature[i], {batch, columns->line[i]});
        }
    }
    return {};
}

void settleKeys(SQLite::Database &db, const Users &users, const char *removeSql, const char *handOnSql)
{
    SQLite::Statement remove(db, removeSql);
    SQLite::Statement handOn(db, handOnSql);
    for (const auto &[key, user] : users) {
        SQLite::Statement &statement = user ? handOn : remove;
        statement.reset();
        statement.bind(1, std::int64_t{key});
        if (user) {
            statement.bind(2, user->batch);
            if (statement.getBindParameterCount() > 2)
                statement.bind(3, user->line);
        }
        statement.exec();
    }
}

} // namespace

void keepUsageRows(
    SQLite::Database &db, std::int64_t batch, std::int64_t ofBatch, std::int64_t segment, const UsageColumns &rows)
{
    SQLite::Statement insert(db, "INSERT INTO usage_image (batch_id, of_batch, segment_id, data) VALUES (?, ?, ?, ?)");
    const std::string blob = encodeUsage(rows);
    insert.bind(1, batch);
    insert.bind(2, ofBatch);
    insert.bind(3, segment);
    insert.bind(4, blob.data(), int(blob.size()));
    insert.exec();
}

void noteUsageGiven(SQLite::Database &db, std::int64_t batch, std::int64_t ofBatch)
{
    SQLite::Statement insert(db, "INSERT INTO usage_image (batch_id, of_batch) VALUES (?, ?)");
    insert.bind(1, batch);
    insert.bind(2, ofBatch);
    insert.exec();
}

Result<void> takeBackUsage(SQLite::Database &db, const std::string &source, std::int64_t batch)
{
    const auto former = formerRows(db, batch);
    if (!former)
        return former.error();
    SQLite::Statement remove(db, "DELETE FROM usage_segment WHERE batch_id = ?");
    remove.bind(1, batch);
    remove.exec();
    for (const auto &[place, parts] : *former) {
        if (auto done = restoreSegment(db, source, place.first, place.second, parts); !done)
            return done;
    }
    Users accounts = keysOf(db, "SELECT account_key FROM usage_account WHERE batch_id = ?", batch);
    Users features = keysOf(db, "SELECT feature_key FROM usage_feature WHERE batch_id = ?", batch);
    if (auto found = findUsers(db, accounts, features); !found)
        return found;
    settleKeys(db, accounts, "DELETE FROM usage_account WHERE account_key = ?",
        "UPDATE usage_account SET batch_id = ?2, line = ?3 WHERE account_key = ?1");
    settleKeys(db, features, "DELETE FROM usage_feature WHERE feature_key = ?",
        "UPDATE usage_feature SET batch_id = ?2 WHERE feature_key = ?1");
    return {};
}

} // namespace qd::store
