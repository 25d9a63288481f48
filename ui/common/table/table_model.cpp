#include "ui/common/table/table_model.h"

#include "ui/common/marks.h"
#include "ui/common/table/cell_value.h"

namespace qd::ui {

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TableModel::setSpec(TableSpec spec)
{
    beginResetModel();
    m_spec = std::move(spec);
    m_rowsById.clear();
    endResetModel();
}

int TableModel::rowOf(const QString &rowId) const
{
    if (m_rowsById.isEmpty()) {
        m_rowsById.reserve(m_spec.rows.size());
        // Backwards, so that the first of two equal ids is found.
        for (qsizetype row = m_spec.rows.size() - 1; row >= 0; --row)
            m_rowsById.insert(m_spec.rows[row].id, int(row));
    }
    return m_rowsById.value(rowId, -1);
}

int TableModel::columnOf(const QString &columnId) const
{
    for (qsizetype column = 0; column < m_spec.columns.size(); ++column) {
        if (m_spec.columns[column].id == columnId)
            return int(column);
    }
    return -1;
}

void TableModel::setMarked(std::function<bool(const QString &rowId)> isMarked)
{
    m_isMarked = std::move(isMarked);
}

const QVariant &TableModel::value(int row, int column) const
{
    static const QVariant missing;
    const QVector<QVariant> &values = m_spec.rows[row].values;
    return column < values.size() ? values[column] : missing;
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_spec.rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_spec.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableRow &row = m_spec.rows[index.row()];
    const TableColumn &column = m_spec.columns[index.column()];
    const QVariant &raw = value(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(raw, column);
    case Qt::AccessibleTextRole: {
        const Mark mark = column.kind == ColumnKind::State ? raw.value<StateValue>().mark : Mark::None;
        const QString word = cellText(raw, column);
        return mark == Mark::None ? word : markName(mark) + QStringLiteral(", ") + word;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isRightAligned(column.kind) ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return raw;
    case Qt::CheckStateRole:
        return column.kind == ColumnKind::Check ? QVariant(int(raw.toBool() ? Qt::Checked : Qt::Unchecked))
                                                : QVariant();
    case KindRole:
        return int(column.kind);
    case RowIdRole:
        return row.id;
    case MissingRole:
        return isMissing(raw, column.kind);
    case SectionRole:
        return row.section;
    case LeftOutRole:
        return row.leftOut;
    case MarkedRole:
        return m_isMarked && m_isMarked(row.id);
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return section < m_spec.rows.size() && role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section >= m_spec.columns.size())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return m_spec.columns[section].title;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isRightAligned(m_spec.columns[section].kind) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace qd::ui
