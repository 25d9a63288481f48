#pragma once
#include "core/programmes/escalation_changes.h"
#include "ui/actions/actions_view.h"
#include "ui/common/panel.h"
#include "ui/shell/edit.h"
#include "ui/shell/inspector_content.h"

#include <memory>

class QToolButton;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// Escalations: how each tier answers and resolves them, or those that are open, which are opened, answered, raised and
/// resolved here: edits of the workspace that can be undone. Those that came with a file are changed in their own
/// system.
class EscalationPanel : public Panel {
    Q_OBJECT
public:
    explicit EscalationPanel(QWidget *parent = nullptr);

    void setView(std::shared_ptr<const ActionsView> view);
    /// Opens one, or changes the one chosen.
    void open(const programmes::NewEscalation &made);
    void change(const programmes::EscalationChange &change);

Q_SIGNALS:
    void accountOpened(const QString &account);
    void edited(const qd::ui::Edit &edit);
    void inspected(const qd::ui::InspectorContent &content);

private:
    void addChanges();
    void renew();
    void showSelection();
    void ask(programmes::EscalationEditKind kind);
    [[nodiscard]] bool isOpenShown() const;
    [[nodiscard]] const programmes::OpenEscalation *current() const; ///< nullptr for none

    std::shared_ptr<const ActionsView> m_view;
    SegmentedSwitch *m_shown = nullptr;
    QToolButton *m_change = nullptr;
    TableView *m_table = nullptr;
};

} // namespace qd::ui
