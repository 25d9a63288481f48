#pragma once
#include "core/identity/account_directory.h"
#include "core/programmes/escalation_answers.h"
#include "core/programmes/escalation_changes.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Asks for what opening or changing an escalation needs: customer, tier, reason, owner, when, comment. It can be taken
/// once that is there.
class EscalationDialog : public QDialog {
    Q_OBJECT
public:
    /// What is told of the workspace; must outlive the dialog.
    struct Given {
        const identity::AccountDirectory &accounts;
        const programmes::TierRules &tiers;
        Date day; ///< the latest of the data: nothing after it is known
        const std::vector<std::string> &owners;
    };
    /// `account` is the customer of the escalation, or the one chosen at first; -1: none. `tier` is that of the
    /// escalation, or the lowest that is offered.
    EscalationDialog(
        programmes::EscalationEditKind kind, const Given &given, int account, int tier, QWidget *parent = nullptr);

    [[nodiscard]] programmes::NewEscalation made() const; ///< of Opened
    [[nodiscard]] programmes::EscalationChange change() const; ///< of all others

private:
    void addCustomers(int account);
    void addTiers(int lowest);
    void addOwners();
    void addMoment();
    void takeTier();
    void showChoice();
    [[nodiscard]] int account() const; ///< directory index; -1 for what is no customer
    [[nodiscard]] int tier() const;
    [[nodiscard]] std::int64_t moment() const;

    programmes::EscalationEditKind m_kind;
    Given m_given;
    int m_account = -1;
    QString m_criterion; ///< proposed with the tier
    QComboBox *m_customer = nullptr;
    QComboBox *m_tier = nullptr;
    QLineEdit *m_reason = nullptr;
    QComboBox *m_owner = nullptr;
    QDateTimeEdit *m_when = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
