#pragma once
#include "core/lifecycle/known_customers.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/workspace_fixture.h"

namespace qd::test {

/// A workspace whose ARR is read from the contracts of `billing`, all imported once as of 31 October 2026.
class LifecycleFixture : public WorkspaceFixture {
public:
    LifecycleFixture() { source("billing", "billing"); }

    /// One contract of an account, 100 a year; `cancelled` is the first day no longer in force.
    void contract(const char *account, const char *start, const char *cancelled = "")
    {
        subscription("billing", std::string(account) + start, account, "100", start, {}, cancelled);
    }
    void milestone(const char *account, const char *name, const char *completed = "")
    {
        run("INSERT INTO milestones (source, account_id, milestone, completed_date, content_hash, as_of, batch_id, "
            "line) VALUES ('billing', ?, ?, nullif(?, ''), 0, '2026-10-31', 1, 2)",
            {account, name, completed});
    }
    void stage(const char *account, const char *stage, const char *entered)
    {
        run("INSERT INTO lifecycle (source, account_id, stage, entered_date, content_hash, as_of, batch_id, line) "
            "VALUES ('billing', ?, ?, ?, 0, '2026-10-31', 1, 2)",
            {account, stage, entered});
    }
    void kept(const char *entity, const char *id, const char *field, const char *value, const char *asOf)
    {
        run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) "
            "VALUES ('billing', ?, ?, ?, nullif(?, ''), ?, 1)",
            {entity, id, field, value, asOf});
    }

    /// Read once everything is there; settles the customers first.
    std::shared_ptr<const portfolio::Portfolio> portfolio()
    {
        settle();
        return portfolio::Portfolio::read(workspace());
    }
    lifecycle::KnownCustomers known(const char *asOf = nullptr)
    {
        auto customers = lifecycle::KnownCustomers::read(
            workspace(), portfolio(), asOf ? Date::fromIso(asOf) : std::optional<Date>());
        if (!customers)
            qFatal("%s", customers.error().message.english().c_str());
        return std::move(*customers);
    }
};

} // namespace qd::test
