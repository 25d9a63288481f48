#include "ui/health/health_view.h"

#include "core/base/words.h"
#include "core/health/current_model.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::ui {

namespace {

using Only = std::function<bool(int account)>;

/// Who passes the chips; none where all do. `context` and `accounts` must outlive it.
Only passing(const PageContext &context, const identity::AccountDirectory &accounts)
{
    if (context.filters.empty())
        return {};
    return [&](int account) { return context.passes(accounts.at(account)); };
}

/// What every part shows.
Result<void> addDay(
    HealthView &view, const store::Workspace &workspace, const signs::Signals &history, Date day, const Only &only)
{
    auto now = health::scoresOn(view.model, history, day);
    if (!now)
        return now.error();
    view.scores = std::move(*now);
    health::keepOnly(*view.scores, only);
    view.overrides = health::OverridesOn(health::overrides(workspace), view.accounts(), day);
    view.stale = view.now().known.book.staleRatesOn(day);
    view.groups = history.fields().on(view.choice.by, day);
    view.segments = history.fields().on("segment", day);
    view.owners = history.fields().on("owner", day);
    view.mix = health::colourMix(view.now(), view.overrides, [&view](int account) { return view.groupOf(account); });
    return {};
}

Result<void> addMoves(HealthView &view, const signs::Signals &history, const Only &only)
{
    view.since = view.day().plusMonths(-view.choice.monthsBack);
    const health::ModelsOfDays models(view.models->on(view.since), view.models->on(view.day()));
    auto then = health::scoresOn(models.then, history, view.since);
    if (!then)
        return then.error();
    health::keepOnly(*then, only);
    const auto oldInputs = health::oldInputsOf(models, history, *then, view.now());
    if (!oldInputs)
        return oldInputs.error();
    view.moves = health::scoreMoves(view.model, *then, view.now(), *oldInputs);
    view.stability = health::stabilityOf(view.model, *then, view.now(), *oldInputs);
    return {};
}

Result<void> addHistory(HealthView &view, const store::Workspace &workspace, const signs::Signals &history,
    const Only &only, Progress &progress)
{
    view.quiet = health::quietInputs(workspace, view.model, view.day());
    const Month month = Month::lastEndedBy(view.day());
    auto points =
        health::scoreHistory(*view.models, history, month.plus(1 - health::HistoryMonths), month, only, progress);
    if (!points)
        return points.error();
    view.history = std::move(*points);
    auto incidents = health::incidentsIn(history, view.day().plusDays(1 - health::IncidentDays), view.day());
    if (!incidents)
        return incidents.error();
    for (health::Incident &each : *incidents)
        std::erase_if(each.accounts, [&](int account) { return only && !only(account); });
    std::erase_if(*incidents, [](const health::Incident &each) { return each.accounts.empty(); });
    auto effects = health::effectsOf(*incidents, view.model, history, view.now());
    if (!effects)
        return effects.error();
    view.incidents = std::move(*effects);
    return {};
}

Result<void> addCourt(HealthView &view, const PageContext &context, const store::Workspace &workspace, const Only &only,
    Progress &progress)
{
    const auto data = backtest::Lookback::read(workspace, progress, context.asOf);
    if (!data)
        return data.error();
    auto court = backtest::courtOfBook(*data, only, true, progress);
    if (!court)
        return court.error();
    view.model = court->model;
    view.court = std::move(*court);
    return addDay(view, workspace, *data->history, data->now.day(), only);
}

} // namespace

std::string HealthView::groupOf(int account) const
{
    const std::string &group = groups[std::size_t(account)];
    return group.empty() ? std::string(NoGroup) : group;
}

const health::AccountMove *HealthView::moveOf(int account) const
{
    const auto found = std::ranges::lower_bound(moves, account, {}, &health::AccountMove::account);
    return found != moves.end() && found->account == account ? &*found : nullptr;
}

std::vector<health::SavedHealthModel> keptVersions(const store::Workspace &workspace)
{
    std::vector<health::SavedHealthModel> versions = health::savedHealthModels(workspace);
    std::erase_if(versions, [](const auto &each) { return each.state == health::ModelState::Withdrawn; });
    std::ranges::reverse(versions);
    return versions;
}

Result<HealthViewPtr> computeHealthView(const PageContext &context, const HealthChoice &choice, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto view = std::make_shared<HealthView>();
    view->choice = choice;
    view->portfolio = portfolio::Portfolio::of(**workspace);
    const Only only = passing(context, view->accounts());
    if (choice.part == HealthPart::Court) {
        if (const auto added = addCourt(*view, context, **workspace, only, progress); !added)
            return added.error();
        return HealthViewPtr(view);
    }
    const auto history = signs::Signals::read(**workspace, progress);
    if (!history)
        return history.error();
    const Date day = context.asOf.value_or((*history)->latestDay());
    auto inForce = health::ModelsInForce::read(**workspace);
    if (!inForce)
        return inForce.error();
    auto models = health::ModelsByDay::of(std::move(*inForce), **history, day);
    if (!models)
        return models.error();
    view->model = models->on(day);
    view->models = std::move(*models);
    Result<void> added = addDay(*view, **workspace, **history, day, only);
    if (added && choice.part == HealthPart::Model) {
        view->use = health::signalUse(view->model, view->now().accounts);
        view->versions = keptVersions(**workspace);
    } else if (added)
        added = addMoves(*view, **history, only);
    if (added && choice.part == HealthPart::History)
        added = addHistory(*view, **workspace, **history, only, progress);
    if (!added)
        return added.error();
    return HealthViewPtr(view);
}

Result<health::DayScores> scoresAtEndOf(
    const PageContext &context, const health::HealthModel &model, Month month, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto history = signs::Signals::read(**workspace, progress);
    if (!history)
        return history.error();
    auto scores = health::scoresOn(model, **history, month.lastDay());
    if (scores)
        health::keepOnly(*scores, passing(context, (*history)->accounts()));
    return scores;
}

} // namespace qd::ui
