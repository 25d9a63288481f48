#include "ui/actions/new_action_dialog.h"

#include "ui/actions/dialog_foot.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace qd::ui {

namespace {
constexpr int Width = 440;
constexpr int DueDays = 14;
} // namespace

NewActionDialog::NewActionDialog(const identity::AccountDirectory &accounts, int account, Date day,
    const std::vector<std::string> &owners, QWidget *parent)
    : QDialog(parent)
    , m_day(day)
    , m_customer(new QComboBox(this))
    , m_title(new QLineEdit(this))
    , m_owner(new QComboBox(this))
    , m_due(new QDateEdit(this))
    , m_note(new QLineEdit(this))
    , m_take(new QPushButton(tr("Open it"), this))
{
    setWindowTitle(tr("Open an action"));
    setObjectName(QStringLiteral("newAction"));
    setMinimumWidth(Width);
    m_customer->setObjectName(QStringLiteral("newActionCustomer"));
    m_customer->setEditable(true);
    m_customer->setInsertPolicy(QComboBox::NoInsert);
    m_customer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const identity::Account &each : accounts.accounts()) // names may be the same, ids never
        m_customer->addItem(tr("%1, %2", "customer, id").arg(qt(each.name), qt(each.id)), qt(each.id));
    m_customer->completer()->setFilterMode(Qt::MatchContains);
    m_customer->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_customer->setCurrentIndex(account);
    m_title->setObjectName(QStringLiteral("newActionTitle"));
    m_owner->setObjectName(QStringLiteral("newActionOwner"));
    m_owner->setEditable(true);
    for (const std::string &owner : owners)
        m_owner->addItem(qt(owner));
    m_owner->setCurrentText(account < 0 ? QString() : qt(accounts.at(account).field("owner")));
    m_owner->lineEdit()->setPlaceholderText(tr("nobody"));
    const QDate today(day.year(), day.month(), day.day());
    m_due->setObjectName(QStringLiteral("newActionDue"));
    m_due->setDisplayFormat(dayEditPattern(shownLocale(), QStringLiteral("%1")));
    m_due->setMinimumDate(today);
    m_due->setDate(today.addDays(DueDays));
    m_note->setObjectName(QStringLiteral("newActionNote"));
    auto *form = new QFormLayout;
    form->addRow(tr("Customer"), m_customer);
    form->addRow(tr("What to do"), m_title);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Due"), m_due);
    form->addRow(tr("Comment"), m_note);
    m_take->setObjectName(QStringLiteral("newActionTake"));
    addDialogFoot(*this, form, m_note, m_take);
    connect(m_title, &QLineEdit::textChanged, this, &NewActionDialog::showChoice);
    connect(m_customer, &QComboBox::currentTextChanged, this, &NewActionDialog::showChoice);
    showChoice();
}

int NewActionDialog::chosen() const
{
    return m_customer->findText(m_customer->currentText(), Qt::MatchFixedString);
}

void NewActionDialog::showChoice()
{
    m_take->setEnabled(chosen() >= 0 && !m_title->text().trimmed().isEmpty());
}

actions::NewAction NewActionDialog::made() const
{
    const QDate due = m_due->date();
    return {m_customer->itemData(chosen()).toString().toStdString(), m_title->text().trimmed().toStdString(),
        m_owner->currentText().trimmed().toStdString(), Date::of(due.year(), due.month(), due.day()),
        m_note->text().trimmed().toStdString(), m_day};
}

} // namespace qd::ui
