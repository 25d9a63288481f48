#include "core/pack/lifecycle_pages.h"

#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"
#include "core/revenue/dimension_words.h"

#include <algorithm>
#include <array>

namespace qd::pack {

namespace {

constexpr double LifecycleChartHeight = 74;
constexpr std::size_t MostGroups = 7; ///< rows of a table; the others are named by their number
constexpr std::array ShownMonths{12, 24, 36};
constexpr std::array RiskMonths{0, 12, 24, 36, 48};

Message percent(const std::optional<double> &share)
{
    return share ? Message(Figure::number(*share * 100, 1)) : none();
}

/// Days by which half are gone, or have it.
Message half(const std::optional<double> &days)
{
    return days ? Message(Figure::number(*days, 0)) : none();
}

Message customersCell(int n)
{
    return n < chart::SmallNumber ? Message(QD_WORDS("Packs", "%1\u2020"), {Count{n}}) : Message(Count{n});
}

/// Those of a table's row, for whoever reads a draft.
template <typename T, typename Is>
Origin customersOf(const LifecycleMeasures &measures, const std::vector<T> &all, const Message &title, Is is)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = title;
    for (const T &each : all) {
        if (is(each))
            origin.accounts.push_back(measures.accounts->at(each.account).id);
    }
    return origin;
}

/// Positions of the largest groups in the order they have.
template <typename T, typename Size>
std::vector<std::size_t> largest(const std::vector<T> &groups, Size size)
{
    std::vector<std::size_t> places(groups.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = i;
    std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) { return size(groups[a]) > size(groups[b]); });
    places.resize(std::min(places.size(), MostGroups));
    std::ranges::sort(places);
    return places;
}

Message leftOut(std::size_t groups)
{
    if (groups <= MostGroups)
        return {};
    return {QD_WORDS_N("Packs", "%1 smaller segments are not in the table.", "%1 smaller segment is not in the table."),
        {Count{std::int64_t(groups - MostGroups)}}};
}

/// A chart over a table, and what is to be said below both.
Page pageOf(chart::Chart chart, const Table &table, const Message &said, const NarrativeHeight &heightOfText)
{
    Page page;
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, LifecycleChartHeight}, ChartBlock{std::move(chart)}});
    const double tableTop = ContentTop + LifecycleChartHeight + SmallGap;
    page.blocks.push_back({{Margin, tableTop, ContentWidth, heightOf(table)}, table});
    const double noteTop = tableTop + heightOf(table) + SmallGap;
    if (said.isEmpty() || ContentBottom - noteTop < LongNoteHeight / 2)
        return page;
    Narrative note;
    note.parts.push_back({{}, {said}});
    note = largestFitting(note, ContentWidth, ContentBottom - noteTop, heightOfText);
    page.blocks.push_back({{Margin, noteTop, ContentWidth, ContentBottom - noteTop}, note});
    return page;
}

Table survivalTable(const LifecycleMeasures &measures)
{
    const survival::SurvivalAnalysis &analysis = measures.stay.read.analysis;
    Table table;
    table.title = QD_WORDS("Packs", "Survival and customers at risk");
    table.subtitle = QD_WORDS("Packs", "% still in force, and at risk, so many months after the first day");
    table.columns = {{Word{revenue::dimensionTitle("segment")}, Align::Left, 2.6},
        {QD_WORDS("Packs", "n"), Align::Right, 1}, {QD_WORDS("Packs", "Churned"), Align::Right, 1.4},
        {QD_WORDS("Packs", "Half lost, days"), Align::Right, 2}};
    for (const int months : ShownMonths)
        table.columns.push_back({{QD_WORDS("Packs", "%1 mo., %"), {Count{months}}}, Align::Right, 1.5});
    for (const int months : RiskMonths)
        table.columns.push_back({{QD_WORDS("Packs", "At risk, %1"), {Count{months}}}, Align::Right, 1.5});
    for (const std::size_t i : largest(analysis.groups, [](const auto &group) { return group.n; })) {
        const survival::GroupSurvival &group = analysis.groups[i];
        const Message name = Message::of(groupValue(group.group));
        std::vector<Table::Cell> row{
            {name}, {customersCell(group.n)}, {Count{group.events}}, {half(group.curve.median())}};
        for (const int months : ShownMonths) {
            const auto reading = measures.stay.after(i, months);
            row.push_back({percent(reading ? std::optional(reading->survival) : std::nullopt)});
        }
        for (const int months : RiskMonths) {
            const auto reading = measures.stay.after(i, months);
            row.push_back({reading ? customersCell(int(reading->atRisk)) : none(), Judgement::None, true});
        }
        table.rows.push_back(std::move(row));
        table.origins.push_back(customersOf(measures, measures.lives, name,
            [&](const lifecycle::CustomerLife &life) { return life.group == group.group; }));
    }
    return table;
}

