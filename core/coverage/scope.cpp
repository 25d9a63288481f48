#include "core/coverage/scope.h"

#include "core/base/text.h"
#include "core/coverage/division.h"

#include <algorithm>

namespace qd::coverage {

namespace {

bool isSame(const std::string &wanted, const std::string &value)
{
    if (wanted == revenue::NoGroup && value.empty())
        return true;
    return wanted.empty() || caseFolded(wanted) == caseFolded(value);
}

bool isWithin(const CoverageInput &input, const ScopeFilter &filter, const AccountLoad &load)
{
    return isSame(filter.segment, load.segmentName) && isSame(filter.region, load.region)
        && (filter.owner.empty() || isSame(filter.owner, input.accounts->at(load.account).field("owner")))
        && revenue::passes(input.accounts->at(load.account), filter.groups);
}

/// One over how many of `names` are served, if `wanted` is among them; 1 where nothing is asked for.
template <typename Serves>
double shareOf(const std::string &wanted, const std::vector<std::string> &names, const Serves &serves)
{
    if (wanted.empty())
        return 1;
    const auto count = std::ranges::count_if(names, serves);
    const bool isAmong =
        std::ranges::any_of(names, [&](const std::string &name) { return isSame(wanted, name) && serves(name); });
    return isAmong ? 1.0 / double(count) : 0;
}

double idleShare(const CoverageInput &input, const ScopeFilter &filter, const std::vector<std::string> &segments,
    const std::vector<std::string> &regions, int index)
{
    const Csm &csm = input.roster.csms[std::size_t(index)];
    if (!filter.groups.empty() || (!filter.owner.empty() && input.roster.find(filter.owner) != index))
        return 0;
    return shareOf(filter.segment, segments, [&](const std::string &name) { return csm.servesSegment(name); })
        * shareOf(filter.region, regions, [&](const std::string &name) { return csm.servesRegion(name); });
}

} // namespace

ScopeFilter scopeFilter(const revenue::Filters &filters)
{
    ScopeFilter filter;
    for (const auto &[dimension, value] : filters) {
        if (dimension == "segment")
            filter.segment = value;
        else if (dimension == "region")
            filter.region = value;
        else if (dimension == "owner")
            filter.owner = value;
        else if (dimension == "product" || dimension == "list")
            filter.groups.emplace_back(dimension, value);
    }
    return filter;
}

Scope scopeOf(const CoverageInput &input, const ScopeFilter &filter)
{
    Scope scope{filter, {}, std::vector<double>(input.roster.csms.size(), 0), {}};
    scope.csms.assign(input.roster.csms.size(), 0);
    std::vector<double> hours(input.roster.csms.size(), 0);
    for (const AccountLoad &load : input.loads) {
        const bool within = isWithin(input, filter, load);
        scope.loads.push_back(within ? 1 : 0);
        if (load.csm < 0)
            continue;
        const auto csm = std::size_t(load.csm);
        hours[csm] += load.hours;
        if (within && load.segment >= 0) {
            scope.shares[csm] += load.hours;
            scope.csms[csm] = 1;
        }
    }
    const std::vector<std::string> segments = Division::bySegment(input).names();
    const std::vector<std::string> regions = Division::byRegion(input).names();
    for (std::size_t csm = 0; csm < hours.size(); ++csm) {
        double &share = scope.shares[csm];
        share = hours[csm] > 0 ? share / hours[csm] : idleShare(input, filter, segments, regions, int(csm));
        if (share > 0)
            scope.csms[csm] = 1;
    }
    return scope;
}

CoverageInput narrowed(const CoverageInput &input, const Scope &scope)
{
    CoverageInput part = input;
    part.loads.clear();
    for (std::size_t load = 0; load < input.loads.size(); ++load) {
        if (scope.loads[load])
            part.loads.push_back(input.loads[load]);
    }
    std::erase_if(part.changes, [&](const KnownChange &change) { return !isWithin(input, scope.filter, change.load); });
    for (std::size_t csm = 0; csm < part.roster.csms.size(); ++csm) {
        Csm &person = part.roster.csms[csm];
        person.fte *= scope.shares[csm];
        if (!scope.filter.segment.empty()) // what is left of an idle one is for nothing else
            person.segments = {scope.filter.segment};
        if (!scope.filter.region.empty())
            person.regions = {scope.filter.region};
    }
    return part;
}

} // namespace qd::coverage
