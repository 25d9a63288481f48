#include "ui/coverage/coverage_page.h"

#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/common/unread_sheets.h"
#include "ui/coverage/board_scroll.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/hire_line.h"
#include "ui/coverage/optimise_view.h"
#include "ui/coverage/segment_chooser.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int HeatHead = 42; ///< months, years, and the gap above the totals
constexpr int TallRow = 26;
constexpr int LowRow = 19; ///< where regions stand under their segments
constexpr double MostHeat = 0.44; ///< of the page's height; rows get lower beyond
constexpr int LeftPart = 23; ///< of the width
constexpr int RightPart = 10;
constexpr int RoomForRegions = 640; ///< height from which regions stand under their segments

LegendEntry loadEntry(std::size_t step, const QString &text)
{
    return {[step](const Theme &theme) { return theme.diverging.at(step); }, text};
}

/// The colours of chart::Scale::Load from the lowest up.
QVector<LegendEntry> heatLegend()
{
    QVector<LegendEntry> entries;
    const QStringList ends{CoveragePage::tr("to 70"), QStringLiteral("80"), QStringLiteral("95"), QStringLiteral("100"),
        QStringLiteral("108"), QStringLiteral("115"), QStringLiteral("125"), CoveragePage::tr("over")};
    for (qsizetype i = 0; i < ends.size(); ++i)
        entries << loadEntry(std::size_t(ends.size() - 1 - i), ends[i]);
    return entries;
}

QVector<LegendEntry> booksLegend()
{
    return {{[](const Theme &theme) { return theme.good.ground; }, CoveragePage::tr("green")},
        {[](const Theme &theme) { return theme.warn.ground; }, CoveragePage::tr("yellow"), Mark::HealthYellow},
        {[](const Theme &theme) { return theme.bad.ground; }, CoveragePage::tr("red"), Mark::HealthRed},
        {[](const Theme &theme) { return theme.bad.fill; }, CoveragePage::tr("over limit"), Mark::None,
            LegendEntry::Form::Edge}};
}
} // namespace

CoveragePage::CoveragePage(QWidget *parent)
    : Page(parent)
    , m_measure(new SegmentedSwitch(
          {{QStringLiteral("utilisation"), tr("Utilisation")}, {QStringLiteral("gap"), tr("FTE gap")}}, this))
    , m_by(new SegmentedSwitch({{QStringLiteral("segment"), tr("Segments")}, {QStringLiteral("both"), tr("Both")},
                                   {QStringLiteral("region"), tr("Regions")}},
          this))
    , m_movesAs(new SegmentedSwitch(
          {{QStringLiteral("optimise"), tr("Proposed")}, {QStringLiteral("planned"), tr("Planned")}}, this))
    , m_segment(new SegmentChooser(this))
    , m_model(new QPushButton(tr("Model"), this))
    , m_scenario(new QPushButton(icon(QStringLiteral("scenarios")), tr("To scenario"), this))
    , m_handover(new QPushButton(icon(QStringLiteral("download")), tr("Handover list"), this))
    , m_move(new QPushButton(tr("Move to"), this))
    , m_remove(new QPushButton(tr("Remove move"), this))
    , m_stack(new QStackedWidget(this))
    , m_movesStack(new QStackedWidget(this))
    , m_error(new ErrorBar(this))
{
    m_handover->setObjectName(QStringLiteral("handoverList"));
    m_handover->setEnabled(false);
    m_move->setObjectName(QStringLiteral("moveTo"));
    m_remove->setObjectName(QStringLiteral("removeMove"));
    m_scenario->setObjectName(QStringLiteral("toScenario"));
    m_scenario->setToolTip(tr("What hires, churn or other hours would change"));
    m_headerActions = {m_model, m_measure, m_scenario, m_handover};
    buildModelMenu();
    buildPanels();
    layOutPanels();
    connectParts();
}

void CoveragePage::buildPanels()
{
    m_heatPanel = new Panel(tr("Required over available hours"), this);
    m_booksPanel = new Panel(tr("Books"), this);
    m_fairPanel = new Panel(tr("Fairness"), this);
    m_movesPanel = new Panel(tr("Optimise"), this);
    m_heatmap = new ChartView(this);
    m_board = new BooksBoard(this);
    m_board->setObjectName(QStringLiteral("booksBoard"));
    m_fairness = new FairnessView(this);
    m_planned = new TableView(this);
    m_optimise = new OptimiseView(this);
    m_hire = new HireLine(this);
    m_heatPanel->setLegend(new LegendStrip(heatLegend(), this));
    m_heatPanel->addHeaderWidget(m_by);
    auto *heat = new QWidget(this);
    auto *heatLayout = new QVBoxLayout(heat);
    heatLayout->setContentsMargins(0, 0, 0, 0);
    heatLayout->setSpacing(0);
    m_heatScroll = new ChartScroll(m_heatmap, heat);
    heatLayout->addWidget(m_heatScroll);
    heatLayout->addWidget(m_hire);
    m_heatPanel->setBody(heat);
    m_booksPanel->setSubtitle(tr("hours a month; drag a customer"));
    m_booksPanel->setLegend(new LegendStrip(booksLegend(), this));
    m_booksPanel->addHeaderWidget(m_segment);
    m_booksPanel->addHeaderWidget(m_move);
    m_booksPanel->setBody(new BoardScroll(m_board, this));
    m_fairPanel->setBody(m_fairness, false);
    m_movesPanel->addHeaderWidget(m_movesAs);
    m_movesPanel->setBody(m_movesStack, false);
    auto *planned = new QWidget(this);
    auto *plannedLayout = new QVBoxLayout(planned);
    plannedLayout->setContentsMargins(0, 0, 0, 0);
    plannedLayout->setSpacing(0);
    plannedLayout->addWidget(m_planned, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 8);
    foot->addWidget(m_remove);
    foot->addStretch(1);
    plannedLayout->addLayout(foot);
    m_movesStack->addWidget(m_optimise);
    m_movesStack->addWidget(planned);
}

