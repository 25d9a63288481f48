#pragma once
#include "core/actions/action_changes.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Asks for what a change of actions needs: the words of a comment, the reason of a dismissal, the next owner, the day
/// on which a snooze ends. It can be taken once that is there.
class ActionDialog : public QDialog {
    Q_OBJECT
public:
    /// What is asked before `kind` for `count` actions on `day`; not for Opened and Started, which need nothing.
    ActionDialog(
        actions::EditKind kind, int count, Date day, const std::vector<std::string> &owners, QWidget *parent = nullptr);
    [[nodiscard]] actions::ActionChange change() const;

private:
    void showChoice();

    actions::EditKind m_kind;
    Date m_day;
    QComboBox *m_owner = nullptr;
    QDateEdit *m_until = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
