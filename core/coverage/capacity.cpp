#include "core/coverage/capacity.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace qd::coverage {

namespace {

constexpr int MostMonths = 120;
constexpr double Nobody = 1e-9; ///< FTE below which "(none)" is rounding, not a person

/// A set of groups, what each of them needs a month, and who works for it.
struct Division {
    std::vector<std::string> names;
    std::vector<double> hours;
    Shares shares;
    double hoursOfNone = 0;
};

Division bySegment(const CoverageInput &input)
{
    Division division;
    for (const SegmentModel &segment : input.model.segments)
        division.names.push_back(segment.name);
    division.hours.assign(division.names.size(), 0);
    for (const AccountLoad &load : input.loads) {
        if (load.segment >= 0)
            division.hours[std::size_t(load.segment)] += load.hours;
    }
    division.shares = segmentShares(input, input.loads);
    return division;
}

Division byRegion(const CoverageInput &input)
{
    std::map<std::string, std::string> spelled; // folded -> as first met
    for (const AccountLoad &load : input.loads) {
        if (!load.region.empty())
            spelled.emplace(caseFolded(load.region), load.region);
    }
    for (const Csm &csm : input.roster.csms) {
        for (const std::string &region : csm.regions)
            spelled.emplace(caseFolded(region), region);
    }
    Division division;
    std::map<std::string, int> index;
    for (const auto &[folded, region] : spelled) {
        index.emplace(folded, int(division.names.size()));
        division.names.push_back(region);
    }
    const auto groupOf = [&](const AccountLoad &load) {
        const auto found = index.find(caseFolded(load.region));
        return found == index.end() ? -1 : found->second;
    };
    division.hours.assign(division.names.size(), 0);
    for (const AccountLoad &load : input.loads) {
        const int group = groupOf(load);
        (group < 0 ? division.hoursOfNone : division.hours[std::size_t(group)]) += load.hours;
    }
    division.shares = sharesOver(input, input.loads, division.names.size(), groupOf,
        [&](const Csm &csm, std::size_t region) { return csm.servesRegion(division.names[region]); });
    return division;
}

/// FTE of everybody in one month, by roster index.
std::vector<double> teamOn(const CoverageInput &input, Date day, bool withLeave)
{
    std::vector<double> fte;
    for (const Csm &csm : input.roster.csms)
        fte.push_back(csm.rampedFte(input.model, day) * (withLeave ? 1 - csm.leaveShare(day) : 1));
    return fte;
}

CapacityRow rowOf(const CoverageInput &input, Month month, std::string group, double hours, double available)
{
    return {month, std::move(group), hours, hours / input.model.productiveHours(), available};
}

/// Rows of one month by group, then "(none)" where there is any.
std::vector<CapacityRow> rowsOf(
    const CoverageInput &input, const Division &division, Month month, const std::vector<double> &team)
{
    std::vector<CapacityRow> rows;
    double placed = 0;
    for (std::size_t group = 0; group < division.names.size(); ++group) {
        double available = 0;
        for (std::size_t csm = 0; csm < team.size(); ++csm)
            available += team[csm] * division.shares[csm][group];
        placed += available;
        rows.push_back(rowOf(input, month, division.names[group], division.hours[group], available));
    }
    const double rest = std::accumulate(team.begin(), team.end(), 0.0) - placed;
    if (division.hoursOfNone > 0 || rest > Nobody)
        rows.push_back(rowOf(input, month, "(none)", division.hoursOfNone, rest > Nobody ? rest : 0));
    return rows;
}

void warnAboutHorizon(const CoverageInput &input, const CapacityOptions &options, Capacity &capacity)
{
    if (int(input.model.ramp.size()) > options.months)
        capacity.warnings.push_back("The ramp of " + std::to_string(input.model.ramp.size())
            + " months is longer than the horizon of " + std::to_string(options.months)
            + "; whoever starts in it is never seen at full strength.");
    if (const int vacant = capacity.books.vacant.accounts; vacant > 0)
        capacity.warnings.push_back(std::to_string(vacant) + (vacant == 1 ? " account has" : " accounts have")
            + " no CSM: the owner is nobody of the roster.");
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
            "The horizon of " + std::to_string(options.months) + " months is not within 1 to "
                + std::to_string(MostMonths) + "."};
    Capacity capacity;
    capacity.books = booksOf(input);
    capacity.warnings = input.warnings;
    const Division segments = bySegment(input);
    const Division regions = byRegion(input);
    const double needed = std::accumulate(segments.hours.begin(), segments.hours.end(), 0.0);
    for (int i = 0; i < options.months; ++i) {
        const Month month = Month::of(input.asOf).plus(i);
        const std::vector<double> team = teamOn(input, i == 0 ? input.asOf : month.lastDay(), i > 0);
        capacity.months.push_back(month);
        capacity.rows.push_back(rowOf(input, month, "total", needed, std::accumulate(team.begin(), team.end(), 0.0)));
        for (CapacityRow &row : rowsOf(input, segments, month, team))
            capacity.rows.push_back(std::move(row));
        for (CapacityRow &row : rowsOf(input, regions, month, team))
            capacity.regions.push_back(std::move(row));
    }
    warnAboutHorizon(input, options, capacity);
    return capacity;
}

} // namespace qd::coverage
