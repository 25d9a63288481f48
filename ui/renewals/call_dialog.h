#pragma once
#include "core/base/money.h"
#include "core/forecast/calls.h"
#include "ui/renewals/renewal_dialog.h"

class QComboBox;
class QLineEdit;

namespace qd::ui {

/// Calls a renewal: what it will bring, and how sure that is.
class CallDialog : public RenewalDialog {
    Q_OBJECT
public:
    /// `due` is what is due; `call` the amount and category of now, which are proposed.
    CallDialog(const QString &customer, const Money &due, const forecast::RenewalCall &call, QWidget *parent = nullptr);
    [[nodiscard]] forecast::RenewalCall call() const;

private:
    void showChoice();
    [[nodiscard]] std::optional<Money> amount() const; ///< nothing for a text that is no amount of 0 or more

    forecast::RenewalCall m_call;
    Currency m_currency;
    QLineEdit *m_amount = nullptr;
    QComboBox *m_category = nullptr;
};

} // namespace qd::ui
