#pragma once
#include "core/lifecycle/lifecycle_settings.h"
#include "core/lifecycle/milestones.h"
#include "core/lifecycle/stays.h"
#include "core/renewals/renewal_data.h"

#include <memory>

namespace qd::lifecycle {

/// The group of all customers, where they are not told apart.
inline constexpr const char *AllCustomers = "total";

/// Customers as they were known on a day: when they came and went, and the milestones they reached (CONTRACT-ROOMS,
/// "Known on day D"): nothing that is dated after the day is seen.
struct KnownCustomers {
    Date day;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    std::shared_ptr<const renewals::RenewalData> data;
    LifecycleSettings settings;
    Milestones milestones;
    std::vector<std::optional<Stay>> stays; ///< first time in force by contracts, by directory index
    /// What each had on its first day in force, in byte order; NoGroup alone for nothing that has a name.
    std::vector<std::vector<std::string>> products = {};

    /// Without `asOf` on the latest as-of date of all sources, or the last day the ARR source knows. NoData without
    /// ARR; BadData, ConflictingRates, NoRate, Overflow.
    [[nodiscard]] static Result<KnownCustomers> read(const store::Workspace &workspace,
        std::shared_ptr<const portfolio::Portfolio> portfolio, std::optional<Date> asOf);

    /// Each customer's group by the golden value of `by` on the day, by directory index: NoGroup for none, AllCustomers
    /// where `by` is empty. InvalidArgument for a dimension there is not, and for `product`: a customer has several.
    [[nodiscard]] Result<std::vector<std::string>> groups(const std::string &by) const;
};

/// InvalidArgument where `by` is no dimension that a customer has one value of.
[[nodiscard]] Result<void> checkCustomerDimension(const std::string &by);

} // namespace qd::lifecycle
