#pragma once
#include "core/health/model_changes.h"
#include "core/health/models_in_force.h"
#include "tests/signals/imported_workspace.h"

namespace qd::test {

/// Green without a ticket in 90 days, red with one.
inline const char *const One = R"({"name": "One", "segments": [{"name": "All", "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 100], [null, 10]]}]}]})";
/// Yellow without, red with one.
inline const char *const Two = R"({"name": "Two", "segments": [{"name": "All", "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 60], [null, 40]]}]}]})";

inline Date dayOf(const char *iso)
{
    return *Date::fromIso(iso);
}

template <typename T>
T done(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

inline health::ModelChange step(store::Workspace &workspace, health::ModelStep step, int version, const char *on,
    const char *by = "Ben", std::optional<Date> from = {})
{
    return done(health::moveHealthModel(workspace, {step, version, by, dayOf(on), from, "so it is"}));
}

/// Saves a model by Ann, which Ben approves.
inline void putInForce(store::Workspace &workspace, const char *text, const char *on, const char *from)
{
    const int version = done(health::saveHealthModel(workspace, text, "a first try", "Ann")).after.version;
    step(workspace, health::ModelStep::Propose, version, on, "Ann");
    step(workspace, health::ModelStep::Approve, version, on, "Ben", dayOf(from));
}

/// A, B, C, D have contracts; D's ends on 2026-04-30, C's on 2026-08-31. A had a ticket on 2026-05-15, C on 2026-05-20,
/// and a platform has a colour of A and B.
inline void fillTickets(ImportedWorkspace &data)
{
    data.file("crm.accounts", "account_id,name,segment\nA,Acme,SMB\nB,Birch,SMB\nC,Cedar,SMB\nD,Dill,SMB\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,100\n2,B,2025-01-01,,100\n"
        "3,C,2025-01-01,2026-08-31,100\n4,D,2025-01-01,2026-04-30,100\n");
    data.file("crm.tickets", "ticket_id,account_id,created_at\n1,A,2025-01-05\n2,A,2026-05-15\n3,C,2026-05-20\n");
    data.file(
        "crm.health_scores", "account_id,date,model,score,colour\nA,2026-01-01,V,20,red\nB,2026-02-01,V,60,yellow\n");
    data.import("2026-10-31");
}

/// One from 2026-03-01, Two from 2026-07-01, none from 2026-09-01.
inline void putBothInForce(store::Workspace &workspace)
{
    putInForce(workspace, One, "2026-03-01", "2026-03-01");
    putInForce(workspace, Two, "2026-06-01", "2026-07-01");
    step(workspace, health::ModelStep::Retire, 2, "2026-09-01");
}

} // namespace qd::test
