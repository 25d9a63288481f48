#include "ui/common/table/grid_view.h"

#include "ui/common/style_parts.h"
#include "ui/common/table/density.h"
#include "ui/paint/theme.h"

#include <algorithm>

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace qd::ui {

GridView::GridView(RowFilter *rows, TableModel *source, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_source(source)
    , m_header(new FilterHeader(this))
    , m_cells(new CellDelegate(rows, source, this))
    , m_corner(new QWidget)
{
    setHorizontalHeader(m_header);
    m_header->setCompact(isDense());
    setModel(rows);
    setItemDelegate(m_cells);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem); // a row stands at the top, never half of one
    setTabKeyNavigation(false); // Tab leaves the table
    setMouseTracking(true);
    // The lane of the scroll bar begins below the filter row.
    m_corner->setAutoFillBackground(true);
    m_corner->setBackgroundRole(QPalette::AlternateBase);
    addScrollBarWidget(m_corner, Qt::AlignTop);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(16);
    connect(m_header, &FilterHeader::leftDownwards, this, [this] {
        setFocus(Qt::OtherFocusReason);
        if (!currentIndex().isValid() && m_rows->rowCount() > 0)
            setCurrentIndex(m_rows->index(0, m_header->logicalIndexAt(0)));
    });
    connect(m_header, &QHeaderView::sectionResized, this, &GridView::scrolled);
    connect(m_header, &QHeaderView::sectionMoved, this, &GridView::scrolled);
}

void GridView::layOutRows()
{
    m_corner->setFixedHeight(m_header->sizeHint().height());
    constexpr std::size_t SectionsAtMost = 2'000; // each is a row height to keep; more are no headings any longer
    const QVector<TableColumn> &columns = m_source->spec().columns;
    const bool twoLines = std::any_of(
        columns.begin(), columns.end(), [](const TableColumn &column) { return column.kind == ColumnKind::TwoLine; });
    const int text = QFontMetrics(m_cells->fonts().dense).height();
    const int small = QFontMetrics(m_cells->fonts().small).height();
    const bool low = m_compact || isDense();
    const int height = twoLines ? std::max(isDense() ? 38 : 40, text + small + 8) : std::max(low ? 24 : 26, text + 6);
    std::vector<int> opening;
    for (int row = 0; m_rows->sortColumn() < 0 && row < m_rows->rowCount() && opening.size() < SectionsAtMost; ++row) {
        if (m_rows->opensSection(row))
            opening.push_back(row);
    }
    if (!m_sectionRows.empty() || verticalHeader()->defaultSectionSize() != height)
        verticalHeader()->setDefaultSectionSize(height); // takes back the heights set one by one
    for (const int row : m_sectionRows) {
        if (row < m_rows->rowCount())
            verticalHeader()->resizeSection(row, height);
    }
    for (const int row : opening)
        verticalHeader()->resizeSection(row, height + SectionHeight);
    m_sectionRows = std::move(opening);
    viewport()->update();
}

void GridView::setCompact(bool compact)
{
    m_compact = compact;
    renewHeights();
}

void GridView::renewHeights()
{
    m_header->setCompact(m_compact || isDense());
    updateGeometries();
    layOutRows();
}

void GridView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    setAccessibleDescription(m_rows->rowCount() == 0 ? text : QString());
    viewport()->update();
}

void GridView::paintEvent(QPaintEvent *event)
{
    // A row of which only the upper part would fit is left out; a scroll away, it stands there whole.
    QPaintEvent whole(event->region() & QRect(0, 0, viewport()->width(), wholeRowsEnd()));
    QTableView::paintEvent(&whole);
    if (m_rows->rowCount() == 0)
        paintEmptyText();
    else if (!m_sectionRows.empty())
        paintSections();
    if (hasFocus() && !currentIndex().isValid()) { // else the current cell is framed
        QPainter painter(viewport());
        paintFocusRing(painter, viewport()->rect(), Theme::current());
    }
}

