#include "core/scenario/scenario_file.h"

#include "core/base/text.h"
#include "core/scenario/scenario_keys.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace qd::scenario {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *WholeFile = "The scenario";

/// Reads one JSON object key by key. The first fault is kept, and what is read after it stays as it was.
class Fields {
public:
    Fields(const Json &object, std::string where, const std::vector<std::string> &known, std::string &fault)
        : m_object(object)
        , m_where(std::move(where))
        , m_fault(fault)
    {
        if (!object.is_object())
            complain(m_where + " must be an object in braces, not " + object.type_name() + ".");
        for (const auto &item : object.items()) {
            if (object.is_object() && std::find(known.begin(), known.end(), item.key()) == known.end())
                complain(unknownKeySentence(m_where, item.key(), known));
        }
    }

    /// The value of `key`; nullptr when missing or null.
    const Json *find(const char *key) const
    {
        if (!m_fault.empty() || !m_object.contains(key) || m_object[key].is_null())
            return nullptr;
        return &m_object[key];
    }
    void read(const char *key, std::optional<double> &target)
    {
        if (const Json *value = find(key); value && expect(value->is_number(), key, "a number", *value))
            target = value->get<double>();
    }
    void read(const char *key, double &target)
    {
        std::optional<double> value;
        read(key, value);
        target = value.value_or(target);
    }
    void read(const char *key, std::optional<int> &target)
    {
        const Json *value = find(key);
        if (!value || !expect(value->is_number(), key, "a whole number", *value))
            return;
        const double number = value->get<double>();
        if (expect(number == std::floor(number) && std::abs(number) < 1e6, key, "a whole number", *value))
            target = int(number);
    }
    void read(const char *key, std::string &target)
    {
        if (const Json *value = find(key); value && expect(value->is_string(), key, "a text", *value))
            target = value->get<std::string>();
    }
    void read(const char *key, std::optional<Month> &target)
    {
        const Json *value = find(key);
        if (!value)
            return;
        const auto month = value->is_string() ? Month::fromIso(value->get<std::string>()) : std::nullopt;
        if (expect(month.has_value(), key, "a month as \"YYYY-MM\"", *value))
            target = *month;
    }
    /// The list under `key`; nullptr when missing.
    const Json *list(const char *key)
    {
        const Json *value = find(key);
        return value && expect(value->is_array(), key, "a list in brackets", *value) ? value : nullptr;
    }
    void complain(std::string sentence)
    {
        if (m_fault.empty())
            m_fault = std::move(sentence);
    }
    [[nodiscard]] const std::string &where() const { return m_where; }

private:
    bool expect(bool fits, const char *key, const char *wanted, const Json &value)
    {
        if (!fits)
            complain(m_where + ": " + key + " must be " + wanted + ", not "
                + value.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 60) + ".");
        return fits;
    }

    const Json &m_object;
    std::string m_where;
    std::string &m_fault;
};

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

void readSegments(Fields &file, std::vector<SegmentValues> &segments, std::string &fault)
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

void readChanges(Fields &team, const char *key, std::vector<TeamChange> &changes, std::string &fault)
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
            return fields.complain(fields.where() + " needs both \"month\" and \"fte\".");
        changes.push_back({*month, *fte});
    }
}

void readTeam(Fields &file, Scenario &scenario, std::string &fault)
{
    const Json *value = file.find("csms");
    if (!value)
        return;
    Fields fields(*value, "csms", withKeysOf({"hires", "leavers"}, teamKeys()), fault);
    for (const auto &key : teamKeys())
        fields.read(key.key, scenario.*key.member);
    readChanges(fields, "hires", scenario.hires, fault);
    readChanges(fields, "leavers", scenario.leavers, fault);
}

void readRamp(Fields &file, std::vector<double> &ramp)
{
    const Json *list = file.list("ramp");
    if (!list)
        return;
    if (list->empty())
        return file.complain("ramp is empty; give the productivity of each month of tenure, for example [0.5, 1.0].");
    for (const Json &value : *list) {
        if (!value.is_number())
            return file.complain(
                "ramp[" + std::to_string(ramp.size()) + "] must be a number, not " + value.dump() + ".");
        ramp.push_back(value.get<double>());
    }
}

void readUncertainty(Fields &file, Scenario &scenario, std::string &fault)
{
    const Json *value = file.find("uncertainty");
    if (!value)
        return;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < RateCount; ++i)
        known.emplace_back(toString(Rate(i)));
    known.emplace_back("correlation"); // stands there or beside it
    Fields fields(*value, "uncertainty", known, fault);
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
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception &failure) {
        return Error{ErrorCode::BadData, std::string("The scenario is no valid JSON: ") + failure.what() + "."};
    }
    std::string fault;
    Scenario scenario;
    Fields file(json, WholeFile,
        withKeysOf(
            {"name", "start", "months", "segments", "csms", "ramp", "uncertainty", "correlation"}, scenarioKeys()),
        fault);
    file.read("name", scenario.name);
    file.read("start", scenario.start);
    file.read("months", scenario.months);
    readSegments(file, scenario.segments, fault);
    readTeam(file, scenario, fault);
    for (const auto &key : scenarioKeys())
        file.read(key.key, scenario.*key.member);
    readRamp(file, scenario.ramp);
    readUncertainty(file, scenario, fault);
    file.read("correlation", scenario.correlation);
    if (!fault.empty())
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
