#include "core/renewals/known_book.h"
#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;

namespace {

/// Everything that is said as of a day, as one text.
QString said(RenewalFixture &data, const char *asOf)
{
    const renewals::RenewalReport report = data.report("2026-01-01", "2026-12-31", asOf);
    QStringList words;
    for (const renewals::ListedRenewal &listed : report.contracts) {
        const renewals::RenewalCase &renewal = listed.renewal;
        words << QStringLiteral("%1 %2 %3 %4 %5 %6")
                     .arg(renewal.account)
                     .arg(QString::fromStdString(renewal.due.iso()))
                     .arg(renewal.dueArr)
                     .arg(QLatin1String(renewals::toString(renewal.state)))
                     .arg(renewal.renewedArr)
                     .arg(renewal.onTime ? int(*renewal.onTime) : -1);
        words << (renewal.opportunity
                ? QString::fromStdString(renewal.opportunity->opportunity->id + " " + renewal.opportunity->state.stage)
                : QStringLiteral("none"));
        for (const renewals::Exception exception : listed.exceptions)
            words << QLatin1String(renewals::toString(exception));
    }
    for (const renewals::RiskCoverage &row : report.riskCoverage)
        words << QStringLiteral("%1 %2 %3 %4").arg(row.due).arg(row.covered).arg(row.dueArr).arg(row.coveredArr);
    words << QStringLiteral("%1 %2 %3").arg(report.hygiene.due).arg(report.hygiene.complete).arg(report.undated.size());
    return words.join(u'\n');
}

/// A customer whose renewal is ahead on 15 March 2026, with all that belongs to it.
void fill(RenewalFixture &data)
{
    data.csm("m1", "Mia");
    data.run("UPDATE accounts SET owner = 'Mia' WHERE account_id = ?", {"A"});
    data.contract("due", "100 2025-04-01 2026-03-31");
    data.contract("side", "30 2025-06-01 2026-05-31 product=Side");
    data.opportunity("o1", "created_date=2025-12-01 close_date=2026-03-30 stage=Open subscription_id=due");
    data.risk("2026-03-01", "mia", "monitor", "call");
}

} // namespace

