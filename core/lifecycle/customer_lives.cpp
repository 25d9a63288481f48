#include "core/lifecycle/customer_lives.h"

#include "core/lifecycle/origins.h"
#include "core/portfolio/joined_book.h"

#include <algorithm>

namespace qd::lifecycle {

Result<std::vector<CustomerLife>> customerLives(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const portfolio::ArrBook &separate,
    const LifeOptions &options)
{
    const portfolio::ArrBook book = joinedOn(separate, separate.day()); // no life ends in a merger
    if (const auto fine = checkCustomerDimension(options.strata); !fine)
        return fine.error();
    const bool byOrigin = isOrigin(options.by);
    std::vector<std::string> origins;
    if (byOrigin) {
        auto found = originsOf(options.by, workspace, *portfolio, book.day());
        if (!found)
            return found.error();
        origins = std::move(*found);
    }
    revenue::GroupingOptions grouping;
    grouping.by = byOrigin ? std::string() : options.by;
    const auto groups = revenue::groupAccounts(*portfolio, grouping);
    if (!groups)
        return groups.error();
    const revenue::ArrCells cells = grouping.by.empty() ? revenue::totalCells(book, *groups)
                                                        : revenue::groupedCells(book, *groups, options.by == "product");
    const auto stays = firstStays(book, cells, Counted::Value);
    if (!stays)
        return stays.error();
    std::vector<std::vector<Date>> events;
    if (options.after) {
        auto found = eventDays(*options.after, workspace, portfolio, book.day());
        if (!found)
            return found.error();
        events = std::move(*found);
    }
    std::vector<CustomerLife> lives;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto &stay = (*stays)[cell];
        if (!stay)
            continue;
        const auto account = std::size_t(cells.unitOfCell[cell]);
        const Date end = stay->seenUntil(book.day());
        Date start = stay->from;
        if (options.after) {
            const auto first = std::ranges::lower_bound(events[account], stay->from);
            if (first == events[account].end() || *first > end)
                continue;
            start = *first;
        }
        CustomerLife life{{{double(daysBetween(start, end)), stay->over.has_value()},
                              byOrigin ? origins[account] : cells.groupNames[std::size_t(cells.groupOfCell[cell])]},
            int(account), stay->from};
        if (!options.strata.empty()) {
            const std::string &value = portfolio->accounts().at(int(account)).field(options.strata);
            life.stratum = value.empty() ? NoGroup : value;
        }
        lives.push_back(std::move(life));
    }
    return lives;
}

} // namespace qd::lifecycle
