#include "ui/coverage/planning_desk.h"

#include "ui/coverage/draft_command.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QPointer>

namespace qd::ui {

void PlanningDesk::setView(CoverageViewPtr view)
{
    m_view = std::move(view);
    setDraft(m_draft);
}

void PlanningDesk::setDraft(const coverage::Draft &draft)
{
    m_draft = draft;
    if (!m_view)
        return;
    m_books = coverage::applyDraft(m_view->input, m_draft);
    Q_EMIT changed();
}

MovePreview PlanningDesk::preview(int load, int csm) const
{
    const coverage::AccountLoad &moved = m_books.loads[std::size_t(load)];
    if (auto may = coverage::mayTake(m_view->input, moved, csm); !may)
        return {false, messageText(may.error().message)};
    for (const coverage::Book &book : m_books.books.books) {
        if (book.csm == csm)
            return {true, utilisationChange(book.utilisation(), coverage::utilisationWith(book, moved))};
    }
    return {true, {}};
}

Result<void> PlanningDesk::plan(int load, int csm)
{
    if (auto may = coverage::mayTake(m_view->input, m_books.loads[std::size_t(load)], csm); !may)
        return may;
    step(tr("Move %1 to %2").arg(accountName(*m_view, load), csmName(*m_view, csm)),
        coverage::withMove(m_view->input, m_draft, load, csm));
    return {};
}

void PlanningDesk::planAll(const std::vector<coverage::DraftMove> &moves)
{
    coverage::Draft draft = m_draft;
    for (const coverage::DraftMove &move : moves)
        draft = coverage::withMove(m_view->input, std::move(draft), move.load, move.to, move.why);
    step(moves.size() == 1 ? tr("Accept 1 move") : tr("Accept %1 moves").arg(formatCount(qint64(moves.size()))),
        std::move(draft));
}

void PlanningDesk::remove(const std::vector<int> &loads)
{
    if (loads.empty())
        return;
    coverage::Draft draft = m_draft;
    for (const int load : loads)
        draft = coverage::withMove(m_view->input, std::move(draft), load, m_view->input.loads[std::size_t(load)].csm);
    step(loads.size() == 1 ? tr("Leave %1 where it is").arg(accountName(*m_view, loads.front()))
                           : tr("Leave %Ln customers where they are", nullptr, int(loads.size())),
        std::move(draft));
}

void PlanningDesk::step(const QString &text, coverage::Draft after)
{
    if (after == m_draft)
        return;
    const QPointer<PlanningDesk> desk(this); // the undo stack may outlive it
    Q_EMIT stepped(new DraftCommand(text, m_draft, std::move(after), [desk](const coverage::Draft &draft) {
        if (desk)
            desk->setDraft(draft);
    }));
}

} // namespace qd::ui
