#include "core/coverage/capacity.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/coverage/division.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>

namespace qd::coverage {

namespace {

constexpr int MostMonths = 120;
constexpr double MostGrowth = 10;
constexpr double Nobody = 1e-9; ///< FTE below which "(none)" is rounding, not a person

/// FTE of everybody in one month, by roster index.
std::vector<double> teamOn(const CoverageInput &input, Date day, bool withLeave)
{
    std::vector<double> fte;
    for (const Csm &csm : input.roster.csms)
        fte.push_back(csm.rampedFte(input.model, day) * (withLeave ? 1 - csm.leaveShare(day) : 1));
    return fte;
}

/// A month as computed: its day, its team by roster index, and how much more work growth brings.
struct MonthView {
    Month month;
    Date from; ///< first day of the month, or the as-of date in its own
    Date day;
    std::vector<double> team;
    double growth = 1;
};

CapacityRow rowOf(
    const CoverageInput &input, const MonthView &view, std::string group, const Work &work, double available)
{
    const double hours = work.hours * view.growth;
    return {view.month, std::move(group), hours, hours / input.model.productiveHours(), available, work.renewals,
        work.renewalArr};
}

/// Rows of one month by group, then "(none)" where there is any.
std::vector<CapacityRow> rowsOf(
    const CoverageInput &input, const CapacityOptions &options, const Division &division, const MonthView &view)
{
    const std::vector<Work> work =
        division.workOn(input, view.from, view.month.lastDay(), view.day, options.knownChanges);
    std::vector<CapacityRow> rows;
    double placed = 0;
    for (std::size_t group = 0; group < division.names().size(); ++group) {
        double available = 0;
        for (std::size_t csm = 0; csm < view.team.size(); ++csm)
            available += view.team[csm] * division.shares()[csm][group];
        placed += available;
        rows.push_back(rowOf(input, view, division.names()[group], work[group], available));
    }
    const double rest = std::accumulate(view.team.begin(), view.team.end(), 0.0) - placed;
    if (work.back().hours > 0 || rest > Nobody)
        rows.push_back(rowOf(input, view, NoGroup, work.back(), rest > Nobody ? rest : 0));
    return rows;
}

/// Needs are added up from the groups, means from the team, so that a group that loses somebody shows.
CapacityRow totalOf(const std::vector<CapacityRow> &groups, const MonthView &view)
{
    CapacityRow total{view.month, "total", 0, 0, std::accumulate(view.team.begin(), view.team.end(), 0.0), 0, 0};
    for (const CapacityRow &row : groups) {
        total.requiredHours += row.requiredHours;
        total.requiredFte += row.requiredFte;
        total.renewals += row.renewals;
        total.renewalArr += row.renewalArr;
    }
    return total;
}

/// Rows of one month by segment and region, all of them.
std::vector<CapacityCell> cellsOf(
    const CoverageInput &input, const CapacityOptions &options, const Division &division, const MonthView &view)
{
    std::vector<CapacityCell> cells;
    std::vector<CapacityRow> rows = rowsOf(input, options, division, view);
    rows.erase(rows.begin() + std::ptrdiff_t(division.names().size()), rows.end()); // what is in no segment
    for (CapacityRow &row : rows) {
        const auto tab = row.group.find('\t');
        std::string segment = row.group.substr(0, tab);
        row.group.erase(0, tab + 1);
        cells.push_back({std::move(segment), std::move(row)});
    }
    return cells;
}

void dropEmptyCells(std::vector<CapacityCell> &cells)
{
    std::set<std::pair<std::string, std::string>> used;
    for (const CapacityCell &cell : cells) {
        if (cell.row.requiredHours > 0 || cell.row.availableFte > Nobody)
            used.emplace(cell.segment, cell.row.group);
    }
    std::erase_if(cells, [&](const CapacityCell &cell) { return !used.contains({cell.segment, cell.row.group}); });
}

void warnAboutHorizon(const CoverageInput &input, const CapacityOptions &options, Capacity &capacity)
{
    if (int(input.model.ramp.size()) > options.months)
        capacity.warnings.push_back(
            {QD_WORDS("Coverage",
                 "The ramp of %1 months is longer than the horizon of %2; whoever starts in it is never seen at full "
                 "strength."),
                {Count{std::int64_t(input.model.ramp.size())}, std::to_string(options.months)}});
    if (const int vacant = capacity.books.vacant.accounts; vacant > 0)
        capacity.warnings.push_back(
            {QD_WORDS_N("Coverage", "%1 accounts have no CSM: the owner is nobody of the roster.",
                 "%1 account has no CSM: the owner is nobody of the roster."),
                {Count{vacant}}});
}

} // namespace

std::optional<double> CapacityRow::utilisation() const
{
    return availableFte > 0 ? std::optional(requiredFte / availableFte) : std::nullopt;
}

Result<Capacity> computeCapacity(const CoverageInput &input, const CapacityOptions &options)
{
    if (options.months < 1 || options.months > MostMonths)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage", "The horizon of %1 months is not within 1 to %2."),
                {std::to_string(options.months), std::to_string(MostMonths)}}};
    if (!(options.annualGrowth > -1 && options.annualGrowth <= MostGrowth))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage", "Growth is %1 a year; it must be above -1 and at most 10 (0.1 is 10 %)."),
                {fixedDecimals(options.annualGrowth, 2)}}};
    Capacity capacity;
    capacity.books = booksOf(input);
    capacity.warnings = input.warnings;
    const Division segments = Division::bySegment(input);
    const Division regions = Division::byRegion(input);
    const Division cells = Division::byCell(input);
    for (int i = 0; i < options.months; ++i) {
        const Month month = Month::of(input.asOf).plus(i);
        const Date day = i == 0 ? input.asOf : month.lastDay();
        const MonthView view{month, i == 0 ? input.asOf : month.firstDay(), day, teamOn(input, day, options.leave),
            std::pow(1 + options.annualGrowth, i / 12.0)};
        capacity.months.push_back(month);
        std::vector<CapacityRow> groups = rowsOf(input, options, segments, view);
        capacity.rows.push_back(totalOf(groups, view));
        std::move(groups.begin(), groups.end(), std::back_inserter(capacity.rows));
        groups = rowsOf(input, options, regions, view);
        std::move(groups.begin(), groups.end(), std::back_inserter(capacity.regions));
        std::ranges::move(cellsOf(input, options, cells, view), std::back_inserter(capacity.cells));
    }
    dropEmptyCells(capacity.cells);
    warnAboutHorizon(input, options, capacity);
    return capacity;
}

} // namespace qd::coverage
