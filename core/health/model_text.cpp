#include "core/health/model_text.h"

#include "core/base/text.h"
#include "core/coverage/segment_rules.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace qd::health {

namespace {

using coverage::plainNumber;
using Json = nlohmann::ordered_json;

constexpr int LongestLast = 3660;
constexpr std::string_view LastPrefix = "last:";
constexpr std::pair<const char *, MissingRule> MissingRules[] = {
    {"drop", MissingRule::Drop}, {"neutral", MissingRule::Neutral}, {"worst", MissingRule::Worst}};

Json signalJson(const SignalModel &signal)
{
    Json json{{"signal", signal.signal.name()}, {"weight", plainNumber(signal.weight)}};
    for (const Step &step : signal.steps)
        json["steps"].push_back(
            Json::array({step.limit ? plainNumber(*step.limit) : Json(nullptr), plainNumber(step.score)}));
    for (const Point &point : signal.points)
        json["points"].push_back(Json::array({plainNumber(point.value), plainNumber(point.score)}));
    if (signal.missing != MissingRule::Drop)
        json["missing"] = missingText(signal);
    return json;
}

Json segmentJson(const HealthSegment &segment)
{
    Json json{{"name", segment.name}};
    for (const coverage::SegmentCondition &condition : segment.when)
        json["when"].push_back(coverage::toJson(condition));
    json["signals"] = Json::array();
    for (const SignalModel &signal : segment.measures)
        json["signals"].push_back(signalJson(signal));
    return json;
}

} // namespace

std::string textOf(const HealthModel &model)
{
    Json json{{"name", model.name}};
    if (model.type != ModelType::Weighted)
        json["type"] = model.type == ModelType::WorstOf ? "worst_of" : "points";
    json["coverage_min"] = plainNumber(model.coverageMin);
    json["bounds"] = {{"yellow", plainNumber(model.yellow)}, {"green", plainNumber(model.green)}};
    if (model.round)
        json["round"] = *model.round;
    const HealthModel usual;
    if (model.start != usual.start)
        json["start"] = plainNumber(model.start);
    if (model.lowest != usual.lowest)
        json["min"] = plainNumber(model.lowest);
    if (model.highest != usual.highest)
        json["max"] = plainNumber(model.highest);
    json["segments"] = Json::array();
    for (const HealthSegment &segment : model.segments)
        json["segments"].push_back(segmentJson(segment));
    return json.dump(2) + '\n';
}

std::string missingText(const SignalModel &signal)
{
    for (const auto &[name, rule] : MissingRules) {
        if (rule == signal.missing)
            return name;
    }
    return std::string(LastPrefix) + std::to_string(signal.lastDays);
}

std::optional<MissingChoice> missingChoice(std::string_view text)
{
    for (const auto &[name, rule] : MissingRules) {
        if (text == name)
            return MissingChoice{rule};
    }
    if (!text.starts_with(LastPrefix))
        return std::nullopt;
    int days = 0;
    const char *const end = text.data() + text.size();
    const auto [past, error] = std::from_chars(text.data() + LastPrefix.size(), end, days);
    if (error != std::errc() || past != end || days < 1 || days > LongestLast)
        return std::nullopt;
    return MissingChoice{MissingRule::Last, days};
}

Message unknownMissing(const Message::Value &where, const std::string &text)
{
    return {
        QD_WORDS("Health", "%1 has missing \"%2\"; it may be drop, neutral, worst or last:N, N being 1 to %3 days."),
        {where, text, std::to_string(LongestLast)}};
}

Message unknownSignal(const Message::Value &where, const std::string &name)
{
    const std::string close = nearest(name, signs::signalNames());
    if (close.empty() || close.ends_with(':'))
        return {QD_WORDS("Health", "%1: there is no signal of that name. Known: %2."),
            {where, joined(signs::signalNames(), ", ")}};
    return {QD_WORDS("Health", "%1: there is no signal of that name; did you mean %2?"), {where, close}};
}

} // namespace qd::health
