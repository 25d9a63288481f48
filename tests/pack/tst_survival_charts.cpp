#include "core/pack/build_pack.h"
#include "core/pack/cohort_charts.h"
#include "core/pack/survival_charts.h"
#include "tests/pack/pack_fixture.h"

#include <QTest>

using namespace qd;
using namespace qd::pack;

namespace {

/// Twenty lives: 3 end on day 31, 8 are seen to day 80, 9 to day 100.
std::vector<survival::GroupedLife> twenty(const std::string &group = "SMB")
{
    std::vector<survival::GroupedLife> lives;
    for (int i = 0; i < 20; ++i)
        lives.push_back({{i < 3 ? 31.0 : i < 11 ? 80.0 : 100.0, i < 3}, group});
    return lives;
}

QString said(const std::vector<std::optional<double>> &values)
{
    QStringList texts;
    for (const auto &value : values)
        texts << (value ? QString::number(*value, 'g', 3) : QStringLiteral("-"));
    return texts.join(u' ');
}

QString english(const Message &message)
{
    return QString::fromStdString(message.english());
}

/// An analysis of two groups with so many events in all, as if a test had given that p.
survival::SurvivalAnalysis analysed(int groups, int events, double p)
{
    survival::SurvivalAnalysis analysis;
    for (int i = 0; i < groups; ++i)
        analysis.groups.push_back({.group = std::to_string(i),
            .n = 100,
            .events = i == 0 ? events : 0,
            .curve = statistics::SurvivalCurve({}),
            .restrictedMean = {},
            .atRisk = {}});
    analysis.logRank = statistics::LogRankTest{30.24, groups - 1, p};
    return analysis;
}

/// SMB with cohorts of the first and second quarter, Mid with one of the second.
retention::Cohorts split()
{
    retention::Cohorts cohorts;
    cohorts.measure = retention::CohortMeasure::Logo;
    cohorts.period = retention::CohortPeriod::Quarter;
    const auto add = [&](const char *group, const char *label, int size, std::vector<double> values) {
        retention::Cohort cohort;
        cohort.group = group;
        cohort.label = label;
        cohort.size = size;
        cohort.values = std::move(values);
        cohorts.rows.push_back(std::move(cohort));
    };
    add("Mid", "2026Q2", 4, {1, 0.75});
    add("SMB", "2026Q1", 20, {1, 0.9, 0.8});
    add("SMB", "2026Q2", 10, {1, 0.6});
    cohorts.blocks = {{"Mid", 4, {1.0, 0.75}}, {"SMB", 30, {1.0, 0.8, 0.8}}};
    cohorts.weighted = {1.0, 0.79, 0.8};
    return cohorts;
}

lifecycle::ChurnAnalysis churned(int groups)
{
    lifecycle::ChurnAnalysis analysis;
    analysis.currency = *Currency::fromCode("USD");
    analysis.quarters = {{2026, 1}, {2026, 2}};
    for (int i = 0; i < groups; ++i) {
        lifecycle::ChurnedCustomer one;
        one.quarter = {2026, 1 + i % 2};
        one.arr = 100 * (i + 1);
        analysis.customers.push_back(one);
        analysis.groups.push_back({"Reason " + std::to_string(i), {{std::size_t(i), one.arr}}, one.arr});
        analysis.arr += one.arr;
    }
    return analysis;
}

} // namespace

class TestSurvivalCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Months 0 to 3; after the second 17 are at risk and 17 of 20 are there; after the third 9, too few for limits.
    void stayingByMonth()
    {
        const MonthlyCurves curves = monthlyCurves(twenty());
        const chart::Chart chart = survivalChart(curves, "segment");
        QCOMPARE(english(chart.title), QStringLiteral("Survival by segment"));
        QCOMPARE(chart.series.size(), std::size_t(1));
        QCOMPARE(said(chart.series[0].values), QStringLiteral("1 1 0.85 0.85"));
        QCOMPARE(chart.series[0].counts, (std::vector<int>{20, 20, 17, 9}));
        QCOMPARE(chart.bands.size(), std::size_t(1));
        QVERIFY(!chart.bands[0].low[1]); // before the first event
        QVERIFY(*chart.bands[0].low[2] < 0.85 && *chart.bands[0].high[2] > 0.85);
        QVERIFY(!chart.bands[0].low[3] && !chart.bands[0].high[3]);
        const chart::Chart loss = survivalChart(curves, "segment", CurveShown::Loss);
        QCOMPARE(said(loss.series[0].values), QStringLiteral("0 0 0.15 0.15"));
        QCOMPARE(*loss.bands[0].low[2], 1 - *chart.bands[0].high[2]);
        QCOMPARE(*loss.bands[0].high[2], 1 - *chart.bands[0].low[2]);
        // Three of twenty: 3 / 20, with a variance of 3 / 400.
        const chart::Chart hazard = survivalChart(curves, "segment", CurveShown::Hazard);
        QCOMPARE(said(hazard.series[0].values), QStringLiteral("0 0 0.15 0.15"));
        QVERIFY(!hazard.bands[0].low[1] && !hazard.bands[0].low[3]);
        QCOMPARE(*hazard.bands[0].low[2], 0.0); // 0.15 - 0.17
        QVERIFY(std::abs(*hazard.bands[0].high[2] - (0.15 + 1.959963984540054 * std::sqrt(3.0 / 400))) < 1e-12);
        QCOMPARE(hazard.unit, chart::Unit::Number);
        QCOMPARE(english(chart.categories.back()), QStringLiteral("3"));
        QCOMPARE(curves.after(0, 2)->atRisk, std::int64_t(17));
        QVERIFY(!curves.after(0, 4));
        QCOMPARE(english(thinSentence(curves.read, CurveUnit::Months)),
            QStringLiteral("Dashed, without limits, where fewer than 10 customers are at risk: SMB from month 3."));
        QVERIFY(thinSentence(monthlyCurves({{{31, true}, "SMB"}}).read, CurveUnit::Months).english().size() > 0);
    }

    /// On day 30 nobody, on day 31 three of twenty; the limits stand round it the other way up.
    void valueByDay()
    {
        const chart::Chart chart = timeToValueChart(dailyCurves(twenty(lifecycle::AllCustomers)), {});
        QCOMPARE(english(chart.title), QStringLiteral("Time to value"));
        QCOMPARE(english(chart.series[0].name), QStringLiteral("All customers"));
        QCOMPARE(chart.categories.size(), std::size_t(91));
        QCOMPARE(chart.series[0].values[30].value(), 0.0);
        QCOMPARE(qRound(*chart.series[0].values[31] * 100), 15);
        QVERIFY(*chart.bands[0].low[31] < 0.15 && *chart.bands[0].high[31] > 0.15);
        std::vector<survival::GroupedLife> late = twenty();
        late.push_back({{400, true}, "SMB"});
        QCOMPARE(dailyCurves(late).times.back(), 365.0);
        late.back().life.time = 120;
        QCOMPARE(dailyCurves(late).times.back(), 120.0);
    }

    /// Nine of twenty are at risk from day 81 on.
    void whatValueSays()
    {
        std::vector<lifecycle::TimeToValue> rows(1);
        rows[0].n = 20;
        const survival::ReadCurves read = dailyCurves(twenty());
        QCOMPARE(english(valueSentence(rows, read, "go_live")),
            QStringLiteral(
                "Nobody has the milestone go_live; the setting ttv.milestone names the one that is the first value."));
        rows[0].completed = 3;
        QCOMPARE(english(valueSentence(rows, read, "go_live")),
            QStringLiteral("There is one group, so nothing is compared. Dashed, without limits, where fewer than 10 "
                           "customers are at risk: SMB from day 81."));
    }

    void whatTheTestSays_data()
    {
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("events");
        QTest::addColumn<double>("p");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("none") << 0 << 0 << 0.001 << QString();
        QTest::newRow("one group") << 1 << 50 << 0.001 << "There is one group, so nothing is compared.";
        QTest::newRow("few") << 2 << 9 << 0.001 << "The groups are not compared: 9 events are too few for a test.";
        QTest::newRow("enough") << 2 << 10 << 0.05
                                << "No difference is shown: log-rank chi-square 30.2, 1 degree of freedom, p = 0.050. "
                                   "That does not say that "
                                   "the groups are alike: with 10 events a difference can go unseen.";
        QTest::newRow("different")
            << 3 << 50 << 0.049
            << "The groups differ by more than chance explains: log-rank chi-square 30.2, 2 degrees of freedom, p = "
               "0.049. The test does not say which of them differ, by how much, or why; the groups may differ in much "
               "else.";
        QTest::newRow("very") << 3 << 50 << 0.0009
                              << "The groups differ by more than chance explains: log-rank chi-square 30.2, 2 degrees "
                                 "of freedom, p < 0.001. The test does not say which of them differ, by how much, or "
                                 "why; the groups may differ in much else.";
    }
    void whatTheTestSays()
    {
        QFETCH(int, groups);
        QFETCH(int, events);
        QFETCH(double, p);
        QFETCH(QString, sentence);
        QCOMPARE(english(logRankSentence(analysed(groups, events, p))), sentence);
    }

    /// A block begins with all of its cohorts old enough; of more than `mostRows` the youngest stand below it.
    void blocksOfCohorts()
    {
        const CohortChartOptions options{1, 13};
        QStringList names;
        const chart::Chart chart = cohortBlocks(split(), options);
        for (const chart::Series &row : chart.series)
            names << QStringLiteral("%1 %2 %3 n%4")
                         .arg(english(row.name))
                         .arg(row.level)
                         .arg(said(row.values))
                         .arg(row.rowCount.value());
        QCOMPARE(names,
            (QStringList{"Mid 0 1 0.75 - n4", "2026Q2 1 1 0.75 - n4", "SMB 0 1 0.8 0.8 n30", "2026Q2 1 1 0.6 - n10"}));
        QStringList rows;
        for (const CohortRow &row : cohortBlockRows(split(), options))
            rows << QString::fromStdString(row.group + ' ' + row.label);
        QCOMPARE(rows, (QStringList{"Mid ", "Mid 2026Q2", "SMB ", "SMB 2026Q2"}));
        QCOMPARE(said(chart.totals->values), QStringLiteral("1 0.79 0.8"));
    }

    void curvesOfCohorts()
    {
        const chart::Chart blocks = cohortCurves(split());
        QStringList lines;
        for (const chart::Series &line : blocks.series)
            lines << english(line.name) + QStringLiteral(": ") + said(line.values);
        QCOMPARE(lines, (QStringList{"Mid: 1 0.75 -", "SMB: 1 0.8 0.8", "All: 1 0.79 0.8"}));
        const auto rowsOf = [](const std::vector<CohortRow> &rows) {
            QStringList names;
            for (const CohortRow &row : rows)
                names << QString::fromStdString(row.group + ':' + row.label);
            return names;
        };
        QCOMPARE(rowsOf(cohortCurveRows(split())), (QStringList{"Mid:", "SMB:"}));
        retention::Cohorts whole;
        whole.period = retention::CohortPeriod::Quarter;
        for (int i = 0; i < 7; ++i) {
            retention::Cohort cohort;
            cohort.label = "C" + std::to_string(i);
            cohort.values.assign(std::size_t(7 - i), 1.0);
            whole.rows.push_back(cohort);
        }
        whole.blocks = {{{}, 70, {}}};
        whole.weighted.assign(7, 0.5);
        lines.clear();
        for (const chart::Series &line : cohortCurves(whole, 3).series)
            lines << english(line.name);
        QCOMPARE(lines, (QStringList{"C1", "C2", "C3", "All"})); // C4 and later have three values or fewer
        QCOMPARE(rowsOf(cohortCurveRows(whole, 3)), (QStringList{":C1", ":C2", ":C3"}));
        whole.measure = retention::CohortMeasure::Arr;
        QCOMPARE(cohortCurves(whole, 3).series.size(), std::size_t(3));
    }

    void churnByQuarter()
    {
        const auto seven = churnSeries(churned(7), lifecycle::ByReason);
        QCOMPARE(seven.size(), std::size_t(7));
        QCOMPARE(english(seven.back().name), QStringLiteral("Reason 6"));
        const auto nine = churnSeries(churned(9), lifecycle::ByReason);
        QCOMPARE(nine.size(), std::size_t(7));
        QCOMPARE(english(nine.back().name), QStringLiteral("Others"));
        QCOMPARE(nine.back().groups, (std::vector<std::size_t>{6, 7, 8}));
        const chart::Chart chart = churnChart(churned(9), lifecycle::ByReason);
        QCOMPARE(english(chart.subtitle), QStringLiteral("USD, 2026Q1 to 2026Q2"));
        QCOMPARE(said(chart.series[1].values), QStringLiteral("0 2"));
        QCOMPARE(said(chart.series[6].values), QStringLiteral("16 8")); // 7 + 9, and 8
        QCOMPARE(said(churnChart(churned(4), lifecycle::ByQuarter).series.front().values), QStringLiteral("4 6"));
    }

    /// Of three customers B left in October after 652 days; nobody has a milestone. SMB are B and C.
    void retentionDeepDive()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        Progress quiet;
        const auto document =
            buildPack(data.workspace(), {"retention-deep-dive", "2026-10", {}}, test::roughHeight, quiet);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QStringList titles;
        QStringList rows;
        const Block &said = document->pages[2].blocks.back();
        QVERIFY(english(std::get<Narrative>(said.content).parts[0].paragraphs[0])
                    .startsWith(QStringLiteral("Nobody has the milestone first_value;")));
        for (const Page &page : document->pages) {
            titles << english(page.title);
            for (const Block &block : page.blocks) {
                const auto *table = std::get_if<Table>(&block.content);
                if (!table || (page.title != document->pages[1].title && page.title != document->pages[3].title))
                    continue;
                for (const auto &row : table->rows) {
                    QStringList cells;
                    for (const Table::Cell &cell : row)
                        cells << english(cell.text);
                    rows << cells.join(u' ');
                }
            }
        }
        QCOMPARE(titles.mid(1, 3),
            (QStringList{"Of 3 customers since their first day 1 have churned",
                "Of 3 customers who started 0 have reached their first value",
                "1 customer left with $500 in the 24 months to October 2026"}));
        const QString none = english(Message(QD_WORDS("Packs", "none")));
        QCOMPARE(rows,
            (QStringList{QStringLiteral("Enterprise 1\u2020 0 - 100.0 - - 1\u2020 1\u2020 - - -"),
                 QStringLiteral("SMB 2\u2020 1 652 100.0 - - 2\u2020 1\u2020 - - -"),
                 QStringLiteral("(none) 1\u2020 500 100.0")})
                .replaceInStrings(QStringLiteral(" -"), u' ' + none));
    }
};

QTEST_GUILESS_MAIN(TestSurvivalCharts)
#include "tst_survival_charts.moc"
