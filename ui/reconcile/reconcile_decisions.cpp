// The part of ReconcilePage about the selected breaks: what is decided of them, and the list as a file.
#include "core/store/output_file.h"
#include "ui/common/error_bar.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/reconcile/decision_button.h"
#include "ui/reconcile/reconcile_page.h"

#include <QFileDialog>

namespace qd::ui {

std::vector<const reconcile::Break *> ReconcilePage::selectedBreaks() const
{
    std::vector<const reconcile::Break *> breaks;
    for (const QString &row : m_table->selectedIds()) {
        if (const reconcile::Break *found = breakOf(row))
            breaks.push_back(found);
    }
    return breaks;
}

void ReconcilePage::showSelection()
{
    const auto count = int(selectedBreaks().size());
    m_decide->setCount(count);
    if (count > 1)
        Q_EMIT statusMessage(tr("%Ln breaks selected", nullptr, count));
}

void ReconcilePage::showDecision()
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

void ReconcilePage::decide(const Decision &chosen)
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

void ReconcilePage::openSelected(const QStringList &rows)
{
    AccountList list{tr("%Ln breaks", nullptr, int(rows.size())), {}};
    for (const QString &row : rows) {
        const reconcile::Break *found = breakOf(row);
        if (!found)
            continue;
        const QString id = qt(m_view->result.accounts->at(found->account).id);
        if (!list.ids.contains(id))
            list.add(id);
    }
    openCustomers(list);
}

void ReconcilePage::exportBreaks()
{
    if (!m_view)
        return;
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Export breaks"), QStringLiteral("breaks.csv"), tr("CSV (*.csv)"));
    if (!name.isEmpty())
        saveBreaks(name);
}

void ReconcilePage::saveBreaks(const QString &name)
{
    std::vector<std::size_t> shown;
    for (const QString &row : m_table->shownIds()) {
        if (const auto place = m_view->places.find(row.toStdString()); place != m_view->places.end())
            shown.push_back(place->second);
    }
    const std::string csv = reconcile::registeredBreaksCsv(m_view->result, m_view->known, shown);
    if (const auto written = store::writeOutput(name.toStdString(), csv); !written)
        m_error->showMessage(messageText(written.error().message));
    else
        Q_EMIT statusMessage(tr("%Ln breaks written to %1", nullptr, int(shown.size())).arg(name));
}

} // namespace qd::ui
