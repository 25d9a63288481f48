#include "core/store/bare_accounts.h"
#include "core/store/batch_undo.h"
#include "core/store/held_rows.h"
#include "core/store/usage_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::enterBatch;
using test::found;

/// Batches taken back, those that stand in the way, and the bare accounts that come and go with them.
class TestBatchUndo : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    void account(const std::string &id, const std::string &name, int batch, int firstBatch, bool bare = false)
    {
        const std::string first = std::to_string(firstBatch);
        db().exec("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line, "
                  "first_as_of, first_batch) VALUES ('crm', '"
            + id + "', '" + name + "', " + (bare ? "1" : "0") + ", 0, '2026-01-31', " + std::to_string(batch)
            + ", 2, (SELECT as_of FROM import_batch WHERE batch_id = " + first + "), " + first + ")");
    }
    void image(int batch, const std::string &table, const std::string &record, const std::string &image)
    {
        db().exec("INSERT INTO row_image VALUES (" + std::to_string(batch) + ", '" + table + "', '" + record
            + "', nullif('" + image + "', ''))");
    }
    /// Batch 1 made A1; batch 2 changed it, held a row back and made A2.
    void twoBatches()
    {
        enterBatch(db(), "accounts", "2026-01-31");
        enterBatch(db(), "accounts", "2026-02-28", "file = 'g.csv'");
        account("A1", "Acme Inc", 2, 1);
        account("A2", "Beta", 2, 2);
        image(2, "accounts", "[\"A1\"]", "{\"name\":\"Acme\",\"batch_id\":1}");
        image(2, HeldRows, "[\"A3\"]", "");
        for (const char *batch : {"1", "2"}) {
            db().exec(std::string("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, "
                                  "batch_id) VALUES ('crm', 'accounts', 'A1', 'owner', 'Ann', '2026-01-31', ")
                + batch + ")");
            db().exec(std::string("INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) VALUES (")
                + batch + ", 3, 'name', 'missing', 'm', 'r')");
        }
    }

