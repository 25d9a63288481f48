#include "ui/database/password_dialog.h"

#include "core/connect/keyring.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

PasswordDialog::PasswordDialog(const connect::Connection &connection, const QString &why, QWidget *parent)
    : QDialog(parent)
    , m_text(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keyring of this desktop"), this))
{
    constexpr int FieldWidth = 320;
    setObjectName(QStringLiteral("databasePassword"));
    setWindowTitle(tr("Password for %1").arg(qt(connection.name)));
    m_text->setObjectName(QStringLiteral("databasePasswordText"));
    m_text->setEchoMode(QLineEdit::Password);
    m_text->setMinimumWidth(FieldWidth);
    m_keep->setObjectName(QStringLiteral("databasePasswordKeep"));
    const bool mayKeep = connect::hasKeyring();
    m_keep->setEnabled(mayKeep);
    auto *said = new TonedLabel(Type::Small, Tone::Label, this);
    said->setWordWrap(true);
    said->setText(why);
    auto *where = new TonedLabel(Type::Small, Tone::Hint, this);
    where->setWordWrap(true);
    where->setText(mayKeep ? tr("It is never written into the workspace or a log.")
                           : tr("This session has no keyring, so it is asked for each time. It is never written into "
                                "the workspace or a log."));
    auto *form = new QFormLayout;
    form->addRow(tr("Password"), m_text);
    form->addRow(QString(), m_keep);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Log in"));
    buttons->button(QDialogButtonBox::Ok)->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(said);
    column->addLayout(form);
    column->addWidget(where);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

TypedPassword PasswordDialog::password() const
{
    return {m_text->text().toStdString(), m_keep->isEnabled() && m_keep->isChecked()};
}

} // namespace qd::ui
