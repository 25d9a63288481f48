#include "chart_samples.h"

namespace qd::ui::samples {

QVector<QString> months(int year, int month, int count)
{
    QVector<QString> result;
    for (int i = 0; i < count; ++i) {
        const int index = month - 1 + i;
        result << QStringLiteral("%1-%2").arg(year + index / 12).arg(index % 12 + 1, 2, 10, QLatin1Char('0'));
    }
    return result;
}

ChartSpec rates(int seriesCount)
{
    ChartSpec spec;
    spec.title = QStringLiteral("Retention");
    spec.subtitle = QStringLiteral("trailing 12 months");
    spec.format = chart::Unit::Share;
    spec.startAtZero = false;
    spec.categories = months(2024, 10, 24);
    for (int index = 0; index < seriesCount; ++index) {
        ChartSeries series;
        series.name = QStringLiteral("Line %1").arg(index + 1);
        series.note = QStringLiteral("in 1 y");
        for (int i = 0; i < 24; ++i)
            series.values << 0.9 + 0.003 * index + 0.001 * ((i * 7 + index * 3) % 11);
        spec.series << series;
    }
    return spec;
}

ChartSpec movements()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Columns;
    spec.title = QStringLiteral("ARR movements");
    spec.unit = QStringLiteral("USD");
    spec.format = chart::Unit::Money;
    spec.categories = months(2026, 7, 3);
    spec.series = {
        {QStringLiteral("new"), QStringLiteral("New"), chart::Meaning::New, {300.0, 200.0, 100.0}},
        {QStringLiteral("expansion"), QStringLiteral("Expansion"), chart::Meaning::Expansion, {50.0, 0.0, 150.0}},
        {QStringLiteral("churn"), QStringLiteral("Churn"), chart::Meaning::Churn, {-100.0, -50.0, -25.0}},
        {QStringLiteral("net"), QStringLiteral("Net"), chart::Meaning::Net, {250.0, 150.0, 225.0}},
    };
    return spec;
}

ChartSpec drivers()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Tornado;
    spec.title = QStringLiteral("What moves ARR");
    spec.unit = QStringLiteral("USD");
    spec.format = chart::Unit::Money;
    spec.categories = {
        QStringLiteral("Enterprise expansion"), QStringLiteral("Enterprise churn"), QStringLiteral("SMB churn")};
    spec.series = {
        {QStringLiteral("low"), QStringLiteral("-20 %"), chart::Meaning::LeftHigher, {-1.85e6, 0.77e6, 0.18e6}},
        {QStringLiteral("high"), QStringLiteral("+20 %"), chart::Meaning::RightHigher, {1.89e6, -0.75e6, -0.17e6}},
    };
    return spec;
}

ChartSpec fan()
{
    ChartSpec spec;
    spec.title = QStringLiteral("People");
    spec.categories = months(2026, 7, 6);
    ChartSeries needed;
    needed.name = QStringLiteral("Required");
    needed.meaning = chart::Meaning::Scenario;
    needed.values = {4.0, 5.0, 6.0, 7.0, 8.0, 9.0};
    ChartSeries there = needed;
    there.name = QStringLiteral("Available");
    there.form = LineForm::DashedSteps;
    there.values = {6.0, 6.0, 6.0, 6.0, 8.5, 8.5};
    ChartSeries history;
    history.name = QStringLiteral("Measured");
    history.meaning = chart::Meaning::History;
    history.values = {3.0, 4.0};
    spec.series = {needed, there, history};
    spec.bands = {{QStringLiteral("P10"), QStringLiteral("P90"), chart::Meaning::Scenario,
        {std::nullopt, 5.0, 5.0, 5.0, 5.0, 5.0}, {std::nullopt, 5.0, 7.0, 9.0, 11.0, 13.0}}};
    spec.gap = ChartGap{1, 0};
    spec.divider = ChartDivider{1, QStringLiteral("measured"), QStringLiteral("projected")};
    return spec;
}

ChartSpec bridge()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Waterfall;
    spec.title = QStringLiteral("CRM to billing");
    spec.unit = QStringLiteral("USD");
    spec.format = chart::Unit::Money;
    spec.startAtZero = false;
    const QStringList names{QStringLiteral("CRM"), QStringLiteral("Monthly as annual"), QStringLiteral("Currency"),
        QStringLiteral("Price uplift not in CRM"), QStringLiteral("Timing"), QStringLiteral("Not yet billed"),
        QStringLiteral("Cancelled, still in CRM"), QStringLiteral("Duplicate in CRM"), QStringLiteral("Unexplained"),
        QStringLiteral("Rounding"), QStringLiteral("Billing")};
    spec.categories = names;
    spec.series = {{QStringLiteral("bridge"), QString(), chart::Meaning::Total,
        {51139237.49, 406098.0, 56153.5, 31884.0, -78408.0, -262800.0, -179880.0, -174036.0, 36660.0, 0.26,
            50974909.25}}};
    return spec;
}

ChartSpec cohorts()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Heatmap;
    spec.title = QStringLiteral("NRR by start quarter");
    spec.format = chart::Unit::Share;
    spec.heatScale = chart::Scale::AroundOne;
    spec.rowHeader = QStringLiteral("Start");
    spec.categories = {QStringLiteral("0"), QStringLiteral("3"), QStringLiteral("6")};
    spec.series = {
        {QStringLiteral("a"), QStringLiteral("2025 Q4"), chart::Meaning::Primary, {1.0, 1.08, 0.93}, {29, 29, 29}},
        {QStringLiteral("b"), QStringLiteral("2026 Q1"), chart::Meaning::Primary, {1.0, 1.02, std::nullopt}, {8, 8, 8}},
        {QStringLiteral("c"), QStringLiteral("2026 Q2"), chart::Meaning::Primary, {1.0, std::nullopt, std::nullopt}},
    };
    spec.totals =
        ChartSeries{QStringLiteral("all"), QStringLiteral("All old enough"), chart::Meaning::Total, {1.0, 1.05, 0.93}};
    return spec;
}

ChartSpec frontier()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Frontier;
    spec.title = QStringLiteral("Moves against spread");
    spec.unit = QStringLiteral("Highest less lowest, points");
    spec.format = chart::Unit::Points;
    spec.categories = {QStringLiteral("0"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("10")};
    spec.positions = {0, 2, 3, 10};
    spec.positionTitle = QStringLiteral("customers moved");
    spec.categoryNotes = {QStringLiteral("today 65"), {}, QStringLiteral("3 moves, 40 points"), {}};
    spec.chosen = 2;
    spec.series = {
        {QStringLiteral("spread"), QStringLiteral("Spread"), chart::Meaning::Primary, {0.65, 0.5, 0.4, 0.3}}};
    return spec;
}

ChartSpec segmentsAndRegions()
{
    ChartSpec spec;
    spec.kind = chart::Kind::Heatmap;
    spec.title = QStringLiteral("Capacity");
    spec.format = chart::Unit::Share;
    spec.heatScale = chart::Scale::Load;
    spec.categories = months(2026, 10, 2);
    spec.rowHeader = QStringLiteral("Segment\tFTE");
    const auto row = [](const char *name, int level, double value) {
        ChartSeries series{
            QString::fromLatin1(name), QString::fromLatin1(name), chart::Meaning::Primary, {value, value}};
        series.note = QStringLiteral("1.0");
        series.level = level;
        return series;
    };
    spec.series = {row("Enterprise", 0, 1.0), row("AMER", 1, 1.2), row("EMEA", 1, 0.9), row("SMB", 0, 0.5)};
    return spec;
}

} // namespace qd::ui::samples
