#include "core/validation/query_cases.h"
#include "core/validation/validation.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace qd;
using namespace qd::validation;
using qd::test::ReferenceTable;

namespace {

std::vector<Case> referenceCases()
{
    const ReferenceTable table("cases.csv");
    const auto scores = table.numbers("score");
    const auto events = table.flags("event");
    const auto probabilities = table.numbers("prob");
    const auto flags = table.flags("flagged");
    const auto weights = table.numbers("weight");
    const auto groups = table.texts("grp");
    std::vector<Case> cases;
    for (std::size_t i = 0; i < scores.size(); ++i)
        cases.push_back({scores[i], events[i], probabilities[i], flags[i], weights[i], false, groups[i].toStdString()});
    return cases;
}

/// `events` cases with the event and `others` without, scored by turns, nothing else known.
std::vector<Case> plain(int events, int others)
{
    std::vector<Case> cases;
    for (int i = 0; i < events + others; ++i)
        cases.push_back({.score = i % 4, .event = i < events});
    return cases;
}

Result<QueryCases> casesOf(const QStringList &columns, const char *rows)
{
    store::QueryResult result;
    for (const QString &column : columns)
        result.columns.push_back(column.toStdString());
    result.rows = nlohmann::json::parse(rows).get<std::vector<std::vector<nlohmann::json>>>();
    const auto table = store::QueryTable::of(std::move(result));
    return table ? validation::casesOf(*table) : Result<QueryCases>(table.error());
}

template <typename T>
QString saidOf(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message.english());
}

} // namespace

