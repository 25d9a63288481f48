#include "core/query/workspace_tables.h"
#include "tests/ui/pages/sql_page_fixture.h"
#include "ui/common/empty_state.h"
#include "ui/common/segmented_switch.h"
#include "ui/sql/saved_queries.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QInputDialog>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// SQL on the sample, as a person writes it.
class TestSqlPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    QTemporaryDir m_settings;
    QString m_customers; ///< how many there are

    std::unique_ptr<SqlPage> shown(const PageContext &context) const { return shownSql(m_sample, context); }
    std::unique_ptr<SqlPage> shown() const { return shown(m_sample.sample()); }

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("quarterdeck-test"));
        m_sample.make();
        const auto portfolio = portfolioOf(m_sample.sample());
        QVERIFY(portfolio.ok());
        m_customers = QString::number((*portfolio)->accounts().size());
    }
    void init() { QSettings().clear(); }

    /// Typed letter by letter, run by Ctrl+Enter.
    void typedQueryRuns()
    {
        const auto page = shown();
        QVERIFY(resultOf(*page).emptyText().contains(QStringLiteral("Ctrl+Return")));
        editorOf(*page).setFocus();
        QTest::keyClicks(&editorOf(*page), QStringLiteral("SELECT count(*) AS customers FROM v_customers "));
        QCOMPARE(editorOf(*page).text(), QStringLiteral("SELECT count(*) AS customers FROM v_customers "));
        QSignalSpy ended(page.get(), &SqlPage::ended);
        QTest::keyClick(&editorOf(*page), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(ended.wait(test::Patience));
        QCOMPARE(cell(*page, 0, 0), m_customers);
        QVERIFY(resultOf(*page).emptyText().isEmpty());
        QCOMPARE(resultOf(*page).model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("customers"));
        QVERIFY(labels(*page).contains(QStringLiteral("1 column")));
    }

    void completionIsTakenByTab()
    {
        const auto page = shown();
        SqlEditor &editor = editorOf(*page);
        editor.setFocus();
        QTest::keyClicks(&editor, QStringLiteral("SELECT * FROM v_arr"));
        QVERIFY(editor.isListActive());
        QTest::keyClick(&editor, Qt::Key_Tab);
        QCOMPARE(editor.text(), QStringLiteral("SELECT * FROM v_arr_months"));
        QVERIFY(!editor.isListActive());
        QVERIFY(editor.hasFocus());
        QTest::keyClick(&editor, Qt::Key_Tab); // without a list it leaves
        QVERIFY(!editor.hasFocus());
    }

    void columnsOfAShortName()
    {
        const auto page = shown();
        SqlEditor &editor = editorOf(*page);
        editor.setSql(QStringLiteral("SELECT * FROM v_movements m WHERE m"));
        editor.setFocus();
        QTest::keyClicks(&editor, QStringLiteral(".churned"));
        QVERIFY(editor.isListActive());
        QTest::keyClick(&editor, Qt::Key_Tab);
        QVERIFY(editor.text().endsWith(QStringLiteral("m.churned_logos")));
    }

    void errorsAreMarked_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("line"); // of the cursor, from 0
        QTest::addColumn<int>("column");
        QTest::newRow("a column there is none of") << "SELECT name,\n  acount FROM v_customers"
                                                   << "Line 2, column 3." << 1 << 2;
        QTest::newRow("a word") << "SELECT 1 FORM x"
                                << "Line 1, column 15." << 0 << 14;
        QTest::newRow("a second statement") << "SELECT 1; SELECT 2"
                                            << "Only one statement" << 0 << 9;
    }
    void errorsAreMarked()
    {
        QFETCH(QString, sql);
        QFETCH(QString, says);
        const auto page = shown();
        QVERIFY(runs(*page, QStringLiteral("SELECT 7")));
        QVERIFY(runs(*page, sql));
        QCOMPARE(resultOf(*page).model()->rowCount(), 0); // what was before is not its result
        QVERIFY(!button(*page, "sqlExport").isEnabled());
        QVERIFY2(errorOf(*page).contains(says), qPrintable(errorOf(*page)));
        int line = 0;
        int column = 0;
        editorOf(*page).getCursorPosition(&line, &column);
        QTEST(line, "line");
        QTEST(column, "column");
        QVERIFY(runs(*page, QStringLiteral("SELECT 1")));
        QCOMPARE(errorOf(*page), QString());
    }

    void itOnlyReads_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("delete") << "DELETE FROM account";
        QTest::newRow("attach") << "ATTACH ':memory:' AS x";
        QTest::newRow("pragma") << "PRAGMA writable_schema = ON";
        QTest::newRow("load") << "SELECT load_extension('x')";
    }
    void itOnlyReads()
    {
        QFETCH(QString, sql);
        const auto page = shown();
        QVERIFY(runs(*page, sql));
        QVERIFY(!errorOf(*page).isEmpty());
        QVERIFY(runs(*page, QStringLiteral("SELECT count(*) FROM account")));
        QCOMPARE(cell(*page, 0, 0), m_customers);
    }

    void stopsAtOnce()
    {
        const auto page = shown();
        QVERIFY(runs(*page, QStringLiteral("SELECT 1")));
        editorOf(*page).setSql(QLatin1String(Endless));
        QVERIFY(!button(*page, "sqlStop").isEnabled());
        QTest::mouseClick(&button(*page, "sqlRun"), Qt::LeftButton);
        QVERIFY(button(*page, "sqlStop").isEnabled());
        QTest::qWait(100); // it is on its way
        QElapsedTimer taken;
        taken.start();
        QSignalSpy ended(page.get(), &SqlPage::ended);
        QTest::mouseClick(&button(*page, "sqlStop"), Qt::LeftButton);
        QCOMPARE(ended.size(), 1);
        QVERIFY(!button(*page, "sqlStop").isEnabled());
        QVERIFY2(labels(*page).contains(QStringLiteral("stopped after 0 rows")), qPrintable(labels(*page)));
        QVERIFY(runs(*page, QStringLiteral("SELECT 7"))); // which waits for no other
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("7"));
        QVERIFY2(taken.elapsed() < 2000, qPrintable(QString::number(taken.elapsed())));
    }

    /// The first rows stand there long before the last; all can be scrolled to.
    void aMillionRowsCome()
    {
        const auto page = shown();
        editorOf(*page).setSql(QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT "
                                              "1000000) SELECT x, 'row ' || x FROM c"));
        QSignalSpy ended(page.get(), &SqlPage::ended);
        page->run();
        QTRY_VERIFY_WITH_TIMEOUT(resultOf(*page).model()->rowCount() > 0, test::Patience);
        QVERIFY(ended.isEmpty());
        QCOMPARE(cell(*page, 0, 1), QStringLiteral("row 1"));
        QVERIFY(ended.wait(test::Patience));
        QCOMPARE(resultOf(*page).model()->rowCount(), 1'000'000);
        resultOf(*page).scrollToBottom();
        resultOf(*page).viewport()->grab();
        QCOMPARE(resultOf(*page).rowAt(resultOf(*page).viewport()->height() - 30) > 999'900, true);
        QCOMPARE(cell(*page, 999'999, 1), QStringLiteral("row 1000000"));
    }

    /// Chips fill the parameters that are named like them; others have a field.
    void parameters()
    {
        PageContext some = m_sample.sample();
        some.asOf = Date::of(2026, 3, 31);
        some.filters = {{"segment", "Enterprise"}};
        const auto page = shown(some);
        QVERIFY(runs(*page, QStringLiteral("SELECT :as_of, :segment, :owner IS NULL, :currency")));
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("2026-03-31"));
        QCOMPARE(cell(*page, 0, 1), QStringLiteral("Enterprise"));
        QCOMPARE(cell(*page, 0, 2), QStringLiteral("1"));
        QCOMPARE(cell(*page, 0, 3), QStringLiteral("USD"));
        QVERIFY(!page->findChild<QLineEdit *>(QStringLiteral("as_of")));

        editorOf(*page).setSql(QStringLiteral("SELECT :days + 1, ':not'"));
        auto *days = page->findChild<QLineEdit *>(QStringLiteral("days"));
        QVERIFY(days && days->isVisible() && !page->findChild<QLineEdit *>(QStringLiteral("not")));
        QTest::keyClicks(days, QStringLiteral("30"));
        QSignalSpy ended(page.get(), &SqlPage::ended);
        QTest::keyClick(days, Qt::Key_Return);
        QVERIFY(ended.wait(test::Patience));
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("31"));
        editorOf(*page).setSql(QStringLiteral("SELECT 1"));
        QVERIFY(!page->findChild<QLineEdit *>(QStringLiteral("days")));
    }

    void savedQueriesOpenAgain()
    {
        const QString sql = QStringLiteral("SELECT :quarter");
        {
            const auto page = shown();
            editorOf(*page).setSql(sql);
            QTest::mouseClick(page->headerActions().front(), Qt::LeftButton);
            auto *ask = page->findChild<QInputDialog *>();
            QVERIFY(ask);
            ask->setTextValue(QStringLiteral("By quarter"));
            ask->accept();
        }
        const auto page = shown();
        auto *table = page->findChild<TableView *>(QStringLiteral("sqlQueries"));
        QCOMPARE(table->shownIds(), QStringList{QStringLiteral("By quarter")});
        QCOMPARE(table->spec().rows.front().values.last().toString(), QStringLiteral(":quarter"));
        table->setCurrentId(QStringLiteral("By quarter"));
        QTest::keyClick(table->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(editorOf(*page).text(), sql);
        QTest::mouseClick(&button(*page, "sqlRemove"), Qt::LeftButton);
        QCOMPARE(table->shownIds(), QStringList());
        QVERIFY(savedQueries().isEmpty());
    }

    void historyHasWhatWasRun()
    {
        const auto page = shown();
        for (const char *sql : {"SELECT 1", "SELECT\n 2", "SELECT 1"})
            QVERIFY(runs(*page, QLatin1String(sql)));
        auto *table = page->findChild<TableView *>(QStringLiteral("sqlQueries"));
        QTest::mouseClick(page->findChild<QAbstractButton *>(QStringLiteral("history")), Qt::LeftButton);
        QCOMPARE(table->spec().rows.size(), 2);
        QCOMPARE(table->spec().rows[1].values.front().toString(), QStringLiteral("SELECT 2"));
        table->setCurrentId(QStringLiteral("1"));
        QTest::keyClick(table->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(editorOf(*page).text(), QStringLiteral("SELECT\n 2"));
        QVERIFY(!button(*page, "sqlRemove").isEnabled());
    }

    void historyHasAnEnd()
    {
        for (int i = 0; i < 250; ++i)
            rememberQuery(QString::number(i));
        QCOMPARE(queryHistory().size(), MostRemembered);
        QCOMPARE(queryHistory().front(), QStringLiteral("249"));
    }

    void planIsShown()
    {
        const auto page = shown();
        QVERIFY(runs(*page, QStringLiteral("SELECT name FROM account ORDER BY lower(name)")));
        QTest::mouseClick(page->findChild<QAbstractButton *>(QStringLiteral("plan")), Qt::LeftButton);
        const auto *plan = m_sample.tableWith(*page, QStringLiteral("sql-plan"));
        QVERIFY(plan->isVisible());
        QCOMPARE(plan->spec().rows.size(), 2);
        QCOMPARE(plan->spec().rows.last().values.front().toString(), QStringLiteral("Sorts the rows"));
    }

    /// Every documented table and column stands beside the editor; Enter writes its name.
    void schemaWritesNames()
    {
        const auto page = shown();
        auto *schema = page->findChild<TableView *>(QStringLiteral("sqlSchema"));
        QStringList names;
        for (const TableRow &row : schema->spec().rows)
            names << row.section + u'.' + row.values.front().toString();
        for (const query::TableMeaning &table : query::documentedTables()) {
            for (const query::ColumnMeaning &column : table.columns)
                QVERIFY2(names.contains(QLatin1String(table.name) + u'.' + QLatin1String(column.name)), column.name);
        }
        QVERIFY(names.contains(QStringLiteral("subscriptions.notice_date")));
        const qsizetype place = names.indexOf(QStringLiteral("v_movements.churn"));
        schema->setCurrentId(schema->spec().rows[place].id);
        QTest::keyClick(schema->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(editorOf(*page).text(), QStringLiteral("churn"));
    }

    void resultSaysThatItIsOld()
    {
        const auto page = shown();
        QVERIFY(runs(*page, QStringLiteral("SELECT 1")));
        QVERIFY(!labels(*page).contains(QStringLiteral("edited since")));
        QTest::keyClicks(&editorOf(*page), QStringLiteral(" "));
        QVERIFY(labels(*page).contains(QStringLiteral("edited since")));
        QVERIFY(runs(*page, QStringLiteral("SELECT :segment IS NULL")));
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("1"));
        PageContext other = m_sample.sample();
        other.filters = {{"segment", "SMB"}};
        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(other);
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(labels(*page).contains(QStringLiteral("chips changed since")));
        QVERIFY(runs(*page, QStringLiteral("SELECT :segment")));
        QCOMPARE(cell(*page, 0, 0), QStringLiteral("SMB"));
    }

    /// What was typed stands there again after a restart: after one that was a crash what is a second old, after one
    /// that was orderly all of it. It need not be SQL, and a field that was cleared stays clear.
    void aDraftComesBack()
    {
        const QString first = QStringLiteral("SELECT -- \u00fc\n  :days, 'it''s");
        {
            const auto page = shown();
            QVERIFY(editorOf(*page).text().isEmpty());
            editorOf(*page).setSql(first);
            QTRY_COMPARE(QSettings().value(QStringLiteral("sql/draft")).toString(), first); // and no destructor ran
        }
        {
            const auto page = shown();
            QCOMPARE(editorOf(*page).text(), first);
            QVERIFY(page->findChild<QLineEdit *>(QStringLiteral("days")));
            QTest::keyClicks(&editorOf(*page), QStringLiteral("!"));
        }
        {
            const auto page = shown();
            QCOMPARE(editorOf(*page).text(), first + u'!');
            editorOf(*page).clear();
        }
        QVERIFY(editorOf(*shown()).text().isEmpty());
    }

    void emptyWorkspace()
    {
        const auto page = m_sample.shown<SqlPage>(m_sample.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestSqlPage)
#include "tst_sql_page.moc"
