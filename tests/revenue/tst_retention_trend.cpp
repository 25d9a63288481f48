#include "core/portfolio/portfolio.h"
#include "core/revenue/retention_rates.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::revenue;

namespace {

std::vector<RetentionPoint> trend(test::WorkspaceFixture &data, Month from, Month to, FxMode fx = FxMode::Constant,
    const GroupingOptions &grouping = {})
{
    Progress progress;
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const auto book = portfolio->book(Date::of(2026, 12, 31));
    if (!book)
        qFatal("%s", book.error().message.english().c_str());
    auto points = retentionTrend(*portfolio, *book, from, to, grouping, progress, fx);
    if (!points)
        qFatal("%s", points.error().message.english().c_str());
    return *points;
}

/// A stays at 100; B has 50 to 29 June 2026; C grows from 40 to 60 on 1 June 2026; D comes with 10 on 15 June 2025.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.account("billing", "A", "A", "segment=SMB");
    data.subscription("billing", "a", "A", "100", "2020-01-01");
    data.subscription("billing", "b", "B", "50", "2020-01-01", "2026-06-29");
    data.subscription("billing", "c1", "C", "40", "2020-01-01", "2026-05-31");
    data.subscription("billing", "c2", "C", "60", "2026-06-01");
    data.subscription("billing", "d", "D", "10", "2025-06-15");
    data.settle();
}

} // namespace

/// Trailing twelve-month rates, month by month.
class TestRetentionTrend : public QObject {
    Q_OBJECT
private slots:
    void aPointForEachMonth_data()
    {
        QTest::addColumn<int>("months"); // from June 2026 on
        QTest::addColumn<int>("points");
        QTest::newRow("the month alone") << 0 << 1;
        QTest::newRow("two") << 1 << 2;
        QTest::newRow("thirteen over the turn of the year") << 12 << 13;
        QTest::newRow("backwards") << -1 << 0;
    }
    void aPointForEachMonth()
    {
        QFETCH(int, months);
        QFETCH(int, points);
        test::WorkspaceFixture data;
        fill(data);
        const auto found = trend(data, {2026, 6}, Month(2026, 6).plus(months));
        QCOMPARE(int(found.size()), points);
        for (int i = 0; i < points; ++i)
            QCOMPARE(found[std::size_t(i)].month, Month(2026, 6).plus(i));
    }

