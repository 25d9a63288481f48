#include "ui/coverage/books_board.h"

#include "ui/common/mnemonics.h"
#include "ui/common/picture_actions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace qd::ui {

BooksBoard::BooksBoard(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Books"));
    new PictureActions(*this, [this] { return m_books.rows(); });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void BooksBoard::setColumns(QVector<BookColumn> columns)
{
    m_books = BoardBooks(std::move(columns));
    m_carry = {};
    m_isPressed = false;
    if (m_books.columnOf(m_selected) < 0)
        m_selected = -1;
    describeSelection();
    updateGeometry();
    update();
}

void BooksBoard::setSelected(int load)
{
    if (m_books.columnOf(load) >= 0)
        select(load);
}

void BooksBoard::setMarked(const QSet<int> &loads)
{
    if (loads == m_marked)
        return;
    m_marked = loads;
    update();
}

BoardLayout BooksBoard::layOut() const
{
    return layoutBoard(rect(), columns());
}

QRectF BooksBoard::blockRect(int load) const
{
    const int column = m_books.columnOf(load);
    if (column < 0)
        return {};
    const BoardLayout layout = layOut(); // a name of its own: the loop would outlive a temporary
    for (const BoardBlock &block : layout.columns[column].blocks) {
        if (block.load == load)
            return block.box;
    }
    return {};
}

QRectF BooksBoard::columnRect(int csm) const
{
    for (qsizetype i = 0; i < columns().size(); ++i) {
        if (columns()[i].csm == csm)
            return layOut().columns[i].box;
    }
    return {};
}

void BooksBoard::select(int load)
{
    if (load != m_selected) {
        m_selected = load;
        describeSelection();
        update();
    }
    if (load >= 0)
        Q_EMIT blockSelected(load);
}

void BooksBoard::describeSelection()
{
    setAccessibleDescription(m_books.describe(m_selected));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void BooksBoard::stepSelection(int columns, int blocks)
{
    if (const int next = m_books.beside(m_selected, columns, blocks); next >= 0)
        select(next);
}

void BooksBoard::carryTo(int column)
{
    if (column == m_carry.column)
        return;
    m_carry.column = column;
    const bool isHome = column >= 0 && column == m_books.columnOf(m_carry.load);
    const MovePreview preview =
        column >= 0 && !isHome && m_preview ? m_preview(m_carry.load, columns()[column].csm) : MovePreview{isHome, {}};
    m_carry.allowed = preview.allowed;
    m_carry.text = preview.text;
    if (!preview.text.isEmpty())
        setAccessibleDescription(tr("over %1: %2").arg(columns()[column].name, preview.text));
    update();
}

void BooksBoard::stepCarried(int step)
{
    const int next = m_carry.column + step;
    if (next >= 0 && next < columns().size() && columns()[next].csm >= 0)
        carryTo(next);
}

void BooksBoard::drop()
{
    const BoardCarry carry = std::exchange(m_carry, {});
    update();
    if (carry.column < 0 || carry.column == m_books.columnOf(carry.load))
        return describeSelection();
    Q_EMIT moveWanted(carry.load, columns()[carry.column].csm); // refused moves are explained there
}

void BooksBoard::letGo()
{
    m_carry = {};
    m_isPressed = false;
    describeSelection();
    update();
}

QMenu *BooksBoard::moveMenu()
{
    auto *menu = new QMenu(tr("Move to"), this);
    menu->setToolTipsVisible(true);
    for (const BookColumn &column : columns()) {
        if (column.csm < 0 || m_selected < 0 || m_books.columnOf(m_selected) == int(&column - columns().data()))
            continue;
        const MovePreview preview = m_preview ? m_preview(m_selected, column.csm) : MovePreview{true, {}};
        QAction *action =
            menu->addAction(nameInMenu(preview.allowed ? tr("%1, %2").arg(column.name, preview.text) : column.name),
                this, [this, load = m_selected, csm = column.csm] { Q_EMIT moveWanted(load, csm); });
        action->setData(column.csm);
        action->setEnabled(preview.allowed);
        action->setToolTip(preview.text);
    }
    return menu;
}

void BooksBoard::setRoom(int width)
{
    if (width == m_room)
        return;
    m_room = width;
    updateGeometry();
}

int BooksBoard::bookWidth() const
{
    const int room = m_room - boardAxisWidth(columns());
    const int whole = room / BoardColumnWidth;
    return whole < 1 || whole >= columns().size() ? BoardColumnWidth
                                                  : (room + whole - 1) / whole; // so that none of the next is seen
}

QSize BooksBoard::minimumSizeHint() const
{
    return {boardAxisWidth(columns()) + bookWidth() * int(columns().size()), 160};
}

QSize BooksBoard::sizeHint() const
{
    return minimumSizeHint().expandedTo({480, 300});
}

void BooksBoard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    paintBoard(painter, layOut(), columns(), m_selected, m_marked, m_carry, theme);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

int BooksBoard::headingAt(const QPointF &point) const
{
    const BoardLayout layout = layOut();
    const int column = point.y() < layout.plot.top() ? layout.columnAt(point) : -1;
    return column < 0 ? -1 : columns()[column].csm;
}

void BooksBoard::mousePressEvent(QMouseEvent *event)
{
    if (const int csm = headingAt(event->position()); csm >= 0 && event->button() == Qt::LeftButton) {
        Q_EMIT headingActivated(csm);
        return;
    }
    if (m_carry.load >= 0) // carried by keys
        letGo();
    const int load = layOut().loadAt(event->position());
    select(load);
    m_isPressed = event->button() == Qt::LeftButton && load >= 0;
    m_pressed = event->position();
}

void BooksBoard::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPressed)
        return;
    if (m_carry.load < 0) {
        if ((event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        m_carry.load = m_selected;
        setCursor(Qt::ClosedHandCursor);
    }
    const int column = layOut().columnAt(event->position());
    carryTo(column >= 0 && columns()[column].csm < 0 ? -1 : column);
}

void BooksBoard::mouseReleaseEvent(QMouseEvent *)
{
    m_isPressed = false;
    unsetCursor();
    if (m_carry.load >= 0)
        drop();
}

void BooksBoard::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int csm = headingAt(event->position()); csm >= 0)
        Q_EMIT headingOpened(csm);
    else if (const int load = layOut().loadAt(event->position()); load >= 0)
        Q_EMIT blockActivated(load);
}

