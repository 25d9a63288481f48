#include "core/dictionary/definition_file.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/base/text.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

namespace qd::dictionary {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> Keys{"metric", "name", "plain", "formula", "edge_cases", "owner", "sources", "cadence",
    "unit", "class", "variant", "in_force_from", "conflicts"};

std::string trimmedText(const JsonValue &fields, std::string_view key, const std::string &otherwise = {})
{
    return std::string(trimmed(fields.text(key, otherwise)));
}

std::string metricOf(const JsonValue &fields)
{
    const std::string metric(trimmed(fields.neededText("metric")));
    if (!fields.failed() && !isMetricId(metric))
        fields.complain({QD_WORDS("Dictionary",
                             "%1: \"%2\" cannot be the id of a metric; take small letters, digits and _, a letter "
                             "first, such as win_rate."),
            {fields.where(), metric}});
    return metric;
}

/// One text, or a list of them.
std::vector<std::string> sourcesOf(const JsonValue &fields, const std::vector<std::string> &otherwise)
{
    const auto given = fields.find("sources");
    if (!given)
        return otherwise;
    std::vector<std::string> sources;
    if (given->isText())
        sources.push_back(given->text().value_or(std::string()));
    else if (given->isList())
        sources = fields.texts("sources");
    else
        given->mustBe(QT_TRANSLATE_NOOP("Words", "a text, or a list of texts"));
    std::erase_if(sources, [](const std::string &source) { return trimmed(source).empty(); });
    return sources;
}

DefinitionClass classOf(const JsonValue &fields, DefinitionClass otherwise)
{
    const auto given = fields.find("class");
    if (!given)
        return otherwise;
    const auto found = classFromText(given->text().value_or(std::string()));
    if (!found)
        given->mustBe(QT_TRANSLATE_NOOP("Words", "revenue or operational"));
    return found.value_or(otherwise);
}

std::optional<Date> dateOf(const JsonValue &fields, std::string_view key)
{
    const auto given = fields.find(key);
    if (!given)
        return std::nullopt;
    const auto date = Date::fromIso(given->text().value_or(std::string()));
    if (!date)
        given->mustBe(QT_TRANSLATE_NOOP("Words", "a date as \"YYYY-MM-DD\""));
    return date;
}

Definition definitionOf(const JsonValue &fields, const DefinitionBefore &before)
{
    const std::string metric = metricOf(fields);
    if (fields.failed())
        return {};
    Definition definition = before(metric);
    definition.metric = metric;
    for (const auto &[key, text] : {std::pair{"name", &definition.name}, {"plain", &definition.plain},
             {"formula", &definition.formula}, {"edge_cases", &definition.edgeCases}, {"owner", &definition.owner},
             {"cadence", &definition.cadence}, {"unit", &definition.unit}, {"variant", &definition.variant}})
        *text = trimmedText(fields, key, *text);
    if (definition.name.empty())
        definition.name = metric;
    definition.sources = sourcesOf(fields, definition.sources);
    definition.definitionClass = classOf(fields, definition.definitionClass);
    definition.inForceFrom = dateOf(fields, "in_force_from");
    return definition;
}

bool isResolved(const JsonValue &fields)
{
    const auto given = fields.find("state");
    const std::string state = given ? given->text().value_or(std::string()) : "open";
    if (state != "open" && state != "resolved")
        given->mustBe(QT_TRANSLATE_NOOP("Words", "open or resolved"));
    return state == "resolved";
}

Conflict conflictOf(const JsonValue &each, std::size_t position, const std::string &fileMetric)
{
    const JsonValue fields =
        each.called(Sentences(Message(QD_WORDS("Dictionary", "conflict %1"), {std::to_string(position + 1)})));
    fields.allow({"metric", "team", "convention", "critical", "state", "decision"});
    Conflict conflict;
    conflict.metric = fileMetric.empty() || fields.find("metric") ? metricOf(fields) : fileMetric;
    conflict.team = trimmed(fields.neededText("team"));
    conflict.convention = trimmed(fields.neededText("convention"));
    conflict.critical = fields.flag("critical", false);
    conflict.resolved = isResolved(fields);
    conflict.decision = trimmedText(fields, "decision");
    if (!fields.failed() && (conflict.team.empty() || conflict.convention.empty()))
        fields.complain({QD_WORDS("Dictionary", "%1 needs a team and a convention: who computes the metric how."),
            {fields.where()}});
    if (!fields.failed() && conflict.resolved && conflict.decision.empty())
        fields.complain(
            {QD_WORDS("Dictionary", "%1 is resolved; say what was settled in \"decision\"."), {fields.where()}});
    return conflict;
}

std::vector<Conflict> conflictsOf(const JsonValue &fields, const std::string &fileMetric)
{
    std::vector<Conflict> conflicts;
    const std::vector<JsonValue> given = fields.list("conflicts");
    for (std::size_t i = 0; i < given.size() && !fields.failed(); ++i) {
        Conflict read = conflictOf(given[i], i, fileMetric);
        if (std::ranges::any_of(conflicts,
                [&read](const Conflict &other) { return other.metric == read.metric && other.team == read.team; }))
            fields.complain({QD_WORDS("Dictionary", "there are two conflicts of %1 and the team %2; one is an entry."),
                {read.metric, read.team}});
        conflicts.push_back(std::move(read));
    }
    return conflicts;
}

/// A file of conflicts alone has no other key, but for the metric that they are about.
bool isDefinition(const Json &file)
{
    if (!file.is_object() || !file.contains("conflicts"))
        return true;
    return std::ranges::any_of(
        Keys, [&file](const std::string &key) { return key != "conflicts" && key != "metric" && file.contains(key); });
}

} // namespace

Result<DictionaryFile> dictionaryFileFromText(std::string_view text, const DefinitionBefore &before)
{
    const auto json = jsonFromText<Json>(text);
    if (!json)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Dictionary", "The definition is no JSON; reading stopped in %1. Nothing was taken from it."),
                {Sentences(json.error().message)}}};
    Message fault;
    const JsonValue fields(*json, Sentences(QD_WORDS("Dictionary", "the file")), fault);
    fields.allow(Keys);
    DictionaryFile file;
    if (isDefinition(*json))
        file.definition = definitionOf(fields, before);
    const std::string metric = fields.find("metric") ? metricOf(fields) : std::string();
    file.conflicts = conflictsOf(fields, metric);
    if (!fault.isEmpty())
        return Error{ErrorCode::InvalidArgument, {QD_WORDS("Dictionary", "Dictionary: %1"), {Sentences(fault)}}};
    return file;
}

std::string textOf(const Definition &definition)
{
    Json json{{"metric", definition.metric}, {"name", definition.name}, {"plain", definition.plain},
        {"formula", definition.formula}, {"edge_cases", definition.edgeCases}, {"owner", definition.owner},
        {"sources", definition.sources}, {"cadence", definition.cadence}, {"unit", definition.unit},
        {"class", toString(definition.definitionClass)}, {"variant", definition.variant}};
    if (definition.inForceFrom)
        json["in_force_from"] = definition.inForceFrom->iso();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string textOf(const Conflict &conflict)
{
    const Json entry{{"metric", conflict.metric}, {"team", conflict.team}, {"convention", conflict.convention},
        {"critical", conflict.critical}, {"state", conflict.resolved ? "resolved" : "open"},
        {"decision", conflict.decision}};
    return Json{{"conflicts", Json::array({entry})}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace qd::dictionary
