#pragma once
#include "ui/common/panel.h"
#include "ui/coverage/coverage_view.h"

class QPushButton;

namespace qd::ui {

class SegmentChooser;

/// The books of one segment as a board, with the choice of the segment and "Move to" for the customer chosen on it.
class BooksPanel : public Panel {
    Q_OBJECT
public:
    explicit BooksPanel(QWidget *parent = nullptr);

    /// Shows the books of the segment chosen before, or of the first.
    void setBooks(const CoverageView &view, const coverage::DraftBooks &books);
    [[nodiscard]] int segment() const; ///< index in the model; -1 for those who serve none
    [[nodiscard]] BooksBoard &board() const { return *m_board; }

Q_SIGNALS:
    void segmentChosen(); ///< by a person; setBooks() shows it

private:
    SegmentChooser *m_segment = nullptr;
    QPushButton *m_move = nullptr;
    BooksBoard *m_board = nullptr;
};

} // namespace qd::ui
