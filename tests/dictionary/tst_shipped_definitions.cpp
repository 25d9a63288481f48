#include "core/dictionary/shipped_definitions.h"

#include "core/metrics/metric.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace qd;
using namespace qd::dictionary;

namespace {

const Definition *find(const std::string &metric)
{
    const auto &all = shippedDefinitions();
    const auto found = std::ranges::find_if(
        all, [&metric](const DefinitionVersion &each) { return each.definition.metric == metric; });
    return found == all.end() ? nullptr : &found->definition;
}

} // namespace

/// The definitions that the program brings along.
class TestShippedDefinitions : public QObject {
    Q_OBJECT
private slots:
    void everyOneIsWholeAndApproved()
    {
        QVERIFY(shippedDefinitions().size() >= 30);
        QVERIFY(std::ranges::is_sorted(
            shippedDefinitions(), {}, [](const DefinitionVersion &each) { return each.definition.metric; }));
        std::set<std::string> ids;
        for (const DefinitionVersion &each : shippedDefinitions()) {
            const Definition &definition = each.definition;
            const char *id = definition.metric.c_str();
            QVERIFY2(isMetricId(definition.metric) && ids.insert(definition.metric).second, id);
            QVERIFY2(each.version == 1 && each.status == DefinitionStatus::Approved, id);
            QVERIFY2(each.authors == std::vector<std::string>{"quarterdeck"} && each.approvals.empty(), id);
            QVERIFY2(!definition.inForceFrom, id);
            QVERIFY2(!shippedExamples().contains(id) || !exampleOf(each).empty(), id);
            for (const std::string *text : {&definition.name, &definition.plain, &definition.formula,
                     &definition.edgeCases, &definition.owner, &definition.cadence, &definition.unit})
                QVERIFY2(!text->empty(), id);
            QVERIFY2(!definition.sources.empty(), id);
        }
    }

    void whatIsCalledByExplainIsThere()
    {
        // METRIC of `qdeck explain` (CONTRACT-ROOMS section 3)
        for (const char *metric : {"arr", "nrr", "grr", "logo_churn", "new", "reactivation", "expansion", "contraction",
                 "churn", "fx", "bridge", "renewal_rate", "cohort", "survival", "hours", "due_arr"})
            QVERIFY2(find(metric), metric);
    }

    /// Of CONTRACT section 2, CONTRACT-ROOMS section 2 and the list of metrics that the product was planned by.
    void everyMetricPlannedIsDefined()
    {
        for (const char *metric : {"mrr", "arr", "carr", "movements", "nrr", "grr", "nrr_flow", "grr_flow",
                 "logo_churn", "logo_retention", "expansion_rate", "renewal_rate_logos", "renewal_rate",
                 "renewal_rate_net", "on_time_renewal_rate", "risk_coverage", "renewal_hygiene", "renewal_readiness",
                 "forecast_bias", "forecast_error", "forecast_accuracy", "wape", "brier_score", "log_loss",
                 "calibration_slope", "health_score", "health_accuracy", "health_precision", "share_flagged",
                 "false_alarms", "auc", "ks", "lift", "gains", "psi", "moved_share", "health_coverage",
                 "signal_reliability", "ttv", "stage_conversion", "handoff_completeness", "milestone_completeness",
                 "qbr_completion", "play_compliance", "escalation_resolution", "escalation_sla", "digital_engagement",
                 "nps", "csat", "ces", "book_utilisation", "utilisation", "coverage_ratio", "accounts_per_csm",
                 "named_coverage", "capacity_gap", "expansion_coverage", "white_space", "fairness", "continuity",
                 "tech_touch_threshold", "hiring_trigger", "cohort", "survival", "rmst", "hazard_ratio",
                 "churn_by_reason", "completeness", "freshness", "validity", "duplicate_records", "orphan_rows",
                 "contract_overlaps", "contract_gaps", "stale_rates", "drift", "stale_stages", "request_sla",
                 "insight_to_action", "rework_rate", "match_probability", "match_rate", "days_to_fix", "ops_maturity"})
            QVERIFY2(find(metric), metric);
    }

    void classes_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<bool>("isRevenue");
        for (const char *metric : {"arr", "nrr", "grr", "logo_churn", "churn", "renewal_rate", "renewal_forecast",
                 "forecast_accuracy", "forecast_bias", "wape", "survival", "due_arr"})
            QTest::newRow(metric) << metric << true;
        for (const char *metric : {"health_coverage", "health_accuracy", "psi", "auc", "nps", "csat", "hours",
                 "utilisation", "qbr_completion", "match_rate", "quality_score", "play_compliance", "ttv"})
            QTest::newRow(metric) << metric << false;
    }
    void classes()
    {
        QFETCH(QString, metric);
        QFETCH(bool, isRevenue);
        const Definition *definition = find(metric.toStdString());
        QVERIFY(definition);
        QCOMPARE(definition->definitionClass == DefinitionClass::Revenue, isRevenue);
    }

    void whatIsSaidOfMetricsElsewhereIsSaidThereOnly()
    {
        std::set<std::string> said;
        for (const DefinitionVersion &each : shippedDefinitions()) {
            const std::string &id = each.definition.metric;
            const metrics::Metric *metric = metrics::find(keyInMetrics(id));
            QFile file(QStringLiteral(QD_METRIC_FILES "/%1.json").arg(QString::fromStdString(id)));
            QVERIFY2(file.open(QIODevice::ReadOnly), id.c_str());
            const auto json = nlohmann::json::parse(file.readAll().toStdString());
            QVERIFY2(!metric || !json.contains("name"), id.c_str());
            if (!metric)
                continue;
            said.insert(std::string(metric->key));
            QCOMPARE(each.definition.name, Message(metric->name).english());
            QCOMPARE(each.version, metric->version);
            const bool hasWords = *metric->formula.text != '\0';
            QVERIFY2(json.contains("plain") != hasWords && json.contains("edge_cases") != hasWords, id.c_str());
            if (hasWords)
                QCOMPARE(each.definition.plain, Message(metric->formula).english());
        }
        for (const metrics::Metric &metric : metrics::all())
            QVERIFY2(said.contains(std::string(metric.key)), metric.name.text);
    }

    void everyFileIsShipped()
    {
        const QDir folder(QStringLiteral(QD_METRIC_FILES));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
        QCOMPARE(std::size_t(files.size()), shippedDefinitions().size());
    }

    void ratios_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<bool>("isRatio");
        for (const char *metric : {"nrr", "grr", "logo_churn", "renewal_rate", "health_coverage", "nps", "csat", "wape",
                 "forecast_bias", "expansion_coverage", "utilisation", "qbr_completion"})
            QTest::newRow(metric) << metric << true;
        for (const char *metric : {"arr", "new", "churn", "fx", "movements", "psi", "auc", "forecast_accuracy", "ttv",
                 "survival", "hours", "breaks", "freshness"})
            QTest::newRow(metric) << metric << false;
    }
    void ratios()
    {
        QFETCH(QString, metric);
        QFETCH(bool, isRatio);
        const Definition *definition = find(metric.toStdString());
        QVERIFY(definition);
        QCOMPARE(quotientOf(definition->formula).has_value(), isRatio);
    }
};

QTEST_APPLESS_MAIN(TestShippedDefinitions)
#include "tst_shipped_definitions.moc"
