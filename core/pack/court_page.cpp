#include "core/pack/health_charts.h"
#include "core/pack/health_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr double CourtChartWidth = 130;
constexpr double HeadHeight = 20; ///< of the chart, above its rows
constexpr double ChartRowHeight = 8;
constexpr double HalfWidth = (ContentWidth - 8) / 2;
constexpr double HalfHeight = (ContentBottom - ContentTop - 8) / 2;

Message number(const std::optional<double> &value, int decimals)
{
    return value ? Message(Figure::number(*value, decimals)) : none();
}

Message percent(const std::optional<double> &value)
{
    return value ? Message(Figure::wholePercent(*value)) : none();
}

/// The renewals a model was judged on.
Origin judgedBy(const HealthMeasures &measures, const backtest::Judgement &judged)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = {QD_WORDS("Packs", "Renewals judged by %1"), {Sentences(backtest::modelName(judged.model))}};
    for (const backtest::JudgedCase &each : judged.cases) {
        if (!each.underNotice && each.score)
            origin.accounts.push_back(measures.accounts().at(each.account).id);
    }
    return origin;
}

std::vector<Table::Cell> cellsOf(const backtest::Judgement &judged)
{
    const backtest::CourtRow &all = judged.rows.front();
    const auto figures = all.row.figures.value_or(validation::ModelFigures());
    Message interval = none();
    if (!all.row.figures)
        interval = QD_WORDS("Packs", "not enough churn");
    else if (figures.aucInterval)
        interval = {QD_WORDS("Packs", "%1 to %2"),
            {Figure::number(figures.aucInterval->first, 2), Figure::number(figures.aucInterval->second, 2)}};
    return {{backtest::modelName(judged.model)}, {Count{all.row.n}}, {Count{all.row.events}}, {number(figures.auc, 3)},
        {interval, Judgement::None, true}, {percent(figures.recall)}, {percent(figures.precision)},
        {percent(figures.shareFlagged)}, {number(figures.lift.empty() ? std::nullopt : figures.lift.front().lift, 1)},
        {number(all.leadTime, 0)}};
}

Table modelsTable(const HealthMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Models");
    table.subtitle = {QD_WORDS("Packs", "%1 days before due"), {std::to_string(CourtPageLead)}};
    table.columns = {{QD_WORDS("Packs", "Model"), Align::Left, 2.6}, {QD_WORDS("Packs", "Renewals"), Align::Right, 1.3},
        {QD_WORDS("Packs", "Lost"), Align::Right, 0.9}, {QD_WORDS("Packs", "AUC"), Align::Right, 1.1},
        {QD_WORDS("Packs", "95 %"), Align::Left, 2.2}, {QD_WORDS("Packs", "Found"), Align::Right, 1.1},
        {QD_WORDS("Packs", "Right"), Align::Right, 1.1}, {QD_WORDS("Packs", "Flagged"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Lift"), Align::Right, 0.9}, {QD_WORDS("Packs", "Lead, d"), Align::Right, 1.2}};
    for (const std::string &name : measures.court.models()) {
        const backtest::Judgement *judged = measures.court.judgement(name, CourtPageLead);
        if (!judged)
            continue;
        table.rows.push_back(cellsOf(*judged));
        table.origins.push_back(judgedBy(measures, *judged));
    }
    return table;
}

Message titleOf(const HealthMeasures &measures, const backtest::Judgement &own)
{
    const validation::ValidationRow &all = own.rows.front().row;
    const std::string &name = measures.model.name;
    if (!all.figures || !all.figures->recall)
        return {QD_WORDS_N("Packs", "Too little churn to judge scores by: %1 lost renewals had a score",
                    "Too little churn to judge scores by: %1 lost renewal had a score"),
            {Count{all.events}}};
    return {QD_WORDS("Packs", "%1 had flagged %2 of the lost renewals %3 days before due"),
        {name, Figure::wholePercent(*all.figures->recall), std::to_string(CourtPageLead)}};
}

bool isJudged(const chart::Chart &gains)
{
    return std::ranges::any_of(gains.series, [](const chart::Series &line) {
        return line.meaning == chart::Meaning::Primary && line.values.front().has_value();
    });
}

} // namespace

bool isAnyModelJudged(const backtest::BookCourt &court)
{
    return std::ranges::any_of(court.court.judgements, [](const backtest::Judgement &judged) {
        return judged.lead == CourtPageLead && !judged.rows.empty() && judged.rows.front().row.figures;
    });
}

std::optional<Page> courtPage(const HealthMeasures &measures)
{
    const backtest::Judgement *own = measures.court.judgement(measures.model.name, CourtPageLead);
    if (!own || own->cases.empty())
        return std::nullopt;
    Page page;
    page.title = titleOf(measures, *own);
    page.subtitle = {QD_WORDS("Packs", "Renewals due %1 to %2, scores as they were known then."),
        {day(measures.court.from), day(measures.court.to)}};
    const Table models = modelsTable(measures);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(models)}, models});
    const double second = ContentTop + heightOf(models) + WideGap;
    const chart::Chart auc = courtHeatmap(measures.court);
    const double height = std::min(ContentBottom - second, HeadHeight + ChartRowHeight * double(auc.series.size()));
    page.blocks.push_back(
        {{Margin, second, CourtChartWidth, height}, ChartBlock{auc}, Origin::from(Origin::Of::Health)});
    const double x = Margin + CourtChartWidth + WideGap;
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({QD_WORDS("Packs", "What the figures do not show"), {backtest::courtLimits()}});
    page.blocks.push_back(
        {{x, second, PageWidth - Margin - x, ContentBottom - second}, note, Origin::from(Origin::Of::Health)});
    return page;
}

std::optional<Page> gainsPage(const HealthMeasures &measures)
{
    const chart::Chart gains = gainsChart(measures.court, CourtPageLead, GainsOf::Renewals);
    if (!isJudged(gains))
        return std::nullopt;
    Page page;
    page.title = QD_WORDS("Packs", "What scores found of the lost renewals, by how many are looked at");
    const backtest::Judgement *own = measures.court.judgement(measures.model.name, CourtPageLead);
    if (own && own->rows.front().row.figures && own->rows.front().row.figures->lift.front().captured)
        page.title = {QD_WORDS("Packs", "The worst tenth by %1 has %2 of the lost renewals"),
            {measures.model.name, Figure::wholePercent(*own->rows.front().row.figures->lift.front().captured)}};
    page.subtitle = {QD_WORDS("Packs", "Renewals due %1 to %2, scores as they were known then."),
        {day(measures.court.from), day(measures.court.to)}};
    const auto add = [&](double column, double row, const chart::Chart &chart) {
        page.blocks.push_back({{Margin + column * (HalfWidth + WideGap), ContentTop + row * (HalfHeight + WideGap),
                                   HalfWidth, HalfHeight},
            ChartBlock{chart}, Origin::from(Origin::Of::Health)});
    };
    add(0, 0, gains);
    add(1, 0, gainsChart(measures.court, CourtPageLead, GainsOf::Arr));
    const std::vector<std::string> models = modelsWithProbability(measures.court, CourtPageLead);
    if (!models.empty())
        add(0, 1, calibrationChart(measures.court, CourtPageLead, models.front()));
    return page;
}

} // namespace qd::pack
