#include "ui/renewals/risk_dialog.h"

#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Width = 460;
constexpr int ActionDays = 14;

QDate dateOf(Date date)
{
    return {date.year(), date.month(), date.day()};
}

} // namespace

RiskDialog::RiskDialog(const QString &customer, const renewals::RiskEntry &entry, QWidget *parent)
    : RenewalDialog(tr("Renewal of %1").arg(customer), tr("Keep"), parent)
    , m_entry(entry)
    , m_status(new QComboBox(this))
    , m_reason(new QComboBox(this))
    , m_call(new QComboBox(this))
    , m_action(new QLineEdit(qt(entry.nextAction), this))
    , m_date(new QDateEdit(this))
    , m_note(new QLineEdit(this))
{
    setObjectName(QStringLiteral("judgeRisk"));
    setMinimumWidth(Width);
    addWords(m_status, "riskStatus", renewals::riskStatuses(), entry.status, false);
    addWords(m_reason, "riskReason", renewals::riskReasons(), entry.reason, true);
    addWords(m_call, "riskCall", renewals::riskCalls(), entry.call, true);
    m_action->setObjectName(QStringLiteral("riskAction"));
    m_date->setObjectName(QStringLiteral("riskActionDate"));
    m_date->setDisplayFormat(dayEditPattern(shownLocale(), QStringLiteral("%1")));
    m_date->setMinimumDate(dateOf(entry.day));
    m_date->setDate(std::max(dateOf(entry.nextActionDate.value_or(entry.day.plusDays(ActionDays))), dateOf(entry.day)));
    m_note->setObjectName(QStringLiteral("riskNote"));
    auto *form = new QFormLayout;
    form->addRow(tr("Status"), m_status);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Call"), m_call);
    form->addRow(tr("Next action"), m_action);
    form->addRow(tr("By"), m_date);
    form->addRow(tr("Note"), m_note);
    take()->setObjectName(QStringLiteral("riskTake"));
    lay(form, m_note);
    connect(m_action, &QLineEdit::textChanged, this, &RiskDialog::showChoice);
    showChoice();
}

/// A word of a file that is none of the register's is not proposed.
void RiskDialog::addWords(
    QComboBox *box, const char *name, const std::vector<std::string> &words, const std::string &chosen, bool mayBeNone)
{
    box->setObjectName(QLatin1String(name));
    if (mayBeNone)
        box->addItem(tr("none"), QString());
    for (const std::string &each : words)
        box->addItem(word(renewals::nameOfRiskWord(each)), qt(each));
    box->setCurrentIndex(std::max(0, box->findData(qt(chosen))));
}

void RiskDialog::showChoice()
{
    m_date->setEnabled(!m_action->text().trimmed().isEmpty());
}

renewals::RiskEntry RiskDialog::entry() const
{
    renewals::RiskEntry entry = m_entry;
    entry.status = m_status->currentData().toString().toStdString();
    entry.reason = m_reason->currentData().toString().toStdString();
    entry.call = m_call->currentData().toString().toStdString();
    entry.nextAction = m_action->text().trimmed().toStdString();
    const QDate date = m_date->date();
    entry.nextActionDate = entry.nextAction.empty() ? std::nullopt : Date::of(date.year(), date.month(), date.day());
    entry.note = m_note->text().trimmed().toStdString();
    return entry;
}

} // namespace qd::ui
