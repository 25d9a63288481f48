#pragma once
#include "ui/shell/job.h"
#include "ui/sql/result_model.h"

class QMenu;

namespace qd::ui {

class ResultView;

/// Sorts the rows that a query gave, without running it again: a click on a heading once upwards, once downwards, then
/// as they came; the menu of the rows does it, too. Runs in a job. Rows that are still coming are not sorted.
class ResultSort final : public QObject {
    Q_OBJECT
public:
    ResultSort(ResultModel &model, ResultView &view, QWidget &page);

    /// Whether rows can be sorted: not while a query runs.
    void setEnabled(bool enabled);
    /// By a column, or for -1 as they came.
    void sortBy(int column, Qt::SortOrder order);

Q_SIGNALS:
    void sorted(); ///< what is shown is in the order that was asked for

private:
    void clicked(int column);
    void openMenu(const QPoint &at);
    void show(RowOrder order, int column, Qt::SortOrder direction);

    QWidget &m_page;
    ResultModel &m_model;
    ResultView &m_view;
    Job<RowOrder> m_job;
    int m_column = -1;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

} // namespace qd::ui