class TestValidation : public QObject {
    Q_OBJECT
private slots:
    void againstR()
    {
        const ReferenceTable r("validation_expected.csv");
        const auto rows = validate(referenceCases(), true, {});
        QCOMPARE(rows.size(), std::size_t(4));
        const QStringList groups{"total", "East", "North", "West"};
        int n = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const QString prefix = groups[int(i)] + '.';
            QCOMPARE(QString::fromStdString(rows[i].group), groups[int(i)]);
            QVERIFY(rows[i].figures);
            const ModelFigures &figures = *rows[i].figures;
            QD_NEAR(figures.auc.value(), r.value(prefix + "auc"), 1e-12);
            QD_NEAR(figures.aucInterval->first, r.value(prefix + "auc_lower"), 1e-12);
            QD_NEAR(figures.aucInterval->second, r.value(prefix + "auc_upper"), 1e-12);
            QD_NEAR(figures.ks.value(), r.value(prefix + "ks"), 1e-12);
            QD_NEAR(figures.brier.value(), r.value(prefix + "brier"), 1e-12);
            QD_NEAR(figures.logLoss.value(), r.value(prefix + "log_loss"), 1e-12);
            QD_NEAR(figures.calibration->slope.value(), r.value(prefix + "slope"), 1e-9);
            QCOMPARE(figures.lift.size(), std::size_t(10));
            n += i > 0 ? rows[i].n : 0;
        }
        QCOMPARE(n, rows[0].n);
    }

    /// Of 20 cases 8 are flagged, 6 of them rightly of 10 events.
    void flagsByHand()
    {
        std::vector<Case> cases = plain(10, 10);
        for (std::size_t i = 0; i < cases.size(); ++i)
            cases[i].flagged = i < 6 || i == 15 || i == 18;
        const auto figures = validate(cases, false, {})[0].figures.value();
        QCOMPARE(figures.precision.value(), 6.0 / 8);
        QCOMPARE(figures.recall.value(), 0.6);
        QCOMPARE(figures.shareFlagged.value(), 0.4);
        for (Case &one : cases)
            one.flagged = false;
        const auto none = validate(cases, false, {})[0].figures.value();
        QVERIFY(!none.precision);
        QCOMPARE(none.recall.value(), 0.0);
        QCOMPARE(none.shareFlagged.value(), 0.0);
    }

    void whatIsNotThereIsMissing()
    {
        const auto figures = validate(plain(10, 10), false, {})[0].figures.value();
        QVERIFY(figures.auc && figures.ks);
        QVERIFY(!figures.precision && !figures.recall && !figures.shareFlagged);
        QVERIFY(!figures.brier && !figures.logLoss && !figures.calibration);
        QVERIFY(!figures.lift[0].capturedWeight && figures.lift[0].captured);
    }

    void fewEvents_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("others");
        QTest::addColumn<int>("least");
        QTest::addColumn<bool>("few");
        QTest::newRow("ten of each") << 10 << 10 << 10 << false;
        QTest::newRow("nine events") << 9 << 30 << 10 << true;
        QTest::newRow("nine others") << 30 << 9 << 10 << true;
        QTest::newRow("as many as asked") << 3 << 4 << 3 << false;
        QTest::newRow("one fewer than asked") << 2 << 4 << 3 << true;
        QTest::newRow("none asked, none there") << 0 << 4 << 0 << false;
    }
    void fewEvents()
    {
        QFETCH(int, events);
        QFETCH(int, others);
        QFETCH(int, least);
        QFETCH(bool, few);
        const auto row = validate(plain(events, others), false, {.minEvents = least})[0];
        QCOMPARE(row.n, events + others);
        QCOMPARE(row.events, events);
        QCOMPARE(!row.figures, few);
        if (events == 0)
            QVERIFY(!row.figures->auc && !row.figures->ks && !row.figures->lift[0].lift);
    }

    void leftOutAndCounted()
    {
        std::vector<Case> cases = plain(12, 12);
        cases[0].score.reset();
        cases[1].underNotice = true;
        cases[13].underNotice = true;
        cases[2].score.reset();
        cases[2].underNotice = true;
        cases[0].group = "a";
        const auto rows = validate(cases, true, {});
        QCOMPARE(rows[0].n, 20);
        QCOMPARE(rows[0].events, 9);
        QCOMPARE(rows[0].unscored, 1);
        QCOMPARE(rows[0].underNotice, 3);
        QCOMPARE(rows[2].group, std::string("a"));
        QCOMPARE(rows[2].n, 0);
        QCOMPARE(rows[2].unscored, 1);
        QVERIFY(!rows[2].figures);
    }

    /// Turned round, scores say the opposite.
    void highIsRisk()
    {
        const auto low = validate(referenceCases(), false, {})[0].figures.value();
        const auto high = validate(referenceCases(), false, {.highIsRisk = true})[0].figures.value();
        QD_NEAR(high.auc.value(), 1 - low.auc.value(), 1e-12);
        QCOMPARE(high.ks.value(), low.ks.value());
        QVERIFY(low.lift[0].lift.value() > 1 && high.lift[0].lift.value() < 1);
        QCOMPARE(high.precision, low.precision);
    }

    void orderNeverMatters()
    {
        std::vector<Case> cases = referenceCases();
        const auto expected = validate(cases, true, {});
        std::mt19937 random(11);
        for (int round = 0; round < 5; ++round) {
            std::shuffle(cases.begin(), cases.end(), random);
            const auto rows = validate(cases, true, {});
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const ModelFigures &a = *rows[i].figures;
                const ModelFigures &b = *expected[i].figures;
                QVERIFY(
                    a.auc == b.auc && a.aucInterval == b.aucInterval && a.logLoss == b.logLoss && a.brier == b.brier);
                QVERIFY(a.calibration->slope == b.calibration->slope);
                for (std::size_t k = 0; k < a.lift.size(); ++k)
                    QVERIFY(
                        a.lift[k].events == b.lift[k].events && a.lift[k].capturedWeight == b.lift[k].capturedWeight);
            }
        }
    }

    void fairness()
    {
        std::vector<Case> cases;
        for (int i = 0; i < 16; ++i) // group b: 12 events, 9 of them flagged, 1 of 4 others
            cases.push_back({.score = 1, .event = i < 12, .flagged = i < 9 || i == 12, .group = "b"});
        cases.push_back({.score = 1, .event = true, .flagged = false, .group = "a"});
        cases.push_back({.event = true, .group = "a"}); // unscored
        const auto rows = fairnessOf(cases);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].group, std::string("a"));
        QCOMPARE(rows[0].n, 1);
        QVERIFY(rows[0].few && !rows[0].precision);
        QCOMPARE(rows[0].recall.value(), 0.0);
        QVERIFY(!rows[1].few);
        QCOMPARE(rows[1].precision.value(), 0.9);
        QCOMPARE(rows[1].shareFlagged.value(), 10.0 / 16);
        QD_NEAR(rows[1].recallInterval->first, 0.468, 5e-4); // Wilson of 9 of 12
        QD_NEAR(rows[1].recallInterval->second, 0.911, 5e-4);
        cases[3].flagged.reset();
        const auto unknown = fairnessOf(cases); // one is neither flagged nor not: what needs to know has no value
        QCOMPARE(unknown.size(), std::size_t(2));
        QCOMPARE(unknown[1].n, 16);
        QCOMPARE(unknown[1].events, 12);
        QVERIFY(!unknown[1].few && unknown[0].few);
        QVERIFY(!unknown[1].shareFlagged && !unknown[1].precision && !unknown[1].recall && !unknown[1].recallInterval);
        QVERIFY(fairnessOf({}).empty());
    }

    void queries()
    {
        const auto all = casesOf({"score", "event", "prob", "flagged", "weight", "grp", "note"},
            R"([[1.5, 1, "0.250", 1, 10, "b", "x"], [null, 0, null, null, null, null, 1], ["2", "0", 1, 0, 0, 7, null]])");
        QVERIFY2(all, qPrintable(saidOf(all)));
        QVERIFY(all->grouped);
        QCOMPARE(all->unused, std::vector<std::string>{"note"});
        QCOMPARE(all->cases[0].score.value(), 1.5);
        QCOMPARE(all->cases[0].probability.value(), 0.25);
        QVERIFY(all->cases[0].event && all->cases[0].flagged.value());
        QVERIFY(!all->cases[1].score && !all->cases[1].probability);
        QCOMPARE(all->cases[1].group, std::string("(none)"));
        QCOMPARE(all->cases[2].score.value(), 2.0);
        QCOMPARE(all->cases[2].group, std::string("7"));

        const auto bare = casesOf({"EVENT", "Score", "prob"}, "[[1, 1, null], [0, 2, \"\"]]");
        QVERIFY2(bare, qPrintable(saidOf(bare)));
        QVERIFY(!bare->grouped && !bare->cases[0].probability); // a column that is empty is none
        QVERIFY(casesOf({"score", "event"}, "[]")->cases.empty());
    }

    void queriesThatAreRefused_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("said");
        const QStringList plain{"score", "event", "prob"};
        QTest::newRow("no score") << QStringList{"points", "event"} << "[[1, 1]]"
                                  << "The query has no column score, only: points, event. Name it with AS.";
        QTest::newRow("near") << QStringList{"scores", "event"} << "[[1, 1]]"
                              << "did you mean scores?";
        QTest::newRow("twice") << QStringList{"score", "event", "Event"} << "[[1, 1, 1]]"
                               << "two columns called Event";
        QTest::newRow("score") << plain << "[[1, 1, 0.5], [\"n/a\", 1, 0.5]]"
                               << "Row 2 of the query: score is \"n/a\"; it must be a number.";
        QTest::newRow("infinite") << plain << "[[\"inf\", 1, 0.5]]"
                                  << "score is \"inf\"";
        QTest::newRow("half a number") << plain << "[[\"12x\", 1, 0.5]]"
                                       << "score is \"12x\"";
        QTest::newRow("event") << plain << "[[1, 0.5, 0.5]]"
                               << "Row 1 of the query: event is \"0.5\"; it must be 0 or 1.";
        QTest::newRow("no event") << plain << "[[1, null, 0.5]]"
                                  << "event is empty; it must be 0 or 1.";
        QTest::newRow("prob above 1") << plain << "[[1, 1, 1.01]]"
                                      << "prob is \"1.01\"; it must be a number from 0 to 1.";
        QTest::newRow("prob below 0") << plain << "[[1, 1, -0.01]]"
                                      << "prob is \"-0.01\"";
        QTest::newRow("some prob missing") << plain << "[[1, 1, 0.5], [1, 0, null]]"
                                           << "Row 2 of the query: prob is empty";
        QTest::newRow("flagged") << QStringList{"score", "event", "flagged"} << "[[1, 1, \"red\"]]"
                                 << "flagged is \"red\"; it must be 0 or 1.";
        QTest::newRow("weight") << QStringList{"score", "event", "weight"} << "[[1, 1, -1]]"
                                << "weight is \"-1\"; it must be a number of 0 or more.";
    }
    void queriesThatAreRefused()
    {
        QFETCH(QStringList, columns);
        QFETCH(QString, rows);
        QFETCH(QString, said);
        const auto cases = casesOf(columns, rows.toUtf8().constData());
        QVERIFY2(saidOf(cases).contains(said), qPrintable(saidOf(cases)));
        QVERIFY(cases.error().code == ErrorCode::BadData);
    }

    void bands()
    {
        const auto psiOf = [](std::vector<std::vector<nlohmann::json>> rows) {
            return stabilityOf(*store::QueryTable::of({{"band", "n_from", "n_to"}, std::move(rows)}));
        };
        const auto found = psiOf({{"red", 20, 10}, {"yellow", 50, 60}, {"green", 30, 30}});
        QVERIFY(found && *found);
        QD_NEAR((*found)->index, 0.0875, 5e-5); // FEATURES 4.4
        QD_NEAR((*found)->limit, 5.991464547107979 * 0.02, 1e-12);
        const auto turned = psiOf({{"green", 30, 30}, {"red", 20, 10}, {"yellow", 50, 60}});
        QCOMPARE((*turned)->index, (*found)->index);
        QVERIFY(!psiOf({{"red", 1, 0}, {nullptr, 2, 0}}).value());
        QVERIFY(
            saidOf(psiOf({{"red", 1, 1}, {"red", 2, 0}})).startsWith("Row 2 of the query: the band red stands twice"));
        QVERIFY(saidOf(psiOf({{"red", 1, -1}})).contains("n_to is \"-1\"; it must be a number of 0 or more"));
        QVERIFY(saidOf(psiOf({{"red", nullptr, 1}})).contains("n_from is empty"));
        QVERIFY(saidOf(stabilityOf(*store::QueryTable::of({{"band", "n_from"}, {}}))).contains("no column n_to"));
    }
};

QTEST_GUILESS_MAIN(TestValidation)
#include "tst_validation.moc"
