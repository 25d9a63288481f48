#include "ui/actions/new_action_dialog.h"

#include "ui/actions/dialog_foot.h"
#include "ui/common/elided_box.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCompleter>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace qd::ui {

namespace {
constexpr int Width = 440;
constexpr int DueDays = 14;
constexpr int PlayLetters = 24;
} // namespace

NewActionDialog::NewActionDialog(const identity::AccountDirectory &accounts, int account, Date day,
    const std::vector<std::string> &owners, const actions::RuleSet &rules, QWidget *parent)
    : QDialog(parent)
    , m_day(day)
    , m_customer(new QComboBox(this))
    , m_title(new QLineEdit(this))
    , m_play(new ElidedBox(PlayLetters, this))
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
    addPlays(rules);
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
    form->addRow(tr("Play"), m_play);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Due"), m_due);
    form->addRow(tr("Comment"), m_note);
    m_take->setObjectName(QStringLiteral("newActionTake"));
    addDialogFoot(*this, form, m_note, m_take);
    connect(m_play, &QComboBox::currentIndexChanged, this, &NewActionDialog::takePlay);
    connect(m_title, &QLineEdit::textChanged, this, &NewActionDialog::showChoice);
    connect(m_customer, &QComboBox::currentTextChanged, this, &NewActionDialog::showChoice);
    showChoice();
}

void NewActionDialog::addPlays(const actions::RuleSet &rules)
{
    m_play->setObjectName(QStringLiteral("newActionPlay"));
    m_play->addItem(tr("none, it is one step"), QString());
    for (const std::vector<actions::Play> *plays : {&rules.plays, &actions::shippedPlays()}) {
        for (const actions::Play &play : *plays) {
            if (m_play->findData(qt(play.id)) >= 0) // an own one stands before a shipped one
                continue;
            m_playList.push_back(play);
            m_play->addItem(
                tr("%1, %2 steps").arg(word(play.title), formatCount(qint64(play.steps.size()))), qt(play.id));
        }
    }
}

/// What nobody typed follows the play: the title, and the day by which its last step is due.
void NewActionDialog::takePlay()
{
    const int at = m_play->currentIndex() - 1;
    const QString title = at < 0 ? QString() : word(m_playList[std::size_t(at)].title);
    if (m_title->text().isEmpty() || m_title->text() == m_proposed)
        m_title->setText(title);
    m_proposed = title;
    const int days = at < 0 ? DueDays : m_playList[std::size_t(at)].steps.back().dueDays;
    m_due->setDate(m_due->minimumDate().addDays(days));
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
    const int play = m_play->currentIndex() - 1;
    const bool isItsTitle = play >= 0 && m_title->text() == m_proposed; // which translators know
    return {m_customer->itemData(chosen()).toString().toStdString(),
        isItsTitle ? m_playList[std::size_t(play)].title : m_title->text().trimmed().toStdString(),
        m_owner->currentText().trimmed().toStdString(), Date::of(due.year(), due.month(), due.day()),
        m_note->text().trimmed().toStdString(), m_day, m_play->currentData().toString().toStdString()};
}

} // namespace qd::ui
