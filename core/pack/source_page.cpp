#include "core/pack/charts.h"
#include "core/pack/metric_texts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr double TableWidth = 138;
constexpr double DefinitionsWidth = 122;

std::int64_t rowsOf(const sources::SourceState &source)
{
    std::int64_t rows = 0;
    for (const sources::EntityCount &entity : source.entities)
        rows += entity.rows;
    return rows;
}

std::int64_t quarantinedOf(const sources::SourceState &source)
{
    std::int64_t rows = 0;
    for (const sources::EntityCount &entity : source.entities)
        rows += entity.quarantined;
    return rows;
}

Table freshnessTable(const MonthMeasures &measures, const std::vector<SourceAge> &ages)
{
    Table table;
    table.title = "Sources";
    table.subtitle = "age on " + dateText(measures.asOf);
    table.columns = {{"Source", Align::Left, 2}, {"System", Align::Left, 1.9}, {"As of", Align::Left, 2},
        {"Age", Align::Right, 1.2}, {"Rows", Align::Right, 1.6}, {"Quarantined", Align::Right, 1.8},
        {"State", Align::Left, 1.8}};
    std::int64_t rows = 0;
    std::int64_t quarantined = 0;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        const sources::SourceState &source = measures.sources.sources[i];
        const auto day = Date::fromIso(source.asOf);
        const SourceAge &age = ages[i];
        const bool later = age.days && *age.days < 0;
        table.rows.push_back({{capitalised(age.label)}, {source.name, Judgement::None, true},
            {day ? dateText(*day) : "none", Judgement::None, true},
            {!age.days      ? "none"
                    : later ? "later"
                            : std::to_string(*age.days) + "\u00A0d",
                Judgement::None, true},
            {countText(rowsOf(source))},
            {quarantinedOf(source) == 0 ? "none" : countText(quarantinedOf(source)), Judgement::None,
                quarantinedOf(source) == 0},
            {age.late ? "late" : "fresh", age.late ? Judgement::Warn : Judgement::Good, false, true}});
        rows += rowsOf(source);
        quarantined += quarantinedOf(source);
    }
    table.totals = {
        {"All sources"}, {}, {}, {}, {countText(rows)}, {quarantined == 0 ? "none" : countText(quarantined)}, {}};
    return table;
}

Narrative definitions()
{
    Narrative text;
    text.compact = true;
    for (const MetricText &metric : metricTexts())
        text.parts.push_back(
            {metric.name + " v" + std::to_string(metric.version), {metric.formula + " " + metric.edgeCases}});
    return text;
}

Narrative missing(const MonthMeasures &measures)
{
    Narrative text;
    if (!measures.staleRates.empty())
        text.parts.push_back({"Old exchange rates", english(measures.staleRates)});
    if (!measures.leftOut.empty())
        text.parts.push_back({"Left out", english(measures.leftOut)});
    return text;
}

} // namespace

std::vector<SourceAge> sourceAges(const MonthMeasures &measures)
{
    std::vector<SourceAge> ages;
    for (const sources::SourceFreshness &source : measures.freshness) {
        const auto sameKind = std::count_if(measures.freshness.begin(), measures.freshness.end(),
            [&](const sources::SourceFreshness &other) { return other.kind == source.kind; });
        ages.push_back(
            {sameKind > 1 ? source.name : sourceLabel(source.name, source.kind), source.ageDays, source.late()});
    }
    return ages;
}

std::vector<Page> sourcePages(const MonthMeasures &measures)
{
    const std::vector<SourceAge> ages = sourceAges(measures);
    const Table table = freshnessTable(measures, ages);
    std::vector<Page> pages;
    for (const Table &part : brokenTable(table, ContentBottom - ContentTop, ContentBottom - ContentTop)) {
        Page page;
        page.title = freshnessTitle(ages);
        page.subtitle = "Every figure of this pack is as of " + dateText(measures.asOf) + "; ARR comes from "
            + sourceLabel(measures.arrSource.name, measures.arrSource.kind) + ".";
        page.blocks.push_back({{Margin, ContentTop, TableWidth, heightOf(part)}, part});
        if (pages.empty()) {
            const double x = PageWidth - Margin - DefinitionsWidth;
            page.blocks.push_back({{x, ContentTop, DefinitionsWidth, ContentBottom - ContentTop}, definitions()});
        }
        pages.push_back(std::move(page));
    }
    const Place &last = pages.back().blocks.front().place;
    const double below = last.y + last.height + 8;
    if (const Narrative text = missing(measures); !text.parts.empty() && below + 20 < ContentBottom)
        pages.back().blocks.push_back({{Margin, below, TableWidth, ContentBottom - below}, text});
    return pages;
}

} // namespace qd::pack
