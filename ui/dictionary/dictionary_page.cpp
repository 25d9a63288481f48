#include "ui/dictionary/dictionary_page.h"

#include "core/dictionary/dictionary_changes.h"
#include "core/explain/explained_metric.h"
#include "core/governance/documents.h"
#include "core/store/output_file.h"
#include "ui/common/error_bar.h"
#include "ui/common/table/table_view.h"
#include "ui/dictionary/dictionary_menu.h"
#include "ui/dictionary/record_panel.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QMenu>
#include <QPushButton>

namespace qd::ui {

using dictionary::DictionaryFormat;

DictionaryPage::DictionaryPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_change(new DictionaryMenu(this))
    , m_export(new QPushButton(tr("Export"), this))
    , m_explain(new QPushButton(tr("Explain"), this))
{
    buildExport();
    buildPanels();
    connect(m_change, &DictionaryMenu::edited, this, &Page::edited);
    connect(m_metrics, &TableView::currentChanged, this, &DictionaryPage::showMetric);
    connect(
        m_record, &RecordPanel::metricActivated, this, [this](const QString &metric) { open(FigureTarget{metric}); });
    connect(m_conflicts, &TableView::activated, this,
        [this](const QString &row) { m_metrics->setCurrentId(row.section(QLatin1Char(':'), 0, 0)); });
    connect(m_conflicts, &TableView::currentChanged, this, &DictionaryPage::chooseConflict);
    connect(m_explain, &QPushButton::clicked, this,
        [this] { Q_EMIT linkActivated(QStringLiteral("explain"), FigureTarget{m_metric}); });
}

QList<QWidget *> DictionaryPage::headerActions()
{
    return {m_change->button(), m_export};
}

void DictionaryPage::buildExport()
{
    m_export->setObjectName(QStringLiteral("dictionaryExport"));
    auto *menu = new QMenu(this);
    menu->addAction(tr("Markdown\u2026"), this, [this] { askForExport(DictionaryFormat::Markdown); });
    menu->addAction(tr("HTML\u2026"), this, [this] { askForExport(DictionaryFormat::Html); });
    menu->addAction(tr("MetricFlow, YAML for dbt\u2026"), this, [this] { askForExport(DictionaryFormat::MetricFlow); });
    menu->addSeparator();
    menu->addAction(tr("All documents in force\u2026"), this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Write the documents into"));
        if (!folder.isEmpty())
            writeDocuments(folder);
    });
    m_export->setMenu(menu);
    m_export->setEnabled(false);
}

void DictionaryPage::buildPanels()
{
    m_listPanel = new Panel(tr("Metrics"), this);
    m_record = new RecordPanel(this);
    m_conflictsPanel = new Panel(tr("Conflicts"), this);
    m_metrics = new TableView(this);
    m_conflicts = new TableView(this);
    m_explain->setObjectName(QStringLiteral("dictionaryExplain"));
    m_listPanel->addHeaderWidget(m_metrics->columnsButton());
    m_listPanel->setBody(m_metrics, false);
    m_record->addHeaderWidget(m_explain);
    m_conflictsPanel->setBody(m_conflicts, false);
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_listPanel, 0, 0, 2, 1);
    grid->addWidget(m_record, 0, 1);
    grid->addWidget(m_conflictsPanel, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 7);
    grid->setRowStretch(1, 3);
    m_body->setSheets(content, emptyState(tr("The dictionary could not be read.")));
    m_body->setBusyPanel(m_listPanel);
}

void DictionaryPage::refresh(const PageContext &context)
{
    m_context = context;
    m_view.read(tr("The dictionary"), [context](Progress &progress) { return readDictionaryView(context, progress); });
}

void DictionaryPage::forget()
{
    m_view.forget();
    m_exportJob.cancel();
    m_change->setMetric(nullptr, {});
    m_change->setConflict(std::nullopt);
    m_export->setEnabled(false);
    m_record->clear();
    m_metric.clear();
}

