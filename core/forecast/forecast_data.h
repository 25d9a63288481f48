#pragma once
#include "core/health/overrides.h"
#include "core/renewals/known_renewals.h"
#include "core/signals/account_events.h"
#include "core/signals/known_fields.h"

#include <memory>

namespace qd::forecast {

/// What somebody wrote that a customer's renewal would bring.
struct StatedForecast {
    Date date;
    std::string author;
    Money amount;
    std::string category = {}; ///< commit, best_case, pipeline, omitted, or what else a file said; empty for none
    Date knownFrom = date; ///< with Knowing::Seen not before the as-of date of the batch that first held it
};

/// A row of `forecasts` that can count for no quarter or must not count for this one.
struct LeftOutForecast {
    enum class Why {
        NoPeriod, ///< its period is neither a month nor a fiscal quarter, whichever one is asked for
        BelowZero, ///< its amount is, and its period is the quarter
    };
    Why why;
    std::string period; ///< as imported
    std::string source;
    std::string accountId; ///< of the source
    Date knownFrom; ///< as in StatedForecast
};

/// What forecasts of a quarter are told from, read once for a state of the file. It keeps what it worked out, so one of
/// these stays on its thread, and the workspace must outlive it.
struct ForecastData {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    std::shared_ptr<const renewals::RenewalData> renewals;
    std::unique_ptr<const signs::AccountEvents> events;
    std::unique_ptr<const signs::KnownFields> fields;
    std::vector<health::Override> overrides;
    FiscalQuarter quarter;
    /// Rows of `forecasts` whose period is the quarter and whose amount is not below zero, by place of
    /// `renewals->customers`; each by date, author, source.
    std::vector<std::vector<StatedForecast>> stated;
    std::vector<Date> importDays = {}; ///< as-of dates of all files, ascending, each once
    std::vector<LeftOutForecast> leftOut = {}; ///< in the order of `stated`

    /// With Knowing::Seen contracts, opportunities, golden values and what was stated count from the batch that first
    /// held them; `events` are all. Errors as RenewalData::read().
    [[nodiscard]] static Result<ForecastData> read(const store::Workspace &workspace, FiscalQuarter quarter,
        portfolio::Knowing knowing = portfolio::Knowing::ByDates);

    /// All as known on `day`, by default the as-of date of the system of record. Errors as KnownRenewals::on().
    [[nodiscard]] Result<renewals::KnownRenewals> known(std::optional<Date> day) const;
    /// The quarter as a window of due dates.
    [[nodiscard]] renewals::DueWindow window() const;
    /// The same of the quarter that is `quarters` before that of `day`.
    [[nodiscard]] renewals::DueWindow windowBefore(Date day, int quarters) const;
    /// The golden segment on a day; NoGroup without one.
    [[nodiscard]] std::string segmentOn(int account, Date day) const;
    /// Those of a customer on `day`, before a merger its own alone, also the ones that were stated later.
    [[nodiscard]] const std::vector<StatedForecast> &statedOf(int account, Date day) const;
    /// Whether anybody had stated a forecast, as known on `day`.
    [[nodiscard]] bool isStatedBy(int account, Date day) const;
    /// The last row of an author dated on or before `day`, as known then; nullptr without one.
    [[nodiscard]] const StatedForecast *lastStated(int account, const std::string &author, Date day) const;
    /// The last row of anybody dated on or before `day`, of one day the last author in byte order: the call. nullptr
    /// without one.
    [[nodiscard]] const StatedForecast *lastCall(int account, Date day) const;
};

} // namespace qd::forecast
