#include "core/query/completion.h"
#include "core/query/personal_columns.h"
#include "core/query/plan_words.h"
#include "core/query/query_store.h"
#include "core/query/workspace_tables.h"
#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

/// What helps to write a query: completions, the plan in words, the tables there are.
class TestQueryHelp : public QObject {
    Q_OBJECT

    static QString joined(const std::vector<std::string> &words)
    {
        QStringList list;
        for (const std::string &word : words)
            list << QString::fromStdString(word);
        return list.join(u' ');
    }

private slots:
    void completions_data()
    {
        QTest::addColumn<QString>("before"); // the cursor stands behind it
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("words");
        QTest::newRow("a keyword") << "sel"
                                   << ""
                                   << "SELECT";
        QTest::newRow("tables") << "SELECT * FROM v_"
                                << ""
                                << "v_arr v_people";
        QTest::newRow("columns of the table named") << "SELECT na"
                                                    << " FROM v_people"
                                                    << "name NATURAL";
        QTest::newRow("not those of others") << "SELECT arr"
                                             << " FROM v_people"
                                             << "";
        QTest::newRow("of all where none is named") << "SELECT arr_"
                                                    << ""
                                                    << "arr_minor";
        QTest::newRow("behind a table") << "SELECT v_people."
                                        << " FROM v_people"
                                        << "account name region renewal_date";
        QTest::newRow("behind a short name") << "SELECT p.re"
                                             << " FROM v_people p"
                                             << "region renewal_date";
        QTest::newRow("behind one with AS, in capitals") << "SELECT P.RE"
                                                         << " FROM V_PEOPLE AS P"
                                                         << "region renewal_date";
        QTest::newRow("behind one of a day") << "SELECT p.na"
                                             << " FROM v_people(:as_of) p"
                                             << "name";
        QTest::newRow("behind a name of nothing") << "SELECT x."
                                                  << " FROM v_people p"
                                                  << "";
        QTest::newRow("a keyword is no short name") << "SELECT where."
                                                    << " FROM v_people WHERE"
                                                    << "";
        QTest::newRow("in a text") << "SELECT 'v_"
                                   << ""
                                   << "";
        QTest::newRow("behind a text") << "SELECT 'x', v_a"
                                       << ""
                                       << "v_arr";
        QTest::newRow("in a comment") << "-- v_"
                                      << ""
                                      << "";
        QTest::newRow("functions") << "SELECT month_"
                                   << ""
                                   << "month_end";
        QTest::newRow("nothing to begin with") << "SELECT "
                                               << ""
                                               << "";
        QTest::newRow("the word itself") << "SELECT v_people"
                                         << ""
                                         << "";
    }
    void completions()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const std::vector<query::KnownTable> tables{
            {"v_people", {"account", "name", "region", "renewal_date"}}, {"v_arr", {"account", "month", "arr_minor"}}};
        const auto found = query::completionsAt(
            (before + after).toStdString(), std::size_t(before.toUtf8().size()), tables, {"month_end"});
        QTEST(joined(found.words), "words");
    }

    void planSteps_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *line, const char *words) { QTest::newRow(line) << line << words; };
        row("SCAN accounts", "Goes over all rows of accounts");
        row("SCAN t USING COVERING INDEX i", "Goes over all rows of t in the order of an index");
        row("SCAN CONSTANT ROW", "Takes one row");
        row("SCAN v_movements VIRTUAL TABLE INDEX 1:", "Computes v_movements and goes over all its rows");
        row("SCAN c VIRTUAL TABLE INDEX 2:", "Computes c and finds the rows of each customer");
        row("SEARCH l USING INDEX account_link_accepted (source=? AND record_id=?)",
            "Finds rows of l by source=? AND record_id=?");
        row("SEARCH b USING AUTOMATIC COVERING INDEX (x=?)",
            "Makes an index of b for this query and finds rows in it by x=?");
        row("USE TEMP B-TREE FOR ORDER BY", "Sorts the rows");
        row("USE TEMP B-TREE FOR GROUP BY", "Sorts the rows to group them");
        row("USE TEMP B-TREE FOR DISTINCT", "Keeps the rows seen to tell equal ones apart");
        row("MATERIALIZE t1", "Computes t1 once and keeps it");
        row("CO-ROUTINE t1", "Computes t1 row by row");
        row("CORRELATED SCALAR SUBQUERY 1", "For each row a subquery:");
        row("SCALAR SUBQUERY 1", "Once a subquery:");
        row("COMPOUND QUERY", "Several queries put together:");
        row("SOMETHING NEW", "SOMETHING NEW");
    }
    void planSteps()
    {
        QFETCH(QString, line);
        QTEST(QString::fromStdString(query::planStep(line.toStdString()).english()), "words");
    }

    void planOfAQuery()
    {
        test::WorkspaceFixture fixture;
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(fixture.workspace(), progress);
        const auto plan = query::planOf(fixture.workspace(),
            "SELECT c.name FROM account a JOIN v_customers c USING (account) ORDER BY c.name", {&extras, {}, {}},
            progress);
        QVERIFY(plan.ok());
        QStringList steps;
        for (const Message &step : *plan)
            steps << QString::fromStdString(step.english());
        QVERIFY2(steps.size() == 3 && steps.last() == QStringLiteral("Sorts the rows")
                && steps.filter(QStringLiteral("omputes c")).size() == 1,
            qPrintable(steps.join(u'\n')));
        QVERIFY(!query::planOf(fixture.workspace(), "SELEC 1", {&extras, {}, {}}, progress).ok());
    }

    void personalDataAreMasked_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("leaves");
        QTest::newRow("a column of addresses") << "Owner_Email"
                                               << "nobody"
                                               << "[masked]";
        QTest::newRow("a phone") << "phone"
                                 << "030 1234"
                                 << "[masked]";
        QTest::newRow("who asked") << "requester"
                                   << "Ann"
                                   << "[masked]";
        QTest::newRow("an address in a text") << "note"
                                              << "write to ann@acme.com"
                                              << "write to [masked]";
        QTest::newRow("nothing") << "email"
                                 << ""
                                 << "";
        QTest::newRow("a name of an owner") << "owner"
                                            << "Ann"
                                            << "Ann";
        QTest::newRow("phones of a shop are none") << "phones"
                                                   << "12"
                                                   << "12";
    }
    void personalDataAreMasked()
    {
        QFETCH(QString, column);
        QFETCH(QString, text);
        const bool personal = query::personalColumns({column.toStdString()}, "SELECT * FROM v_customers").front();
        QTEST(QString::fromStdString(query::masked(text.toStdString(), personal)), "leaves");
    }

    /// A contact's name is a person's, a customer's is none.
    void namesOfContactsAreMasked()
    {
        const std::vector<std::string> names{"name", "Contact_Name", "title", "account_name"};
        const std::vector<bool> some{true, true, false, false};
        QVERIFY(query::personalColumns(names, "SELECT * FROM Contacts") == some);
        QVERIFY(query::personalColumns(names, "SELECT * FROM accounts") == std::vector<bool>(4, false));
    }

    void aDayFromAnotherTable_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("says");
        QTest::newRow("named in one") << "v_customers('2026-06-14') a JOIN v_customers b ON b.as_of = a.as_of"
                                      << "4";
        QTest::newRow("named in the other") << "v_customers a JOIN v_customers('2026-06-14') b ON b.as_of = a.as_of"
                                            << "4";
        QTest::newRow("of a table") << "(SELECT '2026-06-14' AS day) d JOIN v_customers c ON c.as_of = d.day"
                                    << "2";
        QTest::newRow("another than the one named")
            << "(SELECT '2026-06-15' AS day) d JOIN v_customers('2026-06-14') c ON c.as_of = d.day"
            << "0";
        QTest::newRow("named nowhere") << "v_customers a JOIN v_customers b ON b.as_of = a.as_of"
                                       << "Name the day of one";
    }
    void aDayFromAnotherTable()
    {
        QFETCH(QString, from);
        test::WorkspaceFixture fixture;
        fixture.source("stripe", "billing");
        for (const char *id : {"acme", "beta"}) {
            fixture.account("stripe", id, id, "");
            fixture.subscription("stripe", id, id, "1200.00", "2026-01-01");
        }
        fixture.settle();
        Progress progress;
        store::QueryOptions options;
        const store::QueryExtras extras = query::extrasFor(fixture.workspace(), progress);
        options.extras = &extras;
        const auto read =
            store::runQuery(fixture.workspace(), "SELECT count(*) FROM " + from.toStdString(), progress, options);
        const QString said = read ? QString::fromStdString(read->rows[0][0].dump())
                                  : QString::fromStdString(read.error().message.english());
        QFETCH(QString, says);
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void tablesOfTheFile()
    {
        test::WorkspaceFixture fixture;
        fixture.db().exec("CREATE TABLE roadmap (customer TEXT, stage TEXT) STRICT");
        fixture.source("own", "crm");
        fixture.run("INSERT INTO custom_table (name, batch_id, columns) VALUES ('roadmap', 1, '[]')", {});
        const query::FileTables tables = query::fileTables(fixture.workspace());
        QCOMPARE(tables.custom.size(), std::size_t(1));
        QCOMPARE(joined(tables.custom.front().columns), QStringLiteral("customer stage"));
        QStringList names;
        for (const query::KnownTable &table : tables.own) {
            names << QString::fromStdString(table.name);
            QVERIFY2(!table.columns.empty(), table.name.c_str());
        }
        for (const char *name : {"account", "subscriptions", "usage", "usage_months", "record_history_full"})
            QCOMPARE(names.count(QLatin1String(name)), 1);
        for (const char *name : {"usage_segment", "sqlite_sequence", "roadmap"})
            QVERIFY2(!names.contains(QLatin1String(name)), name);
    }
};

QTEST_GUILESS_MAIN(TestQueryHelp)
#include "tst_query_help.moc"
