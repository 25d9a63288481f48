#include "core/base/personal_data.h"
#include "core/metrics/metric.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/source_label.h"
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

/// "6 d"; "later" than the day of the pack.
Message ageText(const SourceAge &age)
{
    if (!age.days)
        return none();
    if (*age.days < 0)
        return QD_WORDS("Packs", "later");
    // Two literals: lupdate would take the d for one more digit of the character.
    return {QD_WORDS_N("Packs",
                "%1\u00A0"
                "d",
                "%1\u00A0"
                "d"),
        {Count{*age.days}}};
}

Table::Cell quarantinedCell(std::int64_t rows)
{
    return rows == 0 ? Table::Cell{none(), Judgement::None, true} : Table::Cell{Count{rows}};
}

Table freshnessTable(const MonthMeasures &measures, const std::vector<SourceAge> &ages)
{
    Table table;
    table.title = QD_WORDS("Packs", "Sources");
    table.subtitle = {QD_WORDS("Packs", "age on %1"), {day(measures.asOf)}};
    table.columns = {{QD_WORDS("Packs", "Source"), Align::Left, 2}, {QD_WORDS("Packs", "System"), Align::Left, 1.9},
        {QD_WORDS("Packs", "As of"), Align::Left, 2}, {QD_WORDS("Packs", "Age"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Rows"), Align::Right, 1.6}, {QD_WORDS("Packs", "Quarantined"), Align::Right, 1.8},
        {QD_WORDS("Packs", "State"), Align::Left, 1.8}};
    std::int64_t rows = 0;
    std::int64_t quarantined = 0;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        const sources::SourceState &source = measures.sources.sources[i];
        const auto asOf = Date::fromIso(source.asOf);
        const SourceAge &age = ages[i];
        table.rows.push_back({{Message::of(age.label.atStart)}, {Message::data(source.name), Judgement::None, true},
            {asOf ? Message(day(*asOf)) : none(), Judgement::None, true}, {ageText(age), Judgement::None, true},
            {Count{rowsOf(source)}}, quarantinedCell(quarantinedOf(source)),
            age.late ? Table::Cell{QD_WORDS("Packs", "late"), Judgement::Warn, false, true}
                     : Table::Cell{QD_WORDS("Packs", "fresh"), Judgement::Good, false, true}});
        rows += rowsOf(source);
        quarantined += quarantinedOf(source);
    }
    table.totals = {{QD_WORDS("Packs", "All sources")}, {}, {}, {}, {Count{rows}},
        {quarantined == 0 ? none() : Message(Count{quarantined})}, {}};
    return table;
}

/// What a definition says: a version that the company wrote in its own words, the program's in those of the pack.
Message wordsOf(const metrics::Metric &metric, const MonthMeasures &measures)
{
    const auto used = measures.definitions.find(metric.key);
    if (used == measures.definitions.end() || used->second.version == metric.version)
        return inARow({metric.formula, metric.edgeCases});
    const dictionary::Definition &own = used->second.definition;
    std::vector<Message> said;
    for (const std::string *text : {&own.plain, &own.edgeCases}) {
        if (!text->empty())
            said.push_back(Message::data(withoutAddresses(*text)));
    }
    return said.empty() ? Message::data(withoutAddresses(own.formula)) : inARow(std::move(said));
}

Narrative definitions(const MonthMeasures &measures)
{
    Narrative text;
    for (const metrics::Metric &metric : metrics::all()) {
        const bool isUsed = measures.definitions.empty() || measures.definitions.contains(metric.key);
        if (*metric.formula.text != '\0' && isUsed)
            text.parts.push_back({nameAndVersion(metric, measures.definitions), {wordsOf(metric, measures)}});
    }
    return text;
}

Narrative missing(const MonthMeasures &measures)
{
    Narrative text;
    if (!measures.staleRates.empty()) {
        Narrative::Part old{QD_WORDS("Packs", "Old exchange rates"), {}, Judgement::Warn};
        for (const portfolio::StaleRate &rate : measures.staleRates)
            old.paragraphs.push_back(portfolio::sentence(rate));
        text.parts.push_back(std::move(old));
    }
    if (!measures.leftOut.empty())
        text.parts.push_back({QD_WORDS("Packs", "Left out"), measures.leftOut});
    return text;
}

/// Rows as high as a page of few sources allows, up to what still reads as one table.
Table airy(Table table)
{
    constexpr double Highest = 9;
    constexpr double ShareOfPage = 0.7; // the rest is for what is missing
    const double rows = double(table.rows.size() + 1);
    const double room = ShareOfPage * ContentHeight - TitleHeight - HeaderHeight;
    table.rowHeight = std::clamp(room / rows, table.rowHeight, Highest);
    return table;
}

/// Blocks one below the other in a column, over as many pages as they take.
class Columns {
public:
    Columns(Page head, double x, double width)
        : m_head(std::move(head))
        , m_pages{m_head}
        , m_x(x)
        , m_width(width)
    {
    }
    [[nodiscard]] double room() const { return ContentBottom - m_y; }
    void add(Content content, double height)
    {
        if (height > room() && m_y > ContentTop) {
            m_pages.push_back(m_head);
            m_y = ContentTop;
        }
        m_pages.back().blocks.push_back({{m_x, m_y, m_width, height}, std::move(content)});
        m_y += height + WideGap;
    }
    [[nodiscard]] std::vector<Page> pages() && { return std::move(m_pages); }

private:
    Page m_head;
    std::vector<Page> m_pages;
    double m_x;
    double m_width;
    double m_y = ContentTop;
};

/// The columns of either side on the same pages.
std::vector<Page> merged(std::vector<Page> left, std::vector<Page> right)
{
    if (left.size() < right.size())
        std::swap(left, right);
    for (std::size_t i = 0; i < right.size(); ++i)
        left[i].blocks.insert(left[i].blocks.end(), right[i].blocks.begin(), right[i].blocks.end());
    return left;
}

} // namespace

