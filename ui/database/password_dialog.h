#pragma once
#include "ui/database/database_asking.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace qd::ui {

/// Asks for the password of a connection, after the database refused the one there was, or there was none.
class PasswordDialog : public QDialog {
    Q_OBJECT
public:
    /// `why` is what the database said.
    PasswordDialog(const connect::Connection &connection, const QString &why, QWidget *parent = nullptr);

    [[nodiscard]] TypedPassword password() const;

private:
    QLineEdit *m_text;
    QCheckBox *m_keep;
};

} // namespace qd::ui
