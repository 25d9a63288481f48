#pragma once
#include "core/coverage/plan_frontier.h"
#include "ui/common/tag_row.h"
#include "ui/common/totals_strip.h"
#include "ui/coverage/coverage_view.h"
#include "ui/paint/chart/chart_spec.h"

#include <QSet>

namespace qd::ui {

/// A solved assignment of one segment's books.
struct Proposal {
    coverage::CoverageInput input; ///< what was solved: the draft carried out, other segments left out
    coverage::AssignmentPlan plan;
    std::vector<coverage::PlanPoint> points; ///< ascending in moves, the books as they are first
    double seconds = 0; ///< it took; for the screen only
};
using ProposalPtr = std::shared_ptr<const Proposal>;

/// Solves `segment` on top of the draft and weighs moves against balance; runs in a job. Cancelling gives the best so
/// far.
[[nodiscard]] Result<ProposalPtr> computeProposal(
    const CoverageViewPtr &view, const coverage::DraftBooks &draft, int segment, Progress &progress);

/// Which moves of a proposal are taken. Picking a point of the frontier takes exactly its moves; each move can then be
/// ticked and unticked by itself.
class MoveChoice {
public:
    MoveChoice() = default;
    /// Begins with the plan's moves.
    explicit MoveChoice(ProposalPtr proposal);

    [[nodiscard]] const ProposalPtr &proposal() const { return m_proposal; }
    void pick(std::size_t point);
    /// Ticks these loads, or unticks them where all are ticked.
    void toggle(const std::vector<int> &loads);
    /// The moves of the picked point, then those of the plan that it does without; by account id.
    [[nodiscard]] const std::vector<coverage::PlacedAccount> &rows() const { return m_rows; }
    [[nodiscard]] bool isTicked(int load) const { return m_ticked.contains(load); }
    [[nodiscard]] std::vector<coverage::PlacedAccount> ticked() const;
    /// The books with the ticked moves only.
    [[nodiscard]] coverage::AssignmentPlan outcome() const;
    /// Why a customer is moved in that outcome; empty where it is not.
    [[nodiscard]] Message explanation(int load) const;
    /// The ticked moves for a draft, each with the reason that its outcome gives.
    [[nodiscard]] std::vector<coverage::DraftMove> moves() const;
    /// The point whose moves are exactly the ticked ones; -1 for none.
    [[nodiscard]] int point() const;

private:
    ProposalPtr m_proposal;
    std::vector<coverage::PlacedAccount> m_rows;
    QSet<int> m_ticked; ///< loads
};

/// Customers that take part in a solve and stand in books above capacity.
[[nodiscard]] std::vector<int> loadsAboveCapacity(
    const coverage::DraftBooks &draft, const coverage::SolveOutlook &outlook);
/// Those in the highest and the lowest book of the segment.
[[nodiscard]] std::vector<int> loadsAtTheEnds(
    const CoverageView &view, const coverage::DraftBooks &draft, int segment, const coverage::SolveOutlook &outlook);

/// "gap 0.6 %, proven", "best found in the time, gap 2.1 %" ...
[[nodiscard]] Tag statusTag(const coverage::AssignmentPlan &plan);
/// What the solve has to keep to: accounts that stay, the limit of a book, families.
[[nodiscard]] QVector<Tag> ruleTags(const CoverageView &view, const coverage::SolveOutlook &outlook);
/// What would be solved, in sentences.
[[nodiscard]] QStringList outlookSentences(const coverage::SolveOutlook &outlook);
/// "A move costs 1.00, an hour above capacity 5.00, ..."
[[nodiscard]] QString costsText(const coverage::AssignModel &costs);
/// Its figures; the ids say which customers are behind each.
[[nodiscard]] QVector<TotalCell> outlookCells(const coverage::SolveOutlook &outlook);
/// "CBC, 1.8 s"
[[nodiscard]] QString solverText(const Proposal &proposal);
/// The moves to choose from; row ids are rowOf().
[[nodiscard]] TableSpec proposalTable(const CoverageView &view, const MoveChoice &choice);
/// Moves against the spread that remains, the ticked moves marked.
[[nodiscard]] ChartSpec frontierChart(const MoveChoice &choice, const coverage::PlanEffect &effect);
/// The point of a category of frontierChart(), which has one more where the ticked moves are no point; -1 for that.
[[nodiscard]] int pointOfCategory(const MoveChoice &choice, const ChartSpec &chart, int category);
/// Where customers stand in it, by their ids: at the points that move them.
[[nodiscard]] QVector<ChartPlace> movePlaces(
    const CoverageView &view, const MoveChoice &choice, const ChartSpec &chart, const QSet<QString> &customers);
/// Figures before and after the ticked moves; ids as outlookCells().
[[nodiscard]] QVector<TotalCell> effectCells(const coverage::PlanEffect &effect);

} // namespace qd::ui
