#pragma once
#include "core/forecast/expansion.h"
#include "core/forecast/new_teams.h"
#include "core/signals/signals.h"

#include <functional>

namespace qd::forecast {

/// Licence use above which a customer is short of licences: 90 %.
inline constexpr double ShortOfLicences = 0.9;
/// Growth of usage over four weeks, against the four before, from which on it says something: 25 %.
inline constexpr double GrowingUsage = 0.25;
/// Days before a contract ends in which more can be agreed with its renewal.
inline constexpr int ExpansionDueDays = 120;

/// Why a customer may buy more.
enum class ExpansionReason {
    LicenceUse, ///< licence_use above ShortOfLicences
    UsageGrowth, ///< usage_trend of GrowingUsage or more
    NewTeams, ///< newTeams()
    ContractDue, ///< due_in_days of ExpansionDueDays or less
    WhiteSpace, ///< products that enough of its segment have
};
/// "Short of licences" ...: its name, for context Words.
[[nodiscard]] const char *nameOf(ExpansionReason reason);

/// A customer that may buy more. Signals are those of docs/health.md; nothing where there is none.
struct ExpansionLead {
    int account = -1; ///< index in the directory
    std::int64_t arr = 0; ///< base minor units
    std::optional<double> licenceUse;
    std::optional<double> usageTrend;
    std::optional<int> dueInDays;
    std::vector<std::string> teams; ///< that are new, by name
    std::vector<std::string> products; ///< of its white space, by name
    std::vector<ExpansionReason> reasons; ///< in the order above
};

/// "short_of_licences", "usage_growth", "new_teams", "contract_due", "white_space": its name in files.
[[nodiscard]] const char *toString(ExpansionReason reason);

/// The customers with ARR that use what they have, or more of whose people do: short of licences, growing, or with new
/// teams. When their contract is due and what of the products they lack are further reasons, and none alone. The most
/// reasons first, then ARR, then id. `teams` are newTeams() of the day; `only` the customers, by directory index, that
/// are looked at. Errors of the signals.
[[nodiscard]] Result<std::vector<ExpansionLead>> expansionLeads(const signs::Signals &history,
    const std::vector<WhiteSpace> &whiteSpace, const std::vector<std::vector<std::string>> &teams, Date day,
    const std::function<bool(int)> &only = {});

/// White space of a product.
struct ProductSpace {
    std::string product;
    std::vector<int> accounts; ///< that lack it, by directory index in the order of the pairs
};
/// By product; those most customers lack first, then by name.
[[nodiscard]] std::vector<ProductSpace> spaceByProduct(const std::vector<WhiteSpace> &pairs);

} // namespace qd::forecast
