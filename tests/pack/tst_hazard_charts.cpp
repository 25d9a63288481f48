#include "core/lifecycle/landmark_lives.h"
#include "core/pack/hazard_charts.h"

#include <QTest>

using namespace qd;
using namespace qd::pack;

namespace {

QString english(const Message &message)
{
    return QString::fromStdString(message.english());
}

/// A model of a segment against SMB and of the first ARR.
struct Model {
    lifecycle::ChurnDrivers drivers;
    survival::HazardModel model;

    Model()
    {
        drivers.inputs = {{"segment", "Mid", 0, 40, 12}, {lifecycle::ByFirstArr, {}, 0, 100, 30}};
        drivers.bases = {{"segment", "SMB", 60, 0}};
        model.n = 100;
        model.events = 30;
        model.rows.resize(2);
        model.rows[0] = {
            "segment: Mid", 0.7, 0.3, 2.33, 0.02, 2.0, 1.1, 3.6, survival::HazardRow::Proportionality{1, 0.3}};
        model.rows[1] = {"first_arr", -0.1, 0.2, -0.5, 0.6, 0.9, 0.6, 1.3, {}};
    }
    [[nodiscard]] QString said() const { return english(hazardSentence(model, drivers)); }
};

} // namespace

/// What the page Cohorts draws and says of Cox's model.
class TestHazardCharts : public QObject {
    Q_OBJECT
private slots:
    void whatStandsApart()
    {
        Model one;
        QVERIFY2(one.said().contains(QStringLiteral("another one: Segment: Mid 2.00 times (1.10 to 3.60).")),
            qPrintable(one.said()));
        QVERIFY(!one.said().contains(QStringLiteral("First ARR")));
        one.model.rows[0].p = 0.05; // not below it
        QVERIFY(one.said().startsWith(QStringLiteral("No input stands apart from chance.")));
    }

    void whatChanges()
    {
        Model one;
        QVERIFY(one.said().contains(QStringLiteral("No ratio is seen to change with time.")));
        one.model.rows[0].proportionality->p = 0.05;
        QVERIFY(one.said().contains(QStringLiteral("No ratio is seen to change with time.")));
        one.model.rows[0].proportionality->p = 0.049;
        QVERIFY2(one.said().contains(QStringLiteral("one number does not tell them: Segment: Mid.")),
            qPrintable(one.said()));
    }

    /// Ten events for each of two inputs are enough.
    void fewEvents()
    {
        Model one;
        one.model.events = 20;
        QVERIFY(!one.said().contains(QStringLiteral("few for")));
        one.model.events = 19;
        QVERIFY2(one.said().contains(QStringLiteral("19 events are few for 2 inputs")), qPrintable(one.said()));
    }

    void comparedWith()
    {
        Model one;
        QCOMPARE(english(hazardBases(one.drivers)), QStringLiteral("Compared with Segment: SMB."));
        one.drivers.bases.push_back({"region", "EMEA", 50, 2});
        one.drivers.bases.push_back({"owner"});
        one.drivers.bases.push_back({lifecycle::ByLifeGroup, lifecycle::WithoutValue, 50, 0});
        QCOMPARE(english(hazardBases(one.drivers)),
            QStringLiteral(
                "Compared with Segment: SMB, Region: EMEA with 2 small groups, Without it by then. Left out, "
                "without two groups of 5 churned: Owner."));
        one.drivers.bases.clear();
        QVERIFY(hazardBases(one.drivers).isEmpty());
    }

    /// Each event at its months, residuals on a line stay on it, and the coefficient is the target.
    void residuals()
    {
        Model one;
        for (int i = 0; i < 12; ++i)
            one.model.residuals.push_back({0, 365.0 / 12 * (i + 1), {0.5 * i, 7}});
        const chart::Chart drawn = residualChart(one.model, 0, one.drivers.inputs[0]);
        QCOMPARE(english(drawn.title), QStringLiteral("Ratio over time: Segment: Mid"));
        QCOMPARE(drawn.categories.size(), std::size_t(12));
        QCOMPARE(english(drawn.categories.front()), QStringLiteral("1.0"));
        QCOMPARE(english(drawn.categories.back()), QStringLiteral("12.0"));
        QCOMPARE(drawn.series.size(), std::size_t(2));
        QVERIFY(drawn.series[0].isScattered && !drawn.series[1].isScattered);
        for (std::size_t i = 0; i < 12; ++i) {
            QCOMPARE(*drawn.series[0].values[i], 0.5 * double(i));
            QVERIFY(std::abs(*drawn.series[1].values[i] - 0.5 * double(i)) < 1e-9);
        }
        QCOMPARE(drawn.targets.size(), std::size_t(1));
        QCOMPARE(drawn.targets[0].value, 0.7);
        QCOMPARE(*residualChart(one.model, 1, one.drivers.inputs[1]).series[0].values[3], 7.0);
    }

    /// Of one event more than there are points, two share one: its mean in time and value.
    void manyResiduals()
    {
        Model one;
        for (std::size_t i = 0; i < MostResiduals; ++i)
            one.model.residuals.push_back({0, double(i), {1, 0}});
        QCOMPARE(residualChart(one.model, 0, one.drivers.inputs[0]).series[0].values.size(), MostResiduals);
        QVERIFY(!english(residualChart(one.model, 0, one.drivers.inputs[0]).subtitle).contains(u"means"));
        for (std::size_t i = 0; i < MostResiduals; ++i)
            one.model.residuals.push_back({0, double(MostResiduals + i), {3, 0}});
        one.model.residuals[1].values[0] = 2;
        const chart::Chart drawn = residualChart(one.model, 0, one.drivers.inputs[0]);
        QCOMPARE(drawn.series[0].values.size(), MostResiduals);
        QCOMPARE(*drawn.series[0].values[0], 1.5);
        QCOMPARE(*drawn.series[0].values[MostResiduals / 2 - 1], 1.0);
        QCOMPARE(*drawn.series[0].values[MostResiduals / 2], 3.0);
        QVERIFY2(
            english(drawn.subtitle).contains(QStringLiteral("300 means of 600")), qPrintable(english(drawn.subtitle)));
        QVERIFY(residualChart(Model().model, 0, one.drivers.inputs[0]).categories.empty());
    }
};

QTEST_GUILESS_MAIN(TestHazardCharts)
#include "tst_hazard_charts.moc"
