#include "core/store/accepted_links.h"

#include "core/store/workspace.h"

#include <utility>

namespace qd::store {

AcceptedLinks::AcceptedLinks(const Workspace &workspace)
    // The table itself is in this order; the index of accepted links would look each of them up in it.
    : m_row(workspace,
        "SELECT source, record_id, account, method, score FROM account_link NOT INDEXED WHERE status = 'accepted' "
        "ORDER BY source, record_id")
    , m_isRow(m_row.next())
{
}

bool AcceptedLinks::goTo(std::string_view source, std::string_view id)
{
    const std::pair wanted(source, id);
    for (; m_isRow; m_isRow = m_row.next()) {
        if (const auto order = std::pair(m_row.text(0), m_row.text(1)) <=> wanted; order >= 0)
            return order == 0;
    }
    return false;
}

TextMap<std::string> sourceKinds(const Workspace &workspace)
{
    TextMap<std::string> kinds;
    RowCursor row(workspace, "SELECT name, kind FROM source");
    while (row.next())
        kinds.emplace(row.text(0), row.text(1));
    return kinds;
}

} // namespace qd::store
