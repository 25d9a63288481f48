#include "core/retention/cohorts.h"

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
    const revenue::ArrBook &book, const ArrCells &cells, Month last, revenue::FxMode fx, Progress &progress)
{
    Matrix matrix;
    matrix.first = last;
    for (const auto &month : cells.firstMonth) {
        // What has always been there starts with the first snapshot, not at the beginning of time.
        if (month && month->year() > 1900)
            matrix.first = std::min(matrix.first, *month);
    }
    progress.begin("Cohorts", monthsBetween(matrix.first, last) + 1);
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
        sums.capped += double(std::min(opening, now));
        sums.alive += now > 0 ? 1 : 0;
        ++sums.size;
    }
    return sums;
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

Result<Cohorts> computeCohorts(
    const store::Workspace &workspace, const revenue::ArrBook &book, const CohortOptions &options, Progress &progress)
{
    revenue::GroupingOptions grouping = options.grouping;
    grouping.by.clear();
    const auto units = groupAccounts(workspace, book.accounts(), grouping);
    if (!units)
        return units.error();
    const ArrCells cells = totalCells(book, *units);

    Cohorts result;
    result.measure = options.measure;
    result.period = options.period;
    result.currency = book.currency();
    result.lastMonth = Month::lastEndedBy(std::min(options.asOf.value_or(book.asOf()), book.lastKnownDay()));
    auto matrix = readMatrix(book, cells, result.lastMonth, options.fx, progress);
    if (!matrix)
        return matrix.error();

    const int step = options.period == CohortPeriod::Quarter ? 3 : 1;
    std::map<std::pair<Month, std::string>, std::vector<std::pair<std::size_t, Month>>> cohorts;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto start = startMonth(*matrix, cell, result.lastMonth);
        if (!start)
            continue;
        if (options.period == CohortPeriod::Month) {
            cohorts[{*start, start->iso()}].emplace_back(cell, *start);
        } else {
            const FiscalQuarter quarter = FiscalQuarter::of(*start, options.fiscalYearStart);
            cohorts[{quarter.firstMonth(options.fiscalYearStart), quarter.text()}].emplace_back(cell, *start);
        }
    }
    std::vector<CellSums> totals;
    for (const auto &[key, members] : cohorts) {
        Cohort cohort{key.second, key.first, int(members.size()), 0, {}, {}};
        Month youngest = members.front().second;
        for (const auto &[cell, start] : members) {
            cohort.opening += matrix->at(start, cell);
            cohort.members.push_back(cells.unitOfCell[cell]);
            youngest = std::max(youngest, start);
        }
        for (int k = 0; youngest.plus(k * step) <= result.lastMonth; ++k) {
            const CellSums sums = sumsAt(*matrix, members, k * step);
            cohort.values.push_back(sums.value(options.measure));
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

} // namespace qd::retention
