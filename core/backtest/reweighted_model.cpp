#include "core/backtest/reweighted_model.h"

#include "core/base/json_text.h"
#include "core/health/health_model.h"

#include <algorithm>

namespace qd::backtest {

using Json = nlohmann::ordered_json;

Result<std::string> withPoints(
    std::string_view model, const std::string &segment, const validation::CalibrationFit &fit)
{
    const auto read = health::healthModelFromText(model);
    if (!read)
        return read.error();
    if (read->type != health::ModelType::Weighted)
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Backtest",
                "The weights of a model of type worst_of or points make no score; only those of type weighted can be "
                "written.")};
    if (std::ranges::all_of(fit.inputs, [](const auto &input) { return input.points == 0; }))
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Backtest",
                "No signal foretells losses by a low score, so none has points, and a model without weights is none. "
                "Nothing was written.")};
    auto json = jsonFromText<Json>(model);
    if (!json)
        return json.error();
    for (std::size_t i = 0; i < read->segments.size(); ++i) {
        if (read->segments[i].name != segment)
            continue;
        for (std::size_t j = 0; j < read->segments[i].measures.size(); ++j) {
            const std::string name = read->segments[i].measures[j].signal.name();
            const auto input = std::ranges::find(fit.inputs, name, &validation::CalibratedInput::name);
            (*json)["segments"][i]["signals"][j]["weight"] = input == fit.inputs.end() ? 0 : input->points;
        }
    }
    std::string text = json->dump(2) + '\n';
    const auto again = health::healthModelFromText(text);
    return again ? Result<std::string>(std::move(text)) : Result<std::string>(again.error());
}

} // namespace qd::backtest
