#pragma once
#include "core/actions/action_changes.h"
#include "core/actions/action_rules.h"
#include "core/identity/account_directory.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Opens an action by hand: for which customer, what is to be done, by which play, by whom and by when.
class NewActionDialog : public QDialog {
    Q_OBJECT
public:
    /// `account` is chosen at first; -1: none. The plays are those of `rules` and those shipped.
    NewActionDialog(const identity::AccountDirectory &accounts, int account, Date day,
        const std::vector<std::string> &owners, const actions::RuleSet &rules, QWidget *parent = nullptr);
    [[nodiscard]] actions::NewAction made() const;

private:
    void addPlays(const actions::RuleSet &rules);
    void takePlay();
    void showChoice();
    [[nodiscard]] int chosen() const; ///< place in the list; -1 for what is no customer

    Date m_day;
    std::vector<actions::Play> m_playList; ///< as the box lists them behind none
    QString m_proposed; ///< the title of the play chosen last
    QComboBox *m_customer = nullptr;
    QLineEdit *m_title = nullptr;
    QComboBox *m_play = nullptr;
    QComboBox *m_owner = nullptr;
    QDateEdit *m_due = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
