#include "core/retention/cohorts.h"

#include "core/base/checked_sum.h"
#include "core/portfolio/constant_rates.h"
#include "core/portfolio/joined_book.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace qd::retention {

using revenue::ArrCells;

namespace {

/// ARR of every cell at each month-end from the first month anybody has any to the last reached.
struct Matrix {
    Month first;
    std::vector<std::vector<std::int64_t>> months; // [month][cell]

    [[nodiscard]] std::int64_t at(Month month, std::size_t cell) const
    {
        return months[std::size_t(monthsBetween(first, month))][cell];
    }
};

double share(double part, double whole)
{
    return whole == 0 ? std::nan("") : part / whole;
}

/// Sums that give the value of one cell of the table.
struct CellSums {
    double now = 0;
    double capped = 0;
    double base = 0; ///< what `now` is compared with
    std::int64_t arr = 0; ///< `now` exactly
    bool fits = true; ///< into 64 bits
    int alive = 0;
    int aliveBase = 0; ///< members that `alive` is compared with
    int used = 0;
    int usedBase = 0;

    [[nodiscard]] double value(CohortMeasure measure) const
    {
        switch (measure) {
        case CohortMeasure::Logo:
            return share(alive, aliveBase);
        case CohortMeasure::Nrr:
            return share(now, base);
        case CohortMeasure::Grr:
            return share(capped, base);
        case CohortMeasure::Arr:
            return now;
        case CohortMeasure::Usage:
            return share(used, usedBase);
        }
        return 0;
    }
    void add(const CellSums &other)
    {
        now += other.now;
        capped += other.capped;
        base += other.base;
        alive += other.alive;
        aliveBase += other.aliveBase;
        used += other.used;
        usedBase += other.usedBase;
    }
};

std::optional<Month> startMonth(const Matrix &matrix, std::size_t cell, Month last)
{
    for (Month month = matrix.first; month <= last; month = month.plus(1)) {
        if (matrix.at(month, cell) > 0)
            return month;
    }
    return std::nullopt;
}

Result<Matrix> readMatrix(
    const portfolio::ArrBook &book, const ArrCells &cells, Month last, revenue::FxMode fx, Progress &progress)
{
    Matrix matrix;
    matrix.first = last;
    for (const auto &month : cells.firstMonth) {
        // What has always been there starts with the first snapshot, not at the beginning of time.
        if (month && month->year() > 1900)
            matrix.first = std::min(matrix.first, *month);
    }
    progress.begin(QD_WORDS("Progress", "Computing the cohorts"), monthsBetween(matrix.first, last) + 1);
    for (Month month = matrix.first; month <= last; month = month.plus(1)) {
        if (!progress.step(monthsBetween(matrix.first, month)))
            return cancelled();
        auto values =
            cellValues(book, cells, month.lastDay(), (fx == revenue::FxMode::Constant ? last : month).lastDay());
        if (!values)
            return values.error();
        matrix.months.push_back(std::move(*values));
    }
    return matrix;
}

/// The members of one start period: cells with their first month.
struct StartPeriod {
    std::string group;
    std::string label;
    Month first;
    std::vector<std::pair<std::size_t, Month>> members;

    /// First month of the member that started last.
    [[nodiscard]] Month youngest() const
    {
        Month latest = members.front().second;
        for (const auto &[cell, start] : members)
            latest = std::max(latest, start);
        return latest;
    }
};

/// Everything the table is made of.
struct StartBook {
    ArrCells cells;
    Month last;
    Matrix matrix;
    std::vector<std::vector<char>> used; ///< [month][cell], as the matrix; empty where use is not asked for
    std::vector<StartPeriod> periods; ///< by group, oldest first
    int step = 1; ///< months from one value to the next
    CohortBase base = CohortBase::Start;

