#pragma once
#include "ui/cohorts/cohorts_part_view.h"

class QActionGroup;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ChartView;
class HazardSheet;
class SegmentedSwitch;
class TableView;

/// How long customers stay: curves with limits, those at risk, figures by group, and what the test between them says;
/// or Cox's model of the same lives by inputs that are chosen.
class SurvivalView final : public CohortsPartView {
    Q_OBJECT
public:
    explicit SurvivalView(QWidget *parent = nullptr);

    void choose(CohortsChoice &choice) const override;
    void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) override;
    void openAll() override;
    [[nodiscard]] Panel *mainPanel() const override;

private:
    void addCurveOptions();
    void addModelChoices();
    void layOut();
    void showSheet(bool ofModel);

    std::shared_ptr<const CohortsView> m_view;
    QComboBox *m_by = nullptr;
    QComboBox *m_after = nullptr;
    SegmentedSwitch *m_show = nullptr;
    QPushButton *m_options = nullptr; ///< its menu has what else the curves can show, and how
    QActionGroup *m_shown = nullptr;
    QActionGroup *m_interval = nullptr;
    QActionGroup *m_strata = nullptr;
    QPushButton *m_inputs = nullptr; ///< its menu has the inputs of the model
    QComboBox *m_drawn = nullptr;
    QStackedWidget *m_sheets = nullptr;
    HazardSheet *m_hazard = nullptr;
    Panel *m_curvePanel = nullptr;
    Panel *m_riskPanel = nullptr;
    Panel *m_groupPanel = nullptr;
    Panel *m_testPanel = nullptr;
    ChartView *m_curves = nullptr;
    TableView *m_risk = nullptr;
    TableView *m_groups = nullptr;
    QLabel *m_sentence = nullptr;
};

} // namespace qd::ui
