#pragma once
#include "ui/common/error_bar.h"
#include "ui/shell/job.h"
#include "ui/shell/page.h"
#include "ui/shell/page_body.h"

#include <functional>
#include <memory>

namespace qd::ui {

/// Reads what a page shows in a job and has it shown in the page's body; one result at a time, kept until the next
/// takes its place, the workspace is left, or the next could not be read. A stopped reading leaves what there is. The
/// page owns it, and is settled when all of that is done.
template <typename View>
class PageReading {
public:
    using Ptr = std::shared_ptr<const View>;
    using Work = typename Job<Ptr>::Work;

    /// What the page does with a view that has come; true when it has settled by that, false when it settles later.
    using Show = std::function<bool()>;
    /// What else it does when there is none; the body says so by itself.
    using Fail = std::function<void(const Error &)>;

    PageReading(Page &page, PageBody &body, Show show, Fail fail = {})
        : m_page(page)
        , m_body(body)
        , m_show(std::move(show))
        , m_fail(std::move(fail))
    {
    }

    /// `name` stands in the status bar once it lasts; there it can be stopped.
    void read(const QString &name, Work work)
    {
        m_body.setBusy(true);
        m_job.startShown(&m_page, name, std::move(work), [this](const Result<Ptr> &result) { take(result); });
    }
    /// What is shown is of a workspace that is left.
    void forget()
    {
        m_job.cancel();
        m_view.reset();
        m_body.showNothing();
    }

    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    [[nodiscard]] const Ptr &view() const { return m_view; } ///< null while nothing is known
    [[nodiscard]] explicit operator bool() const { return m_view != nullptr; }
    [[nodiscard]] const View &operator*() const { return *m_view; }
    [[nodiscard]] const View *operator->() const { return m_view.get(); }

private:
    void take(const Result<Ptr> &result)
    {
        m_body.setBusy(false);
        m_body.errors().clear();
        if (result) {
            m_view = *result;
            m_body.showContent();
            if (m_show())
                Q_EMIT m_page.settled();
            return;
        }
        if (result.error().code != ErrorCode::Cancelled)
            m_view.reset();
        m_body.showFailure(result.error(), m_view != nullptr);
        if (m_fail)
            m_fail(result.error());
        Q_EMIT m_page.settled();
    }

    Page &m_page;
    PageBody &m_body;
    Show m_show;
    Fail m_fail;
    Ptr m_view;
    Job<Ptr> m_job;
};

} // namespace qd::ui
