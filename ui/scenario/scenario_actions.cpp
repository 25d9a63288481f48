// The part of ScenariosPage that acts: levers, choices, goals, saving, files.
#include "core/base/input_file.h"
#include "core/scenario/lever_board.h"
#include "core/scenario/scenario_store.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/error_bar.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/goal_dialog.h"
#include "ui/scenario/lever_texts.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/scenario_edits.h"
#include "ui/scenario/scenarios_page.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>

namespace qd::ui {

namespace {

scenario::Scenario statedAs(scenario::CompleteScenario scenario, const std::string &name)
{
    scenario.name = name;
    return scenario::stated(scenario);
}

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

void ScenariosPage::connectHeader()
{
    connect(m_scenarios, &QComboBox::activated, this, [this](int index) {
        const QString key = m_scenarios->itemData(index).toString();
        if (key != QStringLiteral("\x01"))
            choose(key);
    });
    connect(m_againstChoice, &QComboBox::activated, this, [this](int index) {
        m_against = m_againstChoice->itemData(index).toString().toStdString();
        showDraft();
    });
    connect(m_duplicate, &QPushButton::clicked, this, &ScenariosPage::duplicate);
    auto *menu = new QMenu(m_files);
    menu->addAction(tr("Export as JSON..."), this, [this] {
        const QString name = draftName() + QStringLiteral(".json");
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Export the scenario"), name, tr("Scenarios (*.json)"));
        if (path.isEmpty())
            return;
        if (auto done = exportTo(path); !done)
            m_error->showMessage(messageText(done.error().message));
    });
    menu->addAction(tr("Import JSON..."), this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import a scenario"), {}, tr("Scenarios (*.json)"));
        if (!path.isEmpty())
            importFrom(path);
    });
    m_files->setMenu(menu);
    m_moreMenu = new QMenu(m_more);
    m_more->setMenu(m_moreMenu);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &ScenariosPage::fillMore);
}

void ScenariosPage::step(const QString &text, const ScenarioDraft &after, const QString &series)
{
    const ScenarioDraft before = m_beforeDrag.value_or(m_draft);
    if (before == after) {
        m_beforeDrag.reset();
        return;
    }
    QPointer<ScenariosPage> page(this);
    auto *command = new ScenarioStep(text, before, after, [page](const ScenarioDraft &draft) {
        if (page)
            page->setDraft(draft);
    });
    command->setSeries(series);
    Q_EMIT stepped(command);
}

void ScenariosPage::turn(const scenario::Lever &lever, double value)
{
    if (!m_view)
        return;
    if (!m_beforeDrag)
        m_beforeDrag = m_draft;
    scenario::setBoardValue(m_draft.scenario, lever, value);
    showDraft();
}

void ScenariosPage::commit(const scenario::Lever &lever, double value, bool byKey)
{
    ScenarioDraft after = m_draft;
    scenario::setBoardValue(after.scenario, lever, value);
    const QString name = leverShortName(lever);
    step(tr("%1 %2", "lever, its value").arg(name, leverValueText(lever, value)), after, byKey ? name : QString());
}

void ScenariosPage::reset()
{
    ScenarioDraft after = m_draft;
    after.scenario = against();
    step(tr("Reset levers"), after);
}

void ScenariosPage::choose(const QString &name)
{
    const std::string key = name.toStdString();
    const scenario::CompleteScenario *chosen = m_view ? known(key) : nullptr;
    if (chosen)
        step(tr("Choose %1").arg(name.isEmpty() ? tr("Base") : name), {key, *chosen, m_draft.filters});
}

Result<void> ScenariosPage::exportTo(const QString &path) const
{
    const std::string name = m_draft.name.empty() ? draftName().toStdString() : m_draft.name;
    return store::writeOutput(path.toStdString(), scenarioJson(statedAs(m_draft.scenario, name)));
}

void ScenariosPage::importFrom(const QString &path)
{
    if (!m_view)
        return;
    m_importJob.startShown(
        this, tr("Reading a scenario"),
        [path, context = m_context](Progress &progress) { return readScenario(path, context, progress); },
        [this](const Result<scenario::CompleteScenario> &result) {
            if (!result)
                return m_error->showFailure(result.error());
            m_error->clear();
            step(tr("Import %1").arg(qt(result->name)), {std::string(), *result, m_draft.filters});
        });
}

void ScenariosPage::saveAs(const QString &name)
{
    const std::string key = name.trimmed().toStdString();
    if (!m_draft.filters.empty())
        return m_error->showMessage(tr("A scenario is saved for all customers; clear the chips first."));
    if (key.empty() || !m_view)
        return m_error->showMessage(tr("A scenario needs a name; nothing was saved. Give it one and save again."));
    const scenario::CompleteScenario *before = key.empty() ? nullptr : known(key);
    m_draft.name = key;
    m_draft.scenario.name = key;
    Q_EMIT edited({tr("Save scenario %1").arg(name.trimmed()), savingScenario(statedAs(m_draft.scenario, key)),
        before ? savingScenario(statedAs(*before, key)) : removingScenario(key)});
}

void ScenariosPage::duplicate()
{
    saveAs(freeName(tr("%1 copy").arg(draftName())));
}

QString ScenariosPage::freeName(const QString &wish) const
{
    QString name = wish;
    for (int i = 2; known(name.toStdString()); ++i)
        name = tr("%1 %2", "name, number").arg(wish).arg(i);
    return name;
}

void ScenariosPage::askForName()
{
    if (!m_view)
        return;
    auto *button = m_levers->findChild<QPushButton *>(QStringLiteral("scenarioSave"));
    askIn(*button, m_draft.name.empty() ? freeName(tr("Scenario")) : qt(m_draft.name), tr("Save"), true,
        [this](const QString &name) { saveAs(name); });
}

void ScenariosPage::seekGoal()
{
    if (!m_view)
        return;
    GoalDialog dialog(m_draft.scenario, this);
    if (dialog.exec() == QDialog::Accepted && dialog.answer())
        step(dialog.sentence(), {m_draft.name, dialog.answer()->scenario, m_draft.filters});
}

std::vector<PaletteEntry> ScenariosPage::paletteEntries()
{
    std::vector<PaletteEntry> entries;
    for (const KnownScenario &each : m_view ? m_view->saved : std::vector<KnownScenario>()) {
        entries.push_back({PaletteKind::Command, tr("Scenario %1").arg(qt(each.name)), title(), {}, iconName(),
            Mark::None, [this, name = qt(each.name)] {
                Q_EMIT linkActivated(id(), {});
                choose(name);
            }});
    }
    return entries;
}

} // namespace qd::ui
