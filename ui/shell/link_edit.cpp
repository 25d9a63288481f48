#include "ui/shell/link_edit.h"

#include "core/session/identity_decisions.h"

#include <memory>

namespace qd::ui {

namespace {

Result<session::DecisionReport> decide(
    store::Workspace &workspace, const std::vector<identity::LinkDecision> &decisions)
{
    Progress quiet;
    return session::decideLinks(workspace, decisions, quiet);
}

} // namespace

Edit linkEdit(const QString &text, std::vector<identity::LinkDecision> decisions)
{
    const auto before = std::make_shared<std::vector<identity::LinkDecision>>();
    return {text,
        [decisions = std::move(decisions), before](store::Workspace &workspace) -> Result<void> {
            auto done = decide(workspace, decisions);
            if (!done)
                return done.error();
            *before = std::move(done->before);
            return {};
        },
        [before](store::Workspace &workspace) -> Result<void> {
            const auto done = decide(workspace, *before);
            return done ? Result<void>() : Result<void>(done.error());
        }};
}

} // namespace qd::ui
