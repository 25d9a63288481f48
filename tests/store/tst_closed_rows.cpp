#include "core/store/closed_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;

namespace {

/// "A1 100 USD 2026-01-31 closed 2026-02-28" of each record, with "-" for no ARR.
QStringList textsOf(const std::vector<RecordArr> &records)
{
    QStringList texts;
    for (const RecordArr &record : records) {
        QStringList cells;
        for (const std::string &part : record.key)
            cells << QString::fromStdString(part);
        cells << (record.arrMinor ? QString::number(*record.arrMinor) : QStringLiteral("-"));
        for (const std::string &part : {record.currency, record.asOf})
            cells << QString::fromStdString(part);
        if (!record.closedOn.empty())
            cells << QStringLiteral("closed") << QString::fromStdString(record.closedOn);
        texts << cells.join(u' ');
    }
    return texts;
}

} // namespace

/// Which records stand, and which a complete file closed.
class TestClosedRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    static const Entity &accounts() { return *findEntity("accounts"); }
    void account(const std::string &values)
    {
        db().exec("INSERT INTO accounts (account_id, as_of, batch_id, first_as_of, first_batch, closed_on, arr_minor, "
                  "currency, bare, source, name, content_hash, line) VALUES ("
            + values + ", 'crm', 'n', 0, 2)");
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31", "complete = 1");
        test::enterBatch(db(), "accounts", "2026-02-28", "complete = 1");
        test::enterBatch(db(), "accounts", "2026-03-31", "complete = 1");
        account("'A2', '2026-02-28', 2, '2026-01-31', 1, NULL, 200, 'EUR', 0");
        account("'A1', '2026-01-31', 1, '2026-01-31', 1, '2026-03-31', 100, 'USD', 0");
        account("'A3', '2026-02-28', 2, '2026-02-28', 2, NULL, NULL, NULL, 0");
        account("'A4', '2026-01-31', 1, NULL, NULL, NULL, 0, 'USD', 0"); // of before schema 4
        account("'A5', '2026-01-31', 1, '2026-01-31', 1, NULL, 1, 'USD', 1"); // bare
    }

    void thoseInForce_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QStringList>("records");
        const QString a1 = "A1 100 USD 2026-01-31 closed 2026-03-31";
        const QString a2 = "A2 200 EUR 2026-02-28";
        const QString a3 = "A3 -  2026-02-28";
        const QString a4 = "A4 0 USD 2026-01-31";
        QTest::newRow("before all") << "2026-01-30" << QStringList();
        QTest::newRow("first day") << "2026-01-31" << QStringList{a1, a2, a4};
        QTest::newRow("the day before the closing") << "2026-03-30" << QStringList{a1, a2, a3, a4};
        QTest::newRow("closed") << "2026-03-31" << QStringList{a2, a3, a4};
    }
    void thoseInForce()
    {
        QFETCH(QString, day);
        QFETCH(QStringList, records);
        QCOMPARE(textsOf(recordsInForce(db(), accounts(), "crm", day.toStdString())), records);
        QCOMPARE(textsOf(recordsInForce(db(), accounts(), "billing", day.toStdString())), QStringList());
    }

    void closingIsKeptForItsBatch()
    {
        QCOMPARE(openBefore(db(), accounts(), "crm", 3), 3);
        QCOMPARE(openBefore(db(), accounts(), "crm", 2), 2); // A3 is of batch 2
        const auto open = recordsInForce(db(), accounts(), "crm", "2026-01-31");
        closeRecords(db(), accounts(), "crm", 3, "2026-03-31", {open.begin(), open.begin() + 2});
        QCOMPARE(found(db(), "SELECT account_id, closed_on FROM accounts ORDER BY account_id"),
            (QStringList{"A1|2026-03-31", "A2|2026-03-31", "A3|-", "A4|-", "A5|-"}));
        QCOMPARE(found(db(), "SELECT batch_id, table_name, record, image FROM row_image ORDER BY record"),
            (QStringList{
                "3|accounts|[\"A1\"]|{\"closed_on\":\"2026-03-31\"}", "3|accounts|[\"A2\"]|{\"closed_on\":null}"}));
        QCOMPARE(textsOf(recordsClosedBy(db(), accounts(), "crm", 3, "2026-03-31")),
            (QStringList{"A1 100 USD 2026-01-31 closed 2026-03-31", "A2 200 EUR 2026-02-28 closed 2026-03-31"}));
        QCOMPARE(textsOf(recordsClosedBy(db(), accounts(), "crm", 2, "2026-03-31")), QStringList());
        QCOMPARE(textsOf(recordsClosedBy(db(), accounts(), "crm", 3, "2026-02-28")), QStringList());
        QCOMPARE(openBefore(db(), accounts(), "crm", 3), 2);
        closeRecords(db(), accounts(), "crm", std::nullopt, "2026-04-30", {open.back()});
        QCOMPARE(found(db(), "SELECT closed_on FROM accounts WHERE account_id = 'A4'"), QStringList{"2026-04-30"});
        QCOMPARE(found(db(), "SELECT count(*) FROM row_image"), QStringList{"2"});
    }

    void whoWasSeenLastAndBroughtBy()
    {
        QCOMPARE(textsOf(recordsLastSeen(db(), accounts(), "crm", "2026-02-28", "2026-03-31")),
            (QStringList{"A2 200 EUR 2026-02-28", "A3 -  2026-02-28"}));
        QCOMPARE(textsOf(recordsLastSeen(db(), accounts(), "crm", "2026-01-31", "2026-03-31")),
            QStringList{"A4 0 USD 2026-01-31"});
        QCOMPARE(textsOf(recordsBroughtBy(db(), accounts(), "crm", 2, "2026-02-28")), QStringList{"A3 -  2026-02-28"});
        // Batch 2 opened A2 again, which was closed as of its own day or before.
        db().exec("INSERT INTO row_image VALUES (2, 'accounts', '[\"A2\"]', "
                  "'{\"closed_on\":\"2026-02-28\",\"content_hash\":1}')");
        QCOMPARE(textsOf(recordsBroughtBy(db(), accounts(), "crm", 2, "2026-02-28")),
            (QStringList{"A2 200 EUR 2026-02-28", "A3 -  2026-02-28"}));
        QCOMPARE(textsOf(recordsBroughtBy(db(), accounts(), "crm", 1, "2026-01-31")), QStringList());
    }

    /// An older file came after the complete one of 31 March, which does not have its records.
    void closedByTheEarlierImportOfALaterDay()
    {
        const std::int64_t late = test::enterBatch(db(), "accounts", "2026-02-15");
        QCOMPARE(late, 4);
        account("'A6', '2026-02-15', 4, '2026-02-15', 4, '2026-03-31', 600, 'USD', 0");
        account("'A7', '2026-02-15', 4, '2026-02-15', 4, NULL, 700, 'USD', 0");
        QCOMPARE(textsOf(recordsClosedByEarlier(db(), accounts(), "crm", 4, "2026-02-15")),
            QStringList{"A6 600 USD 2026-02-15 closed 2026-03-31"});
        QCOMPARE(textsOf(recordsClosedByEarlier(db(), accounts(), "crm", 4, "2026-03-31")), QStringList());
        QCOMPARE(textsOf(recordsClosedByEarlier(db(), accounts(), "crm", 3, "2026-02-15")), QStringList());
    }

    void annualValuesCountWhileInForce_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("arr"); // of a term 2026-02-01 to 2026-03-31, of one cancelled on 2026-03-15
        QTest::newRow("before") << "2026-01-31"
                                << "- -";
        QTest::newRow("first day") << "2026-02-01"
                                   << "500 700";
        QTest::newRow("before the notice") << "2026-03-14"
                                           << "500 700";
        QTest::newRow("cancelled") << "2026-03-15"
                                   << "500 -";
        QTest::newRow("last day") << "2026-03-31"
                                  << "500 -";
        QTest::newRow("over") << "2026-04-01"
                              << "- -";
    }
    void annualValuesCountWhileInForce()
    {
        QFETCH(QString, day);
        QFETCH(QString, arr);
        db().exec("INSERT INTO subscriptions (source, subscription_id, account_id, start_date, end_date, "
                  "cancelled_date, currency, annual_minor, content_hash, as_of, batch_id, line, first_as_of) VALUES "
                  "('crm', 'S1', 'A1', '2026-02-01', '2026-03-31', NULL, 'USD', 500, 0, '2026-01-01', 1, 2, "
                  "'2026-01-01'), ('crm', 'S2', 'A1', '2026-02-01', NULL, '2026-03-15', 'USD', 700, 0, '2026-01-01', "
                  "1, 3, '2026-01-01')");
        QStringList got;
        for (const RecordArr &record : recordsInForce(db(), *findEntity("subscriptions"), "crm", day.toStdString()))
            got << (record.arrMinor ? QString::number(*record.arrMinor) : QStringLiteral("-"));
        QCOMPARE(got.join(u' '), arr);
    }

    /// An amount without a history is no ARR of the record; nor has every entity one.
    void othersHaveNoArr()
    {
        db().exec("INSERT INTO arr_history (source, account_id, month, arr_minor, currency, content_hash, as_of, "
                  "batch_id, line, first_as_of) VALUES ('crm', 'A1', '2026-01', 5, 'USD', 0, '2026-01-31', 1, 2, "
                  "'2026-01-31')");
        QCOMPARE(textsOf(recordsInForce(db(), *findEntity("arr_history"), "crm", "2026-01-31")),
            QStringList{"A1 2026-01 -  2026-01-31"});
        db().exec("INSERT INTO contacts (source, contact_id, account_id, content_hash, as_of, batch_id, line, "
                  "first_as_of) VALUES ('crm', 'C1', 'A1', 0, '2026-01-31', 1, 2, '2026-01-31')");
        QCOMPARE(textsOf(recordsInForce(db(), *findEntity("contacts"), "crm", "2026-01-31")),
            QStringList{"C1 -  2026-01-31"});
        closeRecords(db(), *findEntity("arr_history"), "crm", 1, "2026-02-28",
            recordsInForce(db(), *findEntity("arr_history"), "crm", "2026-01-31"));
        QCOMPARE(found(db(), "SELECT record FROM row_image"), QStringList{"[\"A1\",\"2026-01\"]"});
        QCOMPARE(found(db(), "SELECT closed_on FROM arr_history"), QStringList{"2026-02-28"});
    }
};

QTEST_GUILESS_MAIN(TestClosedRows)
#include "tst_closed_rows.moc"
