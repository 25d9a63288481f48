#include "ui/cohorts/survival_view.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

namespace qd::ui {

SurvivalView::SurvivalView(QWidget *parent)
    : CohortsPartView(parent)
    , m_by(addChoice("survivalBy", tr("Group by")))
    , m_after(addChoice("survivalAfter", tr("Time runs from")))
{
    m_by->addItem(tr("All"), QString());
    addDimensions(*m_by, true);
    chooseData(*m_by, QStringLiteral("segment"));
    for (const auto &[event, name] :
        {std::pair("", tr("First day in force")), {AfterValue, tr("First value")}, {"milestone:handoff", tr("Handoff")},
            {"csm_change", tr("Change of CSM")}, {"sponsor_lost", tr("Loss of the sponsor")}})
        m_after->addItem(name, QString::fromLatin1(event));
    for (const int days : lifecycle::ValueDays) // a number is a landmark
        m_after->addItem(tr("Day %1, value or not").arg(days), days);
    layOut();
    connect(m_curves, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            Q_EMIT customersWanted(lifeAccounts(*m_view, series >= 0 ? std::optional(series) : std::nullopt, category));
    });
    connect(m_risk, &TableView::activated, this, [this](const QString &row, const QString &column) {
        const int months = column.mid(qsizetype(qstrlen("month"))).toInt(); // 0 for the name of the group
        const pack::MonthlyCurves &curves = m_view->survival->curves;
        if (curves.after(std::size_t(row.toInt()), months))
            Q_EMIT customersWanted(lifeAccounts(*m_view, row.toInt(), months / curves.monthsPerReading));
    });
    connect(m_groups, &TableView::activated, this, [this](const QString &row, const QString &column) {
        const bool left = column == QStringLiteral("churned");
        Q_EMIT customersWanted(lifeAccounts(*m_view, row.toInt(), std::nullopt, left ? LifeKind::Left : LifeKind::All));
    });
}

void SurvivalView::layOut()
{
    m_curvePanel = new Panel(tr("Survival"), this);
    m_riskPanel = new Panel(tr("At risk"), this);
    m_groupPanel = new Panel(tr("Groups"), this);
    m_testPanel = new Panel(tr("Do the groups differ?"), this);
    m_curves = new ChartView(this);
    m_risk = new TableView(this);
    m_groups = new TableView(this);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("logRank"));
    m_curvePanel->setBody(m_curves);
    m_riskPanel->setBody(m_risk, false);
    m_groupPanel->setBody(m_groups, false);
    m_testPanel->setBody(scrolling(m_sentence, tr("Do the groups differ?")));
    panels()->addWidget(m_curvePanel, 0, 0);
    panels()->addWidget(m_riskPanel, 1, 0);
    panels()->addWidget(m_groupPanel, 0, 1);
    panels()->addWidget(m_testPanel, 1, 1);
    panels()->setColumnStretch(0, 1);
    panels()->setColumnStretch(1, 1);
    panels()->setRowStretch(0, 3);
    panels()->setRowStretch(1, 2);
}

void SurvivalView::choose(CohortsChoice &choice) const
{
    choice.survival.by = m_by->currentData().toString().toStdString();
    const QVariant after = m_after->currentData();
    const bool isLandmark = after.typeId() == QMetaType::Int;
    choice.survival.landmark = isLandmark ? after.toInt() : 0;
    choice.survival.after = isLandmark ? std::string() : after.toString().toStdString();
}

void SurvivalView::present(const PageContext &, const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    const ChartSpec curves = survivalSpec(*view);
    m_curvePanel->setSubtitle(curves.subtitle);
    m_curves->setSpec(curves);
    m_risk->setSpec(riskTable(*view));
    m_riskPanel->setSubtitle(view->survival->landmark > 0 ? tr("months since day %1").arg(view->survival->landmark)
                                                          : tr("months since start"));
    m_by->setEnabled(view->survival->landmark == 0); // there the two groups are given
    m_groups->setSpec(survivalTable(*view));
    m_sentence->setText(survivalSentence(*view));
}

void SurvivalView::openAll()
{
    Q_EMIT customersWanted(lifeAccounts(*m_view, std::nullopt, std::nullopt));
}

} // namespace qd::ui
