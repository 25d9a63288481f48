#include "core/session/file_sets.h"

#include "core/store/audit.h"
#include "core/store/failure.h"
#include "core/store/write_transaction.h"

namespace qd::session {

namespace {

/// Within the caller's transaction.
void put(store::Workspace &workspace, const std::vector<sources::FileSet> &sets)
{
    const std::string before = workspace.setting(sources::FileSetsSetting).value_or(std::string());
    const std::string after = sources::textOf(sets);
    if (before == after)
        return;
    workspace.setSetting(sources::FileSetsSetting, after);
    store::recordChange(workspace, "keep file sets", sources::FileSetsSetting, before, after);
}

std::vector<sources::FileSet> keptSets(const store::Workspace &workspace)
{
    return sources::fileSetsFrom(workspace.setting(sources::FileSetsSetting).value_or(std::string()));
}

} // namespace

Result<void> keepFileSets(store::Workspace &workspace, const std::vector<sources::FileSet> &sets)
{
    try {
        store::WriteTransaction transaction(workspace, "keep file sets");
        put(workspace, sets);
        transaction.commit();
        return {};
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
}

Result<void> noteTaken(store::Workspace &workspace, const std::vector<std::string> &paths)
{
    auto sets = keptSets(workspace);
    for (sources::FileSet &set : sets)
        set = sources::takenFrom(std::move(set), paths);
    return sets.empty() ? Result<void>() : keepFileSets(workspace, sets);
}

void noteGivenBack(store::Workspace &workspace, const std::vector<std::string> &names)
{
    auto sets = keptSets(workspace);
    for (sources::FileSet &set : sets)
        set = sources::givenBackTo(std::move(set), names);
    put(workspace, sets);
}

} // namespace qd::session
