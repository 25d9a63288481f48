#pragma once
// The inner parts of TableView; included by its two source files only.
#include "ui/common/icons.h"
#include "ui/common/table/column_chooser.h"
#include "ui/common/table/column_widths.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/table_text.h"
#include "ui/common/table/table_view.h"
#include "ui/common/table/totals_row.h"

#include <QPointer>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>

namespace qd::ui {

/// What a table keeps when its spec is replaced, by the ids of rows and columns.
struct TableState {
    bool known = false; ///< whether the table was the same one before
    QString sortColumn;
    Qt::SortOrder order = Qt::AscendingOrder;
    QHash<QString, QString> filters;
    QString current;
    QString currentColumn;
    QStringList selected;
    int scroll = 0;
};

class TableView::Private {
public:
    explicit Private(TableView *view);

    void wire();
    [[nodiscard]] TableState takeState(const QString &specId) const;
    void restore(const TableState &state);
    /// Puts order, visibility and widths of the columns into the header.
    void layOut();
    /// After another order or other rows: totals, row heights, the sentence for no rows.
    void renewShown();
    void announceCurrent();
    void announceSelection();
    void open(const QString &row, int column, bool byKey);
    void sortBy(int column, Qt::SortOrder order);
    void sortClicked(int column);
    void filter(int column, const QString &text);
    void applyTyped();
    void keepWidth(int column, int width);
    void keepOrder();
    void openChooser(const QWidget &button);
    void openMenu(const QPoint &place);

    [[nodiscard]] QItemSelection selectionOf(const QStringList &ids) const;
    [[nodiscard]] QModelIndex firstShownColumn(int row) const;
    [[nodiscard]] std::vector<int> shownRows() const;
    [[nodiscard]] std::vector<int> chosenRows() const; ///< the selected rows, else all shown
    /// Of several selected rows those, else all shown: one is where the reader is, not a choice.
    [[nodiscard]] std::vector<int> takenRows() const;
    [[nodiscard]] std::vector<int> chosenColumns() const; ///< in the order shown

    TableView *q;
    TableModel model;
    RowFilter rows;
    GridView *grid;
    TotalsRow *totals;
    QPointer<QToolButton> button;
    QList<QAction *> dataActions; // made when first asked for
    QTimer typing;
    QHash<int, QString> typed; // filters of a long table wait for a pause in typing
    ColumnChoice choice;
    std::vector<ColumnRoom> rooms;
    QString announced;
    bool settling = false; // a new spec is coming in
    bool layingOut = false; // the header is sized by us, not by the user
};

} // namespace qd::ui
