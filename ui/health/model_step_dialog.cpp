#include "ui/health/model_step_dialog.h"

#include "core/base/text.h"
#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/shell/inspector_parts.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

using health::ModelStep;

namespace {

constexpr int Width = 420;

Date dayOf(const QDateEdit &edit)
{
    const QDate date = edit.date();
    return Date::of(date.year(), date.month(), date.day()).value_or(Date::today());
}

} // namespace

ModelStepDialog::ModelStepDialog(ModelStep step, const health::SavedHealthModel &version, Date day, QWidget *parent)
    : QDialog(parent)
    , m_step(step)
    , m_version(version)
    , m_by(new QLineEdit(qt(store::currentUser()), this))
    , m_on(new QDateEdit(this))
    , m_from(new QDateEdit(this))
    , m_reason(new QLineEdit(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(title(step, version));
    setObjectName(QStringLiteral("healthStep"));
    m_by->setObjectName(QStringLiteral("healthStepBy"));
    m_on->setObjectName(QStringLiteral("healthStepOn"));
    m_from->setObjectName(QStringLiteral("healthStepFrom"));
    m_reason->setObjectName(QStringLiteral("healthStepReason"));
    auto *form = new QFormLayout;
    form->addRow(tr("Who"), m_by);
    addDays(*form, day);
    form->addRow(tr("Reason"), m_reason);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setObjectName(QStringLiteral("healthStepTake"));
    m_do->setText(tr("Put on record"));
    m_do->setProperty("primary", true);
    QLabel *remark =
        newProse(tr("It is a record of who said so, not an access control: nobody asks whether the name is true."),
            Type::Dense, Tone::Hint, this);
    remark->setMinimumWidth(Width);
    m_fault->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(remark);
    column->addLayout(form);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    for (QLineEdit *each : {m_by, m_reason})
        connect(each, &QLineEdit::textChanged, this, &ModelStepDialog::check);
    for (QDateEdit *each : {m_on, m_from})
        connect(each, &QDateEdit::dateChanged, this, &ModelStepDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void ModelStepDialog::addDays(QFormLayout &form, Date day)
{
    for (QDateEdit *each : {m_on, m_from}) {
        each->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        each->setDate({day.year(), day.month(), day.day()});
    }
    form.addRow(tr("Day"), m_on);
    form.addRow(tr("In force from"), m_from);
    form.setRowVisible(m_on, m_step != ModelStep::Propose && m_step != ModelStep::Reject);
    form.setRowVisible(m_from, m_step == ModelStep::Approve);
}

QString ModelStepDialog::title(ModelStep step, const health::SavedHealthModel &version)
{
    const QString what = tr("%1 version %2").arg(qt(version.name)).arg(version.version);
    switch (step) {
    case ModelStep::Propose:
        return tr("Propose %1").arg(what);
    case ModelStep::Approve:
        return tr("Approve %1").arg(what);
    case ModelStep::Reject:
        return tr("Send back %1").arg(what);
    case ModelStep::Review:
        return tr("Review %1").arg(what);
    case ModelStep::Retire:
        break;
    }
    return tr("Retire %1").arg(what);
}

health::ModelStepAsked ModelStepDialog::asked() const
{
    health::ModelStepAsked asked{m_step, m_version.version, m_by->text().toStdString(), dayOf(*m_on), {}, {}};
    if (m_step == ModelStep::Approve)
        asked.inForceFrom = dayOf(*m_from);
    asked.reason = m_reason->text().toStdString();
    return asked;
}

/// The sentence of what core would refuse, before it is asked.
QString ModelStepDialog::fault() const
{
    const std::string by(trimmed(m_by->text().toStdString()));
    if (by.empty())
        return tr("Say who.");
    if (m_step == ModelStep::Reject && m_reason->text().trimmed().isEmpty())
        return tr("Say why it is sent back.");
    if (m_step == ModelStep::Approve && equalsIgnoringCase(by, trimmed(m_version.author)))
        return tr("%1 wrote it; another person approves.").arg(qt(by));
    if (m_step == ModelStep::Approve && m_from->date() < m_on->date())
        return tr("It cannot be in force before the day of its approval.");
    return {};
}

void ModelStepDialog::check()
{
    m_fault->setText(fault());
    m_do->setEnabled(fault().isEmpty());
}

} // namespace qd::ui
