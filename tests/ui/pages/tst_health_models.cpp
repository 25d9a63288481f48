#include "core/pack/health_pages.h"
#include "core/pack/named_charts.h"
#include "tests/health/saved_models_fixture.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_view.h"

#include <QtTest>

using namespace qd;
using namespace qd::health;
using namespace qd::test;

namespace {

/// "1 0 2 0": green, yellow, red, none.
QString countsOf(const HistoryPoint &point)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(point.colours.green)
        .arg(point.colours.yellow)
        .arg(point.colours.red)
        .arg(point.colours.none);
}

int wentFromTo(const Stability &stability, HealthColour from, HealthColour to)
{
    for (const Transition &each : stability.matrix) {
        if (each.from == from && each.to == to)
            return each.n;
    }
    return -1;
}

} // namespace

/// Model One is in force from March to June, Two from July on: page, pack and chart tell each day by its own.
///
/// No ticket is 100 by One and 60 by Two, a ticket in 90 days 10 and 40. Acme has one of 15 May, Cedar of 20 May.
class TestHealthModels : public QObject {
    Q_OBJECT
    ImportedWorkspace m_data;

    static void checkMonths(const std::vector<HistoryPoint> &points)
    {
        QCOMPARE(points.size(), std::size_t(HistoryMonths)); // July of the year before to July
        QCOMPARE(points.back().month, Month(2026, 7));
        QCOMPARE(countsOf(points[7]), QStringLiteral("0 4 0 0")); // February: none was, so Two, as on the day
        QCOMPARE(countsOf(points[8]), QStringLiteral("4 0 0 0"));
        QCOMPARE(countsOf(points[11]), QStringLiteral("1 0 2 0")); // June
        QCOMPARE(countsOf(points[12]), QStringLiteral("0 1 2 0"));
    }
    /// From 13 May, when nobody had a ticket, to 13 August, when Cedar's alone is not 90 days old.
    static void checkStability(const Stability &stability)
    {
        QCOMPARE(wentFromTo(stability, HealthColour::Green, HealthColour::Yellow), 2);
        QCOMPARE(wentFromTo(stability, HealthColour::Green, HealthColour::Red), 1);
        QCOMPARE(stability.moved.value(), 1.0);
    }

private slots:
    void initTestCase()
    {
        fillTickets(m_data);
        putInForce(m_data.workspace(), One, "2026-03-01", "2026-03-01");
        putInForce(m_data.workspace(), Two, "2026-06-01", "2026-07-01");
    }

    void onThePage()
    {
        ui::PageContext context;
        context.workspacePath = m_data.workspace().path();
        context.asOf = dayOf("2026-08-13");
        Progress progress;
        const ui::HealthViewPtr view =
            done(ui::computeHealthView(context, {ui::HealthPart::History, "segment", 3}, progress));
        QCOMPARE(view->model.name, std::string("Two"));
        checkMonths(view->history);
        checkStability(view->stability);
        // Acme: 100 by One in May; 60 by Two then and now
        const AccountMove *move = view->moveOf(view->accounts().indexOfRecord("crm", "A"));
        QCOMPARE(move->score.from.value(), 100.0);
        QCOMPARE(move->score.to.value(), 60.0);
        QCOMPARE(move->score.parts[0].part, std::string("model"));
        QCOMPARE(move->score.parts[0].change, -40.0);
        // a column opens whom it counts
        const auto green = done(ui::monthList(context, *view, Month(2026, 6), HealthColour::Green, progress));
        QCOMPARE(green.ids.size(), qsizetype(1));
    }

    void inThePack()
    {
        Progress progress;
        const auto measures = done(pack::measureHealth(m_data.workspace(), dayOf("2026-08-13"), {}, progress));
        QCOMPARE(measures->model.name, std::string("Two"));
        checkMonths(measures->history);
        checkStability(measures->stability);
    }

    void inTheChart()
    {
        Progress progress;
        const chart::Chart chart = done(pack::buildChart(m_data.workspace(), "health-history", progress));
        QCOMPARE(chart.series.size(), std::size_t(4)); // October to October, June the ninth
        QCOMPARE(chart.series[0].values[8].value(), 1.0);
        QCOMPARE(chart.series[1].values[8].value(), 0.0);
        QCOMPARE(chart.series[0].values[9].value(), 0.0);
        QCOMPARE(chart.series[1].values[9].value(), 1.0);
    }
};

QTEST_MAIN(TestHealthModels)
#include "tst_health_models.moc"
