#pragma once
#include "ui/coverage/board_books.h"

#include <QWidget>

namespace qd::ui {

/// What would become of a move, for the board to show while a customer is held over a column.
struct MovePreview {
    bool allowed = false;
    QString text; ///< "95 → 102 %", or why not
};

/// A column per book, a block per customer, as high as its hours. A block is dragged to another column by mouse, by
/// keys (arrows choose, Enter picks up, left and right carry it, Enter puts it down, Escape lets go) or by the menu
/// "Move to". The board changes nothing itself: it asks by moveWanted().
class BooksBoard : public QWidget {
    Q_OBJECT
public:
    using Preview = std::function<MovePreview(int load, int csm)>;

    explicit BooksBoard(QWidget *parent = nullptr);
    /// Keeps the selection where its customer is still there.
    void setColumns(QVector<BookColumn> columns);
    [[nodiscard]] const QVector<BookColumn> &columns() const { return m_books.columns(); }
    void setPreview(Preview preview) { m_preview = std::move(preview); }
    [[nodiscard]] int selected() const { return m_selected; } ///< a load; -1 for none
    void setSelected(int load);
    /// Frames the customers who are selected elsewhere on the page.
    void setMarked(const QSet<int> &loads);
    [[nodiscard]] const QSet<int> &marked() const { return m_marked; }
    /// Where a customer's block stands; empty if it is not on the board.
    [[nodiscard]] QRectF blockRect(int load) const;
    /// Where the column of a CSM stands, with its heading.
    [[nodiscard]] QRectF columnRect(int csm) const;
    /// The menu "Move to" of the selected customer, for a button or the right mouse button; the board owns it.
    [[nodiscard]] QMenu *moveMenu();
    /// The width there is to see it in: if not all books fit, they get as wide as it takes to fill it with whole ones.
    void setRoom(int width);
    [[nodiscard]] int bookWidth() const; ///< at least; with the gap after it
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void blockSelected(int load);
    void blockActivated(int load); ///< double click
    void moveWanted(int load, int csm);
    void headingActivated(int csm); ///< click on a heading, or Ctrl+Enter on one of its customers
    void headingOpened(int csm); ///< double click on it

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] BoardLayout layOut() const;
    /// The CSM whose heading is at `point`; -1 elsewhere.
    [[nodiscard]] int headingAt(const QPointF &point) const;
    void select(int load);
    void stepSelection(int columns, int blocks);
    void carryTo(int column);
    void stepCarried(int step);
    void drop();
    void letGo();
    void describeSelection();

    BoardBooks m_books;
    Preview m_preview;
    int m_selected = -1;
    QSet<int> m_marked; ///< loads
    int m_room = 0;
    BoardCarry m_carry;
    QPointF m_pressed; ///< where the mouse went down on a block
    bool m_isPressed = false;
};

} // namespace qd::ui
