#include "core/health/scoring.h"
#include "core/health/why_moved.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::health;

namespace {

/// JSON with apostrophes for quotes.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

HealthModel modelOf(const std::string &text)
{
    const auto model = healthModelFromText(json(text));
    if (!model)
        qFatal("%s", model.error().message.english().c_str());
    return *model;
}

/// A segment of three signals with the weights 50, 30, 20.
std::string house(const std::string &more = {}, const std::string &missing = "drop")
{
    const std::string end = ", 'missing': '" + missing + "'}";
    return json("{'name': 'House', " + more
        + "'segments': [{'name': 'All', 'signals': ["
          "{'signal': 'usage_trend', 'weight': 50, 'points': [[-0.5, 0], [0, 60], [0.25, 100]]"
        + end + ", {'signal': 'tickets_90', 'weight': 30, 'steps': [[2, 100], [5, 60], [null, 10]]" + end
        + ", {'signal': 'nps', 'weight': 20, 'steps': [[6, 20], [8, 50], [null, 90]]" + end + "]}]}");
}

/// "0.1 3 -": a value each, "-" for a dropped one, "n" neutral, "w" worst, "l" before a value of a day before.
std::vector<SignalInput> inputsOf(const QString &text)
{
    std::vector<SignalInput> inputs;
    for (const QString &each : text.split(u' ')) {
        if (each == u"-" || each == u"n" || each == u"w")
            inputs.push_back({signs::Empty,
                each == u"-"       ? SignalState::Dropped
                    : each == u"n" ? SignalState::Neutral
                                   : SignalState::Worst});
        else if (each.startsWith(u'l'))
            inputs.push_back({each.mid(1).toDouble(), SignalState::Last});
        else
            inputs.push_back({each.toDouble(), SignalState::Present});
    }
    return inputs;
}

QString shown(const Score &score)
{
    const auto text = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 8) : QStringLiteral("-");
    };
    return text(score.score) + u' ' + QString::fromLatin1(portfolio::toString(score.colour)) + u' '
        + text(score.coverage);
}

} // namespace

