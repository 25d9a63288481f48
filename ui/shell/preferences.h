#pragma once
#include <QList>
#include <QLocale>
#include <QMap>
#include <QString>

namespace qd::ui {

/// What one person prefers at this machine, whatever workspace is open. Every default is empty.
struct Preferences {
    QString theme = {}; ///< "light", "dark", or empty to follow the system
    QString density = {}; ///< "compact", or empty for comfortable rows
    QString numbers = {}; ///< a locale as "de_DE" whose numbers, dates and months are shown; empty for the system's
    QString person = {}; ///< the name decisions are kept under; empty for that of the account
    QMap<QString, QString> shortcuts = {}; ///< by the id of the action (shortcuts.h), those that were changed

    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// As kept for this account (QSettings of the application); what was never chosen is empty.
[[nodiscard]] Preferences readPreferences();
void keepPreferences(const Preferences &preferences);

/// Puts theme, density, numbers and person in force; what already is stays untouched. Windows that show numbers have
/// to write them anew themselves. Shortcuts are the window's to set. GUI thread.
void applyPreferences(const Preferences &preferences);

/// Puts theme alone in force, as Preferences::theme says.
void applyTheme(const QString &theme);

/// The locales that can be chosen as Preferences::numbers, in order of their names.
[[nodiscard]] QList<QLocale> numberStyles();
/// "Deutsch (Deutschland), 1.234.567,89, 30. Sep. 2026"; the name of the system's own begins with that.
[[nodiscard]] QString numberStyleText(const QString &numbers);

} // namespace qd::ui
