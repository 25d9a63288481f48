#include "core/coverage/capacity_model.h"
#include "core/coverage/json_fields.h"

#include "core/base/json_text.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace qd::coverage {

namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::pair<const char *, Protection> Protections[] = {
    {"red", Protection::Red}, {"renewing", Protection::RenewingSoon}, {"onboarding", Protection::Onboarding}};

std::vector<TouchActivity> readActivities(
    JsonFields &segment, const std::string &segmentName, std::optional<Error> &failure)
{
    std::vector<TouchActivity> activities;
    for (const Json &json : segment.objects("activities")) {
        JsonFields fields(
            json, Sentences(Message(QD_WORDS("Coverage", "an activity of segment %1"), {segmentName})), failure);
        fields.allow({"name", "per_year", "hours"});
        activities.push_back({fields.text("name"), fields.number("per_year"), fields.number("hours")});
    }
    return activities;
}

std::vector<SegmentCondition> readRule(
    JsonFields &segment, const std::string &segmentName, std::optional<Error> &failure)
{
    std::vector<SegmentCondition> rule;
    for (const Json &json : segment.objects("rule")) {
        JsonFields fields(
            json, Sentences(Message(QD_WORDS("Coverage", "the rule of segment %1"), {segmentName})), failure);
        fields.allow({"field", "at_least", "below", "any_of"});
        rule.push_back({lowered(fields.text("field")), fields.optionalNumber("at_least"),
            fields.optionalNumber("below"), fields.texts("any_of")});
    }
    return rule;
}

SegmentModel readSegment(const Json &json, std::size_t position, std::optional<Error> &failure)
{
    const MessageWords segmentWords = QD_WORDS("Coverage", "segment %1");
    JsonFields unnamed(json, Sentences(Message(segmentWords, {std::to_string(position + 1)})), failure);
    SegmentModel segment;
    segment.name = unnamed.text("name");
    JsonFields fields(json, Sentences(Message(segmentWords, {segment.name})), failure);
    fields.allow({"name", "touch", "hours_per_account", "target_arr_per_csm", "activities", "rule"});
    segment.touch = fields.text("touch", "");
    segment.activities = readActivities(fields, segment.name, failure);
    double yearly = 0;
    for (const TouchActivity &activity : segment.activities)
        yearly += activity.perYear * activity.hours;
    segment.hoursPerAccount =
        fields.number("hours_per_account", segment.activities.empty() ? std::nullopt : std::optional(yearly / 12));
    segment.targetArrPerCsm = fields.optionalNumber("target_arr_per_csm");
    segment.rule = readRule(fields, segment.name, failure);
    return segment;
}

std::vector<Factor> readFactors(JsonFields &model, const char *key, std::optional<Error> &failure)
{
    std::vector<Factor> factors;
    const Json *json = model.field(key);
    if (!json)
        return factors;
    JsonFields fields(*json, std::string(key), failure);
    if (!json->is_object())
        return factors;
    for (const auto &[name, value] : json->items())
        factors.push_back({name, fields.number(name.c_str())});
    return factors;
}

/// One of the two `names`, as an index; the first one when the key is missing.
std::size_t readChoice(JsonFields &fields, const char *key, const std::vector<std::string> &names)
{
    const std::string given = fields.text(key, names.front());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (equalsIgnoringCase(names[i], given))
            return i;
    }
    fields.fail(QD_WORDS("Coverage", "Capacity model: %1 has %2 \"%3\"; it may be %4 or %5."),
        {std::string(key), given, names.front(), names.back()});
    return 0;
}

std::vector<Protection> readProtections(JsonFields &fields)
{
    std::vector<Protection> protections;
    for (const std::string &given : fields.texts("protect")) {
        const auto *found = std::find_if(std::begin(Protections), std::end(Protections),
            [&](const auto &known) { return equalsIgnoringCase(known.first, given); });
        if (found == std::end(Protections))
            fields.fail(QD_WORDS("Coverage",
                            "Capacity model: %1 protects \"%2\"; it may protect red, renewing and onboarding."),
                {given});
        else if (std::find(protections.begin(), protections.end(), found->second) == protections.end())
            protections.push_back(found->second);
    }
    return protections;
}

AssignModel readAssign(const Json &json, std::optional<Error> &failure)
{
    JsonFields fields(json, std::string("assign"), failure);
    fields.allow({"move_cost", "overload_cost", "spread_cost", "pins", "max_accounts", "keep_families", "protect",
        "spread_scope", "move_weight"});
    AssignModel assign;
    assign.moveCost = fields.number("move_cost", assign.moveCost);
    assign.overloadCost = fields.number("overload_cost", assign.overloadCost);
    assign.spreadCost = fields.number("spread_cost", assign.spreadCost);
    assign.pins = fields.texts("pins");
    if (const auto most = fields.optionalNumber("max_accounts")) {
        if (*most != std::floor(*most) || std::abs(*most) > 1e9)
            fields.fail(QD_WORDS("Coverage", "Capacity model: %1 has a max_accounts that is no whole number: %2."),
                {shownJson(*fields.field("max_accounts"))});
        else
            assign.maxAccounts = int(*most);
    }
    assign.keepFamilies = fields.flag("keep_families", false);
    assign.protect = readProtections(fields);
    assign.spreadScope = AssignModel::SpreadScope(readChoice(fields, "spread_scope", {"all", "pool"}));
    assign.moveWeight = AssignModel::MoveWeight(readChoice(fields, "move_weight", {"accounts", "arr"}));
    return assign;
}

