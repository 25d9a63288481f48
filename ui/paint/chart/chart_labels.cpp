#include "core/base/month.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double LineHeight = 14;
constexpr double LabelGap = 8; // between neighbours
constexpr double BelowPlot = 4;
constexpr double LowChart = 140;

std::optional<Month> monthOf(const ChartSpec &spec, int category)
{
    return Month::fromIso(spec.categories.at(category).toStdString());
}

/// Every how many labels may be shown so that neighbours keep a gap; the counts divide a year.
int thinning(double widest, double pitch)
{
    constexpr std::array<int, 6> Steps{1, 2, 3, 4, 6, 12};
    for (const int step : Steps)
        if (widest <= pitch * step)
            return step;
    return std::max(12, static_cast<int>(std::ceil(widest / std::max(pitch, 0.1) / 12)) * 12);
}

QRectF boxBelow(const ChartLayout &layout, double centre, double width, int firstRow, qsizetype lines)
{
    const double line = LineHeight * layout.scale;
    return {centre - width / 2, layout.plot.bottom() + BelowPlot * layout.scale + firstRow * line, width,
        line * static_cast<double>(lines)};
}

/// A time's label within the chart. At the right edge it moves inwards, and the one before gives way if they meet.
void addTimeLabel(QVector<CategoryLabel> &labels, const ChartLayout &layout, CategoryLabel label)
{
    label.box.moveRight(std::min(label.box.right(), layout.rect.right()));
    if (!labels.isEmpty() && labels.last().box.right() > label.box.left()) {
        if (labels.last().lines.size() > label.lines.size())
            label.lines << labels.last().lines.last(); // its year
        label.box.setHeight(std::max(label.box.height(), labels.last().box.height()));
        labels.removeLast();
    }
    labels.append(label);
}

double labelPitch(const ChartLayout &layout)
{
    return layout.categories > 1 ? layout.x(1) - layout.x(0) : layout.plot.width();
}

QVector<CategoryLabel> monthLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    const QFont font = chartFont(Type::Small, layout.scale);
    double widest = textWidth(font, QStringLiteral("2026"));
    QStringList names;
    for (int category = 0; category < layout.categories; ++category) {
        names << formatMonthAlone(*monthOf(spec, category));
        widest = std::max(widest, textWidth(font, names.last()));
    }
    const int step = thinning(widest + LabelGap * layout.scale, labelPitch(layout));
    QVector<CategoryLabel> labels;
    int lastYear = -1;
    for (int category = 0; category < layout.categories; ++category) {
        if ((layout.categories - 1 - category) % step != 0)
            continue;
        CategoryLabel label;
        label.category = category;
        label.lines << names.at(category);
        if (const int year = monthOf(spec, category)->year(); year != lastYear) {
            label.lines << QString::number(year);
            lastYear = year;
        }
        label.box = boxBelow(layout, layout.x(category), widest, 0, label.lines.size());
        addTimeLabel(labels, layout, label);
    }
    return labels;
}

std::optional<Date> dayOf(const ChartSpec &spec, int category)
{
    return Date::fromIso(spec.categories.at(category).toStdString());
}

/// Days are too many to name: the first of each month carries its month, the first of a year the year too.
QVector<CategoryLabel> dayLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    const QFont font = chartFont(Type::Small, layout.scale);
    std::vector<int> firsts;
    double widest = textWidth(font, QStringLiteral("2026"));
    double pitch = layout.plot.width();
    for (int category = 1; category < layout.categories; ++category) {
        const Month month = Month::of(*dayOf(spec, category));
        if (month == Month::of(*dayOf(spec, category - 1)))
            continue;
        if (!firsts.empty())
            pitch = std::min(pitch, layout.x(category) - layout.x(firsts.back()));
        firsts.push_back(category);
        widest =
            std::max(widest, textWidth(font, shownLocale().standaloneMonthName(month.month(), QLocale::ShortFormat)));
    }
    const std::size_t step = std::size_t(thinning(widest + LabelGap * layout.scale, pitch));
    QVector<CategoryLabel> labels;
    int lastYear = -1;
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        if ((firsts.size() - 1 - i) % step != 0)
            continue;
        const Month month = Month::of(*dayOf(spec, firsts[i]));
        CategoryLabel label;
        label.category = firsts[i];
        label.lines << shownLocale().standaloneMonthName(month.month(), QLocale::ShortFormat);
        if (month.year() != lastYear)
            label.lines << QString::number(month.year());
        lastYear = month.year();
        label.box = boxBelow(layout, layout.x(label.category), widest, 0, label.lines.size());
        addTimeLabel(labels, layout, label);
    }
    return labels;
}

/// A name in one line, or broken after a word so that the wider line is as narrow as can be; elided to `width`.
QStringList wrapped(const QFont &font, const QString &name, double width)
{
    if (textWidth(font, name) <= width)
        return {name};
    QStringList best{name};
    double narrowest = textWidth(font, name);
    for (qsizetype space = name.indexOf(QLatin1Char(' ')); space > 0;
         space = name.indexOf(QLatin1Char(' '), space + 1)) {
        const QStringList lines{name.left(space), name.mid(space + 1)};
        const double widest = std::max(textWidth(font, lines.first()), textWidth(font, lines.last()));
        if (widest < narrowest) {
            narrowest = widest;
            best = lines;
        }
    }
    return best;
}

double widestOf(const QFont &font, const QStringList &lines)
{
    double widest = 0;
    for (const auto &line : lines)
        widest = std::max(widest, textWidth(font, line));
    return widest;
}

