#include "ui/coverage/coverage_page.h"

#include "core/store/output_file.h"
#include "ui/common/icons.h"
#include "ui/common/segmented_switch.h"
#include "ui/coverage/books_panel.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/heatmap_panel.h"
#include "ui/coverage/model_menu.h"
#include "ui/coverage/moves_panel.h"
#include "ui/coverage/optimise_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace qd::ui {

namespace {
constexpr int LeftPart = 23; ///< of the width
constexpr int RightPart = 10;
} // namespace

CoveragePage::CoveragePage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(
          *this, *m_body, [this] { return show(); },
          [this](const Error &error) {
              if (error.code != ErrorCode::Cancelled)
                  setView(nullptr);
          })
    , m_desk(new PlanningDesk(this))
    , m_model(new ModelMenu(m_body->errors(), this))
    , m_scenario(new QPushButton(icon(QStringLiteral("scenarios")), tr("To scenario"), this))
    , m_handover(new QPushButton(icon(QStringLiteral("download")), tr("Handover list"), this))
    , m_nothing(new QLabel(this))
    , m_heat(new HeatmapPanel(this))
    , m_books(new BooksPanel(this))
    , m_fairPanel(new Panel(tr("Fairness"), this))
    , m_fairness(new FairnessView(this))
    , m_moves(new MovesPanel(this))
{
    m_handover->setObjectName(QStringLiteral("handoverList"));
    m_handover->setEnabled(false);
    m_scenario->setObjectName(QStringLiteral("toScenario"));
    m_scenario->setToolTip(tr("What hires, churn or other hours would change"));
    m_nothing->setObjectName(QStringLiteral("nothingLeft"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_fairPanel->setBody(m_fairness, false);
    m_headerActions = {m_model->button(), m_heat->measures(), m_scenario, m_handover};
    layOutPanels();
    connectParts();
}

void CoveragePage::layOutPanels()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_heat);
    left->addWidget(m_books, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_fairPanel);
    right->addWidget(m_moves, 1);
    grid->addLayout(left, 0, 0);
    grid->addLayout(right, 0, 1);
    grid->setColumnStretch(0, LeftPart);
    grid->setColumnStretch(1, RightPart);
    m_body->setSheets(
        content, emptyState(tr("Import a roster (csms: who covers customers) and ARR to see who has time for whom.")));
    m_body->addSheet(m_nothing);
    m_body->setBusyPanel(m_heat);
}

void CoveragePage::connectParts()
{
    connect(m_model, &ModelMenu::edited, this, &Page::edited);
    connect(m_model, &ModelMenu::said, this, &Page::statusMessage);
    connect(m_model, &ModelMenu::customersWanted, this,
        [this](const AccountList &customers) { Q_EMIT linkActivated(QStringLiteral("customers"), customers); });
    connect(this, &Page::settled, m_model, &ModelMenu::follow);
    connect(m_scenario, &QPushButton::clicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("scenarios"), {}); });
    connect(m_handover, &QPushButton::clicked, this, &CoveragePage::askForHandover);
    connect(m_heat, &HeatmapPanel::horizonChanged, this, [this] { refresh(m_context); });
    connect(m_heat, &HeatmapPanel::explained, this, &CoveragePage::explain);
    connect(m_heat, &HeatmapPanel::customersWanted, this, &CoveragePage::openCustomers);
    connect(m_fairness, &FairnessView::rowActivated, this, [this](int row, int csm) {
        const InspectorContent content = csm >= 0
            ? describeBook(*m_view, m_desk->books(), csm)
            : describeMeasure(*m_view, m_desk->books(), m_fairness->content().rows[row]);
        explain(content, content.subject);
    });
    connect(m_desk, &PlanningDesk::stepped, this, &Page::stepped);
    connect(m_desk, &PlanningDesk::changed, this, &CoveragePage::showPlanned);
    connectBoard();
    connectMoves();
}

