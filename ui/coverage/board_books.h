#pragma once
#include "ui/coverage/board_layout.h"
#include "ui/paint/copied_table.h"

#include <QCoreApplication>

namespace qd::ui {

/// The books on the board: which customer stands where, and what is beside it. Loads name customers; -1 is none.
class BoardBooks {
    Q_DECLARE_TR_FUNCTIONS(BoardBooks)
public:
    BoardBooks() = default;
    explicit BoardBooks(QVector<BookColumn> columns)
        : m_columns(std::move(columns))
    {
    }
    [[nodiscard]] const QVector<BookColumn> &columns() const { return m_columns; }
    [[nodiscard]] int columnOf(int load) const; ///< -1 where it is not on the board
    [[nodiscard]] const BookBlock *blockOf(int load) const; ///< null where it is not on the board
    /// The customer so many columns to the right and blocks up from `load`, as near as there is one; from nowhere the
    /// first. -1 on an empty board.
    [[nodiscard]] int beside(int load, int columns, int blocks) const;
    /// The customer in words, for screen readers and the status bar; of none how many books there are.
    [[nodiscard]] QString describe(int load) const;
    /// A row per customer: in whose book, the book's region, capacity and utilisation, hours a month, health, whether
    /// the move is only planned.
    [[nodiscard]] CopiedRows rows() const;

private:
    QVector<BookColumn> m_columns;
};

} // namespace qd::ui
