#include "core/explain/explained_metric.h"

#include <QtTest>

using namespace qd;
using namespace qd::explain;

/// METRIC of `qdeck explain` (CONTRACT-ROOMS section 3).
class TestExplainedMetric : public QObject {
    Q_OBJECT
private slots:
    void known_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("rate");
        QTest::addColumn<bool>("window");
        QTest::addColumn<bool>("customers");
        const auto row = [](const char *text, MetricKind kind, bool rate, bool window, bool customers) {
            QTest::newRow(text) << text << int(kind) << rate << window << customers;
        };
        row("arr", MetricKind::Arr, false, false, false);
        row("nrr", MetricKind::Nrr, true, true, false);
        row("grr", MetricKind::Grr, true, true, false);
        row("logo_churn", MetricKind::LogoChurn, true, true, true);
        for (const char *text : {"new", "reactivation", "expansion", "contraction", "churn", "fx"})
            row(text, MetricKind::Movement, false, true, false);
        row("bridge:timing", MetricKind::Bridge, false, false, false);
        row("bridge:unexplained", MetricKind::Bridge, false, false, false);
        row("renewal_rate", MetricKind::RenewalRate, true, true, false);
        row("cohort:logo:2025-01:0", MetricKind::Cohort, true, false, true);
        row("cohort:nrr:2025Q1:12", MetricKind::Cohort, true, false, false);
        row("cohort:arr:2025-01:3", MetricKind::Cohort, false, false, false);
        row("cohort:usage:2025-01:3", MetricKind::Cohort, true, false, true);
        row("survival:365", MetricKind::Survival, true, false, true);
        row("hours", MetricKind::Hours, false, false, false);
        row("due_arr", MetricKind::DueArr, false, false, false);
    }
    void known()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(bool, rate);
        QFETCH(bool, window);
        QFETCH(bool, customers);
        const auto metric = metricFromText(text.toStdString());
        QVERIFY(metric.ok());
        QCOMPARE(int(metric->kind), kind);
        QCOMPARE(metric->text, text.toStdString());
        QCOMPARE(metric->isRate(), rate);
        QCOMPARE(metric->isOfWindow(), window);
        QCOMPARE(metric->countsCustomers(), customers);
        QVERIFY(!formulaOf(*metric).english().empty());
    }

    void parts()
    {
        const auto cohort = metricFromText("cohort:grr:2025Q2:3");
        QCOMPARE(int(cohort->measure), int(retention::CohortMeasure::Grr));
        QCOMPARE(cohort->label, std::string("2025Q2"));
        QCOMPARE(cohort->k, 3);
        QCOMPARE(metricFromText("survival:90")->days, 90);
        QCOMPARE(int(metricFromText("contraction")->movement), int(revenue::MovementKind::Contraction));
        QCOMPARE(int(metricFromText("bridge:digit_transposition")->cause), int(reconcile::Cause::DigitTransposition));
    }

    void unknown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("a letter more") << "nrrr"
                                       << "did you mean nrr?";
        QTest::newRow("a cause") << "bridge:timng"
                                 << "did you mean bridge:timing?";
        QTest::newRow("a movement") << "expantion"
                                    << "did you mean expansion?";
        QTest::newRow("nothing near") << "happiness"
                                      << "Known: arr, nrr, grr, logo_churn";
        QTest::newRow("a measure") << "cohort:nr:2025-01:3"
                                   << "arr, grr, logo, nrr, usage";
        QTest::newRow("no k") << "cohort:nrr:2025-01"
                              << "cohort:MEASURE:LABEL:K";
        QTest::newRow("k below 0") << "cohort:nrr:2025-01:-1"
                                   << "cohort:MEASURE:LABEL:K";
        QTest::newRow("k with more") << "cohort:nrr:2025-01:1x"
                                     << "cohort:MEASURE:LABEL:K";
        QTest::newRow("no days") << "survival:"
                                 << "such as survival:365";
        QTest::newRow("days below 0") << "survival:-1"
                                      << "survival:T";
        QTest::newRow("no whole days") << "survival:1.5"
                                       << "survival:T";
        QTest::newRow("no period") << "cohort:nrr:2025:1"
                                   << "2025Q1";
        QTest::newRow("nothing") << ""
                                 << "There is no metric";
    }
    void unknown()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto metric = metricFromText(text.toStdString());
        QCOMPARE(metric.error().code, ErrorCode::InvalidArgument);
        const QString said = QString::fromStdString(metric.error().message.english());
        QVERIFY2(said.contains(says), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestExplainedMetric)
#include "tst_explained_metric.moc"
