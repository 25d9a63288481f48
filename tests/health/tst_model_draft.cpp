#include "core/health/model_draft.h"
#include "core/health/model_text.h"

#include <QtTest>

using namespace qd;
using namespace qd::health;

namespace {

const char *const House = R"({"name": "House", "coverage_min": 0.65, "bounds": {"yellow": 49.5, "green": 75},
    "round": 1, "segments": [
    {"name": "Enterprise", "when": [{"field": "segment", "any_of": ["Enterprise"]}, {"field": "arr", "at_least": 500}],
     "signals": [
        {"signal": "usage_trend", "weight": 30.5, "points": [[-0.5, 0], [0.07, 60], [0.25, 100]], "missing": "last:14"},
        {"signal": "tickets_90", "weight": 20, "steps": [[2, 100], [5, 60], [null, 10]]}]},
    {"name": "Rest", "signals": [{"signal": "vendor:Scorecard 2", "weight": 1, "steps": [[50, 20], [null, 90]],
        "missing": "worst"}]}]})";

HealthModel house()
{
    auto model = healthModelFromText(House);
    if (!model)
        qFatal("%s", model.error().message.english().c_str());
    return std::move(*model);
}

QString cellOf(const DraftSignal &row)
{
    return QString::fromStdString(row.signal + " | " + row.weight + " | " + row.bands + " | " + row.missing);
}

} // namespace

/// A model as texts that a person types, and what is said of those that are wrong.
class TestModelDraft : public QObject {
    Q_OBJECT
private slots:
    void isWritten()
    {
        const ModelDraft draft = draftOf(house());
        QCOMPARE(QString::fromStdString(draft.coverageMin), QStringLiteral("65%"));
        QCOMPARE(QString::fromStdString(draft.yellow), QStringLiteral("49.5"));
        QCOMPARE(
            cellOf(draft.rows[0][0]), QStringLiteral("usage_trend | 30.5 | -50% = 0; 7% = 60; 25% = 100 | last:14"));
        QCOMPARE(cellOf(draft.rows[0][1]), QStringLiteral("tickets_90 | 20 | 2: 100; 5: 60; *: 10 | drop"));
        QCOMPARE(cellOf(draft.rows[1][0]), QStringLiteral("vendor:Scorecard 2 | 1 | 50: 20; *: 90 | worst"));
    }

    /// Through the cells and through M.json a model stays what it is.
    void isReadBack()
    {
        const HealthModel model = house();
        const ReadDraft read = readDraft(draftOf(model));
        QVERIFY(read.model && read.faults.empty());
        const std::string text = textOf(*read.model);
        QCOMPARE(text, textOf(model));
        const auto again = healthModelFromText(text);
        QVERIFY2(again.ok(), text.c_str());
        QCOMPARE(textOf(*again), text);
        const HealthSegment &first = again->segments[0];
        QCOMPARE(first.when, model.segments[0].when);
        QCOMPARE(first.measures[0].points[1].value, 0.07);
        QCOMPARE(first.measures[0].lastDays, 14);
        QVERIFY(!first.measures[1].steps[2].limit);
        QCOMPARE(again->round, std::optional(1));
        QCOMPARE(again->yellow, 49.5);
        QCOMPARE(again->coverageMin, 0.65);
        QVERIFY(QByteArray(text.c_str()).contains("\"weight\": 20,")); // not 20.0
    }

