#include "ui/import/import_page.h"

#include "core/sources/full_file.h"
#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/import/database_desk.h"
#include "ui/import/date_question_panel.h"
#include "ui/import/drop_field.h"
#include "ui/import/file_set_desk.h"
#include "ui/import/import_choices.h"
#include "ui/import/import_detail.h"
#include "ui/import/import_progress.h"
#include "ui/import/mapping_desk.h"
#include "ui/import/quarantine_panel.h"
#include "ui/import/what_changed_part.h"
#include "ui/paint/message_text.h"
#include "ui/shell/job_board.h"
#include "ui/shell/page_body.h"

#include <QDateEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

ImportPage::ImportPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_error(&m_body->errors())
    , m_fileTable(new TableView(this))
    , m_detail(new ImportDetail(this))
    , m_sets(new FileSetDesk(this))
    , m_databases(new DatabaseDesk(this))
    , m_mapping(new MappingDesk(this))
    , m_changed(new WhatChangedPart(this))
    , m_parts(new QStackedWidget(this))
    , m_asOf(asOfEdit(this))
    , m_run(new QPushButton(icon(QStringLiteral("import"), IconRole::OnAccent), tr("Import"), this))
{
    m_run->setProperty("primary", true);
    m_run->setObjectName(QStringLiteral("importRun"));
    m_fileTable->setObjectName(QStringLiteral("importFiles"));
    build();
    connect(m_fileTable, &TableView::currentChanged, this, &ImportPage::showFile);
    connect(m_run, &QPushButton::clicked, this, [this] { runImport(false); });
    connect(m_detail, &ImportDetail::importAsWanted, this, &ImportPage::askWhatItIs);
    connect(m_detail, &ImportDetail::mappingWanted, this, &ImportPage::mapColumns);
    connect(m_sets, &FileSetDesk::filesWanted, this, &ImportPage::addPaths);
    connect(m_sets, &FileSetDesk::said, m_error, &ErrorBar::showNote);
    connect(m_sets, &FileSetDesk::edited, this, &Page::edited);
    connect(m_databases->button(), &QPushButton::clicked, this, [this] { m_databases->open(options()); });
    connect(m_databases, &DatabaseDesk::read, this, &ImportPage::addFiles);
    connect(m_databases, &DatabaseDesk::edited, this, &Page::edited);
    connect(m_databases, &DatabaseDesk::said, m_error, &ErrorBar::showNote);
    connect(m_databases, &DatabaseDesk::failed, m_error, &ErrorBar::showFailure);
    connect(m_mapping, &MappingDesk::asked, m_error, &ErrorBar::clear);
    connect(m_mapping, &MappingDesk::mapped, this, [this](const std::vector<AddedFile> &files) {
        m_detail->showPreview();
        replaceFiles(files);
    });
    connect(m_detail, &ImportDetail::mendingWanted, this,
        [this] { m_mapping->mend(m_context.workspacePath, m_files[std::size_t(currentFile())], options()); });
    connect(m_mapping, &MappingDesk::mended, this, &ImportPage::takeMended);
    connect(m_mapping, &MappingDesk::saved, this, &Page::edited);
    connect(m_mapping, &MappingDesk::failed, m_error, &ErrorBar::showFailure);
    connect(m_detail, &ImportDetail::batchOpened, this, &ImportPage::openBatch);
    connect(m_detail, &ImportDetail::undoWanted, this,
        [this](qlonglong batch) { m_detail->undoImport(m_context.workspacePath, batch); });
    connect(m_detail, &ImportDetail::undone, this, [this](int batches) {
        Q_EMIT statusMessage(tr("%Ln files taken back", nullptr, batches));
        Q_EMIT dataChanged();
    });
    connect(m_detail, &ImportDetail::inspect, this, &Page::inspect);
    connect(m_detail, &ImportDetail::settled, this, &Page::settled);
    connect(m_detail, &ImportDetail::failed, m_error, &ErrorBar::showFailure);
    connect(m_detail, &ImportDetail::changesWanted, this,
        [this](const QList<qlonglong> &batches) { m_detail->openChanges(m_context.workspacePath, batches); });
    connect(m_detail, &ImportDetail::fieldsWanted, this, [this] { m_detail->openFields(m_context.workspacePath); });
    connect(m_detail, &ImportDetail::pageWanted, this, [this](const QString &page) { Q_EMIT linkActivated(page, {}); });
    connect(m_changed, &WhatChangedPart::opened, this, &ImportPage::showPart);
    connect(m_changed, &WhatChangedPart::factSaid, this, &ImportPage::sayFact);
    connect(m_changed, &WhatChangedPart::failed, m_error, &ErrorBar::showFailure);
    connect(m_changed, &WhatChangedPart::settled, this, &Page::settled);
    connect(m_changed, &WhatChangedPart::said, this, &Page::statusMessage);
    connect(m_changed, &WhatChangedPart::undoWanted, m_detail, &ImportDetail::undoWanted);
    connect(m_changed, &WhatChangedPart::linkActivated, this, &Page::linkActivated);
    showFiles();
}

