#include "core/metrics/metric.h"
#include "core/revenue/retention_rates.h"

#include <QtTest>

#include <set>

using namespace qd;

/// What a metric is called and means is one row; the page of rules has a section for each that is printed with its
/// rule.
class TestMetric : public QObject {
    Q_OBJECT
private slots:
    void keysAreDistinctAndFound()
    {
        std::set<std::string_view> keys;
        for (const metrics::Metric &metric : metrics::all()) {
            QVERIFY2(keys.insert(metric.key).second, metric.name.text);
            QCOMPARE(metrics::find(metric.key), &metric);
        }
        QVERIFY(keys.contains("logo_churn"));
        QCOMPARE(metrics::find("net_revenue"), nullptr);
        QCOMPARE(metrics::find(""), nullptr);
    }

    void rulesHaveASectionInTheDocs()
    {
        QFile page(QStringLiteral(QD_CALCULATION_PAGE));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        for (const metrics::Metric *metric : revenue::retentionMetrics()) {
            QVERIFY2(*metric->formula.text && *metric->edgeCases.text, metric->name.text);
            QVERIFY2(text.contains(QStringLiteral("\n## %1\n").arg(QString::fromUtf8(metric->name.text))),
                metric->name.text);
        }
    }

    void whatIsComparedWithATargetSaysWhichWayIsBetter()
    {
        // Lower is better only for what is lost or at risk.
        using Better = metrics::TargetTerms::Better;
        std::set<std::string_view> lower;
        for (const metrics::Metric &metric : metrics::all()) {
            if (metric.target && metric.target->better == Better::Lower)
                lower.insert(metric.key);
            QVERIFY2(!metric.target || *metric.target->hint.text, metric.name.text);
        }
        QVERIFY(lower == (std::set<std::string_view>{"logo_churn", "at_risk_share"}));
    }

    void onlyArrIsMoney()
    {
        for (const metrics::Metric &metric : metrics::all()) {
            if (metric.target)
                QCOMPARE(metric.target->unit == metrics::TargetTerms::Unit::Money, metric.key == metrics::Arr);
        }
    }
};

QTEST_APPLESS_MAIN(TestMetric)
#include "tst_metric.moc"
