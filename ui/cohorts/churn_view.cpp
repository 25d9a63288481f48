#include "ui/cohorts/churn_view.h"

#include "ui/cohorts/churned_panel.h"
#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_places.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QGridLayout>

namespace qd::ui {

namespace {

QVector<LegendEntry> legendOf(const ChartSpec &spec)
{
    QVector<LegendEntry> entries;
    for (int i = 0; i < spec.series.size(); ++i)
        entries.push_back(
            {[spec, i](const Theme &theme) { return seriesColour(spec, i, theme); }, spec.series[i].name});
    return entries;
}

} // namespace

ChurnView::ChurnView(QWidget *parent)
    : CohortsPartView(parent)
    , m_kind(addChoice("churnKind", tr("What was lost")))
    , m_by(addChoice("churnBy", tr("Told apart by")))
    , m_months(addChoice("churnMonths", tr("Window")))
{
    m_kind->addItem(tr("Churn"), int(revenue::MovementKind::Churn));
    m_kind->addItem(tr("Downsell"), int(revenue::MovementKind::Contraction));
    for (const char *by : {lifecycle::ByReason, lifecycle::ByTenure, lifecycle::ByQuarter})
        m_by->addItem(churnDimension(by), QString::fromLatin1(by));
    addDimensions(*m_by, true);
    for (const int months : {12, 24, 36})
        m_months->addItem(tr("%Ln months", nullptr, months), months);
    chooseData(*m_months, 24);
    layOut();
    connect(m_chart, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            Q_EMIT customersWanted(churnAccounts(*m_view, series, category));
    });
    m_chart->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? churnPlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_groups, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customersWanted(churnAccounts(*m_view, row.toInt())); });
    connect(m_churned, &ChurnedPanel::customerWanted, this, &ChurnView::customerWanted);
    connect(m_churned, &ChurnedPanel::customersWanted, this, &ChurnView::customersWanted);
}

void ChurnView::layOut()
{
    m_chartPanel = new Panel(tr("ARR lost by quarter"), this);
    m_groupPanel = new Panel(tr("Lost by group"), this);
    m_churned = new ChurnedPanel(this);
    m_chart = new ChartView(this);
    m_groups = new TableView(this);
    m_legend = new LegendStrip({}, this);
    m_chartPanel->setLegend(m_legend);
    m_chartPanel->setBody(m_chart);
    m_groupPanel->setBody(m_groups, false);
    panels()->addWidget(m_chartPanel, 0, 0);
    panels()->addWidget(m_groupPanel, 0, 1);
    panels()->addWidget(m_churned, 1, 0, 1, 2);
    panels()->setColumnStretch(0, 3);
    panels()->setColumnStretch(1, 2);
    panels()->setRowStretch(0, 1);
    panels()->setRowStretch(1, 1);
}

void ChurnView::choose(CohortsChoice &choice) const
{
    choice.churn.kind = revenue::MovementKind(m_kind->currentData().toInt());
    choice.churn.by = m_by->currentData().toString().toStdString();
    choice.churn.months = m_months->currentData().toInt();
}

void ChurnView::present(const PageContext &context, const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    const ChartSpec chart = churnSpec(*view);
    m_chartPanel->setSubtitle(chart.subtitle);
    m_chart->setSpec(chart);
    m_legend->setEntries(legendOf(chart));
    m_chartPanel->setLegendWanted(chart.series.size() > 1);
    m_groups->setSpec(churnTable(*view));
    m_groupPanel->setSubtitle(tr("%1 to %2").arg(formatMonth(view->churn->from), formatMonth(view->churn->to)));
    m_churned->setView(context, view);
}

void ChurnView::openAll()
{
    Q_EMIT customersWanted(allChurned(*m_view));
}

} // namespace qd::ui
