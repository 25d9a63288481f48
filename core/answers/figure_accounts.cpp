#include "core/answers/figure_accounts.h"

#include "core/answers/answers_store.h"
#include "core/revenue/arr_on_day.h"
#include "core/store/entities.h"
#include "core/store/import_batches.h"
#include "core/store/usage_reader.h"
#include "core/store/workspace.h"

#include <set>

namespace qd::answers {

namespace {

FigureAccounts emptyOf(const portfolio::ArrBook &book)
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
    const auto portfolio = portfolio::Portfolio::of(workspace);
    for (const std::string &id : ids) {
        if (const int account = portfolio->accounts().indexOfRecord(source, id); account >= 0)
            customers.insert(portfolio->accounts().at(account).id);
    }
    return {customers.begin(), customers.end()};
}

} // namespace

Result<FigureAccounts> arrBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope, Date day)
{
    const auto book = portfolio.book(scope.asOf);
    if (!book)
        return book.error();
    const auto customers = revenue::arrOnDay(portfolio, *book, day, scope.grouping);
    if (!customers)
        return customers.error();
    FigureAccounts behind = emptyOf(*book);
    for (const revenue::CustomerArr &customer : *customers)
        behind.rows.push_back({book->accounts().at(customer.account).id, 0, customer.arr});
    return behind;
}

Result<FigureAccounts> arrBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope, Month month)
{
    return arrBehind(portfolio, scope, month.lastDay());
}

Result<FigureAccounts> openingSetBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope, Month month,
    revenue::FxMode fx, Progress &progress)
{
    const auto book = portfolio.book(scope.asOf);
    if (!book)
        return book.error();
    revenue::RetentionOptions options;
    options.from = month.plus(-12);
    options.to = month;
    options.grouping = scope.grouping;
    options.grouping.by.clear();
    options.fx = fx;
    const auto retention = revenue::computeRetention(portfolio, *book, options, progress);
    if (!retention)
        return retention.error();
    FigureAccounts behind = emptyOf(*book);
    for (const revenue::RetentionPair &pair : retention->pairs)
        behind.rows.push_back({book->accounts().at(pair.account).id, pair.opening, pair.closing});
    return behind;
}

Result<FigureAccounts> cohortBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope,
    retention::CohortOptions options, const std::string &label, int k, Progress &progress)
{
    const auto book = portfolio.book(scope.asOf);
    if (!book)
        return book.error();
    options.grouping = scope.grouping;
    const auto members = retention::cohortMembers(portfolio, *book, options, label, k, progress);
    if (!members)
        return members.error();
    FigureAccounts behind = emptyOf(*book);
    for (const retention::CohortMember &member : *members)
        behind.rows.push_back({book->accounts().at(member.account).id, member.opening, member.now});
    return behind;
}

Result<std::vector<std::string>> batchAccounts(const store::Workspace &workspace, std::int64_t batch)
{
    const auto place = store::findBatch(workspace.db(), batch);
    if (!place)
        return Error{ErrorCode::NotFound, {QD_WORDS("Accounts", "There is no batch %1."), {Count{batch}}}};
    const store::Entity *entity = store::findEntity(place->entity);
    if (!entity || !entity->isOfAccounts())
        return std::vector<std::string>();
    if (entity->inSegments())
        return usageAccounts(workspace, batch, place->source);
    return customersOfBatch(workspace, *entity, batch);
}

} // namespace qd::answers
