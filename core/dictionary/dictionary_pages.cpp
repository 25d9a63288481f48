#include "core/dictionary/dictionary_pages.h"

#include "core/base/document_text.h"
#include "core/base/text.h"
#include "core/dictionary/shipped_definitions.h"

#include <algorithm>

namespace qd::dictionary {

namespace {

constexpr const char *Title = "Metric dictionary";
constexpr const char *Remark = "Approvals are a record of who said so, not an access control.";

using document::htmlTable;
using document::htmlText;
using document::markdownTable;
using document::markdownText;
using document::Row;
using document::Table;

std::string isoOr(const std::optional<Date> &date, const char *otherwise)
{
    return date ? date->iso() : otherwise;
}

std::string inForceText(const DefinitionVersion &version)
{
    const bool isPending = version.status == DefinitionStatus::Draft || version.status == DefinitionStatus::Review;
    return isoOr(version.definition.inForceFrom, isPending ? "its approval" : "the beginning")
        + (version.retiredOn ? " until " + version.retiredOn->iso() : std::string());
}

std::string statusText(const DefinitionVersion &version)
{
    return toString(version.status) + (version.reason.empty() ? std::string() : ": " + version.reason);
}

std::string approvalsText(const DefinitionVersion &version)
{
    std::vector<std::string> texts;
    for (const Approval &approval : version.approvals)
        texts.push_back(approval.by + " on " + approval.at.iso());
    return joined(texts, ", ");
}

/// What a definition says, but for its name and plain text; what is empty is left out.
Table factsOf(const ExportedMetric &metric)
{
    const Definition &definition = metric.shown.definition;
    Table facts{{"", ""}, {"Formula", definition.formula}, {"Edge cases", definition.edgeCases},
        {"Example", exampleOf(metric.shown)}, {"Unit", definition.unit}, {"Convention", definition.variant},
        {"Owner", definition.owner}, {"Sources", joined(definition.sources, ", ")}, {"Made", definition.cadence},
        {"Class", toString(definition.definitionClass)}, {"Version", std::to_string(metric.shown.version)},
        {"In force from", metric.isInForce ? inForceText(metric.shown) : "not in force"}};
    std::erase_if(facts, [](const Row &row) { return !row[0].empty() && row[1].empty(); });
    return facts;
}

Table versionsOf(const ExportedMetric &metric)
{
    Table rows{{"Version", "Status", "In force from", "By", "Approved by"}};
    for (const DefinitionVersion &each : metric.versions)
        rows.push_back({std::to_string(each.version), statusText(each), inForceText(each), joined(each.authors, ", "),
            approvalsText(each)});
    return rows;
}

Table conflictsOf(const ExportedDictionary &dictionary)
{
    Table rows{{"Metric", "Team", "Convention", "Critical", "State", "Decision"}};
    for (const Conflict &each : dictionary.conflicts)
        rows.push_back({each.metric, each.team, each.convention, each.critical ? "yes" : "no",
            each.resolved ? "resolved" : "open", each.decision});
    return rows;
}

std::string asOf(const ExportedDictionary &dictionary)
{
    return "As of " + dictionary.day.iso() + ". " + Remark;
}

} // namespace

std::string markdownPage(const ExportedDictionary &dictionary)
{
    std::string page = std::string("# ") + Title + "\n\n" + asOf(dictionary) + "\n\n";
    for (const ExportedMetric &each : dictionary.metrics) {
        const Definition &definition = each.shown.definition;
        page += "## " + markdownText(definition.name) + " (`" + definition.metric + "`)\n\n";
        if (!definition.plain.empty())
            page += markdownText(definition.plain) + "\n\n";
        page += markdownTable(factsOf(each)) + markdownTable(versionsOf(each));
    }
    if (!dictionary.conflicts.empty())
        page += "## Conflicts\n\n" + markdownTable(conflictsOf(dictionary));
    page.pop_back(); // one line break ends the file
    return page;
}

std::string htmlPage(const ExportedDictionary &dictionary)
{
    std::string body;
    for (const ExportedMetric &each : dictionary.metrics) {
        const Definition &definition = each.shown.definition;
        body += "<h2 id=\"" + htmlText(definition.metric) + "\">" + htmlText(definition.name) + " <code>"
            + htmlText(definition.metric) + "</code></h2>\n";
        if (!definition.plain.empty())
            body += "<p>" + htmlText(definition.plain) + "</p>\n";
        body += htmlTable(factsOf(each)) + htmlTable(versionsOf(each));
    }
    if (!dictionary.conflicts.empty())
        body += "<h2>Conflicts</h2>\n" + htmlTable(conflictsOf(dictionary));
    return document::htmlFile(Title, asOf(dictionary), body);
}

} // namespace qd::dictionary
