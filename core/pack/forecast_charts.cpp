#include "core/pack/forecast_charts.h"

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

} // namespace qd::pack
