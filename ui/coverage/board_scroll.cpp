#include "ui/coverage/board_scroll.h"

#include "ui/coverage/books_board.h"

#include <QScrollBar>

namespace qd::ui {

BoardScroll::BoardScroll(BooksBoard *board, QWidget *parent)
    : QScrollArea(parent)
    , m_board(board)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // the board takes the keys
    setWidget(board);
}

void BoardScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_board->setRoom(viewport()->width());
    horizontalScrollBar()->setSingleStep(int(m_board->bookWidth()));
}

} // namespace qd::ui