std::vector<SourceAge> sourceAges(const MonthMeasures &measures)
{
    std::vector<SourceAge> ages;
    for (const sources::SourceFreshness &source : measures.freshness) {
        const auto sameKind = std::count_if(measures.freshness.begin(), measures.freshness.end(),
            [&](const sources::SourceFreshness &other) { return other.kind == source.kind; });
        ages.push_back(
            {sourceLabel(source.name, sameKind > 1 ? std::string() : source.kind), source.ageDays, source.late()});
    }
    return ages;
}

std::vector<Page> sourcePages(const MonthMeasures &measures, const NarrativeHeight &heightOfText)
{
    const std::vector<SourceAge> ages = sourceAges(measures);
    const Page head{freshnessTitle(ages, measures.staleRates),
        {QD_WORDS("Packs", "Every figure of this pack is as of %1; ARR comes from %2."),
            {day(measures.asOf), sourceLabel(measures.arrSource.name, measures.arrSource.kind).within}},
        {}};
    Columns left(head, Margin, TableWidth);
    for (const Table &part : brokenTable(airy(freshnessTable(measures, ages)), ContentHeight, ContentHeight))
        left.add(part, heightOf(part));
    for (const Narrative &part : broken(missing(measures), TableWidth, heightOfText, left.room(), ContentHeight))
        left.add(part, heightOfText(part, TableWidth));
    Columns right(head, PageWidth - Margin - DefinitionsWidth, DefinitionsWidth);
    for (const Narrative &part :
        broken(largestFitting(definitions(measures), DefinitionsWidth, ContentHeight, heightOfText), DefinitionsWidth,
            heightOfText, ContentHeight, ContentHeight))
        right.add(part, heightOfText(part, DefinitionsWidth));
    return merged(std::move(left).pages(), std::move(right).pages());
}

} // namespace qd::pack
