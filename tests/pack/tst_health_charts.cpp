#include "core/base/words.h"
#include "core/pack/health_charts.h"
#include "core/pack/renewal_charts.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;
using health::HealthColour;

namespace {

QString text(const Message &message)
{
    return QString::fromStdString(message.english());
}

/// "Green 1 2 -": a series and its values.
QStringList seriesOf(const chart::Chart &chart)
{
    QStringList lines;
    for (const chart::Series &series : chart.series) {
        QStringList cells{text(series.name)};
        for (const std::optional<double> &value : series.values)
            cells << (value ? QString::number(*value) : QStringLiteral("-"));
        lines << cells.join(u' ').trimmed();
    }
    return lines;
}

QStringList categoriesOf(const chart::Chart &chart)
{
    QStringList names;
    for (const Message &category : chart.categories)
        names << text(category);
    return names;
}

backtest::CourtRow courtRow(int n, std::optional<double> auc)
{
    backtest::CourtRow row;
    row.row.group = validation::AllCases;
    row.row.n = n;
    if (auc) {
        row.row.figures = validation::ModelFigures();
        row.row.figures->auc = auc;
    }
    return row;
}

} // namespace

/// The charts of health, from figures made by hand.
class TestHealthCharts : public QObject {
    Q_OBJECT
private slots:
    void mix()
    {
        health::MixRow all{"total"};
        health::MixRow smb{"SMB"};
        smb.parts = {{{3, 30050}, {1, 10000}, {0, 0}, {2, 500}}};
        health::MixRow none{NoGroup};
        none.parts = {{{0, 0}, {0, 0}, {1, 700}, {0, 0}}};
        const chart::Chart chart = colourMixChart({all, smb, none}, *Currency::fromCode("USD"));
        QCOMPARE(categoriesOf(chart), (QStringList{"SMB", "(none)"})); // all customers are no column
        QCOMPARE(seriesOf(chart), (QStringList{"Green 300.5 0", "Yellow 100 0", "Red 0 7", "Not scored 5 0"}));
        QCOMPARE(int(chart.series[2].meaning), int(chart::Meaning::Churn));
    }

    void months()
    {
        health::HistoryPoint may{Month(2026, 5), {}, 56.5, 72.25};
        may.colours = {1, 2, 3, 4};
        const health::HistoryPoint june{Month(2026, 6), {}, {}, {}};
        const chart::Chart colours = colourHistoryChart({may, june});
        QCOMPARE(seriesOf(colours), (QStringList{"Green 1 0", "Yellow 2 0", "Red 3 0", "Not scored 4 0"}));
        QCOMPARE(int(colours.unit), int(chart::Unit::Count));
        const chart::Chart scores = scoreHistoryChart({may, june});
        QCOMPARE(seriesOf(scores), (QStringList{"Mean 56.5 -", "By ARR 72.25 -"}));
        QCOMPARE(scores.series[0].counts, (std::vector<int>{6, 0})); // those that are scored
        may.accounts = {{4, HealthColour::Red}, {7, HealthColour::None}};
        may.scores = {20.0, std::nullopt};
        QCOMPARE(seriesOf(scoreHistoryChart({may, june}, 4, "Acme")),
            (QStringList{"Mean 56.5 -", "By ARR 72.25 -", "Acme 20 -"}));
        QCOMPARE(scoreHistoryChart({may, june}, 7, "Birch").series.size(), std::size_t(2)); // never scored
    }

    void transitions()
    {
        health::Stability stability;
        int n = 1;
        for (const HealthColour from : {HealthColour::None, HealthColour::Red, HealthColour::Green}) {
            for (const HealthColour to :
                {HealthColour::Yellow, HealthColour::None, HealthColour::Green, HealthColour::Red})
                stability.matrix.push_back({from, to, n++});
        }
        for (const HealthColour to : health::AllColours)
            stability.matrix.push_back({HealthColour::Yellow, to, 0});
        const chart::Chart chart = transitionHeatmap(stability);
        QCOMPARE(categoriesOf(chart), (QStringList{"Green", "Yellow", "Red", "Not scored"}));
        QCOMPARE(
            seriesOf(chart), (QStringList{"Green 11 9 12 10", "Yellow 0 0 0 0", "Red 7 5 8 6", "Not scored 3 1 4 2"}));
        QCOMPARE(chart.series[0].rowCount.value(), 42);
    }

