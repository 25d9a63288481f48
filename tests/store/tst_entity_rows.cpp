#include "core/store/entity_rows.h"
#include "core/store/row_images.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;
using Kind = Value::Kind;

namespace {

Value text(const std::string &written)
{
    return {Kind::Text, 0, 0, written};
}

Value integer(std::int64_t number)
{
    return {Kind::Integer, number, 0, {}};
}

Value real(double number)
{
    return {Kind::Real, 0, number, {}};
}

/// Values of an entity that are not given are none.
std::vector<Value> valuesOf(const Entity &entity, const std::vector<std::pair<std::string_view, Value>> &given)
{
    std::vector<Value> values(entity.columns.size());
    for (const auto &[name, value] : given)
        values[std::size_t(entity.indexOf(name))] = value;
    return values;
}

} // namespace

/// Rows of entities by their keys, and what they were before a batch.
class TestEntityRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "subscriptions", "2026-01-31");
        test::enterBatch(db(), "subscriptions", "2026-02-28");
    }

    void aRowComesBackAsItWasPut()
    {
        const Entity &entity = *findEntity("subscriptions");
        EntityRows rows(db(), entity, "crm");
        QVERIFY(!rows.any());
        EntityRow row{valuesOf(entity,
                          {{"subscription_id", text("S1")}, {"account_id", text("A1")},
                              {"start_date", text("2026-01-01")}, {"arr", real(12.5)}, {"currency", text("USD")},
                              {"billing_period_months", integer(12)}, {"discount_amount", integer(300)}}),
            1250, "{\"x\":1}", -7, "2026-02-28", 2, 9, {"2026-01-31", 1}, "2026-03-31", false};
        rows.put(row);
        QVERIFY(rows.any());
        QVERIFY(!EntityRows(db(), entity, "billing").any());
        QCOMPARE(found(db(),
                     "SELECT source, annual_minor, extra, content_hash, as_of, batch_id, line, first_as_of, "
                     "first_batch, closed_on, arr, billing_period_months, discount_amount_minor, product FROM "
                     "subscriptions"),
            QStringList{"crm|1250|{\"x\":1}|-7|2026-02-28|2|9|2026-01-31|1|2026-03-31|12.5|12|300|-"});
        const auto key = valuesOf(entity, {{"subscription_id", text("S1")}});
        const auto read = rows.find(key);
        QVERIFY(read.has_value());
        QVERIFY(read->values == row.values);
        QCOMPARE(read->annualMinor, std::optional<std::int64_t>(1250));
        QCOMPARE(read->extra, row.extra);
        QCOMPARE(read->hash, row.hash);
        QCOMPARE(read->asOf, row.asOf);
        QCOMPARE(read->batch, 2);
        QCOMPARE(read->line, 9);
        QCOMPARE(read->first.asOf, row.first.asOf);
        QCOMPARE(read->first.batch, 1);
        QCOMPARE(read->closedOn, row.closedOn);
        QVERIFY(!read->bare);
        QVERIFY(!rows.find(valuesOf(entity, {{"subscription_id", text("S2")}})));

        row.annualMinor.reset();
        row.extra.clear();
        row.closedOn.clear();
        rows.put(row);
        rows.moveAsOf(key, "2026-04-30");
        rows.moveFirstSight(key, {"2025-12-31", 2});
        QCOMPARE(
            found(db(), "SELECT annual_minor, extra, closed_on, as_of, first_as_of, first_batch FROM subscriptions"),
            QStringList{"-|-|-|2026-04-30|2025-12-31|2"});
        QVERIFY(!rows.find(key)->annualMinor);
        QCOMPARE(rows.asOfBatch(2), std::string("2026-02-28"));
        QCOMPARE(rows.asOfBatch(9), std::string());
    }

    void severalKeysAreBoundInOrder()
    {
        const Entity &entity = *findEntity("arr_history");
        EntityRows rows(db(), entity, "crm");
        for (const char *month : {"2026-01", "2026-02"})
            rows.put({valuesOf(entity, {{"account_id", text("A1")}, {"month", text(month)}, {"currency", text("EUR")}}),
                std::nullopt, {}, 0, "2026-02-28", 2, 3, {"2026-02-28", 2}, {}, false});
        rows.moveAsOf(valuesOf(entity, {{"account_id", text("A1")}, {"month", text("2026-02")}}), "2026-03-31");
        QCOMPARE(found(db(), "SELECT month, as_of FROM arr_history ORDER BY month"),
            (QStringList{"2026-01|2026-02-28", "2026-02|2026-03-31"}));
        db().exec("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) VALUES "
                  "('crm', 'A9', 'A9', 1, 0, '2026-01-31', 1, 4)");
        const Entity &accounts = *findEntity("accounts");
        const auto bare = EntityRows(db(), accounts, "crm").find(valuesOf(accounts, {{"account_id", text("A9")}}));
        QVERIFY(bare && bare->bare);
        QCOMPARE(bare->first.batch, 0);
    }

    void imagesAreRead_data()
    {
        QTest::addColumn<QString>("image");
        QTest::addColumn<int>("columns"); // -1: refused
        QTest::newRow("of a row as it stood") << "{}" << 0;
        QTest::newRow("each kind") << R"({"a":null,"b":-5,"c":"x","d":{"real":"0.1"}})" << 4;
        QTest::newRow("no JSON") << "{" << -1;
        QTest::newRow("no object") << "[]" << -1;
        QTest::newRow("a number as it is not written") << R"({"a":1.5})" << -1;
        QTest::newRow("another object") << R"({"a":{"b":"1"}})" << -1;
        QTest::newRow("a real that is no text") << R"({"a":{"real":1}})" << -1;
        QTest::newRow("a real that is none") << R"({"a":{"real":"x"}})" << -1;
        QTest::newRow("more than a real") << R"({"a":{"real":"1.5x"}})" << -1;
        QTest::newRow("true") << R"({"a":true})" << -1;
    }
    void imagesAreRead()
    {
        QFETCH(QString, image);
        QFETCH(int, columns);
        const auto read = columnsOfImage(image.toStdString());
        QCOMPARE(read ? int(read->size()) : -1, columns);
    }

    /// The first image of a key counts; a row that was not there has none.
    void imagesAreKeptByTheirKey()
    {
        RowImages months(db(), "arr_history", 2, 2);
        months.keep({"A1", "2026-01"}, "{}");
        months.keep({"A1", "2026-02"}, std::nullopt);
        months.keep({"A1", "2026-01"}, R"({"line":1})");
        RowImages(db(), "accounts", 1, 2).keep({"A1"}, R"({"line":2})");
        QCOMPARE(found(db(), "SELECT batch_id, table_name, record, image FROM row_image ORDER BY table_name, record"),
            (QStringList{R"(2|accounts|["A1"]|{"line":2})", R"(2|arr_history|["A1","2026-01"]|{})",
                R"(2|arr_history|["A1","2026-02"]|-)"}));
    }

    void imagesComeBack()
    {
        ImageText image;
        QCOMPARE(image.text(), std::string("{}"));
        image.add("r", real(0.1));
        image.add("n", {});
        image.add("t", text("say \"ß\""));
        image.integer("i", -3);
        image.text("e", "");
        image.text("f", "x");
        QCOMPARE(image.text(),
            std::string(
                "{\"r\":{\"real\":\"0.1\"},\"n\":null,\"t\":\"say \\\"ß\\\"\",\"i\":-3,\"e\":null,\"f\":\"x\"}"));
        const auto columns = columnsOfImage(image.text());
        const std::vector<Value> values{real(0.1), {}, text("say \"ß\""), integer(-3), {}, text("x")};
        QVERIFY(columns && columns->size() == values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY2((*columns)[i].value == values[i], (*columns)[i].name.c_str());
        ImageText longest;
        longest.add("r", real(-1.2345678901234567e-300));
        QCOMPARE(columnsOfImage(longest.text())->front().value.real, -1.2345678901234567e-300);
    }
};

QTEST_GUILESS_MAIN(TestEntityRows)
#include "tst_entity_rows.moc"
