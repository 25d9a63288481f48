#include "core/explain/group_choice.h"

#include "core/base/text.h"

#include <algorithm>
#include <set>

namespace qd::explain {

Result<std::vector<std::string>> groupsOf(const portfolio::Portfolio &portfolio, const std::string &by)
{
    if (auto known = revenue::checkDimension(by); !known)
        return known.error();
    std::set<std::string> groups;
    if (by != "product") {
        for (const identity::Account &account : portfolio.accounts().accounts()) {
            const std::string &value = account.field(by);
            groups.insert(value.empty() ? std::string(NoGroup) : value);
        }
        return std::vector(groups.begin(), groups.end());
    }
    const auto book = portfolio.book();
    if (!book)
        return book.error();
    groups.insert(book->products().begin(), book->products().end());
    if (std::ranges::any_of(book->pieces(), [](const portfolio::ArrPiece &piece) { return piece.product < 0; }))
        groups.insert(NoGroup);
    return std::vector(groups.begin(), groups.end());
}

Result<GroupChoice> GroupChoice::of(
    const portfolio::Portfolio &portfolio, const std::string &by, const std::string &group)
{
    GroupChoice choice;
    if (by.empty())
        return choice;
    const auto groups = groupsOf(portfolio, by);
    if (!groups)
        return groups.error();
    if (std::ranges::find(*groups, group) == groups->end()) {
        const std::string close = nearest(group, *groups);
        if (close.empty())
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Explain", "Nobody has %1 \"%2\"."), {revenue::dimensionName(by), group}}, {group}};
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Explain", "Nobody has %1 \"%2\"; did you mean %3?"), {revenue::dimensionName(by), group, close}},
            {group}};
    }
    choice.m_by = by;
    choice.m_group = group;
    return choice;
}

revenue::GroupingOptions GroupChoice::grouping() const
{
    revenue::GroupingOptions grouping;
    grouping.by = m_by;
    return grouping;
}

revenue::Filters GroupChoice::filters() const
{
    return isTotal() || isProduct() ? revenue::Filters() : revenue::Filters{{m_by, m_group}};
}

bool GroupChoice::holds(const identity::Account &account) const
{
    return revenue::passes(account, filters());
}

bool GroupChoice::holds(const portfolio::ArrBook &book, const portfolio::ArrPiece &piece, int customer) const
{
    if (!isProduct())
        return holds(book.accounts().at(customer));
    return (piece.product < 0 ? std::string(NoGroup) : book.products()[std::size_t(piece.product)]) == m_group;
}

Result<void> GroupChoice::noProduct(const std::string &metric) const
{
    if (!isProduct())
        return {};
    return Error{ErrorCode::InvalidArgument, {QD_WORDS("Explain", "%1 is not explained by product."), {metric}}};
}

} // namespace qd::explain