/// All lines of a slot's label, the name broken in two where it is wider than `width`, each line elided to `limit`; the
/// number of lines of the name goes to `nameLines`.
QStringList labelLines(
    const ChartSpec &spec, int category, const QFont &font, double width, double limit, int &nameLines)
{
    QStringList lines = wrapped(font, categoryText(spec.categories.at(category)), width);
    nameLines = static_cast<int>(lines.size());
    if (category < spec.categoryNotes.size() && !spec.categoryNotes.at(category).isEmpty())
        lines << spec.categoryNotes.at(category);
    for (auto &line : lines)
        line = elided(font, line, limit);
    return lines;
}

double nameWidth(const ChartSpec &spec, const QFont &font, int category, double width)
{
    int nameLines = 1;
    const double unlimited = 1e6;
    return widestOf(font, labelLines(spec, category, font, width, unlimited, nameLines));
}

/// Whether labels in one row, broken in two lines where they are wider than `width`, would run into each other.
bool wouldCollide(const ChartSpec &spec, const QFont &font, double pitch, double gap)
{
    double before = 0;
    for (int category = 0; category < spec.categories.size(); ++category) {
        const double own = nameWidth(spec, font, category, pitch - 3 * gap);
        if (category > 0 && (before + own) / 2 + gap > pitch)
            return true;
        before = own;
    }
    return false;
}

QVector<CategoryLabel> nameLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    const QFont font = chartFont(Type::Small, layout.scale);
    const double pitch = labelPitch(layout);
    const double gap = 4 * layout.scale;
    const bool staggered = wouldCollide(spec, font, pitch, gap);
    // Even two rows leave no room for three letters: then only some names are printed.
    const int step = thinning(textWidth(font, QStringLiteral("Mmm")) + gap, staggered ? 2 * pitch : pitch);
    const double width =
        std::min((staggered ? 2 * pitch : pitch) * step, layout.plot.width()) - (staggered ? gap : 3 * gap);
    QVector<CategoryLabel> labels;
    int rowLines = 1;
    for (int category = 0; category < layout.categories; category += step) {
        CategoryLabel label;
        label.category = category;
        label.lines = labelLines(spec, category, font, width, staggered ? width : 1e6, label.nameLines);
        rowLines = std::max(rowLines, static_cast<int>(label.lines.size()));
        labels.append(label);
    }
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto &label = labels[i];
        const double own = widestOf(font, label.lines);
        const double half = own / 2;
        const double centre =
            layout.kind == chart::Kind::Steps ? layout.slot(label.category).center().x() : layout.x(label.category);
        const double kept = std::clamp(
            centre, layout.rect.left() + half, std::max(layout.rect.left() + half, layout.rect.right() - half));
        label.box = boxBelow(layout, kept, own, staggered && i % 2 == 1 ? rowLines : 0, label.lines.size());
    }
    return labels;
}

/// Numbers that count up along the axis, in one row.
QVector<CategoryLabel> countLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    const QFont font = chartFont(Type::Small, layout.scale);
    double widest = 0;
    for (const QString &category : spec.categories)
        widest = std::max(widest, textWidth(font, category));
    const int step = thinning(widest + LabelGap * layout.scale, labelPitch(layout));
    QVector<CategoryLabel> labels;
    for (int category = 0; category < layout.categories; category += step) {
        CategoryLabel label;
        label.category = category;
        label.lines << spec.categories.at(category);
        label.box = boxBelow(layout, layout.x(category), textWidth(font, label.lines.front()), 0, 1);
        addTimeLabel(labels, layout, label);
    }
    return labels;
}

/// The ticks of the axis of positions, and under the last of them what it counts; they stand for no category.
QVector<CategoryLabel> positionLabels(const ChartLayout &layout, const ChartSpec &spec)
{
    constexpr int NoCategory = -2;
    const QFont font = chartFont(Type::Small, layout.scale);
    QVector<CategoryLabel> labels;
    for (const double tick : layout.across.ticks()) {
        const QString text = formatNumber(tick, 0);
        labels.append(
            {NoCategory, boxBelow(layout, layout.xAlong(tick), textWidth(font, text), 0, 1), QStringList{text}, 1});
    }
    if (!spec.positionTitle.isEmpty()) {
        const double width = textWidth(font, spec.positionTitle);
        QRectF box = boxBelow(layout, layout.plot.right() - width / 2, width, 1, 1);
        if (layout.rect.height() < LowChart * layout.scale) // no second row: within the plot, above the axis
            box.moveBottom(layout.plot.bottom() - 1);
        labels.append({NoCategory, box, QStringList{spec.positionTitle}, 1});
    }
    return labels;
}

} // namespace

QVector<CategoryLabel> categoryLabelsOf(const ChartLayout &layout, const ChartSpec &spec)
{
    if (layout.kind == chart::Kind::Sparkline || layout.categories == 0)
        return {};
    if (layout.kind == chart::Kind::Frontier)
        return positionLabels(layout, spec);
    if ((layout.kind == chart::Kind::Lines || layout.kind == chart::Kind::Columns) && !spec.positionTitle.isEmpty())
        return countLabels(layout, spec);
    const auto all = [&](auto read) {
        for (int category = 0; category < layout.categories; ++category) {
            if (!read(spec, category))
                return false;
        }
        return true;
    };
    if (all(monthOf))
        return monthLabels(layout, spec);
    return all(dayOf) ? dayLabels(layout, spec) : nameLabels(layout, spec);
}

} // namespace qd::ui
