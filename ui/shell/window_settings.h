#pragma once
#include "ui/shell/preferences.h"
#include "ui/shell/workspace_facts.h"

#include <QObject>

#include <memory>
#include <optional>

class QMainWindow;

namespace qd::ui {

struct Edit;
class SettingsDialog;

/// Settings: those of the person, which it keeps and puts in force, and those of the open workspace, whose changes are
/// an edit that can be undone.
class WindowSettings : public QObject {
    Q_OBJECT
public:
    /// Shortcuts are those of `window`, its parent. With `remember` preferences are kept between starts.
    WindowSettings(QMainWindow &window, bool remember);

    [[nodiscard]] const Preferences &preferences() const { return m_preferences; }
    /// Keeps them, where they are remembered, and puts them in force.
    void setPreferences(const Preferences &preferences);
    /// "light", "dark", or empty to follow the system.
    void chooseTheme(const QString &theme);
    /// Those of the workspace that is open; nothing without one.
    void setWorkspace(std::optional<WorkspaceSettings> settings) { m_workspace = std::move(settings); }
    /// The dialog of all of them, not shown yet.
    [[nodiscard]] std::unique_ptr<SettingsDialog> newDialog() const;
    /// Shows the dialog, at a group or the one shown last, and does what it says.
    void change(const QString &group);

Q_SIGNALS:
    /// Preferences are in force; with other `numbers` every text with a number in it has to be written anew.
    void applied(bool numbers);
    void edited(const qd::ui::Edit &edit); ///< the workspace's

private:
    QMainWindow &m_window;
    bool m_remember = false;
    Preferences m_preferences;
    std::optional<WorkspaceSettings> m_workspace;
    QString m_group; ///< shown last
};

} // namespace qd::ui
