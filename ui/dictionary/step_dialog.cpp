#include "ui/dictionary/step_dialog.h"

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

#include <algorithm>

namespace qd::ui {

using dictionary::Step;

namespace {
constexpr int Width = 420;
}

StepDialog::StepDialog(Step step, const dictionary::DefinitionVersion &version, QWidget *parent)
    : QDialog(parent)
    , m_step(step)
    , m_version(version)
    , m_by(new QLineEdit(qt(store::currentUser()), this))
    , m_on(new QDateEdit(QDate::currentDate(), this))
    , m_reason(new QLineEdit(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(title(step, version));
    m_by->setObjectName(QStringLiteral("stepBy"));
    m_on->setObjectName(QStringLiteral("stepOn"));
    m_on->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_reason->setObjectName(QStringLiteral("stepReason"));
    auto *form = new QFormLayout;
    form->addRow(tr("Who"), m_by);
    form->addRow(tr("Day"), m_on);
    form->addRow(tr("Reason"), m_reason);
    form->setRowVisible(m_on, step == Step::Approve || step == Step::Retire);
    form->setRowVisible(m_reason, step == Step::Reject || step == Step::Retire);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Put on record"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    QLabel *remark =
        newProse(tr("It is a record of who said so, not an access control: nobody asks whether the name is true."),
            Type::Dense, Tone::Hint, this);
    remark->setMinimumWidth(Width);
    column->addWidget(remark);
    column->addLayout(form);
    m_fault->setWordWrap(true);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_by, &QLineEdit::textChanged, this, &StepDialog::check);
    connect(m_reason, &QLineEdit::textChanged, this, &StepDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QString StepDialog::title(Step step, const dictionary::DefinitionVersion &version)
{
    const QString what = tr("%1 version %2").arg(qt(version.definition.metric)).arg(version.version);
    switch (step) {
    case Step::Submit:
        return tr("Submit %1").arg(what);
    case Step::Approve:
        return tr("Approve %1").arg(what);
    case Step::Reject:
        return tr("Reject %1").arg(what);
    case Step::Retire:
        break;
    }
    return tr("Retire %1").arg(qt(version.definition.metric));
}

dictionary::Change StepDialog::change() const
{
    const QDate on = m_on->date();
    dictionary::Change asked;
    asked.step = m_step;
    asked.metric = m_version.definition.metric;
    asked.by = m_by->text().toStdString();
    asked.on = Date::of(on.year(), on.month(), on.day()).value_or(Date::today());
    asked.reason = m_reason->text().toStdString();
    return asked;
}

QString StepDialog::fault() const
{
    const std::string by = m_by->text().trimmed().toStdString();
    if (by.empty())
        return tr("Say who.");
    if (m_step == Step::Reject && m_reason->text().trimmed().isEmpty())
        return tr("Say why it is rejected.");
    const auto isBy = [&by](const std::string &name) { return equalsIgnoringCase(name, by); };
    if (m_step == Step::Approve && std::ranges::any_of(m_version.authors, isBy))
        return tr("%1 wrote it; another person approves.").arg(qt(by));
    if (m_step == Step::Approve && std::ranges::any_of(m_version.approvals, isBy, &dictionary::Approval::by))
        return tr("%1 has approved it already; the second approval is another person's.").arg(qt(by));
    return {};
}

void StepDialog::check()
{
    m_fault->setText(fault());
    m_do->setEnabled(fault().isEmpty());
}

} // namespace qd::ui
