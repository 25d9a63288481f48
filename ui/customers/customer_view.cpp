#include "ui/customers/customer_view.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"

#include <QGridLayout>

namespace qd::ui {

CustomerView::CustomerView(QWidget *parent)
    : QWidget(parent)
    , m_totals(new TotalsStrip(this))
    , m_golden(new TableView(this))
    , m_links(new TableView(this))
    , m_lower(new TableView(this))
    , m_lowerSwitch(new SegmentedSwitch(
          {{QStringLiteral("rows"), tr("Source rows")}, {QStringLiteral("tickets"), tr("Tickets")}}, this))
    , m_arrPanel(new Panel(tr("ARR"), this))
    , m_usagePanel(new Panel(tr("Active users"), this))
    , m_arr(new ChartView(this))
    , m_usage(new ChartView(this))
    , m_health(new ChartView(this))
{
    const auto panel = [this](const QString &title, QWidget *body, bool padded) {
        auto *made = new Panel(title, this);
        made->setBody(body, padded);
        return made;
    };
    m_golden->setCompact(true);
    m_links->setCompact(true);
    m_arrPanel->setBody(m_arr);
    m_usagePanel->setBody(m_usage);
    auto *goldenPanel = panel(tr("Golden record"), m_golden, false);
    goldenPanel->setSubtitle(tr("who wins, and what lost"));
    auto *healthPanel = panel(tr("Health score"), m_health, true);
    auto *lowerPanel = panel(tr("Where it comes from"), m_lower, false);
    lowerPanel->addHeaderWidget(m_lowerSwitch);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_totals, 0, 0, 1, 3);
    grid->addWidget(goldenPanel, 1, 0, 2, 1);
    grid->addWidget(panel(tr("Linked records"), m_links, false), 3, 0);
    grid->addWidget(m_arrPanel, 1, 1);
    grid->addWidget(m_usagePanel, 2, 1);
    grid->addWidget(healthPanel, 3, 1);
    grid->addWidget(lowerPanel, 1, 2, 3, 1);
    for (int column = 0; column < 3; ++column)
        grid->setColumnStretch(column, 1);
    for (int row = 1; row < 4; ++row)
        grid->setRowStretch(row, 1);

    connect(m_totals, &TotalsStrip::activated, this, &CustomerView::showRowsOf);
    connect(m_arr, &ChartView::placeActivated, this, [this] { showRowsOf(arrEntity(*m_record)); });
    connect(m_usage, &ChartView::placeActivated, this, [this] { showRowsOf(QStringLiteral("usage")); });
    connect(m_health, &ChartView::placeActivated, this, [this] { showRowsOf(QStringLiteral("health_scores")); });
    connect(m_lowerSwitch, &SegmentedSwitch::changed, this, &CustomerView::showLower);
    connect(m_lower, &TableView::currentChanged, this, [this](const QString &row) {
        bool valid = false;
        const std::size_t index = row.toULong(&valid);
        if (valid && m_record && m_lowerSwitch->current() == QStringLiteral("rows") && index < m_record->rows.size())
            Q_EMIT inspect(describeSourceRow(*m_record, index));
    });
}

void CustomerView::setRecord(std::shared_ptr<const session::CustomerRecord> record)
{
    m_record = std::move(record);
    m_totals->setCells(customerTotals(*m_record));
    m_golden->setSpec(goldenTable(*m_record));
    m_links->setSpec(linksTable(*m_record));
    const ChartSpec arr = arrHistoryChart(*m_record);
    m_arrPanel->setSubtitle(arr.subtitle);
    m_arr->setSpec(arr);
    const ChartSpec usage = usageChart(*m_record);
    m_usagePanel->setSubtitle(usage.subtitle);
    m_usage->setSpec(usage);
    m_health->setSpec(healthChart(*m_record));
    showLower();
}

void CustomerView::showRowsOf(const QString &entity)
{
    const bool tickets = entity == QStringLiteral("tickets");
    m_lowerSwitch->setCurrent(tickets ? QStringLiteral("tickets") : QStringLiteral("rows"));
    showLower();
    m_lower->setFilter(QStringLiteral("entity"), entity);
    m_lower->setCurrentId(m_lower->shownIds().value(0));
    m_lower->setFocus();
}

void CustomerView::showLower()
{
    if (m_record)
        m_lower->setSpec(
            m_lowerSwitch->current() == QStringLiteral("rows") ? sourceRowsTable(*m_record) : ticketsTable(*m_record));
}

} // namespace qd::ui
