#include "core/revenue/window_customers.h"

#include "core/portfolio/joined_book.h"
#include "core/revenue/retention_rates.h"

#include <algorithm>
#include <functional>

namespace qd::revenue {

namespace {

/// The book of the customers for whom `isWanted` holds.
portfolio::ArrBook bookOf(const portfolio::ArrBook &book, const std::function<bool(int)> &isWanted)
{
    auto contracts =
        std::make_shared<portfolio::ArrContracts>(portfolio::ArrContracts{{}, book.products(), book.lastKnownDay()});
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        if (isWanted(piece.account))
            contracts->pieces.push_back(piece);
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
    const portfolio::ArrBook joined = joinedOn(book, scope.to.lastDay());
    const ArrCells cells = totalCells(joined, *grouping);
    const auto ends = endsOf(joined, cells, scope);
    if (!ends)
        return ends.error();
    std::vector<bool> wanted(std::size_t(book.accounts().size()), false); // by unit
    std::map<int, WindowCustomer> customers;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto &first = cells.firstMonth[cell];
        wanted[std::size_t(cells.unitOfCell[cell])] = ends->opening[cell] > 0 || (first && *first < scope.from);
        if (ends->opening[cell] > 0)
            customers[cells.unitOfCell[cell]] = {
                cells.unitOfCell[cell], ends->opening[cell], ends->closing[cell], {}, {}, 0};
    }
    const auto unitOf = [&](int account) {
        return grouping->unit[std::size_t(book.accounts().customerOn(account, scope.to.lastDay()))];
    };
    const auto isWanted = [&](int account) { return bool(wanted[std::size_t(unitOf(account))]); };
    // What a parent's customers did cannot be told apart, so at its grain they are one from the beginning.
    const bool isApart = scope.grain == Grain::Account;
    const portfolio::ArrBook some = bookOf(book, isWanted);
    const auto movements =
        computeMovements(portfolio, isApart ? some : joinedOn(some, scope.to.lastDay()), options, progress);
    if (!movements)
        return movements.error();
    for (const CustomerFlows &flows : customerFlows(*movements)) {
        // Before they became one each has movements of its own.
        const int unit = isApart ? unitOf(flows.account) : flows.account;
        WindowCustomer &customer = customers[unit];
        customer.account = unit;
        customer.untilChurn.add(flows.untilChurn);
        customer.all.add(flows.all);
        customer.churns += flows.churns;
    }
    std::vector<WindowCustomer> all;
    for (auto &[account, customer] : customers)
        all.push_back(customer);
    return all;
}

} // namespace qd::revenue
