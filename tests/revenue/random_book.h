#pragma once
#include "core/base/month.h"
#include "tests/support/workspace_fixture.h"

#include <random>

namespace qd::test {

/// 20 customers, most of them below another, with 60 contracts of 2024 to 2026 in dollars and euros, and monthly rates.
inline void fillRandomly(WorkspaceFixture &data, std::mt19937 &random)
{
    data.source("billing", "billing");
    data.source("finance", "finance");
    for (int month = 0; month < 40; ++month)
        data.rate(
            "finance", "EUR", Month(2023, 12).plus(month).firstDay().iso(), "1." + std::to_string(10 + random() % 80));
    for (int i = 0; i < 20; ++i)
        data.account("billing", "A" + std::to_string(i), "A" + std::to_string(i),
            i % 3 == 0 ? std::string() : "parent_account_id=A" + std::to_string(i - i % 3));
    for (int i = 0; i < 60; ++i) {
        const Date start = Date::of(2024, 1, 1)->plusDays(int(random() % 900));
        const Date end = start.plusDays(int(random() % 500));
        data.subscription("billing", "s" + std::to_string(i), "A" + std::to_string(random() % 20),
            std::to_string(random() % 100000) + ".37", start.iso(), random() % 4 ? end.iso() : "",
            random() % 5 ? "" : start.plusDays(int(random() % 300)).iso(), random() % 3 ? "USD" : "EUR");
    }
    data.settle();
}

} // namespace qd::test
