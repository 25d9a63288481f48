#include "core/lifecycle/landmark_lives.h"
#include "core/lifecycle/open_cases.h"
#include "core/lifecycle/time_to_value.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

#include <set>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// Of 31 October 2026: A has its first value after 30 days, B left without after 60, C waits for 90, E had it a day
/// before it began, F has not begun.
void fill(test::LifecycleFixture &data)
{
    data.account("billing", "A", "A", "segment=SMB");
    data.account("billing", "B", "B");
    data.account("billing", "C", "C", "segment=Mid");
    data.account("billing", "E", "E");
    data.contract("A", "2026-01-01");
    data.contract("B", "2026-01-01", "2026-03-02");
    data.contract("C", "2026-08-02");
    data.contract("E", "2026-05-10");
    data.contract("F", "2026-11-01");
    data.milestone("A", "handoff", "2026-01-02");
    data.milestone("A", "first_value", "2026-01-31");
    data.milestone("E", "first_value", "2026-05-09");
    data.stage("A", "onboarding", "2026-10-21");
    data.stage("C", "onboarding", "2026-10-20");
    data.workspace().setSetting("lifecycle.sla_days.onboarding", "10");
}

QStringList described(test::LifecycleFixture &data, const char *from, const char *to, const std::string &only = {})
{
    const KnownCustomers customers = data.known();
    const identity::AccountDirectory &accounts = customers.portfolio->accounts();
    const auto found = openCases(
        data.workspace(), customers, {*Date::fromIso(from), *Date::fromIso(to)},
        only.empty() ? std::function<bool(int)>() : [&](int account) { return accounts.at(account).name == only; });
    QStringList lines;
    for (const OpenCase &each : *found)
        lines << QStringLiteral("%1: %2 %3%4")
                     .arg(QString::fromLatin1(nameOf(each.waiting)),
                         QString::fromStdString(accounts.at(each.account).name))
                     .arg(each.days)
                     .arg(each.limit
                             ? QStringLiteral(" of %1 in %2").arg(*each.limit).arg(QString::fromStdString(each.stage))
                             : QString());
    return lines;
}

} // namespace

class TestOpenCases : public QObject {
    Q_OBJECT
private slots:
    void casesByCustomer()
    {
        test::LifecycleFixture data;
        fill(data);
        const KnownCustomers customers = data.known();
        const auto said = [&](const std::string &by, const std::function<bool(int)> &only = {}) {
            static const char *const States[] = {"reached", "open", "left", "early"};
            QStringList lines;
            const auto cases = valueCases(customers, by, only);
            for (const ValueCase &each : *cases)
                lines << QStringLiteral("%1 %2 %3 %4")
                             .arg(QString::fromStdString(customers.portfolio->accounts().at(each.account).name),
                                 QString::fromStdString(each.group), QLatin1String(States[int(each.state)]))
                             .arg(each.days);
            lines.sort();
            return lines;
        };
        QCOMPARE(said("segment"),
            (QStringList{"A SMB reached 30", "B (none) left 60", "C Mid open 90", "E (none) early -1"}));
        QCOMPARE(said({}, [&](int account) { return customers.portfolio->accounts().at(account).name == "C"; }),
            QStringList{"C total open 90"});
        const auto cases = valueCases(customers, {});
        QCOMPARE(livesOf(*cases).size(), std::size_t(3)); // not the early one
        const auto row = timeToValue(*cases).front();
        QCOMPARE(row.n, 3);
        QCOMPARE(row.without(), 2);
        QCOMPARE(row.negative, 1);
    }