/// What a day's figures may know (CONTRACT-ROOMS, "Known on day D").
class TestRenewalKnowledge : public QObject {
    Q_OBJECT

private slots:
    /// A customer is due by its own renewal date, not by that of one that became a part of it.
    void datesOfAMerger()
    {
        WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "1", "Bolt", "renewal_date=2026-12-31");
        data.account("crm", "2", "Acme", "renewal_date=2027-06-30");
        data.settle();
        data.becomesPart("crm", "1", "2", "2026-03-15");
        const auto portfolio = portfolio::Portfolio::read(data.workspace());
        const auto dates = renewals::goldenRenewalDates(*portfolio, day("2026-05-31"));
        QCOMPARE(dates.at(std::size_t(portfolio->accounts().ownerOfRecord("crm", "2"))), Date::of(2027, 6, 30));
        QCOMPARE(dates.at(std::size_t(portfolio->accounts().ownerOfRecord("crm", "1"))), Date::of(2026, 12, 31));
    }

    /// Whatever is said later changes nothing that is told as of 15 March.
    void whatComesLaterChangesNothing_data()
    {
        QTest::addColumn<QString>("sql");
        const auto subscription = [](const char *values) {
            return QStringLiteral("INSERT INTO subscriptions (source, subscription_id, account_id, annual_minor, "
                                  "currency, content_hash, as_of, batch_id, line, start_date, end_date, created_date, "
                                  "cancelled_date, first_as_of) VALUES ('billing', 'new', 'A', 9900, 'USD', 0, "
                                  "'2026-10-31', 1, 2, %1)")
                .arg(QLatin1String(values));
        };
        QTest::newRow("a contract created later")
            << subscription("'2026-04-01', '2027-03-31', '2026-03-16', NULL, '2026-01-01'");
        QTest::newRow("a contract that starts later, first seen later")
            << subscription("'2026-03-16', '2027-03-31', NULL, NULL, '2026-03-20'");
        QTest::newRow("a contract of earlier, created later")
            << subscription("'2025-01-01', '2026-03-31', '2026-03-16', NULL, '2026-03-20'");
        QTest::newRow("a cancellation")
            << "UPDATE subscriptions SET cancelled_date = '2026-03-20', notice_date = '2026-03-16' "
               "WHERE subscription_id = 'due'";
        QTest::newRow("a cancellation for an earlier day, brought later, noticed later")
            << "UPDATE subscriptions SET cancelled_date = '2026-03-10', notice_date = '2026-03-16', "
               "first_as_of = '2026-10-31' WHERE subscription_id = 'due'";
        QTest::newRow("an end moved")
            << "UPDATE subscriptions SET end_date = '2026-09-30' WHERE subscription_id = 'due'; "
               "INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
               "('billing', 'subscriptions', 'due', 'end_date', '2026-03-31', '2025-04-30', 1), "
               "('billing', 'subscriptions', 'due', 'end_date', '2026-09-30', '2026-03-16', 1)";
        QTest::newRow("an amount edited in place")
            << "UPDATE subscriptions SET annual_minor = 5000 WHERE subscription_id = 'due'; "
               "INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
               "('billing', 'subscriptions', 'due', 'annual', '100.00 USD', '2025-04-30', 1), "
               "('billing', 'subscriptions', 'due', 'annual', '50.00 USD', '2026-03-16', 1)";
        QTest::newRow("a risk row") << "INSERT INTO risks (source, account_id, date, author, status, content_hash, "
                                       "as_of, batch_id, line) VALUES ('billing', 'A', '2026-03-16', 'z', 'lost', 0, "
                                       "'2026-10-31', 1, 2)";
        QTest::newRow("an opportunity") << "INSERT INTO opportunities (source, opportunity_id, account_id, type, "
                                           "subscription_id, currency, created_date, close_date, content_hash, as_of, "
                                           "batch_id, line) VALUES ('billing', 'o0', 'A', 'renewal', 'due', 'USD', "
                                           "'2026-03-16', '2026-03-16', 0, '2026-10-31', 1, 2)";
        QTest::newRow("an opportunity won later")
            << "UPDATE opportunities SET is_closed = 1, is_won = 1 WHERE opportunity_id = 'o1'"; // on 30 March
        QTest::newRow("a stage that moved")
            << "UPDATE opportunities SET stage = 'Moved' WHERE opportunity_id = 'o1'; "
               "INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
               "('billing', 'opportunities', 'o1', 'stage', 'Open', '2026-10-31', 1), "
               "('billing', 'opportunities', 'o1', 'stage', 'Moved', '2026-11-30', 1)";
        QTest::newRow("an owner who takes over")
            << "UPDATE accounts SET owner = 'Nobody' WHERE account_id = 'A'; "
               "INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
               "('billing', 'accounts', 'A', 'owner', 'Mia', '2025-04-30', 1), "
               "('billing', 'accounts', 'A', 'owner', 'Nobody', '2026-03-16', 1)";
        QTest::newRow("an owner who leaves") << "UPDATE csms SET end_date = '2026-03-15' WHERE csm_id = 'm1'";
        QTest::newRow("a rate") << "INSERT INTO fx_rates (source, currency, date, rate, content_hash, as_of, batch_id, "
                                   "line) VALUES ('billing', 'EUR', '2026-03-16', '2', 0, '2026-10-31', 1, 2)";
    }
    void whatComesLaterChangesNothing()
    {
        QFETCH(QString, sql);
        RenewalFixture plain;
        fill(plain);
        RenewalFixture planted;
        fill(planted);
        planted.db().exec(sql.toStdString());
        const QString before = said(plain, "2026-03-15");
        QVERIFY(before.contains(QStringLiteral("2026-05-31 13000 pending"))); // both contracts are due in the year
        QCOMPARE(said(planted, "2026-03-15"), before);
    }

    void cancellations_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<bool>("known");
        // Cancelled for 15 February, before the window; a contract that is known to be cancelled is not due in it.
        QTest::newRow("the day before the notice")
            << "cancelled_date=2026-02-15 notice_date=2026-01-20 first_as_of=2026-10-31"
            << "2026-01-19" << false;
        QTest::newRow("on the notice") << "cancelled_date=2026-02-15 notice_date=2026-01-20 first_as_of=2026-10-31"
                                       << "2026-01-20" << true;
        QTest::newRow("no notice, the day before") << "cancelled_date=2026-02-15 first_as_of=2026-10-31"
                                                   << "2026-02-14" << false;
        QTest::newRow("no notice, the day itself") << "cancelled_date=2026-02-15 first_as_of=2026-10-31"
                                                   << "2026-02-15" << true;
        QTest::newRow("held by a batch of an earlier day") << "cancelled_date=2026-02-15 first_as_of=2026-01-10"
                                                           << "2026-01-10" << true;
        QTest::newRow("the day before that batch") << "cancelled_date=2026-02-15 first_as_of=2026-01-10"
                                                   << "2026-01-09" << false;
    }
    void cancellations()
    {
        QFETCH(QString, columns);
        QFETCH(QString, asOf);
        QFETCH(bool, known);
        RenewalFixture data;
        data.contract("due", ("100 2025-04-01 2026-03-31 " + columns).toLatin1().constData());
        QCOMPARE(data.only("2026-03-01", "2026-03-31", asOf.toLatin1().constData()).isEmpty(), known);
    }

    /// record_history says when a file first had the cancellation.
    void aCancellationThatAFileBrought()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31 cancelled_date=2026-02-15 first_as_of=2025-05-31");
        data.kept("subscriptions", "due", "cancelled_date", "", "2025-05-31");
        data.kept("subscriptions", "due", "cancelled_date", "2026-02-15", "2026-01-31");
        QVERIFY(!data.only("2026-03-01", "2026-03-31", "2026-01-30").isEmpty());
        QVERIFY(data.only("2026-03-01", "2026-03-31", "2026-01-31").isEmpty());
    }

    void aContractIsKnown_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("from"); // first day on which it is
        QTest::newRow("from created_date") << "created_date=2025-06-10 first_as_of=2025-05-01"
                                           << "2025-06-10";
        QTest::newRow("else from its start") << "first_as_of=2026-10-31"
                                             << "2025-04-01";
        QTest::newRow("else from the first batch, where it is earlier") << "first_as_of=2025-03-01"
                                                                        << "2025-03-01";
        QTest::newRow("without first sight from its row's") << "as_of=2025-03-05"
                                                            << "2025-03-05";
    }
    void aContractIsKnown()
    {
        QFETCH(QString, columns);
        QFETCH(QString, from);
        RenewalFixture data;
        data.contract("due", ("100 2025-04-01 2026-03-31 " + columns).toLatin1().constData());
        const Date first = day(from.toLatin1().constData());
        QVERIFY(!data.only("2026-03-01", "2026-03-31", first.iso().c_str()).isEmpty());
        QVERIFY(data.only("2026-03-01", "2026-03-31", first.plusDays(-1).iso().c_str()).isEmpty());
    }

    void notices()
    {
        renewals::Term term;
        term.notice = day("2026-02-01");
        term.firstSeen = day("2026-10-31");
        QVERIFY(!term.noticeOn(day("2026-01-31")));
        QCOMPARE(term.noticeOn(day("2026-02-01")), term.notice);
        term.firstSeen = day("2026-01-01");
        QCOMPARE(term.noticeOn(day("2026-01-01")), term.notice); // a file of that day had it
    }

    void monthToMonth_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<int>("billing");
        QTest::addColumn<bool>("is");
        QTest::newRow("no end, by the month") << "2026-01-01"
                                              << "" << 1 << true;
        QTest::newRow("no end, by the quarter") << "2026-01-01"
                                                << "" << 3 << false;
        QTest::newRow("no end, nothing said") << "2026-01-01"
                                              << "" << 0 << false;
        QTest::newRow("31 days") << "2026-01-01"
                                 << "2026-01-31" << 0 << true;
        QTest::newRow("32 days") << "2026-01-01"
                                 << "2026-02-01" << 0 << false;
        QTest::newRow("a year, billed by the month") << "2026-01-01"
                                                     << "2026-12-31" << 1 << false;
    }
    void monthToMonth()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(int, billing);
        renewals::Term term;
        term.start = day(start.toLatin1().constData());
        term.end = Date::fromIso(end.toStdString());
        term.billingMonths = billing;
        QTEST(term.isMonthToMonth(term.start), "is");
    }

    /// An end that a later file gives is not known before it.
    void monthToMonthUntilAnEndIsKnown()
    {
        renewals::Term term;
        term.start = day("2026-01-01");
        term.end = day("2027-12-31");
        term.billingMonths = 1;
        term.ends.add(day("2026-01-01"), {});
        term.ends.add(day("2026-06-30"), "2027-12-31");
        QVERIFY(term.isMonthToMonth(day("2026-06-29")));
        QVERIFY(!term.isMonthToMonth(day("2026-06-30")));
    }

    /// A contract from January on, in a file from February on: its end was brought forward in June, its cancellation
    /// for September came with a file in July.
    void whatIsKnownOfATerm()
    {
        renewals::Term term;
        term.start = day("2026-01-01");
        term.firstSeen = day("2026-02-01");
        term.end = Date::fromIso("2026-08-31");
        QVERIFY(term.isKnownOn(day("2026-01-01")) && !term.isKnownOn(day("2025-12-31")));
        QCOMPARE(term.endOn(day("2026-01-01")), term.end);
        term.ends.add(day("2026-02-01"), "2026-12-31");
        term.ends.add(day("2026-06-01"), "2026-08-31");
        QCOMPARE(term.endOn(day("2026-01-01")), Date::fromIso("2026-12-31")); // what was said first
        QCOMPARE(term.endOn(day("2026-05-31")), Date::fromIso("2026-12-31"));
        QCOMPARE(term.endOn(day("2026-06-01")), Date::fromIso("2026-08-31"));
        term.created = Date::fromIso("2026-03-01");
        QVERIFY(term.isKnownOn(day("2026-03-01")) && !term.isKnownOn(day("2026-02-28")));

        term.cancelled = Date::fromIso("2026-09-30");
        term.cancellations.add(day("2026-02-01"), "");
        term.cancellations.add(day("2026-07-01"), "2026-09-30");
        QVERIFY(!term.cancelledOn(day("2026-06-30")) && !term.isUnderNotice(day("2026-06-30")));
        QCOMPARE(term.cancelledOn(day("2026-07-01")), term.cancelled);
        QVERIFY(term.isUnderNotice(day("2026-07-01")));
        term.notice = Date::fromIso("2026-05-15");
        QVERIFY(!term.cancelledOn(day("2026-05-14")));
        QCOMPARE(term.cancelledOn(day("2026-05-15")), term.cancelled);

        renewals::Term late; // the file came after the day it says
        late.start = late.firstSeen = day("2026-01-01");
        late.cancelled = Date::fromIso("2026-04-30");
        late.cancellations.add(day("2026-01-01"), "");
        late.cancellations.add(day("2026-07-01"), "2026-04-30");
        QVERIFY(!late.cancelledOn(day("2026-04-29")));
        QCOMPARE(late.cancelledOn(day("2026-04-30")), late.cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRenewalKnowledge)
#include "tst_renewal_knowledge.moc"
