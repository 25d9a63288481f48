#pragma once
#include "core/base/money.h"
#include "core/pack/pack_document.h"
#include "core/session/actions.h"
#include "tests/support/workspace_fixture.h"

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

/// A height as a painter might measure it, without one: a line for each 60 letters.
inline double roughHeight(const pack::Narrative &narrative, double /*width*/)
{
    constexpr double LineHeight = 5;
    constexpr std::size_t LettersOfALine = 60;
    double height = 0;
    for (const pack::Narrative::Part &part : narrative.parts) {
        height += 2 * LineHeight;
        for (const Message &paragraph : part.paragraphs)
            height += LineHeight * double(paragraph.english().size() / LettersOfALine + 1);
    }
    return height;
}

} // namespace qd::test
