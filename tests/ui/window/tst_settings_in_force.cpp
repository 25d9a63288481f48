#include "core/store/audit.h"
#include "tests/ui/window/every_page.h"
#include "ui/common/table/density.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/window_settings.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

/// What was chosen in the settings holds everywhere, at once, and at the next start.
class TestSettingsInForce : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

    [[nodiscard]] MainWindow &window() const { return m_pages.window(); }

    /// Opens the settings by their keys and gives them to `use`; the dialog is closed by it.
    template <typename Use>
    void settings(Use use) const
    {
        bool shown = false;
        QTimer::singleShot(0, &window(), [&] {
            auto *dialog = qobject_cast<SettingsDialog *>(QApplication::activeModalWidget());
            shown = dialog;
            if (dialog) {
                use(*dialog);
                if (dialog->isVisible())
                    dialog->reject();
            }
        });
        QTest::keyClick(&window(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(shown);
        activate();
    }
    void activate() const // this platform leaves a closed dialog active
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    static void save(SettingsDialog &dialog)
    {
        auto *button = dialog.findChild<QPushButton *>(QStringLiteral("saveSettings"));
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] std::string stored(const char *key) const
    {
        const auto workspace =
            store::Workspace::open(window().context().workspacePath, store::Workspace::Mode::ReadOnly);
        return workspace ? (*workspace)->setting(key).value_or("") : "no workspace";
    }
    [[nodiscard]] QTableView *grid() const
    {
        return window().findChild<TableView *>(QStringLiteral("customersTable"))->findChild<QTableView *>();
    }

private slots:
    void initTestCase()
    {
        QApplication::setOrganizationName(QStringLiteral("QuarterdeckTest"));
        QApplication::setApplicationName(QStringLiteral("tst_settings_in_force"));
        m_pages.open({1024, 700});
    }
    void cleanupTestCase()
    {
        m_pages.close();
        QSettings().clear();
    }
    void cleanup()
    {
        window().settings().setPreferences({});
        activate();
    }

    /// One save is one step of undo.
    void changesTheWorkspace()
    {
        settings([](SettingsDialog &dialog) {
            dialog.showGroup(QStringLiteral("arr"));
            QTest::keyClick(dialog.findChild<QSpinBox *>("grace_days"), Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(dialog.findChild<QSpinBox *>("grace_days"), QStringLiteral("30"));
            dialog.showGroup(QStringLiteral("company"));
            QTest::keyClicks(dialog.findChild<QLineEdit *>("company"), QStringLiteral("Halyard"));
            save(dialog);
        });
        QTRY_COMPARE_WITH_TIMEOUT(stored("grace_days"), std::string("30"), test::Patience);
        QCOMPARE(stored("company"), std::string("Halyard"));
        window().undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(stored("grace_days"), std::string(), test::Patience);
        QCOMPARE(stored("company"), std::string());
        settings([](SettingsDialog &dialog) { QCOMPARE(dialog.currentGroup(), QStringLiteral("company")); });
    }

    void cancelChangesNothing()
    {
        const int steps = window().undoStack().count();
        settings([](SettingsDialog &dialog) {
            dialog.showGroup(QStringLiteral("company"));
            QTest::keyClicks(dialog.findChild<QLineEdit *>("company"), QStringLiteral("Halyard"));
            QTest::keyClick(&dialog, Qt::Key_Escape);
            QVERIFY(!dialog.isVisible());
        });
        QCOMPARE(window().undoStack().count(), steps);
        QVERIFY(window().settings().preferences() == Preferences());
    }

    void colours()
    {
        Preferences dark;
        dark.theme = QStringLiteral("dark");
        window().settings().setPreferences(dark);
        QVERIFY(Theme::current().dark);
        const auto ticked = [this] {
            QString theme;
            for (const QAction *action : window().menuBar()->findChildren<QAction *>()) {
                if (action->objectName().startsWith(QStringLiteral("view.colours.")) && action->isChecked())
                    theme += action->data().toString() + u';';
            }
            return theme;
        };
        QCOMPARE(ticked(), QStringLiteral("dark;"));
        window().settings().chooseTheme(QStringLiteral("light")); // as the menu does
        QVERIFY(!Theme::current().dark);
        QCOMPARE(ticked(), QStringLiteral("light;"));
        QCOMPARE(window().settings().preferences().theme, QStringLiteral("light"));
    }

    void rowsOfEveryTable()
    {
        m_pages.show(QStringLiteral("customers"));
        const int before = grid()->rowHeight(0);
        const int header = grid()->horizontalHeader()->height();
        Preferences compact;
        compact.density = QStringLiteral("compact");
        window().settings().setPreferences(compact);
        QCOMPARE(grid()->rowHeight(0), before - 2);
        QCOMPARE(grid()->horizontalHeader()->height(), header - 2);
        TableView later; // made under it
        later.setSpec({QStringLiteral("later"), {tableColumn("a", QStringLiteral("A"), ColumnKind::Text)},
            {{QStringLiteral("1"), {QStringLiteral("x")}}}});
        QCOMPARE(later.findChild<QTableView *>()->rowHeight(0), before - 2);
        window().settings().setPreferences({});
        QCOMPARE(grid()->rowHeight(0), before);
    }

    void numbersOnEveryPage()
    {
        m_pages.show(QStringLiteral("customers"));
        const auto money = [this] {
            const QAbstractItemModel *model = grid()->model();
            for (int column = 0; column < model->columnCount(); ++column) {
                const QString text = model->index(0, column).data().toString();
                if (text.count(QRegularExpression(QStringLiteral("\\d"))) > 4
                    && text.contains(u'.') != text.contains(u','))
                    return text;
            }
            return QString();
        };
        const auto texts = [](const QWidget &widget) {
            QString all;
            for (const QLabel *label : widget.findChildren<QLabel *>()) {
                // Pages behind are read when somebody goes there, and what runs comes and goes.
                if (label->isVisible() && label->text().contains(QRegularExpression(QStringLiteral("\\d"))))
                    all += label->text() + u'\n';
            }
            return all;
        };
        QVERIFY2(money().contains(u','), qPrintable(money()));
        const QString frame = texts(window());
        const QSignalSpy opened(&window(), &MainWindow::workspaceOpened);
        settings([](SettingsDialog &dialog) {
            dialog.showGroup(QStringLiteral("numbers"));
            auto *numbers = dialog.findChild<QComboBox *>("person.numbers");
            numbers->setFocus();
            const int german = numbers->findData(QStringLiteral("de_DE"));
            while (numbers->currentIndex() < german)
                QTest::keyClick(numbers, Qt::Key_Down);
            save(dialog);
        });
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, test::Patience);
        m_pages.show(QStringLiteral("customers"));
        QTRY_VERIFY2_WITH_TIMEOUT(money().contains(u'.'), qPrintable(money()), test::Patience);
        QVERIFY(texts(window()) != frame);
        QCOMPARE(window().locale().decimalPoint(), QStringLiteral(","));
        window().settings().setPreferences({});
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, test::Patience);
        m_pages.show(QStringLiteral("customers"));
        const QStringList lines = frame.split(u'\n');
        const auto differing = [&] {
            QStringList found = texts(window()).split(u'\n');
            found.removeIf([&](const QString &line) { return lines.contains(line); });
            return found.join(u'\n');
        };
        QTRY_VERIFY2_WITH_TIMEOUT(differing().isEmpty(), qPrintable(differing()), test::Patience);
    }

    void theNameOfThePerson()
    {
        Preferences named;
        named.person = QStringLiteral("Maya Okafor");
        window().settings().setPreferences(named);
        settings([](SettingsDialog &dialog) {
            dialog.showGroup(QStringLiteral("company"));
            QTest::keyClicks(dialog.findChild<QLineEdit *>("company"), QStringLiteral("Halyard"));
            save(dialog);
        });
        QTRY_COMPARE_WITH_TIMEOUT(stored("company"), std::string("Halyard"), test::Patience);
        const auto workspace =
            store::Workspace::open(window().context().workspacePath, store::Workspace::Mode::ReadOnly);
        QCOMPARE(store::auditTrail(**workspace, 1)[0].who, std::string("Maya Okafor"));
        window().settings().setPreferences({});
        window().undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(stored("company"), std::string(), test::Patience);
    }

    void keys()
    {
        m_pages.show(QStringLiteral("home"));
        CommandPalette &palette = window().commandPalette();
        settings([](SettingsDialog &dialog) {
            dialog.showGroup(QStringLiteral("keys"));
            QTest::keyClick(dialog.findChild<QKeySequenceEdit *>("keys.tools.find"), Qt::Key_J, Qt::ControlModifier);
            QTest::keyClick(dialog.findChild<QKeySequenceEdit *>("keys.go.revenue"), Qt::Key_Backspace);
            save(dialog);
        });
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!palette.isVisible());
        QTest::keyClick(&window(), Qt::Key_J, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
        const int number = int(window().pageIds().indexOf(QStringLiteral("revenue"))) + 1;
        QTest::keyClick(&window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        QVERIFY(window().page(QStringLiteral("home"))->isVisible());
        window().settings().setPreferences({});
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
        QTest::keyClick(&window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        QVERIFY(window().page(QStringLiteral("revenue"))->isVisible());
    }

    void openFromThePaletteAtTheirGroup()
    {
        bool shown = false;
        window().commandPalette().open();
        auto *field = window().commandPalette().findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("settings numbers"));
        QTimer::singleShot(0, &window(), [&shown] {
            auto *dialog = qobject_cast<SettingsDialog *>(QApplication::activeModalWidget());
            shown = dialog && dialog->currentGroup() == QStringLiteral("numbers");
            if (dialog)
                dialog->reject();
        });
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(shown);
        activate();
    }

    /// Every action of the menus can be given keys, every page has some, and no two are given the same to begin with.
    void everyActionIsListed()
    {
        const QList<Shortcut> all = shortcutsOf(window());
        QSet<QString> ids;
        for (const Shortcut &each : all) {
            ids.insert(each.id);
            const Shortcut *taken = keysTaken(each.now, each.id, all);
            QVERIFY2(!taken, qPrintable(each.name));
            for (const QKeySequence &keys : each.standard)
                QVERIFY2(keysFault(keys).isEmpty(), qPrintable(keysFault(keys)));
        }
        QCOMPARE(ids.size(), all.size());
        for (const QAction *menu : window().menuBar()->actions()) {
            for (const QAction *action : menu->menu()->actions())
                QVERIFY2(action->isSeparator() || action->menu() || ids.contains(action->objectName()),
                    qPrintable(action->text()));
        }
        for (const QString &page : window().pageIds()) {
            QVERIFY(ids.contains(QStringLiteral("go.") + page));
            QVERIFY2(!shortcutText(window(), QStringLiteral("go.") + page).isEmpty(), qPrintable(page));
        }
    }

    void isThereAtTheNextStart()
    {
        QSettings().clear();
        Preferences chosen;
        chosen.density = QStringLiteral("compact");
        chosen.numbers = QStringLiteral("sv_SE");
        chosen.person = QStringLiteral("Maya");
        chosen.shortcuts = {{QStringLiteral("tools.find"), QStringLiteral("Ctrl+J")},
            {QStringLiteral("view.inspector"), QString::fromLatin1(NoKeys)}};
        {
            MainWindow first(QList<Page *>(), true);
            first.settings().setPreferences(chosen);
        }
        QVERIFY(readPreferences() == chosen);
        const MainWindow second(QList<Page *>(), true);
        QVERIFY(second.settings().preferences() == chosen);
        QCOMPARE(shortcutText(second, QStringLiteral("tools.find")), QStringLiteral("Ctrl J"));
        QCOMPARE(shortcutText(second, QStringLiteral("view.inspector")), QString());
        keepPreferences({});
        QVERIFY(readPreferences() == Preferences());
        applyPreferences({});
        QVERIFY(!isDense());
    }

    /// The last: it closes the workspace.
    void opensWithoutAWorkspace()
    {
        window().closeWorkspace();
        settings([](SettingsDialog &dialog) {
            QVERIFY(dialog.groups().contains(QStringLiteral("workspace")));
            dialog.showGroup(QStringLiteral("person"));
            QTest::keyClicks(dialog.findChild<QLineEdit *>("person.name"), QStringLiteral("Maya"));
            save(dialog);
        });
        QCOMPARE(window().settings().preferences().person, QStringLiteral("Maya"));
        QCOMPARE(store::currentUser(), std::string("Maya"));
    }
};

QTEST_MAIN(TestSettingsInForce)
#include "tst_settings_in_force.moc"
