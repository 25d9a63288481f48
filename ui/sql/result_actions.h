#pragma once
#include "core/query/result_series.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/shell/account_list.h"
#include "ui/shell/edit.h"
#include "ui/sql/result_model.h"

class QAction;
class QMenu;

namespace qd::ui {

class ResultView;

/// Where the rows of a query go from the page: the clipboard, a file, a table of the workspace, a chart. What is long
/// runs in jobs.
class ResultActions final : public QObject {
    Q_OBJECT
public:
    ResultActions(ResultModel &model, ResultView &view, QWidget &page);

    /// The menu of the page's button.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    void copy();
    void exportCsv();
    void exportWorkbook();
    void keepAsTable();
    void openChart();
    /// The query was edited or run again: charts that stand open say so.
    void queryChanged();
    /// Another workspace: nothing of this one stays open.
    void forget();

Q_SIGNALS:
    void told(const QString &sentence); ///< for the status bar
    void failed(const qd::Error &error);
    void edited(const qd::ui::Edit &edit);
    void customersWanted(const qd::ui::AccountList &list);
    void chartOpened(qd::ui::ExplorerWindow *window);

private:
    using Written = Result<bool>;
    void write(const QString &path, std::function<Result<void>(Progress &)> work);
    void keep(const QString &name);
    void showChart(std::shared_ptr<const query::ResultSeries> series);

    QWidget &m_page;
    ResultModel &m_model;
    ResultView &m_view;
    QMenu *m_menu;
    QAction *m_personal;
    Job<bool> m_export;
    Job<std::shared_ptr<const query::ResultSeries>> m_chart;
    QList<QPointer<ExplorerWindow>> m_windows;
};

} // namespace qd::ui
