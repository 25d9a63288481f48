#pragma once
#include "core/renewals/exceptions.h"
#include "core/renewals/open_ended.h"
#include "core/renewals/preparation.h"
#include "core/renewals/renewal_rates.h"

namespace qd::renewals {

/// A renewal and what is wrong with it.
struct ListedRenewal {
    RenewalCase renewal;
    std::vector<Exception> exceptions;
};

/// Everything that is said of the renewals of a window.
struct RenewalReport {
    std::vector<RenewalRow> rows; ///< `total` first
    std::vector<ListedRenewal> contracts; ///< by account id
    std::vector<int> undated; ///< customers with ARR and no renewal date, by directory index; in no row
    std::vector<RiskCoverage> riskCoverage; ///< on the as-of date, whatever the window
    Hygiene hygiene; ///< the same
    std::vector<OpenEndedContract> openEnded = {}; ///< on the as-of date: what comes up for no renewal
};

/// What is asked for.
struct ReportOptions {
    DueWindow window;
    std::optional<int> dateTolerance = std::nullopt; ///< days; default: the setting tolerance.renewal_date, else 0
    RenewalGroups groups = {}; ///< as renewalRows()
    /// Which customers, by directory index; all where nothing is given. Risk coverage and hygiene are always of all.
    std::function<bool(int)> only = {};
};

/// The renewals of a window and what is wrong with each, by account id; `marks` are of the same day. Errors as
/// renewalReport().
[[nodiscard]] Result<std::vector<ListedRenewal>> listedRenewals(
    const KnownRenewals &renewals, const AccountMarks &marks, const ReportOptions &options);

/// InvalidArgument where the window ends before it begins; NoRate, Overflow, ConflictingRates.
[[nodiscard]] Result<RenewalReport> renewalReport(const KnownRenewals &renewals, const ReportOptions &options);

} // namespace qd::renewals
