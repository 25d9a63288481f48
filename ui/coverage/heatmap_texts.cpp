// The heatmap of need over time: its rows, what a cell is made of, who is behind it.
#include "core/base/rounding.h"
#include "ui/coverage/coverage_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

constexpr const char *Total = "total";

/// The row of a group in a month.
const coverage::CapacityRow *rowOf(const CoverageView &view, const HeatGroup &group, Month month)
{
    if (!group.segment.empty() && !group.region.empty()) {
        for (const coverage::CapacityCell &cell : view.capacity.cells) {
            if (cell.segment == group.segment && cell.row.group == group.region && cell.row.month == month)
                return &cell.row;
        }
        return nullptr;
    }
    const std::string &name = group.isTotal() ? Total : group.region.empty() ? group.segment : group.region;
    for (const coverage::CapacityRow &row : group.region.empty() ? view.capacity.rows : view.capacity.regions) {
        if (row.group == name && row.month == month)
            return &row;
    }
    return nullptr;
}

bool isPart(const HeatGroup &group)
{
    return !group.segment.empty() && !group.region.empty();
}

/// Tenths of FTE of the rows in one month, by HeatGroup::toId(), as they are shown: segments (or regions) add up to the
/// total, the regions of a segment to it.
using Fte = double (*)(const coverage::CapacityRow &);
QHash<QString, double> shownFte(const CoverageView &view, const std::vector<HeatGroup> &groups, Month month, Fte of)
{
    QHash<QString, double> shown;
    const auto add = [&](const std::vector<HeatGroup> &parts, double whole) {
        std::vector<double> exact;
        for (const HeatGroup &part : parts) {
            const coverage::CapacityRow *row = rowOf(view, part, month);
            exact.push_back(row ? of(*row) : 0);
        }
        const std::vector<double> rounded = roundedParts(exact, 1, whole);
        for (std::size_t i = 0; i < parts.size(); ++i)
            shown.insert(parts[i].toId(), rounded[i]);
    };
    const coverage::CapacityRow *total = rowOf(view, {}, month);
    const double whole = total ? of(*total) : 0;
    shown.insert(HeatGroup().toId(), shownValue(whole, 1));
    std::vector<HeatGroup> rows;
    std::ranges::copy_if(groups, std::back_inserter(rows), [](const HeatGroup &group) { return !isPart(group); });
    add(rows, whole);
    for (const HeatGroup &row : rows) {
        std::vector<HeatGroup> parts;
        std::ranges::copy_if(groups, std::back_inserter(parts),
            [&](const HeatGroup &group) { return isPart(group) && group.segment == row.segment; });
        add(parts, shown.value(row.toId()));
    }
    return shown;
}

/// Cells are coloured by utilisation whatever is printed in them, so that both views read alike.
ChartSeries seriesOf(const CoverageView &view, const HeatGroup &group)
{
    ChartSeries series;
    series.id = group.toId();
    series.name = isPart(group) ? groupName(group.region) : groupTitle(group);
    series.level = isPart(group) ? 1 : 0;
    for (const Month month : view.capacity.months) {
        const coverage::CapacityRow *row = rowOf(view, group, month);
        series.values << (row ? row->utilisation() : std::nullopt);
    }
    return series;
}

/// The printed FTE: those of now after the names of the rows, in the gap view the gaps in the cells.
void writeFte(ChartSpec &spec, const CoverageView &view, HeatMeasure measure, const std::vector<HeatGroup> &groups)
{
    QVector<ChartSeries *> rows;
    for (ChartSeries &series : spec.series)
        rows << &series;
    rows << &*spec.totals;
    const auto now = shownFte(
        view, groups, view.capacity.months.front(), [](const coverage::CapacityRow &row) { return row.availableFte; });
    for (ChartSeries *series : rows)
        series->note = formatNumber(now.value(series->id), 1);
    if (measure != HeatMeasure::Gap)
        return;
    for (const Month month : view.capacity.months) {
        const auto gaps = shownFte(view, groups, month, [](const coverage::CapacityRow &row) { return row.gapFte(); });
        for (ChartSeries *series : rows)
            series->valueLabels << formatDelta(gaps.value(series->id), 1);
    }
}

/// With a filter, segments and regions that have neither work nor people in it are left out.
bool isEmpty(const CoverageView &view, const HeatGroup &group)
{
    return std::ranges::none_of(view.capacity.months, [&](Month month) {
        const coverage::CapacityRow *row = rowOf(view, group, month);
        return row && (row->requiredHours > 0 || row->availableFte > 0);
    });
}

