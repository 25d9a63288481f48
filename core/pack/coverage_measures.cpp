#include "core/pack/coverage_pages.h"

#include "core/coverage/model_store.h"
#include "core/coverage/scope.h"
#include "core/health/model_colours.h"

namespace qd::pack {

Result<CoverageMeasures> measureCoverage(const store::Workspace &workspace, Date asOf, const revenue::Filters &filters)
{
    const auto model = coverage::currentModel(workspace);
    if (!model)
        return model.error();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    auto input = coverage::coverageOf(*portfolio, model->model, asOf, health::shownColoursOf(workspace, *portfolio));
    if (!input)
        return input.error();
    const coverage::Scope scope = coverage::scopeOf(*input, coverage::scopeFilter(filters));
    if (!scope.filter.isEmpty())
        *input = coverage::narrowed(*input, scope);
    auto capacity = coverage::computeCapacity(*input, {.months = CoverageMonths, .leave = true});
    if (!capacity)
        return capacity.error();
    auto triggers = coverage::hiringTriggers(*input, *capacity, MonthsToHire);
    if (!triggers)
        return triggers.error();
    if (!scope.filter.isEmpty()) // who has nothing to do with these customers has no book of them
        std::erase_if(capacity->books.books, [&](const coverage::Book &book) { return !scope.concerns(book.csm); });
    CoverageMeasures measures{std::move(*input), std::move(*capacity), {}, std::move(*triggers), {}};
    measures.fairness = coverage::fairnessOf(measures.input, measures.capacity.books);
    const std::string version = std::to_string(model->version);
    if (model->version == 0)
        measures.model = QD_WORDS("Packs", "the shipped touch model");
    else if (model->name.empty())
        measures.model = {QD_WORDS("Packs", "touch model v%1"), {version}};
    else
        measures.model = {QD_WORDS("Packs", "touch model v%1, %2"), {version, model->name}};
    return measures;
}

} // namespace qd::pack
