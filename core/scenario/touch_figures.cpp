#include "core/scenario/touch_figures.h"

#include "core/base/text.h"
#include "core/coverage/books.h"
#include "core/coverage/model_store.h"

namespace qd::scenario {

std::optional<double> TouchFigures::hoursOf(const std::string &segment) const
{
    const auto known = hoursBySegment.find(caseFolded(segment));
    return known == hoursBySegment.end() ? std::nullopt : std::optional(known->second);
}

Result<TouchFigures> touchFigures(const store::Workspace &workspace, std::optional<Date> day)
{
    const auto saved = coverage::currentModel(workspace);
    if (!saved)
        return saved.error();
    const coverage::CapacityModel &model = saved->model;
    TouchFigures figures{model.hoursPerMonth, model.utilisation, model.ramp, {}};
    for (const coverage::SegmentModel &segment : model.segments)
        figures.hoursBySegment[caseFolded(segment.name)] = segment.hoursPerAccount;
    if (!day)
        return figures;
    const auto input = coverage::loadCoverage(workspace, model, day);
    if (!input)
        return input.error().code == ErrorCode::NoData ? Result<TouchFigures>(figures)
                                                       : Result<TouchFigures>(input.error());
    std::map<std::string, std::pair<double, int>> sums;
    for (const coverage::AccountLoad &load : input->loads) {
        if (load.segment < 0)
            continue;
        auto &[hours, accounts] = sums[caseFolded(load.segmentName)];
        hours += load.hours;
        ++accounts;
    }
    for (const auto &[segment, sum] : sums)
        figures.hoursBySegment[segment] = sum.first / sum.second;
    return figures;
}

} // namespace qd::scenario