    /// May: A, B and C of 2025-05 keep 190 of 190. June: D is in the opening set of 2025-06, of 200; B is gone and C
    /// has grown by 20.
    void ratesOfTwelveMonths()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto found = trend(data, {2026, 5}, {2026, 6});
        QCOMPARE(found[0].logos, 3);
        QCOMPARE(found[0].churnedLogos, 0);
        QCOMPARE(found[0].arr, std::int64_t(20000)); // of all customers, D too
        QCOMPARE(found[0].rate(metrics::Nrr), std::optional(1.0));
        QCOMPARE(found[1].logos, 4);
        QCOMPARE(found[1].churnedLogos, 1);
        QCOMPARE(found[1].arr, std::int64_t(17000));
        QCOMPARE(found[1].rate(metrics::Nrr), std::optional(170.0 / 200));
        QCOMPARE(found[1].rate(metrics::Grr), std::optional(150.0 / 200));
        QCOMPARE(found[1].rate("expansion_rate"), std::optional(20.0 / 200));
        QCOMPARE(found[1].rate(metrics::LogoChurn), std::optional(1.0 / 4));
        QVERIFY(!found[1].rate(metrics::ArrMatch)); // none of these rates
    }

    /// What left in June 2026 is in the windows that open before then and not in the one that opens at its end.
    void windowsAreOfExactlyTwelveMonths()
    {
        test::WorkspaceFixture data;
        fill(data);
        for (const RetentionPoint &point : trend(data, {2026, 5}, {2027, 7})) {
            const bool within = point.month >= Month(2026, 6) && point.month <= Month(2027, 5);
            QCOMPARE(point.churnedLogos, within ? 1 : 0);
            QCOMPARE(*point.rate(metrics::Grr) < 1, within);
            QCOMPARE(*point.rate(metrics::Nrr) == 1, !within);
        }
    }

    void pointsAreTheRatesOfTheirWindow_data()
    {
        QTest::addColumn<bool>("asOf");
        QTest::newRow("constant") << false;
        QTest::newRow("each at its own") << true;
    }
    void pointsAreTheRatesOfTheirWindow()
    {
        QFETCH(bool, asOf);
        const FxMode fx = asOf ? FxMode::AsOf : FxMode::Constant;
        test::WorkspaceFixture data;
        fill(data);
        for (int i = 0; i < 30; ++i)
            data.rate("billing", "EUR", Month(2024, 6).plus(i).firstDay().iso(), "1." + std::to_string(10 + i));
        data.subscription("billing", "e", "E", "1000", "2025-06-01", "", "", "EUR");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto book = portfolio->book(Date::of(2026, 12, 31));
        Progress progress;
        const auto points = trend(data, {2026, 5}, {2026, 7}, fx);
        for (const RetentionPoint &point : points) {
            const auto alone = computeRetention(
                *portfolio, *book, {point.month.plus(-12), point.month, {}, RetentionVariant::Point, fx}, progress);
            QVERIFY(alone.ok());
            const RetentionRow &total = alone->rows.front();
            QCOMPARE(point.logos, total.logos);
            QCOMPARE(point.churnedLogos, total.churnedLogos);
            QCOMPARE(point.rates.size(), retentionMetrics().size());
            for (const metrics::Metric *metric : retentionMetrics())
                QCOMPARE(point.rate(metric->key), total.rate(metric->key).value());
        }
        // Rates rise by 1 cent a month from 1.10 of June 2024: 1.22 at the end of June 2025, 1.34 a year later.
        const double opening = 200 + 1000 * (asOf ? 1.22 : 1.34);
        QCOMPARE(*points[1].rate(metrics::Nrr), (170 + 1340) / opening);
        QCOMPARE(points[1].arr, std::int64_t(151000)); // at the rate of its own day either way
    }

    void ofTheTotalWithinAFilter()
    {
        test::WorkspaceFixture data;
        fill(data);
        GroupingOptions grouping;
        grouping.by = "segment"; // of no matter: a trend is of the total
        grouping.filters = {{"segment", "SMB"}};
        const auto found = trend(data, {2026, 6}, {2026, 6}, FxMode::Constant, grouping);
        QCOMPARE(found[0].logos, 1);
        QCOMPARE(found[0].arr, std::int64_t(10000));
        QCOMPARE(found[0].rate(metrics::Grr), std::optional(1.0));
    }

    void withoutAnOpeningSetThereIsNoRate()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "100", "2025-07-01");
        data.settle();
        const auto found = trend(data, {2026, 6}, {2026, 7});
        QCOMPARE(found[0].logos, 0);
        QCOMPARE(found[0].arr, std::int64_t(10000));
        for (const metrics::Metric *metric : retentionMetrics())
            QVERIFY(!found[0].rate(metric->key));
        QCOMPARE(found[1].logos, 1);
        QCOMPARE(found[1].rate(metrics::Nrr), std::optional(1.0));
    }

    /// A history knows the days up to the one before its next month-end.
    void stopsWhereTheDataEnd()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2025-08", "80");
        data.monthEnd("finance", "A", "2026-07", "100");
        data.monthEnd("finance", "A", "2026-08", "60");
        data.settle();
        const auto found = trend(data, {2026, 7}, {2026, 10});
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found.back().month, Month(2026, 8));
        QCOMPARE(found.back().rate(metrics::Nrr), std::optional(0.75));
        QVERIFY(trend(data, {2026, 9}, {2026, 10}).empty());
    }

    /// A month whose last day is the last one known is known.
    void theLastKnownDayCounts_data()
    {
        QTest::addColumn<int>("day");
        QTest::addColumn<int>("points");
        QTest::newRow("a day before the month-end") << 29 << 1;
        QTest::newRow("the month-end") << 30 << 2;
    }
    void theLastKnownDayCounts()
    {
        QFETCH(int, day);
        QFETCH(int, points);
        auto contracts = std::make_shared<portfolio::ArrContracts>();
        contracts->lastKnownDay = *Date::of(2026, 6, day);
        const portfolio::Portfolio portfolio{portfolio::PortfolioParts()};
        const portfolio::ArrBook book({"finance", "finance", portfolio::ArrBasis::History, contracts->lastKnownDay},
            portfolio.accountsPtr(), portfolio::FxRates(Currency()), contracts, 0, contracts->lastKnownDay);
        std::vector<std::int64_t> totals;
        Progress progress([&totals](const Progress::State &state) { totals.push_back(state.total); });
        const auto found = retentionTrend(portfolio, book, {2026, 5}, {2026, 7}, {}, progress);
        QCOMPARE(int(found->size()), points);
        QCOMPARE(totals.front(), std::int64_t(3)); // of the months asked for
        QCOMPARE(checkWindow(book, {2026, 5}, {2026, 6}).ok(), points == 2);
        const auto movements = computeMovements(portfolio, book, {{2026, 5}, {2026, 7}, {}}, progress);
        QCOMPARE(int(movements->rows.size()), points);
    }
};

QTEST_GUILESS_MAIN(TestRetentionTrend)
#include "tst_retention_trend.moc"