void CoveragePage::layOutPanels()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_heatPanel);
    left->addWidget(m_booksPanel, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_fairPanel);
    right->addWidget(m_movesPanel, 1);
    grid->addLayout(left, 0, 0);
    grid->addLayout(right, 0, 1);
    grid->setColumnStretch(0, LeftPart);
    grid->setColumnStretch(1, RightPart);
    auto *empty = emptyState(tr("Import a roster (csms: who covers customers) and ARR to see who has time for whom."));
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    m_nothing = new QLabel(this);
    m_nothing->setObjectName(QStringLiteral("nothingLeft"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_stack->addWidget(m_nothing);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_error);
    outer->addWidget(m_stack, 1);
}

void CoveragePage::refresh(const PageContext &context)
{
    if (m_context.workspacePath != context.workspacePath)
        m_draft = {};
    m_context = context;
    m_heatPanel->setBusy(true);
    m_job.startShown(
        this, tr("Coverage"),
        [context, horizon = m_hire->horizon()](Progress &) { return computeCoverageView(context, horizon); },
        [this](const Result<CoverageViewPtr> &result) { show(result); });
}

void CoveragePage::forget()
{
    m_job.cancel();
    m_view.reset();
    m_draft = {};
    m_settles = false;
    m_stack->hide();
}

void CoveragePage::show(const Result<CoverageViewPtr> &result)
{
    m_heatPanel->setBusy(false);
    m_error->clear();
    if (!result) {
        if (result.error().code != ErrorCode::Cancelled)
            m_view.reset();
        showUnread(*m_stack, result.error().code, m_view != nullptr, 1);
        m_error->showFailure(result.error());
        Q_EMIT settled();
        return;
    }
    m_view = *result;
    m_stack->setCurrentIndex(showsNothing() ? 2 : 0);
    m_stack->show();
    m_nothing->setText(nothingText(*m_view));
    fitHeatmap();
    showHeatmap();
    m_hire->setView(m_view);
    setDraft(m_draft);
    m_model->setToolTip(m_view->saved.version == 0
            ? tr("The capacity model that comes with Quarterdeck")
            : tr("Capacity model %1, version %2").arg(qt(m_view->saved.name)).arg(m_view->saved.version));
    Q_EMIT factChanged(coverageFact(*m_view));
    m_settles = true; // once the optimise panel has said what it would solve
}

bool CoveragePage::showsNothing() const
{
    const coverage::Scope &scope = m_view->scope;
    const auto isSet = [](char within) { return within != 0; };
    return std::ranges::none_of(scope.loads, isSet) && std::ranges::none_of(scope.csms, isSet);
}

HeatRows CoveragePage::heatRows() const
{
    if (m_by->current() == QStringLiteral("region"))
        return HeatRows::Regions;
    return m_by->current() == QStringLiteral("both") ? HeatRows::Both : HeatRows::Segments;
}

void CoveragePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitHeatmap();
}

/// Until somebody chooses, regions stand under their segments where there is height for them.
void CoveragePage::fitHeatmap()
{
    const QString rows = height() >= RoomForRegions ? QStringLiteral("both") : QStringLiteral("segment");
    if (!m_rowsChosen && m_by->current() != rows) {
        m_by->setCurrent(rows);
        showHeatmap();
    }
    sizeHeatmap();
}

void CoveragePage::sizeHeatmap()
{
    const int row = heatRows() == HeatRows::Both || height() < RoomForRegions ? LowRow : TallRow;
    const int wanted = HeatHead + row * (int(m_heatmap->spec().series.size()) + 1);
    m_heatScroll->setFixedHeight(std::min(wanted, std::max(HeatHead + 4 * LowRow, int(height() * MostHeat))));
}

void CoveragePage::showHeatmap()
{
    // The gap in FTE is printed with its sign; the colours are those of the utilisation behind it.
    m_heatPanel->setLegendWanted(m_measure->current() == QStringLiteral("utilisation"));
    if (!m_view)
        return;
    const ChartSpec spec = heatmapChart(*m_view,
        m_measure->current() == QStringLiteral("gap") ? HeatMeasure::Gap : HeatMeasure::Utilisation, heatRows());
    m_heatPanel->setTitle(spec.title);
    m_heatPanel->setSubtitle(spec.subtitle);
    m_heatmap->setSpec(spec);
    sizeHeatmap();
}

} // namespace qd::ui