/// The rows from top to bottom: segments, each with its regions, or regions.
std::vector<HeatGroup> groupsOf(const CoverageView &view, HeatRows rows)
{
    std::vector<HeatGroup> groups;
    const Month first = view.capacity.months.front();
    const auto add = [&](HeatGroup group) {
        if (view.scope.filter.isEmpty() || !isEmpty(view, group))
            groups.push_back(std::move(group));
    };
    if (rows == HeatRows::Regions) {
        for (const coverage::CapacityRow &row : view.capacity.regions) {
            if (row.month == first)
                add({{}, row.group});
        }
        return groups;
    }
    for (const coverage::CapacityRow &row : view.capacity.rows) {
        if (row.month != first || row.group == Total)
            continue;
        add({row.group, {}});
        for (const coverage::CapacityCell &cell : view.capacity.cells) {
            if (rows == HeatRows::Both && cell.segment == row.group && cell.row.month == first)
                add({cell.segment, cell.row.group});
        }
    }
    return groups;
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

bool works(const CoverageView &view, const coverage::Csm &csm, std::size_t index, const HeatGroup &group)
{
    return view.scope.concerns(int(index)) && (group.segment.empty() || csm.servesSegment(group.segment))
        && (group.region.empty() || csm.servesRegion(group.region));
}

void addEvidence(InspectorContent &content, const CoverageView &view, const HeatGroup &group, Month month)
{
    const coverage::CapacityModel &model = view.input.model;
    content.evidenceTitle = Texts::tr("What it is made of");
    content.evidence << InspectorContent::EvidenceLine{Mark::Info,
        Texts::tr("One FTE has %1 h a month for customers: %2 h at %3")
            .arg(formatNumber(model.productiveHours(), 0), formatNumber(model.hoursPerMonth, 0),
                formatPercent(model.utilisation, 0))};
    if (const int segment = group.segment.empty() ? -1 : model.segmentNamed(group.segment); segment >= 0)
        content.evidence << InspectorContent::EvidenceLine{Mark::Info,
            Texts::tr("An account of %1 needs %2 h a month before its lifecycle and risk factors")
                .arg(groupName(group.segment), formatNumber(model.segments[std::size_t(segment)].hoursPerAccount, 2))};
    for (std::size_t i = 0; i < view.input.roster.csms.size(); ++i) {
        const coverage::Csm &csm = view.input.roster.csms[i];
        const QString sentence = works(view, csm, i, group) ? personInMonth(view.input, csm, month) : QString();
        if (!sentence.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, sentence};
    }
}

} // namespace

QString HeatGroup::toId() const
{
    return qt(segment) + QLatin1Char('\t') + qt(region);
}

HeatGroup HeatGroup::fromId(const QString &id)
{
    return {id.section(QLatin1Char('\t'), 0, 0).toStdString(), id.section(QLatin1Char('\t'), 1).toStdString()};
}

QString groupTitle(const HeatGroup &group)
{
    if (group.isTotal())
        return Texts::tr("All");
    if (group.segment.empty() || group.region.empty())
        return groupName(group.segment.empty() ? group.region : group.segment);
    return Texts::tr("%1 %2").arg(groupName(group.segment), groupName(group.region));
}

ChartSpec heatmapChart(const CoverageView &view, HeatMeasure measure, HeatRows rows)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Heatmap;
    const bool gap = measure == HeatMeasure::Gap;
    spec.title = gap ? Texts::tr("FTE available less required") : Texts::tr("Required over available hours");
    spec.subtitle = gap ? Texts::tr("FTE by month, coloured by utilisation") : Texts::tr("%, \u25b4 > 100");
    spec.format = chart::Unit::Share;
    spec.unit = QStringLiteral("%");
    spec.heatScale = chart::Scale::Load;
    spec.limit = 1.0;
    spec.rowHeader = rows == HeatRows::Regions ? Texts::tr("Region\tFTE now") : Texts::tr("Segment\tFTE now");
    for (const Month month : view.capacity.months)
        spec.categories << qt(month.iso());
    const std::vector<HeatGroup> groups = groupsOf(view, rows);
    for (const HeatGroup &group : groups)
        spec.series << seriesOf(view, group);
    spec.totals = seriesOf(view, {});
    writeFte(spec, view, measure, groups);
    spec.emptyText = Texts::tr("No segment has hours.");
    return spec;
}

std::vector<int> loadsOf(const CoverageView &view, const HeatGroup &group)
{
    std::vector<int> loads;
    const auto isIn = [](const std::string &wanted, const std::string &value) {
        return wanted.empty()
            || (wanted == NoGroup ? value.empty() : qt(wanted).compare(qt(value), Qt::CaseInsensitive) == 0);
    };
    for (std::size_t i = 0; i < view.input.loads.size(); ++i) {
        const coverage::AccountLoad &load = view.input.loads[i];
        const bool isCovered = group.isTotal() || load.segment >= 0;
        const std::string segment = load.segment < 0 ? std::string() : load.segmentName;
        if (view.scope.holds(int(i)) && isCovered && isIn(group.segment, segment) && isIn(group.region, load.region))
            loads.push_back(int(i));
    }
    return loads;
}

InspectorContent describeCell(const CoverageView &view, const HeatGroup &group, Month month)
{
    InspectorContent content;
    const coverage::CapacityRow *row = rowOf(view, group, month);
    if (!row)
        return content;
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
    addEvidence(content, view, group, month);
    if (row->gapFte() < 0)
        content.fix = Texts::tr("%1 FTE are missing in %2. Hire, move accounts, or change the touch model.")
                          .arg(formatNumber(-row->gapFte(), 1), formatMonth(month));
    if (const std::vector<int> loads = loadsOf(view, group); !loads.empty())
        content.links << customersLink(view, groupTitle(group), loads);
    return content;
}

QVector<ChartPlace> heatPlaces(const CoverageView &view, const ChartSpec &heatmap, const QSet<QString> &customers)
{
    const QSet<int> wanted = loadsOfCustomers(view, customers);
    QVector<ChartPlace> places;
    for (qsizetype row = 0; row < heatmap.series.size(); ++row) {
        const std::vector<int> loads = loadsOf(view, HeatGroup::fromId(heatmap.series[row].id));
        if (std::ranges::none_of(loads, [&wanted](int load) { return wanted.contains(load); }))
            continue;
        for (qsizetype month = 0; month < heatmap.series[row].values.size(); ++month) {
            if (heatmap.series[row].values[month])
                places << ChartPlace{int(row), int(month)};
        }
    }
    return places;
}

} // namespace qd::ui
