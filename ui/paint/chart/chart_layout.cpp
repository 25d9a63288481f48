#include "ui/paint/chart/chart_layout.h"

#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::ui {
namespace {

constexpr double LineInset = 8; // of the first and last point from the plot's edge
constexpr double BarShare = 0.66; // of its slot
constexpr double LeastPitch = 11; // of two lines of the grid, so that their texts part
constexpr double EndLabelGap = 8;
constexpr double LargestEndShare = 0.36; // of the width, for direct labels

/// Width the direct labels want, so that the plot can end before them.
double endLabelWidth(const ChartLayout &layout, const ChartSpec &spec)
{
    double widest = 0;
    for (const auto &label : endLabelsOf(layout, spec))
        widest = std::max(widest, label.box.width());
    return widest > 0 ? widest + EndLabelGap * layout.scale : 0;
}

double axisWidth(const ChartLayout &layout)
{
    const QFont font = chartFont(Type::Small, layout.scale);
    double widest = 0;
    for (const double tick : layout.values.ticks())
        widest = std::max(widest, textWidth(font, axisText(layout.unit, tick)));
    return std::ceil(widest + 8 * layout.scale);
}

QRectF sparklinePlot(const QRectF &rect, double scale)
{
    return rect.adjusted(4 * scale, 4 * scale, -4 * scale, -4 * scale);
}

double categoryRows(const QVector<CategoryLabel> &labels, double top)
{
    double bottom = top;
    for (const auto &label : labels)
        bottom = std::max(bottom, label.box.bottom());
    return bottom - top;
}

} // namespace

double ChartLayout::xAlong(double position) const
{
    const double inset = LineInset * scale;
    return across.place(position, plot.right() - inset, plot.left() + inset);
}

double ChartLayout::x(int category) const
{
    if (kind == chart::Kind::Frontier)
        return xAlong(positions.value(category));
    if (categories < 1)
        return plot.left();
    if (kind == chart::Kind::Steps)
        return plot.left() + plot.width() * category / categories;
    if (kind == chart::Kind::Lines || kind == chart::Kind::Sparkline) {
        if (categories == 1)
            return plot.center().x();
        const double half = plot.width() / categories / 2;
        const double inset = kind == chart::Kind::Sparkline ? 0.0 : std::min(LineInset * scale, half);
        return plot.left() + inset + (plot.width() - 2 * inset) * category / (categories - 1);
    }
    return plot.left() + plot.width() * (category + 0.5) / categories;
}

QRectF ChartLayout::slot(int category) const
{
    if (kind == chart::Kind::Frontier) { // half way to the neighbours
        const double left = category > 0 ? (x(category - 1) + x(category)) / 2 : plot.left();
        const double right = category + 1 < categories ? (x(category) + x(category + 1)) / 2 : plot.right();
        return {left, plot.top(), right - left, plot.height()};
    }
    const bool pointed = kind == chart::Kind::Lines || kind == chart::Kind::Sparkline;
    if (!pointed || categories < 2) {
        const double width = plot.width() / std::max(categories, 1);
        return {plot.left() + width * category, plot.top(), width, plot.height()};
    }
    const double half = (x(1) - x(0)) / 2;
    const double left = std::max(plot.left(), x(category) - half);
    return {left, plot.top(), std::min(plot.right(), x(category) + half) - left, plot.height()};
}

int ChartLayout::categoryAt(double position) const
{
    if (position < plot.left() || position > plot.right())
        return -1;
    for (int category = 0; category < categories; ++category)
        if (position <= slot(category).right() + 1e-6)
            return category;
    return categories - 1;
}

