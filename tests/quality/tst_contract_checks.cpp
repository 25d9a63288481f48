#include "tests/quality/checked.h"

using namespace qd;
using namespace qd::quality;

/// Worked by hand, as of 2026-10-31.
class TestContractChecks : public QObject {
    Q_OBJECT

private slots:
    void overlap_data()
    {
        QTest::addColumn<QStringList>("contracts"); // id account annual start end product
        QTest::addColumn<QString>("figure");
        QTest::addColumn<qlonglong>("amount"); // cents of the smaller values
        const QString first = QStringLiteral("s1 A 100 2025-01-01 2025-12-31 Core");
        QTest::newRow("one day in common")
            << QStringList{first, "s2 A 70 2025-12-31 2026-12-31 Core"} << "billing subscriptions 1 of 2" << 7000LL;
        QTest::newRow("the next day is none")
            << QStringList{first, "s2 A 70 2026-01-01 2026-12-31 Core"} << "billing subscriptions 0 of 2" << 0LL;
        QTest::newRow("of two products or customers")
            << QStringList{first, "s2 A 70 2025-01-01 2026-12-31 Plus", "s3 B 70 2025-01-01 2026-12-31 Core"}
            << "billing subscriptions 0 of 3" << 0LL;
        QTest::newRow("three at once are three pairs")
            << QStringList{first, "s2 A 70 2025-02-01 2026-12-31 Core", "s3 A 30 2025-03-01 2026-12-31 Core"}
            << "billing subscriptions 3 of 3" << 13000LL;
        QTest::newRow("a long one over two that do not meet")
            << QStringList{first, "s2 A 70 2025-02-01 2025-05-31 Core", "s3 A 30 2025-06-01 2026-12-31 Core"}
            << "billing subscriptions 2 of 3" << 10000LL;
        QTest::newRow("without an end") << QStringList{"s1 A 100 2025-01-01 - Core", "s2 A 170 2026-03-01 - Core"}
                                        << "billing subscriptions 1 of 2" << 10000LL;
        QTest::newRow("without a product they are of the same")
            << QStringList{"s1 A 100 2025-01-01 -", "s2 A 40 2026-03-01 -"} << "billing subscriptions 1 of 2" << 4000LL;
    }
    void overlap()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, figure);
        QFETCH(qlonglong, amount);
        test::WorkspaceFixture book;
        fill(book, contracts);
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Overlap), QStringList(figure));
        QCOMPARE(std::get<Amount>(checked.figure(Check::Overlap, "billing").amount).minor, amount);
    }
    void anOverlapSaysWithWhatAndWhen()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 2026-03-31 Core", "s2 A 70 2026-01-01 2026-12-31 Core"});
        QCOMPARE(test::Checked(book).failures(Check::Overlap),
            QStringList("A b1:2 s2 Overlaps with s1 from 2026-01-01 to 2026-03-31."));
    }
    void anOverlapWithoutAnEndGoesOn()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 - Core", "s2 A 70 2026-01-01 - Core"});
        QCOMPARE(test::Checked(book).failures(Check::Overlap),
            QStringList("A b1:2 s2 Overlaps with s1 from 2026-01-01 on."));
    }
    void whatOverlapsIsInTheBaseCurrencyOfTheDay()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 130 2025-01-01 - Core"});
        book.subscription("billing", "s2", "A", "80", "2025-01-01", {}, {}, "EUR", "Core");
        book.rate("finance", "EUR", "2026-10-01", "1.5");
        QCOMPARE(std::get<Amount>(test::Checked(book).figure(Check::Overlap, "billing").amount).minor, 12000);
    }
    void withoutARateTheAmountIsNotTold()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 - Core"});
        book.subscription("billing", "s2", "A", "80", "2025-01-01", {}, {}, "EUR", "Core");
        const test::Checked checked(book);
        QVERIFY(std::holds_alternative<std::monostate>(checked.figure(Check::Overlap, "billing").amount));
        QVERIFY(!checked.card().notes.empty());
        QCOMPARE(checked.figures(Check::StaleRates), QStringList("fx_rates 1 of 1"));
    }
    void gaps_data()
    {
        QTest::addColumn<QStringList>("contracts");
        QTest::addColumn<QString>("figure");
        const QString first = QStringLiteral("s1 A 100 2025-01-01 2026-01-01 Core");
        QTest::newRow("the next day") << QStringList{first, "s2 A 70 2026-01-02 2026-12-31 Core"}
                                      << "billing subscriptions 0 of 1";
        QTest::newRow("two days later") << QStringList{first, "s2 A 70 2026-01-03 2026-12-31 Core"}
                                        << "billing subscriptions 1 of 1";
        QTest::newRow("ninety days later")
            << QStringList{first, "s2 A 70 2026-04-01 2026-12-31 Core"} << "billing subscriptions 1 of 1";
        QTest::newRow("ninety-one") << QStringList{first, "s2 A 70 2026-04-02 2026-12-31 Core"}
                                    << "billing subscriptions 0 of 1";
        QTest::newRow("of another product")
            << QStringList{first, "s2 A 70 2026-01-10 2026-12-31 Plus"} << "billing subscriptions 0 of 1";
        QTest::newRow("another was in force: the gap is that one's")
            << QStringList{first, "s2 A 70 2026-01-10 2026-12-31 Core", "s3 A 5 2025-06-01 2026-01-02 Core"}
            << "billing subscriptions 1 of 2";
        QTest::newRow("it is in force on the day itself") << QStringList{"s1 A 100 2025-01-01 2026-10-31 Core",
            "s2 A 70 2026-11-10 - Core"} << "billing subscriptions 0 of 0";
        QTest::newRow("it ended the day before") << QStringList{"s1 A 100 2025-01-01 2026-10-30 Core",
            "s2 A 70 2026-11-10 - Core"} << "billing subscriptions 1 of 1";
    }
    void gaps()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, figure);
        test::WorkspaceFixture book;
        fill(book, contracts);
        QCOMPARE(test::Checked(book).figures(Check::Gaps), QStringList(figure));
    }
    void aGapSaysHowLong()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 2026-01-01 Core", "s2 A 70 2026-01-11 2026-12-31 Core"});
        QCOMPARE(test::Checked(book).failures(Check::Gaps),
            QStringList("A b1:2 s1 Ended on 2026-01-01; s2 starts 10 days later."));
    }
    /// A contract that became known after the day is not there on it.
    void contractsAsKnownOnTheDay()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 2026-01-01 Core", "s2 A 70 2026-01-01 2026-12-31 Core"});
        book.run("UPDATE subscriptions SET created_date = '2026-09-30' WHERE subscription_id = 's2'", {});
        QCOMPARE(
            test::Checked(book, "2026-09-29").figures(Check::Overlap), QStringList("billing subscriptions 0 of 1"));
        QCOMPARE(
            test::Checked(book, "2026-09-30").figures(Check::Overlap), QStringList("billing subscriptions 1 of 2"));
    }
    /// s2 was 70 until the snapshot of 30 September made it 90; s1 is 100.
    void whatOverlapsIsOfTheAmountsOfTheDay()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 - Core", "s2 A 90 2026-01-01 - Core"});
        const auto becomes = [&book](const char *amount, const char *day) {
            book.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
                     "('billing', 'subscriptions', 's2', 'annual', ?, ?, 1)",
                {amount, day});
        };
        becomes("70.00 USD", "2026-06-30");
        becomes("90.00 USD", "2026-09-30");
        const auto amountOn = [&book](const char *day) {
            return std::get<Amount>(test::Checked(book, day).figure(Check::Overlap, "billing").amount).minor;
        };
        QCOMPARE(amountOn("2026-05-31"), 7000); // before the first snapshot the first one's
        QCOMPARE(amountOn("2026-09-29"), 7000);
        QCOMPARE(amountOn("2026-09-30"), 9000);
        QCOMPARE(amountOn("2026-10-31"), 9000);
        book.workspace().setSetting("subscriptions.values", "restated");
        QCOMPARE(amountOn("2026-09-29"), 9000);
    }
    /// Cancelled from 1 September on, which nobody knew in July: s1 was to run beside s2 from October on.
    void aCancellationThatIsNotKnownYetIsNone()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 2026-12-31 Core", "s2 A 70 2026-10-01 - Core"});
        book.run("UPDATE subscriptions SET cancelled_date = '2026-09-01' WHERE subscription_id = 's1'", {});
        book.run("UPDATE subscriptions SET created_date = '2026-06-01' WHERE subscription_id = 's2'", {});
        QCOMPARE(
            test::Checked(book, "2026-08-31").figures(Check::Overlap), QStringList("billing subscriptions 1 of 2"));
        QCOMPARE(
            test::Checked(book, "2026-09-01").figures(Check::Overlap), QStringList("billing subscriptions 0 of 2"));
    }
    /// B becomes a part of A on 1 June; on the days before they are two customers.
    void mergers_data()
    {
        QTest::addColumn<QStringList>("contracts");
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("overlap");
        QTest::addColumn<QString>("gaps");
        const QString a = QStringLiteral("s1 A 100 2025-01-01 %1 Core");
        QTest::newRow("in common before the merger alone")
            << QStringList{a.arg("2026-05-31"), "s2 B 70 2025-06-01 2026-12-31 Core"} << "2026-10-31"
            << "0 of 2"
            << "0 of 1";
        QTest::newRow("in common on its day")
            << QStringList{a.arg("2026-06-01"), "s2 B 70 2025-06-01 2026-12-31 Core"} << "2026-10-31"
            << "1 of 2"
            << "0 of 1";
        QTest::newRow("seen from the day before it")
            << QStringList{a.arg("2026-06-01"), "s2 B 70 2025-06-01 2026-12-31 Core"} << "2026-05-31"
            << "0 of 2"
            << "0 of 0";
        QTest::newRow("the next one began as another customer's")
            << QStringList{a.arg("2026-05-01"), "s2 B 70 2026-05-31 2026-12-31 Core"} << "2026-10-31"
            << "0 of 2"
            << "0 of 1";
        QTest::newRow("the next one began on its day")
            << QStringList{a.arg("2026-05-01"), "s2 B 70 2026-06-01 2026-12-31 Core"} << "2026-10-31"
            << "0 of 2"
            << "1 of 1";
    }
    void mergers()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, asOf);
        QFETCH(QString, overlap);
        QFETCH(QString, gaps);
        test::WorkspaceFixture book;
        fill(book, contracts);
        book.becomesPart("billing", "B", "A", "2026-06-01");
        const test::Checked checked(book, qPrintable(asOf));
        QCOMPARE(checked.figures(Check::Overlap), QStringList("billing subscriptions " + overlap));
        QCOMPARE(checked.figures(Check::Gaps), QStringList("billing subscriptions " + gaps));
    }
    void contractsThatVanishedAreGone()
    {
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 2026-01-01 Core", "s2 A 70 2026-01-01 2026-12-31 Core"});
        book.run("UPDATE subscriptions SET closed_on = '2026-10-15' WHERE subscription_id = 's2'", {});
        QCOMPARE(
            test::Checked(book, "2026-10-14").figures(Check::Overlap), QStringList("billing subscriptions 1 of 2"));
        QCOMPARE(
            test::Checked(book, "2026-10-15").figures(Check::Overlap), QStringList("billing subscriptions 0 of 1"));
    }
    void staleRates_data()
    {
        QTest::addColumn<QString>("rateDay");
        QTest::addColumn<QString>("figure");
        QTest::newRow("45 days old") << "2026-09-16"
                                     << "fx_rates 0 of 2";
        QTest::newRow("46 days old") << "2026-09-15"
                                     << "fx_rates 1 of 2";
    }
    void staleRates()
    {
        QFETCH(QString, rateDay);
        QFETCH(QString, figure);
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 - Core"});
        book.subscription("billing", "s2", "A", "80", "2025-01-01", {}, {}, "EUR", "Plus");
        book.subscription("billing", "s3", "A", "80", "2025-01-01", {}, {}, "GBP", "Extra");
        book.subscription("billing", "s4", "A", "80", "2025-01-01", "2026-10-30", {}, "CHF", "Old");
        book.rate("finance", "GBP", "2026-10-31", "1.2");
        book.rate("finance", "CHF", "2025-01-01", "1.1");
        book.rate("finance", "EUR", rateDay.toStdString(), "1.1");
        QCOMPARE(test::Checked(book).figures(Check::StaleRates), QStringList(figure));
    }
    void ratesOfTrials_data()
    {
        QTest::addColumn<QString>("rateDay");
        QTest::addColumn<QString>("figure");
        // A trial of value 0 is in force in EUR beside a paid contract in GBP: two currencies, never one failed of one.
        QTest::newRow("45 days old") << "2026-09-16"
                                     << "fx_rates 0 of 2";
        QTest::newRow("46 days old") << "2026-09-15"
                                     << "fx_rates 1 of 2";
        QTest::newRow("nothing to convert") << ""
                                            << "fx_rates 0 of 2";
    }
    void ratesOfTrials()
    {
        QFETCH(QString, rateDay);
        QFETCH(QString, figure);
        test::WorkspaceFixture book;
        fill(book, {"s1 A 100 2025-01-01 - Core"});
        book.subscription("billing", "s2", "A", "0", "2025-01-01", {}, {}, "EUR", "Plus");
        book.subscription("billing", "s3", "A", "80", "2025-01-01", {}, {}, "GBP", "Extra");
        book.rate("finance", "GBP", "2026-10-31", "1.2");
        if (!rateDay.isEmpty())
            book.rate("finance", "EUR", rateDay.toStdString(), "1.1");
        QCOMPARE(test::Checked(book).figures(Check::StaleRates), QStringList(figure));
    }

private:
    static void fill(test::WorkspaceFixture &book, const QStringList &contracts)
    {
        book.source("billing", "billing");
        book.source("finance", "finance");
        for (const char *id : {"A", "B"})
            book.account("billing", id, id, "status=active");
        for (const QString &each : contracts) {
            const QStringList parts = each.split(u' ');
            book.subscription("billing", parts[0].toStdString(), parts[1].toStdString(), parts[2].toStdString(),
                parts[3].toStdString(), parts[4] == u"-" ? std::string() : parts[4].toStdString(), {}, "USD",
                parts.value(5).toStdString());
        }
        book.settle();
    }
};

QTEST_GUILESS_MAIN(TestContractChecks)
#include "tst_contract_checks.moc"
