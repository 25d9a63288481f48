#include "ui/reconcile/systems_part.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace qd::ui {

SystemsPart::SystemsPart(QWidget *parent)
    : QWidget(parent)
    , m_totals(new TotalsStrip(this))
    , m_rowsPanel(new Panel(tr("Customers by system"), this))
    , m_ratesPanel(new Panel(tr("Agreement by field"), this))
    , m_field(new QComboBox(this))
    , m_rows(new TableView(this))
    , m_rates(new TableView(this))
{
    m_field->setObjectName(QStringLiteral("systemsField"));
    m_field->setAccessibleName(tr("Field compared"));
    for (const std::string &field : reconcile::fieldsOfSystems())
        m_field->addItem(systemsFieldName(field), qt(field));
    m_rows->setObjectName(QStringLiteral("systemsRows"));
    m_rates->setObjectName(QStringLiteral("systemsRates"));
    m_rowsPanel->addHeaderWidget(m_field);
    m_rowsPanel->addHeaderWidget(m_rows->columnsButton());
    m_rowsPanel->setBody(m_rows, false);
    m_ratesPanel->setSubtitle(tr("customers of whom both say it, 95 % interval; 99 % are wanted"));
    m_ratesPanel->setBody(m_rates, false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_totals);
    column->addWidget(m_rowsPanel, 3);
    column->addWidget(m_ratesPanel, 2);
    connect(m_field, &QComboBox::activated, this, &SystemsPart::showField);
    connect(m_rows, &TableView::activated, this, [this](const QString &row) { Q_EMIT accountOpened(row); });
}

void SystemsPart::setView(std::shared_ptr<const ReconcileView> view)
{
    m_view = std::move(view);
    if (!m_view || !m_view->systems)
        return;
    m_totals->setCells(systemTotals(*m_view->systems));
    m_rates->setSpec(systemRatesTable(*m_view->systems));
    showField();
}

void SystemsPart::showField()
{
    if (!m_view || !m_view->systems)
        return;
    m_rows->setSpec(systemsTable(*m_view->systems, m_field->currentData().toString().toStdString()));
    m_rowsPanel->setSubtitle(
        tr("one at least differs from %1").arg(qt(m_view->systems->comparison.systems.front().source.name)));
}

} // namespace qd::ui
