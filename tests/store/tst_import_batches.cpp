#include "core/store/held_rows.h"
#include "core/store/history_rows.h"
#include "core/store/import_batches.h"
#include "core/store/negative_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::enterBatch;
using test::found;

/// Batches as they are entered and asked for, what they held back, and what they changed.
class TestImportBatches : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    static ImportBatch made(std::int64_t import, bool complete)
    {
        return {99, "a.csv", "crm", "accounts", "generic", "{}", "2026-01-31", "Ann", import, false, complete,
            {9, 9, 9, 9, 9}};
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        db().exec("INSERT INTO source (name, kind) VALUES ('crm', 'crm')");
    }

    void aBatchIsEnteredAndClosed()
    {
        QCOMPARE(openBatch(db(), made(0, true)), 1);
        QCOMPARE(openBatch(db(), made(1, false)), 2);
        QCOMPARE(openBatch(db(), made(0, false)), 3);
        QCOMPARE(found(db(),
                     "SELECT batch_id, file, sha256, size, source, entity, profile, mapping, as_of, rows_read + "
                     "accepted + unchanged + quarantined + skipped, imported_by, import_id, complete, state, "
                     "imported_at LIKE '____-__-__T__:__:__Z' FROM import_batch"),
            (QStringList{"1|a.csv||0|crm|accounts|generic|{}|2026-01-31|0|Ann|1|1|-|1",
                "2|a.csv||0|crm|accounts|generic|{}|2026-01-31|0|Ann|1|-|-|1",
                "3|a.csv||0|crm|accounts|generic|{}|2026-01-31|0|Ann|3|-|-|1"}));
        closeBatch(db(), 2, {15, 8, 4, 2, 1}, {"abc", 120});
        QCOMPARE(found(db(),
                     "SELECT batch_id, rows_read, accepted, unchanged, quarantined, skipped, sha256, size FROM "
                     "import_batch"),
            (QStringList{"1|0|0|0|0|0||0", "2|15|8|4|2|1|abc|120", "3|0|0|0|0|0||0"}));
        db().exec("UPDATE import_batch SET state = 'undone', import_id = NULL WHERE batch_id = 3");
        const auto batches = importBatches(db());
        QCOMPARE(batches.size(), std::size_t(3));
        const ImportBatch &second = batches[1];
        QCOMPARE(second.batch, 2);
        QCOMPARE(second.file, std::string("a.csv"));
        QCOMPARE(second.source, std::string("crm"));
        QCOMPARE(second.entity, std::string("accounts"));
        QCOMPARE(second.profile, std::string("generic"));
        QCOMPARE(second.mapping, std::string("{}"));
        QCOMPARE(second.asOf, std::string("2026-01-31"));
        QCOMPARE(second.importedBy, std::string("Ann"));
        QCOMPARE(second.import, 1);
        QVERIFY(!second.undone && !second.complete);
        QCOMPARE(second.counts.read, 15);
        QCOMPARE(second.counts.accepted, 8);
        QCOMPARE(second.counts.unchanged, 4);
        QCOMPARE(second.counts.quarantined, 2);
        QCOMPARE(second.counts.skipped, 1);
        QVERIFY(batches[0].complete && batches[2].undone);
        QCOMPARE(batches[2].import, 0);
        QCOMPARE(findBatch(db(), 3)->batch, 3);
        QVERIFY(!findBatch(db(), 4));
    }

    void emptyFieldsAreKeptByBatch()
    {
        for (int i = 0; i < 3; ++i)
            static_cast<void>(openBatch(db(), made(0, true)));
        keepEmptyFields(db(), 2, {{"name", 0}, {"owner", 3}});
        keepEmptyFields(db(), 3, {{"owner", 1}});
        QCOMPARE(emptyFields(db(), 2), (EmptyFields{{"name", 0}, {"owner", 3}}));
        QCOMPARE(emptyFields(db(), 3), (EmptyFields{{"owner", 1}}));
        QVERIFY(emptyFields(db(), 1).empty());
    }

    void aFileThatCameAgain_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("anyDay"); // 0: none
        QTest::addColumn<int>("sameDay");
        QTest::newRow("the last of them") << "" << 2 << 1;
        QTest::newRow("undone") << "UPDATE import_batch SET state = 'undone' WHERE batch_id = 2" << 1 << 1;
        QTest::newRow("the other undone") << "UPDATE import_batch SET state = 'undone' WHERE batch_id = 1" << 2 << 0;
        QTest::newRow("other bytes") << "UPDATE import_batch SET sha256 = 'y'" << 0 << 0;
        QTest::newRow("other mapping") << "UPDATE import_batch SET mapping = '{}' WHERE batch_id = 2" << 1 << 1;
        QTest::newRow("other entity") << "UPDATE import_batch SET entity = 'contacts' WHERE batch_id = 2" << 1 << 1;
        QTest::newRow("other files between")
            << "UPDATE import_batch SET as_of = '2026-03-31' WHERE batch_id = 3" << 0 << 1;
        QTest::newRow("of a later day") << "UPDATE import_batch SET as_of = '2026-04-01' WHERE batch_id = 3" << 2 << 1;
    }
    void aFileThatCameAgain()
    {
        QFETCH(QString, sql);
        QFETCH(int, anyDay);
        QFETCH(int, sameDay);
        enterBatch(db(), "accounts", "2026-03-30", "sha256 = 'x'");
        enterBatch(db(), "accounts", "2026-02-28", "sha256 = 'x'");
        enterBatch(db(), "accounts", "2026-01-31", "sha256 = 'z'");
        db().exec(sql.toStdString());
        const auto numberOf = [this](const char *day, bool same) {
            const ImportBatch asked{0, "a.csv", "crm", "accounts", "", "", day, "", 0, false, false, {}};
            const auto batch = batchOfSameFile(db(), asked, "x", same);
            return batch ? int(batch->batch) : 0;
        };
        QCOMPARE(numberOf("2026-03-31", false), anyDay);
        QCOMPARE(numberOf("2026-03-30", true), sameDay);
    }

    void sizesOfFiles()
    {
        enterBatch(db(), "accounts", "2026-01-31", "size = 7");
        enterBatch(db(), "contacts", "2026-01-31", "size = 8, state = 'undone'");
        QVERIFY(hasBatchOfSize(db(), "crm", "accounts", 7));
        QVERIFY(!hasBatchOfSize(db(), "crm", "accounts", 8));
        QVERIFY(!hasBatchOfSize(db(), "crm", "contacts", 7));
        QVERIFY(!hasBatchOfSize(db(), "crm", "contacts", 8));
        QVERIFY(!hasBatchOfSize(db(), "billing", "accounts", 7));
    }

    void completeOnesOfLaterDays()
    {
        enterBatch(db(), "accounts", "2026-01-31", "complete = 1");
        enterBatch(db(), "accounts", "2026-03-31", "complete = 1");
        enterBatch(db(), "accounts", "2026-03-31", "complete = 1, import_id = 2");
        enterBatch(db(), "accounts", "2026-02-28", "complete = 1");
        enterBatch(db(), "accounts", "2026-04-30", "complete = 1");
        enterBatch(db(), "accounts", "2026-04-30", "complete = 1, import_id = 5, state = 'undone'");
        enterBatch(db(), "contacts", "2026-05-31", "complete = 1");
        enterBatch(db(), "accounts", "2026-05-31");
        const auto later = completeAfter(db(), "crm", "accounts", "2026-01-31");
        QCOMPARE(later.size(), std::size_t(2));
        QCOMPARE(later[0].import, 4);
        QCOMPARE(later[0].asOf, std::string("2026-02-28"));
        QCOMPARE(later[1].import, 2);
        QCOMPARE(completeAfter(db(), "crm", "accounts", "2026-01-30").size(), std::size_t(3));
    }

    void theBatchBefore()
    {
        enterBatch(db(), "accounts", "2026-02-28", "rows_read = 1, accepted = 1");
        enterBatch(db(), "accounts", "2026-01-31", "rows_read = 1, quarantined = 1");
        enterBatch(db(), "accounts", "2026-03-31", "rows_read = 1, skipped = 1");
        enterBatch(db(), "contacts", "2026-03-31", "rows_read = 1, accepted = 1");
        enterBatch(db(), "accounts", "2026-03-31", "rows_read = 1, unchanged = 1");
        QCOMPARE(batchBefore(db(), *findBatch(db(), 5))->batch, 1);
        QCOMPARE(batchBefore(db(), *findBatch(db(), 2))->batch, 1);
        QVERIFY(!batchBefore(db(), *findBatch(db(), 1)));
        QVERIFY(!batchBefore(db(), *findBatch(db(), 4)));
    }

    void heldKeysAreOfTheImport()
    {
        enterBatch(db(), "arr_history", "2026-01-31");
        enterBatch(db(), "arr_history", "2026-01-31", "import_id = 1");
        enterBatch(db(), "accounts", "2026-01-31", "import_id = 1");
        db().exec("INSERT INTO row_image VALUES (2, 'quarantine', '[\"A1\",\"2026-01\"]', NULL), (2, 'arr_history', "
                  "'[\"A2\",\"2026-01\"]', NULL), (3, 'quarantine', '[\"A3\"]', NULL), (1, 'quarantine', '[1]', NULL), "
                  "(1, 'quarantine', 'x', NULL)");
        using Keys = std::vector<std::vector<std::string>>;
        QCOMPARE(heldKeys(db(), "crm", "arr_history", 1), (Keys{{""}, {""}, {"A1", "2026-01"}}));
        QCOMPARE(heldKeys(db(), "crm", "accounts", 1), Keys{{"A3"}});
        QVERIFY(heldKeys(db(), "crm", "arr_history", 2).empty());
        QVERIFY(heldKeys(db(), "billing", "arr_history", 1).empty());
    }

    void rowsBelowZeroWait()
    {
        const NegativeRow row{"crm", "A1", "Acme", "", "C7", {-1250, *Currency::fromCode("KWD")}};
        const std::string reading = readingText(row);
        QCOMPARE(
            reading, std::string(R"({"account_id":"A1","name":"Acme","crm_id":"C7","minor":-1250,"currency":"KWD"})"));
        for (const char *file : {"'f.csv'", "'g.csv'", "'f.csv'"})
            enterBatch(db(), "accounts", "2026-01-31", std::string("file = ") + file);
        SQLite::Statement hold(db(),
            "INSERT INTO quarantine (batch_id, line, \"column\", code, message, record, reading) VALUES (?, ?, 'arr', "
            "'negative', '', '', ?)");
        const auto add = [&hold](int batch, int line, const std::string &text) {
            hold.reset();
            hold.bind(1, batch);
            hold.bind(2, line);
            hold.bind(3, text);
            hold.exec();
        };
        add(1, 2, reading); // batch 3 is the latest of its file
        add(2, 9, R"({"account_id":"A2","domain":"x.com","minor":-1,"currency":"EUR"})");
        add(2, 3, reading);
        for (const char *other : {"[]", "{", R"({"account_id":"A3","currency":"EUR"})",
                 R"({"account_id":"A3","minor":1.5,"currency":"EUR"})",
                 R"({"account_id":"A3","minor":-1,"currency":"?"})", R"({"account_id":"A3","minor":-1,"currency":5})"})
            add(3, 4, other);
        const auto rows = negativeRows(m_data->workspace());
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].source, row.source);
        QCOMPARE(rows[0].accountId, row.accountId);
        QCOMPARE(rows[0].name, row.name);
        QCOMPARE(rows[0].crmId, row.crmId);
        QVERIFY(rows[0].amount == row.amount);
        QCOMPARE(rows[1].accountId, std::string("A2"));
        QCOMPARE(rows[1].domain, std::string("x.com"));
        QVERIFY(rows[1].name.empty());
    }

    /// First values of new records are no change; those of known ones are, and so is what ends.
    void fieldsThatABatchChanged()
    {
        enterBatch(db(), "accounts", "2026-01-31");
        enterBatch(db(), "accounts", "2026-02-28");
        HistoryRows rows(db(), "crm", "accounts", 2);
        rows.add({"A2", "owner", "Ann", "Bob", "2026-02-28", 0});
        rows.add({"A1", "parent_account_id", std::nullopt, "P", "2026-01-31", 1});
        rows.add({"A1", "parent_account_id", std::nullopt, "Q", "2026-02-28", 0});
        rows.add({"A1", "arr", "1.00 USD", std::nullopt, "2026-02-28", 0});
        rows.add({"A3", "owner", std::nullopt, "Ann", "2026-02-28", 0}); // a new record
        rows.add({"A2", "owner", "Eve", "Ann", "2026-01-15", 0}); // about the past
        QCOMPARE(found(db(), "SELECT known_batch FROM record_history ORDER BY history_id"),
            (QStringList{"-", "1", "-", "-", "-", "-"}));
        const std::vector<FieldChange> changes{
            {"A1", "arr", "1.00 USD", ""}, {"A1", "parent_account_id", "", "Q"}, {"A2", "owner", "Ann", "Bob"}};
        QVERIFY(fieldChanges(db(), 2) == changes);
        QVERIFY(fieldChanges(db(), 1).empty());
    }
};

QTEST_GUILESS_MAIN(TestImportBatches)
#include "tst_import_batches.moc"
