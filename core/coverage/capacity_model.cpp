#include "core/coverage/capacity_model.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::coverage {

namespace {

double factorFor(const std::vector<Factor> &factors, std::string_view name)
{
    for (const Factor &factor : factors) {
        if (equalsIgnoringCase(factor.name, name))
            return factor.factor;
    }
    return 1;
}

} // namespace

double CapacityModel::rampAt(int month) const
{
    if (month < 0 || ramp.empty())
        return 0;
    return ramp[std::min(std::size_t(month), ramp.size() - 1)];
}

int CapacityModel::segmentNamed(std::string_view name) const
{
    const auto found = std::find_if(segments.begin(), segments.end(),
        [&](const SegmentModel &segment) { return equalsIgnoringCase(trimmed(segment.name), trimmed(name)); });
    return found == segments.end() ? -1 : int(found - segments.begin());
}

double CapacityModel::lifecycleFactor(std::string_view stage) const
{
    return factorFor(lifecycleFactors, stage);
}

double CapacityModel::riskFactor(portfolio::HealthColour colour) const
{
    for (const Factor &factor : riskFactors) {
        if (colour != portfolio::HealthColour::None && portfolio::healthColourOf(factor.name) == colour)
            return factor.factor;
    }
    return 1;
}

} // namespace qd::coverage
