#pragma once
#include "core/signoff/signoff.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

enum class SignoffStep { Prepare, Sign };

/// Who puts a name to the reconciliation of a month: the one who prepares it, or the one who signs. It says that this
/// is a record and no access control, and stays open until the name is taken: whoever shows it carries the step out,
/// then accepts it or shows why not.
class SignoffDialog : public QDialog {
    Q_OBJECT
public:
    SignoffDialog(SignoffStep step, const signoff::SignoffStanding &standing, QWidget *parent = nullptr);

    /// "Sign September 2026": the step, for titles and the status bar.
    [[nodiscard]] static QString title(SignoffStep step, const std::string &period);
    /// The step is carried out; no second one is asked for until showFault() or the end.
    void setBusy(bool busy);
    /// Why the name was refused; another may be given.
    void showFault(const QString &sentence);

Q_SIGNALS:
    void confirmed(const QString &name);

private:
    void check();

    QLineEdit *m_by = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
    bool m_busy = false;
};

} // namespace qd::ui
