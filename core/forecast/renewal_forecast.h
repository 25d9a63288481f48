#pragma once
#include "core/forecast/past_renewals.h"
#include "core/forecast/pipeline.h"
#include "core/forecast/renewal_distribution.h"

namespace qd::forecast {

/// The open renewals of a quarter of one colour and segment. Each is judged by history as far from due as it is.
struct ForecastCell {
    CellKey key;
    std::vector<int> leads; ///< leadStep() of its renewals, ascending, each once
    int open = 0; ///< customers
    std::int64_t openArr = 0; ///< due ARR of them, base minor units
    Tally history; ///< tallyOf() the leads
    /// Mean of the rates of its leads, weighted by the due ARR of each, so that p x r x openArr is its part of the
    /// model's mean; where all are as far from due the rate itself. Nothing without any history.
    std::optional<double> p;
    double r = 1; ///< of the segment
};

/// What is expected of the renewals due in a quarter, as known on a day. Amounts are base minor units.
struct RenewalForecast {
    Date asOf;
    CountAndArr due; ///< all
    CountAndArr settled; ///< those renewed or lost, with the ARR renewed
    int renewed = 0; ///< of the settled ones
    /// Of the renewed ARR and count at the end of the quarter; nothing where renewals are open and there is no history.
    std::optional<RenewalDistribution> model;
    RenewalPipeline pipeline;
    std::vector<ForecastCell> by; ///< of the open renewals, by name of the colour, segment
    CountAndArr untouched;
    std::vector<Message> staleRates; ///< as ArrBook::staleRates() has them on the day

    /// amount / due; nothing where nothing is due.
    [[nodiscard]] std::optional<double> shareOfDue(std::int64_t amount) const;
};

/// CONTRACT-ROOMS section 2, "Renewal forecast". `asOf` defaults to the as-of date of the system of record. `scored`
/// are the colours without overrides. `only` are the customers, by directory index, whose renewals are forecast;
/// history is that of all. InvalidArgument for a rho outside 0..1; NoData without ARR; NoRate, Overflow, Cancelled,
/// errors of the colours.
[[nodiscard]] Result<RenewalForecast> renewalForecast(const ForecastData &data, const health::ScoredColour &scored,
    std::optional<Date> asOf, const SimulationOptions &options, Progress &progress,
    const std::function<bool(int)> &only = {});

/// The settled renewals due in the HistoryQuarters fiscal quarters before that of the day, each a window of its own,
/// with the segments of the day. NoRate, Overflow.
[[nodiscard]] Result<PastRenewals> pastRenewals(const ForecastData &data, const renewals::KnownRenewals &known);

} // namespace qd::forecast
