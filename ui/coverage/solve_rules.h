#pragma once
#include "core/coverage/capacity_model.h"

#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QCheckBox;
class QMenu;
class QPushButton;
class QWidget;

namespace qd::ui {

/// The rules every solve keeps to, twice: in the menu of a button, and as checkboxes for where there is room. Ticking
/// one changes nothing here: it asks by wanted(), and setRules() shows what holds then.
class SolveRules : public QObject {
    Q_OBJECT
public:
    /// `buttonParent` and `boxParent` own what is shown until it is laid out elsewhere.
    SolveRules(QWidget *buttonParent, QWidget *boxParent);
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] QWidget *boxes() const { return m_boxes; }
    void setRules(const coverage::AssignModel &rules);

Q_SIGNALS:
    /// Other rules for every solve of this workspace; `text` says what changes.
    void wanted(const qd::coverage::AssignModel &rules, const QString &text);

private:
    /// Sets a rule on or off; says whether it was on before.
    using Set = std::function<bool(coverage::AssignModel &, bool)>;
    struct Rule {
        QAction *action = nullptr;
        QCheckBox *box = nullptr;
        Set set;
    };
    void build(QMenu &menu);
    void add(QMenu &menu, const QString &text, const Set &set);

    std::optional<coverage::AssignModel> m_rules; ///< nothing until they are known
    std::vector<Rule> m_choices;
    QPushButton *m_button = nullptr;
    QWidget *m_boxes = nullptr;
};

} // namespace qd::ui