void BooksBoard::keyPressEvent(QKeyEvent *event)
{
    const bool carries = m_carry.load >= 0;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int step = event->key() == Qt::Key_Left ? -1 : 1;
        return carries ? stepCarried(step) : stepSelection(step, 0);
    }
    case Qt::Key_Up:
        return carries ? void() : stepSelection(0, 1);
    case Qt::Key_Down:
        return carries ? void() : stepSelection(0, -1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (carries)
            return drop();
        if (event->modifiers() & Qt::ControlModifier && m_selected >= 0
            && columns()[m_books.columnOf(m_selected)].csm >= 0)
            return Q_EMIT headingActivated(columns()[m_books.columnOf(m_selected)].csm);
        if (m_selected < 0)
            return stepSelection(0, 0);
        m_carry.load = m_selected;
        return carryTo(m_books.columnOf(m_selected));
    case Qt::Key_Escape:
        if (carries)
            return letGo();
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void BooksBoard::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_selected < 0)
        return;
    QMenu *menu = moveMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->reason() == QContextMenuEvent::Mouse
            ? event->globalPos()
            : mapToGlobal(blockRect(m_selected).bottomLeft().toPoint()));
}

void BooksBoard::focusOutEvent(QFocusEvent *event)
{
    if (m_carry.load >= 0)
        letGo();
    QWidget::focusOutEvent(event);
    update();
}

bool BooksBoard::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int load = layOut().loadAt(help->pos());
    if (headingAt(help->pos()) >= 0) {
        QToolTip::showText(help->globalPos(), tr("The book and its customers; double click opens them"), this);
        return true;
    }
    if (const BookBlock *block = m_books.blockOf(load)) {
        QToolTip::showText(
            help->globalPos(), tr("%1, %2 h a month").arg(block->name, formatNumber(block->hours, 1)), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace qd::ui
