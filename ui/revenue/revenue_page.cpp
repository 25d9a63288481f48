#include "ui/revenue/revenue_page.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/revenue/revenue_lists.h"
#include "ui/shell/figure_lists.h"

#include <QComboBox>
#include <QGridLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qd::ui {

using revenue::MovementKind;

namespace {

QVector<LegendEntry> movementLegend()
{
    QVector<LegendEntry> entries;
    for (const auto &[meaning, kind] :
        {std::pair(chart::Meaning::New, MovementKind::New), {chart::Meaning::Reactivation, MovementKind::Reactivation},
            {chart::Meaning::Expansion, MovementKind::Expansion},
            {chart::Meaning::Contraction, MovementKind::Contraction}, {chart::Meaning::Churn, MovementKind::Churn}})
        entries.push_back(
            {[meaning](const Theme &theme) { return meaningColour(meaning, theme); }, word(nameOf(kind))});
    return entries;
}

} // namespace

RevenuePage::RevenuePage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_variant(new SegmentedSwitch(
          {{QStringLiteral("point"), tr("Point to point")}, {QStringLiteral("flow"), tr("Flow")}}, this))
    , m_grain(new SegmentedSwitch(
          {{QStringLiteral("account"), tr("Customer")}, {QStringLiteral("parent"), tr("Parent")}}, this))
    , m_measure(new SegmentedSwitch({{QStringLiteral("nrr"), tr("NRR")}, {QStringLiteral("grr"), tr("GRR")},
                                        {QStringLiteral("logo"), tr("Logo")}, {QStringLiteral("arr"), tr("ARR")}},
          this))
    , m_movementsAs(
          new SegmentedSwitch({{QStringLiteral("chart"), tr("Chart")}, {QStringLiteral("table"), tr("Table")}}, this))
    , m_by(new QComboBox(this))
    , m_movementsStack(new QStackedWidget(this))
{
    for (const char *by : {"segment", "region", "country", "industry", "owner", "product"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("revenueGroupBy"));
    m_headerActions = {m_variant, m_grain};
    buildPanels();
    connectDrill();
    for (SegmentedSwitch *each : {m_variant, m_grain, m_measure})
        connect(each, &SegmentedSwitch::changed, this, &RevenuePage::run);
    connect(m_by, &QComboBox::activated, this, &RevenuePage::run);
    connect(m_movementsAs, &SegmentedSwitch::changed, this, &RevenuePage::showMovements);
}

void RevenuePage::buildPanels()
{
    const auto panel = [this](const QString &title) { return new Panel(title, this); };
    m_movementsPanel = panel(tr("ARR movements by month"));
    m_trendPanel = panel(tr("NRR and GRR, trailing 12 months"));
    m_cohortPanel = panel(tr("Retention by start quarter"));
    m_groupPanel = panel(tr("Retention by group"));
    m_movementsChart = new ChartView(this);
    m_trendChart = new ChartView(this);
    m_cohortChart = new ChartView(this);
    m_movementsTable = new TableView(this);
    m_groupTable = new TableView(this);
    auto *columns = new QWidget(this);
    auto *columnsLayout = new QVBoxLayout(columns);
    columnsLayout->setContentsMargins(0, 0, 0, 0);
    columnsLayout->setSpacing(4);
    columnsLayout->addWidget(new LegendStrip(movementLegend(), columns));
    columnsLayout->addWidget(m_movementsChart, 1);
    m_movementsStack->addWidget(columns);
    m_movementsStack->addWidget(m_movementsTable);
    m_movementsPanel->addHeaderWidget(m_movementsAs);
    m_movementsPanel->setBody(m_movementsStack);
    m_trendPanel->setBody(m_trendChart);
    m_cohortPanel->addHeaderWidget(m_measure);
    m_cohortPanel->setBody(new ChartScroll(m_cohortChart, this));
    m_groupPanel->addHeaderWidget(m_by);
    m_groupPanel->setBody(m_groupTable, false);

    auto *content = new QWidget(this);
    auto *grid = m_grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_movementsPanel, 0, 0);
    grid->addWidget(m_trendPanel, 0, 1);
    grid->addWidget(m_cohortPanel, 1, 0);
    grid->addWidget(m_groupPanel, 1, 1);
    grid->setColumnStretch(0, 16);
    grid->setColumnStretch(1, 15);
    grid->setRowStretch(0, 9);
    grid->setRowStretch(1, 11);
    m_body->setSheets(content, emptyState(tr("Import billing subscriptions to see ARR movements and retention.")));
    m_body->setBusyPanel(m_movementsPanel);
}

/// The table has more columns than half a page holds: it takes the place of the trend beside it.
void RevenuePage::showMovements(const QString &as)
{
    const bool table = as == QStringLiteral("table");
    m_movementsStack->setCurrentIndex(table ? 1 : 0);
    m_trendPanel->setVisible(!table);
    m_grid->addWidget(m_movementsPanel, 0, 0, 1, table ? 2 : 1);
}

