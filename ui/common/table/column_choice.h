#pragma once
#include "ui/common/table/table_spec.h"

#include <QHash>
#include <QSet>

namespace qd::ui {

/// Which columns of a table are shown, in which order and how wide: the user's own, remembered by the table's id.
struct ColumnChoice {
    QStringList order; ///< ids of all columns
    QSet<QString> hidden;
    QHash<QString, int> widths; ///< only of columns the user has sized

    [[nodiscard]] static ColumnChoice defaults(const TableSpec &spec);
    /// What was saved for the table; columns that are new since then follow the others, as the spec shows them. The
    /// defaults if nothing was saved or the table has no id.
    [[nodiscard]] static ColumnChoice load(const TableSpec &spec);
    void save(const TableSpec &spec) const;

    [[nodiscard]] int shownCount() const { return int(order.size() - hidden.size()); }
};

/// Id of the column that cannot be hidden: the first key, else the first column.
[[nodiscard]] QString lockedColumn(const TableSpec &spec);

/// What a column needs, in pixels.
struct ColumnRoom {
    int whole = 0; ///< shows every value whole
    int least = 0; ///< may be cut down to this
    int priority = 0; ///< the highest goes first when room is short; 0 stays
    bool cutFirst = false; ///< free text is cut before names are
    bool fixed = false; ///< sized by the user
};

/// Widths that fill `available`; 0 for a column left out for lack of room. Free text is cut first, then columns go by
/// priority, then names are cut; what still does not fit is for the scroll bar. Spare room is shared in proportion.
[[nodiscard]] QVector<int> fitColumns(const QVector<ColumnRoom> &columns, int available);

} // namespace qd::ui
