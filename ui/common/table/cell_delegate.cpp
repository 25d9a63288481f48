#include "ui/common/table/cell_delegate.h"

#include "ui/common/marks.h"
#include "ui/common/table/cell_value.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace qd::ui {

namespace {

/// As much of a text as the widest screen can show: to measure a name of a megabyte at each painting would stop the
/// window.
QString onScreen(const QString &text)
{
    constexpr qsizetype Most = 1000;
    return text.size() > Most ? text.left(Most) : text;
}

constexpr int MarkSize = 12;
constexpr int MarkedEdge = 3; // at the left of a row that is selected elsewhere
constexpr int MarkGap = 5;
constexpr int BarHeight = 10;
constexpr int ConfidenceWidth = 48;
constexpr int ConfidenceHeight = 6;
constexpr int TagHeight = 18;
constexpr int TagPadding = 6;
constexpr int CheckSize = 14;

} // namespace

TableFonts::TableFonts()
    : dense(Theme::font(Type::Dense))
    , name(Theme::font(Type::Name))
    , strong(Theme::font(Type::Strong))
    , small(Theme::font(Type::Small))
    , header(Theme::font(Type::Header))
{
}

/// What the painting of one cell needs to know.
struct CellDelegate::Cell {
    const Theme &theme;
    const TableColumn &column;
    const QVariant &value;
    QRect rect; ///< without the paddings
    bool selected = false;
    bool leftOut = false;

    /// Text 3 is too faint on the ground of the selection.
    [[nodiscard]] QColor faint() const { return selected ? theme.text2 : theme.text3; }
    [[nodiscard]] QColor ink() const { return leftOut ? faint() : theme.text1; }
};

