#include "ui/pack/chart_spec_from.h"

namespace qd::ui {

namespace {

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

ChartKind kindFrom(pack::ChartKind kind)
{
    switch (kind) {
    case pack::ChartKind::Lines:
        return ChartKind::Lines;
    case pack::ChartKind::Waterfall:
        return ChartKind::Waterfall;
    case pack::ChartKind::Heatmap:
        return ChartKind::Heatmap;
    }
    return ChartKind::Lines;
}

SeriesRole roleFrom(pack::Meaning meaning)
{
    switch (meaning) {
    case pack::Meaning::Primary:
        return SeriesRole::Primary;
    case pack::Meaning::New:
        return SeriesRole::New;
    case pack::Meaning::Expansion:
        return SeriesRole::Expansion;
    case pack::Meaning::Reactivation:
        return SeriesRole::Reactivation;
    case pack::Meaning::Contraction:
        return SeriesRole::Contraction;
    case pack::Meaning::Churn:
        return SeriesRole::Churn;
    case pack::Meaning::Fx:
        return SeriesRole::Fx;
    case pack::Meaning::Total:
        return SeriesRole::Total;
    case pack::Meaning::Nrr:
        return SeriesRole::Nrr;
    case pack::Meaning::Grr:
        return SeriesRole::Grr;
    case pack::Meaning::LeftHigher:
        return SeriesRole::LeftHigher;
    case pack::Meaning::RightHigher:
        return SeriesRole::RightHigher;
    case pack::Meaning::Unexplained:
        return SeriesRole::Unexplained;
    case pack::Meaning::History:
        return SeriesRole::History;
    case pack::Meaning::Base:
        return SeriesRole::Base;
    case pack::Meaning::Scenario:
        return SeriesRole::Scenario;
    }
    return SeriesRole::Primary;
}

ChartSeries seriesFrom(const pack::ChartSeries &series)
{
    ChartSeries made;
    made.id = text(series.name);
    made.name = text(series.name);
    made.role = roleFrom(series.meaning);
    made.note = text(series.note);
    for (const std::optional<double> &value : series.values)
        made.values.push_back(value);
    for (const std::string &label : series.labels)
        made.valueLabels.push_back(text(label));
    return made;
}

} // namespace

ChartSpec chartSpecFrom(const pack::Chart &chart)
{
    ChartSpec spec;
    spec.kind = kindFrom(chart.kind);
    spec.title = text(chart.title);
    spec.subtitle = text(chart.subtitle);
    spec.format = chart.unit == pack::ChartUnit::Money ? ValueFormat::Money : ValueFormat::Percent;
    spec.unit = chart.unit == pack::ChartUnit::Money ? text(chart.currency) : QStringLiteral("%");
    for (const std::string &category : chart.categories)
        spec.categories.push_back(text(category));
    for (const std::string &note : chart.categoryNotes)
        spec.categoryNotes.push_back(text(note));
    for (const pack::Meaning meaning : chart.categoryMeanings)
        spec.categoryRoles.push_back(roleFrom(meaning));
    for (const pack::ChartSeries &series : chart.series)
        spec.series.push_back(seriesFrom(series));
    for (const pack::ChartTarget &target : chart.targets)
        spec.targets.push_back({text(target.name), target.value});
    if (chart.totals)
        spec.totals = seriesFrom(*chart.totals);
    spec.rowHeader = text(chart.rowHeader);
    spec.heatScale = HeatScale::Diverging;
    spec.startAtZero = chart.kind == pack::ChartKind::Heatmap;
    return spec;
}

} // namespace qd::ui
