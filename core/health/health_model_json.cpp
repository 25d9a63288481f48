#include "core/health/health_model.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/coverage/segment_rules.h"
#include "core/health/model_text.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

namespace qd::health {

namespace {

using Json = nlohmann::ordered_json;

/// The two numbers of a band or point; `first` may be null where nothing stands in it.
std::optional<std::pair<std::optional<double>, double>> readPair(
    const JsonValue &each, const Json &json, bool mayBeNull)
{
    const std::vector<JsonValue> both = each.list();
    if (both.size() != 2) {
        if (each.isList())
            each.mustBe(mayBeNull ? QT_TRANSLATE_NOOP("Words", "a list of a limit and a score")
                                  : QT_TRANSLATE_NOOP("Words", "a list of a value and a score"));
        return std::nullopt;
    }
    std::optional<double> first;
    if (!mayBeNull || !json[0].is_null())
        first = both[0].number();
    return std::pair(first, both[1].number().value_or(0));
}

void readBands(const JsonValue &fields, const Json &json, SignalModel &signal)
{
    const std::vector<JsonValue> steps = fields.list("steps");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const auto step = readPair(steps[i], json["steps"][i], true))
            signal.steps.push_back({step->first, step->second});
    }
    const std::vector<JsonValue> points = fields.list("points");
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (const auto point = readPair(points[i], json["points"][i], false))
            signal.points.push_back({point->first.value_or(0), point->second});
    }
}

void readMissing(const JsonValue &fields, SignalModel &signal)
{
    const std::string text = fields.text("missing", "drop");
    if (const auto choice = missingChoice(text)) {
        signal.missing = choice->rule;
        signal.lastDays = choice->lastDays;
    } else {
        fields.complain(unknownMissing(fields.where(), text));
    }
}

void readName(const JsonValue &fields, const std::string &name, SignalModel &signal)
{
    if (const auto known = signs::signalOf(name))
        signal.signal = *known;
    else
        fields.complain(unknownSignal(fields.where(), name));
}

SignalModel readSignal(
    const JsonValue &each, const Json &json, const std::string &segmentName, std::size_t position, ModelType type)
{
    const MessageWords words = QD_WORDS("Health", "signal %1 of segment %2");
    const JsonValue unnamed = each.called(Sentences(Message(words, {std::to_string(position + 1), segmentName})));
    if (!each.isObject())
        unnamed.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    SignalModel signal;
    const std::string name = unnamed.neededText("signal");
    const JsonValue fields = each.called(Sentences(Message(words, {name, segmentName})));
    fields.allow({"signal", "weight", "steps", "points", "missing"});
    if (!fields.failed())
        readName(fields, name, signal);
    signal.weight = type == ModelType::Weighted ? fields.neededNumber("weight") : fields.number("weight", 1);
    if (!fields.failed())
        readBands(fields, json, signal);
    readMissing(fields, signal);
    return signal;
}

HealthSegment readSegment(const JsonValue &each, const Json &json, std::size_t position, ModelType type)
{
    const MessageWords words = QD_WORDS("Health", "segment %1");
    const JsonValue unnamed = each.called(Sentences(Message(words, {std::to_string(position + 1)})));
    if (!each.isObject())
        unnamed.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    HealthSegment segment;
    segment.name = unnamed.neededText("name");
    const JsonValue fields = each.called(Sentences(Message(words, {segment.name})));
    fields.allow({"name", "when", "signals"});
    segment.when = coverage::readRule(fields, "when", coverage::segmentRule(segment.name));
    const std::vector<JsonValue> measures = fields.list("signals");
    for (std::size_t i = 0; i < measures.size() && !fields.failed(); ++i)
        segment.measures.push_back(readSignal(measures[i], json["signals"][i], segment.name, i, type));
    return segment;
}

ModelType readType(const JsonValue &fields)
{
    static const std::pair<const char *, ModelType> Types[] = {
        {"weighted", ModelType::Weighted}, {"worst_of", ModelType::WorstOf}, {"points", ModelType::Points}};
    const std::string text = fields.text("type", "weighted");
    for (const auto &[name, type] : Types) {
        if (text == name)
            return type;
    }
    fields.complain({QD_WORDS("Health", "type is \"%1\"; it may be weighted, worst_of or points."), {text}});
    return ModelType::Weighted;
}

/// true is whole numbers; a number says how many decimals.
std::optional<int> readRound(const JsonValue &fields)
{
    const auto round = fields.find("round");
    if (!round)
        return std::nullopt;
    if (round->isNumber())
        return round->wholeNumber();
    const auto flag = round->flag();
    return flag.value_or(false) ? std::optional(0) : std::nullopt;
}

} // namespace

Result<HealthModel> healthModelFromText(std::string_view text)
{
    const auto json = jsonFromText<Json>(text);
    if (!json)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Health", "The health model is no JSON; reading stopped in %1. Nothing was taken from it."),
                {Sentences(json.error().message)}}};
    Message fault;
    const JsonValue fields(*json, Sentences(QD_WORDS("Health", "it")), fault);
    fields.allow({"name", "type", "coverage_min", "bounds", "round", "start", "min", "max", "segments"});
    HealthModel model;
    model.name = fields.text("name");
    model.type = readType(fields);
    model.coverageMin = fields.number("coverage_min", model.coverageMin);
    if (const auto bounds = fields.find("bounds")) {
        bounds->allow({"yellow", "green"});
        model.yellow = bounds->number("yellow", model.yellow);
        model.green = bounds->number("green", model.green);
    }
    model.round = readRound(fields);
    model.start = fields.number("start", model.start);
    model.lowest = fields.number("min", model.lowest);
    model.highest = fields.number("max", model.highest);
    const std::vector<JsonValue> segments = fields.list("segments");
    for (std::size_t i = 0; i < segments.size() && !fields.failed(); ++i)
        model.segments.push_back(readSegment(segments[i], (*json)["segments"][i], i, model.type));
    if (fault.isEmpty()) {
        const std::vector<ModelFault> faults = faultsOf(model);
        if (faults.empty())
            return model;
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Health", "Health model: %1"), {Sentences(faults.front().sentence)}}, {faults.front().path}};
    }
    return Error{ErrorCode::InvalidArgument, {QD_WORDS("Health", "Health model: %1"), {Sentences(fault)}}};
}

} // namespace qd::health
