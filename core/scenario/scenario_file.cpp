#include "core/scenario/scenario_file.h"

#include "core/base/json_text.h"
#include "core/scenario/file_fields.h"
#include "core/scenario/scenario_keys.h"

namespace qd::scenario {

namespace {

using Json = nlohmann::ordered_json;

template <typename Owner>
std::vector<std::string> withKeysOf(std::vector<std::string> names, std::span<const NumberKey<Owner>> keys)
{
    for (const auto &key : keys)
        names.emplace_back(key.key);
    return names;
}

std::string segmentPlace(const Json &segment, std::size_t index)
{
    std::string place = "segments[" + std::to_string(index) + "]";
    if (segment.is_object() && segment.contains("name") && segment["name"].is_string())
        place += " (" + segment["name"].get<std::string>() + ")";
    return place;
}

void readSegments(Fields &file, std::vector<SegmentValues> &segments, Message &fault)
{
    const Json *list = file.list("segments");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Fields fields((*list)[i], segmentPlace((*list)[i], i), withKeysOf({"name"}, segmentKeys()), fault);
        SegmentValues segment;
        fields.read("name", segment.name);
        for (const auto &key : segmentKeys())
            fields.read(key.key, segment.*key.member);
        segments.push_back(std::move(segment));
    }
}

void readChanges(Fields &team, const char *key, std::vector<TeamChange> &changes, Message &fault)
{
    const Json *list = team.list(key);
    if (!list)
        return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Fields fields((*list)[i], std::string("csms.") + key + "[" + std::to_string(i) + "]", {"month", "fte"}, fault);
        std::optional<Month> month;
        std::optional<double> fte;
        fields.read("month", month);
        fields.read("fte", fte);
        if (!month || !fte)
            return fields.complain({QD_WORDS("Scenarios", "%1 needs both \"month\" and \"fte\"."), {fields.where()}});
        changes.push_back({*month, *fte});
    }
}

void readTeam(Fields &file, Scenario &scenario, Message &fault)
{
    const Json *value = file.find("csms");
    if (!value)
        return;
    Fields fields(*value, std::string("csms"), withKeysOf({"hires", "leavers"}, teamKeys()), fault);
    for (const auto &key : teamKeys())
        fields.read(key.key, scenario.*key.member);
    readChanges(fields, "hires", scenario.hires, fault);
    readChanges(fields, "leavers", scenario.leavers, fault);
}

void readThresholds(Fields &file, std::vector<Threshold> &thresholds, Message &fault)
{
    const Json *list = file.list("thresholds");
    if (!list)
        return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Fields fields((*list)[i], "thresholds[" + std::to_string(i) + "]", {"from", "to", "arr"}, fault);
        Threshold threshold;
        std::optional<double> arr;
        fields.read("from", threshold.from);
        fields.read("to", threshold.to);
        fields.read("arr", arr);
        if (threshold.from.empty() || threshold.to.empty() || !arr)
            return fields.complain({QD_WORDS("Scenarios", "%1 needs \"from\", \"to\" and \"arr\"."), {fields.where()}});
        threshold.arr = *arr;
        thresholds.push_back(std::move(threshold));
    }
}

void readRamp(Fields &file, std::vector<double> &ramp)
{
    const Json *list = file.list("ramp");
    if (!list)
        return;
    if (list->empty())
        return file.complain(QD_WORDS(
            "Scenarios", "ramp is empty; give the productivity of each month of tenure, for example [0.5, 1.0]."));
    for (const Json &value : *list) {
        if (!value.is_number())
            return file.complain({QD_WORDS("Scenarios", "ramp[%1] must be a number, not %2."),
                {std::to_string(ramp.size()), shownJson(value)}});
        ramp.push_back(value.get<double>());
    }
}

void readUncertainty(Fields &file, Scenario &scenario, Message &fault)
{
    const Json *value = file.find("uncertainty");
    if (!value)
        return;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < RateCount; ++i)
        known.emplace_back(toString(Rate(i)));
    known.emplace_back("correlation"); // stands there or beside it
    Fields fields(*value, std::string("uncertainty"), known, fault);
    fields.read("correlation", scenario.correlation);
    for (std::size_t i = 0; i < RateCount; ++i)
        fields.read(toString(Rate(i)), scenario.uncertainty[i]);
}

template <typename Owner>
void writeNumbers(Json &object, const Owner &owner, std::span<const NumberKey<Owner>> keys)
{
    for (const auto &key : keys) {
        if (const std::optional<double> &value = owner.*key.member)
            object[key.key] = *value;
    }
}

Json changesJson(const std::vector<TeamChange> &changes)
{
    Json list = Json::array();
    for (const TeamChange &change : changes)
        list.push_back({{"month", change.month.iso()}, {"fte", change.fte}});
    return list;
}

Json teamJson(const Scenario &scenario)
{
    Json team = Json::object();
    writeNumbers(team, scenario, teamKeys());
    if (!scenario.hires.empty())
        team["hires"] = changesJson(scenario.hires);
    if (!scenario.leavers.empty())
        team["leavers"] = changesJson(scenario.leavers);
    return team;
}

} // namespace

Result<Scenario> parseScenario(std::string_view text)
{
    const auto read = jsonFromText<Json>(text);
    if (!read)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Scenarios", "The scenario is no valid JSON: %1."), {Sentences(read.error().message)}}};
    const Json &json = *read;
    Message fault;
    Scenario scenario;
    Fields file(json, Sentences(QD_WORDS("Scenarios", "The scenario")),
        withKeysOf({"name", "start", "months", "segments", "thresholds", "csms", "ramp", "uncertainty", "correlation"},
            scenarioKeys()),
        fault);
    file.read("name", scenario.name);
    file.read("start", scenario.start);
    file.read("months", scenario.months);
    readSegments(file, scenario.segments, fault);
    readTeam(file, scenario, fault);
    for (const auto &key : scenarioKeys())
        file.read(key.key, scenario.*key.member);
    readThresholds(file, scenario.thresholds, fault);
    readRamp(file, scenario.ramp);
    readUncertainty(file, scenario, fault);
    file.read("correlation", scenario.correlation);
    if (!fault.isEmpty())
        return Error{ErrorCode::InvalidArgument, fault};
    if (auto sound = checkScenario(scenario); !sound)
        return sound.error();
    return scenario;
}

std::string scenarioJson(const Scenario &scenario)
{
    Json json{{"name", scenario.name}};
    if (scenario.start)
        json["start"] = scenario.start->iso();
    if (scenario.months)
        json["months"] = *scenario.months;
    json["segments"] = Json::array();
    for (const SegmentValues &segment : scenario.segments) {
        Json object{{"name", segment.name}};
        writeNumbers(object, segment, segmentKeys());
        json["segments"].push_back(std::move(object));
    }
    for (const Threshold &threshold : scenario.thresholds)
        json["thresholds"].push_back({{"from", threshold.from}, {"to", threshold.to}, {"arr", threshold.arr}});
    json["csms"] = teamJson(scenario);
    writeNumbers(json, scenario, scenarioKeys());
    if (!scenario.ramp.empty())
        json["ramp"] = scenario.ramp;
    json["uncertainty"] = Json::object();
    for (std::size_t i = 0; i < RateCount; ++i) {
        if (scenario.uncertainty[i] != 0)
            json["uncertainty"][toString(Rate(i))] = scenario.uncertainty[i];
    }
    json["correlation"] = scenario.correlation;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace qd::scenario
