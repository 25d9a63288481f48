#include "core/validation/held_out.h"

#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::validation;

namespace {

constexpr int Accounts = 50;

std::string idOf(int i)
{
    return "A" + std::to_string(100 + i);
}

/// Case of account i: three in seven are events, which have a lower x, and a somewhat lower y.
void add(CalibrationData &data, int i)
{
    const bool event = i % 7 < 3;
    data.account.push_back(idOf(i));
    data.event.push_back(event);
    data.inputs[0].values.push_back((event ? 30 : 60) + (i * 7) % 40);
    data.inputs[1].values.push_back((i * 13) % 50 + (event ? 0 : 20));
}

CalibrationData empty()
{
    CalibrationData data;
    data.inputs = {{"x", {}}, {"y", {}}};
    return data;
}

template <typename T>
T taken(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

} // namespace

/// What weights are worth on cases they were not fitted to.
class TestHeldOut : public QObject {
    Q_OBJECT
private slots:
    void folds() { QCOMPARE(foldsOf({"b", "a", "b", "c", "d", "e", "f"}), (std::vector<int>{1, 0, 1, 2, 3, 4, 0})); }

    /// Each case is scored by a fit of the cases of all other folds, done here one by one; the order does not matter.
    void scoresByOtherFolds()
    {
        CalibrationData data = empty();
        for (int i = 0; i < Accounts; ++i)
            add(data, (i * 17) % Accounts);
        Progress progress;
        const CalibrationOptions options{.lambda = 0.1, .monotone = true};
        const auto scores = taken(heldOutScores(data, options, progress));
        QCOMPARE(scores.size(), std::size_t(Accounts));
        for (int fold = 0; fold < 5; ++fold) {
            CalibrationData others = empty();
            for (int i = 0; i < Accounts; ++i) {
                if (i % 5 != fold)
                    add(others, i);
            }
            const CalibrationFit fit = taken(fitCalibration(others, options, progress));
            QCOMPARE(fit.n, 40);
            const int x = fit.inputs[0].points;
            QCOMPARE(x + fit.inputs[1].points, 100);
            for (std::size_t i = 0; i < scores.size(); ++i) {
                const int account = std::stoi(data.account[i].substr(1)) - 100;
                if (account % 5 == fold)
                    QCOMPARE(scores[i], (x * data.inputs[0].values[i] + (100 - x) * data.inputs[1].values[i]) / 100);
            }
        }
    }

    /// Without fold 2, of accounts 1, 6, 11, 16 and 21, only 9 of the 12 events are left: nothing is said, and no case
    /// is judged by what it was fitted to.
    void tooFewWithoutAFold()
    {
        CalibrationData data = empty();
        for (int i = 0; i < 25; ++i)
            add(data, i);
        Progress progress;
        QVERIFY(fitCalibration(data, {.lambda = 0.1}, progress).ok());
        const auto scores = heldOutScores(data, {.lambda = 0.1}, progress);
        QVERIFY(!scores.ok());
        QCOMPARE(scores.error().code, ErrorCode::BadData);
    }

    void noPoints()
    {
        CalibrationData data = empty();
        for (int i = 0; i < Accounts; ++i)
            add(data, i);
        for (auto &input : data.inputs) {
            for (double &value : input.values)
                value = -value; // good scores foretell losses
        }
        Progress progress;
        const auto scores = heldOutScores(data, {.lambda = 0.1, .monotone = true}, progress);
        QVERIFY(!scores.ok());
        QVERIFY(scores.error().message.english().find("fold 1 of 5") != std::string::npos);
    }

    void weights()
    {
        CalibrationData data = empty();
        data.account = {"a", "b"};
        data.event = {true, false};
        data.inputs[0].values = {10, 40};
        data.inputs[1].values = {90, 0};
        QCOMPARE(weightedScores(data, {{"x", 3}, {"y", 1}, {"z", 50}}), (std::vector<double>{30, 30}));
        QCOMPARE(weightedScores(data, {{"y", 2}}), (std::vector<double>{90, 0}));
        QCOMPARE(weightedScores(data, {{"x", 0}}), (std::vector<double>{0, 0}));
    }

    void trial()
    {
        std::vector<double> right;
        std::vector<double> half;
        std::vector<bool> event;
        for (int i = 0; i < 20; ++i) {
            event.push_back(i < 10);
            right.push_back(i);
            half.push_back(i % 2);
        }
        const ScoreTrial found = compareScores(right, half, event);
        QCOMPARE(found.n, 20);
        QCOMPARE(found.events, 10);
        QCOMPARE(found.proposed->area, 1.0); // low scores are risk
        QCOMPARE(found.present->area, 0.5);
        QCOMPARE(*found.difference, 0.5);
        QCOMPARE(*compareScores(half, right, event).difference, -0.5);
        QVERIFY(found.test && found.test->p < 0.01);
        event[0] = false;
        const ScoreTrial few = compareScores(right, half, event);
        QCOMPARE(few.events, 9);
        QVERIFY(!few.proposed && !few.difference && !few.test);
    }

    void pointsByInput()
    {
        CalibrationFit fit;
        fit.inputs.resize(2);
        fit.inputs[0].name = "x";
        fit.inputs[0].points = 70;
        fit.inputs[1].name = "y";
        fit.inputs[1].points = 30;
        QVERIFY(pointsOf(fit) == (InputWeights{{"x", 70}, {"y", 30}}));
        QVERIFY(pointsOf({}).empty());
    }
};

QTEST_GUILESS_MAIN(TestHeldOut)
#include "tst_held_out.moc"
