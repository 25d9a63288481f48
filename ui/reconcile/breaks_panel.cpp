#include "ui/reconcile/breaks_panel.h"

#include "core/reconcile/words.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/reconcile/assign_dialog.h"
#include "ui/reconcile/decision_button.h"

#include <numeric>

namespace qd::ui {

namespace {
/// The view that lists owners instead of breaks.
const QString Ageing = QStringLiteral("ageing");
/// The one that lists months.
const QString Months = QStringLiteral("months");

bool listsBreaks(const QString &field)
{
    return field != Ageing && field != Months;
}
} // namespace

BreaksPanel::BreaksPanel(QWidget *parent)
    : Panel(tr("Breaks"), parent)
    , m_field(new SegmentedSwitch({{QStringLiteral("arr"), tr("ARR")}, {QStringLiteral("renewal_date"), tr("Renewal")},
                                      {QStringLiteral("owner"), tr("Owner")}, {QString(), tr("All")},
                                      {Ageing, tr("Ageing")}, {Months, tr("Months")}},
          this))
    , m_decide(new DecisionButton(this))
    , m_table(new TableView(this))
{
    m_table->setObjectName(QStringLiteral("breaks"));
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
    connect(m_decide, &DecisionButton::assigning, this, &BreaksPanel::showAssignment);
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
    if (!listsBreaks(field)) {
        m_table->setSpec(field == Ageing ? ageingTable(*m_view) : monthsTable(*m_view));
        setSubtitle(field == Ageing ? fixSentence(*m_view) : trendSentence(*m_view));
        showSelection();
        return;
    }
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
    if (m_view && !listsBreaks(m_field->current())) { // no break is shown: all are behind what is
        shown.resize(m_view->result.breaks.size());
        std::iota(shown.begin(), shown.end(), std::size_t{0});
        return shown;
    }
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
    settle(
        [&chosen](reconcile::BreakDecision &decision) {
            if (!chosen.state.isEmpty())
                decision.state = chosen.state.toStdString();
            if (chosen.sameNote)
                decision.note = chosen.note.toStdString();
        },
        [&chosen](const QString &only, const reconcile::BreakDecision &first, int count) {
            const QString state = breakState(first.state).word;
            return count == 1            ? tr("%1: %2", "break, state").arg(only, state)
                : chosen.state.isEmpty() ? tr("%Ln breaks have a note", nullptr, count)
                                         : tr("%Ln breaks: %1", nullptr, count).arg(state);
        });
}

void BreaksPanel::showAssignment()
{
    Assignment now;
    for (const reconcile::Break *found : selectedBreaks()) {
        const reconcile::RegisteredBreak known = m_view->remembered(*found);
        const bool first = now.count++ == 0;
        now.sameOwner = first || (now.sameOwner && now.owner == qt(known.owner));
        now.owner = now.sameOwner ? qt(known.owner) : QString();
        now.sameDue = first || (now.sameDue && now.due == qt(known.dueDate));
        now.due = now.sameDue ? qt(known.dueDate) : QString();
    }
    if (now.count == 0)
        return;
    auto *dialog = new AssignDialog(now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { assign(dialog->chosen()); });
    dialog->open();
}

void BreaksPanel::assign(const Assignment &chosen)
{
    settle(
        [&chosen](reconcile::BreakDecision &decision) {
            if (chosen.sameOwner)
                decision.owner = chosen.owner.toStdString();
            if (chosen.sameDue)
                decision.dueDate = chosen.due.toStdString();
        },
        [](const QString &only, const reconcile::BreakDecision &, int count) {
            return count == 1 ? tr("Assign %1").arg(only) : tr("Assign %Ln breaks", nullptr, count);
        });
}

void BreaksPanel::settle(const std::function<void(reconcile::BreakDecision &)> &change,
    const std::function<QString(const QString &only, const reconcile::BreakDecision &first, int count)> &title)
{
    std::vector<reconcile::BreakDecision> after;
    QString only;
    for (const reconcile::Break *found : selectedBreaks()) {
        const reconcile::RegisteredBreak known = m_view->remembered(*found);
        const reconcile::BreakDecision before{
            reconcile::breakKey(m_view->result, *found), known.state, known.note, known.owner, known.dueDate};
        reconcile::BreakDecision decision = before;
        change(decision);
        if (decision == before)
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
    const auto revert = [after, before](store::Workspace &workspace) {
        const auto done = reconcile::decideBreaks(workspace, *before, after); // only what still stands is taken back
        return done ? Result<void>() : Result<void>(done.error());
    };
    Q_EMIT edited({title(only, after.front(), int(after.size())), apply, revert});
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
    if (!list.ids.isEmpty())
        Q_EMIT customersWanted(list);
}

} // namespace qd::ui