QList<QWidget *> ImportPage::headerActions()
{
    return m_changed->headerWidgets() << m_asOf << m_run;
}

void ImportPage::showPart(bool changed)
{
    m_parts->setCurrentIndex(changed ? 1 : 0);
    m_asOf->setVisible(!changed);
    m_run->setVisible(!changed);
    Q_EMIT subjectChanged(changed ? tr("What changed") : QString());
    sayFact();
}

void ImportPage::sayFact()
{
    Q_EMIT factChanged(m_changed->isOpen() ? m_changed->fact() : m_fact);
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
    filesLayout->addLayout(dropRow(*drop, {m_databases->button(), m_sets->button()}));
    filesPanel->setBody(files, false);

    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(filesPanel, 5);
    leftLayout->addWidget(m_detail, 6);
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(left, 1);
    row->addWidget(buildSide());
    m_parts->addWidget(content);
    m_parts->addWidget(m_changed);
    m_body->setSheets(m_parts, new QWidget(this)); // never empty: where nothing was imported yet, files go in here
    m_body->showContent();
}

QWidget *ImportPage::buildSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(296);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_progress = new ImportProgress(this);
    connect(m_progress, &ImportProgress::cancelled, this, &ImportPage::cancelImport);
    m_progress->hide();
    m_question = new DateQuestionPanel(this);
    m_question->hide();
    connect(m_question, &DateQuestionPanel::answered, this, &ImportPage::takeAnswer);
    m_full = new FullQuestionPanel(this);
    m_full->hide();
    connect(m_full, &FullQuestionPanel::failed, m_error, &ErrorBar::showFailure);
    m_quarantine = new QuarantinePanel(this);
    connect(m_quarantine, &QuarantinePanel::failed, m_error, &ErrorBar::showMessage);
    connect(m_quarantine, &QuarantinePanel::saved, this, &Page::statusMessage);
    connect(m_quarantine, &QuarantinePanel::opened, this,
        [this](const QuarantineReason &reason) { m_detail->openReason(m_context.workspacePath, reason); });
    layout->addWidget(m_progress);
    layout->addWidget(m_sets);
    layout->addWidget(m_question);
    layout->addWidget(m_full);
    layout->addWidget(m_quarantine, 1);
    return side;
}

void ImportPage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath) {
        m_files.clear();
        m_fact.clear();
    }
    m_databases->setWorkspace(context.workspacePath);
    m_context = context;
    m_changed->refresh(context.workspacePath);
    showFiles();
    m_storedJob.start([path = context.workspacePath](Progress &progress) { return readStoredImport(path, progress); },
        [this](const Result<StoredImportPtr> &result) {
            if (result) {
                m_stored = *result;
                m_quarantine->setReasons(m_context.workspacePath, m_stored->reasons);
                m_fact = storedFact(m_stored->list, m_stored->held);
                sayFact();
                m_sets->setSets(m_stored->sets);
                m_detail->setStored(m_stored->list, m_stored->answers);
                showFile(m_fileTable->currentId());
            } else if (result.error().code != ErrorCode::Cancelled) {
                m_error->showMessage(messageText(result.error().message));
            }
            Q_EMIT settled();
        });
}

void ImportPage::open(const PageTarget &target)
{
    if (const auto *files = std::get_if<FilesTarget>(&target))
        addPaths(files->paths);
}

sources::ImportOptions ImportPage::options() const
{
    sources::ImportOptions chosen;
    const QDate day = m_asOf->date();
    chosen.asOf = Date::of(day.year(), day.month(), day.day());
    chosen.dateOrder = m_question->answer();
    return chosen;
}

void ImportPage::addPaths(const QStringList &paths)
{
    m_error->clear();
    m_changed->setOpen(false);
    m_detail->setBusy(true);
    m_previewJob.startShown(
        this, tr("Reading the first rows"),
        [workspace = m_context.workspacePath, paths, chosen = options()](
            Progress &progress) { return previewFiles(workspace, paths, chosen, progress); },
        [this](const Result<std::shared_ptr<const std::vector<AddedFile>>> &result) {
            m_detail->setBusy(false);
            if (!result)
                return m_error->showFailure(result.error());
            addFiles(**result);
        });
}

void ImportPage::addFiles(const std::vector<AddedFile> &files)
{
    if (m_files.empty())
        m_detail->showPreview();
    std::erase_if(m_files, [&files](const AddedFile &file) { return isGivenAgain(file, files); });
    m_files.insert(m_files.end(), files.begin(), files.end());
    if (!m_importJob.isRunning()) // it may read one that was asked again
        m_databases->keepOnly(m_files);
    showFiles();
    if (const QString refused = refusedSentence(m_files); !refused.isEmpty())
        m_error->showMessage(refused);
    Q_EMIT settled();
}

