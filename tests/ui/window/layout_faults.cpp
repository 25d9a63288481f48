#include "tests/ui/window/layout_faults.h"

#include "tests/support/painted_text.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/home/source_strip.h"
#include "ui/paint/chart/heatmap_layout.h"

#include <QAbstractItemModel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace qd::test {

using namespace qd::ui;

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1)
        + (name.isEmpty() ? QString() : u' ' + name)
        + (widget.accessibleName().isEmpty() ? QString() : QStringLiteral(" \"%1\"").arg(widget.accessibleName()));
}

namespace {

/// What `widget` may be seen of, in its own coordinates; empty where one around it scrolls as a whole, since what such
/// a one cuts is a scroll away.
std::optional<QRectF> seen(const QWidget &widget)
{
    QRect shown = widget.rect();
    QPoint offset;
    for (const QWidget *each = &widget; !each->isWindow(); each = each->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(each->parentWidget()))
            return std::nullopt;
        offset += each->pos();
        shown &= each->parentWidget()->rect().translated(-offset);
    }
    return QRectF(shown);
}

QStringList cutTexts(const QWidget &widget, const std::vector<PaintedText> &texts)
{
    QStringList faults;
    const auto room = seen(widget);
    for (const PaintedText &text : texts) {
        const QRectF let = room ? *room & text.clip : text.clip;
        const QRectF least = text.box.adjusted(Tolerance, Tolerance, -Tolerance, -Tolerance);
        if (room && least.intersects(let) && !let.contains(least))
            faults << nameOf(widget) + QStringLiteral(" cuts ") + text.text;
    }
    return faults;
}

/// In a tile, a total, a legend, an axis or a heading nothing is shortened; in a cell of free text it may be.
QStringList elidedTexts(const QWidget &widget, const std::vector<PaintedText> &texts)
{
    if (!qobject_cast<const Tile *>(&widget) && !qobject_cast<const TotalsStrip *>(&widget)
        && !qobject_cast<const SourceStrip *>(&widget) && !qobject_cast<const LegendStrip *>(&widget)
        && !qobject_cast<const ChartView *>(&widget))
        return {};
    QStringList faults;
    for (const PaintedText &text : texts) {
        if (text.text.contains(QChar(0x2026)))
            faults << nameOf(widget) + QStringLiteral(" shortens ") + text.text;
    }
    return faults;
}

QStringList overlappingTexts(const QWidget &widget, const std::vector<PaintedText> &texts)
{
    QStringList faults;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            const QRectF both = texts[i].box & texts[k].box & texts[i].clip & texts[k].clip;
            if (both.width() > Tolerance && both.height() > Tolerance)
                faults << nameOf(widget) + QStringLiteral(" prints ") + texts[i].text + QStringLiteral(" over ")
                        + texts[k].text;
        }
    }
    return faults;
}

/// What is left out for lack of room instead of being cut.
QStringList vanished(const QWidget &widget)
{
    if (const auto *table = qobject_cast<const QTableView *>(&widget);
        table && table->horizontalScrollBar()->isVisible())
        return {nameOf(widget) + QStringLiteral(" scrolls sideways by ")
            + QString::number(table->horizontalScrollBar()->maximum()) + QStringLiteral(" from ")
            + table->model()->headerData(0, Qt::Horizontal).toString()};
    if (qobject_cast<const LegendStrip *>(&widget) && widget.width() < widget.sizeHint().width())
        return {nameOf(widget) + QStringLiteral(" has no room")};
    const auto *chart = qobject_cast<const ChartView *>(&widget);
    if (!chart || chart->spec().kind != chart::Kind::Heatmap)
        return {};
    const HeatmapLayout layout = layoutHeatmap(chart->rect(), chart->spec());
    const auto silent = std::count_if(
        layout.cells.begin(), layout.cells.end(), [](const HeatCell &cell) { return cell.text.isEmpty(); });
    const double end = layout.rows.isEmpty() ? 0 : layout.rows.last().box.bottom();
    if (silent > 0 || end > chart->height() + Tolerance)
        return {nameOf(widget)
            + QStringLiteral(" leaves out %1 of %2 values, ends at %3 of %4")
                  .arg(silent)
                  .arg(layout.cells.size())
                  .arg(end)
                  .arg(chart->height())};
    return {};
}

} // namespace

QStringList layoutFaults(QWidget &window)
{
    QStringList faults;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window || widget->size().isEmpty())
            continue;
        const std::vector<PaintedText> texts = paintedTexts(*widget);
        faults << cutTexts(*widget, texts) << elidedTexts(*widget, texts) << overlappingTexts(*widget, texts)
               << vanished(*widget);
    }
    return faults;
}

} // namespace qd::test
