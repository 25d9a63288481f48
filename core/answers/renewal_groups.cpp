#include "core/answers/renewal_groups.h"

#include "core/base/month.h"
#include "core/base/text.h"
#include "core/base/words.h"
#include "core/revenue/grouping.h"

namespace qd::answers {

namespace {

/// Of the dimensions that are of the renewal, not of its customer; nothing for another.
std::function<std::string(const renewals::RenewalCase &)> ownGroup(
    const std::string &by, const renewals::KnownRenewals &known)
{
    using renewals::RenewalCase;
    if (by == "month")
        return [](const RenewalCase &renewal) { return Month::of(renewal.due).iso(); };
    if (by == "quarter")
        return [start = known.portfolio().fiscalYearStart()](
                   const RenewalCase &renewal) { return FiscalQuarter::of(Month::of(renewal.due), start).text(); };
    if (by == "risk")
        return [&known](const RenewalCase &renewal) {
            const renewals::Risk *risk = known.data().lastRisk(renewal.account, known.day());
            const std::string status = risk ? lowered(trimmed(risk->status)) : std::string();
            return status.empty() ? std::string(NoGroup) : status;
        };
    return {};
}

} // namespace

const std::vector<std::string> &renewalDimensions()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> known = revenue::dimensions();
        known.insert(known.end(), {"month", "quarter", "risk"});
        return known;
    }();
    return all;
}

Result<renewals::RenewalGroups> renewalGroups(const std::string &by, const renewals::KnownRenewals &known)
{
    using renewals::RenewalCase;
    if (by.empty())
        return renewals::RenewalGroups();
    if (by == "product")
        return renewals::RenewalGroups{[&known](const RenewalCase &part) { return renewals::productOf(known, part); },
            [&known](const RenewalCase &renewal) { return renewals::byProduct(known, renewal); }};
    if (auto group = ownGroup(by, known))
        return renewals::RenewalGroups{std::move(group), {}};
    revenue::GroupingOptions options;
    options.by = by;
    if (known.day() < known.portfolio().latestAsOf().value_or(known.day()))
        options.groupAsOf = known.day();
    auto grouping = revenue::groupAccounts(known.portfolio(), options);
    if (!grouping)
        return grouping.error();
    return renewals::RenewalGroups{[grouping = std::move(*grouping)](const RenewalCase &renewal) {
        return grouping.names[std::size_t(grouping.group[std::size_t(renewal.account)])];
    }};
}

} // namespace qd::answers