void ImportPage::showFiles()
{
    m_fileTable->setSpec(filesTable(m_files));
    const int ready = int(std::ranges::count_if(m_files, &AddedFile::isReady));
    std::vector<std::string> paths;
    for (const AddedFile &file : m_files) {
        if (!file.hints.read.answer)
            paths.push_back(file.path);
    }
    m_sets->setFiles(paths);
    m_run->setText(ready > 0 ? tr("Import %Ln files", nullptr, ready) : tr("Import"));
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
    m_detail->setFile(file);
    const bool asks = file && file->isReady() && !file->asked.empty();
    m_question->setVisible(asks);
    m_full->askAbout(m_context.workspacePath, file, m_stored ? m_stored->list : sources::SourceList());
    if (asks)
        m_question->ask(file->asked.front());
}

void ImportPage::takeAnswer()
{
    m_answerJob.startShown(
        this, tr("Reading the first rows"),
        [workspace = m_context.workspacePath, asked = askedFiles(m_files), chosen = options()](
            Progress &progress) { return previewAgain(workspace, asked, chosen, progress); },
        [this](const Result<std::shared_ptr<const std::vector<AddedFile>>> &result) {
            if (!result)
                return m_error->showFailure(result.error());
            replaceFiles(**result);
        });
}

void ImportPage::replaceFiles(const std::vector<AddedFile> &files)
{
    for (const AddedFile &again : files) {
        const auto file = std::ranges::find(m_files, again.path, &AddedFile::path);
        if (file != m_files.end() && !file->report)
            *file = again;
    }
    m_error->clear();
    showFiles();
    if (const QString refused = refusedSentence(m_files); !refused.isEmpty())
        m_error->showMessage(refused);
    Q_EMIT settled();
}

void ImportPage::takeMended(const std::string &path, const sources::BatchReport &report)
{
    const auto file = std::ranges::find(m_files, path, &AddedFile::path);
    if (file != m_files.end() && file->report) {
        file->report->quarantined = report.quarantined;
        file->mended = true; // what waits of it now stands in a file that is no more
    }
    showFiles();
    Q_EMIT statusMessage(tr("%Ln rows mended and taken", nullptr, int(report.accepted + report.unchanged)));
    Q_EMIT dataChanged();
}

void ImportPage::mapColumns()
{
    if (const int index = currentFile(); index >= 0)
        m_mapping->open(m_context.workspacePath, m_files, m_files[std::size_t(index)], options());
}

void ImportPage::askWhatItIs()
{
    if (const int index = currentFile(); index >= 0)
        m_mapping->ask(m_context.workspacePath, m_files[std::size_t(index)],
            m_stored ? m_stored->list : sources::SourceList(), options());
}

int ImportPage::currentFile() const
{
    bool valid = false;
    const std::size_t index = m_fileTable->currentId().toULong(&valid);
    return valid && index < m_files.size() ? int(index) : -1;
}

void ImportPage::openBatch(qlonglong batch, const QString &file)
{
    openCustomersFound([path = m_context.workspacePath, batch, title = tr("Customers of %1").arg(file)](
                           Progress &) { return accountsOfBatch(path, batch, title); });
}

void ImportPage::runImport(bool closeMost)
{
    sources::ImportOptions chosen = options();
    chosen.closeMost = closeMost;
    const std::vector<std::string> paths = takeReady(m_files, chosen);
    if (paths.empty())
        return;
    m_error->clear();
    m_run->setEnabled(false);
    m_progress->show();
    Progress::Listener statusBar;
    if (JobBoard *board = JobBoard::of(this)) {
        m_boardJob = board->begin(m_run->text(), [this] { cancelImport(); });
        statusBar = board->listener(m_boardJob);
    }
    m_importJob.start([path = m_context.workspacePath, paths, chosen](
                          Progress &progress) { return importAndNote(path, paths, chosen, progress); },
        [this](const Result<sources::ImportReport> &result) { finishImport(result); },
        [this, statusBar](const Progress::State &state) {
            if (statusBar)
                statusBar(state);
            QMetaObject::invokeMethod(
                m_progress, [this, state] { m_progress->setState(state); }, Qt::QueuedConnection);
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
    m_progress->hide();
    m_run->setEnabled(true);
    if (JobBoard *board = JobBoard::of(this))
        board->end(m_boardJob);
}

void ImportPage::finishImport(const Result<sources::ImportReport> &result)
{
    endImport();
    if (!result && sources::asksToCloseMost(result.error()))
        return askToCloseMost(this, messageText(result.error().message), [this] { runImport(true); });
    if (!result)
        return m_error->showMessage(messageText(result.error().message));
    noteReports(m_files, *result);
    showFiles();
    m_detail->showChanges(changesOf(*result));
    Q_EMIT statusMessage(tr("%Ln files imported", nullptr, int(result->batches.size())));
    Q_EMIT dataChanged();
}

} // namespace qd::ui
