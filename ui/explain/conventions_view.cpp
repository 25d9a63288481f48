#include "ui/explain/conventions_view.h"

#include "core/store/workspace.h"

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Year = 12;

struct Sources {
    std::unique_ptr<store::Workspace> workspace;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    portfolio::ArrBook book;
};

Result<Sources> openedSources(const PageContext &context)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto portfolio = portfolio::Portfolio::of(**workspace);
    auto book = portfolio->book();
    if (!book)
        return book.error();
    return Sources{std::move(*workspace), std::move(portfolio), std::move(*book)};
}

} // namespace

std::vector<std::size_t> ConventionsView::figuresOf(const std::string &metric) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < conventions.figures.size(); ++i) {
        if (conventions.figures[i].convention.metric == metric)
            found.push_back(i);
    }
    return found;
}

const revenue::ConventionFigure *ConventionsView::oursOf(const std::string &metric) const
{
    const auto wanted = ours.find(metric);
    const auto found = std::ranges::find_if(conventions.figures, [&](const revenue::ConventionFigure &figure) {
        return wanted != ours.end() && figure.convention == wanted->second;
    });
    return found == conventions.figures.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const ConventionsView>> computeConventionsView(
    const PageContext &context, std::optional<Month> from, std::optional<Month> to, Progress &progress)
{
    const auto sources = openedSources(context);
    if (!sources)
        return sources.error();
    const Date day = std::min(context.asOf.value_or(sources->book.asOf()), sources->book.lastKnownDay());
    auto view = std::make_shared<ConventionsView>();
    view->accounts = sources->book.accountsPtr();
    view->to = from && to ? *to : Month::lastEndedBy(day);
    view->from = from && to ? *from : view->to.plus(-Year);
    auto found = revenue::computeConventions(*sources->portfolio, sources->book, view->from, view->to, progress);
    if (!found)
        return found.error();
    view->conventions = std::move(*found);
    const auto dictionary = dictionary::Dictionary::read(*sources->workspace);
    view->ours = explain::conventionsInForce(dictionary, view->to.lastDay());
    view->uses = explain::conventionUses(dictionary, view->to.lastDay());
    return std::shared_ptr<const ConventionsView>(view);
}

Result<ComparisonPtr> computeComparison(const PageContext &context, Month from, Month to,
    const std::pair<revenue::Convention, revenue::Convention> &both, Progress &progress)
{
    const auto sources = openedSources(context);
    if (!sources)
        return sources.error();
    auto found = revenue::compareConventions(*sources->portfolio, sources->book, from, to, both, progress);
    if (!found)
        return found.error();
    return std::make_shared<const revenue::ConventionComparison>(std::move(*found));
}

} // namespace qd::ui
