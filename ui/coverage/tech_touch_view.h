#pragma once
#include "core/coverage/tech_touch.h"
#include "ui/paint/chart/chart_spec.h"

#include <memory>

namespace qd::ui {

/// Everything the tech-touch dialog shows about one set of assumptions and one threshold: one job's result.
struct TechTouchView {
    coverage::TouchPair pair;
    std::optional<double> measuredCost; ///< of one FTE a year, from the roster, base major units
    int costedCsms = 0; ///< it is the mean over these
    std::optional<coverage::TouchEconomics> economics; ///< nothing: `missing` says what no answer can do without
    QString missing;
    std::optional<double> breakEven; ///< contract value, base major units
    std::vector<std::int64_t> thresholds; ///< even steps from 0, base minor units; empty without customers
    std::vector<coverage::ThresholdEffect> curve; ///< at each of them; empty without an answer
    std::int64_t threshold = 0; ///< the one looked at, base minor units
    coverage::ThresholdEffect effect; ///< there; without an answer only its first four figures
};

/// Minor units in one major unit of the base currency.
[[nodiscard]] double minorPerMajor(const coverage::CoverageInput &input);

/// Runs in a job. `threshold` in base major units; nothing takes the break-even value, else a middle one.
[[nodiscard]] Result<std::shared_ptr<const TechTouchView>> computeTechTouch(const coverage::CoverageInput &input,
    const coverage::TechTouchAssumptions &assumptions, std::optional<double> threshold);

/// Net effect, cost freed and margin lost over the thresholds.
[[nodiscard]] ChartSpec thresholdChart(const coverage::CoverageInput &input, const TechTouchView &view);

/// Label and value of each figure of the effect; "none" where no answer is given.
[[nodiscard]] QVector<std::pair<QString, QString>> effectFigures(
    const coverage::CoverageInput &input, const TechTouchView &view);

} // namespace qd::ui
