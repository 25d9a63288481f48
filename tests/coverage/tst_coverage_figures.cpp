#include "core/coverage/fairness.h"
#include "core/coverage/hiring_trigger.h"
#include "core/coverage/tech_touch.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data, const CapacityModel &model = test::CoverageFixture::model())
{
    data.settle();
    auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), model, Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

/// A figure or "-", for tables of expectations.
QString shown(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 4) : QStringLiteral("-");
}

/// 100,800 a year over 960 hours: 105 an hour.
TouchEconomics economics()
{
    return {100'800, 0.75, 0.1, "CS operations", "two cohorts of 2025"};
}

} // namespace

class TestCoverageFigures : public QObject {
    Q_OBJECT
private slots:
    void fairness_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QString>("figures"); // mean, variation, gini, max/min, in band 0.8..1.1
        QTest::newRow("uneven") << QList<double>{1.5, 0.5, 1.0} << "1.0000 0.4082 0.2222 3.0000 0.3333";
        QTest::newRow("equal") << QList<double>{0.9, 0.9, 0.9} << "0.9000 0.0000 0.0000 1.0000 1.0000";
        QTest::newRow("all with one") << QList<double>{0, 0, 3} << "1.0000 1.4142 0.6667 - 0.0000";
        QTest::newRow("edges are in") << QList<double>{0.8, 1.1} << "0.9500 0.1579 0.0789 1.3750 1.0000";
        QTest::newRow("nothing to share") << QList<double>{0, 0} << "0.0000 - - - 0.0000";
        QTest::newRow("nobody") << QList<double>{} << "- - - - -";
    }
    void fairness()
    {
        QFETCH(QList<double>, values);
        QFETCH(QString, figures);
        const Fairness result = fairnessOf({values.begin(), values.end()}, 0.8, 1.1);
        QCOMPARE(result.n, int(values.size()));
        QCOMPARE((QStringList{shown(result.mean), shown(result.variation), shown(result.gini), shown(result.maxOverMin),
                      shown(result.inBand)})
                     .join(u' '),
            figures);
    }

    /// The definition itself, pair by pair.
    void giniAgreesWithPairs()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            std::vector<double> values(1 + random() % 40);
            for (double &value : values)
                value = double(random() % 1000);
            double sum = 0, differences = 0;
            for (const double a : values) {
                sum += a;
                for (const double b : values)
                    differences += std::abs(a - b);
            }
            if (sum == 0)
                continue;
            const auto n = double(values.size());
            QVERIFY(std::abs(*fairnessAroundMean(values).gini - differences / (2 * n * sum)) < 1e-12);
        }
    }

    /// Ann 34.6 h of 80, Bob 1.2 of 20, Cy 0 of 80; per FTE Bob's 25,000 are 100,000.
    void fairnessOfBooks()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const FairnessReport report = fairnessOf(input, booksOf(input));
        QCOMPARE(report.utilisation.n, 3);
        QCOMPARE(report.utilisation.mean.value(), (0.4325 + 0.06) / 3);
        QCOMPARE(report.arr.mean.value(), (510000.0 + 100000.0) / 3);
        QCOMPARE(report.accounts.mean.value(), (3 + 8.0) / 3);
        QCOMPARE(report.atRiskArr.mean.value(), (500000.0 + 80000.0) / 3);
        QVERIFY(!report.utilisation.maxOverMin);
    }

    void hiring_data()
    {
        QTest::addColumn<double>("hoursPerMonth");
        QTest::addColumn<int>("monthsToHire");
        QTest::addColumn<QString>("expected"); // of total: first month, missing FTE, hire by, late
        // 43.8 h needed. Ann leaves in March: 0.5 FTE are left. Ramp takes one month.
        QTest::newRow("in March") << 70.0 << 2 << "2027-03 0.2821 2026-12-01 in time"; // 43.8 / 56 = 0.7821
        QTest::newRow("long search") << 70.0 << 5 << "2027-03 0.2821 2026-09-01 late";
        QTest::newRow("in November") << 25.0 << 0 << "2026-11 1.6900 2026-10-01 late"; // 2.19 > 1.5, later 0.5
        QTest::newRow("never") << 200.0 << 3 << "never";
    }
    void hiring()
    {
        QFETCH(double, hoursPerMonth);
        QFETCH(int, monthsToHire);
        QFETCH(QString, expected);
        test::CoverageFixture data;
        data.run("UPDATE csms SET end_date = '2027-03-15' WHERE csm_id = 'c1'", {});
        CapacityModel model = test::CoverageFixture::model();
        model.hoursPerMonth = hoursPerMonth;
        const CoverageInput input = inputOf(data, model);
        const auto triggers = hiringTriggers(input, *computeCapacity(input, {12}), monthsToHire);
        QVERIFY(triggers.ok());
        QCOMPARE(triggers->size(), std::size_t(3));
        const HiringTrigger &total = triggers->front();
        QCOMPARE(total.group, std::string("total"));
        const QString text = !total.firstOver
            ? QStringLiteral("never")
            : QStringLiteral("%1 %2 %3 %4")
                  .arg(QString::fromStdString(total.firstOver->iso()), QString::number(total.missingFte, 'f', 4),
                      QString::fromStdString(total.hireBy->iso()),
                      total.late ? QStringLiteral("late") : QStringLiteral("in time"));
        QCOMPARE(text, expected);
        for (const HiringTrigger &trigger : *triggers)
            QVERIFY(trigger.firstOver || (!trigger.hireBy && !trigger.late && trigger.missingFte == 0));
    }

    void timeToHireIsChecked()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const auto triggers = hiringTriggers(input, *computeCapacity(input, {1}), -1);
        QVERIFY(!triggers.ok());
        QVERIFY(triggers.error().code == ErrorCode::InvalidArgument);
        QVERIFY(hiringTriggers(input, *computeCapacity(input, {1}), 24).ok());
        QVERIFY(!hiringTriggers(input, *computeCapacity(input, {1}), 25).ok());
    }

    /// (8 - 1) h x 12 x 105 = 8,820 a year over 0.75 x 0.1.
    void breakEven()
    {
        const CapacityModel model = test::CoverageFixture::model();
        QCOMPARE(costPerHour(model, economics()), 105.0);
        QCOMPARE(*breakEvenContractValue(model, 0, 1, economics()), 117'600.0);
        QCOMPARE(*breakEvenContractValue(model, 1, 0, economics()), 0.0); // SMB needs no more hours than Enterprise
    }

    void threshold()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        const auto effect = thresholdEffect(input, 0, 1, 100'000'00, economics()); // A5 alone, 8 h to 1 h
        QVERIFY(effect.ok());
        QCOMPARE(effect->accounts, 1);
        QCOMPARE(effect->arr, 50'000'00);
        QCOMPARE(effect->hoursFreed, 7.0);
        QCOMPARE(effect->fteFreed, 7.0 / 80);
        QCOMPARE(effect->costFreed, 8'820.0);
        QCOMPARE(effect->arrLost, 5'000.0);
        QCOMPARE(effect->marginLost, 3'750.0);
        QCOMPARE(effect->net(), 5'070.0);
        QCOMPARE(effect->loads.size(), std::size_t(1));
        QCOMPARE(input.accounts->at(input.loads[std::size_t(effect->loads[0])].account).name, std::string("Epsilon"));
        const auto moved = movedBelow(input, 0, 1, 100'000'00); // the part without assumptions
        QCOMPARE(moved->hoursFreed, 7.0);
        QCOMPARE(moved->costFreed, 0.0);
        // A2 too, yellow: 9.6 h to 1.2 h. At exactly 200,000 it stays.
        QCOMPARE(thresholdEffect(input, 0, 1, 200'000'01, economics())->hoursFreed, 15.4);
        QCOMPARE(thresholdEffect(input, 0, 1, 200'000'00, economics())->hoursFreed, 7.0);
        // An account worth exactly the break-even value neither gains nor loses.
        for (AccountLoad &load : input.loads) {
            if (load.arr == 50'000'00)
                load.arr = 117'600'00;
        }
        QVERIFY(std::abs(thresholdEffect(input, 0, 1, 117'600'01, economics())->net()) < 1e-6);
    }

    /// The curve at once, against the effect threshold by threshold.
    void manyThresholds()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const std::vector<std::int64_t> thresholds{
            200'000'00, 0, 50'000'00, 50'000'01, 300'000'01, 1'000'000'00, 200'000'01};
        const auto curve = thresholdEffects(input, 0, 1, thresholds, economics());
        QVERIFY(curve.ok());
        QCOMPARE(curve->size(), thresholds.size());
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            const auto single = thresholdEffect(input, 0, 1, thresholds[i], economics());
            QCOMPARE((*curve)[i].accounts, single->accounts);
            QCOMPARE((*curve)[i].arr, single->arr);
            QVERIFY(std::abs((*curve)[i].hoursFreed - single->hoursFreed) < 1e-9);
            QVERIFY(std::abs((*curve)[i].fteFreed - single->fteFreed) < 1e-9);
            QVERIFY(std::abs((*curve)[i].net() - single->net()) < 1e-6);
        }
        QCOMPARE((*curve)[4].accounts, 3);
        QVERIFY(!thresholdEffects(input, 0, 0, thresholds, economics()).ok());
    }

    void answersNeedTheirAssumptions_data()
    {
        QTest::addColumn<QString>("tech"); // JSON of tech_touch
        QTest::addColumn<QString>("says"); // or cost per FTE
        QTest::newRow("nothing") << "{}"
                                 << "State the retention uplift, who stands behind it, what it rests on first";
        QTest::newRow("no note") << R"({"retention_uplift": 0.1, "owner": "Ann", "note": " "})"
                                 << "State what it rests on first";
        QTest::newRow("measured") << R"({"retention_uplift": 0.1, "owner": "Ann", "note": "x"})"
                                  << "100000";
        QTest::newRow("stated") << R"({"retention_uplift": 0.1, "owner": "Ann", "note": "x", "cost_per_fte": 90000})"
                                << "90000";
    }
    void answersNeedTheirAssumptions()
    {
        QFETCH(QString, tech);
        QFETCH(QString, says);
        test::CoverageFixture data;
        data.run("UPDATE csms SET annual_cost_minor = 10000000, currency = 'USD' WHERE csm_id = 'c1'", {});
        const CoverageInput input = inputOf(data);
        const auto model = capacityModelFromText(
            R"({"hours_per_month": 100, "utilisation": 1, "segments": [{"name": "A", "hours_per_account": 1}],)"
            R"("tech_touch": )"
            + tech.toStdString() + "}");
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        const auto economics = economicsOf(input, *model->techTouch);
        if (economics.ok())
            QCOMPARE(QString::number(economics->annualCostPerFte), says);
        else
            QVERIFY2(economics.error().message.english().find(says.toStdString()) == 0,
                economics.error().message.english().c_str());
    }

    void withoutAnyCostThereIsNoAnswer()
    {
        test::CoverageFixture data;
        const auto economics = economicsOf(inputOf(data), {"", "", {}, 0.75, 0.1, "Ann", "x", {}});
        QVERIFY(!economics.ok());
        QVERIFY(economics.error().code == ErrorCode::NoData);
    }

    void pairs_data()
    {
        QTest::addColumn<QString>("human");
        QTest::addColumn<QString>("tech");
        QTest::addColumn<QString>("pair");
        QTest::newRow("of itself") << ""
                                   << ""
                                   << "Mid-Market SMB";
        QTest::newRow("as stated") << "enterprise"
                                   << "Mid-Market"
                                   << "Enterprise Mid-Market";
        QTest::newRow("half") << "Enterprise"
                              << ""
                              << "Enterprise SMB";
        QTest::newRow("the tech one as human") << "SMB"
                                               << ""
                                               << "SMB Mid-Market";
    }
    void pairs()
    {
        QFETCH(QString, human);
        QFETCH(QString, tech);
        QFETCH(QString, pair);
        const CapacityModel model = defaultCapacityModel();
        const TouchPair found = touchPair(model, {human.toStdString(), tech.toStdString(), {}, 0.75, {}, {}, {}, {}});
        QVERIFY(found.human >= 0 && found.tech >= 0);
        QCOMPARE(QString::fromStdString(model.segments[std::size_t(found.human)].name + " "
                     + model.segments[std::size_t(found.tech)].name),
            pair);
        CapacityModel one = model;
        one.segments.resize(1);
        QCOMPARE(touchPair(one, {}).human, -1);
    }

    /// Without any touch named "tech" the one with the fewest hours, wherever it stands.
    void pairsByHoursAlone()
    {
        CapacityModel model = test::CoverageFixture::model();
        model.segments = {{"Small", "", 1, std::nullopt, {}, {}}, {"Large", "", 8, std::nullopt, {}, {}},
            {"Medium", "", 4, std::nullopt, {}, {}}};
        QCOMPARE(touchPair(model, {}).tech, 0);
        QCOMPARE(touchPair(model, {}).human, 2);
        std::swap(model.segments[0], model.segments[2]);
        QCOMPARE(touchPair(model, {}).tech, 2);
        QCOMPARE(touchPair(model, {}).human, 0);
    }

    /// The first whose touch is named "tech", whatever its hours and whatever else is.
    void pairsByTouch()
    {
        CapacityModel model = test::CoverageFixture::model();
        model.segments = {{"Digital", "Tech", 3, std::nullopt, {}, {}}, {"Pooled", "tech", 1, std::nullopt, {}, {}},
            {"Large", "", 8, std::nullopt, {}, {}}};
        QCOMPARE(touchPair(model, {}).tech, 0);
        QCOMPARE(touchPair(model, {}).human, 2);
        for (SegmentModel &segment : model.segments)
            segment.touch.clear();
        model.segments[0].hoursPerAccount = 1; // as few as the second
        QCOMPARE(touchPair(model, {}).tech, 0);
        model.segments[1].hoursPerAccount = 0; // fewer than any
        QCOMPARE(touchPair(model, {}).tech, 1);
        QCOMPARE(touchPair(model, {}).human, 0);
    }

    /// Dee has gone, and Eve has no time; what they cost is in no mean.
    void meanCost()
    {
        test::CoverageFixture data;
        data.csm("c4", "Dee", "", "", "", "2020-01-01", "2026-10-30", "1");
        data.csm("c5", "Eve", "", "", "", "", "", "0");
        data.run("UPDATE csms SET annual_cost_minor = 50000000, currency = 'USD' WHERE csm_id IN ('c4', 'c5')", {});
        data.run("UPDATE csms SET annual_cost_minor = 12000000, currency = 'USD' WHERE csm_id = 'c1'", {});
        data.run("UPDATE csms SET annual_cost_minor = 3000000, currency = 'USD' WHERE csm_id = 'c2'", {});
        data.run("UPDATE csms SET annual_cost_minor = 99000000, currency = 'EUR' WHERE csm_id = 'c3'", {});
        const CoverageInput input = inputOf(data);
        QCOMPARE(annualCostPerFte(input).value(), 100'000.0); // 150,000 for 1.5 FTE; another currency is left out
    }

    void economicsAreChecked_data()
    {
        QTest::addColumn<double>("cost");
        QTest::addColumn<double>("margin");
        QTest::addColumn<double>("uplift");
        QTest::addColumn<QString>("says");
        QTest::newRow("cost") << 0.0 << 0.75 << 0.1 << "yearly cost of a CSM is 0.0";
        QTest::newRow("margin") << 1.0 << 1.5 << 0.1 << "gross margin is 1.5";
        QTest::newRow("no margin") << 1.0 << 0.0 << 0.1 << "gross margin is 0.0";
        QTest::newRow("uplift above all") << 1.0 << 0.5 << 1.5 << "retention uplift is 1.5";
        QTest::newRow("uplift") << 1.0 << 0.5 << 0.0 << "retention uplift is 0.0";
    }
    void economicsAreChecked()
    {
        QFETCH(double, cost);
        QFETCH(double, margin);
        QFETCH(double, uplift);
        QFETCH(QString, says);
        const auto result =
            breakEvenContractValue(test::CoverageFixture::model(), 0, 1, {cost, margin, uplift, {}, {}});
        QVERIFY(!result.ok());
        QVERIFY2(result.error().message.english().find(says.toStdString()) != std::string::npos,
            result.error().message.english().c_str());
        QVERIFY(!breakEvenContractValue(test::CoverageFixture::model(), 0, 0, economics()).ok());
        const auto none = breakEvenContractValue(test::CoverageFixture::model(), 0, 2, economics());
        QVERIFY(!none.ok());
        QCOMPARE(none.error().message.english(), std::string("The capacity model has no segment number 3."));
    }

    void allMarginAndAllRetention() { QVERIFY(check(TouchEconomics{0.5, 1, 1, {}, {}}).ok()); }
};

QTEST_GUILESS_MAIN(TestCoverageFigures)
#include "tst_coverage_figures.moc"
