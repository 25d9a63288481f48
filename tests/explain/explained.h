#pragma once
#include "core/explain/explanation.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

namespace qd::test {

using explain::ExplainedAccount;
using explain::ExplainedRow;
using explain::Explanation;
using explain::metricFromText;
using explain::Request;

inline Result<Explanation> asked(WorkspaceFixture &data, Request request)
{
    Progress progress;
    return explain::explain(data.workspace(), portfolio::Portfolio::of(data.workspace()), request, progress);
}

inline Request over(const char *metric, Month from, Month to)
{
    Request request{*metricFromText(metric)};
    request.from = from;
    request.to = to;
    return request;
}

inline Request on(const char *metric, const char *day = nullptr)
{
    Request request{*metricFromText(metric)};
    if (day)
        request.asOf = Date::fromIso(day);
    return request;
}

inline Explanation told(WorkspaceFixture &data, const Request &request)
{
    auto found = asked(data, request);
    if (!found)
        qFatal("%s", found.error().message.english().c_str());
    return *found;
}

inline std::string nameOf(WorkspaceFixture &data, int account)
{
    return portfolio::Portfolio::of(data.workspace())->accounts().at(account).name;
}

/// A of SMB with 100, and B of Enterprise with 50, which becomes a part of A on 15 March 2026 and grows by 20 five days
/// later; a contract of B ended in 2024.
inline void fillMerged(WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.account("billing", "A", "A", "segment=SMB");
    data.account("billing", "B", "B", "segment=Enterprise");
    data.subscription("billing", "a", "A", "100", "2025-01-01");
    data.subscription("billing", "b0", "B", "50", "2024-01-01", "2024-12-31");
    data.subscription("billing", "b1", "B", "50", "2025-01-01");
    data.subscription("billing", "b2", "B", "20", "2026-03-20");
    data.settle();
    data.becomesPart("billing", "B", "A", "2026-03-15");
}

/// "A 130/100, C 0/50 floored"
inline std::string accountsOf(WorkspaceFixture &data, const Explanation &told)
{
    std::string all;
    for (const ExplainedAccount &part : told.accounts) {
        all += (all.empty() ? "" : ", ") + nameOf(data, part.account) + " " + std::to_string(part.numerator);
        if (part.denominator)
            all += "/" + std::to_string(*part.denominator);
        if (part.floored)
            all += " floored";
    }
    return all;
}

/// "A1 opening 100, A2 closing 130"
inline std::string rowsOf(const Explanation &told)
{
    std::string all;
    for (const ExplainedRow &row : told.rows)
        all +=
            (all.empty() ? "" : ", ") + row.id + " " + std::string(row.end) + " " + std::to_string(row.amount.value());
    return all;
}

inline std::int64_t sumOf(const Explanation &told, int account, std::string_view end)
{
    std::int64_t sum = 0;
    for (const ExplainedRow &row : told.rows) {
        if (row.account == account && row.end == end)
            sum += row.amount.value();
    }
    return sum;
}

/// That the parts are the whole, and that every row belongs to a listed account and names its file.
inline void addsUp(const Explanation &told)
{
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    for (const ExplainedAccount &part : told.accounts) {
        numerator += part.numerator;
        denominator += part.denominator.value_or(0);
        QCOMPARE(part.denominator.has_value(), told.metric.isRate());
    }
    QCOMPARE(numerator, told.numerator);
    QCOMPARE(told.denominator.has_value(), told.metric.isRate());
    QCOMPARE(denominator, told.denominator.value_or(0));
    for (const ExplainedRow &row : told.rows) {
        QVERIFY(told.customers().contains(row.account));
        QCOMPARE(row.file, std::string("fixture"));
        QCOMPARE(row.line, 2);
        QCOMPARE(row.batch, 1);
    }
}

} // namespace qd::test
