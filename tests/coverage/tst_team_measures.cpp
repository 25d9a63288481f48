#include "core/coverage/fairness.h"
#include "core/coverage/hiring_trigger.h"
#include "core/coverage/plan_effect.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

/// A book of 3 accounts and 50,000.00 at 60 of 80 hours, one of half a post, and one without capacity.
Books books()
{
    Book whole;
    whole.accounts = 3;
    whole.arr = 5000000;
    whole.atRiskArr = 2000000;
    whole.hours = 60;
    whole.capacityHours = 80;
    Book half;
    half.accounts = 2;
    half.arr = 1000000;
    half.hours = 44;
    half.capacityHours = 40;
    Book gone = whole;
    gone.capacityHours = 0;
    return {{whole, half, gone}, {}};
}

CoverageInput inputIn(const char *currency)
{
    CoverageInput input;
    input.model = test::CoverageFixture::model(); // 80 productive hours
    input.currency = *Currency::fromCode(currency);
    return input;
}

} // namespace

/// Small figures about a team: what fairness is made of, ramps, spreads, who serves and who holds whom.
class TestTeamMeasures : public QObject {
    Q_OBJECT
private slots:
    void valuesArePerFte()
    {
        const FairnessValues values = fairnessValues(inputIn("USD"), books());
        QCOMPARE(values.utilisation, (std::vector<double>{0.75, 1.1}));
        QCOMPARE(values.arr, (std::vector<double>{50000, 20000}));
        QCOMPARE(values.accounts, (std::vector<double>{3, 4}));
        QCOMPARE(values.atRiskArr, (std::vector<double>{20000, 0}));
        QVERIFY(fairnessValues(inputIn("USD"), {}).arr.empty());
    }

    void aHundredthOfAPostCounts()
    {
        Book book;
        book.accounts = 1;
        book.hours = 0.4;
        book.capacityHours = 0.8;
        const FairnessValues values = fairnessValues(inputIn("USD"), {{book}, {}});
        QCOMPARE(values.utilisation, std::vector<double>{0.5});
        QCOMPARE(values.accounts, std::vector<double>{100});
    }

