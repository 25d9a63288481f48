#include "core/store/contract_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::store {

std::vector<SourceRow> sourceRows(const Workspace &workspace)
{
    std::vector<SourceRow> sources;
    SQLite::Statement row(workspace.db(),
        "SELECT s.name, s.kind, (SELECT max(b.as_of) FROM import_batch b WHERE b.source = s.name AND b.state IS NULL), "
        "(SELECT max(b.as_of) FROM import_batch b WHERE b.source = s.name AND b.entity = 'accounts' AND b.state IS "
        "NULL), "
        "EXISTS (SELECT 1 FROM arr_history h WHERE h.source = s.name), "
        "EXISTS (SELECT 1 FROM subscriptions u WHERE u.source = s.name), "
        "EXISTS (SELECT 1 FROM accounts a WHERE a.source = s.name AND a.arr_minor IS NOT NULL) "
        "FROM source s ORDER BY s.name");
    while (row.executeStep())
        sources.push_back({textAt(row, 0), textAt(row, 1), dateAt(row, 2), dateAt(row, 3),
            row.getColumn(4).getInt() != 0, row.getColumn(5).getInt() != 0, row.getColumn(6).getInt() != 0});
    return sources;
}

void forEachSubscription(const Workspace &workspace, const std::function<void(SubscriptionRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    SQLite::Statement row(workspace.db(),
        "SELECT source, subscription_id, account_id, product, start_date, end_date, cancelled_date, annual_minor, "
        "currency, batch_id, line FROM subscriptions WHERE annual_minor IS NOT NULL ORDER BY source, subscription_id");
    while (row.executeStep()) {
        const auto start = dateAt(row, 4);
        if (!start)
            continue;
        SubscriptionRow subscription{textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), *start,
            dateAt(row, 5), dateAt(row, 6), row.getColumn(7).getInt64(), currencyAt(row, 8, base),
            row.getColumn(9).getInt64(), row.getColumn(10).getInt()};
        visit(subscription);
    }
}

void forEachArrMonth(const Workspace &workspace, const std::function<void(ArrMonthRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    SQLite::Statement row(workspace.db(),
        "SELECT source, account_id, month, arr_minor, currency, batch_id, line FROM arr_history "
        "ORDER BY source, account_id, month");
    while (row.executeStep()) {
        const auto month = Month::fromIso(row.getColumn(2).getText());
        if (!month)
            continue;
        ArrMonthRow value{textAt(row, 0), textAt(row, 1), *month, row.getColumn(3).getInt64(), currencyAt(row, 4, base),
            row.getColumn(5).getInt64(), row.getColumn(6).getInt()};
        visit(value);
    }
}

std::vector<RateRow> rateRows(const Workspace &workspace)
{
    std::vector<RateRow> rates;
    SQLite::Statement row(workspace.db(),
        "SELECT f.source, s.kind, f.currency, f.date, f.rate FROM fx_rates f JOIN source s ON s.name = f.source "
        "ORDER BY f.currency, f.date, f.source");
    while (row.executeStep())
        rates.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4)});
    return rates;
}

} // namespace qd::store
