#include "core/pack/coverage_pages.h"
#include "core/pack/month_measures.h"
#include "core/pack/renewals_ahead.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;
using portfolio::HealthColour;

namespace {

const std::set<Need> Everything{Need::Retention, Need::Renewals, Need::Reconciliation, Need::Cohorts};

Result<MonthMeasures> measured(test::WorkspaceFixture &data, Month month, const revenue::Filters &filters = {},
    const std::set<Need> &needs = Everything)
{
    Progress progress;
    return measureMonth(data.workspace(), month, filters, needs, progress);
}

} // namespace

/// What is measured once for a pack, on three customers worked by hand (pack_fixture.h).
class TestMonthMeasures : public QObject {
    Q_OBJECT
private slots:
    void october()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto found = measured(data, {2026, 10});
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->asOf, *Date::of(2026, 10, 31));
        QCOMPARE(found->flow.opening, std::int64_t(150000));
        QCOMPARE(found->flow.newAmount, std::int64_t(30000));
        QCOMPARE(found->flow.expansion, std::int64_t(20000));
        QCOMPARE(found->flow.churn, std::int64_t(50000));
        QCOMPARE(found->flow.closing, std::int64_t(150000));
        QCOMPARE(found->details.size(), std::size_t(3)); // rates moved nobody
        QCOMPARE(found->trend.size(), std::size_t(13));
        QCOMPARE(found->trend.front().month, Month(2025, 10));
        QCOMPARE(found->trend.back().month, Month(2026, 10));
        QCOMPARE(found->trend.back().rate(metrics::Nrr), std::optional(1200.0 / 1500));
        QCOMPARE(found->trend.back().rate(metrics::Grr), std::optional(1000.0 / 1500));
        QCOMPARE(found->bySegment.from, Month(2025, 10));
        QCOMPARE(found->bySegment.to, Month(2026, 10));
        QCOMPARE(found->bySegmentYearAgo->from, Month(2024, 10));
        QCOMPARE(found->bySegmentYearAgo->to, Month(2025, 10));
        QCOMPARE(found->byRegionYearAgo->to, Month(2025, 10));
        QCOMPARE(found->renewals.size(), std::size_t(13));
        // A's contract of 1,000 ends on 31 December and C's on 15 January; only C is red.
        const RenewalsAhead &due = found->renewals.back().sum;
        QCOMPARE(due.customers, 2);
        QCOMPARE(due.due, std::int64_t(130000));
        QCOMPARE(due.atRisk, std::optional<std::int64_t>(30000));
        QCOMPARE(due.until, *Date::of(2027, 1, 29));
        QCOMPARE(found->renewals.front().sum.due, std::int64_t(0)); // a year ago nothing was
        QCOMPARE(found->health.size(), std::size_t(13));
        QCOMPARE(found->health.back().customers, 2); // A and C; B has left
        QCOMPARE(found->health.back().scored, 2);
        QCOMPARE(found->health.front().customers, 2); // A and B
        QCOMPARE(found->health.front().scored, 1);
        QVERIFY(found->reconciliation.has_value());
        QCOMPARE(found->reconciliation->leftTotal, std::int64_t(200000));
        QCOMPARE(found->reconciliation->rightTotal, std::int64_t(150000));
        QVERIFY(found->leftOut.empty());
    }

    void aFilterHoldsForEveryFigure()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto found = measured(data, {2026, 10}, {{"segment", "SMB"}});
        QVERIFY(found.ok());
        QCOMPARE(found->flow.opening, std::int64_t(50000));
        QCOMPARE(found->flow.closing, std::int64_t(30000));
        QCOMPARE(found->trend.back().rate(metrics::Grr), std::optional(0.0));
        QCOMPARE(found->renewals.back().sum.due, std::int64_t(30000));
        QCOMPARE(found->health.back().customers, 1);
        QCOMPARE(found->reconciliation->leftTotal, std::int64_t(80000));
        QCOMPARE(measured(data, {2026, 10}, {{"segment", "Mid"}}).error().code, ErrorCode::NoData);
    }

    void onlyWhatIsNeededIsMeasured()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto found = measured(data, {2026, 10}, {}, {});
        QCOMPARE(found->flow.closing, std::int64_t(150000));
        QVERIFY(found->trend.empty());
        QVERIFY(found->renewals.empty());
        QVERIFY(!found->reconciliation);
        QVERIFY(found->cohorts.rows.empty());
    }

    void monthsThatAreNotOverHaveNoPack()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        QCOMPARE(measured(data, {2026, 11}).error().code, ErrorCode::NoData);
        QVERIFY(measured(data, {2026, 9}, {}, {}).ok());
        QCOMPARE(measured(data, {2024, 11}, {}, {}).error().code, ErrorCode::NoData); // no ARR before 2025
    }

    void renewalsAheadByColour_data()
    {
        QTest::addColumn<QList<int>>("colours"); // of A, B, C; 0 none, 1 green, 2 yellow, 3 red
        QTest::addColumn<int>("atRisk"); // -1: not known
        QTest::addColumn<int>("red");
        QTest::newRow("nobody has one") << QList<int>{0, 0, 0} << -1 << 0;
        QTest::newRow("green") << QList<int>{1, 0, 0} << 0 << 0;
        QTest::newRow("yellow") << QList<int>{2, 0, 0} << 100000 << 0;
        QTest::newRow("red") << QList<int>{0, 0, 3} << 30000 << 30000;
        QTest::newRow("both") << QList<int>{2, 0, 3} << 130000 << 30000;
        QTest::newRow("of one who does not renew") << QList<int>{0, 3, 0} << 0 << 0;
    }
    void renewalsAheadByColour()
    {
        QFETCH(QList<int>, colours);
        QFETCH(int, atRisk);
        QFETCH(int, red);
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const Date day = *Date::of(2026, 10, 31);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto book = portfolio->book(day);
        std::vector<HealthColour> health(std::size_t(book->accounts().size()), HealthColour::None);
        for (int i = 0; i < 3; ++i)
            health[std::size_t(book->accounts().indexOfRecord("billing", std::string(1, char('A' + i))))] =
                HealthColour(colours[i]);
        const auto due = renewalsDue(*book, day, health, [](int) { return true; });
        QVERIFY(due.ok());
        QVERIFY(due->known);
        QCOMPARE(due->sum.customers, 2);
        QCOMPARE(due->accounts.size(), std::size_t(2));
        QCOMPARE(due->sum.due, std::int64_t(130000));
        QCOMPARE(due->sum.atRisk.value_or(-1), std::int64_t(atRisk));
        QCOMPARE(due->sum.red, std::int64_t(red));
        QCOMPARE(due->sum.redCustomers, red > 0 ? 1 : 0);
        const int a = book->accounts().indexOfRecord("billing", "A");
        const auto without = renewalsDue(*book, day, health, [a](int account) { return account != a; });
        QCOMPARE(without->sum.due, std::int64_t(30000));
        QCOMPARE(without->sum.customers, 1);
    }

    /// 100 hours a month at 50 % are 50 an FTE; Acme needs 30 and Corvo 10 x 2 for red: 1 FTE, for which 2 are there.
    void coverage()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.source("people", "people");
        for (const auto &[id, name] : {std::pair("c1", "Ann"), {"c2", "Bo"}})
            data.run("INSERT INTO csms (source, csm_id, name, fte, content_hash, as_of, batch_id, line) VALUES "
                     "('people', ?, ?, 1, 0, '2026-10-31', 1, 2)",
                {id, name});
        data.run("UPDATE account SET owner = CASE name WHEN 'Acme' THEN 'Ann' ELSE 'Bo' END", {});
        data.run("INSERT INTO capacity_model VALUES (1, 'FY27', '{\"hours_per_month\": 100, \"utilisation\": 0.5, "
                 "\"segments\": [{\"name\": \"Enterprise\", \"hours_per_account\": 30}, {\"name\": \"SMB\", "
                 "\"hours_per_account\": 10}], \"risk_factor\": {\"red\": 2}}', '', '')",
            {});
        const auto found = measureCoverage(data.workspace(), *Date::of(2026, 10, 31));
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->model.english(), std::string("touch model v1, FY27"));
        const auto total = std::ranges::find(found->capacity.rows, std::string("total"), &coverage::CapacityRow::group);
        QVERIFY(total != found->capacity.rows.end());
        QCOMPARE(total->requiredFte, 1.0);
        QCOMPARE(total->availableFte, 2.0);
        QCOMPARE(std::ranges::count(found->capacity.rows, std::string("total"), &coverage::CapacityRow::group),
            std::ptrdiff_t(CoverageMonths));
        QCOMPARE(found->capacity.books.books.size(), std::size_t(2));
        const auto smb = measureCoverage(data.workspace(), *Date::of(2026, 10, 31), {{"segment", "SMB"}});
        QVERIFY(smb.ok());
        QCOMPARE(smb->capacity.books.books.size(), std::size_t(1)); // Ann has nothing to do with them
    }
};

QTEST_GUILESS_MAIN(TestMonthMeasures)
#include "tst_month_measures.moc"
