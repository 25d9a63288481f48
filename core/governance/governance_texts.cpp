#include "core/governance/governance_texts.h"

#include "core/actions/rule_editing.h"
#include "core/base/figure_text.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/coverage/segment_rules.h"

#include <nlohmann/json.hpp>

namespace qd::governance {

namespace {

using document::Section;
using document::Table;

/// Bytes of a text before or after a change that a table shows.
constexpr std::size_t LongestShown = 400;

std::string orDash(const std::string &text)
{
    return text.empty() ? std::string("-") : text;
}

/// Without personal data, and cut between two signs where it is longer than a table takes.
std::string shown(const std::string &text)
{
    std::string whole = withoutAddresses(text);
    if (whole.size() <= LongestShown)
        return orDash(whole);
    std::size_t end = LongestShown;
    while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xC0) == 0x80) // within a sign of UTF-8
        --end;
    return whole.substr(0, end) + "... (cut; " + countText(std::int64_t(whole.size())) + " bytes)";
}

std::string shown(const std::optional<std::string> &text)
{
    return shown(text.value_or(std::string()));
}

Section mappingsSection(const ToolingConfiguration &configuration)
{
    Table table{{"System", "Entity", "Profile", "Kept in", "As of", "Columns"}};
    for (const MappingInUse &use : configuration.mappings)
        table.push_back({use.source, use.entity, orDash(use.profile),
            use.isOwn ? "the workspace, version " + std::to_string(use.version) : std::string("the program"), use.asOf,
            shown(use.mapping)});
    return {"Profiles and mappings", "How the last file of each system and entity was read.", std::move(table)};
}

Section precedenceSection(const ToolingConfiguration &configuration)
{
    Table table{{"Field", "Order of trust", "Said by"}};
    for (const PrecedenceInForce &each : configuration.precedence)
        table.push_back({each.field, orDash(joined(each.order, ", ")), each.isSet ? "setting" : "default"});
    return {"Precedence", "The first system in the order that gives a value decides.", std::move(table)};
}

std::string conditionText(const actions::ConditionLine &line)
{
    std::string text = line.field + ' ' + actions::nameOf(line.asks);
    if (line.asks == actions::Asks::AnyOf || line.asks == actions::Asks::NoneOf)
        return text + ' ' + joined(line.texts, ", ");
    const bool isBound = line.asks != actions::Asks::Missing && line.asks != actions::Asks::There;
    return isBound ? text + ' ' + coverage::plainNumber(line.number).dump() : text;
}

Section rulesSection(const ToolingConfiguration &configuration)
{
    Table table{{"Rule", "Title", "When", "Owner", "Due days", "Play"}};
    for (const actions::ActionRule &rule : configuration.rules.rules) {
        std::vector<std::string> conditions;
        for (const actions::ConditionLine &line : actions::linesOf(rule.when))
            conditions.push_back(conditionText(line));
        table.push_back({rule.id, rule.title, conditions.empty() ? "every customer" : joined(conditions, "; "),
            rule.owner.empty() ? std::string("owner of the customer") : rule.owner,
            rule.dueDays ? std::to_string(*rule.dueDays) : std::string("-"), orDash(rule.play)});
    }
    const std::string which = configuration.rulesVersion > 0
        ? "Version " + std::to_string(configuration.rulesVersion) + '.'
        : std::string("Nobody saved rules; none are in force.");
    return {"Action rules", which, std::move(table)};
}

Section modelsSection(const ToolingConfiguration &configuration)
{
    Table table{{"Model", "Name", "Version", "By", "In force from", "Text"}};
    if (const auto &health = configuration.healthModel)
        table.push_back({"Health", health->name, std::to_string(health->version), health->author,
            health->inForceFrom ? health->inForceFrom->iso() : std::string("-"), shown(health->body)});
    else
        table.push_back({"Health", "starter model", "-", "quarterdeck", "-", "-"});
    const coverage::SavedModel &capacity = configuration.capacityModel;
    table.push_back({"Capacity", capacity.version > 0 ? orDash(capacity.name) : std::string("default"),
        capacity.version > 0 ? std::to_string(capacity.version) : std::string("-"),
        capacity.version > 0 ? capacity.savedBy : std::string("quarterdeck"), orDash(capacity.savedAt),
        shown(toJson(capacity.model).dump())});
    return {"Models", "Health by the model in force on the day; capacity by the one saved last.", std::move(table)};
}

Section definitionsSection(const ToolingConfiguration &configuration)
{
    Table table{{"Metric", "Version", "Name", "Formula", "Convention", "Owner"}};
    for (const dictionary::DefinitionVersion &each : configuration.ownDefinitions)
        table.push_back({each.definition.metric, std::to_string(each.version), each.definition.name,
            orDash(each.definition.formula), orDash(each.definition.variant), orDash(each.definition.owner)});
    return {"Definitions",
        "Those of the company; " + countText(configuration.shippedDefinitions)
            + " others are as the program has them. The metric dictionary has all of them.",
        std::move(table)};
}

Section settingsSection(const ToolingConfiguration &configuration)
{
    Table table{{"Setting", "Value", "Meaning"}};
    for (const auto &[key, value] : configuration.settings)
        table.push_back({key, shown(value), orDash(store::settingMeaning(key))});
    return {"Settings", "Those that are set; every other one has its default.", std::move(table)};
}

/// The same without e-mail addresses.
std::vector<Section> masked(std::vector<Section> sections)
{
    for (Section &section : sections) {
        section.text = withoutAddresses(section.text);
        for (document::Row &row : section.table) {
            for (std::string &cell : row)
                cell = withoutAddresses(cell);
        }
    }
    return sections;
}

} // namespace

std::string documentText(
    const std::string &title, const std::string &lead, std::vector<Section> sections, DocumentFormat format)
{
    const std::vector<Section> clean = masked(std::move(sections));
    return format == DocumentFormat::Markdown ? document::markdownFile(title, lead, clean)
                                              : document::htmlFile(title, lead, clean);
}

std::string configurationText(const ToolingConfiguration &configuration, DocumentFormat format)
{
    return documentText("Tooling configuration",
        "As in force on " + configuration.day.iso()
            + ". Written out from the workspace, so that it is never behind it.",
        {mappingsSection(configuration), precedenceSection(configuration), rulesSection(configuration),
            modelsSection(configuration), definitionsSection(configuration), settingsSection(configuration)},
        format);
}

std::string changesText(const std::vector<ChangeRecord> &records, DocumentFormat format)
{
    Table table{{"Number", "At", "Who", "What", "Change", "Of", "Before", "After", "Why"}};
    for (const ChangeRecord &record : records) {
        const store::AuditEntry &entry = record.entry;
        table.push_back({std::to_string(entry.id), entry.at, entry.who, toString(record.governed), entry.action,
            shown(entry.subject), shown(entry.before), shown(entry.after), shown(record.why)});
    }
    return documentText("Change records",
        "Changes of definitions, mappings, precedence, rules and models, the newest first. Who is a record, not an "
        "access control.",
        {{"Changes", records.empty() ? "Nothing was changed here yet." : "", std::move(table)}}, format);
}

} // namespace qd::governance
