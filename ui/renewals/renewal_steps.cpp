#include "ui/renewals/renewal_steps.h"

#include "core/forecast/submissions.h"

#include <memory>

namespace qd::ui {

Edit callingRenewals(const QString &text, const forecast::CallSheet &sheet)
{
    const auto kept = std::make_shared<std::vector<forecast::KeptCall>>();
    const auto apply = [sheet, kept](store::Workspace &workspace) -> Result<void> {
        auto done = forecast::enterCalls(workspace, sheet);
        if (!done)
            return done.error();
        *kept = std::move(*done);
        return {};
    };
    return {text, apply, [kept](store::Workspace &workspace) { return forecast::takeBackCalls(workspace, *kept); }};
}

Edit submittingCalls(const QString &text, FiscalQuarter quarter, Date day, const std::string &owner)
{
    const auto made = std::make_shared<forecast::Submission>();
    const auto apply = [quarter, day, owner, made](store::Workspace &workspace) -> Result<void> {
        auto done = forecast::submitCalls(workspace, quarter, day, owner);
        if (!done)
            return done.error();
        *made = std::move(*done);
        return {};
    };
    return {
        text, apply, [made](store::Workspace &workspace) { return forecast::takeBackSubmission(workspace, *made); }};
}

Edit judgingRisk(const QString &text, const renewals::RiskEntry &entry)
{
    const auto kept = std::make_shared<renewals::KeptRisk>();
    const auto apply = [entry, kept](store::Workspace &workspace) -> Result<void> {
        auto done = renewals::keepRisk(workspace, entry);
        if (!done)
            return done.error();
        *kept = std::move(*done);
        return {};
    };
    return {text, apply, [kept](store::Workspace &workspace) { return renewals::takeBackRisk(workspace, *kept); }};
}

} // namespace qd::ui
