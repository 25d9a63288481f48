#include "ui/renewals/call_dialog.h"

#include "ui/common/typed_number.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int Width = 400;
} // namespace

CallDialog::CallDialog(const QString &customer, const Money &due, const forecast::RenewalCall &call, QWidget *parent)
    : RenewalDialog(tr("Call %1").arg(customer), tr("Call it"), parent)
    , m_call(call)
    , m_currency(due.currency)
    , m_amount(new QLineEdit(this))
    , m_category(new QComboBox(this))
{
    setObjectName(QStringLiteral("callRenewal"));
    setMinimumWidth(Width);
    m_amount->setObjectName(QStringLiteral("callAmount"));
    m_amount->setText(shownNumber(Money{call.amount, m_currency}.major().approximate()));
    m_category->setObjectName(QStringLiteral("callCategory"));
    for (const std::string &category : forecast::callCategories())
        m_category->addItem(word(forecast::nameOfCategory(category)), qt(category));
    m_category->setCurrentIndex(std::max(0, m_category->findData(qt(call.category))));
    auto *form = new QFormLayout;
    form->addRow(tr("Due"), new QLabel(formatMoney(due, true), this));
    form->addRow(tr("It brings, %1").arg(qt(m_currency.code())), m_amount);
    form->addRow(tr("Category"), m_category);
    take()->setObjectName(QStringLiteral("callTake"));
    lay(form, m_category);
    m_amount->setFocus();
    m_amount->selectAll();
    connect(m_amount, &QLineEdit::textChanged, this, &CallDialog::showChoice);
    showChoice();
}

std::optional<Money> CallDialog::amount() const
{
    return forecast::callAmount(typedNumber(m_amount->text()), m_currency);
}

void CallDialog::showChoice()
{
    take()->setEnabled(amount().has_value());
}

forecast::RenewalCall CallDialog::call() const
{
    forecast::RenewalCall call = m_call;
    call.amount = amount().value_or(Money{}).minor;
    call.category = m_category->currentData().toString().toStdString();
    return call;
}

} // namespace qd::ui
