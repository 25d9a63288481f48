#include "ui/coverage/heatmap_panel.h"

#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/segmented_switch.h"
#include "ui/coverage/hire_line.h"
#include "ui/paint/theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int HeatHead = 42; ///< months, years, and the gap above the totals
constexpr int TallRow = 26;
constexpr int LowRow = 19; ///< where regions stand under their segments
constexpr double MostHeat = 0.44; ///< of the page's height; rows get lower beyond
constexpr int RoomForRegions = 640; ///< height from which regions stand under their segments

LegendEntry loadEntry(std::size_t step, const QString &text)
{
    return {[step](const Theme &theme) { return theme.diverging.at(step); }, text};
}

/// The colours of chart::Scale::Load from the lowest up.
QVector<LegendEntry> heatLegend()
{
    QVector<LegendEntry> entries;
    const QStringList ends{HeatmapPanel::tr("to 70"), QStringLiteral("80"), QStringLiteral("95"), QStringLiteral("100"),
        QStringLiteral("108"), QStringLiteral("115"), QStringLiteral("125"), HeatmapPanel::tr("over")};
    for (qsizetype i = 0; i < ends.size(); ++i)
        entries << loadEntry(std::size_t(ends.size() - 1 - i), ends[i]);
    return entries;
}

/// The row of a heatmap by series; the totals stand after the last.
HeatGroup groupAt(const ChartSpec &spec, int series)
{
    return HeatGroup::fromId(series >= spec.series.size() ? spec.totals->id : spec.series[series].id);
}
} // namespace

HeatmapPanel::HeatmapPanel(QWidget *parent)
    : Panel(tr("Required over available hours"), parent)
    , m_measure(new SegmentedSwitch(
          {{QStringLiteral("utilisation"), tr("Utilisation")}, {QStringLiteral("gap"), tr("FTE gap")}}, this))
    , m_by(new SegmentedSwitch({{QStringLiteral("segment"), tr("Segments")}, {QStringLiteral("both"), tr("Both")},
                                   {QStringLiteral("region"), tr("Regions")}},
          this))
    , m_heatmap(new ChartView(this))
    , m_hire(new HireLine(this))
{
    build();
    connectParts();
}

void HeatmapPanel::build()
{
    setLegend(new LegendStrip(heatLegend(), this));
    addHeaderWidget(m_by);
    auto *heat = new QWidget(this);
    auto *layout = new QVBoxLayout(heat);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_scroll = new ChartScroll(m_heatmap, heat);
    layout->addWidget(m_scroll);
    layout->addWidget(m_hire);
    setBody(heat);
}

void HeatmapPanel::connectParts()
{
    connect(m_measure, &SegmentedSwitch::changed, this, &HeatmapPanel::showHeatmap);
    connect(m_by, &SegmentedSwitch::changed, this, [this] {
        m_rowsChosen = true;
        showHeatmap();
    });
    connect(m_hire, &HireLine::horizonChanged, this, &HeatmapPanel::horizonChanged);
    connect(m_hire, &HireLine::described, this,
        [this](const InspectorContent &content) { Q_EMIT explained(content, content.subject); });
    connect(m_heatmap, &ChartView::placeActivated, this, [this](int series, int category) {
        if (!m_view || series < 0 || category < 0)
            return;
        m_heatmap->setSelected({series, category});
        const InspectorContent content =
            describeCell(*m_view, groupAt(m_heatmap->spec(), series), m_view->capacity.months[std::size_t(category)]);
        Q_EMIT explained(content,
            tr("%1: %2 FTE required, %3 available")
                .arg(content.subject, content.figures.value(2).value, content.figures.value(3).value));
    });
    m_heatmap->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? heatPlaces(*m_view, m_heatmap->spec(), customers) : QVector<ChartPlace>();
    });
    connect(m_heatmap, &ChartView::placeOpened, this, [this](int series, int) {
        if (!m_view || series < 0)
            return;
        const HeatGroup group = groupAt(m_heatmap->spec(), series);
        Q_EMIT customersWanted(groupTitle(group), loadsOf(*m_view, group));
    });
}

void HeatmapPanel::setView(CoverageViewPtr view)
{
    m_view = std::move(view);
    if (!m_view)
        return;
    fit();
    showHeatmap();
    m_hire->setView(m_view);
}

Horizon HeatmapPanel::horizon() const
{
    return m_hire->horizon();
}

InspectorContent HeatmapPanel::hiring() const
{
    return describeHiring(*m_view, m_hire->triggers(), m_hire->monthsToHire());
}

HeatRows HeatmapPanel::heatRows() const
{
    if (m_by->current() == QStringLiteral("region"))
        return HeatRows::Regions;
    return m_by->current() == QStringLiteral("both") ? HeatRows::Both : HeatRows::Segments;
}

void HeatmapPanel::setRoom(int height)
{
    m_room = height;
    fit();
}

/// Until somebody chooses, regions stand under their segments where there is height for them.
void HeatmapPanel::fit()
{
    const QString rows = m_room >= RoomForRegions ? QStringLiteral("both") : QStringLiteral("segment");
    if (!m_rowsChosen && m_by->current() != rows) {
        m_by->setCurrent(rows);
        showHeatmap();
    }
    sizeHeatmap();
}

void HeatmapPanel::sizeHeatmap()
{
    const int row = heatRows() == HeatRows::Both || m_room < RoomForRegions ? LowRow : TallRow;
    const int wanted = HeatHead + row * (int(m_heatmap->spec().series.size()) + 1);
    m_scroll->setFixedHeight(std::min(wanted, std::max(HeatHead + 4 * LowRow, int(m_room * MostHeat))));
}

void HeatmapPanel::showHeatmap()
{
    // The gap in FTE is printed with its sign; the colours are those of the utilisation behind it.
    setLegendWanted(m_measure->current() == QStringLiteral("utilisation"));
    if (!m_view)
        return;
    const ChartSpec spec = heatmapChart(*m_view,
        m_measure->current() == QStringLiteral("gap") ? HeatMeasure::Gap : HeatMeasure::Utilisation, heatRows());
    setTitle(spec.title);
    setSubtitle(spec.subtitle);
    m_heatmap->setSpec(spec);
    sizeHeatmap();
}

} // namespace qd::ui
