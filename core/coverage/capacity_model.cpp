#include "core/coverage/capacity_model.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

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

std::string plain(double value)
{
    return nlohmann::json(value).dump();
}

Error wrong(const std::string &sentence)
{
    return {ErrorCode::InvalidArgument, "Capacity model: " + sentence};
}

/// 0 or more; NaN and infinity are neither.
bool isAmount(double value)
{
    return std::isfinite(value) && value >= 0;
}

Result<void> checkTime(const CapacityModel &model)
{
    if (!std::isfinite(model.hoursPerMonth) || model.hoursPerMonth <= 0)
        return wrong("hours_per_month is " + plain(model.hoursPerMonth) + "; it must be above 0.");
    if (!(model.utilisation > 0 && model.utilisation <= 1))
        return wrong("utilisation is " + plain(model.utilisation) + "; it is a share above 0 and at most 1.");
    if (model.ramp.empty())
        return wrong("ramp is empty; give the share of a full CSM for each month of tenure, for example [0.5, 1.0].");
    for (std::size_t i = 0; i < model.ramp.size(); ++i) {
        if (!(model.ramp[i] >= 0 && model.ramp[i] <= 1))
            return wrong("ramp of month of tenure " + std::to_string(i) + " is " + plain(model.ramp[i])
                + "; each is a share from 0 to 1.");
    }
    return {};
}

Result<void> checkActivities(const SegmentModel &segment)
{
    double yearly = 0;
    for (const TouchActivity &activity : segment.activities) {
        if (activity.name.empty())
            return wrong("an activity of segment " + segment.name + " has no name.");
        if (!isAmount(activity.perYear) || !isAmount(activity.hours))
            return wrong("activity " + activity.name + " of segment " + segment.name
                + " has a negative per_year or hours; both are 0 or more.");
        yearly += activity.perYear * activity.hours;
    }
    if (!segment.activities.empty() && std::abs(yearly / 12 - segment.hoursPerAccount) > 0.005)
        return wrong("the activities of segment " + segment.name + " come to " + plain(yearly / 12)
            + " hours a month, but its hours_per_account is " + plain(segment.hoursPerAccount)
            + "; leave hours_per_account out or correct one of them.");
    return {};
}

Result<void> checkRule(const SegmentModel &segment)
{
    for (const SegmentCondition &condition : segment.rule) {
        const std::string where = "the rule of segment " + segment.name + " on " + condition.field;
        if (!condition.atLeast && !condition.below && condition.anyOf.empty())
            return wrong(where + " asks nothing; give at_least, below or any_of.");
        if (condition.atLeast && condition.below && *condition.atLeast >= *condition.below)
            return wrong(where + " can never hold: at_least " + plain(*condition.atLeast) + " is not less than below "
                + plain(*condition.below) + ".");
    }
    return {};
}

Result<void> checkSegments(const CapacityModel &model)
{
    if (model.segments.empty())
        return wrong("it has no segments; name at least one with its hours_per_account.");
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        const SegmentModel &segment = model.segments[i];
        if (trimmed(segment.name).empty())
            return wrong("segment " + std::to_string(i + 1) + " has no name.");
        if (model.segmentNamed(segment.name) != int(i))
            return wrong("there are two segments named " + segment.name + " (case does not count).");
        if (equalsIgnoringCase(segment.name, "total"))
            return wrong("a segment cannot be named total; that is the row of all segments.");
        if (!isAmount(segment.hoursPerAccount))
            return wrong("hours_per_account of segment " + segment.name + " is " + plain(segment.hoursPerAccount)
                + "; it must be 0 or more.");
        if (segment.targetArrPerCsm && !isAmount(*segment.targetArrPerCsm))
            return wrong("target_arr_per_csm of segment " + segment.name + " is negative.");
        if (auto good = checkActivities(segment); !good)
            return good;
        if (auto good = checkRule(segment); !good)
            return good;
    }
    return {};
}

Result<void> checkFactors(const std::string &key, const std::vector<Factor> &factors)
{
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (!isAmount(factors[i].factor))
            return wrong(
                key + " of " + factors[i].name + " is " + plain(factors[i].factor) + "; it must be 0 or more.");
        for (std::size_t j = 0; j < i; ++j) {
            if (equalsIgnoringCase(factors[i].name, factors[j].name))
                return wrong(key + " names " + factors[i].name + " twice (case does not count).");
        }
    }
    return {};
}

Result<void> checkAssign(const AssignModel &assign)
{
    const std::pair<const char *, double> costs[] = {
        {"move_cost", assign.moveCost}, {"overload_cost", assign.overloadCost}, {"spread_cost", assign.spreadCost}};
    for (const auto &[key, cost] : costs) {
        if (!isAmount(cost))
            return wrong(std::string("assign.") + key + " is " + plain(cost) + "; it must be 0 or more.");
    }
    if (assign.maxAccounts && *assign.maxAccounts < 1)
        return wrong("assign.max_accounts is " + std::to_string(*assign.maxAccounts) + "; it must be at least 1.");
    return {};
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

double CapacityModel::riskFactor(std::string_view colour) const
{
    return factorFor(riskFactors, colour);
}

Result<void> check(const CapacityModel &model)
{
    if (auto good = checkTime(model); !good)
        return good;
    if (auto good = checkSegments(model); !good)
        return good;
    if (auto good = checkFactors("lifecycle_factor", model.lifecycleFactors); !good)
        return good;
    if (auto good = checkFactors("risk_factor", model.riskFactors); !good)
        return good;
    return checkAssign(model.assign);
}

} // namespace qd::coverage
