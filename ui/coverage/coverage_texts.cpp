#include "ui/common/formatting.h"
#include "ui/coverage/coverage_view.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

constexpr const char *Total = "total";

const std::vector<coverage::CapacityRow> &rowsBy(const CoverageView &view, HeatBy by)
{
    return by == HeatBy::Segment ? view.capacity.rows : view.capacity.regions;
}

/// The row of a group in a month; `total` stands among the segments only.
const coverage::CapacityRow *rowOf(const CoverageView &view, HeatBy by, const std::string &group, Month month)
{
    for (const coverage::CapacityRow &row : group == Total ? view.capacity.rows : rowsBy(view, by)) {
        if (row.group == group && row.month == month)
            return &row;
    }
    return nullptr;
}

QString groupTitle(const std::string &group)
{
    if (group == Total)
        return Texts::tr("All");
    return group == "(none)" ? Texts::tr("none") : qt(group);
}

/// Cells are coloured by utilisation whatever is printed in them, so that both views read alike.
ChartSeries seriesOf(const CoverageView &view, HeatMeasure measure, HeatBy by, const std::string &group)
{
    ChartSeries series;
    series.id = qt(group);
    series.name = groupTitle(group);
    for (const Month month : view.capacity.months) {
        const coverage::CapacityRow *row = rowOf(view, by, group, month);
        series.values << (row ? row->utilisation() : std::nullopt);
        if (measure == HeatMeasure::Gap)
            series.valueLabels << (row ? formatDelta(row->gapFte(), 1) : QString());
    }
    const coverage::CapacityRow *now = rowOf(view, by, group, view.capacity.months.front());
    series.note = now ? formatNumber(now->availableFte, 1) : QString();
    return series;
}

QString personInMonth(const coverage::CoverageInput &input, const coverage::Csm &csm, Month month)
{
    if (csm.start && Month::of(*csm.start) == month)
        return Texts::tr("%1 starts on %2").arg(qt(csm.name), formatDate(*csm.start));
    if (csm.end && Month::of(*csm.end) == month)
        return Texts::tr("%1 leaves on %2").arg(qt(csm.name), formatDate(*csm.end));
    if (!csm.inForceOn(month.lastDay()))
        return {};
    if (const double away = csm.leaveShare(month.lastDay()); away > 0)
        return Texts::tr("%1 is on leave for %2 of the working days").arg(qt(csm.name), formatPercent(away, 0));
    if (const double ramped = csm.rampedFte(input.model, month.lastDay()); ramped < csm.fte)
        return Texts::tr("%1 counts %2 of %3 FTE while ramping up")
            .arg(qt(csm.name), formatNumber(ramped, 2), formatNumber(csm.fte, 2));
    return {};
}

bool works(const coverage::Csm &csm, HeatBy by, const std::string &group)
{
    if (group == Total)
        return true;
    return by == HeatBy::Segment ? csm.servesSegment(group) : csm.servesRegion(group);
}

} // namespace

QString coverageFact(const CoverageView &view)
{
    const coverage::CapacityRow &now = view.capacity.rows.front(); // the total of the first month
    return Texts::tr("%1 FTE required, %2 available in %3, %4 customers, %5 h per FTE")
        .arg(formatNumber(now.requiredFte, 1), formatNumber(now.availableFte, 1), formatMonth(now.month),
            formatCount(qint64(view.input.loads.size())), formatNumber(view.input.model.productiveHours(), 0));
}

ChartSpec heatmapChart(const CoverageView &view, HeatMeasure measure, HeatBy by)
{
    ChartSpec spec;
    spec.kind = ChartKind::Heatmap;
    const bool gap = measure == HeatMeasure::Gap;
    spec.title = gap ? Texts::tr("FTE available less required") : Texts::tr("Required over available hours");
    spec.subtitle =
        gap ? Texts::tr("FTE by month, coloured by utilisation") : Texts::tr("% by month, \u25b4 above 100");
    spec.format = ValueFormat::Percent;
    spec.unit = QStringLiteral("%");
    spec.heatScale = HeatScale::Load;
    spec.limit = 1.0;
    spec.rowHeader = by == HeatBy::Segment ? Texts::tr("Segment\tFTE now") : Texts::tr("Region\tFTE now");
    for (const Month month : view.capacity.months)
        spec.categories << qt(month.iso());
    for (const coverage::CapacityRow &row : rowsBy(view, by)) {
        if (row.month == view.capacity.months.front() && row.group != Total)
            spec.series << seriesOf(view, measure, by, row.group);
    }
    spec.totals = seriesOf(view, measure, by, Total);
    spec.emptyText = Texts::tr("No segment has hours.");
    return spec;
}

InspectorContent describeCell(const CoverageView &view, HeatBy by, const std::string &group, Month month)
{
    InspectorContent content;
    const coverage::CapacityRow *row = rowOf(view, by, group, month);
    if (!row)
        return content;
    const coverage::CapacityModel &model = view.input.model;
    content.heading = Texts::tr("Capacity");
    content.subject = Texts::tr("%1, %2").arg(groupTitle(group), formatMonth(month));
    const auto used = row->utilisation();
    content.figures = {
        {Texts::tr("Utilisation"), used ? formatPercent(*used, 1) : Texts::tr("nobody available"), true},
        {Texts::tr("Hours required"), formatNumber(row->requiredHours, 1)},
        {Texts::tr("FTE required"), formatNumber(row->requiredFte, 2)},
        {Texts::tr("FTE available"), formatNumber(row->availableFte, 2)},
        {Texts::tr("Gap, FTE"), formatDelta(row->gapFte(), 2), true},
    };
    content.evidenceTitle = Texts::tr("What it is made of");
    content.evidence << InspectorContent::EvidenceLine{Mark::Info,
        Texts::tr("One FTE has %1 h a month for customers: %2 h at %3")
            .arg(formatNumber(model.productiveHours(), 0), formatNumber(model.hoursPerMonth, 0),
                formatPercent(model.utilisation, 0))};
    const int segment = by == HeatBy::Segment ? model.segmentNamed(group) : -1;
    if (segment >= 0)
        content.evidence << InspectorContent::EvidenceLine{Mark::Info,
            Texts::tr("An account of %1 needs %2 h a month before its lifecycle and risk factors")
                .arg(groupTitle(group), formatNumber(model.segments[std::size_t(segment)].hoursPerAccount, 2))};
    for (const coverage::Csm &csm : view.input.roster.csms) {
        const QString sentence = works(csm, by, group) ? personInMonth(view.input, csm, month) : QString();
        if (!sentence.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, sentence};
    }
    if (row->gapFte() < 0)
        content.fix = Texts::tr("%1 FTE are missing in %2. Hire, move accounts, or change the touch model.")
                          .arg(formatNumber(-row->gapFte(), 1), formatMonth(month));
    return content;
}

} // namespace qd::ui
