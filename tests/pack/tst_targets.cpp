#include "core/pack/targets.h"
#include "core/store/workspace.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

void plan(test::WorkspaceFixture &data, const std::string &period, const std::string &metric, const std::string &value,
    const std::string &group = {})
{
    data.run("INSERT INTO targets (source, period, metric, \"group\", value, content_hash, as_of, batch_id, line) "
             "VALUES ('plan', ?, ?, ?, CAST(? AS REAL), 0, '2026-10-31', 1, 2)",
        {period, metric, group, value});
}

double targetOf(const Targets &targets, const char *metric)
{
    const auto found = targets.find(metric);
    return found == targets.end() ? -1 : found->second;
}

} // namespace

/// Targets of a month: its own row, else its quarter's, else its year's, else the setting.
class TestTargets : public QObject {
    Q_OBJECT
private slots:
    void theNearestPeriodWins_data()
    {
        QTest::addColumn<QStringList>("given"); // period=value; a setting without period
        QTest::addColumn<double>("target");
        QTest::newRow("nothing") << QStringList{} << -1.0;
        QTest::newRow("setting") << QStringList{"=0.9"} << 0.9;
        QTest::newRow("year before setting") << QStringList{"=0.9", "2026=0.8"} << 0.8;
        QTest::newRow("quarter before year") << QStringList{"2026=0.8", "2026Q4=0.7", "=0.9"} << 0.7;
        QTest::newRow("month before quarter") << QStringList{"2026-10=0.6", "2026Q4=0.7", "2026=0.8", "=0.9"} << 0.6;
        QTest::newRow("month before setting") << QStringList{"2026-10=0.6", "=0.9"} << 0.6;
        QTest::newRow("of other periods")
            << QStringList{"2025=0.8", "2026Q3=0.7", "2026-09=0.6", "2026-11=0.5", "2027Q1=0.4"} << -1.0;
        QTest::newRow("a fraction") << QStringList{"2026-10=0.95"} << 0.95;
        QTest::newRow("one") << QStringList{"2026-10=1"} << 1.0;
        QTest::newRow("two is a fraction") << QStringList{"2026-10=2"} << 2.0;
        QTest::newRow("above two is percent") << QStringList{"2026-10=2.5"} << 0.025;
        QTest::newRow("percent") << QStringList{"2026-10=95"} << 0.95;
        QTest::newRow("percent in the setting") << QStringList{"=110"} << 1.1;
        QTest::newRow("two in the setting") << QStringList{"=2"} << 2.0;
        QTest::newRow("zero") << QStringList{"2026-10=0", "=0.9"} << 0.0;
    }
    void theNearestPeriodWins()
    {
        QFETCH(QStringList, given);
        QFETCH(double, target);
        test::WorkspaceFixture data;
        data.source("plan", "finance");
        for (const QString &each : given) {
            const std::string period = each.section(u'=', 0, 0).toStdString();
            const std::string value = each.section(u'=', 1).toStdString();
            if (period.empty())
                data.workspace().setSetting("target.nrr", value);
            else
                plan(data, period, "nrr", value);
        }
        const Targets targets = loadTargets(data.workspace(), Month(2026, 10));
        QCOMPARE(targetOf(targets, "nrr"), target);
        QCOMPARE(targets.size(), std::size_t(target < 0 ? 0 : 1));
    }

    /// ARR is money: 95 is 95, not 95 %.
    void moneyIsNeverPercent()
    {
        test::WorkspaceFixture data;
        data.source("plan", "finance");
        data.workspace().setSetting("target.arr", "95");
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 10)), "arr"), 95.0);
        plan(data, "2026", "ARR", "120");
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 10)), "arr"), 120.0);
    }

    void quartersAreThoseOfTheFiscalYear()
    {
        test::WorkspaceFixture data;
        data.source("plan", "finance");
        data.workspace().setSetting("fiscal_year_start", "2");
        plan(data, "2027Q3", "grr", "0.9"); // August to October 2026 of the year that ends in January 2027
        QCOMPARE(data.workspace().fiscalYearStart(), 2);
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 7)), "grr"), -1.0);
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 8)), "grr"), 0.9);
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 10)), "grr"), 0.9);
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 11)), "grr"), -1.0);
    }

    void namesMatchHoweverTheyAreWritten()
    {
        for (const char *name : {"logo_churn", "Logo churn", "LOGO-CHURN"}) {
            test::WorkspaceFixture data;
            data.source("plan", "finance");
            plan(data, "2026", name, "8");
            const Targets targets = loadTargets(data.workspace(), Month(2026, 10));
            QCOMPARE(targetOf(targets, "logo_churn"), 0.08);
        }
    }

    void groupsAndUnknownMetricsHaveNone()
    {
        test::WorkspaceFixture data;
        data.source("plan", "finance");
        plan(data, "2026-10", "nrr", "0.5", "Enterprise");
        plan(data, "2026-10", "cohort", "0.5");
        plan(data, "2026-10", "happiness", "0.5");
        QVERIFY(loadTargets(data.workspace(), Month(2026, 10)).empty());
        plan(data, "2026-10", "grr", "0.5", "total");
        QCOMPARE(targetOf(loadTargets(data.workspace(), Month(2026, 10)), "grr"), 0.5);
    }
};

QTEST_GUILESS_MAIN(TestTargets)
#include "tst_targets.moc"
