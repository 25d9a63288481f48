#include "core/store/query_extras.h"
#include "core/store/sql_query.h"
#include "core/store/write_transaction.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace std::chrono_literals;

namespace {

const auto *wholeOf(const store::Cell &cell)
{
    return std::get_if<std::int64_t>(&cell);
}

class Total final : public store::Aggregate {
public:
    Result<void> add(std::span<const store::Cell> arguments) override
    {
        const auto *number = wholeOf(arguments[0]);
        if (!number)
            return Error{ErrorCode::InvalidArgument, QD_WORDS("Test", "total_of() wants a number.")};
        m_total += *number;
        return {};
    }
    store::Cell value() override { return m_total; }

private:
    std::int64_t m_total = 0;
};

/// The text that comes last.
class Last final : public store::Aggregate {
public:
    Result<void> add(std::span<const store::Cell> arguments) override
    {
        m_last = std::to_string(*wholeOf(arguments[0]));
        return {};
    }
    store::Cell value() override { return m_last; }

private:
    std::string m_last;
};

Result<store::Cell> joined(std::span<const store::Cell> cells)
{
    std::string text;
    for (const store::Cell &cell : cells) {
        const auto *written = std::get_if<std::string>(&cell);
        const auto *number = wholeOf(cell);
        text += (text.empty() ? "" : "|") + (written ? *written : number ? std::to_string(*number) : "-");
    }
    return store::Cell(text);
}

Result<store::Cell> twice(std::span<const store::Cell> cells)
{
    const auto *number = wholeOf(cells[0]);
    if (!number)
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Test", "twice() wants a number.")};
    return store::Cell(2 * *number);
}

store::QueryExtras ownExtras()
{
    store::QueryExtras extras;
    extras.views = {{"v_numbers", "SELECT column1 AS x FROM (VALUES (1), (2), (3))"}};
    extras.functions = {{"joined", 3, joined}, {"twice", 1, twice}};
    extras.aggregates = {{"total_of", 1, [] { return std::make_unique<Total>(); }},
        {"last_of", 1, [] { return std::make_unique<Last>(); }}};
    return extras;
}

} // namespace

class TestSqlQuery : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;

    Result<store::QueryResult> run(const QString &sql, const store::QueryLimits &limits = {})
    {
        Progress progress;
        return store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, limits);
    }
    static QString countingFor(const char *select)
    {
        return QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT %1 FROM c")
            .arg(QLatin1String(select));
    }