void CoveragePage::connectBoard()
{
    BooksBoard *board = &m_books->board();
    board->setPreview([this](int load, int csm) { return m_desk->preview(load, csm); });
    connect(m_books, &BooksPanel::segmentChosen, this, &CoveragePage::showBooks);
    connect(board, &BooksBoard::moveWanted, this, &CoveragePage::plan);
    connect(board, &BooksBoard::blockSelected, this, [this, board](int load) {
        InspectorContent content = describeLoad(*m_view, m_desk->books(), load);
        if (const QString why = m_moves->optimise().explanation(load); !why.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, tr("Proposed move: %1").arg(why)};
        explain(content, board->accessibleDescription());
        if (!m_followsTable)
            Q_EMIT customersSelected({customersOf(*m_view, {}, {load}).ids.front()});
    });
    connect(board, &BooksBoard::blockActivated, this, [this](int load) {
        const auto &account = m_view->input.accounts->at(m_view->input.loads[std::size_t(load)].account);
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{qt(account.id)});
    });
    connect(board, &BooksBoard::headingActivated, this, [this](int csm) {
        explain(describeBook(*m_view, m_desk->books(), csm), tr("Book of %1").arg(csmName(*m_view, csm)));
    });
    connect(board, &BooksBoard::headingOpened, this, [this](int csm) {
        openCustomers(tr("Book of %1").arg(csmName(*m_view, csm)), bookLoads(m_desk->books(), csm));
    });
}

void CoveragePage::connectMoves()
{
    connect(m_moves, &MovesPanel::moveChosen, this, [this](int load) {
        const QScopedValueRollback follows(m_followsTable, true);
        m_books->board().setSelected(load);
    });
    connect(m_moves, &MovesPanel::customersWanted, this, &CoveragePage::openCustomers);
    connect(m_moves, &MovesPanel::removeWanted, m_desk, &PlanningDesk::remove);
    const OptimiseView *optimise = &m_moves->optimise();
    connect(optimise, &OptimiseView::described, this, [this] {
        if (std::exchange(m_settles, false))
            Q_EMIT settled();
    });
    connect(optimise, &OptimiseView::accepted, m_desk, &PlanningDesk::planAll);
    connect(optimise, &OptimiseView::rulesWanted, m_model, &ModelMenu::changeRules);
    connect(optimise, &OptimiseView::failed, this, [this](const Error &error) { m_body->errors().showFailure(error); });
}

void CoveragePage::refresh(const PageContext &context)
{
    if (m_context.workspacePath != context.workspacePath)
        m_desk->forgetDraft();
    m_context = context;
    m_model->setContext(context);
    m_view.read(tr("Coverage"),
        [context, horizon = m_heat->horizon()](Progress &) { return computeCoverageView(context, horizon); });
}

void CoveragePage::forget()
{
    m_view.forget();
    setView(nullptr);
    m_desk->forgetDraft();
    m_settles = false;
}

bool CoveragePage::show()
{
    if (showsNothing())
        m_body->showSheet(m_nothing);
    m_nothing->setText(nothingText(*m_view));
    m_heat->setRoom(height());
    setView(m_view.view());
    Q_EMIT factChanged(coverageFact(*m_view));
    m_settles = true; // once the optimise panel has said what it would solve
    return false;
}

/// Hands the view to the parts; null while nothing is known.
void CoveragePage::setView(const CoverageViewPtr &view)
{
    m_heat->setView(view);
    m_model->setView(view);
    m_desk->setView(view);
}

bool CoveragePage::showsNothing() const
{
    const coverage::Scope &scope = m_view->scope;
    const auto isSet = [](char within) { return within != 0; };
    return std::ranges::none_of(scope.loads, isSet) && std::ranges::none_of(scope.csms, isSet);
}

void CoveragePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_heat->setRoom(height());
}

