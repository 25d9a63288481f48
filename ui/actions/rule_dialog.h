#pragma once
#include "core/actions/action_rules.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace qd::ui {

class ConditionList;
class TonedLabel;

/// One action rule: when it opens an action, whose it is, by when, who hears of it, and what holds it back. It cannot
/// be confirmed while the rule could not be kept, and says why.
class RuleDialog : public QDialog {
    Q_OBJECT
public:
    /// `rule` is of the set, or a new one without an id; `owners` are those to choose from, others can be typed.
    RuleDialog(const actions::ActionRule &rule, const actions::RuleSet &set, const std::vector<std::string> &owners,
        QWidget *parent = nullptr);
    /// As it stands.
    [[nodiscard]] actions::ActionRule rule() const;

private:
    struct Step {
        QSpinBox *days = nullptr;
        QLineEdit *to = nullptr;
    };

    QWidget *makeSteps();
    QWidget *makeLimits();
    void fill(const std::vector<std::string> &owners);
    void showChoice();

    actions::ActionRule m_rule; ///< as it was
    std::vector<actions::Play> m_plays; ///< own ones of the set
    QLineEdit *m_title = nullptr;
    ConditionList *m_when = nullptr;
    QComboBox *m_owner = nullptr;
    QComboBox *m_play = nullptr;
    QSpinBox *m_due = nullptr;
    QComboBox *m_escalation = nullptr;
    QSpinBox *m_priority = nullptr;
    QSpinBox *m_repeat = nullptr;
    QSpinBox *m_cap = nullptr;
    std::vector<Step> m_steps;
    TonedLabel *m_fault = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
