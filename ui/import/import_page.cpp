#include "ui/import/import_page.h"

#include "core/session/actions.h"
#include "ui/common/error_bar.h"
#include "ui/common/formatting.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/import/drop_field.h"
#include "ui/import/import_view.h"
#include "ui/shell/job_board.h"

#include <QDateEdit>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace qd::ui {

ImportPage::ImportPage(QWidget *parent)
    : Page(parent)
    , m_error(new ErrorBar(this))
    , m_fileTable(new TableView(this))
    , m_detailPanel(new Panel(tr("Imported batches"), this))
    , m_detailSwitch(
          new SegmentedSwitch({{QStringLiteral("preview"), tr("Preview")}, {QStringLiteral("mapping"), tr("Mapping")},
                                  {QStringLiteral("batches"), tr("Batches")}},
              this))
    , m_detail(new TableView(this))
    , m_asOf(new QDateEdit(QDate::currentDate(), this))
    , m_run(new QPushButton(icon(QStringLiteral("import"), IconRole::OnAccent), tr("Import"), this))
{
    m_asOf->setDisplayFormat(QStringLiteral("'As of 'd MMM yyyy"));
    m_asOf->setAccessibleName(tr("Day the data speak of"));
    m_asOf->setToolTip(tr("The day the data in these files speak of"));
    m_run->setProperty("primary", true);
    m_run->setObjectName(QStringLiteral("importRun"));
    m_fileTable->setObjectName(QStringLiteral("importFiles"));
    build();
    m_detailSwitch->setCurrent(QStringLiteral("batches"));
    connect(m_fileTable, &TableView::currentChanged, this, &ImportPage::showFile);
    connect(m_detailSwitch, &SegmentedSwitch::changed, this, [this] { showFile(m_fileTable->currentId()); });
    connect(m_run, &QPushButton::clicked, this, &ImportPage::runImport);
    showFiles();
}

QList<QWidget *> ImportPage::headerActions()
{
    return {m_asOf, m_run};
}

void ImportPage::build()
{
    auto *filesPanel = new Panel(tr("Files"), this);
    filesPanel->setSubtitle(tr("nothing leaves this machine"));
    auto *files = new QWidget(this);
    auto *filesLayout = new QVBoxLayout(files);
    filesLayout->setContentsMargins(0, 0, 0, 0);
    auto *drop = new DropField(this);
    connect(drop, &DropField::pathsDropped, this, &ImportPage::addPaths);
    filesLayout->addWidget(m_fileTable, 1);
    auto *dropRow = new QWidget(files);
    auto *dropLayout = new QVBoxLayout(dropRow);
    dropLayout->setContentsMargins(8, 4, 8, 8);
    dropLayout->addWidget(drop);
    filesLayout->addWidget(dropRow);
    filesPanel->setBody(files, false);
    m_detailPanel->addHeaderWidget(m_detailSwitch);
    m_detailPanel->setBody(m_detail, false);

    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(filesPanel, 5);
    leftLayout->addWidget(m_detailPanel, 6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(left, 1);
    row->addWidget(buildSide());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_error);
    outer->addLayout(row, 1);
}

QWidget *ImportPage::buildSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(296);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);

    m_progressPanel = new Panel(tr("Importing"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("importCancel"));
    m_progressPanel->addHeaderWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, &ImportPage::cancelImport);
    auto *progress = new QWidget(this);
    auto *progressLayout = new QVBoxLayout(progress);
    progressLayout->setContentsMargins(0, 0, 0, 0);
    m_progressBar = new QProgressBar(this);
    m_progressBar->setTextVisible(false);
    m_progressBar->setFixedHeight(6);
    m_progressText = new QLabel(this);
    m_progressText->setWordWrap(true);
    progressLayout->addWidget(m_progressBar);
    progressLayout->addWidget(m_progressText);
    m_progressPanel->setBody(progress);
    m_progressPanel->hide();

    m_questionPanel = new Panel(tr("Question"), this);
    auto *question = new QWidget(this);
    auto *questionLayout = new QVBoxLayout(question);
    questionLayout->setContentsMargins(0, 0, 0, 0);
    m_question = new QLabel(this);
    m_question->setWordWrap(true);
    m_dateOrder = new SegmentedSwitch({{QString(), tr("Hold back")}, {QStringLiteral("dmy"), tr("Day first")},
                                          {QStringLiteral("mdy"), tr("Month first")}},
        this);
    questionLayout->addWidget(m_question);
    questionLayout->addWidget(m_dateOrder);
    m_questionPanel->setBody(question);
    m_questionPanel->hide();

    auto *quarantinePanel = new Panel(tr("Quarantine"), this);
    m_quarantine = new TableView(this);
    auto *csv = new QPushButton(icon(QStringLiteral("download")), tr("CSV"), this);
    csv->setObjectName(QStringLiteral("quarantineCsv"));
    connect(csv, &QPushButton::clicked, this, &ImportPage::exportQuarantine);
    quarantinePanel->addHeaderWidget(csv);
    quarantinePanel->setBody(m_quarantine, false);
    layout->addWidget(m_progressPanel);
    layout->addWidget(m_questionPanel);
    layout->addWidget(quarantinePanel, 1);
    return side;
}

