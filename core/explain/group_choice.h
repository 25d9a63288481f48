#pragma once
#include "core/portfolio/portfolio.h"
#include "core/revenue/grouping.h"

namespace qd::explain {

/// The values of a dimension that anybody has, by name, `(none)` included; of `product` those of the ARR source.
/// InvalidArgument for a dimension that is none; errors of the book.
[[nodiscard]] Result<std::vector<std::string>> groupsOf(const portfolio::Portfolio &portfolio, const std::string &by);

/// Whom a figure is of: all customers, those of one golden value now, or one product.
class GroupChoice {
public:
    /// All customers where `by` is empty. InvalidArgument for a dimension that is none, or a group that nobody is in:
    /// the nearest is named.
    [[nodiscard]] static Result<GroupChoice> of(
        const portfolio::Portfolio &portfolio, const std::string &by, const std::string &group);

    [[nodiscard]] bool isTotal() const { return m_by.empty(); }
    [[nodiscard]] bool isProduct() const { return m_by == "product"; }
    /// "total" of all customers.
    [[nodiscard]] const std::string &name() const { return m_group; }
    /// By the dimension, for what is computed by group.
    [[nodiscard]] revenue::GroupingOptions grouping() const;
    /// To the group alone; never of a product.
    [[nodiscard]] revenue::Filters filters() const;
    /// True for all customers and for a product.
    [[nodiscard]] bool holds(const identity::Account &account) const;
    /// Whether the contract counts: by product itself, else the customer whose it is on the day that is told.
    [[nodiscard]] bool holds(const portfolio::ArrBook &book, const portfolio::ArrPiece &piece, int customer) const;
    /// InvalidArgument where it is a product: the figure is not told by it.
    [[nodiscard]] Result<void> noProduct(const std::string &metric) const;

private:
    std::string m_by;
    std::string m_group = "total";
};

} // namespace qd::explain
