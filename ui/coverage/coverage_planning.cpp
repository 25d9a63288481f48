// Planning: the books as they would be, the moves planned so far, what is written of them.
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/coverage_page.h"
#include "ui/coverage/draft_command.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/optimise_view.h"
#include "ui/coverage/segment_chooser.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QPointer>
#include <QPushButton>

namespace qd::ui {

void CoveragePage::showBooks()
{
    const int segment = m_segment->current();
    m_board->setColumns(bookColumns(*m_view, m_draftBooks, segment));
    m_board->setAccessibleName(tr("Books of %1").arg(segmentTitle(*m_view, segment)));
    m_move->setEnabled(m_board->selected() >= 0);
    m_fairness->setContent(fairnessContent(*m_view, m_draftBooks, segment));
    m_fairPanel->setSubtitle(
        tr("%1 books of %2").arg(bookCount(*m_view, m_draftBooks, segment)).arg(segmentTitle(*m_view, segment)));
    m_movesPanel->setSubtitle(tr("%1 books").arg(segmentTitle(*m_view, segment)));
    m_optimise->setBooks(m_view, m_draftBooks, segment);
}

void CoveragePage::openCustomers(const QString &title, const std::vector<int> &loads)
{
    if (loads.empty())
        Q_EMIT statusMessage(tr("%1: no customers").arg(title));
    else
        Q_EMIT linkActivated(QStringLiteral("customers"), customersTarget(*m_view, title, loads));
}

void CoveragePage::setDraft(const coverage::Draft &draft)
{
    m_draft = draft;
    if (!m_view)
        return;
    m_draftBooks = coverage::applyDraft(m_view->input, m_draft);
    QList<std::pair<int, QString>> choices;
    for (const int segment : coveredSegments(*m_view))
        choices.append(
            {segment, tr("%1 %2").arg(segmentTitle(*m_view, segment)).arg(bookCount(*m_view, m_draftBooks, segment))});
    m_segment->setChoices(choices);
    showBooks();
    m_planned->setSpec(plannedTable(*m_view, m_draftBooks));
    const auto count = int(m_draftBooks.moves.size());
    m_movesAs->setTitle(
        QStringLiteral("planned"), count > 0 ? tr("Planned %1").arg(formatCount(count)) : tr("Planned"));
    showRemove();
    m_handover->setEnabled(count > 0);
    m_handover->setToolTip(count > 0 ? tr("Write the planned moves as CSV") : tr("Plan a move first"));
}

MovePreview CoveragePage::preview(int load, int csm) const
{
    const coverage::AccountLoad &moved = m_draftBooks.loads[std::size_t(load)];
    if (auto may = coverage::mayTake(m_view->input, moved, csm); !may)
        return {false, messageText(may.error().message)};
    for (const coverage::Book &book : m_draftBooks.books.books) {
        if (book.csm == csm)
            return {true, utilisationChange(book.utilisation(), coverage::utilisationWith(book, moved))};
    }
    return {true, {}};
}

void CoveragePage::plan(int load, int csm)
{
    m_error->clear();
    if (auto may = coverage::mayTake(m_view->input, m_draftBooks.loads[std::size_t(load)], csm); !may) {
        m_error->showMessage(messageText(may.error().message));
        Q_EMIT statusMessage(messageText(may.error().message));
        return;
    }
    step(tr("Move %1 to %2").arg(accountName(*m_view, load), csmName(*m_view, csm)),
        coverage::withMove(m_view->input, m_draft, load, csm));
    m_board->setSelected(load);
}

void CoveragePage::planAll(const std::vector<coverage::DraftMove> &moves)
{
    coverage::Draft draft = m_draft;
    for (const coverage::DraftMove &move : moves)
        draft = coverage::withMove(m_view->input, std::move(draft), move.load, move.to, move.why);
    step(moves.size() == 1 ? tr("Accept 1 move") : tr("Accept %1 moves").arg(formatCount(qint64(moves.size()))),
        std::move(draft));
}

void CoveragePage::showRemove()
{
    const auto count = m_planned->selectedIds().size();
    m_remove->setEnabled(count > 0);
    m_remove->setText(count > 1 ? tr("Remove %1 moves").arg(formatCount(count)) : tr("Remove move"));
}

void CoveragePage::removePlanned()
{
    const QStringList rows = m_planned->selectedIds();
    if (rows.isEmpty())
        return;
    coverage::Draft draft = m_draft;
    for (const QString &row : rows)
        draft = coverage::withMove(
            m_view->input, std::move(draft), row.toInt(), m_view->input.loads[std::size_t(row.toInt())].csm);
    step(rows.size() == 1 ? tr("Leave %1 where it is").arg(accountName(*m_view, rows.front().toInt()))
                          : tr("Leave %Ln customers where they are", nullptr, int(rows.size())),
        std::move(draft));
}

void CoveragePage::step(const QString &text, coverage::Draft after)
{
    if (after == m_draft)
        return;
    const QPointer<CoveragePage> page(this);
    Q_EMIT stepped(new DraftCommand(text, m_draft, std::move(after), [page](const coverage::Draft &draft) {
        if (page)
            page->setDraft(draft);
    }));
}

} // namespace qd::ui
