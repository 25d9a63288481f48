#include "core/pack/health_charts.h"

#include "core/base/words.h"
#include "core/health/words.h"
#include "core/pack/wording.h"

#include <algorithm>

#include <cmath>

namespace qd::pack {

namespace {

using health::HealthColour;

chart::Meaning meaningOf(HealthColour colour)
{
    switch (colour) {
    case HealthColour::Green:
        return chart::Meaning::Expansion;
    case HealthColour::Yellow:
        return chart::Meaning::Contraction;
    case HealthColour::Red:
        return chart::Meaning::Churn;
    case HealthColour::None:
        break;
    }
    return chart::Meaning::Base;
}

chart::Series seriesOf(HealthColour colour)
{
    return {Word{health::colourName(colour)}, meaningOf(colour), {}};
}

Message monthsOf(const std::vector<health::HistoryPoint> &points)
{
    return points.empty() ? Message()
                          : Message({QD_WORDS("Charts", "%1 to %2"),
                              {shortMonth(points.front().month), shortMonth(points.back().month)}});
}

} // namespace

chart::Chart colourMixChart(const std::vector<health::MixRow> &rows, Currency currency)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Columns;
    chart.title = QD_WORDS("Charts", "ARR by colour");
    chart.subtitle = Message::data(std::string(currency.code()));
    chart.currency = currency;
    for (const HealthColour colour : health::AllColours)
        chart.series.push_back(seriesOf(colour));
    for (std::size_t i = 1; i < rows.size(); ++i) {
        chart.categories.push_back(Message::of(groupValue(rows[i].group)));
        for (std::size_t part = 0; part < chart.series.size(); ++part)
            chart.series[part].values.emplace_back(
                Money{rows[i].of(health::AllColours[part]).arr, currency}.major().approximate());
    }
    return chart;
}

chart::Chart colourHistoryChart(const std::vector<health::HistoryPoint> &points)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Columns;
    chart.title = QD_WORDS("Charts", "Customers by colour");
    chart.subtitle = monthsOf(points);
    chart.unit = chart::Unit::Count;
    for (const health::HistoryPoint &point : points)
        chart.categories.emplace_back(point.month);
    for (const HealthColour colour : health::AllColours) {
        chart::Series series = seriesOf(colour);
        for (const health::HistoryPoint &point : points)
            series.values.emplace_back(point.colours.of(colour));
        chart.series.push_back(std::move(series));
    }
    return chart;
}

chart::Chart scoreHistoryChart(const std::vector<health::HistoryPoint> &points, int account, const std::string &name)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Lines;
    chart.title = QD_WORDS("Charts", "Mean score");
    chart.subtitle = monthsOf(points);
    chart.unit = chart::Unit::Number;
    chart::Series mean{QD_WORDS("Charts", "Mean"), chart::Meaning::Primary, {}};
    chart::Series weighted{QD_WORDS("Charts", "By ARR"), chart::Meaning::Primary, {}};
    for (const health::HistoryPoint &point : points) {
        chart.categories.emplace_back(point.month);
        mean.values.push_back(point.mean);
        weighted.values.push_back(point.weighted);
        mean.counts.push_back(point.colours.scored());
        weighted.counts.push_back(point.colours.scored());
    }
    chart.series = {std::move(mean), std::move(weighted)};
    chart::Series own{Message::data(name), chart::Meaning::Scenario, health::scoresOver(points, account)};
    if (std::ranges::any_of(own.values, [](const auto &value) { return value.has_value(); }))
        chart.series.push_back(std::move(own));
    return chart;
}

chart::Chart transitionHeatmap(const health::Stability &stability)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Heatmap;
    chart.title = QD_WORDS("Charts", "Colour then and now");
    chart.unit = chart::Unit::Count;
    chart.scale = chart::Scale::FromZero;
    chart.rowHeaders = {QD_WORDS("Charts", "Then")};
    for (const HealthColour to : health::AllColours)
        chart.categories.emplace_back(Word{health::colourName(to)});
    for (const HealthColour from : health::AllColours) {
        chart::Series row = seriesOf(from);
        row.rowCount = 0;
        for (const HealthColour to : health::AllColours) {
            for (const health::Transition &each : stability.matrix) {
                if (each.from != from || each.to != to)
                    continue;
                row.values.emplace_back(each.n);
                *row.rowCount += each.n;
            }
        }
        chart.series.push_back(std::move(row));
    }
    return chart;
}

chart::Chart scoreWaterfall(const health::ScoreMove &move, Date from, Date to)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Waterfall;
    chart.title = QD_WORDS("Charts", "Why it moved");
    chart.subtitle = {QD_WORDS("Charts", "%1 to %2"), {shortDay(from), shortDay(to)}};
    chart.unit = chart::Unit::Number;
    if (!move.from || !move.to)
        return chart;
    chart::Series series{{}, chart::Meaning::Total, {}};
    const auto add = [&](const Message &name, chart::Meaning meaning, double value) {
        chart.categories.push_back(name);
        chart.categoryMeanings.push_back(meaning);
        series.values.emplace_back(value);
    };
    add(QD_WORDS("Charts", "Then"), chart::Meaning::Total, *move.from);
    for (const health::ScorePart &part : move.parts) {
        if (part.change != 0)
            add(health::partName(part.part), part.change > 0 ? chart::Meaning::Expansion : chart::Meaning::Churn,
                part.change);
    }
    add(QD_WORDS("Charts", "Now"), chart::Meaning::Total, *move.to);
    chart.series.push_back(std::move(series));
    return chart;
}

