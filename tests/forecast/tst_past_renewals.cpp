#include "core/forecast/past_renewals.h"
#include "core/identity/account_directory.h"

#include <QtTest>

using namespace qd;
using namespace qd::forecast;
using namespace qd::health;

namespace {

PastRenewal past(const char *segment, bool isRenewed, std::int64_t due = 100, std::int64_t retained = 0)
{
    return {0, segment, Date(), isRenewed, due, retained};
}

} // namespace

/// The rates that forecasts are made of, worked by hand.
class TestPastRenewals : public QObject {
    Q_OBJECT

    /// 3 of 4 of A, 2 of 6 of B: 5 of 10.
    static PastRenewals book()
    {
        return PastRenewals({past("A", true, 100, 80), past("A", true, 200, 200), past("A", true, 300, 300),
            past("A", false, 900), past("B", true, 50, 50), past("B", true, 50, 25), past("B", false), past("B", false),
            past("B", false), past("B", false)});
    }

private slots:
    void lead_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("step");
        const std::pair<int, int> steps[] = {{-5, 30}, {0, 30}, {30, 30}, {31, 60}, {60, 60}, {61, 90}, {90, 90},
            {91, 120}, {120, 120}, {121, 180}, {180, 180}, {181, 180}, {400, 180}};
        for (const auto &[days, step] : steps)
            QTest::addRow("%d", days) << days << step;
    }
    void lead()
    {
        QFETCH(int, days);
        QTEST(leadStep(days), "step");
    }

    void smoothed()
    {
        QCOMPARE((Tally{4, 3}.smoothed(0.5)), 8.0 / 14); // (3 + 10 x 0.5) / (4 + 10)
        QCOMPARE((Tally{0, 0}.smoothed(0.7)), 0.7);
        QCOMPARE((Tally{90, 90}.smoothed(0)), 0.9);
    }

    void rates()
    {
        const PastRenewals all = book();
        QCOMPARE(*all.rate("A"), 8.0 / 14); // (3 + 5) / 14
        QCOMPARE(*all.rate("B"), 7.0 / 16); // (2 + 5) / 16
        QCOMPARE(*all.rate("C"), 0.5); // nothing is known but the whole
        QCOMPARE(*all.rate("A", {2, 2}), 9.0 / 14); // (2 + 80/14) / 12
        QCOMPARE(*all.rate("A", {}), 8.0 / 14);
        QCOMPARE(*all.rate("C", {1, 0}), 5.0 / 11);
    }

    /// Of one colour only the cell is smoothed towards the segment all the same: (3 + 10 x 8/14) / 14.
    void oneColour() { QCOMPARE(*book().rate("A", {4, 3}), (3 + 80.0 / 14) / 14); }

    void retained()
    {
        const PastRenewals all = book();
        QCOMPARE(all.retainedShare("A"), 580.0 / 600); // the lost 900 is no part of it
        QCOMPARE(all.retainedShare("B"), 0.75);
        QCOMPARE(all.retainedShare("C"), 1.0);
        QCOMPARE(PastRenewals({past("A", false)}).retainedShare("A"), 1.0);
    }

    /// Customer 0 was green 30 days before and red 60 days before, customer 1 green always: both are green at one of
    /// the two, none more than once.
    void cell_data()
    {
        QTest::addColumn<QList<int>>("leads");
        QTest::addColumn<int>("green");
        QTest::addColumn<int>("red");
        QTest::newRow("30") << QList<int>{30} << 2 << 0;
        QTest::newRow("60") << QList<int>{60} << 1 << 1;
        QTest::newRow("both") << QList<int>{30, 60} << 2 << 1;
        QTest::newRow("none") << QList<int>() << 0 << 0;
    }
    void cell()
    {
        QFETCH(QList<int>, leads);
        const Date due(20'000);
        const PastRenewals all(
            {{1, "A", due, false, 100, 0}, {1, "B", due, false, 100, 0}, {0, "A", due, true, 100, 90}});
        const identity::AccountDirectory accounts;
        const KnownColours colours(
            [due](int account, Date day) {
                return Result<HealthColour>(
                    account == 0 && day < due.plusDays(-30) ? HealthColour::Red : HealthColour::Green);
            },
            {}, accounts);
        const Tally green = *tallyOf(all, colours, {HealthColour::Green, "A"}, leads);
        QTEST(green.n, "green");
        QCOMPARE(green.renewed, leads.contains(30) ? 1 : 0);
        QTEST(tallyOf(all, colours, {HealthColour::Red, "A"}, leads)->n, "red");
        QCOMPARE(tallyOf(all, colours, {HealthColour::Green, "C"}, leads)->n, 0);
    }

    void withoutHistory()
    {
        const PastRenewals none({});
        QVERIFY(!none.rate("A") && !none.rate("A", {}));
        QCOMPARE(none.retainedShare("A"), 1.0);
        const PastRenewals allLost({past("A", false)});
        QCOMPARE(*allLost.rate("A"), 0.0);
        QCOMPARE(*allLost.rate("A", {1, 0}), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestPastRenewals)
#include "tst_past_renewals.moc"
