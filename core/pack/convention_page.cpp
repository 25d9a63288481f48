#include "core/base/words.h"
#include "core/metrics/metric.h"
#include "core/pack/governance_pages.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"
#include "core/revenue/convention_words.h"

#include <algorithm>
#include <array>

namespace qd::pack {

namespace {

using revenue::Convention;
using revenue::ConventionFigure;
using revenue::Grain;

constexpr std::array Grains{Grain::Account, Grain::Parent};
constexpr std::array Graces{0, 30, 60};

Message nameOfMetric(std::string_view key)
{
    const metrics::Metric *metric = metrics::find(key);
    return metric ? Message(metric->name) : Message::data(std::string(key));
}

Message rateCell(const std::optional<double> &rate)
{
    const auto tenths = shown(rate);
    return tenths ? Message(Figure::percentNumber(*tenths)) : none();
}

/// Least and most of the values there are.
struct Spread {
    std::optional<double> least;
    std::optional<double> most;

    void add(const std::optional<double> &value)
    {
        if (!value)
            return;
        least = least ? std::min(*least, *value) : *value;
        most = most ? std::max(*most, *value) : *value;
    }
};

/// Figures of a metric, rule by rule.
using Rules = std::vector<std::pair<std::string_view, std::vector<const ConventionFigure *>>>;

Rules rulesOf(const GovernanceMeasures &measures, std::string_view metric)
{
    Rules rules;
    for (const ConventionFigure &figure : measures.conventions.figures) {
        if (figure.convention.metric != metric)
            continue;
        if (rules.empty() || rules.back().first != figure.convention.rule)
            rules.push_back({figure.convention.rule, {}});
        rules.back().second.push_back(&figure);
    }
    return rules;
}

Spread spreadOf(const GovernanceMeasures &measures, std::string_view metric)
{
    Spread spread;
    for (const ConventionFigure &figure : measures.conventions.figures) {
        if (figure.convention.metric == metric)
            spread.add(figure.value());
    }
    return spread;
}

const ConventionFigure *oursOf(const GovernanceMeasures &measures, std::string_view metric)
{
    const auto ours = measures.ours.find(metric);
    const auto found = std::ranges::find_if(measures.conventions.figures, [&](const ConventionFigure &figure) {
        return ours != measures.ours.end() && figure.convention == ours->second;
    });
    return found == measures.conventions.figures.end() ? nullptr : &*found;
}

/// The rule's rates at the exchange rates of the end, and the range over all exchange rates.
std::vector<Table::Cell> ruleCells(
    const GovernanceMeasures &measures, std::string_view rule, const std::vector<const ConventionFigure *> &figures)
{
    std::vector<Table::Cell> row{{Word{revenue::ruleName(rule)}}};
    Spread all;
    for (const ConventionFigure *figure : figures)
        all.add(figure->value());
    for (const Grain grain : Grains) {
        for (const int grace : Graces) {
            const auto found = std::ranges::find_if(figures, [&](const ConventionFigure *figure) {
                return figure->convention.grain == grain && figure->convention.graceDays == grace
                    && figure->convention.fx == revenue::WindowFx::Constant;
            });
            const bool isOurs = found != figures.end() && std::ranges::any_of(measures.ours, [&](const auto &ours) {
                return ours.second == (*found)->convention;
            });
            row.push_back({found == figures.end() ? none() : rateCell((*found)->value()),
                isOurs ? Judgement::Good : Judgement::None, false, isOurs});
        }
    }
    row.push_back({rateCell(all.least), Judgement::None, true});
    row.push_back({rateCell(all.most), Judgement::None, true});
    return row;
}

Table spreadTable(const GovernanceMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "The same data, every convention");
    table.subtitle = {
        QD_WORDS("Packs", "%, %1 to %2, at the exchange rates of the end; grace in days; marked is the one in force"),
        {shortMonth(measures.from), shortMonth(measures.to)}};
    table.columns = {{QD_WORDS("Packs", "Rule"), Align::Left, 3.4}};
    for (const Grain grain : Grains) {
        for (const int grace : Graces)
            table.columns.push_back(
                {{QD_WORDS("Packs", "%1, %2"), {Word{revenue::nameOf(grain)}, Count{grace}}}, Align::Right, 1.7});
    }
    table.columns.push_back({QD_WORDS("Packs", "Least"), Align::Right, 1.1});
    table.columns.push_back({QD_WORDS("Packs", "Most"), Align::Right, 1.1});
    for (const std::string_view metric : {metrics::Nrr, metrics::Grr, metrics::LogoChurn}) {
        table.rows.push_back({{nameOfMetric(metric), Judgement::None, true}});
        table.rows.back().resize(table.columns.size());
        for (const auto &[rule, figures] : rulesOf(measures, metric))
            table.rows.push_back(ruleCells(measures, rule, figures));
    }
    return table;
}

Message wordsOf(const Convention &convention)
{
    return {QD_WORDS("Packs", "%1, %2, grace %3, rates %4"),
        {Word{revenue::ruleName(convention.rule)}, Word{revenue::nameOf(convention.grain)}, Count{convention.graceDays},
            Word{revenue::nameOf(convention.fx)}}};
}

Table restatedTable(const ProposedChange &proposed)
{
    Table table;
    table.title = {
        QD_WORDS("Packs", "%1 restated under the proposed convention"), {Sentences(nameOfMetric(proposed.metric))}};
    table.subtitle = {QD_WORDS("Packs", "12 months to the end of the quarter, %; from %1 to %2"),
        {Sentences(wordsOf(proposed.restated.before)), Sentences(wordsOf(proposed.restated.after))}};
    table.columns = {{QD_WORDS("Packs", "Quarter"), Align::Left, 2}, {QD_WORDS("Packs", "In force"), Align::Right, 1.5},
        {QD_WORDS("Packs", "Proposed"), Align::Right, 1.5}, {QD_WORDS("Packs", "Change"), Align::Right, 1.5}};
    for (const explain::RestatedQuarter &quarter : proposed.restated.quarters) {
        const auto before = shown(quarter.before.value());
        const auto after = shown(quarter.after.value());
        table.rows.push_back({{Message::data(quarter.quarter.text())}, {rateCell(quarter.before.value())},
            {rateCell(quarter.after.value())},
            {before && after ? Message(Figure::pointsNumber(*after - *before)) : none()}});
    }
    return table;
}

} // namespace

