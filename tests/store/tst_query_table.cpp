#include "core/store/query_table.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using store::QueryTable;

namespace {

QueryTable tableOf(std::vector<std::string> columns, std::vector<std::vector<nlohmann::json>> rows)
{
    auto table = QueryTable::of({std::move(columns), std::move(rows)});
    if (!table)
        qFatal("%s", table.error().message.english().c_str());
    return *table;
}

template <typename T>
QString saidOf(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message.english());
}

} // namespace

class TestQueryTable : public QObject {
    Q_OBJECT
private slots:
    void columns()
    {
        const QueryTable table = tableOf({"Score", "note", "EMPTY"}, {{1, "x", nullptr}, {2, nullptr, " "}});
        QVERIFY(table.has("score") && table.has("empty") && !table.has("event"));
        QVERIFY(table.hasValues("note") && !table.hasValues("empty") && !table.hasValues("event"));
        QCOMPARE(table.besides({"score"}), (std::vector<std::string>{"note", "EMPTY"}));
        QVERIFY(table.need({"score", "note"}));
        QCOMPARE(saidOf(table.need({"score", "notes"})),
            QString("The query has no column notes; did you mean note? Name it with AS."));
        QCOMPARE(saidOf(table.need({"duration"})),
            QString("The query has no column duration, only: Score, note, EMPTY. Name it with AS."));
        QVERIFY(saidOf(QueryTable::of({{"a", "b", "A"}, {}})).contains("two columns called A"));
    }

    void numbers_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<double>("value"); // -1: refused, -2: nothing
        QTest::newRow("integer") << "7" << 7.0;
        QTest::newRow("real") << "0.25" << 0.25;
        QTest::newRow("text") << "\"0.50\"" << 0.5;
        QTest::newRow("with blanks") << "\" 3 \"" << 3.0;
        QTest::newRow("exponent") << "\"1e3\"" << 1000.0;
        QTest::newRow("null") << "null" << -2.0;
        QTest::newRow("blank") << "\"  \"" << -2.0;
        QTest::newRow("comma") << "\"1,5\"" << -1.0;
        QTest::newRow("unit") << "\"5 %\"" << -1.0;
        QTest::newRow("infinite") << "\"inf\"" << -1.0;
        QTest::newRow("not a number") << "\"nan\"" << -1.0;
        QTest::newRow("hex of a blob") << "\"x'01'\"" << -1.0;
    }
    void numbers()
    {
        QFETCH(QString, cell);
        QFETCH(double, value);
        const QueryTable table = tableOf({"n"}, {{1}, {nlohmann::json::parse(cell.toStdString())}});
        const auto all = table.numbers("N");
        const auto some = table.numbersOrNone("n");
        QCOMPARE(all.ok(), value >= 0);
        QCOMPARE(some.ok(), value != -1);
        if (all)
            QCOMPARE((*all)[1], value);
        else
            QVERIFY2(saidOf(all).startsWith("Row 2 of the query: n is "), qPrintable(saidOf(all)));
        if (some)
            QCOMPARE((*some)[1].has_value(), value >= 0);
    }

    void flags()
    {
        const QueryTable table = tableOf({"a", "b"}, {{1, 0}, {"0", nullptr}, {1.0, "1"}});
        QCOMPARE(*table.flags("a"), (std::vector<bool>{true, false, true}));
        QCOMPARE(saidOf(table.flags("b")), QString("Row 2 of the query: b is empty; it must be 0 or 1."));
        QVERIFY((*table.flagsOrNone("b"))[2].value() && !(*table.flagsOrNone("b"))[1]);
        for (const nlohmann::json &wrong :
            {nlohmann::json(2), nlohmann::json(-1), nlohmann::json(0.5), nlohmann::json("true")})
            QVERIFY(!tableOf({"a"}, {{wrong}}).flagsOrNone("a"));
    }

    void groups()
    {
        const QueryTable table = tableOf({"g"}, {{"East"}, {nullptr}, {""}, {7}, {1.5}});
        QCOMPARE(table.groups("G"), (std::vector<std::string>{"East", "(none)", "(none)", "7", "1.5"}));
        QCOMPARE(table.texts("g")[1], std::string());
    }

    void workspace()
    {
        test::WorkspaceFixture fixture;
        Progress progress;
        const auto table = QueryTable::read(fixture.workspace(), "SELECT 1 AS score, 'x' AS grp", progress);
        QVERIFY(table && table->rows() == 1 && table->has("grp"));
        const auto refused = QueryTable::read(fixture.workspace(), "DELETE FROM setting", progress);
        QVERIFY(!refused && refused.error().code == ErrorCode::BadData);
    }
};

QTEST_GUILESS_MAIN(TestQueryTable)
#include "tst_query_table.moc"
