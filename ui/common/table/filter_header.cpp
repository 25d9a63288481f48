#include "ui/common/table/filter_header.h"

#include "ui/common/table/cell_value.h"
#include "ui/common/table/filter_field.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace qd::ui {

namespace {

constexpr int FilterRowHeight = 26;
constexpr int ArrowWidth = 7;
constexpr int ArrowGap = 4;

} // namespace

FilterHeader::FilterHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Interactive);
    setMinimumSectionSize(36);
    setFocusPolicy(Qt::NoFocus);
    connect(this, &QHeaderView::sectionResized, this, &FilterHeader::placeFields);
    connect(this, &QHeaderView::sectionMoved, this, &FilterHeader::placeFields);
}

void FilterHeader::setColumns(const QVector<TableColumn> &columns, bool withFilterRow)
{
    qDeleteAll(m_fields);
    m_fields.clear();
    m_columns = columns;
    for (int column = 0; withFilterRow && column < int(columns.size()); ++column) {
        auto *field = new FilterField(viewport());
        field->setPlaceholderText(filterHint(columns[column].kind));
        field->setAccessibleName(tr("Filter %1").arg(columns[column].title));
        field->setAlignment(isRightAligned(columns[column].kind) ? Qt::AlignRight : Qt::AlignLeft);
        field->installEventFilter(this);
        connect(field, &QLineEdit::textEdited, this,
            [this, column](const QString &text) { Q_EMIT filterEdited(column, text); });
        m_fields << field;
    }
    setFixedHeight(sizeHint().height());
    updateGeometry();
    placeFields();
}

void FilterHeader::setSorted(int column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    viewport()->update();
}

void FilterHeader::setFilterText(int column, const QString &text)
{
    if (column >= 0 && column < m_fields.size())
        m_fields[column]->setText(text);
}

void FilterHeader::setFilterBad(int column, bool bad)
{
    if (column < 0 || column >= m_fields.size())
        return;
    const QString how = m_columns[column].kind == ColumnKind::Date
        ? tr("Not a date filter: write 2026-09-30, >= 2026-07, 2026-01..2026-06 or none")
        : isNumeric(m_columns[column].kind) ? tr("Not a number filter: write 1000, >= 1000, <= 1000, 10..20 or none")
                                            : tr("Write a word, several with commas between, or = and the whole text");
    m_fields[column]->setBad(bad);
    m_fields[column]->setToolTip(bad ? how : QString());
    m_fields[column]->setAccessibleDescription(bad ? how : QString());
}

void FilterHeader::setCompact(bool compact)
{
    m_compact = compact;
    setFixedHeight(sizeHint().height());
    placeFields();
}

int FilterHeader::titleHeight() const
{
    return std::max(m_compact ? 24 : 26, QFontMetrics(m_fonts.strong).height() + 6);
}

int FilterHeader::titleWidth(const TableColumn &column) const
{
    return QFontMetrics(m_fonts.strong).horizontalAdvance(column.title) + ArrowGap + ArrowWidth + 2 * CellPadding;
}

QSize FilterHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), titleHeight() + (m_fields.isEmpty() ? 0 : FilterRowHeight)};
}

void FilterHeader::placeFields()
{
    const int top = titleHeight() + 2;
    for (int column = 0; column < int(m_fields.size()); ++column) {
        if (column >= count() || isSectionHidden(column)) {
            m_fields[column]->hide();
            continue;
        }
        m_fields[column]->setGeometry(
            sectionViewportPosition(column) + 3, top, std::max(sectionSize(column) - 6, 8), FilterRowHeight - 5);
        m_fields[column]->show();
    }
}

void FilterHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::current().subtle);
    painter.end();
    QHeaderView::paintEvent(event);
    painter.begin(viewport());
    // The rest right of the last column belongs to the header as well.
    const int end = length() - offset();
    if (end < viewport()->width())
        painter.fillRect(QRect(end, 0, viewport()->width() - end, viewport()->height()), Theme::current().subtle);
    painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), Theme::current().border);
}

void FilterHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (logicalIndex < 0 || logicalIndex >= m_columns.size())
        return;
    const Theme &theme = Theme::current();
    const TableColumn &column = m_columns[logicalIndex];
    const bool sorted = logicalIndex == m_sorted;
    painter->fillRect(rect, theme.subtle);
    QRect inner(rect.left() + CellPadding, rect.top(), rect.width() - 2 * CellPadding, titleHeight());
    QFont font = m_fonts.header;
    if (sorted)
        font.setWeight(QFont::DemiBold);
    const int room = inner.width() - (sorted ? ArrowGap + ArrowWidth : 0);
    const QFontMetrics metrics(font);
    const QString title = metrics.elidedText(column.title, Qt::ElideRight, room);
    const int width = metrics.horizontalAdvance(title);
    const bool right = isRightAligned(column.kind);
    const int left = right ? inner.left() + room - width : inner.left();
    painter->setFont(font);
    painter->setPen(sorted ? theme.text1 : theme.text2);
    painter->drawText(
        QRect(left, inner.top(), width + 2, inner.height()), int(Qt::AlignLeft | Qt::AlignVCenter), title);
    if (sorted) {
        const double x = left + width + ArrowGap;
        const double y = inner.center().y() + 0.5;
        const double up = m_order == Qt::AscendingOrder ? 1 : -1;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.text1);
        painter->drawPolygon(QPolygonF{
            QPointF(x, y + 2 * up), QPointF(x + ArrowWidth, y + 2 * up), QPointF(x + ArrowWidth / 2.0, y - 2.5 * up)});
    }
    if (!m_fields.isEmpty())
        painter->fillRect(QRect(rect.left(), titleHeight() - 1, rect.width(), 1), theme.hair);
}

void FilterHeader::mousePressEvent(QMouseEvent *event)
{
    if (event->position().y() < titleHeight())
        QHeaderView::mousePressEvent(event);
}

void FilterHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    placeFields();
}

void FilterHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeFields();
}

void FilterHeader::updateGeometries()
{
    QHeaderView::updateGeometries();
    placeFields();
}

bool FilterHeader::eventFilter(QObject *watched, QEvent *event)
{
    auto *field = qobject_cast<FilterField *>(watched);
    if (!field || event->type() != QEvent::KeyPress)
        return QHeaderView::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape && !field->text().isEmpty()) {
        field->clear();
        Q_EMIT filterEdited(int(m_fields.indexOf(field)), QString());
        return true;
    }
    if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT leftDownwards();
        return true;
    }
    return QHeaderView::eventFilter(watched, event);
}

void FilterHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_fonts = TableFonts();
    QHeaderView::changeEvent(event);
}

} // namespace qd::ui
