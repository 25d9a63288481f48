#include "core/portfolio/portfolio.h"
#include "core/query/parameters.h"
#include "core/query/workspace_tables.h"
#include "core/revenue/movements.h"
#include "core/store/sql_query.h"
#include "core/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QFile>
#include <QtTest>

using namespace qd;

/// The views and functions of a query. Three customers: Acme 1,200 from January, Beta 2,400 from December 2025 until
/// the end of August, Gamma 1,000 from 10 March and 500 more from 15 June; all in dollars, as of 31 October 2026.
class TestWorkspaceTables : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;

    Result<store::QueryResult> run(const QString &sql, const store::QueryParameters &parameters = {})
    {
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(m_fixture.workspace(), progress);
        return store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, {&extras, parameters, {}});
    }
    /// Rows as "a|b; c|d", or the sentence of the error.
    QString told(const QString &sql, const store::QueryParameters &parameters = {})
    {
        const auto result = run(sql, parameters);
        if (!result)
            return QString::fromStdString(result.error().message.english());
        QStringList rows;
        for (const auto &row : result->rows) {
            QStringList cells;
            for (const nlohmann::json &cell : row)
                cells << QString::fromStdString(cell.is_string() ? cell.get<std::string>() : cell.dump());
            rows << cells.join(u'|');
        }
        return rows.join(QLatin1String("; "));
    }