    /// From the first total to the last, without what changed nothing.
    void waterfall()
    {
        health::ScoreMove move{72.0, 42.5, {{"model", 0}, {"missing", 0.5}, {"tickets_90", -30}, {"nps", 0}}};
        const Date from(20000);
        const chart::Chart chart = scoreWaterfall(move, from, from.plusDays(30));
        QCOMPARE(categoriesOf(chart), (QStringList{"Then", "Missing values", "Tickets in 90 days", "Now"}));
        QCOMPARE(seriesOf(chart), QStringList{"72 0.5 -30 42.5"});
        QCOMPARE(int(chart.categoryMeanings[1]), int(chart::Meaning::Expansion));
        QCOMPARE(int(chart.categoryMeanings[2]), int(chart::Meaning::Churn));
        move.to.reset();
        QVERIFY(scoreWaterfall(move, from, from).series.empty());
    }

    void court()
    {
        backtest::BookCourt court;
        court.model.name = "House";
        court.from = Date(20000);
        court.to = Date(20365);
        for (const char *model : {"House", "constant", "vendor:V"}) {
            for (const auto &[lead, auc] : {std::pair(180, std::optional(0.75)), {90, std::optional<double>()}})
                court.court.judgements.push_back({model, lead, {courtRow(lead, auc)}, {}, {}});
        }
        const chart::Chart chart = courtHeatmap(court);
        QCOMPARE(categoriesOf(chart), (QStringList{"180 d", "90 d"}));
        QCOMPARE(seriesOf(chart), (QStringList{"House 0.75 -", "V 0.75 -"})); // the constant is 0.5 by design
        QCOMPARE(chart.series[1].counts, (std::vector<int>{180, 90}));
        QCOMPARE(courtRows(court), (std::vector<std::string>{"House", "vendor:V"}));
        QCOMPARE(court.leads(), (std::vector<int>{180, 90}));
    }

    /// Four lost renewals in twenty, of which the first tenth holds two, worth 300 of 500, and the second one more.
    void gains()
    {
        backtest::BookCourt court;
        court.model.name = "House";
        for (const char *model : {"House", "constant"}) {
            backtest::CourtRow row = courtRow(20, 0.8);
            for (int k = 0; k < 10; ++k) {
                statistics::LiftBin bin;
                bin.captured = QLatin1String(model) == QLatin1String("House") ? (k == 0 ? 0.5
                                       : k == 1                                         ? 0.75
                                                                                        : 1.0)
                                                                              : 0.1 * (k + 1);
                bin.capturedWeight = k == 0 ? 0.6 : 1.0;
                row.row.figures->lift.push_back(bin);
            }
            court.court.judgements.push_back({model, 90, {row}, {}, {}});
        }
        court.court.judgements.push_back({"call", 90, {courtRow(3, {})}, {}, {}}); // too few
        const chart::Chart chart = gainsChart(court, 90, GainsOf::Renewals);
        QCOMPARE(chart.categories.size(), std::size_t(11));
        QCOMPARE(categoriesOf(chart).mid(0, 3), (QStringList{"0", "10", "20"}));
        QCOMPARE(seriesOf(chart),
            (QStringList{"House 0 0.5 0.75 1 1 1 1 1 1 1 1", "By chance 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1",
                "CSM call - - - - - - - - - - -"}));
        QCOMPARE(int(chart.series[1].meaning), int(chart::Meaning::Base));
        const chart::Chart arr = gainsChart(court, 90, GainsOf::Arr);
        QCOMPARE(arr.series[0].values[1], std::optional(0.6));
        QVERIFY(gainsChart(court, 60, GainsOf::Arr).series.empty()); // nobody was asked so long before
    }

