#include "ui/health/health_history.h"

#include "ui/common/chart/chart_legend.h"
#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_places.h"
#include "ui/health/health_texts.h"
#include "ui/paint/formatting.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace qd::ui {

HealthHistory::HealthHistory(QWidget *parent)
    : HealthPartView(parent)
    , m_coloursPanel(new Panel(tr("Customers by month"), this))
    , m_meanPanel(new Panel(tr("Mean score"), this))
    , m_transitionsPanel(new Panel(tr("Then and now"), this))
    , m_stabilityPanel(new Panel(tr("How far"), this))
    , m_legend(new LegendStrip({}, this))
    , m_colours(new ChartView(this))
    , m_mean(new ChartView(this))
    , m_transitions(new ChartView(this))
    , m_stability(new TableView(this))
    , m_incidents(new TableView(this))
    , m_quiet(new TableView(this))
    , m_lower(new SegmentedSwitch(
          {{QStringLiteral("stability"), tr("Stability")}, {QStringLiteral("incidents"), tr("Incidents")}}, this))
{
    layOut();
    connectDrill();
    showLower();
}

void HealthHistory::layOut()
{
    m_lower->setObjectName(QStringLiteral("healthStabilityAs"));
    m_colours->setObjectName(QStringLiteral("healthMonths"));
    m_mean->setObjectName(QStringLiteral("healthMean"));
    m_transitions->setObjectName(QStringLiteral("healthTransitions"));
    m_coloursPanel->setBody(underLegend(m_legend, m_colours, this));
    m_meanPanel->setBody(m_mean);
    m_transitionsPanel->setBody(new ChartScroll(m_transitions, this));
    auto *lower = new QWidget(this);
    auto *column = new QVBoxLayout(lower);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stability);
    column->addWidget(m_incidents);
    column->addWidget(m_quiet);
    m_stabilityPanel->addHeaderWidget(m_lower);
    m_stabilityPanel->setBody(lower, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_coloursPanel, 0, 0);
    grid->addWidget(m_meanPanel, 0, 1);
    grid->addWidget(m_transitionsPanel, 1, 0);
    grid->addWidget(m_stabilityPanel, 1, 1);
    for (const int each : {0, 1}) {
        grid->setColumnStretch(each, 1);
        grid->setRowStretch(each, 1);
    }
}

void HealthHistory::connectDrill()
{
    connect(m_lower, &SegmentedSwitch::changed, this, &HealthHistory::showLower);
    connect(m_colours, &ChartView::placeActivated, this, [this](int series, int category) {
        if (series >= 0)
            openMonth(category, health::AllColours[std::size_t(series)]);
        else
            openMonth(category, std::nullopt);
    });
    m_colours->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? monthPlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    m_transitions->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? transitionPlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_mean, &ChartView::placeActivated, this, [this](int, int category) { openMonth(category, std::nullopt); });
    connect(m_transitions, &ChartView::placeActivated, this, [this](int from, int to) {
        if (from < 0 || to < 0 || to >= int(health::AllColours.size()))
            return;
        Q_EMIT listWanted(
            transitionList(*m_view, health::AllColours[std::size_t(from)], health::AllColours[std::size_t(to)]));
    });
    connect(m_stability, &TableView::activated, this, [this] { Q_EMIT listWanted(movedList(*m_view)); });
    connect(m_incidents, &TableView::activated, this, [this](const QString &row) {
        Q_EMIT listWanted(incidentList(*m_view, m_view->incidents[row.toULong()].incident));
    });
}

void HealthHistory::setView(const HealthViewPtr &view)
{
    m_view = view;
    if (!view)
        return;
    const ChartSpec colours = colourHistory(*view);
    m_coloursPanel->setSubtitle(colours.subtitle);
    m_colours->setSpec(colours);
    m_legend->setEntries(legendOf(colours));
    const int account = m_account.isEmpty() ? -1 : view->accounts().indexOf(m_account.toStdString());
    const ChartSpec mean = scoreHistory(*view, account);
    m_meanPanel->setSubtitle(mean.subtitle);
    m_mean->setSpec(mean);
    m_transitionsPanel->setSubtitle(sinceText(*view));
    m_transitions->setSpec(transitions(*view));
    m_stability->setSpec(stabilityTable(*view));
    m_incidents->setSpec(incidentsTable(*view));
    m_quiet->setSpec(quietTable(*view));
    m_lower->setTitle(QStringLiteral("incidents"),
        tr("Incidents %1").arg(formatCount(qint64(view->incidents.size() + view->quiet.size()))));
    showLower();
}

void HealthHistory::showLower()
{
    const bool stability = m_lower->current() == QStringLiteral("stability");
    m_stability->setVisible(stability);
    m_incidents->setVisible(!stability);
    m_quiet->setVisible(!stability && m_view && !m_view->quiet.empty());
    if (m_view)
        m_stabilityPanel->setSubtitle(
            stability ? sinceText(*m_view) : tr("in the last %1 days").arg(health::IncidentDays));
}

void HealthHistory::openMonth(int category, std::optional<portfolio::HealthColour> colour)
{
    if (category < 0 || category >= int(m_view->history.size()))
        return;
    const Month month = m_view->history[std::size_t(category)].month;
    Q_EMIT listSought([view = m_view, month, colour](const PageContext &context, Progress &progress) {
        return monthList(context, *view, month, colour, progress);
    });
}

} // namespace qd::ui
