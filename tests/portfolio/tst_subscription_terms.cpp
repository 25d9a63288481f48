#include "core/portfolio/arr_book.h"
#include "core/portfolio/subscription_terms.h"
#include "tests/portfolio/made_book.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

SubscriptionDates term(const char *start, const char *end = nullptr, const char *cancelled = nullptr)
{
    return {*Date::fromIso(start), end ? Date::fromIso(end) : std::nullopt,
        cancelled ? Date::fromIso(cancelled) : std::nullopt};
}

} // namespace

class TestSubscriptionTerms : public QObject {
    Q_OBJECT
private slots:
    void firstSubscription_data()
    {
        QTest::addColumn<std::vector<SubscriptionDates>>("terms");
        QTest::addColumn<int>("grace");
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("lastDay"); // worked by hand from CONTRACT section 2; empty: never in force
        QTest::addColumn<bool>("pending");
        using Terms = std::vector<SubscriptionDates>;
        QTest::newRow("end date is in force") << Terms{term("2026-01-01", "2026-06-30")} << 0 << "2026-10-31"
                                              << "2026-06-30" << false;
        QTest::newRow("cancelled is the first day not")
            << Terms{term("2026-01-01", "2026-06-30", "2026-03-01")} << 0 << "2026-10-31"
            << "2026-02-28" << false;
        QTest::newRow("cancelled on the first day")
            << Terms{term("2026-01-01", nullptr, "2026-01-01")} << 0 << "2026-10-31"
            << "" << false;
        QTest::newRow("grace bridges a gap")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-07-15")} << 30 << "2026-10-31"
            << "2026-07-14" << false;
        QTest::newRow("gap as long as the grace")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-07-30")} << 30 << "2026-10-31"
            << "2026-07-29" << false;
        QTest::newRow("gap longer than the grace")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-07-31")} << 30 << "2026-10-31"
            << "2026-06-30" << false;
        QTest::newRow("no successor yet: pending") << Terms{term("2026-01-01", "2026-10-15")} << 30 << "2026-10-31"
                                                   << "2026-11-14" << true;
        QTest::newRow("no successor, grace is over") << Terms{term("2026-01-01", "2026-09-15")} << 30 << "2026-10-31"
                                                     << "2026-09-15" << false;
        QTest::newRow("last day of grace is still pending")
            << Terms{term("2026-01-01", "2026-10-01")} << 30 << "2026-10-31"
            << "2026-10-31" << true;
        QTest::newRow("cancelled gets no grace")
            << Terms{term("2026-01-01", "2026-12-31", "2026-10-15")} << 30 << "2026-10-31"
            << "2026-10-14" << false;
        QTest::newRow("cancelled gets none past its end either")
            << Terms{term("2026-01-01", "2026-10-20", "2026-10-15")} << 30 << "2026-10-31"
            << "2026-10-14" << false;
        QTest::newRow("cancelled for its last day")
            << Terms{term("2026-01-01", "2026-10-20", "2026-10-20")} << 30 << "2026-10-31"
            << "2026-10-19" << false;
        QTest::newRow("cancelled for the day after its last")
            << Terms{term("2026-01-01", "2026-10-20", "2026-10-21")} << 30 << "2026-10-31"
            << "2026-10-20" << false;
        QTest::newRow("cancelled before its successor starts")
            << Terms{term("2026-01-01", "2026-06-30", "2026-07-10"), term("2026-07-15")} << 30 << "2026-10-31"
            << "2026-07-09" << false;
        QTest::newRow("cancelled once its successor is there")
            << Terms{term("2026-01-01", "2026-06-30", "2026-08-01"), term("2026-07-15")} << 30 << "2026-10-31"
            << "2026-07-14" << false;
        QTest::newRow("pending until it is cancelled")
            << Terms{term("2026-01-01", "2026-10-15", "2026-11-05")} << 30 << "2026-10-31"
            << "2026-11-04" << true;
        QTest::newRow("pending on the last day before it is cancelled")
            << Terms{term("2026-01-01", "2026-10-15", "2026-11-01")} << 30 << "2026-10-31"
            << "2026-10-31" << true;
        QTest::newRow("cancelled by the as-of day, it ended on its end")
            << Terms{term("2026-01-01", "2026-10-15", "2026-10-31")} << 30 << "2026-10-31"
            << "2026-10-15" << false;
        QTest::newRow("what was never in force is no successor")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-07-15", nullptr, "2026-07-15")} << 30 << "2026-10-31"
            << "2026-06-30" << false;
        QTest::newRow("an overlapping one is no successor")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-06-01")} << 30 << "2026-10-31"
            << "2026-06-30" << false;
        QTest::newRow("pending through a grace of a day")
            << Terms{term("2026-01-01", "2026-10-30")} << 1 << "2026-10-31"
            << "2026-10-31" << true;
        QTest::newRow("a grace of a day is over") << Terms{term("2026-01-01", "2026-10-29")} << 1 << "2026-10-31"
                                                  << "2026-10-29" << false;
        QTest::newRow("not pending on its last day") << Terms{term("2026-01-01", "2026-10-31")} << 30 << "2026-10-31"
                                                     << "2026-10-31" << false;
        QTest::newRow("what was never in force gets no grace")
            << Terms{term("2026-07-01", "2026-06-30"), term("2026-07-15")} << 30 << "2026-10-31"
            << "" << false;
        QTest::newRow("seamless renewal")
            << Terms{term("2026-01-01", "2026-06-30"), term("2026-07-01")} << 30 << "2026-10-31"
            << "2026-06-30" << false;
    }
    void firstSubscription()
    {
        QFETCH(std::vector<SubscriptionDates>, terms);
        QFETCH(int, grace);
        QFETCH(QString, asOf);
        QFETCH(QString, lastDay);
        QFETCH(bool, pending);
        const InForce days = daysInForce(terms, grace, *Date::fromIso(asOf.toStdString())).front();
        QCOMPARE(days.pendingRenewal, pending);
        QCOMPARE(days.until > days.from, !lastDay.isEmpty());
        if (!lastDay.isEmpty())
            QCOMPARE(QString::fromStdString(days.until.plusDays(-1).iso()), lastDay);
    }

    /// Of a contract that ended the day before the book's: a grace of a day keeps it, without one the contracts are
    /// shared as they are.
    void aBookHasItsGrace()
    {
        const Date asOf = *Date::of(2026, 10, 31);
        auto contracts = std::make_shared<ArrContracts>();
        contracts->pieces = {test::contractOf(0, 100, "2026-01-01", "2026-10-30")};
        const auto bookOf = [&](int graceDays) {
            return ArrBook({"billing", "billing", ArrBasis::Subscriptions, asOf},
                std::make_shared<const identity::AccountDirectory>(test::madeCustomers(1)),
                FxRates(*Currency::fromCode("USD")), contracts, graceDays, asOf);
        };
        QCOMPARE(bookOf(1).pieces().front().until, *Date::of(2026, 11, 1));
        QVERIFY(bookOf(1).pieces().front().pendingRenewal);
        const ArrBook without = bookOf(0);
        QCOMPARE(&without.pieces(), &contracts->pieces);
        QCOMPARE(without.pieces().front().until, asOf);
    }
};

QTEST_GUILESS_MAIN(TestSubscriptionTerms)
#include "tst_subscription_terms.moc"
