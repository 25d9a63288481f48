#include "ui/coverage/coverage_page.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/formatting.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/optimise_view.h"
#include "ui/coverage/segment_chooser.h"

#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace qd::ui {

namespace {
constexpr int HeatHead = 42; ///< months, years, and the gap above the totals
constexpr int HeatRow = 26;
} // namespace

CoveragePage::CoveragePage(QWidget *parent)
    : Page(parent)
    , m_measure(new SegmentedSwitch(
          {{QStringLiteral("utilisation"), tr("Utilisation")}, {QStringLiteral("gap"), tr("FTE gap")}}, this))
    , m_by(new SegmentedSwitch(
          {{QStringLiteral("segment"), tr("Segments")}, {QStringLiteral("region"), tr("Regions")}}, this))
    , m_movesAs(new SegmentedSwitch(
          {{QStringLiteral("optimise"), tr("Proposed")}, {QStringLiteral("planned"), tr("Planned")}}, this))
    , m_segment(new SegmentChooser(this))
    , m_model(new QPushButton(tr("Model"), this))
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
    m_headerActions = {m_model, m_measure, m_handover};
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
    m_heatPanel->addHeaderWidget(m_by);
    m_heatPanel->setBody(m_heatmap);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_board);
    m_booksPanel->setSubtitle(tr("hours a month, dashed: capacity; drag a customer"));
    m_booksPanel->addHeaderWidget(m_segment);
    m_booksPanel->addHeaderWidget(m_move);
    m_booksPanel->setBody(scroll);
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
    grid->setColumnStretch(0, 23);
    grid->setColumnStretch(1, 10);
    auto *empty =
        new EmptyState(tr("Import a roster (csms: who covers customers) and ARR to see who has time for whom."),
            tr("Import exports"), {}, this);
    connect(empty, &EmptyState::primaryClicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("import"), {}); });
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_error);
    outer->addWidget(m_stack, 1);
}

void CoveragePage::connectParts()
{
    connect(m_measure, &SegmentedSwitch::changed, this, &CoveragePage::showHeatmap);
    connect(m_by, &SegmentedSwitch::changed, this, &CoveragePage::showHeatmap);
    connect(m_segment, &SegmentChooser::changed, this, &CoveragePage::showBooks);
    connect(m_heatmap, &ChartView::placeActivated, this, [this](int series, int category) {
        const ChartSpec &spec = m_heatmap->spec();
        if (!m_view || series < 0 || category < 0)
            return;
        const bool isTotal = series >= spec.series.size();
        m_heatmap->setSelected({series, category});
        const HeatBy by = m_by->current() == QStringLiteral("region") ? HeatBy::Region : HeatBy::Segment;
        const InspectorContent content =
            describeCell(*m_view, by, (isTotal ? spec.totals->id : spec.series[series].id).toStdString(),
                m_view->capacity.months[std::size_t(category)]);
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(content.subject);
    });
    connectBoard();
    connectMoves();
}

void CoveragePage::connectBoard()
{
    m_board->setPreview([this](int load, int csm) { return preview(load, csm); });
    connect(m_board, &BooksBoard::moveWanted, this, &CoveragePage::plan);
    connect(m_board, &BooksBoard::blockSelected, this, [this](int load) {
        InspectorContent content = describeLoad(*m_view, m_draftBooks, load);
        if (const QString why = m_optimise->explanation(load); !why.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, tr("Proposed move: %1").arg(why)};
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(m_board->accessibleDescription());
        m_move->setEnabled(true);
    });
    connect(m_board, &BooksBoard::blockActivated, this, [this](int load) {
        const auto &account = m_view->input.accounts->at(m_view->input.loads[std::size_t(load)].account);
        Q_EMIT linkActivated(QStringLiteral("customers"), QStringLiteral("account:") + qt(account.id));
    });
    connect(m_move, &QPushButton::clicked, this, [this] {
        QMenu *menu = m_board->moveMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_move->mapToGlobal(QPoint(0, m_move->height())));
    });
}

void CoveragePage::connectMoves()
{
    connect(m_planned, &TableView::currentChanged, this, [this](const QString &row) {
        m_remove->setEnabled(!row.isEmpty());
        if (!row.isEmpty())
            m_board->setSelected(row.toInt());
    });
    connect(m_movesAs, &SegmentedSwitch::changed, this,
        [this](const QString &as) { m_movesStack->setCurrentIndex(as == QStringLiteral("planned") ? 1 : 0); });
    connect(m_optimise, &OptimiseView::accepted, this, &CoveragePage::planAll);
    connect(m_optimise, &OptimiseView::moveChosen, this, [this](int load) { m_board->setSelected(load); });
    connect(m_optimise, &OptimiseView::customersWanted, this, &CoveragePage::openCustomers);
    connect(m_optimise, &OptimiseView::rulesWanted, this, &CoveragePage::changeRules);
    connect(m_optimise, &OptimiseView::failed, this, [this](const Error &error) { m_error->showFailure(error); });
    connect(m_remove, &QPushButton::clicked, this, &CoveragePage::removePlanned);
    connect(m_handover, &QPushButton::clicked, this, &CoveragePage::askForHandover);
}

void CoveragePage::refresh(const PageContext &context)
{
    if (m_context.workspacePath != context.workspacePath)
        m_draft = {};
    m_context = context;
    m_heatPanel->setBusy(true);
    m_job.startShown(
        this, tr("Coverage"), [context](Progress &) { return computeCoverageView(context); },
        [this](const Result<CoverageViewPtr> &result) { show(result); });
}

void CoveragePage::show(const Result<CoverageViewPtr> &result)
{
    m_heatPanel->setBusy(false);
    m_error->clear();
    if (!result) {
        if (result.error().code != ErrorCode::Cancelled)
            m_stack->setCurrentIndex(1);
        m_error->showFailure(result.error());
        Q_EMIT settled();
        return;
    }
    m_view = *result;
    m_stack->setCurrentIndex(0);
    showHeatmap();
    setDraft(m_draft);
    m_model->setToolTip(m_view->saved.version == 0
            ? tr("The capacity model that comes with Quarterdeck")
            : tr("Capacity model %1, version %2").arg(qt(m_view->saved.name)).arg(m_view->saved.version));
    Q_EMIT factChanged(coverageFact(*m_view));
    Q_EMIT settled();
}

void CoveragePage::showHeatmap()
{
    if (!m_view)
        return;
    const ChartSpec spec = heatmapChart(*m_view,
        m_measure->current() == QStringLiteral("gap") ? HeatMeasure::Gap : HeatMeasure::Utilisation,
        m_by->current() == QStringLiteral("region") ? HeatBy::Region : HeatBy::Segment);
    m_heatPanel->setTitle(spec.title);
    m_heatPanel->setSubtitle(spec.subtitle);
    m_heatmap->setSpec(spec);
    m_heatmap->setFixedHeight(HeatHead + HeatRow * (int(spec.series.size()) + 1));
}

} // namespace qd::ui
