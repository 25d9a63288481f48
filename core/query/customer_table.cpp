#include "core/query/computed.h"

#include "core/health/shown_colours.h"
#include "core/portfolio/account_overview.h"

#include <QScopeGuard>

namespace qd::query {

namespace {

struct CustomerRow {
    const identity::Account *account;
    portfolio::AccountOverview overview;
    portfolio::HealthColour health;
};

store::Cell parentOf(const RowContext &context, int parent)
{
    return parent < 0 ? store::Cell() : context.idOf(parent);
}

/// A golden field under its own name.
#define QD_GOLDEN(key, meaning)                                                                                        \
    {                                                                                                                  \
        {key, "TEXT", meaning},                                                                                        \
            [](const RowContext &, const CustomerRow &row) { return textCell(row.account->field(key)); }               \
    }

const std::vector<ColumnOf<CustomerRow>> &customerColumns()
{
    static const std::vector<ColumnOf<CustomerRow>> all{
        {{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")},
            [](const RowContext &, const CustomerRow &row) { return store::Cell(row.account->id); }},
        {{"name", "TEXT", QD_WORDS("Columns", "Its name")},
            [](const RowContext &, const CustomerRow &row) { return textCell(row.account->name); }},
        {{"domain", "TEXT", QD_WORDS("Columns", "Its web domain")},
            [](const RowContext &, const CustomerRow &row) { return textCell(row.account->domain); }},
        {{"parent", "TEXT", QD_WORDS("Columns", "Customer it belongs to")},
            [](const RowContext &context, const CustomerRow &row) { return parentOf(context, row.account->parent); }},
        {{"ultimate_parent", "TEXT", QD_WORDS("Columns", "Head of its group, itself without one")},
            [](const RowContext &context, const CustomerRow &row) {
                return parentOf(context, row.account->ultimateParent);
            }},
        QD_GOLDEN("owner", QD_WORDS("Columns", "Who looks after it")),
        QD_GOLDEN("segment", QD_WORDS("Columns", "Segment")),
        QD_GOLDEN("region", QD_WORDS("Columns", "Region")),
        QD_GOLDEN("country", QD_WORDS("Columns", "Country")),
        QD_GOLDEN("industry", QD_WORDS("Columns", "Industry")),
        QD_GOLDEN("language", QD_WORDS("Columns", "Language")),
        QD_GOLDEN("lifecycle_stage", QD_WORDS("Columns", "Lifecycle stage")),
        QD_GOLDEN("status", QD_WORDS("Columns", "Status")),
        {{"renewal_date", "TEXT", QD_WORDS("Columns", "Golden renewal date, else the last end in force")},
            [](const RowContext &, const CustomerRow &row) { return dayCell(row.overview.renewalDate); }},
        {{"health", "TEXT",
             QD_WORDS("Columns", "Colour by the model in force on the day, else the last one a system gave")},
            [](const RowContext &, const CustomerRow &row) { return textCell(portfolio::toString(row.health)); }},
        {{"arr_minor", "INTEGER", QD_WORDS("Columns", "ARR on the day, exact, in cents of the base currency")},
            [](const RowContext &, const CustomerRow &row) {
                return row.overview.arr ? store::Cell(*row.overview.arr) : store::Cell();
            }},
        {{"arr", "REAL", QD_WORDS("Columns", "ARR on the day")},
            [](const RowContext &context, const CustomerRow &row) {
                return row.overview.arr ? context.major(*row.overview.arr) : store::Cell();
            }},
        {{"currency", "TEXT", QD_WORDS("Columns", "Base currency")},
            [](const RowContext &context, const CustomerRow &) { return store::Cell(context.currency.code()); }},
        {{"records", "INTEGER", QD_WORDS("Columns", "Records of sources linked to it")},
            [](const RowContext &, const CustomerRow &row) {
                return wholeCell(std::int64_t(row.account->records.size()));
            }},
    };
    return all;
}

#undef QD_GOLDEN

/// The colours by which Home and packs speak of customers. A model may ask this very table by a signal of its own; what
/// it sees then are the last colours that systems gave.
Result<std::vector<portfolio::HealthColour>> healthOn(
    const TableSource &source, const portfolio::Portfolio &portfolio, Date day)
{
    static thread_local bool isAsked = false;
    if (isAsked)
        return portfolio.healthOn(day);
    isAsked = true;
    const auto done = qScopeGuard([] { isAsked = false; });
    const auto colours = health::ShownColours::read(source.workspace, portfolio, source.progress);
    if (!colours)
        return colours.error();
    auto found = colours->on(day);
    return found ? Result<std::vector<portfolio::HealthColour>>(std::move(found->shown)) : found.error();
}

} // namespace

TableMeaning customersMeaning()
{
    return told(TableMeaning{"v_customers", QD_WORDS("Tables", "Customers, with ARR and health on a day"), true},
        customerColumns());
}

ComputedResult customers(const TableSource &source, std::optional<Date> asOf)
{
    const auto portfolio = portfolio::Portfolio::of(source.workspace);
    const auto overview = portfolio::accountOverview(*portfolio, asOf);
    if (!overview)
        return overview.error();
    const Date day = overview->asOf.value_or(asOf.value_or(portfolio->latestAsOf().value_or(Date())));
    const auto health = healthOn(source, *portfolio, day);
    if (!health)
        return health.error();
    std::vector<CustomerRow> rows;
    for (const portfolio::AccountOverview &each : overview->rows)
        rows.push_back({&portfolio->accounts().at(each.account), each, (*health)[std::size_t(each.account)]});
    return rowsOf<CustomerRow>({portfolio, overview->currency, day}, std::move(rows), customerColumns());
}

} // namespace qd::query
