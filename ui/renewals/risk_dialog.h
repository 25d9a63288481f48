#pragma once
#include "core/renewals/risk_changes.h"
#include "ui/renewals/renewal_dialog.h"

class QComboBox;
class QDateEdit;
class QLineEdit;

namespace qd::ui {

/// Judges the risk of a customer's renewal: status, reason, call, and what is done about it by when.
class RiskDialog : public RenewalDialog {
    Q_OBJECT
public:
    /// `entry` is what is judged now, which is proposed; its day is the first a next action may have.
    RiskDialog(const QString &customer, const renewals::RiskEntry &entry, QWidget *parent = nullptr);
    [[nodiscard]] renewals::RiskEntry entry() const;

private:
    void addWords(QComboBox *box, const char *name, const std::vector<std::string> &words, const std::string &chosen,
        bool mayBeNone);
    void showChoice();

    renewals::RiskEntry m_entry;
    QComboBox *m_status = nullptr;
    QComboBox *m_reason = nullptr;
    QComboBox *m_call = nullptr;
    QLineEdit *m_action = nullptr;
    QDateEdit *m_date = nullptr;
    QLineEdit *m_note = nullptr;
};

} // namespace qd::ui
