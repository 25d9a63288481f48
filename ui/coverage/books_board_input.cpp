// What a person does to the board: mouse, keys, menu, tooltip.
#include "ui/coverage/books_board.h"
#include "ui/paint/formatting.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>

namespace qd::ui {

int BooksBoard::headingAt(const QPointF &point) const
{
    const BoardLayout layout = layOut();
    const int column = point.y() < layout.plot.top() ? layout.columnAt(point) : -1;
    return column < 0 ? -1 : m_columns[column].csm;
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
    carryTo(column >= 0 && m_columns[column].csm < 0 ? -1 : column);
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
        if (event->modifiers() & Qt::ControlModifier && m_selected >= 0 && m_columns[columnOf(m_selected)].csm >= 0)
            return Q_EMIT headingActivated(m_columns[columnOf(m_selected)].csm);
        if (m_selected < 0)
            return stepSelection(0, 0);
        m_carry.load = m_selected;
        return carryTo(columnOf(m_selected));
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
    for (const BookColumn &column : m_columns) {
        for (const BookBlock &block : column.blocks) {
            if (block.load == load) {
                QToolTip::showText(
                    help->globalPos(), tr("%1, %2 h a month").arg(block.name, formatNumber(block.hours, 1)), this);
                return true;
            }
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace qd::ui
