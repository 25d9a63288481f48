#include "ui/cohorts/economics_view.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

namespace qd::ui {

EconomicsView::EconomicsView(QWidget *parent)
    : CohortsPartView(parent)
    , m_by(addChoice("economicsBy", tr("Told apart by")))
    , m_months(addChoice("economicsMonths", tr("Window")))
    , m_panel(new Panel(tr("Kept, and at what cost"), this))
    , m_meaningPanel(new Panel(tr("What it says"), this))
    , m_groups(new TableView(this))
    , m_meaning(new QLabel(this))
{
    addDimensions(*m_by, true);
    addOrigins(*m_by);
    for (const int months : {12, 24, 36})
        m_months->addItem(tr("%Ln months", nullptr, months), months);
    m_groups->setObjectName(QStringLiteral("economicsGroups"));
    m_meaning->setObjectName(QStringLiteral("economicsMeaning"));
    m_panel->setBody(m_groups, false);
    m_meaningPanel->setBody(scrolling(m_meaning, tr("What it says")));
    panels()->addWidget(m_panel, 0, 0);
    panels()->addWidget(m_meaningPanel, 1, 0);
    panels()->setRowStretch(0, 3);
    panels()->setRowStretch(1, 1);
    connect(m_groups, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customersWanted(economicsAccounts(*m_view, row.toInt())); });
}

void EconomicsView::choose(CohortsChoice &choice) const
{
    choice.economics.by = m_by->currentData().toString().toStdString();
    choice.economics.months = m_months->currentData().toInt();
}

void EconomicsView::present(const PageContext &, const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    m_panel->setSubtitle(
        tr("%1 to %2").arg(formatMonth(view->economics->found.from), formatMonth(view->economics->found.to)));
    m_groups->setSpec(economicsTable(*view));
    m_meaning->setText(economicsSentence(*view));
}

void EconomicsView::openAll()
{
    Q_EMIT customersWanted(economicsAccounts(*m_view, 0));
}

} // namespace qd::ui
