#include "core/lifecycle/known_customers.h"

#include "core/renewals/known_book.h"
#include "core/signals/signals.h"

namespace qd::lifecycle {

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
    return KnownCustomers{
        day, std::move(portfolio), std::move(*data), std::move(*settings), std::move(milestones), std::move(byAccount)};
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
