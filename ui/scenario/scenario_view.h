#pragma once
#include "core/base/currency.h"
#include "core/scenario/base_figures.h"
#include "core/scenario/difference.h"
#include "core/scenario/hiring_plan.h"
#include "core/scenario/quarter_ends.h"
#include "core/scenario/scenario_store.h"
#include "core/scenario/sensitivity.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

#include <memory>

namespace qd::ui {

/// A saved scenario with what it leaves out filled in.
struct KnownScenario {
    std::string name;
    scenario::CompleteScenario scenario;
    std::vector<scenario::SavedScenario> versions; ///< newest first; the first is the one in force
};

/// ARR at the end of a month that has been.
struct MeasuredMonth {
    Month month;
    double arr = 0; ///< major units
};

/// What the workspace says: one job's result.
struct ScenarioView {
    scenario::CompletedScenario base;
    std::vector<KnownScenario> saved; ///< by name
    std::vector<Message> unusable; ///< about saved scenarios that cannot be projected any more
    std::vector<MeasuredMonth> history; ///< a year to the start month
    std::string source; ///< of ARR
    Currency currency;
    int fiscalYearStart = 1;
    std::vector<std::pair<std::string, std::string>> filters; ///< the chips it was computed under
};

/// The customers behind the measured base value of a lever: those of the segment for its customers and ARR, those that
/// churned, contracted, grew or joined for its rates. No ids where nothing was measured, or nobody did.
[[nodiscard]] AccountList customersBehind(const ScenarioView &view, const scenario::Lever &lever);
/// Whether there are any.
[[nodiscard]] bool hasCustomersBehind(const ScenarioView &view, const scenario::Lever &lever);
/// Whether the lever's base value was measured on the team, which the Coverage page shows.
[[nodiscard]] bool isOfTeam(const ScenarioView &view, const scenario::Lever &lever);

/// Reads and computes; runs in a job. The base has the assumed uncertainties of boardUncertainty(), unless stated.
[[nodiscard]] Result<std::shared_ptr<const ScenarioView>> computeScenarioView(
    const PageContext &context, Progress &progress);

/// What takes longer than a frame: fans and what moves ARR most.
struct ScenarioSpread {
    scenario::MonteCarlo base;
    scenario::MonteCarlo scenario;
    std::vector<scenario::TornadoBar> bars; ///< of the scenario's closing ARR
    std::vector<scenario::RankBar> ranks;
};
inline constexpr double TornadoShare = 0.2;

/// Simulates and varies both scenarios; runs in a job.
[[nodiscard]] Result<std::shared_ptr<const ScenarioSpread>> computeSpread(
    const scenario::CompleteScenario &base, const scenario::CompleteScenario &scenario, Progress &progress);

/// Two scenarios as they stand, projected: what charts and tables are made of.
struct Comparison {
    std::shared_ptr<const ScenarioView> view;
    QString baseName;
    QString scenarioName;
    const scenario::Projection *base = nullptr;
    const scenario::Projection *scenario = nullptr;
    bool same = false; ///< nothing differs: only one is drawn
    scenario::HiringPlan hiring; ///< of the scenario
    std::shared_ptr<const ScenarioSpread> spread; ///< nothing while it is computed
    Result<scenario::Difference> difference = Error{}; ///< or why they cannot be compared by lever
};

} // namespace qd::ui
