#include "core/revenue/movements.h"

#include "core/base/figure_text.h"
#include "core/base/rounding.h"
#include "core/portfolio/constant_rates.h"

#include <QtGlobal>

#include <algorithm>

namespace qd::revenue {

namespace {

using Values = std::vector<std::int64_t>;

/// Adds one classified change to its row.
void book(MovementRow &row, MovementKind kind, std::int64_t amount)
{
    switch (kind) {
    case MovementKind::New:
        row.newAmount += amount;
        ++row.newLogos;
        return;
    case MovementKind::Reactivation:
        row.reactivation += amount;
        ++row.reactivatedLogos;
        return;
    case MovementKind::Expansion:
        row.expansion += amount;
        return;
    case MovementKind::Contraction:
        row.contraction += amount;
        return;
    case MovementKind::Churn:
        row.churn += amount;
        ++row.churnedLogos;
        return;
    case MovementKind::Fx:
        row.fx += amount;
        return;
    }
}

/// One set of cells carried from month to month.
class MonthWalk {
public:
    MonthWalk(const portfolio::ArrBook &book, ArrCells cells, const MovementOptions &options, int firstGroup)
        : m_book(book)
        , m_cells(std::move(cells))
        , m_options(options)
        , m_firstGroup(firstGroup)
    {
    }

    [[nodiscard]] const ArrCells &cells() const { return m_cells; }

    Result<void> open(Month before)
    {
        auto values = cellValues(m_book, m_cells, before.lastDay(), ratesOf(before));
        if (!values)
            return values.error();
        m_opening = std::move(*values);
        return {};
    }

    Result<std::vector<MovementRow>> month(Month month, std::vector<AccountMovement> &details)
    {
        if (auto joined = joinOpening(month); !joined)
            return joined.error();
        auto closing = cellValues(m_book, m_cells, month.lastDay(), ratesOf(month));
        // The month's subscriptions at the rates of the month before; a customer who opens at 0 needs no such rate.
        // The customer decides, also where it is split by product: so the groups' fx adds up to the total's.
        const Values customersOpening = openingOfCustomers();
        auto atOldRates = cellValues(m_book, m_cells, month.lastDay(), ratesOf(month.plus(-1)), &customersOpening);
        if (!closing || !atOldRates)
            return closing ? atOldRates.error() : closing.error();
        std::vector<MovementRow> rows(m_cells.groupNames.size());
        for (std::size_t g = 0; g < rows.size(); ++g) {
            rows[g].month = month;
            rows[g].group = m_cells.groupNames[g];
        }
        for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
            classify(cell, month, (*closing)[cell], (*atOldRates)[cell], customersOpening[cell] > 0, rows, details);
        m_opening = std::move(*closing);
        return rows;
    }

private:
    /// Customers that became one within the month open it as one.
    Result<void> joinOpening(Month month)
    {
        if (!m_book.accounts().hasMergers())
            return {};
        const Month before = month.plus(-1);
        auto opening = cellValuesAsOf(m_book, m_cells, before.lastDay(), ratesOf(before), month.lastDay());
        if (!opening)
            return opening.error();
        m_opening = std::move(*opening);
        return {};
    }
    /// For each cell, what its whole customer opens the month with.
    [[nodiscard]] Values openingOfCustomers() const
    {
        std::unordered_map<int, std::int64_t> byUnit;
        for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
            byUnit[m_cells.unitOfCell[cell]] += m_opening[cell];
        Values opening;
        for (const int unit : m_cells.unitOfCell)
            opening.push_back(byUnit[unit]);
        return opening;
    }

    [[nodiscard]] Date ratesOf(Month month) const { return m_options.constantRates.value_or(month.lastDay()); }

    void classify(std::size_t cell, Month month, std::int64_t closing, std::int64_t atOldRates, bool customerOpens,
        std::vector<MovementRow> &rows, std::vector<AccountMovement> &details) const
    {
        const std::int64_t opening = m_opening[cell];
        MovementRow &row = rows[std::size_t(m_cells.groupOfCell[cell])];
        row.opening += opening;
        row.closing += closing;
        row.openingLogos += opening > 0 ? 1 : 0;
        row.closingLogos += closing > 0 ? 1 : 0;
        const auto note = [&](MovementKind kind, std::int64_t amount) {
            if (amount == 0)
                return;
            book(row, kind, amount);
            details.push_back({month, m_cells.unitOfCell[cell], m_firstGroup + m_cells.groupOfCell[cell], kind, amount,
                opening, closing});
        };
        if (opening == 0) {
            const bool before = m_cells.firstMonth[cell] && *m_cells.firstMonth[cell] < month;
            note(before ? MovementKind::Reactivation : MovementKind::New, customerOpens ? atOldRates : closing);
            note(MovementKind::Fx, customerOpens ? closing - atOldRates : 0);
            return;
        }
        if (atOldRates == 0)
            note(MovementKind::Churn, opening);
        else if (atOldRates > opening)
            note(MovementKind::Expansion, atOldRates - opening);
        else
            note(MovementKind::Contraction, opening - atOldRates);
        note(MovementKind::Fx, closing - atOldRates);
    }

