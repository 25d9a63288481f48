#include "ui/paint/chart/chart_canvas.h"

#include "ui/paint/one_line.h"
#include "ui/paint/theme.h"

#include <QPaintDevice>

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double ReferenceDpi = 96;
constexpr std::array<size_t, 7> PrimaryOrder{1, 2, 3, 6, 4, 5, 7};

QFont forDevice(QFont font, const QPaintDevice *device)
{
    const int dpi = device ? device->logicalDpiY() : 0;
    if (dpi > 0)
        font.setPointSizeF(font.pointSizeF() * ReferenceDpi / dpi);
    return font;
}

double stroke(double scale)
{
    return std::max(1.0, std::round(scale));
}

} // namespace

void ChartCanvas::text(
    const QPointF &origin, const QString &words, const QFont &font, const QColor &colour, Qt::Alignment align) const
{
    if (words.isEmpty())
        return;
    double shift = 0;
    if (align & Qt::AlignRight)
        shift = textWidth(font, words);
    else if (align & Qt::AlignHCenter)
        shift = textWidth(font, words) / 2;
    painter.setFont(forDevice(font, painter.device()));
    painter.setPen(colour);
    painter.drawText(origin - QPointF(shift, 0), oneLine(words));
}

void ChartCanvas::textIn(
    const QRectF &box, const QString &words, const QFont &font, const QColor &colour, Qt::Alignment align) const
{
    double x = box.left();
    if (align & Qt::AlignRight)
        x = box.right();
    else if (align & Qt::AlignHCenter)
        x = box.center().x();
    // Figures and capitals fill about three quarters of the ascent: half of that under the middle looks centred.
    text({x, std::round(box.center().y() + textAscent(font) * 0.375)}, words, font, colour, align);
}

void ChartCanvas::horizontal(double y, double left, double right, const QColor &colour) const
{
    painter.fillRect(QRectF(left, std::round(y), right - left, stroke(layout.scale)), colour);
}

void ChartCanvas::vertical(double x, double top, double bottom, const QColor &colour) const
{
    painter.fillRect(QRectF(std::round(x), top, stroke(layout.scale), bottom - top), colour);
}

void ChartCanvas::selectionFrame(const QRectF &box) const
{
    const double line = stroke(layout.scale);
    const auto frame = [&](const QRectF &outer, double width, const QColor &colour) {
        painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), width), colour);
        painter.fillRect(QRectF(outer.left(), outer.bottom() - width, outer.width(), width), colour);
        painter.fillRect(QRectF(outer.left(), outer.top(), width, outer.height()), colour);
        painter.fillRect(QRectF(outer.right() - width, outer.top(), width, outer.height()), colour);
    };
    const QRectF outer = box.adjusted(-line, -line, line, line);
    frame(outer, 2 * line, theme.text1);
    frame(outer.adjusted(2 * line, 2 * line, -2 * line, -2 * line), line, theme.surface);
}

QColor ChartCanvas::seriesColour(int series) const
{
    return qd::ui::seriesColour(spec, series, theme);
}

bool ChartCanvas::isMarked(int category) const
{
    return hovered.category == category || (selected.category == category && selected.series < 0);
}

QColor meaningColour(chart::Meaning meaning, const Theme &theme)
{
    switch (meaning) {
    case chart::Meaning::Primary:
    case chart::Meaning::New:
    case chart::Meaning::Nrr:
    case chart::Meaning::RightHigher:
    case chart::Meaning::Scenario:
        return theme.series[1];
    case chart::Meaning::Contraction:
    case chart::Meaning::LeftHigher:
        return theme.series[2];
    case chart::Meaning::Expansion:
    case chart::Meaning::Grr:
        return theme.series[3];
    case chart::Meaning::Reactivation:
        return theme.series[4];
    case chart::Meaning::Churn:
        return theme.series[5];
    case chart::Meaning::Unexplained:
        return theme.series[6];
    case chart::Meaning::Fx:
    case chart::Meaning::Total:
        return theme.series[7];
    case chart::Meaning::Net:
    case chart::Meaning::History:
        return theme.text1;
    case chart::Meaning::Base:
        return theme.text3;
    }
    return theme.series[1];
}

QColor seriesColour(const ChartSpec &spec, int index, const Theme &theme)
{
    const chart::Meaning meaning = spec.series.at(index).meaning;
    if (meaning != chart::Meaning::Primary)
        return meaningColour(meaning, theme);
    const auto before = std::count_if(spec.series.begin(), spec.series.begin() + index,
        [](const ChartSeries &series) { return series.meaning == chart::Meaning::Primary; });
    return theme.series.at(PrimaryOrder.at(static_cast<size_t>(before) % PrimaryOrder.size()));
}

} // namespace qd::ui
