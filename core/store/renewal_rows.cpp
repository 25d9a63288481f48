#include "core/store/renewal_rows.h"

#include "core/store/own_rows.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

namespace qd::store {

namespace {

/// Columns with the record that a row of the program's own names.
std::string recordOfOwn()
{
    const std::string own = "CASE source WHEN '" + std::string(OwnSource) + "' THEN json_extract(extra, '$.";
    return own + "record_source') END, " + own + "record_id') END";
}

} // namespace

void forEachTerm(const Workspace &workspace, const std::function<void(const TermRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, subscription_id, start_date, end_date, cancelled_date, notice_date, created_date, "
        "coalesce(first_as_of, as_of), parent_subscription_id, auto_renew, billing_period_months "
        "FROM subscriptions ORDER BY source, subscription_id");
    while (row.next()) {
        const auto start = row.date(2);
        if (!start)
            continue;
        visit({row.text(0), row.text(1), *start, row.date(3), row.date(4), row.date(5), row.date(6),
            row.date(7).value_or(*start), row.text(8), row.integer(9) != 0, int(row.integer(10))});
    }
}

void forEachOpportunity(const Workspace &workspace, const std::function<void(const OpportunityRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    RowCursor row(workspace,
        "SELECT source, opportunity_id, account_id, subscription_id, type, stage, amount_minor, amount_minor IS NULL, "
        "currency, created_date, close_date, renewal_date, forecast_category, probability, probability IS NULL, "
        "is_closed, is_won, coalesce(first_as_of, as_of), closed_on, product FROM opportunities ORDER BY source, "
        "opportunity_id");
    while (row.next()) {
        OpportunityRow read;
        read.source = row.text(0);
        read.id = row.text(1);
        read.accountId = row.text(2);
        read.subscriptionId = row.text(3);
        read.type = row.text(4);
        read.stage = row.text(5);
        if (row.integer(7) == 0)
            read.amountMinor = row.integer(6);
        read.currency = row.currency(8, base);
        read.created = row.date(9);
        read.close = row.date(10);
        read.renewal = row.date(11);
        read.category = row.text(12);
        if (row.integer(14) == 0)
            read.probability = row.real(13);
        read.isClosed = row.integer(15) != 0;
        read.isWon = row.integer(16) != 0;
        read.firstSeen = row.date(17).value_or(Date());
        read.closedOn = row.date(18);
        read.product = row.text(19);
        visit(read);
    }
}

void forEachRisk(const Workspace &workspace, const std::function<void(const RiskRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, date, author, status, reason, next_action, next_action_date, call, "
        "coalesce(first_as_of, as_of), "
            + recordOfOwn() + " FROM risks ORDER BY date, author, source, account_id");
    while (row.next()) {
        if (const auto date = row.date(2))
            visit({row.text(0), row.text(1), *date, row.text(3), row.text(4), row.text(5), row.text(6), row.date(7),
                row.text(8), row.date(9), row.text(10), row.text(11)});
    }
}

void forEachForecast(const Workspace &workspace, const std::function<void(const ForecastRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    RowCursor row(workspace,
        "SELECT account_id, source, period, date, author, coalesce(amount_minor, 0), currency, category, "
            + recordOfOwn()
            + ", coalesce(first_as_of, as_of) FROM forecasts ORDER BY date, author, source, account_id");
    while (row.next()) {
        if (const auto date = row.date(3))
            visit({row.text(0), row.text(1), row.text(2), *date, row.text(4), row.integer(5), row.currency(6, base),
                row.text(7), row.text(8), row.text(9), row.date(10)});
    }
}

bool hasForecasts(const Workspace &workspace)
{
    RowCursor row(workspace, "SELECT EXISTS (SELECT 1 FROM forecasts)");
    return row.next() && row.integer(0) != 0;
}

} // namespace qd::store
