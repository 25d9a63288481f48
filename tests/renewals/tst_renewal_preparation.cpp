#include "core/renewals/exceptions.h"
#include "core/renewals/preparation.h"
#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;

/// Risk coverage and hygiene on 31 October 2026: 120 days on is 28 February 2027, 90 are 29 January, 60 are 30
/// December.
class TestRenewalPreparation : public QObject {
    Q_OBJECT

    static QStringList coverage(RenewalFixture &data)
    {
        QStringList rows;
        for (const renewals::RiskCoverage &row : data.report("2026-11-01", "2026-11-30", "2026-10-31").riskCoverage)
            rows << QStringLiteral("%1: %2 of %3, %4 of %5")
                        .arg(row.window)
                        .arg(row.covered)
                        .arg(row.due)
                        .arg(row.coveredArr / 100)
                        .arg(row.dueArr / 100);
        return rows;
    }
    static QString hygiene(RenewalFixture &data)
    {
        const renewals::Hygiene found = data.report("2026-11-01", "2026-11-30", "2026-10-31").hygiene;
        return QStringLiteral("%1 of %2").arg(found.complete).arg(found.due);
    }
    /// Owned by Mia, due on 31 December, with an open opportunity.
    static void prepared(RenewalFixture &data)
    {
        data.csm("m1", "Mia");
        data.run("UPDATE accounts SET owner = ? WHERE account_id = 'A'", {"Mia"});
        data.contract("due", "100 2026-01-01 2026-12-31");
        data.opportunity("o", "created_date=2026-09-01 close_date=2026-12-15");
    }

private slots:
    void windows()
    {
        RenewalFixture data;
        int number = 0;
        for (const char *end : {"2026-10-31", "2026-11-01", "2026-12-30", "2026-12-31", "2027-01-29", "2027-01-30",
                 "2027-02-28", "2027-03-01"}) {
            const std::string id = "c" + std::to_string(++number);
            data.contract(id.c_str(), (std::string("10 2026-01-01 ") + end).c_str(), id.c_str());
        }
        data.risk("2026-10-31", "ann", "at_risk", "call", "c2");
        data.risk("2026-10-31", "ann", "monitor", "call", "c5");
        QCOMPARE(
            coverage(data), (QStringList{"120: 2 of 6, 20 of 60", "90: 2 of 4, 20 of 40", "60: 1 of 2, 10 of 20"}));
    }

    /// Of the contracts in force on the day itself, not on the next.
    void theBaseIsTheDay()
    {
        RenewalFixture data;
        data.contract("cancelled tomorrow", "10 2026-01-01 2026-12-01 cancelled_date=2026-11-01");
        data.contract("starts tomorrow", "500 2026-11-01 2026-12-01");
        QCOMPARE(coverage(data)[2], QStringLiteral("60: 0 of 1, 0 of 10"));
    }

    void whatCovers_data()
    {
        QTest::addColumn<QStringList>("rows"); // date author status action
        QTest::addColumn<bool>("covered");
        QTest::newRow("none") << QStringList{} << false;
        QTest::newRow("89 days old") << QStringList{"2026-08-03 ann monitor call"} << true;
        QTest::newRow("90 days old") << QStringList{"2026-08-02 ann monitor call"} << false;
        QTest::newRow("tomorrow's") << QStringList{"2026-11-01 ann monitor call"} << false;
        QTest::newRow("no action") << QStringList{"2026-10-30 ann monitor"} << false;
        QTest::newRow("the last has none")
            << QStringList{"2026-10-30 ann monitor", "2026-10-01 ann monitor call"} << false;
        QTest::newRow("of any author") << QStringList{"2026-10-30 bob monitor call", "2026-10-01 ann monitor"} << true;
        QTest::newRow("of one day the last author in byte order")
            << QStringList{"2026-10-30 Zoe monitor", "2026-10-30 ann monitor call"} << true;
        QTest::newRow("who has none") << QStringList{"2026-10-30 Zoe monitor call", "2026-10-30 ann monitor"} << false;
    }
    void whatCovers()
    {
        QFETCH(QStringList, rows);
        QFETCH(bool, covered);
        RenewalFixture data;
        data.contract("due", "100 2026-01-01 2026-12-01");
        for (const QString &row : rows) {
            const QByteArrayList part = row.toLatin1().split(' ');
            data.risk(part[0].constData(), part[1].constData(), part[2].constData(), part.value(3).constData());
        }
        QCOMPARE(coverage(data)[2],
            covered ? QStringLiteral("60: 1 of 1, 100 of 100") : QStringLiteral("60: 0 of 1, 0 of 100"));
    }