void RevenuePage::connectDrill()
{
    connect(m_movementsChart, &ChartView::placeActivated, this, [this](int series, int category) {
        const QString column = m_movementsChart->spec().series.value(series).id;
        openMovement(m_view->movements.rows[std::size_t(category)].month, column);
    });
    m_movementsChart->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? movementPlaces(*m_view, m_movementsChart->spec(), customers) : QVector<ChartPlace>();
    });
    connect(m_movementsTable, &TableView::activated, this, [this](const QString &month, const QString &column) {
        openMovement(*Month::fromIso(month.toStdString()), column);
    });
    connect(m_trendChart, &ChartView::placeActivated, this, [this](int, int category) {
        openCustomersFound(
            [context = m_context, grain = choice().grain, month = m_view->trend[std::size_t(category)].month](
                Progress &progress) { return retentionAccounts(context, grain, month, progress); });
    });
    connect(m_cohortChart, &ChartView::placeActivated, this, [this](int series, int k) {
        const bool total = series >= int(m_cohortChart->spec().series.size());
        openCustomersFound([context = m_context, view = m_view.view(), chosen = choice(), row = total ? -1 : series,
                               k = std::max(k, 0)](Progress &progress) {
            return cohortAccounts(context, *view, chosen, row, k, progress);
        });
    });
    connect(m_groupTable, &TableView::activated, this, [this](const QString &row, const QString &column) {
        openCustomers(groupAccounts(*m_view, choice(), row.toInt(), column));
    });
}

void RevenuePage::openFact()
{
    if (m_view && !m_view->movements.rows.empty())
        openMovement(m_view->movements.rows.back().month, QStringLiteral("closing"));
}

void RevenuePage::openMovement(Month month, const QString &column)
{
    if (column == QStringLiteral("opening") || column == QStringLiteral("closing")) {
        openCustomersFound([context = m_context, grain = choice().grain,
                               at = column == QStringLiteral("opening") ? month.plus(-1) : month](
                               Progress &) { return arrAccounts(context, grain, at); });
        return;
    }
    std::optional<MovementKind> kind;
    for (const MovementKind each : {MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion,
             MovementKind::Contraction, MovementKind::Churn, MovementKind::Fx}) {
        if (column == QLatin1String(revenue::toString(each)))
            kind = each;
    }
    AccountList list = movementAccounts({m_view->movements.details, *m_view->accounts, m_view->currency}, month, kind);
    if (choice().grain == revenue::Grain::Parent)
        list.figure.reset(); // explain tells of customers
    openCustomers(list);
}

RevenueChoice RevenuePage::choice() const
{
    RevenueChoice chosen;
    chosen.variant = m_variant->current() == QStringLiteral("flow") ? revenue::RetentionVariant::Flow
                                                                    : revenue::RetentionVariant::Point;
    chosen.grain = m_grain->current() == QStringLiteral("parent") ? revenue::Grain::Parent : revenue::Grain::Account;
    chosen.measure =
        retention::measureFromText(m_measure->current().toStdString()).value_or(retention::CohortMeasure::Nrr);
    chosen.by = m_by->currentData().toString().toStdString();
    return chosen;
}

void RevenuePage::refresh(const PageContext &context)
{
    m_context = context;
    run();
}

void RevenuePage::run()
{
    m_view.read(tr("Movements and retention"), [context = m_context, chosen = choice()](Progress &progress) {
        return computeRevenueView(context, chosen, progress);
    });
}

void RevenuePage::forget()
{
    m_view.forget();
}

bool RevenuePage::show()
{
    const ChartSpec movements = movementsChart(*m_view);
    m_movementsPanel->setSubtitle(movements.subtitle);
    m_movementsChart->setSpec(withWarnings(movements, *m_view));
    m_movementsTable->setSpec(movementsTable(*m_view));
    const ChartSpec trend = trendChart(*m_view);
    m_trendPanel->setSubtitle(trend.subtitle);
    m_trendChart->setSpec(withWarnings(trend, *m_view));
    const ChartSpec cohorts = cohortChart(*m_view);
    m_cohortPanel->setSubtitle(cohorts.subtitle);
    m_cohortChart->setSpec(withWarnings(cohorts, *m_view));
    m_groupTable->setSpec(groupsTable(*m_view, choice().by));
    m_groupPanel->setSubtitle(tr("12 months to %1, %2").arg(formatMonth(m_view->month), ratesText(*m_view)));
    for (Panel *panel : {m_movementsPanel, m_trendPanel, m_cohortPanel, m_groupPanel})
        panel->setToolTip(messageText(m_view->definitions));
    if (!m_view->movements.rows.empty()) {
        const revenue::MovementRow &last = m_view->movements.rows.back();
        Q_EMIT factChanged(tr("ARR %1 at the end of %2, source %3")
                               .arg(formatShortMoney({last.closing, m_view->currency}), formatMonth(m_view->month),
                                   qt(m_view->source)));
    }
    return true;
}

} // namespace qd::ui
