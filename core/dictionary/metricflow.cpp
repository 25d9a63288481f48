#include "core/dictionary/metricflow.h"

#include <nlohmann/json.hpp>

#include <QString>

#include <algorithm>

namespace qd::dictionary {

namespace {

using Json = nlohmann::ordered_json;

/// A text as a scalar in double quotes. A JSON string is one, but for characters that YAML lets no file hold: they
/// become blanks.
std::string quoted(const std::string &text)
{
    QString clean = QString::fromStdString(text);
    for (QChar &c : clean) {
        const char16_t code = c.unicode();
        if ((code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029 || code >= 0xfffe)
            c = QChar::Space;
    }
    return Json(clean.toStdString()).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A metric as MetricFlow has it.
struct Flow {
    std::string name;
    std::string label;
    std::string description;
    std::string formula;
    std::optional<Quotient> quotient; ///< of a ratio
};

std::string numeratorOf(const std::string &metric)
{
    return metric + "_numerator";
}

std::string denominatorOf(const std::string &metric)
{
    return metric + "_denominator";
}

std::string metaText(const std::string &key, const std::string &value)
{
    return value.empty() ? std::string() : "      " + key + ": " + quoted(value) + '\n';
}

std::string flowText(const Flow &flow, const DefinitionVersion &version)
{
    const Definition &definition = version.definition;
    std::string text = "  - name: " + quoted(flow.name) + "\n    label: " + quoted(flow.label) + "\n    description: "
        + quoted(flow.description) + "\n    type: " + (flow.quotient ? "ratio" : "simple") + "\n    type_params:\n";
    if (flow.quotient)
        text += "      numerator: " + quoted(numeratorOf(flow.name))
            + "\n      denominator: " + quoted(denominatorOf(flow.name)) + '\n';
    else
        text += "      measure: " + quoted(flow.name) + '\n';
    text += "    meta:\n      metric: " + quoted(definition.metric) + "\n      formula: " + quoted(flow.formula)
        + "\n      version: " + std::to_string(version.version) + "\n      status: " + toString(version.status)
        + "\n      class: " + toString(definition.definitionClass) + '\n';
    text += metaText("edge_cases", definition.edgeCases) + metaText("owner", definition.owner)
        + metaText("unit", definition.unit) + metaText("cadence", definition.cadence)
        + metaText("variant", definition.variant);
    if (definition.inForceFrom)
        text += metaText("in_force_from", definition.inForceFrom->iso());
    if (!definition.sources.empty()) {
        text += "      sources:\n";
        for (const std::string &source : definition.sources)
            text += "        - " + quoted(source) + '\n';
    }
    return text;
}

} // namespace

std::string metricFlowFile(const ExportedDictionary &dictionary)
{
    std::string text = "# Metric dictionary as of " + dictionary.day.iso()
        + ", for dbt MetricFlow. The measures that simple metrics name are those of your semantic models.\n"
          "version: 2\n";
    std::vector<std::string> ids;
    for (const ExportedMetric &each : dictionary.metrics) {
        if (each.isInForce)
            ids.push_back(each.shown.definition.metric);
    }
    text += ids.empty() ? "metrics: []\n" : "metrics:\n";
    for (const ExportedMetric &each : dictionary.metrics) {
        if (!each.isInForce)
            continue;
        const Definition &definition = each.shown.definition;
        const auto quotient = quotientOf(definition.formula);
        const std::string &what = definition.plain.empty() ? definition.name : definition.plain;
        text += flowText({definition.metric, definition.name, what, definition.formula, quotient}, each.shown);
        if (!quotient)
            continue;
        const Flow parts[] = {{numeratorOf(definition.metric), definition.name + ", numerator",
                                  "Numerator of " + definition.name + '.', quotient->numerator, std::nullopt},
            {denominatorOf(definition.metric), definition.name + ", denominator",
                "Denominator of " + definition.name + '.', quotient->denominator, std::nullopt}};
        for (const Flow &part : parts) {
            if (std::ranges::find(ids, part.name) == ids.end()) // else the dictionary defines it itself
                text += flowText(part, each.shown);
        }
    }
    return text;
}

} // namespace qd::dictionary
