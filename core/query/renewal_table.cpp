#include "core/query/computed.h"

#include "core/base/text.h"
#include "core/renewals/renewal_report.h"

namespace qd::query {

namespace {

/// How far ahead renewals are listed.
constexpr int MonthsAhead = 12;

struct RenewalRow {
    Month month; ///< window it stands in
    renewals::ListedRenewal listed;
    std::shared_ptr<const renewals::KnownRenewals> known; ///< what the case points into

    [[nodiscard]] const renewals::RenewalCase &renewal() const { return listed.renewal; }
};

store::Cell exceptionsOf(const RowContext &, const RenewalRow &row)
{
    std::vector<std::string> names;
    for (const renewals::Exception each : row.listed.exceptions)
        names.emplace_back(renewals::toString(each));
    return textCell(joined(names, ";"));
}

const std::vector<ColumnOf<RenewalRow>> &renewalColumns()
{
    static const std::vector<ColumnOf<RenewalRow>> all{
        {{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")},
            [](const RowContext &context, const RenewalRow &row) { return context.idOf(row.renewal().account); }},
        {{"month", "TEXT", QD_WORDS("Columns", "Month it is due in, YYYY-MM")},
            [](const RowContext &, const RenewalRow &row) { return store::Cell(row.month.iso()); }},
        {{"due_date", "TEXT", QD_WORDS("Columns", "Last end of the contracts due")},
            [](const RowContext &, const RenewalRow &row) { return store::Cell(row.renewal().due.iso()); }},
        {{"due_arr_minor", "INTEGER", QD_WORDS("Columns", "ARR due, exact, in cents of the base currency")},
            [](const RowContext &, const RenewalRow &row) { return store::Cell(row.renewal().dueArr); }},
        {{"due_arr", "REAL", QD_WORDS("Columns", "ARR due")},
            [](const RowContext &context, const RenewalRow &row) { return context.major(row.renewal().dueArr); }},
        {{"state", "TEXT", QD_WORDS("Columns", "renewed, pending or lost, as known on the day")},
            [](const RowContext &, const RenewalRow &row) {
                return store::Cell(std::string(renewals::toString(row.renewal().state)));
            }},
        {{"renewed_arr_minor", "INTEGER", QD_WORDS("Columns", "ARR renewed, exact")},
            [](const RowContext &, const RenewalRow &row) { return store::Cell(row.renewal().renewedArr); }},
        {{"renewed_arr", "REAL", QD_WORDS("Columns", "ARR renewed")},
            [](const RowContext &context, const RenewalRow &row) { return context.major(row.renewal().renewedArr); }},
        {{"currency", "TEXT", QD_WORDS("Columns", "Base currency")},
            [](const RowContext &context, const RenewalRow &) { return store::Cell(context.currency.code()); }},
        {{"on_time", "INTEGER", QD_WORDS("Columns", "1 where it was renewed by the due date, 0 where later")},
            [](const RowContext &, const RenewalRow &row) {
                return row.renewal().onTime ? wholeCell(*row.renewal().onTime ? 1 : 0) : store::Cell();
            }},
        {{"auto_renew", "INTEGER", QD_WORDS("Columns", "1 where all contracts due renew by themselves")},
            [](const RowContext &, const RenewalRow &row) { return wholeCell(row.renewal().isAuto ? 1 : 0); }},
        {{"opportunity_id", "TEXT", QD_WORDS("Columns", "Its opportunity")},
            [](const RowContext &, const RenewalRow &row) {
                return row.renewal().opportunity ? textCell(row.renewal().opportunity->opportunity->id) : store::Cell();
            }},
        {{"exceptions", "TEXT", QD_WORDS("Columns", "What is wrong with how it is prepared, joined by ;")},
            exceptionsOf},
    };
    return all;
}

/// Adds the renewals due in a month. Errors as renewals::listedRenewals().
Result<void> addMonth(const std::shared_ptr<const renewals::KnownRenewals> &known, const renewals::AccountMarks &marks,
    Month month, std::vector<RenewalRow> &rows)
{
    renewals::ReportOptions options;
    options.window = {month.firstDay(), month.lastDay()};
    auto listed = renewals::listedRenewals(*known, marks, options);
    if (!listed)
        return listed.error();
    for (renewals::ListedRenewal &each : *listed)
        rows.push_back({month, std::move(each), known});
    return {};
}

} // namespace

TableMeaning renewalsMeaning()
{
    return told(
        TableMeaning{"v_renewals", QD_WORDS("Tables", "Renewals by customer and month due, a year ahead"), true},
        renewalColumns());
}

ComputedResult renewals(const TableSource &source, std::optional<Date> asOf)
{
    const auto portfolio = portfolio::Portfolio::of(source.workspace);
    const auto data = renewals::RenewalData::read(source.workspace, *portfolio);
    if (!data)
        return data.error();
    auto made = renewals::KnownRenewals::on(portfolio, *data, asOf);
    if (!made)
        return made.error();
    const auto known = std::make_shared<const renewals::KnownRenewals>(std::move(*made));
    const auto marks = renewals::AccountMarks::on(*known);
    const auto first = firstMonthOf(*portfolio, known->book());
    if (!marks || !first)
        return marks ? first.error() : marks.error();
    std::vector<RenewalRow> rows;
    const Month last = Month::of(known->day()).plus(MonthsAhead);
    for (Month month = first->value_or(last.plus(1)); month <= last; month = month.plus(1)) {
        if (source.progress.isCancelled())
            return cancelled();
        const auto added = addMonth(known, *marks, month, rows);
        // Before the first rate of a currency nothing in it can be told, and later months can.
        if (!added && (added.error().code != ErrorCode::NoRate || !rows.empty()))
            return added.error();
    }
    return rowsOf<RenewalRow>({portfolio, known->book().currency(), known->day()}, std::move(rows), renewalColumns());
}

} // namespace qd::query
