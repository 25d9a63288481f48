#include "core/pack/survival_charts.h"

#include "core/lifecycle/landmark_lives.h"
#include "core/pack/wording.h"
#include "core/revenue/dimension_words.h"
#include "core/revenue/grouping.h"
#include "core/statistics/two_sided.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qd::pack {

namespace {

constexpr std::size_t MostSeries = 7; ///< colours there are
constexpr int LeastEvents = 10;
constexpr double LeastDays = 90; ///< of time to value
constexpr double MostDays = 365;
constexpr double LeastShownP = 0.001;

using Reading = std::optional<survival::CurveReading>;

/// What is drawn of a reading, with its limits.
struct Drawn {
    double value = 0;
    std::optional<double> low;
    std::optional<double> high;
};

Drawn drawnOf(const survival::CurveReading &reading, CurveShown shown)
{
    if (shown == CurveShown::Hazard) {
        const double margin = statistics::Z95 * std::sqrt(reading.hazardVariance);
        if (margin == 0)
            return {reading.hazard, {}, {}};
        return {reading.hazard, std::max(0.0, reading.hazard - margin), reading.hazard + margin};
    }
    if (!reading.lower || !reading.upper)
        return {shown == CurveShown::Loss ? 1 - reading.survival : reading.survival, {}, {}};
    if (shown == CurveShown::Loss)
        return {1 - reading.survival, 1 - *reading.upper, 1 - *reading.lower};
    return {reading.survival, reading.lower, reading.upper};
}

/// Lines and limits of every group.
void addCurves(chart::Chart &chart, const survival::ReadCurves &read, CurveShown shown)
{
    chart.unit = shown == CurveShown::Hazard ? chart::Unit::Number : chart::Unit::Share;
    chart.holdsLevels = true;
    for (std::size_t i = 0; i < read.analysis.groups.size(); ++i) {
        const survival::GroupSurvival &group = read.analysis.groups[i];
        const Message name = lifecycle::groupTitle(group.group);
        chart::Series line{name, chart::Meaning::Primary, {}};
        chart::Band band{int(i), {QD_WORDS("Charts", "%1 low"), {Sentences(name)}},
            {QD_WORDS("Charts", "%1 high"), {Sentences(name)}}, {}, {}};
        line.rowCount = group.n;
        for (const Reading &reading : read.readings[i]) {
            const Drawn drawn = reading ? drawnOf(*reading, shown) : Drawn();
            line.values.push_back(reading ? std::optional(drawn.value) : std::nullopt);
            line.counts.push_back(reading ? int(reading->atRisk) : 0);
            const bool isFirm = reading && reading->atRisk >= chart::SmallNumber;
            band.low.push_back(isFirm ? drawn.low : std::nullopt);
            band.high.push_back(isFirm ? drawn.high : std::nullopt);
        }
        chart.series.push_back(std::move(line));
        chart.bands.push_back(std::move(band));
    }
}

Message shownText(CurveShown shown)
{
    switch (shown) {
    case CurveShown::Survival:
        return QD_WORDS("Charts", "% of customers still in force, Kaplan-Meier, bands 95 %, months since start");
    case CurveShown::Loss:
        return QD_WORDS("Charts", "% of customers gone, Kaplan-Meier, bands 95 %, months since start");
    case CurveShown::Hazard:
        return QD_WORDS("Charts", "cumulative hazard, Nelson-Aalen, bands 95 %, months since start");
    }
    return {};
}

Message byWords(const std::string &by, const MessageWords &all, const MessageWords &split)
{
    return by.empty() ? Message(all) : Message(split, {revenue::dimensionName(by)});
}

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

/// "p = 0.012"
Message pText(double p)
{
    if (p < LeastShownP)
        return {QD_WORDS("Survival", "p < %1"), {Figure::number(LeastShownP, 3)}};
    return {QD_WORDS("Survival", "p = %1"), {Figure::number(p, 3)}};
}

} // namespace

std::optional<survival::CurveReading> MonthlyCurves::after(std::size_t group, int months) const
{
    const auto place = std::size_t(months / monthsPerReading);
    if (months % monthsPerReading != 0 || place >= read.times.size())
        return std::nullopt;
    return read.readings[group][place];
}

MonthlyCurves monthlyCurves(const std::vector<survival::GroupedLife> &lives, survival::SurvivalOptions options)
{
    const int months = survival::monthsPerReading(lives);
    options.atRiskTimes.clear();
    return {
        survival::readCurves(lives, options, months * survival::DaysOfMonth, std::numeric_limits<double>::infinity()),
        months};
}

chart::Chart survivalChart(const MonthlyCurves &curves, const std::string &by, CurveShown shown)
{
    chart::Chart chart;
    chart.title = byWords(by, QD_WORDS("Charts", "Survival"), QD_WORDS("Charts", "Survival by %1"));
    chart.subtitle = shownText(shown);
    chart.categoryTitle = QD_WORDS("Charts", "months since start");
    for (std::size_t i = 0; i < curves.read.times.size(); ++i)
        chart.categories.emplace_back(Count{std::int64_t(i) * curves.monthsPerReading});
    addCurves(chart, curves.read, shown);
    return chart;
}

survival::ReadCurves dailyCurves(const std::vector<survival::GroupedLife> &lives)
{
    double last = LeastDays;
    for (const survival::GroupedLife &one : lives)
        last = one.life.event ? std::max(last, one.life.time) : last;
    survival::SurvivalOptions options;
    options.atRiskTimes.clear();
    return survival::readCurves(lives, options, 1, std::min(last, MostDays));
}

