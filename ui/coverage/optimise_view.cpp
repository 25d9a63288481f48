#include "ui/coverage/optimise_view.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/solve_rules.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int LeastChart = 104; ///< pixels, so that the points can be told apart
constexpr int RoomForSolver = 330; ///< width from which solver and time stand beside the buttons
constexpr int RoomForTags = 380; ///< height from which tags may take further rows
constexpr int RoomForBoxes = 440; ///< height from which the rules stand open before solving
constexpr int LeastTable = 66; ///< header and nearly two moves
} // namespace

OptimiseView::OptimiseView(QWidget *parent)
    : QWidget(parent)
    , m_tags(new TagRow(this))
    , m_outlookBox(new QWidget(this))
    , m_rules(new SolveRules(this, m_outlookBox))
    , m_words(new QLabel(m_outlookBox))
    , m_chartBox(new QWidget(this))
    , m_chart(new ChartView(m_chartBox))
    , m_moves(new TableView(this))
    , m_figures(new TotalsStrip(this))
    , m_solve(new QPushButton(tr("Solve"), this))
    , m_accept(new QPushButton(tr("Accept"), this))
    , m_solver(new TonedLabel(Type::Small, Tone::Hint, this))
{
    m_outlookBox->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // never what keeps the window high
    m_words->setObjectName(QStringLiteral("solveOutlook"));
    m_chart->setObjectName(QStringLiteral("frontier"));
    m_figures->setObjectName(QStringLiteral("solveFigures"));
    m_solve->setObjectName(QStringLiteral("solveBooks"));
    m_accept->setObjectName(QStringLiteral("acceptMoves"));
    m_accept->setProperty("primary", true);
    m_moves->setCompact(true);
    m_moves->setMinimumHeight(LeastTable);
    m_chart->setMinimumHeight(LeastChart);
    m_figures->setCompact(true);
    m_outlookBox->installEventFilter(this);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setFont(Theme::font(Type::Dense));
    m_solver->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    build();
    connectParts();
    showState();
}

void OptimiseView::build()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 4);
    head->setSpacing(8);
    head->addWidget(m_tags, 1, Qt::AlignTop);
    head->addStretch(0);
    head->addWidget(m_rules->button(), 0, Qt::AlignTop);
    auto *chart = new QHBoxLayout(m_chartBox);
    chart->setContentsMargins(12, 0, 12, 4);
    chart->addWidget(m_chart);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 8);
    foot->setSpacing(8);
    foot->addWidget(m_accept);
    foot->addWidget(m_solve);
    foot->addStretch(1);
    foot->addWidget(m_solver);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    auto *words = new QVBoxLayout(m_outlookBox);
    words->setContentsMargins(12, 4, 12, 4);
    words->setSpacing(16);
    words->addWidget(m_words);
    words->addWidget(m_rules->boxes());
    words->addStretch(1);
    layout->addWidget(m_outlookBox, 1); // a hidden box takes no room, a layout without content would
    layout->addWidget(m_chartBox, 5);
    layout->addWidget(m_moves, 6);
    layout->addWidget(m_figures);
    layout->addLayout(foot);
}

void OptimiseView::connectParts()
{
    connect(m_rules, &SolveRules::wanted, this, &OptimiseView::rulesWanted);
    connect(m_solve, &QPushButton::clicked, this, &OptimiseView::solve);
    connect(m_accept, &QPushButton::clicked, this, &OptimiseView::accept);
    connect(m_figures, &TotalsStrip::activated, this, &OptimiseView::openFigure);
    connect(m_moves, &TableView::toggled, this, [this](const QStringList &rows) {
        m_choice.toggle(loadsOf(rows));
        showChoice();
    });
    connect(m_moves, &TableView::currentChanged, this, [this](const QString &row) {
        if (!row.isEmpty())
            Q_EMIT moveChosen(loadOf(row));
    });
    connect(m_moves, &TableView::severalActivated, this, [this](const QStringList &rows) {
        Q_EMIT customersWanted(tr("%Ln moves", nullptr, int(rows.size())), loadsOf(rows));
    });
    connect(m_moves, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customersWanted(accountName(*m_view, loadOf(row)), {loadOf(row)}); });
    m_chart->setPlacesOf([this](const QSet<QString> &customers) {
        return proposal() ? movePlaces(*m_view, m_choice, m_chart->spec(), customers) : QVector<ChartPlace>();
    });
    connect(m_chart, &ChartView::placeActivated, this, [this](int, int category) {
        if (const int point = pointOfCategory(m_choice, m_chart->spec(), category); point >= 0) {
            m_choice.pick(std::size_t(point));
            showChoice();
        }
    });
}

void OptimiseView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_solver->setVisible(width() >= RoomForSolver);
    m_tags->setMostRows(height() >= RoomForTags ? 3 : 1);
    m_rules->boxes()->setVisible(height() >= RoomForBoxes);
    showRulesButton();
}

/// The rules stand open before a solve where there is room; a menu of the same beside them would be one too many.
void OptimiseView::showRulesButton()
{
    m_rules->button()->setVisible(proposal() != nullptr || height() < RoomForBoxes);
}

void OptimiseView::setBooks(CoverageViewPtr view, coverage::DraftBooks draft, int segment)
{
    m_job.cancel();
    m_view = std::move(view);
    m_draft = std::move(draft);
    m_segment = segment;
    m_choice = {};
    m_outlook.reset();
    m_rules->setRules(m_view->saved.model.assign);
    showState();
    describe();
}

