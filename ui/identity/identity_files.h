#pragma once
#include "core/base/result.h"

#include <string>

namespace qd::ui {

/// Writes the decisions in force of a workspace as CSV. Errors of opening it and of store::writeOutput().
[[nodiscard]] Result<void> writeDecisions(const std::string &workspace, const std::string &path);
/// Writes what a customer is made of (answers::customerSpecification()), as HTML where the name ends so, else as
/// Markdown. The same errors, and NoData before anything was imported.
[[nodiscard]] Result<void> writeSpecification(const std::string &workspace, const std::string &path);

} // namespace qd::ui
