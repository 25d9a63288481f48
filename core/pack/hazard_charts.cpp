#include "core/pack/hazard_charts.h"

#include "core/lifecycle/landmark_lives.h"
#include "core/pack/survival_charts.h"
#include "core/revenue/dimension_words.h"
#include "core/statistics/local_lines.h"
#include "core/survival/curve_readings.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

constexpr double EventsEach = 10; ///< for an input, below which its ratio is said to rest on few

/// One point of the chart.
struct ResidualPoint {
    double time = 0; ///< days
    double value = 0;
};

/// Of one input, in the order of the events; of many the means of runs as even as can be.
std::vector<ResidualPoint> pointsOf(const survival::HazardModel &model, std::size_t input)
{
    const std::size_t events = model.residuals.size();
    const std::size_t points = std::min(events, MostResiduals);
    std::vector<ResidualPoint> all;
    for (std::size_t p = 0; p < points; ++p) {
        const std::size_t first = p * events / points;
        const std::size_t end = (p + 1) * events / points;
        ResidualPoint point;
        for (std::size_t i = first; i < end; ++i) {
            point.time += model.residuals[i].time / double(end - first);
            point.value += model.residuals[i].values[input] / double(end - first);
        }
        all.push_back(point);
    }
    return all;
}

Message dimensionWord(const std::string &dimension)
{
    return Word{revenue::dimensionTitle(dimension)};
}

/// "Segment: SMB 2.12 times (1.13 to 3.96)"
Message ratioText(const lifecycle::Driver &driver, const survival::HazardRow &row)
{
    return {QD_WORDS("Survival", "%1 %2 times (%3 to %4)"),
        {Sentences(driverTitle(driver)), Figure::number(row.hazardRatio, 2), Figure::number(row.lower, 2),
            Figure::number(row.upper, 2)}};
}

Message apartText(const survival::HazardModel &model, const lifecycle::ChurnDrivers &drivers)
{
    std::vector<Message> apart;
    for (std::size_t i = 0; i < model.rows.size(); ++i) {
        if (model.rows[i].p < Significant)
            apart.push_back(ratioText(drivers.inputs[i], model.rows[i]));
    }
    if (apart.empty())
        return QD_WORDS("Survival",
            "No input stands apart from chance. That does not say that none matters: the intervals show what else "
            "would fit.");
    return {QD_WORDS("Survival",
                "All else equal, the rate of leaving is by more than chance another one: %1. The model says what goes "
                "together, not why."),
        {Sentences(enumerated(apart))}};
}

Message changingText(const survival::HazardModel &model, const lifecycle::ChurnDrivers &drivers)
{
    std::vector<Message> changing;
    for (std::size_t i = 0; i < model.rows.size(); ++i) {
        const auto &test = model.rows[i].proportionality;
        if (test && test->p < Significant)
            changing.push_back(driverTitle(drivers.inputs[i]));
    }
    if (changing.empty())
        return QD_WORDS("Survival", "No ratio is seen to change with time.");
    return {QD_WORDS("Survival",
                "These ratios change with time, so that one number does not tell them: %1. The chart shows how."),
        {Sentences(enumerated(changing))}};
}

} // namespace

chart::Chart residualChart(const survival::HazardModel &model, std::size_t input, const lifecycle::Driver &driver)
{
    chart::Chart chart;
    chart.title = {QD_WORDS("Charts", "Ratio over time: %1"), {Sentences(driverTitle(driver))}};
    chart.subtitle = model.residuals.size() > MostResiduals
        ? Message{QD_WORDS("Charts",
                      "ln of the hazard ratio by events in their order; scaled Schoenfeld residuals, %1 means of %2"),
            {Count{std::int64_t(MostResiduals)}, Count{std::int64_t(model.residuals.size())}}}
        : Message(
            QD_WORDS("Charts", "ln of the hazard ratio, an event each in their order; scaled Schoenfeld residuals"));
    chart.unit = chart::Unit::Number;
    chart.categoryTitle = QD_WORDS("Charts", "months since start");
    chart::Series points{QD_WORDS("Charts", "Events"), chart::Meaning::History, {}};
    points.isScattered = true;
    std::vector<double> places;
    std::vector<double> values;
    for (const ResidualPoint &point : pointsOf(model, input)) {
        chart.categories.emplace_back(Figure::number(point.time / survival::DaysOfMonth, 1));
        points.values.emplace_back(point.value);
        places.push_back(double(places.size()));
        values.push_back(point.value);
    }
    chart::Series line{QD_WORDS("Charts", "Smoothed"), chart::Meaning::Primary, {}};
    for (const double value : statistics::localLines(places, values))
        line.values.emplace_back(value);
    chart.series = {std::move(points), std::move(line)};
    chart.targets.push_back({QD_WORDS("Charts", "Coefficient"), model.rows[input].coefficient});
    return chart;
}

Message hazardSentence(const survival::HazardModel &model, const lifecycle::ChurnDrivers &drivers)
{
    Message few;
    if (double(model.events) < EventsEach * double(model.rows.size()))
        few = {QD_WORDS_N("Survival", "%1 events are few for %2 inputs: ten each are wanted.",
                   "%1 event is little for %2 inputs: ten each are wanted."),
            {Count{model.events}, Figure::number(double(model.rows.size()), 0)}};
    return inARow({apartText(model, drivers), changingText(model, drivers), few});
}

Message hazardBases(const lifecycle::ChurnDrivers &drivers)
{
    std::vector<Message> compared;
    std::vector<Message> leftOut;
    for (const lifecycle::DriverBase &base : drivers.bases) {
        const bool isGroup = base.dimension == lifecycle::ByLifeGroup;
        if (base.isLeftOut())
            leftOut.push_back(isGroup ? Message(QD_WORDS("Survival", "first value")) : dimensionWord(base.dimension));
        else if (isGroup)
            compared.push_back(lifecycle::groupTitle(base.group));
        else if (base.joined > 0)
            compared.push_back({QD_WORDS_N("Survival", "%2: %3 with %1 small groups", "%2: %3 with %1 small group"),
                {Count{base.joined}, Sentences(dimensionWord(base.dimension)), groupValue(base.group)}});
        else
            compared.push_back(
                {QD_WORDS("Survival", "%1: %2"), {Sentences(dimensionWord(base.dimension)), groupValue(base.group)}});
    }
    Message with;
    if (!compared.empty())
        with = {QD_WORDS("Survival", "Compared with %1."), {Sentences(enumerated(compared))}};
    Message without;
    if (!leftOut.empty())
        without = {QD_WORDS("Survival", "Left out, without two groups of %1 churned: %2."),
            {Count{lifecycle::LeastDriverEvents}, Sentences(enumerated(leftOut))}};
    return inARow({with, without});
}

} // namespace qd::pack
