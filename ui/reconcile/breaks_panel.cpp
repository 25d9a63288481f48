#include "ui/reconcile/breaks_panel.h"

#include "core/reconcile/words.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/reconcile/decision_button.h"

namespace qd::ui {

BreaksPanel::BreaksPanel(QWidget *parent)
    : Panel(tr("Breaks"), parent)
    , m_field(
          new SegmentedSwitch({{QStringLiteral("arr"), tr("ARR")}, {QStringLiteral("renewal_date"), tr("Renewal date")},
                                  {QStringLiteral("owner"), tr("Owner")}, {QString(), tr("All fields")}},
              this))
    , m_decide(new DecisionButton(this))
    , m_table(new TableView(this))
{
    addHeaderWidget(m_decide);
    addHeaderWidget(m_field);
    addHeaderWidget(m_table->columnsButton());
    setBody(m_table, false);
    connectParts();
}

void BreaksPanel::connectParts()
{
    connect(m_field, &SegmentedSwitch::changed, this, &BreaksPanel::showField);
    connect(m_decide, &DecisionButton::opening, this, &BreaksPanel::showDecision);
    connect(m_decide, &DecisionButton::decided, this, &BreaksPanel::decide);
    connect(m_table, &TableView::currentChanged, this, [this](const QString &row) {
        if (const reconcile::Break *found = breakOf(row))
            Q_EMIT breakSelected(int(found - m_view->result.breaks.data()));
    });
    connect(m_table, &TableView::selectionChanged, this, &BreaksPanel::showSelection);
    connect(m_table, &TableView::activated, this, [this](const QString &row) {
        if (const reconcile::Break *found = breakOf(row))
            Q_EMIT accountOpened(accountOf(*found));
    });
    connect(m_table, &TableView::severalActivated, this, &BreaksPanel::openSelected);
}

void BreaksPanel::setView(std::shared_ptr<const ReconcileView> view)
{
    m_view = std::move(view);
    showField(m_field->current());
}

void BreaksPanel::showField(const QString &field)
{
    if (!m_view)
        return;
    m_table->setSpec(breaksTable(*m_view, field));
    const QString share =
        tr("%1 of %2").arg(formatCount(m_table->spec().rows.size()), formatCount(qint64(m_view->result.breaks.size())));
    setSubtitle(field == QStringLiteral("arr") ? tr("%1; %2").arg(share, differenceSentence(m_view->result)) : share);
    showSelection();
}

void BreaksPanel::selectBreak(const QString &key)
{
    m_field->setCurrent({});
    showField({});
    m_table->setCurrentId(key);
}

bool BreaksPanel::showCause(reconcile::Cause cause, int count)
{
    m_field->setCurrent(QStringLiteral("arr"));
    showField(QStringLiteral("arr"));
    m_table->setFilter(QStringLiteral("cause"), word(nameOf(cause)));
    if (m_table->shownIds().size() == count)
        return true;
    m_table->setFilter(QStringLiteral("cause"), {});
    return false;
}

std::vector<std::size_t> BreaksPanel::shownBreaks() const
{
    std::vector<std::size_t> shown;
    for (const QString &row : m_table->shownIds()) {
        if (const reconcile::Break *found = breakOf(row))
            shown.push_back(std::size_t(found - m_view->result.breaks.data()));
    }
    return shown;
}

const reconcile::Break *BreaksPanel::breakOf(const QString &key) const
{
    if (!m_view)
        return nullptr;
    const auto place = m_view->places.find(key.toStdString());
    return place == m_view->places.end() ? nullptr : &m_view->result.breaks[place->second];
}

QString BreaksPanel::accountOf(const reconcile::Break &found) const
{
    return qt(m_view->result.accounts->at(found.account).id);
}

std::vector<const reconcile::Break *> BreaksPanel::selectedBreaks() const
{
    std::vector<const reconcile::Break *> breaks;
    for (const QString &row : m_table->selectedIds()) {
        if (const reconcile::Break *found = breakOf(row))
            breaks.push_back(found);
    }
    return breaks;
}

void BreaksPanel::showSelection()
{
    const auto count = int(selectedBreaks().size());
    m_decide->setCount(count);
    if (count > 1)
        Q_EMIT said(tr("%Ln breaks selected", nullptr, count));
}

void BreaksPanel::showDecision()
{
    Decision now;
    for (const reconcile::Break *found : selectedBreaks()) {
        const reconcile::RegisteredBreak known = m_view->remembered(*found);
        const bool first = now.count++ == 0;
        if (first || now.state == qt(known.state))
            now.state = qt(known.state);
        else
            now.state.clear();
        now.sameNote = first || (now.sameNote && now.note == qt(known.note));
        now.note = now.sameNote ? qt(known.note) : QString();
    }
    m_decide->setDecision(now);
}

void BreaksPanel::decide(const Decision &chosen)
{
    std::vector<reconcile::BreakDecision> after;
    QString only;
    for (const reconcile::Break *found : selectedBreaks()) {
        const reconcile::RegisteredBreak known = m_view->remembered(*found);
        const reconcile::BreakDecision decision{reconcile::breakKey(m_view->result, *found),
            chosen.state.isEmpty() ? known.state : chosen.state.toStdString(),
            chosen.sameNote ? chosen.note.toStdString() : known.note};
        if (decision.state == known.state && decision.note == known.note)
            continue;
        after.push_back(decision);
        only = breakName(*m_view, *found);
    }
    if (after.empty())
        return;
    // What undo brings back is what the register held when the decision reached it, not what this page showed.
    const auto before = std::make_shared<std::vector<reconcile::BreakDecision>>();
    const auto apply = [after, before](store::Workspace &workspace) -> Result<void> {
        auto done = reconcile::decideBreaks(workspace, after);
        if (!done)
            return done.error();
        *before = std::move(*done);
        return {};
    };
    const auto revert = [after, before](store::Workspace &workspace) -> Result<void> {
        const auto done = reconcile::decideBreaks(workspace, *before, after); // only what still stands is taken back
        return done ? Result<void>() : Result<void>(done.error());
    };
    const QString state = breakState(after.front().state).word;
    const auto count = int(after.size());
    Q_EMIT edited({count == 1        ? tr("%1: %2", "break, state").arg(only, state)
            : chosen.state.isEmpty() ? tr("%Ln breaks have a note", nullptr, count)
                                     : tr("%Ln breaks: %1", nullptr, count).arg(state),
        apply, revert});
}

void BreaksPanel::openSelected(const QStringList &rows)
{
    AccountList list{tr("%Ln breaks", nullptr, int(rows.size())), {}};
    for (const QString &row : rows) {
        const reconcile::Break *found = breakOf(row);
        if (!found)
            continue;
        const QString id = accountOf(*found);
        if (!list.ids.contains(id))
            list.add(id);
    }
    Q_EMIT customersWanted(list);
}

} // namespace qd::ui
