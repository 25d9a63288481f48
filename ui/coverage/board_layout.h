#pragma once
#include "ui/common/table/table_spec.h"

#include <QRectF>
#include <QSet>

#include <optional>

class QPainter;

namespace qd::ui {

struct Theme;

/// A customer on the board.
struct BookBlock {
    int load = -1; ///< index in CoverageInput::loads
    QString name;
    double hours = 0; ///< a month
    Mark health = Mark::None; ///< HealthGreen, HealthYellow, HealthRed, or none when not scored
    bool planned = false; ///< here by a planned move
    bool isOutside = false; ///< in the book, but not among what the filters ask for
};

/// A CSM's book, or with csm -1 what nobody holds.
struct BookColumn {
    int csm = -1; ///< index in Roster::csms
    QString name;
    QString region;
    QString count; ///< "21"
    QString arr; ///< "$6.1M"
    std::optional<double> utilisation;
    bool isOver = false; ///< above the band
    double capacity = 0; ///< hours a month; 0 for vacancies
    QVector<BookBlock> blocks; ///< from the bottom upwards
};

/// A customer held over a column.
struct BoardCarry {
    int load = -1; ///< -1: nothing is carried
    int column = -1; ///< over which; -1 for none
    bool allowed = false;
    QString text;
};

struct BoardBlock {
    int load = -1;
    QRectF box;
    bool isOver = false; ///< its upper edge is above the capacity
};

struct BoardColumn {
    QRectF box; ///< with the heading
    QRectF stack; ///< where blocks are drawn
    double limit = 0; ///< y of the capacity
    QVector<BoardBlock> blocks;
};

/// Geometry of the board, without ink: what is drawn and what the mouse finds.
struct BoardLayout {
    QRectF plot;
    double perHour = 1; ///< pixels
    double tickHours = 50; ///< between two lines of the axis
    double axisWidth = 0; ///< left of the plot
    QVector<BoardColumn> columns;

    [[nodiscard]] double y(double hours) const { return plot.bottom() - hours * perHour; }
    [[nodiscard]] int columnAt(const QPointF &point) const; ///< -1 between and outside
    [[nodiscard]] int loadAt(const QPointF &point) const; ///< -1 where no block is
};

constexpr int BoardColumnWidth = 87; ///< at least
constexpr int BoardHeadHeight = 58;

/// Room left of the books, for the hours at the axis.
[[nodiscard]] int boardAxisWidth(const QVector<BookColumn> &columns);
[[nodiscard]] BoardLayout layoutBoard(const QRectF &rect, const QVector<BookColumn> &columns);

/// Paints the board; `selected` gets the frame, `marked` a dashed one, `carry` its outline, the copy in the column
/// below it and the text.
void paintBoard(QPainter &painter, const BoardLayout &layout, const QVector<BookColumn> &columns, int selected,
    const QSet<int> &marked, const BoardCarry &carry, const Theme &theme);

} // namespace qd::ui
