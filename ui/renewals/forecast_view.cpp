#include "ui/renewals/forecast_view.h"

#include "core/forecast/forecast_notes.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <set>

namespace qd::ui {

namespace {

constexpr int UsualDaysBack = 28;

using Only = std::function<bool(int)>;

/// From a day before to the day, or from submissions to the last ones.
struct Compared {
    forecast::Snapshot then, now;
};

Result<Compared> compared(const forecast::ForecastData &data, const renewals::KnownRenewals &now,
    const std::vector<forecast::Submission> &submissions, const std::string &since, const Only &only)
{
    const auto passes = [&](forecast::Snapshot snapshot) {
        std::erase_if(snapshot.rows, [&](const forecast::SnapshotRow &row) {
            const int account = data.portfolio->accounts().indexOf(row.account);
            return account < 0 || !only(account);
        });
        return snapshot;
    };
    if (auto submitted = forecast::submittedSince(submissions, since, {}))
        return Compared{passes(std::move(submitted->then)), passes(std::move(submitted->now))};
    const QString days = QString::fromStdString(since);
    const int back = days.toInt() > 0 ? days.toInt() : UsualDaysBack;
    const auto before = data.known(now.day().plusDays(-back));
    if (!before)
        return before.error();
    auto then = forecast::snapshotOn(data, *before, {forecast::Counted::DueArr, {}, only});
    if (!then)
        return then.error();
    auto present = forecast::snapshotOn(data, now, {forecast::Counted::DueArr, {}, only});
    if (!present)
        return present.error();
    return Compared{std::move(*then), std::move(*present)};
}

std::vector<std::string> ownersOf(const forecast::ForecastData &data, const forecast::Snapshot &snapshot)
{
    std::vector<std::string> owners;
    for (const forecast::SnapshotRow &row : snapshot.rows)
        owners.push_back(
            data.fields->on("owner", snapshot.day)[std::size_t(data.portfolio->accounts().indexOf(row.account))]);
    return owners;
}

std::vector<std::string> eachOnce(const std::vector<std::string> &owners)
{
    std::set<std::string> named(owners.begin(), owners.end());
    named.erase(std::string());
    return {named.begin(), named.end()};
}

/// The latest first.
std::vector<std::string> weeksOf(const std::vector<forecast::Submission> &submissions)
{
    std::set<std::string, std::greater<>> weeks;
    for (const forecast::Submission &each : submissions)
        weeks.insert(each.week);
    return {weeks.begin(), weeks.end()};
}

Result<void> addWaterfall(ForecastView &view, const forecast::ForecastData &data, const Compared &both)
{
    const auto known = forecast::contractsKnownOn(data, both.then.day);
    if (!known)
        return known.error();
    auto waterfall = forecast::waterfallOf(both.then, both.now, *known);
    if (!waterfall)
        return waterfall.error();
    view.waterfall = std::move(*waterfall);
    return {};
}

} // namespace

Result<std::shared_ptr<const ForecastView>> computeForecastView(const store::Workspace &workspace,
    const PageContext &context, FiscalQuarter quarter, const std::string &since, Progress &progress)
{
    const auto data = forecast::ForecastData::read(workspace, quarter);
    if (!data)
        return data.error();
    const Only only = [&](int account) { return context.passes(data->portfolio->accounts().at(account)); };
    const auto known = data->known(context.asOf);
    if (!known)
        return known.error();
    auto view = std::make_shared<ForecastView>();
    view->portfolio = data->portfolio;
    view->quarter = quarter;
    view->day = known->day();
    view->isLatest = !context.asOf || *context.asOf >= data->portfolio->latestAsOf().value_or(view->day);
    const auto scored = health::coloursInForce(workspace, *data->events, progress);
    if (!scored)
        return scored.error();
    auto found = forecast::renewalForecast(*data, *scored, known->day(), {}, progress, only);
    if (!found)
        return found.error();
    view->forecast = std::move(*found);
    auto calls = forecast::snapshotOn(*data, *known, {forecast::Counted::Calls, {}, only});
    if (!calls)
        return calls.error();
    view->calls = std::move(*calls);
    const auto called = forecast::totalOf(view->calls);
    if (!called)
        return called.error();
    view->called = *called;
    view->callOwners = ownersOf(*data, view->calls);
    view->owners = eachOnce(view->callOwners);
    const auto submissions = forecast::submissionsOf(workspace, quarter, known->day());
    view->weeks = weeksOf(submissions);
    const auto both = compared(*data, *known, submissions, since, only);
    if (!both)
        return both.error();
    if (auto added = addWaterfall(*view, *data, *both); !added)
        return added.error();
    auto accuracy = forecast::forecastAccuracy(*data, known->day(), only);
    if (!accuracy)
        return accuracy.error();
    view->accuracy = forecast::widestFirst(std::move(*accuracy));
    auto notes = forecast::forecastNotes(*data, *known, view->forecast);
    if (!notes)
        return notes.error();
    view->notes = std::move(*notes);
    view->isImportedOnce = forecast::importedOnce(*data, known->day()).has_value();
    return std::shared_ptr<const ForecastView>(view);
}

} // namespace qd::ui
