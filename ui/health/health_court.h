#pragma once
#include "ui/health/health_part.h"
#include "ui/health/health_texts.h"

namespace qd::ui {

class ChartView;
class SegmentedSwitch;
class TableView;

/// What scores said of renewals before they were due, against what came: every model at four leads, what it found and
/// whether its probabilities came, all figures at one lead, and how evenly the model in force warns.
class HealthCourt : public HealthPartView {
    Q_OBJECT
public:
    explicit HealthCourt(QWidget *parent = nullptr);
    void setView(const HealthViewPtr &view) override;
    [[nodiscard]] Panel *busyPanel() const override { return m_aucPanel; }

private:
    void showLead();
    void showChart();
    void openLine(int series);
    [[nodiscard]] CourtShown shown() const;
    [[nodiscard]] int lead() const;

    HealthViewPtr m_view;
    Panel *m_aucPanel = nullptr;
    Panel *m_modelsPanel = nullptr;
    Panel *m_fairnessPanel = nullptr;
    SegmentedSwitch *m_leads = nullptr;
    SegmentedSwitch *m_shown = nullptr;
    ChartView *m_auc = nullptr;
    ChartView *m_lines = nullptr; ///< gains and calibration, in its place
    QWidget *m_aucScroll = nullptr;
    TableView *m_models = nullptr;
    TableView *m_fairness = nullptr;
};

} // namespace qd::ui
