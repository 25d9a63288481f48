#include "core/pack/renewal_charts.h"

#include "core/pack/wording.h"
#include "core/renewals/words.h"

namespace qd::pack {

namespace {

chart::Series partOf(const std::vector<renewals::CalendarMonth> &months, Currency currency, const Message &name,
    chart::Meaning meaning, renewals::CalendarPart renewals::CalendarMonth::*part)
{
    chart::Series series{name, meaning, {}};
    for (const renewals::CalendarMonth &month : months)
        series.values.emplace_back(Money{(month.*part).arr, currency}.major().approximate());
    return series;
}

std::optional<double> share(int of, int all)
{
    return all > 0 ? std::optional(double(of) / all) : std::nullopt;
}

} // namespace

chart::Chart renewalCalendarChart(
    const std::vector<renewals::CalendarMonth> &months, Currency currency, int fiscalYearStart)
{
    using renewals::CalendarMonth;
    using renewals::RenewalState;
    chart::Chart chart;
    chart.kind = chart::Kind::Columns;
    const bool byQuarter = !months.empty() && months.front().months == renewals::MonthsOfAQuarter;
    chart.title = byQuarter ? QD_WORDS("Charts", "ARR due by quarter") : QD_WORDS("Charts", "ARR due by month");
    chart.currency = currency;
    for (const CalendarMonth &month : months) {
        if (byQuarter)
            chart.categories.push_back(Message::of(FiscalQuarter::of(month.month, fiscalYearStart).text()));
        else
            chart.categories.emplace_back(month.month);
    }
    if (!months.empty()) {
        const CalendarMonth &last = months.back();
        chart.subtitle = {QD_WORDS("Charts", "%1, %2 to %3"),
            {currency.code(), shortMonth(months.front().month), shortMonth(last.month.plus(last.months - 1))}};
    }
    const auto add = [&](const Message &name, chart::Meaning meaning, auto part) {
        chart.series.push_back(partOf(months, currency, name, meaning, part));
    };
    add(Word{nameOf(RenewalState::Renewed)}, chart::Meaning::Expansion, &CalendarMonth::renewed);
    add(Word{nameOf(RenewalState::Lost)}, chart::Meaning::Churn, &CalendarMonth::lost);
    add(QD_WORDS("Charts", "Pending"), chart::Meaning::Base, &CalendarMonth::inOrder);
    add(QD_WORDS("Charts", "With exceptions"), chart::Meaning::Contraction, &CalendarMonth::toMend);
    return chart;
}

chart::Chart readinessHeatmap(const backtest::Readiness &readiness, Currency currency)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Heatmap;
    chart.title = QD_WORDS("Charts", "Readiness at each checkpoint");
    chart.subtitle = {
        QD_WORDS("Charts", "done of due, so many days before; corner: under %1"), {Share{backtest::ReadinessTarget}}};
    chart.unit = chart::Unit::Share;
    chart.currency = currency;
    chart.scale = chart::Scale::FromZero;
    chart.wanted = backtest::ReadinessTarget;
    chart.rowHeaders = {QD_WORDS("Charts", "Days left"), QD_WORDS("Charts", "Due"),
        Message(QD_WORDS("Charts", "ARR, %1"), {currency.code()})};
    for (const backtest::Requirement requirement : backtest::AllRequirements)
        chart.categories.emplace_back(Word{backtest::nameOf(requirement)});
    chart.categories.emplace_back(QD_WORDS("Charts", "All"));
    for (const backtest::ReadinessRow &row : readiness.rows) {
        chart::Series cells{Message(Count{row.checkpoint}), chart::Meaning::Primary, {}};
        cells.rowCount = row.due;
        cells.rowAmount = row.dueArr;
        cells.parts.assign(row.met.begin(), row.met.end());
        cells.parts.push_back(row.ready);
        for (const int part : cells.parts)
            cells.values.push_back(share(part, row.due));
        cells.counts.assign(cells.values.size(), row.due);
        chart.series.push_back(std::move(cells));
    }
    return chart;
}

} // namespace qd::pack
