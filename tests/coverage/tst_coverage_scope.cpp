#include "core/coverage/capacity.h"
#include "core/coverage/draft.h"
#include "core/coverage/scope.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

#include <map>

using namespace qd;
using namespace qd::coverage;

namespace {

/// The team of three and six customers, and with them somebody idle for APAC and EMEA, and somebody idle everywhere.
CoverageInput inputOf(test::CoverageFixture &data)
{
    data.csm("c4", "Dee", "", "APAC;EMEA", "Enterprise", "2026-12-01", "", "1");
    data.csm("c5", "Eve", "", "", "", "", "", "0.8");
    data.leave("c1", "2026-12-01", "2026-12-18");
    data.settle();
    auto input =
        coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model(), Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

Capacity capacityOf(const CoverageInput &input)
{
    return *computeCapacity(input, {.months = 6, .leave = true});
}

struct Sums {
    double required = 0;
    double available = 0;
    double arr = 0;
};

bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class TestCoverageScope : public QObject {
    Q_OBJECT
private slots:
    void regionsAddUpToTheirSegment()
    {
        test::CoverageFixture data;
        const Capacity capacity = capacityOf(inputOf(data));
        std::map<std::pair<std::string, std::string>, Sums> bySegment, byRegion;
        for (const CapacityCell &cell : capacity.cells) {
            for (Sums *sums :
                {&bySegment[{cell.row.month.iso(), cell.segment}], &byRegion[{cell.row.month.iso(), cell.row.group}]}) {
                sums->required += cell.row.requiredFte;
                sums->available += cell.row.availableFte;
                sums->arr += double(cell.row.renewalArr);
            }
        }
        int compared = 0;
        for (const CapacityRow &row : capacity.rows) {
            if (row.group == "total" || row.group == "(none)")
                continue;
            const Sums &sums = bySegment[{row.month.iso(), row.group}];
            QVERIFY2(isNear(sums.required, row.requiredFte) && isNear(sums.available, row.availableFte)
                    && sums.arr == double(row.renewalArr),
                qPrintable(QString::fromStdString(row.month.iso() + " " + row.group)));
            ++compared;
        }
        QCOMPARE(compared, 12); // two segments, six months
        for (const CapacityRow &row : capacity.regions)
            QVERIFY(isNear(byRegion[{row.month.iso(), row.group}].required, row.requiredFte));
    }

    /// By hand: A1, A2 need 33.6 h of Enterprise EMEA, A5 8 h of Enterprise APAC, A3 and A4 2.2 h of SMB EMEA.
    void cellsByHand()
    {
        test::CoverageFixture data;
        const Capacity capacity = capacityOf(inputOf(data));
        std::map<std::string, double> hours;
        for (const CapacityCell &cell : capacity.cells) {
            if (cell.row.month == capacity.months.front() && cell.row.requiredHours > 0)
                hours[cell.segment + " " + cell.row.group] = cell.row.requiredHours;
        }
        QCOMPARE(hours.size(), std::size_t(3));
        QCOMPARE(hours["Enterprise EMEA"], 33.6);
        QCOMPARE(hours["Enterprise APAC"], 8.0);
        QCOMPARE(hours["SMB EMEA"], 2.2);
    }

    /// A filter shows the part of the whole: its total is the row of the segment or region.
    void aFilterIsItsRow_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("region");
        QTest::newRow("Enterprise") << "Enterprise"
                                    << "";
        QTest::newRow("SMB, lower case") << "smb"
                                         << "";
        QTest::newRow("EMEA") << ""
                              << "EMEA";
        QTest::newRow("APAC") << ""
                              << "APAC";
        QTest::newRow("Enterprise EMEA") << "Enterprise"
                                         << "EMEA";
        QTest::newRow("SMB APAC, nobody's") << "SMB"
                                            << "APAC";
    }
    void aFilterIsItsRow()
    {
        QFETCH(QString, segment);
        QFETCH(QString, region);
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const Scope scope = scopeOf(input, {segment.toStdString(), region.toStdString(), {}});
        const Capacity whole = capacityOf(input);
        const Capacity part = capacityOf(narrowed(input, scope));
        for (const CapacityRow &total : part.rows) {
            if (total.group != "total")
                continue;
            double required = 0, available = 0;
            for (const CapacityCell &cell : whole.cells) {
                const bool isIn =
                    (segment.isEmpty()
                        || segment.compare(QString::fromStdString(cell.segment), Qt::CaseInsensitive) == 0)
                    && (region.isEmpty() || region.toStdString() == cell.row.group);
                if (isIn && cell.row.month == total.month) {
                    required += cell.row.requiredFte;
                    available += cell.row.availableFte;
                }
            }
            QVERIFY2(isNear(total.requiredFte, required), qPrintable(QString::number(total.requiredFte - required)));
            QVERIFY2(
                isNear(total.availableFte, available), qPrintable(QString::number(total.availableFte - available)));
        }
    }

    /// Ann holds 34.6 h; the golden owner of A1 (24 h) alone is spelled "Ann".
    void anOwnerIsWhoTheAccountsSay()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const Scope scope = scopeOf(input, {{}, {}, "ann"});
        const Capacity part = capacityOf(narrowed(input, scope));
        QCOMPARE(part.rows.front().requiredHours, 24.0);
        QVERIFY(isNear(part.rows.front().availableFte, 24 / 34.6));
        QVERIFY(scope.concerns(0) && !scope.concerns(1) && !scope.concerns(3));
        const Scope idle = scopeOf(input, {{}, {}, "Eve"}); // holds nothing, and is still somebody to show
        QVERIFY(idle.concerns(4) && !idle.concerns(0));
        QCOMPARE(idle.shares[4], 1.0);
    }

