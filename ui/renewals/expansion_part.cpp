#include "ui/renewals/expansion_part.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>

namespace qd::ui {

ExpansionPart::ExpansionPart(QWidget *parent)
    : QWidget(parent)
    , m_pipelinePanel(new Panel(tr("Open expansion"), this))
    , m_leadsPanel(new Panel(tr("May buy more"), this))
    , m_spacePanel(new Panel(tr("White space"), this))
    , m_by(new QComboBox(this))
    , m_pipeline(new TableView(this))
    , m_leads(new TableView(this))
    , m_space(new TableView(this))
{
    for (const char *by : {"segment", "region", "country", "industry", "owner", "product"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("expansionGroupBy"));
    m_pipelinePanel->addHeaderWidget(m_by);
    m_pipelinePanel->setBody(m_pipeline, false);
    m_spacePanel->setBody(m_space, false);
    m_leadsPanel->addHeaderWidget(m_leads->columnsButton());
    m_leadsPanel->setBody(m_leads, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_pipelinePanel, 0, 0);
    grid->addWidget(m_spacePanel, 0, 1);
    grid->addWidget(m_leadsPanel, 1, 0, 1, 2);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 4);
    grid->setRowStretch(1, 5);
    connect(m_by, &QComboBox::activated, this, &ExpansionPart::byChosen);
    connect(m_leads, &TableView::activated, this, &ExpansionPart::accountWanted);
    connect(m_space, &TableView::activated, this, [this](const QString &row) {
        if (m_view)
            Q_EMIT listWanted(spaceAccounts(*m_view, std::size_t(row.toInt())));
    });
}

std::string ExpansionPart::by() const
{
    return m_by->currentData().toString().toStdString();
}

void ExpansionPart::setView(std::shared_ptr<const ExpansionView> view)
{
    m_view = std::move(view);
    if (!m_view)
        return;
    m_pipeline->setSpec(pipelineTable(*m_view, by()));
    m_pipelinePanel->setSubtitle(pipelineSubtitle(*m_view));
    m_space->setSpec(spaceTable(*m_view));
    m_spacePanel->setSubtitle(tr("of 20 % of a segment"));
    m_leads->setSpec(leadsTable(*m_view));
    m_leadsPanel->setSubtitle(tr("they use what they have"));
}

} // namespace qd::ui
