#include "core/health/model_effect.h"
#include "core/health/scoring.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::health;

namespace {

HealthModel modelOf(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    const auto model = healthModelFromText(text);
    if (!model)
        qFatal("%s", model.error().message.english().c_str());
    return *model;
}

/// Any number as a weight, the score rounded before its colour; 0 to 50 is red, 51 to 75 yellow, 76 to 100 green.
constexpr char Gainsight[] =
    "{'name': 'Gainsight', 'coverage_min': 0, 'round': true, 'bounds': {'yellow': 51, 'green': 76}, 'segments': "
    "[{'name': "
    "'All', 'signals': [{'signal': 'vendor:Tickets', 'weight': 20, 'points': [[0, 0], [100, 100]]}, "
    "{'signal': 'vendor:Time to resolve', 'weight': 15, 'points': [[0, 0], [100, 100]]}, "
    "{'signal': 'vendor:Frequency', 'weight': 22, 'points': [[0, 0], [100, 100]]}]}]}";
/// Good is 100, average 60, poor 0; weights add up to 100, and the sum is rounded to an integer.
constexpr char Totango[] =
    "{'name': 'Totango', 'coverage_min': 0, 'round': true, 'bounds': {'yellow': 40, 'green': 75}, 'segments': "
    "[{'name': "
    "'All', 'signals': [{'signal': 'licence_use', 'weight': 60, 'steps': [[0.3, 0], [0.6, 60], [null, 100]]}, "
    "{'signal': 'urgent_90', 'weight': 40, 'steps': [[0, 100], [2, 60], [null, 0]]}]}]}";
/// Good if all are good, poor if any is, else average.
constexpr char TotangoAccount[] = "{'name': 'Totango account health', 'type': 'worst_of', 'coverage_min': 0, "
                                  "'segments': [{'name': 'All', 'signals': ["
                                  "{'signal': 'licence_use', 'steps': [[0.3, 0], [0.6, 60], [null, 100]]}, "
                                  "{'signal': 'urgent_90', 'steps': [[0, 100], [2, 60], [null, 0]]}]}]}";
/// 10, 5 and 0 there are 100, 50 and 0 here: the weighted mean is ten times Vitally's.
constexpr char Vitally[] = "{'name': 'Vitally', 'coverage_min': 0, 'segments': [{'name': 'All', 'signals': ["
                           "{'signal': 'active_users', 'weight': 2, 'steps': [[5, 0], [20, 50], [null, 100]]}, "
                           "{'signal': 'nps', 'weight': 1, 'steps': [[6, 0], [8, 50], [null, 100]]}, "
                           "{'signal': 'tickets_90', 'weight': 1, 'steps': [[2, 100], [5, 50], [null, 0]]}]}]}";
/// Begins with 5, factors add and take, within 0 and 10.
constexpr char Planhat[] = "{'name': 'Planhat', 'type': 'points', 'start': 5, 'min': 0, 'max': 10, 'coverage_min': 0, "
                           "'bounds': {'yellow': 4, 'green': 7}, 'segments': [{'name': 'All', 'signals': ["
                           "{'signal': 'usage_trend', 'steps': [[-0.2, -3], [0, 0], [null, 3]]}, "
                           "{'signal': 'nps', 'steps': [[6, -2], [8, 0], [null, 2]]}, "
                           "{'signal': 'overdue_days', 'steps': [[0, 1], [30, -1], [null, -3]]}]}]}";
/// Points of all factors are 100 together; the top of a tier belongs to it, its bottom to the one below.
constexpr char ChurnZero[] =
    "{'name': 'ChurnZero', 'type': 'points', 'coverage_min': 0, 'bounds': {'yellow': 40, 'green': 70}, 'segments': ["
    "{'name': 'All', 'signals': [{'signal': 'sql:logins', 'steps': [[0, 0], [5, 20], [20, 30], [null, 40]]}, "
    "{'signal': 'sql:posts', 'steps': [[0, 0], [9, 30], [null, 60]]}]}]}";

constexpr double None = -1e9;

} // namespace