void ImportPage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath)
        m_files.clear();
    m_context = context;
    showFiles();
    m_storedJob.start([path = context.workspacePath](Progress &) { return readStored(path); },
        [this](const Result<StoredPtr> &result) {
            if (result) {
                m_stored = *result;
                m_quarantine->setSpec(quarantineTable(m_stored->reasons));
                std::int64_t held = 0;
                for (const sources::BatchReport &batch : m_stored->list.batches)
                    held += batch.quarantined;
                Q_EMIT factChanged(tr("%1 batches of %2 systems, %3 rows in quarantine")
                                       .arg(m_stored->list.batches.size())
                                       .arg(m_stored->list.sources.size())
                                       .arg(formatCount(held)));
                showFile(m_fileTable->currentId());
            } else if (result.error().code != ErrorCode::Cancelled) {
                m_error->showMessage(qt(result.error().message));
            }
            Q_EMIT settled();
        });
}

Result<ImportPage::StoredPtr> ImportPage::readStored(const std::string &path)
{
    auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto stored = std::make_shared<Stored>();
    stored->list = sources::listSources(**workspace);
    for (const sources::QuarantineCount &count : sources::quarantineByReason(**workspace))
        stored->reasons.push_back({count.code, count.entity, count.example, count.rows});
    return StoredPtr(stored);
}

void ImportPage::open(const QString &target)
{
    if (target.startsWith(QStringLiteral("files:")))
        addPaths(target.mid(6).split(QLatin1Char('\n'), Qt::SkipEmptyParts));
}

sources::ImportOptions ImportPage::options() const
{
    sources::ImportOptions chosen;
    const QDate day = m_asOf->date();
    chosen.asOf = Date::of(day.year(), day.month(), day.day());
    if (!m_dateOrder->current().isEmpty())
        chosen.dateOrder = sources::dateOrderFromText(m_dateOrder->current().toStdString());
    return chosen;
}

void ImportPage::addPaths(const QStringList &paths)
{
    m_error->clear();
    m_detailPanel->setBusy(true);
    m_previewJob.startShown(
        this, tr("Reading the first rows"),
        [paths, chosen = options()](Progress &progress) { return previewFiles(paths, chosen, progress); },
        [this](const Result<std::shared_ptr<const std::vector<AddedFile>>> &result) {
            m_detailPanel->setBusy(false);
            if (!result)
                return m_error->showFailure(result.error());
            if (m_files.empty())
                m_detailSwitch->setCurrent(QStringLiteral("preview"));
            m_files.insert(m_files.end(), (*result)->begin(), (*result)->end());
            showFiles();
            for (const AddedFile &file : m_files) {
                if (!file.refusal.isEmpty())
                    m_error->showMessage(file.refusal);
            }
            Q_EMIT settled();
        });
}

void ImportPage::showFiles()
{
    m_fileTable->setSpec(filesTable(m_files));
    int ready = 0;
    for (const AddedFile &file : m_files)
        ready += file.isReady() ? 1 : 0;
    m_run->setText(ready > 0 ? tr("Import %n files", nullptr, ready) : tr("Import"));
    m_run->setEnabled(ready > 0 && !m_importJob.isRunning());
    if (!m_files.empty() && m_fileTable->currentId().isEmpty())
        m_fileTable->setCurrentId(QStringLiteral("0"));
    showFile(m_fileTable->currentId());
}

