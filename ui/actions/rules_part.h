#pragma once
#include "ui/actions/actions_view.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace qd::ui {

class ChartView;
class LegendStrip;
class Panel;
class TableView;

/// The part Rules of the page: what each opens, how much of it is dismissed, what it would have opened in a year, and
/// what somebody should know before it is put in force. Changing a rule makes a draft of all of them.
class RulesPart : public QWidget {
    Q_OBJECT
public:
    explicit RulesPart(QWidget *parent = nullptr);
    void setView(const std::shared_ptr<const ActionsView> &view);

Q_SIGNALS:
    void fileWanted(); ///< rules of a file, to look at
    void draftDropped(); ///< those in force again
    void savingWanted(); ///< what is shown, which is a draft, is to be put in force
    void drafted(const std::string &rules); ///< what is shown with a change, as a draft to look at

private:
    void addChanges();
    void showRule();
    void edit(const actions::ActionRule &rule); ///< without an id: a new one
    void copy(const actions::ActionRule &rule);
    void remove(const actions::ActionRule &rule);
    [[nodiscard]] const actions::ActionRule *current() const; ///< the rule chosen; nullptr for none

    std::shared_ptr<const ActionsView> m_view;
    Panel *m_rulesPanel = nullptr;
    Panel *m_previewPanel = nullptr;
    TableView *m_rules = nullptr;
    ChartView *m_preview = nullptr;
    LegendStrip *m_legend = nullptr;
    TableView *m_notes = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_drop = nullptr;
};

} // namespace qd::ui
