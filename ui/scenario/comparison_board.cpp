#include "ui/scenario/comparison_board.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/scenario_texts.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QStackedWidget>

namespace qd::ui {

namespace {
constexpr int LeastWidth = 800; // for all parts at once
constexpr int LeastHeight = 600;
} // namespace

ComparisonBoard::ComparisonBoard(QWidget *parent)
    : QWidget(parent)
    , m_parts(new SegmentedSwitch(
          {{QStringLiteral("projection"), tr("Projection")}, {QStringLiteral("drivers"), tr("What moves it")},
              {QStringLiteral("quarters"), tr("Quarter ends")}},
          this))
    , m_method(new SegmentedSwitch(
          {{QStringLiteral("single"), tr("\u00b1 20 %")}, {QStringLiteral("rank"), tr("Rank")}}, this))
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    buildPanels();
    arrange(false);
    connect(m_parts, &SegmentedSwitch::changed, this, &ComparisonBoard::showPart);
    connect(
        m_projection, &ChartView::placeActivated, this, [this](int, int category) { Q_EMIT monthActivated(category); });
    connect(m_method, &SegmentedSwitch::changed, this, &ComparisonBoard::showDrivers);
}

void ComparisonBoard::buildPanels()
{
    const auto panel = [this](QWidget *body, bool padded, const QString &title) {
        auto *made = new Panel(title, this);
        made->setBody(body, padded);
        return made;
    };
    m_projection = new ChartView(this);
    m_team = new ChartView(this);
    m_drivers = new ChartView(this);
    m_difference = new TableView(this);
    m_quarters = new TableView(this);
    m_difference->setCompact(true);
    m_quarters->setCompact(true);
    m_projection->setObjectName(QStringLiteral("scenarioProjection"));
    m_team->setObjectName(QStringLiteral("scenarioTeam"));
    m_drivers->setObjectName(QStringLiteral("scenarioDrivers"));
    m_projectionPanel = panel(m_projection, true, tr("ARR"));
    m_teamPanel = panel(m_team, true, tr("CSMs required and available"));
    m_driversPanel = panel(m_drivers, true, tr("What moves ARR"));
    m_driversPanel->addHeaderWidget(m_method);
    m_starters = new StartersView(this);
    connect(m_starters, &StartersView::chosen, this, &ComparisonBoard::starterChosen);
    m_differenceStack = new QStackedWidget(this);
    m_differenceStack->addWidget(m_starters);
    m_differenceStack->addWidget(m_difference);
    m_differencePanel = panel(m_differenceStack, false, tr("Difference by lever"));
    m_quarterPanel = panel(m_quarters, false, tr("Base and scenario"));
}

void ComparisonBoard::arrange(bool compact)
{
    m_compact = compact;
    for (QWidget *each : {static_cast<QWidget *>(m_parts), static_cast<QWidget *>(m_projectionPanel),
             static_cast<QWidget *>(m_teamPanel), static_cast<QWidget *>(m_driversPanel),
             static_cast<QWidget *>(m_differencePanel), static_cast<QWidget *>(m_quarterPanel)})
        m_grid->removeWidget(each);
    if (compact) {
        m_grid->addWidget(m_parts, 0, 0, Qt::AlignLeft);
        m_grid->addWidget(m_projectionPanel, 1, 0);
        m_grid->addWidget(m_teamPanel, 2, 0);
        m_grid->addWidget(m_driversPanel, 1, 0);
        m_grid->addWidget(m_differencePanel, 2, 0);
        m_grid->addWidget(m_quarterPanel, 1, 0, 2, 1);
    } else {
        m_grid->addWidget(m_projectionPanel, 1, 0);
        m_grid->addWidget(m_driversPanel, 1, 1);
        m_grid->addWidget(m_teamPanel, 2, 0);
        m_grid->addWidget(m_differencePanel, 2, 1);
        m_grid->addWidget(m_quarterPanel, 3, 0, 1, 2);
    }
    m_grid->setColumnStretch(0, 4);
    m_grid->setColumnStretch(1, compact ? 0 : 3);
    shareHeight();
    showPart();
}

/// Three lines of figures while nothing differs, nine when something does: the charts take what is left.
void ComparisonBoard::shareHeight()
{
    const bool low = m_comparison.same;
    m_grid->setRowStretch(1, low ? 25 : 22);
    m_grid->setRowStretch(2, low ? 21 : 22);
    m_grid->setRowStretch(3, m_compact ? 0 : low ? 13 : 29);
}

void ComparisonBoard::showPart()
{
    const QString part = m_parts->current();
    const auto shows = [&](const char *id) { return !m_compact || part == QLatin1String(id); };
    m_parts->setVisible(m_compact);
    m_projectionPanel->setVisible(shows("projection"));
    m_teamPanel->setVisible(shows("projection"));
    m_driversPanel->setVisible(shows("drivers"));
    m_differencePanel->setVisible(shows("drivers"));
    m_quarterPanel->setVisible(shows("quarters"));
}

void ComparisonBoard::showComparison(const Comparison &comparison)
{
    m_comparison = comparison;
    shareHeight();
    const ChartSpec projection = projectionChart(comparison);
    m_projectionPanel->setTitle(projection.title);
    m_projectionPanel->setSubtitle(projection.subtitle);
    m_projection->setSpec(projection);
    const ChartSpec team = teamChart(comparison);
    m_teamPanel->setSubtitle(team.subtitle);
    m_team->setSpec(team);
    if (comparison.spread) // else the drivers shown stay until the new ones are ready
        showDrivers();
    m_difference->setSpec(differenceTable(comparison));
    m_differenceStack->setCurrentIndex(comparison.same ? 0 : 1);
    m_differencePanel->setSubtitle(differenceSentence(comparison));
    m_quarters->setSpec(quarterTable(comparison));
    m_quarterPanel->setTitle(
        comparison.same ? comparison.scenarioName : tr("%1 and %2").arg(comparison.baseName, comparison.scenarioName));
    m_quarterPanel->setSubtitle(quarterSentence(comparison));
}

void ComparisonBoard::showDrivers()
{
    if (!m_comparison.view)
        return;
    const ChartSpec drivers = driversChart(m_comparison, m_method->current() == QStringLiteral("rank"));
    m_driversPanel->setTitle(drivers.title);
    m_driversPanel->setSubtitle(drivers.subtitle);
    m_drivers->setSpec(drivers);
}

void ComparisonBoard::setStarters(std::vector<Starter> starters)
{
    m_starters->setStarters(std::move(starters));
}

void ComparisonBoard::setBusy(bool busy)
{
    m_projectionPanel->setBusy(busy);
    m_driversPanel->setBusy(busy);
}

void ComparisonBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool compact = event->size().width() < LeastWidth || event->size().height() < LeastHeight;
    if (compact != m_compact)
        arrange(compact);
}

} // namespace qd::ui
