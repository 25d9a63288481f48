#pragma once
#include "ui/common/table/table_spec.h"

#include <QFrame>
#include <QVector>

class QPainter;

namespace qd::ui {

/// One cell of a totals strip.
struct TotalCell {
    QString id; ///< comes back when it is activated; empty for a cell that opens nothing
    QString label;
    QString value;
    QString note;
    Mark noteMark = Mark::None; ///< painted before the note and colours it: its state
    QString before = {}; ///< stands lighter before the value: what it was
};

/// A row of totals in one white frame, parted by lines; each cell with an id opens on click or Enter. The cells are
/// equally wide unless one needs more.
class TotalsStrip : public QFrame {
    Q_OBJECT
public:
    explicit TotalsStrip(QWidget *parent = nullptr);
    void setCells(QVector<TotalCell> cells);
    [[nodiscard]] const QVector<TotalCell> &cells() const { return m_cells; }
    /// Label and value only, within a panel: lower, a line above instead of a frame; two rows of cells where one has no
    /// room for their words.
    void setCompact(bool compact);
    [[nodiscard]] QSize sizeHint() const override { return {600, m_compact ? CompactHeight * m_rows : 74}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {m_compact ? 240 : 300, sizeHint().height()}; }

Q_SIGNALS:
    void activated(const QString &cellId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    static constexpr int CompactHeight = 46;

    [[nodiscard]] QRectF cellRect(qsizetype index) const;
    [[nodiscard]] double neededWidth(qsizetype index) const; ///< to print all its words
    void measure();
    void chooseRows();
    [[nodiscard]] QRectF compactBox(const QRectF &whole) const;
    [[nodiscard]] bool hasRoomForBefore() const;
    void paintWords(QPainter &painter, const QRectF &inner, const TotalCell &cell) const;
    QVector<TotalCell> m_cells;
    QVector<double> m_needs;
    qsizetype m_current = 0;
    int m_rows = 1;
    bool m_compact = false;
};

} // namespace qd::ui