ChartLayout layoutChart(const QRectF &rect, const ChartSpec &spec, double scale)
{
    ChartLayout layout;
    layout.rect = rect;
    layout.scale = scale;
    layout.kind = spec.kind;
    layout.categories = static_cast<int>(spec.categories.size());
    if (spec.kind == chart::Kind::Sparkline && layout.categories == 0 && !spec.series.isEmpty())
        layout.categories = static_cast<int>(spec.series.first().values.size());
    layout.values = valueScaleOf(spec);
    layout.unit = axisUnitOf(spec, layout.values);
    layout.positions = spec.positions;
    layout.across = niceScale(0, spec.positions.isEmpty() ? 1 : std::max(1.0, spec.positions.last()), true);
    if (spec.kind == chart::Kind::Sparkline) {
        layout.plot = sparklinePlot(rect, scale);
        return layout;
    }
    // First with room for one line of labels, then once more with the room they really take.
    const double top = rect.top() + (layout.unit.text.isEmpty() ? 20 : 26) * scale;
    const double left = rect.left() + axisWidth(layout);
    layout.plot = QRectF(QPointF(std::round(left), std::round(top)), QPointF(rect.right(), rect.bottom() - 20 * scale));
    const double right = std::min(endLabelWidth(layout, spec), rect.width() * LargestEndShare);
    layout.plot.setRight(std::round(rect.right() - right));
    layout.categoryLabels = categoryLabelsOf(layout, spec);
    const double below = categoryRows(layout.categoryLabels, layout.plot.bottom());
    layout.plot.setBottom(std::round(rect.bottom() - std::max(below, 6 * scale) - 1));
    layout.categoryLabels = categoryLabelsOf(layout, spec);
    layout.endLabels = endLabelsOf(layout, spec);
    const QVector<double> ticks = layout.values.ticks();
    const double pitch = layout.plot.height() / static_cast<double>(std::max<qsizetype>(1, ticks.size() - 1));
    const auto every =
        std::max<qsizetype>(1, static_cast<qsizetype>(std::ceil(LeastPitch * scale / std::max(pitch, 1.0))));
    const qsizetype zero = std::max<qsizetype>(0, ticks.indexOf(0.0)); // in a low plot the base line stays
    for (qsizetype i = zero % every; i < ticks.size(); i += every)
        layout.ticks.append({ticks[i], std::round(layout.y(ticks[i])), axisText(layout.unit, ticks[i])});
    return layout;
}

QVector<ColumnPart> columnParts(const ChartLayout &layout, const ChartSpec &spec)
{
    QVector<ColumnPart> parts;
    for (int category = 0; category < layout.categories; ++category) {
        const QRectF slot = layout.slot(category);
        const double width = std::max(1.0, std::round(slot.width() * BarShare));
        const double left = std::round(slot.center().x() - width / 2);
        double up = 0;
        double down = 0;
        for (int index = 0; index < spec.series.size(); ++index) {
            const double value = valueAt(spec.series.at(index), category).value_or(0.0);
            if (value == 0.0 || spec.series.at(index).meaning == chart::Meaning::Net)
                continue;
            double &level = value > 0 ? up : down;
            const bool isFirst = level == 0.0;
            double inner = std::round(layout.y(level));
            level += value;
            const double outer = std::round(layout.y(level));
            const double direction = value > 0 ? -1.0 : 1.0;
            if (!isFirst && std::abs(outer - inner) > 2)
                inner += direction; // the 1 px gap in stacks
            const double height = std::max(1.0, std::abs(outer - inner));
            parts.append({{index, category}, {left, value > 0 ? inner - height : inner, width, height}});
        }
    }
    return parts;
}

void pushApart(QVector<double> &tops, const QVector<double> &heights, double top, double bottom)
{
    double limit = top;
    for (qsizetype i = 0; i < tops.size(); ++i) {
        tops[i] = std::max(tops.at(i), limit);
        limit = tops.at(i) + heights.at(i);
    }
    const double total = std::accumulate(heights.begin(), heights.end(), 0.0);
    limit = std::max(bottom, top + total);
    for (qsizetype i = tops.size() - 1; i >= 0; --i) {
        tops[i] = std::min(tops.at(i), limit - heights.at(i));
        limit = tops.at(i);
    }
}

bool hasValues(const ChartSpec &spec)
{
    return std::any_of(spec.series.begin(), spec.series.end(), [](const ChartSeries &series) {
        return std::any_of(series.values.begin(), series.values.end(), [](const auto &value) { return !!value; });
    });
}

} // namespace qd::ui
