#include "ui/actions/escalation_dialog.h"

#include "ui/actions/dialog_foot.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Width = 460;

using programmes::EscalationEditKind;

QString titleOf(EscalationEditKind kind)
{
    switch (kind) {
    case EscalationEditKind::Opened:
        return EscalationDialog::tr("Open an escalation");
    case EscalationEditKind::Raised:
        return EscalationDialog::tr("Raise the escalation");
    case EscalationEditKind::OwnerChanged:
        return EscalationDialog::tr("Give the escalation to another owner");
    case EscalationEditKind::Answered:
        return EscalationDialog::tr("The escalation was answered");
    case EscalationEditKind::Resolved:
        return EscalationDialog::tr("The escalation was resolved");
    case EscalationEditKind::Commented:
        break;
    }
    return EscalationDialog::tr("Comment on the escalation");
}

QString verbOf(EscalationEditKind kind)
{
    switch (kind) {
    case EscalationEditKind::Opened:
        return EscalationDialog::tr("Open it");
    case EscalationEditKind::Raised:
        return EscalationDialog::tr("Raise");
    case EscalationEditKind::OwnerChanged:
        return EscalationDialog::tr("Give");
    case EscalationEditKind::Answered:
        return EscalationDialog::tr("Answered");
    case EscalationEditKind::Resolved:
        return EscalationDialog::tr("Resolved");
    case EscalationEditKind::Commented:
        break;
    }
    return EscalationDialog::tr("Comment");
}

} // namespace

EscalationDialog::EscalationDialog(EscalationEditKind kind, const Given &given, int account, int tier, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_given(given)
    , m_account(account)
{
    setWindowTitle(titleOf(kind));
    setObjectName(QStringLiteral("escalationDialog"));
    setMinimumWidth(Width);
    auto *form = new QFormLayout;
    const bool isNew = kind == EscalationEditKind::Opened;
    if (isNew) {
        addCustomers(account);
        form->addRow(tr("Customer"), m_customer);
    }
    if (isNew || kind == EscalationEditKind::Raised) {
        addTiers(tier);
        form->addRow(tr("Tier"), m_tier);
    }
    if (isNew) {
        m_reason = new QLineEdit(this);
        m_reason->setObjectName(QStringLiteral("escalationReason"));
        form->addRow(tr("Reason"), m_reason);
    }
    if (m_tier || kind == EscalationEditKind::OwnerChanged) {
        addOwners();
        form->addRow(tr("Owner"), m_owner);
    }
    if (isNew || kind == EscalationEditKind::Answered || kind == EscalationEditKind::Resolved) {
        addMoment();
        form->addRow(isNew ? tr("Since") : tr("When"), m_when);
    }
    m_note = new QLineEdit(this);
    m_note->setObjectName(QStringLiteral("escalationNote"));
    form->addRow(tr("Comment"), m_note);
    m_take = new QPushButton(verbOf(kind), this);
    m_take->setObjectName(QStringLiteral("escalationTake"));
    addDialogFoot(*this, form, m_note, m_take);
    for (QLineEdit *line : {m_reason, m_note}) {
        if (line)
            connect(line, &QLineEdit::textChanged, this, &EscalationDialog::showChoice);
    }
    if (m_tier) {
        connect(m_tier, &QComboBox::currentIndexChanged, this, &EscalationDialog::takeTier);
        takeTier();
    }
    if (m_customer)
        connect(m_customer, &QComboBox::currentTextChanged, this, &EscalationDialog::takeTier);
    showChoice();
}

void EscalationDialog::addCustomers(int account)
{
    m_customer = new QComboBox(this);
    m_customer->setObjectName(QStringLiteral("escalationCustomer"));
    m_customer->setEditable(true);
    m_customer->setInsertPolicy(QComboBox::NoInsert);
    m_customer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const identity::Account &each : m_given.accounts.accounts()) // names may be the same, ids never
        m_customer->addItem(tr("%1, %2", "customer, id").arg(qt(each.name), qt(each.id)), qt(each.id));
    m_customer->completer()->setFilterMode(Qt::MatchContains);
    m_customer->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_customer->setCurrentIndex(account);
}