/// Health models: what a file may say, scores of three types by hand, what is missing, parts that add up.
class TestHealthModel : public QObject {
    Q_OBJECT
private slots:
    void scoreOfAValue_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("points"); // of usage_trend
        QTest::addColumn<double>("steps"); // of tickets_90
        QTest::newRow("below") << -9.0 << 0.0 << 100.0;
        QTest::newRow("first point") << -0.5 << 0.0 << 100.0;
        QTest::newRow("between") << -0.25 << 30.0 << 100.0;
        QTest::newRow("middle point") << 0.0 << 60.0 << 100.0;
        QTest::newRow("second line") << 0.125 << 80.0 << 100.0;
        QTest::newRow("last point") << 0.25 << 100.0 << 100.0;
        QTest::newRow("at a limit") << 2.0 << 100.0 << 100.0;
        QTest::newRow("above it") << 2.5 << 100.0 << 60.0;
        QTest::newRow("at the next") << 5.0 << 100.0 << 60.0;
        QTest::newRow("past all") << 5.1 << 100.0 << 10.0;
    }
    void scoreOfAValue()
    {
        const HealthModel model = modelOf(house());
        QFETCH(double, value);
        QTEST(model.segments[0].measures[0].scoreOf(value), "points");
        QTEST(model.segments[0].measures[1].scoreOf(value), "steps");
        QCOMPARE(model.segments[0].measures[1].lowestScore(), 10.0);
    }

    void scores_data()
    {
        QTest::addColumn<QString>("more"); // of the model
        QTest::addColumn<QString>("inputs");
        QTest::addColumn<QString>("score"); // score colour coverage
        QTest::newRow("weighted") << ""
                                  << "0 1 9"
                                  << "78 green 1"; // 30 + 30 + 18
        QTest::newRow("yellow") << ""
                                << "-0.25 1 9"
                                << "63 yellow 1"; // 15 + 30 + 18
        QTest::newRow("red") << ""
                             << "-0.5 3 7"
                             << "28 red 1"; // 0 + 18 + 10
        QTest::newRow("one dropped") << ""
                                     << "0 1 -"
                                     << "75 green 0.8"; // (30 + 30) / 0.8
        QTest::newRow("at the lowest coverage") << "'coverage_min': 0.7,"
                                                << "0 - 9"
                                                << "68.571429 yellow 0.7";
        QTest::newRow("under it") << "'coverage_min': 0.71,"
                                  << "0 - 9"
                                  << "-  0.7";
        QTest::newRow("half of it missing") << ""
                                            << "- 1 9"
                                            << "-  0.5";
        QTest::newRow("nothing") << ""
                                 << "- - -"
                                 << "-  0";
        QTest::newRow("nothing needed, nothing there") << "'coverage_min': 0,"
                                                       << "- - -"
                                                       << "-  0";
        QTest::newRow("neutral counts, not as present") << ""
                                                        << "0 1 n"
                                                        << "70 yellow 0.8"; // 30 + 30 + 10
        QTest::newRow("worst too") << ""
                                   << "0 w 9"
                                   << "51 yellow 0.7"; // 30 + 3 + 18
        QTest::newRow("one of a day before is present") << ""
                                                        << "l0 1 9"
                                                        << "78 green 1";
        QTest::newRow("bounds") << "'bounds': {'yellow': 63, 'green': 78},"
                                << "0 1 9"
                                << "78 green 1";
        QTest::newRow("bounds: yellow") << "'bounds': {'yellow': 63, 'green': 78},"
                                        << "-0.25 1 9"
                                        << "63 yellow 1";
        QTest::newRow("bounds: red") << "'bounds': {'yellow': 63.1, 'green': 78},"
                                     << "-0.25 1 9"
                                     << "63 red 1";
        QTest::newRow("not rounded before its colour") << "'bounds': {'green': 69},"
                                                       << "0 - 9"
                                                       << "68.571429 yellow 0.7";
        QTest::newRow("rounded") << "'round': true, 'bounds': {'green': 69},"
                                 << "0 - 9"
                                 << "69 green 0.7";
        QTest::newRow("rounded half up") << "'round': true,"
                                         << "-0.175 1 9"
                                         << "68 yellow 1"; // 39 x .5 + 48 = 67.5
        QTest::newRow("rounded half up to even too") << "'round': true,"
                                                     << "-0.125 1 7"
                                                     << "63 yellow 1"; // 22.5 + 40
        QTest::newRow("rounded to a decimal") << "'round': 1,"
                                              << "0 - 9"
                                              << "68.6 yellow 0.7";
        QTest::newRow("worst of: all green") << "'type': 'worst_of',"
                                             << "0.25 1 9"
                                             << "90 green 1";
        QTest::newRow("worst of: one yellow") << "'type': 'worst_of',"
                                              << "0 1 9"
                                              << "60 yellow 1";
        QTest::newRow("worst of: one red") << "'type': 'worst_of',"
                                           << "0.25 1 5"
                                           << "20 red 1";
        QTest::newRow("worst of: dropped") << "'type': 'worst_of',"
                                           << "0.25 1 -"
                                           << "100 green 0.8";
        QTest::newRow("worst of: worst") << "'type': 'worst_of',"
                                         << "0.25 w 9"
                                         << "10 red 0.7";
        QTest::newRow("points: clamped") << "'type': 'points',"
                                         << "0 1 9"
                                         << "100 green 1";
        QTest::newRow("points") << "'type': 'points', 'start': -100,"
                                << "0 3 7"
                                << "70 yellow 1";
        QTest::newRow("points: below") << "'type': 'points', 'start': -300, 'min': -50,"
                                       << "0 3 7"
                                       << "-50 red 1";
        QTest::newRow("points: dropped") << "'type': 'points', 'start': 10,"
                                         << "-0.5 3 -"
                                         << "70 yellow 0.8";
    }
    void scores()
    {
        QFETCH(QString, more);
        QFETCH(QString, inputs);
        const HealthModel model = modelOf(house(more.toStdString()));
        std::vector<SignalScore> parts;
        const Score score = scoreOf(model, model.segments[0], inputsOf(inputs), &parts);
        QTEST(shown(score), "score");
        double effective = 0;
        for (const SignalScore &part : parts)
            effective += part.effectiveWeight;
        QVERIFY(inputs == u"- - -" ? effective == 0 : std::abs(effective - 1) < 1e-12);
    }

    void whatIsMissing()
    {
        const HealthModel model = modelOf(house({}, "last:30"));
        QVERIFY(model.segments[0].measures[0].missing == MissingRule::Last);
        QCOMPARE(model.segments[0].measures[0].lastDays, 30);
        QVERIFY(modelOf(house({}, "worst")).segments[0].measures[2].missing == MissingRule::Worst);
        QVERIFY(modelOf(house({}, "neutral")).segments[0].measures[2].missing == MissingRule::Neutral);
    }

    void theContractsExample()
    {
        const HealthModel model =
            modelOf("{'name': 'House', 'type': 'weighted', 'coverage_min': 0.6, "
                    "'bounds': {'yellow': 50, 'green': 75}, "
                    "'segments': [{'name': 'Enterprise', 'when': [{'field': 'segment', 'any_of': ['Enterprise']}], "
                    "'signals': [{'signal': 'usage_trend', 'weight': 30, 'points': [[-0.5, 0], [0, 60], [0.25, 100]], "
                    "'missing': 'drop'}, "
                    "{'signal': 'tickets_90', 'weight': 20, 'steps': [[2, 100], [5, 60], [null, 10]]}]}, "
                    "{'name': 'Others', 'when': [], 'signals': []}]}");
        QCOMPARE(model.segments.size(), std::size_t(2));
        QCOMPARE(shown(scoreOf(model, model.segments[0], inputsOf("0 3"))), QStringLiteral("60 yellow 1"));
        QCOMPARE(shown(scoreOf(model, model.segments[1], {})), QStringLiteral("-  -"));
    }

    void badModels_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const std::string &model, const char *sentence) {
            QTest::newRow(name) << QString::fromStdString(model) << QString::fromLatin1(sentence);
        };
        const auto signal = [](const std::string &text) {
            return "{'segments': [{'name': 'All', 'signals': [{" + text + "}]}]}";
        };
        row("no JSON", "{\n",
            "The health model is no JSON; reading stopped in line 2, column 1: syntax error while "
            "parsing object key - unexpected end of input; expected string literal. Nothing was taken from it.");
        row("no segments", "{}", "Health model: it has no segments; name at least one with its signals.");
        row("unknown key", "{'segmets': []}",
            "Health model: it has an unknown key \"segmets\"; did you mean \"segments\"?");
        row("unknown type", "{'type': 'mean'}",
            "Health model: type is \"mean\"; it may be weighted, worst_of or points.");
        row("unknown signal", signal("'signal': 'ticket_90', 'weight': 1, 'steps': [[null, 1]]"),
            "Health model: signal ticket_90 of segment All: there is no signal of that name; did you mean tickets_90?");
        row("no signal", signal("'weight': 1"), "Health model: signal 1 of segment All lacks the key \"signal\".");
        row("no weight", signal("'signal': 'nps', 'steps': [[null, 1]]"),
            "Health model: signal nps of segment All lacks the key \"weight\".");
        row("negative weight", signal("'signal': 'nps', 'weight': -1, 'steps': [[null, 1]]"),
            "Health model: the weight of signal nps of segment All is -1.0; it must be 0 or more.");
        row("no weight above 0", signal("'signal': 'nps', 'weight': 0, 'steps': [[null, 1]]"),
            "Health model: the weights of segment All add up to 0.0; they must add up to more than 0.");
        row("a hole", signal("'signal': 'nps', 'weight': 1, 'steps': [[6, 1], [8, 2]]"),
            "Health model: the steps of signal nps of segment All leave a hole above 8.0; the limit of the last step "
            "is null.");
        row("an overlap", signal("'signal': 'nps', 'weight': 1, 'steps': [[6, 1], [6, 2], [null, 3]]"),
            "Health model: the steps of signal nps of segment All overlap: the limit 6.0 follows 6.0 and must be above "
            "it.");
        row("null too early", signal("'signal': 'nps', 'weight': 1, 'steps': [[null, 1], [null, 3]]"),
            "Health model: the steps of signal nps of segment All overlap: step 1 has the limit null, which takes all "
            "that is left, and others follow it.");
        row("points that turn", signal("'signal': 'nps', 'weight': 1, 'points': [[6, 1], [5, 2]]"),
            "Health model: the points of signal nps of segment All do not ascend: 5.0 follows 6.0 and must be above "
            "it.");
        row("neither", signal("'signal': 'nps', 'weight': 1"),
            "Health model: signal nps of segment All gives no scores; give steps or points.");
        row("both", signal("'signal': 'nps', 'weight': 1, 'steps': [[null, 1]], 'points': [[1, 2]]"),
            "Health model: signal nps of segment All has both steps and points; give one of them.");
        row("a score past 100", signal("'signal': 'nps', 'weight': 1, 'steps': [[null, 101]]"),
            "Health model: signal nps of segment All gives the score 101.0; scores are 0 to 100.");
        row("a step that is none", signal("'signal': 'nps', 'weight': 1, 'steps': [[1, 2, 3]]"),
            "Health model: signal nps of segment All: steps[0] must be a list of a limit and a score, not [1,2,3].");
        row("a text for a limit", signal("'signal': 'nps', 'weight': 1, 'steps': [['6', 2]]"),
            "Health model: signal nps of segment All: steps[0][0] must be a number, not \"6\".");
        row("unknown missing", signal("'signal': 'nps', 'weight': 1, 'steps': [[null, 1]], 'missing': 'last:0'"),
            "Health model: signal nps of segment All has missing \"last:0\"; it may be drop, neutral, worst or last:N, "
            "N being 1 to 3660 days.");
        row("twice",
            "{'segments': [{'name': 'All', 'signals': [{'signal': 'nps', 'weight': 1, 'steps': [[null, 1]]}, "
            "{'signal': 'nps', 'weight': 1, 'steps': [[null, 1]]}]}]}",
            "Health model: signal nps stands twice in segment All.");
        row("two of one name", "{'segments': [{'name': 'All'}, {'name': 'all '}]}",
            "Health model: there are two segments named all  (case does not count).");
        row("no name", "{'segments': [{'name': ' '}]}", "Health model: segment 1 has no name.");
        row("unknown field", "{'segments': [{'name': 'All', 'when': [{'field': 'segmnt', 'any_of': ['A']}]}]}",
            "Health model: the rule of segment All asks for the unknown field segmnt; did you mean segment?");
        row("asks nothing", "{'segments': [{'name': 'All', 'when': [{'field': 'arr'}]}]}",
            "Health model: the rule of segment All on arr asks nothing; give at_least, below or any_of.");
        row("bounds", "{'bounds': {'yellow': 80}, 'segments': [{'name': 'All'}]}",
            "Health model: bounds overlap: yellow begins at 80.0, above green at 75.0.");
        row("coverage", "{'coverage_min': 60, 'segments': [{'name': 'All'}]}",
            "Health model: coverage_min is 60.0; it must be a share from 0 to 1, which is 100 %.");
        row("rounding", "{'round': 7, 'segments': [{'name': 'All'}]}",
            "Health model: round is 7; it must be true, false or 0 to 6 decimals.");
        row("min and max", "{'min': 100, 'segments': [{'name': 'All'}]}",
            "Health model: min is 100.0 and max is 100.0; min must be the lower one.");
    }
    void badModels()
    {
        QFETCH(QString, model);
        const auto read = healthModelFromText(json(model.toStdString()));
        QVERIFY(!read.ok());
        QTEST(QString::fromStdString(read.error().message.english()), "sentence");
    }

    void partsAddUp_data()
    {
        QTest::addColumn<QString>("type");
        QTest::newRow("weighted") << "weighted";
        QTest::newRow("worst of") << "worst_of";
        QTest::newRow("points") << "points";
    }
    void partsAddUp()
    {
        QFETCH(QString, type);
        const HealthModel model = modelOf(house("'coverage_min': 0, 'type': '" + type.toStdString() + "', "));
        quint32 seed = 7;
        const auto random = [&seed](int below) {
            seed = seed * 1664525u + 1013904223u;
            return int((seed >> 16) % quint32(below));
        };
        const auto draw = [&] {
            AccountScore score{0, 0, {}, {}};
            for (int i = 0; i < 3; ++i) {
                const auto state = SignalState(random(5));
                const double value = i == 0 ? random(100) / 100.0 - 0.6 : random(11);
                score.inputs.push_back({hasValue(state) ? value : signs::Empty, state});
            }
            score.score = scoreOf(model, model.segments[0], score.inputs);
            return score;
        };
        for (int i = 0; i < 500; ++i) {
            const AccountScore then = draw();
            const AccountScore now = draw();
            const MoveSteps steps = moveSteps(model, then, now, then.inputs);
            QCOMPARE(steps.model.raw, then.score.raw); // one model, one segment
            const Score &last = steps.values.empty() ? steps.missing : steps.values.back().second;
            QCOMPARE(last.raw, now.score.raw);
            for (const auto &[place, score] : steps.values)
                QVERIFY(hasValue(then.inputs[place].state) && hasValue(now.inputs[place].state));
        }
    }
};

QTEST_GUILESS_MAIN(TestHealthModel)
#include "tst_health_model.moc"
