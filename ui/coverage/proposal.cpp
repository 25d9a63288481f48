#include "ui/coverage/proposal.h"

#include <QElapsedTimer>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int PointsShown = 12; ///< of the frontier, about

bool isSameMove(const coverage::PlacedAccount &a, const coverage::PlacedAccount &b)
{
    return a.load == b.load && a.to == b.to;
}

} // namespace

Result<ProposalPtr> computeProposal(
    const CoverageViewPtr &view, const coverage::DraftBooks &draft, int segment, Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    auto proposal = std::make_shared<Proposal>();
    proposal->input = coverage::solveInput(view->input, draft, segment, &view->scope);
    auto plan = coverage::planAssignment(proposal->input, {}, progress);
    if (!plan)
        return plan.error();
    proposal->plan = std::move(*plan);
    proposal->points = coverage::planFrontier(proposal->input, proposal->plan, PointsShown, progress);
    proposal->seconds = double(clock.elapsed()) / 1000;
    return ProposalPtr(proposal);
}

MoveChoice::MoveChoice(ProposalPtr proposal)
    : m_proposal(std::move(proposal))
{
    const auto own = std::ranges::find(m_proposal->points, true, &coverage::PlanPoint::isPlan);
    pick(std::size_t(own - m_proposal->points.begin()));
}

void MoveChoice::pick(std::size_t point)
{
    m_rows = m_proposal->points[point].moves;
    m_ticked.clear();
    for (const coverage::PlacedAccount &move : m_rows)
        m_ticked.insert(move.load);
    for (const coverage::PlacedAccount &account : m_proposal->plan.accounts) {
        if (account.isMove() && !m_ticked.contains(account.load))
            m_rows.push_back(account);
    }
    const coverage::CoverageInput &input = m_proposal->input;
    std::ranges::sort(m_rows, {}, [&](const coverage::PlacedAccount &move) -> const std::string & {
        return input.accounts->at(input.loads[std::size_t(move.load)].account).id;
    });
}

void MoveChoice::toggle(const std::vector<int> &loads)
{
    const bool all = std::ranges::all_of(loads, [this](int load) { return m_ticked.contains(load); });
    for (const int load : loads) {
        if (all)
            m_ticked.remove(load);
        else
            m_ticked.insert(load);
    }
}

std::vector<coverage::PlacedAccount> MoveChoice::ticked() const
{
    std::vector<coverage::PlacedAccount> moves;
    std::ranges::copy_if(m_rows, std::back_inserter(moves),
        [this](const coverage::PlacedAccount &move) { return m_ticked.contains(move.load); });
    return moves;
}

coverage::AssignmentPlan MoveChoice::outcome() const
{
    return coverage::withMoves(m_proposal->input, m_proposal->plan, ticked());
}

Message MoveChoice::explanation(int load) const
{
    const coverage::AssignmentPlan planned = outcome();
    for (const coverage::PlacedAccount &account : planned.accounts) {
        if (account.load == load && account.isMove())
            return coverage::explained(m_proposal->input, planned, account);
    }
    return {};
}

std::vector<coverage::DraftMove> MoveChoice::moves() const
{
    const coverage::AssignmentPlan planned = outcome();
    const coverage::CoverageInput &input = m_proposal->input;
    std::vector<coverage::DraftMove> moves;
    for (const coverage::PlacedAccount &account : planned.accounts) {
        if (account.isMove())
            moves.push_back({account.load, account.from, account.to, input.loads[std::size_t(account.load)].hours,
                coverage::explained(input, planned, account)});
    }
    return moves;
}

int MoveChoice::point() const
{
    const std::vector<coverage::PlacedAccount> moves = ticked();
    const auto same = std::ranges::find_if(m_proposal->points,
        [&](const coverage::PlanPoint &point) { return std::ranges::equal(point.moves, moves, isSameMove); });
    return same == m_proposal->points.end() ? -1 : int(same - m_proposal->points.begin());
}

std::vector<int> loadsAboveCapacity(const coverage::DraftBooks &draft, const coverage::SolveOutlook &outlook)
{
    std::vector<int> loads;
    for (const coverage::Book &book : draft.books.books) {
        for (const int load : outlook.accounts) {
            if (book.utilisation() > 1.0 && draft.loads[std::size_t(load)].csm == book.csm)
                loads.push_back(load);
        }
    }
    return loads;
}

std::vector<int> loadsAtTheEnds(
    const CoverageView &view, const coverage::DraftBooks &draft, int segment, const coverage::SolveOutlook &outlook)
{
    const coverage::Book *lowest = nullptr;
    const coverage::Book *highest = nullptr;
    for (const coverage::Book &book : draft.books.books) {
        if (book.capacityHours <= 0 || !isShownBook(view, book.csm, segment))
            continue;
        lowest = !lowest || book.utilisation() < lowest->utilisation() ? &book : lowest;
        highest = !highest || book.utilisation() > highest->utilisation() ? &book : highest;
    }
    std::vector<int> loads;
    for (const int load : outlook.accounts) {
        const int csm = draft.loads[std::size_t(load)].csm;
        if (csm >= 0 && lowest && (csm == lowest->csm || csm == highest->csm))
            loads.push_back(load);
    }
    return loads;
}

} // namespace qd::ui
