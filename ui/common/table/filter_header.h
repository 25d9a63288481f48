#pragma once
#include "ui/common/table/cell_delegate.h"

#include <QHeaderView>

namespace qd::ui {

class FilterField;

/// The header of a table: titles, the sorted one strong with an arrow, and under them a row of fields that filter.
class FilterHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit FilterHeader(QWidget *parent = nullptr);

    /// New fields for new columns; filter texts are forgotten.
    void setColumns(const QVector<TableColumn> &columns, bool withFilterRow);
    void setSorted(int column, Qt::SortOrder order);
    void setFilterText(int column, const QString &text);
    /// Marks a filter that does not parse and says how one is written.
    void setFilterBad(int column, bool bad);
    void setCompact(bool compact);
    /// Width that shows a column's title with its arrow.
    [[nodiscard]] int titleWidth(const TableColumn &column) const;
    [[nodiscard]] QSize sizeHint() const override;

    /// Puts the fields under their columns; to be called when the table has scrolled.
    void placeFields();

Q_SIGNALS:
    void filterEdited(int column, const QString &text);
    void leftDownwards(); ///< Enter or arrow down in a field

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int titleHeight() const;

    QVector<TableColumn> m_columns;
    QVector<FilterField *> m_fields; // by column; owned by the viewport
    TableFonts m_fonts;
    int m_sorted = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_compact = false;
};

} // namespace qd::ui
