#include "ui/cohorts/cohorts_places.h"

#include "ui/shell/linked_selection.h"

#include <algorithm>

namespace qd::ui {

namespace {

bool isOf(const pack::CohortRow &row, const retention::Cohort &cohort)
{
    return row.group == cohort.group && (row.label.empty() || row.label == cohort.label);
}

} // namespace

QVector<ChartPlace> cohortPlaces(const CohortsView &view, const std::vector<pack::CohortRow> &rows,
    const ChartSpec &chart, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(*view.accounts, customers);
    QVector<ChartPlace> places;
    for (const retention::Cohort &cohort : view.retention->cohorts.rows) {
        if (std::ranges::none_of(cohort.members, [&wanted](int member) { return wanted.contains(member); }))
            continue;
        for (std::size_t row = 0; row < rows.size() && row < std::size_t(chart.series.size()); ++row) {
            const QVector<std::optional<double>> &shown = chart.series[qsizetype(row)].values;
            for (qsizetype k = 0; isOf(rows[row], cohort) && k < shown.size(); ++k) {
                if (shown[k] && std::size_t(k) < cohort.values.size())
                    addOnce(places, {int(row), int(k)});
            }
        }
    }
    return places;
}

QVector<ChartPlace> lifePlaces(const CohortsView &view, const QSet<QString> &customers)
{
    constexpr double Rounding = 1e-9; // as the readings take it
    const QSet<int> wanted = indicesOf(*view.accounts, customers);
    const survival::ReadCurves &read = view.survival->curves.read;
    const auto &groups = read.analysis.groups;
    QVector<ChartPlace> places;
    for (const lifecycle::CustomerLife &life : view.survival->lives) {
        const auto group = std::ranges::find(groups, life.group, &survival::GroupSurvival::group);
        if (!wanted.contains(life.account) || group == groups.end())
            continue;
        const auto after = std::ranges::upper_bound(read.times, life.life.time + Rounding);
        if (after != read.times.begin())
            addOnce(places, {int(group - groups.begin()), int(after - read.times.begin()) - 1});
    }
    return places;
}

QVector<ChartPlace> valuePlaces(const CohortsView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(*view.accounts, customers);
    const survival::ReadCurves &read = view.value->curves;
    const auto &groups = read.analysis.groups;
    QVector<ChartPlace> places;
    for (const lifecycle::ValueCase &each : view.value->cases) {
        const bool isReached = each.state == lifecycle::ValueCase::State::Reached;
        const auto group = std::ranges::find(groups, each.group, &survival::GroupSurvival::group);
        if (isReached && wanted.contains(each.account) && group != groups.end()
            && std::size_t(each.days) < read.times.size())
            addOnce(places, {int(group - groups.begin()), each.days});
    }
    return places;
}

QVector<ChartPlace> churnPlaces(const CohortsView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(*view.accounts, customers);
    const lifecycle::ChurnAnalysis &analysis = view.churn->analysis;
    const std::vector<pack::ChurnSeries> all = pack::churnSeries(analysis, view.churn->by);
    QVector<ChartPlace> places;
    for (std::size_t series = 0; series < all.size(); ++series) {
        for (const std::size_t group : all[series].groups) {
            for (const lifecycle::ChurnGroup::Part &part : analysis.groups[group].parts) {
                const lifecycle::ChurnedCustomer &one = analysis.customers[part.customer];
                const auto quarter = std::ranges::find(analysis.quarters, one.quarter);
                if (wanted.contains(one.account) && quarter != analysis.quarters.end())
                    addOnce(places, {int(series), int(quarter - analysis.quarters.begin())});
            }
        }
    }
    return places;
}

} // namespace qd::ui
