#include "core/scenario/touch_figures.h"

#include "core/coverage/model_store.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <nlohmann/json.hpp>
#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

/// The model of the fixture as the one in force.
void save(test::CoverageFixture &data)
{
    data.settle();
    data.run("INSERT INTO capacity_model VALUES (1, 'fixture', ?, '', '')",
        {coverage::toJson(test::CoverageFixture::model()).dump()});
}

Result<TouchFigures> figuresOf(
    test::CoverageFixture &data, const std::optional<Date> &day, const CustomerFilters &filters = {})
{
    return touchFigures(data.workspace(), *portfolio::Portfolio::of(data.workspace()), day, filters);
}

std::optional<Date> endOfOctober()
{
    return Date::of(2026, 10, 31);
}

} // namespace

/// Hours that the touch model says customers take.
class TestTouchFigures : public QObject {
    Q_OBJECT
private slots:
    void hoursByNameWithoutRegardToCase()
    {
        TouchFigures figures;
        figures.hoursBySegment = {{"smb", 1.5}};
        QCOMPARE(figures.hoursOf("SMB"), std::optional(1.5));
        QCOMPARE(figures.hoursOf("smb"), std::optional(1.5));
        QCOMPARE(figures.hoursOf("SMBs"), std::optional<double>());
        QCOMPARE(figures.hoursOf(""), std::optional<double>());
    }

    void withoutADayTheModelsOwn()
    {
        test::CoverageFixture data;
        save(data);
        const auto figures = figuresOf(data, std::nullopt);
        QVERIFY2(figures.ok(), figures.ok() ? "" : figures.error().message.english().c_str());
        QCOMPARE(figures->hoursPerMonth, 100.0);
        QCOMPARE(figures->utilisation, 0.8);
        QCOMPARE(figures->ramp, (std::vector<double>{0.5, 1}));
        QCOMPARE(figures->hoursOf("Enterprise"), std::optional(8.0));
        QCOMPARE(figures->hoursOf("SMB"), std::optional(1.0));
        QCOMPARE(figures->hoursOf("Partner"), std::optional<double>());
        QVERIFY(!figures->csmShares);
    }

    /// Enterprise: Alpha 8 x 2 x 1.5, Beta 8 x 1.2, Epsilon 8; SMB: Gamma 1, Delta 1.2. Eta has churned.
    void onADayWhatAccountsNeed()
    {
        test::CoverageFixture data;
        save(data);
        const auto figures = figuresOf(data, endOfOctober());
        QVERIFY2(figures.ok(), figures.ok() ? "" : figures.error().message.english().c_str());
        QCOMPARE(figures->hoursOf("Enterprise").value_or(0), 41.6 / 3);
        QCOMPARE(figures->hoursOf("SMB").value_or(0), 1.1);
        QCOMPARE(figures->hoursOf("Partner"), std::optional<double>());
        QVERIFY(!figures->csmShares);
    }

    void hoursOfAccountsWithoutArrFallOnThoseWithIt()
    {
        test::CoverageFixture data;
        data.account("crm", "T1", "Theta", "segment=Enterprise");
        save(data);
        QCOMPARE(figuresOf(data, endOfOctober())->hoursOf("Enterprise").value_or(0), 49.6 / 3);
    }

    /// Where no account has any ARR: 8 x 1.5 and 8.
    void withoutArrTheMeanOfTheAccounts()
    {
        test::CoverageFixture data;
        data.account("crm", "T1", "Theta", "segment=Enterprise;region=LATAM;health=red");
        data.account("crm", "T2", "Iota", "segment=Enterprise;region=LATAM");
        save(data);
        const auto figures = figuresOf(data, endOfOctober(), {{"region", "LATAM"}});
        QCOMPARE(figures->hoursOf("Enterprise").value_or(0), 10.0);
        QCOMPARE(figures->hoursOf("SMB"), std::optional(1.0)); // nobody: the model's own
    }

    /// Ann holds Alpha 24, Beta 9.6 and Gamma 1 hours; Bob Delta; Cy nobody.
    void sharesOfCsms()
    {
        test::CoverageFixture data;
        save(data);
        const auto red = figuresOf(data, endOfOctober(), {{"health", "red"}});
        QVERIFY2(red.ok(), red.ok() ? "" : red.error().message.english().c_str());
        QCOMPARE(red->hoursOf("Enterprise").value_or(0), 24.0);
        QVERIFY(red->csmShares);
        QCOMPARE(red->csmShares->at("c1"), 24 / 34.6);
        QVERIFY(red->csmShares->at("c2") == 0);
        QVERIFY(red->csmShares->at("c3") == 0);
        const auto emea = figuresOf(data, endOfOctober(), {{"region", "EMEA"}, {"health", "yellow"}});
        QCOMPARE(emea->csmShares->at("c1"), 9.6 / 34.6); // both filters hold: Beta
        QVERIFY(emea->csmShares->at("c2") == 1); // Delta; Zeta takes no hours
    }

    void withoutATeamTheModelsOwn()
    {
        test::CoverageFixture data;
        save(data);
        data.run("DELETE FROM csms", {});
        const auto figures = figuresOf(data, endOfOctober());
        QVERIFY(figures.ok());
        QCOMPARE(figures->hoursOf("Enterprise"), std::optional(8.0));
    }
};

QTEST_GUILESS_MAIN(TestTouchFigures)
#include "tst_touch_figures.moc"
