#include "core/scenario/scenario_file.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/scenario/parameters.h"

namespace qd::scenario {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> withKeysOf(std::vector<std::string> names, Scope scope)
{
    for (const Parameter *parameter : parametersOf(scope))
        names.emplace_back(parameter->key);
    return names;
}

/// The numbers of the team or of the scenario.
void readNumbers(const JsonValue &object, Scope scope, Scenario &scenario)
{
    for (const Parameter *parameter : parametersOf(scope))
        scenario.*parameter->statedOf = object.number(parameter->key);
}

void readSegments(const JsonValue &file, std::vector<SegmentValues> &segments)
{
    for (const JsonValue &each : file.list("segments")) {
        SegmentValues segment;
        std::string place = "segments[" + std::to_string(segments.size()) + "]";
        if (const auto name = each.find("name"); name && name->isText())
            place += " (" + name->text().value() + ")";
        const JsonValue object = each.called(place);
        object.allow(withKeysOf({"name"}, Scope::EachSegment));
        segment.name = object.text("name");
        for (const Parameter *parameter : parametersOf(Scope::EachSegment))
            segment.*parameter->stated = object.number(parameter->key);
        segments.push_back(std::move(segment));
    }
}

void readChanges(const JsonValue &team, const char *key, std::vector<TeamChange> &changes)
{
    for (const JsonValue &each : team.list(key)) {
        each.allow({"month", "fte"});
        const auto month = each.find("month");
        const auto fte = each.find("fte");
        if (!month || !fte)
            return each.complain({QD_WORDS("Scenarios", "%1 needs both \"month\" and \"fte\"."), {each.where()}});
        changes.push_back({month->month().value_or(Month()), fte->number().value_or(0)});
    }
}

void readTeam(const JsonValue &file, Scenario &scenario)
{
    const auto team = file.find("csms");
    if (!team)
        return;
    team->allow(withKeysOf({"hires", "leavers"}, Scope::Team));
    readNumbers(*team, Scope::Team, scenario);
    readChanges(*team, "hires", scenario.hires);
    readChanges(*team, "leavers", scenario.leavers);
}

void readThresholds(const JsonValue &file, std::vector<Threshold> &thresholds)
{
    for (const JsonValue &each : file.list("thresholds")) {
        each.allow({"from", "to", "arr"});
        const Threshold threshold{each.text("from"), each.text("to"), each.number("arr", 0)};
        if (threshold.from.empty() || threshold.to.empty() || !each.find("arr"))
            return each.complain({QD_WORDS("Scenarios", "%1 needs \"from\", \"to\" and \"arr\"."), {each.where()}});
        thresholds.push_back(threshold);
    }
}

void readRamp(const JsonValue &file, std::vector<double> &ramp)
{
    const auto list = file.find("ramp");
    ramp = file.numbers("ramp");
    if (list && list->isList() && ramp.empty())
        file.complain(QD_WORDS(
            "Scenarios", "ramp is empty; give the productivity of each month of tenure, for example [0.5, 1.0]."));
}

void readUncertainty(const JsonValue &file, Scenario &scenario)
{
    if (const auto object = file.find("uncertainty")) {
        std::vector<std::string> known;
        for (std::size_t i = 0; i < RateCount; ++i)
            known.emplace_back(toString(Rate(i)));
        known.emplace_back("correlation"); // stands there or beside it
        object->allow(known);
        scenario.correlation = object->number("correlation", scenario.correlation);
        for (std::size_t i = 0; i < RateCount; ++i)
            scenario.uncertainty[i] = object->number(toString(Rate(i)), 0);
    }
    scenario.correlation = file.number("correlation", scenario.correlation);
}

void write(Json &object, const char *key, const std::optional<double> &value)
{
    if (value)
        object[key] = *value;
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
    for (const Parameter *parameter : parametersOf(Scope::Team))
        write(team, parameter->key, scenario.*parameter->statedOf);
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
    Message fault;
    Scenario scenario;
    const JsonValue file(*read, Sentences(QD_WORDS("Scenarios", "The scenario")), fault);
    file.allow(
        withKeysOf({"name", "start", "months", "segments", "thresholds", "csms", "ramp", "uncertainty", "correlation"},
            Scope::Scenario));
    scenario.name = file.text("name");
    if (const auto start = file.find("start"))
        scenario.start = start->month();
    if (const auto months = file.find("months"))
        scenario.months = months->wholeNumber();
    readSegments(file, scenario.segments);
    readTeam(file, scenario);
    readNumbers(file, Scope::Scenario, scenario);
    readThresholds(file, scenario.thresholds);
    readRamp(file, scenario.ramp);
    readUncertainty(file, scenario);
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
        for (const Parameter *parameter : parametersOf(Scope::EachSegment))
            write(object, parameter->key, segment.*parameter->stated);
        json["segments"].push_back(std::move(object));
    }
    for (const Threshold &threshold : scenario.thresholds)
        json["thresholds"].push_back({{"from", threshold.from}, {"to", threshold.to}, {"arr", threshold.arr}});
    json["csms"] = teamJson(scenario);
    for (const Parameter *parameter : parametersOf(Scope::Scenario))
        write(json, parameter->key, scenario.*parameter->statedOf);
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
