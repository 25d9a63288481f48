#include "core/coverage/tech_touch.h"

#include "core/base/checked_sum.h"
#include "core/base/money.h"
#include "core/base/text.h"

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
                {QD_WORDS("Coverage", "The capacity model has no segment number %1."), {std::to_string(segment + 1)}}};
    }
    if (human == tech)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage", "Compare two segments; both are %1."), {model.segments[std::size_t(human)].name}}};
    return {};
}

Result<void> checkAll(const CapacityModel &model, int human, int tech, const TouchEconomics &economics)
{
    if (auto good = checkSegments(model, human, tech); !good)
        return good;
    return check(economics);
}

void addMoney(ThresholdEffect &effect, const CoverageInput &input, const TouchEconomics &economics)
{
    effect.costFreed = effect.hoursFreed * 12 * costPerHour(input.model, economics);
    effect.arrLost = majorOf(effect.arr, input.currency) * economics.retentionUplift;
    effect.marginLost = effect.arrLost * economics.grossMargin;
}

} // namespace

Result<void> check(const TouchEconomics &economics)
{
    const auto wrong = [](MessageWords words, double value) {
        return Error{ErrorCode::InvalidArgument, {words, {nlohmann::json(value).dump()}}};
    };
    if (!(economics.annualCostPerFte > 0))
        return wrong(
            QD_WORDS("Coverage", "The yearly cost of a CSM is %1; it must be above 0."), economics.annualCostPerFte);
    if (!(economics.grossMargin > 0 && economics.grossMargin <= 1))
        return wrong(
            QD_WORDS("Coverage", "The gross margin is %1; it must be above 0 and at most 1."), economics.grossMargin);
    if (!(economics.retentionUplift > 0 && economics.retentionUplift <= 1))
        return wrong(QD_WORDS("Coverage", "The retention uplift is %1; it must be above 0 and at most 1."),
            economics.retentionUplift);
    return {};
}

std::optional<double> annualCostPerFte(const CoverageInput &input)
{
    std::int64_t cost = 0;
    double fte = 0;
    for (const Csm &csm : input.roster.csms) {
        if (!csm.inForceOn(input.asOf) || !csm.annualCostMinor || csm.currency != input.currency || csm.fte <= 0)
            continue;
        if (!addTo(cost, *csm.annualCostMinor))
            return std::nullopt; // no cost that anybody has; the assumption is then asked for
        fte += csm.fte;
    }
    return fte > 0 ? std::optional(majorOf(cost, input.currency) / fte) : std::nullopt;
}

Result<TouchEconomics> economicsOf(const CoverageInput &input, const TechTouchAssumptions &assumptions)
{
    std::vector<Message::Value> missing;
    if (!assumptions.retentionUplift)
        missing.emplace_back(Sentences(QD_WORDS("Coverage", "the retention uplift")));
    if (trimmed(assumptions.owner).empty())
        missing.emplace_back(Sentences(QD_WORDS("Coverage", "who stands behind it")));
    if (trimmed(assumptions.note).empty())
        missing.emplace_back(Sentences(QD_WORDS("Coverage", "what it rests on")));
    constexpr MessageWords firstState[] = {QD_WORDS("Coverage", "State %1 first: the answer rests on it."),
        QD_WORDS("Coverage", "State %1, %2 first: the answer rests on it."),
        QD_WORDS("Coverage", "State %1, %2, %3 first: the answer rests on it.")};
    if (!missing.empty()) {
        const MessageWords words = firstState[missing.size() - 1];
        return Error{ErrorCode::InvalidArgument, {words, std::move(missing)}};
    }
    const auto cost = assumptions.costPerFte ? assumptions.costPerFte : annualCostPerFte(input);
    if (!cost)
        return Error{ErrorCode::NoData,
            {QD_WORDS("Coverage",
                 "No CSM in force has an annual_cost in %1; import it with the roster or state the yearly cost of one "
                 "FTE."),
                {input.currency.code()}}};
    TouchEconomics economics{
        *cost, assumptions.grossMargin, *assumptions.retentionUplift, assumptions.owner, assumptions.note};
    if (auto good = check(economics); !good)
        return good.error();
    return economics;
}

