// The rules a solve keeps to, and the customers behind the panel's figures.
#include "ui/coverage/optimise_view.h"

#include <QCheckBox>
#include <QLayout>
#include <QMenu>
#include <QPushButton>

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

void OptimiseView::buildRules()
{
    auto *menu = new QMenu(m_rules);
    menu->setToolTipsVisible(true);
    addRule(menu, tr("Hold red customers"), protecting(coverage::Protection::Red));
    addRule(menu, tr("Hold customers renewing within %1 days").arg(coverage::ProtectedRenewalDays),
        protecting(coverage::Protection::RenewingSoon));
    addRule(menu, tr("Hold customers in onboarding"), protecting(coverage::Protection::Onboarding));
    menu->addSeparator();
    addRule(menu, tr("Keep families together"),
        [](coverage::AssignModel &rules, bool on) { return std::exchange(rules.keepFamilies, on); });
    addRule(menu, tr("Weigh moves by ARR"), [](coverage::AssignModel &rules, bool on) {
        using Weight = coverage::AssignModel::MoveWeight;
        return std::exchange(rules.moveWeight, on ? Weight::Arr : Weight::Accounts) == Weight::Arr;
    });
    addRule(menu, tr("Compare only CSMs of the same regions and segments"), [](coverage::AssignModel &rules, bool on) {
        using Scope = coverage::AssignModel::SpreadScope;
        return std::exchange(rules.spreadScope, on ? Scope::Pool : Scope::All) == Scope::Pool;
    });
    m_rules->setMenu(menu);
}

void OptimiseView::addRule(
    QMenu *menu, const QString &text, const std::function<bool(coverage::AssignModel &, bool)> &set)
{
    QAction *action = menu->addAction(text);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, set, text](bool on) {
        if (!m_view)
            return;
        coverage::AssignModel rules = m_view->saved.model.assign;
        set(rules, on);
        Q_EMIT rulesWanted(rules, on ? text : tr("%1: off").arg(text));
    });
    auto *box = new QCheckBox(text, m_ruleBoxes);
    m_ruleBoxes->layout()->addWidget(box);
    connect(box, &QCheckBox::clicked, action, &QAction::trigger);
    m_ruleActions.push_back({action, box, set});
}

void OptimiseView::showRules()
{
    coverage::AssignModel rules = m_view->saved.model.assign;
    for (const Rule &rule : m_ruleActions) {
        const bool isOn = rule.set(rules, false);
        rule.action->setChecked(isOn);
        rule.box->setChecked(isOn);
    }
    m_rules->setToolTip(
        tr("Rules for every solve; a change can be undone. %1").arg(costsText(m_view->saved.model.assign)));
}

void OptimiseView::openFigure(const QString &id)
{
    if (id == QStringLiteral("held") && m_outlook)
        Q_EMIT customersWanted(tr("Held where they are"), m_outlook->held);
    else if (id == QStringLiteral("over"))
        Q_EMIT customersWanted(tr("In books above capacity"), overloaded());
    else if (id == QStringLiteral("spread"))
        Q_EMIT customersWanted(tr("In the highest and the lowest book"), atTheEnds());
    else if (id == QStringLiteral("all"))
        Q_EMIT customersWanted(tr("In books of %1").arg(segmentTitle(*m_view, m_segment)), takingPart());
    else if (id == QStringLiteral("moved") && proposal()) {
        std::vector<int> loads;
        for (const coverage::PlacedAccount &move : m_choice.ticked())
            loads.push_back(move.load);
        Q_EMIT customersWanted(tr("To be moved"), loads);
    }
}

std::vector<int> OptimiseView::takingPart() const
{
    return m_outlook ? m_outlook->accounts : std::vector<int>();
}

std::vector<int> OptimiseView::overloaded() const
{
    std::vector<int> loads;
    for (const coverage::Book &book : m_draft.books.books) {
        for (const int load : takingPart()) {
            if (book.utilisation() > 1.0 && m_draft.loads[std::size_t(load)].csm == book.csm)
                loads.push_back(load);
        }
    }
    return loads;
}

std::vector<int> OptimiseView::atTheEnds() const
{
    const coverage::Book *lowest = nullptr;
    const coverage::Book *highest = nullptr;
    for (const coverage::Book &book : m_draft.books.books) {
        if (book.capacityHours <= 0 || !isShownBook(*m_view, book.csm, m_segment))
            continue;
        lowest = !lowest || book.utilisation() < lowest->utilisation() ? &book : lowest;
        highest = !highest || book.utilisation() > highest->utilisation() ? &book : highest;
    }
    std::vector<int> loads;
    for (const int load : takingPart()) {
        const int csm = m_draft.loads[std::size_t(load)].csm;
        if (csm >= 0 && lowest && (csm == lowest->csm || csm == highest->csm))
            loads.push_back(load);
    }
    return loads;
}

} // namespace qd::ui
