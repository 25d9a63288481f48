#include "core/lifecycle/churn_drivers.h"
#include "core/lifecycle/landmark_lives.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// Customers of segments: "SMB 8 5" are eight, of which five left.
class Book : public test::LifecycleFixture {
public:
    explicit Book(const QStringList &segments)
    {
        for (const QString &text : segments) {
            const QStringList part = text.split(u' ');
            for (int i = 0; i < part[1].toInt(); ++i) {
                const std::string id = QStringLiteral("%1%2").arg(part[0]).arg(i).toStdString();
                const std::string segment = part[0] == u"-" ? "" : "segment=" + part[0].toStdString();
                account("billing", id.c_str(), id.c_str(), segment.c_str());
                contract(id.c_str(), "2026-01-01", i < part[2].toInt() ? "2026-03-01" : "");
            }
        }
    }
    Result<ChurnDrivers> drivers(const std::vector<std::string> &dimensions)
    {
        const auto all = portfolio();
        const auto book = all->book();
        const auto lives = customerLives(workspace(), all, *book, {});
        return churnDrivers(workspace(), *all, *book, *lives, dimensions);
    }
};

/// "Segment: Mid n7 5 left", then bases "segment: SMB n8", with "+2" for groups joined to it.
QStringList said(const ChurnDrivers &drivers)
{
    QStringList texts;
    for (std::size_t i = 0; i < drivers.inputs.size(); ++i) {
        const Driver &driver = drivers.inputs[i];
        const auto &values = drivers.data.inputs[i].values;
        const auto ones = std::count(values.begin(), values.end(), 1.0);
        texts << QStringLiteral("%1 n%2 %3 left")
                     .arg(QString::fromStdString(driverTitle(driver).english()))
                     .arg(driver.n)
                     .arg(driver.events);
        if (driver.dimension != ByFirstArr && ones != driver.n)
            texts << QStringLiteral("%1 are marked").arg(ones);
    }
    for (const DriverBase &base : drivers.bases)
        texts << QString::fromStdString(base.dimension + ": " + base.group) + QStringLiteral(" n%1").arg(base.n)
                + (base.joined > 0 ? QStringLiteral(" +%1").arg(base.joined) : QString());
    return texts;
}

} // namespace

class TestChurnDrivers : public QObject {
    Q_OBJECT
private slots:
    void groups_data()
    {
        QTest::addColumn<QStringList>("segments");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("the small ones are one input") << QStringList{"SMB 8 5", "Mid 7 5", "Ent 3 3",
            "- 2 2"} << QStringList{"Segment: Mid n7 5 left", "Segment: 2 smaller groups n5 5 left", "segment: SMB n8"};
        QTest::newRow("even together too small, they count to the base") << QStringList{
            "SMB 8 5", "Mid 7 5", "Ent 3 3", "- 2 1"} << QStringList{"Segment: Mid n7 5 left", "segment: SMB n13 +2"};
        QTest::newRow("a larger one with too few is no base") << QStringList{
            "Ent 9 4", "SMB 8 5", "Mid 7 6"} << QStringList{"Segment: Mid n7 6 left", "segment: SMB n17 +1"};
        QTest::newRow("of one size in byte order")
            << QStringList{"SMB 6 5", "Mid 6 5"} << QStringList{"Segment: SMB n6 5 left", "segment: Mid n6"};
        QTest::newRow("one group against the others") << QStringList{
            "SMB 8 5", "Mid 7 4", "Ent 3 1"} << QStringList{"Segment: 2 smaller groups n10 5 left", "segment: SMB n8"};
        QTest::newRow("without a segment is a group")
            << QStringList{"SMB 8 5", "- 7 5"} << QStringList{"Segment: (none) n7 5 left", "segment: SMB n8"};
        QTest::newRow("one group") << QStringList{"SMB 8 5", "Mid 7 4"} << QStringList{"segment:  n0"};
        QTest::newRow("too few in all") << QStringList{"SMB 8 4", "Mid 7 4"} << QStringList{"segment:  n0"};
    }
    void groups()
    {
        QFETCH(QStringList, segments);
        QFETCH(QStringList, found);
        const auto drivers = Book(segments).drivers({"segment"});
        QVERIFY(drivers);
        QCOMPARE(said(*drivers), found);
        QCOMPARE(drivers->bases.front().isLeftOut(), drivers->inputs.empty());
    }