    void calibration()
    {
        backtest::BookCourt court;
        court.model.name = "House";
        backtest::CourtRow row = courtRow(30, 0.7);
        row.row.figures->reliability = {{20, 1, 0.0425, 0.05, {0.01, 0.24}}, {10, 4, 0.3, 0.4, {0.17, 0.69}}};
        court.court.judgements.push_back({"House", 90, {courtRow(30, 0.8)}, {}, {}});
        court.court.judgements.push_back({"last_quarter", 90, {row}, {}, {}});
        QCOMPARE(modelsWithProbability(court, 90), std::vector<std::string>{"last_quarter"});
        QVERIFY(modelsWithProbability(court, 60).empty());
        const chart::Chart chart = calibrationChart(court, 90, "last_quarter");
        QCOMPARE(seriesOf(chart), (QStringList{"Said 0.0425 0.3", "Came 0.05 0.4"}));
        QCOMPARE(chart.bands[0].series, 1);
        QCOMPARE(chart.bands[0].high[1], std::optional(0.69));
        QCOMPARE(chart.series[1].counts, (std::vector<int>{20, 10}));
        QVERIFY(calibrationChart(court, 90, "House").categories.empty()); // a score is no probability
    }

    void renewalsByMonth()
    {
        std::vector<renewals::CalendarMonth> months(2);
        months[0].month = Month(2026, 11);
        months[0].renewed.arr = 100'000;
        months[0].lost.arr = 20'050;
        months[1].month = Month(2026, 12);
        months[1].inOrder.arr = 30'000;
        months[1].toMend.arr = 4'000;
        const chart::Chart chart = renewalCalendarChart(months, *Currency::fromCode("USD"));
        QCOMPARE(
            seriesOf(chart), (QStringList{"Renewed 1000 0", "Lost 200.5 0", "Pending 0 300", "With exceptions 0 40"}));
        QCOMPARE(chart.categories.size(), std::size_t(2));
        QVERIFY(renewalCalendarChart({}, *Currency::fromCode("USD")).series.front().values.empty());
    }

    /// One of four had all of it; nobody has reached the other checkpoint.
    void readinessByCheckpoint()
    {
        backtest::Readiness readiness;
        readiness.rows.resize(2);
        readiness.rows[0].checkpoint = 90;
        readiness.rows[0].due = 4;
        readiness.rows[0].ready = 1;
        readiness.rows[0].met.fill(2);
        readiness.rows[0].met.front() = 3;
        readiness.rows[0].dueArr = 1'250'00;
        readiness.rows[1].checkpoint = 30;
        const chart::Chart chart = readinessHeatmap(readiness, *Currency::fromCode("USD"));
        const std::size_t columns = backtest::AllRequirements.size() + 1;
        QCOMPARE(chart.categories.size(), columns);
        const chart::Series &reached = chart.series[0];
        QCOMPARE(reached.values.size(), columns);
        QCOMPARE(reached.values.front(), std::optional(0.75));
        QCOMPARE(reached.values[1], std::optional(0.5));
        QCOMPARE(reached.values.back(), std::optional(0.25));
        QCOMPARE(reached.parts, (std::vector<int>{3, 2, 2, 2, 2, 2, 1}));
        QCOMPARE(reached.counts, (std::vector<int>(columns, 4)));
        QCOMPARE(reached.rowCount, std::optional(4));
        QCOMPARE(reached.rowAmount, std::optional<std::int64_t>(1'250'00));
        QCOMPARE(chart.rowHeaders.size(), std::size_t(3));
        QCOMPARE(chart.wanted, std::optional(0.9));
        for (const std::optional<double> &value : chart.series[1].values)
            QVERIFY(!value);
    }
};

QTEST_GUILESS_MAIN(TestHealthCharts)
#include "tst_health_charts.moc"
