#include "core/coverage/division.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

Date day(int month, int day)
{
    return *Date::of(2026, month, day);
}

Csm csm(const char *id, std::vector<std::string> regions = {}, std::vector<std::string> segments = {})
{
    Csm made;
    made.id = id;
    made.regions = std::move(regions);
    made.segments = std::move(segments);
    return made;
}

AccountLoad load(int csm, int segment, const char *region, double hours)
{
    AccountLoad made;
    made.csm = csm;
    made.segment = segment;
    made.region = region;
    made.hours = hours;
    return made;
}

/// c0 holds 6 hours of Enterprise in EMEA and 2 of SMB nowhere; the others hold nothing: c1 serves SMB everywhere, c2
/// both in LATAM, c3 both in LATAM and EMEA. APAC is vacant; the last account has no touch model.
CoverageInput input()
{
    CoverageInput made;
    made.model.segments.resize(2);
    made.model.segments[0].name = "Enterprise";
    made.model.segments[1].name = "SMB";
    made.roster.csms = {csm("c0"), csm("c1", {}, {"SMB"}), csm("c2", {"LATAM"}), csm("c3", {"latam", "emea"})};
    made.loads = {load(0, 0, "EMEA", 6), load(0, 1, "", 2), load(-1, 0, "apac", 8), load(-1, -1, "EMEA", 0)};
    return made;
}

} // namespace

/// Accounts and the time of CSMs by segment, by region, and by both.
class TestDivision : public QObject {
    Q_OBJECT
private slots:
    void cellsAreSegmentsByRegions()
    {
        QCOMPARE(Division::byCell(input()).names(),
            (std::vector<std::string>{"Enterprise\tapac", "Enterprise\tEMEA", "Enterprise\tLATAM", "Enterprise\t(none)",
                "SMB\tapac", "SMB\tEMEA", "SMB\tLATAM", "SMB\t(none)"}));
    }

    void groupsOfAccounts_data()
    {
        QTest::addColumn<int>("segment");
        QTest::addColumn<QString>("region");
        QTest::addColumn<int>("bySegment");
        QTest::addColumn<int>("byRegion");
        QTest::addColumn<int>("byCell");
        QTest::newRow("first of all") << 0 << "APAC" << 0 << 0 << 0;
        QTest::newRow("last region") << 0 << "latam" << 0 << 2 << 2;
        QTest::newRow("second segment") << 1 << "emea" << 1 << 1 << 5;
        QTest::newRow("no region") << 1 << "" << 1 << -1 << 7;
        QTest::newRow("a region before all others") << 0 << "ANZ" << 0 << -1 << 3;
        QTest::newRow("a region after all others") << 0 << "Nowhere" << 0 << -1 << 3;
        QTest::newRow("no segment") << -1 << "EMEA" << -1 << 1 << -1;
        QTest::newRow("neither") << -1 << "" << -1 << -1 << -1;
    }
    void groupsOfAccounts()
    {
        QFETCH(int, segment);
        QFETCH(QString, region);
        QFETCH(int, bySegment);
        QFETCH(int, byRegion);
        QFETCH(int, byCell);
        const CoverageInput data = input();
        const AccountLoad account = load(-1, segment, region.toUtf8().constData(), 1);
        QCOMPARE(Division::bySegment(data).groupOf(account), bySegment);
        QCOMPARE(Division::byRegion(data).groupOf(account), byRegion);
        QCOMPARE(Division::byCell(data).groupOf(account), byCell);
    }

    void timeByCell()
    {
        const Shares shares = Division::byCell(input()).shares();
        const double third = 1.0 / 3;
        const Shares expected{{0, 0.75, 0, 0, 0, 0, 0, 0.25}, {0, 0, 0, 0, third, third, third, 0},
            {0, 0, 0.5, 0, 0, 0, 0.5, 0}, {0, 0.25, 0.25, 0, 0, 0.25, 0.25, 0}};
        QVERIFY(shares == expected);
    }