    void ofOtherTypes()
    {
        const auto model = healthModelFromText(R"({"name": "P", "type": "points", "start": 10, "min": -5, "max": 60,
            "segments": [{"name": "All", "signals": [{"signal": "nps", "steps": [[6, -20], [null, 30]]}]}]})");
        QVERIFY(model.ok());
        const ReadDraft read = readDraft(draftOf(*model));
        QVERIFY(read.model);
        QCOMPARE(read.model->type, ModelType::Points);
        QCOMPARE(read.model->start, 10.0);
        QCOMPARE(read.model->lowest, -5.0);
        QCOMPARE(read.model->highest, 60.0);
        QCOMPARE(textOf(*read.model), textOf(*model));
    }

    void isTyped_data()
    {
        QTest::addColumn<QString>("bands");
        QTest::addColumn<QString>("written");
        QTest::newRow("as it is written") << "2: 100; *: 10"
                                          << "2: 100; *: 10";
        QTest::newRow("without blanks") << "2:100;*:10"
                                        << "2: 100; *: 10";
        QTest::newRow("a semicolon at the end") << " 2 : 100 ; * : 10 ; "
                                                << "2: 100; *: 10";
        QTest::newRow("a minus of tables") << QStringLiteral("\u22122 = 0; 5 = 100") << "-2 = 0; 5 = 100";
        QTest::newRow("percent where numbers are meant") << "200%: 100; *: 10"
                                                         << "2: 100; *: 10";
    }
    void isTyped()
    {
        QFETCH(QString, bands);
        ModelDraft draft = draftOf(house());
        draft.rows[0][1].bands = bands.toStdString();
        draft.rows[0][1].missing = " neutral ";
        const ReadDraft read = readDraft(draft);
        QVERIFY(read.model);
        const DraftSignal row = draftOf(*read.model).rows[0][1];
        QTEST(QString::fromStdString(row.bands), "written");
        QCOMPARE(row.missing, std::string("neutral"));
    }

    void faultsAreNamed_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("sentence");
        const QString row = QStringLiteral("/segments/0/signals/1");
        QTest::newRow("a signal there is not") << "signal"
                                               << "tickets_9" << row + "/signal"
                                               << "signal tickets_9 of segment Enterprise: there is no signal of that "
                                                  "name; did you mean tickets_90?";
        QTest::newRow("no signal") << "signal"
                                   << "" << row + "/signal"
                                   << "signal 2 of segment Enterprise: there is";
        QTest::newRow("twice") << "signal"
                               << "usage_trend" << row + "/signal"
                               << "stands twice";
        QTest::newRow("a word for a weight") << "weight"
                                             << "much" << row + "/weight"
                                             << "has the weight \"much\"; write a number";
        QTest::newRow("a weight below 0") << "weight"
                                          << "-1" << row + "/weight"
                                          << "it must be 0 or more";
        QTest::newRow("infinite") << "weight"
                                  << "inf" << row + "/weight"
                                  << "write a number";
        QTest::newRow("no band") << "bands"
                                 << "2: 100; rest: 10" << row + "/bands"
                                 << "has the band \"rest: 10\"";
        QTest::newRow("a band without a score") << "bands"
                                                << "2" << row + "/bands"
                                                << "has the band \"2\"";
        QTest::newRow("all that is left, of a line") << "bands"
                                                     << "* = 5" << row + "/bands"
                                                     << "has the band \"* = 5\"";
        QTest::newRow("no bands") << "bands"
                                  << " " << row << "gives no scores";
        QTest::newRow("a hole") << "bands"
                                << "2: 100; 5: 60" << row + "/steps/1"
                                << "leave a hole above 5";
        QTest::newRow("overlapping") << "bands"
                                     << "5: 100; 2: 60; *: 10" << row + "/steps/1"
                                     << "overlap";
        QTest::newRow("steps and points") << "bands"
                                          << "5 = 100; *: 10" << row << "both steps and points";
        QTest::newRow("a score above 100") << "bands"
                                           << "2: 101; *: 10" << row + "/steps/0"
                                           << "scores are 0 to 100";
        QTest::newRow("a rule there is not") << "missing"
                                             << "last:0" << row + "/missing"
                                             << "signal tickets_90 of segment Enterprise has missing \"last:0\"";
        QTest::newRow("coverage above all") << "coverage"
                                            << "120%"
                                            << "/coverage_min"
                                            << "a share from 0 to 1";
        QTest::newRow("a bound that is no number") << "yellow"
                                                   << "x"
                                                   << "/bounds"
                                                   << "yellow is \"x\"";
        QTest::newRow("a bound in percent") << "yellow"
                                            << "50%"
                                            << "/bounds"
                                            << "yellow is \"50%\"";
        QTest::newRow("a weight in percent") << "weight"
                                             << "30%" << row + "/weight"
                                             << "has the weight \"30%\"; write a number";
        QTest::newRow("a score in percent") << "bands"
                                            << "2: 100%; *: 10" << row + "/bands"
                                            << "has the band \"2: 100%\"";
        QTest::newRow("bounds that overlap") << "yellow"
                                             << "80"
                                             << "/bounds"
                                             << "bounds overlap";
        QTest::newRow("no weight at all") << "weights"
                                          << "0"
                                          << "/segments/0/signals"
                                          << "the weights of segment Enterprise add up to 0";
    }
    void faultsAreNamed()
    {
        QFETCH(QString, cell);
        QFETCH(QString, typed);
        ModelDraft draft = draftOf(house());
        const std::string text = typed.toStdString();
        DraftSignal &row = draft.rows[0][1];
        if (cell == QStringLiteral("signal"))
            row.signal = text;
        else if (cell == QStringLiteral("weight"))
            row.weight = text;
        else if (cell == QStringLiteral("bands"))
            row.bands = text;
        else if (cell == QStringLiteral("missing"))
            row.missing = text;
        else if (cell == QStringLiteral("coverage"))
            draft.coverageMin = text;
        else if (cell == QStringLiteral("yellow"))
            draft.yellow = text;
        else
            row.weight = draft.rows[0][0].weight = text;
        const ReadDraft read = readDraft(draft);
        QVERIFY(!read.model);
        QVERIFY(!read.faults.empty());
        QTEST(QString::fromStdString(read.faults.front().path), "path");
        QFETCH(QString, sentence);
        const QString said = QString::fromStdString(read.faults.front().sentence.english());
        QVERIFY2(said.contains(sentence), qPrintable(said));
    }

    void missingRules()
    {
        SignalModel signal;
        QCOMPARE(missingText(signal), std::string("drop"));
        signal.missing = MissingRule::Last;
        signal.lastDays = 14;
        QCOMPARE(missingText(signal), std::string("last:14"));
        const auto choice = missingChoice("last:14");
        QVERIFY(choice && choice->rule == MissingRule::Last);
        QCOMPARE(choice->lastDays, 14);
        QVERIFY(missingChoice("worst")->rule == MissingRule::Worst);
        QVERIFY(missingChoice("neutral")->rule == MissingRule::Neutral);
        QCOMPARE(missingChoice("last:3660")->lastDays, 3660); // ten years
        for (const char *no : {"last:3661", "last:0", "last:", "last:1.5", "last:1d", "Drop", ""})
            QVERIFY2(!missingChoice(no), no);
    }

    /// One look names everything that cannot be read.
    void allFaultsAreNamed()
    {
        ModelDraft draft = draftOf(house());
        draft.rows[0][0].weight = "x";
        draft.rows[1][0].bands = "y";
        draft.green = "z";
        const ReadDraft read = readDraft(draft);
        QCOMPARE(read.faults.size(), std::size_t(3));
        QCOMPARE(read.faults[2].path, std::string("/segments/1/signals/0/bands"));
    }
};

QTEST_GUILESS_MAIN(TestModelDraft)
#include "tst_model_draft.moc"
