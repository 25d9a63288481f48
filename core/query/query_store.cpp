#include "core/query/query_store.h"

#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::query {

namespace {

/// The way from a source's row, `t`, to its customer.
constexpr const char *ToCustomer =
    " JOIN account_link l ON l.source = t.source AND l.record_id = t.account_id AND l.status = 'accepted'";

std::string viewOf(const TableMeaning &meaning, const std::string &table)
{
    std::string columns;
    for (const ColumnMeaning &column : meaning.columns)
        columns += (columns.empty() ? "" : ", ")
            + (std::string_view(column.name) == "account" ? std::string("l.account") : std::string("t.") + column.name);
    return "SELECT " + columns + " FROM " + table + " t" + ToCustomer;
}

} // namespace

std::vector<store::QueryView> customerViews()
{
    std::vector<store::QueryView> views;
    for (const TableMeaning &view : documentedViews()) {
        const std::string name = view.name;
        const std::string table = name == "v_contracts" ? "subscriptions" : name.substr(2);
        views.push_back({name, viewOf(view, table)});
    }
    return views;
}

const std::vector<TableMeaning> &documentedViews()
{
    static const ColumnMeaning Account{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")};
    static const ColumnMeaning Source{"source", "TEXT", QD_WORDS("Columns", "System it comes from")};
    static const ColumnMeaning AccountId{"account_id", "TEXT", QD_WORDS("Columns", "The customer's id in that system")};
    static const std::vector<TableMeaning> all{
        {"v_contracts", QD_WORDS("Tables", "Contracts as imported, with their customers"), false,
            {Account, Source, {"subscription_id", "TEXT", QD_WORDS("Columns", "Id of the contract")}, AccountId,
                {"product", "TEXT", QD_WORDS("Columns", "Product")},
                {"start_date", "TEXT", QD_WORDS("Columns", "First day")},
                {"end_date", "TEXT", QD_WORDS("Columns", "Last day")},
                {"cancelled_date", "TEXT", QD_WORDS("Columns", "First day no longer in force")},
                {"notice_date", "TEXT", QD_WORDS("Columns", "Day notice was given")},
                {"annual_minor", "INTEGER", QD_WORDS("Columns", "Annual value, exact, in cents of its currency")},
                {"annual", "REAL", QD_WORDS("Columns", "Annual value in its currency")},
                {"currency", "TEXT", QD_WORDS("Columns", "Its own currency")},
                {"quantity", "REAL", QD_WORDS("Columns", "Seats or units")},
                {"billing_period_months", "INTEGER", QD_WORDS("Columns", "Months between invoices")},
                {"auto_renew", "INTEGER", QD_WORDS("Columns", "1 where it renews by itself")},
                {"status", "TEXT", QD_WORDS("Columns", "Status")},
                {"parent_subscription_id", "TEXT", QD_WORDS("Columns", "Contract it adds to or follows")}}},
        {"v_usage_months", QD_WORDS("Tables", "Usage by month and feature, with its customers"), true,
            {Account, {"month", "TEXT", QD_WORDS("Columns", "Month, YYYY-MM")},
                {"feature", "TEXT", QD_WORDS("Columns", "Feature")}, Source, AccountId,
                {"events", "REAL", QD_WORDS("Columns", "Events, added up")},
                {"minutes", "REAL", QD_WORDS("Columns", "Minutes, added up")},
                {"mean_active_users", "REAL", QD_WORDS("Columns", "Active users, mean of the days with a value")},
                {"days", "INTEGER", QD_WORDS("Columns", "Days with a row")}}},
        {"v_tickets", QD_WORDS("Tables", "Tickets, with their customers"), false,
            {Account, Source, {"ticket_id", "TEXT", QD_WORDS("Columns", "Id of the ticket")}, AccountId,
                {"created_at", "TEXT", QD_WORDS("Columns", "When it was opened")},
                {"solved_at", "TEXT", QD_WORDS("Columns", "When it was solved")},
                {"priority", "TEXT", QD_WORDS("Columns", "Priority")},
                {"status", "TEXT", QD_WORDS("Columns", "Status")},
                {"is_escalated", "INTEGER", QD_WORDS("Columns", "1 where it was escalated")},
                {"csat", "REAL", QD_WORDS("Columns", "How satisfied the customer was")},
                {"first_reply_minutes", "REAL", QD_WORDS("Columns", "Minutes until the first reply")}}},
    };
    return all;
}

FileTables fileTables(const store::Workspace &workspace)
{
    FileTables tables;
    SQLite::Statement names(workspace.db(),
        "SELECT m.name, c.name IS NOT NULL FROM sqlite_master m LEFT JOIN custom_table c ON c.name = m.name "
        "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND m.name NOT LIKE 'usage\\_%' ESCAPE '\\' "
        "UNION ALL SELECT 'usage', 0 UNION ALL SELECT 'usage_months', 0 ORDER BY 1");
    SQLite::Statement columns(workspace.db(), "SELECT name FROM pragma_table_info(?)");
    while (names.executeStep()) {
        KnownTable table{names.getColumn(0).getString(), {}};
        columns.bind(1, table.name);
        while (columns.executeStep())
            table.columns.push_back(columns.getColumn(0).getString());
        columns.reset();
        (names.getColumn(1).getInt() != 0 ? tables.custom : tables.own).push_back(std::move(table));
    }
    return tables;
}

} // namespace qd::query
