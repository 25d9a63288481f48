#include "core/renewals/renewal_report.h"

#include "core/store/settings.h"

namespace qd::renewals {

Result<RenewalReport> renewalReport(const KnownRenewals &renewals, const ReportOptions &options)
{
    const DueWindow &window = options.window;
    if (window.to < window.from)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Renewals", "The window ends on %1, before it begins on %2."), {window.to, window.from}}};
    auto cases = renewals.casesIn(window);
    if (!cases)
        return cases.error();
    auto rows = renewalRows(*cases, options.groups);
    if (!rows)
        return rows.error();
    const auto marks = AccountMarks::on(renewals);
    if (!marks)
        return marks.error();
    auto coverage = riskCoverage(renewals);
    if (!coverage)
        return coverage.error();
    const int tolerance = options.dateTolerance.value_or(
        store::dayToleranceSetting(renewals.portfolio().setting("tolerance.renewal_date")).value_or(0));
    const auto hygiene = hygieneOf(renewals, *marks, tolerance);
    if (!hygiene)
        return hygiene.error();
    RenewalReport report{std::move(*rows), {}, undatedAccounts(*marks), std::move(*coverage), *hygiene};
    for (RenewalCase &renewal : *cases) {
        std::vector<Exception> exceptions = exceptionsOf(renewals, *marks, renewal, tolerance);
        report.contracts.push_back({std::move(renewal), std::move(exceptions)});
    }
    return report;
}

} // namespace qd::renewals
