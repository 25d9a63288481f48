#include "core/coverage/tech_touch.h"

#include "core/base/money.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::coverage {

namespace {

double majorOf(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

Result<void> checkSegments(const CapacityModel &model, int human, int tech)
{
    for (const int segment : {human, tech}) {
        if (segment < 0 || segment >= int(model.segments.size()))
            return Error{ErrorCode::InvalidArgument,
                "The capacity model has no segment number " + std::to_string(segment + 1) + "."};
    }
    if (human == tech)
        return Error{ErrorCode::InvalidArgument,
            "Compare two segments; both are " + model.segments[std::size_t(human)].name + "."};
    return {};
}

Result<void> checkAll(const CapacityModel &model, int human, int tech, const TouchEconomics &economics)
{
    if (auto good = checkSegments(model, human, tech); !good)
        return good;
    return check(economics);
}

} // namespace

Result<void> check(const TouchEconomics &economics)
{
    const auto wrong = [](const char *what, double value, const char *range) {
        return Error{ErrorCode::InvalidArgument,
            std::string(what) + " is " + nlohmann::json(value).dump() + "; it must be " + range + "."};
    };
    if (!(economics.annualCostPerFte > 0))
        return wrong("The yearly cost of a CSM", economics.annualCostPerFte, "above 0");
    if (!(economics.grossMargin > 0 && economics.grossMargin <= 1))
        return wrong("The gross margin", economics.grossMargin, "above 0 and at most 1");
    if (!(economics.retentionUplift > 0 && economics.retentionUplift <= 1))
        return wrong("The retention uplift", economics.retentionUplift, "above 0 and at most 1");
    return {};
}

std::optional<double> annualCostPerFte(const CoverageInput &input)
{
    std::int64_t cost = 0;
    double fte = 0;
    for (const Csm &csm : input.roster.csms) {
        if (!csm.inForceOn(input.asOf) || !csm.annualCostMinor || csm.currency != input.currency || csm.fte <= 0)
            continue;
        cost += *csm.annualCostMinor;
        fte += csm.fte;
    }
    return fte > 0 ? std::optional(majorOf(cost, input.currency) / fte) : std::nullopt;
}

double costPerHour(const CapacityModel &model, const TouchEconomics &economics)
{
    return economics.annualCostPerFte / (12 * model.productiveHours());
}

Result<double> breakEvenContractValue(const CapacityModel &model, int human, int tech, const TouchEconomics &economics)
{
    if (auto good = checkAll(model, human, tech, economics); !good)
        return good.error();
    const double hours =
        model.segments[std::size_t(human)].hoursPerAccount - model.segments[std::size_t(tech)].hoursPerAccount;
    const double yearly = std::max(0.0, hours) * 12 * costPerHour(model, economics);
    return yearly / (economics.grossMargin * economics.retentionUplift);
}

Result<ThresholdEffect> thresholdEffect(
    const CoverageInput &input, int human, int tech, std::int64_t threshold, const TouchEconomics &economics)
{
    const CapacityModel &model = input.model;
    if (auto good = checkAll(model, human, tech, economics); !good)
        return good.error();
    ThresholdEffect effect;
    for (const AccountLoad &load : input.loads) {
        if (load.segment != human || load.arr >= threshold)
            continue;
        ++effect.accounts;
        effect.arr += load.arr;
        effect.hoursFreed += load.hours - hoursOf(model, tech, load.stage, load.health);
    }
    effect.fteFreed = effect.hoursFreed / model.productiveHours();
    effect.costFreed = effect.hoursFreed * 12 * costPerHour(model, economics);
    effect.arrLost = majorOf(effect.arr, input.currency) * economics.retentionUplift;
    effect.marginLost = effect.arrLost * economics.grossMargin;
    return effect;
}

} // namespace qd::coverage
