#pragma once
#include "core/base/result.h"
#include "core/portfolio/health.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::health {

/// Days an override holds where nobody says until when.
inline constexpr int OverrideDays = 30;

/// A colour that a person gave an account against its score. It is shown beside the score's own and never takes its
/// place. Every one stays in the file; an account's last one made by a day counts on it.
struct Override {
    std::string account; ///< the workspace's id
    portfolio::HealthColour colour = portfolio::HealthColour::None; ///< None takes back what was given before
    std::string reason;
    std::string author; ///< as said
    Date made; ///< first day on which it is known
    Date until; ///< last day
};

/// Those in force on a day, by account.
class OverridesOn {
public:
    OverridesOn() = default;
    /// Of `all` in the order in which they were made.
    OverridesOn(const std::vector<Override> &all, const identity::AccountDirectory &accounts, Date day);
    /// nullptr for an account without one, by directory index.
    [[nodiscard]] const Override *find(int account) const;

private:
    std::map<int, Override> m_inForce;
};

/// Every override of the file, in the order in which they were made.
[[nodiscard]] std::vector<Override> overrides(const store::Workspace &workspace);

/// Keeps one with its entry in the audit log, both or neither. The account must be one of the workspace.
/// InvalidArgument without a reason, or for a last day before the first; ReadOnly.
[[nodiscard]] Result<void> addOverride(store::Workspace &workspace, const Override &made);

} // namespace qd::health
