#pragma once
#include "core/base/text_map.h"
#include "core/store/row_cursor.h"

namespace qd::store {

/// The customers that records are linked to, asked for in the order of the records: both tables are read once through,
/// side by side, which takes half the time of looking each record up.
class AcceptedLinks {
public:
    explicit AcceptedLinks(const Workspace &workspace);

    /// Goes to the link of a record; false when it has none. Records are asked for by ascending (source, id).
    bool goTo(std::string_view source, std::string_view id);
    /// Of the record that goTo() found; texts are valid until the next one.
    [[nodiscard]] std::string_view account() const { return m_row.text(2); }
    [[nodiscard]] std::string_view method() const { return m_row.text(3); } ///< own, id, domain, name, probable, manual
    [[nodiscard]] double score() const { return m_row.real(4); }

private:
    RowCursor m_row;
    bool m_isRow;
};

/// Kind of each source: crm, billing ...
[[nodiscard]] TextMap<std::string> sourceKinds(const Workspace &workspace);

} // namespace qd::store