CellDelegate::CellDelegate(const RowFilter *rows, const TableModel *model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_rows(rows)
    , m_model(model)
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const int row = m_rows->sourceRow(index.row());
    QRect ground = option.rect;
    if (m_rows->opensSection(index.row()))
        ground.setTop(ground.top() + SectionHeight);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.widget && option.widget->isActiveWindow();
    if (selected)
        painter->fillRect(ground, active ? theme.tint : theme.subtle);
    else if (index.row() == m_hoveredRow)
        painter->fillRect(ground, theme.hoverRow);
    painter->fillRect(QRect(ground.left(), ground.bottom(), ground.width(), 1), theme.hair);
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    const bool isFirst = table && table->horizontalHeader()->sectionPosition(index.column()) == 0;
    if (isFirst && !selected && m_model->index(row, index.column()).data(TableModel::MarkedRole).toBool())
        painter->fillRect(QRect(ground.left(), ground.top(), MarkedEdge, ground.height() - 1), theme.accent);

    const QVariant shown = m_rows->shownValue(row, index.column());
    const Cell cell{theme, m_model->spec().columns[index.column()], shown,
        ground.adjusted(CellPadding, 0, -CellPadding, -1), selected, m_model->spec().rows[row].leftOut};
    painter->save();
    painter->setClipRect(ground);
    if (isMissing(cell.value, cell.column.kind))
        paintText(*painter, cell, cell.rect, cellText(cell.value, cell.column), cell.faint(), m_fonts.dense);
    else
        paintKind(*painter, cell);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.widget && option.widget->hasFocus()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(theme.accent, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(ground.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

const QFont &CellDelegate::fontOf(ColumnKind kind) const
{
    switch (kind) {
    case ColumnKind::Key:
    case ColumnKind::Delta:
    case ColumnKind::Figure: // the widest it can be
    case ColumnKind::TwoLine:
        return m_fonts.name;
    case ColumnKind::Tag:
        return m_fonts.small;
    default:
        return m_fonts.dense;
    }
}

void CellDelegate::paintKind(QPainter &painter, const Cell &cell) const
{
    const ColumnKind kind = cell.column.kind;
    switch (kind) {
    case ColumnKind::State:
        return paintState(painter, cell);
    case ColumnKind::Bar:
    case ColumnKind::Confidence:
        return paintBar(painter, cell);
    case ColumnKind::Tag:
        return paintTag(painter, cell);
    case ColumnKind::TwoLine:
        return paintTwoLine(painter, cell);
    case ColumnKind::DeltaBar:
        return paintDeltaBar(painter, cell);
    case ColumnKind::Figure:
        return paintFigure(painter, cell);
    case ColumnKind::Check:
        return paintCheck(painter, cell);
    default:
        break;
    }
    QColor ink = kind == ColumnKind::Id ? cell.theme.text2 : cell.ink();
    const double number = kind == ColumnKind::Delta ? cell.value.toDouble() : 0;
    if (number != 0 && cell.column.good != Good::Unknown && !cell.leftOut) {
        const bool isGood = (number > 0) == (cell.column.good == Good::Up);
        ink = isGood ? cell.theme.good.text : cell.theme.bad.text;
    }
    paintText(painter, cell, cell.rect, cellText(cell.value, cell.column), ink, fontOf(kind));
}

void CellDelegate::paintText(QPainter &painter, const Cell &cell, const QRect &rect, const QString &text,
    const QColor &ink, const QFont &font) const
{
    QFont used = font;
    used.setItalic(cell.leftOut);
    painter.setFont(used);
    painter.setPen(ink);
    const QString shown = QFontMetrics(used).elidedText(onScreen(text), Qt::ElideRight, rect.width());
    const Qt::Alignment side = isRightAligned(cell.column.kind) ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(rect, int(side | Qt::AlignVCenter | Qt::TextSingleLine), shown);
}

void CellDelegate::paintState(QPainter &painter, const Cell &cell) const
{
    const auto state = cell.value.value<StateValue>();
    QRect rect = cell.rect;
    if (state.mark != Mark::None) {
        const QRect place(rect.left(), rect.center().y() - MarkSize / 2 + 1, MarkSize, MarkSize);
        paintMark(painter, place, state.mark, cell.theme);
        rect.setLeft(place.right() + 1 + MarkGap);
    }
    paintText(painter, cell, rect, state.word, cell.ink(), m_fonts.dense);
}

void CellDelegate::paintBar(QPainter &painter, const Cell &cell) const
{
    const bool isConfidence = cell.column.kind == ColumnKind::Confidence;
    const int height = isConfidence ? ConfidenceHeight : BarHeight;
    const int width = isConfidence ? std::min(ConfidenceWidth, cell.rect.width()) : cell.rect.width();
    const QRect lane(cell.rect.left(), cell.rect.center().y() - height / 2 + 1, width, height);
    const double share = std::clamp(cell.value.toDouble(), 0.0, 1.0);
    painter.fillRect(lane, cell.selected ? cell.theme.surface : cell.theme.hair);
    painter.fillRect(QRectF(lane.left(), lane.top(), width * share, height), cell.theme.series[1]);
    if (!isConfidence)
        return;
    const QRect words = cell.rect.adjusted(ConfidenceWidth + 6, 0, 0, 0);
    paintText(painter, cell, words, cellText(cell.value, cell.column), cell.ink(), m_fonts.dense);
}

/// A zero line at one place in all rows, and from it the bar: the colours of lower and higher, not of good and bad.
void CellDelegate::paintDeltaBar(QPainter &painter, const Cell &cell) const
{
    const double span = cell.column.high - cell.column.low;
    if (span <= 0)
        return;
    const double value = std::clamp(cell.value.toDouble(), cell.column.low, cell.column.high);
    const double scale = (cell.rect.width() - 1) / span;
    const double zero = cell.rect.left() - cell.column.low * scale;
    const int top = cell.rect.center().y() - BarHeight / 2 + 1;
    const QRectF bar(zero + std::min(0.0, value * scale), top, std::abs(value) * scale, BarHeight);
    painter.fillRect(bar, value < 0 ? cell.theme.series[2] : cell.theme.series[1]);
    painter.fillRect(QRect(int(std::round(zero)), top - 2, 1, BarHeight + 4), cell.theme.strong);
}

void CellDelegate::paintFigure(QPainter &painter, const Cell &cell) const
{
    const auto figure = cell.value.value<FigureValue>();
    const bool strong = figure.weight == FigureValue::Weight::Strong;
    const QColor ink = figure.weight == FigureValue::Weight::Quiet ? cell.theme.text2 : cell.ink();
    paintText(painter, cell, cell.rect, figure.text, ink, strong ? m_fonts.name : m_fonts.dense);
}

void CellDelegate::paintTag(QPainter &painter, const Cell &cell) const
{
    const QString text = cell.value.toString();
    const int width = std::min(QFontMetrics(m_fonts.small).horizontalAdvance(text) + 2 * TagPadding, cell.rect.width());
    const QRect tag(cell.rect.left(), cell.rect.center().y() - TagHeight / 2 + 1, width, TagHeight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(cell.theme.border);
    painter.setBrush(cell.selected ? cell.theme.surface : cell.theme.subtle);
    painter.drawRoundedRect(QRectF(tag).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintText(painter, cell, tag.adjusted(TagPadding, 0, 1 - TagPadding, 0), text, cell.theme.text2, m_fonts.small);
}

void CellDelegate::paintCheck(QPainter &painter, const Cell &cell) const
{
    QStyleOption option;
    option.rect = QRect(cell.rect.left(), cell.rect.center().y() - CheckSize / 2 + 1, CheckSize, CheckSize);
    option.state = QStyle::State_Enabled | (cell.value.toBool() ? QStyle::State_On : QStyle::State_Off);
    QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter);
}

void CellDelegate::paintTwoLine(QPainter &painter, const Cell &cell) const
{
    const QStringList lines = cell.value.toStringList();
    if (lines.size() < 2 || lines[1].isEmpty())
        return paintText(painter, cell, cell.rect, lines.value(0), cell.ink(), m_fonts.name);
    const int first = QFontMetrics(m_fonts.name).height();
    const int second = QFontMetrics(m_fonts.small).height();
    const int top = cell.rect.top() + (cell.rect.height() - first - second) / 2;
    const QRect name(cell.rect.left(), top, cell.rect.width(), first);
    paintText(painter, cell, name, lines[0], cell.ink(), m_fonts.name);
    paintText(
        painter, cell, QRect(name.left(), top + first, name.width(), second), lines[1], cell.faint(), m_fonts.small);
}

int CellDelegate::wholeWidth(const QVariant &value, const TableColumn &column) const
{
    const bool missing = isMissing(value, column.kind);
    const QFontMetrics metrics(missing ? m_fonts.dense : fontOf(column.kind));
    int width = metrics.horizontalAdvance(onScreen(cellText(value, column))) + 1;
    if (!missing && column.kind == ColumnKind::State)
        width += value.value<StateValue>().mark == Mark::None ? 0 : MarkSize + MarkGap;
    if (!missing && column.kind == ColumnKind::Tag)
        width += 2 * TagPadding;
    if (!missing && column.kind == ColumnKind::Confidence)
        width += ConfidenceWidth + 6;
    if (!missing && (column.kind == ColumnKind::Bar || column.kind == ColumnKind::DeltaBar))
        width = 72;
    if (column.kind == ColumnKind::Check)
        width = CheckSize;
    if (!missing && column.kind == ColumnKind::TwoLine) {
        const QStringList lines = value.toStringList();
        width = std::max(metrics.horizontalAdvance(onScreen(lines.value(0))),
                    QFontMetrics(m_fonts.small).horizontalAdvance(onScreen(lines.value(1))))
            + 1;
    }
    return width + 2 * CellPadding;
}

bool CellDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const TableColumn &column = m_model->spec().columns[index.column()];
    const QVariant value = m_rows->shownValue(m_rows->sourceRow(index.row()), index.column());
    const bool isBar = column.kind == ColumnKind::Bar; // says its percentage, which is nowhere else
    const QRect cell = view->visualRect(index);
    if (isBar || wholeWidth(value, column) > cell.width())
        QToolTip::showText(event->globalPos(), cellText(value, column), view, cell);
    else
        QToolTip::hideText();
    return true;
}

} // namespace qd::ui
