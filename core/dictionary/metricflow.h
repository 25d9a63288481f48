#pragma once
#include "core/dictionary/dictionary_export.h"

namespace qd::dictionary {

/// The metrics that are in force as a YAML file for dbt's MetricFlow. Each has name, label, description, type and,
/// under `meta`, formula, version and what else the definition says. The type is `ratio` where quotientOf() the formula
/// gives two parts, which are then metrics of their own (NAME_numerator, NAME_denominator), else `simple`. A simple
/// metric names the measure of its own name, which a semantic model has to define: the dictionary has words, not
/// columns. Texts are double-quoted, so that no sign in them is YAML.
[[nodiscard]] std::string metricFlowFile(const ExportedDictionary &dictionary);

} // namespace qd::dictionary
