#include "ui/health/model_steps.h"

#include <memory>
#include <optional>

namespace qd::ui {

namespace {

using Change = std::function<Result<health::ModelChange>(store::Workspace &)>;

/// What undo takes back is the change as it reached the workspace.
Edit editOf(const QString &text, const Change &change)
{
    const auto made = std::make_shared<std::optional<health::ModelChange>>();
    const auto apply = [change, made](store::Workspace &workspace) -> Result<void> {
        auto done = change(workspace);
        if (!done)
            return done.error();
        *made = std::move(*done);
        return {};
    };
    return {text, apply, [made](store::Workspace &workspace) { return health::takeBack(workspace, **made); }};
}

} // namespace

Edit savingHealthModel(
    const QString &text, const std::string &model, const std::string &reason, const std::string &by, health::SaveAs as)
{
    return editOf(
        text, [=](store::Workspace &workspace) { return health::saveHealthModel(workspace, model, reason, by, as); });
}

Edit movingHealthModel(const QString &text, const health::ModelStepAsked &asked)
{
    return editOf(text, [asked](store::Workspace &workspace) { return health::moveHealthModel(workspace, asked); });
}

} // namespace qd::ui
