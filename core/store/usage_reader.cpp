#include "core/store/usage_reader.h"

#include "core/base/month.h"
#include "core/store/workspace.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace qd::store {

struct UsageCursor::State {
    UsageSegments segments;
    std::size_t at = 0;
    UsageRow row;
};

UsageCursor::UsageCursor(sqlite3 *connection, const UsageFilter &filter)
    : m_state(std::make_unique<State>(State{UsageSegments(connection, filter), 0, {}}))
{
}

UsageCursor::~UsageCursor() = default;

bool UsageCursor::next()
{
    State &s = *m_state;
    for (;;) {
        const UsageColumns &columns = s.segments.columns();
        if (s.at >= columns.size() || s.segments.isPast(s.at)) {
            if (!s.segments.next())
                return false;
            s.at = s.segments.begin();
            continue;
        }
        const std::size_t i = s.at++;
        if (!s.segments.wants(i))
            continue;
        const auto &[source, id] = s.segments.account(columns.account[i]);
        s.row.source = source;
        s.row.accountId = id;
        s.row.feature = s.segments.feature(columns.feature[i]);
        s.row.date = Date(columns.day[i]);
        for (std::size_t m = 0; m < UsageMeasures; ++m)
            s.row.measures[m] = columns.measures[m][i];
        s.row.batch = s.segments.batch();
        s.row.rowId = s.segments.segment() * std::int64_t(UsageSegmentRows) + std::int64_t(i);
        s.row.line = columns.line[i];
        s.row.extra = columns.extraOf(i);
        return true;
    }
}

const UsageRow &UsageCursor::row() const
{
    return m_state->row;
}
int UsageCursor::status() const
{
    return m_state->segments.status();
}

Result<void> forEachUsage(
    const Workspace &workspace, const UsageFilter &filter, const std::function<bool(const UsageRow &)> &take)
{
    UsageCursor cursor(workspace.handle(), filter);
    while (cursor.next()) {
        if (!take(cursor.row()))
            return {};
    }
    return usageRead(cursor.status());
}

Result<void> usageRead(int status)
{
    if (status == SQLITE_OK)
        return {};
    if (status == SQLITE_INTERRUPT)
        return cancelled();
    return Error{status == SQLITE_CORRUPT ? ErrorCode::Damaged : ErrorCode::Io,
        {QD_WORDS("Workspace", "The usage data cannot be read (%1); use a backup or import again."),
            {std::string(sqlite3_errstr(status))}}};
}

namespace {

/// Orders by source, record and day without making texts; Clang 14 does not compare tuples of texts with those of
/// views.
struct ByUsageKey {
    using is_transparent = void;
    using Key = std::tuple<std::string_view, std::string_view, std::int32_t>;

    bool operator()(const auto &a, const auto &b) const { return Key(a) < Key(b); }
};

} // namespace

Result<std::vector<UsageTotal>> usageTotals(const Workspace &workspace, const UsageFilter &filter, UsageGrain grain)
{
    std::map<std::tuple<std::string, std::string, std::int32_t>, UsageTotal, ByUsageKey> totals;
    const auto greater = [](double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b); };
    const auto plus = [](double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : a + b; };
    auto done = forEachUsage(workspace, filter, [&](const UsageRow &row) {
        const Date first = grain == UsageGrain::Day ? row.date : Month::of(row.date).firstDay();
        auto at = totals.find(ByUsageKey::Key{row.source, row.accountId, first.days()});
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