    void hygieneOfOne_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        QTest::newRow("complete") << ""
                                  << "1 of 1";
        QTest::newRow("due in 120 days") << "UPDATE subscriptions SET end_date = '2027-02-28' WHERE account_id = 'A'"
                                         << "1 of 1";
        QTest::newRow("due in 121") << "UPDATE subscriptions SET end_date = '2027-03-01' WHERE account_id = 'A'"
                                    << "0 of 0";
        QTest::newRow("due today") << "UPDATE subscriptions SET end_date = '2026-10-31' WHERE account_id = 'A'"
                                   << "0 of 0";
        QTest::newRow("no owner") << "UPDATE accounts SET owner = NULL"
                                  << "0 of 1";
        QTest::newRow("the owner left") << "UPDATE csms SET end_date = '2026-10-30'"
                                        << "0 of 1";
        QTest::newRow("no opportunity") << "DELETE FROM opportunities"
                                        << "0 of 1";
        QTest::newRow("any open one") << "UPDATE opportunities SET close_date = '2028-01-01'"
                                      << "1 of 1";
        QTest::newRow("won for this date") << "UPDATE opportunities SET is_closed = 1, is_won = 1, close_date = "
                                              "'2026-10-01'"
                                           << "1 of 1";
        QTest::newRow("won for another") << "UPDATE opportunities SET is_closed = 1, is_won = 1, close_date = "
                                            "'2026-01-01'"
                                         << "0 of 1";
        QTest::newRow("no end") << "UPDATE subscriptions SET end_date = NULL WHERE account_id = 'A'"
                                << "0 of 1";
        QTest::newRow("no end, but a date on the record of another system")
            << "UPDATE subscriptions SET end_date = NULL WHERE account_id = 'A'; INSERT INTO source (name, kind) "
               "VALUES "
               "('crm', 'crm'); INSERT INTO accounts (source, account_id, name, renewal_date, content_hash, as_of, "
               "batch_id, line) VALUES ('crm', 'A', 'Acme', '2027-06-30', 0, '2026-10-31', 1, 2); "
               "INSERT INTO account_link SELECT 'crm', 'A', account, 'manual', 1, 'accepted', '', '', NULL FROM "
               "account_link "
               "WHERE source = 'billing' AND record_id = 'A'"
            << "0 of 0";
        QTest::newRow("month to month") << "UPDATE subscriptions SET end_date = NULL, billing_period_months = 1 WHERE "
                                           "account_id = 'A'"
                                        << "0 of 0";
        QTest::newRow("no end, by the quarter") << "UPDATE subscriptions SET end_date = NULL, billing_period_months = "
                                                   "3 WHERE account_id = 'A'"
                                                << "0 of 1";
        QTest::newRow("a term of 31 days") << "UPDATE subscriptions SET start_date = '2026-10-31', end_date = "
                                              "'2026-11-30' WHERE account_id = 'A'"
                                           << "0 of 0";
        QTest::newRow("a term of 32 days") << "UPDATE subscriptions SET start_date = '2026-10-31', end_date = "
                                              "'2026-12-01' WHERE account_id = 'A'"
                                           << "1 of 1";
        QTest::newRow("not worth anything") << "UPDATE subscriptions SET annual_minor = 0 WHERE account_id = 'A'"
                                            << "0 of 0";
    }
    void hygieneOfOne()
    {
        QFETCH(QString, sql);
        RenewalFixture data;
        prepared(data);
        data.settle();
        data.db().exec(sql.toStdString());
        QTEST(hygiene(data), "expected");
    }

    void undatedOnesAreListed()
    {
        RenewalFixture data;
        data.contract("open", "100 2026-01-01 -");
        const auto report = data.report("2026-11-01", "2026-11-30", "2026-10-31");
        QCOMPARE(report.undated.size(), std::size_t(1));
        QVERIFY(report.contracts.empty());
        QVERIFY(!report.rows.front().rateLogos());
        QVERIFY(!report.riskCoverage.front().rate());
    }

    /// What comes up for no renewal stands apart, as known on the day: without an end, from month to month by its
    /// billing or by a term of 31 days. Not what ends, is over, has no value or is cancelled as known by then.
    void contractsWithoutAnEnd()
    {
        RenewalFixture data;
        data.account("billing", "B", "Birch");
        data.contract("ends", "100 2026-01-01 2026-12-31");
        data.contract("goes on", "200 2026-01-01 -");
        data.contract("billed by the month", "300 2026-02-01 - billing_period_months=1");
        data.contract("a month", "400 2026-10-05 2026-11-04", "B");
        data.contract("a month and a day", "400 2026-10-05 2026-11-05", "B");
        data.contract("later", "500 2026-11-01 -");
        data.contract("free", "0 2026-01-01 -");
        data.contract("notice given", "600 2026-01-01 - cancelled_date=2026-12-31 notice_date=2026-10-31");
        data.contract("notice to come", "700 2026-01-01 - cancelled_date=2026-12-31 notice_date=2026-11-01", "B");
        data.run("UPDATE subscriptions SET first_as_of = '2026-12-31' WHERE subscription_id = ?", {"notice to come"});
        data.settle();
        QStringList found;
        for (const auto &each : data.report("2026-11-01", "2026-11-30", "2026-10-31").openEnded)
            found << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(each.id), QString::fromLatin1(renewals::toString(each.kind)),
                             QString::fromStdString(each.start.iso()))
                         .arg(each.arr / 100);
        QCOMPARE(found,
            (QStringList{"billed by the month month_to_month 2026-02-01 300", "goes on evergreen 2026-01-01 200",
                "a month month_to_month 2026-10-05 400", "notice to come evergreen 2026-01-01 700"}));
        const auto known = data.known(day("2026-10-31"));
        const auto none = renewals::openEndedContracts(known, [](int) { return false; });
        QVERIFY(none && none->empty());
    }

    void anAssignmentGoesBeforeTheOwner()
    {
        RenewalFixture data;
        prepared(data);
        data.csm("m2", "Lee", "2026-10-01");
        const auto assign = [&](const char *role, const char *end) {
            data.run("INSERT OR REPLACE INTO assignments (source, account_id, csm_id, start_date, end_date, role, "
                     "content_hash, as_of, batch_id, line) VALUES ('billing', 'A', 'm2', '2026-01-01', nullif(?, ''), "
                     "?, 0, '2026-10-31', 1, 2)",
                {end, role});
        };
        assign("backup", "");
        QCOMPARE(hygiene(data), QStringLiteral("1 of 1"));
        assign("owner", "2026-10-30");
        QCOMPARE(hygiene(data), QStringLiteral("1 of 1"));
        assign("owner", "2026-10-31");
        QCOMPARE(hygiene(data), QStringLiteral("0 of 1"));
        assign("owner", "");
        QCOMPARE(hygiene(data), QStringLiteral("0 of 1"));
    }

    void aWindowThatEndsBeforeItBegins()
    {
        RenewalFixture data;
        const auto known = data.known(day("2026-10-31"));
        const auto report = renewals::renewalReport(known, {{day("2026-11-02"), day("2026-11-01")}});
        QCOMPARE(report.error().code, ErrorCode::InvalidArgument);
    }

    void datesOfSystems()
    {
        const renewals::StatedDates none;
        QVERIFY(none.agreeWithin(0));
        const renewals::StatedDates apart{Date::fromIso("2026-12-31"), Date::fromIso("2027-01-30")};
        QVERIFY(apart.agreeWithin(30) && !apart.agreeWithin(29));
        renewals::AccountMarks marks;
        marks.arr = {100, 0, 100, 100};
        marks.dates = {none, none, apart, none};
        marks.isMonthToMonth = {0, 0, 0, 1};
        QCOMPARE(renewals::undatedAccounts(marks), std::vector<int>{0});
    }

    void theLastRiskOfADay()
    {
        RenewalFixture data;
        data.risk("2026-06-01", "Ann", "at_risk", "");
        data.risk("2026-05-01", "Bob", "monitor", "call");
        const renewals::KnownRenewals known = data.known(day("2026-10-31"));
        const int acme = known.portfolio().accounts().indexOfRecord("billing", "A");
        const auto statusOn = [&](const char *iso) {
            const renewals::Risk *last = known.data().lastRisk(acme, day(iso));
            return last ? QString::fromStdString(last->status) : QString();
        };
        QCOMPARE(statusOn("2026-04-30"), QString());
        QCOMPARE(statusOn("2026-05-01"), QStringLiteral("monitor"));
        QCOMPARE(statusOn("2026-05-31"), QStringLiteral("monitor"));
        QCOMPARE(statusOn("2026-06-01"), QStringLiteral("at_risk"));
    }

    /// One renewal, ready and not: what is asked of it, listed and counted.
    void readyAndNot()
    {
        const auto asked = [](RenewalFixture &data) {
            const renewals::KnownRenewals known = data.known(day("2026-10-31"));
            const auto marks = renewals::AccountMarks::on(known);
            if (!marks)
                qFatal("%s", marks.error().message.english().c_str());
            const renewals::ReportOptions options{{day("2026-12-01"), day("2026-12-31")}};
            const auto listed = renewals::listedRenewals(known, *marks, options);
            const auto cases = known.casesIn(options.window);
            const auto hygiene = renewals::hygieneOf(known, *marks, 30);
            QStringList said;
            for (const renewals::Exception each : renewals::exceptionsOf(known, *marks, cases->front(), 30))
                said << QString::fromLatin1(renewals::toString(each));
            if (listed->size() != 1 || std::size_t(said.size()) != listed->front().exceptions.size())
                return QStringLiteral("listed otherwise");
            return QStringLiteral("%1 of %2; %3").arg(hygiene->complete).arg(hygiene->due).arg(said.join(u' '));
        };
        RenewalFixture ready;
        prepared(ready);
        QCOMPARE(asked(ready), QStringLiteral("1 of 1; "));
        RenewalFixture bare;
        bare.csm("m1", "Mia");
        bare.contract("due", "100 2026-01-01 2026-12-31");
        QCOMPARE(asked(bare), QStringLiteral("0 of 1; no_owner no_opportunity"));
        RenewalFixture left;
        prepared(left);
        left.run("UPDATE csms SET end_date = ?", {"2026-10-30"});
        QCOMPARE(asked(left), QStringLiteral("0 of 1; owner_left"));
    }

    void windowsThatEndBeforeTheyBegin()
    {
        RenewalFixture data;
        const renewals::KnownRenewals known = data.known(day("2026-10-31"));
        const auto marks = renewals::AccountMarks::on(known);
        const auto listed =
            renewals::listedRenewals(known, *marks, renewals::ReportOptions{{day("2026-12-31"), day("2026-12-30")}});
        QVERIFY(!listed && listed.error().code == ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestRenewalPreparation)
#include "tst_renewal_preparation.moc"
