#include "tests/support/layout_check.h"
#include "tests/ui/window/every_page.h"
#include "ui/common/tile.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/work_area.h"

using namespace qd;
using namespace qd::ui;

/// No page and no inspector asks for more than the smallest window has.
class TestSmallestWindow : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

private slots:
    void initTestCase() { m_pages.open({960, 620}); }
    void cleanupTestCase() { m_pages.close(); }

    void holdsEveryPage_data() { test::EveryPage::addRows(); }
    void holdsEveryPage()
    {
        QFETCH(QString, id);
        MainWindow &window = m_pages.window();
        QCOMPARE(window.size(), QSize(960, 620));
        m_pages.show(id);
        for (const bool inspected : {false, true}) {
            if (window.findChild<WorkArea *>()->isInspectorShown() != inspected)
                window.toggleInspector();
            window.grab();
            QCOMPARE(window.size(), QSize(960, 620));
            for (const Tile *tile : window.findChildren<Tile *>()) // they paint their lines, which no layout sees
                QTRY_VERIFY(!tile->isVisible() || tile->height() >= tile->sizeHint().height());
            const QWidget *bar = window.findChild<StatusBar *>();
            QVERIFY(bar->isVisible() && window.rect().contains(bar->geometry()));
            QStringList faults;
            const auto look = [&] {
                faults = test::layoutFaults(window);
                return faults.isEmpty();
            };
            const bool fine = QTest::qWaitFor(look, test::Patience); // until what just changed is laid out
            QVERIFY2(fine, qPrintable(faults.join(u'\n')));
        }
    }
};

QTEST_MAIN(TestSmallestWindow)
#include "tst_smallest_window.moc"
