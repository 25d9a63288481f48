#include "core/pack/build_pack.h"
#include "core/pack/charts.h"
#include "core/pack/forecast_charts.h"
#include "core/pack/named_charts.h"
#include "core/pack/page_kinds.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/words.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace qd;
using namespace qd::pack;

namespace {

revenue::MovementRow october()
{
    revenue::MovementRow row;
    row.month = Month(2026, 10);
    row.opening = 1'000'050;
    row.newAmount = 10'070;
    row.expansion = 20'080;
    row.churn = 5'060;
    row.closing = row.opening + row.newAmount + row.expansion - row.churn;
    return row;
}

std::vector<revenue::RetentionPoint> points(int months)
{
    std::vector<revenue::RetentionPoint> made;
    for (int i = 0; i < months; ++i) {
        revenue::RetentionPoint point;
        point.month = Month(2024, 10).plus(i);
        point.rates[metrics::Nrr] = 1.5 - 0.01 * i;
        point.logos = i;
        made.push_back(point);
    }
    return made;
}

std::vector<std::string> english(const std::vector<Message> &messages)
{
    std::vector<std::string> texts;
    for (const Message &message : messages)
        texts.push_back(message.english());
    return texts;
}

retention::Cohorts cohorts(retention::CohortMeasure measure)
{
    retention::Cohorts made;
    made.measure = measure;
    made.period = retention::CohortPeriod::Quarter;
    for (int i = 0; i < 5; ++i) {
        retention::Cohort cohort;
        cohort.label = "2025Q" + std::to_string(i);
        cohort.size = 10 + i;
        cohort.opening = 123'400 + i;
        cohort.values.assign(std::size_t(5 - i), 250'000);
        made.rows.push_back(cohort);
    }
    made.weighted.assign(5, 0.9);
    return made;
}

} // namespace

class TestCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// All six movements, also those of nothing, between the days they lie between. 10,000.50 opens and is shown as
    /// 10,000; 10,251.40 closes: 251 is parted into 101 + 201 - 51 by the largest remainders of .70, .80 and .40.
    void bridgeOfAMonth()
    {
        const chart::Chart bridge = arrBridge(october(), Currency());
        QCOMPARE(english(bridge.categories),
            (std::vector<std::string>{
                "2026-09-30", "New", "Reactivation", "Expansion", "Contraction", "Churn", "FX", "2026-10-31"}));
        std::vector<double> printed;
        for (const auto &value : bridge.series.front().printed)
            printed.push_back(*value);
        QCOMPARE(printed, (std::vector<double>{10'000, 101, 0, 201, 0, -51, 0, 10'251}));
        QCOMPARE(bridge.categoryMeanings[6], chart::Meaning::Fx);
    }

