#pragma once
#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>

class QAction;
class QMainWindow;

namespace qd::ui {

/// An action of the menus, whose keys a person may choose.
struct Shortcut {
    QString id; ///< "view.inspector": what its keys are kept under
    QString name; ///< as it reads in its menu
    QString menu; ///< the name of that
    QList<QKeySequence> standard; ///< the first is the one shown; none for an action without keys
    QKeySequence now; ///< the one in force that is shown

    friend bool operator==(const Shortcut &, const Shortcut &) = default;
};

/// The value of a choice that leaves an action without keys.
inline constexpr const char *NoKeys = "none";

/// Makes the keys of an action choosable, and sets them to `standard`. `name` is for one whose text changes.
void setStandardKeys(QAction &action, const QString &id, const QList<QKeySequence> &standard, const QString &name = {});

/// Those of the window's menus, menu by menu from the top.
[[nodiscard]] QList<Shortcut> shortcutsOf(const QMainWindow &window);

/// Gives every action the keys chosen for it (portable text, or NoKeys), or its own where none are.
void applyShortcuts(QMainWindow &window, const QMap<QString, QString> &chosen);

/// The keys an action has now, as a key cap reads them ("Ctrl K"); empty for none and for an unknown id.
[[nodiscard]] QString shortcutText(const QMainWindow &window, const QString &id);

/// Why nobody may give an action these keys: they type text, or do the same everywhere. Empty when one may.
[[nodiscard]] QString keysFault(const QKeySequence &keys);

/// The first of `others` that has these keys already, or keys that begin with them; null for none. `id` is the action
/// they are for.
[[nodiscard]] const Shortcut *keysTaken(const QKeySequence &keys, const QString &id, const QList<Shortcut> &others);

} // namespace qd::ui
