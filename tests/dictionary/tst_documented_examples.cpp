#include "core/dictionary/shipped_definitions.h"
#include "core/forecast/accuracy.h"
#include "core/programmes/customer_voice.h"
#include "core/revenue/conventions.h"
#include "core/revenue/retention_rates.h"
#include "core/statistics/dispersion.h"
#include "core/statistics/kaplan_meier.h"
#include "core/statistics/lift_table.h"
#include "core/statistics/population_stability.h"
#include "core/statistics/probability_scores.h"
#include "core/statistics/roc_curve.h"
#include "tests/explain/explained.h"
#include "tests/revenue/golden_fixture.h"

#include <functional>

using namespace qd;

namespace {

constexpr double Minor = 100; ///< cents of a dollar

/// The seven accounts that all examples of revenue are about, and what the program makes of them.
class GoldenBook {
public:
    GoldenBook() { test::fillGoldenFixture(m_data); }

    /// A rate, or an amount in major units, of the year to October 2026.
    double figure(const char *metric)
    {
        explain::Request request = test::on(metric);
        if (request.metric.isOfWindow()) // movements begin with the month after the opening
            request.from = request.metric.kind == explain::MetricKind::Movement ? Month(2025, 11) : Month(2025, 10);
        if (request.metric.isOfWindow())
            request.to = Month(2026, 10);
        const auto found = test::told(m_data, request);
        return found.metric.isRate() ? found.rate().value() : double(found.numerator) / Minor;
    }
    double convention(const char *text)
    {
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        Progress quiet;
        const auto both = revenue::conventionFromText(text);
        return revenue::compareConventions(
            *portfolio, *portfolio->book(), {2025, 10}, {2026, 10}, {*both, *both}, quiet)
            ->a.value()
            .value();
    }
    double expansionRate()
    {
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        Progress quiet;
        revenue::RetentionOptions options;
        options.from = Month(2025, 10);
        options.to = Month(2026, 10);
        const auto found = computeRetention(*portfolio, *portfolio->book(), options, quiet);
        return found->rows.front().rate("expansion_rate").value().value();
    }
    double closing()
    {
        const double opening = 550; // as the example of NRR has it
        return opening + figure("new") + figure("reactivation") + figure("expansion") - figure("contraction")
            - figure("churn") + figure("fx");
    }

private:
    test::WorkspaceFixture m_data;
};

const std::vector<double> Came{0.8, 0.3}; // of these the first came
const std::vector<bool> FirstCame{true, false};

statistics::SurvivalCurve oneOfFourLeft()
{
    const std::vector<statistics::Life> lives{{100, true}, {400, false}, {400, false}, {400, false}};
    return statistics::kaplanMeier(lives, statistics::SurvivalInterval::Log);
}

forecast::AccuracyRow forecastRow(std::int64_t forecast, std::int64_t actual, std::int64_t apart)
{
    forecast::AccuracyRow row;
    row.forecast = forecast;
    row.actual = actual;
    row.apart = apart;
    return row;
}

double voice(programmes::VoiceKind kind, int n, int good, int bad, double sum)
{
    programmes::VoiceFigures figures;
    figures.kind = kind;
    figures.n = n;
    figures.good = good;
    figures.bad = bad;
    figures.sum = sum;
    return figures.value().value();
}

/// What the program makes of each example, from the numbers that its text names.
std::map<std::string, std::function<double()>> computations(GoldenBook &book)
{
    using programmes::VoiceKind;
    std::map<std::string, std::function<double()>> all;
    for (const char *metric :
        {"arr", "new", "reactivation", "expansion", "contraction", "churn", "nrr", "grr", "logo_churn"})
        all[metric] = [&book, metric] { return book.figure(metric); };
    all["movements"] = [&book] { return book.closing(); };
    all["expansion_rate"] = [&book] { return book.expansionRate(); };
    all["cohort"] = [&book] { return book.figure("cohort:nrr:2024-01:33"); };
    all["nrr_flow"] = [&book] { return book.convention("nrr/movement_none/account/0/constant"); };
    all["grr_flow"] = [&book] { return book.convention("grr/movement/account/0/constant"); };
    all["survival"] = [] { return oneOfFourLeft().at(365); };
    all["rmst"] = [] { return oneOfFourLeft().restrictedMean(365).mean; };
    all["ttv"] = [] {
        const std::vector<statistics::Life> days{{20, true}, {40, true}, {60, true}, {30, false}};
        return statistics::kaplanMeier(days, statistics::SurvivalInterval::Log).median().value();
    };
    all["psi"] = [] {
        return statistics::populationStability(std::vector<double>{20, 50, 30}, std::vector<double>{10, 60, 30})
            .value()
            .index;
    };
    all["auc"] = [] {
        return statistics::rocArea(std::vector<double>{0.9, 0.4, 0.5, 0.4}, {true, true, false, false}).value().area;
    };
    all["ks"] = [] {
        const std::vector<double> risk{0.9, 0.8, 0.7, 0.3, 0.85};
        return statistics::kolmogorovSmirnov(risk, {true, true, false, false, false}).value();
    };
    all["lift"] = [] {
        const std::vector<double> weights{1, 1, 1, 1};
        return statistics::liftTable(std::vector<double>{0.9, 0.6, 0.4, 0.2}, {true, false, false, false}, weights)
            .front()
            .lift.value();
    };
    all["brier_score"] = [] { return statistics::brierScore(Came, FirstCame); };
    all["log_loss"] = [] { return statistics::logLoss(Came, FirstCame); };
    all["fairness"] = [] { return *statistics::coefficientOfVariation(std::vector<double>{0.8, 1.0, 1.2}); };
    all["nps"] = [] { return voice(VoiceKind::Nps, 50, 25, 10, 0); };
    all["csat"] = [] { return voice(VoiceKind::Csat, 10, 8, 0, 0); };
    all["ces"] = [] { return voice(VoiceKind::Ces, 5, 0, 0, 27); };
    all["forecast_error"] = [] { return forecastRow(190, 200, 10).error().value(); };
    all["forecast_bias"] = [] { return forecastRow(190, 200, 10).bias().value(); };
    all["forecast_accuracy"] = [] { return forecastRow(190, 200, 10).accuracy().value(); };
    all["wape"] = [] { return forecastRow(200, 200, 200).wape().value(); };
    return all;
}

} // namespace

