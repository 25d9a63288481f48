#include "core/lifecycle/milestones.h"
#include "core/lifecycle/stays.h"
#include "core/lifecycle/time_to_value.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

QString numberOr(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 4) : QStringLiteral("-");
}

/// "total n5 done3 early1: 60 | 0.4 0.6 0.6", a line for each row.
QStringList described(const KnownCustomers &customers, const std::string &by = {})
{
    const auto rows = timeToValue(customers, by);
    QStringList lines;
    for (const TimeToValue &row : *rows) {
        QStringList within;
        for (const int days : ValueDays)
            within << numberOr(row.within(days));
        lines << QStringLiteral("%1 n%2 done%3 early%4: %5 | %6")
                     .arg(QString::fromStdString(row.group))
                     .arg(row.n)
                     .arg(row.completed)
                     .arg(row.negative)
                     .arg(numberOr(row.median()), within.join(u' '));
    }
    return lines;
}

/// Days from the first day in force: A 30, B 60 on the very day it left, C open at 60 (a day too late), D 0, E before
/// the clock, F starts after the last day, G open at 90 without a row, H never in force.
void fill(test::LifecycleFixture &data)
{
    data.account("billing", "A", "Acme", "segment=SMB");
    data.account("billing", "C", "Cedar", "segment=Enterprise");
    data.account("billing", "E", "Elm", "segment=Mid");
    data.account("billing", "H", "Hazel", "segment=None");
    data.contract("A", "2026-01-01");
    data.contract("B", "2026-01-01", "2026-03-02");
    data.contract("C", "2026-01-01", "2026-03-02");
    data.contract("D", "2026-02-01");
    data.contract("E", "2026-05-10");
    data.contract("F", "2026-11-01");
    data.contract("G", "2026-08-02");
    data.milestone("A", "First_Value", "2026-01-31"); // whatever the case
    data.milestone("A", "go_live", "2026-01-05");
    data.milestone("B", "first_value", "2026-03-02");
    data.milestone("C", "first_value", "2026-03-03");
    data.milestone("D", "first_value", "2026-02-01");
    data.milestone("E", "first_value", "2026-05-09");
    data.milestone("F", "first_value", "2026-10-01");
}

void opportunity(test::LifecycleFixture &data, const char *id, const char *account, const char *type, const char *close,
    bool won = true)
{
    data.run(
        "INSERT INTO opportunities (source, opportunity_id, account_id, type, close_date, created_date, is_closed, "
        "is_won, currency, content_hash, as_of, batch_id, line) VALUES ('billing', ?, ?, ?, ?, '2025-06-01', 1, "
        "CAST(? AS INTEGER), 'USD', 0, '2026-10-31', 1, 2)",
        {id, account, type, close, won ? "1" : "0"});
}

} // namespace

