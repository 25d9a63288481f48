#include "ui/actions/rule_dialog.h"

#include "core/actions/rule_editing.h"
#include "core/programmes/escalation_tiers.h"
#include "ui/actions/condition_list.h"
#include "ui/common/elided_box.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Width = 720; ///< at least: the words of a language may need more
constexpr int PlayLetters = 24;
constexpr int MostDays = 3650;
constexpr int MostOpen = 10'000;
constexpr int MostPriority = 999;
constexpr int NoDue = -1;
constexpr std::size_t LeastSteps = 2; ///< lines of an escalation that are there to be filled

QSpinBox *spin(QWidget *parent, const char *name, int least, int most, int value)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

} // namespace

RuleDialog::RuleDialog(const actions::ActionRule &rule, const actions::RuleSet &set,
    const std::vector<std::string> &owners, QWidget *parent)
    : QDialog(parent)
    , m_rule(rule)
    , m_plays(set.plays)
    , m_title(new QLineEdit(this))
    , m_when(new ConditionList(this))
    , m_owner(new QComboBox(this))
    , m_play(new ElidedBox(PlayLetters, this))
    , m_due(spin(this, "ruleDue", NoDue, MostDays, rule.dueDays.value_or(NoDue)))
    , m_escalation(new QComboBox(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
    , m_take(new QPushButton(tr("Take into draft"), this))
{
    setWindowTitle(tr("Action rule"));
    setObjectName(QStringLiteral("ruleDialog"));
    m_title->setObjectName(QStringLiteral("ruleTitle"));
    m_owner->setObjectName(QStringLiteral("ruleOwner"));
    m_owner->setEditable(true);
    m_due->setSpecialValueText(tr("no due date"));
    auto *form = new QFormLayout;
    form->addRow(tr("What to do"), m_title);
    form->addRow(tr("When all hold"), m_when);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Play"), m_play);
    form->addRow(tr("Due in days"), m_due);
    form->addRow(tr("Escalation"), m_escalation);
    form->addRow(tr("Goes up after days to"), makeSteps());
    form->addRow(tr("Limits"), makeLimits());
    m_take->setObjectName(QStringLiteral("ruleTake"));
    m_take->setProperty("primary", true);
    m_take->setDefault(true);
    m_fault->setObjectName(QStringLiteral("ruleFault"));
    m_fault->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_fault, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addLayout(foot);
    fill(owners);
    connect(m_title, &QLineEdit::textChanged, this, &RuleDialog::showChoice);
    connect(m_when, &ConditionList::changed, this, &RuleDialog::showChoice);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
    m_title->setFocus();
    showChoice();
    resize(sizeHint().expandedTo({Width, 0}));
}

QWidget *RuleDialog::makeSteps()
{
    auto *lines = new QWidget(this);
    auto *column = new QVBoxLayout(lines);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (std::size_t i = 0; i < std::max(LeastSteps, m_rule.escalate.size()); ++i) {
        const actions::EscalationStep step =
            i < m_rule.escalate.size() ? m_rule.escalate[i] : actions::EscalationStep{7 * (int(i) + 1), {}};
        const Step made{spin(lines, "ruleStepDays", 0, MostDays, step.afterDays), new QLineEdit(qt(step.to), lines)};
        made.days->setAccessibleName(tr("Days"));
        made.to->setObjectName(QStringLiteral("ruleStepTo"));
        made.to->setAccessibleName(tr("Goes up to"));
        made.to->setPlaceholderText(tr("nobody"));
        auto *line = new QHBoxLayout;
        line->addWidget(made.days);
        line->addWidget(made.to, 1);
        column->addLayout(line);
        m_steps.push_back(made);
    }
    lines->setFocusProxy(m_steps.front().days);
    return lines;
}

QWidget *RuleDialog::makeLimits()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &title, const char *name, int least, int most, int value) {
        auto *box = spin(line, name, least, most, value);
        auto *label = new QLabel(title, line);
        label->setBuddy(box);
        row->addWidget(label);
        row->addWidget(box);
        return box;
    };
    m_priority = add(tr("Priority"), "rulePriority", -MostPriority, MostPriority, m_rule.priority);
    m_repeat = add(tr("Repeat after days"), "ruleRepeat", 0, MostDays, m_rule.repeatAfterDays);
    m_cap = add(tr("Open an owner"), "ruleCap", 0, MostOpen, m_rule.capPerOwner);
    row->addStretch(1);
    line->setFocusProxy(m_priority);
    return line;
}

void RuleDialog::fill(const std::vector<std::string> &owners)
{
    m_title->setText(word(m_rule.title));
    m_when->setConditions(m_rule.when);
    for (const std::string &owner : owners)
        m_owner->addItem(qt(owner));
    m_owner->setCurrentText(qt(m_rule.owner));
    m_owner->lineEdit()->setPlaceholderText(tr("the customer's owner"));
    m_play->setObjectName(QStringLiteral("rulePlay"));
    m_play->addItem(tr("none, it is one step"), QString());
    for (const std::vector<actions::Play> *plays : {&std::as_const(m_plays), &actions::shippedPlays()}) {
        for (const actions::Play &play : *plays) {
            if (m_play->findData(qt(play.id)) < 0) // an own one stands before a shipped one
                m_play->addItem(
                    tr("%1, %2 steps").arg(word(play.title), formatCount(qint64(play.steps.size()))), qt(play.id));
        }
    }
    m_play->setCurrentIndex(std::max(0, m_play->findData(qt(m_rule.play))));
    m_escalation->setObjectName(QStringLiteral("ruleEscalation"));
    m_escalation->addItem(tr("none is opened"), 0);
    for (int tier = 1; tier <= programmes::EscalationTiers; ++tier)
        m_escalation->addItem(word(programmes::tierName(tier)), tier);
    m_escalation->setCurrentIndex(m_rule.escalation);
}

actions::ActionRule RuleDialog::rule() const
{
    actions::ActionRule made = m_rule;
    if (m_title->text() != word(m_rule.title)) // a shipped title is kept as the translators know it
        made.title = m_title->text().trimmed().toStdString();
    made.when = m_when->conditions();
    made.owner = m_owner->currentText().trimmed().toStdString();
    made.play = m_play->currentData().toString().toStdString();
    made.escalation = m_escalation->currentData().toInt();
    made.dueDays = m_due->value() == NoDue ? std::nullopt : std::optional(m_due->value());
    made.escalate.clear();
    for (const Step &step : m_steps) {
        if (const QString to = step.to->text().trimmed(); !to.isEmpty())
            made.escalate.push_back({step.days->value(), to.toStdString()});
    }
    made.priority = m_priority->value();
    made.repeatAfterDays = m_repeat->value();
    made.capPerOwner = m_cap->value();
    return made;
}

void RuleDialog::showChoice()
{
    QString fault;
    actions::ActionRule made = rule();
    if (made.id.empty()) // a new one gets its own once it is taken
        made.id = "new";
    if (m_title->text().trimmed().isEmpty())
        fault = tr("Say what is to be done.");
    else if (const auto read = actions::ruleSetFromText(actions::textOf({{made}, m_plays})); !read)
        fault = messageText(read.error().message);
    m_fault->setText(fault);
    m_take->setEnabled(fault.isEmpty());
}

} // namespace qd::ui