private slots:
    void initTestCase()
    {
        m_fixture.source("salesforce", "crm");
        m_fixture.source("stripe", "billing");
        m_fixture.account("salesforce", "S1", "Acme", "arr=1300.00;domain=acme.com;segment=SMB;owner=Ann");
        m_fixture.account("stripe", "acme", "Acme", "domain=acme.com");
        m_fixture.account("stripe", "beta", "Beta", "domain=beta.com");
        m_fixture.account("stripe", "gamma", "Gamma", "domain=gamma.com");
        m_fixture.subscription("stripe", "a1", "acme", "1200.00", "2026-01-01", "2026-12-31");
        m_fixture.subscription("stripe", "b1", "beta", "2400.00", "2025-12-01", "2026-08-31");
        m_fixture.subscription("stripe", "g1", "gamma", "1000.00", "2026-03-10");
        m_fixture.subscription("stripe", "g2", "gamma", "500.00", "2026-06-15");
        m_fixture.run("INSERT INTO tickets (source, ticket_id, account_id, created_at, priority, content_hash, as_of, "
                      "batch_id, line) VALUES ('stripe', 'T1', 'gamma', '2026-05-04T10:00:00Z', 'high', 0, "
                      "'2026-10-31', 1, 2)",
            {});
        m_fixture.settle();
        identity::acceptCertainLinks(m_fixture.workspace());
        m_fixture.settle();
    }

    void views_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("customers") << "SELECT name, arr_minor, segment, owner, records FROM v_customers ORDER BY name"
                                   << "Acme|120000|SMB|Ann|2; Beta|0|null|null|1; Gamma|150000|null|null|1";
        QTest::newRow("customers on a day")
            << "SELECT name, arr, as_of FROM v_customers('2026-06-14') ORDER BY name"
            << "Acme|1200.0|2026-06-14; Beta|2400.0|2026-06-14; Gamma|1000.0|2026-06-14";
        QTest::newRow("the day as a condition")
            << "SELECT count(*) FROM v_customers WHERE as_of = '2026-08-31' AND arr > 0"
            << "3";
        QTest::newRow("the last day of a contract counts")
            << "SELECT arr FROM v_customers WHERE name = 'Beta' AND as_of = '2026-09-01'"
            << "0.0";
        QTest::newRow("no day") << "SELECT count(*) FROM v_customers WHERE as_of = NULL"
                                << "0";
        QTest::newRow("contracts") << "SELECT subscription_id, annual_minor FROM v_contracts JOIN v_customers USING "
                                      "(account) WHERE name = 'Gamma' ORDER BY 1"
                                   << "g1|100000; g2|50000";
        QTest::newRow("months with ARR")
            << "SELECT name, count(*), min(month), max(month), sum(m.arr_minor) FROM v_arr_months m JOIN v_customers "
               "USING (account) GROUP BY name ORDER BY name"
            << "Acme|10|2026-01|2026-10|1200000; Beta|9|2025-12|2026-08|2160000; Gamma|8|2026-03|2026-10|1050000";
        QTest::newRow("months up to a day") << "SELECT max(month), count(*) FROM v_arr_months('2026-03-30')"
                                            << "2026-02|5";
        QTest::newRow("movements of a month")
            << "SELECT sum(opening), sum(new), sum(expansion), sum(churn), sum(closing), sum(churned_logos) FROM "
               "v_movements WHERE month IN ('2026-06', '2026-09') GROUP BY month ORDER BY month"
            << "4600.0|0.0|500.0|0.0|5100.0|0; 5100.0|0.0|0.0|2400.0|2700.0|1";
        QTest::newRow("movements of a customer")
            << "SELECT month, opening_minor, new_minor, churn_minor, closing_minor FROM v_movements WHERE account = "
               "(SELECT account FROM v_customers WHERE name = 'Beta') AND (new_minor > 0 OR churn_minor > 0)"
            << "2025-12|0|240000|0|240000; 2026-09|240000|0|240000|0";
        QTest::newRow("a customer there is none of") << "SELECT count(*) FROM v_movements WHERE account = 'AC-99999'"
                                                     << "0";
        QTest::newRow("breaks") << "SELECT field, type, left_source, right_source, left_minor, right_minor, "
                                   "delta_minor, state FROM v_breaks WHERE left_id = 'S1' AND field = 'arr'"
                                << "arr|amount|salesforce|stripe|130000|120000|-10000|open";
        QTest::newRow("renewals")
            << "SELECT name, month, due_date, due_arr, state, renewed_arr FROM v_renewals r JOIN v_customers USING "
               "(account) ORDER BY month"
            << "Beta|2026-08|2026-08-31|2400.0|lost|0.0; Acme|2026-12|2026-12-31|1200.0|pending|0.0";
        QTest::newRow("tickets") << "SELECT name, ticket_id, priority FROM v_tickets JOIN v_customers USING (account)"
                                 << "Gamma|T1|high";
        QTest::newRow("usage") << "SELECT count(*) FROM v_usage_months"
                               << "0";
        QTest::newRow("no date") << "SELECT * FROM v_breaks('soon')"
                                 << "The query cannot run: as_of of v_breaks wants a date as YYYY-MM-DD.";
    }
    void views()
    {
        QFETCH(QString, sql);
        QTEST(told(sql), "expected");
    }

    /// Of each month they add up to what the commands and pages show.
    void movementsAddUpToThoseOfAll()
    {
        const auto portfolio = portfolio::Portfolio::of(m_fixture.workspace());
        const auto book = portfolio->book();
        QVERIFY(book.ok());
        Progress progress;
        const auto all = revenue::computeMovements(*portfolio, *book, {Month(2025, 12), Month(2026, 10), {}}, progress);
        QVERIFY(all.ok());
        QCOMPARE(all->rows.size(), std::size_t(11));
        for (const revenue::MovementRow &row : all->rows) {
            const QString sums =
                told(QStringLiteral("SELECT sum(opening_minor), sum(new_minor), sum(reactivation_minor), "
                                    "sum(expansion_minor), sum(contraction_minor), sum(churn_minor), "
                                    "sum(fx_minor), sum(closing_minor), sum(closing_logos) FROM "
                                    "v_movements WHERE month = '%1'")
                         .arg(QString::fromStdString(row.month.iso())));
            QStringList expected;
            for (const std::int64_t value : {row.opening, row.newAmount, row.reactivation, row.expansion,
                     row.contraction, row.churn, row.fx, row.closing, std::int64_t(row.closingLogos)})
                expected << QString::number(value);
            QCOMPARE(sums, expected.join(u'|'));
        }
    }

    /// Every documented column can be read, and docs/sql.md names it.
    void documentedColumnsAreThere()
    {
        QFile file(QStringLiteral(QD_SQL_PAGE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString docs = QString::fromUtf8(file.readAll());
        QCOMPARE(query::documentedTables().size(), std::size_t(8));
        for (const query::TableMeaning &table : query::documentedTables()) {
            const QString line =
                docs.section(QStringLiteral("| `%1` |").arg(QLatin1String(table.name)), 1, 1).section(u'\n', 0, 0);
            for (const query::ColumnMeaning &column : table.columns) {
                const auto result = run(QStringLiteral("SELECT \"%2\" FROM %1 LIMIT 0")
                                            .arg(QLatin1String(table.name), QLatin1String(column.name)));
                QVERIFY2(result.ok(), column.name);
                QCOMPARE(result->columns.front(), std::string(column.name));
                QVERIFY2(line.contains(QStringLiteral("`%1`").arg(QLatin1String(column.name))),
                    qPrintable(QStringLiteral("%1.%2").arg(QLatin1String(table.name), QLatin1String(column.name))));
            }
        }
        for (const query::FunctionMeaning &function : query::documentedFunctions())
            QVERIFY2(docs.contains(QLatin1String(function.call)), function.call);
    }

    void functions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("end of a month") << "SELECT month_end('2024-02'), month_end('2026-12-01')"
                                        << "2024-02-29|2026-12-31";
        QTest::newRow("end of the month of a time") << "SELECT month_end('2026-04-30T23:59:59Z')"
                                                    << "2026-04-30";
        QTest::newRow("no month") << "SELECT month_end('soon'), month_end(7), month_end(NULL), fiscal_quarter('x')"
                                  << "null|null|null|null";
        QTest::newRow("quarters") << "SELECT fiscal_quarter('2026-03-31'), fiscal_quarter('2026-04'), "
                                     "fiscal_quarter('2026-12-31')"
                                  << "2026Q1|2026Q2|2026Q4";
        // Winkler's own pair: 6 letters in common, one exchanged, 3 at the beginning.
        QTest::newRow("likeness") << "SELECT round(jaro_winkler('MARTHA', 'MARHTA'), 4), jaro_winkler('a', 'a'), "
                                     "jaro_winkler('a', 'b'), jaro_winkler(NULL, 'a')"
                                  << "0.9611|1.0|0.0|null";
        QTest::newRow("name") << "SELECT normalise_name('The Kestrel Logistics, Inc.'), normalise_name(NULL)"
                              << "kestrel logistics|null";
        QTest::newRow("money") << "SELECT money(120050, 'USD'), money(500, 'JPY'), money(-5, 'EUR'), money(1, 'XXZ'), "
                                  "money(NULL, 'USD')"
                               << "1200.50 USD|500 JPY|-0.05 EUR|null|null";
        // Type 7 of Hyndman and Fan, as R has it: of 1 2 3 4 the quartiles are 1.75, 2.5, 3.25.
        QTest::newRow("percentiles")
            << "SELECT percentile(column1, 25), median(column1), percentile(column1, 75), percentile(column1, 0), "
               "percentile(column1, 100) FROM (VALUES (4), (1), (NULL), (3), ('2'))"
            << "1.75|2.5|3.25|1.0|4.0";
        QTest::newRow("of none") << "SELECT median(x) FROM (SELECT NULL AS x)"
                                 << "null";
        QTest::newRow("by group")
            << "SELECT column1, median(column2) FROM (VALUES ('a', 1), ('b', 5), ('a', 3)) GROUP BY column1"
            << "a|2.0; b|5.0";
        QTest::newRow("a share that is none")
            << "SELECT percentile(column1, 101) FROM (VALUES (1))"
            << "The query cannot run: percentile() wants a percentage of 0 to 100 as its second argument.";
        QTest::newRow("a text that is no number")
            << "SELECT median(column1) FROM (VALUES (1), ('high'))"
            << "The query cannot run: percentile() and median() want numbers, not \"high\".";
    }
    void functions()
    {
        QFETCH(QString, sql);
        QTEST(told(sql), "expected");
    }

    void quartersFollowTheFiscalYear()
    {
        test::WorkspaceFixture february;
        february.workspace().setSetting("fiscal_year_start", "2");
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(february.workspace(), progress);
        const auto result = store::runQuery(february.workspace(),
            "SELECT fiscal_quarter('2026-01'), fiscal_quarter('2026-02')", progress, {&extras, {}, {}});
        QVERIFY(result.ok());
        QCOMPARE(result->rows.front().front().get<std::string>(), std::string("2026Q4"));
        QCOMPARE(result->rows.front().back().get<std::string>(), std::string("2027Q1"));
    }

    void parameters_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a day") << "SELECT arr FROM v_customers(:as_of) WHERE name = 'Beta'"
                               << "2400.0";
        QTest::newRow("a number") << "SELECT typeof(:days), :days + 1"
                                  << "integer|31";
        QTest::newRow("twice, and as a text") << "SELECT :from || @from || $from, typeof(:from)"
                                              << "2026-012026-012026-01|text";
        QTest::newRow("nothing") << "SELECT :none IS NULL"
                                 << "1";
        QTest::newRow("in a text") << "SELECT ':other'"
                                   << ":other";
        QTest::newRow("one that nobody gave") << "SELECT :other"
                                              << "The query has a parameter :other without a value.";
        QTest::newRow("one without a name") << "SELECT ?"
                                            << "The query has a parameter ? without a value.";
        QTest::newRow("what looks like SQL") << "SELECT :sly"
                                             << "'; DELETE FROM setting; --";
    }
    void parameters()
    {
        QFETCH(QString, sql);
        store::QueryParameters given;
        for (const auto &[name, text] : {std::pair("as_of", "2026-06-30"), std::pair("days", "30"),
                 std::pair("from", "2026-01"), std::pair("none", ""), std::pair("sly", "'; DELETE FROM setting; --")})
            given.emplace(name, query::parameterValue(text));
        QTEST(told(sql, given), "expected");
    }

    void valuesOfParameters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        QTest::newRow("whole") << "30"
                               << "30";
        QTest::newRow("below zero") << "-0.5"
                                    << "-0.5";
        QTest::newRow("an id with a zero in front") << "0805"
                                                    << "\"0805\"";
        QTest::newRow("a month") << "2026-10"
                                 << "\"2026-10\"";
        QTest::newRow("a blank") << "7 "
                                 << "\"7 \"";
        QTest::newRow("no number") << "1e999999"
                                   << "\"1e999999\"";
        QTest::newRow("nothing") << ""
                                 << "null";
        QTest::newRow("a word of JSON") << "true"
                                        << "\"true\"";
    }
    void valuesOfParameters()
    {
        QFETCH(QString, text);
        QTEST(QString::fromStdString(query::parameterValue(text.toStdString()).dump()), "json");
    }

    void namesOfParameters_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("names");
        QTest::newRow("each once") << "SELECT :a, @b, $a2, :a"
                                   << "a b a2";
        QTest::newRow("not in texts, names and comments") << "SELECT ':x', \":y\", [:z], `:w` -- :v\n /* :u */, :t"
                                                          << "t";
        QTest::newRow("a quote within a text") << "SELECT 'it''s :x', :y"
                                               << "y";
        QTest::newRow("an open text") << "SELECT :a, 'rest :b"
                                      << "a";
        QTest::newRow("a lone colon") << "SELECT a : b"
                                      << "";
        QTest::newRow("a name with a dollar") << "SELECT a$b"
                                              << "";
    }
    void namesOfParameters()
    {
        QFETCH(QString, sql);
        QFETCH(QString, names);
        QStringList found;
        for (const std::string &name : store::parametersOf(sql.toStdString()))
            found << QString::fromStdString(name);
        QCOMPARE(found.join(u' '), names);
    }

    void errorsHaveAPlace_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("place"); // -1 for none
        QTest::newRow("a column there is none of") << "SELECT acount FROM v_customers" << 7;
        QTest::newRow("a word") << "SELECT 1 FORM x" << 14;
        QTest::newRow("behind umlauts, in bytes") << "SELECT 'ä', acount FROM v_customers" << 13;
        QTest::newRow("a second statement") << "SELECT 1; SELECT 2" << 9;
        QTest::newRow("nothing") << "" << -1;
        QTest::newRow("while it runs") << "SELECT median('x')" << -1;
    }
    void errorsHaveAPlace()
    {
        QFETCH(QString, sql);
        QFETCH(int, place);
        const auto result = run(sql);
        QVERIFY(!result.ok());
        const auto at = store::placeOf(result.error());
        QCOMPARE(at ? int(*at) : -1, place);
    }

    /// Where the first rates come later than the first contract, months begin with the rates; a movement needs those of
    /// the month before, too.
    void monthsBeginWithRates()
    {
        test::WorkspaceFixture euros;
        euros.source("stripe", "billing");
        euros.account("stripe", "acme", "Acme");
        euros.subscription("stripe", "a1", "acme", "100.00", "2026-01-01", {}, {}, "EUR");
        euros.rate("stripe", "EUR", "2026-03-15", "1.10");
        euros.settle();
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(euros.workspace(), progress);
        const auto one = [&](const char *sql) {
            const auto result = store::runQuery(euros.workspace(), sql, progress, {&extras, {}, {}});
            return result ? nlohmann::json(result->rows.front()).dump() : result.error().message.english();
        };
        QCOMPARE(one("SELECT min(month), max(month), count(*), min(arr_minor), max(arr_minor) FROM v_arr_months"),
            std::string(R"(["2026-03","2026-10",8,11000,11000])"));
        QCOMPARE(one("SELECT min(month), count(*), sum(new_minor), min(opening_minor) FROM v_movements"),
            std::string(R"(["2026-04",7,0,11000])"));
    }

    /// Also of a file that nobody may write, with and without the log of somebody who still writes beside it.
    void filesThatNobodyMayWrite_data()
    {
        QTest::addColumn<bool>("withLog");
        for (const bool withLog : {false, true})
            QTest::newRow(withLog ? "with a log" : "alone") << withLog;
    }
    void filesThatNobodyMayWrite()
    {
        QFETCH(bool, withLog);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("copy.qdeck"));
        Progress progress;
        QVERIFY(m_fixture.workspace().backupTo(path.toStdString(), progress).ok());
        std::unique_ptr<store::Workspace> writer;
        if (withLog) {
            auto opened = store::Workspace::open(path.toStdString());
            writer = std::move(*opened);
            writer->setSetting("freshness.crm", "1,2");
        }
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadUser));
        {
            const auto reader = store::Workspace::open(path.toStdString(), store::Workspace::Mode::ReadOnly);
            QVERIFY(reader.ok());
            const store::QueryExtras extras = query::extrasFor(**reader, progress);
            const char *sql = "SELECT count(*) FROM v_customers";
            const auto result = store::runQuery(**reader, sql, progress, {&extras, {}, {}});
            QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
            QCOMPARE(result->rows.front().front().get<int>(), 3);
            QVERIFY(!store::runQuery(**reader, "DELETE FROM setting", progress, {&extras, {}, {}}).ok());
        }
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    }

    void withoutTwoSystemsThereAreNoBreaks()
    {
        test::WorkspaceFixture empty;
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(empty.workspace(), progress);
        const auto result = store::runQuery(empty.workspace(), "SELECT * FROM v_breaks", progress, {&extras, {}, {}});
        QVERIFY(!result && result.error().code == ErrorCode::NoData);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceTables)
#include "tst_workspace_tables.moc"
