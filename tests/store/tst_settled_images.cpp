#include "core/store/settled_images.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;

/// What an import settled of links and breaks that were there, and puts back when it is undone.
class TestSettledImages : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    QStringList links()
    {
        return found(db(),
            "SELECT record_id, account, method, score, status, evidence, decided_by, evidence_values "
            "FROM account_link ORDER BY record_id, account");
    }
    QStringList breaks()
    {
        return found(db(), "SELECT break_key, closed, state, note FROM break_register ORDER BY break_key");
    }
    QStringList images()
    {
        return found(db(), "SELECT batch_id, table_name, record, image FROM row_image ORDER BY table_name, record");
    }
    void link(const std::string &record, const std::string &account, const std::string &rest)
    {
        db().exec("INSERT INTO account_link (source, record_id, account, method, score, status, evidence, decided_by, "
                  "evidence_values) VALUES ('crm', '"
            + record + "', '" + account + "', " + rest + ")");
    }
    void addBreak(const std::string &key, int number)
    {
        db().exec("INSERT INTO break_register (break_key, number, left_source, right_source, account, field, "
                  "first_seen) VALUES ('"
            + key + "', " + std::to_string(number) + ", 'crm', 'billing', 'X1', 'arr', '2026-01-31')");
    }
    /// Import 2 links A1 otherwise, proposes a customer for A2, sees K1 again and finds K3.
    void secondImport()
    {
        SettledImages before(db());
        db().exec("UPDATE account_link SET account = 'X2', method = 'domain', score = 0.9, decided_by = 'certain "
                  "passes' WHERE record_id = 'A1'; DELETE FROM account WHERE account = 'X1'");
        link("A2", "X3", "'name', 0.7, 'proposed', 'alike', 'import', NULL");
        link("A4", "X4", "'own', 1, 'accepted', '', 'import', NULL"); // of a record that is new
        db().exec("UPDATE break_register SET closed = NULL, state = 'open' WHERE break_key = 'K1'");
        addBreak("K3", 3);
        db().exec("INSERT INTO setting VALUES ('identity.resolved', '1')");
        before.keep(2);
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31");
        test::enterBatch(db(), "accounts", "2026-02-28");
        for (const char *id : {"A1", "A2", "A3", "A4"})
            db().exec(
                std::string("INSERT INTO accounts (source, account_id, name, content_hash, as_of, batch_id, line) "
                            "VALUES ('crm', '")
                + id + "', 'Name of " + id + "', 0, '', 1, 2)");
        for (const char *customer : {"X1", "X2", "X3", "X4"})
            db().exec(std::string("INSERT INTO account (account, name, ultimate_parent) VALUES ('") + customer
                + "', 'n', '" + customer + "')");
        link("A1", "X1", "'own', 0.5, 'accepted', 'its own', 'import', '[1]'");
        link("A2", "X2", "'own', 1, 'accepted', '', 'import', NULL");
        link("A3", "X3", "'own', 1, 'accepted', '', 'import', NULL");
        addBreak("K1", 1);
        addBreak("K2", 2);
        db().exec("UPDATE break_register SET closed = '2026-01-31', state = 'accepted' WHERE break_key = 'K1'");
    }

    void whatIsOtherwiseIsKept()
    {
        secondImport();
        QCOMPARE(images(),
            (QStringList{
                "2|account_link|[\"crm\",\"A1\"]|[{\"record\":\"[\\\"crm\\\",\\\"A1\\\"]\",\"account\":\"X1\","
                "\"method\":\"own\","
                R"("score":{"real":"0.5"},"status":"accepted","evidence":"its own","decided_by":"import","evidence_values":"[1]"}])",
                "2|account_link|[\"crm\",\"A2\"]|[{\"record\":\"[\\\"crm\\\",\\\"A2\\\"]\",\"account\":\"X2\","
                "\"method\":\"own\","
                R"("score":{"real":"1"},"status":"accepted","evidence":"","decided_by":"import","evidence_values":null}])",
                R"(2|break_register|["K1"]|{"closed":"2026-01-31","state":"accepted"})", "2|break_register|[\"K3\"]|-",
                "2|setting|[\"identity.resolved\"]|-"}));
        QCOMPARE(found(db(), "SELECT name FROM sqlite_temp_master"), QStringList());
    }

    /// All links of a record are one image, those of the next another.
    void recordsOfSeveralLinksAreKeptWhole()
    {
        link("A1", "X4", "'name', 0.7, 'proposed', 'alike', 'import', NULL");
        const QStringList before = links();
        {
            SettledImages settling(db());
            db().exec("UPDATE account_link SET decided_by = 'certain passes' WHERE record_id IN ('A1', 'A2')");
            settling.keep(2);
        }
        QCOMPARE(found(db(), "SELECT record, json_array_length(image) FROM row_image ORDER BY record"),
            (QStringList{"[\"crm\",\"A1\"]|2", "[\"crm\",\"A2\"]|1"}));
        QVERIFY(restoreSettled(db(), 2));
        QCOMPARE(links(), before);
    }

    void itIsPutBack()
    {
        const QStringList before = links();
        const QStringList breaksBefore = breaks();
        secondImport();
        QVERIFY(links() != before);
        QVERIFY(restoreSettled(db(), 2));
        QStringList expected = before;
        expected << "A4|X4|own|1.0|accepted||import|-"; // undoing its batch takes the record with it
        QCOMPARE(links(), expected);
        QCOMPARE(found(db(), "SELECT name, ultimate_parent FROM account WHERE account = 'X1'"),
            QStringList{"Name of A1|X1"});
        QCOMPARE(breaks(), breaksBefore);
        QCOMPARE(found(db(), "SELECT count(*) FROM setting WHERE key = 'identity.resolved'"), QStringList{"0"});
        QCOMPARE(images(), QStringList());
        QVERIFY(!restoreSettled(db(), 2));
    }

    void whatPeopleDecidedStays()
    {
        secondImport();
        db().exec("UPDATE account_link SET decided_by = 'Ann', method = 'manual' WHERE record_id = 'A1';"
                  "DELETE FROM accounts WHERE account_id = 'A2';"
                  "UPDATE break_register SET state = 'explained' WHERE break_key = 'K1';"
                  "UPDATE break_register SET note = 'seen' WHERE break_key = 'K3'");
        QVERIFY(restoreSettled(db(), 2));
        QCOMPARE(links(),
            (QStringList{"A1|X2|manual|0.9|accepted|its own|Ann|[1]", "A2|X2|own|1.0|accepted||import|-",
                "A2|X3|name|0.7|proposed|alike|import|-", "A3|X3|own|1.0|accepted||import|-",
                "A4|X4|own|1.0|accepted||import|-"}));
        QCOMPARE(breaks(), (QStringList{"K1|2026-01-31|explained|", "K2|-|open|", "K3|-|open|seen"}));
        QCOMPARE(found(db(), "SELECT count(*) FROM setting WHERE key = 'identity.resolved'"), QStringList{"1"});
    }

    void breaksAloneAreNoLinks()
    {
        {
            SettledImages before(db());
            db().exec("UPDATE break_register SET closed = '2026-02-28' WHERE break_key = 'K2'");
            before.keep(2);
        }
        QCOMPARE(images(), QStringList{R"(2|break_register|["K2"]|{"closed":null,"state":"open"})"});
        QVERIFY(!restoreSettled(db(), 2));
        QCOMPARE(breaks(), (QStringList{"K1|2026-01-31|accepted|", "K2|-|open|"}));
    }

    void aFirstImportKeepsNoLinks()
    {
        db().exec("DELETE FROM account_link");
        {
            SettledImages before(db());
            link("A1", "X1", "'own', 1, 'accepted', '', 'import', NULL");
            before.keep(1);
        }
        QCOMPARE(images(), QStringList());
    }

    /// Images of schema 5 have no values of the evidence; what is no image is passed over.
    void olderImagesAreRead_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("link"); // of A1
        const QString start = R"([{"record":"","account":"X4","method":"name","score":{"real":"0.25"},)";
        QTest::newRow("of schema 5") << R"(["crm","A1"])"
                                     << start + R"("status":"accepted","evidence":"e","decided_by":"import"}])"
                                     << "X4|name|0.25|accepted|e|import|-";
        QTest::newRow("of now") << R"(["crm","A1"])"
                                << start
                + R"("status":"accepted","evidence":"e","decided_by":"import","evidence_values":"[2]"}])"
                                << "X4|name|0.25|accepted|e|import|[2]";
        QTest::newRow("a column too few") << R"(["crm","A1"])" << start + R"("status":"accepted","evidence":"e"}])"
                                          << "";
        QTest::newRow("a column too many")
            << R"(["crm","A1"])"
            << start + R"("status":"accepted","evidence":"e","decided_by":"import","evidence_values":"[2]","x":1}])"
            << "";
        QTest::newRow("no record") << R"(["crm"])"
                                   << "[]"
                                   << "X1|own|0.5|accepted|its own|import|[1]";
        QTest::newRow("more than a record") << R"(["crm","A1","x"])"
                                            << "[]"
                                            << "X1|own|0.5|accepted|its own|import|[1]";
        QTest::newRow("no links") << R"(["crm","A1"])"
                                  << "{}"
                                  << "X1|own|0.5|accepted|its own|import|[1]";
        QTest::newRow("no JSON for a record") << "["
                                              << "[]"
                                              << "X1|own|0.5|accepted|its own|import|[1]";
        QTest::newRow("no JSON for links") << R"(["crm","A1"])"
                                           << "["
                                           << "X1|own|0.5|accepted|its own|import|[1]";
        QTest::newRow("none") << R"(["crm","A1"])"
                              << "[]"
                              << "";
    }
    void olderImagesAreRead()
    {
        QFETCH(QString, record);
        QFETCH(QString, image);
        QFETCH(QString, link);
        SQLite::Statement insert(db(), "INSERT INTO row_image VALUES (2, 'account_link', ?, ?)");
        insert.bind(1, record.toStdString());
        insert.bind(2, image.toStdString());
        insert.exec();
        QVERIFY(restoreSettled(db(), 2));
        QCOMPARE(found(db(),
                     "SELECT account, method, score, status, evidence, decided_by, evidence_values FROM "
                     "account_link WHERE record_id = 'A1'")
                     .join(u'\n'),
            link);
    }
};

QTEST_GUILESS_MAIN(TestSettledImages)
#include "tst_settled_images.moc"