    void cellsOfASegmentAddUpToIt()
    {
        const CoverageInput data = input();
        const Shares cells = Division::byCell(data).shares();
        const Shares segments = Division::bySegment(data).shares();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            for (std::size_t segment = 0; segment < 2; ++segment) {
                double sum = 0;
                for (std::size_t region = 0; region < 4; ++region)
                    sum += cells[i][segment * 4 + region];
                QVERIFY(std::abs(sum - segments[i][segment]) < 1e-12);
            }
        }
    }

    void withoutAnyRegionAllIsInNone()
    {
        CoverageInput data = input();
        data.roster.csms = {csm("c0"), csm("c1")};
        data.loads = {load(0, 1, "", 5)};
        const Division cells = Division::byCell(data);
        QCOMPARE(cells.names(), (std::vector<std::string>{"Enterprise\t(none)", "SMB\t(none)"}));
        const Shares expected{{0, 1}, {0.5, 0.5}};
        QVERIFY(cells.shares() == expected);
    }

    void whoIsIdleServesWhatThereIs()
    {
        CoverageInput data = input();
        data.roster.csms = {csm("c0"), csm("c1")};
        data.loads = {load(1, 1, "EMEA", 5)};
        const Division cells = Division::byCell(data);
        QCOMPARE(cells.names(),
            (std::vector<std::string>{"Enterprise\tEMEA", "Enterprise\t(none)", "SMB\tEMEA", "SMB\t(none)"}));
        const Shares expected{{0.5, 0, 0.5, 0}, {0, 0, 1, 0}};
        QVERIFY(cells.shares() == expected);
    }

    /// Renewals from 1 to 30 November; one account has two, one none in time.
    void workOfAWindow()
    {
        CoverageInput data = input();
        data.loads[0].renewals = {{day(10, 31), 1}, {day(11, 1), 2}, {day(11, 30), 4}, {day(12, 1), 8}};
        data.loads[1].renewals = {{day(11, 30), 0}};
        data.loads[2].renewals = {{day(12, 1), 16}};
        data.loads[3].renewals = {{day(11, 15), 32}}; // no touch model: no work
        const auto regions = Division::byRegion(data).workOn(data, day(11, 1), day(11, 30), day(11, 30), false);
        QCOMPARE(regions.size(), std::size_t(4)); // three, and those of none
        QVERIFY(regions[0].hours == 8 && regions[0].renewals == 0 && regions[0].renewalArr == 0);
        QVERIFY(regions[1].hours == 6 && regions[1].renewals == 1 && regions[1].renewalArr == 6);
        QVERIFY(regions[2].hours == 0 && regions[2].renewals == 0);
        QVERIFY(regions[3].hours == 2 && regions[3].renewals == 1 && regions[3].renewalArr == 0);
        const auto segments = Division::bySegment(data).workOn(data, day(11, 1), day(11, 30), day(11, 30), false);
        QCOMPARE(segments.size(), std::size_t(3));
        QVERIFY(segments[0].hours == 14 && segments[1].hours == 2 && segments[2].hours == 0);
    }

    /// Enterprise in EMEA: 6 hours, 3 more from 30 November, 6 fewer from 1 December.
    void whatIsKnownAhead_data()
    {
        QTest::addColumn<int>("month");
        QTest::addColumn<int>("dayOfMonth");
        QTest::addColumn<bool>("known");
        QTest::addColumn<double>("hours");
        QTest::newRow("the day before") << 11 << 29 << true << 6.0;
        QTest::newRow("on the day") << 11 << 30 << true << 9.0;
        QTest::newRow("both") << 12 << 1 << true << 3.0;
        QTest::newRow("not asked for") << 12 << 1 << false << 6.0;
    }
    void whatIsKnownAhead()
    {
        QFETCH(int, month);
        QFETCH(int, dayOfMonth);
        QFETCH(bool, known);
        QFETCH(double, hours);
        CoverageInput data = input();
        data.changes = {{day(11, 30), true, load(-1, 0, "emea", 3)}, {day(12, 1), false, load(-1, 0, "EMEA", 6)},
            {day(11, 30), true, load(-1, -1, "EMEA", 100)}};
        const Division cells = Division::byCell(data);
        const auto work = cells.workOn(data, day(11, 1), day(month, dayOfMonth), day(month, dayOfMonth), known);
        QVERIFY(work[1].hours == hours);
        QVERIFY(work.back().hours == 0);
    }
};

QTEST_APPLESS_MAIN(TestDivision)
#include "tst_division.moc"
