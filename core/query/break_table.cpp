#include "core/query/computed.h"

#include "core/reconcile/break_work.h"

namespace qd::query {

namespace {

struct BreakRow {
    reconcile::Break found;
    std::shared_ptr<const reconcile::Reconciliation> of;
    reconcile::RegisteredBreak known;
};

store::Cell amountCell(const std::optional<std::int64_t> &minor)
{
    return minor ? store::Cell(*minor) : store::Cell();
}

const std::vector<ColumnOf<BreakRow>> &breakColumns()
{
    static const std::vector<ColumnOf<BreakRow>> all{
        {{"account", "TEXT", QD_WORDS("Columns", "Customer, AC-00001")},
            [](const RowContext &context, const BreakRow &row) { return context.idOf(row.found.account); }},
        {{"field", "TEXT", QD_WORDS("Columns", "What differs: arr, renewal_date, owner ...")},
            [](const RowContext &, const BreakRow &row) { return store::Cell(row.found.field); }},
        {{"type", "TEXT", QD_WORDS("Columns", "How: missing_left, amount ...")},
            [](const RowContext &, const BreakRow &row) {
                return store::Cell(std::string(reconcile::toString(row.found.type)));
            }},
        {{"cause", "TEXT", QD_WORDS("Columns", "Why, as the rules find it")},
            [](const RowContext &, const BreakRow &row) {
                return store::Cell(std::string(reconcile::toString(row.found.finding.cause)));
            }},
        {{"left_source", "TEXT", QD_WORDS("Columns", "The first system")},
            [](const RowContext &, const BreakRow &row) { return store::Cell(row.of->left.name); }},
        {{"right_source", "TEXT", QD_WORDS("Columns", "The second system")},
            [](const RowContext &, const BreakRow &row) { return store::Cell(row.of->right.name); }},
        {{"left_minor", "INTEGER", QD_WORDS("Columns", "Amount in the first, exact, in cents of the base currency")},
            [](const RowContext &, const BreakRow &row) { return amountCell(row.found.leftAmount); }},
        {{"right_minor", "INTEGER", QD_WORDS("Columns", "Amount in the second, exact")},
            [](const RowContext &, const BreakRow &row) { return amountCell(row.found.rightAmount); }},
        {{"delta_minor", "INTEGER", QD_WORDS("Columns", "Second less first, exact; missing where it is no amount")},
            [](const RowContext &, const BreakRow &row) {
                return row.found.isAmount() ? store::Cell(row.found.delta) : store::Cell();
            }},
        {{"delta", "REAL", QD_WORDS("Columns", "Second less first")},
            [](const RowContext &context, const BreakRow &row) {
                return row.found.isAmount() ? context.major(row.found.delta) : store::Cell();
            }},
        {{"currency", "TEXT", QD_WORDS("Columns", "Base currency")},
            [](const RowContext &context, const BreakRow &) { return store::Cell(context.currency.code()); }},
        {{"left_value", "TEXT", QD_WORDS("Columns", "What the first says, where it is no amount")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.found.leftValue); }},
        {{"right_value", "TEXT", QD_WORDS("Columns", "What the second says, where it is no amount")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.found.rightValue); }},
        {{"left_id", "TEXT", QD_WORDS("Columns", "Ids in the first, several joined by ;")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.found.leftId); }},
        {{"right_id", "TEXT", QD_WORDS("Columns", "Ids in the second")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.found.rightId); }},
        {{"break", "TEXT", QD_WORDS("Columns", "Its number in the register, BR-0001")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.known.name()); }},
        {{"first_seen", "TEXT", QD_WORDS("Columns", "Day it was first seen")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.known.firstSeen); }},
        {{"age_days", "INTEGER", QD_WORDS("Columns", "Days since then, on the day of the table")},
            [](const RowContext &, const BreakRow &row) {
                const auto age = reconcile::ageOf(row.known, row.of->asOf);
                return age ? store::Cell(std::int64_t(*age)) : store::Cell();
            }},
        {{"owner", "TEXT", QD_WORDS("Columns", "Who looks after it: its owner, else the customer's")},
            [](const RowContext &, const BreakRow &row) {
                return textCell(reconcile::ownerOf(row.known, row.of->accounts->at(row.found.account)));
            }},
        {{"due_date", "TEXT", QD_WORDS("Columns", "Day by which it is to be settled")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.known.dueDate); }},
        {{"state", "TEXT", QD_WORDS("Columns", "open, explained, to_fix, accepted or fixed")},
            [](const RowContext &, const BreakRow &row) { return store::Cell(row.known.state); }},
        {{"note", "TEXT", QD_WORDS("Columns", "What somebody noted")},
            [](const RowContext &, const BreakRow &row) { return textCell(row.known.note); }},
    };
    return all;
}

} // namespace

TableMeaning breaksMeaning()
{
    return told(
        TableMeaning{"v_breaks", QD_WORDS("Tables", "Differences between the two systems reconciled first"), true},
        breakColumns());
}

ComputedResult breaks(const TableSource &source, std::optional<Date> asOf)
{
    const auto portfolio = portfolio::Portfolio::of(source.workspace);
    const auto pair = portfolio->defaultPair();
    if (!pair)
        return Error{ErrorCode::NoData,
            QD_WORDS("Tables", "v_breaks has no rows: there are no two systems with ARR to compare.")};
    reconcile::ReconcileOptions options;
    options.left = pair->left;
    options.right = pair->right;
    options.asOf = asOf;
    auto result = reconcile::reconcile(*portfolio, options, source.progress);
    if (!result)
        return result.error();
    const auto all = std::make_shared<const reconcile::Reconciliation>(std::move(*result));
    const auto known = reconcile::registeredOn(
        reconcile::registerEntries(source.workspace, pair->left.name, pair->right.name), all->asOf);
    std::vector<BreakRow> rows;
    for (const reconcile::Break &found : all->breaks) {
        const auto entry = known.find(reconcile::breakKey(*all, found));
        rows.push_back({found, all, entry == known.end() ? reconcile::RegisteredBreak() : entry->second});
        if (rows.back().known.state.empty()) // what no import has registered is open
            rows.back().known.state = reconcile::breakStates().front();
    }
    return rowsOf<BreakRow>({portfolio, all->currency, all->asOf}, std::move(rows), breakColumns());
}

} // namespace qd::query