/// The worked examples of the dictionary (docs/metrics.md): the program computes what each of them says.
class TestDocumentedExamples : public QObject {
    Q_OBJECT
private:
    GoldenBook m_book;

private slots:
    void everyExampleIsComputed_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("value");
        QVERIFY(dictionary::shippedExamples().size() >= 30);
        for (const auto &[metric, example] : dictionary::shippedExamples())
            QTest::newRow(metric.c_str()) << QString::fromStdString(metric) << example.value;
    }
    void everyExampleIsComputed()
    {
        QFETCH(QString, metric);
        QFETCH(double, value);
        const auto all = computations(m_book);
        const auto found = all.find(metric.toStdString());
        QVERIFY2(found != all.end(), "an example that nothing computes");
        const double computed = found->second();
        QVERIFY2(std::abs(computed - value) < 1e-9 * std::max(1.0, std::abs(value)),
            qPrintable(QString::number(computed, 'g', 15)));
    }

    /// A text ends in the value it comes to, as people write it.
    void textsSayTheirValues()
    {
        for (const auto &[metric, example] : dictionary::shippedExamples()) {
            const QString text = QString::fromStdString(example.text);
            bool says = false;
            for (const double value : {example.value, example.value * 100}) {
                for (int decimals = 0; decimals <= 4; ++decimals)
                    says = says || text.contains(QString::number(value, 'f', decimals));
            }
            QVERIFY2(says, metric.c_str());
        }
    }

    void onlyWhatTheProgramBringsAlongHasOne()
    {
        dictionary::DefinitionVersion version = dictionary::shippedDefinitions().front();
        version.definition.metric = "nrr";
        QVERIFY(dictionary::exampleOf(version).ends_with("460 / 550 = 83.64 %."));
        version.authors = {"Ann"};
        QVERIFY(dictionary::exampleOf(version).empty());
        version.authors = {dictionary::OwnAuthor};
        version.definition.metric = "win_rate";
        QVERIFY(dictionary::exampleOf(version).empty());
    }
};

QTEST_GUILESS_MAIN(TestDocumentedExamples)
#include "tst_documented_examples.moc"
