#include "tests/support/painted_text.h"
#include "tests/ui/window/every_page.h"
#include "tests/ui/window/layout_faults.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/filter_header.h"
#include "ui/coverage/books_board.h"
#include "ui/shell/work_area.h"
#include "ui/sql/result_actions.h"
#include "ui/sql/result_view.h"
#include "ui/sql/sql_editor.h"
#include "ui/sql/sql_page.h"

#include <QAbstractButton>
#include <QPushButton>

using namespace qd;
using namespace qd::ui;

/// What the pages paint themselves, where no layout sees it: no text is cut, shortened or printed over another, no
/// row stands half at a table's edge, no value of a heatmap is left out; at three sizes, with the inspector and
/// without.
class TestLayoutWalk : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

    void verifyNoFaults(const QString &state) const
    {
        QStringList faults;
        const auto look = [&] {
            m_pages.window().grab();
            faults = test::layoutFaults(m_pages.window());
            return faults.isEmpty();
        };
        const bool fine = QTest::qWaitFor(look, test::Patience); // until what just changed is laid out
        QVERIFY2(fine, qPrintable(state + u'\n' + faults.join(u'\n')));
    }
    /// The page as it comes, then with each choice of each of its switches.
    void walkSwitches(const QString &state, const Page &page) const
    {
        walkInspector(state);
        for (const SegmentedSwitch *views : page.findChildren<SegmentedSwitch *>()) {
            for (QAbstractButton *choice : views->findChildren<QAbstractButton *>()) {
                if (!choice->isVisible() || choice->isChecked())
                    continue;
                choice->click();
                QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().isSettled(page.id()), test::Patience);
                verifyNoFaults(state + QStringLiteral(", ") + choice->text());
            }
        }
    }
    void walkInspector(const QString &state) const
    {
        for (const bool inspected : {false, true}) {
            if (m_pages.window().findChild<WorkArea *>()->isInspectorShown() != inspected)
                m_pages.window().toggleInspector();
            verifyNoFaults(state + (inspected ? QStringLiteral(", inspector") : QString()));
        }
        m_pages.window().toggleInspector();
    }
    static void addSizes(const QByteArray &page)
    {
        for (const QSize &size : {QSize(960, 620), QSize(1024, 700), QSize(1440, 900)})
            QTest::newRow(page + ", " + QByteArray::number(size.width())) << QString::fromLatin1(page) << size;
    }

