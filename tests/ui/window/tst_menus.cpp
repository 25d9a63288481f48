#include "tests/ui/window/every_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/mnemonics.h"
#include "ui/shell/shortcuts.h"

#include <QContextMenuEvent>
#include <QMenuBar>
#include <QUndoCommand>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

class Step : public QUndoCommand {
public:
    explicit Step(int &count)
        : QUndoCommand(QStringLiteral("a step"))
        , m_count(count)
    {
    }
    void undo() override { --m_count; }
    void redo() override { ++m_count; }

private:
    int &m_count;
};

/// What is wrong with the mnemonics of the entries that can be seen; only one whose letters and digits all serve others
/// may be without, as the last of the 24 months in a list.
QStringList faultsOf(const QString &where, const QList<QAction *> &entries)
{
    QStringList faults;
    QStringList without;
    QHash<QChar, QString> taken;
    for (const QAction *entry : entries) {
        const QString text = withoutMnemonic(entry->text());
        if (!entry->isVisible() || entry->isSeparator() || text.isEmpty())
            continue;
        const QChar letter = mnemonicOf(entry->text());
        if (letter.isNull())
            without << text;
        else if (taken.contains(letter))
            faults << QStringLiteral("%1: \"%2\" and \"%3\" share %4").arg(where, taken[letter], text, letter);
        taken.insert(letter, text);
    }
    for (const QString &text : without) {
        for (const QChar letter : text.toUpper()) {
            if (letter.isLetterOrNumber() && !taken.contains(letter))
                faults << QStringLiteral("%1: \"%2\" has none, and %3 is free").arg(where, text, letter);
        }
    }
    return faults;
}

/// Opens and closes a menu as a click does, and its submenus.
QStringList faultsWhenOpen(QMenu &menu)
{
    menu.popup({});
    QStringList faults = faultsOf(withoutMnemonic(menu.title()) + u' ' + menu.objectName(), menu.actions());
    menu.hide();
    for (const QAction *entry : menu.actions()) {
        if (entry->menu())
            faults << faultsWhenOpen(*entry->menu());
    }
    return faults;
}

} // namespace

/// Menus by keyboard alone.
class TestMenus : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

