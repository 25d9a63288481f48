#include "ui/pack/block_painter.h"

#include "core/pack/page_breaking.h"
#include "ui/common/chart/chart_painter.h"
#include "ui/common/chart/chart_spec_from.h"
#include "ui/common/chart/chart_text.h"
#include "ui/common/formatting.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr double NarrativePoints = 9.5;
constexpr double NarrativeSpacing = 19; ///< px between lines
constexpr double PartGap = 11;
constexpr double TablePoints = 8;
constexpr double CellGap = 8; ///< px between columns
constexpr double ChartScale = 1.0;
constexpr double MarkSize = 9.5;

QRectF boxOf(const pack::Place &place)
{
    return {place.x * PixelsPerMm, place.y * PixelsPerMm, place.width * PixelsPerMm, place.height * PixelsPerMm};
}

Qt::Alignment alignmentOf(pack::Align align)
{
    return align == pack::Align::Right ? Qt::AlignRight : Qt::AlignLeft;
}

/// Left edges of the columns and the right edge of the last.
std::vector<double> edgesOf(const pack::Table &table, const QRectF &box)
{
    double shares = 0;
    for (const pack::Table::Column &column : table.columns)
        shares += column.width;
    std::vector<double> edges{box.left()};
    for (const pack::Table::Column &column : table.columns)
        edges.push_back(edges.back() + box.width() * column.width / shares);
    return edges;
}

QRectF cellBox(const std::vector<double> &edges, std::size_t column, double top, double height)
{
    const double left = edges[column] + (column == 0 ? 0 : CellGap / 2);
    const double right = edges[column + 1] - (column + 2 == edges.size() ? 0 : CellGap / 2);
    return {left, top, right - left, height};
}

/// Words right after a column of figures need more room than the gap.
double insetOf(const pack::Table &table, std::size_t column)
{
    return column > 0 && table.columns[column].align == pack::Align::Left
            && table.columns[column - 1].align == pack::Align::Right
        ? 2 * CellGap
        : 0;
}

bool isHeaded(const pack::Table &table)
{
    return std::any_of(
        table.columns.begin(), table.columns.end(), [](const auto &column) { return !column.header.empty(); });
}

} // namespace

void paintNarrative(const PageCanvas &canvas, const QRectF &box, const pack::Narrative &narrative)
{
    const QFont heading = PageCanvas::font(NarrativePoints, QFont::DemiBold);
    const QFont body = PageCanvas::font(narrative.compact ? 7.75 : NarrativePoints);
    const double spacing = narrative.compact ? 14.5 : NarrativeSpacing;
    QRectF rest = box;
    for (const pack::Narrative::Part &part : narrative.parts) {
        if (!part.heading.empty()) {
            canvas.line({rest.left(), rest.top(), rest.width(), spacing + 1}, qt(part.heading),
                narrative.compact ? PageCanvas::font(8, QFont::DemiBold) : heading, canvas.theme().text1);
            rest.setTop(rest.top() + spacing + 1);
        }
        for (const std::string &paragraph : part.paragraphs)
            rest.setTop(rest.top() + canvas.paragraph(rest, qt(paragraph), body, canvas.theme().text2, spacing));
        rest.setTop(rest.top() + (narrative.compact ? 7 : PartGap));
    }
}

