#include "core/store/usage_reader.h"

#include "core/base/month.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

namespace qd::store {

struct UsageCursor::State {
    std::unordered_map<std::uint32_t, std::pair<std::string, std::string>> accounts; ///< wanted ones: source, id
    std::unordered_map<std::uint32_t, std::string> features;
    std::uint32_t lowAccount = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t highAccount = 0;
    std::int32_t from = std::numeric_limits<std::int32_t>::min();
    std::int32_t to = std::numeric_limits<std::int32_t>::max();
    std::unique_ptr<RowCursor> segments;
    std::int64_t batch = 0;
    std::int64_t segment = 0;
    UsageColumns columns;
    std::size_t at = 0;
    UsageRow row;
    int status = SQLITE_OK;

    void loadKeys(sqlite3 *connection, const UsageFilter &filter);
    bool loadSegment();
};

void UsageCursor::State::loadKeys(sqlite3 *connection, const UsageFilter &filter)
{
    RowCursor keys(connection,
        "SELECT account_key, source, account_id FROM usage_account WHERE source = coalesce(?1, source)"
        " AND account_id = coalesce(?2, account_id)");
    if (filter.source)
        keys.bind(1, *filter.source);
    if (filter.accountId)
        keys.bind(2, *filter.accountId);
    while (keys.step()) {
        const auto key = std::uint32_t(keys.integer(0));
        accounts.emplace(key, std::pair{std::string(keys.text(1)), std::string(keys.text(2))});
        lowAccount = std::min(lowAccount, key);
        highAccount = std::max(highAccount, key);
    }
    RowCursor names(connection, "SELECT feature_key, name FROM usage_feature");
    while (names.step())
        features.emplace(std::uint32_t(names.integer(0)), names.text(1));
    status = keys.status() != SQLITE_OK ? keys.status() : names.status();
}

bool UsageCursor::State::loadSegment()
{
    if (status != SQLITE_OK || !segments || !segments->step()) {
        status = status == SQLITE_OK && segments ? segments->status() : status;
        return false;
    }
    batch = segments->integer(0);
    segment = segments->integer(2);
    auto decoded = decodeUsage(segments->blob(1));
    if (!decoded) {
        status = SQLITE_CORRUPT;
        return false;
    }
    columns = std::move(*decoded);
    at = std::size_t(
        std::lower_bound(columns.account.begin(), columns.account.end(), lowAccount) - columns.account.begin());
    return true;
}

UsageCursor::UsageCursor(sqlite3 *connection, const UsageFilter &filter)
    : m_state(std::make_unique<State>())
{
    State &s = *m_state;
    s.loadKeys(connection, filter);
    if (filter.from)
        s.from = filter.from->days();
    if (filter.to)
        s.to = filter.to->days();
    if (s.accounts.empty() || s.status != SQLITE_OK)
        return;
    s.segments = std::make_unique<RowCursor>(connection,
        "SELECT batch_id, data, segment_id FROM usage_segment WHERE first_account <= ?1 AND last_account >= ?2"
        " AND first_date <= ?3 AND last_date >= ?4 AND source = coalesce(?5, source) ORDER BY segment_id");
    s.segments->bind(1, std::int64_t{s.highAccount});
    s.segments->bind(2, std::int64_t{s.lowAccount});
    s.segments->bind(3, filter.to ? filter.to->iso() : std::string("9999-12-31"));
    s.segments->bind(4, filter.from ? filter.from->iso() : std::string());
    if (filter.source)
        s.segments->bind(5, *filter.source);
}

UsageCursor::~UsageCursor() = default;

bool UsageCursor::next()
{
    State &s = *m_state;
    for (;;) {
        if (s.at >= s.columns.size() || s.columns.account[s.at] > s.highAccount) {
            if (!s.loadSegment())
                return false;
            continue;
        }
        const std::size_t i = s.at++;
        if (s.columns.day[i] < s.from || s.columns.day[i] > s.to)
            continue;
        const auto account = s.accounts.find(s.columns.account[i]);
        if (account == s.accounts.end())
            continue;
        s.row.source = account->second.first;
        s.row.accountId = account->second.second;
        s.row.feature = s.features[s.columns.feature[i]];
        s.row.date = Date(s.columns.day[i]);
        for (std::size_t m = 0; m < UsageMeasures; ++m)
            s.row.measures[m] = s.columns.measures[m][i];
        s.row.batch = s.batch;
        s.row.rowId = s.segment * std::int64_t(UsageSegmentRows) + std::int64_t(i);
        s.row.line = s.columns.line[i];
        s.row.extra = s.columns.extraOf(i);
        return true;
    }
}

const UsageRow &UsageCursor::row() const
{
    return m_state->row;
}
int UsageCursor::status() const
{
    return m_state->status;
}

Result<void> forEachUsage(
    const Workspace &workspace, const UsageFilter &filter, const std::function<bool(const UsageRow &)> &take)
{
    UsageCursor cursor(workspace.handle(), filter);
    while (cursor.next()) {
        if (!take(cursor.row()))
            return {};
    }
    if (cursor.status() == SQLITE_OK)
        return {};
    if (cursor.status() == SQLITE_INTERRUPT)
        return cancelled();
    return Error{cursor.status() == SQLITE_CORRUPT ? ErrorCode::Damaged : ErrorCode::Io,
        {QD_WORDS("Workspace", "The usage data cannot be read (%1); use a backup or import again."),
            {std::string(sqlite3_errstr(cursor.status()))}}};
}

Result<std::vector<UsageTotal>> usageTotals(const Workspace &workspace, const UsageFilter &filter, UsageGrain grain)
{
    using Key = std::tuple<std::string_view, std::string_view, std::int32_t>;
    std::map<std::tuple<std::string, std::string, std::int32_t>, UsageTotal, std::less<>> totals;
    const auto greater = [](double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b); };
    const auto plus = [](double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : a + b; };
    auto done = forEachUsage(workspace, filter, [&](const UsageRow &row) {
        const Date first = grain == UsageGrain::Day ? row.date : Month::of(row.date).firstDay();
        auto at = totals.find(Key{row.source, row.accountId, first.days()});
        if (at == totals.end()) {
            UsageTotal fresh{std::string(row.source), std::string(row.accountId), first, 0, std::nan(""), std::nan(""),
                std::nan(""), std::nan("")};
            at = totals.emplace(std::tuple{fresh.source, fresh.accountId, first.days()}, std::move(fresh)).first;
        }
        UsageTotal &total = at->second;
        ++total.rows;
        total.activeUsers = greater(total.activeUsers, row.measures[0]);
        total.licensedUsers = greater(total.licensedUsers, row.measures[1]);
        total.events = plus(total.events, row.measures[2]);
        total.minutes = plus(total.minutes, row.measures[3]);
        return true;
    });
    if (!done)
        return done.error();
    std::vector<UsageTotal> list;
    for (auto &[key, total] : totals)
        list.push_back(std::move(total));
    return list;
}

} // namespace qd::store
