#pragma once
#include "ui/common/table/filter_header.h"

#include <QTableView>

namespace qd::ui {

/// The scrolling part of a table: rows without grid, hover, subheadings, keys, and a sentence where there is no row.
class GridView : public QTableView {
    Q_OBJECT
public:
    GridView(RowFilter *rows, TableModel *source, QWidget *parent = nullptr);

    [[nodiscard]] FilterHeader *filterHeader() const { return m_header; }
    [[nodiscard]] CellDelegate *cells() const { return m_cells; }
    /// Row heights for the kinds of columns and the sections there are.
    void layOutRows();
    void setCompact(bool compact);
    void renewHeights(); ///< after another density (density.h)
    /// The sentence shown in the middle when no row is.
    void setEmptyText(const QString &text);
    /// No row where only a part of one has room.
    [[nodiscard]] QModelIndex indexAt(const QPoint &place) const override;

Q_SIGNALS:
    void cellEntered(const QString &rowId, int column, bool byKey); ///< Enter or double click; column of the model
    void toggleWanted(const QString &rowId, bool byKey); ///< click on a Check cell, or Space
    void copyWanted();
    void scrolled(); ///< sideways, or the columns have moved
    void resized();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void hover(int row);
    void enterCurrent(bool byKey);
    [[nodiscard]] bool isCheck(const QModelIndex &index) const;
    void toggle(const QModelIndex &index, bool byKey);
    [[nodiscard]] int wholeRowsEnd() const; ///< y below which no row is shown whole; the height if all are
    void paintSections();
    void paintEmptyText();

    RowFilter *m_rows;
    TableModel *m_source;
    FilterHeader *m_header;
    CellDelegate *m_cells;
    QWidget *m_corner; // beside the header, above the scroll bar; owned by the scroll area
    QString m_emptyText;
    std::vector<int> m_sectionRows; // rows made higher for a subheading
    int m_hovered = -1;
    bool m_compact = false;
};

} // namespace qd::ui
