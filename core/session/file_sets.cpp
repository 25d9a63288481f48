#include "core/session/file_sets.h"

#include "core/store/audit.h"
#include "core/store/failure.h"
#include "core/store/write_transaction.h"

namespace qd::session {

Result<void> keepFileSets(store::Workspace &workspace, const std::vector<sources::FileSet> &sets)
{
    try {
        store::WriteTransaction transaction(workspace, "keep file sets");
        const std::string before = workspace.setting(sources::FileSetsSetting).value_or(std::string());
        const std::string after = sources::textOf(sets);
        if (before != after) {
            workspace.setSetting(sources::FileSetsSetting, after);
            store::recordChange(workspace, "keep file sets", sources::FileSetsSetting, before, after);
        }
        transaction.commit();
        return {};
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
}

Result<void> noteTaken(store::Workspace &workspace, const std::vector<std::string> &paths)
{
    auto sets = sources::fileSetsFrom(workspace.setting(sources::FileSetsSetting).value_or(std::string()));
    for (sources::FileSet &set : sets)
        set = sources::takenFrom(std::move(set), paths);
    return sets.empty() ? Result<void>() : keepFileSets(workspace, sets);
}

} // namespace qd::session
