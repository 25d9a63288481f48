#include "ui/shell/window_settings.h"

#include "core/session/actions.h"
#include "ui/shell/edit.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts.h"

#include <QMainWindow>

namespace qd::ui {

WindowSettings::WindowSettings(QMainWindow &window, bool remember)
    : QObject(&window)
    , m_window(window)
    , m_remember(remember)
    , m_preferences(remember ? readPreferences() : Preferences())
{
}

std::unique_ptr<SettingsDialog> WindowSettings::newDialog() const
{
    return std::make_unique<SettingsDialog>(
        SettingsInput{m_preferences, shortcutsOf(m_window), m_workspace}, &m_window);
}

void WindowSettings::change(const QString &group)
{
    const auto dialog = newDialog();
    dialog->showGroup(group.isEmpty() ? m_group : group);
    const bool accepted = dialog->exec() == QDialog::Accepted;
    m_group = dialog->currentGroup();
    if (!accepted)
        return;
    const store::SettingValues after = dialog->changes();
    const store::SettingValues before = dialog->before();
    const auto write = [](const store::SettingValues &values, const store::SettingValues &shown) {
        return
            [values, shown](store::Workspace &workspace) { return session::changeSettings(workspace, values, shown); };
    };
    if (!after.empty()) // all of them are one step of undo
        Q_EMIT edited(
            {tr("%Ln settings changed", nullptr, int(after.size())), write(after, before), write(before, after)});
    setPreferences(dialog->preferences());
}

void WindowSettings::setPreferences(const Preferences &preferences)
{
    if (preferences == m_preferences)
        return;
    const Preferences before = std::exchange(m_preferences, preferences);
    if (m_remember)
        keepPreferences(preferences);
    applyPreferences(preferences);
    applyShortcuts(m_window, preferences.shortcuts);
    Q_EMIT applied(preferences.numbers != before.numbers);
}

void WindowSettings::chooseTheme(const QString &theme)
{
    Preferences chosen = m_preferences;
    chosen.theme = theme;
    setPreferences(chosen);
}

} // namespace qd::ui
