#include "core/session/figure_accounts.h"

#include "core/revenue/arr_on_day.h"
#include "core/store/entities.h"
#include "core/store/usage_reader.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>

namespace qd::session {

namespace {

FigureAccounts emptyOf(const revenue::ArrBook &book)
{
    return {book.currency(), {}};
}

/// Customers by the ids that the source uses.
std::vector<std::string> usageAccounts(const store::Workspace &workspace, std::int64_t batch, const std::string &source)
{
    std::set<std::string, std::less<>> ids;
    store::UsageFilter filter;
    filter.source = source;
    const auto read = store::forEachUsage(workspace, filter, [&](const store::UsageRow &row) {
        if (row.batch == batch && !ids.contains(row.accountId))
            ids.emplace(row.accountId);
        return true;
    });
    std::set<std::string> customers;
    SQLite::Statement link(
        workspace.db(), "SELECT account FROM account_link WHERE source = ? AND record_id = ? AND status = 'accepted'");
    for (const std::string &id : ids) {
        link.reset();
        link.bind(1, source);
        link.bind(2, id);
        while (link.executeStep())
            customers.insert(link.getColumn(0).getString());
    }
    return {customers.begin(), customers.end()};
}

} // namespace

Result<FigureAccounts> arrBehind(const store::Workspace &workspace, const FigureScope &scope, Date day)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, scope.asOf);
    if (!book)
        return book.error();
    const auto customers = revenue::arrOnDay(workspace, *book, day, scope.grouping);
    if (!customers)
        return customers.error();
    FigureAccounts behind = emptyOf(*book);
    for (const revenue::CustomerArr &customer : *customers)
        behind.rows.push_back({book->accounts().at(customer.account).id, 0, customer.arr});
    return behind;
}

Result<FigureAccounts> arrBehind(const store::Workspace &workspace, const FigureScope &scope, Month month)
{
    return arrBehind(workspace, scope, month.lastDay());
}

Result<FigureAccounts> openingSetBehind(
    const store::Workspace &workspace, const FigureScope &scope, Month month, revenue::FxMode fx, Progress &progress)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, scope.asOf);
    if (!book)
        return book.error();
    revenue::RetentionOptions options;
    options.from = month.plus(-12);
    options.to = month;
    options.grouping = scope.grouping;
    options.grouping.by.clear();
    options.fx = fx;
    const auto retention = revenue::computeRetention(workspace, *book, options, progress);
    if (!retention)
        return retention.error();
    FigureAccounts behind = emptyOf(*book);
    for (const revenue::RetentionPair &pair : retention->pairs)
        behind.rows.push_back({book->accounts().at(pair.account).id, pair.opening, pair.closing});
    return behind;
}

Result<FigureAccounts> cohortBehind(const store::Workspace &workspace, const FigureScope &scope,
    retention::CohortOptions options, const std::string &label, int k, Progress &progress)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, scope.asOf);
    if (!book)
        return book.error();
    options.grouping = scope.grouping;
    const auto members = retention::cohortMembers(workspace, *book, options, label, k, progress);
    if (!members)
        return members.error();
    FigureAccounts behind = emptyOf(*book);
    for (const retention::CohortMember &member : *members)
        behind.rows.push_back({book->accounts().at(member.account).id, member.opening, member.now});
    return behind;
}

Result<std::vector<std::string>> batchAccounts(const store::Workspace &workspace, std::int64_t batch)
{
    SQLite::Statement found(workspace.db(), "SELECT source, entity FROM import_batch WHERE batch_id = ?");
    found.bind(1, batch);
    if (!found.executeStep())
        return Error{ErrorCode::NotFound, "There is no batch " + std::to_string(batch) + "."};
    const std::string source = found.getColumn(0).getString();
    const store::Entity *entity = store::findEntity(found.getColumn(1).getString());
    if (!entity || (!entity->hasAccount && entity->name != "accounts"))
        return std::vector<std::string>();
    if (entity->name == "usage")
        return usageAccounts(workspace, batch, source);
    SQLite::Statement row(workspace.db(),
        "SELECT DISTINCT l.account FROM " + std::string(entity->name)
            + " t JOIN account_link l ON l.source = t.source AND l.record_id = t.account_id AND l.status = 'accepted' "
              "WHERE t.batch_id = ? ORDER BY l.account");
    row.bind(1, batch);
    std::vector<std::string> accounts;
    while (row.executeStep())
        accounts.push_back(row.getColumn(0).getString());
    return accounts;
}

} // namespace qd::session
