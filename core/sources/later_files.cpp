#include "core/sources/later_files.h"

#include "core/sources/entity_writer.h"
#include "core/store/held_rows.h"
#include "core/store/import_batches.h"

#include <algorithm>

namespace qd::sources {

LaterFiles::LaterFiles(
    const store::Workspace &workspace, const std::string &source, const std::string &entity, const std::string &day)
{
    for (const store::CompleteImport &later : store::completeAfter(workspace.db(), source, entity, day)) {
        Import &import = m_imports.emplace_back(Import{later.asOf, {}});
        for (const std::vector<std::string> &key : store::heldKeys(workspace.db(), source, entity, later.import))
            import.held.insert(KeyText(key).text());
    }
}

std::optional<std::string> LaterFiles::lacking(const std::string &key) const
{
    const auto found =
        std::ranges::find_if(m_imports, [&key](const Import &import) { return !import.held.contains(key); });
    return found == m_imports.end() ? std::nullopt : std::optional(found->asOf);
}

} // namespace qd::sources
