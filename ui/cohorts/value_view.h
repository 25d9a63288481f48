#pragma once
#include "ui/cohorts/cohorts_part_view.h"

class QLabel;

namespace qd::ui {

class ChartView;
class TableView;

/// How long customers take to their first value, who still waits, and how they move through the stages.
class ValueView final : public CohortsPartView {
    Q_OBJECT
public:
    explicit ValueView(QWidget *parent = nullptr);

    void choose(CohortsChoice &choice) const override;
    void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) override;
    void openAll() override;
    [[nodiscard]] Panel *mainPanel() const override { return m_curvePanel; }

private:
    void layOut();
    void openGroup(int group, const QString &column);

    std::shared_ptr<const CohortsView> m_view;
    QComboBox *m_by = nullptr;
    Panel *m_curvePanel = nullptr;
    Panel *m_groupPanel = nullptr;
    Panel *m_openPanel = nullptr;
    Panel *m_funnelPanel = nullptr;
    ChartView *m_curves = nullptr;
    TableView *m_groups = nullptr;
    TableView *m_open = nullptr;
    TableView *m_funnel = nullptr;
    QLabel *m_sentence = nullptr;
};

} // namespace qd::ui