TechTouchAssumptions readTechTouch(const Json &json, std::optional<Error> &failure)
{
    JsonFields fields(json, std::string("tech_touch"), failure);
    fields.allow({"human", "tech", "cost_per_fte", "gross_margin", "retention_uplift", "owner", "note", "threshold"});
    TechTouchAssumptions tech;
    tech.human = fields.text("human", "");
    tech.tech = fields.text("tech", "");
    tech.costPerFte = fields.optionalNumber("cost_per_fte");
    tech.grossMargin = fields.number("gross_margin", tech.grossMargin);
    tech.retentionUplift = fields.optionalNumber("retention_uplift");
    tech.owner = fields.text("owner", "");
    tech.note = fields.text("note", "");
    tech.threshold = fields.optionalNumber("threshold");
    return tech;
}

OrderedJson segmentJson(const SegmentModel &segment)
{
    OrderedJson json{{"name", segment.name}, {"touch", segment.touch}, {"hours_per_account", segment.hoursPerAccount}};
    if (segment.targetArrPerCsm)
        json["target_arr_per_csm"] = *segment.targetArrPerCsm;
    for (const TouchActivity &activity : segment.activities)
        json["activities"].push_back(
            {{"name", activity.name}, {"per_year", activity.perYear}, {"hours", activity.hours}});
    for (const SegmentCondition &condition : segment.rule) {
        OrderedJson rule{{"field", condition.field}};
        if (condition.atLeast)
            rule["at_least"] = *condition.atLeast;
        if (condition.below)
            rule["below"] = *condition.below;
        if (!condition.anyOf.empty())
            rule["any_of"] = condition.anyOf;
        json["rule"].push_back(rule);
    }
    return json;
}

OrderedJson factorsJson(const std::vector<Factor> &factors)
{
    OrderedJson json = OrderedJson::object();
    for (const Factor &factor : factors)
        json[factor.name] = factor.factor;
    return json;
}

OrderedJson assignJson(const AssignModel &assign)
{
    OrderedJson json{{"move_cost", assign.moveCost}, {"overload_cost", assign.overloadCost},
        {"spread_cost", assign.spreadCost}, {"pins", assign.pins}};
    if (assign.maxAccounts)
        json["max_accounts"] = *assign.maxAccounts;
    if (assign.keepFamilies)
        json["keep_families"] = true;
    for (const auto &[name, protection] : Protections) {
        if (std::find(assign.protect.begin(), assign.protect.end(), protection) != assign.protect.end())
            json["protect"].push_back(name);
    }
    if (assign.spreadScope == AssignModel::SpreadScope::Pool)
        json["spread_scope"] = "pool";
    if (assign.moveWeight == AssignModel::MoveWeight::Arr)
        json["move_weight"] = "arr";
    return json;
}

OrderedJson techTouchJson(const TechTouchAssumptions &tech)
{
    OrderedJson json = OrderedJson::object();
    for (const auto &[key, text] : {std::pair{"human", &tech.human}, std::pair{"tech", &tech.tech}}) {
        if (!text->empty())
            json[key] = *text;
    }
    if (tech.costPerFte)
        json["cost_per_fte"] = *tech.costPerFte;
    json["gross_margin"] = tech.grossMargin;
    if (tech.retentionUplift)
        json["retention_uplift"] = *tech.retentionUplift;
    for (const auto &[key, text] : {std::pair{"owner", &tech.owner}, std::pair{"note", &tech.note}}) {
        if (!text->empty())
            json[key] = *text;
    }
    if (tech.threshold)
        json["threshold"] = *tech.threshold;
    return json;
}

} // namespace

Result<CapacityModel> capacityModelFromJson(const Json &json)
{
    std::optional<Error> failure;
    JsonFields fields(json, Sentences(QD_WORDS("Coverage", "it")), failure);
    fields.allow({"hours_per_month", "utilisation", "ramp", "segments", "lifecycle_factor", "risk_factor", "assign",
        "tech_touch"});
    CapacityModel model;
    model.hoursPerMonth = fields.number("hours_per_month");
    model.utilisation = fields.number("utilisation");
    if (fields.has("ramp"))
        model.ramp = fields.numbers("ramp");
    const std::vector<Json> segments = fields.objects("segments");
    for (std::size_t i = 0; i < segments.size(); ++i)
        model.segments.push_back(readSegment(segments[i], i, failure));
    model.lifecycleFactors = readFactors(fields, "lifecycle_factor", failure);
    model.riskFactors = readFactors(fields, "risk_factor", failure);
    if (const Json *assign = fields.field("assign"))
        model.assign = readAssign(*assign, failure);
    if (const Json *tech = fields.field("tech_touch"))
        model.techTouch = readTechTouch(*tech, failure);
    if (failure)
        return *failure;
    if (auto good = check(model); !good)
        return good.error();
    return model;
}

Result<CapacityModel> capacityModelFromText(std::string_view text)
{
    const auto json = jsonFromText<Json>(text);
    if (json)
        return capacityModelFromJson(*json);
    return Error{ErrorCode::BadData,
        {QD_WORDS("Coverage", "The capacity model is no JSON; reading stopped in %1. Nothing was taken from it."),
            {Sentences(json.error().message)}}};
}

OrderedJson toJson(const CapacityModel &model)
{
    OrderedJson segments = OrderedJson::array();
    for (const SegmentModel &segment : model.segments)
        segments.push_back(segmentJson(segment));
    OrderedJson json{{"hours_per_month", model.hoursPerMonth}, {"utilisation", model.utilisation}, {"ramp", model.ramp},
        {"segments", segments}, {"lifecycle_factor", factorsJson(model.lifecycleFactors)},
        {"risk_factor", factorsJson(model.riskFactors)}, {"assign", assignJson(model.assign)}};
    if (model.techTouch)
        json["tech_touch"] = techTouchJson(*model.techTouch);
    return json;
}

} // namespace qd::coverage
