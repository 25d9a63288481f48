#include "ui/coverage/optimise_view.h"

#include "ui/common/formatting.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int FigureCount = 4;

Result<ProposalPtr> compute(
    const CoverageViewPtr &view, const coverage::DraftBooks &draft, int segment, Progress &progress)
{
    auto proposal = std::make_shared<Proposal>();
    proposal->input = coverage::solveInput(view->input, draft, segment);
    auto plan = coverage::planAssignment(proposal->input, {}, progress);
    if (!plan)
        return plan.error();
    proposal->plan = std::move(*plan);
    proposal->effect = coverage::effectOf(proposal->plan);
    return ProposalPtr(proposal);
}

} // namespace

OptimiseView::OptimiseView(QWidget *parent)
    : QWidget(parent)
    , m_status(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_moves(new TableView(this))
    , m_effect(new QWidget(this))
    , m_solve(new QPushButton(tr("Solve"), this))
    , m_accept(new QPushButton(tr("Accept"), this))
{
    m_solve->setObjectName(QStringLiteral("solveBooks"));
    m_accept->setObjectName(QStringLiteral("acceptMoves"));
    m_accept->setProperty("primary", true);
    m_moves->setCompact(true);
    buildFigures();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 8);
    foot->setSpacing(8);
    foot->addWidget(m_accept);
    foot->addWidget(m_solve);
    foot->addWidget(m_status, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_moves, 1);
    layout->addWidget(m_effect);
    layout->addLayout(foot);
    connect(m_solve, &QPushButton::clicked, this, &OptimiseView::solve);
    connect(m_accept, &QPushButton::clicked, this, &OptimiseView::accept);
    connect(m_moves, &TableView::activated, this, [this](const QString &row) { toggle(row.toInt()); });
    connect(m_moves, &TableView::currentChanged, this, [this](const QString &row) {
        if (!row.isEmpty())
            Q_EMIT moveChosen(row.toInt());
    });
    showMoves();
}

void OptimiseView::buildFigures()
{
    auto *figures = new QGridLayout(m_effect);
    figures->setContentsMargins(12, 8, 12, 0);
    figures->setVerticalSpacing(2);
    for (int i = 0; i < FigureCount; ++i) {
        m_effectLabels << new TonedLabel(Type::Small, Tone::Hint, m_effect)
                       << new TonedLabel(Type::Strong, Tone::Value, m_effect);
        figures->addWidget(m_effectLabels[2 * i], 0, i);
        figures->addWidget(m_effectLabels[2 * i + 1], 1, i);
        figures->setColumnStretch(i, 1);
    }
}

void OptimiseView::setBooks(CoverageViewPtr view, coverage::DraftBooks draft, int segment)
{
    m_view = std::move(view);
    m_draft = std::move(draft);
    m_segment = segment;
    m_proposal.reset();
    showMoves();
}

void OptimiseView::solve()
{
    if (!m_view)
        return;
    m_solve->setEnabled(false);
    m_status->setText(tr("Solving; stop it in the status bar"));
    m_job.startShown(
        this, tr("Optimise %1 books").arg(segmentTitle(*m_view, m_segment)),
        [view = m_view, draft = m_draft, segment = m_segment](
            Progress &progress) { return compute(view, draft, segment, progress); },
        [this](const Result<ProposalPtr> &result) { show(result); });
}

void OptimiseView::show(const Result<ProposalPtr> &result)
{
    if (result) {
        m_proposal = *result;
        m_left.clear();
    } else {
        m_proposal.reset();
        Q_EMIT failed(result.error());
    }
    showMoves();
    Q_EMIT solved();
}

void OptimiseView::toggle(int load)
{
    if (!m_left.remove(load))
        m_left.insert(load);
    showMoves();
}

int OptimiseView::tickedCount() const
{
    return m_proposal ? m_proposal->plan.moves - int(m_left.size()) : 0;
}

void OptimiseView::showMoves()
{
    m_solve->setEnabled(m_view != nullptr);
    m_solve->setText(m_proposal ? tr("Solve again") : tr("Solve"));
    m_accept->setVisible(m_proposal && m_proposal->plan.moves > 0);
    m_effect->setVisible(m_proposal != nullptr);
    m_accept->setEnabled(tickedCount() > 0);
    m_accept->setText(tickedCount() == 1 ? tr("Accept 1 move") : tr("Accept %1 moves").arg(tickedCount()));
    if (!m_proposal) {
        TableSpec empty;
        empty.columns = {{QStringLiteral("customer"), tr("Customer, from \u2192 to"), ColumnKind::Text}};
        empty.filterRow = false;
        empty.emptyText = tr("Solve to find the fewest moves that even out these books.");
        m_moves->setSpec(empty);
        m_status->setText({});
        return;
    }
    m_moves->setSpec(proposalTable(*m_view, *m_proposal, m_left));
    showEffect();
    m_status->setText(statusText(m_proposal->plan));
    m_status->setToolTip(qt(m_proposal->plan.assignment.note));
}

void OptimiseView::showEffect()
{
    const auto texts = effectTexts(m_proposal->effect);
    for (int i = 0; i < FigureCount; ++i) {
        m_effectLabels[2 * i]->setText(texts[i].first);
        m_effectLabels[2 * i + 1]->setText(texts[i].second);
    }
}

void OptimiseView::accept()
{
    if (!m_proposal)
        return;
    std::vector<coverage::DraftMove> moves;
    for (const coverage::PlacedAccount &account : m_proposal->plan.accounts) {
        if (account.isMove() && !m_left.contains(account.load))
            moves.push_back(
                {account.load, account.from, account.to, m_proposal->input.loads[std::size_t(account.load)].hours,
                    coverage::explained(m_proposal->input, m_proposal->plan, account)});
    }
    if (!moves.empty())
        Q_EMIT accepted(moves);
}

} // namespace qd::ui
