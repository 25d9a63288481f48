#pragma once
#include "core/dictionary/definition.h"

#include <string_view>
#include <vector>

namespace qd::dictionary {

/// The definitions of the program: approved, by OwnAuthor, in force since ever, one for each file of resources/metrics;
/// by metric in byte order. Name, plain text, edge cases and version of those that core/metrics has are said there and
/// nowhere else; every other one is version 1.
[[nodiscard]] const std::vector<DefinitionVersion> &shippedDefinitions();

/// The key in metrics::all() of a shipped metric; its own id for most.
[[nodiscard]] std::string_view keyInMetrics(std::string_view metric);

} // namespace qd::dictionary