void paintTable(const PageCanvas &canvas, const QRectF &box, const pack::Table &table)
{
    const Theme &theme = canvas.theme();
    const std::vector<double> edges = edgesOf(table, box);
    const double rowHeight = table.rowHeight * PixelsPerMm;
    double y = box.top();
    if (!table.title.empty()) {
        const double height = pack::TitleHeight * PixelsPerMm;
        canvas.blockTitle({box.left(), y - 3, box.width(), height - 6}, qt(table.title), qt(table.subtitle));
        y += height;
    }
    if (isHeaded(table)) {
        const double height = pack::HeaderHeight * PixelsPerMm;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            canvas.line(cellBox(edges, i, y, height).adjusted(insetOf(table, i), 0, 0, 0), qt(table.columns[i].header),
                PageCanvas::font(7.5, QFont::Medium), theme.text2, alignmentOf(table.columns[i].align));
        y += height;
        canvas.rule(box.left(), box.right(), y, theme.strong, 1);
    }
    const auto paintRow = [&](const std::vector<pack::Table::Cell> &row, bool strong) {
        for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
            const pack::Table::Cell &cell = row[i];
            const bool number = table.columns[i].align == pack::Align::Right;
            QRectF place = cellBox(edges, i, y, rowHeight).adjusted(insetOf(table, i), 0, 0, 0);
            if (cell.marked) {
                canvas.mark({place.left() + MarkSize / 2, place.center().y()}, MarkSize, cell.is);
                place.setLeft(place.left() + MarkSize + 5);
            }
            canvas.line(place, qt(cell.text), PageCanvas::font(TablePoints, strong ? QFont::DemiBold : QFont::Normal),
                cell.marked ? theme.text1 : canvas.inkOf(cell.is, cell.quiet ? theme.text3 : theme.text1),
                alignmentOf(table.columns[i].align), number ? PageCanvas::Fit::Whole : PageCanvas::Fit::MayElide);
        }
        y += rowHeight;
    };
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        paintRow(table.rows[i], false);
        const bool beforeTotals = i + 1 == table.rows.size() && !table.totals.empty();
        canvas.rule(box.left(), box.right(), y, beforeTotals ? theme.strong : theme.hair, beforeTotals ? 1 : 0.75);
    }
    if (!table.totals.empty())
        paintRow(table.totals, true);
    if (y > box.bottom() + 1)
        canvas.fault(qt(table.title));
}

void paintChartBlock(const PageCanvas &canvas, const QRectF &box, const pack::ChartBlock &block)
{
    ChartSpec spec = chartSpecFrom(block.chart);
    const double title = pack::TitleHeight * PixelsPerMm;
    QString subtitle = spec.subtitle;
    if (const QString start = axisStartSentence(spec); !start.isEmpty())
        subtitle += subtitle.isEmpty() ? start : QStringLiteral(", ") + start;
    canvas.blockTitle({box.left(), box.top() - 3, box.width(), title - 6}, spec.title, subtitle);
    paintChart(canvas.painter(), box.adjusted(0, title, 0, 0), spec, canvas.theme(), ChartScale);
}

void paintKeyFigures(const PageCanvas &canvas, const QRectF &box, const pack::KeyFigures &figures)
{
    if (figures.figures.empty())
        return;
    const double width = box.width() / double(figures.figures.size());
    double x = box.left();
    for (const pack::KeyFigures::Figure &figure : figures.figures) {
        canvas.line({x, box.top(), width - CellGap, 16}, qt(figure.label), PageCanvas::font(8), canvas.theme().text3);
        canvas.line({x, box.top() + 16, width - CellGap, 26}, qt(figure.value), PageCanvas::font(16, QFont::DemiBold),
            canvas.theme().text1);
        canvas.line(
            {x, box.top() + 42, width - CellGap, 15}, qt(figure.note), PageCanvas::font(7.5), canvas.theme().text3);
        x += width;
    }
}

void paintBlock(const PageCanvas &canvas, const pack::Block &block)
{
    const QRectF box = boxOf(block.place);
    if (const auto *narrative = std::get_if<pack::Narrative>(&block.content))
        paintNarrative(canvas, box, *narrative);
    else if (const auto *table = std::get_if<pack::Table>(&block.content))
        paintTable(canvas, box, *table);
    else if (const auto *scorecard = std::get_if<pack::Scorecard>(&block.content))
        paintScorecard(canvas, box, *scorecard);
    else if (const auto *chart = std::get_if<pack::ChartBlock>(&block.content))
        paintChartBlock(canvas, box, *chart);
    else if (const auto *figures = std::get_if<pack::KeyFigures>(&block.content))
        paintKeyFigures(canvas, box, *figures);
}

} // namespace qd::ui