void EscalationDialog::addTiers(int lowest)
{
    m_tier = new QComboBox(this);
    m_tier->setObjectName(QStringLiteral("escalationTier"));
    for (int tier = lowest; tier <= programmes::EscalationTiers; ++tier)
        m_tier->addItem(
            tr("%1: answered within %2 h")
                .arg(word(programmes::tierName(tier)), formatCount(m_given.tiers[std::size_t(tier - 1)].hours)),
            tier);
}

void EscalationDialog::addOwners()
{
    m_owner = new QComboBox(this);
    m_owner->setObjectName(QStringLiteral("escalationOwner"));
    m_owner->setEditable(true);
    m_owner->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const std::string &owner : m_given.owners)
        m_owner->addItem(qt(owner));
    m_owner->setCurrentIndex(-1);
    m_owner->lineEdit()->setPlaceholderText(tr("nobody"));
}

/// Up to the end of the day that the data end on, which may be long over; until then, now is what most take.
void EscalationDialog::addMoment()
{
    const QDateTime last = QDateTime::fromSecsSinceEpoch(qint64(m_given.day.days() + 1) * SecondsPerDay - 60);
    m_when = new QDateTimeEdit(std::min(last, QDateTime::currentDateTime()), this);
    m_when->setObjectName(QStringLiteral("escalationWhen"));
    m_when->setDisplayFormat(dayEditPattern(shownLocale()) + QStringLiteral(", HH:mm"));
    m_when->setMaximumDateTime(last);
}

int EscalationDialog::account() const
{
    return m_customer ? m_customer->findText(m_customer->currentText(), Qt::MatchFixedString) : m_account;
}

int EscalationDialog::tier() const
{
    return m_tier ? m_tier->currentData().toInt() : 1;
}

std::int64_t EscalationDialog::moment() const
{
    return m_when ? m_when->dateTime().toSecsSinceEpoch() : 0;
}

/// What nobody typed follows the tier: its reason, and whose it is.
void EscalationDialog::takeTier()
{
    const int at = tier() - 1;
    if (at < 0 || at >= programmes::EscalationTiers)
        return;
    const programmes::EscalationTier &rules = m_given.tiers[std::size_t(at)];
    const QString criterion = word(rules.criterion);
    if (m_reason && (m_reason->text().isEmpty() || m_reason->text() == m_criterion))
        m_reason->setText(criterion);
    m_criterion = criterion;
    const int whose = account();
    m_owner->setCurrentText(qt(whose < 0 ? rules.owner : rules.ownerFor(m_given.accounts.at(whose))));
    showChoice();
}

void EscalationDialog::showChoice()
{
    const bool isNew = m_kind == EscalationEditKind::Opened;
    const bool hasWords = !m_note->text().trimmed().isEmpty();
    m_take->setEnabled(isNew ? account() >= 0 && !m_reason->text().trimmed().isEmpty()
                             : m_kind != EscalationEditKind::Commented || hasWords);
}

programmes::NewEscalation EscalationDialog::made() const
{
    // a reason that is proposed is kept as translators know it
    const bool isProposed = m_reason->text() == m_criterion;
    return {m_given.accounts.at(account()).id, tier(),
        isProposed ? m_given.tiers[std::size_t(tier() - 1)].criterion : m_reason->text().trimmed().toStdString(),
        m_owner->currentText().trimmed().toStdString(), moment(), m_given.day, m_note->text().trimmed().toStdString()};
}

programmes::EscalationChange EscalationDialog::change() const
{
    return {m_kind, m_given.day, moment(), tier(),
        m_owner ? m_owner->currentText().trimmed().toStdString() : std::string(),
        m_note->text().trimmed().toStdString()};
}

} // namespace qd::ui