std::vector<Page> conventionPages(const GovernanceMeasures &measures)
{
    const ConventionFigure *ours = oursOf(measures, metrics::Nrr);
    const Spread spread = spreadOf(measures, metrics::Nrr);
    if (!spread.least)
        return {};
    Page page;
    page.title = {QD_WORDS("Packs", "NRR is %1 to %2 % by convention; the one in force says %3"),
        {Figure::percentNumber(*shown(spread.least)), Figure::percentNumber(*shown(spread.most)),
            Sentences(ours ? rateCell(ours->value()) : none())}};
    if (ours)
        page.subtitle = sentenceOf({QD_WORDS("Packs", "In force: %1, %2 customers at the start"),
            {Sentences(wordsOf(ours->convention)), Figure::number(ours->n, 0)}});
    const Table table = spreadTable(measures);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(table)}, table});
    std::vector<Page> pages{page};
    double top = ContentTop + heightOf(table) + Gap;
    for (const ProposedChange &proposed : measures.proposed) {
        const Table restated = restatedTable(proposed);
        if (top + heightOf(restated) > ContentBottom) {
            Page next = page;
            next.blocks.clear();
            pages.push_back(std::move(next));
            top = ContentTop;
        }
        pages.back().blocks.push_back({{Margin, top, ContentWidth, heightOf(restated)}, restated});
        top += heightOf(restated) + Gap;
    }
    return pages;
}

} // namespace qd::pack
