#include "ui/reconcile/month_part.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace qd::ui {

MonthPart::MonthPart(QWidget *parent)
    : QWidget(parent)
    , m_totals(new TotalsStrip(this))
    , m_stepsPanel(new Panel(tr("Movements"), this))
    , m_bridgePanel(new Panel(tr("Closing by cause"), this))
    , m_customersPanel(new Panel(tr("Customers who differ"), this))
    , m_month(new QComboBox(this))
    , m_finance(new QComboBox(this))
    , m_steps(new TableView(this))
    , m_bridge(new TableView(this))
    , m_customers(new TableView(this))
{
    m_totals->setObjectName(QStringLiteral("monthTotals"));
    m_month->setObjectName(QStringLiteral("monthEndMonth"));
    m_month->setAccessibleName(tr("Month checked"));
    m_finance->setObjectName(QStringLiteral("monthEndFinance"));
    m_finance->setAccessibleName(tr("ARR history checked against"));
    m_steps->setObjectName(QStringLiteral("monthSteps"));
    m_bridge->setObjectName(QStringLiteral("monthBridge"));
    m_customers->setObjectName(QStringLiteral("monthCustomers"));
    layOut();
    connect(m_month, &QComboBox::activated, this, &MonthPart::chosen);
    connect(m_finance, &QComboBox::activated, this, &MonthPart::chosen);
    connect(m_customers, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT accountOpened(accountOfMonthRow(row)); });
}

void MonthPart::layOut()
{
    m_stepsPanel->addHeaderWidget(m_month);
    m_stepsPanel->addHeaderWidget(m_finance);
    m_stepsPanel->addHeaderWidget(m_steps->columnsButton());
    m_stepsPanel->setBody(m_steps, false);
    m_bridgePanel->addHeaderWidget(m_bridge->columnsButton());
    m_bridgePanel->setBody(m_bridge, false);
    m_customersPanel->addHeaderWidget(m_customers->columnsButton());
    m_customersPanel->setSubtitle(tr("in a movement or at the close; all customers, whatever the chips say"));
    m_customersPanel->setBody(m_customers, false);
    auto *both = new QHBoxLayout;
    both->setSpacing(8);
    both->addWidget(m_stepsPanel, 3);
    both->addWidget(m_bridgePanel, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_totals);
    column->addLayout(both, 1);
    column->addWidget(m_customersPanel, 1);
}

void MonthPart::setView(std::shared_ptr<const ReconcileView> view)
{
    m_view = std::move(view);
    if (!m_view) { // the next workspace has other months and sources
        m_month->clear();
        m_finance->clear();
        return;
    }
    if (!m_view->month)
        return;
    const MonthShown &month = *m_view->month;
    fillChoices();
    m_totals->setCells(monthTotals(month));
    m_steps->setSpec(monthStepsTable(month));
    m_bridge->setSpec(monthBridgeTable(month));
    m_customers->setSpec(monthCustomersTable(month));
}

void MonthPart::fillChoices()
{
    const MonthShown &shown = *m_view->month;
    m_month->clear();
    for (const Month month : shown.months)
        m_month->addItem(formatMonth(month), qt(month.iso()));
    m_month->setCurrentIndex(m_month->findData(qt(shown.month.iso())));
    m_finance->clear();
    for (const std::string &source : shown.sources)
        m_finance->addItem(qt(source));
    m_finance->setCurrentIndex(m_finance->findText(qt(shown.finance)));
    m_finance->setEnabled(m_finance->count() > 0);
}

MonthAsked MonthPart::asked() const
{
    // The latest stays the latest when the day compared moves on.
    const std::string month = m_month->currentIndex() > 0 ? m_month->currentData().toString().toStdString() : "";
    return {Month::fromIso(month), m_finance->currentText().toStdString()};
}

} // namespace qd::ui
