#include "ui/shell/main_menu.h"

#include "ui/common/mnemonics.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/file_requests.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/page_navigator.h"
#include "ui/shell/settings_words.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/window_settings.h"
#include "ui/shell/workspace_menu.h"

#include <QActionGroup>
#include <QApplication>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QShortcut>
#include <QUndoStack>

namespace qd::ui {

namespace {

constexpr const char *NeedsWorkspace = "needsWorkspace";

/// Translations of the menus' texts; lupdate finds them by this name.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(MainMenu)
};

/// `slot` is one of `receiver`, which is the window or a part of it.
template <typename Receiver, typename Slot>
QAction *add(
    QMenu &menu, Receiver &receiver, const QString &id, const QString &text, const QKeySequence &keys, Slot slot)
{
    QAction *action = menu.addAction(text);
    setStandardKeys(*action, id, {keys});
    QObject::connect(action, &QAction::triggered, &receiver, slot);
    return action;
}

void fillFile(QMenu &menu, MainWindow &window)
{
    add(menu, window.files(), QStringLiteral("file.new"), Text::tr("New workspace\u2026"), QKeySequence::New,
        &FileRequests::newWorkspace);
    add(menu, window.files(), QStringLiteral("file.open"), Text::tr("Open workspace\u2026"), QKeySequence::Open,
        &FileRequests::askForWorkspace);
    auto *file = new WorkspaceMenu(window);
    file->addRecent(menu);
    add(menu, window, QStringLiteral("file.sample"), Text::tr("Open sample company"), {}, &MainWindow::openSample);
    menu.addSeparator();
    add(menu, window.files(), QStringLiteral("file.import"), Text::tr("Import exports\u2026"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, &FileRequests::chooseExports);
    menu.addSeparator();
    add(menu, window, QStringLiteral("file.backup"), Text::tr("Backup copy\u2026"), {}, [file] {
        file->backUp();
    })->setProperty(NeedsWorkspace, true);
    add(menu, window, QStringLiteral("file.check"), Text::tr("Check workspace"), {}, [file] {
        file->check();
    })->setProperty(NeedsWorkspace, true);
    add(menu, window, QStringLiteral("file.close"), Text::tr("Close workspace"), QKeySequence::Close,
        &MainWindow::closeWorkspace)
        ->setProperty(NeedsWorkspace, true);
    add(menu, window, QStringLiteral("file.quit"), Text::tr("Quit"), QKeySequence::Quit, &MainWindow::close);
}

void fillEdit(QMenu &menu, MainWindow &window)
{
    QAction *undo = window.undoStack().createUndoAction(&window, Text::tr("Undo"));
    setStandardKeys(*undo, QStringLiteral("edit.undo"), {QKeySequence(QKeySequence::Undo)}, Text::tr("Undo"));
    QAction *redo = window.undoStack().createRedoAction(&window, Text::tr("Redo"));
    QList<QKeySequence> again = QKeySequence::keyBindings(QKeySequence::Redo); // the platform's own is the one shown
    for (const QKeySequence &keys :
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}) {
        if (!again.contains(keys))
            again << keys;
    }
    setStandardKeys(*redo, QStringLiteral("edit.redo"), again, Text::tr("Redo"));
    menu.addActions({undo, redo});
}

void fillView(QMenu &menu, MainWindow &window)
{
    add(menu, window, QStringLiteral("view.inspector"), Text::tr("Inspector"), {Qt::CTRL | Qt::Key_I},
        &MainWindow::toggleInspector);
    add(menu, window, QStringLiteral("view.navigation"), Text::tr("Fold navigation"), {Qt::CTRL | Qt::Key_B},
        &MainWindow::toggleNavigation);
    menu.addSeparator();
    auto *themes = new QActionGroup(&menu);
    for (const auto &[id, title] :
        {std::pair(QString(), Text::tr("System colours")), std::pair(QStringLiteral("light"), Text::tr("Light")),
            std::pair(QStringLiteral("dark"), Text::tr("Dark"))}) {
        const QString name = QStringLiteral("view.colours.") + (id.isEmpty() ? QStringLiteral("system") : id);
        QAction *action =
            add(menu, window, name, title, {}, [&window, theme = id] { window.settings().chooseTheme(theme); });
        action->setCheckable(true);
        action->setData(id);
        themes->addAction(action);
    }
    themes->setObjectName(QStringLiteral("themes"));
}

void fillGo(QMenu &menu, MainWindow &window)
{
    add(menu, window.navigator(), QStringLiteral("go.back"), Text::tr("Back"), {Qt::ALT | Qt::Key_Left},
        &PageNavigator::goBack);
    add(menu, window.navigator(), QStringLiteral("go.forward"), Text::tr("Forward"), {Qt::ALT | Qt::Key_Right},
        &PageNavigator::goForward);
    add(menu, window, QStringLiteral("go.area"), Text::tr("Next area"), {Qt::Key_F6}, &MainWindow::focusNextArea);
    menu.addSeparator(); // its pages follow
}

/// Opens the menu of what has the keyboard, as the menu key does.
void openContextMenu()
{
    QWidget *focus = QApplication::focusWidget();
    if (!focus)
        return;
    const QPoint place = focus->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, place, focus->mapToGlobal(place));
    QCoreApplication::sendEvent(focus, &asked);
}

/// The row of digits twice: as it is, its 0 the tenth, then with Shift up to its 9. None for a page after that.
QKeySequence keysOfPage(int number)
{
    constexpr int Digits = 10;
    const auto digit = static_cast<Qt::Key>(Qt::Key_0 + number % Digits);
    if (number <= Digits)
        return QKeySequence(Qt::CTRL | digit);
    return number < 2 * Digits ? QKeySequence(Qt::CTRL | Qt::SHIFT | digit) : QKeySequence();
}

