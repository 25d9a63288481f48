#pragma once
#include "ui/health/health_part.h"

class QComboBox;

namespace qd::ui {

class ChartView;
class LegendStrip;
class TableView;

/// How customers are now: ARR by colour, the distribution by group, every score with its reasons, and what moved the
/// one that is chosen.
class HealthNow : public HealthPartView {
    Q_OBJECT
public:
    explicit HealthNow(QWidget *parent = nullptr);
    void setView(const HealthViewPtr &view) override;
    [[nodiscard]] Panel *busyPanel() const override { return m_mixPanel; }
    /// Chooses a customer among the scores; false where it has none.
    bool choose(const QString &account);
    /// The customer chosen among the scores; empty for none.
    [[nodiscard]] QString chosen() const;
    /// The dimension of the distribution.
    [[nodiscard]] std::string by() const;

private:
    void openMix(const QString &row, const QString &column);
    void openPart(int series, int category);
    void explain(const QString &account);

    HealthViewPtr m_view;
    Panel *m_mixPanel = nullptr;
    Panel *m_groupsPanel = nullptr;
    Panel *m_scoresPanel = nullptr;
    Panel *m_movePanel = nullptr;
    QComboBox *m_by = nullptr;
    LegendStrip *m_legend = nullptr;
    ChartView *m_mix = nullptr;
    TableView *m_groups = nullptr;
    TableView *m_scores = nullptr;
    ChartView *m_move = nullptr;
};

} // namespace qd::ui
