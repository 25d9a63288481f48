#include "ui/coverage/coverage_page.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/formatting.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/draft_command.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/segment_chooser.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>

namespace qd::ui {

CoveragePage::CoveragePage(QWidget *parent)
    : Page(parent)
    , m_measure(new SegmentedSwitch(
          {{QStringLiteral("utilisation"), tr("Utilisation")}, {QStringLiteral("gap"), tr("FTE gap")}}, this))
    , m_by(new SegmentedSwitch(
          {{QStringLiteral("segment"), tr("Segments")}, {QStringLiteral("region"), tr("Regions")}}, this))
    , m_segment(new SegmentChooser(this))
    , m_handover(new QPushButton(icon(QStringLiteral("download")), tr("Handover list"), this))
    , m_move(new QPushButton(tr("Move to"), this))
    , m_remove(new QPushButton(tr("Remove move"), this))
    , m_stack(new QStackedWidget(this))
    , m_error(new ErrorBar(this))
{
    m_handover->setObjectName(QStringLiteral("handoverList"));
    m_move->setObjectName(QStringLiteral("moveTo"));
    m_remove->setObjectName(QStringLiteral("removeMove"));
    m_headerActions = {m_measure, m_handover};
    buildPanels();
    layOutPanels();
    connectParts();
}

void CoveragePage::buildPanels()
{
    m_heatPanel = new Panel(tr("Required over available hours"), this);
    m_booksPanel = new Panel(tr("Books"), this);
    m_fairPanel = new Panel(tr("Fairness"), this);
    m_movesPanel = new Panel(tr("Planned moves"), this);
    m_heatmap = new ChartView(this);
    m_board = new BooksBoard(this);
    m_board->setObjectName(QStringLiteral("booksBoard"));
    m_fairness = new FairnessView(this);
    m_planned = new TableView(this);
    m_heatPanel->addHeaderWidget(m_by);
    m_heatPanel->setBody(m_heatmap);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_board);
    m_booksPanel->setSubtitle(tr("hours a month; drag a customer"));
    m_booksPanel->addHeaderWidget(m_segment);
    m_booksPanel->addHeaderWidget(m_move);
    m_booksPanel->setBody(scroll);
    m_fairPanel->setBody(m_fairness, false);
    m_movesPanel->addHeaderWidget(m_remove);
    m_movesPanel->setBody(m_planned, false);
}

void CoveragePage::layOutPanels()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_heatPanel, 9);
    left->addWidget(m_booksPanel, 20);
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
    m_board->setPreview([this](int load, int csm) { return preview(load, csm); });
    connect(m_board, &BooksBoard::moveWanted, this, &CoveragePage::plan);
    connect(m_board, &BooksBoard::blockSelected, this, [this](int load) {
        Q_EMIT inspect(describeLoad(*m_view, m_draftBooks, load));
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
    connect(m_planned, &TableView::currentChanged, this, [this](const QString &row) {
        m_remove->setEnabled(!row.isEmpty());
        if (!row.isEmpty())
            m_board->setSelected(row.toInt());
    });
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
}

void CoveragePage::showBooks()
{
    const int segment = m_segment->current();
    m_board->setColumns(bookColumns(*m_view, m_draftBooks, segment));
    m_board->setAccessibleName(tr("Books of %1").arg(segmentTitle(*m_view, segment)));
    m_move->setEnabled(m_board->selected() >= 0);
    m_fairness->setContent(fairnessContent(*m_view, m_draftBooks, segment));
    m_fairPanel->setSubtitle(
        tr("%n book(s) of %1", nullptr, bookCount(*m_view, m_draftBooks, segment)).arg(segmentTitle(*m_view, segment)));
}

void CoveragePage::setDraft(const coverage::Draft &draft)
{
    m_draft = draft;
    if (!m_view)
        return;
    m_draftBooks = coverage::applyDraft(m_view->input, m_draft);
    QList<std::pair<int, QString>> choices;
    for (const int segment : coveredSegments(*m_view))
        choices.append(
            {segment, tr("%1 %2").arg(segmentTitle(*m_view, segment)).arg(bookCount(*m_view, m_draftBooks, segment))});
    m_segment->setChoices(choices);
    showBooks();
    m_planned->setSpec(plannedTable(*m_view, m_draftBooks));
    const auto count = int(m_draftBooks.moves.size());
    m_movesPanel->setSubtitle(count > 0 ? tr("%n, not in the imported data", nullptr, count) : QString());
    m_remove->setEnabled(!m_planned->currentId().isEmpty());
    m_handover->setEnabled(count > 0);
    m_handover->setToolTip(count > 0 ? tr("Write the planned moves as CSV") : tr("Plan a move first"));
}

MovePreview CoveragePage::preview(int load, int csm) const
{
    const coverage::AccountLoad &moved = m_draftBooks.loads[std::size_t(load)];
    if (auto may = coverage::mayTake(m_view->input, moved, csm); !may)
        return {false, qt(may.error().message)};
    for (const coverage::Book &book : m_draftBooks.books.books) {
        if (book.csm == csm)
            return {true, utilisationChange(book.utilisation(), coverage::utilisationWith(book, moved))};
    }
    return {true, {}};
}

void CoveragePage::plan(int load, int csm)
{
    m_error->clear();
    if (auto may = coverage::mayTake(m_view->input, m_draftBooks.loads[std::size_t(load)], csm); !may) {
        m_error->showMessage(qt(may.error().message));
        Q_EMIT statusMessage(qt(may.error().message));
        return;
    }
    step(tr("Move %1 to %2").arg(accountName(*m_view, load), csmName(*m_view, csm)),
        coverage::withMove(m_view->input, m_draft, load, csm));
    m_board->setSelected(load);
}

void CoveragePage::removePlanned()
{
    const QString row = m_planned->currentId();
    if (row.isEmpty())
        return;
    const int load = row.toInt();
    step(tr("Leave %1 where it is").arg(accountName(*m_view, load)),
        coverage::withMove(m_view->input, m_draft, load, m_view->input.loads[std::size_t(load)].csm));
}

void CoveragePage::step(const QString &text, coverage::Draft after)
{
    if (after == m_draft)
        return;
    const QPointer<CoveragePage> page(this);
    Q_EMIT stepped(new DraftCommand(text, m_draft, std::move(after), [page](const coverage::Draft &draft) {
        if (page)
            page->setDraft(draft);
    }));
}

void CoveragePage::askForHandover()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Write handover list"), QStringLiteral("handover.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        saveHandover(path);
}

void CoveragePage::saveHandover(const QString &path)
{
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(coverage::handoverCsv(m_view->input, m_draftBooks.moves));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        m_error->showMessage(tr("%1 could not be written: %2. Choose another folder.").arg(path, file.errorString()));
    else
        Q_EMIT statusMessage(tr("Handover list written to %1").arg(path));
}

} // namespace qd::ui
