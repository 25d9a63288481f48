// The part of MainWindow that changes settings: those of the person, and those of the workspace.
#include "ui/shell/main_window.h"

#include "core/session/actions.h"
#include "ui/paint/formatting.h"
#include "ui/shell/edit.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/start_page.h"
#include "ui/shell/work_area.h"
#include "ui/shell/workspace_opener.h"

#include <QUndoStack>

namespace qd::ui {

std::unique_ptr<SettingsDialog> MainWindow::newSettingsDialog()
{
    addPages(); // each has keys
    SettingsInput input{m_preferences, shortcutsOf(*this), {}};
    if (hasWorkspace())
        input.workspace = m_settings;
    return std::make_unique<SettingsDialog>(input, this);
}

void MainWindow::changeSettings(const QString &group)
{
    const auto dialog = newSettingsDialog();
    dialog->showGroup(group.isEmpty() ? m_settingsGroup : group);
    const bool accepted = dialog->exec() == QDialog::Accepted;
    m_settingsGroup = dialog->currentGroup();
    if (!accepted)
        return;
    if (!dialog->changes().empty())
        changeWorkspaceSettings(dialog->changes(), dialog->before());
    setPreferences(dialog->preferences());
}

/// All of them are one step of undo.
void MainWindow::changeWorkspaceSettings(const store::SettingValues &after, const store::SettingValues &before)
{
    const auto write = [](const store::SettingValues &values, const store::SettingValues &shown) {
        return
            [values, shown](store::Workspace &workspace) { return session::changeSettings(workspace, values, shown); };
    };
    m_undo->push(new EditCommand(
        {tr("%Ln settings changed", nullptr, int(after.size())), write(after, before), write(before, after)},
        *m_edits));
}

void MainWindow::setPreferences(const Preferences &preferences)
{
    if (preferences == m_preferences)
        return;
    const Preferences before = std::exchange(m_preferences, preferences);
    if (m_memory.isOn())
        keepPreferences(preferences);
    applyPreferences(preferences);
    applyShortcuts(*this, preferences.shortcuts);
    showKeys();
    updateMainMenu(*this);
    if (preferences.numbers == before.numbers)
        return;
    m_work->inspector().clear();
    m_start->setRecent(m_memory.recent());
    if (hasWorkspace()) // every text with a number in it is written anew
        m_opener->open(qt(m_context.workspacePath));
}

void MainWindow::chooseTheme(const QString &theme)
{
    Preferences chosen = m_preferences;
    chosen.theme = theme;
    setPreferences(chosen);
}

/// Where the window itself names keys.
void MainWindow::showKeys()
{
    const auto keys = [this](const char *id) { return shortcutText(*this, QLatin1String(id)); };
    m_filters->setKeys({keys("tools.find"), keys("go.back"), keys("go.forward"), keys("view.inspector")});
}

} // namespace qd::ui
