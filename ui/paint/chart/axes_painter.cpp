#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double LineHeight = 14;
constexpr double KeySide = 9;

/// The line that values are read against: zero, or 100 % on a rate axis that leaves zero out, or a bar axis' foot.
bool isBaseLine(const ChartCanvas &canvas, double tick)
{
    const auto &scale = canvas.layout.values;
    const double dust = scale.step * 1e-6;
    if (std::abs(tick) < dust)
        return true;
    if (scale.low <= 0)
        return false;
    if (canvas.spec.kind == chart::Kind::Waterfall)
        return std::abs(tick - scale.low) < dust;
    return canvas.spec.format == chart::Unit::Share && std::abs(tick - 1.0) < dust;
}

/// Room between a box and the lines of the chart; negative where they cross.
double clearance(const ChartCanvas &canvas, const QRectF &box)
{
    double nearest = 1e9;
    for (const auto &series : canvas.spec.series) {
        for (int category = 0; category < canvas.layout.categories; ++category) {
            const auto value = valueAt(series, category);
            const double x = canvas.layout.x(category);
            if (!value || x < box.left() - 12 || x > box.right() + 12)
                continue;
            const double y = canvas.layout.y(*value);
            nearest = std::min(nearest, std::max(box.top() - y, y - box.bottom()));
        }
    }
    return nearest;
}

/// Where a target's name crosses the least: over or under its line, in one of some places along it.
QRectF targetNameBox(const ChartCanvas &canvas, double y, double width)
{
    const double height = LineHeight * canvas.layout.scale;
    const double room = canvas.layout.plot.width() - width - 16;
    QRectF best;
    double most = -1e9;
    for (const double share : {0.02, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9}) {
        for (const double top : {y + 1, y - height - 1}) {
            const QRectF box(canvas.layout.plot.left() + 8 + std::max(0.0, room) * share, top, width, height);
            const bool outside =
                top < canvas.layout.plot.top() - height - 2 || box.bottom() > canvas.layout.plot.bottom();
            // Beyond some free pixels more of them are no gain: then the first, leftmost place is the calm one.
            const double score = std::min(clearance(canvas, box), 12.0) - (outside ? 100.0 : 0.0);
            if (score > most + 0.5) {
                most = score;
                best = box;
            }
        }
    }
    return best;
}

QColor targetColour(const ChartCanvas &canvas, const TargetLine &target)
{
    for (int i = 0; i < canvas.spec.series.size(); ++i)
        if (!canvas.spec.series.at(i).name.isEmpty() && target.name.startsWith(canvas.spec.series.at(i).name))
            return canvas.seriesColour(i);
    return canvas.theme.text3;
}

} // namespace

void paintGrid(const ChartCanvas &canvas)
{
    const auto &layout = canvas.layout;
    const auto &plot = layout.plot;
    for (int category = 0; category < layout.categories; ++category)
        if (canvas.isMarked(category))
            canvas.painter.fillRect(layout.slot(category), canvas.theme.tint);
    const QFont font = chartFont(Type::Small, layout.scale);
    for (const auto &tick : layout.ticks) {
        const bool isBase = isBaseLine(canvas, tick.value);
        canvas.horizontal(tick.y, plot.left(), plot.right(), isBase ? canvas.theme.strong : canvas.theme.grid);
        const QRectF box(layout.rect.left(), tick.y - 7, plot.left() - layout.rect.left() - 6 * layout.scale, 14);
        canvas.textIn(box, tick.text, font, canvas.theme.text3, Qt::AlignRight);
    }
    canvas.text({layout.rect.left(), layout.rect.top() + textAscent(font)}, layout.unit.text, font, canvas.theme.text3);
}

void paintCategoryLabels(const ChartCanvas &canvas)
{
    const double line = LineHeight * canvas.layout.scale;
    const bool isWaterfall = canvas.spec.kind == chart::Kind::Waterfall;
    for (const auto &label : canvas.layout.categoryLabels) {
        const bool isEnd = isWaterfall && (label.category == 0 || label.category == canvas.layout.categories - 1);
        const bool isMonth = !isWaterfall && label.nameLines == 1;
        for (int i = 0; i < label.lines.size(); ++i) {
            const bool isName = i < label.nameLines;
            QColor colour = isWaterfall && isName ? canvas.theme.text2 : canvas.theme.text3;
            if (canvas.isMarked(label.category) && (isName || isMonth))
                colour = canvas.theme.textOnTint;
            else if (isEnd && isName)
                colour = canvas.theme.text1;
            const QFont font = chartFont(isEnd && isName ? Type::Header : Type::Small, canvas.layout.scale);
            const QRectF box(label.box.left(), label.box.top() + i * line, label.box.width(), line);
            canvas.textIn(box, label.lines.at(i), font, colour, Qt::AlignHCenter);
        }
    }
}

void paintEndLabels(const ChartCanvas &canvas)
{
    const double line = LineHeight * canvas.layout.scale;
    for (const auto &label : canvas.layout.endLabels) {
        const bool isPart = canvas.spec.kind == chart::Kind::Columns
            && canvas.spec.series.at(label.series).meaning != chart::Meaning::Net;
        const double key = label.isKey ? KeyWidth * canvas.layout.scale : 0;
        const QRectF box(label.box.left() + key, label.box.top(), label.box.width() - key, line);
        if (label.isKey) {
            const double side = KeySide * canvas.layout.scale;
            canvas.painter.fillRect(
                QRectF(label.box.left(), box.center().y() - side / 2, side, side), canvas.seriesColour(label.series));
        }
        canvas.textIn(box, label.name, chartFont(Type::Small, canvas.layout.scale, !isPart),
            isPart ? canvas.theme.text2 : canvas.theme.text1);
        canvas.textIn(
            box.translated(0, line), label.note, chartFont(Type::Small, canvas.layout.scale), canvas.theme.text2);
    }
}

void paintTargets(const ChartCanvas &canvas)
{
    for (const auto &target : canvas.spec.targets) {
        const double y = std::round(canvas.layout.y(target.value));
        const double dash = canvas.layout.scale;
        const QColor colour = targetColour(canvas, target);
        for (double x = canvas.layout.plot.left(); x < canvas.layout.plot.right(); x += 7 * dash)
            canvas.horizontal(y, x, std::min(x + 4 * dash, canvas.layout.plot.right()), colour);
        const QFont font = chartFont(Type::Small, canvas.layout.scale);
        const QRectF box = targetNameBox(canvas, y, textWidth(font, target.name));
        canvas.textIn(box, target.name, font, canvas.theme.text2);
    }
}

} // namespace qd::ui