private slots:
    void isOneStatement_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("runs");
        QTest::newRow("semicolon") << "SELECT 1;" << true;
        QTest::newRow("comment behind") << "SELECT 1;--x" << true;
        QTest::newRow("comments and blanks") << "/* a */ SELECT 1 ; /* b */ ; -- c\n " << true;
        QTest::newRow("two") << "SELECT 1; SELECT 2" << false;
        QTest::newRow("two, the second behind a comment") << "SELECT 1; -- x\nSELECT 2" << false;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("a comment") << "-- SELECT 1" << false;
        QTest::newRow("broken behind") << "SELECT 1; SELEC 2" << false;
    }
    void isOneStatement()
    {
        QFETCH(QString, sql);
        QFETCH(bool, runs);
        QCOMPARE(run(sql).ok(), runs);
    }

    /// What a transaction wrote is seen within it, and nobody can write by a query there either.
    void withinATransaction()
    {
        const QString there = QStringLiteral("SELECT 1 FROM setting WHERE key = 'freshness.crm'");
        {
            store::WriteTransaction transaction(m_fixture.workspace(), "test");
            m_fixture.workspace().setSetting("freshness.crm", "1,2");
            QCOMPARE(run(there)->rows.size(), std::size_t(1));
            QVERIFY(!run(QStringLiteral("DELETE FROM setting")).ok());
            QVERIFY(!run(QStringLiteral("COMMIT")).ok());
            store::QueryLimits soon;
            soon.time = 0ms;
            QVERIFY(!run(countingFor("count(*)"), soon).ok());
            QCOMPARE(run(there)->rows.size(), std::size_t(1)); // the stopped one took nothing back
            m_fixture.workspace().setSetting("freshness.crm", "2,3"); // nor is the connection watched any more
        }
        QCOMPARE(run(there)->rows.size(), std::size_t(0));
    }

    void sentenceFillsAMessageIn_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("expected");
        QTest::newRow("words and values") << "sentence('\"%1\" is no date.', '[\"Quarantine\",\"soon\"]')"
                                          << "\"soon\" is no date.";
        QTest::newRow("one of a count") << "sentence('%1 rows', '[[\"Test\",\"%1 row\"],{\"count\":1}]')"
                                        << "1 row";
        QTest::newRow("finished") << "sentence('As it was: %1', NULL)"
                                  << "As it was: %1";
        QTest::newRow("damaged") << "sentence('As it was: %1', '[')"
                                 << "As it was: %1";
        QTest::newRow("nothing") << "coalesce(sentence(NULL, '[]'), 'null')"
                                 << "null";
    }
    void sentenceFillsAMessageIn()
    {
        QFETCH(QString, call);
        const auto result = run(QStringLiteral("SELECT ") + call);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QTEST(QString::fromStdString(result->rows.front().front().get<std::string>()), "expected");
    }

    void tableFunctions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("rows");
        QTest::newRow("json_each") << "SELECT value FROM json_each('[1, 2, 3]')" << 3;
        QTest::newRow("json_tree") << "SELECT value FROM json_tree('{\"a\": [1]}')" << 3;
        QTest::newRow("pragma_table_info") << "SELECT name FROM pragma_table_info('setting')" << 2;
        QTest::newRow("usage") << "SELECT count(*) FROM usage" << 1;
        QTest::newRow("usage by month") << "SELECT count(*) FROM usage_months" << 1;
        QTest::newRow("a pattern as long as may be") << "SELECT 'a' LIKE '" + QString(100, u'a') + "'" << 1;
        QTest::newRow("pragma_index_list") << "SELECT name FROM pragma_index_list('source')" << 1;
    }
    void tableFunctions()
    {
        QFETCH(QString, sql);
        QFETCH(int, rows);
        const auto result = run(sql);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QCOMPARE(int(result->rows.size()), rows);
    }

    void onlyReads_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("pragma") << "PRAGMA journal_mode = WAL";
        QTest::newRow("delete") << "DELETE FROM setting";
        QTest::newRow("attach") << "ATTACH ':memory:' AS x";
        QTest::newRow("a pragma as a table") << "SELECT * FROM pragma_journal_mode('off')";
        QTest::newRow("temporary") << "CREATE TEMP TABLE t (x)";
        QTest::newRow("a function that tells of the build") << "SELECT sqlite_compileoption_get(0)";
        QTest::newRow("a pattern that takes long") << "SELECT 'a' LIKE '" + QString(101, u'a') + "'";
    }
    void onlyReads()
    {
        QFETCH(QString, sql);
        QVERIFY(!run(sql).ok());
    }

    /// A view that another program put into the file reaches no further than its tables.
    void viewsOfTheFileAreNotTrusted()
    {
        m_fixture.db().exec("CREATE VIEW theirs AS SELECT name FROM pragma_table_info('setting')");
        const auto result = run(QStringLiteral("SELECT * FROM theirs"));
        m_fixture.db().exec("DROP VIEW theirs");
        QVERIFY(!result.ok());
        QCOMPARE(run(QStringLiteral("SELECT name FROM pragma_table_info('setting')"))->rows.size(), std::size_t(2));
    }

    void whatNeverEndsIsStopped_data()
    {
        QTest::addColumn<QString>("select");
        QTest::addColumn<QString>("after");
        QTest::newRow("rows") << "x"
                              << "after 1000 rows";
        QTest::newRow("bytes") << "zeroblob(100000)"
                               << "after 1 MB of rows";
        QTest::newRow("bytes of many numbers") << "x" + QStringLiteral(", x").repeated(99) << "after 1 MB of rows";
        QTest::newRow("time") << "count(*)"
                              << "after 1 s";
        QTest::newRow("temporary files") << "count(DISTINCT hex(zeroblob(4000)) || x)"
                                         << "after 2 MB of temporary files";
        QTest::newRow("one value") << "hex(zeroblob(600000))"
                                   << "too big";
    }
    void whatNeverEndsIsStopped()
    {
        QFETCH(QString, select);
        QFETCH(QString, after);
        const store::QueryLimits limits{
            .rows = 1000, .bytes = 1 << 20, .temporaryBytes = 2 << 20, .valueBytes = 1 << 20, .time = 1s};
        const auto result = run(countingFor(qPrintable(select)), limits);
        QVERIFY(!result.ok());
        QVERIFY2(QString::fromStdString(result.error().message.english()).contains(after),
            result.error().message.english().c_str());
    }

    /// What a query may name besides the tables of the file, for as long as it runs.
    void extrasAreThere_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("rows"); // or the sentence that ends it
        QTest::newRow("functions") << "SELECT joined('a', 2, NULL), twice(4)"
                                   << R"([["a|2|-",8]])";
        QTest::newRow("a function that refuses") << "SELECT twice('x')"
                                                 << "twice() wants a number.";
        QTest::newRow("aggregates") << "SELECT total_of(x), last_of(x) FROM v_numbers"
                                    << R"([[6,"3"]])";
        QTest::newRow("by group") << "SELECT total_of(x) FROM v_numbers GROUP BY x > 1"
                                  << "[[1],[5]]";
        QTest::newRow("over no rows") << "SELECT total_of(x) FROM v_numbers WHERE x > 3"
                                      << "[[0]]";
        QTest::newRow("an aggregate that refuses") << "SELECT total_of('x')"
                                                   << "total_of() wants a number.";
        QTest::newRow("views") << "SELECT * FROM v_numbers"
                               << "[[1],[2],[3]]";
    }
    void extrasAreThere()
    {
        QFETCH(QString, sql);
        QFETCH(QString, rows);
        const store::QueryExtras extras = ownExtras();
        Progress progress;
        const auto result = store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, {&extras, {}, {}});
        const QString sentence = result ? QString() : QString::fromStdString(result.error().message.english());
        if (result)
            QCOMPARE(QString::fromStdString(nlohmann::json(result->rows).dump()), rows);
        else
            QVERIFY2(sentence.contains(rows), qPrintable(sentence));
    }

    void parametersAreBound()
    {
        Progress progress;
        const auto run = [&](const char *sql, const store::QueryParameters &parameters) {
            return store::runQuery(m_fixture.workspace(), sql, progress, {nullptr, parameters, {}});
        };
        const store::QueryParameters all{{"whole", 7}, {"real", 0.5}, {"text", "a"}, {"none", nullptr}};
        const auto result = run("SELECT :none, :whole, :real, $text || @text AS two", all);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QCOMPARE(nlohmann::json(result->rows).dump(), std::string(R"([[null,7,0.5,"aa"]])"));
        QCOMPARE(result->columns, (std::vector<std::string>{":none", ":whole", ":real", "two"}));
        QCOMPARE(run("SELECT :text, :other", all).error().message.english(),
            std::string("The query has a parameter :other without a value."));
        QCOMPARE(run("SELECT ?", all).error().message.english(),
            std::string("The query has a parameter ? without a value."));
    }

    void bytesAreShownAsHex()
    {
        QCOMPARE(
            nlohmann::json(run("SELECT x'0f10a9ff', x''")->rows).dump(), std::string(R"([["x'0f10a9ff'","x''"]])"));
    }

    void errorsHaveAPlace_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("place"); // -1: none
        QTest::addColumn<QString>("said");
        QTest::newRow("at the beginning") << "SELEC 1" << 0 << "The query cannot run: near \"SELEC\": syntax error.";
        QTest::newRow("a column") << "SELECT missing" << 7 << "The query cannot run: no such column: missing.";
        QTest::newRow("in a second statement") << "SELECT 1; SELEC 2" << 10 << "The query cannot run: near \"SELEC\"";
        QTest::newRow("a second statement")
            << "SELECT 1; SELECT 2" << 9 << "Only one statement can run at a time; take away what follows the first.";
        QTest::newRow("what writes") << "DELETE FROM setting" << -1 << "The SQL console only reads: not authorized.";
        QTest::newRow("nothing") << " " << -1 << "The query is empty.";
        QTest::newRow("while it runs") << "SELECT abs(-9223372036854775807 - 1)" << -1
                                       << "The query cannot run: integer overflow.";
    }
    void errorsHaveAPlace()
    {
        QFETCH(QString, sql);
        QFETCH(int, place);
        QFETCH(QString, said);
        const Error error = run(sql).error();
        QVERIFY(error.code == ErrorCode::InvalidArgument);
        const QString sentence = QString::fromStdString(error.message.english());
        QVERIFY2(sentence.startsWith(said), qPrintable(sentence));
        const auto found = store::placeOf(error);
        QCOMPARE(found ? int(*found) : -1, place);
    }

    void placesAreOfQueriesOnly()
    {
        const auto placeOf = [](ErrorCode code, std::vector<std::string> arguments) {
            return store::placeOf({code, Message(), std::move(arguments)});
        };
        QCOMPARE(placeOf(ErrorCode::InvalidArgument, {"7"}), std::optional<std::size_t>(7));
        for (const char *text : {"7x", "x", "", "-1"})
            QVERIFY2(!placeOf(ErrorCode::InvalidArgument, {text}), text);
        QVERIFY(!placeOf(ErrorCode::InvalidArgument, {"7", "8"}));
        QVERIFY(!placeOf(ErrorCode::InvalidArgument, {}));
        QVERIFY(!placeOf(ErrorCode::Overflow, {"7"}));
    }

    void limitsMayBeReached()
    {
        const QString three = QStringLiteral("VALUES (1), (2), (3)");
        QCOMPARE(run(three, {.rows = 3})->rows.size(), std::size_t(3));
        QVERIFY(!run(three, {.rows = 2}).ok());
        const QString select = QStringLiteral("SELECT 1");
        QVERIFY(run(select.leftJustified(1'000'000)).ok());
        QVERIFY(run(select.leftJustified(1'000'001)).error().code == ErrorCode::Overflow);
        // t1 is t0 136 times. Names of t0: 136, of t1 with what it copies 72 times 137: 10,000 copies together.
        QString with = QStringLiteral("WITH t0 AS (SELECT 1), t1 AS (SELECT * FROM t0");
        with += QStringLiteral(" UNION ALL SELECT * FROM t0").repeated(135) + ") SELECT * FROM t1";
        const QString once = QStringLiteral(" UNION ALL SELECT * FROM t1");
        QCOMPARE(run(with + once.repeated(71))->rows.size(), std::size_t(72 * 136));
        const auto more = run(with + once.repeated(71) + " UNION ALL SELECT * FROM t0");
        QVERIFY(!more.ok());
        QVERIFY(more.error().code == ErrorCode::Overflow);
    }

    void whoeverCancelsIsHeard()
    {
        Progress progress;
        progress.cancel();
        const auto counted = store::runQuery(m_fixture.workspace(), countingFor("count(*)").toStdString(), progress);
        QVERIFY(counted.error().code == ErrorCode::Cancelled);
        const auto listed = store::runQuery(m_fixture.workspace(), "SELECT 1", progress);
        QVERIFY(listed.error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSqlQuery)
#include "tst_sql_query.moc"
