#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::portfolio {
class Portfolio;
}

namespace qd::lifecycle {

/// What customers can be told apart by besides revenue::dimensions(): how they came, which never changes after.
inline constexpr const char *ByOnboardingPath = "onboarding_path";
inline constexpr const char *ByLeadSource = "lead_source";

/// Whether `by` is one of the two.
[[nodiscard]] bool isOrigin(std::string_view by);
/// One of revenue::dimensions() or of the two above, or empty. InvalidArgument lists them all, and names the nearest.
[[nodiscard]] Result<void> checkDimensionOrOrigin(const std::string &by);

/// Each customer's value by directory index, NoGroup for none: the onboarding_path of its most trusted record with one,
/// or the lead_source of the won opportunity that closed first of those known on `day` (of one day the first id), also
/// where a later one has another. InvalidArgument where `by` is no origin; BadData as RenewalData::read().
[[nodiscard]] Result<std::vector<std::string>> originsOf(
    const std::string &by, const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Date day);

} // namespace qd::lifecycle