private slots:
    void initTestCase() { m_pages.open(); }
    void cleanupTestCase() { m_pages.close(); }
    void cleanup()
    {
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        m_pages.window().activateWindow(); // this platform leaves the closed menu active
        QVERIFY(QTest::qWaitForWindowActive(&m_pages.window()));
    }

    void givesLetters_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QStringList &texts, const QStringList &expected) {
            QTest::newRow(name) << texts << expected;
        };
        row("first letters", {"File", "Edit"}, {"&File", "&Edit"});
        row("the beginning of another word", {"Open workspace", "Open recent"}, {"&Open workspace", "Open &recent"});
        row("a letter within", {"Copy", "Cut", "Close"}, {"&Copy", "C&ut", "C&lose"});
        row("what stands is kept", {"Export", "E&dit"}, {"&Export", "E&dit"});
        row("also where it comes later", {"Edit", "&Export"}, {"E&dit", "&Export"});
        row("the first of two keeps it", {"&Save", "&Send"}, {"&Save", "S&end"});
        row("a doubled sign is none", {"R&&D", "Retail"}, {"&R&&D", "R&etail"});
        row("digits", {"2026", "2027"}, {"&2026", "2&027"});
        row("none is left", {"AA", "A"}, {"&AA", "A"});
        row("no letter", {"\u2014", ""}, {"\u2014", ""});
        row("a name that ends in the sign", {"Sons &"}, {"&Sons &"});
    }
    void givesLetters()
    {
        QFETCH(QStringList, texts);
        const QStringList given = withMnemonics(texts);
        QTEST(given, "expected");
        QCOMPARE(withMnemonics(given), given);
    }

    void readsLetters()
    {
        QCOMPARE(mnemonicOf(QStringLiteral("R&&D &plan")), QChar(u'P'));
        QCOMPARE(withoutMnemonic(QStringLiteral("R&&D &plan")), QStringLiteral("R&D plan"));
        QCOMPARE(mnemonicOf(nameInMenu(QStringLiteral("Johnson & Johnson"))), QChar());
        QCOMPARE(withoutMnemonic(nameInMenu(QStringLiteral("Johnson & Johnson"))), QStringLiteral("Johnson & Johnson"));
    }

    void everyMenuHasLetters()
    {
        MainWindow &window = m_pages.window();
        for (const QString &id : window.pageIds())
            m_pages.show(id);
        QStringList faults = faultsOf(QStringLiteral("menu bar"), window.menuBar()->actions());
        int walked = 0;
        for (QMenu *menu : window.findChildren<QMenu *>()) {
            faults << faultsWhenOpen(*menu);
            ++walked;
        }
        QVERIFY(walked >= 12); // the bar's, and those of buttons on the pages
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void menusMadeOnTheWayHaveLetters()
    {
        m_pages.show(QStringLiteral("revenue"));
        auto *chart = m_pages.window().page(QStringLiteral("revenue"))->findChild<ChartView *>();
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, chart->rect().center(), chart->mapToGlobal(QPoint(9, 9)));
        QCoreApplication::sendEvent(chart, &asked);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu && menu->actions().size() > 2);
        QCOMPARE(faultsOf(QStringLiteral("chart"), menu->actions()), QStringList());
    }

    void f10OpensTheBar()
    {
        QTest::keyClick(&m_pages.window(), Qt::Key_F10);
        QTRY_VERIFY(QApplication::activePopupWidget());
        const auto titleOf = [] {
            const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            return menu ? withoutMnemonic(menu->title()) : QString();
        };
        QCOMPARE(titleOf(), QStringLiteral("File"));
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Right);
        QTRY_COMPARE(titleOf(), QStringLiteral("Edit"));
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
    }

    void altAndLettersChoose()
    {
        MainWindow &window = m_pages.window();
        m_pages.show(QStringLiteral("home"));
        QTest::keyClick(&window, Qt::Key_G, Qt::AltModifier);
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QCOMPARE(withoutMnemonic(menu->title()), QStringLiteral("Go"));
        const QAction *revenue = nullptr;
        for (const QAction *entry : menu->actions()) {
            if (withoutMnemonic(entry->text()) == QStringLiteral("Revenue"))
                revenue = entry;
        }
        QVERIFY(revenue && !mnemonicOf(revenue->text()).isNull());
        QTest::keyClick(menu, static_cast<Qt::Key>(mnemonicOf(revenue->text()).unicode()));
        QTRY_VERIFY(window.page(QStringLiteral("revenue"))->isVisible());
    }

    /// Pages after the ninth have keys too.
    void digitsOpenPages_data()
    {
        QTest::addColumn<int>("place"); // among the pages, from 1
        QTest::addColumn<QString>("cap");
        QTest::newRow("first") << 1 << "Ctrl 1";
        QTest::newRow("ninth") << 9 << "Ctrl 9";
        QTest::newRow("tenth") << 10 << "Ctrl 0";
        QTest::newRow("eleventh") << 11 << "Ctrl Shift 1";
        QTest::newRow("sixteenth") << 16 << "Ctrl Shift 6";
    }
    void digitsOpenPages()
    {
        QFETCH(int, place);
        QFETCH(QString, cap);
        MainWindow &window = m_pages.window();
        const QString id = window.pageIds().value(place - 1);
        QCOMPARE(shortcutText(window, QStringLiteral("go.") + id), cap);
        m_pages.show(window.pageIds()[1]);
        const Qt::KeyboardModifiers shift = cap.contains(QStringLiteral("Shift")) ? Qt::ShiftModifier : Qt::NoModifier;
        QTest::keyClick(
            &window, static_cast<Qt::Key>(Qt::Key_0 + place % 10), Qt::KeyboardModifiers(Qt::ControlModifier) | shift);
        QVERIFY(window.page(id)->isVisible());
    }

    void altAloneGoesToTheBar()
    {
        MainWindow &window = m_pages.window();
        window.focusNextArea();
        const QWidget *before = QApplication::focusWidget();
        QVERIFY(before);
        QTest::keyClick(&window, Qt::Key_Alt, Qt::AltModifier);
        QTRY_VERIFY(window.menuBar()->hasFocus());
        QVERIFY(window.menuBar()->activeAction());
        QTest::keyClick(window.menuBar(), Qt::Key_Escape);
        QTRY_COMPARE(QApplication::focusWidget(), before);
    }

    void redoes_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("Ctrl+Y") << int(Qt::Key_Y) << Qt::KeyboardModifiers(Qt::ControlModifier);
        QTest::newRow("Ctrl+Shift+Z") << int(Qt::Key_Z) << (Qt::ControlModifier | Qt::ShiftModifier);
    }
    void redoes()
    {
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        MainWindow &window = m_pages.window();
        int count = 0;
        window.undoStack().push(new Step(count));
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(count, 0);
        QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
        QTRY_COMPARE(count, 1);
        window.undoStack().clear();
    }
};

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
