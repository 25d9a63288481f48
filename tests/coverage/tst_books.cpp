#include "core/coverage/books.h"
#include "core/coverage/draft.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;
using portfolio::HealthColour;

namespace {

SegmentModel segment(const char *name, double hours)
{
    SegmentModel model;
    model.name = name;
    model.hoursPerAccount = hours;
    return model;
}

Csm csm(const char *id, std::vector<std::string> segments = {})
{
    Csm made;
    made.id = id;
    made.segments = std::move(segments);
    return made;
}

AccountLoad load(int csm, int segment, double hours)
{
    AccountLoad made;
    made.csm = csm;
    made.segment = segment;
    made.hours = hours;
    return made;
}

/// c0 holds 6 hours of Enterprise and 2 of SMB, c1 as much of both; c2 to c4 hold nothing that takes time: c2 serves
/// all, c3 SMB, c4 none of the model's segments. 9 hours are vacant.
CoverageInput input()
{
    CoverageInput made;
    made.model.segments = {segment("Enterprise", 8), segment("SMB", 1)};
    made.roster.csms = {csm("c0"), csm("c1"), csm("c2"), csm("c3", {"smb"}), csm("c4", {"Partner"})};
    made.loads = {
        load(0, 0, 4), load(0, 0, 2), load(0, 1, 2), load(1, 1, 3), load(1, 0, 3), load(2, -1, 0), load(-1, 0, 9)};
    return made;
}

} // namespace

/// What accounts need, what of them is at risk or due, and where the time of CSMs goes.
class TestBooks : public QObject {
    Q_OBJECT
private slots:
    void hoursOfAnAccount_data()
    {
        QTest::addColumn<int>("segment");
        QTest::addColumn<QString>("stage");
        QTest::addColumn<int>("health");
        QTest::addColumn<double>("hours");
        const auto row = [](const char *name, int segment, const char *stage, HealthColour health, double hours) {
            QTest::newRow(name) << segment << QString(stage) << int(health) << hours;
        };
        row("plain", 0, "", HealthColour::None, 8);
        row("of another segment", 1, "", HealthColour::None, 1);
        row("by stage, without regard to case", 0, "Onboarding", HealthColour::None, 16);
        row("a stage the model does not name", 0, "Renewal", HealthColour::None, 8);
        row("by risk", 0, "", HealthColour::Red, 12);
        row("a colour the model does not name", 0, "", HealthColour::Green, 8);
        row("by both", 0, "onboarding", HealthColour::Red, 24);
        row("a factor of nothing", 0, "onboarding", HealthColour::Yellow, 0);
    }
    void hoursOfAnAccount()
    {
        QFETCH(int, segment);
        QFETCH(QString, stage);
        QFETCH(int, health);
        QFETCH(double, hours);
        CapacityModel model = input().model;
        model.lifecycleFactors = {{"onboarding", 2}};
        model.riskFactors = {{"red", 1.5}, {"yellow", 0}};
        QVERIFY(hoursOf(model, segment, stage.toStdString(), HealthColour(health)) == hours);
    }

    void atRiskIsYellowOrRed()
    {
        AccountLoad account;
        const auto with = [&](HealthColour health) {
            account.health = health;
            return isAtRisk(account);
        };
        QVERIFY(!with(HealthColour::None));
        QVERIFY(!with(HealthColour::Green));
        QVERIFY(with(HealthColour::Yellow));
        QVERIFY(with(HealthColour::Red));
    }

