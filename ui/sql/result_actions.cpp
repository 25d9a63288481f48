#include "ui/sql/result_actions.h"

#include "core/query/result_workbook.h"
#include "core/session/query_table.h"
#include "core/session/undo.h"
#include "core/store/output_file.h"
#include "ui/sql/result_view.h"
#include "ui/sql/sql_texts.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>

namespace qd::ui {

ResultActions::ResultActions(ResultModel &model, ResultView &view, QWidget &page)
    : QObject(&page)
    , m_page(page)
    , m_model(model)
    , m_view(view)
    , m_menu(new QMenu(&page))
{
    m_menu->addAction(tr("Copy as table"), this, &ResultActions::copy);
    m_menu->addAction(tr("Export as CSV\u2026"), this, &ResultActions::exportCsv);
    m_menu->addAction(tr("Export as XLSX\u2026"), this, &ResultActions::exportWorkbook);
    m_menu->addAction(tr("Keep as a table of the workspace\u2026"), this, &ResultActions::keepAsTable);
    m_personal = m_menu->addAction(tr("With personal data"));
    m_personal->setCheckable(true);
}

void ResultActions::copy()
{
    std::vector<int> rows = m_model.rowsAt(m_view.selectedRows());
    if (rows.empty() && m_model.order())
        rows = *m_model.order();
    copyTable(copiedRows(*m_model.table(), rows, m_personal->isChecked()));
}

void ResultActions::exportCsv()
{
    const QString path = QFileDialog::getSaveFileName(
        &m_page, tr("Export the rows"), tr("query") + QStringLiteral(".csv"), tr("CSV (*.csv)"));
    write(
        path, [table = m_model.table(), order = m_model.order(), personal = m_personal->isChecked(), path](Progress &) {
            return store::writeOutput(path.toStdString(), csvOf(*table, order, personal));
        });
}

void ResultActions::exportWorkbook()
{
    const QString path = QFileDialog::getSaveFileName(
        &m_page, tr("Export the rows"), tr("query") + QStringLiteral(".xlsx"), tr("Workbook (*.xlsx)"));
    write(path,
        [table = m_model.table(), order = m_model.order(), personal = m_personal->isChecked(), path](
            Progress &progress) {
            const std::vector<QueryRow> sorted = order ? rowsIn(*table, *order) : std::vector<QueryRow>();
            return query::writeWorkbook(
                path.toStdString(), {table->columns, order ? sorted : table->rows, table->sql, personal}, progress);
        });
}

void ResultActions::write(const QString &path, std::function<Result<void>(Progress &)> work)
{
    if (path.isEmpty())
        return;
    m_export.startShown(
        &m_page, tr("Export"),
        [work = std::move(work)](Progress &progress) -> Written {
            const auto written = work(progress);
            return written ? Written(true) : Written(written.error());
        },
        [this, path](const Written &written) {
            if (written)
                Q_EMIT told(tr("Wrote %1").arg(path));
            else
                Q_EMIT failed(written.error());
        });
}

void ResultActions::keepAsTable()
{
    auto *ask = new QInputDialog(&m_page);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Keep as a table"));
    ask->setLabelText(tr("Name of the table: letters, digits and underscores; a custom table of that name gives way"));
    connect(ask, &QInputDialog::textValueSelected, this, [this](const QString &name) { keep(name.trimmed()); });
    ask->open();
}

/// With personal data: it stays in the workspace it came from.
void ResultActions::keep(const QString &name)
{
    if (name.isEmpty())
        return;
    const auto batch = std::make_shared<std::int64_t>(0);
    Edit edit;
    edit.text = tr("Keep table %1").arg(name);
    edit.apply = [table = m_model.table(), name, batch](store::Workspace &workspace) -> Result<void> {
        Progress progress;
        const auto kept = session::keepAsTable(workspace, name.toStdString(), table->columns, table->rows, progress);
        if (!kept)
            return kept.error();
        *batch = *kept;
        return {};
    };
    edit.revert = [batch](store::Workspace &workspace) -> Result<void> {
        Progress progress;
        const auto undone = session::undoBatch(workspace, *batch, progress);
        return undone ? Result<void>() : Result<void>(undone.error());
    };
    Q_EMIT edited(edit);
}

void ResultActions::openChart()
{
    using Series = std::shared_ptr<const query::ResultSeries>;
    m_chart.startShown(
        &m_page, tr("Chart"),
        [table = m_model.table(), order = m_model.order()](Progress &) -> Result<Series> {
            auto series = query::resultSeries(table->columns, order ? rowsIn(*table, *order) : table->rows);
            if (!series)
                return series.error();
            return std::make_shared<const query::ResultSeries>(std::move(*series));
        },
        [this](const Result<Series> &series) {
            if (series)
                showChart(*series);
            else
                Q_EMIT failed(series.error());
        });
}

void ResultActions::showChart(std::shared_ptr<const query::ResultSeries> series)
{
    const auto open = [self = QPointer<ResultActions>(this), series](const QVector<ChartPlace> &places) {
        AccountList list = customersAt(*series, places);
        if (list.ids.isEmpty())
            return noAccountsText();
        if (self)
            Q_EMIT self->customersWanted(list);
        return QString();
    };
    auto *window = new ExplorerWindow(resultChart(*series), open, m_page.window());
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->tell(replacedText(*series));
    window->show();
    m_windows.removeAll(nullptr);
    m_windows << window;
    Q_EMIT chartOpened(window);
}

void ResultActions::queryChanged()
{
    for (const auto &window : m_windows) {
        if (window)
            window->tell(queryChangedText());
    }
}

void ResultActions::forget()
{
    m_chart.cancel();
    for (const auto &window : m_windows) {
        if (window)
            window->close();
    }
    m_windows.clear();
}

} // namespace qd::ui
