#include "core/store/contract_rows.h"

#include "core/store/row_cursor.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <cmath>

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

void forEachSubscription(
    const Workspace &workspace, const std::function<void(const SubscriptionRow &)> &visit, const ProductVisit &product)
{
    const Currency base = workspace.baseCurrency();
    RowCursor row(workspace,
        "SELECT source, subscription_id, account_id, product, start_date, end_date, cancelled_date, annual_minor, "
        "currency, batch_id, line, trial_end, discount_amount_minor, discount_percent, discount_start, discount_end, "
        "coalesce(arr, mrr, amount), annual_minor IS NOT NULL FROM subscriptions ORDER BY source, subscription_id");
    while (row.next()) {
        if (product && !row.text(3).empty())
            product(row.text(0), row.text(2), row.text(3));
        const auto start = row.date(4);
        if (!start || row.integer(17) == 0)
            continue;
        SubscriptionRow read{row.text(0), row.text(1), row.text(2), row.text(3), *start, row.date(5), row.date(6),
            row.integer(7), row.currency(8, base), row.integer(9), int(row.integer(10)), row.date(11)};
        const DiscountTerms discount{row.integer(12), row.real(13), row.date(14), row.date(15)};
        if (discount.isGiven() && !discount.coversAll(*start)) {
            read.discount = discount;
            read.statedMinor = std::llround(row.real(16) * double(minorPerMajor(read.currency)));
        }
        visit(read);
    }
}

void forEachArrMonth(const Workspace &workspace, const std::function<void(const ArrMonthRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    RowCursor row(workspace,
        "SELECT source, account_id, month, arr_minor, currency, batch_id, line FROM arr_history "
        "ORDER BY source, account_id, month");
    while (row.next()) {
        if (const auto month = Month::fromIso(row.text(2)))
            visit({row.text(0), row.text(1), *month, row.integer(3), row.currency(4, base), row.integer(5),
                int(row.integer(6))});
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

void forEachContractProduct(const Workspace &workspace, const ProductVisit &visit)
{
    RowCursor row(workspace,
        "SELECT DISTINCT source, account_id, product FROM subscriptions WHERE product <> '' ORDER BY product");
    while (row.next())
        visit(row.text(0), row.text(1), row.text(2));
}

} // namespace qd::store
