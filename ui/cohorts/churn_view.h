#pragma once
#include "ui/cohorts/cohorts_part_view.h"

namespace qd::ui {

class ChartView;
class ChurnedPanel;
class LegendStrip;
class TableView;

/// Who left, with what, and why: by quarter and by what customers are told apart by, and one by one.
class ChurnView final : public CohortsPartView {
    Q_OBJECT
public:
    explicit ChurnView(QWidget *parent = nullptr);

    void choose(CohortsChoice &choice) const override;
    void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) override;
    void openAll() override;
    [[nodiscard]] Panel *mainPanel() const override { return m_chartPanel; }

private:
    void layOut();

    std::shared_ptr<const CohortsView> m_view;
    QComboBox *m_kind = nullptr;
    QComboBox *m_by = nullptr;
    QComboBox *m_months = nullptr;
    Panel *m_chartPanel = nullptr;
    Panel *m_groupPanel = nullptr;
    ChurnedPanel *m_churned = nullptr;
    LegendStrip *m_legend = nullptr;
    ChartView *m_chart = nullptr;
    TableView *m_groups = nullptr;
};

} // namespace qd::ui
