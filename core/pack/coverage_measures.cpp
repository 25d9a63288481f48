#include "core/pack/coverage_pages.h"

#include "core/coverage/model_store.h"

namespace qd::pack {

Result<CoverageMeasures> measureCoverage(const store::Workspace &workspace, Date asOf)
{
    const auto model = coverage::currentModel(workspace);
    if (!model)
        return model.error();
    auto input = coverage::loadCoverage(workspace, model->model, asOf);
    if (!input)
        return input.error();
    auto capacity = coverage::computeCapacity(*input, {.months = CoverageMonths, .leave = true});
    if (!capacity)
        return capacity.error();
    auto triggers = coverage::hiringTriggers(*input, *capacity, MonthsToHire);
    if (!triggers)
        return triggers.error();
    CoverageMeasures measures{std::move(*input), std::move(*capacity), {}, std::move(*triggers), {}};
    measures.fairness = coverage::fairnessOf(measures.input, measures.capacity.books);
    measures.model = model->version == 0
        ? "the shipped touch model"
        : "touch model v" + std::to_string(model->version) + (model->name.empty() ? "" : ", " + model->name);
    return measures;
}

} // namespace qd::pack
