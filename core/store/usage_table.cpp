#include "core/store/usage_table.h"

#include "core/store/usage_conditions.h"
#include "core/store/usage_months.h"
#include "core/store/usage_reader.h"
#include "core/store/virtual_table.h"

namespace qd::store {

namespace {

/// One walk over the rows of `usage`.
class UsageWalk {
public:
    static constexpr const char *Declaration =
        "CREATE TABLE x(source TEXT, account_id TEXT, date TEXT, feature TEXT, active_users NUMERIC,"
        " licensed_users NUMERIC, events NUMERIC, minutes NUMERIC, batch_id INTEGER, line INTEGER, extra TEXT)";

    static int choose(sqlite3_index_info &info) { return chooseUsageIndex(info, {Source, AccountId, Day}); }
    int filter(sqlite3 *connection, const char *letters, int count, sqlite3_value **values)
    {
        m_ended = true;
        const auto filter =
            usageFilterOf(letters, count, values, [](std::string_view text) -> std::optional<std::pair<Date, Date>> {
                const auto date = Date::fromIso(text);
                return date ? std::optional(std::pair(*date, *date)) : std::nullopt;
            });
        if (!filter)
            return SQLITE_OK;
        m_cursor = std::make_unique<UsageCursor>(connection, *filter);
        return next();
    }
    int next()
    {
        m_ended = !m_cursor->next();
        return m_cursor->status();
    }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] sqlite3_int64 rowId() const { return m_cursor->row().rowId; }
    void give(sqlite3_context *context, int column) const;

private:
    enum Column { Source, AccountId, Day, Feature, FirstMeasure, Batch = FirstMeasure + 4, Line, Extra };

    std::unique_ptr<UsageCursor> m_cursor;
    bool m_ended = true;
};

void UsageWalk::give(sqlite3_context *context, int column) const
{
    const UsageRow &row = m_cursor->row();
    switch (column) {
    case Source:
        giveText(context, row.source);
        break;
    case AccountId:
        giveText(context, row.accountId);
        break;
    case Day:
        giveText(context, row.date.iso());
        break;
    case Feature:
        giveText(context, row.feature);
        break;
    case Batch:
        sqlite3_result_int64(context, row.batch);
        break;
    case Line:
        sqlite3_result_int64(context, row.line);
        break;
    case Extra:
        row.extra.empty() ? sqlite3_result_null(context) : giveText(context, row.extra);
        break;
    default:
        giveMeasure(context, row.measures[std::size_t(column - FirstMeasure)]);
    }
}

/// One walk over the rows of `usage_months`.
class UsageMonthsWalk {
public:
    static constexpr const char *Declaration =
        "CREATE TABLE x(source TEXT, account_id TEXT, month TEXT, feature TEXT, events NUMERIC, minutes NUMERIC,"
        " mean_active_users NUMERIC, days INTEGER)";

    static int choose(sqlite3_index_info &info)
    {
        // Rows come by month and feature, so that grouping by them takes no sorting.
        bool sorted = info.nOrderBy <= 2;
        for (int i = 0; i < info.nOrderBy; ++i)
            sorted = sorted && info.aOrderBy[i].iColumn == (i == 0 ? TheMonth : Feature) && info.aOrderBy[i].desc == 0;
        info.orderByConsumed = sorted ? 1 : 0;
        return chooseUsageIndex(info, {Source, AccountId, TheMonth});
    }
    int filter(sqlite3 *connection, const char *letters, int count, sqlite3_value **values)
    {
        m_at = 0;
        m_months = {};
        const auto filter =
            usageFilterOf(letters, count, values, [](std::string_view text) -> std::optional<std::pair<Date, Date>> {
                const auto month = Month::fromIso(text);
                return month ? std::optional(std::pair(month->firstDay(), month->lastDay())) : std::nullopt;
            });
        return filter ? m_months.read(connection, *filter) : SQLITE_OK;
    }
    int next()
    {
        ++m_at;
        return SQLITE_OK;
    }
    [[nodiscard]] bool ended() const { return m_at >= m_months.rows().size(); }
    [[nodiscard]] sqlite3_int64 rowId() const { return m_months.rowIdOf(m_months.rows()[m_at]); }
    void give(sqlite3_context *context, int column) const;

private:
    enum Column { Source, AccountId, TheMonth, Feature, Events, Minutes, MeanActiveUsers, Days };

    UsageMonths m_months;
    std::size_t m_at = 0;
};

void UsageMonthsWalk::give(sqlite3_context *context, int column) const
{
    const UsageMonth &row = m_months.rows()[m_at];
    switch (column) {
    case Source:
        giveText(context, m_months.sourceOf(row));
        break;
    case AccountId:
        giveText(context, m_months.accountOf(row));
        break;
    case TheMonth:
        giveText(context, m_months.monthOf(row));
        break;
    case Feature:
        giveText(context, m_months.featureOf(row));
        break;
    case Events:
        giveMeasure(context, row.events);
        break;
    case Minutes:
        giveMeasure(context, row.minutes);
        break;
    case MeanActiveUsers:
        giveMeasure(context, row.meanActiveUsers());
        break;
    default:
        sqlite3_result_int64(context, row.days);
    }
}

/// The first use declares the columns, which an authorizer set later (the SQL console's) would deny.
int declare(sqlite3 *connection, const char *select)
{
    sqlite3_stmt *first = nullptr;
    const int prepared = sqlite3_prepare_v2(connection, select, -1, &first, nullptr);
    sqlite3_finalize(first);
    return prepared;
}

} // namespace

int registerUsageTables(sqlite3 *connection)
{
    int status = VirtualTable<UsageWalk>::make(connection, "usage");
    if (status == SQLITE_OK)
        status = VirtualTable<UsageMonthsWalk>::make(connection, "usage_months");
    if (status == SQLITE_OK)
        status = declare(connection, "SELECT 1 FROM usage");
    return status == SQLITE_OK ? declare(connection, "SELECT 1 FROM usage_months") : status;
}

} // namespace qd::store
