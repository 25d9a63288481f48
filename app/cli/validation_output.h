#pragma once
#include "app/cli/command.h"

#include "core/validation/validation.h"

namespace qd::cli {

/// What a row of a validation is about.
struct JudgedModel {
    std::string model;
    std::optional<int> lead = {}; ///< days; nothing where the cases came from a query
};

/// A row as CONTRACT-ROOMS section 3 has it; `leadTime` in days.
[[nodiscard]] Json validationRowJson(const JudgedModel &judged, const validation::ValidationRow &row,
    const std::optional<double> &leadTime = std::nullopt);
[[nodiscard]] Json fairnessRowJson(
    const JudgedModel &judged, const std::string &dimension, const validation::FairnessRow &row);

/// The head of a table of rows, and a row of it; with a model and a lead where the cases did not come from a query.
void printValidationHead(bool withModel);
void printValidationRow(const JudgedModel &judged, const validation::ValidationRow &row);

} // namespace qd::cli
