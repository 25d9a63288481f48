#pragma once
#include "core/backtest/risk_register.h"
#include "core/forecast/accuracy.h"
#include "core/forecast/renewal_forecast.h"
#include "core/forecast/snapshot.h"
#include "core/pack/pack_document.h"
#include "core/revenue/grouping.h"

namespace qd::pack {

/// Open renewals of the twelve months from the first that is not over on the day, as known then.
struct RiskMeasures {
    std::optional<renewals::KnownRenewals> known; ///< what the rows point into
    renewals::DueWindow window;
    std::vector<backtest::RegisterRow> rows; ///< as riskRegister()
    std::vector<backtest::QuarterRisk> quarters;
    std::vector<backtest::RiskGroup> groups;

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return known->book().accounts(); }
    [[nodiscard]] Currency currency() const { return known->book().currency(); }
};

/// What is expected of a fiscal quarter, and what of the one before came of what was forecast.
struct ForecastMeasures {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    Date day;
    FiscalQuarter quarter; ///< that holds the first month which is not over
    forecast::RenewalForecast forecast;
    std::int64_t called = 0; ///< settled ARR and the calls of the open renewals
    forecast::OpenCalls calls;
    FiscalQuarter before;
    std::vector<forecast::AccuracyRow> accuracy; ///< of `before`
};

/// Both of the customers for which `filters` hold, as known on `asOf`; a forecast only where anybody ever stated one.
/// NoData without ARR; NoRate, Overflow, Cancelled,
/// errors of the colours.
[[nodiscard]] Result<RiskMeasures> measureRisks(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress);
[[nodiscard]] Result<std::optional<ForecastMeasures>> measureForecast(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress);

/// What is up for renewal and at risk by quarter, and why; actions on what is at risk; where colour and call disagree.
/// Pure. No page where nothing is open.
[[nodiscard]] std::vector<Page> riskPages(const RiskMeasures &measures);
/// The forecast of the quarter, and the last one's against what came. Pure. Nothing where nobody has forecast either
/// quarter: then there is nothing to hold to account.
[[nodiscard]] std::optional<Page> forecastPage(const ForecastMeasures &measures);

} // namespace qd::pack
