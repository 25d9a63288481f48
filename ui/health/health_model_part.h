#pragma once
#include "core/health/model_changes.h"
#include "ui/health/health_part.h"

class QPushButton;

namespace qd::ui {

class TableView;

/// What scores are made of: the signals of the model of the day by segment, with their bands and weights, and how much
/// of the book has them; below, every version with who saved, proposed and approved it. A draft is edited in a dialog
/// beside the window.
class HealthModelPart : public HealthPartView {
    Q_OBJECT
public:
    explicit HealthModelPart(QWidget *parent = nullptr);
    void setView(const HealthViewPtr &view) override;
    [[nodiscard]] Panel *busyPanel() const override { return m_panel; }
    /// The page shows another workspace, day or chips: an open draft is tried on those.
    void follow(const PageContext &context);

private:
    void addSteps();
    void edit();
    void take(health::ModelStep step);
    void showSteps();
    [[nodiscard]] const health::SavedHealthModel *chosen() const; ///< nullptr for none

    HealthViewPtr m_view;
    PageContext m_context;
    Panel *m_panel = nullptr;
    Panel *m_versionsPanel = nullptr;
    TableView *m_signals = nullptr;
    TableView *m_versions = nullptr;
    QPushButton *m_change = nullptr;
    QList<std::pair<health::ModelStep, QAction *>> m_steps;
    QAction *m_wrong = nullptr; ///< the renewals a review talks about
};

} // namespace qd::ui
