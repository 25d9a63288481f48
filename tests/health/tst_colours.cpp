#include "core/health/colour_mix.h"
#include "core/health/score_history.h"
#include "core/health/scoring.h"
#include "tests/portfolio/made_book.h"

#include <QtTest>

using namespace qd;
using namespace qd::health;

namespace {

const Date Today = *Date::of(2026, 6, 30);

AccountScore scored(int account, std::optional<double> score, HealthColour colour)
{
    AccountScore made{account, 0, {}, {}};
    made.score.score = score;
    made.score.colour = colour;
    return made;
}

/// Three customers with ARR of 100, 300 and 50: 80 green, 40 red, none.
DayScores threeScores()
{
    return {{Today, test::madeBook(test::madeCustomers(3), {}, Today), {100, 300, 50}},
        {scored(0, 80, HealthColour::Green), scored(1, 40, HealthColour::Red), scored(2, {}, HealthColour::None)}};
}

} // namespace

/// Colours of scores, and what a month of them says.
class TestColours : public QObject {
    Q_OBJECT
private slots:
    void colourOfAScore_data()
    {
        QTest::addColumn<double>("score");
        QTest::addColumn<HealthColour>("colour");
        QTest::newRow("top") << 100.0 << HealthColour::Green;
        QTest::newRow("at green") << 75.0 << HealthColour::Green;
        QTest::newRow("under it") << 74.9 << HealthColour::Yellow;
        QTest::newRow("at yellow") << 50.0 << HealthColour::Yellow;
        QTest::newRow("under yellow") << 49.9 << HealthColour::Red;
        QTest::newRow("nothing") << 0.0 << HealthColour::Red;
    }
    void colourOfAScore()
    {
        QFETCH(double, score);
        QFETCH(HealthColour, colour);
        HealthModel model;
        model.green = 75;
        model.yellow = 50;
        QVERIFY(colourOf(model, score) == colour);
    }

    void rangeOfASignal()
    {
        SignalModel steps;
        steps.steps = {{2, 100}, {5, 60}, {std::nullopt, 10}};
        QCOMPARE(steps.highestScore(), 100.0);
        QCOMPARE(steps.lowestScore(), 10.0);
        SignalModel points;
        points.points = {{-0.5, 20}, {0, 90}, {0.25, 60}};
        QCOMPARE(points.highestScore(), 90.0);
        QCOMPARE(points.lowestScore(), 20.0);
    }

    /// What a person gave in place of it counts up to its last day.
    void anOverrideIsShown()
    {
        const identity::AccountDirectory accounts = test::madeCustomers(2);
        const std::vector<Override> all{
            {"AC-1", HealthColour::Green, "a new sponsor", "Ann", Today, Today.plusDays(30)}};
        const AccountScore red = scored(1, 40, HealthColour::Red);
        const auto shownOn = [&](int days) { return shownColour(red, {all, accounts, Today.plusDays(days)}); };
        QVERIFY(shownOn(-1) == HealthColour::Red);
        QVERIFY(shownOn(0) == HealthColour::Green);
        QVERIFY(shownOn(30) == HealthColour::Green);
        QVERIFY(shownOn(31) == HealthColour::Red);
        QVERIFY(shownColour(scored(0, 40, HealthColour::Red), {all, accounts, Today}) == HealthColour::Red);
        QVERIFY(shownColour(red, {}) == HealthColour::Red);
    }

    /// (80 + 40) / 2, and (80 x 100 + 40 x 300) / 400; who has no score is in neither.
    void aMonthOfScores()
    {
        const HistoryPoint point = historyPoint(Month(2026, 6), threeScores());
        QCOMPARE(point.month, Month(2026, 6));
        QCOMPARE(point.mean, std::optional(60.0));
        QCOMPARE(point.weighted, std::optional(50.0));
        QCOMPARE(point.colours.green, 1);
        QCOMPARE(point.colours.yellow, 0);
        QCOMPARE(point.colours.red, 1);
        QCOMPARE(point.colours.none, 1);
        DayScores nobody = threeScores();
        keepOnly(nobody, [](int account) { return account == 2; });
        QCOMPARE(nobody.accounts.size(), std::size_t(1));
        const HistoryPoint none = historyPoint(Month(2026, 6), nobody);
        QVERIFY(!none.mean && !none.weighted);
        QCOMPARE(none.colours.none, 1);
    }

    void onlySome()
    {
        DayScores scores = threeScores();
        keepOnly(scores, {});
        QCOMPARE(scores.accounts.size(), std::size_t(3));
        keepOnly(scores, [](int account) { return account != 1; });
        QCOMPARE(scores.accounts.size(), std::size_t(2));
        QCOMPARE(scores.accounts[1].account, 2);
    }
};

QTEST_GUILESS_MAIN(TestColours)
#include "tst_colours.moc"
