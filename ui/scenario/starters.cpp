#include "ui/scenario/starters.h"

#include "core/scenario/lever_board.h"
#include "core/scenario/parameters.h"
#include "ui/common/toned_label.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/scenario_texts.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace qd::ui {

namespace {

constexpr int Padding = 12;

QString signedMoney(const Comparison &comparison, double major)
{
    const QString money = shortMoney(comparison, std::abs(major));
    return (major < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + money;
}

/// What the change does to ARR at the end; to the cost of the team where it leaves ARR alone.
QString effectOf(const Comparison &comparison, const scenario::CompleteScenario &changed)
{
    const scenario::Projection &now = *comparison.scenario;
    const scenario::Projection then = project(changed);
    const double arr = then.summary.closingArr - now.summary.closingArr;
    if (std::abs(arr) >= 1)
        return StartersView::tr("ARR %1").arg(signedMoney(comparison, arr));
    const auto cost = scenario::Outcome::Cost;
    return StartersView::tr("cost %1").arg(signedMoney(comparison, *outcomeOf(then, cost) - *outcomeOf(now, cost)));
}

} // namespace

std::vector<Starter> startersFor(const Comparison &comparison, const scenario::CompleteScenario &scenario)
{
    std::vector<Starter> starters;
    const auto add = [&](const QString &title, auto change) {
        scenario::CompleteScenario changed = scenario;
        change(changed);
        if (!(changed == scenario))
            starters.push_back({title, effectOf(comparison, changed), changed});
    };
    for (const scenario::Parameter &parameter : scenario::parameters()) {
        if (!parameter.starter)
            continue;
        const scenario::Starter &starter = *parameter.starter;
        if (parameter.scope == scenario::Scope::EachSegment) {
            add(messageText(starter.title), [&](scenario::CompleteScenario &changed) {
                for (scenario::Segment &segment : changed.segments)
                    setIn(segment, parameter, starter.to(valueIn(segment, parameter)));
            });
            continue;
        }
        const std::vector<scenario::Lever> levers = boardLevers(scenario);
        const auto lever = std::ranges::find_if(
            levers, [&](const scenario::Lever &each) { return each.key == parameter.key && each.month; });
        if (lever != levers.end())
            add(messageText({starter.title, {*lever->month}}), [&](scenario::CompleteScenario &changed) {
                setBoardValue(changed, *lever, starter.to(boardValue(changed, *lever).value_or(0)));
            });
    }
    return starters;
}

StartersView::StartersView(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Padding, 0, Padding, Padding);
    column->setSpacing(8);
    auto *sentence = new QLabel(
        tr("Move a lever, or begin with one of these. Every change is then listed here with what it does to ARR."),
        this);
    sentence->setWordWrap(true);
    sentence->setFont(Theme::font(Type::Dense));
    column->addWidget(sentence);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(8);
    m_rows->setVerticalSpacing(2);
    m_rows->setColumnStretch(0, 1);
    column->addLayout(m_rows);
    column->addStretch(1);
}

void StartersView::setStarters(std::vector<Starter> starters)
{
    m_starters = std::move(starters);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < m_starters.size(); ++i) {
        auto *button = new QPushButton(m_starters[i].title, this);
        button->setProperty("link", true);
        button->setObjectName(QStringLiteral("scenarioStarter%1").arg(i));
        button->setAccessibleDescription(m_starters[i].effect);
        auto *effect = new TonedLabel(Type::Dense, Tone::Label, this);
        effect->setText(m_starters[i].effect);
        effect->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_rows->addWidget(button, int(i), 0, Qt::AlignLeft);
        m_rows->addWidget(effect, int(i), 1);
        connect(
            button, &QPushButton::clicked, this,
            [this, i] { Q_EMIT chosen(m_starters[i].title, m_starters[i].scenario); }, Qt::QueuedConnection);
    }
}

} // namespace qd::ui
