#pragma once
#include "core/forecast/forecast_data.h"

namespace qd::forecast {

/// Customers and their ARR in base minor units.
struct CountAndArr {
    int count = 0;
    std::int64_t arr = 0;
};

/// What sales says of the open renewals, beside the model: settled ARR and open renewal opportunities, base minor
/// units.
struct RenewalPipeline {
    std::int64_t weighted = 0; ///< amount x probability, rounded once
    std::int64_t commit = 0; ///< of category commit
    std::int64_t bestCase = 0; ///< of category commit or best_case
};

/// A share: a probability above 1 is one in percent; none counts 0.
[[nodiscard]] double shareOf(std::optional<double> probability);

/// Of each pending case the open opportunities with subscription_id one of its contracts; without one of these the open
/// one that was found for it (RenewalCase::opportunity), also beside a won one. Category and probability are those of
/// the day, amounts at the rates of the case's due ARR; without an amount it counts 0. NoRate, Overflow.
[[nodiscard]] Result<RenewalPipeline> renewalPipeline(
    const renewals::KnownRenewals &known, std::span<const renewals::RenewalCase> cases, std::int64_t settledArr);

/// The cases due, settled or not, that nobody had stated a forecast of by the day, and that have no renewal
/// opportunity, be it open, won or lost. Overflow.
[[nodiscard]] Result<CountAndArr> untouchedOf(
    const ForecastData &data, const renewals::KnownRenewals &known, std::span<const renewals::RenewalCase> cases);

} // namespace qd::forecast
