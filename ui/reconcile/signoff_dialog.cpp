#include "ui/reconcile/signoff_dialog.h"

#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/reconcile/reconcile_texts.h"
#include "ui/shell/inspector_parts.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

using signoff::SignoffState;

namespace {

constexpr int Width = 420;

/// What the step does, and what becomes of names that are there.
QString effectOf(SignoffStep step, const signoff::SignoffStanding &standing)
{
    if (step == SignoffStep::Sign)
        return SignoffDialog::tr("%1 prepared it; another person signs.").arg(qt(standing.preparedBy));
    const QString kept =
        SignoffDialog::tr("Totals, bridge, breaks and their states of the month's last day are kept under this name.");
    return standing.state == SignoffState::Open
        ? kept
        : SignoffDialog::tr("%1 What was prepared or signed before counts no more.").arg(kept);
}

} // namespace

SignoffDialog::SignoffDialog(SignoffStep step, const signoff::SignoffStanding &standing, QWidget *parent)
    : QDialog(parent)
    , m_by(new QLineEdit(qt(store::currentUser()), this))
    , m_fault(newProse({}, Type::Small, Tone::Bad, this))
{
    setWindowTitle(title(step, standing.key.period));
    setObjectName(QStringLiteral("signoffDialog"));
    m_by->setObjectName(QStringLiteral("signoffBy"));
    m_fault->setObjectName(QStringLiteral("signoffFault"));
    auto *form = new QFormLayout;
    form->addRow(tr("Who"), m_by);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setObjectName(QStringLiteral("signoffDo"));
    m_do->setText(step == SignoffStep::Prepare ? tr("Prepare") : tr("Sign"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    const QString subject = tr("%1 against %2, all customers.").arg(qt(standing.key.left), qt(standing.key.right));
    for (const QString &sentence : {subject, effectOf(step, standing), recordRemark()}) {
        QLabel *prose = newProse(sentence, Type::Dense, Tone::Hint, this);
        prose->setMinimumWidth(Width);
        column->addWidget(prose);
    }
    column->addLayout(form);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_by, &QLineEdit::textChanged, this, [this] {
        m_fault->clear(); // it was of another name
        check();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { Q_EMIT confirmed(m_by->text().trimmed()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QString SignoffDialog::title(SignoffStep step, const std::string &period)
{
    return (step == SignoffStep::Prepare ? tr("Prepare %1") : tr("Sign %1")).arg(periodText(period));
}

void SignoffDialog::setBusy(bool busy)
{
    m_busy = busy;
    check();
}

void SignoffDialog::showFault(const QString &sentence)
{
    setBusy(false);
    m_fault->setText(sentence);
    adjustSize(); // the sentence wraps, and nothing is cut
}

void SignoffDialog::check()
{
    m_by->setEnabled(!m_busy);
    m_do->setEnabled(!m_busy && !m_by->text().trimmed().isEmpty());
}

} // namespace qd::ui
