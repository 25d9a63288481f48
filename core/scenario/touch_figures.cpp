#include "core/scenario/touch_figures.h"
#include "core/health/model_colours.h"
#include "core/portfolio/portfolio.h"

#include "core/base/text.h"
#include "core/coverage/books.h"
#include "core/coverage/model_store.h"

#include <algorithm>

namespace qd::scenario {

std::optional<double> TouchFigures::hoursOf(const std::string &segment) const
{
    const auto known = hoursBySegment.find(caseFolded(segment));
    return known == hoursBySegment.end() ? std::nullopt : std::optional(known->second);
}

namespace {

bool passes(const coverage::CoverageInput &input, const coverage::AccountLoad &load, const CustomerFilters &filters)
{
    const identity::Account &account = input.accounts->at(load.account);
    return std::all_of(
        filters.begin(), filters.end(), [&](const auto &filter) { return account.has(filter.first, filter.second); });
}

/// By hours of the accounts held, as Coverage splits an FTE over segments; who holds none serves none of them.
std::map<std::string, double> sharesOf(const coverage::CoverageInput &input, const CustomerFilters &filters)
{
    const auto split = sharesOver(
        input, input.loads, 2, [&](const coverage::AccountLoad &load) { return passes(input, load, filters) ? 1 : 0; },
        [](const coverage::Csm &, std::size_t group) { return group == 0; });
    std::map<std::string, double> shares;
    for (std::size_t i = 0; i < split.size(); ++i)
        shares[input.roster.csms[i].id] = split[i][1];
    return shares;
}

} // namespace

Result<TouchFigures> touchFigures(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    std::optional<Date> day, const CustomerFilters &filters)
{
    const auto saved = coverage::currentModel(workspace);
    if (!saved)
        return saved.error();
    const coverage::CapacityModel &model = saved->model;
    TouchFigures figures{model.hoursPerMonth, model.utilisation, model.ramp, {}, {}};
    for (const coverage::SegmentModel &segment : model.segments)
        figures.hoursBySegment[caseFolded(segment.name)] = segment.hoursPerAccount;
    if (!day)
        return figures;
    const auto input = coverage::coverageOf(portfolio, model, day, health::shownColoursOf(workspace, portfolio));
    if (!input)
        return input.error().code == ErrorCode::NoData ? Result<TouchFigures>(figures)
                                                       : Result<TouchFigures>(input.error());
    struct Sum {
        double hours = 0;
        int accounts = 0;
        int paying = 0;
    };
    std::map<std::string, Sum> sums;
    if (!filters.empty())
        figures.csmShares = sharesOf(*input, filters);
    for (const coverage::AccountLoad &load : input->loads) {
        if (load.segment < 0 || !passes(*input, load, filters))
            continue;
        Sum &sum = sums[caseFolded(load.segmentName)];
        sum.hours += load.hours;
        ++sum.accounts;
        sum.paying += load.arr > 0 ? 1 : 0;
    }
    // A scenario counts customers with ARR: theirs are also the hours of accounts that have none yet.
    for (const auto &[segment, sum] : sums)
        figures.hoursBySegment[segment] = sum.hours / (sum.paying > 0 ? sum.paying : sum.accounts);
    return figures;
}

} // namespace qd::scenario
