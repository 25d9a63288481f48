#pragma once
#include "ui/database/database_asking.h"
#include "ui/shell/job.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace qd::ui {

class TonedLabel;

/// Where a database is and who asks; never a password. Can be tried before it is kept.
class ConnectionDialog : public QDialog {
    Q_OBJECT
public:
    /// `isNew`: its name can be chosen.
    ConnectionDialog(const connect::Connection &connection, bool isNew, QWidget *parent = nullptr);

    [[nodiscard]] connect::Connection connection() const;

private:
    QLineEdit *addLine(const char *name, const QString &title, const QString &text, const QString &hint = {});
    QSpinBox *addNumber(const char *name, const QString &title, int value, int least, int most);
    void addWords(const connect::Connection &connection, bool isNew);
    void addButtons();
    /// Shows the lines of the driver that is chosen, and what is wrong with them; what was tried before is no more.
    void check();
    void tryIt(const std::optional<TypedPassword> &password);
    void say(const Result<std::optional<Error>> &result);
    void forget();

    QFormLayout *m_form;
    QLineEdit *m_name = nullptr;
    QComboBox *m_driver = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_database = nullptr;
    QLineEdit *m_user = nullptr;
    QComboBox *m_tls = nullptr;
    QLineEdit *m_odbc = nullptr;
    QSpinBox *m_connectSeconds = nullptr;
    QSpinBox *m_querySeconds = nullptr;
    TonedLabel *m_says = nullptr;
    QPushButton *m_try = nullptr;
    QPushButton *m_forget = nullptr;
    QPushButton *m_keep = nullptr;
    Job<std::optional<Error>> m_job;
    Job<bool> m_forgetJob;
};

} // namespace qd::ui
