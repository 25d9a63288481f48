#pragma once
#include "core/identity/account_directory.h"
#include "core/session/customer_mergers.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;

namespace qd::ui {

/// Which customer became part of which, and from which day on. It cannot be confirmed before two different customers
/// are chosen.
class MergerDialog : public QDialog {
    Q_OBJECT
public:
    /// `from` and `into` are chosen at first, indices in the directory; -1: none. Customers that ended are not offered.
    MergerDialog(const identity::AccountDirectory &accounts, int from, int into, Date day, QWidget *parent = nullptr);

    /// What was chosen, said by the machine's user.
    [[nodiscard]] session::MergerRequest chosen() const;
    /// "Gamma Ltd into Acme Corp": for the menu.
    [[nodiscard]] QString sentence() const;

private:
    [[nodiscard]] QComboBox *customerBox(const char *name, const identity::AccountDirectory &accounts, int chosen);
    void check();

    QComboBox *m_from = nullptr;
    QComboBox *m_into = nullptr;
    QDateEdit *m_on = nullptr;
    QCheckBox *m_proForma = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
