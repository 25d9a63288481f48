#pragma once
#include "core/scenario/goal_seek.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace qd::ui {

/// "What would it take?": a target for NRR by a segment's churn or expansion, or for utilisation by hires of a month.
/// The answer is computed at every change and shown before it is taken.
class GoalDialog : public QDialog {
    Q_OBJECT
public:
    explicit GoalDialog(const scenario::CompleteScenario &scenario, QWidget *parent = nullptr);
    /// The scenario that reaches the goal; nothing where none does.
    [[nodiscard]] const std::optional<scenario::GoalAnswer> &answer() const { return m_answer; }
    /// "NRR 110.0 % by Enterprise churn 4.2 %"
    [[nodiscard]] QString sentence() const { return m_sentence; }

private:
    void fillLevers();
    void seek();
    [[nodiscard]] scenario::Goal goal() const;
    [[nodiscard]] bool isNrr() const;

    scenario::CompleteScenario m_scenario;
    std::vector<scenario::Lever> m_levers; ///< of the list
    std::optional<scenario::GoalAnswer> m_answer;
    QString m_sentence;
    QComboBox *m_outcome = nullptr;
    QDoubleSpinBox *m_target = nullptr;
    QComboBox *m_lever = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace qd::ui
