#include "ui/database/connection_dialog.h"

#include "core/connect/database_failure.h"
#include "core/connect/keyring.h"
#include "ui/common/toned_label.h"
#include "ui/database/password_dialog.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

std::string textOf(const QLineEdit *field)
{
    return field->text().trimmed().toStdString();
}

} // namespace

ConnectionDialog::ConnectionDialog(const connect::Connection &connection, bool isNew, QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_says(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setObjectName(QStringLiteral("connection"));
    setWindowTitle(isNew ? tr("New connection") : tr("Connection %1").arg(qt(connection.name)));
    m_says->setObjectName(QStringLiteral("connectionSays"));
    m_says->setWordWrap(true);
    addWords(connection, isNew);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(m_form);
    column->addWidget(m_says);
    addButtons();
    check();
}

QLineEdit *ConnectionDialog::addLine(const char *name, const QString &title, const QString &text, const QString &hint)
{
    constexpr int FieldWidth = 340;
    auto *field = new QLineEdit(text, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(hint);
    field->setMinimumWidth(FieldWidth);
    m_form->addRow(title, field);
    connect(field, &QLineEdit::textChanged, this, &ConnectionDialog::check);
    return field;
}

QSpinBox *ConnectionDialog::addNumber(const char *name, const QString &title, int value, int least, int most)
{
    auto *field = new QSpinBox(this);
    field->setObjectName(QString::fromLatin1(name));
    field->setRange(least, most);
    field->setValue(value);
    m_form->addRow(title, field);
    connect(field, &QSpinBox::valueChanged, this, &ConnectionDialog::check);
    return field;
}

void ConnectionDialog::addWords(const connect::Connection &connection, bool isNew)
{
    const connect::Connection usual;
    m_name = addLine("connectionName", tr("Name"), qt(connection.name), tr("warehouse"));
    m_name->setReadOnly(!isNew);
    m_driver = new QComboBox(this);
    m_driver->setObjectName(QStringLiteral("connectionDriver"));
    m_driver->addItem(tr("PostgreSQL"), int(connect::Driver::Postgresql));
    m_driver->addItem(tr("ODBC"), int(connect::Driver::Odbc));
    m_driver->setCurrentIndex(m_driver->findData(int(connection.driver)));
    m_form->addRow(tr("Database"), m_driver);
    m_host = addLine("connectionHost", tr("Host"), qt(connection.host), tr("as libpq finds it"));
    m_port = addNumber("connectionPort", tr("Port"), connection.port, 0, 65535);
    m_port->setSpecialValueText(tr("the usual one"));
    m_database = addLine("connectionDatabase", tr("Its name there"), qt(connection.database));
    m_tls = new QComboBox(this);
    m_tls->setObjectName(QStringLiteral("connectionTls"));
    m_tls->addItem(tr("as libpq does"), QString());
    for (const char *mode : {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
        m_tls->addItem(QString::fromLatin1(mode), QString::fromLatin1(mode));
    m_tls->setCurrentIndex(std::max(0, m_tls->findData(qt(connection.tls))));
    m_form->addRow(tr("Encryption"), m_tls);
    m_odbc = addLine("connectionOdbc", tr("Data source"), qt(connection.odbc), tr("DSN=warehouse"));
    m_user = addLine("connectionUser", tr("User"), qt(connection.user));
    m_connectSeconds =
        addNumber("connectionWait", tr("Longest wait for the server, s"), connection.connectSeconds, 1, 3600);
    m_querySeconds = addNumber("connectionTime", tr("Longest time of a query, s"), connection.querySeconds, 1, 86400);
    for (QComboBox *box : {m_driver, m_tls})
        connect(box, &QComboBox::currentIndexChanged, this, &ConnectionDialog::check);
}

void ConnectionDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_keep = buttons->button(QDialogButtonBox::Ok);
    m_keep->setText(tr("Keep"));
    m_keep->setProperty("primary", true);
    m_try = buttons->addButton(tr("Try it"), QDialogButtonBox::ActionRole);
    m_try->setObjectName(QStringLiteral("connectionTry"));
    m_forget = buttons->addButton(tr("Forget its password"), QDialogButtonBox::ActionRole);
    m_forget->setObjectName(QStringLiteral("connectionForget"));
    m_forget->setVisible(connect::hasKeyring());
    for (QPushButton *button : {m_try, m_forget})
        button->setAutoDefault(false);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_try, &QPushButton::clicked, this, [this] { tryIt(std::nullopt); });
    connect(m_forget, &QPushButton::clicked, this, &ConnectionDialog::forget);
}

connect::Connection ConnectionDialog::connection() const
{
    connect::Connection made;
    made.name = textOf(m_name);
    made.driver = connect::Driver(m_driver->currentData().toInt());
    if (made.driver == connect::Driver::Odbc) {
        made.odbc = textOf(m_odbc);
    } else {
        made.host = textOf(m_host);
        made.port = m_port->value();
        made.database = textOf(m_database);
        made.tls = m_tls->currentData().toString().toStdString();
    }
    made.user = textOf(m_user);
    made.connectSeconds = m_connectSeconds->value();
    made.querySeconds = m_querySeconds->value();
    return made;
}

void ConnectionDialog::check()
{
    if (!m_keep)
        return; // still being made
    m_job.cancel(); // its answer would be of another connection
    const bool odbc = connect::Driver(m_driver->currentData().toInt()) == connect::Driver::Odbc;
    for (QWidget *field : {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_port),
             static_cast<QWidget *>(m_database), static_cast<QWidget *>(m_tls)}) {
        field->setVisible(!odbc);
        m_form->labelForField(field)->setVisible(!odbc);
    }
    m_odbc->setVisible(odbc);
    m_form->labelForField(m_odbc)->setVisible(odbc);
    const auto fine = connect::checkConnection(connection());
    m_says->setTone(Tone::Bad);
    m_says->setText(fine || m_name->text().isEmpty() ? QString() : messageText(fine.error().message));
    m_keep->setEnabled(fine.ok());
    m_try->setEnabled(fine.ok());
}

void ConnectionDialog::tryIt(const std::optional<TypedPassword> &password)
{
    m_try->setEnabled(false);
    m_says->setTone(Tone::Label);
    m_says->setText(tr("Asking..."));
    m_job.start(
        [asked = connection(), password](Progress &progress) { return tryConnection(asked, password, progress); },
        [this](const Result<std::optional<Error>> &result) { say(result); });
}

void ConnectionDialog::say(const Result<std::optional<Error>> &result)
{
    m_try->setEnabled(true);
    m_says->setTone(result ? Tone::Good : Tone::Bad);
    if (result) {
        m_says->setText(*result ? messageText((*result)->message) : tr("It answers."));
        return;
    }
    m_says->setText(messageText(result.error().message));
    if (!connect::isWrongLogin(result.error()))
        return;
    auto *ask = new PasswordDialog(connection(), m_says->text(), this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    connect(ask, &QDialog::accepted, this, [this, ask] { tryIt(ask->password()); });
    ask->open();
}

void ConnectionDialog::forget()
{
    m_forgetJob.start([asked = connection()](Progress &progress) { return connect::forgetPassword(asked, progress); },
        [this](const Result<bool> &gone) {
            m_says->setTone(gone ? Tone::Label : Tone::Bad);
            m_says->setText(!gone ? messageText(gone.error().message)
                    : *gone       ? tr("The keyring has no password of it any more.")
                                  : tr("The keyring had no password of it."));
        });
}

} // namespace qd::ui
