#include "core/scenario/segment_figures.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

using Ids = std::vector<std::string>;

/// October 2026. Of the opening on 2025-10-31 A 100 leaves on the last day, B falls from 200 to 150, C grows from 300
/// to 390, D keeps 400; Z had ended on that day. E comes in the first of the twelve months, F in the last and for
/// another region; G has no segment.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing", "2026-11-15");
    for (const char *id : {"A", "B", "C", "D", "E", "Z"})
        data.account("billing", id, id, "segment=SMB;region=EMEA");
    data.account("billing", "F", "F", "segment=SMB;region=APAC");
    data.subscription("billing", "a", "A", "100", "2025-01-01", "2026-10-30");
    data.subscription("billing", "b1", "B", "200", "2025-10-31", "2026-05-31");
    data.subscription("billing", "b2", "B", "150", "2026-06-01");
    data.subscription("billing", "c1", "C", "300", "2025-01-01", "2026-05-31");
    data.subscription("billing", "c2", "C", "390", "2026-06-01");
    data.subscription("billing", "d", "D", "400", "2025-01-01");
    data.subscription("billing", "e", "E", "60", "2025-11-01");
    data.subscription("billing", "f", "F", "20", "2026-10-31");
    data.subscription("billing", "g", "G", "50.50", "2025-01-01");
    data.subscription("billing", "z", "Z", "70", "2025-01-01", "2025-10-30");
    data.settle();
}

Result<MeasuredSegments> measured(test::WorkspaceFixture &data, const CustomerFilters &filters = {})
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const auto book = portfolio->book();
    Progress progress;
    return measureSegments(*portfolio, *book, Month(2026, 10), filters, progress);
}

/// Names of the customers behind a figure, in alphabetical order.
Ids names(test::WorkspaceFixture &data, const Ids &customers)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    Ids names;
    for (const std::string &id : customers)
        names.push_back(portfolio->accounts().at(portfolio->accounts().indexOf(id)).name);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

/// What a segment was and did in twelve months, and the rates that follow.
class TestSegmentFigures : public QObject {
    Q_OBJECT
private slots:
    /// 100 of 1000; 45 of 900; 171 of 855.
    void ratesInTheOrderOfTheProjection()
    {
        SegmentFigures figures;
        figures.opening = 1000;
        figures.churned = 100;
        figures.contracted = 45;
        figures.expanded = 171;
        figures.newLogos = 4;
        figures.newArr = 50;
        QCOMPARE(figures.annualChurn().value_or(-1), 0.1);
        QCOMPARE(figures.annualContraction().value_or(-1), 0.05);
        QCOMPARE(figures.annualExpansion().value_or(-1), 0.2);
        QCOMPARE(figures.newAcv().value_or(-1), 12.5);
        const double nrr =
            (1 - *figures.annualChurn()) * (1 - *figures.annualContraction()) * (1 + *figures.annualExpansion());
        QCOMPARE(nrr, 1.026); // (1000 - 100 - 45 + 171) / 1000
    }

    void ratesOfNothing()
    {
        SegmentFigures figures;
        QVERIFY(!figures.annualChurn());
        QVERIFY(!figures.newAcv());
        figures.opening = 100;
        QCOMPARE(figures.annualChurn(), std::optional(0.0));
        figures.churned = 100;
        QCOMPARE(figures.annualChurn(), std::optional(1.0));
        QVERIFY(!figures.annualContraction());
        figures.churned = 40;
        figures.contracted = 60;
        QCOMPARE(figures.annualContraction(), std::optional(1.0));
        QVERIFY(!figures.annualExpansion());
        figures.newLogos = 2;
        QCOMPARE(figures.newAcv(), std::optional(0.0));
    }

    void twelveMonthsByHand()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto result = measured(data);
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.english().c_str());
        QCOMPARE(result->names, (Ids{"SMB", "(none)"}));
        const SegmentFigures &smb = result->figures.at("SMB");
        QCOMPARE(smb.logos, 5.0); // B C D E F
        QCOMPARE(smb.arr, 1020.0); // 150 + 390 + 400 + 60 + 20
        QCOMPARE(smb.opening, 1000.0);
        QCOMPARE(smb.churned, 100.0);
        QCOMPARE(smb.contracted, 50.0);
        QCOMPARE(smb.expanded, 90.0);
        QCOMPARE(smb.newLogos, 2.0);
        QCOMPARE(smb.newArr, 80.0);
        const SegmentFigures &none = result->figures.at("(none)");
        QCOMPARE(none.logos, 1.0);
        QCOMPARE(none.arr, 50.5);
        QCOMPARE(none.opening, 50.5);
        QVERIFY(none.churned == 0 && none.contracted == 0 && none.expanded == 0 && none.newLogos == 0);
    }

    void whoIsBehindThem()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto result = measured(data);
        QVERIFY(result.ok());
        const SegmentCustomers &smb = result->customers.at("SMB");
        QCOMPARE(names(data, smb.held), (Ids{"B", "C", "D", "E", "F"}));
        QCOMPARE(names(data, smb.opening), (Ids{"A", "B", "C", "D"}));
        QCOMPARE(names(data, smb.churned), Ids{"A"});
        QCOMPARE(names(data, smb.contracted), Ids{"B"});
        QCOMPARE(names(data, smb.expanded), Ids{"C"}); // not D, who stayed
        QCOMPARE(names(data, smb.joined), (Ids{"E", "F"}));
        std::int64_t atStart = 0;
        for (const StartCustomer &customer : result->startBook->customers)
            atStart += customer.arr;
        QCOMPARE(atStart, std::int64_t(107050)); // 1020 + 50.50 in cents
        QCOMPARE(result->startBook->digits, 2);
    }

    void filtersNarrowAllOfIt()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto apac = measured(data, {{"region", "APAC"}});
        QVERIFY(apac.ok());
        const SegmentFigures &smb = apac->figures.at("SMB");
        QCOMPARE(smb.logos, 1.0);
        QCOMPARE(smb.arr, 20.0);
        QVERIFY(smb.opening == 0);
        QVERIFY(!smb.annualChurn());
        QCOMPARE(smb.newAcv().value_or(0), 20.0);
        QCOMPARE(apac->startBook->customers.size(), std::size_t(1));
    }

    void aHistoryThatEnded()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.account("finance", "A", "A", "segment=SMB");
        data.monthEnd("finance", "A", "2026-09", "100");
        data.settle();
        const auto late = measured(data);
        QVERIFY(!late.ok());
        QCOMPARE(late.error().code, ErrorCode::NoData);
        data.monthEnd("finance", "A", "2026-10", "100");
        QVERIFY(measured(data).ok());
    }
};

QTEST_GUILESS_MAIN(TestSegmentFigures)
#include "tst_segment_figures.moc"