    const portfolio::ArrBook &m_book;
    ArrCells m_cells;
    const MovementOptions &m_options;
    int m_firstGroup;
    Values m_opening;
};

} // namespace

const char *toString(MovementKind kind)
{
    switch (kind) {
    case MovementKind::New:
        return "new";
    case MovementKind::Reactivation:
        return "reactivation";
    case MovementKind::Expansion:
        return "expansion";
    case MovementKind::Contraction:
        return "contraction";
    case MovementKind::Churn:
        return "churn";
    case MovementKind::Fx:
        return "fx";
    }
    return "";
}

const char *nameOf(MovementKind kind)
{
    switch (kind) {
    case MovementKind::New:
        return QT_TRANSLATE_NOOP("Words", "New");
    case MovementKind::Reactivation:
        return QT_TRANSLATE_NOOP("Words", "Reactivation");
    case MovementKind::Expansion:
        return QT_TRANSLATE_NOOP("Words", "Expansion");
    case MovementKind::Contraction:
        return QT_TRANSLATE_NOOP("Words", "Contraction");
    case MovementKind::Churn:
        return QT_TRANSLATE_NOOP("Words", "Churn");
    case MovementKind::Fx:
        return QT_TRANSLATE_NOOP("Words", "FX");
    }
    return "";
}

std::vector<std::pair<MovementKind, std::int64_t>> stepsOf(const MovementRow &row)
{
    return {{MovementKind::New, row.newAmount}, {MovementKind::Reactivation, row.reactivation},
        {MovementKind::Expansion, row.expansion}, {MovementKind::Contraction, -row.contraction},
        {MovementKind::Churn, -row.churn}, {MovementKind::Fx, row.fx}};
}

MovementRow inWholeUnits(MovementRow row, Currency currency)
{
    std::vector<std::int64_t> steps;
    for (const auto &[kind, amount] : stepsOf(row))
        steps.push_back(amount);
    row.opening = wholeUnits(row.opening, currency);
    row.closing = wholeUnits(row.closing, currency);
    const auto shown = roundedParts(steps, minorPerMajor(currency), row.closing - row.opening);
    row.newAmount = shown[0];
    row.reactivation = shown[1];
    row.expansion = shown[2];
    row.contraction = -shown[3];
    row.churn = -shown[4];
    row.fx = shown[5];
    return row;
}

AccountMovement inWholeUnits(AccountMovement movement, Currency currency)
{
    movement.before = wholeUnits(movement.before, currency);
    movement.amount = wholeUnits(movement.amount, currency);
    movement.after = movement.before + movement.change();
    return movement;
}

Result<Movements> computeMovements(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const MovementOptions &options, Progress &progress)
{
    if (options.from > options.to)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Movements", "The first month, %1, is after the last, %2."), {options.from, options.to}}};
    const auto grouping = groupAccounts(portfolio, options.grouping);
    if (!grouping)
        return grouping.error();

    std::vector<MonthWalk> walks;
    walks.emplace_back(book, totalCells(book, *grouping), options, 0);
    if (!options.grouping.by.empty())
        walks.emplace_back(book, groupedCells(book, *grouping, options.grouping.by == "product"), options, 1);

    Movements result;
    result.currency = book.currency();
    for (MonthWalk &walk : walks) {
        result.groups.insert(result.groups.end(), walk.cells().groupNames.begin(), walk.cells().groupNames.end());
        if (auto opened = walk.open(options.from.plus(-1)); !opened)
            return opened.error();
    }
    const int months = monthsBetween(options.from, options.to) + 1;
    progress.begin(QD_WORDS("Progress", "Computing the ARR movements"), months);
    int walked = 0;
    for (Month month = options.from; month <= options.to; month = month.plus(1)) {
        if (!progress.step(monthsBetween(options.from, month)))
            return cancelled();
        if (month.lastDay() > book.lastKnownDay()) {
            result.warnings.push_back(
                {QD_WORDS("Movements", "The ARR history of %1 ends before %2; months from then on are left out."),
                    {book.source().name, month}});
            break;
        }
        for (MonthWalk &walk : walks) {
            auto rows = walk.month(month, result.details);
            if (!rows)
                return rows.error();
            result.rows.insert(result.rows.end(), rows->begin(), rows->end());
        }
        ++walked;
    }
    const Month first = options.from.plus(-1);
    const Month last = options.from.plus(walked - 1); // not what was asked for: a history may have ended long before
    auto stale = options.constantRates ? staleConstantRates(book, *options.constantRates, first, last)
                                       : book.staleRates(first, last);
    for (Message &warning : stale)
        result.warnings.push_back(std::move(warning));
    return result;
}

} // namespace qd::revenue
