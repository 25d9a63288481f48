#include "core/health/current_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qd::health {

namespace {

using signs::SignalKind;

/// A signal that the starter model may count. Where two say nearly the same, it takes the first that accounts have.
struct StarterSignal {
    SignalModel model;
    int says = 0; ///< signals of one number say nearly the same
};

SignalModel banded(SignalKind kind, double weight, std::vector<Step> steps)
{
    SignalModel model;
    model.signal = {kind, {}};
    model.weight = weight;
    model.steps = std::move(steps);
    return model;
}

/// Scores of the bands: what is fine, what is to be watched, what is not fine.
constexpr double Fine = 100;
constexpr double Watched = 50;
constexpr double Bad = 0;

/// Least value that is watched, and fine.
SignalModel risesWith(SignalKind kind, double weight, double watched, double fine)
{
    // a limit belongs to the band below it: what is fine begins just above
    return banded(kind, weight, {{watched, Bad}, {fine, Watched}, {std::nullopt, Fine}});
}

/// Largest value that is fine, and watched.
SignalModel fallsWith(SignalKind kind, double weight, double fine, double watched)
{
    return banded(kind, weight, {{fine, Fine}, {watched, Watched}, {std::nullopt, Bad}});
}

constexpr int UsageSays = 1;
constexpr double UsageFineDays = 7;

std::vector<StarterSignal> starterSignals()
{
    return {
        {risesWith(SignalKind::UsageTrend, 30, -0.2, -0.05), UsageSays},
        {fallsWith(SignalKind::DaysSinceExec, 20, 60, 90), 2},
        {risesWith(SignalKind::LicenceUse, 15, 0.4, 0.7), 3},
        {fallsWith(SignalKind::Urgent90, 15, 0, 1), 4},
        {risesWith(SignalKind::Nps, 10, 6, 8), 5},
        {fallsWith(SignalKind::OverdueDays, 10, 0, 30), 6},
        {fallsWith(SignalKind::DaysSinceContact, 20, 60, 90), 2},
        {fallsWith(SignalKind::MilestonesLate, 10, 0, 1), 7},
        {fallsWith(SignalKind::DaysSinceUsage, 30, UsageFineDays, 28), UsageSays},
    };
}

/// Whether no account at all has used the product for so long that usage is fine for nobody: its files ended or are
/// late, which says nothing about customers.
Result<bool> hasUsageEnded(const signs::Signals &history, const signs::KnownDay &known, const std::vector<int> &active)
{
    const auto values = history.values({SignalKind::DaysSinceUsage, {}}, known, active);
    if (!values)
        return values.error();
    double least = std::numeric_limits<double>::infinity();
    for (const int account : active)
        least = std::fmin(least, (*values)[std::size_t(account)]); // passes over those without a value
    return least > UsageFineDays;
}

} // namespace

Result<HealthModel> starterModel(const signs::Signals &history, Date day)
{
    const auto known = history.known(day);
    if (!known)
        return known.error();
    std::vector<int> active;
    for (std::size_t i = 0; i < known->arr.size(); ++i) {
        if (known->arr[i] > 0)
            active.push_back(int(i));
    }
    HealthModel model;
    model.name = "Starter";
    HealthSegment all{"Everybody", {}, {}};
    std::vector<int> said;
    const auto ended = hasUsageEnded(history, *known, active);
    if (!ended)
        return ended.error();
    if (*ended)
        said.push_back(UsageSays);
    for (StarterSignal &each : starterSignals()) {
        if (active.empty() || all.measures.size() == StarterSignals || std::ranges::count(said, each.says) > 0)
            continue;
        const auto values = history.values(each.model.signal, *known, active);
        if (!values)
            return values.error();
        const auto having =
            std::ranges::count_if(active, [&](int account) { return !std::isnan((*values)[std::size_t(account)]); });
        if (double(having) < StarterShare * double(active.size()))
            continue;
        said.push_back(each.says);
        all.measures.push_back(std::move(each.model));
    }
    if (all.measures.empty())
        return Error{ErrorCode::NoData,
            QD_WORDS("Health",
                "There is nothing to score accounts by. Import usage, support tickets, surveys, activities or "
                "invoices.")};
    std::ranges::stable_sort(all.measures, std::ranges::greater(), &SignalModel::weight);
    model.segments.push_back(std::move(all));
    return model;
}

Result<HealthModel> currentHealthModel(const ModelsInForce &models, const signs::Signals &history, Date day)
{
    if (const VersionedModel *found = models.on(day))
        return found->model;
    return starterModel(history, day);
}

Result<ModelsByDay> ModelsByDay::of(ModelsInForce models, const signs::Signals &history, Date day)
{
    ModelsByDay all(std::move(models), day);
    if (all.m_models.on(day))
        return all;
    auto starter = starterModel(history, day);
    if (!starter)
        return starter.error();
    all.m_otherwise = std::move(*starter);
    return all;
}

const HealthModel &ModelsByDay::on(Date day) const
{
    if (const VersionedModel *inForce = m_models.on(day))
        return inForce->model;
    return m_otherwise ? *m_otherwise : m_models.on(m_day)->model;
}

} // namespace qd::health
