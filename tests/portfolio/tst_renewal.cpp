#include "core/portfolio/portfolio.h"
#include "core/portfolio/renewal.h"

#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

const Date AsOf = *Date::of(2026, 10, 31);

QStringList inWords(const ArrBook &book, const std::vector<RenewalDue> &due)
{
    QStringList words;
    for (const RenewalDue &renewal : due)
        words << QStringLiteral("%1 %2 %3")
                     .arg(QString::fromStdString(book.accounts().at(renewal.account).name),
                         QString::fromStdString(renewal.due.iso()), QString::number(double(renewal.arr) / 100));
    return words;
}

/// Contracts of one customer each, whose boundaries are the point; ARR from billing.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    for (const char *id : {"ends today", "ends tomorrow", "day 90", "day 91", "starts tomorrow", "starts later",
             "cancelled for later", "gone before", "no end", "two", "trial"})
        data.account("billing", id, id, "renewal_date=2026-11-15"); // contracts say when, not this
    data.subscription("billing", "s1", "ends today", "100", "2025-11-01", "2026-10-31");
    data.subscription("billing", "s2", "ends tomorrow", "200", "2025-11-02", "2026-11-01");
    data.subscription("billing", "s3", "day 90", "300", "2026-01-30", "2027-01-29");
    data.subscription("billing", "s4", "day 91", "400", "2026-01-31", "2027-01-30");
    data.subscription("billing", "s5", "starts tomorrow", "500", "2026-11-01", "2026-12-31");
    data.subscription("billing", "s6", "starts later", "600", "2026-11-02", "2026-12-31");
    data.subscription("billing", "s7", "cancelled for later", "700", "2025-01-01", "2026-12-31", "2026-12-01");
    data.subscription("billing", "s8", "gone before", "800", "2025-01-01", "2026-12-31", "2026-11-01");
    data.subscription("billing", "s9", "no end", "900", "2025-01-01");
    data.subscription("billing", "sa", "two", "1000", "2025-01-01", "2026-11-30");
    data.subscription("billing", "sb", "two", "2000", "2025-01-01", "2026-12-31");
    data.subscription("billing", "sc", "two", "4000", "2025-01-01", "2027-06-30");
    data.subscription("billing", "sd", "trial", "0", "2026-10-01", "2026-11-30");
    data.settle();
}

} // namespace

class TestRenewal : public QObject {
    Q_OBJECT
private slots:
    /// CONTRACT section 2: the next 90 days of D are D + 1 .. D + 90; in force on D + 1; of one customer the latest end
    /// in the window and only what ends in it; nothing for a trial.
    void aheadIsFromTheNextDay()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto book = Portfolio::of(data.workspace())->book(AsOf);
        QVERIFY2(bool(book), book ? "" : book.error().message.english().c_str());
        const auto due = renewalsAhead(*book, AsOf);
        QStringList found = inWords(*book, *due);
        found.sort();
        QCOMPARE(found,
            (QStringList{"cancelled for later 2026-12-31 700", "day 90 2027-01-29 300", "ends tomorrow 2026-11-01 200",
                "starts tomorrow 2026-12-31 500", "two 2026-12-31 3000"}));
    }

    /// What ends in a window is the sum of the ends in it, whichever way it is asked.
    void endsAddUpToWhatIsDue()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto book = Portfolio::of(data.workspace())->book(AsOf);
        const auto ends = contractEnds(*book, AsOf, AsOf);
        for (const int days : {1, 30, 60, 61, 90, 91, 400}) {
            const auto due = renewalsAhead(*book, AsOf, days);
            std::map<int, std::int64_t> sums;
            for (const RenewalDue &renewal : *due)
                sums[renewal.account] = renewal.arr;
            for (int account = 0; account < book->accounts().size(); ++account) {
                const auto own = arrDue((*ends)[std::size_t(account)], AsOf.plusDays(1), AsOf.plusDays(days));
                QCOMPARE(own.has_value(), sums.contains(account));
                QCOMPARE(own.value_or(0), sums[account]);
            }
        }
    }

    /// A credit as large as what ends leaves 0; where it is larger, nothing of worth ends.
    void creditsAmongWhatEnds_data()
    {
        QTest::addColumn<int>("credit");
        QTest::addColumn<QString>("due"); // of 10.00; empty for nothing
        QTest::newRow("a part") << -999 << "1";
        QTest::newRow("all") << -1000 << "0";
        QTest::newRow("more") << -1001 << "";
    }
    void creditsAmongWhatEnds()
    {
        QFETCH(int, credit);
        const auto due = arrDue({{AsOf, 1000}, {AsOf, credit}}, AsOf, AsOf);
        QTEST(due ? QString::number(*due) : QString(), "due");
        QVERIFY(!arrDue({}, AsOf, AsOf));
    }

    /// Without subscriptions the golden renewal date is the end of all a customer has.
    void snapshotsHaveTheGoldenDate()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Today", "arr=10.00;renewal_date=2026-10-31");
        data.account("crm", "b", "Tomorrow", "arr=20.00;renewal_date=2026-11-01");
        data.account("crm", "c", "Nothing", "arr=0.00;renewal_date=2026-11-01");
        data.account("crm", "d", "Undated", "arr=40.00");
        data.settle();
        const auto book = Portfolio::of(data.workspace())->book(AsOf);
        QVERIFY(knowsRenewals(*book));
        QCOMPARE(inWords(*book, *renewalsAhead(*book, AsOf)), QStringList{"Tomorrow 2026-11-01 20"});
        const auto ends = contractEnds(*book, AsOf, AsOf);
        QCOMPARE(ends->size(), std::size_t(4));
        for (int account = 0; account < book->accounts().size(); ++account) {
            const std::vector<ContractEnd> &own = (*ends)[std::size_t(account)];
            const bool ahead = book->accounts().at(account).name == "Tomorrow"; // today's end is ahead no longer
            QCOMPARE(own.size(), std::size_t(ahead ? 1 : 0));
            if (ahead)
                QCOMPARE(own[0].end, AsOf.plusDays(1));
        }
    }
};

QTEST_GUILESS_MAIN(TestRenewal)
#include "tst_renewal.moc"
