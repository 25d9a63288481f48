#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/theme.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double LineHeight = 14; // what VISUAL pushes labels apart by
constexpr double Gap = 8;
constexpr double WidestLabel = 150;

int lastValueOf(const ChartSeries &series)
{
    for (int i = static_cast<int>(series.values.size()) - 1; i >= 0; --i)
        if (series.values.at(i))
            return i;
    return -1;
}

QVector<EndLabel> lineLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    QVector<EndLabel> labels;
    for (int index = 0; index < spec.series.size(); ++index) {
        const auto &series = spec.series.at(index);
        const int last = lastValueOf(series);
        const bool endsBefore = series.meaning == chart::Meaning::History && last + 1 < layout.categories;
        if (last < 0 || endsBefore) // its end is where a projection begins, not here
            continue;
        if (series.form == LineForm::Points) // the last of many says nothing of them
            continue;
        EndLabel label;
        label.series = index;
        label.anchor = layout.y(*series.values.at(last));
        const bool hasOwn = last < series.valueLabels.size() && !series.valueLabels.at(last).isEmpty();
        const QString value = hasOwn ? series.valueLabels.at(last) : shortValueText(spec, *series.values.at(last));
        label.name = series.name.isEmpty() ? value : series.name + QLatin1Char(' ') + value;
        if (isSmallNumber(series, last))
            label.name += QStringLiteral(" \u2020");
        label.note = series.note;
        labels.append(label);
    }
    return labels;
}

/// A key of all parts there are, from the top of the columns down.
QVector<EndLabel> columnKey(const ChartLayout &layout, const ChartSpec &spec, const QSet<int> &series)
{
    QVector<EndLabel> labels;
    for (int index = int(spec.series.size()) - 1; index >= 0; --index) {
        const double anchor = layout.plot.top() + double(labels.size()) * LineHeight * layout.scale;
        if (series.contains(index))
            labels.append({index, anchor, {}, spec.series.at(index).name, {}, true});
    }
    return labels;
}

/// Labels of the parts, beside the last column's where it has them all, and of the net line, if one has a value there.
QVector<EndLabel> columnLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    QVector<EndLabel> labels;
    if (spec.series.size() < 2)
        return labels;
    const int last = layout.categories - 1;
    QSet<int> all;
    for (const auto &part : columnParts(layout, spec)) {
        all.insert(part.place.series);
        if (part.place.category == last)
            labels.append({part.place.series, part.box.center().y(), {}, spec.series.at(part.place.series).name, {}});
    }
    if (labels.size() < all.size())
        labels = columnKey(layout, spec, all);
    if (spec.isNamedBeside)
        labels.clear();
    for (int index = 0; index < spec.series.size(); ++index) {
        const auto value = valueAt(spec.series.at(index), last);
        if (spec.series.at(index).meaning == chart::Meaning::Net && value)
            labels.append({index, layout.y(*value), {}, spec.series.at(index).name, {}});
    }
    return labels;
}

bool isStrong(const ChartSpec &spec, const EndLabel &label)
{
    return spec.kind != chart::Kind::Columns || spec.series.at(label.series).meaning == chart::Meaning::Net;
}

double totalHeight(const QVector<EndLabel> &labels, double line)
{
    double total = 0;
    for (const auto &label : labels)
        total += label.note.isEmpty() ? line : 2 * line;
    return total;
}

/// Leaves out first the notes, then the last labels, until the rest can stand below each other.
void thinToHeight(QVector<EndLabel> &labels, double line, double height)
{
    if (totalHeight(labels, line) <= height)
        return;
    for (auto &label : labels)
        label.note.clear();
    while (labels.size() > 1 && totalHeight(labels, line) > height)
        labels.removeLast();
}

void placeLabels(QVector<EndLabel> &labels, const ChartLayout &layout, const ChartSpec &spec)
{
    const double line = LineHeight * layout.scale;
    QVector<double> tops;
    QVector<double> heights;
    for (const auto &label : labels) {
        tops.append(label.anchor - line / 2);
        heights.append(label.note.isEmpty() ? line : 2 * line);
    }
    pushApart(tops, heights, layout.plot.top() - line / 2, layout.plot.bottom() + line / 2);
    const double left = layout.plot.right() + Gap * layout.scale;
    const double room = std::min(WidestLabel * layout.scale, layout.rect.width() * 0.36 - Gap * layout.scale);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const QFont font = chartFont(Type::Small, layout.scale, isStrong(spec, labels.at(i)));
        const QFont noteFont = chartFont(Type::Small, layout.scale);
        labels[i].name = elided(font, labels.at(i).name, labels.at(i).isKey ? room - KeyWidth * layout.scale : room);
        labels[i].note = elided(noteFont, labels.at(i).note, room);
        const double width = std::max(textWidth(font, labels.at(i).name), textWidth(noteFont, labels.at(i).note));
        const double key = labels.at(i).isKey ? KeyWidth * layout.scale : 0;
        labels[i].box = {left, tops.at(i), std::ceil(width + key), heights.at(i)};
    }
}

} // namespace

QVector<EndLabel> endLabelsOf(const ChartLayout &layout, const ChartSpec &spec)
{
    QVector<EndLabel> labels;
    if (layout.kind == chart::Kind::Lines)
        labels = lineLabels(layout, spec);
    else if (layout.kind == chart::Kind::Columns)
        labels = columnLabels(layout, spec);
    std::stable_sort(
        labels.begin(), labels.end(), [](const EndLabel &a, const EndLabel &b) { return a.anchor < b.anchor; });
    thinToHeight(labels, LineHeight * layout.scale, layout.plot.height() + LineHeight * layout.scale);
    placeLabels(labels, layout, spec);
    return labels;
}

} // namespace qd::ui
