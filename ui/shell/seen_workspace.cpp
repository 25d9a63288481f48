#include "ui/shell/seen_workspace.h"

#include "core/store/workspace.h"

namespace qd::ui {

Result<std::unique_ptr<store::Workspace>> openAsSeen(const std::string &path, const store::ChangeMark &seen)
{
    auto workspace = store::Workspace::open(path);
    if (!workspace)
        return workspace.error();
    const store::ChangeMark last = store::lastChange(**workspace);
    if (last != seen && last.writer != store::currentWriter())
        return store::changedMeanwhile(last);
    return workspace;
}

} // namespace qd::ui
