#include "core/store/usage_rows.h"

#include "core/base/date.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::store {

namespace {

/// The first six parameters: how many rows, least and greatest account and day, and the rows.
void bindSegment(SQLite::Statement &statement, const UsageColumns &rows)
{
    const auto [firstAccount, lastAccount] = std::ranges::minmax(rows.account);
    const auto [firstDay, lastDay] = std::ranges::minmax(rows.day);
    const std::string blob = encodeUsage(rows);
    statement.bind(1, std::int64_t(rows.size()));
    statement.bind(2, std::int64_t{firstAccount});
    statement.bind(3, std::int64_t{lastAccount});
    statement.bind(4, Date(firstDay).iso());
    statement.bind(5, Date(lastDay).iso());
    statement.bind(6, blob.data(), int(blob.size()));
}

bool isTaken(SQLite::Database &db, std::int64_t segment)
{
    SQLite::Statement row(db, "SELECT 1 FROM usage_segment WHERE segment_id = ?");
    row.bind(1, segment);
    return row.executeStep();
}

} // namespace

UsageKeys usageKeys(SQLite::Database &db, const std::string &source)
{
    UsageKeys keys;
    SQLite::Statement account(db, "SELECT account_key, source, account_id FROM usage_account");
    while (account.executeStep()) {
        const auto number = std::uint32_t(account.getColumn(0).getInt64());
        keys.lastAccount = std::max(keys.lastAccount, number);
        if (account.getColumn(1).getString() == source)
            keys.accounts.push_back({number, account.getColumn(2).getString()});
    }
    SQLite::Statement feature(db, "SELECT feature_key, name FROM usage_feature");
    while (feature.executeStep()) {
        const auto number = std::uint32_t(feature.getColumn(0).getInt64());
        keys.lastFeature = std::max(keys.lastFeature, number);
        keys.features.push_back({number, feature.getColumn(1).getString()});
    }
    return keys;
}

void addUsageKeys(SQLite::Database &db, const std::string &source, std::int64_t batch,
    const std::vector<NewUsageAccount> &accounts, const std::vector<UsageKeys::Key> &features)
{
    SQLite::Statement account(
        db, "INSERT INTO usage_account (account_key, source, account_id, batch_id, line) VALUES (?, ?, ?, ?, ?)");
    for (const NewUsageAccount &added : accounts) {
        account.reset();
        account.bind(1, std::int64_t{added.key.number});
        account.bind(2, source);
        account.bind(3, added.key.text);
        account.bind(4, batch);
        account.bind(5, added.line);
        account.exec();
    }
    SQLite::Statement feature(db, "INSERT INTO usage_feature (feature_key, name, batch_id) VALUES (?, ?, ?)");
    for (const UsageKeys::Key &key : features) {
        feature.reset();
        feature.bind(1, std::int64_t{key.number});
        feature.bind(2, key.text);
        feature.bind(3, batch);
        feature.exec();
    }
}

std::vector<UsagePlace> usageOverlapping(SQLite::Database &db, const std::string &source, const UsageColumns &rows)
{
    const auto [firstAccount, lastAccount] = std::ranges::minmax(rows.account);
    const auto [firstDay, lastDay] = std::ranges::minmax(rows.day);
    SQLite::Statement find(db,
        "SELECT s.segment_id, s.batch_id, b.as_of FROM usage_segment s JOIN import_batch b USING (batch_id)"
        " WHERE s.source = ?1 AND s.first_account <= ?2 AND s.last_account >= ?3 AND s.first_date <= ?4"
        " AND s.last_date >= ?5 ORDER BY s.segment_id");
    find.bind(1, source);
    find.bind(2, std::int64_t{lastAccount});
    find.bind(3, std::int64_t{firstAccount});
    find.bind(4, Date(lastDay).iso());
    find.bind(5, Date(firstDay).iso());
    std::vector<UsagePlace> places;
    while (find.executeStep())
        places.push_back({find.getColumn(0).getInt64(), find.getColumn(1).getInt64(), find.getColumn(2).getString()});
    return places;
}

Result<UsageColumns> readUsage(SQLite::Database &db, std::int64_t segment)
{
    SQLite::Statement read(db, "SELECT data FROM usage_segment WHERE segment_id = ?");
    read.bind(1, segment);
    if (!read.executeStep())
        return Error{ErrorCode::NotFound, {QD_WORDS("Workspace", "There is no usage segment %1."), {Count{segment}}}};
    const SQLite::Column data = read.getColumn(0);
    auto rows = decodeUsage({static_cast<const char *>(data.getBlob()), std::size_t(data.getBytes())});
    if (!rows)
        return damagedUsage();
    return std::move(*rows);
}

void addUsage(
    SQLite::Database &db, const std::string &source, std::int64_t batch, const UsageColumns &rows, std::int64_t segment)
{
    SQLite::Statement insert(db,
        "INSERT INTO usage_segment (rows, first_account, last_account, first_date, last_date, data, source, batch_id, "
        "segment_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bindSegment(insert, rows);
    insert.bind(7, source);
    insert.bind(8, batch);
    if (segment == 0 || isTaken(db, segment))
        insert.bind(9);
    else
        insert.bind(9, segment);
    insert.exec();
}

void replaceUsage(SQLite::Database &db, std::int64_t segment, const UsageColumns &rows)
{
    if (rows.size() == 0) {
        SQLite::Statement remove(db, "DELETE FROM usage_segment WHERE segment_id = ?");
        remove.bind(1, segment);
        remove.exec();
        return;
    }
    SQLite::Statement update(db,
        "UPDATE usage_segment SET rows = ?1, first_account = ?2, last_account = ?3, first_date = ?4, last_date = ?5,"
        " data = ?6 WHERE segment_id = ?7");
    bindSegment(update, rows);
    update.bind(7, segment);
    update.exec();
}

Error damagedUsage()
{
    return {ErrorCode::Damaged,
        QD_WORDS("Workspace", "A segment of usage data is damaged; nothing was changed. Use a backup.")};
}

} // namespace qd::store
