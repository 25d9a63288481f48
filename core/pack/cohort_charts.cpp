#include "core/pack/cohort_charts.h"

#include <algorithm>
#include <limits>

namespace qd::pack {

namespace {

constexpr std::size_t LeastValues = 4; ///< of a cohort that has a line

bool isSplit(const retention::Cohorts &cohorts)
{
    return std::ranges::any_of(cohorts.blocks, [](const auto &block) { return !block.group.empty(); });
}

/// The cohorts of a block, as positions from the first that is shown to one past the last.
std::pair<std::size_t, std::size_t> shownOf(
    const retention::Cohorts &cohorts, const std::string &group, std::size_t mostRows)
{
    const auto ofGroup = std::ranges::equal_range(cohorts.rows, group, {}, &retention::Cohort::group);
    const auto end = std::size_t(ofGroup.end() - cohorts.rows.begin());
    const auto first = std::size_t(ofGroup.begin() - cohorts.rows.begin());
    return {std::max(first, end - std::min(end, mostRows)), end};
}

int stepOf(const retention::Cohorts &cohorts)
{
    return cohorts.period == retention::CohortPeriod::Quarter ? 3 : 1;
}

/// The values of all cohorts of a block that are old enough.
chart::Series blockLine(const retention::CohortBlock &block, std::size_t columns, chart::Meaning meaning)
{
    chart::Series line{Message::of(groupValue(block.group)), meaning, {}};
    line.rowCount = block.size;
    for (std::size_t k = 0; k < columns; ++k)
        line.values.push_back(k < block.weighted.size() ? block.weighted[k] : std::nullopt);
    return line;
}

/// Over all cohorts old enough; a short name, since it stands at the end of a line.
chart::Series weightedLine(const retention::Cohorts &cohorts, std::size_t columns)
{
    chart::Series all{QD_WORDS("Charts", "All"), chart::Meaning::Net, {}};
    for (std::size_t k = 0; k < columns; ++k)
        all.values.push_back(k < cohorts.weighted.size() ? cohorts.weighted[k] : std::nullopt);
    return all;
}

std::size_t longest(const retention::Cohorts &cohorts)
{
    std::size_t columns = 0;
    for (const retention::Cohort &cohort : cohorts.rows)
        columns = std::max(columns, cohort.values.size());
    return columns;
}

/// The latest cohorts that have a line, oldest first.
std::vector<const retention::Cohort *> latestCohorts(const retention::Cohorts &cohorts, std::size_t mostLines)
{
    std::vector<const retention::Cohort *> chosen;
    for (auto each = cohorts.rows.rbegin(); each != cohorts.rows.rend() && chosen.size() < mostLines; ++each) {
        if (each->values.size() >= LeastValues)
            chosen.push_back(&*each);
    }
    std::ranges::reverse(chosen);
    return chosen;
}

/// Whether a curve stands for a whole block: ARR, which is not weighted, has the lines of cohorts only.
bool hasBlockLines(const retention::Cohorts &cohorts)
{
    return isSplit(cohorts) && cohorts.measure != retention::CohortMeasure::Arr;
}

void addCohortLines(chart::Chart &chart, const retention::Cohorts &cohorts, std::size_t columns, std::size_t mostLines)
{
    for (const retention::Cohort *cohort : latestCohorts(cohorts, mostLines)) {
        chart::Series line = cohortRow(cohorts, *cohort, columns, false);
        line.meaning = chart::Meaning::Primary;
        chart.series.push_back(std::move(line));
    }
}

} // namespace

std::vector<CohortRow> cohortBlockRows(const retention::Cohorts &cohorts, const CohortChartOptions &options)
{
    std::vector<CohortRow> rows;
    const bool split = isSplit(cohorts);
    for (const retention::CohortBlock &block : cohorts.blocks) {
        if (split)
            rows.push_back({block.group, {}});
        const auto [first, end] = shownOf(cohorts, block.group, options.mostRows);
        for (std::size_t i = first; i < end; ++i)
            rows.push_back({block.group, cohorts.rows[i].label});
    }
    return rows;
}

chart::Chart cohortBlocks(const retention::Cohorts &cohorts, const CohortChartOptions &options)
{
    if (!isSplit(cohorts))
        return cohortHeatmap(cohorts, options);
    CohortChartOptions all = options;
    all.mostRows = std::numeric_limits<std::size_t>::max();
    chart::Chart chart = cohortHeatmap(cohorts, all);
    const std::vector<chart::Series> rows = std::move(chart.series);
    chart.series.clear();
    for (const retention::CohortBlock &block : cohorts.blocks) {
        chart.series.push_back(blockLine(block, chart.categories.size(), chart::Meaning::Nrr));
        const auto [first, end] = shownOf(cohorts, block.group, options.mostRows);
        for (std::size_t i = first; i < end; ++i) {
            chart.series.push_back(rows[i]);
            chart.series.back().level = 1;
        }
    }
    return chart;
}

chart::Chart cohortCurves(const retention::Cohorts &cohorts, std::size_t mostLines)
{
    chart::Chart chart;
    const bool isMoney = cohorts.measure == retention::CohortMeasure::Arr;
    chart.title = QD_WORDS("Charts", "Retention, curves");
    chart.unit = isMoney ? chart::Unit::Money : chart::Unit::Share;
    chart.currency = cohorts.currency;
    chart.categoryTitle = QD_WORDS("Charts", "months since start");
    chart.subtitle = isMoney ? Message(QD_WORDS("Charts", "%1, months since start"), {cohorts.currency.code()})
                             : Message(QD_WORDS("Charts", "%, months since start"));
    const std::size_t columns = longest(cohorts);
    for (std::size_t k = 0; k < columns; ++k)
        chart.categories.emplace_back(Count{std::int64_t(k) * stepOf(cohorts)});
    if (hasBlockLines(cohorts)) {
        for (const retention::CohortBlock &block : cohorts.blocks)
            chart.series.push_back(blockLine(block, columns, chart::Meaning::Primary));
    } else {
        addCohortLines(chart, cohorts, columns, mostLines);
    }
    if (!isMoney && !cohorts.rows.empty())
        chart.series.push_back(weightedLine(cohorts, columns));
    return chart;
}

std::vector<CohortRow> cohortCurveRows(const retention::Cohorts &cohorts, std::size_t mostLines)
{
    std::vector<CohortRow> rows;
    if (hasBlockLines(cohorts)) {
        for (const retention::CohortBlock &block : cohorts.blocks)
            rows.push_back({block.group, {}});
        return rows;
    }
    for (const retention::Cohort *cohort : latestCohorts(cohorts, mostLines))
        rows.push_back({cohort->group, cohort->label});
    return rows;
}

} // namespace qd::pack
