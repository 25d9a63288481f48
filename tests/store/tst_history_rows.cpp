#include "core/store/history_rows.h"
#include "core/store/workspace.h"

#include <QtTest>
#include <SQLiteCpp/SQLiteCpp.h>

#include <sqlite3.h>

using namespace qd;

/// What record_history says about a record.
class TestHistoryRows : public QObject {
    Q_OBJECT

private slots:
    void init();
    void saysWhatWasInForce();
    void otherRecordsCostNothing();

private:
    void addRecords(int from, int until);
    /// How many steps SQLite takes for all that is asked about one record.
    [[nodiscard]] int steps() const;

    QTemporaryDir m_folder;
    std::unique_ptr<store::Workspace> m_workspace;
    std::unique_ptr<store::HistoryRows> m_rows;
};

void TestHistoryRows::init()
{
    m_rows.reset();
    const QString path = m_folder.filePath(QStringLiteral("%1.qdeck").arg(QTest::currentTestFunction()));
    m_workspace =
        std::move(store::Workspace::create(path.toStdString(), {.currency = *Currency::fromCode("USD")}).value());
    auto &db = m_workspace->db();
    db.exec("INSERT INTO source (name, kind) VALUES ('crm', 'crm')");
    db.exec(
        "INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, accepted, "
        "unchanged, quarantined, skipped, imported_at, imported_by) VALUES ('f', '', 0, 'crm', 'accounts', '', '', "
        "'2026-02-28', 0, 0, 0, 0, 0, '', '')");
    m_rows = std::make_unique<store::HistoryRows>(db, "crm", "accounts", 1);
}

void TestHistoryRows::addRecords(int from, int until)
{
    SQLite::Transaction all(m_workspace->db());
    for (int i = from; i < until; ++i) {
        const std::string record = "R" + std::to_string(i);
        m_rows->add({record, "arr", std::nullopt, "1.00 USD", "2026-01-31"});
        m_rows->add({record, "arr", "1.00 USD", std::nullopt, "2026-03-31"});
        m_rows->add({record, "owner", std::nullopt, "Ann", "2026-02-28"});
    }
    all.commit();
}

int TestHistoryRows::steps() const
{
    int count = 0;
    const auto counted = [](void *number) { return ++*static_cast<int *>(number), 0; };
    sqlite3 *db = m_workspace->db().getHandle();
    sqlite3_progress_handler(db, 1, counted, &count);
    for (const char *field : {"arr", "owner"}) {
        const bool asked = m_rows->valueAt("R1", field, "2026-02-28").has_value()
            && m_rows->speaks("R1", field, "2026-01-01", "2026-02-28") && m_rows->firstEntry("R1", field).has_value();
        count = asked ? count : -1;
    }
    sqlite3_progress_handler(db, 0, nullptr, nullptr);
    return count;
}

void TestHistoryRows::saysWhatWasInForce()
{
    addRecords(0, 2);
    using Text = std::optional<std::string>;
    QCOMPARE(m_rows->valueAt("R1", "arr", "2026-01-30"), Text());
    QCOMPARE(m_rows->valueAt("R1", "arr", "2026-01-31"), Text("1.00 USD"));
    QCOMPARE(m_rows->valueAt("R1", "arr", "2026-03-31"), Text());
    QVERIFY(m_rows->speaks("R1", "arr", "2026-01-31", "2026-03-31"));
    QVERIFY(!m_rows->speaks("R1", "arr", "2026-01-31", "2026-03-30"));
    QCOMPARE(m_rows->firstEntry("R1", "arr"), Text("2026-01-31"));
    QCOMPARE(m_rows->firstEntry("R1", "owner"), Text("2026-02-28"));
    QCOMPARE(m_rows->firstEntry("R1", "renewal_date"), Text());
    QCOMPARE(m_rows->nextSnapshot("2026-02-27"), Text("2026-02-28"));
    QCOMPARE(m_rows->nextSnapshot("2026-02-28"), Text());
}

/// An older file asks for each of its rows: what is asked of one must not grow with how many records there are.
void TestHistoryRows::otherRecordsCostNothing()
{
    addRecords(0, 10);
    const int few = steps();
    QVERIFY(few > 0);
    addRecords(10, 2000);
    QCOMPARE(steps(), few);
}

QTEST_GUILESS_MAIN(TestHistoryRows)
#include "tst_history_rows.moc"
