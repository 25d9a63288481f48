#include "ui/shell/shortcuts.h"

#include "ui/common/mnemonics.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr const char *StandardKeys = "standardKeys";
constexpr const char *ShortcutName = "shortcutName";

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Shortcuts)
};

QList<QAction *> actionsOf(const QMenu &menu)
{
    QList<QAction *> found;
    for (QAction *action : menu.actions()) {
        if (action->property(StandardKeys).isValid())
            found << action;
    }
    return found;
}

QList<QMenu *> menusOf(const QMainWindow &window)
{
    QList<QMenu *> menus;
    const auto *bar = window.findChild<QMenuBar *>(QString(), Qt::FindDirectChildrenOnly);
    for (const QAction *menu : bar ? bar->actions() : QList<QAction *>()) {
        if (menu->menu())
            menus << menu->menu();
    }
    return menus;
}

QAction *actionOf(const QMainWindow &window, const QString &id)
{
    for (const QMenu *menu : menusOf(window)) {
        for (QAction *action : actionsOf(*menu)) {
            if (action->objectName() == id)
                return action;
        }
    }
    return nullptr;
}

/// Keys that do the same in every window and field.
struct Fixed {
    QKeyCombination keys;
    const char *what;
};
constexpr Fixed FixedKeys[] = {
    {Qt::CTRL | Qt::Key_C, QT_TRANSLATE_NOOP("Shortcuts", "copies")},
    {Qt::CTRL | Qt::Key_X, QT_TRANSLATE_NOOP("Shortcuts", "cuts")},
    {Qt::CTRL | Qt::Key_V, QT_TRANSLATE_NOOP("Shortcuts", "pastes")},
    {Qt::CTRL | Qt::Key_A, QT_TRANSLATE_NOOP("Shortcuts", "selects all")},
    {Qt::Key_F10, QT_TRANSLATE_NOOP("Shortcuts", "opens the menus")},
    {Qt::SHIFT | Qt::Key_F10, QT_TRANSLATE_NOOP("Shortcuts", "opens the menu of what has the keyboard")},
};

bool isFunctionKey(int key)
{
    return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}

} // namespace

void setStandardKeys(QAction &action, const QString &id, const QList<QKeySequence> &standard, const QString &name)
{
    QList<QKeySequence> keys;
    for (const QKeySequence &each : standard) {
        if (!each.isEmpty())
            keys << each;
    }
    action.setObjectName(id);
    action.setProperty(ShortcutName, name);
    action.setProperty(StandardKeys, QVariant::fromValue(keys));
    action.setShortcuts(keys);
}

QList<Shortcut> shortcutsOf(const QMainWindow &window)
{
    QList<Shortcut> found;
    for (const QMenu *menu : menusOf(window)) {
        for (const QAction *action : actionsOf(*menu)) {
            const QString name = action->property(ShortcutName).toString();
            found.append(
                {action->objectName(), name.isEmpty() ? withoutMnemonic(action->text()).remove(u'\u2026') : name,
                    withoutMnemonic(menu->title()), action->property(StandardKeys).value<QList<QKeySequence>>(),
                    action->shortcut()});
        }
    }
    return found;
}

void applyShortcuts(QMainWindow &window, const QMap<QString, QString> &chosen)
{
    for (const QMenu *menu : menusOf(window)) {
        for (QAction *action : actionsOf(*menu)) {
            const QString own = chosen.value(action->objectName());
            if (own.isEmpty())
                action->setShortcuts(action->property(StandardKeys).value<QList<QKeySequence>>());
            else
                action->setShortcut(own == QLatin1String(NoKeys) ? QKeySequence() : QKeySequence(own));
        }
    }
}

QString shortcutText(const QMainWindow &window, const QString &id)
{
    const QAction *action = actionOf(window, id);
    return action ? action->shortcut().toString(QKeySequence::NativeText).replace(u'+', u' ') : QString();
}

QString keysFault(const QKeySequence &keys)
{
    if (keys.isEmpty())
        return {};
    const QString shown = keys.toString(QKeySequence::NativeText);
    const QKeyCombination first = keys[0];
    for (const Fixed &fixed : FixedKeys) {
        if (fixed.keys == first)
            return Text::tr("%1 %2 everywhere; choose other keys.").arg(shown, Text::tr(fixed.what));
    }
    const Qt::KeyboardModifiers with = first.keyboardModifiers();
    if (!(with & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) && !isFunctionKey(first.key()))
        return Text::tr("%1 alone is for typing and moving; hold Ctrl or Alt with it.").arg(shown);
    if (with == Qt::AltModifier && first.key() >= Qt::Key_0 && first.key() <= Qt::Key_Z)
        return Text::tr("%1 is for the letters of menus and buttons; choose other keys.").arg(shown);
    return {};
}

const Shortcut *keysTaken(const QKeySequence &keys, const QString &id, const QList<Shortcut> &others)
{
    if (keys.isEmpty())
        return nullptr;
    const auto meet = [&](const Shortcut &other) {
        if (other.id == id)
            return false;
        if (other.now.isEmpty())
            return false;
        // Of an action that kept its own keys, all of them are taken.
        QList<QKeySequence> taken{other.now};
        if (other.standard.value(0) == other.now)
            taken = other.standard;
        return std::any_of(taken.begin(), taken.end(), [&](const QKeySequence &each) {
            return each.matches(keys) != QKeySequence::NoMatch || keys.matches(each) != QKeySequence::NoMatch;
        });
    };
    const auto found = std::find_if(others.begin(), others.end(), meet);
    return found == others.end() ? nullptr : &*found;
}

} // namespace qd::ui
