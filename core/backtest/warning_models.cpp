#include "core/backtest/warning_models.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::backtest {

namespace {

constexpr std::string_view Vendor = "vendor:";

} // namespace

Result<std::vector<std::optional<Date>>> WarningModel::flaggedSince(
    const Lookback & /*data*/, const std::vector<Outcome> &lost) const
{
    return std::vector<std::optional<Date>>(lost.size());
}

std::vector<std::string> namesOfModels(const Lookback &data)
{
    std::vector<std::string> names{"constant", "last_quarter", "tenure"};
    for (const health::SavedHealthModel &version : health::lastOfEachName(data.saved))
        names.push_back(version.name);
    for (const std::string &model : data.history->events().vendorModels())
        names.push_back(std::string(Vendor) + model);
    if (std::ranges::any_of(data.renewalData->risks, [](const auto &rows) { return !rows.empty(); }))
        names.emplace_back("call");
    std::ranges::sort(names);
    return names;
}

Result<std::unique_ptr<const WarningModel>> namedModel(
    const Lookback &data, const std::string &name, const NamedModelOptions &options)
{
    if (name == "call")
        return callWarnings();
    if (name == "constant")
        return constantBaseline();
    if (name == "tenure")
        return tenureBaseline();
    if (name == "last_quarter")
        return lastQuarterBaseline(options.event);
    if (name.starts_with(Vendor) && data.history->events().vendorModel(name.substr(Vendor.size())) >= 0)
        return vendorWarnings(name.substr(Vendor.size()), options.highIsRisk);
    if (name == "in_force") {
        auto models = health::ModelsInForce::of(data.saved);
        if (!models)
            return models.error();
        return warningsInForce(std::move(*models));
    }
    if (const auto version = health::savedModelNamed(data.saved, name)) {
        auto model = health::modelOf(*version);
        if (!model)
            return model.error();
        return healthWarnings(std::move(*model), name);
    }
    return Error{ErrorCode::NotFound,
        {QD_WORDS("Backtest", "There is no model %1. There are: %2, and files of health models (M.json)."),
            {name, joined(namesOfModels(data), ", ")}},
        {name}};
}

} // namespace qd::backtest
