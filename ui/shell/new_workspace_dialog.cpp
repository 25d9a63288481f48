#include "ui/shell/new_workspace_dialog.h"

#include "ui/common/toned_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

/// Offered first; any other code of ISO 4217 can be typed.
const QStringList CommonCurrencies{QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("GBP"),
    QStringLiteral("JPY"), QStringLiteral("CHF"), QStringLiteral("CAD"), QStringLiteral("AUD"), QStringLiteral("SEK"),
    QStringLiteral("INR"), QStringLiteral("SGD"), QStringLiteral("BRL"), QStringLiteral("MXN")};

} // namespace

NewWorkspaceDialog::NewWorkspaceDialog(const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_currency(new QComboBox(this))
    , m_month(new QComboBox(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("New workspace"));
    m_currency->setObjectName(QStringLiteral("baseCurrency"));
    m_currency->setEditable(true);
    m_currency->addItems(CommonCurrencies);
    const QString local = QLocale::system().currencySymbol(QLocale::CurrencyIsoCode);
    m_currency->setCurrentText(Currency::fromCode(local.toStdString()) ? local : CommonCurrencies.front());
    m_month->setObjectName(QStringLiteral("fiscalYearStart"));
    for (int month = 1; month <= 12; ++month)
        m_month->addItem(QLocale().standaloneMonthName(month), month);
    m_fault->setMinimumWidth(320);

    auto *text =
        new QLabel(tr("%1 will hold amounts in one base currency; others are converted at the rates you import. These "
                      "two choices stay with the file.")
                       .arg(QFileInfo(path).fileName()),
            this);
    text->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Base currency"), m_currency);
    form->addRow(tr("Fiscal year begins in"), m_month);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_make = buttons->button(QDialogButtonBox::Ok);
    m_make->setText(tr("Make workspace"));
    m_make->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(text);
    column->addLayout(form);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_currency, &QComboBox::editTextChanged, this, &NewWorkspaceDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

store::Workspace::NewWorkspace NewWorkspaceDialog::choice() const
{
    return {Currency::fromCode(m_currency->currentText().trimmed().toStdString()).value_or(Currency()),
        m_month->currentData().toInt()};
}

void NewWorkspaceDialog::check()
{
    const QString text = m_currency->currentText().trimmed();
    const bool known = Currency::fromCode(text.toStdString()).has_value();
    m_make->setEnabled(known);
    m_fault->setText(known ? QString() : tr("ISO 4217 has no currency \u201c%1\u201d.").arg(text));
}

} // namespace qd::ui
