#include "core/base/rounding.h"
#include "core/pack/forecast_charts.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/renewal_pages.h"
#include "core/pack/wording.h"

namespace qd::pack {

namespace {

constexpr double ForecastLeftWidth = 96;
constexpr double LeastChart = 40; ///< below which columns say nothing

Message percent(const std::optional<double> &value)
{
    return value ? Message(Figure::percentOfTenths(shownTenths(*value))) : none();
}

/// Adds a row: an amount and its share of what is due.
void addFigure(Table &table, const ForecastMeasures &measures, const Message &name, std::optional<std::int64_t> amount)
{
    table.rows.push_back(
        {{name}, {amount ? Message(Figure::wholeAmount(*amount, measures.portfolio->currency())) : none()},
            {amount ? percent(measures.forecast.shareOfDue(*amount)) : none()}});
}

Table figuresTable(const ForecastMeasures &measures)
{
    const forecast::RenewalForecast &found = measures.forecast;
    Table table;
    table.title = {QD_WORDS("Packs", "Forecast of %1"), {measures.quarter.text()}};
    table.subtitle = {
        QD_WORDS("Packs", "%1, as known on %2"), {measures.portfolio->currency().code(), day(measures.day)}};
    table.columns = {{{}, Align::Left, 2.4}, {QD_WORDS("Packs", "Amount"), Align::Right, 1.6},
        {QD_WORDS("Packs", "Of due"), Align::Right, 1}};
    const auto model = [&](double forecast::RenewalDistribution::*part) {
        return found.model ? std::optional(std::int64_t(shownValue(*found.model.*part, 0))) : std::nullopt;
    };
    addFigure(table, measures, QD_WORDS("Packs", "Due"), found.due.arr);
    addFigure(table, measures, QD_WORDS("Packs", "Settled"), found.settled.arr);
    addFigure(table, measures, QD_WORDS("Packs", "Mean of the model"), model(&forecast::RenewalDistribution::mean));
    addFigure(table, measures, QD_WORDS("Packs", "P10"), model(&forecast::RenewalDistribution::p10));
    addFigure(table, measures, QD_WORDS("Packs", "P90"), model(&forecast::RenewalDistribution::p90));
    addFigure(table, measures, QD_WORDS("Packs", "Called"), measures.called);
    addFigure(table, measures, QD_WORDS("Packs", "Commit"), found.pipeline.commit);
    addFigure(table, measures, QD_WORDS("Packs", "Best case"), found.pipeline.bestCase);
    addFigure(table, measures, QD_WORDS("Packs", "Untouched"), found.untouched.arr);
    return table;
}

/// Who forecast half of the renewals or more at that lead: beside all that was due, the forecast of one book says
/// nothing. Where nobody did, who forecast any.
std::vector<forecast::AccuracyRow> ofTheBook(const std::vector<forecast::AccuracyRow> &rows)
{
    std::vector<forecast::AccuracyRow> shown;
    for (const int share : {2, 0}) {
        for (const forecast::AccuracyRow &row : rows) {
            const int touched = row.n - row.untouched;
            if (touched > 0 && (share == 0 || touched * share >= row.n))
                shown.push_back(row);
        }
        if (!shown.empty())
            break;
    }
    return shown;
}

Table accuracyTable(const ForecastMeasures &measures)
{
    const Currency currency = measures.portfolio->currency();
    Table table;
    table.title = {QD_WORDS("Packs", "Forecast against actual, %1"), {measures.before.text()}};
    table.subtitle = {QD_WORDS("Packs", "by days before the quarter's end; target: within %1"),
        {Figure::wholePercent(forecast::AccuracyTarget)}};
    table.columns = {{QD_WORDS("Packs", "Author"), Align::Left, 2}, {QD_WORDS("Packs", "Days"), Align::Right, 0.8},
        {QD_WORDS("Packs", "Renewals"), Align::Right, 1.1}, {QD_WORDS("Packs", "Forecast"), Align::Right, 1.5},
        {QD_WORDS("Packs", "Actual"), Align::Right, 1.5}, {QD_WORDS("Packs", "Bias"), Align::Right, 1.1},
        {QD_WORDS("Packs", "WAPE"), Align::Right, 1.1}};
    const double space = ContentBottom - ContentTop;
    for (const forecast::AccuracyRow &row : ofTheBook(measures.accuracy)) {
        if (heightOf(table) + table.rowHeight > space)
            break; // five rows an author: the page has room for four, the workbench for all
        const auto error = row.error();
        const Judgement is = !error              ? Judgement::None
            : *error <= forecast::AccuracyTarget ? Judgement::Good
                                                 : Judgement::Bad;
        table.rows.push_back({{Message::data(row.author)}, {Count{row.lead}}, {Count{row.n}},
            {Figure::wholeAmount(row.forecast, currency)}, {Figure::wholeAmount(row.actual, currency)},
            {percent(row.bias()), is}, {percent(row.wape())}});
    }
    return table;
}

} // namespace

std::optional<Page> forecastPage(const ForecastMeasures &measures)
{
    if (measures.accuracy.empty() && measures.calls.called == 0)
        return std::nullopt;
    Page page;
    page.title = {QD_WORDS("Packs", "%1 of the open renewals of %2 are called, %3 are not"),
        {Count{measures.calls.called}, measures.quarter.text(), Count{measures.calls.open - measures.calls.called}}};
    page.subtitle = QD_WORDS("Packs",
        "What history, sales and the owners expect, and how right the last quarter's "
        "forecasts were.");
    const Table figures = figuresTable(measures);
    page.blocks.push_back({{Margin, ContentTop, ForecastLeftWidth, heightOf(figures)}, figures});
    if (const Table accuracy = accuracyTable(measures); !accuracy.rows.empty()) {
        const double x = Margin + ForecastLeftWidth + WideGap;
        page.blocks.push_back({{x, ContentTop, PageWidth - Margin - x, heightOf(accuracy)}, accuracy});
    }
    const double chartTop = ContentTop + heightOf(figures) + WideGap;
    if (measures.forecast.model && !measures.forecast.model->spread.empty() && ContentBottom - chartTop >= LeastChart)
        page.blocks.push_back({{Margin, chartTop, ForecastLeftWidth, ContentBottom - chartTop},
            ChartBlock{forecastSpreadChart(
                *measures.forecast.model, measures.quarter.text(), measures.portfolio->currency())}});
    return page;
}

} // namespace qd::pack
