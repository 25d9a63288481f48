#pragma once
#include "core/coverage/capacity_model.h"
#include "tests/support/workspace_fixture.h"

namespace qd::test {

/// A team of three and six customers small enough to add up by hand; as of 2026-10-31.
class CoverageFixture : public WorkspaceFixture {
public:
    CoverageFixture()
    {
        source("people", "people");
        source("crm", "crm");
        csm("c1", "Ann", "ann@x.example", "EMEA", "Enterprise;SMB", "2020-01-01", "", "1");
        csm("c2", "Bob", "bob@x.example", "EMEA", "SMB", "2026-10-05", "", "0.5");
        csm("c3", "Cy", "", "", "Enterprise;SMB", "", "2026-11-15", "1");
        account("crm", "A1", "Alpha",
            "segment=Enterprise;region=EMEA;owner=Ann;arr=300000.00;health=red;lifecycle_stage=Onboarding");
        account("crm", "A2", "Beta",
            "segment=Enterprise;region=EMEA;owner=ANN@x.example;arr=200000.00;health=yellow;renewal_date=2026-12-31");
        account("crm", "A3", "Gamma", "segment=smb;region=EMEA;owner=c1;arr=10000.00;health=green");
        account("crm", "A4", "Delta", "segment=SMB;region=EMEA;owner=bob;arr=20000.00;health=yellow");
        account("crm", "A5", "Epsilon", "segment=Enterprise;region=APAC;owner=Nobody;arr=50000.00");
        account("crm", "A6", "Zeta", "segment=Partner;region=EMEA;owner=Bob;arr=5000.00");
        account("crm", "A7", "Eta", "segment=SMB;region=EMEA;owner=Bob;arr=0.00;status=churned");
    }

    void csm(const std::string &id, const std::string &name, const std::string &email, const std::string &region,
        const std::string &segments, const std::string &start, const std::string &end, const std::string &fte)
    {
        run("INSERT INTO csms (source, csm_id, name, email, region, segments, start_date, end_date, fte, content_hash, "
            "as_of, batch_id, line) VALUES ('people', ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), CAST(nullif(?, '') "
            "AS REAL), 0, '2026-10-31', 1, 2)",
            {id, name, email, region, segments, start, end, fte});
    }
    void assignment(const std::string &account, const std::string &csm, const std::string &start,
        const std::string &end = {}, const std::string &role = {})
    {
        run("INSERT INTO assignments (source, account_id, csm_id, start_date, end_date, role, content_hash, as_of, "
            "batch_id, line) VALUES ('crm', ?, ?, ?, nullif(?, ''), nullif(?, ''), 0, '2026-10-31', 1, 2)",
            {account, csm, start, end, role});
    }
    void leave(const std::string &csm, const std::string &from, const std::string &to)
    {
        run("INSERT INTO leave (source, csm_id, start_date, end_date, content_hash, as_of, batch_id, line) VALUES "
            "('people', ?, ?, ?, 0, '2026-10-31', 1, 2)",
            {csm, from, to});
    }

    /// 80 productive hours; Enterprise 8 h, SMB 1 h.
    static coverage::CapacityModel model()
    {
        coverage::CapacityModel model;
        model.hoursPerMonth = 100;
        model.utilisation = 0.8;
        model.ramp = {0.5, 1.0};
        model.segments = {{"Enterprise", "high", 8, 1'000'000, {}, {}}, {"SMB", "tech", 1, std::nullopt, {}, {}}};
        model.lifecycleFactors = {{"onboarding", 2}};
        model.riskFactors = {{"red", 1.5}, {"yellow", 1.2}};
        return model;
    }
};

} // namespace qd::test