std::vector<std::string> courtRows(const backtest::BookCourt &court)
{
    std::vector<std::string> names = court.models();
    std::erase(names, "constant");
    return names;
}

chart::Chart courtHeatmap(const backtest::BookCourt &court)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Heatmap;
    chart.title = QD_WORDS("Charts", "AUC by days before due");
    chart.subtitle = {QD_WORDS("Charts", "renewals due %1 to %2"), {day(court.from), day(court.to)}};
    chart.unit = chart::Unit::Number;
    chart.scale = chart::Scale::FromZero;
    chart.rowHeaders = {QD_WORDS("Charts", "Model")};
    for (const backtest::Judgement &each : court.court.judgements) {
        if (each.model == court.model.name)
            chart.categories.push_back({QD_WORDS("Charts", "%1 d"), {std::to_string(each.lead)}});
    }
    for (const std::string &name : courtRows(court)) {
        chart::Series row{backtest::modelName(name), chart::Meaning::Primary, {}};
        for (const backtest::Judgement &each : court.court.judgements) {
            if (each.model != name)
                continue;
            const validation::ValidationRow &all = each.rows.front().row;
            row.values.push_back(all.figures ? all.figures->auc : std::nullopt);
            row.counts.push_back(all.n);
        }
        row.rowCount = row.counts.empty() ? 0 : row.counts.front();
        chart.series.push_back(std::move(row));
    }
    return chart;
}

chart::Chart gainsChart(const backtest::BookCourt &court, int lead, GainsOf of)
{
    constexpr int Tenths = 10;
    chart::Chart chart;
    chart.title = of == GainsOf::Arr ? QD_WORDS("Charts", "Gains by ARR") : QD_WORDS("Charts", "Gains");
    chart.subtitle = {of == GainsOf::Arr
            ? QD_WORDS("Charts", "% of lost ARR by % of renewals, worst first, %1 d before due")
            : QD_WORDS("Charts", "% of lost by % of renewals, worst first, %1 d before due"),
        {std::to_string(lead)}};
    chart.unit = chart::Unit::Share;
    chart.categoryTitle = QD_WORDS("Charts", "% looked at");
    for (int tenth = 0; tenth <= Tenths; ++tenth)
        chart.categories.emplace_back(Count{tenth * Tenths});
    for (const std::string &name : court.models()) {
        const backtest::Judgement *judged = court.judgement(name, lead);
        if (!judged)
            continue;
        const validation::ValidationRow &all = judged->rows.front().row;
        const bool isChance = name == "constant";
        chart::Series line{isChance ? Message(QD_WORDS("Charts", "By chance")) : backtest::modelName(name),
            isChance ? chart::Meaning::Base : chart::Meaning::Primary, {}};
        line.values.assign(chart.categories.size(), std::nullopt);
        line.rowCount = all.n;
        for (std::size_t i = 0; all.figures && i < all.figures->lift.size() && i + 1 < line.values.size(); ++i) {
            const statistics::LiftBin &bin = all.figures->lift[i];
            line.values[0] = 0;
            line.values[i + 1] = of == GainsOf::Arr ? bin.capturedWeight : bin.captured;
        }
        chart.series.push_back(std::move(line));
    }
    return chart;
}

std::vector<std::string> modelsWithProbability(const backtest::BookCourt &court, int lead)
{
    std::vector<std::string> names;
    for (const std::string &name : court.models()) {
        const backtest::Judgement *judged = court.judgement(name, lead);
        const auto figures = judged ? judged->rows.front().row.figures : std::nullopt;
        if (figures && !figures->reliability.empty())
            names.push_back(name);
    }
    return names;
}

chart::Chart calibrationChart(const backtest::BookCourt &court, int lead, const std::string &model)
{
    constexpr double Thousand = 1000;
    chart::Chart chart;
    chart.title = QD_WORDS("Charts", "Calibration");
    chart.subtitle = {QD_WORDS("Charts", "%1, % lost as said and as it came, limits 95 %, %2 d before due"),
        {Sentences(backtest::modelName(model)), std::to_string(lead)}};
    chart.unit = chart::Unit::Share;
    chart.categoryTitle = QD_WORDS("Charts", "% said");
    chart::Series said{QD_WORDS("Charts", "Said"), chart::Meaning::Base, {}};
    chart::Series came{QD_WORDS("Charts", "Came"), chart::Meaning::Primary, {}};
    chart::Band limits{1, QD_WORDS("Charts", "Came, low"), QD_WORDS("Charts", "Came, high"), {}, {}};
    const backtest::Judgement *judged = court.judgement(model, lead);
    const auto figures = judged ? judged->rows.front().row.figures : std::nullopt;
    for (const statistics::CalibrationBin &bin :
        figures ? figures->reliability : std::vector<statistics::CalibrationBin>()) {
        chart.categories.emplace_back(Figure::percentNumber(std::llround(bin.predicted * Thousand)));
        said.values.emplace_back(bin.predicted);
        came.values.emplace_back(bin.rate);
        said.counts.push_back(bin.n);
        came.counts.push_back(bin.n);
        limits.low.emplace_back(bin.interval.first);
        limits.high.emplace_back(bin.interval.second);
    }
    chart.series = {std::move(said), std::move(came)};
    chart.bands = {std::move(limits)};
    return chart;
}

} // namespace qd::pack