TouchPair touchPair(const CapacityModel &model, const TechTouchAssumptions &assumptions)
{
    const auto least = [&](double above, int except) {
        int found = -1;
        for (int i = 0; i < int(model.segments.size()); ++i) {
            const double hours = model.segments[std::size_t(i)].hoursPerAccount;
            if (i != except && hours >= above
                && (found < 0 || hours < model.segments[std::size_t(found)].hoursPerAccount))
                found = i;
        }
        return found;
    };
    TouchPair pair{model.segmentNamed(assumptions.human), model.segmentNamed(assumptions.tech)};
    for (int i = 0; pair.tech < 0 && i < int(model.segments.size()); ++i) {
        if (i != pair.human && equalsIgnoringCase(model.segments[std::size_t(i)].touch, "tech"))
            pair.tech = i;
    }
    if (pair.tech < 0)
        pair.tech = least(0, pair.human);
    if (pair.human < 0 && pair.tech >= 0)
        pair.human = least(model.segments[std::size_t(pair.tech)].hoursPerAccount, pair.tech);
    return pair;
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

Result<ThresholdEffect> movedBelow(const CoverageInput &input, int human, int tech, std::int64_t threshold)
{
    const CapacityModel &model = input.model;
    if (auto good = checkSegments(model, human, tech); !good)
        return good.error();
    ThresholdEffect effect;
    for (std::size_t i = 0; i < input.loads.size(); ++i) {
        const AccountLoad &load = input.loads[i];
        if (load.segment != human || load.arr >= threshold)
            continue;
        effect.loads.push_back(int(i));
        ++effect.accounts;
        effect.arr += load.arr;
        effect.hoursFreed += load.hours - hoursOf(model, tech, load.stage, load.health);
    }
    effect.fteFreed = effect.hoursFreed / model.productiveHours();
    return effect;
}

Result<ThresholdEffect> thresholdEffect(
    const CoverageInput &input, int human, int tech, std::int64_t threshold, const TouchEconomics &economics)
{
    if (auto good = checkAll(input.model, human, tech, economics); !good)
        return good.error();
    auto effect = movedBelow(input, human, tech, threshold);
    if (effect)
        addMoney(*effect, input, economics);
    return effect;
}

Result<std::vector<ThresholdEffect>> thresholdEffects(const CoverageInput &input, int human, int tech,
    const std::vector<std::int64_t> &thresholds, const TouchEconomics &economics)
{
    const CapacityModel &model = input.model;
    if (auto good = checkAll(model, human, tech, economics); !good)
        return good.error();
    std::vector<const AccountLoad *> loads;
    for (const AccountLoad &load : input.loads) {
        if (load.segment == human)
            loads.push_back(&load);
    }
    std::sort(loads.begin(), loads.end(), [](const auto *a, const auto *b) { return a->arr < b->arr; });
    std::vector<ThresholdEffect> upTo(1); // [n]: the n smallest accounts
    for (const AccountLoad *load : loads) {
        ThresholdEffect next = upTo.back();
        ++next.accounts;
        next.arr += load->arr;
        next.hoursFreed += load->hours - hoursOf(model, tech, load->stage, load->health);
        next.fteFreed = next.hoursFreed / model.productiveHours();
        upTo.push_back(std::move(next));
    }
    std::vector<ThresholdEffect> effects;
    for (const std::int64_t threshold : thresholds) {
        const auto first = std::partition_point(
            loads.begin(), loads.end(), [threshold](const AccountLoad *load) { return load->arr < threshold; });
        effects.push_back(upTo[std::size_t(first - loads.begin())]);
        addMoney(effects.back(), input, economics);
    }
    return effects;
}

} // namespace qd::coverage
