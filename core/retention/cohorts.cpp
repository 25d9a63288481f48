#include "core/retention/cohorts.h"

#include "core/base/checked_sum.h"

#include <algorithm>

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

/// Sums that give the value of one cell of the table.
struct CellSums {
    double now = 0;
    double capped = 0;
    double start = 0;
    std::int64_t arr = 0; ///< `now` exactly
    bool fits = true; ///< into 64 bits
    int alive = 0;
    int size = 0;

    [[nodiscard]] double value(CohortMeasure measure) const
    {
        switch (measure) {
        case CohortMeasure::Logo:
            return double(alive) / size;
        case CohortMeasure::Nrr:
            return now / start;
        case CohortMeasure::Grr:
            return capped / start;
        case CohortMeasure::Arr:
            return now;
        }
        return 0;
    }
    void add(const CellSums &other)
    {
        now += other.now;
        capped += other.capped;
        start += other.start;
        alive += other.alive;
        size += other.size;
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

CellSums sumsAt(const Matrix &matrix, const std::vector<std::pair<std::size_t, Month>> &members, int months)
{
    CellSums sums;
    for (const auto &[cell, start] : members) {
        const std::int64_t opening = matrix.at(start, cell);
        const std::int64_t now = matrix.at(start.plus(months), cell);
        sums.start += double(opening);
        sums.now += double(now);
        sums.fits = addTo(sums.arr, now) && sums.fits;
        sums.capped += double(std::min(opening, now));
        sums.alive += now > 0 ? 1 : 0;
        ++sums.size;
    }
    return sums;
}

/// The members of one start period: cells with their first month.
struct StartPeriod {
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
    std::vector<StartPeriod> periods; ///< oldest first
    int step = 1; ///< months from one value to the next

    [[nodiscard]] bool reached(const StartPeriod &period, int k) const
    {
        return period.youngest().plus(k * step) <= last;
    }
};

Result<StartBook> readStarts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, Progress &progress)
{
    revenue::GroupingOptions grouping = options.grouping;
    grouping.by.clear();
    const auto units = groupAccounts(portfolio, grouping);
    if (!units)
        return units.error();
    StartBook result;
    result.cells = totalCells(book, *units);
    result.step = options.period == CohortPeriod::Quarter ? 3 : 1;
    result.last = Month::lastEndedBy(std::min(options.asOf.value_or(book.asOf()), book.lastKnownDay()));
    auto matrix = readMatrix(book, result.cells, result.last, options.fx, progress);
    if (!matrix)
        return matrix.error();
    result.matrix = std::move(*matrix);
    std::map<std::pair<Month, std::string>, std::vector<std::pair<std::size_t, Month>>> periods;
    for (std::size_t cell = 0; cell < result.cells.size(); ++cell) {
        const auto start = startMonth(result.matrix, cell, result.last);
        if (!start)
            continue;
        if (options.period == CohortPeriod::Month) {
            periods[{*start, start->iso()}].emplace_back(cell, *start);
        } else {
            const FiscalQuarter quarter = FiscalQuarter::of(*start, options.fiscalYearStart);
            periods[{quarter.firstMonth(options.fiscalYearStart), quarter.text()}].emplace_back(cell, *start);
        }
    }
    for (auto &[key, members] : periods)
        result.periods.push_back({key.second, key.first, std::move(members)});
    return result;
}

} // namespace

std::optional<CohortMeasure> measureFromText(std::string_view text)
{
    for (const auto measure : {CohortMeasure::Logo, CohortMeasure::Nrr, CohortMeasure::Grr, CohortMeasure::Arr}) {
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
    }
    return "logo";
}

Result<Cohorts> computeCohorts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, Progress &progress)
{
    const auto starts = readStarts(portfolio, book, options, progress);
    if (!starts)
        return starts.error();
    Cohorts result;
    result.measure = options.measure;
    result.period = options.period;
    result.currency = book.currency();
    result.lastMonth = starts->last;
    std::vector<CellSums> totals;
    for (const StartPeriod &period : starts->periods) {
        Cohort cohort{period.label, period.first, int(period.members.size()), 0, {}, {}};
        for (const auto &[cell, start] : period.members) {
            if (!addTo(cohort.opening, starts->matrix.at(start, cell)))
                return Error{ErrorCode::Overflow,
                    {QD_WORDS("Cohorts", "The first ARR of cohort %1 is too large to add up."), {period.label}}};
            cohort.members.push_back(starts->cells.unitOfCell[cell]);
        }
        for (int k = 0; starts->reached(period, k); ++k) {
            const CellSums sums = sumsAt(starts->matrix, period.members, k * starts->step);
            if (!sums.fits)
                return Error{ErrorCode::Overflow,
                    {QD_WORDS("Cohorts", "The ARR of cohort %1 is too large to add up."), {period.label}}};
            cohort.values.push_back(sums.value(options.measure));
            cohort.arr.push_back(sums.arr);
            if (totals.size() <= std::size_t(k))
                totals.resize(std::size_t(k) + 1);
            totals[std::size_t(k)].add(sums);
        }
        result.rows.push_back(std::move(cohort));
    }
    for (const CellSums &sums : totals)
        result.weighted.push_back(
            options.measure == CohortMeasure::Arr ? std::nullopt : std::optional(sums.value(options.measure)));
    return result;
}

Result<std::vector<CohortMember>> cohortMembers(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, const std::string &label, int k, Progress &progress)
{
    const auto starts = readStarts(portfolio, book, options, progress);
    if (!starts)
        return starts.error();
    std::vector<CohortMember> members;
    for (const StartPeriod &period : starts->periods) {
        if ((!label.empty() && period.label != label) || k < 0 || !starts->reached(period, k))
            continue;
        for (const auto &[cell, start] : period.members)
            members.push_back({starts->cells.unitOfCell[cell], start, starts->matrix.at(start, cell),
                starts->matrix.at(start.plus(k * starts->step), cell)});
    }
    if (members.empty() && label.empty())
        return Error{
            ErrorCode::NotFound, {QD_WORDS("Cohorts", "No cohort has reached value %1 yet."), {std::to_string(k)}}};
    if (members.empty())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Cohorts", "No cohort %1 has reached value %2 yet."), {label, std::to_string(k)}}};
    return members;
}

} // namespace qd::retention
