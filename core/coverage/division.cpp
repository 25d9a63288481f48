#include "core/coverage/division.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace qd::coverage {

Division Division::bySegment(const CoverageInput &input)
{
    Division division;
    for (const SegmentModel &segment : input.model.segments)
        division.m_names.push_back(segment.name);
    division.m_shares = segmentShares(input, input.loads);
    return division;
}

Division Division::byRegion(const CoverageInput &input)
{
    std::map<std::string, std::string> spelled;
    for (const AccountLoad &load : input.loads) {
        if (!load.region.empty())
            spelled.emplace(caseFolded(load.region), load.region);
    }
    for (const Csm &csm : input.roster.csms) {
        for (const std::string &region : csm.regions)
            spelled.emplace(caseFolded(region), region);
    }
    Division division;
    division.m_by = By::Region;
    for (const auto &[folded, region] : spelled) {
        division.m_folded.push_back(folded);
        division.m_names.push_back(region);
    }
    division.m_shares = sharesOver(
        input, input.loads, division.m_names.size(), [&](const AccountLoad &load) { return division.groupOf(load); },
        [&](const Csm &csm, std::size_t region) { return csm.servesRegion(division.m_names[region]); });
    return division;
}

Division Division::byCell(const CoverageInput &input)
{
    const Division segments = bySegment(input);
    Division division = byRegion(input);
    const std::vector<std::string> regions = std::exchange(division.m_names, {});
    division.m_by = By::Cell;
    const std::size_t width = regions.size() + 1;
    for (const std::string &segment : segments.m_names) {
        for (const std::string &region : regions)
            division.m_names.push_back(segment + '\t' + region);
        division.m_names.push_back(segment + "\t(none)");
    }
    division.m_shares = sharesOver(
        input, input.loads, division.m_names.size(), [&](const AccountLoad &load) { return division.groupOf(load); },
        [](const Csm &, std::size_t) { return false; });
    for (std::size_t csm = 0; csm < division.m_shares.size(); ++csm) {
        std::vector<double> &shares = division.m_shares[csm];
        if (std::ranges::any_of(shares, [](double share) { return share > 0; }))
            continue;
        std::vector<std::size_t> served;
        for (std::size_t region = 0; region < regions.size(); ++region) {
            if (input.roster.csms[csm].servesRegion(regions[region]))
                served.push_back(region);
        }
        if (served.empty())
            served.push_back(regions.size());
        for (std::size_t segment = 0; segment < segments.m_names.size(); ++segment) {
            for (const std::size_t region : served)
                shares[segment * width + region] = segments.m_shares[csm][segment] / double(served.size());
        }
    }
    return division;
}

int Division::groupOf(const AccountLoad &load) const
{
    if (m_by == By::Segment)
        return load.segment;
    const int region = regionOf(load);
    if (m_by == By::Region)
        return region;
    const int width = int(m_folded.size()) + 1;
    return load.segment < 0 ? -1 : load.segment * width + (region < 0 ? width - 1 : region);
}

int Division::regionOf(const AccountLoad &load) const
{
    const std::string region = caseFolded(load.region);
    const auto found = std::lower_bound(m_folded.begin(), m_folded.end(), region);
    return found == m_folded.end() || *found != region ? -1 : int(found - m_folded.begin());
}

std::vector<Work> Division::workOn(const CoverageInput &input, Date from, Date to, Date day, bool known) const
{
    std::vector<Work> work(m_names.size() + 1);
    const auto workOf = [&](const AccountLoad &load) -> Work & {
        const int group = groupOf(load);
        return group < 0 ? work.back() : work[std::size_t(group)];
    };
    for (const AccountLoad &load : input.loads) {
        if (load.segment < 0)
            continue;
        Work &own = workOf(load);
        own.hours += load.hours;
        if (const auto due = portfolio::arrDue(load.renewals, from, to)) {
            ++own.renewals;
            own.renewalArr += *due;
        }
    }
    for (const KnownChange &change : input.changes) {
        if (known && change.day <= day && change.load.segment >= 0)
            workOf(change.load).hours += change.joins ? change.load.hours : -change.load.hours;
    }
    return work;
}

} // namespace qd::coverage
