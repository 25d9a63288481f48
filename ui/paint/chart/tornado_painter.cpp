#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/tornado_layout.h"
#include "ui/paint/theme.h"

namespace qd::ui {
namespace {

constexpr double ValueGap = 5;
constexpr double Swatch = 9;

/// Unit left, then what the colours mean, from the right.
void paintLegend(const ChartCanvas &canvas, const QRectF &rect, const TornadoLayout &layout)
{
    const QFont font = chartFont(Type::Small, canvas.layout.scale);
    const double line = 14 * canvas.layout.scale;
    canvas.textIn({rect.left(), rect.top(), 0, line}, layout.unit.text, font, canvas.theme.text3);
    if (canvas.spec.series.size() < 2)
        return;
    double right = rect.right();
    for (int index = int(canvas.spec.series.size()) - 1; index >= 0; --index) {
        const QString &name = canvas.spec.series.at(index).name;
        canvas.textIn({right, rect.top(), 0, line}, name, font, canvas.theme.text2, Qt::AlignRight);
        right -= textWidth(font, name) + (Swatch + 4) * canvas.layout.scale;
        const double side = Swatch * canvas.layout.scale;
        canvas.painter.fillRect(QRectF(std::round(right), std::round(rect.top() + (line - side) / 2), side, side),
            canvas.seriesColour(index));
        right -= 12 * canvas.layout.scale;
    }
}

} // namespace

void paintTornado(const ChartCanvas &canvas, const QRectF &rect)
{
    const TornadoLayout layout = layoutTornado(rect, canvas.spec, canvas.layout.scale);
    paintLegend(canvas, rect, layout);
    const QFont font = chartFont(Type::Small, canvas.layout.scale);
    const double numberHeight = 14 * canvas.layout.scale;
    for (const TornadoTick &tick : layout.ticks) {
        const double half = textWidth(font, tick.text) / 2;
        canvas.textIn({tick.x - half, layout.plot.top() - numberHeight - 1, 0, numberHeight}, tick.text, font,
            canvas.theme.text3);
        canvas.vertical(tick.x, layout.plot.top(), layout.plot.bottom(), canvas.theme.grid);
    }
    for (const auto &row : layout.rows)
        if (canvas.isMarked(row.category))
            canvas.painter.fillRect(row.box, canvas.theme.tint);
    for (const auto &bar : layout.bars)
        canvas.painter.fillRect(bar.box, canvas.seriesColour(bar.place.series));
    canvas.vertical(layout.zero, layout.plot.top(), layout.plot.bottom(), canvas.theme.strong);
    const double gap = ValueGap * canvas.layout.scale;
    for (const auto &row : layout.rows) {
        const QColor ink = canvas.isMarked(row.category) ? canvas.theme.textOnTint : canvas.theme.text2;
        const QRectF line(0, row.box.top(), 0, row.box.height());
        canvas.textIn(line.translated(layout.nameRight, 0), row.name, font,
            canvas.isMarked(row.category) ? ink : canvas.theme.text1, Qt::AlignRight);
        canvas.textIn(line.translated(row.leftEdge - gap, 0), row.left, font, ink, Qt::AlignRight);
        canvas.textIn(line.translated(row.rightEdge + gap, 0), row.right, font, ink);
    }
}

} // namespace qd::ui
