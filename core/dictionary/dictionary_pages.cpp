#include "core/dictionary/dictionary_pages.h"

#include "core/base/text.h"

#include <QString>

#include <algorithm>

namespace qd::dictionary {

namespace {

constexpr const char *Title = "Metric dictionary";
constexpr const char *Remark = "Approvals are a record of who said so, not an access control.";

using Row = std::vector<std::string>;

/// A table; the first row is its header.
using Table = std::vector<Row>;

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
        {"Unit", definition.unit}, {"Convention", definition.variant}, {"Owner", definition.owner},
        {"Sources", joined(definition.sources, ", ")}, {"Made", definition.cadence},
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

/// One line on which nothing is markup.
std::string escaped(std::string_view text)
{
    constexpr std::string_view Marks = "\\`*_{}[]<>#|~&";
    std::string line;
    for (const char c : text) {
        if (Marks.find(c) != std::string_view::npos)
            line += '\\';
        line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
    return line;
}

std::string markdownTable(const Table &table)
{
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (const std::string &cell : table[i])
            text += "| " + escaped(cell) + ' ';
        text += "|\n";
        for (std::size_t column = 0; i == 0 && column < table[i].size(); ++column)
            text += column + 1 < table[i].size() ? "| --- " : "| --- |\n";
    }
    return text + '\n';
}

std::string html(const std::string &text)
{
    return QString::fromStdString(text).toHtmlEscaped().toStdString();
}

std::string htmlTable(const Table &table)
{
    std::string text = "<table>\n";
    for (std::size_t i = 0; i < table.size(); ++i) {
        const bool isHeader = i == 0;
        if (isHeader && table[i][0].empty())
            continue;
        text += "<tr>";
        for (const std::string &cell : table[i])
            text += (isHeader ? "<th>" : "<td>") + html(cell) + (isHeader ? "</th>" : "</td>");
        text += "</tr>\n";
    }
    return text + "</table>\n";
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
        page += "## " + escaped(definition.name) + " (`" + definition.metric + "`)\n\n";
        if (!definition.plain.empty())
            page += escaped(definition.plain) + "\n\n";
        page += markdownTable(factsOf(each)) + markdownTable(versionsOf(each));
    }
    if (!dictionary.conflicts.empty())
        page += "## Conflicts\n\n" + markdownTable(conflictsOf(dictionary));
    page.pop_back(); // one line break ends the file
    return page;
}

std::string htmlPage(const ExportedDictionary &dictionary)
{
    std::string page = std::string("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        + Title
        + "</title>\n<style>\nbody { font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }\n"
          "table { border-collapse: collapse; margin: 0.5em 0 1em; }\n"
          "th, td { border: 1px solid #bbb; padding: 0.25em 0.6em; text-align: left; vertical-align: top; }\n"
          "</style>\n</head>\n<body>\n<h1>"
        + Title + "</h1>\n<p>" + asOf(dictionary) + "</p>\n";
    for (const ExportedMetric &each : dictionary.metrics) {
        const Definition &definition = each.shown.definition;
        page += "<h2 id=\"" + html(definition.metric) + "\">" + html(definition.name) + " <code>"
            + html(definition.metric) + "</code></h2>\n";
        if (!definition.plain.empty())
            page += "<p>" + html(definition.plain) + "</p>\n";
        page += htmlTable(factsOf(each)) + htmlTable(versionsOf(each));
    }
    if (!dictionary.conflicts.empty())
        page += "<h2>Conflicts</h2>\n" + htmlTable(conflictsOf(dictionary));
    return page + "</body>\n</html>\n";
}

} // namespace qd::dictionary
