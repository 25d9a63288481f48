#include "core/session/undo.h"

#include "core/session/actions.h"
#include "core/session/file_sets.h"
#include "core/store/audit.h"
#include "core/store/settled_images.h"
#include "core/store/write_transaction.h"

#include <algorithm>

namespace qd::session {

namespace {

/// Settles what hangs on the rows. Where other batches of the import stand, what they settled is settled anew and kept
/// as theirs, to be taken back with them.
void settleAfter(store::Workspace &workspace, std::int64_t import)
{
    const bool linked = store::restoreSettled(workspace.db(), import);
    store::SettledImages settled(workspace.db());
    const bool othersStand = !store::batchesOfImport(workspace.db(), import).empty();
    settleAll(workspace, linked && othersStand);
    settleActions(workspace, import);
    if (othersStand)
        settled.keep(import);
}

Result<std::vector<store::UndoneBatch>> undo(
    store::Workspace &workspace, const std::vector<std::int64_t> &batches, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Taking back"), std::int64_t(batches.size()));
    store::WriteTransaction transaction(workspace, "undo import");
    std::vector<store::UndoneBatch> undone;
    for (const std::int64_t batch : batches) {
        auto done = store::undoBatch(workspace.db(), batch);
        if (!done)
            return done.error();
        store::recordChange(
            workspace, "undo import", "batch " + std::to_string(batch) + ' ' + done->file, "imported", "undone");
        undone.push_back(std::move(*done));
        if (!progress.step(std::int64_t(undone.size())))
            return cancelled();
    }
    settleAfter(workspace, undone.front().import);
    std::vector<std::string> names;
    std::ranges::transform(undone, std::back_inserter(names), &store::UndoneBatch::file);
    noteGivenBack(workspace, names);
    transaction.commit();
    return undone;
}

} // namespace

Result<store::UndoneBatch> undoBatch(store::Workspace &workspace, std::int64_t batch, Progress &progress)
{
    auto undone = undo(workspace, {batch}, progress);
    if (!undone)
        return undone.error();
    return std::move(undone->front());
}

Result<std::vector<store::UndoneBatch>> undoImport(store::Workspace &workspace, std::int64_t batch, Progress &progress)
{
    auto batches = store::batchesOfImport(workspace.db(), batch);
    if (batches.empty())
        batches = {batch}; // its error says why not
    return undo(workspace, batches, progress);
}

} // namespace qd::session
