#include "core/scenario/team_figures.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

Date day()
{
    return *Date::of(2026, 10, 31);
}

Currency currency(const char *code)
{
    return *Currency::fromCode(code);
}

/// Dollars, with a euro of 1.20 since the beginning of October.
portfolio::FxRates rates()
{
    portfolio::FxRates made{Currency()};
    if (!made.add(0, currency("EUR"), *Date::of(2026, 10, 1), *Decimal::parse("1.20")).ok())
        qFatal("no rate");
    return made;
}

store::CsmRow csm(const char *id, std::optional<double> fte, std::optional<std::int64_t> costMinor = std::nullopt,
    const char *code = "USD")
{
    store::CsmRow row;
    row.source = "people";
    row.id = id;
    row.fte = fte;
    row.annualCostMinor = costMinor;
    row.currency = currency(code);
    return row;
}

} // namespace

/// The team of a day: who counts, with how much, and what an FTE costs.
class TestTeamFigures : public QObject {
    Q_OBJECT
private slots:
    void inForce_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<int>("people");
        QTest::newRow("open on both sides") << ""
                                            << "" << 1;
        QTest::newRow("starts on the day") << "2026-10-31"
                                           << "" << 1;
        QTest::newRow("starts the day after") << "2026-11-01"
                                              << "" << 0;
        QTest::newRow("ends on the day") << ""
                                         << "2026-10-31" << 1;
        QTest::newRow("ended the day before") << ""
                                              << "2026-10-30" << 0;
        QTest::newRow("there for the day alone") << "2026-10-31"
                                                 << "2026-10-31" << 1;
    }
    void inForce()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(int, people);
        store::CsmRow row = csm("c1", 0.5);
        row.start = Date::fromIso(start.toStdString());
        row.end = Date::fromIso(end.toStdString());
        const auto team = measureTeam({row}, rates(), day());
        QVERIFY(team.ok());
        QCOMPARE(team->people, people);
        QVERIFY(team->fte == people * 0.5);
    }

    void nobody()
    {
        const auto team = measureTeam({}, rates(), day());
        QVERIFY(team.ok());
        QCOMPARE(team->people, 0);
        QVERIFY(team->fte == 0);
        QVERIFY(!team->annualCost);
    }

    void ofOneIdTheFirstRowHolds()
    {
        store::CsmRow gone = csm("c2", 1);
        gone.end = Date::of(2026, 10, 30);
        const auto team =
            measureTeam({csm("c1", 0.5), csm("c1", 1), gone, csm("c2", 1), csm("c3", {})}, rates(), day());
        QCOMPARE(team->people, 2); // the row of c2 that holds has left
        QVERIFY(team->fte == 1.5); // without fte: 1
    }

    /// Of those whose cost is known: 100,000 + 50,000 euros at 1.20 for 1.5 FTE.
    void meanCostOfAnFte()
    {
        const auto team =
            measureTeam({csm("c1", 1, 10000000), csm("c2", 0.5, 5000000, "EUR"), csm("c3", 2), csm("c4", 0, 7000000)},
                rates(), day());
        QVERIFY(team.ok());
        QCOMPARE(team->people, 4);
        QVERIFY(team->fte == 3.5);
        QCOMPARE(team->annualCost.value_or(0), 160000 / 1.5);
        QVERIFY(!measureTeam({csm("c3", 2)}, rates(), day())->annualCost);
        QCOMPARE(measureTeam({csm("c1", {}, 0)}, rates(), day())->annualCost, std::optional(0.0)); // states 0
    }

    void aCurrencyWithoutMinorUnits()
    {
        const auto team = measureTeam({csm("c1", 2, 9000000, "JPY")}, portfolio::FxRates(currency("JPY")), day());
        QVERIFY(team.ok());
        QCOMPARE(team->annualCost.value_or(0), 4500000.0);
    }

    void costsWithoutARate()
    {
        const auto early = measureTeam({csm("c1", 1, 100, "EUR")}, rates(), *Date::of(2026, 9, 30));
        QVERIFY(!early.ok());
        QCOMPARE(early.error().code, ErrorCode::NoRate);
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const auto large = measureTeam({csm("c1", 1, most), csm("c2", 1, 1)}, rates(), day());
        QVERIFY(!large.ok());
        QCOMPARE(large.error().code, ErrorCode::Overflow);
        QVERIFY(measureTeam({csm("c1", 1, most - 1), csm("c2", 1, 1)}, rates(), day()).ok());
    }

    /// Half of c1 and a quarter of c2, who has half a post; c3 has no part of it and c4 is not named.
    void sharesOfPeople()
    {
        const std::map<std::string, double> shares{{"c1", 0.5}, {"c2", 0.25}, {"c3", 0}};
        const auto team = measureTeam(
            {csm("c1", 1, 10000000), csm("c2", 0.5, 2000000), csm("c3", 1, 90000000), csm("c4", 1, 90000000)}, rates(),
            day(), shares);
        QVERIFY(team.ok());
        QCOMPARE(team->people, 2);
        QVERIFY(team->fte == 0.625);
        QCOMPARE(team->annualCost.value_or(0), 120000 / 1.5); // an FTE costs what it costs, wherever it works
    }
};

QTEST_APPLESS_MAIN(TestTeamFigures)
#include "tst_team_figures.moc"
