#include "tests/ui/pages/sql_page_fixture.h"
#include "ui/sql/result_sort.h"

#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// What a person does with the rows that a query gave.
class TestSqlRows : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    QTemporaryDir m_settings;

    std::unique_ptr<SqlPage> shown() const { return shownSql(m_sample, m_sample.sample()); }

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("quarterdeck-test"));
        m_sample.make();
    }

    /// What leaves the page has no personal data unless it is asked for.
    void copiesAreMasked()
    {
        const auto page = shown();
        QVERIFY(runs(*page, QStringLiteral("SELECT 'ann@acme.com' AS email, '=1+1' AS note, 1.5 AS x, NULL AS y")));
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("ann@acme.com"));
        QMenu *menu = button(*page, "sqlExport").menu();
        menu->actions()[0]->trigger();
        QCOMPARE(
            QGuiApplication::clipboard()->text().trimmed(), QStringLiteral("email\tnote\tx\ty\n[masked]\t'=1+1\t1.5"));
        QVERIFY(runs(*page, QStringLiteral("SELECT 'Ann' AS name, count(*) AS n FROM contacts")));
        menu->actions()[0]->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("name\tn\n[masked]\t")));
        QVERIFY(runs(*page, QStringLiteral("SELECT 'ann@acme.com' AS email")));
        menu->actions().back()->setChecked(true);
        resultOf(*page).setFocus();
        resultOf(*page).selectRow(0);
        QTest::keyClick(&resultOf(*page), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ann@acme.com")));
    }

    /// A click on a heading sorts what is there, once up, once down, then as it came; copies are in that order, and
    /// what is selected is copied, not what stood there before.
    void headingsSortTheRows()
    {
        const auto page = shown();
        const QString sql =
            QStringLiteral("SELECT 'b' AS name, 10 AS n UNION ALL SELECT 'a', 9 UNION ALL SELECT NULL, 100");
        QVERIFY(runs(*page, sql));
        const auto column = [&](int which) {
            QStringList texts;
            for (int row = 0; row < resultOf(*page).model()->rowCount(); ++row)
                texts << cell(*page, row, which);
            return texts.join(u' ');
        };
        auto *header = resultOf(*page).horizontalHeader();
        const auto click = [&](int which) {
            const QSignalSpy sorted(page->findChild<ResultSort *>(), &ResultSort::sorted);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                QPoint(header->sectionViewportPosition(which) + 12, header->height() / 2));
            QVERIFY(QTest::qWaitFor([&] { return !sorted.isEmpty(); }, test::Patience));
        };
        QCOMPARE(column(1), QStringLiteral("10 9 100"));
        click(1);
        QCOMPARE(column(1), QStringLiteral("9 10 100")); // as numbers
        QVERIFY(header->isSortIndicatorShown());
        click(1);
        QCOMPARE(column(1), QStringLiteral("100 10 9"));
        QCOMPARE(column(0), QStringLiteral("none b a"));
        QMenu *menu = button(*page, "sqlExport").menu();
        menu->actions()[0]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), QStringLiteral("name\tn\n\t100\nb\t10\na\t9"));
        resultOf(*page).selectRow(2);
        menu->actions()[0]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), QStringLiteral("name\tn\na\t9"));
        click(0);
        QCOMPARE(column(0), QStringLiteral("none a b")); // nothing first
        QVERIFY(resultOf(*page).selectedRows().empty());
        click(0);
        click(0);
        QCOMPARE(column(1), QStringLiteral("10 9 100"));
        QVERIFY(!header->isSortIndicatorShown());
        click(1);
        QVERIFY(runs(*page, sql)); // other rows come as they are
        QCOMPARE(column(1), QStringLiteral("10 9 100"));
        QVERIFY(!header->isSortIndicatorShown());
        editorOf(*page).setSql(QLatin1String(Endless));
        QTest::mouseClick(&button(*page, "sqlRun"), Qt::LeftButton);
        QVERIFY(!header->sectionsClickable()); // not while rows come
        QTest::mouseClick(&button(*page, "sqlStop"), Qt::LeftButton);
    }
};

QTEST_MAIN(TestSqlRows)
#include "tst_sql_rows.moc"