chart::Chart timeToValueChart(const survival::ReadCurves &read, const std::string &by)
{
    chart::Chart chart;
    chart.title = byWords(by, QD_WORDS("Charts", "Time to value"), QD_WORDS("Charts", "Time to value by %1"));
    chart.subtitle = QD_WORDS("Charts", "% of customers with their first value, bands 95 %, days");
    chart.categoryTitle = QD_WORDS("Charts", "days");
    for (const double day : read.times)
        chart.categories.emplace_back(Count{std::int64_t(std::llround(day))});
    addCurves(chart, read, CurveShown::Loss);
    return chart;
}

std::vector<ChurnSeries> churnSeries(const lifecycle::ChurnAnalysis &analysis, const std::string &by)
{
    std::vector<ChurnSeries> all;
    if (by == lifecycle::ByQuarter) {
        all.push_back({Word{nameOf(analysis.kind)}, {}});
        for (std::size_t i = 0; i < analysis.groups.size(); ++i)
            all.back().groups.push_back(i);
        return all;
    }
    for (std::size_t i = 0; i < analysis.groups.size(); ++i) {
        const bool isLast = i + 1 == MostSeries && analysis.groups.size() > MostSeries;
        if (isLast)
            all.push_back({QD_WORDS("Charts", "Others"), {}});
        else if (i < MostSeries)
            all.push_back({Message::of(analysis.groups[i].name), {}});
        all.back().groups.push_back(i);
    }
    return all;
}

chart::Chart churnChart(const lifecycle::ChurnAnalysis &analysis, const std::string &by)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Columns;
    chart.title = analysis.kind == revenue::MovementKind::Churn ? QD_WORDS("Charts", "Churned ARR by quarter")
                                                                : QD_WORDS("Charts", "ARR lost to downsell by quarter");
    chart.currency = analysis.currency;
    if (!analysis.quarters.empty())
        chart.subtitle = {QD_WORDS("Charts", "%1, %2 to %3"),
            {analysis.currency.code(), analysis.quarters.front().text(), analysis.quarters.back().text()}};
    for (const FiscalQuarter &quarter : analysis.quarters)
        chart.categories.push_back(Message::data(quarter.text()));
    for (const ChurnSeries &each : churnSeries(analysis, by)) {
        std::vector<std::int64_t> sums(analysis.quarters.size());
        for (const std::size_t group : each.groups) {
            for (const lifecycle::ChurnGroup::Part &part : analysis.groups[group].parts) {
                const auto place = std::ranges::find(analysis.quarters, analysis.customers[part.customer].quarter);
                sums[std::size_t(place - analysis.quarters.begin())] += part.arr; // within what analysis.arr holds
            }
        }
        chart::Series series{each.name, chart::Meaning::Primary, {}};
        for (const std::int64_t sum : sums)
            series.values.emplace_back(major(sum, analysis.currency));
        chart.series.push_back(std::move(series));
    }
    return chart;
}

Message logRankSentence(const survival::SurvivalAnalysis &analysis)
{
    std::int64_t events = 0;
    for (const survival::GroupSurvival &group : analysis.groups)
        events += group.events;
    if (analysis.groups.empty())
        return {};
    if (analysis.groups.size() < 2)
        return QD_WORDS("Survival", "There is one group, so nothing is compared.");
    if (events < LeastEvents || !analysis.logRank)
        return {QD_WORDS_N("Survival", "The groups are not compared: %1 events are too few for a test.",
                    "The groups are not compared: %1 event is too few for a test."),
            {Count{events}}};
    const statistics::LogRankTest &test = *analysis.logRank;
    const Message figures{QD_WORDS_N("Survival", "log-rank chi-square %2, %1 degrees of freedom, %3",
                              "log-rank chi-square %2, %1 degree of freedom, %3"),
        {Count{test.degrees}, Figure::number(test.chi2, 1), Sentences(pText(test.p))}};
    if (test.p < Significant)
        return {
            QD_WORDS("Survival",
                "The groups differ by more than chance explains: %1. The test does not say which of them differ, by "
                "how much, or why; the groups may differ in much else."),
            {Sentences(figures)}};
    return {QD_WORDS("Survival",
                "No difference is shown: %1. That does not say that the groups are alike: with %2 events a difference "
                "can go unseen."),
        {Sentences(figures), Count{events}}};
}

Message thinSentence(const survival::ReadCurves &read, CurveUnit unit)
{
    std::vector<Message> parts;
    for (std::size_t i = 0; i < read.analysis.groups.size(); ++i) {
        const auto from = read.thinFrom(i, chart::SmallNumber);
        if (!from)
            continue;
        const std::string &group = read.analysis.groups[i].group;
        const std::int64_t time = std::llround(unit == CurveUnit::Months ? *from / survival::DaysOfMonth : *from);
        parts.push_back({unit == CurveUnit::Months ? QD_WORDS("Survival", "%1 from month %2")
                                                   : QD_WORDS("Survival", "%1 from day %2"),
            {Sentences(lifecycle::groupTitle(group)), Count{time}}});
    }
    if (parts.empty())
        return {};
    return {QD_WORDS("Survival", "Dashed, without limits, where fewer than %1 customers are at risk: %2."),
        {Count{chart::SmallNumber}, Sentences(enumerated(parts))}};
}

Message valueSentence(
    const std::vector<lifecycle::TimeToValue> &rows, const survival::ReadCurves &read, const std::string &milestone)
{
    const auto reached = [](const lifecycle::TimeToValue &row) { return row.completed > 0; };
    if (!rows.empty() && std::ranges::none_of(rows, reached))
        return {QD_WORDS("Survival",
                    "Nobody has the milestone %1; the setting ttv.milestone names the one that is the first value."),
            {milestone}};
    return inARow({logRankSentence(read.analysis), thinSentence(read, CurveUnit::Days)});
}

} // namespace qd::pack
