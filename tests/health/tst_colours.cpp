#include "core/health/colour_mix.h"
#include "core/health/colour_shift.h"
#include "core/health/effect_reason.h"
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

/// Tickets up to 2 and answers above 6 are worth 100, others 0; the type, the bounds and both weights as they are
/// given.
HealthModel model(const char *type, double ticketWeight, double npsWeight, double yellow = 50, double green = 75)
{
    const QString text =
        QStringLiteral("{\"name\": \"M\", \"type\": \"%1\", \"bounds\": {\"yellow\": %4, \"green\": %5}, "
                       "\"segments\": [{\"name\": \"All\", \"signals\": [{\"signal\": \"tickets_90\", \"weight\": %2, "
                       "\"steps\": [[2, 100], [null, 0]]}, {\"signal\": \"nps\", \"weight\": %3, \"steps\": "
                       "[[6, 0], [null, 100]]}]}]}")
            .arg(QLatin1String(type))
            .arg(ticketWeight)
            .arg(npsWeight)
            .arg(yellow)
            .arg(green);
    auto read = healthModelFromText(text.toStdString());
    if (!read)
        qFatal("%s", read.error().message.english().c_str());
    return std::move(*read);
}

/// A customer with so many tickets and an answer of 9, or none.
AccountScore scoredBy(const HealthModel &model, double tickets, bool hasAnswer = true)
{
    const SignalInput answer = hasAnswer ? SignalInput{9, SignalState::Present} : SignalInput();
    AccountScore made{0, 0, {{tickets, SignalState::Present}, answer}, {}};
    made.score = scoreOf(model, model.segments[0], made.inputs);
    return made;
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
        QVERIFY(point.accounts
            == (std::vector<std::pair<int, HealthColour>>{
                {0, HealthColour::Green}, {1, HealthColour::Red}, {2, HealthColour::None}}));
        QVERIFY(point.scores == (std::vector<std::optional<double>>{80.0, 40.0, std::nullopt}));
        const HistoryPoint empty{Month(2026, 5), {}, {}, {}};
        QVERIFY(scoresOver({empty, point}, 1) == (std::vector<std::optional<double>>{std::nullopt, 40.0}));
        QVERIFY(scoresOver({empty, point}, 2) == (std::vector<std::optional<double>>{std::nullopt, std::nullopt}));
        QVERIFY(scoresOver({point}, 3) == (std::vector<std::optional<double>>{std::nullopt}));
        DayScores nobody = threeScores();
        keepOnly(nobody, [](int account) { return account == 2; });
        QCOMPARE(nobody.accounts.size(), std::size_t(1));
        const HistoryPoint none = historyPoint(Month(2026, 6), nobody);
        QVERIFY(!none.mean && !none.weighted);
        QCOMPARE(none.colours.none, 1);
    }

    void shift()
    {
        using enum HealthColour;
        const std::vector<HealthColour> same(6, Green); // what is shown is another matter
        const DayColours then{{Green, Yellow, Red, None, Green, Red}, same};
        const DayColours now{{Yellow, Green, Red, Green, None, Yellow}, same};
        const ColourShift all = colourShift(then, now, [](int) { return true; });
        QCOMPARE(all.better, (std::vector<int>{1, 5}));
        QCOMPARE(all.worse, std::vector<int>{0});
        const ColourShift some = colourShift(then, now, [](int account) { return account > 1; });
        QCOMPARE(some.better, std::vector<int>{5});
        QVERIFY(some.worse.empty());
    }

    /// Of 5 tickets and a 9 the tickets take 50 of 100 where both weigh the same, and 25 where they weigh a quarter.
    void whyTheColourIsAnother()
    {
        const HealthModel even = model("weighted", 50, 50);
        const HealthModel lighter = model("weighted", 25, 75);
        const AccountScore yellow = scoredBy(even, 5);
        const AccountScore green = scoredBy(lighter, 5);
        QVERIFY(yellow.score.colour == HealthColour::Yellow && green.score.colour == HealthColour::Green);
        const EffectReason up = effectReason(even, yellow, lighter, green);
        QVERIFY(up.kind == EffectReason::Kind::Signal);
        QCOMPARE(up.signal.name(), std::string("tickets_90"));
        QCOMPARE(up.input.value, 5.0);
        QCOMPARE(up.change, 25.0);
        QCOMPARE(effectReason(lighter, green, even, yellow).change, -25.0);
        // The worst signal alone takes 100: 0 is red, and 75 is 75 more.
        const HealthModel worst = model("worst_of", 1, 1);
        QCOMPARE(effectReason(worst, scoredBy(worst, 5), lighter, green).change, 75.0);
        // The same 50 is green where green begins at 40.
        const HealthModel lenient = model("weighted", 50, 50, 30, 40);
        QVERIFY(effectReason(even, yellow, lenient, scoredBy(lenient, 5)).kind == EffectReason::Kind::Bounds);
        // Half of the weight is less than the 60 % that a score needs; a quarter left out is not.
        const HealthModel heavier = model("weighted", 75, 25);
        const AccountScore none = scoredBy(even, 1, false);
        QVERIFY(none.score.colour == HealthColour::None);
        QVERIFY(effectReason(even, none, heavier, scoredBy(heavier, 1, false)).kind == EffectReason::Kind::Coverage);
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
