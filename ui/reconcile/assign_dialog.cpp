#include "ui/reconcile/assign_dialog.h"

#include "core/base/date.h"
#include "ui/common/toned_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {
constexpr int FieldWidth = 280;
}

AssignDialog::AssignDialog(const Assignment &now, QWidget *parent)
    : QDialog(parent)
    , m_now(now)
    , m_owner(new QLineEdit(now.owner, this))
    , m_due(new QLineEdit(now.due, this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(
        now.count == 1 ? tr("Owner and due date") : tr("Owner and due date of %Ln breaks", nullptr, now.count));
    m_owner->setObjectName(QStringLiteral("breakOwner"));
    m_owner->setPlaceholderText(now.sameOwner ? tr("The customer's owner") : tr("Owners differ; empty keeps each"));
    m_owner->setMinimumWidth(FieldWidth);
    m_due->setObjectName(QStringLiteral("breakDue"));
    m_due->setPlaceholderText(now.sameDue ? tr("YYYY-MM-DD, or none") : tr("Days differ; empty keeps each"));
    auto *form = new QFormLayout;
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Due"), m_due);
    m_fault->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Assign"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_due, &QLineEdit::textChanged, this, &AssignDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

Assignment AssignDialog::chosen() const
{
    const QString owner = m_owner->text().trimmed();
    const QString due = m_due->text().trimmed();
    return {owner, m_now.sameOwner || !owner.isEmpty(), due, m_now.sameDue || !due.isEmpty(), m_now.count};
}

void AssignDialog::check()
{
    const QString due = m_due->text().trimmed();
    const bool isDay = due.isEmpty() || Date::fromIso(due.toStdString());
    m_fault->setText(isDay ? QString() : tr("A due date is a day, YYYY-MM-DD."));
    m_do->setEnabled(isDay);
}

} // namespace qd::ui