void CoveragePage::showBooks()
{
    const coverage::DraftBooks &books = m_desk->books();
    m_books->setBooks(*m_view, books);
    const int segment = m_books->segment();
    m_fairness->setContent(fairnessContent(*m_view, books, segment));
    m_fairPanel->setSubtitle(
        tr("%1 books of %2").arg(bookCount(*m_view, books, segment)).arg(segmentTitle(*m_view, segment)));
    m_moves->setBooks(m_view.view(), books, segment);
    showMarks();
}

void CoveragePage::markCustomers(const QSet<QString> &customers)
{
    m_marked = customers;
    if (m_view)
        showMarks();
}

void CoveragePage::showMarks()
{
    const QSet<int> loads = loadsOfCustomers(*m_view, m_marked);
    QSet<int> csms;
    for (const int load : loads)
        csms << m_desk->books().loads[std::size_t(load)].csm;
    m_books->board().setMarked(loads);
    m_fairness->setMarked(csms);
}

void CoveragePage::showPlanned()
{
    showBooks();
    m_moves->setPlanned(m_view.view(), m_desk->books());
    const bool planned = !plannedMoves().empty();
    m_handover->setEnabled(planned);
    m_handover->setToolTip(planned ? tr("Write the planned moves as CSV") : tr("Plan a move first"));
}

void CoveragePage::plan(int load, int csm)
{
    m_body->errors().clear();
    if (const auto planned = m_desk->plan(load, csm); !planned) {
        m_body->errors().showMessage(messageText(planned.error().message));
        Q_EMIT statusMessage(messageText(planned.error().message));
        return;
    }
    m_books->board().setSelected(load);
}

void CoveragePage::explain(const InspectorContent &content, const QString &sentence)
{
    Q_EMIT inspect(content);
    Q_EMIT statusMessage(sentence);
}

void CoveragePage::openFact()
{
    if (m_view)
        openCustomers(tr("Customers in coverage"), loadsOf(*m_view, {}));
}

void CoveragePage::openCustomers(const QString &title, const std::vector<int> &loads)
{
    if (loads.empty())
        Q_EMIT statusMessage(tr("%1: no customers").arg(title));
    else
        Q_EMIT linkActivated(QStringLiteral("customers"), customersOf(*m_view, title, loads));
}

std::vector<PaletteEntry> CoveragePage::paletteEntries()
{
    const auto command = [this](const QString &name, const std::function<void()> &act) {
        return PaletteEntry{PaletteKind::Command, name, title(), {}, iconName(), Mark::None, [this, act] {
                                Q_EMIT linkActivated(id(), {});
                                act();
                            }};
    };
    std::vector<PaletteEntry> entries;
    if (m_view && !showsNothing()) {
        const coverage::CapacityRow &now = m_view->capacity.rows.front();
        const auto metric = [&](const QString &name, const QString &value) {
            return PaletteEntry{PaletteKind::Metric, name, formatMonth(now.month), value, iconName(), Mark::None,
                [this] { Q_EMIT linkActivated(id(), {}); }};
        };
        const auto used = now.utilisation();
        entries = {metric(tr("FTE required"), formatNumber(now.requiredFte, 1)),
            metric(tr("FTE available"), formatNumber(now.availableFte, 1)),
            metric(tr("Utilisation of the team"), used ? formatPercent(*used, 0) : QString()),
            command(tr("Solve %1 books").arg(segmentTitle(*m_view, m_books->segment())),
                [this] { m_moves->optimise().solve(); }),
            command(tr("Hire by"), [this] { Q_EMIT inspect(m_heat->hiring()); })};
    }
    for (const auto &[name, act] : m_model->commands())
        entries.push_back(command(name, act));
    return entries;
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
    if (!m_view)
        return;
    const std::string text = coverage::handoverCsv(m_view->input, coverage::handoversOf(plannedMoves()));
    if (const auto written = store::writeOutput(path.toStdString(), text))
        Q_EMIT statusMessage(tr("Handover list written to %1").arg(path));
    else
        m_body->errors().showMessage(messageText(written.error().message));
}

} // namespace qd::ui
