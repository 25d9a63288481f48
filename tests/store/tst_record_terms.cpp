#include "core/store/record_terms.h"
#include "tests/store/sql_text.h"
#include "tests/store/table_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::Cells;

/// What records are worth that a batch made or changed, and on which days.
class TestRecordTerms : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    void put(const std::string &table, const char *fields) { test::putRow(db(), table, QString::fromUtf8(fields)); }
    /// One row for each term of batch 2 of `crm`.
    QStringList terms(const char *entity)
    {
        QStringList rows;
        for (const RecordTerms &term : termsOfBatch(db(), *findEntity(entity), "crm", 2))
            rows << (Cells() << term.record << term.made << term.firstValue << term.annualMinor << term.currency
                             << term.start << term.end << term.cancelled)
                        .text();
        return rows;
    }
    void history(const char *entity, const char *values)
    {
        db().exec(std::string("INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, "
                              "as_of, batch_id, known_batch) VALUES ('crm', '")
            + entity + "', " + values + ")");
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31");
        test::enterBatch(db(), "accounts", "2026-02-28");
        db().exec("INSERT INTO source (name, kind) VALUES ('billing', 'billing')");
    }

    void daysOfAContract_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("cancelled");
        QTest::addColumn<int>("arr"); // on 2026-02-15
        const auto row = [](const char *name, const char *start, const char *end, const char *cancelled, int arr) {
            QTest::newRow(name) << QString(start) << QString(end) << QString(cancelled) << arr;
        };
        row("of an account", "", "", "", 500);
        row("without an end", "2026-01-01", "", "", 500);
        row("from that day", "2026-02-15", "", "", 500);
        row("from the next", "2026-02-16", "", "", 0);
        row("up to that day", "2026-01-01", "2026-02-15", "", 500);
        row("up to the day before", "2026-01-01", "2026-02-14", "", 0);
        row("cancelled for later", "2026-01-01", "2026-12-31", "2026-02-16", 500);
        row("cancelled from that day", "2026-01-01", "2026-12-31", "2026-02-15", 0);
        row("cancelled before its end", "2026-01-01", "", "2026-02-01", 0);
        row("of a later year", "2027-01-01", "2027-12-31", "2027-06-30", 0);
    }
    void daysOfAContract()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(QString, cancelled);
        RecordTerms terms;
        terms.start = start.toStdString();
        terms.end = end.toStdString();
        terms.cancelled = cancelled.toStdString();
        QCOMPARE(terms.arrOn("2026-02-15"), 0); // it has no value
        terms.annualMinor = 500;
        QTEST(int(terms.arrOn("2026-02-15")), "arr");
    }

    void contracts()
    {
        put("subscriptions",
            "subscription_id=S2;account_id=A1;annual_minor=120000;currency=KWD;start_date=2026-01-02;"
            "end_date=2026-12-31;cancelled_date=2026-11-30;first_batch=2;batch_id=2");
        put("subscriptions", "subscription_id=S1;account_id=A1;start_date=2026-01-03;currency=EUR;first_batch=1");
        put("subscriptions", "subscription_id=S3;account_id=A1;start_date=2026-01-04;currency=EUR;first_batch=1");
        put("subscriptions",
            "subscription_id=S4;source=billing;account_id=A1;start_date=2026-01-05;currency=EUR;"
            "first_batch=2");
        history("subscriptions", "'S1', 'end_date', NULL, NULL, '2026-02-28', 2, NULL");
        history("subscriptions", "'S3', 'end_date', NULL, NULL, '2026-01-31', 1, NULL");
        QCOMPARE(terms("subscriptions"),
            (QStringList{"S1|no|no|-|EUR|2026-01-03||", "S2|yes|no|120000|KWD|2026-01-02|2026-12-31|2026-11-30"}));
    }

    void accountsThatGetAValue()
    {
        put("accounts", "account_id=A1;name=A;arr_minor=700;currency=EUR;first_batch=1");
        put("accounts", "account_id=A2;name=B;arr_minor=800;currency=EUR;first_batch=2");
        put("accounts", "account_id=A3;name=C;arr_minor=900;currency=EUR;first_batch=1");
        put("accounts", "account_id=A4;name=D;arr_minor=0;first_batch=1");
        put("accounts", "account_id=A5;name=A5;bare=1;first_batch=2");
        history("accounts", "'A1', 'arr', NULL, '7.00 EUR', '2026-02-28', 2, NULL"); // its first one
        history("accounts", "'A2', 'arr', NULL, '8.00 EUR', '2026-02-28', 2, NULL");
        history("accounts", "'A3', 'arr', '8.00 EUR', '9.00 EUR', '2026-02-28', 2, NULL");
        history("accounts", "'A4', 'arr', NULL, '0.00 EUR', '2026-01-31', 2, NULL"); // about the past
        QCOMPARE(terms("accounts"),
            (QStringList{"A1|no|yes|700|EUR|||", "A2|yes|no|800|EUR|||", "A3|no|no|900|EUR|||", "A4|no|no|0||||"}));
    }

    /// Only contracts and accounts have a value of their own that is kept.
    void othersHaveNoValue()
    {
        put("contacts", "contact_id=C1;account_id=A1;first_batch=2");
        put("arr_history", "account_id=A1;month=2026-01;arr_minor=600;currency=EUR;first_batch=2");
        QCOMPARE(terms("contacts"), QStringList{"C1|yes|no|-||||"});
        QCOMPARE(terms("arr_history"), QStringList{"A1 2026-01|yes|no|-||||"});
    }
};

QTEST_GUILESS_MAIN(TestRecordTerms)
#include "tst_record_terms.moc"
