#pragma once
#include "ui/common/panel.h"
#include "ui/reconcile/reconcile_texts.h"
#include "ui/shell/edit.h"

#include <functional>
#include <memory>

namespace qd::ui {

class DecisionButton;
struct Assignment;
struct Decision;
class SegmentedSwitch;
class TableView;

/// The breaks of a reconciliation, of one field or of all, or what each owner has to correct; and what is decided of
/// those selected: an edit of the register that can be undone.
class BreaksPanel : public Panel {
    Q_OBJECT
public:
    explicit BreaksPanel(QWidget *parent = nullptr);

    /// Shows the breaks of the field chosen before; null while there is no reconciliation.
    void setView(std::shared_ptr<const ReconcileView> view);
    /// Selects a break by reconcile::breakKey() among those of all fields; one that there is none of selects nothing.
    void selectBreak(const QString &key);
    /// Shows the ARR breaks of a cause alone if there are `count` of them; else all, and says false.
    bool showCause(reconcile::Cause cause, int count);
    /// Places in the result of the breaks shown, in the order shown; of all while owners are.
    [[nodiscard]] std::vector<std::size_t> shownBreaks() const;

Q_SIGNALS:
    void breakSelected(int place); ///< in the result
    void accountOpened(const QString &account); ///< id of the customer of a break
    void customersWanted(const qd::ui::AccountList &customers); ///< of several breaks
    void edited(const qd::ui::Edit &edit);
    void said(const QString &sentence); ///< for the status bar

private:
    void connectParts();
    void showField(const QString &field);
    void showSelection();
    void showDecision();
    void decide(const Decision &chosen);
    void showAssignment();
    void assign(const Assignment &chosen);
    /// Changes the selected breaks as one edit with a title, unless nothing changes.
    void settle(const std::function<void(reconcile::BreakDecision &)> &change,
        const std::function<QString(const QString &only, const reconcile::BreakDecision &first, int count)> &title);
    void openSelected(const QStringList &rows);
    [[nodiscard]] const reconcile::Break *breakOf(const QString &key) const;
    [[nodiscard]] QString accountOf(const reconcile::Break &found) const;
    [[nodiscard]] std::vector<const reconcile::Break *> selectedBreaks() const;

    std::shared_ptr<const ReconcileView> m_view;
    SegmentedSwitch *m_field = nullptr;
    DecisionButton *m_decide = nullptr;
    TableView *m_table = nullptr;
};

} // namespace qd::ui
