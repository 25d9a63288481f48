#include "ui/actions/action_export.h"

#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/icons.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QMenu>
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
    m_button->setMenu(menu);
    m_button->setEnabled(false);
}

void ActionExport::setView(const std::string &workspace, std::shared_ptr<const ActionsView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    m_button->setEnabled(m_view && m_view->part == ActionsPart::Queue && m_view->queue.total.open > 0);
}

void ActionExport::ask(actions::FileFormat format, const QString &system)
{
    const QString path = QFileDialog::getSaveFileName(m_page, tr("Export actions for %1").arg(system),
        QStringLiteral("actions-%1.csv").arg(system.toLower()), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path, format);
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
