#include "core/coverage/capacity_model.h"
#include "core/coverage/segment_rules.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/base/text.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

namespace qd::coverage {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<const char *, Protection> Protections[] = {
    {"red", Protection::Red}, {"renewing", Protection::RenewingSoon}, {"onboarding", Protection::Onboarding}};

std::vector<TouchActivity> readActivities(const JsonValue &segment, const std::string &segmentName)
{
    std::vector<TouchActivity> activities;
    for (const JsonValue &each : segment.list("activities")) {
        const JsonValue fields =
            each.called(Sentences(Message(QD_WORDS("Coverage", "an activity of segment %1"), {segmentName})));
        fields.allow({"name", "per_year", "hours"});
        activities.push_back(
            {fields.neededText("name"), fields.neededNumber("per_year"), fields.neededNumber("hours")});
    }
    return activities;
}

SegmentModel readSegment(const JsonValue &each, std::size_t position)
{
    const MessageWords segmentWords = QD_WORDS("Coverage", "segment %1");
    const JsonValue unnamed = each.called(Sentences(Message(segmentWords, {std::to_string(position + 1)})));
    if (!each.isObject())
        unnamed.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    SegmentModel segment;
    segment.name = unnamed.neededText("name");
    const JsonValue fields = each.called(Sentences(Message(segmentWords, {segment.name})));
    fields.allow({"name", "touch", "hours_per_account", "target_arr_per_csm", "activities", "rule"});
    segment.touch = fields.text("touch");
    segment.activities = readActivities(fields, segment.name);
    double yearly = 0;
    for (const TouchActivity &activity : segment.activities)
        yearly += activity.perYear * activity.hours;
    segment.hoursPerAccount = segment.activities.empty() ? fields.neededNumber("hours_per_account")
                                                         : fields.number("hours_per_account", yearly / 12);
    segment.targetArrPerCsm = fields.number("target_arr_per_csm");
    segment.rule = readRule(fields, "rule", segmentRule(segment.name));
    return segment;
}

std::vector<Factor> readFactors(const JsonValue &model, const char *key)
{
    std::vector<Factor> factors;
    if (const auto object = model.find(key)) {
        for (const auto &[name, value] : object->members())
            factors.push_back({name, value.number().value_or(0)});
    }
    std::ranges::sort(factors, {}, &Factor::name);
    return factors;
}

/// One of the two `names`, as an index; the first one when the key is missing.
std::size_t readChoice(const JsonValue &fields, const char *key, const std::vector<std::string> &names)
{
    const std::string given = fields.text(key, names.front());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (equalsIgnoringCase(names[i], given))
            return i;
    }
    fields.complain({QD_WORDS("Coverage", "%1 has %2 \"%3\"; it may be %4 or %5."),
        {fields.where(), std::string(key), given, names.front(), names.back()}});
    return 0;
}

std::vector<Protection> readProtections(const JsonValue &fields)
{
    std::vector<Protection> protections;
    for (const std::string &given : fields.texts("protect")) {
        const auto *found = std::find_if(std::begin(Protections), std::end(Protections),
            [&](const auto &known) { return equalsIgnoringCase(known.first, given); });
        if (found == std::end(Protections))
            fields.complain({QD_WORDS("Coverage", "%1 protects \"%2\"; it may protect red, renewing and onboarding."),
                {fields.where(), given}});
        else if (std::find(protections.begin(), protections.end(), found->second) == protections.end())
            protections.push_back(found->second);
    }
    return protections;
}

AssignModel readAssign(const JsonValue &fields)
{
    fields.allow({"move_cost", "overload_cost", "spread_cost", "pins", "max_accounts", "keep_families", "protect",
        "spread_scope", "move_weight"});
    AssignModel assign;
    assign.moveCost = fields.number("move_cost", assign.moveCost);
    assign.overloadCost = fields.number("overload_cost", assign.overloadCost);
    assign.spreadCost = fields.number("spread_cost", assign.spreadCost);
    assign.pins = fields.texts("pins");
    if (const auto most = fields.find("max_accounts"))
        assign.maxAccounts = most->wholeNumber();
    assign.keepFamilies = fields.flag("keep_families", false);
    assign.protect = readProtections(fields);
    assign.spreadScope = AssignModel::SpreadScope(readChoice(fields, "spread_scope", {"all", "pool"}));
    assign.moveWeight = AssignModel::MoveWeight(readChoice(fields, "move_weight", {"accounts", "arr"}));
    return assign;
}