class TestTimeToValue : public QObject {
    Q_OBJECT
private slots:
    /// S: day 0 4/5, day 30 x 3/4 = 0.6, day 60 x 2/3 = 0.4: half have it by then. A past day knows nothing later.
    void fromTheContract_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("row");
        QTest::newRow("today") << "2026-10-31"
                               << "total n5 done3 early1: 60 | 0.4 0.6 0.6";
        QTest::newRow("a day before A has it") << "2026-01-30"
                                               << "total n3 done0 early0: - | 0 0 0";
        QTest::newRow("on the day") << "2026-01-31"
                                    << "total n3 done1 early0: - | 0.3333 0.3333 0.3333";
        QTest::newRow("before anybody") << "2025-12-31"
                                        << "total n0 done0 early0: - | - - -";
        // E is open the day before it is in force no less than after: its clock begins on the 10th.
        QTest::newRow("before a clock") << "2026-05-09"
                                        << "total n4 done3 early0: 30 | 0.5 0.75 0.75";
        QTest::newRow("on it") << "2026-05-10"
                               << "total n4 done3 early1: 30 | 0.5 0.75 0.75";
    }
    void fromTheContract()
    {
        QFETCH(QString, asOf);
        QFETCH(QString, row);
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(described(data.known(asOf.toLatin1().constData())), QStringList{row});
    }

    void theLatestAsOfDateByDefault()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(data.known().day, *Date::fromIso("2026-10-31"));
    }

    /// In byte order; no total; none for a group without a case. Enterprise is C alone, open at 60.
    void byGroup()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(described(data.known(), "segment"),
            (QStringList{"(none) n3 done2 early0: 60 | 0.3333 0.6667 0.6667", "Enterprise n1 done0 early0: - | 0 0 0",
                "Mid n0 done0 early1: - | - - -", "SMB n1 done1 early0: 30 | 1 1 1"}));
        QCOMPARE(timeToValue(data.known(), "product").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(timeToValue(data.known(), "colour").error().code, ErrorCode::InvalidArgument);
    }

    /// A case of each product that a customer had on its first day, not of what it bought later; by path one each.
    void byProductAndOrigin()
    {
        test::LifecycleFixture data;
        data.account("billing", "A", "Amber", "onboarding_path=Guided");
        data.account("billing", "B", "Birch");
        data.subscription("billing", "a1", "A", "9", "2026-01-01", {}, {}, "USD", "Core");
        data.subscription("billing", "a2", "A", "9", "2026-01-01", "2026-01-01", {}, "USD", "Plus");
        data.subscription("billing", "a3", "A", "9", "2026-01-02", {}, {}, "USD", "Max");
        data.subscription("billing", "b1", "B", "9", "2026-10-01", {}, {}, "USD", "Core");
        data.subscription("billing", "c1", "C", "9", "2026-10-02");
        data.milestone("A", "first_value", "2026-01-31");
        const KnownCustomers customers = data.known();
        const auto by = [&](const char *dimension) {
            QStringList found;
            const auto groups = valueGroups(data.workspace(), customers, dimension);
            for (const TimeToValue &row : timeToValue(groupedCases(customers, *groups)))
                found << QStringLiteral("%1 n%2 done%3")
                             .arg(QString::fromStdString(row.group))
                             .arg(row.n)
                             .arg(row.completed);
            return found;
        };
        QCOMPARE(by("product"), (QStringList{"(none) n1 done0", "Core n2 done1", "Plus n1 done1"}));
        QCOMPARE(by("onboarding_path"), (QStringList{"(none) n2 done0", "Guided n1 done1"}));
        QCOMPARE(by("segment"), QStringList{"(none) n3 done1"});
        QCOMPARE(by(""), QStringList{"total n3 done1"});
        QCOMPARE(valueGroups(data.workspace(), customers, "colour").error().code, ErrorCode::InvalidArgument);
        const auto cases = groupedCases(customers, *valueGroups(data.workspace(), customers, "product"),
            [&](int account) { return customers.portfolio->accounts().at(account).name == "Amber"; });
        QCOMPARE(cases.size(), std::size_t(2));
    }

    /// The first won one of type new: 2025-12-22 to 2026-01-31 are 40 days. H is a case without a contract: open.
    void fromTheClose()
    {
        test::LifecycleFixture data;
        fill(data);
        data.workspace().setSetting("ttv.clock", "close");
        opportunity(data, "1", "A", "new", "2025-12-22");
        opportunity(data, "2", "A", "new", "2025-12-31");
        opportunity(data, "3", "A", "New", "2025-12-01", false); // lost
        opportunity(data, "4", "A", "expansion", "2025-12-01");
        opportunity(data, "5", "H", "new", "2026-10-01"); // 30 days up to the last one
        opportunity(data, "6", "G", "new", "2026-11-01"); // after it
        QCOMPARE(described(data.known()), QStringList{"total n2 done1 early0: 40 | 0 1 1"});
    }

    /// A 20 days after it; B left on the very day: open at 0; C only began after it had left: no case; D's is later.
    void fromTheKickoff()
    {
        test::LifecycleFixture data;
        fill(data);
        data.workspace().setSetting("ttv.clock", "kickoff");
        data.workspace().setSetting("ttv.milestone", "go_live");
        data.milestone("A", "kickoff", "2025-12-16");
        data.milestone("B", "Kickoff", "2026-03-02");
        data.milestone("C", "kickoff", "2026-03-03");
        data.milestone("D", "kickoff", "2026-11-01");
        data.milestone("G", "kickoff");
        QCOMPARE(described(data.known()), QStringList{"total n2 done1 early0: 20 | 1 1 1"});
    }

    /// Two sources each have the milestone: the earlier completion counts, also where it makes it negative.
    void theEarliestCompletionCounts()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01");
        data.milestone("A", "first_value", "2026-01-21");
        data.milestone("A", "FIRST_VALUE", "2026-01-11");
        QCOMPARE(described(data.known()), QStringList{"total n1 done1 early0: 10 | 1 1 1"});
    }

    /// A trial is in force, so the clock runs; a gap ends the customer for good.
    void inForceByItsContracts()
    {
        test::LifecycleFixture data;
        data.subscription("billing", "t", "A", "0", "2026-01-01", "2026-01-31");
        data.subscription("billing", "p", "A", "100", "2026-02-01", "2026-02-28");
        data.subscription("billing", "q", "A", "100", "2026-03-02");
        data.milestone("A", "first_value", "2026-03-05");
        const KnownCustomers customers = data.known();
        QCOMPARE(described(customers), QStringList{"total n1 done0 early0: - | 0 0 0"});
        const auto &stay = customers.stays[std::size_t(customers.portfolio->accounts().indexOfRecord("billing", "A"))];
        QCOMPARE(stay->from.iso(), std::string("2026-01-01"));
        QCOMPARE(stay->over->iso(), std::string("2026-03-01"));
    }

    /// B, known by its month-ends since November, becomes a part of A in March: one customer since then, and no one
    /// left.
    void oneSinceTheFirst_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("first"); // of A
        QTest::addColumn<bool>("apart");
        QTest::newRow("the day before") << "2026-03-14"
                                        << "2026-02-28" << true;
        QTest::newRow("its day") << "2026-03-15"
                                 << "2025-11-30" << false;
        QTest::newRow("later") << "2026-10-31"
                               << "2025-11-30" << false;
    }
    void oneSinceTheFirst()
    {
        QFETCH(QString, day);
        QFETCH(QString, first);
        QFETCH(bool, apart);
        test::LifecycleFixture data;
        for (Month month(2025, 11); month <= Month(2026, 10); month = month.plus(1)) {
            data.monthEnd("billing", "B", month.iso(), "50");
            if (month >= Month(2026, 2))
                data.monthEnd("billing", "A", month.iso(), "100");
        }
        data.becomesPart("billing", "B", "A", "2026-03-15");
        const KnownCustomers customers = data.known(qPrintable(day));
        const identity::AccountDirectory &accounts = customers.portfolio->accounts();
        const auto stayOf = [&](const char *id) {
            return customers.stays[std::size_t(accounts.ownerOfRecord("billing", id))];
        };
        QCOMPARE(stayOf("A")->from.iso(), first.toStdString());
        QVERIFY(!stayOf("A")->over);
        QCOMPARE(stayOf("B").has_value(), apart);
        QVERIFY(!apart || !stayOf("B")->over);
    }

    void settingsOfAnotherProgram()
    {
        test::LifecycleFixture data;
        fill(data);
        data.workspace().setSetting("ttv.clock", "sunrise");
        const auto customers = KnownCustomers::read(data.workspace(), data.portfolio(), {});
        QCOMPARE(customers.error().code, ErrorCode::BadData);
    }

    void withoutArr()
    {
        test::LifecycleFixture data;
        const auto customers = KnownCustomers::read(data.workspace(), data.portfolio(), {});
        QCOMPARE(customers.error().code, ErrorCode::NoData);
    }

    void milestonesOfACustomer()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01");
        data.contract("B", "2026-01-01");
        data.milestone("A", "Go-live", "2026-03-01");
        data.milestone("A", "GO-LIVE", "2026-02-01");
        data.milestone("A", "Kickoff");
        const auto portfolio = data.portfolio();
        const Milestones milestones(data.workspace(), portfolio->accounts());
        const int a = portfolio->accounts().indexOfRecord("billing", "A");
        const int b = portfolio->accounts().indexOfRecord("billing", "B");
        const auto first = [&](const char *name, const char *through) {
            return milestones.firstCompletion(a, name, *Date::fromIso(through));
        };
        QCOMPARE(first("go-live", "2026-12-31"), Date::of(2026, 2, 1));
        QCOMPARE(first("go-live", "2026-02-01"), Date::of(2026, 2, 1));
        QVERIFY(!first("go-live", "2026-01-31"));
        QVERIFY(!first("kickoff", "2026-12-31")); // planned, not completed
        QVERIFY(milestones.hasAny(a) && !milestones.hasAny(b));
    }

    void staysAreSeenUntilTheyAreOver()
    {
        const Date today = *Date::of(2026, 10, 31);
        QCOMPARE(Stay({*Date::of(2026, 1, 1), std::nullopt}).seenUntil(today), today);
        QCOMPARE(Stay({*Date::of(2026, 1, 1), Date::of(2026, 3, 2)}).seenUntil(today), *Date::of(2026, 3, 2));
    }

    void dimensionsWithOneValueACustomer()
    {
        QVERIFY(checkCustomerDimension("").ok() && checkCustomerDimension("segment").ok());
        QCOMPARE(checkCustomerDimension("product").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(checkCustomerDimension("segmnt").error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestTimeToValue)
#include "tst_time_to_value.moc"
