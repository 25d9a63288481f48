#include "ui/scenario/scenario_files.h"

#include "core/base/input_file.h"
#include "core/scenario/base_figures.h"
#include "core/scenario/scenario_file.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/scenario_desk.h"

#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>

namespace qd::ui {

namespace {

Result<scenario::CompleteScenario> readScenario(const QString &path, const PageContext &context, Progress &progress)
{
    if (const auto readable = checkInputFile(path.toStdString()); !readable)
        return readable.error();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io,
            {QD_WORDS("Scenarios", "The file could not be read: %1. Nothing was changed."),
                {file.errorString().toStdString()}},
            {path.toStdString()}};
    const auto given = scenario::parseScenario(file.readAll().toStdString());
    if (!given)
        return given.error();
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto completed = scenario::complete(**workspace, *given, progress, context.filters);
    if (!completed)
        return completed.error();
    return completed->scenario;
}

} // namespace

ScenarioFiles::ScenarioFiles(ScenarioDesk &desk, ErrorBar &errors, QWidget *page)
    : QObject(page)
    , m_desk(desk)
    , m_errors(errors)
    , m_page(page)
    , m_button(new QPushButton(tr("Export"), page))
{
    m_button->setIcon(icon(QStringLiteral("export")));
    m_button->setObjectName(QStringLiteral("scenarioFiles"));
    auto *menu = new QMenu(m_button);
    menu->addAction(tr("Export as JSON..."), this, &ScenarioFiles::askForExport);
    menu->addAction(tr("Import JSON..."), this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(m_page, tr("Import a scenario"), {}, tr("Scenarios (*.json)"));
        if (!path.isEmpty())
            importFrom(path);
    });
    m_button->setMenu(menu);
}

void ScenarioFiles::askForExport()
{
    const QString name = m_desk.name() + QStringLiteral(".json");
    const QString path =
        QFileDialog::getSaveFileName(m_page, tr("Export the scenario"), name, tr("Scenarios (*.json)"));
    if (path.isEmpty())
        return;
    if (auto done = exportTo(path); !done)
        m_errors.showMessage(messageText(done.error().message));
}

Result<void> ScenarioFiles::exportTo(const QString &path) const
{
    const ScenarioDraft &draft = m_desk.draft();
    scenario::CompleteScenario named = draft.scenario;
    named.name = draft.name.empty() ? m_desk.name().toStdString() : draft.name;
    return store::writeOutput(path.toStdString(), scenarioJson(scenario::stated(named)));
}

void ScenarioFiles::importFrom(const QString &path)
{
    if (!m_desk.view())
        return;
    m_job.startShown(
        m_page, tr("Reading a scenario"),
        [path, context = m_context](Progress &progress) { return readScenario(path, context, progress); },
        [this](const Result<scenario::CompleteScenario> &result) {
            if (!result)
                return m_errors.showFailure(result.error());
            m_errors.clear();
            m_desk.take(tr("Import %1").arg(qt(result->name)), *result, true);
        });
}

} // namespace qd::ui