void ImportPage::showFile(const QString &rowId)
{
    bool valid = false;
    const std::size_t index = rowId.toULong(&valid);
    const AddedFile *file = valid && index < m_files.size() ? &m_files[index] : nullptr;
    m_questionPanel->setVisible(file && file->isReady() && !file->preview->questions.empty());
    if (!file || !file->preview || m_detailSwitch->current() == QStringLiteral("batches")) {
        m_detailPanel->setTitle(tr("Imported batches"));
        m_detailPanel->setSubtitle({});
        m_detail->setSpec(batchesTable(m_stored ? m_stored->list : sources::SourceList()));
        return;
    }
    const sources::Preview &preview = *file->preview;
    m_detailPanel->setTitle(QFileInfo(qt(file->path)).fileName());
    m_detailPanel->setSubtitle(tr("%1, %2, %3 of %4 rows have faults")
                                   .arg(qt(preview.profileTitle), qt(preview.format), formatCount(preview.faultCount),
                                       formatCount(preview.rowCount)));
    m_detail->setSpec(
        m_detailSwitch->current() == QStringLiteral("mapping") ? mappingTable(preview) : previewTable(preview));
    if (!preview.questions.empty()) {
        const sources::DateQuestion &asked = preview.questions.front();
        m_question->setText(
            tr("%1: is the day or the month first? %2 can be %3 or %4; no value in the column settles it.")
                .arg(qt(asked.header), qt(asked.value), qt(asked.dayFirst), qt(asked.monthFirst)));
    }
}

void ImportPage::runImport()
{
    std::vector<std::string> paths;
    for (const AddedFile &file : m_files) {
        if (file.isReady())
            paths.push_back(file.path);
    }
    if (paths.empty())
        return;
    m_error->clear();
    m_run->setEnabled(false);
    m_progressPanel->show();
    Progress::Listener statusBar;
    if (JobBoard *board = JobBoard::of(this)) {
        m_boardJob = board->begin(m_run->text(), [this] { cancelImport(); });
        statusBar = board->listener(m_boardJob);
    }
    m_importJob.start(
        [path = m_context.workspacePath, paths, chosen = options()](
            Progress &progress) -> Result<sources::ImportReport> {
            auto workspace = store::Workspace::open(path);
            if (!workspace)
                return workspace.error();
            return session::importAndResolve(**workspace, paths, chosen, progress);
        },
        [this](const Result<sources::ImportReport> &result) { finishImport(result); },
        [this, statusBar](const Progress::State &state) {
            if (statusBar)
                statusBar(state);
            QMetaObject::invokeMethod(
                this, [this, state] { showProgress(state); }, Qt::QueuedConnection);
        });
}

void ImportPage::cancelImport()
{
    m_importJob.cancel();
    endImport();
    Q_EMIT statusMessage(tr("Import cancelled"));
}

void ImportPage::endImport()
{
    m_progressPanel->hide();
    m_run->setEnabled(true);
    if (JobBoard *board = JobBoard::of(this))
        board->end(m_boardJob);
}

void ImportPage::showProgress(const Progress::State &state)
{
    if (!m_importJob.isRunning())
        return;
    m_progressBar->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0)
        m_progressBar->setValue(int(1000 * state.done / state.total));
    QString text = qt(state.task);
    if (state.perSecond >= 1)
        text += tr("\n%1 rows/s").arg(formatCount(qint64(state.perSecond)));
    if (state.secondsLeft >= 1)
        text += tr(", %1 s left").arg(formatCount(qint64(state.secondsLeft)));
    m_progressText->setText(text);
}

void ImportPage::finishImport(const Result<sources::ImportReport> &result)
{
    endImport();
    if (!result) {
        m_error->showMessage(qt(result.error().message));
        return;
    }
    for (const sources::BatchReport &batch : result->batches) {
        for (AddedFile &file : m_files) {
            if (!file.report && QFileInfo(qt(file.path)).fileName() == qt(batch.file))
                file.report = batch;
        }
    }
    showFiles();
    Q_EMIT statusMessage(tr("%n files imported", nullptr, int(result->batches.size())));
    Q_EMIT dataChanged();
}

void ImportPage::exportQuarantine()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the quarantine"), QStringLiteral("quarantine.csv"), tr("CSV (*.csv)"));
    if (name.isEmpty())
        return;
    auto workspace = store::Workspace::open(m_context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace) {
        m_error->showMessage(qt(workspace.error().message));
        return;
    }
    QSaveFile file(name);
    const QByteArray csv = QByteArray::fromStdString(sources::quarantineCsv(**workspace));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size() || !file.commit())
        m_error->showMessage(tr("%1 could not be written: %2").arg(name, file.errorString()));
    else
        Q_EMIT statusMessage(tr("Quarantine written to %1").arg(name));
}

} // namespace qd::ui
