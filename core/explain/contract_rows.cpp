#include "core/explain/contract_rows.h"

#include "core/base/checked_sum.h"
#include "core/explain/explain_store.h"

namespace qd::explain {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrPiece;

const char *entityOf(ArrBasis basis)
{
    switch (basis) {
    case ArrBasis::History:
        return "arr_history";
    case ArrBasis::Subscriptions:
        return "subscriptions";
    case ArrBasis::Accounts:
    case ArrBasis::None:
        break;
    }
    return "accounts";
}

} // namespace

ExplainedRow ContractRows::rowOf(const ArrPiece &piece, std::int64_t amount, std::string_view end) const
{
    const ArrBasis basis = m_book.source().basis;
    ExplainedRow row{piece.account, m_book.source().name, entityOf(basis), piece.recordId, amount, end};
    row.batch = piece.batchId;
    row.line = piece.line;
    if (basis == ArrBasis::History)
        row.id += ' ' + Month::of(piece.start).iso();
    const RecordKey key{row.entity, row.source, row.id};
    // The present row says what holds now; what held before a later file came stood in an earlier one.
    if (basis == ArrBasis::Subscriptions && piece.valueUntil != portfolio::EndOfTime) {
        if (const auto batch = batchOfAnnual(m_workspace, row.source, row.id, piece.valueFrom.iso())) {
            row.batch = *batch;
            row.line = lineIn(m_workspace, key, row.batch);
        }
    } else if (basis == ArrBasis::Accounts) {
        row.line = lineIn(m_workspace, key, row.batch);
    }
    return row;
}

Result<void> ContractRows::add(const Valuation &at, const std::set<int> &only, std::vector<ExplainedRow> &rows) const
{
    for (const ArrPiece &piece : m_book.pieces()) {
        const int customer = m_book.accounts().customerOn(piece.account, at.counted.value_or(at.day));
        if (!piece.inForceOn(at.day) || !only.contains(customer) || !m_choice.holds(m_book, piece, customer))
            continue;
        const auto amount = m_book.rates().toBase(piece.annualMinor, piece.currency, at.rateDay);
        if (!amount)
            return amount.error();
        rows.push_back(rowOf(piece, *amount, at.end));
        rows.back().month = at.month;
        rows.back().account = customer;
    }
    return {};
}

std::set<int> ContractRows::everybody(Date day) const
{
    std::set<int> customers;
    for (const ArrPiece &piece : m_book.pieces()) {
        const int customer = m_book.accounts().customerOn(piece.account, day);
        if (m_choice.holds(m_book, piece, customer))
            customers.insert(customer);
    }
    return customers;
}

std::map<int, std::int64_t> sumsOf(const std::vector<ExplainedRow> &rows, std::string_view end)
{
    std::map<int, std::int64_t> sums;
    for (const ExplainedRow &row : rows) {
        if (row.end == end && row.amount)
            (void)addTo(sums[row.account], *row.amount);
    }
    return sums;
}

} // namespace qd::explain