/// Opens the first menu; the arrow keys go on from there.
void openMenuBar(QMenuBar &bar)
{
    for (QAction *menu : bar.actions()) {
        if (menu->isEnabled() && menu->isVisible())
            return bar.setActiveAction(menu);
    }
}

void about(MainWindow &window)
{
    QMessageBox::about(&window, Text::tr("About Quarterdeck"),
        Text::tr("Quarterdeck %1. Offline workbench for Customer Success operations. GPL-3.0-or-later.")
            .arg(QCoreApplication::applicationVersion()));
}

/// The groups of settings; those of a workspace while one is open.
void addSettings(std::vector<PaletteEntry> &entries, MainWindow &window)
{
    const QList<SettingGroup> groups = settingGroups();
    for (const SettingGroup &group : groups) {
        if (group.heading == groups.first().heading || window.hasWorkspace())
            entries.push_back({PaletteKind::Command, Text::tr("Settings: %1").arg(group.title), group.heading, {},
                group.icon, Mark::None, [&window, id = group.id] { window.changeSettings(id); }});
    }
}

void addCommands(MainWindow &window)
{
    window.commandPalette().addProvider([&window] {
        std::vector<PaletteEntry> entries;
        for (const QAction *menu : window.menuBar()->actions()) {
            for (QAction *action : menu->menu()->actions()) {
                if (action->isSeparator() || action->menu() || !action->isEnabled() || !menu->isEnabled()
                    || menu->data().toBool())
                    continue;
                entries.push_back({PaletteKind::Command, withoutMnemonic(action->text()), withoutMnemonic(menu->text()),
                    action->shortcut().toString(QKeySequence::NativeText).replace(QLatin1Char('+'), QLatin1Char(' ')),
                    QStringLiteral("command"), Mark::None, [action] { action->trigger(); }});
            }
        }
        addSettings(entries, window);
        return entries;
    });
}

} // namespace

void buildMainMenu(MainWindow &window)
{
    QMenuBar &bar = *window.menuBar();
    fillFile(*bar.addMenu(Text::tr("File")), window);
    QMenu *edit = bar.addMenu(Text::tr("Edit"));
    fillEdit(*edit, window);
    fillView(*bar.addMenu(Text::tr("View")), window);
    QMenu *go = bar.addMenu(Text::tr("Go"));
    go->setObjectName(QStringLiteral("goMenu"));
    fillGo(*go, window);
    go->menuAction()->setData(true); // its pages are in the palette as pages already
    for (QMenu *menu : {edit, go})
        menu->menuAction()->setProperty(NeedsWorkspace, true);
    QMenu *tools = bar.addMenu(Text::tr("Tools"));
    add(*tools, window, QStringLiteral("tools.find"), Text::tr("Find anything"), {Qt::CTRL | Qt::Key_K},
        [&window] { window.commandPalette().open(); });
    // Not every platform has keys of its own for it.
    add(*tools, window, QStringLiteral("tools.settings"), Text::tr("Settings\u2026"), {Qt::CTRL | Qt::Key_Comma},
        [&window] { window.changeSettings(); });
    QMenu *help = bar.addMenu(Text::tr("Help"));
    add(*help, window, QStringLiteral("help.about"), Text::tr("About Quarterdeck"), {}, [&window] { about(window); });
    auto *file = new QLabel(&bar);
    file->setObjectName(QStringLiteral("menuFile"));
    file->setContentsMargins(8, 3, 12, 0);
    file->setAlignment(Qt::AlignVCenter | Qt::AlignRight);
    file->setForegroundRole(QPalette::PlaceholderText);
    bar.setCornerWidget(file);
    addCommands(window);
    auto *keys = new QShortcut(Qt::Key_F10, &window);
    QObject::connect(keys, &QShortcut::activated, &bar, [&bar] { openMenuBar(bar); });
    auto *menuKeys = new QShortcut(Qt::SHIFT | Qt::Key_F10, &window); // keyboards without a menu key
    QObject::connect(menuKeys, &QShortcut::activated, &window, &openContextMenu);
    applyShortcuts(window, window.settings().preferences().shortcuts);
    assignMnemonics(bar.actions()); // those of its menus when they open
}

void addPagesToMenu(MainWindow &window)
{
    auto *menu = window.menuBar()->findChild<QMenu *>(QStringLiteral("goMenu"));
    int number = 0;
    for (const QString &id : window.pageIds()) {
        add(*menu, window, QStringLiteral("go.") + id, window.page(id)->title(), keysOfPage(++number),
            [&window, id] { window.showPage(id); });
    }
    applyShortcuts(window, window.settings().preferences().shortcuts);
}

void updateMainMenu(MainWindow &window)
{
    const bool open = window.hasWorkspace();
    for (QAction *theme : window.menuBar()->findChild<QActionGroup *>(QStringLiteral("themes"))->actions())
        theme->setChecked(theme->data().toString() == window.settings().preferences().theme);
    for (QAction *action : window.menuBar()->findChildren<QAction *>()) {
        if (action->property(NeedsWorkspace).toBool())
            action->setEnabled(open);
    }
    auto *file = window.menuBar()->findChild<QLabel *>(QStringLiteral("menuFile"));
    const QString path = QString::fromStdString(window.context().workspacePath);
    file->setText(open ? QFileInfo(path).fileName() : Text::tr("no workspace"));
    file->setToolTip(path);
    window.menuBar()->setCornerWidget(file); // lays the bar out again for the new text
    file->show();
}

} // namespace qd::ui
