#pragma once
#include "ui/shell/page_context.h"
#include "ui/shell/page_history.h"

#include <QHash>
#include <QObject>

namespace qd::ui {

class Page;
class WorkArea;

/// Goes to pages, remembers the way, and has those read that do not show the data as they are: a page when somebody
/// comes to it, and after it those with a badge.
class PageNavigator : public QObject {
    Q_OBJECT
public:
    /// `context` is what pages are asked to show; it and `work` outlive this.
    PageNavigator(WorkArea &work, const PageContext &context, QObject *parent);

    void add(Page *page); ///< the work area takes ownership
    /// Goes to a page and there to `target`; nowhere without such a page or without a workspace.
    void show(const QString &id, const PageTarget &target);
    void goBack();
    void goForward();
    /// The context is another: no page is up to date, and the one somebody sees is read.
    void renew();
    /// The workspace is another, or none: nobody has been anywhere.
    void forget();
    [[nodiscard]] bool isSettled(const QString &id) const { return m_states.value(id) == State::Settled; }

Q_SIGNALS:
    void pageSettled(const QString &id);
    void moved(bool canGoBack, bool canGoForward);

private:
    enum class State { Stale, Refreshing, Settled };

    void goTo(const PageHistory::Place &place);
    void settle(const QString &id);
    void refreshIfStale(const QString &id);

    WorkArea &m_work;
    const PageContext &m_context;
    PageHistory m_history;
    QHash<QString, State> m_states;
};

} // namespace qd::ui
