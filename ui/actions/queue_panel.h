#pragma once
#include "core/actions/action_changes.h"
#include "ui/actions/actions_view.h"
#include "ui/common/panel.h"
#include "ui/shell/edit.h"
#include "ui/shell/inspector_content.h"

#include <memory>

class QAction;
class QPushButton;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// The actions of the queue, of one owner or of all, and what is decided of those selected: an edit of the workspace
/// that can be undone. Those that came with a file are changed in their own system.
class QueuePanel : public Panel {
    Q_OBJECT
public:
    explicit QueuePanel(QWidget *parent = nullptr);

    /// Null while nothing is known.
    void setView(std::shared_ptr<const ActionsView> view);
    /// By OwnerQueue::key; nothing: all.
    void showOwner(const std::optional<std::string> &owner);
    /// The customer of the current row, by directory index; -1 for none.
    [[nodiscard]] int currentAccount() const;
    /// Makes a change of the selected actions that can be changed here.
    void change(const actions::ActionChange &change);

Q_SIGNALS:
    void accountOpened(const QString &account);
    void customersWanted(const qd::ui::AccountList &customers);
    void edited(const qd::ui::Edit &edit);
    void inspected(const qd::ui::InspectorContent &content);
    void said(const QString &sentence);
    void rulesWanted(); ///< where nothing opens actions yet

private:
    void addChanges();
    void renew();
    void showSelection();
    void ask(actions::EditKind kind);
    void openSelected(const QStringList &rows);
    [[nodiscard]] QueueShown shown() const;
    [[nodiscard]] const actions::OwnerQueue *owner() const; ///< nullptr where all are shown
    /// Of the selected ones that can be changed here.
    [[nodiscard]] std::vector<const actions::QueuedAction *> changeable() const;

    std::shared_ptr<const ActionsView> m_view;
    std::optional<std::string> m_owner;
    QPushButton *m_change = nullptr;
    QPushButton *m_toRules = nullptr; ///< seen while no rule is in force
    SegmentedSwitch *m_shown = nullptr;
    TableView *m_table = nullptr;
};

/// What was done to an action, for the inspector.
[[nodiscard]] InspectorContent describeAction(const ActionsView &view, const actions::QueuedAction &action);
/// "Dismiss: Amber, Renewal plan"; "Dismiss 3 actions".
[[nodiscard]] QString changeText(const ActionsView &view, const actions::ActionChange &change,
    const std::vector<const actions::QueuedAction *> &actions);

} // namespace qd::ui