bool DictionaryPage::show()
{
    m_metrics->setSpec(metricsTable(*m_view));
    m_listPanel->setSubtitle(formatCount(m_metrics->spec().rows.size()));
    m_conflicts->setSpec(conflictsTable(*m_view));
    m_conflictsPanel->setSubtitle(conflictsSubtitle(*m_view));
    chooseConflict(m_conflicts->currentId()); // as it reads now
    m_export->setEnabled(true);
    Q_EMIT factChanged(dictionaryFact(*m_view));
    open(std::exchange(m_pending, PageTarget()));
    if (!m_view->dictionary.latest(m_metric.toStdString())) // none yet, or it was taken back
        m_metric = QStringLiteral("nrr");
    if (m_metrics->currentId().isEmpty())
        m_metrics->setCurrentId(m_metric);
    showMetric(m_metrics->currentId().isEmpty() ? m_metric : m_metrics->currentId());
    return true;
}

void DictionaryPage::showMetric(const QString &metric)
{
    const std::string id = metric.toStdString();
    if (!m_view || !m_view->dictionary.latest(id))
        return;
    m_metric = metric;
    m_record->setRecord(recordText(*m_view, id));
    m_change->setMetric(m_view.view(), id);
    m_explain->setVisible(explain::metricFromText(id).ok());
}

void DictionaryPage::chooseConflict(const QString &row)
{
    std::optional<dictionary::Conflict> chosen;
    for (const dictionary::Conflict &each :
        m_view ? m_view->dictionary.conflicts() : std::vector<dictionary::Conflict>()) {
        if (qt(each.metric + ':' + each.team) == row)
            chosen = each;
    }
    m_change->setConflict(chosen);
}

void DictionaryPage::open(const PageTarget &target)
{
    const auto *figure = std::get_if<FigureTarget>(&target);
    if (!figure)
        return;
    if (!m_view) {
        m_pending = target;
        return;
    }
    const QString metric = figure->metric.section(QLatin1Char(':'), 0, 0);
    m_metrics->setFilter(QStringLiteral("name"), {}); // it may have been filtered away
    m_metrics->setCurrentId(metric);
    showMetric(metric);
}

void DictionaryPage::askForExport(DictionaryFormat format)
{
    const bool isPage = format != DictionaryFormat::MetricFlow;
    const QString ending = format == DictionaryFormat::Markdown ? QStringLiteral("md")
        : isPage                                                ? QStringLiteral("html")
                                                                : QStringLiteral("yml");
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the dictionary"), QStringLiteral("dictionary.") + ending, QStringLiteral("*.") + ending);
    if (!path.isEmpty())
        exportTo(path, format);
}

void DictionaryPage::exportTo(const QString &path, DictionaryFormat format)
{
    if (!m_view)
        return;
    const auto work = [view = m_view.view(), workspacePath = m_context.workspacePath, file = path.toStdString(),
                          format](Progress &) -> Result<int> {
        const auto exported = dictionary::exportedOn(view->dictionary, view->day, {}, false);
        if (auto written = store::writeOutput(file, exportText(format, exported), {workspacePath}); !written)
            return written.error();
        const int count = int(exported.metrics.size());
        const auto workspace = store::Workspace::open(workspacePath);
        if (workspace) // the file stands, noted or not
            dictionary::noteExport(**workspace, file, dictionary::dictionaryFormatNames()[std::size_t(format)], count,
                exported.hasPersonalData);
        return count;
    };
    m_exportJob.startShown(this, tr("Exporting the dictionary"), work, [this, path](const Result<int> &written) {
        if (!written) {
            m_body->errors().showMessage(messageText(written.error().message));
            return;
        }
        Q_EMIT statusMessage(tr("%Ln definitions written to %1", nullptr, *written).arg(path));
        Q_EMIT dataChanged(); // the audit log has it
    });
}

void DictionaryPage::writeDocuments(const QString &folder)
{
    const auto work = [workspacePath = m_context.workspacePath, into = folder.toStdString()](
                          Progress &) -> Result<int> {
        const auto workspace = store::Workspace::open(workspacePath);
        if (!workspace)
            return workspace.error();
        const auto paths =
            governance::writeDocuments(**workspace, std::nullopt, governance::DocumentFormat::Markdown, into);
        return paths ? Result<int>(int(paths->size())) : Result<int>(paths.error());
    };
    m_exportJob.startShown(this, tr("Writing the documents"), work, [this, folder](const Result<int> &written) {
        if (!written) {
            m_body->errors().showMessage(messageText(written.error().message));
            return;
        }
        Q_EMIT statusMessage(tr("Documents written to %1").arg(folder));
        Q_EMIT dataChanged(); // the audit log has them
    });
}

} // namespace qd::ui
