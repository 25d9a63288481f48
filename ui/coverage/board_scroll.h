#pragma once
#include <QScrollArea>

namespace qd::ui {

class BooksBoard;

/// The books, scrolled sideways where not all have room; as many as have stand there whole, and a step is one book.
class BoardScroll : public QScrollArea {
    Q_OBJECT
public:
    /// Takes ownership of `board`.
    explicit BoardScroll(BooksBoard *board, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    BooksBoard *m_board;
};

} // namespace qd::ui
