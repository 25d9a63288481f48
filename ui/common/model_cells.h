#pragma once
#include "ui/common/model_rows.h"

#include <QStyledItemDelegate>

namespace qd::ui {

/// Paints the cells of ModelRows and gives them a line to type in that hands over every key.
class ModelCells : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int FaultRole = Qt::UserRole; ///< the sentence, for a cell that cannot be so
    static constexpr int Padding = 8;

    ModelCells(const QList<ModelRows::Column> &columns, QObject *parent);
    void setChoices(int column, const QStringList &choices) { m_columns[column].choices = choices; }
    [[nodiscard]] bool isNumber(int column) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QList<ModelRows::Column> m_columns;
};

} // namespace qd::ui