void OptimiseView::describe()
{
    m_outlookJob.start(
        [view = m_view, draft = m_draft, segment = m_segment](Progress &) -> Result<OutlookPtr> {
            auto outlook = coverage::solveOutlook(coverage::solveInput(view->input, draft, segment, &view->scope));
            if (!outlook)
                return outlook.error();
            return std::make_shared<const coverage::SolveOutlook>(std::move(*outlook));
        },
        [this](const Result<OutlookPtr> &result) {
            if (result)
                m_outlook = *result;
            showState();
            if (!result)
                m_words->setText(
                    messageText(result.error().message)); // nobody to assign to, a pin that cannot hold ...
            Q_EMIT described();
        });
}

void OptimiseView::solve()
{
    if (!m_view)
        return;
    m_solve->setEnabled(false);
    m_solver->setText(tr("Solving; stop it in the status bar"));
    m_job.startShown(
        this, tr("Optimise %1 books").arg(segmentTitle(*m_view, m_segment)),
        [view = m_view, draft = m_draft, segment = m_segment](
            Progress &progress) { return computeProposal(view, draft, segment, progress); },
        [this](const Result<ProposalPtr> &result) { show(result); });
}

void OptimiseView::show(const Result<ProposalPtr> &result)
{
    m_choice = result ? MoveChoice(*result) : MoveChoice();
    if (!result)
        Q_EMIT failed(result.error());
    showState();
    Q_EMIT solved();
}

void OptimiseView::showState()
{
    const bool isSolved = proposal() != nullptr;
    m_solve->setEnabled(m_view != nullptr);
    m_solve->setText(isSolved ? tr("Solve again") : tr("Solve"));
    m_solve->setProperty("primary", !isSolved);
    m_solve->update();
    m_accept->setVisible(isSolved && proposal()->plan.moves > 0);
    m_outlookBox->setVisible(!isSolved);
    showRulesButton();
    m_chartBox->setVisible(isSolved);
    m_moves->setVisible(isSolved);
    m_solver->setText(isSolved ? solverText(*proposal()) : QString());
    QVector<Tag> tags = m_outlook ? ruleTags(*m_view, *m_outlook) : QVector<Tag>();
    if (isSolved)
        tags.prepend(statusTag(proposal()->plan));
    m_tags->setTags(tags);
    if (isSolved)
        showChoice();
    else
        showOutlook();
}

void OptimiseView::showOutlook()
{
    m_figures->setVisible(m_outlook != nullptr);
    if (!m_outlook) {
        m_words->setText({});
        return;
    }
    m_figures->setCells(outlookCells(*m_outlook));
    fitWords();
}

/// As many of the sentences as there is room for, and all of them as the tooltip: none is cut in half.
void OptimiseView::fitWords()
{
    if (!m_outlook || proposal())
        return;
    QStringList sentences = outlookSentences(*m_outlook);
    const QString whole = sentences.join(QStringLiteral("\n\n"));
    m_words->setText(whole);
    const QRect room = m_outlookBox->rect().marginsRemoved(m_outlookBox->layout()->contentsMargins());
    const int boxes =
        m_rules->boxes()->isHidden() ? 0 : m_rules->boxes()->sizeHint().height() + m_outlookBox->layout()->spacing();
    while (sentences.size() > 1 && m_words->heightForWidth(room.width()) > room.height() - boxes) {
        sentences.removeLast();
        m_words->setText(sentences.join(QStringLiteral("\n\n")));
    }
    m_words->setToolTip(m_words->text() == whole ? QString() : whole);
}

bool OptimiseView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitWords();
    return QWidget::eventFilter(watched, event);
}

void OptimiseView::showChoice()
{
    const coverage::PlanEffect effect = coverage::effectOf(m_choice.outcome());
    const auto count = qsizetype(m_choice.ticked().size());
    m_chart->setSpec(frontierChart(m_choice, effect));
    m_moves->setSpec(proposalTable(*m_view, m_choice));
    m_figures->setVisible(true);
    m_figures->setCells(effectCells(effect));
    m_accept->setEnabled(count > 0);
    m_accept->setText(count == 1 ? tr("Accept 1 move") : tr("Accept %1 moves").arg(formatCount(count)));
}

void OptimiseView::openFigure(const QString &id)
{
    if (id == QStringLiteral("moved") && proposal()) {
        std::vector<int> loads;
        for (const coverage::PlacedAccount &move : m_choice.ticked())
            loads.push_back(move.load);
        Q_EMIT customersWanted(tr("To be moved"), loads);
    }
    if (!m_outlook)
        return;
    if (id == QStringLiteral("held"))
        Q_EMIT customersWanted(tr("Held where they are"), m_outlook->held);
    else if (id == QStringLiteral("over"))
        Q_EMIT customersWanted(tr("In books above capacity"), loadsAboveCapacity(m_draft, *m_outlook));
    else if (id == QStringLiteral("spread"))
        Q_EMIT customersWanted(
            tr("In the highest and the lowest book"), loadsAtTheEnds(*m_view, m_draft, m_segment, *m_outlook));
    else if (id == QStringLiteral("all"))
        Q_EMIT customersWanted(tr("In books of %1").arg(segmentTitle(*m_view, m_segment)), m_outlook->accounts);
}

QString OptimiseView::explanation(int load) const
{
    const Message why = proposal() ? m_choice.explanation(load) : Message();
    return why.isEmpty() ? QString() : messageText(why);
}

void OptimiseView::accept()
{
    if (!proposal())
        return;
    if (const std::vector<coverage::DraftMove> moves = m_choice.moves(); !moves.empty())
        Q_EMIT accepted(moves);
}

} // namespace qd::ui
