#include "ui/shell/workspace_menu.h"

#include "core/store/integrity.h"
#include "ui/common/mnemonics.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/shell/job_board.h"
#include "ui/shell/main_window.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>

namespace qd::ui {

WorkspaceMenu::WorkspaceMenu(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    connect(this, &WorkspaceMenu::finished, &window, [&window](bool, const QString &text) { window.showStatus(text); });
    connect(this, &WorkspaceMenu::checked, this, [this](bool sound, const QStringList &findings) {
        if (sound)
            m_window.showStatus(tr("Checked: file, schema, batches and links are sound"));
        else
            showFindings(findings);
    });
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
        const QString text = file.fileName() + QStringLiteral("   ") + QDir::toNativeSeparators(file.path());
        QAction *action = menu.addAction(nameInMenu(text));
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
            Q_EMIT finished(copied.ok(), copied ? tr("Copied to %1").arg(name) : messageText(copied.error().message));
        },
        board->listener(m_number));
}

void WorkspaceMenu::check()
{
    m_check.startShown(
        &m_window, tr("Checking the workspace"),
        [path = m_window.context().workspacePath](Progress &progress) -> Result<QStringList> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            const auto wrong = store::checkIntegrity(**workspace, progress);
            if (!wrong)
                return wrong.error();
            QStringList sentences;
            for (const Message &finding : *wrong)
                sentences << messageText(finding);
            return sentences;
        },
        [this](const Result<QStringList> &wrong) {
            const QStringList findings = wrong ? *wrong : QStringList{messageText(wrong.error().message)};
            Q_EMIT checked(findings.isEmpty(), findings);
        });
}

void WorkspaceMenu::showFindings(const QStringList &findings)
{
    constexpr qsizetype Shown = 12;
    QStringList first = findings.first(std::min(Shown, findings.size()));
    if (findings.size() > Shown)
        first << tr("and %1 more").arg(formatCount(findings.size() - Shown));
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Check of the workspace"),
        tr("The workspace is not sound. Nothing was changed; go back to a backup copy, or ask for help with this "
           "list."),
        QMessageBox::Close, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(first.join(u'\n'));
    box->open();
}

} // namespace qd::ui