    void withoutFilterAllIsWithin()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const Scope scope = scopeOf(input, {});
        for (std::size_t load = 0; load < input.loads.size(); ++load)
            QVERIFY(scope.holds(int(load)));
        for (std::size_t csm = 0; csm < input.roster.csms.size(); ++csm)
            QVERIFY(scope.concerns(int(csm)) && scope.shares[csm] == 1.0);
    }

    /// Only books the filter concerns are solved, as wholes; a vacancy outside it stays one.
    void aSolveKeepsToTheFilter()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const Scope scope = scopeOf(input, {{}, "EMEA", {}});
        const DraftBooks draft = applyDraft(input, {});
        const CoverageInput all = solveInput(input, draft, 0);
        const CoverageInput part = solveInput(input, draft, 0, &scope);
        QCOMPARE(all.loads[4].segment, 0); // A5 of APAC, vacant
        QCOMPARE(part.loads[4].segment, -1);
        QCOMPARE(part.loads[0].segment, 0);
        const Scope apac = scopeOf(input, {{}, "APAC", {}});
        QCOMPARE(solveInput(input, draft, 0, &apac).roster.csms[0].fte, 0.0); // Ann has nothing to do with APAC
        QCOMPARE(solveInput(input, draft, 0, &apac).loads[0].segment, -1);
    }

    void accountsOfNoRegion()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        input.loads[3].region.clear(); // Delta
        const Scope none = scopeOf(input, {{}, "(none)", {}});
        const Scope emea = scopeOf(input, {{}, "EMEA", {}});
        for (int load = 0; load < int(input.loads.size()); ++load)
            QCOMPARE(none.holds(load), load == 3);
        QVERIFY(emea.holds(0) && !emea.holds(3) && !emea.holds(4));
    }

    /// Nobody's customers have a product: whoever holds some is wholly in "(none)", whoever is idle in nothing.
    void productsAreOfWhoHoldsThem()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const Scope none = scopeOf(input, {{}, {}, {}, {{"product", "(none)"}}});
        QVERIFY(none.holds(0) && none.concerns(0) && !none.concerns(4));
        QCOMPARE(none.shares[0], 1.0);
        QCOMPARE(none.shares[4], 0.0); // Eve
        const Scope suite = scopeOf(input, {{}, {}, {}, {{"product", "Suite"}}});
        QVERIFY(!suite.holds(0) && !suite.concerns(0) && !suite.concerns(4));
    }

    /// Eve gets Gamma, an hour of SMB: all that she has is for SMB, as little as it is.
    void anHourIsABook()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        input.loads[2].csm = 4;
        QCOMPARE(input.loads[2].hours, 1.0);
        QCOMPARE(scopeOf(input, {"SMB", {}, {}}).shares[4], 1.0);
        QCOMPARE(scopeOf(input, {"Enterprise", {}, {}}).shares[4], 0.0);
    }

    void filtersThatATeamKnows()
    {
        QVERIFY(scopeFilter({}).isEmpty() && scopeFilter({{"industry", "Retail"}}).isEmpty());
        const ScopeFilter filter = scopeFilter({{"segment", "SMB"}, {"industry", "Retail"}, {"owner", "Mia"}});
        QCOMPARE(filter.segment, std::string("SMB"));
        QCOMPARE(filter.owner, std::string("Mia"));
        QVERIFY(filter.region.empty() && !filter.isEmpty());
        QCOMPARE(scopeFilter({{"region", "EMEA"}}).region, std::string("EMEA"));
        const revenue::Filters groups{{"product", "Suite"}, {"list", "Watched"}};
        QVERIFY(scopeFilter(groups).groups == groups);
    }
};

QTEST_GUILESS_MAIN(TestCoverageScope)
#include "tst_coverage_scope.moc"
