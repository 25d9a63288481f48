#include "ui/actions/action_dialog.h"

#include "ui/actions/dialog_foot.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace qd::ui {

namespace {

constexpr int Width = 420;
constexpr int SnoozeDays = 7;

using actions::EditKind;

QString titleOf(EditKind kind, int count)
{
    switch (kind) {
    case EditKind::OwnerChanged:
        return ActionDialog::tr("Give %Ln actions to another owner", nullptr, count);
    case EditKind::Snoozed:
        return ActionDialog::tr("Snooze %Ln actions", nullptr, count);
    case EditKind::Done:
        return ActionDialog::tr("Close %Ln actions as done", nullptr, count);
    case EditKind::Dismissed:
        return ActionDialog::tr("Dismiss %Ln actions", nullptr, count);
    default:
        return ActionDialog::tr("Comment on %Ln actions", nullptr, count);
    }
}

QString verbOf(EditKind kind)
{
    switch (kind) {
    case EditKind::OwnerChanged:
        return ActionDialog::tr("Give");
    case EditKind::Snoozed:
        return ActionDialog::tr("Snooze");
    case EditKind::Done:
        return ActionDialog::tr("Close as done");
    case EditKind::Dismissed:
        return ActionDialog::tr("Dismiss");
    default:
        return ActionDialog::tr("Comment");
    }
}

QString noteLabel(EditKind kind)
{
    switch (kind) {
    case EditKind::Dismissed:
        return ActionDialog::tr("Reason");
    case EditKind::Done:
        return ActionDialog::tr("What came of it");
    default:
        return ActionDialog::tr("Comment");
    }
}

} // namespace

ActionDialog::ActionDialog(EditKind kind, int count, Date day, const std::vector<std::string> &owners, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_day(day)
    , m_note(new QLineEdit(this))
    , m_take(new QPushButton(verbOf(kind), this))
{
    setWindowTitle(titleOf(kind, count));
    setObjectName(QStringLiteral("actionDialog"));
    setMinimumWidth(Width);
    auto *form = new QFormLayout;
    if (kind == EditKind::OwnerChanged) {
        m_owner = new QComboBox(this);
        m_owner->setObjectName(QStringLiteral("actionOwner"));
        m_owner->setEditable(true);
        for (const std::string &owner : owners)
            m_owner->addItem(qt(owner));
        m_owner->setCurrentIndex(-1);
        m_owner->lineEdit()->setPlaceholderText(tr("nobody"));
        form->addRow(tr("New owner"), m_owner);
    }
    if (kind == EditKind::Snoozed) {
        const QDate today(day.year(), day.month(), day.day());
        m_until = new QDateEdit(today.addDays(SnoozeDays), this);
        m_until->setObjectName(QStringLiteral("actionUntil"));
        m_until->setDisplayFormat(dayEditPattern(shownLocale(), QStringLiteral("%1")));
        m_until->setMinimumDate(today.addDays(1));
        form->addRow(tr("Comes back on"), m_until);
    }
    m_note->setObjectName(QStringLiteral("actionNote"));
    form->addRow(noteLabel(kind), m_note);
    m_take->setObjectName(QStringLiteral("actionTake"));
    addDialogFoot(*this, form, m_note, m_take);
    QWidget *first = m_owner ? static_cast<QWidget *>(m_owner) : m_until;
    if (first)
        setTabOrder(first, m_note);
    (m_owner ? static_cast<QWidget *>(m_owner) : m_note)->setFocus(); // the day proposed is what most take
    connect(m_note, &QLineEdit::textChanged, this, &ActionDialog::showChoice);
    showChoice();
}

void ActionDialog::showChoice()
{
    const bool needsWords = m_kind == EditKind::Commented || m_kind == EditKind::Dismissed;
    m_take->setEnabled(!needsWords || !m_note->text().trimmed().isEmpty());
}

actions::ActionChange ActionDialog::change() const
{
    actions::ActionChange change{m_kind, m_day, m_note->text().trimmed().toStdString(), {}, std::nullopt};
    if (m_owner)
        change.owner = m_owner->currentText().trimmed().toStdString();
    if (m_until)
        change.until = Date::of(m_until->date().year(), m_until->date().month(), m_until->date().day());
    return change;
}

} // namespace qd::ui