private slots:
    void init() { m_data = std::make_unique<test::WorkspaceFixture>(); }

    void rowsAreAsTheyWere()
    {
        twoBatches();
        enterBatch(db(), "contacts", "2026-03-31"); // rests on nothing of accounts
        image(2, "account_link", "[\"crm\",\"A1\"]", "[]");
        const auto undone = undoBatch(db(), 2);
        QVERIFY2(undone.ok(), undone ? "" : undone.error().message.english().c_str());
        QCOMPARE(undone->batch, 2);
        QCOMPARE(undone->import, 2);
        QCOMPARE(undone->file, std::string("g.csv"));
        QCOMPARE(undone->source, std::string("crm"));
        QCOMPARE(undone->entity, std::string("accounts"));
        QCOMPARE(found(db(), "SELECT account_id, name, batch_id FROM accounts"), QStringList{"A1|Acme|1"});
        QCOMPARE(found(db(), "SELECT batch_id, coalesce(state, '') FROM import_batch ORDER BY 1"),
            (QStringList{"1|", "2|undone", "3|"}));
        QCOMPARE(found(db(), "SELECT batch_id FROM record_history"), QStringList{"1"});
        QCOMPARE(found(db(), "SELECT batch_id FROM quarantine"), QStringList{"1"});
        QCOMPARE(found(db(), "SELECT table_name FROM row_image"), QStringList{"account_link"}); // the caller's
        QVERIFY(heldKeys(db(), "crm", "accounts", 2).empty());
        QCOMPARE(undoBatch(db(), 2).error().code, ErrorCode::Conflict);
    }

    void whatCannotBeUndone_data()
    {
        QTest::addColumn<int>("batch");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no batch") << 9 << "" << int(ErrorCode::NotFound) << "There is no batch 9;" << QStringList{"9"};
        QTest::newRow("undone before") << 2 << "UPDATE import_batch SET state = 'undone' WHERE batch_id = 2"
                                       << int(ErrorCode::Conflict) << "Batch 2 (g.csv) was undone before"
                                       << QStringList{"2"};
        QTest::newRow("of before schema 4")
            << 2 << "UPDATE import_batch SET import_id = NULL WHERE batch_id = 2" << int(ErrorCode::NoData)
            << "by an earlier Quarterdeck" << QStringList{"2"};
        QTest::newRow("a later one rests on it")
            << 1 << "" << int(ErrorCode::Conflict)
            << "Batch 1 (f.csv) cannot be undone: later batch 2 (g.csv) rests on it" << QStringList{"2"};
        QTest::newRow("an image nobody wrote") << 2 << "UPDATE row_image SET image = '[]' WHERE table_name = 'accounts'"
                                               << int(ErrorCode::Damaged) << "What batch 2 changed" << QStringList();
        QTest::newRow("a column there is not")
            << 2 << "UPDATE row_image SET image = '{\"x\":1}' WHERE table_name = 'accounts'" << int(ErrorCode::Damaged)
            << "What batch 2 changed" << QStringList();
        QTest::newRow("a generated column")
            << 2 << "UPDATE row_image SET image = '{\"arr\":1}' WHERE table_name = 'accounts'"
            << int(ErrorCode::Damaged) << "What batch 2 changed" << QStringList();
        QTest::newRow("a key of two") << 2
                                      << "UPDATE row_image SET record = '[\"A1\",\"x\"]' WHERE table_name = 'accounts'"
                                      << int(ErrorCode::Damaged) << "What batch 2 changed" << QStringList();
        QTest::newRow("a key that is no list")
            << 2 << "UPDATE row_image SET record = '\"A1\"' WHERE table_name = 'accounts'" << int(ErrorCode::Damaged)
            << "What batch 2 changed" << QStringList();
        QTest::newRow("a key nobody wrote") << 2 << "UPDATE row_image SET record = 'A1' WHERE table_name = 'accounts'"
                                            << int(ErrorCode::Damaged) << "What batch 2 changed" << QStringList();
        QTest::newRow("a row that is gone") << 2 << "DELETE FROM accounts WHERE account_id = 'A1'"
                                            << int(ErrorCode::Damaged) << "What batch 2 changed" << QStringList();
    }
    void whatCannotBeUndone()
    {
        QFETCH(int, batch);
        QFETCH(QString, sql);
        QFETCH(int, code);
        QFETCH(QString, said);
        QFETCH(QStringList, arguments);
        twoBatches();
        db().exec(sql.toStdString());
        const auto undone = undoBatch(db(), batch);
        QVERIFY(!undone.ok());
        QCOMPARE(int(undone.error().code), code);
        const QString sentence = QString::fromStdString(undone.error().message.english());
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
        QStringList about;
        for (const std::string &argument : undone.error().arguments)
            about << QString::fromStdString(argument);
        QCOMPARE(about, arguments);
    }

    void allThatRestOnItAreNamed()
    {
        twoBatches();
        enterBatch(db(), "accounts", "2026-03-31");
        enterBatch(db(), "accounts", "2026-04-30"); // gave no row of it
        image(3, "accounts", "[\"A1\"]", "{}");
        const auto undone = undoBatch(db(), 1);
        QCOMPARE(undone.error().arguments, (std::vector<std::string>{"2", "3"}));
        const QString sentence = QString::fromStdString(undone.error().message.english());
        QVERIFY2(sentence.contains("later batches 2 (g.csv), 3 (f.csv) rest on it"), qPrintable(sentence));
        QVERIFY(undoBatch(db(), 4).ok());
    }

    /// Usage and custom tables say by their images which batches gave rows of which, over several steps.
    void usageRestsByItsImages()
    {
        for (int i = 0; i < 4; ++i)
            enterBatch(db(), "usage", "2026-01-31");
        db().exec("INSERT INTO usage_image (batch_id, of_batch) VALUES (2, 1), (3, 2)");
        QCOMPARE(undoBatch(db(), 1).error().arguments, (std::vector<std::string>{"2", "3"}));
        QVERIFY(undoBatch(db(), 3).ok());
        QCOMPARE(found(db(), "SELECT batch_id FROM usage_image"), QStringList{"2"});
        UsageColumns rows;
        rows.account = {1};
        rows.day = {1};
        rows.feature = {1};
        rows.line = {2};
        rows.measures = {std::vector<double>{1}, {1}, {1}, {1}};
        addUsage(db(), "crm", 2, rows);
        addUsage(db(), "crm", 4, rows);
        QVERIFY(undoBatch(db(), 2).ok());
        QCOMPARE(found(db(), "SELECT batch_id FROM usage_segment"), QStringList{"4"});
    }

    void customTablesRestByTheirImages()
    {
        enterBatch(db(), "plain", "2026-01-31");
        enterBatch(db(), "plain", "2026-02-28");
        db().exec("CREATE TABLE \"plain~2\" (id INTEGER) STRICT; CREATE TABLE plain (id INTEGER) STRICT;"
                  "INSERT INTO custom_table VALUES ('plain', 2, '[]');"
                  "INSERT INTO custom_table_image VALUES ('plain', 2, 'plain~2', 1, '[\"former\"]')");
        QCOMPARE(undoBatch(db(), 1).error().arguments, std::vector<std::string>{"2"});
        QVERIFY(undoBatch(db(), 2).ok());
        QCOMPARE(found(db(), "SELECT * FROM custom_table"), QStringList{"plain|1|[\"former\"]"});
        QCOMPARE(found(db(), "SELECT count(*) FROM custom_table_image"), QStringList{"0"});
    }

    void kindAndFieldsAreForgotten()
    {
        enterBatch(db(), "contacts", "2026-01-31");
        enterBatch(db(), "accounts", "2026-02-28");
        account("A1", "A1", 2, 1, true); // described by nobody, now as before
        account("A2", "Beta", 1, 1);
        image(2, "source", "[\"crm\"]", "{\"kind\":\"other\"}");
        image(2, "accounts", "[\"A1\"]", "{\"bare\":1,\"batch_id\":1}");
        db().exec("UPDATE accounts SET bare = 0, batch_id = 2 WHERE account_id = 'A1';"
                  "INSERT INTO account (account, name, ultimate_parent, segment) VALUES ('crm:A1', 'Acme', 'crm:A1', "
                  "'SMB'), ('crm:A2', 'Beta', 'crm:A2', 'SMB');"
                  "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) VALUES "
                  "('crm', 'A1', 'crm:A1', 'own', 1, 'accepted', 'import'), ('crm', 'A2', 'crm:A2', 'own', 1, "
                  "'accepted', 'import')");
        QVERIFY(undoBatch(db(), 2).ok());
        QCOMPARE(found(db(), "SELECT kind FROM source WHERE name = 'crm'"), QStringList{"other"});
        QCOMPARE(
            found(db(), "SELECT account, segment FROM account ORDER BY 1"), (QStringList{"crm:A1|-", "crm:A2|SMB"}));
        db().exec("UPDATE source SET kind = 'billing' WHERE name = 'crm'");
        QVERIFY(undoBatch(db(), 1).ok()); // nothing of it stands any more
        QCOMPARE(found(db(), "SELECT kind FROM source WHERE name = 'crm'"), QStringList{"other"});
    }

    void batchesOfAnImport()
    {
        enterBatch(db(), "accounts", "2026-01-31");
        enterBatch(db(), "contacts", "2026-01-31", "import_id = 1");
        enterBatch(db(), "tickets", "2026-01-31", "import_id = 1, state = 'undone'");
        enterBatch(db(), "accounts", "2026-02-28");
        enterBatch(db(), "accounts", "2026-02-28", "import_id = NULL");
        QCOMPARE(batchesOfImport(db(), 2), (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(batchesOfImport(db(), 4), std::vector<std::int64_t>{4});
        QVERIFY(batchesOfImport(db(), 5).empty());
    }

    /// Each stands in the line that mentioned it first, and goes with its batch unless others mention it.
    void bareAccountsStandForTheirIds()
    {
        enterBatch(db(), "contacts", "2026-01-31");
        enterBatch(db(), "contacts", "2026-02-28");
        enterBatch(db(), "tickets", "2026-03-31");
        account("A1", "Acme", 1, 1);
        db().exec("INSERT INTO source (name, kind) VALUES ('billing', 'billing');"
                  "INSERT INTO contacts (source, contact_id, account_id, content_hash, as_of, batch_id, line) VALUES "
                  "('crm', 'C1', 'A1', 0, '', 2, 2), ('crm', 'C2', 'A2', 0, '', 2, 9), ('crm', 'C3', 'A2', 0, '', 2, "
                  "4), ('crm', 'C4', 'A3', 0, '', 1, 3), ('billing', 'C5', 'A4', 0, '', 2, 5), ('crm', 'C6', 'A5', 0, "
                  "'', 2, 6)");
        makeBareAccounts(db(), *findEntity("contacts"), "crm", 2);
        const char *const bare =
            "SELECT source, account_id, name, bare, as_of, batch_id, line FROM accounts WHERE bare";
        QCOMPARE(found(db(), bare), (QStringList{"crm|A2|A2|1|2026-02-28|2|4", "crm|A5|A5|1|2026-02-28|2|6"}));
        db().exec(
            "UPDATE import_batch SET state = 'undone' WHERE batch_id = 2; DELETE FROM contacts WHERE batch_id = 2;"
            "INSERT INTO tickets (source, ticket_id, account_id, created_at, content_hash, as_of, batch_id, line) "
            "VALUES ('crm', 'T1', 'A2', '', 0, '', 3, 7)");
        settleBareAccounts(db(), "crm");
        QCOMPARE(found(db(), bare), (QStringList{"crm|A2|A2|1|2026-03-31|3|7", "crm|A3|A3|1|2026-01-31|1|3"}));
    }
};

QTEST_GUILESS_MAIN(TestBatchUndo)
#include "tst_batch_undo.moc"
