#include "tests/quality/checked.h"

using namespace qd;
using namespace qd::quality;

class TestRecordChecks : public QObject {
    Q_OBJECT

private slots:
    void duplicates_data()
    {
        QTest::addColumn<QStringList>("records"); // id, name, domain
        QTest::addColumn<int>("failed");
        QTest::newRow("one domain") << QStringList{"1|Amber|amber.com", "2|Amber Labs|www.amber.com"} << 1;
        QTest::newRow("a public mail host is none") << QStringList{"1|Amber|gmail.com", "2|Birch|gmail.com"} << 0;
        QTest::newRow("one name, no domain") << QStringList{"1|Amber Inc|", "2|AMBER|"} << 1;
        QTest::newRow("one name, one of them with a domain") << QStringList{"1|Amber Inc|amber.com", "2|AMBER|"} << 1;
        QTest::newRow("one name, domains differ") << QStringList{"1|Amber|amber.com", "2|Amber|amber.de"} << 0;
        QTest::newRow("one name, a public host tells nothing apart")
            << QStringList{"1|Amber|gmail.com", "2|Amber|amber.de"} << 1;
        QTest::newRow("joined by a third") << QStringList{"1|Amber|amber.com", "2|Amber|amber.de", "3|Amber|"} << 2;
        QTest::newRow("less one for each group")
            << QStringList{"1|A|a.com", "2|B|a.com", "3|C|a.com", "4|D|d.com", "5|E|d.com", "6|F|f.com"} << 3;
        QTest::newRow("nobody's name") << QStringList{"1|Unknown|", "2|Unknown|"} << 0;
    }
    void duplicates()
    {
        QFETCH(QStringList, records);
        QFETCH(int, failed);
        test::WorkspaceFixture book;
        fill(book, records);
        QCOMPARE(test::Checked(book).figures(Check::Duplicates),
            QStringList(QStringLiteral("crm accounts %1 of %2").arg(failed).arg(records.size())));
    }
    void duplicatesAreOfOneSource()
    {
        test::WorkspaceFixture book;
        book.source("billing", "billing");
        book.account("billing", "b", "Amber", "domain=amber.com");
        fill(book, {"1|Amber|amber.com"});
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Duplicates), QStringList({"billing accounts 0 of 1", "crm accounts 0 of 1"}));
    }
    void aDuplicateSaysOfWhom()
    {
        test::WorkspaceFixture book;
        fill(book, {"1|Amber|amber.com", "2|Amber Labs|amber.com", "3|Cedar|", "4|Cedar|"});
        QCOMPARE(test::Checked(book).failures(Check::Duplicates),
            QStringList({"Amber Labs b1:2 2 The same domain as 1.",
                "Cedar b1:2 4 The same name as 3, or as another record like it."}));
    }
    void recordsThatVanishedAreNoDuplicates()
    {
        test::WorkspaceFixture book;
        fill(book, {"1|Amber|amber.com", "2|Amber|amber.com"});
        book.run("UPDATE accounts SET closed_on = '2026-10-31' WHERE account_id = '2'", {});
        QCOMPARE(test::Checked(book).figures(Check::Duplicates), QStringList("crm accounts 0 of 1"));
    }
    /// Rows of an account that no file of any system describes; an id that another system knows is none.
    void orphans()
    {
        test::WorkspaceFixture book;
        book.source("billing", "billing");
        fill(book, {"1|Amber|"});
        book.subscription("billing", "s1", "1", "10", "2026-01-01");
        book.subscription("billing", "s2", "nobody", "10", "2026-01-01");
        book.subscription("billing", "s3", "nobody", "10", "2026-02-01");
        book.settle();
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Orphans), QStringList("billing subscriptions 2 of 3"));
        QCOMPARE(checked.failures(Check::Orphans),
            QStringList({"nobody b1:2 s2 No file describes the account nobody.",
                "nobody b1:2 s3 No file describes the account nobody."}));
    }
    void rowsOfLaterFilesAreNoneYet()
    {
        test::WorkspaceFixture book;
        book.source("billing", "billing");
        fill(book, {"1|Amber|"});
        book.subscription("billing", "s1", "nobody", "10", "2026-01-01");
        book.subscription("billing", "s2", "nobody", "10", "2026-01-01");
        book.run("UPDATE subscriptions SET first_as_of = '2026-08-31' WHERE subscription_id = 's2'", {});
        book.run("UPDATE subscriptions SET first_as_of = '2026-05-31' WHERE subscription_id = 's1'", {});
        book.settle();
        QCOMPARE(
            test::Checked(book, "2026-08-30").figures(Check::Orphans), QStringList("billing subscriptions 1 of 1"));
        QCOMPARE(
            test::Checked(book, "2026-08-31").figures(Check::Orphans), QStringList("billing subscriptions 2 of 2"));
    }
    /// In growth, whose SLA is ten days, since the 20th, the 21st and the 22nd of October; Dogwood's stage has none.
    void staleStages()
    {
        test::WorkspaceFixture book;
        book.source("billing", "billing");
        fill(book, {"1|Amber|", "2|Birch|", "3|Cedar|", "4|Dogwood|"});
        for (const char *id : {"1", "2", "3", "4"})
            book.subscription("billing", id, id, "10", "2026-01-01");
        const auto enters = [&book](const char *id, const char *stage, const char *day) {
            book.run(
                "INSERT INTO lifecycle (source, account_id, stage, entered_date, content_hash, as_of, batch_id, line) "
                "VALUES ('crm', ?, ?, ?, 0, '2026-10-31', 1, 2)",
                {id, stage, std::string(day)});
        };
        enters("1", "growth", "2026-10-20");
        enters("2", "growth", "2026-10-21");
        enters("3", "growth", "2026-10-22");
        enters("4", "renewal", "2026-01-22");
        book.settle();
        book.workspace().setSetting("lifecycle.sla_days.growth", "10");
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::StaleStage), QStringList(" 1 of 3"));
        QCOMPARE(checked.failures(Check::StaleStage),
            QStringList("Amber b0:0  In the stage growth for more than its 10 days."));
    }
    void withoutAnSlaNoStageIsStale()
    {
        test::WorkspaceFixture book;
        fill(book, {"1|Amber|"});
        QCOMPARE(test::Checked(book).figures(Check::StaleStage), QStringList());
    }

private:
    static void fill(test::WorkspaceFixture &book, const QStringList &records)
    {
        book.source("crm", "crm");
        for (const QString &each : records) {
            const QStringList parts = each.split(u'|');
            book.account("crm", parts[0].toStdString(), parts[1].toStdString(),
                parts[2].isEmpty() ? std::string() : "domain=" + parts[2].toStdString());
        }
        book.settle();
    }
};

QTEST_GUILESS_MAIN(TestRecordChecks)
#include "tst_record_checks.moc"