    [[nodiscard]] bool reached(const StartPeriod &period, int k) const
    {
        return period.youngest().plus(k * step) <= last;
    }
    [[nodiscard]] bool isUsed(Month month, std::size_t cell) const
    {
        return !used.empty() && used[std::size_t(monthsBetween(matrix.first, month))][cell] != 0;
    }
    [[nodiscard]] CellSums sumsAt(const StartPeriod &period, int k) const
    {
        CellSums sums;
        for (const auto &[cell, start] : period.members) {
            const Month month = start.plus(k * step);
            const std::int64_t now = matrix.at(month, cell);
            sums.now += double(now);
            sums.fits = addTo(sums.arr, now) && sums.fits;
            sums.alive += now > 0 ? 1 : 0;
            sums.used += isUsed(month, cell) ? 1 : 0;
            if (base == CohortBase::Previous && k == 0)
                continue; // nothing was before the first
            const Month compared = base == CohortBase::Start ? start : month.plus(-step);
            const std::int64_t before = matrix.at(compared, cell);
            sums.base += double(before);
            sums.capped += double(std::min(before, now));
            sums.aliveBase += before > 0 ? 1 : 0;
            sums.usedBase += base == CohortBase::Start || isUsed(compared, cell) ? 1 : 0;
        }
        return sums;
    }
    [[nodiscard]] CohortMember memberAt(std::size_t cell, Month start, int k) const
    {
        const Month month = start.plus(k * step);
        CohortMember member{
            cells.unitOfCell[cell], start, matrix.at(start, cell), matrix.at(month, cell), isUsed(month, cell)};
        if (base == CohortBase::Previous && k == 0)
            return member; // nothing was before the first
        const Month compared = base == CohortBase::Start ? start : month.plus(-step);
        member.before = matrix.at(compared, cell);
        member.usedBefore = base == CohortBase::Start || isUsed(compared, cell);
        return member;
    }
};

/// Which cells were used in each month of the matrix.
std::vector<std::vector<char>> usedCells(
    const UsedMonths &used, const revenue::Grouping &units, const ArrCells &cells, const Matrix &matrix)
{
    std::vector<std::vector<std::size_t>> cellsOfUnit(units.unit.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        cellsOfUnit[std::size_t(cells.unitOfCell[cell])].push_back(cell);
    std::vector<std::vector<char>> result(matrix.months.size(), std::vector<char>(cells.size(), 0));
    for (std::size_t account = 0; account < units.unit.size(); ++account) {
        if (units.unit[account] < 0)
            continue;
        for (const Month month : used.of(int(account))) {
            const int place = monthsBetween(matrix.first, month);
            if (place < 0 || place >= int(result.size()))
                continue;
            for (const std::size_t cell : cellsOfUnit[std::size_t(units.unit[account])])
                result[std::size_t(place)][cell] = 1;
        }
    }
    return result;
}

/// Names of the blocks that cells belong to.
class Blocks {
public:
    Blocks(const portfolio::Portfolio &portfolio, const ArrCells &cells, const CohortOptions &options)
        : m_portfolio(portfolio)
        , m_cells(cells)
        , m_dimension(options.group)
        , m_given(options.groupValues)
    {
    }
    [[nodiscard]] std::string of(std::size_t cell, Month start)
    {
        if (m_dimension.empty())
            return {};
        if (m_given)
            return (*m_given)[std::size_t(m_cells.unitOfCell[cell])];
        if (m_dimension == "product")
            return m_cells.groupNames[std::size_t(m_cells.groupOfCell[cell])];
        const auto [values, isNew] = m_values.try_emplace(start);
        if (isNew)
            values->second = m_portfolio.goldenValuesOn(m_dimension, start.lastDay());
        const std::string &value = values->second[std::size_t(m_cells.unitOfCell[cell])];
        return value.empty() ? NoGroup : value;
    }

private:
    const portfolio::Portfolio &m_portfolio;
    const ArrCells &m_cells;
    std::string m_dimension;
    std::shared_ptr<const std::vector<std::string>> m_given;
    std::map<Month, std::vector<std::string>> m_values; ///< of customers at the end of a month
};

Result<StartBook> readStarts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &separate,
    const CohortOptions &options, Progress &progress)
{
    // A cohort looks at a customer over all its months: who is one now was one from the first start.
    const Date day = std::min(options.asOf.value_or(separate.asOf()), separate.lastKnownDay());
    const portfolio::ArrBook book = joinedOn(separate, day);
    if (auto known = options.groupValues ? Result<void>() : revenue::checkDimension(options.group); !known)
        return known.error();
    revenue::GroupingOptions grouping = options.grouping;
    grouping.by.clear();
    const auto units = groupAccounts(portfolio, grouping);
    if (!units)
        return units.error();
    StartBook result;
    result.cells = options.group == "product" ? groupedCells(book, *units, true) : totalCells(book, *units);
    result.base = options.base;
    result.step = options.period == CohortPeriod::Quarter ? 3 : 1;
    result.last = Month::lastEndedBy(day);
    auto matrix = readMatrix(book, result.cells, result.last, options.fx, progress);
    if (!matrix)
        return matrix.error();
    result.matrix = std::move(*matrix);
    if (options.used)
        result.used = usedCells(*options.used, *units, result.cells, result.matrix);
    Blocks blocks(portfolio, result.cells, options);
    std::map<std::tuple<std::string, Month, std::string>, std::vector<std::pair<std::size_t, Month>>> periods;
    for (std::size_t cell = 0; cell < result.cells.size(); ++cell) {
        const auto start = startMonth(result.matrix, cell, result.last);
        if (!start)
            continue;
        if (options.period == CohortPeriod::Month) {
            periods[{blocks.of(cell, *start), *start, start->iso()}].emplace_back(cell, *start);
        } else {
            const FiscalQuarter quarter = FiscalQuarter::of(*start, options.fiscalYearStart);
            periods[{blocks.of(cell, *start), quarter.firstMonth(options.fiscalYearStart), quarter.text()}]
                .emplace_back(cell, *start);
        }
    }
    for (auto &[key, members] : periods)
        result.periods.push_back({std::get<0>(key), std::get<2>(key), std::get<1>(key), std::move(members)});
    return result;
}

} // namespace

