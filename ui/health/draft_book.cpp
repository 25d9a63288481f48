#include "ui/health/draft_book.h"

#include "core/health/current_model.h"
#include "core/store/workspace.h"
#include "ui/health/health_view.h"

namespace qd::ui {

DraftBook::~DraftBook() = default;

Result<DraftBookPtr> DraftBook::read(const PageContext &context)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const std::shared_ptr<DraftBook> book(new DraftBook);
    book->m_workspace = std::move(*workspace);
    book->m_progress = std::make_unique<Progress>();
    auto history = signs::Signals::read(*book->m_workspace, *book->m_progress);
    if (!history)
        return history.error();
    book->m_history = std::move(*history);
    book->m_portfolio = portfolio::Portfolio::of(*book->m_workspace);
    book->m_day = context.asOf.value_or(book->m_history->latestDay());
    book->m_currency = book->m_history->book().currency();
    const auto inForce = health::ModelsInForce::read(*book->m_workspace);
    if (!inForce)
        return inForce.error();
    auto current = health::currentHealthModel(*inForce, *book->m_history, book->m_day);
    if (!current)
        return current.error();
    book->m_current = std::move(*current);
    book->m_versions = keptVersions(*book->m_workspace);
    if (!context.filters.empty()) {
        for (const identity::Account &account : book->accounts().accounts())
            book->m_passes.push_back(context.passes(account));
    }
    return DraftBookPtr(book);
}

Result<std::shared_ptr<const DraftEffect>> DraftBook::effect(
    const health::HealthModel &draft, const Progress &progress) const
{
    const std::lock_guard lock(m_oneAtATime);
    if (progress.isCancelled()) // something else was typed while another draft was tried
        return cancelled();
    std::function<bool(int)> only;
    if (!m_passes.empty())
        only = [this](int account) { return bool(m_passes[std::size_t(account)]); };
    auto found = health::effectOf(m_current, draft, *m_history, m_day, only);
    if (!found)
        return found.error();
    auto effect = std::make_shared<DraftEffect>();
    effect->model = draft;
    effect->effect = std::move(*found);
    effect->use = health::signalUse(draft, effect->effect.scores);
    return std::shared_ptr<const DraftEffect>(effect);
}

} // namespace qd::ui
