#include "core/pack/coverage_pages.h"

#include "core/coverage/model_store.h"
#include "core/coverage/scope.h"

namespace qd::pack {

Result<CoverageMeasures> measureCoverage(const store::Workspace &workspace, Date asOf, const revenue::Filters &filters)
{
    const auto model = coverage::currentModel(workspace);
    if (!model)
        return model.error();
    auto input = coverage::coverageOf(*portfolio::Portfolio::of(workspace), model->model, asOf);
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
    measures.model = model->version == 0
        ? "the shipped touch model"
        : "touch model v" + std::to_string(model->version) + (model->name.empty() ? "" : ", " + model->name);
    return measures;
}

} // namespace qd::pack
