#pragma once
#include "ui/coverage/proposal.h"
#include "ui/shell/job.h"

class QLabel;
class QPushButton;

namespace qd::ui {

class ChartView;
class SolveRules;
class TableView;
class TagRow;
class TonedLabel;
class TotalsStrip;

/// Solves the books of a segment on top of what is planned: before that it says what would be solved and under which
/// rules, then it shows moves against the spread that remains, a table to tick moves in, and what the ticked ones come
/// to. Ticked moves are handed over by accepted().
class OptimiseView : public QWidget {
    Q_OBJECT
public:
    explicit OptimiseView(QWidget *parent = nullptr);
    /// What is solved next; an older proposal goes.
    void setBooks(CoverageViewPtr view, coverage::DraftBooks draft, int segment);
    /// Empty until solved.
    [[nodiscard]] const ProposalPtr &proposal() const { return m_choice.proposal(); }
    [[nodiscard]] const MoveChoice &choice() const { return m_choice; }
    /// Why the proposal moves a customer, as a sentence; empty where it does not.
    [[nodiscard]] QString explanation(int load) const;

public Q_SLOTS:
    void solve();
    void accept();

Q_SIGNALS:
    void failed(const qd::Error &error);
    void moveChosen(int load);
    void accepted(const std::vector<qd::coverage::DraftMove> &moves);
    void solved();
    void described(); ///< what would be solved is shown
    /// The customers behind a figure.
    void customersWanted(const QString &title, const std::vector<int> &loads);
    /// Other rules for every solve of this workspace; `text` says what changes.
    void rulesWanted(const qd::coverage::AssignModel &rules, const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using OutlookPtr = std::shared_ptr<const coverage::SolveOutlook>;

    void build();
    void connectParts();
    void describe();
    void show(const Result<ProposalPtr> &result);
    void showState();
    void showOutlook();
    void fitWords();
    void showChoice();
    void showRulesButton();
    void openFigure(const QString &id);

    CoverageViewPtr m_view;
    coverage::DraftBooks m_draft;
    int m_segment = -1;
    OutlookPtr m_outlook;
    MoveChoice m_choice;
    Job<ProposalPtr> m_job;
    Job<OutlookPtr> m_outlookJob;
    TagRow *m_tags = nullptr;
    QWidget *m_outlookBox = nullptr; ///< before solving
    SolveRules *m_rules = nullptr;
    QLabel *m_words = nullptr;
    QWidget *m_chartBox = nullptr;
    ChartView *m_chart = nullptr;
    TableView *m_moves = nullptr;
    TotalsStrip *m_figures = nullptr;
    QPushButton *m_solve = nullptr;
    QPushButton *m_accept = nullptr;
    TonedLabel *m_solver = nullptr;
};

} // namespace qd::ui
