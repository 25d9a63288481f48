#include "core/store/row_seals.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QCryptographicHash>
#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::enterBatch;
using test::found;

/// Seals: what breaks them, and which of them a transaction writes.
class TestRowSeals : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    /// "accounts crm 1 2" of each broken one: rows as sealed, rows as found.
    QStringList broken()
    {
        Progress progress;
        const auto breaks = brokenSeals(db(), progress);
        QStringList texts;
        for (const SealBreak &seal : *breaks)
            texts << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(seal.table), QString::fromStdString(seal.part))
                         .arg(seal.sealed)
                         .arg(seal.found);
        return texts;
    }
    void account(const std::string &source, const std::string &id)
    {
        db().exec("INSERT INTO accounts (source, account_id, name, content_hash, as_of, batch_id, line) VALUES ('"
            + source + "', '" + id + "', 'n', 0, '', 1, 2)");
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        db().exec("INSERT INTO source (name, kind) VALUES ('billing', 'billing')");
        enterBatch(db(), "accounts", "2026-01-31");
        // As a file may have it: columns that parts of other tables go by, values of any kind.
        db().exec("CREATE TABLE plain (source, batch_id, x, y); INSERT INTO plain VALUES ('a', 1, 0, 'ab'), ('b', 2, "
                  "1.5, 'c'); INSERT INTO custom_table VALUES ('plain', 1, '[]')");
        sealAll(db());
    }

    void allIsSealed()
    {
        QCOMPARE(broken(), QStringList());
        QCOMPARE(found(db(), "SELECT part, rows, length(digest) FROM row_seal WHERE table_name = 'plain'"),
            QStringList{"|2|64"});
        QCOMPARE(found(db(),
                     "SELECT count(*) FROM row_seal WHERE table_name IN ('audit_log', 'workspace_change', "
                     "'row_seal', 'contacts')"),
            QStringList{"0"}); // nothing there is nothing sealed
        QCOMPARE(lastBatch(db()), 1);
        enterBatch(db(), "accounts", "2026-01-31");
        QCOMPARE(lastBatch(db()), 2);
        test::WorkspaceFixture fresh;
        QCOMPARE(lastBatch(fresh.db()), 0);
    }

    /// Of each value its kind, what a text or BLOB holds, and eight bytes, the lowest first: the length of these, else
    /// the number. A later program has to come to the same.
    void theDigestIsThis()
    {
        db().exec("UPDATE plain SET x = x'00ff', y = NULL WHERE source = 'a'");
        sealAll(db());
        const QByteArray bytes = QByteArray::fromHex("33 61 0100000000000000" // 'a'
                                                     "31 0100000000000000" // 1
                                                     "34 00ff 0200000000000000" // x'00ff'
                                                     "35 0000000000000000" // NULL
                                                     "33 62 0100000000000000" // 'b'
                                                     "31 0200000000000000" // 2
                                                     "32 000000000000f83f" // 1.5
                                                     "33 63 0100000000000000"); // 'c'
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256).toHex();
        QCOMPARE(found(db(), "SELECT digest FROM row_seal WHERE table_name = 'plain'"),
            QStringList{QString::fromLatin1(digest)});
    }

    void everyChangeBreaksIt_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("said");
        const QStringList changed{"plain  2 2"};
        QTest::newRow("the last bit") << "UPDATE plain SET x = 1 WHERE source = 'a'" << changed;
        QTest::newRow("the ninth") << "UPDATE plain SET x = 256 WHERE source = 'a'" << changed;
        QTest::newRow("the last but one byte") << "UPDATE plain SET x = 1 << 48 WHERE source = 'a'" << changed;
        QTest::newRow("the first bit") << "UPDATE plain SET x = 1 << 63 WHERE source = 'a'" << changed;
        QTest::newRow("another kind") << "UPDATE plain SET x = 0.0 WHERE source = 'a'" << changed;
        QTest::newRow("nothing for zero") << "UPDATE plain SET x = NULL WHERE source = 'a'" << changed;
        QTest::newRow("a real") << "UPDATE plain SET x = 1.5000000000000002 WHERE source = 'b'" << changed;
        QTest::newRow("an integer for a real")
            << "UPDATE plain SET x = 4609434218613702656 WHERE source = 'b'" << changed;
        QTest::newRow("a letter") << "UPDATE plain SET y = 'aB' WHERE source = 'a'" << changed;
        QTest::newRow("bytes for letters") << "UPDATE plain SET y = CAST(y AS BLOB) WHERE source = 'a'" << changed;
        QTest::newRow("an empty text") << "UPDATE plain SET y = '' WHERE source = 'a'" << changed;
        QTest::newRow("a row more") << "INSERT INTO plain VALUES (NULL, NULL, NULL, NULL)" << QStringList{"plain  2 3"};
        QTest::newRow("a row less") << "DELETE FROM plain WHERE source = 'a'" << QStringList{"plain  2 1"};
        QTest::newRow("all of them") << "DELETE FROM plain" << QStringList{"plain  2 0"};
        QTest::newRow("the table") << "DROP TABLE plain" << QStringList{"plain  2 0"};
        QTest::newRow("in another order") << "UPDATE plain SET rowid = 9 WHERE source = 'a'" << changed;
        QTest::newRow("a seal gone") << "DELETE FROM row_seal WHERE table_name = 'plain'" << QStringList{"plain  0 2"};
        QTest::newRow("what is sealed nowhere") << "DELETE FROM workspace_change" << QStringList();
    }
    void everyChangeBreaksIt()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, said);
        db().exec(sql.toStdString());
        QCOMPARE(broken(), said);
        sealAll(db());
        QCOMPARE(broken(), QStringList());
    }

    /// Letters that move from one column to the next give other bytes.
    void columnsDoNotRunTogether()
    {
        db().exec("UPDATE plain SET x = 'ab', y = 'c' WHERE source = 'a'");
        sealAll(db());
        db().exec("UPDATE plain SET x = 'a', y = 'bc' WHERE source = 'a'");
        QCOMPARE(broken(), QStringList{"plain  2 2"});
    }

    /// More than is given to the digest at once: none of it is forgotten.
    void longTables_data()
    {
        QTest::addColumn<int>("row");
        QTest::newRow("first") << 1;
        QTest::newRow("somewhere") << 1500;
        QTest::newRow("last") << 4000;
    }
    void longTables()
    {
        QFETCH(int, row);
        db().exec(
            "CREATE TABLE long (id INTEGER PRIMARY KEY, x TEXT); INSERT INTO custom_table VALUES ('long', 1, '[]');"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 4000) INSERT INTO long SELECT i, "
            "'some text of forty letters or nearly so' FROM n");
        sealAll(db());
        QCOMPARE(broken(), QStringList());
        db().exec("UPDATE long SET x = 'Some text of forty letters or nearly so' WHERE id = " + std::to_string(row));
        QCOMPARE(broken(), QStringList{"long  4000 4000"});
    }

    void anImportSealsItsSourcesAndBatches()
    {
        account("crm", "A1");
        account("billing", "B1");
        QCOMPARE(broken(), (QStringList{"accounts billing 0 1", "accounts crm 0 1"}));
        enterBatch(db(), "accounts", "2026-02-28"); // 2, of crm
        for (const char *batch : {"1", "2"})
            db().exec(std::string("INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) VALUES (")
                + batch + ", 1, '', '', '', '')");
        sealWritten(db(), {"accounts", "import_batch", "quarantine"}, 1);
        QCOMPARE(broken(), (QStringList{"accounts billing 0 1", "quarantine 1 0 1"}));
        QCOMPARE(found(db(),
                     "SELECT table_name, part, rows FROM row_seal WHERE table_name IN ('accounts', "
                     "'import_batch', 'quarantine')"),
            (QStringList{"accounts|crm|1", "import_batch||2", "quarantine|2|1"}));
    }

    /// Rules write rows of the program's own beside an import; links have no batch, so that all of them are sealed.
    void whatAnImportBringsAboutIsSealed()
    {
        db().exec("INSERT INTO source (name, kind) VALUES ('quarterdeck', 'other');"
                  "INSERT INTO account (account, name, ultimate_parent) VALUES ('X1', 'n', 'X1')");
        enterBatch(db(), "accounts", "2026-02-28"); // 2, of crm
        account("quarterdeck", "Q1");
        account("billing", "B1");
        db().exec("INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) VALUES "
                  "('billing', 'B1', 'X1', 'own', 1, 'accepted', 'import')");
        sealWritten(db(), {"account", "account_link", "accounts", "import_batch", "source"}, 1);
        QCOMPARE(broken(), QStringList{"accounts billing 0 1"});
        QCOMPARE(found(db(), "SELECT part, rows FROM row_seal WHERE table_name = 'account_link'"), QStringList{"|1"});
    }

    /// Without an import all parts of a table are sealed anew, also those of which nothing is left.
    void anythingElseSealsWholeTables()
    {
        account("crm", "A1");
        account("billing", "B1");
        db().exec("INSERT INTO setting VALUES ('company', 'Halyard')");
        sealWritten(db(), {"accounts"}, 1);
        QCOMPARE(broken().size(), 1);
        QVERIFY(broken().front().startsWith("setting  "));
        db().exec("DELETE FROM accounts WHERE source = 'billing'");
        QVERIFY(broken().contains("accounts billing 1 0"));
        sealWritten(db(), {"accounts", "setting"}, 1);
        QCOMPARE(broken(), QStringList());
        QCOMPARE(found(db(), "SELECT part FROM row_seal WHERE table_name = 'accounts'"), QStringList{"crm"});
    }

    /// A custom table that gave way is sealed under the name it is kept by, whichever tables were written to.
    void whatGaveWayIsSealed()
    {
        enterBatch(db(), "plain", "2026-02-28");
        db().exec("ALTER TABLE plain RENAME TO \"plain~2\"; DELETE FROM custom_table; INSERT INTO custom_table_image "
                  "VALUES ('plain', 2, 'plain~2', 1, '[]')");
        sealWritten(db(), {}, 2);
        QCOMPARE(found(db(), "SELECT rows FROM row_seal WHERE table_name = 'plain~2'"), QStringList());
        sealWritten(db(), {}, 1);
        QCOMPARE(found(db(), "SELECT part, rows FROM row_seal WHERE table_name = 'plain~2'"), QStringList{"|2"});
    }

    void whoeverCancelsIsHeard()
    {
        Progress progress;
        progress.cancel();
        QCOMPARE(brokenSeals(db(), progress).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRowSeals)
#include "tst_row_seals.moc"