    /// A 30 days, on its landmark day; B leaves 60 days after it came: at 60 it is not there any more, at 59 it is. C
    /// came 90 days ago and is at its landmark today; at 91 it has not come to it. E had its value before it came.
    void landmarks_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QStringList>("lives");
        QTest::newRow("29") << 29
                            << QStringList{"A Without it by then 274 0", "B Without it by then 31 1",
                                   "C Without it by then 61 0"};
        QTest::newRow("30") << 30
                            << QStringList{"A With first value 273 0", "B Without it by then 30 1",
                                   "C Without it by then 60 0"};
        QTest::newRow("59") << 59
                            << QStringList{
                                   "A With first value 244 0", "B Without it by then 1 1", "C Without it by then 31 0"};
        QTest::newRow("60") << 60 << QStringList{"A With first value 243 0", "C Without it by then 30 0"};
        QTest::newRow("90") << 90 << QStringList{"A With first value 213 0", "C Without it by then 0 0"};
        QTest::newRow("91") << 91 << QStringList{"A With first value 212 0"};
    }
    void landmarks()
    {
        QFETCH(int, days);
        QFETCH(QStringList, lives);
        test::LifecycleFixture data;
        fill(data);
        const KnownCustomers customers = data.known();
        QStringList found;
        const auto staying = landmarkLives(customers, days);
        for (const CustomerLife &life : *staying)
            found << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(customers.portfolio->accounts().at(life.account).name),
                             QString::fromStdString(groupTitle(life.group).english()))
                         .arg(life.life.time)
                         .arg(life.life.event ? 1 : 0);
        found.sort();
        QCOMPARE(found, lives);
        QCOMPARE(groupTitle("total").english(), std::string("All customers"));
        QCOMPARE(groupTitle("SMB").english(), std::string("SMB"));
    }

    /// At any landmark both groups together are those in force then by their contracts, but who had the value before
    /// the clock; who once has it by then has it at any later one.
    void landmarkGroupsAddUp()
    {
        test::LifecycleFixture data;
        fill(data);
        const KnownCustomers customers = data.known();
        const auto cases = valueCases(customers, {});
        std::set<int> withBefore;
        for (int days = 0; days <= 310; ++days) {
            std::set<int> expected;
            for (const ValueCase &each : *cases) {
                const Stay &stay = *customers.stays[std::size_t(each.account)];
                const Date landmark = stay.from.plusDays(days);
                if (each.state != ValueCase::State::Negative && landmark <= customers.day
                    && (!stay.over || landmark < *stay.over))
                    expected.insert(each.account);
            }
            std::set<int> with;
            std::set<int> without;
            const auto lives = landmarkLives(customers, days);
            QVERIFY(lives.ok());
            for (const CustomerLife &life : *lives)
                QVERIFY((life.group == WithValue ? with : without).insert(life.account).second);
            std::set<int> all = with;
            all.insert(without.begin(), without.end());
            QCOMPARE(all, expected);
            QCOMPARE(all.size(), with.size() + without.size());
            for (const int account : withBefore)
                QVERIFY(with.contains(account) || !expected.contains(account));
            withBefore = with;
        }
    }

    /// Counted from a kickoff on 1 January, a contract that begins on 11 February is not in force 40 days later; 41
    /// days later, on its first day, it is.
    void landmarksBeforeTheContract()
    {
        test::LifecycleFixture data;
        data.workspace().setSetting("ttv.clock", "kickoff");
        data.contract("G", "2026-02-11");
        data.milestone("G", "kickoff", "2026-01-01");
        const KnownCustomers customers = data.known();
        QCOMPARE(landmarkLives(customers, 40)->size(), std::size_t(0));
        QCOMPARE(landmarkLives(customers, 41)->size(), std::size_t(1));
    }

    /// A is in its stage for ten days, which the SLA lets it, C for eleven. Of those who began in the window E has a
    /// milestone but no handoff, B and C have neither.
    void whoWaits()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(described(data, "2026-01-01", "2026-12-31"),
            (QStringList{"No value yet: C 90", "Over the SLA: C 11 of 10 in onboarding", "No handoff: B 303",
                "No handoff: E 174", "No handoff: C 90", "No milestones: B 303", "No milestones: C 90"}));
        QCOMPARE(described(data, "2026-05-10", "2026-08-02"), // both days included
            (QStringList{"No value yet: C 90", "Over the SLA: C 11 of 10 in onboarding", "No handoff: E 174",
                "No handoff: C 90", "No milestones: C 90"}));
        QCOMPARE(described(data, "2026-05-11", "2026-08-01"),
            (QStringList{"No value yet: C 90", "Over the SLA: C 11 of 10 in onboarding"}));
        QCOMPARE(described(data, "2026-01-01", "2026-12-31", "E"), QStringList{"No handoff: E 174"});
    }
};

QTEST_GUILESS_MAIN(TestOpenCases)
#include "tst_open_cases.moc"
