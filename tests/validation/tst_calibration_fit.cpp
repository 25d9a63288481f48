#include "core/validation/calibration_fit.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace qd;
using namespace qd::validation;
using qd::test::ReferenceTable;

namespace {

CalibrationData referenceData()
{
    const ReferenceTable table("calibration.csv");
    CalibrationData data;
    for (const QString &account : table.texts("account"))
        data.account.push_back(account.toStdString());
    data.event = table.flags("event");
    for (const char *input : {"usage", "tickets", "nps"})
        data.inputs.push_back({input, table.numbers(input)});
    return data;
}

CalibrationFit fitted(const CalibrationData &data, const CalibrationOptions &options)
{
    Progress progress;
    const auto fit = fitCalibration(data, options, progress);
    if (!fit)
        qFatal("%s", fit.error().message.english().c_str());
    return *fit;
}

std::string refused(const CalibrationData &data, const CalibrationOptions &options)
{
    Progress progress;
    const auto fit = fitCalibration(data, options, progress);
    if (fit)
        return {};
    return fit.error().code == ErrorCode::BadData ? fit.error().message.english() : "another code";
}

/// `n` cases, each of an account of its own, half of them events; the input is 0 and 1 in turns within each half.
CalibrationData balanced(int n)
{
    CalibrationData data;
    data.inputs.push_back({"x", {}});
    for (int i = 0; i < n; ++i) {
        data.account.push_back("A" + std::to_string(100 + i));
        data.event.push_back(i < n / 2);
        data.inputs[0].values.push_back(i % 2);
    }
    return data;
}

store::QueryTable tableOf(store::QueryResult result)
{
    auto table = store::QueryTable::of(std::move(result));
    if (!table)
        qFatal("%s", table.error().message.english().c_str());
    return *table;
}

} // namespace

/// The fit as a person gets it: against R (tests/statistics/reference), and by hand.
class TestCalibrationFit : public QObject {
    Q_OBJECT
private slots:
    void givenLambdaAgainstR()
    {
        const ReferenceTable r("calibration_expected.csv");
        const CalibrationFit fit = fitted(referenceData(), {.lambda = 0.1});
        QCOMPARE(fit.n, 240);
        QCOMPARE(fit.lambda, 0.1);
        QVERIFY(fit.tried.empty() && fit.dropped.empty());
        QD_NEAR(fit.intercept, r.value("lambda0.1.intercept"), 1e-8);
        QD_NEAR(fit.deviance, r.value("lambda0.1.deviance"), 1e-9);
        for (const CalibratedInput &input : fit.inputs) {
            const QString name = QString::fromStdString(input.name);
            QD_NEAR(input.coefficient, r.value("lambda0.1." + name), 1e-9);
            QD_NEAR(input.mean, r.value("mean." + name), 1e-12);
            QD_NEAR(input.sd, r.value("sd." + name), 1e-12);
            QD_NEAR(input.beta, input.coefficient * input.sd, 1e-12);
        }
        // -beta in parts of 100: tickets, which raise the risk, get none.
        const double usage = -fit.inputs[0].beta;
        const double nps = -fit.inputs[2].beta;
        QCOMPARE(fit.inputs[0].points, int(std::lround(usage / (usage + nps) * 100)));
        QCOMPARE(fit.inputs[1].points, 0);
        QCOMPARE(fit.inputs[0].points + fit.inputs[2].points, 100);
    }

    void crossValidationAgainstR()
    {
        const ReferenceTable r("calibration_expected.csv");
        const CalibrationFit fit = fitted(referenceData(), {});
        QCOMPARE(fit.tried.size(), std::size_t(21));
        double least = 1e300;
        double best = 0;
        for (int step = 0; step <= 20; ++step) {
            const double expected = r.value(QStringLiteral("cv.%1").arg(step));
            QD_NEAR(fit.tried[std::size_t(step)].lambda, std::pow(10.0, -4 + step / 4.0), 1e-15);
            QD_NEAR(fit.tried[std::size_t(step)].deviance, expected, 1e-9);
            if (expected < least) {
                least = expected;
                best = std::pow(10.0, -4 + step / 4.0);
            }
        }
        QD_NEAR(fit.lambda, best, 1e-15);
        const CalibrationFit same = fitted(referenceData(), {.lambda = fit.lambda});
        QCOMPARE(same.deviance, fit.deviance);
        QCOMPARE(same.intercept, fit.intercept);
    }