    /// The table beside the bridge is made from the same month in whole units.
    void tableSaysTheSame()
    {
        const revenue::MovementRow whole = inWholeUnits(october(), Currency());
        QCOMPARE(whole.opening, std::int64_t(1'000'000));
        QCOMPARE(whole.newAmount, std::int64_t(10'100));
        QCOMPARE(whole.expansion, std::int64_t(20'100));
        QCOMPARE(whole.churn, std::int64_t(5'100));
        QCOMPARE(whole.closing, std::int64_t(1'025'100));
        const chart::Chart bridge = arrBridge(october(), Currency());
        const auto steps = stepsOf(whole);
        for (std::size_t i = 0; i < steps.size(); ++i)
            QCOMPARE(*bridge.series.front().printed[i + 1] * 100, double(steps[i].second));
    }

    /// 214,775.30 + 45,082.45 is 259,857.75, but beside 214,775 and 45,082 stands 259,857.
    void movementOfACustomer()
    {
        revenue::AccountMovement moved;
        moved.kind = revenue::MovementKind::Expansion;
        moved.before = 21'477'530;
        moved.amount = 4'508'245;
        moved.after = 26'000'000; // at other rates
        const revenue::AccountMovement whole = inWholeUnits(moved, Currency());
        QCOMPARE(whole.before, std::int64_t(21'477'500));
        QCOMPARE(whole.change(), std::int64_t(4'508'200));
        QCOMPARE(whole.after, std::int64_t(25'985'700));
        moved.kind = revenue::MovementKind::Churn;
        moved.amount = moved.before;
        QCOMPARE(inWholeUnits(moved, Currency()).after, std::int64_t(0));
        QCOMPARE(moved.change(), std::int64_t(-21'477'530));
    }

    /// The change is on the month a year before, however far the line goes back; a shorter one has none.
    void changeInAYear()
    {
        const auto change = [](int months) { return retentionTrendChart(points(months)).series.front().yearChange; };
        QCOMPARE(qRound(*change(25) * 1000), -120);
        QCOMPARE(qRound(*change(13) * 1000), -120);
        QVERIFY(!change(12));
        QVERIFY(!change(0));
        QVERIFY(!retentionTrendChart(points(25)).series.back().yearChange); // no GRR at all
    }

    void latestCohortsOnly()
    {
        const CohortChartOptions options{3, 2, true};
        const chart::Chart rates = cohortHeatmap(cohorts(retention::CohortMeasure::Nrr), options);
        QCOMPARE(firstShownCohort(cohorts(retention::CohortMeasure::Nrr), options), std::size_t(2));
        QCOMPARE(rates.series.size(), std::size_t(3));
        QCOMPARE(rates.series.front().name.english(), std::string("2025Q2"));
        QCOMPARE(rates.series.front().rowCount, std::optional(12));
        QCOMPARE(rates.series.front().rowAmount, std::optional(std::int64_t(123'402)));
        QCOMPARE(english(rates.categories), (std::vector<std::string>{"0", "3"}));
        QVERIFY(!rates.series.back().values[1]); // not reached
        QVERIFY(rates.totals.has_value());
        QCOMPARE(rates.scale, chart::Scale::AroundOne);
        QCOMPARE(cohortHeatmap(cohorts(retention::CohortMeasure::Logo)).scale, chart::Scale::FromZero);
    }

    void cohortsOfMoneyAreInMajorUnits()
    {
        const chart::Chart money = cohortHeatmap(cohorts(retention::CohortMeasure::Arr));
        QCOMPARE(money.unit, chart::Unit::Money);
        QVERIFY(money.cellsInThousands);
        QCOMPARE(*money.series.front().values.front(), 2'500.0);
        QVERIFY(!money.totals);
        QVERIFY(!money.series.front().rowAmount);
    }

    /// A cause whose customers cancel out keeps its step, and an excess of the right side has another colour.
    void bridgeOfTwoSystems()
    {
        reconcile::Reconciliation found;
        found.left.name = "sf";
        found.left.kind = "crm";
        found.right.name = "stripe";
        found.right.kind = "billing";
        found.asOf = *Date::of(2026, 10, 31);
        found.leftTotal = 300'000;
        found.rightTotal = 290'000;
        found.amounts = {{0, 300'000, 0, reconcile::Cause::ParentChild}, {1, 0, 290'000, reconcile::Cause::Missing}};
        found.bridge = {{reconcile::Cause::ParentChild, 0, 2}, {reconcile::Cause::Missing, -20'000, 3},
            {reconcile::Cause::Rounding, 10'000, 1}};
        const chart::Chart bridge = reconcileBridge(found);
        QCOMPARE(english(bridge.categories),
            (std::vector<std::string>{"CRM", "Parent and child", "Missing", "Rounding", "Billing"}));
        QCOMPARE(bridge.series.front().counts, (std::vector<int>{1, 2, 3, 1, 1}));
        using chart::Meaning;
        QCOMPARE(bridge.categoryMeanings,
            (std::vector<Meaning>{
                Meaning::Total, Meaning::RightHigher, Meaning::LeftHigher, Meaning::Fx, Meaning::Total}));
        QCOMPARE(bridge.title.english(), std::string("CRM to billing, by cause"));
        found.bridge[1].amount = -5'699'936; // as the list beside it has it, not a part of a rounded difference
        QVERIFY(reconcileBridge(found).series.front().printed[2] == -56'999.36);
    }

    /// Each cause and type has a name of its own; files have another, stable one.
    void everyCauseHasOneName()
    {
        std::set<std::string> names;
        for (int i = 0; i < reconcile::CauseCount; ++i) {
            const std::string name = nameOf(reconcile::Cause(i));
            QVERIFY(!name.empty() && name.find('_') == std::string::npos);
            names.insert(name);
        }
        QCOMPARE(int(names.size()), reconcile::CauseCount);
        names.clear();
        for (int i = 0; i <= int(reconcile::BreakType::Status); ++i)
            names.insert(nameOf(reconcile::BreakType(i)));
        QCOMPARE(int(names.size()), int(reconcile::BreakType::Status) + 1);
        for (const std::string &state : reconcile::breakStates())
            names.insert(reconcile::stateName(state));
        QCOMPARE(names.size(), std::size_t(reconcile::BreakType::Status) + 1 + reconcile::breakStates().size());
    }

    void aCohortAsARow()
    {
        retention::Cohorts cohorts;
        cohorts.measure = retention::CohortMeasure::Nrr;
        cohorts.currency = *Currency::fromCode("USD");
        retention::Cohort cohort;
        cohort.label = "2026Q1";
        cohort.size = 5;
        cohort.opening = 100'050;
        cohort.values = {1.0, std::nan(""), 1.25};
        const chart::Series row = cohortRow(cohorts, cohort, 4, true);
        QCOMPARE(row.values,
            (std::vector<std::optional<double>>{
                1.0, std::nullopt, 1.25, std::nullopt})); // nothing to compare, not reached
        QVERIFY(row.counts == (std::vector<int>{5, 5, 5, 5}));
        QVERIFY(row.rowCount == 5 && row.rowAmount == 100'050);
        QVERIFY(!cohortRow(cohorts, cohort, 4, false).rowAmount);
        cohorts.measure = retention::CohortMeasure::Arr;
        cohort.values = {100'050};
        QCOMPARE(cohortRow(cohorts, cohort, 1, false).values, std::vector<std::optional<double>>{1000.5});
    }

    void chartsByName()
    {
        for (const NamedChart &known : namedCharts())
            QVERIFY2(checkChartName(known.name).ok(), known.name.c_str());
        const auto unknown = checkChartName("arr-bridges");
        QCOMPARE(unknown.error().code, ErrorCode::InvalidArgument);
        QVERIFY(unknown.error().message.english().find("arr-bridge,") != std::string::npos); // the names there are
    }

    void packsThatCanBeAskedFor_data()
    {
        QTest::addColumn<QString>("pack");
        QTest::addColumn<QString>("period");
        QTest::addColumn<bool>("fine");
        QTest::newRow("a month") << "monthly"
                                 << "2026-09" << true;
        QTest::newRow("another template") << "weekly-pulse"
                                          << "2026-09" << true;
        QTest::newRow("none") << "quarterly"
                              << "2026-09" << false;
        QTest::newRow("a quarter") << "monthly"
                                   << "2026Q3" << false;
        QTest::newRow("no month") << "monthly"
                                  << "2026-13" << false;
        QTest::newRow("a day") << "monthly"
                               << "2026-09-30" << false;
    }
    void packsThatCanBeAskedFor()
    {
        QFETCH(QString, pack);
        QFETCH(QString, period);
        QFETCH(bool, fine);
        PackOptions options;
        options.templateId = pack.toStdString();
        options.period = period.toStdString();
        const auto checked = checkPackOptions(options);
        QCOMPARE(checked.ok(), fine);
        QVERIFY(fine || checked.error().code == ErrorCode::InvalidArgument);
    }

    /// 1,000 and won 200, lost 300, pulled in 50 come to 950: every step has its bar, in its order, also those of 0.
    void whyAForecastChanged()
    {
        forecast::Waterfall waterfall{*Date::of(2026, 10, 1), *Date::of(2026, 10, 31), 100'000, {}, 95'000};
        for (const forecast::WaterfallStep step : forecast::AllWaterfallSteps)
            waterfall.parts[std::size_t(step)].step = step;
        waterfall.parts[std::size_t(forecast::WaterfallStep::Won)].amount = 20'000;
        waterfall.parts[std::size_t(forecast::WaterfallStep::Lost)].amount = -30'000;
        waterfall.parts[std::size_t(forecast::WaterfallStep::PulledIn)].amount = 5'000;
        const chart::Chart chart = forecastWaterfallChart(waterfall, "2026Q4", Currency());
        QCOMPARE(chart.kind, chart::Kind::Waterfall);
        std::vector<double> values;
        for (const std::optional<double> &value : chart.series.front().values)
            values.push_back(value.value_or(-1));
        QCOMPARE(values, (std::vector<double>{1000, 200, -300, 0, 50, 0, 0, 0, 0, 950}));
        std::vector<std::string> names = english(chart.categories);
        QCOMPARE(std::vector<std::string>(names.begin() + 1, names.end() - 1),
            (std::vector<std::string>{"Won", "Lost", "New", "Pulled in", "Pushed out", "Up", "Down", "Settled"}));
        QCOMPARE(chart.categoryMeanings.front(), chart::Meaning::Total);
        QCOMPARE(chart.categoryMeanings[2], chart::Meaning::Churn);
        QCOMPARE(chart.categoryMeanings.back(), chart::Meaning::Total);
        QCOMPARE(chart.title.english(), std::string("Forecast of 2026Q4, why it changed"));
    }

    void pagesByKind()
    {
        QVERIFY(!pageKinds().empty() && !findPageKind("nothing"));
        for (const PageKind &kind : pageKinds())
            QVERIFY2(findPageKind(kind.kind) == &kind, std::string(kind.kind).c_str()); // none stands twice
    }
};

QTEST_APPLESS_MAIN(TestCharts)
#include "tst_charts.moc"
