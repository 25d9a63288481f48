#include "core/coverage/model_changes.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::coverage {

namespace {

using Json = nlohmann::ordered_json;
using Values = std::vector<std::pair<std::string, std::string>>; ///< what, value

std::string text(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (!value.is_array())
        return value.dump();
    std::vector<std::string> parts;
    for (const Json &part : value)
        parts.push_back(text(part));
    return joined(parts, ", ");
}

std::string conditionText(const Json &rule)
{
    std::vector<std::string> parts;
    if (rule.contains("at_least"))
        parts.push_back("from " + text(rule["at_least"]));
    if (rule.contains("below"))
        parts.push_back("below " + text(rule["below"]));
    if (rule.contains("any_of"))
        parts.push_back("any of " + text(rule["any_of"]));
    return joined(parts, ", ");
}

/// Adds a value; a second one of the same name (two conditions on one field) joins the first.
void add(Values &values, const std::string &what, const std::string &value)
{
    const auto there = std::find_if(values.begin(), values.end(), [&](const auto &pair) { return pair.first == what; });
    if (there == values.end())
        values.emplace_back(what, value);
    else
        there->second += " and " + value;
}

void addSegment(Values &values, const Json &segment)
{
    const std::string name = text(segment["name"]);
    for (const auto &[key, value] : segment.items()) {
        if (key == "activities") {
            for (const Json &activity : value)
                add(values, name + " activity " + text(activity["name"]),
                    text(activity["per_year"]) + " a year x " + text(activity["hours"]) + " h");
        } else if (key == "rule") {
            for (const Json &rule : value)
                add(values, name + " rule on " + text(rule["field"]), conditionText(rule));
        } else if (key != "name") {
            add(values, name + " " + key, text(value));
        }
    }
}

/// A model as a list of named values.
Values valuesOf(const CapacityModel &model)
{
    const Json json = toJson(model);
    Values values;
    for (const auto &[key, value] : json.items()) {
        if (key == "segments") {
            std::vector<std::string> order;
            for (const Json &segment : value)
                order.push_back(text(segment["name"]));
            values.emplace_back("segments", joined(order, ", "));
            for (const Json &segment : value)
                addSegment(values, segment);
        } else if (value.is_object()) {
            for (const auto &[inner, part] : value.items())
                values.emplace_back(key + " " + inner, text(part));
        } else {
            values.emplace_back(key, text(value));
        }
    }
    return values;
}

Values::const_iterator find(const Values &values, const std::string &what)
{
    return std::find_if(
        values.begin(), values.end(), [&](const auto &pair) { return equalsIgnoringCase(pair.first, what); });
}

} // namespace

std::vector<ModelChange> changesBetween(const CapacityModel &before, const CapacityModel &after)
{
    const Values old = valuesOf(before);
    const Values now = valuesOf(after);
    std::vector<ModelChange> changes;
    for (const auto &[what, value] : now) {
        const auto was = find(old, what);
        if (was == old.end())
            changes.push_back({what, {}, value});
        else if (was->second != value)
            changes.push_back({what, was->second, value});
    }
    for (const auto &[what, value] : old) {
        if (find(now, what) == now.end())
            changes.push_back({what, value, {}});
    }
    // A value that is empty on the side it stands on says nothing: no pins, no touch label.
    std::erase_if(changes, [](const ModelChange &change) { return change.before.empty() && change.after.empty(); });
    return changes;
}

} // namespace qd::coverage
