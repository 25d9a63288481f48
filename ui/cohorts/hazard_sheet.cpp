#include "ui/cohorts/hazard_sheet.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_part_view.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace qd::ui {

HazardSheet::HazardSheet(QComboBox *drawn, QWidget *parent)
    : QWidget(parent)
    , m_drawn(drawn)
    , m_ratioPanel(new Panel(tr("Hazard ratios"), this))
    , m_sentencePanel(new Panel(tr("What it says"), this))
    , m_residualPanel(new Panel(tr("Ratio over time"), this))
    , m_ratios(new TableView(this))
    , m_sentence(new QLabel(this))
    , m_residuals(new ChartView(this))
{
    m_sentence->setObjectName(QStringLiteral("hazardSentence"));
    m_residuals->setObjectName(QStringLiteral("hazardResiduals"));
    m_ratioPanel->setBody(m_ratios, false);
    m_sentencePanel->setBody(scrolling(m_sentence, tr("What it says")));
    m_residualPanel->setBody(m_residuals);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_ratioPanel, 0, 0);
    grid->addWidget(m_sentencePanel, 0, 1);
    grid->addWidget(m_residualPanel, 1, 0, 1, 2);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    connect(m_drawn, &QComboBox::activated, this, &HazardSheet::drawResiduals);
    connect(m_ratios, &TableView::activated, this, [this](const QString &row, const QString &column) {
        const LifeKind kind = column == QStringLiteral("churned") ? LifeKind::Left : LifeKind::All;
        Q_EMIT customersWanted(driverAccounts(*m_view, row.toInt(), kind));
    });
}

void HazardSheet::present(const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    m_ratioPanel->setSubtitle(hazardSubtitle(*view));
    m_ratios->setSpec(hazardTable(*view));
    m_sentence->setText(hazardSentence(*view));
    fillChoice();
    drawResiduals();
}

/// The input that was drawn stays, where it is still one.
void HazardSheet::fillChoice()
{
    const QString before = m_drawn->currentText();
    m_drawn->clear();
    m_drawn->addItems(hazardInputs(*m_view));
    m_drawn->setCurrentIndex(std::max(0, m_drawn->findText(before)));
    m_drawn->setEnabled(m_drawn->count() > 1);
}

void HazardSheet::drawResiduals()
{
    const ChartSpec spec = residualSpec(*m_view, m_drawn->currentIndex());
    m_residualPanel->setSubtitle(spec.subtitle);
    m_residuals->setSpec(spec);
}

} // namespace qd::ui
