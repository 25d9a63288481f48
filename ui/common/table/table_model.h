#pragma once
#include "ui/common/table/table_spec.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace qd::ui {

/// The rows of a TableSpec as a model. It never changes but as a whole.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole + 1, ///< the raw value
        KindRole, ///< int of ColumnKind
        RowIdRole, ///< QString
        MissingRole, ///< bool: reads "none"
        SectionRole, ///< QString, the section the row belongs to
        LeftOutRole, ///< bool: present, but not counted
        MarkedRole, ///< bool: of what is selected elsewhere on the page
    };

    explicit TableModel(QObject *parent = nullptr);

    void setSpec(TableSpec spec);
    [[nodiscard]] const TableSpec &spec() const { return m_spec; }
    /// Marks the rows that `isMarked` says of, by their ids; of later specs too. Who shows them paints anew.
    void setMarked(std::function<bool(const QString &rowId)> isMarked);
    /// -1 if there is no such row or column.
    [[nodiscard]] int rowOf(const QString &rowId) const;
    [[nodiscard]] int columnOf(const QString &columnId) const;
    /// The raw value; a row that is shorter than the columns has missing values at its end.
    [[nodiscard]] const QVariant &value(int row, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    TableSpec m_spec;
    std::function<bool(const QString &)> m_isMarked;
    mutable QHash<QString, int> m_rowsById; // made when first asked for: a million ids take a moment
};

} // namespace qd::ui
