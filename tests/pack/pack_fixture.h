#pragma once
#include "core/base/money.h"
#include "core/pack/pack_document.h"
#include "core/session/actions.h"
#include "tests/support/workspace_fixture.h"

#include <cmath>

namespace qd::test {

/// Three customers, small enough to work every figure by hand. October 2026: opening 1,500; C is new with 300; A grows
/// by 200; B leaves with 500; closing 1,500. Twelve months: 1,500 opens (A 1,000, B 500), 1,200 remains, of which 1,000
/// up to what was there. The CRM still counts B.
inline void fillPackWorkspace(WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.source("crm", "crm");
    data.account("billing", "A", "Acme", "crm_account_id=A");
    data.account("billing", "B", "Bolt", "crm_account_id=B");
    data.account("billing", "C", "Corvo", "crm_account_id=C");
    data.account("crm", "A", "Acme", "arr=1200.00;segment=Enterprise;health=green");
    data.account("crm", "B", "Bolt", "arr=500.00;segment=SMB;status=active");
    data.account("crm", "C", "Corvo", "arr=300.00;segment=SMB;health=red");
    data.subscription("billing", "s1", "A", "1000.00", "2025-01-01", "2026-12-31");
    data.subscription("billing", "s2", "B", "500.00", "2025-01-01", "", "2026-10-15");
    data.subscription("billing", "s3", "C", "300.00", "2026-10-01", "2027-01-15");
    data.subscription("billing", "s4", "A", "200.00", "2026-10-10");
    data.settle();
    Progress quiet;
    if (const auto linked = session::resolveIdentities(data.workspace(), quiet); !linked)
        qFatal("%s", linked.error().message.english().c_str());
}

/// Somebody spoke to all three, so that there is something to score them by.
inline void addContacts(WorkspaceFixture &data)
{
    for (const char *account : {"A", "B", "C"})
        data.run("INSERT INTO activities (source, activity_id, account_id, date, type, content_hash, as_of, batch_id, "
                 "line) VALUES ('crm', ?1, ?1, '2026-09-30', 'call', 0, '2026-10-31', 1, 2)",
            {account});
}

/// A height as a painter might measure it, without one: by a count of letters to the line.
inline double roughHeight(const pack::Narrative &narrative, double width)
{
    const double line = narrative.size == pack::Narrative::Size::Body ? 5.0
        : narrative.size == pack::Narrative::Size::Small              ? 4.4
                                                                      : 3.8; // mm
    constexpr double HeadingAndGap = 1.5; // lines
    const double letters = width / (line * 0.35);
    double height = 0;
    for (const pack::Narrative::Part &part : narrative.parts) {
        height += HeadingAndGap * line;
        for (const Message &paragraph : part.paragraphs)
            height += line * (std::floor(double(paragraph.english().size()) / letters) + 1);
    }
    return height;
}

} // namespace qd::test
