#include "core/lifecycle/known_customers.h"

#include "core/renewals/known_book.h"
#include "core/signals/signals.h"

#include <set>

namespace qd::lifecycle {

namespace {

/// Whether a contract, a trial too, counts to its customer on `day`, as firstStays() takes contracts.
bool isHeldOn(const portfolio::ArrPiece &piece, Date day, bool byDates)
{
    const portfolio::InForce stated = portfolio::statedDays({piece.start, piece.statedEnd, piece.cancelled});
    return piece.inForceOn(day) || (byDates && stated.from <= day && day < stated.until);
}

/// The names of what each customer had on its first day in force.
std::vector<std::vector<std::string>> firstProducts(
    const portfolio::ArrBook &book, const std::vector<std::optional<Stay>> &stays)
{
    const bool byDates = book.source().basis == portfolio::ArrBasis::Subscriptions;
    std::vector<std::set<std::string>> found(stays.size());
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const auto account = std::size_t(book.customerOf(piece));
        if (piece.product >= 0 && stays[account] && isHeldOn(piece, stays[account]->from, byDates))
            found[account].insert(book.products()[std::size_t(piece.product)]);
    }
    std::vector<std::vector<std::string>> products;
    for (const std::set<std::string> &names : found)
        products.emplace_back(names.begin(), names.end());
    for (std::vector<std::string> &names : products) {
        if (names.empty())
            names.push_back(NoGroup);
    }
    return products;
}

} // namespace

Result<void> checkCustomerDimension(const std::string &by)
{
    if (by != "product")
        return revenue::checkDimension(by);
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Lifecycle", "Customers are not told apart by %1: one may have several."), {by}}, {by}};
}

Result<KnownCustomers> KnownCustomers::read(
    const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio, std::optional<Date> asOf)
{
    auto settings = LifecycleSettings::read(workspace);
    if (!settings)
        return settings.error();
    const auto source = portfolio->systemOfRecord();
    if (!source)
        return source.error();
    const auto present = portfolio->book(*source);
    if (!present)
        return present.error();
    auto data = renewals::RenewalData::read(workspace, *portfolio);
    if (!data)
        return data.error();
    const Date day = asOf.value_or(signs::latestDay(*portfolio, *present));
    const auto book = renewals::knownBook(*portfolio, **data, *source, day);
    if (!book)
        return book.error();
    const auto grouping = revenue::groupAccounts(*portfolio, {});
    if (!grouping)
        return grouping.error();
    const revenue::ArrCells cells = revenue::totalCells(*book, *grouping);
    const auto stays = firstStays(*book, cells, Counted::Contracts);
    if (!stays)
        return stays.error();
    Milestones milestones(workspace, portfolio->accounts());
    std::vector<std::optional<Stay>> byAccount(std::size_t(portfolio->accounts().size()));
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        byAccount[std::size_t(cells.unitOfCell[cell])] = (*stays)[cell];
    auto products = firstProducts(*book, byAccount);
    return KnownCustomers{day, std::move(portfolio), std::move(*data), std::move(*settings), std::move(milestones),
        std::move(byAccount), std::move(products)};
}

Result<std::vector<std::string>> KnownCustomers::groups(const std::string &by) const
{
    if (const auto known = checkCustomerDimension(by); !known)
        return known.error();
    std::vector<std::string> names(stays.size(), AllCustomers);
    if (by.empty())
        return names;
    revenue::GroupingOptions options;
    options.by = by;
    if (day < portfolio->latestAsOf().value_or(day))
        options.groupAsOf = day;
    const auto grouping = revenue::groupAccounts(*portfolio, options);
    if (!grouping)
        return grouping.error();
    for (std::size_t account = 0; account < names.size(); ++account)
        names[account] = grouping->names[std::size_t(grouping->group[account])];
    return names;
}

} // namespace qd::lifecycle
