#pragma once
#include "ui/common/table/row_filter.h"

#include <QFontMetrics>
#include <QStyledItemDelegate>

namespace qd::ui {

struct Theme;

/// Fonts of a table, taken once: a theme makes a new QFont each time it is asked.
struct TableFonts {
    TableFonts();
    QFont dense, name, strong, small, header;
};

/// Space between the edge of a column and what stands in it, in the header, the rows and the totals alike.
constexpr int CellPadding = 8;
/// Height of the subheading above the first row of a section.
constexpr int SectionHeight = 24;

/// Paints every kind of cell of a table: ground, row line, text, marks, bars, tags, the frame of the current cell.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(const RowFilter *rows, const TableModel *model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The tooltip of a cut text.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    /// Width in pixels that shows the value whole, with the paddings.
    [[nodiscard]] int wholeWidth(const QVariant &value, const TableColumn &column) const;
    /// Whether the pointer is over the row; -1 for none.
    void setHoveredRow(int row) { m_hoveredRow = row; }
    [[nodiscard]] const TableFonts &fonts() const { return m_fonts; }
    /// After the user's scale has changed.
    void renewFonts() { m_fonts = TableFonts(); }

private:
    struct Cell;
    void paintText(QPainter &painter, const Cell &cell, const QRect &rect, const QString &text, const QColor &ink,
        const QFont &font) const;
    void paintKind(QPainter &painter, const Cell &cell) const;
    void paintState(QPainter &painter, const Cell &cell) const;
    void paintBar(QPainter &painter, const Cell &cell) const;
    void paintDeltaBar(QPainter &painter, const Cell &cell) const;
    void paintFigure(QPainter &painter, const Cell &cell) const;
    void paintTag(QPainter &painter, const Cell &cell) const;
    void paintTwoLine(QPainter &painter, const Cell &cell) const;
    void paintCheck(QPainter &painter, const Cell &cell) const;
    [[nodiscard]] const QFont &fontOf(ColumnKind kind) const;

    const RowFilter *m_rows;
    const TableModel *m_model;
    TableFonts m_fonts;
    int m_hoveredRow = -1;
};

} // namespace qd::ui
