#pragma once
#include <functional>
#include <string_view>

namespace qd::store {

class Workspace;

/// Why something ended, as a source says it. Texts are valid while a row is visited.
struct ReasonRow {
    std::string_view source;
    std::string_view id; ///< account_id, or opportunity_id
    std::string_view reason; ///< never empty
};

/// churn_reason of accounts, by source and id.
void forEachChurnReason(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit);
/// onboarding_path of accounts, which is no reason but a text like it.
void forEachOnboardingPath(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit);
/// lead_source of opportunities, in the same way.
void forEachLeadSource(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit);
/// loss_reason of opportunities, by source and id.
void forEachLossReason(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit);

} // namespace qd::store
