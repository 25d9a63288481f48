#pragma once
#include "ui/common/table/cell_delegate.h"

#include <QWidget>

class QHeaderView;

namespace qd::ui {

/// The row of sums pinned below a table, in step with its columns.
class TotalsRow : public QWidget {
    Q_OBJECT
public:
    TotalsRow(const RowFilter *rows, const TableModel *model, QHeaderView *header, QWidget *parent = nullptr);

    /// Adds up again, over the rows that pass the filters and count.
    void renew();
    /// What stands under a column; empty if nothing is summed there.
    [[nodiscard]] QString textOf(int column) const { return m_texts.value(column); }
    /// "37 breaks", or "12 of 37 breaks" when filtered; empty without a noun.
    [[nodiscard]] QString countText() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int countRoom() const;

    const RowFilter *m_rows;
    const TableModel *m_model;
    QHeaderView *m_header;
    QHash<int, QString> m_texts;
    QString m_count;
    QFont m_font;
};

} // namespace qd::ui
