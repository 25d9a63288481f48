#pragma once
#include "ui/paint/chart/chart_painter.h"

#include <QColor>
#include <QWidget>

namespace qd::ui {

struct TooltipRow {
    QColor swatch; ///< invalid for none
    QString name;
    QString value;
    bool isTotal = false;
};

/// What the tooltip of a place says: a heading and a row per series; stacks end with their net or total.
struct TooltipText {
    QString heading;
    QVector<TooltipRow> rows;
};

[[nodiscard]] TooltipText tooltipText(const ChartSpec &spec, ChartPlace place, const Theme &theme);

/// The tooltip of a chart: a child of the window, so that a small chart does not cut it, and blind to the mouse.
class ChartTooltip : public QWidget {
    Q_OBJECT
public:
    explicit ChartTooltip(QWidget *parent);
    /// Shows `text` beside `anchor` (in the parent's coordinates), on whichever side has room.
    void showText(const TooltipText &text, const QRect &anchor);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QSize wantedSize() const;

    TooltipText m_text;
};

} // namespace qd::ui
