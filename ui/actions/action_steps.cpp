#include "ui/actions/action_steps.h"

#include "core/actions/rules_run.h"

#include <memory>

namespace qd::ui {

Edit changingActions(const QString &text, const std::vector<std::string> &ids, const actions::ActionChange &change)
{
    std::vector<actions::OwnChange> changes;
    for (const std::string &id : ids)
        changes.push_back({id, change});
    return changingActions(text, changes);
}

Edit changingActions(const QString &text, const std::vector<actions::OwnChange> &changes)
{
    const auto made = std::make_shared<std::vector<actions::KeptEdit>>();
    const auto apply = [changes, made](store::Workspace &workspace) -> Result<void> {
        auto done = actions::changeActions(workspace, changes);
        if (!done)
            return done.error();
        *made = std::move(*done);
        return {};
    };
    return {text, apply, [made](store::Workspace &workspace) { return actions::takeBack(workspace, *made); }};
}

Edit openingAction(const QString &text, const actions::NewAction &wanted)
{
    const auto made = std::make_shared<std::vector<actions::KeptEdit>>();
    const auto apply = [wanted, made](store::Workspace &workspace) -> Result<void> {
        auto done = actions::openByHand(workspace, wanted);
        if (!done)
            return done.error();
        *made = {std::move(*done)};
        return {};
    };
    return {text, apply, [made](store::Workspace &workspace) { return actions::takeBack(workspace, *made); }};
}

namespace {

/// `change` keeps what it made, which undo takes back.
Edit keepingEscalation(
    const QString &text, const std::function<Result<programmes::KeptEscalation>(store::Workspace &)> &change)
{
    const auto made = std::make_shared<programmes::KeptEscalation>();
    const auto apply = [change, made](store::Workspace &workspace) -> Result<void> {
        auto done = change(workspace);
        if (!done)
            return done.error();
        *made = std::move(*done);
        return {};
    };
    return {
        text, apply, [made](store::Workspace &workspace) { return programmes::takeBackEscalation(workspace, *made); }};
}

} // namespace

Edit openingEscalation(const QString &text, const programmes::NewEscalation &made)
{
    return keepingEscalation(
        text, [made](store::Workspace &workspace) { return programmes::openEscalation(workspace, made); });
}

Edit changingEscalation(const QString &text, const std::string &id, const programmes::EscalationChange &change)
{
    return keepingEscalation(text,
        [id, change](store::Workspace &workspace) { return programmes::changeEscalation(workspace, id, change); });
}

Edit savingRules(const QString &text, const std::string &rules)
{
    struct Saved {
        int version = 0;
        std::string before;
        std::vector<std::string> opened;
    };
    const auto saved = std::make_shared<Saved>();
    const auto apply = [rules, saved](store::Workspace &workspace) -> Result<void> {
        Progress quiet;
        std::string before = actions::rulesText(workspace);
        const auto run = actions::saveAndOpen(workspace, rules, std::nullopt, quiet);
        if (!run)
            return run.error();
        *saved = {run->saved.version, std::move(before), run->openedIds()};
        return {};
    };
    return {text, apply, [saved](store::Workspace &workspace) {
                return actions::takeBackRules(workspace, saved->version, saved->before, saved->opened);
            }};
}

} // namespace qd::ui
