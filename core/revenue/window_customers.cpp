#include "core/revenue/window_customers.h"

#include "core/revenue/retention_rates.h"

#include <algorithm>

namespace qd::revenue {

namespace {

/// The book of the customers for whom `wanted` holds, by cell.
portfolio::ArrBook bookOf(const portfolio::ArrBook &book, const ArrCells &cells, const std::vector<bool> &wanted)
{
    auto contracts =
        std::make_shared<portfolio::ArrContracts>(portfolio::ArrContracts{{}, book.products(), book.lastKnownDay()});
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const int cell = cells.cellOfPiece[i];
        if (cell >= 0 && wanted[std::size_t(cell)])
            contracts->pieces.push_back(book.pieces()[i]);
    }
    constexpr int NoGrace = 0; // the pieces have it already
    return {book.source(), book.accountsPtr(), book.rates(), std::move(contracts), NoGrace, book.asOf()};
}

/// ARR of every cell at both ends.
struct Ends {
    std::vector<std::int64_t> opening;
    std::vector<std::int64_t> closing; ///< of the opening set
};

Result<Ends> endsOf(const portfolio::ArrBook &book, const ArrCells &cells, const WindowScope &scope)
{
    const Date s = scope.from.lastDay();
    const Date e = scope.to.lastDay();
    auto opening = cellValues(book, cells, s, scope.fx == WindowFx::Constant ? e : s);
    if (!opening)
        return opening.error();
    auto closing = cellValues(book, cells, e, scope.fx == WindowFx::Start ? s : e, &*opening);
    if (!closing)
        return closing.error();
    return Ends{std::move(*opening), std::move(*closing)};
}

MovementOptions movementsOf(const WindowScope &scope)
{
    MovementOptions options{scope.from.plus(1), scope.to, {}};
    options.grouping.grain = scope.grain;
    if (scope.fx != WindowFx::AsOf)
        options.constantRates = (scope.fx == WindowFx::Constant ? scope.to : scope.from).lastDay();
    return options;
}

} // namespace

Result<std::vector<WindowCustomer>> windowCustomers(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, const WindowScope &scope, Progress &progress)
{
    if (auto fine = checkWindow(book, scope.from, scope.to); !fine)
        return fine.error();
    const MovementOptions options = movementsOf(scope);
    const auto grouping = groupAccounts(portfolio, options.grouping);
    if (!grouping)
        return grouping.error();
    const ArrCells cells = totalCells(book, *grouping);
    const auto ends = endsOf(book, cells, scope);
    if (!ends)
        return ends.error();
    std::vector<bool> wanted;
    std::map<int, WindowCustomer> customers;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto &first = cells.firstMonth[cell];
        wanted.push_back(ends->opening[cell] > 0 || (first && *first < scope.from));
        if (ends->opening[cell] > 0)
            customers[cells.unitOfCell[cell]] = {
                cells.unitOfCell[cell], ends->opening[cell], ends->closing[cell], {}, {}, 0};
    }
    const auto movements = computeMovements(portfolio, bookOf(book, cells, wanted), options, progress);
    if (!movements)
        return movements.error();
    for (const CustomerFlows &flows : customerFlows(*movements)) {
        WindowCustomer &customer = customers[flows.account];
        customer.account = flows.account;
        customer.untilChurn = flows.untilChurn;
        customer.all = flows.all;
        customer.churns = flows.churns;
    }
    std::vector<WindowCustomer> all;
    for (auto &[account, customer] : customers)
        all.push_back(customer);
    return all;
}

} // namespace qd::revenue
