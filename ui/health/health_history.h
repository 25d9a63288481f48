#pragma once
#include "ui/health/health_part.h"

namespace qd::ui {

class ChartView;
class LegendStrip;
class SegmentedSwitch;
class TableView;

/// How scores moved: a year by month, who went from which colour to which, whether the distribution moved by more than
/// chance, and days on which usage fell for many at once, and other inputs that are quiet.
class HealthHistory : public HealthPartView {
    Q_OBJECT
public:
    explicit HealthHistory(QWidget *parent = nullptr);
    void setView(const HealthViewPtr &view) override;
    /// The customer whose own score stands beside the mean from the next view on; empty for none.
    void setAccount(const QString &account) { m_account = account; }
    [[nodiscard]] Panel *busyPanel() const override { return m_coloursPanel; }

private:
    void layOut();
    void connectDrill();
    void showLower();
    void openMonth(int category, std::optional<portfolio::HealthColour> colour);

    HealthViewPtr m_view;
    QString m_account;
    Panel *m_coloursPanel = nullptr;
    Panel *m_meanPanel = nullptr;
    Panel *m_transitionsPanel = nullptr;
    Panel *m_stabilityPanel = nullptr;
    LegendStrip *m_legend = nullptr;
    ChartView *m_colours = nullptr;
    ChartView *m_mean = nullptr;
    ChartView *m_transitions = nullptr;
    TableView *m_stability = nullptr;
    TableView *m_incidents = nullptr;
    TableView *m_quiet = nullptr; ///< below them, where there are any
    SegmentedSwitch *m_lower = nullptr; ///< which of the two
};

} // namespace qd::ui
