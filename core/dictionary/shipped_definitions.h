#pragma once
#include "core/dictionary/definition.h"

#include <map>
#include <string_view>
#include <vector>

namespace qd::dictionary {

/// The definitions of the program: approved, by OwnAuthor, in force since ever, one for each file of resources/metrics;
/// by metric in byte order. Name, plain text, edge cases and version of those that core/metrics has are said there and
/// nowhere else; every other one is version 1.
[[nodiscard]] const std::vector<DefinitionVersion> &shippedDefinitions();

/// A worked example of a definition of the program, which a test computes as the text says.
struct Example {
    std::string text; ///< "190 forecast, 200 renewed: 10 / 200 = 5 %."
    double value = 0; ///< what it comes to: a fraction of a rate, major units of an amount
};
/// By metric, of those that have one.
[[nodiscard]] const std::map<std::string, Example, std::less<>> &shippedExamples();
/// The text of the example of a version; empty for one that the program did not bring along.
[[nodiscard]] std::string exampleOf(const DefinitionVersion &version);

/// The key in metrics::all() of a shipped metric; its own id for most.
[[nodiscard]] std::string_view keyInMetrics(std::string_view metric);

} // namespace qd::dictionary
