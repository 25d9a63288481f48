#include "core/dictionary/dictionary_undo.h"

#include "core/dictionary/dictionary_store.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

namespace qd::dictionary {

namespace {

/// "version 1 approved, version 2 draft", for the audit log.
std::string stateText(const std::vector<DefinitionVersion> &versions)
{
    std::string text;
    for (const DefinitionVersion &each : versions)
        text += (text.empty() ? "version " : ", version ") + std::to_string(each.version) + " " + toString(each.status);
    return text.empty() ? "as shipped" : text;
}

} // namespace

KeptMetric keptOf(const store::Workspace &workspace, const std::string &metric)
{
    KeptMetric kept{metric, {}, lastConflict(workspace)};
    for (DefinitionVersion &each : keptVersions(workspace)) {
        if (each.definition.metric == metric)
            kept.versions.push_back(std::move(each));
    }
    return kept;
}

Result<void> takeBack(store::Workspace &workspace, const KeptMetric &before)
{
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Dictionary",
                 "%1 cannot be written; the dictionary was not changed. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "change dictionary");
    const KeptMetric now = keptOf(workspace, before.metric);
    keepOnly(workspace, before.metric, before.versions);
    dropConflictsAfter(workspace, before.metric, before.lastConflict);
    store::recordChange(
        workspace, "take back definition", before.metric, stateText(now.versions), stateText(before.versions));
    transaction.commit();
    return {};
}

} // namespace qd::dictionary
