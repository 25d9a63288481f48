#include "ui/scenario/goal_dialog.h"
#include "ui/paint/message_text.h"

#include "ui/paint/formatting.h"
#include "ui/scenario/lever_texts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace qd::ui {

namespace {
constexpr double DefaultUtilisation = 90;
constexpr int Width = 420;

/// The next whole percent above what the scenario gives; 100 where it has no NRR.
double nextNrr(const scenario::CompleteScenario &scenario)
{
    return std::floor(scenario::project(scenario).summary.nrr.value_or(0.99) * 100) + 1;
}

/// What an end of the lever's range gives: "0.0 % gives 109.7 %"; empty where it gives nothing.
QString endText(scenario::CompleteScenario scenario, const scenario::Goal &goal, double value)
{
    if (!setLever(scenario, goal.lever, value).ok())
        return {};
    const auto from = goal.from ? monthsBetween(scenario.start, *goal.from) - 1 : 0;
    const auto given = outcomeOf(scenario::project(scenario), goal.outcome, std::size_t(std::max(0, from)));
    return given ? GoalDialog::tr("%1 gives %2").arg(leverValueText(goal.lever, value), formatPercent(*given))
                 : QString();
}

/// Why there is no answer: what the ends of the lever's range give, or what core says.
QString refusal(const scenario::CompleteScenario &scenario, const scenario::Goal &goal, const Error &error)
{
    const auto range = leverRange(scenario, goal.lever);
    const QString low = range ? endText(scenario, goal, range->lowest) : QString();
    const QString high = range ? endText(scenario, goal, range->highest) : QString();
    if (low.isEmpty() || high.isEmpty())
        return messageText(error.message);
    return GoalDialog::tr("Out of reach by %1 alone: %2, %3.").arg(leverShortName(goal.lever), low, high);
}
} // namespace

GoalDialog::GoalDialog(const scenario::CompleteScenario &scenario, QWidget *parent)
    : QDialog(parent)
    , m_scenario(scenario)
    , m_outcome(new QComboBox(this))
    , m_target(new QDoubleSpinBox(this))
    , m_lever(new QComboBox(this))
    , m_result(new QLabel(this))
    , m_apply(new QPushButton(tr("Take this value"), this))
{
    setWindowTitle(tr("What would it take?"));
    m_outcome->addItems({tr("NRR of the first 12 months"), tr("Highest utilisation")});
    m_outcome->setObjectName(QStringLiteral("goalOutcome"));
    m_target->setObjectName(QStringLiteral("goalTarget"));
    m_target->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_target->setRange(1, 1000);
    m_target->setDecimals(1);
    m_target->setSuffix(QStringLiteral("\u00a0%"));
    m_target->setKeyboardTracking(false);
    m_target->setValue(nextNrr(m_scenario));
    m_lever->setObjectName(QStringLiteral("goalLever"));
    m_result->setObjectName(QStringLiteral("goalResult"));
    m_result->setWordWrap(true);
    m_result->setMinimumWidth(Width);
    m_apply->setProperty("primary", true);
    m_apply->setObjectName(QStringLiteral("goalApply"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *form = new QFormLayout;
    form->addRow(tr("Reach"), m_outcome);
    form->addRow(tr("of"), m_target);
    form->addRow(tr("by"), m_lever);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_result);
    column->addLayout(foot);
    connect(m_outcome, &QComboBox::currentIndexChanged, this, [this] {
        const QSignalBlocker quiet(m_target);
        m_target->setValue(isNrr() ? nextNrr(m_scenario) : DefaultUtilisation);
        fillLevers();
    });
    connect(m_target, &QDoubleSpinBox::valueChanged, this, &GoalDialog::seek);
    connect(m_lever, &QComboBox::currentIndexChanged, this, &GoalDialog::seek);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    fillLevers();
}

bool GoalDialog::isNrr() const
{
    return m_outcome->currentIndex() == 0;
}

void GoalDialog::fillLevers()
{
    const QSignalBlocker quiet(m_lever);
    m_lever->clear();
    m_levers.clear();
    if (isNrr()) {
        for (const scenario::Parameter *parameter : parametersOf(scenario::Scope::EachSegment)) {
            if (!parameter->decidesRetention)
                continue;
            for (const scenario::Segment &segment : m_scenario.segments)
                m_levers.push_back({parameter->key, segment.name});
        }
    } else {
        const char *hires = parametersOf(scenario::Scope::People).front()->key;
        for (int i = 1; i <= m_scenario.months; ++i)
            m_levers.push_back({hires, {}, m_scenario.start.plus(i)});
    }
    for (const scenario::Lever &lever : m_levers)
        m_lever->addItem(leverShortName(lever));
    seek();
}

scenario::Goal GoalDialog::goal() const
{
    scenario::Goal goal;
    goal.lever = m_levers[std::size_t(std::max(0, m_lever->currentIndex()))];
    goal.outcome = isNrr() ? scenario::Outcome::Nrr : scenario::Outcome::PeakUtilisation;
    goal.target = m_target->value() / 100;
    if (!isNrr()) // before they are fully productive the hires cannot keep the promise
        goal.from =
            std::min(goal.lever.month->plus(int(m_scenario.ramp.size()) - 1), m_scenario.start.plus(m_scenario.months));
    return goal;
}

void GoalDialog::seek()
{
    if (m_lever->currentIndex() < 0)
        return;
    const scenario::Goal wanted = goal();
    auto answer = scenario::seek(m_scenario, wanted);
    m_apply->setEnabled(answer.ok());
    m_answer.reset();
    if (!answer) {
        m_result->setText(refusal(m_scenario, wanted, answer.error()));
        return;
    }
    const QString value = leverValueText(wanted.lever, answer->value);
    const QString lever = tr("%1 %2", "lever, its value").arg(leverShortName(wanted.lever), value);
    m_sentence = isNrr() ? tr("NRR %1 by %2").arg(formatPercent(answer->reached), lever)
                         : tr("Utilisation %1 by %2").arg(formatPercent(answer->reached), lever);
    m_result->setText(isNrr() ? m_sentence : tr("%1, from %2 on").arg(m_sentence, formatMonth(*wanted.from)));
    m_answer = std::move(*answer);
}

} // namespace qd::ui
