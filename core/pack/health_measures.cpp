#include "core/base/words.h"
#include "core/health/current_model.h"
#include "core/health/saved_models.h"
#include "core/pack/health_pages.h"
#include "core/revenue/grouping.h"
#include "core/store/signal_rows.h"

namespace qd::pack {

std::string HealthMeasures::segmentOf(int account) const
{
    const std::string &segment = segments[std::size_t(account)];
    return segment.empty() ? std::string(NoGroup) : segment;
}

Result<std::optional<HealthMeasures>> measureHealth(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress)
{
    // Without a model of one's own, the starter model is made of such rows: nothing needs to be read to see none.
    if (!store::hasSignalRows(workspace) && health::savedHealthModels(workspace).empty())
        return std::optional<HealthMeasures>();
    const auto data = backtest::Lookback::read(workspace, progress, asOf);
    if (!data)
        return data.error();
    const identity::AccountDirectory &accounts = data->accounts();
    std::function<bool(int)> only;
    if (!filters.empty())
        only = [&](int account) { return revenue::passes(accounts.at(account), filters); };
    auto court = backtest::courtOfBook(*data, only, true, progress);
    if (!court && court.error().code == ErrorCode::NoData)
        return std::optional<HealthMeasures>();
    if (!court)
        return court.error();
    auto inForce = health::ModelsInForce::of(data->saved);
    if (!inForce)
        return inForce.error();
    const auto byDay = health::ModelsByDay::of(std::move(*inForce), *data->history, asOf);
    if (!byDay)
        return byDay.error();
    const Date since = asOf.plusMonths(-HealthMonthsBack);
    const health::ModelsOfDays models(byDay->on(since), byDay->on(asOf));
    auto now = health::scoresOn(models.now, *data->history, asOf);
    if (!now)
        return now.error();
    auto then = health::scoresOn(models.then, *data->history, since);
    if (!then)
        return then.error();
    health::keepOnly(*now, only);
    health::keepOnly(*then, only);
    const auto oldInputs = health::oldInputsOf(models, *data->history, *then, *now);
    if (!oldInputs)
        return oldInputs.error();
    const Month month = Month::lastEndedBy(asOf);
    auto history =
        health::scoreHistory(*byDay, *data->history, month.plus(1 - health::HistoryMonths), month, only, progress);
    if (!history)
        return history.error();
    HealthMeasures measures{models.now, std::move(*now), {}, data->history->fields().on("segment", asOf), {},
        std::move(*history), since, {}, {}, std::move(*court)};
    measures.overrides = health::OverridesOn(health::overrides(workspace), accounts, asOf);
    measures.mix = health::colourMix(
        measures.scores, measures.overrides, [&](int account) { return measures.segmentOf(account); });
    measures.moves = health::scoreMoves(measures.model, *then, measures.scores, *oldInputs);
    measures.stability = health::stabilityOf(measures.model, *then, measures.scores, *oldInputs);
    return std::optional(std::move(measures));
}

} // namespace qd::pack
