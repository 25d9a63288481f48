#pragma once
#include "core/actions/action_log.h"
#include "core/actions/actions_store.h"
#include "core/base/progress.h"

#include <memory>

namespace qd::actions {

/// What rules are evaluated on, read once. It uses the workspace's connection: one of these stays on its thread, and
/// the workspace must outlive it.
struct RuleData {
    std::unique_ptr<const signs::Signals> history;
    std::unique_ptr<const health::KnownColours> colours; ///< of overrides, models in force, last scores
    ActionLog log; ///< as it stood before anything was opened

    /// Errors as Signals::read(): NoData without ARR; of ModelsInForce::read().
    [[nodiscard]] static Result<RuleData> read(const store::Workspace &workspace, Progress &progress);
    [[nodiscard]] const identity::AccountDirectory &accounts() const { return history->accounts(); }
};

/// Rules and what they opened.
struct RulesRun {
    SavedRules saved;
    std::optional<RuleData> data; ///< nothing in a workspace without ARR, where nothing can be evaluated
    std::optional<Evaluation> evaluation; ///< the same

    [[nodiscard]] std::vector<std::string> openedIds() const; ///< of the actions that were opened
};

/// Keeps rules and opens what they ask for on a day, by default the latest one known: one transaction, recorded in the
/// audit log. In a workspace without ARR they are kept and open nothing yet. Errors as ruleSetFromText() and
/// AccountFacts::on(), on which nothing is kept; ReadOnly; Cancelled.
[[nodiscard]] Result<RulesRun> saveAndOpen(
    store::Workspace &workspace, std::string_view text, std::optional<Date> asOf, Progress &progress);

/// Takes back a saveAndOpen(): what it opened and nobody touched goes, and `before`, the text of the rules that were in
/// force (empty for none), is kept as the next version, which opens nothing. One transaction. Conflict, and nothing is
/// changed, where `version` is no longer in force; ReadOnly.
[[nodiscard]] Result<void> takeBackRules(
    store::Workspace &workspace, int version, const std::string &before, const std::vector<std::string> &opened);

/// Opens what the rules in force ask for on the latest day, within the caller's transaction: the end of an import and
/// of identity. The same day twice opens nothing twice. Nothing happens without rules. Errors as saveAndOpen(), on
/// which nothing is opened.
[[nodiscard]] Result<void> openByRules(store::Workspace &workspace, Progress &progress);

} // namespace qd::actions
