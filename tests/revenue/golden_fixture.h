#pragma once
#include "tests/support/workspace_fixture.h"

namespace qd::test {

/// The published seven-account example: opening 550, closing 560 from the end of October 2025 to that of 2026:
/// A 100 -> 130, B 200 -> 150, C 50 -> 0, D 80, E 120 -> 0 -> 100, F new 60, G back with 40.
inline void fillGoldenFixture(WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.subscription("billing", "A1", "A", "100", "2024-01-01", "2026-03-31");
    data.subscription("billing", "A2", "A", "130", "2026-04-01");
    data.subscription("billing", "B1", "B", "200", "2024-01-01", "2026-05-15");
    data.subscription("billing", "B2", "B", "150", "2026-05-16");
    data.subscription("billing", "C1", "C", "50", "2024-01-01", "2026-06-30");
    data.subscription("billing", "D1", "D", "80", "2024-01-01");
    data.subscription("billing", "E1", "E", "120", "2024-01-01", "2026-03-10");
    data.subscription("billing", "E2", "E", "100", "2026-07-10");
    data.subscription("billing", "F1", "F", "60", "2026-02-01");
    data.subscription("billing", "G1", "G", "40", "2024-01-01", "2025-04-10");
    data.subscription("billing", "G2", "G", "40", "2026-01-10");
    data.settle();
}

} // namespace qd::test