/// Scores of the platforms by a model of ours, from the values they are made of: the documented rules of each
/// (docs/health.md, "Scores of platforms"), and Gainsight's documented example.
class TestPlatformScores : public QObject {
    Q_OBJECT
private slots:
    void scores_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QList<double>>("values"); // None: no value, left out
        QTest::addColumn<double>("score");
        QTest::addColumn<QString>("colour");
        // the example of their "Calculation of Measure Group Scores": 2287 / 57 = 40.12, shown as 40
        QTest::newRow("Gainsight, its example") << Gainsight << QList<double>{47, 59, 21} << 40.0 << "red";
        QTest::newRow("Gainsight, NA does not weigh") << Gainsight << QList<double>{80, None, 70} << 75.0 << "yellow";
        QTest::newRow("Gainsight, 50 is red") << Gainsight << QList<double>{50, 50, 50} << 50.0 << "red";
        QTest::newRow("Gainsight, 75 is yellow") << Gainsight << QList<double>{75, 75, 75} << 75.0 << "yellow";
        QTest::newRow("Gainsight, 76 is green") << Gainsight << QList<double>{76, 76, 76} << 76.0 << "green";
        QTest::newRow("Totango, good and average") << Totango << QList<double>{0.7, 1} << 84.0 << "green";
        QTest::newRow("Totango, poor is 0") << Totango << QList<double>{0.3, 0} << 40.0 << "yellow";
        QTest::newRow("Totango, without value") << Totango << QList<double>{None, 3} << 0.0 << "red";
        QTest::newRow("Totango, all good") << TotangoAccount << QList<double>{0.7, 0} << 100.0 << "green";
        QTest::newRow("Totango, one average") << TotangoAccount << QList<double>{0.7, 2} << 60.0 << "yellow";
        QTest::newRow("Totango, any poor") << TotangoAccount << QList<double>{0.7, 3} << 0.0 << "red";
        QTest::newRow("Totango, valued ones only") << TotangoAccount << QList<double>{None, 0} << 100.0 << "green";
        // (2 x 10 + 5 + 0) / 4 = 6.25
        QTest::newRow("Vitally") << Vitally << QList<double>{30, 7, 6} << 62.5 << "yellow";
        QTest::newRow("Vitally, nulls excluded") << Vitally << QList<double>{30, None, 6} << 200 / 3.0 << "yellow";
        QTest::newRow("Planhat, nothing known") << Planhat << QList<double>{None, None, None} << None << "";
        QTest::newRow("Planhat") << Planhat << QList<double>{0.1, 5, 0} << 7.0 << "green"; // 5 + 3 - 2 + 1
        QTest::newRow("Planhat, not above 10") << Planhat << QList<double>{0.1, 10, 0} << 10.0 << "green";
        QTest::newRow("Planhat, not below 0") << Planhat << QList<double>{-0.5, 2, 60} << 0.0 << "red";
        QTest::newRow("ChurnZero, ten posts") << ChurnZero << QList<double>{21, 10} << 100.0 << "green";
        QTest::newRow("ChurnZero, none") << ChurnZero << QList<double>{0, 0} << 0.0 << "red";
        QTest::newRow("ChurnZero, the top belongs to it") << ChurnZero << QList<double>{5, 9} << 50.0 << "yellow";
        QTest::newRow("ChurnZero, above it") << ChurnZero << QList<double>{6, 9} << 60.0 << "yellow";
    }
    void scores()
    {
        QFETCH(QString, model);
        QFETCH(QList<double>, values);
        QFETCH(double, score);
        QFETCH(QString, colour);
        const HealthModel platform = modelOf(model.toStdString());
        std::vector<SignalInput> inputs;
        for (const double value : values)
            inputs.push_back(value == None ? SignalInput{signs::Empty, SignalState::Dropped}
                                           : SignalInput{value, SignalState::Present});
        const Score found = scoreOf(platform, platform.segments[0], inputs, nullptr);
        QVERIFY(std::abs(found.score.value_or(None) - score) < 1e-9);
        QCOMPARE(QString::fromLatin1(portfolio::toString(found.colour)), colour);
    }

    /// Gainsight's measures and its overall score as exported: of the three it has two right, and Cedar's is an old
    /// one.
    void recomputedAgainstTheExport()
    {
        test::ImportedWorkspace data;
        data.file("gs.accounts", "account_id,name\nA,Acme\nB,Birch\nC,Cedar\n");
        data.file("gs.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2026-01-01,,100\n2,B,2026-01-01,,200\n"
            "3,C,2026-01-01,,300\n");
        std::string scores = "account_id,date,model,score\n";
        const auto add = [&](const char *account, int tickets, int time, int frequency, int overall) {
            const std::pair<const char *, int> all[]{
                {"Tickets", tickets}, {"Time to resolve", time}, {"Frequency", frequency}, {"Overall", overall}};
            for (const auto &[measure, score] : all)
                scores += std::string(account) + ",2026-06-30," + measure + ',' + std::to_string(score) + '\n';
        };
        add("A", 47, 59, 21, 40);
        add("B", 90, 80, 70, 80); // (1800 + 1200 + 1540) / 57 = 79.6
        add("C", 30, 30, 30, 60);
        data.file("gs.health_scores", scores);
        data.import("2026-06-30");
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        QVERIFY(history.ok());
        const HealthModel exported = modelOf(
            "{'name': 'Exported', 'bounds': {'yellow': 51, 'green': 76}, 'segments': [{'name': 'All', 'signals': ["
            "{'signal': 'vendor:Overall', 'weight': 1, 'points': [[0, 0], [100, 100]]}]}]}");
        const auto effect = effectOf(exported, modelOf(Gainsight), **history, *Date::fromIso("2026-06-30"));
        QVERIFY(effect.ok());
        QCOMPARE(effect->scores.size(), std::size_t(3));
        QCOMPARE(effect->changed.size(), std::size_t(1));
        const ColourChange &cedar = effect->changed.front();
        QCOMPARE((*history)->accounts().at(cedar.account).name, std::string("Cedar"));
        QCOMPARE(*cedar.before.score, 60.0);
        QCOMPARE(*cedar.after.score, 30.0);
        QCOMPARE(effect->changedArr, std::int64_t(30000));
    }
};

QTEST_GUILESS_MAIN(TestPlatformScores)
#include "tst_platform_scores.moc"
