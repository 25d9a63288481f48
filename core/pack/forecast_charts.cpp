#include "core/pack/forecast_charts.h"

#include "core/base/rounding.h"
#include "core/pack/wording.h"

namespace qd::pack {

namespace {

using forecast::WaterfallStep;

chart::Meaning meaningOf(WaterfallStep step)
{
    switch (step) {
    case WaterfallStep::Won:
    case WaterfallStep::AmountUp:
        return chart::Meaning::Expansion;
    case WaterfallStep::Lost:
        return chart::Meaning::Churn;
    case WaterfallStep::New:
        return chart::Meaning::New;
    case WaterfallStep::PulledIn:
        return chart::Meaning::Reactivation;
    case WaterfallStep::PushedOut:
    case WaterfallStep::AmountDown:
        return chart::Meaning::Contraction;
    case WaterfallStep::Settled:
        break;
    }
    return chart::Meaning::Fx;
}

} // namespace

chart::Chart forecastWaterfallChart(const forecast::Waterfall &waterfall, const std::string &quarter, Currency currency)
{
    chart::MoneyWaterfall steps(currency);
    steps.from(waterfall.from, waterfall.opening);
    for (const forecast::WaterfallPart &part : waterfall.parts)
        steps.step(Word{forecast::nameOf(part.step)}, meaningOf(part.step), part.amount);
    chart::Chart chart = std::move(steps).to(waterfall.to, waterfall.closing);
    chart.title = {QD_WORDS("Charts", "Forecast of %1, why it changed"), {quarter}};
    chart.subtitle = {QD_WORDS("Charts", "%1, steps in full"), {currency.code()}};
    return chart;
}

chart::Chart forecastSpreadChart(
    const forecast::RenewalDistribution &model, const std::string &quarter, Currency currency)
{
    const auto amount = [currency](double value) {
        return Message(Figure::shortMoney(std::int64_t(shownValue(value, 0)), currency));
    };
    chart::Chart chart;
    chart.kind = chart::Kind::Columns;
    chart.title = {QD_WORDS("Charts", "What the renewals of %1 may come to"), {quarter}};
    chart.subtitle = {
        QD_WORDS("Charts", "P10 %1, P50 %2, P90 %3"), {amount(model.p10), amount(model.p50), amount(model.p90)}};
    chart.categoryTitle = QD_WORDS("Charts", "comes to, from");
    chart.unit = chart::Unit::Share;
    chart::Series runs{QD_WORDS("Charts", "Share of runs"), chart::Meaning::Base, {}};
    for (const forecast::SpreadColumn &column : model.spread) {
        chart.categories.push_back(amount(column.from));
        runs.values.emplace_back(double(column.runs) / forecast::Runs);
    }
    chart.series.push_back(std::move(runs));
    return chart;
}

} // namespace qd::pack
