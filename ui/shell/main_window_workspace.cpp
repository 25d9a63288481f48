// The part of MainWindow that opens, makes and closes workspaces.
#include "ui/paint/message_text.h"
#include "ui/shell/main_window.h"

#include "ui/common/error_bar.h"
#include "ui/paint/formatting.h"
#include "ui/shell/account_list.h"
#include "ui/shell/edit.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/new_workspace_dialog.h"
#include "ui/shell/notice_strip.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/work_area.h"
#include "ui/shell/workspace_opener.h"
#include "ui/shell/workspace_watch.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QStackedWidget>
#include <QUndoStack>

namespace qd::ui {

void MainWindow::openWorkspace(const QString &path)
{
    m_start->showError({});
    m_opener->open(path);
}

void MainWindow::openSample()
{
    m_start->showError({});
    m_opener->openSample();
}

void MainWindow::fail(const QString &sentence)
{
    if (!hasWorkspace())
        m_start->showError(sentence);
    m_status->setSelection(sentence);
    Q_EMIT workspaceFailed(sentence);
}

void MainWindow::takeFacts(const WorkspaceFacts &facts)
{
    const QString path = qt(facts.path);
    const bool another = facts.path != m_context.workspacePath;
    if (another && hasWorkspace())
        remember();
    addPages();
    m_context.workspacePath = facts.path;
    m_edits->setWorkspace(facts.path, facts.change);
    m_watch->watch(facts.path, facts.change);
    m_newest = facts.asOfDates.empty() ? std::nullopt : std::optional(facts.asOfDates.front());
    if (another)
        m_work->forgetPages();
    m_filters->setFacts(facts, another);
    m_status->setFacts(facts);
    const auto count = static_cast<qint64>(facts.customers.size());
    const QString customers = customersText(count, count);
    m_customers = facts.customers;
    m_settings = facts.settings;
    m_work->setFootText(QFileInfo(path).fileName() + QLatin1Char('\n') + customers);
    if (another) {
        m_fileNotice->clear();
        m_memory.addRecent(path);
        m_history.clear();
        m_undo->clear();
        const WindowMemory::Place place = m_memory.place(path);
        m_filters->setFiltersText(place.filters);
        m_work->inspector().clear();
        setInspectorShown(place.inspector);
        setWindowFilePath(path);
        m_stack->setCurrentWidget(m_work);
        m_filters->show();
    }
    refreshAll();
    if (another) {
        const QString remembered = m_memory.place(path).page;
        const QStringList ids = pageIds();
        if (!ids.isEmpty())
            showPage(ids.contains(remembered) ? remembered : ids.front());
    }
    updateMainMenu(*this);
    Q_EMIT workspaceOpened();
    if (!m_pendingFiles.isEmpty())
        importFiles(std::exchange(m_pendingFiles, {}));
}

/// What others do to the file is shown, and said. The sentence stays until it is closed, or what it says is over.
void MainWindow::connectFile()
{
    const auto showAgain = [this](const QString &sentence) {
        m_fileNotice->showNote(sentence);
        m_opener->open(qt(m_context.workspacePath));
    };
    connect(m_watch, &WorkspaceWatch::changedElsewhere, this, [showAgain](const QString &writer, const QString &what) {
        showAgain(tr("Another program changed this workspace: %1, by %2. You see it as it is now.").arg(what, writer));
    });
    connect(m_watch, &WorkspaceWatch::replaced, this, [this, showAgain] {
        m_undo->clear(); // of another file
        showAgain(tr("Another file stands at %1 now. You see that one.").arg(qt(m_context.workspacePath)));
    });
    connect(m_watch, &WorkspaceWatch::gone, this, [this] {
        m_undo->clear();
        m_fileNotice->showMessage(
            tr("%1 is not there any more: it was renamed, moved or removed. You see what was read "
               "before; nothing can be saved until it is back.")
                .arg(qt(m_context.workspacePath)));
    });
}

void MainWindow::refuseEdit(const Error &error)
{
    m_undo->clear(); // what it says of the workspace no longer holds
    m_fileNotice->showMessage(messageText(error.message));
    fail(messageText(error.message));
    if (error.code == ErrorCode::Conflict)
        m_opener->open(qt(m_context.workspacePath));
}

void MainWindow::closeWorkspace()
{
    if (hasWorkspace())
        remember();
    m_context = {};
    m_watch->watch({}, {});
    m_fileNotice->clear();
    m_newest.reset();
    m_customers.clear();
    for (State &state : m_states)
        state = State::Stale;
    m_work->forgetPages();
    m_work->inspector().clear();
    m_notices->forget();
    m_undo->clear();
    m_filters->hide();
    m_start->setRecent(m_memory.recent());
    m_stack->setCurrentWidget(m_start);
    m_status->setFacts(std::nullopt);
    setWindowFilePath({});
    setWindowTitle(QStringLiteral("Quarterdeck"));
    updateMainMenu(*this);
}

void MainWindow::newWorkspace()
{
    QString path =
        QFileDialog::getSaveFileName(this, tr("Where should the workspace file be?"), {}, tr("Workspaces (*.qdeck)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".qdeck")))
        path += QStringLiteral(".qdeck");
    NewWorkspaceDialog dialog(path, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_start->showError({});
    m_opener->create(path, dialog.choice());
}

void MainWindow::askForWorkspace()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Which workspace?"), {}, tr("Workspaces (*.qdeck);;All files (*)"));
    if (!path.isEmpty())
        openWorkspace(path);
}

void MainWindow::chooseExports()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Which exports?"), {}, tr("Exports (*.csv *.tsv *.txt *.xlsx);;All files (*)"));
    if (!files.isEmpty())
        importFiles(files);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

/// One workspace file is opened, anything else goes to Import.
void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (paths.size() == 1 && paths.front().endsWith(QStringLiteral(".qdeck")))
        openWorkspace(paths.front());
    else if (!paths.isEmpty())
        importFiles(paths);
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (hasWorkspace())
        return showPage(QStringLiteral("import"), QStringLiteral("files:") + paths.join(QLatin1Char('\n')));
    m_pendingFiles = paths; // the workspace they go into is made first
    newWorkspace();
}

} // namespace qd::ui