int GridView::wholeRowsEnd() const
{
    const int end = viewport()->height();
    const int cut = rowAt(end - 1);
    const int top = cut < 0 ? 0 : rowViewportPosition(cut);
    return cut < 0 || top <= 0 || top + rowHeight(cut) <= end ? end : top;
}

QModelIndex GridView::indexAt(const QPoint &place) const
{
    return place.y() < wholeRowsEnd() ? QTableView::indexAt(place) : QModelIndex();
}

void GridView::paintSections()
{
    const Theme &theme = Theme::current();
    QPainter painter(viewport());
    painter.setFont(m_cells->fonts().strong);
    const int first = std::max(rowAt(0), 0);
    for (int row = first; row < m_rows->rowCount() && rowViewportPosition(row) < viewport()->height(); ++row) {
        if (!m_rows->opensSection(row))
            continue;
        const QRect strip(0, rowViewportPosition(row), viewport()->width(), SectionHeight);
        painter.fillRect(strip, theme.subtle);
        painter.fillRect(QRect(0, strip.bottom(), strip.width(), 1), theme.hair);
        painter.setPen(theme.text2);
        const QString section = m_source->spec().rows[m_rows->sourceRow(row)].section;
        painter.drawText(strip.adjusted(CellPadding, 0, -CellPadding, 0),
            int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(section, Qt::ElideRight, strip.width() - 2 * CellPadding));
    }
}

void GridView::paintEmptyText()
{
    QPainter painter(viewport());
    painter.setFont(Theme::font(Type::Body));
    painter.setPen(Theme::current().text2);
    const int width = std::min(480, viewport()->width() - 4 * CellPadding);
    const QRect place((viewport()->width() - width) / 2, 0, width, viewport()->height());
    painter.drawText(place, int(Qt::AlignCenter | Qt::TextWordWrap), m_emptyText);
}

void GridView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        enterCurrent(true);
        return;
    }
    const QVector<TableColumn> &columns = m_source->spec().columns;
    const bool checks = std::any_of(
        columns.begin(), columns.end(), [](const TableColumn &column) { return column.kind == ColumnKind::Check; });
    if (event->key() == Qt::Key_Space && checks && currentIndex().isValid()) {
        toggle(currentIndex(), true);
        return;
    }
    QTableView::keyPressEvent(event);
}

bool GridView::isCheck(const QModelIndex &index) const
{
    return index.isValid() && m_source->spec().columns[index.column()].kind == ColumnKind::Check;
}

void GridView::toggle(const QModelIndex &index, bool byKey)
{
    Q_EMIT toggleWanted(index.data(TableModel::RowIdRole).toString(), byKey);
}

void GridView::enterCurrent(bool byKey)
{
    if (currentIndex().isValid())
        Q_EMIT cellEntered(currentIndex().data(TableModel::RowIdRole).toString(), currentIndex().column(), byKey);
}

void GridView::hover(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    m_cells->setHoveredRow(row);
    viewport()->update();
}

void GridView::mouseMoveEvent(QMouseEvent *event)
{
    const int y = int(event->position().y());
    hover(y < wholeRowsEnd() ? rowAt(y) : -1);
    QTableView::mouseMoveEvent(event);
}

void GridView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && isCheck(index) && index == currentIndex())
        toggle(index, false);
}

void GridView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (isCheck(indexAt(event->position().toPoint())))
        return; // the second click toggles back when it is let go
    QTableView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()).isValid())
        enterCurrent(false);
}

void GridView::leaveEvent(QEvent *event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

void GridView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        Q_EMIT resized();
}

void GridView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void GridView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void GridView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        m_cells->renewFonts();
        layOutRows();
    } else if (event->type() == QEvent::ActivationChange) {
        viewport()->update(); // the selection is paler in a window without focus
    }
}

void GridView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx != 0) {
        m_header->placeFields();
        Q_EMIT scrolled();
    }
}

} // namespace qd::ui