    void monotoneAgainstR()
    {
        const ReferenceTable r("calibration_expected.csv");
        const CalibrationFit fit = fitted(referenceData(), {.lambda = 0.01, .monotone = true});
        QD_NEAR(fit.intercept, r.value("monotone0.01.intercept"), 1e-8);
        QD_NEAR(fit.inputs[0].coefficient, r.value("monotone0.01.usage"), 1e-9);
        QVERIFY(fit.inputs[1].beta == 0 && fit.inputs[1].coefficient == 0);
        QD_NEAR(fit.inputs[2].coefficient, r.value("monotone0.01.nps"), 1e-9);
        QD_NEAR(fit.deviance, r.value("monotone0.01.deviance"), 1e-9);
    }

    void orderNeverMatters()
    {
        const CalibrationData data = referenceData();
        const CalibrationFit expected = fitted(data, {});
        std::vector<std::size_t> order(data.account.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::mt19937 random(7);
        for (int round = 0; round < 3; ++round) {
            std::shuffle(order.begin(), order.end(), random);
            CalibrationData shuffled;
            for (const auto &input : data.inputs)
                shuffled.inputs.push_back({input.name, {}});
            for (const std::size_t i : order) {
                shuffled.account.push_back(data.account[i]);
                shuffled.event.push_back(data.event[i]);
                for (std::size_t j = 0; j < data.inputs.size(); ++j)
                    shuffled.inputs[j].values.push_back(data.inputs[j].values[i]);
            }
            const CalibrationFit fit = fitted(shuffled, {});
            QCOMPARE(fit.intercept, expected.intercept);
            QCOMPARE(fit.lambda, expected.lambda);
            for (std::size_t i = 0; i < fit.tried.size(); ++i)
                QCOMPARE(fit.tried[i].deviance, expected.tried[i].deviance);
        }
    }

    /// Inputs without any say: all lambdas give the same deviance, so the largest is taken.
    void equalDeviancesTakeTheLargestLambda()
    {
        CalibrationData data = balanced(40);
        std::fill(data.inputs[0].values.begin(), data.inputs[0].values.end(), 3.0);
        const CalibrationFit fit = fitted(data, {});
        QCOMPARE(fit.lambda, 10.0);
        QCOMPARE(fit.dropped, std::vector<std::string>{"x"});
        QVERIFY(fit.inputs.empty());
        QD_NEAR(fit.deviance, 2 * std::log(2.0), 1e-12);
        QD_NEAR(fit.intercept, 0.0, 1e-12);
    }

    void constantInputsAreNamed()
    {
        CalibrationData data = referenceData();
        data.inputs.insert(data.inputs.begin() + 1, {"plan", std::vector<double>(data.event.size(), 0.1)});
        const CalibrationFit fit = fitted(data, {.lambda = 0.1});
        QCOMPARE(fit.dropped, std::vector<std::string>{"plan"});
        QCOMPARE(fit.inputs.size(), std::size_t(3));
        const CalibrationFit without = fitted(referenceData(), {.lambda = 0.1});
        QCOMPARE(fit.intercept, without.intercept);
        QCOMPARE(fit.inputs[1].name, std::string("tickets"));
    }

    /// The same input three times: thirds of 100, of which the first is rounded up.
    void pointsByLargestRemainder()
    {
        CalibrationData data = referenceData();
        data.inputs.resize(1);
        data.inputs.push_back({"again", data.inputs[0].values});
        data.inputs.push_back({"and again", data.inputs[0].values});
        const CalibrationFit fit = fitted(data, {.lambda = 0.1});
        QCOMPARE(fit.inputs[0].points, 34);
        QCOMPARE(fit.inputs[1].points, 33);
        QCOMPARE(fit.inputs[2].points, 33);
    }

    void noPointsWithoutABetaBelowZero()
    {
        CalibrationData data = referenceData();
        data.inputs.erase(data.inputs.begin());
        data.inputs.resize(1); // tickets
        QCOMPARE(fitted(data, {.lambda = 0.01}).inputs[0].points, 0);
        QCOMPARE(fitted(data, {.lambda = 0.01, .monotone = true}).inputs[0].points, 0);
    }

    void refusals()
    {
        CalibrationData few = balanced(20);
        QVERIFY(refused(few, {.lambda = 1.0}).empty()); // ten of each are enough
        few.event[0] = false;
        QVERIFY(refused(few, {.lambda = 1.0}).find("9 cases with the event and 11 without") != std::string::npos);
        few.event.flip();
        QVERIFY(refused(few, {.lambda = 1.0}).find("11 cases with the event and 9 without") != std::string::npos);

        CalibrationData apart = balanced(40);
        for (std::size_t i = 0; i < 40; ++i)
            apart.inputs[0].values[i] = apart.event[i] ? 10.0 : 60.0;
        QVERIFY(refused(apart, {.lambda = 0.0}).find("without an error") != std::string::npos);
        QVERIFY(refused(apart, {.lambda = 0.01}).empty());
        QVERIFY(refused(apart, {}).empty());

        CalibrationData twice = referenceData();
        twice.inputs.push_back({"twice", twice.inputs[0].values});
        for (double &value : twice.inputs.back().values)
            value *= 2;
        QVERIFY(refused(twice, {.lambda = 0.0}).find("input twice follows") != std::string::npos);
        QVERIFY(refused(twice, {.lambda = 0.01}).empty());

        CalibrationData one = balanced(40); // all events of one account: no training part without it has any
        for (std::size_t i = 0; i < 20; ++i)
            one.account[i] = "A000";
        QVERIFY(refused(one, {}).find("fold 1 of 5") != std::string::npos);
        QVERIFY(refused(one, {.lambda = 0.1}).empty());
        one.account.assign(one.account.size(), "A000"); // nobody is left to fit to
        QVERIFY(refused(one, {}).find("fold 1 of 5") != std::string::npos);
    }

    void queries()
    {
        store::QueryResult result{{"nps", "EVENT", "account", "Usage"}, {{3, 1, 7, "0.50"}, {4.5, "0", "B", 2}}};
        const auto data = calibrationDataOf(tableOf(result));
        QVERIFY(data);
        QCOMPARE(data->account, (std::vector<std::string>{"7", "B"}));
        QCOMPARE(data->event, (std::vector<bool>{true, false}));
        QCOMPARE(data->inputs.size(), std::size_t(2));
        QCOMPARE(data->inputs[0].name, std::string("Usage")); // in byte order
        QCOMPARE(data->inputs[0].values, (std::vector<double>{0.5, 2}));
        QCOMPARE(data->inputs[1].values, (std::vector<double>{3, 4.5}));
    }

    void queriesThatAreRefused_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("said");
        QTest::newRow("no account") << QStringList{"event", "x"} << "[1, 2]"
                                    << "no column account, only: event, x";
        QTest::newRow("no event") << QStringList{"account", "events", "x"} << "[\"A\", 1, 2]"
                                  << "did you mean events?";
        QTest::newRow("no inputs") << QStringList{"account", "event"} << "[\"A\", 1]"
                                   << "gives no inputs";
        QTest::newRow("event of 2") << QStringList{"account", "event", "x"} << "[\"A\", 2, 2]"
                                    << "Row 1 of the query: event is \"2\"; it must be 0 or 1.";
        QTest::newRow("no number") << QStringList{"account", "event", "x"} << "[\"A\", 1, \"high\"]"
                                   << "Row 1 of the query: x is \"high\"; it must be a number.";
        QTest::newRow("empty input") << QStringList{"account", "event", "x"} << "[\"A\", 1, null]"
                                     << "Row 1 of the query: x is empty; it must be a number.";
        QTest::newRow("empty account") << QStringList{"account", "event", "x"} << "[\"\", 1, 1]"
                                       << "Row 1 of the query: account is empty; it must be the account's id.";
    }
    void queriesThatAreRefused()
    {
        QFETCH(QStringList, columns);
        QFETCH(QString, row);
        QFETCH(QString, said);
        store::QueryResult result;
        for (const QString &column : columns)
            result.columns.push_back(column.toStdString());
        result.rows.push_back(nlohmann::json::parse(row.toStdString()).get<std::vector<nlohmann::json>>());
        const auto data = calibrationDataOf(tableOf(result));
        QVERIFY(!data);
        QVERIFY(data.error().code == ErrorCode::BadData);
        const QString message = QString::fromStdString(data.error().message.english());
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void canBeStopped()
    {
        Progress progress;
        progress.cancel();
        const auto fit = fitCalibration(referenceData(), {}, progress);
        QVERIFY(!fit && fit.error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCalibrationFit)
#include "tst_calibration_fit.moc"