std::optional<CohortMeasure> measureFromText(std::string_view text)
{
    for (const auto measure :
        {CohortMeasure::Logo, CohortMeasure::Nrr, CohortMeasure::Grr, CohortMeasure::Arr, CohortMeasure::Usage}) {
        if (text == toString(measure))
            return measure;
    }
    return std::nullopt;
}

const char *toString(CohortMeasure measure)
{
    switch (measure) {
    case CohortMeasure::Logo:
        return "logo";
    case CohortMeasure::Nrr:
        return "nrr";
    case CohortMeasure::Grr:
        return "grr";
    case CohortMeasure::Arr:
        return "arr";
    case CohortMeasure::Usage:
        return "usage";
    }
    return "logo";
}

namespace {

/// The value of each place over the cohorts whose sums these are; nothing for arr, which has no whole to be a share of.
std::vector<std::optional<double>> weightedBy(CohortMeasure measure, const std::vector<CellSums> &totals)
{
    std::vector<std::optional<double>> weighted;
    for (const CellSums &sums : totals) {
        const double value = sums.value(measure);
        weighted.push_back(measure == CohortMeasure::Arr || std::isnan(value) ? std::nullopt : std::optional(value));
    }
    return weighted;
}

void addAt(std::vector<CellSums> &totals, int k, const CellSums &sums)
{
    if (totals.size() <= std::size_t(k))
        totals.resize(std::size_t(k) + 1);
    totals[std::size_t(k)].add(sums);
}

} // namespace

Result<Cohorts> computeCohorts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, Progress &progress)
{
    const auto starts = readStarts(portfolio, book, options, progress);
    if (!starts)
        return starts.error();
    Cohorts result{options.measure, options.period, options.base, book.currency(), starts->last, {}, {}};
    std::vector<CellSums> totals;
    std::vector<CellSums> ofBlock;
    for (const StartPeriod &period : starts->periods) {
        if (result.blocks.empty() || result.blocks.back().group != period.group) {
            result.blocks.push_back({period.group});
            ofBlock.clear();
        }
        Cohort cohort{period.label, period.first, int(period.members.size()), 0, {}, {}};
        cohort.group = period.group;
        for (const auto &[cell, start] : period.members) {
            if (!addTo(cohort.opening, starts->matrix.at(start, cell)))
                return Error{ErrorCode::Overflow,
                    {QD_WORDS("Cohorts", "The first ARR of cohort %1 is too large to add up."), {period.label}}};
            cohort.members.push_back(starts->cells.unitOfCell[cell]);
        }
        for (int k = 0; starts->reached(period, k); ++k) {
            const CellSums sums = starts->sumsAt(period, k);
            if (!sums.fits)
                return Error{ErrorCode::Overflow,
                    {QD_WORDS("Cohorts", "The ARR of cohort %1 is too large to add up."), {period.label}}};
            cohort.values.push_back(sums.value(options.measure));
            cohort.arr.push_back(sums.arr);
            addAt(totals, k, sums);
            addAt(ofBlock, k, sums);
        }
        result.blocks.back().size += cohort.size;
        result.blocks.back().weighted = weightedBy(options.measure, ofBlock);
        result.rows.push_back(std::move(cohort));
    }
    result.weighted = weightedBy(options.measure, totals);
    const Month last = result.lastMonth;
    const Month first = result.rows.empty() ? last : std::ranges::min(result.rows, {}, &Cohort::first).first;
    result.warnings = options.fx == revenue::FxMode::Constant ? staleConstantRates(book, last.lastDay(), first, last)
                                                              : book.staleRates(first, last);
    return result;
}

Result<std::vector<CohortMember>> cohortMembers(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, const std::string &label, int k, Progress &progress,
    const std::optional<std::string> &group)
{
    const auto starts = readStarts(portfolio, book, options, progress);
    if (!starts)
        return starts.error();
    std::vector<CohortMember> members;
    for (const StartPeriod &period : starts->periods) {
        if ((!label.empty() && period.label != label) || (group && period.group != *group) || k < 0
            || !starts->reached(period, k))
            continue;
        for (const auto &[cell, start] : period.members)
            members.push_back(starts->memberAt(cell, start, k));
    }
    if (members.empty() && label.empty())
        return Error{
            ErrorCode::NotFound, {QD_WORDS("Cohorts", "No cohort has reached value %1 yet."), {std::to_string(k)}}};
    if (members.empty()) {
        const bool isKnown = std::ranges::find(starts->periods, label, &StartPeriod::label) != starts->periods.end();
        return Error{ErrorCode::NotFound,
            {isKnown ? QD_WORDS("Cohorts", "No cohort %1 has reached value %2 yet.")
                     : QD_WORDS("Cohorts", "There is no cohort %1."),
                {label, std::to_string(k)}}};
    }
    return members;
}

} // namespace qd::retention
