#include "core/coverage/model_changes.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::coverage {

namespace {

using Json = nlohmann::ordered_json;
using Values = std::vector<std::pair<Message, Message>>; ///< what, value

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

Message joinedBy(const MessageWords &words, const Message &list, const Message &next)
{
    return list.isEmpty() ? next : Message(words, {Sentences(list), Sentences(next)});
}

Message conditionText(const Json &rule)
{
    const MessageWords comma = QD_WORDS("Coverage", "%1, %2");
    Message conditions;
    if (rule.contains("at_least"))
        conditions = {QD_WORDS("Coverage", "from %1"), {text(rule["at_least"])}};
    if (rule.contains("below"))
        conditions = joinedBy(comma, conditions, {QD_WORDS("Coverage", "below %1"), {text(rule["below"])}});
    if (rule.contains("any_of"))
        conditions = joinedBy(comma, conditions, {QD_WORDS("Coverage", "any of %1"), {text(rule["any_of"])}});
    return conditions;
}

/// Adds a value; a second one of the same name (two conditions on one field) joins the first.
void add(Values &values, const Message &what, const Message &value)
{
    const auto there = std::find_if(values.begin(), values.end(), [&](const auto &pair) { return pair.first == what; });
    if (there == values.end())
        values.emplace_back(what, value);
    else
        there->second = joinedBy(QD_WORDS("Coverage", "%1 and %2"), there->second, value);
}

void addSegment(Values &values, const Json &segment)
{
    const std::string name = text(segment["name"]);
    for (const auto &[key, value] : segment.items()) {
        if (key == "activities") {
            for (const Json &activity : value)
                add(values, {QD_WORDS("Coverage", "%1 activity %2"), {name, text(activity["name"])}},
                    {QD_WORDS("Coverage", "%1 a year x %2 h"), {text(activity["per_year"]), text(activity["hours"])}});
        } else if (key == "rule") {
            for (const Json &rule : value)
                add(values, {QD_WORDS("Coverage", "%1 rule on %2"), {name, text(rule["field"])}}, conditionText(rule));
        } else if (key != "name") {
            add(values, Message::data(name + " " + key), Message::data(text(value)));
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
            values.emplace_back(Message::data(key), Message::data(joined(order, ", ")));
            for (const Json &segment : value)
                addSegment(values, segment);
        } else if (value.is_object()) {
            for (const auto &[inner, part] : value.items())
                values.emplace_back(Message::data(key + " " + inner), Message::data(text(part)));
        } else {
            values.emplace_back(Message::data(key), Message::data(text(value)));
        }
    }
    return values;
}

Values::const_iterator find(const Values &values, const Message &what)
{
    return std::find_if(values.begin(), values.end(),
        [english = what.english()](const auto &pair) { return equalsIgnoringCase(pair.first.english(), english); });
}

/// A value that is empty on the side it stands on says nothing: no pins, no touch label.
std::optional<Message> said(const Message &value)
{
    return value.english().empty() ? std::nullopt : std::optional(value);
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
            changes.push_back({what, {}, said(value)});
        else if (!(was->second == value))
            changes.push_back({what, said(was->second), said(value)});
    }
    for (const auto &[what, value] : old) {
        if (find(now, what) == now.end())
            changes.push_back({what, said(value), {}});
    }
    std::erase_if(changes, [](const ModelChange &change) { return !change.before && !change.after; });
    return changes;
}

} // namespace qd::coverage
