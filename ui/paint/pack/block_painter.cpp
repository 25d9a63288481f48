#include "ui/paint/pack/block_painter.h"

#include "core/pack/page_breaking.h"
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/message_text.h"
#include "ui/paint/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr double TablePoints = 8;
constexpr double CellGap = 8; ///< px between columns
constexpr double ChartScale = 1.0;
constexpr double MarkSize = 9.5;
constexpr double MarkGap = 5;

/// Fonts and distances of a narrative, in px; what is measured and what is painted take them from here.
struct NarrativeForm {
    QFont heading;
    QFont body;
    double spacing; ///< between lines
    double partGap; ///< below a part
};

NarrativeForm narrativeForm(pack::Narrative::Size size)
{
    switch (size) {
    case pack::Narrative::Size::Body:
        break;
    case pack::Narrative::Size::Small:
        return {PageCanvas::font(8.75, QFont::DemiBold), PageCanvas::font(8.5), 16.5, 9};
    case pack::Narrative::Size::Notes:
        return {PageCanvas::font(8, QFont::DemiBold), PageCanvas::font(7.75), 14.5, 7};
    }
    return {PageCanvas::font(9.5, QFont::DemiBold), PageCanvas::font(9.5), 19, 11};
}

/// What the marks before its paragraphs take of a part's width.
double indentOf(const pack::Narrative::Part &part)
{
    return part.is == pack::Judgement::None ? 0 : MarkSize + MarkGap;
}

QRectF boxOf(const pack::Place &place)
{
    return {place.x * PixelsPerMm, place.y * PixelsPerMm, place.width * PixelsPerMm, place.height * PixelsPerMm};
}

Qt::Alignment alignmentOf(pack::Align align)
{
    return align == pack::Align::Right ? Qt::AlignRight : Qt::AlignLeft;
}

/// Words right after a column of figures need more room than the gap.
double insetOf(const pack::Table &table, std::size_t column)
{
    return column > 0 && table.columns[column].align == pack::Align::Left
            && table.columns[column - 1].align == pack::Align::Right
        ? 2 * CellGap
        : 0;
}

QFont headerFont()
{
    return PageCanvas::font(7.5, QFont::Medium);
}

QFont cellFont(bool strong)
{
    return PageCanvas::font(TablePoints, strong ? QFont::DemiBold : QFont::Normal);
}

/// What a column takes so that its heading and its figures stand whole; free text may be shortened.
double neededWidth(const pack::Table &table, std::size_t column)
{
    const bool number = table.columns[column].align == pack::Align::Right;
    double width = PageCanvas::width(headerFont(), messageText(table.columns[column].header));
    const auto look = [&](const std::vector<pack::Table::Cell> &row, bool strong) {
        if (column < row.size() && (number || row[column].marked))
            width = std::max(width,
                PageCanvas::width(cellFont(strong), messageText(row[column].text))
                    + (row[column].marked ? MarkSize + MarkGap : 0));
    };
    for (const auto &row : table.rows)
        look(row, false);
    look(table.totals, true);
    return width + CellGap + insetOf(table, column);
}

/// Left edges of the columns and the right edge of the last: by their shares of the width, and where a language needs
/// more for one, the others give what they can spare.
std::vector<double> edgesOf(const pack::Table &table, const QRectF &box)
{
    double shares = 0;
    for (const pack::Table::Column &column : table.columns)
        shares += column.width;
    std::vector<double> widths;
    double missing = 0;
    double spare = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        widths.push_back(box.width() * table.columns[i].width / shares);
        const double over = widths[i] - neededWidth(table, i);
        (over < 0 ? missing : spare) += std::abs(over);
    }
    const double given = std::min(missing, spare);
    std::vector<double> edges{box.left()};
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double over = widths[i] - neededWidth(table, i);
        if (given > 0)
            widths[i] -= over < 0 ? over * given / missing : over * given / spare;
        edges.push_back(edges.back() + widths[i]);
    }
    return edges;
}

QRectF cellBox(const std::vector<double> &edges, std::size_t column, double top, double height)
{
    const double left = edges[column] + (column == 0 ? 0 : CellGap / 2);
    const double right = edges[column + 1] - (column + 2 == edges.size() ? 0 : CellGap / 2);
    return {left, top, right - left, height};
}

bool isHeaded(const pack::Table &table)
{
    return std::any_of(
        table.columns.begin(), table.columns.end(), [](const auto &column) { return !column.header.isEmpty(); });
}

} // namespace

double narrativeHeight(const pack::Narrative &narrative, double width)
{
    const NarrativeForm form = narrativeForm(narrative.size);
    double height = 0;
    for (const pack::Narrative::Part &part : narrative.parts) {
        height += part.heading.isEmpty() ? 0 : form.spacing + 1;
        for (const Message &paragraph : part.paragraphs)
            height += form.spacing
                * double(PageCanvas::wrapped(form.body, messageText(paragraph), width * PixelsPerMm - indentOf(part))
                             .size());
        height += form.partGap;
    }
    return height / PixelsPerMm;
}

void paintNarrative(const PageCanvas &canvas, const QRectF &box, const pack::Narrative &narrative)
{
    const NarrativeForm form = narrativeForm(narrative.size);
    QRectF rest = box;
    for (const pack::Narrative::Part &part : narrative.parts) {
        if (!part.heading.isEmpty()) {
            canvas.line({rest.left(), rest.top(), rest.width(), form.spacing + 1}, messageText(part.heading),
                form.heading, canvas.theme().text1);
            rest.setTop(rest.top() + form.spacing + 1);
        }
        for (const Message &paragraph : part.paragraphs) {
            canvas.mark({rest.left() + MarkSize / 2, rest.top() + form.spacing / 2}, MarkSize, part.is);
            rest.setTop(rest.top()
                + canvas.paragraph(rest.adjusted(indentOf(part), 0, 0, 0), messageText(paragraph), form.body,
                    canvas.theme().text2, form.spacing));
        }
        rest.setTop(rest.top() + form.partGap);
    }
}

void paintTable(const PageCanvas &canvas, const QRectF &box, const pack::Table &table)
{
    const Theme &theme = canvas.theme();
    const std::vector<double> edges = edgesOf(table, box);
    const double rowHeight = table.rowHeight * PixelsPerMm;
    double y = box.top();
    if (!table.title.isEmpty()) {
        const double height = pack::TitleHeight * PixelsPerMm;
        canvas.blockTitle(
            {box.left(), y - 3, box.width(), height - 6}, messageText(table.title), messageText(table.subtitle));
        y += height;
    }
    if (isHeaded(table)) {
        const double height = pack::HeaderHeight * PixelsPerMm;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            canvas.line(cellBox(edges, i, y, height).adjusted(insetOf(table, i), 0, 0, 0),
                messageText(table.columns[i].header), headerFont(), theme.text2, alignmentOf(table.columns[i].align));
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
                place.setLeft(place.left() + MarkSize + MarkGap);
            }
            canvas.line(place, messageText(cell.text), cellFont(strong),
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
        canvas.fault(messageText(table.title));
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
        canvas.line(
            {x, box.top(), width - CellGap, 16}, messageText(figure.label), PageCanvas::font(8), canvas.theme().text3);
        canvas.line({x, box.top() + 16, width - CellGap, 26}, messageText(figure.value),
            PageCanvas::font(16, QFont::DemiBold), canvas.theme().text1);
        canvas.line({x, box.top() + 42, width - CellGap, 15}, messageText(figure.note), PageCanvas::font(7.5),
            canvas.theme().text3);
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
