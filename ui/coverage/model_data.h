#pragma once
#include "core/coverage/books.h"
#include "core/coverage/model_store.h"
#include "ui/shell/edit.h"
#include "ui/shell/page_context.h"

#include <memory>

namespace qd::ui {

/// What the touch model dialogs stand on: one job's result.
struct ModelData {
    coverage::SavedModel current;
    std::vector<coverage::SavedModel> versions; ///< newest first, the shipped default last as version 0
    std::shared_ptr<const coverage::CoverageInput> input; ///< nullptr where there is nobody to preview on
    QString noInput; ///< then why
};
using ModelDataPtr = std::shared_ptr<const ModelData>;

/// Reads the workspace; runs in a job. A workspace without roster or ARR is no failure: the model can be edited all
/// the same.
[[nodiscard]] Result<ModelDataPtr> readModelData(const PageContext &context);

/// Saves `model` as a new version; taken back, the model that was in force becomes one again. Both are in the audit
/// log.
[[nodiscard]] Edit modelEdit(const QString &text, const coverage::CapacityModel &model, const std::string &name);

/// Account ids of loads, for an AccountList.
[[nodiscard]] QStringList accountIds(const coverage::CoverageInput &input, const std::vector<int> &loads);

/// "version 3 by ann, 12 Nov 2026", or that nobody saved one yet.
[[nodiscard]] QString savedText(const coverage::SavedModel &saved);

} // namespace qd::ui
