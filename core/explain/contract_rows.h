#pragma once
#include "core/explain/explanation.h"
#include "core/explain/group_choice.h"

#include <set>

namespace qd::explain {

/// At what a contract is valued, and what its row adds to.
struct Valuation {
    Date day;
    Date rateDay;
    std::string_view end; ///< as ExplainedRow::end
    std::optional<Month> month = std::nullopt;
    std::optional<Date> counted = std::nullopt; ///< customers as mergers have them then; nothing for `day`
};

/// Rows of subscriptions, arr_history or accounts behind the ARR of a book's customers, of the group alone.
class ContractRows {
public:
    /// All outlive it.
    ContractRows(const store::Workspace &workspace, const portfolio::ArrBook &book, const GroupChoice &choice)
        : m_workspace(workspace)
        , m_book(book)
        , m_choice(choice)
    {
    }

    /// What is in force on a day, of the customers `only`, worthless contracts too: the amounts of a customer add up to
    /// its ARR there. NoRate, Overflow.
    [[nodiscard]] Result<void> add(
        const Valuation &at, const std::set<int> &only, std::vector<ExplainedRow> &rows) const;
    /// One contract, with an amount that is known. A value that was edited since names the batch and line it had then.
    [[nodiscard]] ExplainedRow rowOf(const portfolio::ArrPiece &piece, std::int64_t amount, std::string_view end) const;
    /// Directory indexes of the group's customers as they are on a day.
    [[nodiscard]] std::set<int> everybody(Date day) const;

private:
    const store::Workspace &m_workspace;
    const portfolio::ArrBook &m_book;
    const GroupChoice &m_choice;
};

/// The sums of the rows' amounts by customer, of one end; those of several months together. Sums that do not fit were
/// refused by whoever computed the figure.
[[nodiscard]] std::map<int, std::int64_t> sumsOf(const std::vector<ExplainedRow> &rows, std::string_view end);

} // namespace qd::explain