    /// Six groups are told apart from the base, the rest is joined although each has enough.
    void mostGroups()
    {
        Book book({"A 13 5", "B 12 5", "C 11 5", "D 10 5", "E 9 5", "F 8 5", "G 7 5", "H 6 5", "I 5 5"});
        const auto drivers = book.drivers({"segment"});
        QCOMPARE(drivers->inputs.size(), MostDriverGroups + 1);
        QCOMPARE(said(*drivers)[5], QStringLiteral("Segment: G n7 5 left"));
        QCOMPARE(said(*drivers)[6], QStringLiteral("Segment: 2 smaller groups n11 10 left"));
    }

    /// Twice as much on the first day is one more, whatever came later; 100 a year are 10,000 cents.
    void firstArr()
    {
        test::LifecycleFixture data;
        data.account("billing", "A", "Amber");
        data.account("billing", "B", "Birch");
        data.contract("A", "2026-01-01", "2026-03-01");
        data.contract("B", "2026-02-01");
        data.subscription("billing", "b2", "B", "100", "2026-02-01");
        data.subscription("billing", "b3", "B", "800", "2026-02-02");
        const auto all = data.portfolio();
        const auto book = all->book();
        const auto lives = customerLives(data.workspace(), all, *book, {});
        const auto drivers = churnDrivers(data.workspace(), *all, *book, *lives, {ByFirstArr});
        QVERIFY(drivers);
        QCOMPARE(said(*drivers), QStringList{"First ARR, doubled n2 1 left"});
        const auto &values = drivers->data.inputs.front().values;
        QCOMPARE(values, (std::vector<double>{std::log2(10000.0), std::log2(20000.0)}));
        QCOMPARE(drivers->data.inputs.front().name, std::string("first_arr"));
        QCOMPARE(drivers->data.lives.size(), std::size_t(2));
    }

    /// At a landmark the groups of the lives are an input: A, C and their like had their value by day 30.
    void groupsOfLives()
    {
        Book book({"SMB 12 6"});
        for (int i = 0; i < 12; i += 2)
            book.milestone(("SMB" + std::to_string(i)).c_str(), "first_value", "2026-01-11");
        for (int i = 6; i < 12; ++i) // so that five of either kind leave
            book.run("UPDATE subscriptions SET cancelled_date = '2026-05-01' WHERE account_id = ?",
                {("SMB" + std::to_string(i)).c_str()});
        const KnownCustomers customers = book.known();
        const auto lives = landmarkLives(customers, 30);
        QVERIFY(lives);
        const auto booked = customers.portfolio->book();
        const auto drivers = churnDrivers(book.workspace(), *customers.portfolio, *booked, *lives, {ByLifeGroup});
        QVERIFY(drivers);
        QCOMPARE(said(*drivers), (QStringList{"Without it by then n6 6 left", "group: With first value n6"}));
        for (const CustomerLife &life : *lives)
            QCOMPARE(life.since, *Date::fromIso("2026-01-01")); // not the landmark
    }

    void refused()
    {
        Book book({"SMB 2 1"});
        QVERIFY(book.drivers({"product"}).error().message.english().find("told apart") != std::string::npos);
        QVERIFY(book.drivers({"colour"}).error().message.english().find("no dimension") != std::string::npos);
        QVERIFY(book.drivers({})->inputs.empty());
        QVERIFY(!withoutDrivers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestChurnDrivers)
#include "tst_churn_drivers.moc"
