#include "core/actions/rules_run.h"

#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

namespace qd::actions {

namespace {

Result<RulesRun> evaluateAndKeep(
    store::Workspace &workspace, SavedRules saved, std::optional<Date> asOf, Progress &progress)
{
    auto data = RuleData::read(workspace, progress);
    if (!data && data.error().code == ErrorCode::NoData)
        return RulesRun{std::move(saved), std::nullopt, std::nullopt};
    if (!data)
        return data.error();
    const Date day = asOf.value_or(data->history->latestDay());
    const auto facts = AccountFacts::on(saved.rules, *data->history, *data->colours, day);
    if (!facts)
        return facts.error();
    Evaluation evaluation = evaluate(saved.rules, *facts, data->log, data->history->portfolio());
    keepOpened(workspace, evaluation, saved.version, data->accounts());
    return RulesRun{std::move(saved), std::move(*data), std::move(evaluation)};
}

Error cannotBeWritten(const store::Workspace &workspace)
{
    return {ErrorCode::ReadOnly,
        {QD_WORDS("Actions", "%1 cannot be written; the rules were not saved. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

} // namespace

std::vector<std::string> RulesRun::openedIds() const
{
    std::vector<std::string> ids;
    if (evaluation) {
        for (const Opening &opening : evaluation->opened)
            ids.push_back(actionId(opening.rule, data->accounts().at(opening.account).id, evaluation->day));
    }
    return ids;
}

Result<RuleData> RuleData::read(const store::Workspace &workspace, Progress &progress)
{
    auto history = signs::Signals::read(workspace, progress);
    if (!history)
        return history.error();
    auto models = health::ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    const signs::Signals &signs = **history;
    auto colours = std::make_unique<const health::KnownColours>(
        health::coloursInForce(std::move(*models), signs), health::overrides(workspace), signs.accounts());
    return RuleData{std::move(*history), std::move(colours), ActionLog::read(workspace, signs.accounts())};
}

Result<RulesRun> saveAndOpen(
    store::Workspace &workspace, std::string_view text, std::optional<Date> asOf, Progress &progress)
{
    if (workspace.isReadOnly())
        return cannotBeWritten(workspace);
    store::WriteTransaction transaction(workspace, "save action rules");
    auto saved = keepRules(workspace, text);
    if (!saved)
        return saved.error();
    auto run = evaluateAndKeep(workspace, std::move(*saved), asOf, progress);
    if (!run)
        return run.error();
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return run;
}

Result<void> takeBackRules(
    store::Workspace &workspace, int version, const std::string &before, const std::vector<std::string> &opened)
{
    if (workspace.isReadOnly())
        return cannotBeWritten(workspace);
    store::WriteTransaction transaction(workspace, "take back action rules");
    const auto saved = rulesInForce(workspace);
    if (!saved)
        return saved.error();
    if (saved->version != version)
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Actions", "Version %1 of the action rules is no longer in force; nothing was taken back."),
                {std::to_string(version)}}};
    takeBackOpened(workspace, opened);
    if (const auto kept = keepRules(workspace, before.empty() ? R"({"rules": []})" : before); !kept)
        return kept.error();
    transaction.commit();
    return {};
}

Result<void> openByRules(store::Workspace &workspace, Progress &progress)
{
    auto saved = rulesInForce(workspace);
    if (!saved)
        return saved.error();
    if (saved->rules.rules.empty())
        return {};
    const auto run = evaluateAndKeep(workspace, std::move(*saved), std::nullopt, progress);
    if (!run)
        return run.error();
    return {};
}

} // namespace qd::actions
