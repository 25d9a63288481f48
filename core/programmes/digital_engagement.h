#pragma once
#include "core/programmes/by_group.h"

#include <optional>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

/// Days up to the day in which engagement is looked at, the day included.
inline constexpr int EngagementDays = 90;

/// What a digital programme did to a customer, or a customer with it.
struct Engagement {
    int account = -1; ///< index in the directory
    Date day;
    std::string program;
    bool isReaction = false; ///< opened, clicked, attended or completed; else sent
};

/// Those that reached a known customer, of whom its rows count to on a day (AccountDirectory::holderOfRecord()): what
/// bounced did not.
[[nodiscard]] std::vector<Engagement> readEngagements(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// How many of the customers that a digital programme reached reacted (CONTRACT-ROOMS section 2, "Digital engagement").
struct EngagementFigures {
    std::string program; ///< "total" for all
    int reached = 0; ///< customers with an event `sent` or a reaction in the EngagementDays
    int engaged = 0; ///< of them those with a reaction

    [[nodiscard]] std::optional<double> rate() const; ///< engaged / reached
};

/// `total`, then each programme by name, of the customers asked about, which are those of segments with tech touch.
/// A customer counts once in each row.
[[nodiscard]] std::vector<EngagementFigures> engagementFigures(
    const std::vector<Engagement> &engagements, const Asked &asked);

} // namespace qd::programmes
