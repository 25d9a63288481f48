#pragma once
#include "app/cli/command.h"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace qd::cli {

/// {"nrr": 2, "grr": 1}: the versions of the dictionary's definitions in force on a day, by metric; null for one that
/// was retired by then.
[[nodiscard]] Json definitionsUsed(
    const store::Workspace &workspace, Date day, std::initializer_list<std::string_view> metrics);

/// An answer with the same as its `definitions`; without a day, as it is.
[[nodiscard]] Json withDefinitions(Json answer, const store::Workspace &workspace, std::optional<Date> day,
    std::initializer_list<std::string_view> metrics);

/// Says on stderr where NRR, GRR or logo churn of a day have another convention in force than point to point of
/// customers at the rates of the end with the grace of the workspace.
void warnOfOtherConventions(const store::Workspace &workspace, Date day);

} // namespace qd::cli