Table valueTable(const LifecycleMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Time to value");
    table.subtitle = {QD_WORDS("Packs", "% with the milestone %1 within so many days, open cases included"),
        {measures.settings.milestone}};
    table.columns = {{Word{revenue::dimensionTitle("segment")}, Align::Left, 2.6},
        {QD_WORDS("Packs", "n"), Align::Right, 1}, {QD_WORDS("Packs", "Reached"), Align::Right, 1.4},
        {QD_WORDS("Packs", "Without"), Align::Right, 1.4}, {QD_WORDS("Packs", "Half, days"), Align::Right, 1.6}};
    for (const int days : lifecycle::ValueDays)
        table.columns.push_back({{QD_WORDS("Packs", "%1 days, %"), {Count{days}}}, Align::Right, 1.6});
    for (const std::size_t i : largest(measures.values, [](const auto &row) { return row.n; })) {
        const lifecycle::TimeToValue &value = measures.values[i];
        const Message name = Message::of(groupValue(value.group));
        std::vector<Table::Cell> row{{name}, {customersCell(value.n)}, {Count{value.completed}},
            {Count{value.without()}}, {half(value.median())}};
        for (const int days : lifecycle::ValueDays)
            row.push_back({percent(value.within(days))});
        table.rows.push_back(std::move(row));
        table.origins.push_back(customersOf(measures, measures.cases, name, [&](const lifecycle::ValueCase &each) {
            return each.group == value.group && each.state != lifecycle::ValueCase::State::Negative;
        }));
    }
    return table;
}

Table churnTable(const LifecycleMeasures &measures)
{
    const lifecycle::ChurnAnalysis &churn = measures.churn;
    Table table;
    table.title = QD_WORDS("Packs", "Why they left");
    table.subtitle = {QD_WORDS("Packs", "%1, %2 to %3"),
        {churn.currency.code(), shortMonth(measures.churnFrom), shortMonth(measures.churnTo)}};
    table.columns = {{QD_WORDS("Packs", "Reason"), Align::Left, 4}, {QD_WORDS("Packs", "Customers"), Align::Right, 1.4},
        {QD_WORDS("Packs", "Churned"), Align::Right, 1.6}, {QD_WORDS("Packs", "Share, %"), Align::Right, 1.2}};
    for (const ChurnSeries &series : churnSeries(churn, lifecycle::ByReason)) {
        lifecycle::ChurnGroup all;
        for (const std::size_t group : series.groups) {
            all.parts.insert(all.parts.end(), churn.groups[group].parts.begin(), churn.groups[group].parts.end());
            all.arr += churn.groups[group].arr; // within the churn of the window
        }
        table.rows.push_back({{series.name}, {customersCell(all.customers())},
            {Figure::wholeAmount(all.arr, churn.currency)}, {percent(churn.shareOf(all))}});
        Origin origin = Origin::from(Origin::Of::Customers);
        origin.title = series.name;
        for (const lifecycle::ChurnGroup::Part &part : all.parts)
            origin.accounts.push_back(measures.accounts->at(churn.customers[part.customer].account).id);
        table.origins.push_back(std::move(origin));
    }
    table.totals = {{QD_WORDS("Packs", "All churn")}, {Count{std::int64_t(churn.customers.size())}},
        {Figure::wholeAmount(churn.arr, churn.currency)}, {}};
    table.totalsOrigin = customersOf(measures, churn.customers, QD_WORDS("Packs", "All churn"),
        [](const lifecycle::ChurnedCustomer &) { return true; });
    return table;
}

} // namespace

std::vector<Page> survivalPages(const LifecycleMeasures &measures, const NarrativeHeight &heightOfText)
{
    if (measures.lives.empty())
        return {};
    const survival::SurvivalAnalysis &analysis = measures.stay.read.analysis;
    std::int64_t churned = 0;
    for (const survival::GroupSurvival &group : analysis.groups)
        churned += group.events;
    Page page = pageOf(survivalChart(measures.stay, "segment"), survivalTable(measures),
        inARow({logRankSentence(analysis), thinSentence(measures.stay.read, CurveUnit::Months),
            leftOut(analysis.groups.size())}),
        heightOfText);
    page.title = {QD_WORDS_N("Packs", "Of %1 customers since their first day %2 have churned",
                      "Of %1 customer since its first day %2 have churned"),
        {Count{std::int64_t(measures.lives.size())}, Count{churned}}};
    return {page};
}

std::vector<Page> valuePages(const LifecycleMeasures &measures, const NarrativeHeight &heightOfText)
{
    if (measures.cases.empty() || measures.value.times.empty())
        return {};
    std::int64_t cases = 0;
    std::int64_t reached = 0;
    for (const lifecycle::TimeToValue &row : measures.values) {
        cases += row.n;
        reached += row.completed;
    }
    Page page = pageOf(timeToValueChart(measures.value, "segment"), valueTable(measures),
        inARow({valueSentence(measures.values, measures.value, measures.settings.milestone),
            leftOut(measures.values.size())}),
        heightOfText);
    page.title = {QD_WORDS_N("Packs", "Of %1 customers who started %2 have reached their first value",
                      "Of %1 customer who started %2 have reached their first value"),
        {Count{cases}, Count{reached}}};
    return {page};
}

bool isValueReached(const LifecycleMeasures &measures)
{
    return std::ranges::any_of(
        measures.values, [](const lifecycle::TimeToValue &value) { return value.completed > 0; });
}

std::vector<Page> churnPages(const LifecycleMeasures &measures)
{
    if (measures.churn.customers.empty())
        return {};
    const Table table = churnTable(measures);
    Page page;
    page.title = {QD_WORDS_N("Packs", "%1 customers left with %2 in the 24 months to %3",
                      "%1 customer left with %2 in the 24 months to %3"),
        {Count{std::int64_t(measures.churn.customers.size())},
            Figure::shortMoney(measures.churn.arr, measures.churn.currency), longMonth(measures.churnTo)}};
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, LifecycleChartHeight},
        ChartBlock{churnChart(measures.churn, lifecycle::ByReason)}});
    page.blocks.push_back(
        {{Margin, ContentTop + LifecycleChartHeight + SmallGap, ContentWidth, heightOf(table)}, table});
    return {page};
}

} // namespace qd::pack
