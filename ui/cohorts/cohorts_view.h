#pragma once
#include "core/backtest/known_before.h"
#include "core/economics/retention_economics.h"
#include "core/lifecycle/churn_drivers.h"
#include "core/lifecycle/funnel.h"
#include "core/lifecycle/landmark_lives.h"
#include "core/lifecycle/open_cases.h"
#include "core/lifecycle/time_to_value.h"
#include "core/pack/cohort_charts.h"
#include "core/pack/survival_charts.h"
#include "core/retention/cohort_comparison.h"
#include "core/retention/cohort_moves.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// Which of its views the page shows.
enum class CohortsPart { Retention, Survival, Value, Churn, Economics };

/// Time runs from the milestone that is a customer's first value, whatever the setting calls it.
inline constexpr const char *AfterValue = "value";

/// What the choices of the page say; each view has its own.
struct CohortsChoice {
    CohortsPart part = CohortsPart::Retention;
    struct Retention {
        retention::CohortMeasure measure = retention::CohortMeasure::Logo;
        retention::CohortPeriod period = retention::CohortPeriod::Quarter;
        retention::CohortBase base = retention::CohortBase::Start;
        std::string group = {}; ///< a dimension; empty for one block
    } retention = {};
    struct Survival {
        std::string by = "segment";
        std::string after = {}; ///< as LifeEvent::fromText(), or AfterValue; empty for the first day in force
        int landmark = 0; ///< days after which customers with and without first value are compared; 0 for none
        std::string strata = {}; ///< a dimension within which groups are compared; empty for none
        statistics::SurvivalInterval interval = statistics::SurvivalInterval::Log;
        pack::CurveShown shown = pack::CurveShown::Survival;
        bool model = false; ///< of customers as such, by `drivers`, instead of curves by `by`
        std::vector<std::string> drivers = {}; ///< as churnDrivers() takes them, besides first value at a landmark
    } survival = {};
    std::string valueBy = "segment";
    struct Churn {
        revenue::MovementKind kind = revenue::MovementKind::Churn; ///< or Contraction
        std::string by = lifecycle::ByReason;
        int months = 24;
    } churn = {};
    struct Economics {
        std::string by = "segment"; ///< a dimension, or how customers came (lifecycle/origins.h)
        int months = 12;
    } economics = {};
};

/// What the view Retention shows.
struct RetentionFigures {
    retention::CohortOptions options; ///< with which a cell is opened
    retention::Cohorts cohorts;
    pack::CohortChartOptions shown;
    std::optional<Message> missing = {}; ///< why there is nothing to measure
};

/// Cox's model of the lives of the view Survival.
struct HazardFigures {
    lifecycle::ChurnDrivers drivers;
    std::optional<survival::HazardModel> model; ///< with residuals
    std::optional<Message> missing = {}; ///< why there is none
};

/// What the view Survival shows.
struct SurvivalFigures {
    std::vector<lifecycle::CustomerLife> lives;
    pack::MonthlyCurves curves;
    std::string by; ///< empty for all, and for those of a landmark
    int landmark = 0;
    std::string strata; ///< within which groups are compared; empty for none
    statistics::SurvivalInterval interval = statistics::SurvivalInterval::Log;
    pack::CurveShown shown = pack::CurveShown::Survival;
    std::optional<HazardFigures> hazard = {}; ///< where it was asked for
};

/// What the view Time to value shows.
struct ValueFigures {
    lifecycle::LifecycleSettings settings;
    Date day; ///< up to which it is known: of all sources, so maybe a later one than ARR's
    Window window; ///< of the funnel: the last twelve months that are over
    std::string by;
    std::vector<lifecycle::ValueCase> cases;
    std::vector<lifecycle::TimeToValue> rows; ///< by group
    survival::ReadCurves curves;
    lifecycle::Funnel funnel; ///< of all customers
    std::vector<lifecycle::OpenCase> open;
};

/// What the view Churn shows.
struct ChurnFigures {
    lifecycle::ChurnAnalysis analysis;
    std::string by;
    Month from;
    Month to;
};

/// What the view Economics shows.
struct EconomicsFigures {
    economics::RetentionEconomics found;
    std::string by;
};

/// Everything the page shows: one job's result, of the customers that pass the chips; of its views only the chosen one.
struct CohortsView {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Currency currency;
    revenue::FxMode fx = revenue::FxMode::Constant;
    std::vector<portfolio::StaleRate> stale;
    CohortsPart part = CohortsPart::Retention;
    std::optional<RetentionFigures> retention;
    std::optional<SurvivalFigures> survival;
    std::optional<ValueFigures> value;
    std::optional<ChurnFigures> churn;
    std::optional<EconomicsFigures> economics;
};

/// Reads and computes; runs in a job. NoData where nothing has ARR.
[[nodiscard]] Result<std::shared_ptr<const CohortsView>> computeCohortsView(
    const PageContext &context, const CohortsChoice &choice, Progress &progress);

/// The members of a cell of the view Retention; `row` as pack::cohortBlockRows() has it, or the weighted row of all.
/// Runs in a job; errors as retention::cohortMembers().
[[nodiscard]] Result<std::vector<retention::CohortMember>> cellMembers(const PageContext &context,
    const retention::CohortOptions &options, const pack::CohortRow &row, bool ofAllBlocks, int k, Progress &progress);

/// What was known of customers before their renewals were due, with who they are: one job's result.
struct KnownBeforeView {
    backtest::KnownBefore known;
    std::shared_ptr<const identity::AccountDirectory> accounts;
};
/// Of the renewals due from the first day of `from` to the last of `to`, of the customers that pass the chips. Runs in
/// a job; errors as backtest::knownBefore() and Lookback::read().
[[nodiscard]] Result<std::shared_ptr<const KnownBeforeView>> computeKnownBefore(
    const PageContext &context, Month from, Month to, Progress &progress);

} // namespace qd::ui
