#include "core/answers/renewal_groups.h"

#include "core/revenue/grouping.h"

namespace qd::answers {

Result<renewals::RenewalGroups> renewalGroups(const std::string &by, const renewals::KnownRenewals &known)
{
    using renewals::RenewalCase;
    if (by.empty())
        return renewals::RenewalGroups();
    if (by == "product")
        return renewals::RenewalGroups{[&known](const RenewalCase &part) { return renewals::productOf(known, part); },
            [&known](const RenewalCase &renewal) { return renewals::byProduct(known, renewal); }};
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
