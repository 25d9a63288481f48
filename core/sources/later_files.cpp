#include "core/sources/later_files.h"

#include "core/store/import_batches.h"

namespace qd::sources {

LaterFiles::LaterFiles(
    const store::Workspace &workspace, const std::string &source, const std::string &entity, const std::string &day)
{
    for (const store::CompleteImport &later : store::completeAfter(workspace.db(), source, entity, day))
        m_days.push_back(later.asOf);
}

std::optional<std::string> LaterFiles::lacking() const
{
    return m_days.empty() ? std::nullopt : std::optional(m_days.front());
}

} // namespace qd::sources
