#include "ui/scenario/scenario_desk.h"

#include "core/scenario/lever_board.h"
#include "core/scenario/thresholds.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/lever_texts.h"

#include <QPointer>

namespace qd::ui {

void ScenarioDesk::takeView(std::shared_ptr<const ScenarioView> view)
{
    const bool wasChanged = m_view && isChanged();
    auto before = std::exchange(m_view, std::move(view));
    if (before && before->filters != m_view->filters) {
        changeFilters(wasChanged);
        before.reset();
    }
    m_draft.filters = m_view->filters;
    keepDraft(before);
    if (!m_against.empty() && !known(m_against))
        m_against.clear();
}

void ScenarioDesk::forget()
{
    m_view.reset();
    m_draft = {};
    m_beforeDrag.reset();
    m_against.clear();
    m_aside.clear();
}

/// Puts aside what was made of another base, and takes up what was made of this one.
void ScenarioDesk::changeFilters(bool changed)
{
    if (changed)
        m_aside[m_draft.filters] = m_draft;
    m_draft = {};
    if (const auto aside = m_aside.find(m_view->filters); aside != m_aside.end()) {
        m_draft = aside->second;
        m_aside.erase(aside);
    }
    m_beforeDrag.reset();
    if (!m_view->filters.empty())
        m_against.clear();
}

/// The name under which the same scenario is saved now; empty where none is.
std::string ScenarioDesk::renamedFrom(const scenario::CompleteScenario &scenario)
{
    for (const KnownScenario &each : m_view->saved) {
        scenario::CompleteScenario named = scenario;
        named.name = each.scenario.name;
        if (!(named == each.scenario))
            continue;
        m_draft.scenario.name = named.name;
        return each.name;
    }
    return {};
}

/// What is in hand stays, unless it was only looked at: then the figures of the workspace take its place.
void ScenarioDesk::keepDraft(const std::shared_ptr<const ScenarioView> &before)
{
    const scenario::CompleteScenario *now = known(m_draft.name);
    const scenario::CompleteScenario *then = nullptr;
    if (before && m_draft.name.empty())
        then = &before->base.scenario;
    for (std::size_t i = 0; before && i < before->saved.size(); ++i) {
        if (before->saved[i].name == m_draft.name)
            then = &before->saved[i].scenario;
    }
    if (!before && now && m_draft.scenario.segments.empty())
        m_draft.scenario = *now;
    else if (!now)
        m_draft.name = renamedFrom(m_draft.scenario); // else no longer saved: a draft again
    else if (then && m_draft.scenario == *then)
        m_draft.scenario = *now;
    if (m_draft.scenario.start == m_view->base.scenario.start) { // the customers as they are known now
        m_draft.scenario.startBook = m_view->base.scenario.startBook;
        applyThresholds(m_draft.scenario, m_draft.scenario.thresholds);
    }
}

const scenario::CompleteScenario *ScenarioDesk::known(const std::string &name) const
{
    if (!m_view)
        return nullptr;
    if (name.empty())
        return &m_view->base.scenario;
    for (const KnownScenario &each : m_view->saved) {
        if (each.name == name)
            return &each.scenario;
    }
    return nullptr;
}

const scenario::CompleteScenario &ScenarioDesk::against() const
{
    const scenario::CompleteScenario *found = known(m_against);
    return found ? *found : m_view ? m_view->base.scenario : m_draft.scenario;
}

bool ScenarioDesk::isChanged() const
{
    const scenario::CompleteScenario *found = known(m_draft.name);
    return !found || !(*found == m_draft.scenario);
}

QString ScenarioDesk::name() const
{
    if (!m_draft.name.empty())
        return qt(m_draft.name);
    return isChanged() ? tr("Draft") : tr("Base");
}

const KnownScenario *ScenarioDesk::saved(const std::string &name) const
{
    if (!m_view)
        return nullptr;
    for (const KnownScenario &each : m_view->saved) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

QString ScenarioDesk::freeName(const QString &wish) const
{
    QString name = wish;
    for (int i = 2; known(name.toStdString()); ++i)
        name = tr("%1 %2", "name, number").arg(wish).arg(i);
    return name;
}

QString ScenarioDesk::againstName() const
{
    return qt(m_against);
}

void ScenarioDesk::setAgainst(const QString &name)
{
    m_against = name.toStdString();
    Q_EMIT changed();
}

void ScenarioDesk::step(const QString &text, const ScenarioDraft &after, const QString &series)
{
    const ScenarioDraft before = m_beforeDrag.value_or(m_draft);
    if (before == after) {
        m_beforeDrag.reset();
        return;
    }
    const QPointer<ScenarioDesk> desk(this); // the undo stack may outlive it
    auto *command = new ScenarioStep(text, before, after, [desk](const ScenarioDraft &draft) {
        if (desk)
            desk->setDraft(draft);
    });
    command->setSeries(series);
    Q_EMIT stepped(command);
}

void ScenarioDesk::turn(const scenario::Lever &lever, double value)
{
    if (!m_view)
        return;
    if (!m_beforeDrag)
        m_beforeDrag = m_draft;
    scenario::setBoardValue(m_draft.scenario, lever, value);
    Q_EMIT changed();
}

void ScenarioDesk::commit(const scenario::Lever &lever, double value, bool byKey)
{
    ScenarioDraft after = m_draft;
    scenario::setBoardValue(after.scenario, lever, value);
    const QString name = leverShortName(lever);
    step(tr("%1 %2", "lever, its value").arg(name, leverValueText(lever, value)), after, byKey ? name : QString());
}

void ScenarioDesk::reset()
{
    ScenarioDraft after = m_draft;
    after.scenario = against();
    step(tr("Reset levers"), after);
}

void ScenarioDesk::choose(const QString &name)
{
    const std::string key = name.toStdString();
    const scenario::CompleteScenario *chosen = m_view ? known(key) : nullptr;
    if (chosen)
        step(tr("Choose %1").arg(name.isEmpty() ? tr("Base") : name), {key, *chosen, m_draft.filters});
}

void ScenarioDesk::take(const QString &text, const scenario::CompleteScenario &scenario, bool isOther)
{
    step(text, {isOther ? std::string() : m_draft.name, scenario, m_draft.filters});
}

void ScenarioDesk::setName(const std::string &name)
{
    m_draft.name = name;
    m_draft.scenario.name = name;
}

void ScenarioDesk::rename(const std::string &name)
{
    if (m_against == m_draft.name)
        m_against = name;
    setName(name);
}

void ScenarioDesk::dropName()
{
    const bool wasChanged = isChanged();
    m_draft.name.clear();
    if (!wasChanged)
        m_draft.scenario = m_view->base.scenario;
}

void ScenarioDesk::setDraft(const ScenarioDraft &draft)
{
    m_beforeDrag.reset();
    if (m_draft == draft)
        return;
    if (draft.filters != m_draft.filters) { // a step made under other chips: it waits for them
        m_aside[draft.filters] = draft;
        Q_EMIT said(tr("Changed for other chips than these; set them again to see it."));
        return;
    }
    m_draft = draft;
    Q_EMIT changed();
}

} // namespace qd::ui
