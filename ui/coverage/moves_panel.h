#pragma once
#include "ui/common/panel.h"
#include "ui/coverage/coverage_view.h"

class QPushButton;
class QStackedWidget;

namespace qd::ui {

class OptimiseView;
class SegmentedSwitch;
class TableView;

/// Moves in two lists: those the solver proposes, and those planned so far, of which some can be taken back.
class MovesPanel : public Panel {
    Q_OBJECT
public:
    explicit MovesPanel(QWidget *parent = nullptr);

    /// Shows what is planned.
    void setPlanned(const CoverageViewPtr &view, const coverage::DraftBooks &books);
    /// What is solved next, on top of what is planned; an older proposal goes.
    void setBooks(const CoverageViewPtr &view, const coverage::DraftBooks &books, int segment);
    [[nodiscard]] OptimiseView &optimise() const { return *m_optimise; }

Q_SIGNALS:
    void moveChosen(int load); ///< in either list
    void removeWanted(const std::vector<int> &loads); ///< planned moves to be taken back
    /// The customers behind moves or figures.
    void customersWanted(const QString &title, const std::vector<int> &loads);

private:
    [[nodiscard]] QWidget *buildPlanned();
    void connectParts();
    void showRemove();

    CoverageViewPtr m_view;
    SegmentedSwitch *m_as = nullptr;
    QStackedWidget *m_stack = nullptr;
    OptimiseView *m_optimise = nullptr;
    TableView *m_planned = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace qd::ui
