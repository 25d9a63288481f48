#pragma once
#include "core/health/model_changes.h"
#include "ui/shell/edit.h"

namespace qd::ui {

/// What persons decide of health models, as edits of the workspace that can be undone.

/// Keeps a model, M.json, as the next version; undo withdraws it, or where the text was saved before brings back what
/// it was.
[[nodiscard]] Edit savingHealthModel(
    const QString &text, const std::string &model, const std::string &reason, const std::string &by, health::SaveAs as);
/// Moves a version on; undo leaves it as it was before.
[[nodiscard]] Edit movingHealthModel(const QString &text, const health::ModelStepAsked &asked);

} // namespace qd::ui
