#include "ui/cohorts/value_view.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_places.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace qd::ui {

namespace {
constexpr int SentenceHeight = 64; ///< three lines; the rest is a scroll away
} // namespace

ValueView::ValueView(QWidget *parent)
    : CohortsPartView(parent)
    , m_by(addChoice("valueBy", tr("Group by")))
{
    m_by->addItem(tr("All"), QString());
    addDimensions(*m_by, true);
    addOrigins(*m_by);
    chooseData(*m_by, QStringLiteral("segment"));
    layOut();
    connect(m_curves, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            Q_EMIT customersWanted(reachedAccounts(*m_view,
                series >= 0 ? std::optional(m_view->value->curves.analysis.groups[std::size_t(series)].group)
                            : std::nullopt,
                category));
    });
    m_curves->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? valuePlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_groups, &TableView::activated, this,
        [this](const QString &row, const QString &column) { openGroup(row.toInt(), column); });
    connect(m_funnel, &TableView::activated, this, [this](const QString &row, const QString &column) {
        Q_EMIT customersWanted(stageAccounts(*m_view, row.toInt(), column));
    });
    connect(m_open, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customerWanted(row.section(QLatin1Char(':'), 1)); });
}

void ValueView::layOut()
{
    m_curvePanel = new Panel(tr("Time to value"), this);
    m_groupPanel = new Panel(tr("Groups"), this);
    m_openPanel = new Panel(tr("Who waits"), this);
    m_funnelPanel = new Panel(tr("Stages"), this);
    m_curves = new ChartView(this);
    m_groups = new TableView(this);
    m_open = new TableView(this);
    m_funnel = new TableView(this);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("valueSentence"));
    QWidget *sentence = scrolling(m_sentence, tr("Do the groups differ?"));
    sentence->setContentsMargins(12, 4, 12, 4);
    sentence->setMaximumHeight(SentenceHeight);
    auto *groups = new QWidget(this);
    auto *column = new QVBoxLayout(groups);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_groups, 1);
    column->addWidget(sentence);
    m_curvePanel->setBody(m_curves);
    m_groupPanel->setBody(groups, false);
    m_openPanel->addHeaderWidget(m_open->columnsButton());
    m_openPanel->setBody(m_open, false);
    m_funnelPanel->setBody(m_funnel, false);
    panels()->addWidget(m_curvePanel, 0, 0);
    panels()->addWidget(m_groupPanel, 0, 1);
    panels()->addWidget(m_openPanel, 1, 0);
    panels()->addWidget(m_funnelPanel, 1, 1);
    panels()->setColumnStretch(0, 1);
    panels()->setColumnStretch(1, 1);
    panels()->setRowStretch(0, 1);
    panels()->setRowStretch(1, 1);
}

void ValueView::choose(CohortsChoice &choice) const
{
    choice.valueBy = m_by->currentData().toString().toStdString();
}

void ValueView::present(const PageContext &, const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    const ChartSpec curves = valueSpec(*view);
    m_curvePanel->setSubtitle(curves.subtitle);
    m_curves->setSpec(curves);
    m_groups->setSpec(valueTable(*view));
    m_groupPanel->setSubtitle(clockText(*view));
    m_sentence->setText(valueSentence(*view));
    m_open->setSpec(openTable(*view));
    m_openPanel->setSubtitle(tr("as of %1").arg(formatDate(view->value->day)));
    m_funnel->setSpec(funnelTable(*view));
    m_funnelPanel->setSubtitle(funnelSubtitle(*view));
}

void ValueView::openGroup(int group, const QString &column)
{
    if (column.startsWith(QStringLiteral("within"))) {
        Q_EMIT customersWanted(
            reachedAccounts(*m_view, m_view->value->rows[std::size_t(group)].group, column.mid(6).toInt()));
        return;
    }
    const ValueKind kind = column == QStringLiteral("reached") ? ValueKind::Reached
        : column == QStringLiteral("without")                  ? ValueKind::Without
        : column == QStringLiteral("negative")                 ? ValueKind::Negative
                                                               : ValueKind::All;
    Q_EMIT customersWanted(valueAccounts(*m_view, group, kind));
}

void ValueView::openAll()
{
    Q_EMIT customersWanted(allCases(*m_view));
}

} // namespace qd::ui
