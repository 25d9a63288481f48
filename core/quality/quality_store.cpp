#include "core/quality/quality_store.h"

#include "core/store/entity_rows.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

namespace qd::quality {

using store::RowCursor;

namespace {

/// Rows that were known on a day, given twice, and not closed by then.
constexpr const char *OnDay = " AND coalesce(first_as_of, as_of) <= ? AND (closed_on IS NULL OR closed_on > ?)";

} // namespace

void forEachDescribed(const store::Workspace &workspace, const std::function<void(const DescribedRow &)> &visit)
{
    const store::Entity &accounts = *store::findEntity("accounts");
    std::string has;
    for (const std::string &field : criticalFields()) {
        const std::string column = store::columnInTable(accounts.columns[std::size_t(accounts.indexOf(field))]);
        has += ", " + column + " IS NOT NULL AND " + column + " <> ''";
    }
    RowCursor row(workspace,
        "SELECT source, account_id, batch_id, line, first_as_of, closed_on" + has
            + " FROM accounts WHERE bare = 0 ORDER BY source, account_id");
    DescribedRow read;
    read.has.resize(criticalFields().size());
    while (row.next()) {
        read.source = row.text(0);
        read.id = row.text(1);
        read.batch = row.integer(2);
        read.line = int(row.integer(3));
        read.firstSeen = row.date(4);
        read.closed = row.date(5);
        for (int i = 0; i < int(read.has.size()); ++i)
            read.has[std::size_t(i)] = row.integer(6 + i) != 0;
        visit(read);
    }
}

void forEachContract(const store::Workspace &workspace, const std::function<void(const ContractRow &)> &visit)
{
    const Currency base = workspace.baseCurrency();
    RowCursor row(workspace,
        "SELECT source, subscription_id, account_id, product, start_date, end_date, cancelled_date, "
        "coalesce(created_date, min(start_date, first_as_of)), closed_on, annual_minor, currency, batch_id, line FROM "
        "subscriptions ORDER BY source, subscription_id");
    while (row.next()) {
        const auto start = row.date(4);
        if (!start)
            continue;
        visit({row.text(0), row.text(1), row.text(2), row.text(3), *start, row.date(5), row.date(6), row.date(7),
            row.date(8), row.integer(9), row.currency(10, base), row.integer(11), int(row.integer(12))});
    }
}

std::map<std::string, std::int64_t> rowsOfAccounts(
    const store::Workspace &workspace, const store::Entity &entity, Date day)
{
    RowCursor row(workspace,
        "SELECT source, count(*) FROM " + std::string(entity.name) + " WHERE account_id <> ''" + OnDay
            + " GROUP BY source");
    row.bind(1, day.iso());
    row.bind(2, day.iso());
    std::map<std::string, std::int64_t> counts;
    while (row.next())
        counts.emplace(row.text(0), row.integer(1));
    return counts;
}

std::vector<RowOfAccount> rowsOfAccount(const store::Workspace &workspace, const store::Entity &entity,
    const std::string &source, const std::string &accountId, Date day)
{
    std::string key;
    for (const std::string &column : store::keyColumns(entity))
        key += (key.empty() ? "" : " || ' ' || ") + column;
    RowCursor row(workspace,
        "SELECT " + key + ", batch_id, line FROM " + std::string(entity.name) + " WHERE source = ? AND account_id = ?"
            + OnDay + " ORDER BY 1");
    row.bind(1, source);
    row.bind(2, accountId);
    row.bind(3, day.iso());
    row.bind(4, day.iso());
    std::vector<RowOfAccount> rows;
    while (row.next())
        rows.push_back({std::string(row.text(0)), row.integer(1), int(row.integer(2))});
    return rows;
}

} // namespace qd::quality
