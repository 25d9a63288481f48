#include "ui/shell/page_navigator.h"

#include "ui/shell/inspector.h"
#include "ui/shell/page.h"
#include "ui/shell/page_frame.h"
#include "ui/shell/work_area.h"

namespace qd::ui {

PageNavigator::PageNavigator(WorkArea &work, const PageContext &context, QObject *parent)
    : QObject(parent)
    , m_work(work)
    , m_context(context)
{
}

void PageNavigator::add(Page *page)
{
    m_work.addPage(page);
    m_states.insert(page->id(), State::Stale);
    connect(page, &Page::settled, this, [this, id = page->id()] { settle(id); });
}

void PageNavigator::show(const QString &id, const PageTarget &target)
{
    if (!m_work.page(id) || m_context.workspacePath.empty())
        return;
    m_history.visit(id, target);
    goTo({id, target});
}

void PageNavigator::goTo(const PageHistory::Place &place)
{
    const auto &[id, target] = place;
    const Page *before = m_work.current();
    if (before && before->id() != id && !m_work.inspector().isPinned())
        m_work.inspector().clear(); // what it explained is out of sight
    m_work.showPage(id);
    Q_EMIT moved(m_history.canGoBack(), m_history.canGoForward());
    refreshIfStale(id);
    if (isSomewhere(target))
        m_work.page(id)->open(target);
}

void PageNavigator::goBack()
{
    if (m_history.canGoBack())
        goTo(m_history.back());
}

void PageNavigator::goForward()
{
    if (m_history.canGoForward())
        goTo(m_history.forward());
}

void PageNavigator::renew()
{
    for (State &state : m_states)
        state = State::Stale;
    if (const Page *page = m_work.current(); page && !m_history.isEmpty())
        refreshIfStale(page->id());
}

void PageNavigator::forget()
{
    m_history.clear();
    for (State &state : m_states)
        state = State::Stale;
}

void PageNavigator::refreshIfStale(const QString &id)
{
    if (m_states.value(id) != State::Stale)
        return;
    m_states[id] = State::Refreshing; // before: a page with nothing to do may settle at once
    m_work.frame(id)->noteAsked(m_context);
    m_work.page(id)->refresh(m_context);
}

/// Badges say how it stands under the chips before anybody has visited their pages; what is on screen goes first.
void PageNavigator::settle(const QString &id)
{
    if (m_states.value(id) != State::Refreshing)
        return;
    m_states[id] = State::Settled;
    Q_EMIT pageSettled(id);
    if (m_context.workspacePath.empty())
        return;
    for (const QString &other : m_work.pageIds()) {
        if (m_work.page(other)->hasBadge())
            refreshIfStale(other);
    }
}

} // namespace qd::ui
