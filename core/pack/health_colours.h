#pragma once
#include "core/base/month.h"
#include "core/identity/account_directory.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// Last health colour of each customer known on a day, by directory index; empty where none is. Scores of
/// health_scores dated on or before the day come first; the golden field `health` serves customers without any score
/// on record, since it has no date of its own.
[[nodiscard]] std::vector<std::string> healthColours(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// Customers with ARR on a day and those of them with a health colour.
struct HealthCoverage {
    int customers = 0;
    int scored = 0;
};

} // namespace qd::pack
