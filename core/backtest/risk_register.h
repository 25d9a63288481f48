#pragma once
#include "core/health/known_colours.h"
#include "core/renewals/known_renewals.h"

namespace qd::backtest {

/// An open renewal as the risk register has it, as known on a day.
struct RegisterRow {
    int account = -1; ///< index in the directory
    Date due;
    std::int64_t dueArr = 0; ///< base minor units
    health::HealthColour colour = health::HealthColour::None; ///< the override in force, else the scored one
    const renewals::Risk *risk = nullptr; ///< the last row of anybody; nullptr without one
    bool isAtRisk = false; ///< yellow or red, or called at_risk or lost
    bool disagrees = false; ///< red or yellow and called renew, or green and called otherwise
    bool isOverdue = false; ///< the next action was to be done before the day
};

/// Those at risk for one reason that are due in one fiscal quarter.
struct RiskGroup {
    std::string reason; ///< as the rows have it; NoGroup for none
    FiscalQuarter quarter;
    int count = 0;
    std::int64_t arr = 0;
};

/// The renewals of `cases` that are pending, those at risk first, then by due date and account id. They point into
/// `known`. Errors of the colours.
[[nodiscard]] Result<std::vector<RegisterRow>> riskRegister(const renewals::KnownRenewals &known,
    std::span<const renewals::RenewalCase> cases, const health::KnownColours &colours);

/// Those at risk by reason, in byte order and NoGroup last, and quarter. Overflow.
[[nodiscard]] Result<std::vector<RiskGroup>> riskGroups(const std::vector<RegisterRow> &rows, int fiscalYearStart);

/// What is open and at risk of a fiscal quarter.
struct QuarterRisk {
    FiscalQuarter quarter;
    int open = 0;
    std::int64_t openArr = 0;
    int atRisk = 0;
    std::int64_t atRiskArr = 0;
};
/// In order; quarters without an open renewal are left out. Overflow.
[[nodiscard]] Result<std::vector<QuarterRisk>> quarterRisks(const std::vector<RegisterRow> &rows, int fiscalYearStart);

/// The rows of a group of these.
[[nodiscard]] std::vector<RegisterRow> rowsOf(
    const RiskGroup &group, const std::vector<RegisterRow> &rows, int fiscalYearStart);

} // namespace qd::backtest