private slots:
    void initTestCase() { m_pages.open({960, 620}); }
    void cleanup() { applyTheme(*qApp, false); }
    void cleanupTestCase() { m_pages.close(); }

    void pageIsWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        for (const Page *page : makePages()) {
            addSizes(page->id().toLatin1());
            delete page;
        }
    }
    void pageIsWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        walkSwitches(id, *m_pages.window().page(id));
    }

    /// The parts of pages whose switch stands in their header.
    void partsAreWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("actions");
        addSizes("cohorts");
        addSizes("reconcile");
        addSizes("renewals");
    }
    void partsAreWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        const auto *parts = m_pages.window().findChild<SegmentedSwitch *>(
            id + (id == QStringLiteral("cohorts") ? QStringLiteral("View") : QStringLiteral("Part")));
        QVERIFY(parts);
        const QList<QAbstractButton *> choices = parts->findChildren<QAbstractButton *>();
        for (qsizetype i = 1; i <= choices.size(); ++i) { // ends where it began
            const QSignalSpy settled(m_pages.window().page(id), &Page::settled);
            choices[i % choices.size()]->click();
            QTRY_VERIFY2_WITH_TIMEOUT(
                !settled.isEmpty(), qPrintable(choices[i % choices.size()]->text()), test::Patience);
            verifyNoFaults(id + QStringLiteral(", ") + choices[i % choices.size()]->text());
        }
    }

    /// The books that are seen are seen whole, with their names.
    void booksAreWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("coverage");
    }
    void booksAreWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        auto *board = m_pages.window().page(id)->findChild<BooksBoard *>();
        QVector<BookColumn> many = board->columns();
        QVERIFY(!many.isEmpty());
        while (many.size() < 12)
            many << many.first();
        for (BookColumn &column : many)
            column.blocks.clear();
        many.first().capacity = 4200; // hours with a separator at the axis
        many.first().blocks << BookBlock{0, QStringLiteral("Largest"), 4000};
        const QVector<BookColumn> own = board->columns();
        board->setColumns(many);
        int names = 0;
        const auto cutNames = [&] {
            QStringList cut;
            const double end = board->parentWidget()->width() - board->x();
            names = 0;
            for (const test::PaintedText &text : test::paintedTexts(*board)) {
                if (text.box.left() < 0 || (text.box.left() < end && text.box.right() > end + test::Tolerance))
                    cut << text.text;
                names += text.box.left() < end ? 1 : 0;
            }
            return cut;
        };
        QTRY_COMPARE(cutNames(), QStringList());
        QVERIFY(names > 12);
        board->setColumns(own);
    }

    /// Its views are in the header, which the page does not hold.
    void healthViewsAreWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("health");
    }
    void healthViewsAreWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        auto *views = m_pages.window().findChild<SegmentedSwitch *>(QStringLiteral("healthView"));
        QVERIFY(views);
        const Page *page = m_pages.window().page(id);
        for (const auto &[view, shown] : {std::pair("history", "healthMonths"), {"court", "healthCourtLimits"},
                 {"model", "healthSignals"}, {"now", "healthMix"}}) {
            views->findChild<QAbstractButton *>(QLatin1String(view))->click();
            const auto *widget = page->findChild<QWidget *>(QLatin1String(shown));
            QTRY_VERIFY_WITH_TIMEOUT(widget && widget->isVisible(), test::Patience);
            walkSwitches(QStringLiteral("health, ") + QLatin1String(view), *page);
        }
    }

    /// The page SQL with the rows and the plan of a query, and the explorer on them, in both themes.
    void sqlAndExplorerAreWhole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        for (const QSize &size : {QSize(960, 620), QSize(1024, 700), QSize(1440, 900)}) {
            for (const bool dark : {false, true})
                QTest::addRow("%d, %s", size.width(), dark ? "dark" : "light") << size << dark;
        }
    }
    void sqlAndExplorerAreWhole()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        applyTheme(*qApp, dark);
        m_pages.window().resize(size);
        m_pages.show(QStringLiteral("sql"));
        auto *page = qobject_cast<SqlPage *>(m_pages.window().page(QStringLiteral("sql")));
        page->findChild<SqlEditor *>()->setSql(QStringLiteral(
            "SELECT month, sum(arr) AS arr,\n  count(*) AS customers\nFROM v_arr_months GROUP BY month"));
        const QSignalSpy ended(page, &SqlPage::ended);
        page->run();
        QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), test::Patience);
        QCOMPARE(page->findChild<ResultView *>()->model()->columnCount(), 3);
        verifyNoFaults(QStringLiteral("sql, rows"));
        for (const char *sheet : {"plan", "rows"}) {
            page->findChild<QAbstractButton *>(QLatin1String(sheet))->click();
            verifyNoFaults(QLatin1String("sql, ") + QLatin1String(sheet));
        }
        const QSignalSpy opened(page->findChild<ResultActions *>(), &ResultActions::chartOpened);
        page->findChild<QPushButton *>(QStringLiteral("sqlChart"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), test::Patience);
        const QPointer<ExplorerWindow> explorer(opened.front().front().value<ExplorerWindow *>());
        explorer->resize(size);
        QStringList faults;
        const auto look = [&] {
            explorer->grab();
            faults = test::layoutFaults(*explorer);
            return faults.isEmpty();
        };
        const bool fine = QTest::qWaitFor(look, test::Patience);
        explorer->close();
        QVERIFY2(fine, qPrintable(faults.join(u'\n')));
    }

    void customerIsWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("customers");
    }
    void customerIsWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.showFirstCustomer();
        const Page *page = m_pages.window().page(id);
        walkSwitches(QStringLiteral("customer"), *page);
        const auto *golden = test::SamplePages::tableWith(*page, QStringLiteral("golden-record"));
        const auto *header = golden->findChild<FilterHeader *>();
        for (int column = 0; column < golden->spec().columns.size(); ++column)
            QVERIFY2(!header->isSectionHidden(column), qPrintable(golden->spec().columns[column].id));
    }
};

QTEST_MAIN(TestLayoutWalk)
#include "tst_layout_walk.moc"
