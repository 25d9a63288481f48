#include "tests/support/focus_check.h"
#include "tests/ui/window/every_page.h"
#include "tests/ui/window/keyboard_walk.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/home/source_strip.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/filter_chip.h"
#include "ui/shell/work_area.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QDateEdit>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTableView>

using namespace qd;
using namespace qd::ui;

/// Every control of every page is reached and used without a mouse.
class TestKeyboardWalk : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

    /// There and back, whatever takes the keyboard or a click, each once.
    void reachesWhatIsShown() const
    {
        MainWindow &window = m_pages.window();
        window.grab();
        QWidget *first = nullptr;
        for (QWidget *widget : window.centralWidget()->findChildren<QWidget *>())
            first = !first && test::takesTab(*widget) ? widget : first;
        QVERIFY(first);
        const QStringList missed = test::unreached(window, first);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
    }

private slots:
    void initTestCase() { m_pages.open(); }
    void cleanupTestCase() { m_pages.close(); }
    void init()
    {
        m_pages.window().activateWindow(); // this platform leaves a closed menu active
        QVERIFY(QTest::qWaitForWindowActive(&m_pages.window()));
    }

    void reachesEveryControl_data() { test::EveryPage::addRows(); }
    void reachesEveryControl()
    {
        QFETCH(QString, id);
        m_pages.show(id);
        for (const bool inspected : {false, true}) {
            if (m_pages.window().findChild<WorkArea *>()->isInspectorShown() != inspected)
                m_pages.window().toggleInspector();
            reachesWhatIsShown();
        }
        m_pages.window().toggleInspector();
    }

    void reachesEveryControlOfACustomer()
    {
        m_pages.showFirstCustomer();
        QTRY_VERIFY(m_pages.window().findChild<QPushButton *>(QStringLiteral("customersBack"))->isVisible());
        reachesWhatIsShown();
    }

    void showsTheFocus_data() { test::EveryPage::addRows(); }
    void showsTheFocus()
    {
        QFETCH(QString, id);
        m_pages.show(id);
        const QList<QWidget *> way = test::walk(m_pages.window().findChild<FilterChip *>(), false);
        QStringList unseen;
        for (qsizetype i = 1; i < way.size(); ++i) {
            if (qobject_cast<QDateEdit *>(way[i - 1]))
                continue; // Tab goes through its parts first
            const int pixels = test::pixelsOfFocus(*way[i], *way[i - 1]);
            if (!test::isInSight(*way[i]))
                unseen << test::controlName(*way[i]) + QStringLiteral(" is out of sight");
            if (pixels < test::LeastRing)
                unseen << QStringLiteral("%1: %2 pixels").arg(test::controlName(*way[i])).arg(pixels);
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
    }

    void homeIsReadFromTheTop()
    {
        m_pages.show(QStringLiteral("home"));
        const QWidget *home = m_pages.window().page(QStringLiteral("home"));
        QStringList order;
        for (const QWidget *widget : test::walk(m_pages.window().findChild<FilterChip *>(), false)) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            if (home->isAncestorOf(widget))
                order << QString::fromLatin1(widget->metaObject()->className()).section(QStringLiteral("::"), -1)
                        + widget->objectName();
            else if (home->parentWidget()->isAncestorOf(widget) && button)
                order << button->text();
        }
        QStringList expected{"Last import", "Monthly pack", "Import exports"};
        for (int i = 0; i < 12; ++i) { // the last ones stand back where room is short
            const auto *tile = home->findChild<QWidget *>(QStringLiteral("tile%1").arg(i));
            QVERIFY(tile);
            QVERIFY2(i >= 8 || tile->isVisible(), qPrintable(QString::number(i)));
            if (tile->isVisible())
                expected << QStringLiteral("Tiletile%1").arg(i);
        }
        expected << "PanelActionspanelActions"
                 << "ChartView"
                 << "GridView"
                 << "PanelActionspanelActions"
                 << "GridView"
                 << "SourceStrip";
        QCOMPARE(order, expected);
    }

    void chipsComeInTheirOrder()
    {
        int right = -1;
        for (const QWidget *widget : test::walk(m_pages.window().findChild<FilterChip *>(), false)) {
            if (!m_pages.window().findChild<FilterBar *>()->isAncestorOf(widget))
                break;
            QVERIFY2(widget->mapTo(&m_pages.window(), QPoint()).x() > right, qPrintable(test::controlName(*widget)));
            right = widget->mapTo(&m_pages.window(), QPoint()).x();
        }
        QVERIFY(right > 0);
    }

    void arrowsSwitchViews()
    {
        m_pages.show(QStringLiteral("revenue"));
        auto *chart =
            m_pages.window().page(QStringLiteral("revenue"))->findChild<QAbstractButton *>(QStringLiteral("chart"));
        QVERIFY(chart && chart->isChecked());
        auto *views = qobject_cast<SegmentedSwitch *>(chart->parentWidget());
        const QSignalSpy changed(views, &SegmentedSwitch::changed);
        chart->setFocus(Qt::TabFocusReason);
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(views->current(), QStringLiteral("table"));
        QCOMPARE(changed.size(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(views->current(), QStringLiteral("chart"));
        QVERIFY(chart->hasFocus());
    }

    void sourcesOpenByKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("Space") << int(Qt::Key_Space);
    }
    void sourcesOpenByKey()
    {
        QFETCH(int, key);
        m_pages.show(QStringLiteral("home"));
        auto *strip = m_pages.window().findChild<SourceStrip *>();
        const QSignalSpy activated(strip, &SourceStrip::activated);
        strip->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(strip, Qt::Key_Left);
        QTest::keyClick(strip, Qt::Key_Right);
        QTest::keyClick(strip, static_cast<Qt::Key>(key));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("finance")); // the second
        QVERIFY(m_pages.window().page(QStringLiteral("import"))->isVisible());
    }

    /// A heading sorts on a click; by keyboard the menu of the current cell does.
    void tablesSortByKey()
    {
        m_pages.show(QStringLiteral("customers"));
        auto *table = m_pages.window().findChild<TableView *>(QStringLiteral("customersTable"));
        auto *grid = table->findChild<QTableView *>();
        const QStringList before = table->shownIds();
        grid->setFocus(Qt::TabFocusReason);
        grid->setCurrentIndex(grid->model()->index(0, 0));
        QStringList titles;
        QTimer::singleShot(0, this, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            for (const QAction *entry : menu ? menu->actions() : QList<QAction *>())
                titles << entry->text();
            for (int i = 0; menu && i < titles.size(); ++i) {
                QTest::keyClick(menu, Qt::Key_Down);
                if (withoutMnemonic(menu->activeAction()->text()).startsWith(QStringLiteral("Sort by")))
                    break;
            }
            if (menu)
                QTest::keyClick(menu, Qt::Key_Return); // the first of them: smallest first
        });
        QTest::keyClick(grid, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY2(titles.size() > 4, qPrintable(titles.join(u'\n')));
        QStringList names;
        for (int row = 0; row < grid->model()->rowCount(); ++row)
            names << grid->model()->index(row, 0).data().toString();
        QVERIFY(table->shownIds() != before);
        QVERIFY(names.front().compare(names.back(), Qt::CaseInsensitive) < 0);
    }

    void reachesTheStartPage()
    {
        m_pages.window().closeWorkspace();
        reachesWhatIsShown();
    }
};

QTEST_MAIN(TestKeyboardWalk)
#include "tst_keyboard_walk.moc"
