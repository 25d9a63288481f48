#include "core/query/computed.h"

#include "core/revenue/arr_on_day.h"
#include "core/revenue/movements.h"

#include <algorithm>

namespace qd::query {

namespace {

using ArrByAccount = std::map<int, std::int64_t>;

struct MonthRow {
    int account;
    Month month;
    std::int64_t arr;
};

/// The columns of revenue::MovementRow, of one customer.
struct CustomerMovement {
    int account = -1;
    revenue::MovementRow month = {};
};

const std::vector<ColumnOf<MonthRow>> &monthColumns()
{
    static const std::vector<ColumnOf<MonthRow>> all{
        {{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")},
            [](const RowContext &context, const MonthRow &row) { return context.idOf(row.account); }},
        {{"month", "TEXT", QD_WORDS("Columns", "Month, YYYY-MM")},
            [](const RowContext &, const MonthRow &row) { return store::Cell(row.month.iso()); }},
        {{"arr_minor", "INTEGER", QD_WORDS("Columns", "ARR on its last day, exact, in cents of the base currency")},
            [](const RowContext &, const MonthRow &row) { return store::Cell(row.arr); }},
        {{"arr", "REAL", QD_WORDS("Columns", "ARR on its last day")},
            [](const RowContext &context, const MonthRow &row) { return context.major(row.arr); }},
        {{"currency", "TEXT", QD_WORDS("Columns", "Base currency")},
            [](const RowContext &context, const MonthRow &) { return store::Cell(context.currency.code()); }},
    };
    return all;
}

/// An amount of a movement, as the exact integer and for people.
#define QD_AMOUNT(name, member, meaning)                                                                               \
    {{name "_minor", "INTEGER", QD_WORDS("Columns", "The same, exact, in cents of the base currency")},                \
        [](const RowContext &, const CustomerMovement &row) { return store::Cell(row.month.member); }},                \
    {                                                                                                                  \
        {name, "REAL", meaning},                                                                                       \
            [](const RowContext &context, const CustomerMovement &row) { return context.major(row.month.member); }     \
    }
#define QD_COUNT(name, member, meaning)                                                                                \
    {                                                                                                                  \
        {name, "INTEGER", meaning},                                                                                    \
            [](const RowContext &, const CustomerMovement &row) { return wholeCell(row.month.member); }                \
    }

const std::vector<ColumnOf<CustomerMovement>> &movementColumns()
{
    static const std::vector<ColumnOf<CustomerMovement>> all{
        {{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")},
            [](const RowContext &context, const CustomerMovement &row) { return context.idOf(row.account); }},
        {{"month", "TEXT", QD_WORDS("Columns", "Month, YYYY-MM")},
            [](const RowContext &, const CustomerMovement &row) { return store::Cell(row.month.month.iso()); }},
        QD_AMOUNT("opening", opening, QD_WORDS("Columns", "ARR at the end of the month before")),
        QD_AMOUNT("new", newAmount, QD_WORDS("Columns", "ARR of a customer that never had any before")),
        QD_AMOUNT("reactivation", reactivation, QD_WORDS("Columns", "ARR of a customer that came back")),
        QD_AMOUNT("expansion", expansion, QD_WORDS("Columns", "What it grew by")),
        QD_AMOUNT("contraction", contraction, QD_WORDS("Columns", "What it shrank by, above 0")),
        QD_AMOUNT("churn", churn, QD_WORDS("Columns", "What was lost with the customer, above 0")),
        QD_AMOUNT("fx", fx, QD_WORDS("Columns", "What exchange rates did")),
        QD_AMOUNT("closing", closing, QD_WORDS("Columns", "ARR at the end of the month")),
        {{"currency", "TEXT", QD_WORDS("Columns", "Base currency")},
            [](const RowContext &context, const CustomerMovement &) { return store::Cell(context.currency.code()); }},
        QD_COUNT("opening_logos", openingLogos, QD_WORDS("Columns", "1 where it opens the month with ARR")),
        QD_COUNT("new_logos", newLogos, QD_WORDS("Columns", "1 where it is new")),
        QD_COUNT("reactivated_logos", reactivatedLogos, QD_WORDS("Columns", "1 where it came back")),
        QD_COUNT("churned_logos", churnedLogos, QD_WORDS("Columns", "1 where it was lost")),
        QD_COUNT("closing_logos", closingLogos, QD_WORDS("Columns", "1 where it closes the month with ARR")),
    };
    return all;
}

#undef QD_AMOUNT
#undef QD_COUNT

/// What the tables go over: the book and its months, none where it has none.
struct Span {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    portfolio::ArrBook book;
    std::optional<Month> first;
    Month last;

    [[nodiscard]] RowContext context() const { return {portfolio, book.currency(), book.asOf()}; }
};

Result<Span> spanOf(const TableSource &source, std::optional<Date> asOf)
{
    auto portfolio = portfolio::Portfolio::of(source.workspace);
    auto book = portfolio->book(asOf);
    if (!book)
        return book.error();
    const auto first = firstMonthOf(*portfolio, *book);
    if (!first)
        return first.error();
    const Month last = Month::lastEndedBy(book->day());
    return Span{std::move(portfolio), std::move(*book), *first, last};
}

/// What a query may take of memory, what is computed for it may: a day in some far year has too many months.
template <typename Row>
std::optional<Error> tooManyRows(const std::vector<Row> &rows)
{
    constexpr std::size_t MostBytes = std::size_t{512} << 20;
    if (rows.size() * sizeof(Row) <= MostBytes)
        return std::nullopt;
    return Error{ErrorCode::Overflow,
        QD_WORDS(
            "Tables", "There are more than 512 MB of months and customers up to that day; ask for an earlier one.")};
}

Result<ArrByAccount> arrAtEndOf(const Span &span, Month month)
{
    const auto customers = revenue::arrOnDay(*span.portfolio, span.book, month.lastDay(), {});
    if (!customers)
        return customers.error();
    ArrByAccount arr;
    for (const revenue::CustomerArr &each : *customers)
        arr.emplace(each.account, each.arr);
    return arr;
}

/// What customers open a month with: one that becomes a part of another within it is that one already, as in
/// revenue/movements.h.
ArrByAccount openingOf(Month month, const ArrByAccount &before, const identity::AccountDirectory &accounts)
{
    ArrByAccount opening;
    for (const auto &[account, arr] : before)
        opening[accounts.customerOn(account, month.lastDay())] += arr; // all of them together fit
    return opening;
}

void book(revenue::MovementRow &row, const revenue::AccountMovement &movement)
{
    switch (movement.kind) {
    case revenue::MovementKind::New:
        row.newAmount += movement.amount;
        row.newLogos = 1;
        return;
    case revenue::MovementKind::Reactivation:
        row.reactivation += movement.amount;
        row.reactivatedLogos = 1;
        return;
    case revenue::MovementKind::Expansion:
        row.expansion += movement.amount;
        return;
    case revenue::MovementKind::Contraction:
        row.contraction += movement.amount;
        return;
    case revenue::MovementKind::Churn:
        row.churn += movement.amount;
        row.churnedLogos = 1;
        return;
    case revenue::MovementKind::Fx:
        row.fx += movement.amount;
        return;
    }
}

/// A month's customers with ARR at its beginning or end, before anything moved.
std::map<int, revenue::MovementRow> standing(Month month, const ArrByAccount &opening, const ArrByAccount &closing)
{
    std::map<int, revenue::MovementRow> rows;
    for (const auto &[account, arr] : opening) {
        rows[account].opening = arr;
        rows[account].openingLogos = 1;
    }
    for (const auto &[account, arr] : closing) {
        rows[account].closing = arr;
        rows[account].closingLogos = 1;
    }
    for (auto &[account, row] : rows)
        row.month = month;
    return rows;
}

} // namespace

Result<std::optional<Month>> firstMonthOf(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book)
{
    const Month last = Month::lastEndedBy(book.day());
    std::optional<Date> start;
    for (const portfolio::ArrPiece &piece : book.pieces())
        start = std::min(start.value_or(piece.start), piece.start);
    if (!start)
        return std::optional<Month>();
    for (Month month = Month::of(*start); month <= last; month = month.plus(1)) {
        const auto customers = revenue::arrOnDay(portfolio, book, month.lastDay(), {});
        if (customers && !customers->empty())
            return std::optional(month);
        if (!customers && customers.error().code != ErrorCode::NoRate)
            return customers.error();
    }
    return std::optional<Month>();
}

TableMeaning arrMonthsMeaning()
{
    return told(TableMeaning{"v_arr_months", QD_WORDS("Tables", "ARR by customer and month"), true}, monthColumns());
}

ComputedResult arrMonths(const TableSource &source, std::optional<Date> asOf)
{
    const auto span = spanOf(source, asOf);
    if (!span)
        return span.error();
    std::vector<MonthRow> rows;
    for (Month month = span->first.value_or(span->last.plus(1)); month <= span->last; month = month.plus(1)) {
        if (source.progress.isCancelled())
            return cancelled();
        const auto arr = arrAtEndOf(*span, month);
        if (!arr)
            return arr.error();
        for (const auto &[account, value] : *arr)
            rows.push_back({account, month, value});
        if (const auto fault = tooManyRows(rows))
            return *fault;
    }
    return rowsOf<MonthRow>(span->context(), std::move(rows), monthColumns());
}

TableMeaning movementsMeaning()
{
    return told(TableMeaning{"v_movements", QD_WORDS("Tables", "ARR movements by customer and month"), true},
        movementColumns());
}

ComputedResult movements(const TableSource &source, std::optional<Date> asOf)
{
    const auto span = spanOf(source, asOf);
    if (!span)
        return span.error();
    std::vector<CustomerMovement> rows;
    if (!span->first)
        return rowsOf<CustomerMovement>(span->context(), std::move(rows), movementColumns());
    // The month before needs rates too: where it has ARR and none, the first month only opens the next one.
    const auto before = arrAtEndOf(*span, span->first->plus(-1));
    if (!before && before.error().code != ErrorCode::NoRate)
        return before.error();
    const Month first = before ? *span->first : span->first->plus(1);
    if (first > span->last)
        return rowsOf<CustomerMovement>(span->context(), std::move(rows), movementColumns());
    const auto all = revenue::computeMovements(*span->portfolio, span->book, {first, span->last, {}}, source.progress);
    if (!all)
        return all.error();
    auto detail = all->details.begin();
    auto opening = arrAtEndOf(*span, first.plus(-1));
    for (Month month = first; opening && month <= span->last; month = month.plus(1)) {
        if (source.progress.isCancelled())
            return cancelled();
        auto closing = arrAtEndOf(*span, month);
        if (!closing)
            return closing.error();
        std::map<int, revenue::MovementRow> customers =
            standing(month, openingOf(month, *opening, span->book.accounts()), *closing);
        for (; detail != all->details.end() && detail->month == month; ++detail)
            book(customers[detail->account], *detail);
        for (const auto &[account, row] : customers)
            rows.push_back({account, row});
        if (const auto fault = tooManyRows(rows))
            return *fault;
        opening = std::move(closing);
    }
    if (!opening)
        return opening.error();
    return rowsOf<CustomerMovement>(span->context(), std::move(rows), movementColumns());
}

} // namespace qd::query
