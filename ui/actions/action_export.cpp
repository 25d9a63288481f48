#include "ui/actions/action_export.h"

#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/icons.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace qd::ui {

namespace {

/// How the systems call themselves; never translated.
const std::pair<actions::FileFormat, const char *> Systems[] = {{actions::FileFormat::Gainsight, "Gainsight"},
    {actions::FileFormat::Salesforce, "Salesforce"}, {actions::FileFormat::Jira, "Jira"},
    {actions::FileFormat::Asana, "Asana"}, {actions::FileFormat::Csv, "CSV"}};

std::vector<actions::OpenAction> openIn(const ActionsView &view)
{
    std::vector<actions::OpenAction> open;
    for (const actions::QueuedAction &each : view.queue.actions) {
        if (!each.isClosed())
            open.push_back(each.open);
    }
    return open;
}

} // namespace

ActionExport::ActionExport(QWidget *page)
    : QObject(page)
    , m_page(page)
    , m_button(new QPushButton(icon(QStringLiteral("export")), tr("Export"), page))
{
    m_button->setObjectName(QStringLiteral("exportActions"));
    m_button->setToolTip(tr("The open actions as a list for another system; e-mail addresses are masked"));
    auto *menu = new QMenu(m_button);
    for (const auto &[format, name] : Systems) {
        const QString system = QString::fromLatin1(name);
        menu->addAction(tr("For %1...").arg(system), this, [this, format = format, system] { ask(format, system); });
    }
    menu->addSeparator();
    m_readBack = menu->addAction(tr("Read back a file..."), this, &ActionExport::askForFile);
    m_button->setMenu(menu);
    m_button->setEnabled(false);
}

void ActionExport::setView(const std::string &workspace, std::shared_ptr<const ActionsView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    m_button->setEnabled(m_view && m_view->part == ActionsPart::Queue && m_view->queue.total.open > 0);
    m_readBack->setEnabled(m_view && m_view->isLatest);
}

void ActionExport::ask(actions::FileFormat format, const QString &system)
{
    const QString path = QFileDialog::getSaveFileName(m_page, tr("Export actions for %1").arg(system),
        QStringLiteral("actions-%1.csv").arg(system.toLower()), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path, format);
}

void ActionExport::askForFile()
{
    const QString path = QFileDialog::getOpenFileName(m_page, tr("Read back actions"), {}, tr("CSV (*.csv)"));
    if (!path.isEmpty())
        readBack(path);
}

void ActionExport::readBack(const QString &path)
{
    if (!m_view)
        return;
    m_back.startShown(
        m_page, tr("Reading back"),
        [workspace = m_workspace, day = m_view->day, file = path.toStdString()](
            Progress &) -> Result<session::ReadBack> {
            const auto opened = store::Workspace::open(workspace, store::Workspace::Mode::ReadOnly);
            if (!opened)
                return opened.error();
            return session::readBack(**opened, file, day);
        },
        [this, path](const Result<session::ReadBack> &back) {
            if (back)
                confirm(path, *back);
            else if (back.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(messageText(back.error().message));
        });
}

void ActionExport::confirm(const QString &path, const session::ReadBack &back)
{
    const QString counts = tr("%1 done, %2 dismissed, %3 open there, %4 closed here already, %5 not ours")
                               .arg(formatCount(back.done), formatCount(back.dismissed), formatCount(back.open),
                                   formatCount(back.closedHere), formatCount(back.unknown));
    if (back.changes.empty())
        return Q_EMIT written(tr("Nothing to close: %1").arg(counts));
    const QString question = tr("%1. Close %Ln actions?", nullptr, int(back.changes.size())).arg(counts);
    if (QMessageBox::question(m_page, tr("Read back actions"), question) == QMessageBox::Yes)
        Q_EMIT closingWanted(tr("Read back %1").arg(QFileInfo(path).fileName()), back.changes);
}

void ActionExport::exportTo(const QString &path, actions::FileFormat format)
{
    if (!m_view)
        return;
    m_job.startShown(
        m_page, tr("Exporting actions"),
        [workspace = m_workspace, view = m_view, file = path.toStdString(), format](Progress &) -> Result<int> {
            auto opened = store::Workspace::open(workspace);
            if (!opened)
                return opened.error();
            const actions::ActionFile list = actions::actionFile(format, openIn(*view), *view->portfolio, false);
            if (auto done = store::writeOutput(file, list.csv, {workspace}); !done)
                return done.error();
            actions::noteExport(
                **opened, file, actions::fileFormatNames()[std::size_t(format)], list.rows, list.personal);
            return list.rows;
        },
        [this, path](const Result<int> &rows) {
            if (rows)
                Q_EMIT written(tr("%1 has %Ln actions", nullptr, *rows).arg(path));
            else if (rows.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(messageText(rows.error().message));
        });
}

} // namespace qd::ui
