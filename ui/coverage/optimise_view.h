#pragma once
#include "core/coverage/plan_effect.h"
#include "ui/coverage/coverage_view.h"
#include "ui/shell/job.h"

#include <QSet>

class QPushButton;

namespace qd::ui {

class TableView;
class TonedLabel;

/// A solved assignment of one segment's books.
struct Proposal {
    coverage::CoverageInput input; ///< what was solved: the draft carried out, other segments left out
    coverage::AssignmentPlan plan;
    coverage::PlanEffect effect;
};
using ProposalPtr = std::shared_ptr<const Proposal>;

/// "gap 0.6 %, proven", "best found in the time, gap 2.1 %" ...
[[nodiscard]] QString statusText(const coverage::AssignmentPlan &plan);
/// The proposed moves; row ids are indexes of loads.
[[nodiscard]] TableSpec proposalTable(const CoverageView &view, const Proposal &proposal, const QSet<int> &left);
/// Figures before and after all moves, each with its label.
[[nodiscard]] QVector<std::pair<QString, QString>> effectTexts(const coverage::PlanEffect &effect);

/// Solves the books of a segment on top of what is planned, lists the moves with their reasons, and hands over those
/// that are ticked. A row is ticked and unticked by Enter or a double click.
class OptimiseView : public QWidget {
    Q_OBJECT
public:
    explicit OptimiseView(QWidget *parent = nullptr);
    /// What is solved next; an older proposal goes.
    void setBooks(CoverageViewPtr view, coverage::DraftBooks draft, int segment);
    [[nodiscard]] const ProposalPtr &proposal() const { return m_proposal; }

public Q_SLOTS:
    void solve();
    void accept();

Q_SIGNALS:
    void failed(const qd::Error &error);
    void moveChosen(int load);
    void accepted(const std::vector<qd::coverage::DraftMove> &moves);
    void solved();

private:
    void buildFigures();
    void show(const Result<ProposalPtr> &result);
    void toggle(int load);
    void showMoves();
    void showEffect();
    [[nodiscard]] int tickedCount() const;

    CoverageViewPtr m_view;
    coverage::DraftBooks m_draft;
    int m_segment = -1;
    ProposalPtr m_proposal;
    QSet<int> m_left; ///< loads that are not ticked
    Job<ProposalPtr> m_job;
    TonedLabel *m_status = nullptr;
    TableView *m_moves = nullptr;
    QWidget *m_effect = nullptr;
    QVector<TonedLabel *> m_effectLabels; ///< label and value of each figure in turn
    QPushButton *m_solve = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace qd::ui
