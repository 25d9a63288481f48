#include "ui/coverage/solve_rules.h"

#include "ui/coverage/proposal.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

std::function<bool(coverage::AssignModel &, bool)> protecting(coverage::Protection protection)
{
    return [protection](coverage::AssignModel &rules, bool on) {
        const bool was = std::erase(rules.protect, protection) > 0;
        if (on)
            rules.protect.push_back(protection);
        std::ranges::sort(rules.protect);
        return was;
    };
}

} // namespace

SolveRules::SolveRules(QWidget *buttonParent, QWidget *boxParent)
    : QObject(buttonParent)
    , m_button(new QPushButton(tr("Rules"), buttonParent))
    , m_boxes(new QWidget(boxParent))
{
    m_button->setObjectName(QStringLiteral("solveRules"));
    auto *column = new QVBoxLayout(m_boxes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *menu = new QMenu(m_button);
    menu->setToolTipsVisible(true);
    build(*menu);
    m_button->setMenu(menu);
}

void SolveRules::build(QMenu &menu)
{
    add(menu, tr("Hold red customers"), protecting(coverage::Protection::Red));
    add(menu, tr("Hold customers renewing within %1 days").arg(coverage::ProtectedRenewalDays),
        protecting(coverage::Protection::RenewingSoon));
    add(menu, tr("Hold customers in onboarding"), protecting(coverage::Protection::Onboarding));
    menu.addSeparator();
    add(menu, tr("Keep families together"),
        [](coverage::AssignModel &rules, bool on) { return std::exchange(rules.keepFamilies, on); });
    add(menu, tr("Weigh moves by ARR"), [](coverage::AssignModel &rules, bool on) {
        using Weight = coverage::AssignModel::MoveWeight;
        return std::exchange(rules.moveWeight, on ? Weight::Arr : Weight::Accounts) == Weight::Arr;
    });
    add(menu, tr("Compare only CSMs of the same regions and segments"), [](coverage::AssignModel &rules, bool on) {
        using Scope = coverage::AssignModel::SpreadScope;
        return std::exchange(rules.spreadScope, on ? Scope::Pool : Scope::All) == Scope::Pool;
    });
}

void SolveRules::add(QMenu &menu, const QString &text, const Set &set)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, set, text](bool on) {
        if (!m_rules)
            return;
        coverage::AssignModel rules = *m_rules;
        set(rules, on);
        Q_EMIT wanted(rules, on ? text : tr("%1: off").arg(text));
    });
    auto *box = new QCheckBox(text, m_boxes);
    m_boxes->layout()->addWidget(box);
    connect(box, &QCheckBox::clicked, action, &QAction::trigger);
    m_choices.push_back({action, box, set});
}

void SolveRules::setRules(const coverage::AssignModel &rules)
{
    m_rules = rules;
    coverage::AssignModel asked = rules;
    for (const Rule &rule : m_choices) {
        const bool isOn = rule.set(asked, false);
        rule.action->setChecked(isOn);
        rule.box->setChecked(isOn);
    }
    m_button->setToolTip(tr("Rules for every solve; a change can be undone. %1").arg(costsText(rules)));
}

} // namespace qd::ui