    /// 2027-01-29 is 90 days after 2026-10-31.
    void dueInTheDaysAfter_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("due"); // -1: nothing
        QTest::newRow("no days") << 0 << -1;
        QTest::newRow("tomorrow, not today") << 1 << 2;
        QTest::newRow("a day before the next") << 89 << 2;
        QTest::newRow("ninety days") << 90 << 6;
        QTest::newRow("a day more") << 91 << 14;
    }
    void dueInTheDaysAfter()
    {
        QFETCH(int, days);
        QFETCH(int, due);
        const Date asOf = *Date::of(2026, 10, 31);
        AccountLoad account;
        account.renewals = {
            {asOf, 1}, {*Date::of(2026, 11, 1), 2}, {*Date::of(2027, 1, 29), 4}, {*Date::of(2027, 1, 30), 8}};
        QCOMPARE(dueAhead(account, asOf, days).value_or(-1), std::int64_t(due));
    }

    void dueByDefaultInNinetyDays()
    {
        const Date asOf = *Date::of(2026, 10, 31);
        AccountLoad account;
        QVERIFY(!dueAhead(account, asOf));
        account.renewals = {{*Date::of(2027, 1, 30), 8}};
        QVERIFY(!dueAhead(account, asOf));
        account.renewals = {{*Date::of(2027, 1, 29), 0}};
        QCOMPARE(dueAhead(account, asOf), std::optional<std::int64_t>(0)); // due, of no value
    }

    void hoursOverCapacity()
    {
        Book book;
        book.hours = 0.25;
        QVERIFY(!book.utilisation());
        book.capacityHours = 0.5;
        QCOMPARE(book.utilisation(), std::optional(0.5));
    }

    /// c2 has gone and holds an account, c4 has gone and holds none.
    void booksOfThoseGone()
    {
        CoverageInput data = input();
        for (const std::size_t gone : {std::size_t(2), std::size_t(4)})
            data.roster.csms[gone].end = data.asOf.plusDays(-1);
        std::vector<int> listed;
        for (const Book &book : booksOf(data).books)
            listed.push_back(book.csm);
        QCOMPARE(listed, (std::vector<int>{0, 1, 2, 3}));
    }

    /// Targets of an FTE: 1 M in Enterprise, 3 M in SMB; c0 is half a post, c5 serves Enterprise alone.
    void targets_data()
    {
        QTest::addColumn<int>("csm");
        QTest::addColumn<bool>("smbHasOne");
        QTest::addColumn<qint64>("target"); // cents; -1: none
        QTest::newRow("by the hours held, of half a post") << 0 << true << qint64(75'000'000);
        QTest::newRow("idle, equally over what is served") << 2 << true << qint64(200'000'000);
        QTest::newRow("idle, one segment") << 3 << true << qint64(300'000'000);
        QTest::newRow("serves no segment of the model") << 4 << true << qint64(-1);
        QTest::newRow("a segment without one") << 0 << false << qint64(-1);
        QTest::newRow("that segment alone") << 3 << false << qint64(-1);
        QTest::newRow("no part in that segment") << 5 << false << qint64(100'000'000);
    }
    void targets()
    {
        QFETCH(int, csm);
        QFETCH(bool, smbHasOne);
        QFETCH(qint64, target);
        CoverageInput data = input();
        data.currency = *Currency::fromCode("USD");
        data.roster.csms.push_back(::csm("c5", {"Enterprise"}));
        data.roster.csms[0].fte = 0.5;
        data.model.segments[0].targetArrPerCsm = 1e6;
        if (smbHasOne)
            data.model.segments[1].targetArrPerCsm = 3e6;
        QCOMPARE(qint64(booksOf(data).books[std::size_t(csm)].targetArr.value_or(-1)), target);
    }

    void timeBySegment()
    {
        const CoverageInput data = input();
        const Shares expected{{0.75, 0.25}, {0.5, 0.5}, {0.5, 0.5}, {0, 1}, {0, 0}};
        QVERIFY(segmentShares(data, data.loads) == expected);
    }

    void timeWithOtherBooks()
    {
        const CoverageInput data = input();
        const Shares expected{{0.5, 0.5}, {1, 0}, {0.5, 0.5}, {0, 1}, {1, 0}};
        QVERIFY(segmentShares(data, {load(1, 0, 1), load(4, 0, 5)}) == expected); // c4 holds what it does not serve
    }

    /// Accounts of no group take none of the time that is shared.
    void timeByAnyGroups()
    {
        const CoverageInput data = input();
        const Shares shares = sharesOver(
            data, data.loads, 3, [](const AccountLoad &account) { return account.segment == 0 ? 2 : -1; },
            [](const Csm &person, std::size_t group) { return person.id == "c3" && group < 2; });
        const Shares expected{{0, 0, 1}, {0, 0, 1}, {0, 0, 0}, {0.5, 0.5, 0}, {0, 0, 0}};
        QVERIFY(shares == expected);
        QVERIFY(sharesOver(data, data.loads, 0, {[](const AccountLoad &) { return -1; }}, {[](auto &, auto) {
            return true;
        }}) == Shares(5));
    }

    void whereMostTimeGoes()
    {
        CoverageInput data = input();
        QCOMPARE(mainSegments(data), (std::vector<int>{0, 0, 0, 1, -1})); // ties go to the first
        data.loads.push_back(load(1, 1, 0.5));
        QCOMPARE(mainSegments(data), (std::vector<int>{0, 1, 0, 1, -1}));
        data.model.segments.clear();
        data.loads.clear();
        QCOMPARE(mainSegments(data), std::vector<int>(5, -1));
    }
};

QTEST_APPLESS_MAIN(TestBooks)
#include "tst_books.moc"
