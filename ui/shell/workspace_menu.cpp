#include "ui/shell/workspace_menu.h"

#include "ui/common/formatting.h"
#include "ui/shell/job_board.h"
#include "ui/shell/main_window.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>

namespace qd::ui {

WorkspaceMenu::WorkspaceMenu(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    connect(this, &WorkspaceMenu::finished, &window, [&window](bool, const QString &text) { window.showStatus(text); });
}

void WorkspaceMenu::addRecent(QMenu &menu)
{
    QMenu *recent = menu.addMenu(tr("Open recent"));
    connect(&menu, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
    fillRecent(*recent);
}

void WorkspaceMenu::fillRecent(QMenu &menu)
{
    menu.clear();
    for (const QString &path : m_window.memory().recent()) {
        const QFileInfo file(path);
        QString text = file.fileName() + QStringLiteral("   ") + QDir::toNativeSeparators(file.path());
        QAction *action = menu.addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setEnabled(file.exists());
        connect(action, &QAction::triggered, &m_window, [this, path] { m_window.openWorkspace(path); });
    }
    menu.menuAction()->setEnabled(!menu.isEmpty());
}

void WorkspaceMenu::backUp()
{
    const QFileInfo file(qt(m_window.context().workspacePath));
    const QString proposal =
        QStringLiteral("%1/%2-%3.qdeck").arg(file.path(), file.completeBaseName(), qt(Date::today().iso()));
    const QString target = QFileDialog::getSaveFileName(
        &m_window, tr("Where should the backup copy be?"), proposal, tr("Workspaces (*.qdeck)"));
    if (!target.isEmpty())
        backUpTo(target);
}

void WorkspaceMenu::backUpTo(const QString &target)
{
    JobBoard *board = JobBoard::of(&m_window);
    board->end(m_number);
    const QString name = QFileInfo(target).fileName();
    m_number = board->begin(tr("Copying to %1").arg(name), [this, board] {
        m_backup.cancel();
        board->end(m_number);
    });
    const auto work = [path = m_window.context().workspacePath, to = target.toStdString()](
                          Progress &progress) -> Result<bool> {
        auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        if (!workspace)
            return workspace.error();
        if (auto copied = (*workspace)->backupTo(to, progress); !copied)
            return copied.error();
        return true;
    };
    m_backup.start(
        work,
        [this, board, number = m_number, name](const Result<bool> &copied) {
            board->end(number);
            Q_EMIT finished(copied.ok(), copied ? tr("Copied to %1").arg(name) : qt(copied.error().message));
        },
        board->listener(m_number));
}

} // namespace qd::ui
