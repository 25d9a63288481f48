#include "core/store/reason_rows.h"

#include "core/base/text.h"
#include "core/store/row_cursor.h"

namespace qd::store {

namespace {

void forEachReason(const Workspace &workspace, const char *sql, const std::function<void(const ReasonRow &)> &visit)
{
    RowCursor row(workspace, sql);
    while (row.next()) {
        if (const auto reason = trimmed(row.text(2)); !reason.empty())
            visit({row.text(0), row.text(1), reason});
    }
}

} // namespace

void forEachChurnReason(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit)
{
    forEachReason(workspace,
        "SELECT source, account_id, churn_reason FROM accounts WHERE churn_reason IS NOT NULL "
        "ORDER BY source, account_id",
        visit);
}

void forEachOnboardingPath(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit)
{
    forEachReason(workspace,
        "SELECT source, account_id, onboarding_path FROM accounts WHERE onboarding_path IS NOT NULL "
        "ORDER BY source, account_id",
        visit);
}

void forEachLeadSource(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit)
{
    forEachReason(workspace,
        "SELECT source, opportunity_id, lead_source FROM opportunities WHERE lead_source IS NOT NULL "
        "ORDER BY source, opportunity_id",
        visit);
}

void forEachLossReason(const Workspace &workspace, const std::function<void(const ReasonRow &)> &visit)
{
    forEachReason(workspace,
        "SELECT source, opportunity_id, loss_reason FROM opportunities WHERE loss_reason IS NOT NULL "
        "ORDER BY source, opportunity_id",
        visit);
}

} // namespace qd::store
