#pragma once
#include "ui/cohorts/cohorts_part_view.h"

namespace qd::ui {

class TableView;

/// Which segment, product or onboarding path pays: ARR kept and added, and what serving the customers took.
class EconomicsView final : public CohortsPartView {
    Q_OBJECT
public:
    explicit EconomicsView(QWidget *parent = nullptr);

    void choose(CohortsChoice &choice) const override;
    void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) override;
    void openAll() override;
    [[nodiscard]] Panel *mainPanel() const override { return m_panel; }

private:
    std::shared_ptr<const CohortsView> m_view;
    QComboBox *m_by = nullptr;
    QComboBox *m_months = nullptr;
    Panel *m_panel = nullptr;
    Panel *m_meaningPanel = nullptr;
    TableView *m_groups = nullptr;
    QLabel *m_meaning = nullptr;
};

} // namespace qd::ui
