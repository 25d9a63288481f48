#include "core/renewals/renewal_report.h"

#include "core/store/settings.h"

namespace qd::renewals {

namespace {

int dateToleranceOf(const KnownRenewals &renewals, const ReportOptions &options)
{
    return options.dateTolerance.value_or(
        store::dayToleranceSetting(renewals.portfolio().setting("tolerance.renewal_date")).value_or(0));
}

} // namespace

Result<std::vector<ListedRenewal>> listedRenewals(
    const KnownRenewals &renewals, const AccountMarks &marks, const ReportOptions &options)
{
    const DueWindow &window = options.window;
    if (window.to < window.from)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Renewals", "The window ends on %1, before it begins on %2."), {window.to, window.from}}};
    auto cases = renewals.casesIn(window);
    if (!cases)
        return cases.error();
    const int tolerance = dateToleranceOf(renewals, options);
    std::vector<ListedRenewal> listed;
    for (RenewalCase &renewal : *cases) {
        if (options.only && !options.only(renewal.account))
            continue;
        std::vector<Exception> exceptions = exceptionsOf(renewals, marks, renewal, tolerance);
        listed.push_back({std::move(renewal), std::move(exceptions)});
    }
    return listed;
}

Result<RenewalReport> renewalReport(const KnownRenewals &renewals, const ReportOptions &options)
{
    const auto marks = AccountMarks::on(renewals);
    if (!marks)
        return marks.error();
    auto listed = listedRenewals(renewals, *marks, options);
    if (!listed)
        return listed.error();
    std::vector<RenewalCase> cases;
    for (const ListedRenewal &each : *listed)
        cases.push_back(each.renewal);
    auto rows = renewalRows(cases, options.groups);
    if (!rows)
        return rows.error();
    auto coverage = riskCoverage(renewals);
    if (!coverage)
        return coverage.error();
    const auto hygiene = hygieneOf(renewals, *marks, dateToleranceOf(renewals, options));
    if (!hygiene)
        return hygiene.error();
    std::vector<int> undated = undatedAccounts(*marks);
    if (options.only)
        std::erase_if(undated, [&](int account) { return !options.only(account); });
    auto openEnded = openEndedContracts(renewals, options.only);
    if (!openEnded)
        return openEnded.error();
    return RenewalReport{std::move(*rows), std::move(*listed), std::move(undated), std::move(*coverage), *hygiene,
        std::move(*openEnded)};
}

} // namespace qd::renewals