    /// Within 15 % of the mean, both ends included; the mean is 100.
    void evenAroundTheMean_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("inBand");
        QTest::newRow("both ends") << QList<double>{85, 100, 100, 115} << 1.0;
        QTest::newRow("a little below and above") << QList<double>{84, 100, 100, 116} << 0.5;
        QTest::newRow("far apart") << QList<double>{10, 190} << 0.0;
    }
    void evenAroundTheMean()
    {
        QFETCH(QList<double>, values);
        QFETCH(double, inBand);
        QCOMPARE(fairnessAroundMean({values.begin(), values.end()}).inBand.value_or(-1), inBand);
    }

    /// Short from March on; two months of search and one of ramp make it 1 December.
    void lateFromTheDayAfter_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<bool>("late");
        QTest::newRow("the day before") << "2026-11-30" << false;
        QTest::newRow("the day itself") << "2026-12-01" << false;
        QTest::newRow("the day after") << "2026-12-02" << true;
    }
    void lateFromTheDayAfter()
    {
        QFETCH(QString, asOf);
        CoverageInput input = inputIn("USD");
        input.asOf = *Date::fromIso(asOf.toStdString());
        Capacity capacity;
        capacity.rows = {{Month(2027, 3), "total", 160, 2, 1, 0, 0}};
        const auto triggers = hiringTriggers(input, capacity, 2);
        QVERIFY(triggers.ok());
        QCOMPARE(triggers->front().hireBy, Date::of(2026, 12, 1));
        QTEST(triggers->front().late, "late");
    }

    void valuesAreMajorUnits()
    {
        QCOMPARE(fairnessValues(inputIn("JPY"), books()).arr, (std::vector<double>{5000000, 2000000}));
        QCOMPARE(fairnessValues(inputIn("KWD"), books()).atRiskArr, (std::vector<double>{2000, 0}));
    }

    void monthsToTheEndOfTheRamp()
    {
        CapacityModel model;
        const auto months = [&](std::vector<double> ramp) {
            model.ramp = std::move(ramp);
            return rampMonths(model);
        };
        QCOMPARE(months({}), 0);
        QCOMPARE(months({1}), 0);
        QCOMPARE(months({0.5, 1}), 1);
        QCOMPARE(months({0.25, 0.5, 0.75, 1}), 3);
    }

    /// Both utilisations in whole per cents first, ties to the even one.
    void spreadsAsTheyAreShown_data()
    {
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("points");
        QTest::newRow("91 - 80, not 10.9") << 0.805 << 0.914 << 11.0;
        QTest::newRow("92 - 50") << 0.505 << 0.915 << 42.0;
        QTest::newRow("less than a point, but shown apart") << 0.894 << 0.896 << 1.0;
        QTest::newRow("nearly a point, but shown alike") << 0.896 << 0.904 << 0.0;
        QTest::newRow("above capacity") << 0.0 << 1.27 << 127.0;
    }
    void spreadsAsTheyAreShown()
    {
        QFETCH(double, lowest);
        QFETCH(double, highest);
        QFETCH(double, points);
        BookFigures figures;
        figures.lowest = lowest;
        figures.highest = highest;
        figures.spread = 99; // the exact one is not asked
        QCOMPARE(shownSpread(figures) + 1, points + 1);
    }

    void whomACsmServes()
    {
        Csm all;
        QVERIFY(all.servesRegion("EMEA") && all.servesRegion(""));
        QVERIFY(all.servesSegment("SMB") && all.servesSegment(""));
        Csm some;
        some.regions = {"EMEA", "\u00D6STERREICH"};
        some.segments = {"SMB"};
        QVERIFY(some.servesRegion("emea"));
        QVERIFY(some.servesRegion("\u00F6sterreich"));
        QVERIFY(!some.servesRegion("APAC"));
        QVERIFY(!some.servesRegion("EME"));
        QVERIFY(!some.servesRegion(""));
        QVERIFY(some.servesSegment("smb"));
        QVERIFY(!some.servesSegment("EMEA"));
        QVERIFY(!some.servesSegment(""));
    }

    /// On 2026-10-31; c1 owns Alpha.
    void whoHoldsAnAccount_data()
    {
        QTest::addColumn<QStringList>("rows"); // csm,start,end,role
        QTest::addColumn<QString>("holder");
        QTest::newRow("the golden owner") << QStringList{} << "c1";
        QTest::newRow("from the day on") << QStringList{"c2,2026-10-31,,"} << "c2";
        QTest::newRow("from the day after") << QStringList{"c2,2026-11-01,,"} << "c1";
        QTest::newRow("up to the day") << QStringList{"c2,2026-01-01,2026-10-31,"} << "c2";
        QTest::newRow("up to the day before") << QStringList{"c2,2026-01-01,2026-10-30,"} << "c1";
        QTest::newRow("the latest start") << QStringList{"c3,2026-03-01,,", "c2,2026-02-01,,"} << "c3";
        QTest::newRow("the latest start, the first of the team")
            << QStringList{"c1,2026-03-01,,", "c2,2026-02-01,,"} << "c1";
        QTest::newRow("the latest start that has come") << QStringList{"c3,2026-11-01,,", "c2,2026-02-01,,"} << "c2";
        QTest::newRow("a later backup") << QStringList{"c3,2026-03-01,,BACKUP", "c2,2026-02-01,,"} << "c2";
        QTest::newRow("a secondary alone") << QStringList{"c2,2026-02-01,,Secondary"} << "c1";
        QTest::newRow("any other role") << QStringList{"c2,2026-02-01,,primary"} << "c2";
        QTest::newRow("somebody unknown, later") << QStringList{"c9,2026-03-01,,", "c2,2026-02-01,,"} << "c2";
    }
    void whoHoldsAnAccount()
    {
        QFETCH(QStringList, rows);
        QFETCH(QString, holder);
        test::CoverageFixture data;
        for (const QString &row : rows) {
            const QStringList cells = row.split(u',');
            data.assignment(
                "A1", cells[0].toStdString(), cells[1].toStdString(), cells[2].toStdString(), cells[3].toStdString());
        }
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto roster = rosterOf(*portfolio);
        QVERIFY(roster.ok());
        const auto held = csmOfAccounts(*portfolio, *roster, *Date::of(2026, 10, 31));
        QCOMPARE(held.size(), std::size_t(7));
        QMap<QString, QString> holders;
        for (int i = 0; i < portfolio->accounts().size(); ++i) {
            const int csm = held[std::size_t(i)];
            holders[QString::fromStdString(portfolio->accounts().at(i).name)] =
                csm < 0 ? QString() : QString::fromStdString(roster->csms[std::size_t(csm)].id);
        }
        QCOMPARE(holders[QStringLiteral("Alpha")], holder);
        QCOMPARE(holders[QStringLiteral("Beta")], QStringLiteral("c1")); // by mail
        QCOMPARE(holders[QStringLiteral("Gamma")], QStringLiteral("c1")); // by id
        QCOMPARE(holders[QStringLiteral("Delta")], QStringLiteral("c2"));
        QCOMPARE(holders[QStringLiteral("Epsilon")], QString()); // owned by nobody of the team
        QCOMPARE(holders[QStringLiteral("Zeta")], QStringLiteral("c2"));
    }
};

QTEST_GUILESS_MAIN(TestTeamMeasures)
#include "tst_team_measures.moc"
