#pragma once
#include "core/forecast/renewal_forecast.h"

namespace qd::forecast {

/// Customers named in a note; of more the number is said.
inline constexpr std::size_t NamedInNotes = 5;

/// What nobody can know where all files known on `day` are of one day: how ends, amounts, stages and owners were
/// before. Waterfall and accuracy of earlier days then say what these files say of them. Nothing where files of several
/// days are known, or none.
[[nodiscard]] std::optional<Message> importedOnce(const ForecastData &data, Date day);

/// Customers with a forecast of the quarter, as stated by the day of `known`, of whom nothing is due in it: it counts
/// nowhere. By account id; nothing where there is none. Errors of the renewals.
[[nodiscard]] Result<std::optional<Message>> statedInVain(
    const ForecastData &data, const renewals::KnownRenewals &known);

/// Rows of `forecasts` known on `day` that are left out, a sentence for each reason: how many, and the first of them by
/// source and its account id.
[[nodiscard]] std::vector<Message> leftOutNotes(const ForecastData &data, Date day);

/// What a reader of the forecast is to know besides its figures, a sentence each: why there is no model, which
/// forecasts count nowhere, leftOutNotes() and importedOnce(). Errors of the renewals.
[[nodiscard]] Result<std::vector<Message>> forecastNotes(
    const ForecastData &data, const renewals::KnownRenewals &known, const RenewalForecast &forecast);

} // namespace qd::forecast