TechTouchAssumptions readTechTouch(const JsonValue &fields)
{
    fields.allow({"human", "tech", "cost_per_fte", "gross_margin", "retention_uplift", "owner", "note", "threshold"});
    TechTouchAssumptions tech;
    tech.human = fields.text("human");
    tech.tech = fields.text("tech");
    tech.costPerFte = fields.number("cost_per_fte");
    tech.grossMargin = fields.number("gross_margin", tech.grossMargin);
    tech.retentionUplift = fields.number("retention_uplift");
    tech.owner = fields.text("owner");
    tech.note = fields.text("note");
    tech.threshold = fields.number("threshold");
    return tech;
}

Json segmentJson(const SegmentModel &segment)
{
    Json json{{"name", segment.name}, {"touch", segment.touch}, {"hours_per_account", segment.hoursPerAccount}};
    if (segment.targetArrPerCsm)
        json["target_arr_per_csm"] = *segment.targetArrPerCsm;
    for (const TouchActivity &activity : segment.activities)
        json["activities"].push_back(
            {{"name", activity.name}, {"per_year", activity.perYear}, {"hours", activity.hours}});
    for (const SegmentCondition &condition : segment.rule)
        json["rule"].push_back(toJson(condition));
    return json;
}

Json factorsJson(const std::vector<Factor> &factors)
{
    Json json = Json::object();
    for (const Factor &factor : factors)
        json[factor.name] = factor.factor;
    return json;
}

Json assignJson(const AssignModel &assign)
{
    Json json{{"move_cost", assign.moveCost}, {"overload_cost", assign.overloadCost},
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

Json techTouchJson(const TechTouchAssumptions &tech)
{
    Json json = Json::object();
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

Result<CapacityModel> capacityModelFromText(std::string_view text)
{
    const auto json = jsonFromText<Json>(text);
    if (!json)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Coverage", "The capacity model is no JSON; reading stopped in %1. Nothing was taken from it."),
                {Sentences(json.error().message)}}};
    Message fault;
    const JsonValue fields(*json, Sentences(QD_WORDS("Coverage", "it")), fault);
    fields.allow({"hours_per_month", "utilisation", "ramp", "segments", "lifecycle_factor", "risk_factor", "assign",
        "tech_touch"});
    CapacityModel model;
    model.hoursPerMonth = fields.neededNumber("hours_per_month");
    model.utilisation = fields.neededNumber("utilisation");
    if (fields.find("ramp"))
        model.ramp = fields.numbers("ramp");
    for (const JsonValue &segment : fields.list("segments"))
        model.segments.push_back(readSegment(segment, model.segments.size()));
    model.lifecycleFactors = readFactors(fields, "lifecycle_factor");
    model.riskFactors = readFactors(fields, "risk_factor");
    if (const auto assign = fields.find("assign"))
        model.assign = readAssign(*assign);
    if (const auto tech = fields.find("tech_touch"))
        model.techTouch = readTechTouch(*tech);
    if (!fault.isEmpty())
        return Error{ErrorCode::InvalidArgument, {QD_WORDS("Coverage", "Capacity model: %1"), {Sentences(fault)}}};
    if (auto good = check(model); !good)
        return good.error();
    return model;
}

Json toJson(const CapacityModel &model)
{
    Json segments = Json::array();
    for (const SegmentModel &segment : model.segments)
        segments.push_back(segmentJson(segment));
    Json json{{"hours_per_month", model.hoursPerMonth}, {"utilisation", model.utilisation}, {"ramp", model.ramp},
        {"segments", segments}, {"lifecycle_factor", factorsJson(model.lifecycleFactors)},
        {"risk_factor", factorsJson(model.riskFactors)}, {"assign", assignJson(model.assign)}};
    if (model.techTouch)
        json["tech_touch"] = techTouchJson(*model.techTouch);
    return json;
}

} // namespace qd::coverage
