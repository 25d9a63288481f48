// The part of ScenariosPage about what is in hand: the base, a saved scenario, or a draft, and what the chips make of
// it.
#include "core/scenario/thresholds.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/scenarios_page.h"

#include <QComboBox>
#include <QPushButton>

namespace qd::ui {

namespace {

const char *const DraftKey = "\x01"; ///< in the list of scenarios: what was made of the base and is not saved

} // namespace

/// The name under which the same scenario is saved now; empty where none is.
std::string ScenariosPage::renamedFrom(const scenario::CompleteScenario &scenario)
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
void ScenariosPage::keepDraft(const std::shared_ptr<const ScenarioView> &before)
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

void ScenariosPage::changeFilters(bool changed)
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

/// The chips narrow the base. A saved scenario states its customers, so that it cannot be narrowed; it waits until the
/// chips are gone, and nothing is saved under them.
void ScenariosPage::showNote()
{
    const bool narrowed = !m_view->filters.empty();
    QStringList chips;
    for (const auto &[dimension, value] : m_view->filters)
        chips << qt(value);
    double customers = 0;
    for (const scenario::Segment &segment : m_view->base.scenario.segments)
        customers += segment.logos;
    QString note;
    if (narrowed)
        note = tr("Only %1: %2 customers, each CSM by the hours these take. Clear the chips to see saved scenarios or "
                  "to save.")
                   .arg(chips.join(QStringLiteral(", ")), formatCount(qint64(customers)));
    else if (m_context.fx == revenue::FxMode::AsOf)
        note = tr("Scenarios value all months at the rates of %1.").arg(formatMonth(m_view->base.scenario.start));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    for (QWidget *button :
        {static_cast<QWidget *>(m_duplicate), m_levers->findChild<QWidget *>(QStringLiteral("scenarioSave"))}) {
        button->setEnabled(!narrowed);
        button->setToolTip(narrowed ? tr("Clear the chips to save: a scenario is of all customers") : QString());
    }
}

const scenario::CompleteScenario *ScenariosPage::known(const std::string &name) const
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

const scenario::CompleteScenario &ScenariosPage::against() const
{
    const scenario::CompleteScenario *found = known(m_against);
    return found ? *found : m_view ? m_view->base.scenario : m_draft.scenario;
}

bool ScenariosPage::isChanged() const
{
    const scenario::CompleteScenario *found = known(m_draft.name);
    return !found || !(*found == m_draft.scenario);
}

QString ScenariosPage::draftName() const
{
    if (!m_draft.name.empty())
        return qt(m_draft.name);
    return isChanged() ? tr("Draft") : tr("Base");
}

void ScenariosPage::fillChoices()
{
    using Choices = std::vector<std::pair<QString, QString>>; // name shown, key
    Choices against{{tr("Base"), QString()}};
    for (const KnownScenario &each : m_view->saved)
        against.emplace_back(qt(each.name), qt(each.name));
    Choices all = against;
    const bool changed = isChanged();
    const QString own = qt(m_draft.name);
    if (changed && own.isEmpty())
        all.insert(all.begin(), {tr("Draft, not saved"), QString::fromLatin1(DraftKey)});
    for (auto &[name, key] : all) {
        if (changed && !own.isEmpty() && key == own)
            name = tr("%1, changed").arg(own);
    }
    const auto fill = [](QComboBox &box, const Choices &choices, const QString &current) {
        bool same = box.count() == int(choices.size());
        for (int i = 0; same && i < box.count(); ++i)
            same =
                box.itemText(i) == choices[std::size_t(i)].first && box.itemData(i) == choices[std::size_t(i)].second;
        if (!same) { // a box filled anew is laid out anew, too much for every frame
            box.clear();
            for (const auto &[name, key] : choices)
                box.addItem(name, key);
        }
        box.setCurrentIndex(std::max(0, box.findData(current)));
    };
    fill(*m_scenarios, all, changed && own.isEmpty() ? QString::fromLatin1(DraftKey) : own);
    fill(*m_againstChoice, against, qt(m_against));
    m_more->setEnabled(!m_draft.name.empty());
}

void ScenariosPage::setDraft(const ScenarioDraft &draft)
{
    m_beforeDrag.reset();
    if (m_draft == draft)
        return;
    if (draft.filters != m_draft.filters) { // a step made under other chips: it waits for them
        m_aside[draft.filters] = draft;
        Q_EMIT statusMessage(tr("Changed for other chips than these; set them again to see it."));
        return;
    }
    m_draft = draft;
    if (m_view)
        showDraft();
}

} // namespace qd::ui
