#include "core/survival/curve_readings.h"
#include "core/survival/hazard_model.h"
#include "core/survival/query_lives.h"
#include "core/survival/survival_analysis.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <random>

using namespace qd;
using namespace qd::survival;
using qd::test::ReferenceTable;

namespace {

store::QueryTable tableOf(const QStringList &columns, const QByteArray &rows)
{
    store::QueryResult result;
    for (const QString &column : columns)
        result.columns.push_back(column.toStdString());
    result.rows = nlohmann::json::parse(rows.toStdString()).get<std::vector<std::vector<nlohmann::json>>>();
    auto table = store::QueryTable::of(std::move(result));
    if (!table)
        qFatal("%s", table.error().message.english().c_str());
    return *table;
}

/// lives.csv as a query gives it, in an order drawn by `seed`; 0 is the table's own.
store::QueryTable referenceTable(const QStringList &columns, unsigned seed = 0)
{
    const ReferenceTable table("lives.csv");
    store::QueryResult result;
    for (const QString &column : columns) {
        result.columns.push_back(column.toStdString());
        const auto texts = table.texts(column.toLatin1().constData());
        result.rows.resize(texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i)
            result.rows[i].push_back(texts[i].toStdString());
    }
    if (seed > 0) {
        std::mt19937 random(seed);
        std::shuffle(result.rows.begin(), result.rows.end(), random);
    }
    return *store::QueryTable::of(std::move(result));
}

template <typename T>
QString saidOf(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message.english());
}

} // namespace

/// What commands give, from a query's rows to figures.
class TestSurvival : public QObject {
    Q_OBJECT
private slots:
    void groupsAgainstR()
    {
        const ReferenceTable r("survival_expected.csv");
        const auto lives = livesOf(referenceTable({"grp", "duration", "event"}));
        const SurvivalAnalysis analysis = analyseSurvival(*lives, {.tau = 450});
        QCOMPARE(analysis.groups.size(), std::size_t(3));
        for (const GroupSurvival &group : analysis.groups) {
            const QString name = QString::fromStdString(group.group) + '.';
            QCOMPARE(group.curve.median().value(), r.value(name + "median"));
            QD_NEAR(group.restrictedMean.mean, r.value(name + "rmst450"), 1e-10);
            QD_NEAR(group.restrictedMean.standardError, r.value(name + "rmst_se450"), 1e-10);
            QCOMPARE(group.atRisk.size(), std::size_t(6));
            QCOMPARE(group.atRisk[0].n, std::int64_t(group.n)); // at 0 all
        }
        QCOMPARE(analysis.tau.value(), 450.0);
        QD_NEAR(analysis.logRank->chi2, r.value("logrank.chi2"), 1e-10);
    }

    /// Of five lives two end at 1 and 2 and one at 4, two are lost from sight at 3 and 5: S is 0.8, 0.6 and 0.3. The
    /// other group is seen to 2 alone.
    void curvesAreReadAtTheirTimes()
    {
        std::vector<GroupedLife> lives;
        for (const auto &[time, event] : {std::pair(4, true), {1, true}, {5, false}, {3, false}, {2, true}})
            lives.push_back({{double(time), event}, "A"});
        lives.push_back({{2, true}, "B"});
        const auto said = [](const std::vector<std::optional<CurveReading>> &readings) {
            QStringList texts;
            for (const auto &reading : readings)
                texts << (reading ? QStringLiteral("%1/%2").arg(reading->survival, 0, 'g', 4).arg(reading->atRisk)
                                  : QStringLiteral("-"));
            return texts.join(u' ');
        };
        const ReadCurves read = readCurves(lives, {}, 1, 100);
        QCOMPARE(read.times.size(), std::size_t(6));
        QCOMPARE(said(read.readings[0]), QStringLiteral("1/5 0.8/5 0.6/4 0.6/3 0.3/2 0.3/1"));
        QCOMPARE(said(read.readings[1]), QStringLiteral("1/1 1/1 0/1 - - -"));
        QVERIFY(!read.readings[0][0]->lower); // before the first event nothing is estimated
        QVERIFY(*read.readings[0][1]->lower < 0.8 && *read.readings[0][1]->upper == 1);
        QCOMPARE(read.thinFrom(0, 3).value(), 4.0);
        QCOMPARE(read.thinFrom(0, 2).value(), 5.0);
        QVERIFY(!read.thinFrom(0, 1));
        QCOMPARE(readCurves(lives, {}, 1, 2.5).times, (std::vector<double>{0, 1, 2}));
        QVERIFY(readCurves({}, {}, 1, 100).times.empty());
    }

    /// What happens on day 365 has happened after twelve months, and who is seen to that day is at risk then.
    void twelveMonthsAreAYear()
    {
        const std::vector<GroupedLife> lives{{{365, true}, "A"}, {{366, false}, "A"}};
        const ReadCurves read = readCurves(lives, {}, DaysOfMonth, 1000);
        QCOMPARE(read.times.size(), std::size_t(13));
        QCOMPARE(read.readings[0][11]->survival, 1.0);
        QCOMPARE(read.readings[0][12]->survival, 0.5);
        QCOMPARE(read.readings[0][12]->atRisk, std::int64_t(2));
    }

    void longLivesAreReadLessOften_data()
    {
        QTest::addColumn<double>("days");
        QTest::addColumn<int>("months");
        QTest::newRow("ten years") << 3650.0 << 1;
        QTest::newRow("a day more") << 3651.0 << 3;
        QTest::newRow("thirty years") << 10950.0 << 3;
        QTest::newRow("more") << 10951.0 << 12;
    }
    void longLivesAreReadLessOften()
    {
        QFETCH(double, days);
        QFETCH(int, months);
        QCOMPARE(monthsPerReading({{{1, true}, "A"}, {{days, false}, "A"}}), months);
    }

    void strataAgainstR()
    {
        const ReferenceTable r("survival_expected.csv");
        const auto lives = livesOf(referenceTable({"grp", "duration", "event", "strata"}, 3));
        const SurvivalAnalysis analysis = analyseSurvival(*lives, {});
        QD_NEAR(analysis.logRank->chi2, r.value("stratified.chi2"), 1e-10);
        QCOMPARE(analysis.logRank->degrees, 2);
    }

    /// The least over groups of the largest time; beyond its own end a group's last S goes on.
    void tauByDefault()
    {
        const auto lives =
            livesOf(tableOf({"duration", "event", "grp"}, R"([[4, 1, "a"], [10, 0, "a"], [3, 1, "b"], [7, 0, "b"]])"));
        const SurvivalAnalysis analysis = analyseSurvival(*lives, {.atRiskTimes = {0, 4, 5, 11}});
        QCOMPARE(analysis.tau.value(), 7.0);
        QCOMPARE(analysis.groups[0].restrictedMean.mean, 4 + 0.5 * 3);
        QCOMPARE(analysis.groups[1].restrictedMean.mean, 3 + 0.5 * 4);
        QCOMPARE(analysis.groups[0].atRisk[1].n, std::int64_t(2));
        QCOMPARE(analysis.groups[0].atRisk[2].n, std::int64_t(1));
        QCOMPARE(analysis.groups[0].atRisk[3].n, std::int64_t(0));
        QCOMPARE(analyseSurvival(*lives, {.tau = 12}).groups[1].restrictedMean.mean, 3 + 0.5 * 9);
    }

    void withoutGroupsOneTotal()
    {
        const auto lives = livesOf(tableOf({"duration", "event"}, "[[4, 1], [10, 0]]"));
        const SurvivalAnalysis analysis = analyseSurvival(*lives, {});
        QCOMPARE(analysis.groups.size(), std::size_t(1));
        QCOMPARE(analysis.groups[0].group, std::string("total"));
        QVERIFY(!analysis.logRank);
        const SurvivalAnalysis nothing = analyseSurvival({}, {});
        QVERIFY(nothing.groups.empty() && !nothing.tau && !nothing.logRank);
    }

    void missingGroupAndEntry()
    {
        const auto lives = livesOf(tableOf(
            {"Duration", "event", "grp", "entry"}, R"([["4", "1", null, null], [10, 0, "x", 3.5], [0, 1, "", 0]])"));
        QVERIFY2(lives, qPrintable(saidOf(lives)));
        QCOMPARE((*lives)[0].group, std::string("(none)"));
        QCOMPARE((*lives)[2].group, std::string("(none)"));
        QCOMPARE((*lives)[0].life.entry, 0.0);
        QCOMPARE((*lives)[1].life.entry, 3.5);
        QCOMPARE((*lives)[1].life.event, false);
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("said");
        const QStringList all{"duration", "event", "entry"};
        QTest::newRow("no duration") << QStringList{"days", "event"} << QByteArray("[[1, 1]]") << "no column duration";
        QTest::newRow("no event") << QStringList{"duration", "ended"} << QByteArray("[[1, 1]]") << "no column event";
        QTest::newRow("negative") << all << QByteArray("[[1, 1, 0], [-1, 1, 0]]")
                                  << "Row 2 of the query: duration is \"-1\"; it must be a number of 0 or more.";
        QTest::newRow("negative entry") << all << QByteArray("[[1, 1, -2]]") << "entry is \"-2\"";
        QTest::newRow("entry at the end")
            << all << QByteArray("[[5, 1, 5]]") << "entry is \"5\"; it must be less than the duration.";
        QTest::newRow("entry after it") << all << QByteArray("[[5, 1, 6]]") << "entry is \"6\"";
        QTest::newRow("entry of day 0") << all << QByteArray("[[0, 1, 1]]") << "entry is \"1\"";
        QTest::newRow("event") << all << QByteArray("[[5, \"yes\", 0]]") << "event is \"yes\"; it must be 0 or 1.";
        QTest::newRow("empty") << all << QByteArray("[[null, 1, 0]]") << "duration is empty; it must be a number.";
        QTest::newRow("text") << all << QByteArray("[[\"2026-01-01\", 1, 0]]") << "duration is \"2026-01-01\"";
    }
    void refused()
    {
        QFETCH(QStringList, columns);
        QFETCH(QByteArray, rows);
        QFETCH(QString, said);
        const auto lives = livesOf(tableOf(columns, rows));
        QVERIFY2(saidOf(lives).contains(said), qPrintable(saidOf(lives)));
        QVERIFY(lives.error().code == ErrorCode::BadData);
    }

    /// One life, lives none of which ends, none at all, and a million that end on three days: curves all the same.
    void fewAndMany()
    {
        const auto analysed = [](const std::vector<GroupedLife> &lives) { return analyseSurvival(lives, {}); };
        QVERIFY(analysed({}).groups.empty() && !analysed({}).tau && !analysed({}).logRank);
        const SurvivalAnalysis one = analysed(*livesOf(tableOf({"duration", "event"}, "[[5, 1]]")));
        QCOMPARE(one.groups.front().curve.median().value(), 5.0);
        QCOMPARE(one.groups.front().curve.at(5), 0.0);
        const SurvivalAnalysis open = analysed(*livesOf(tableOf({"duration", "event"}, "[[5, 0], [7, 0]]")));
        QCOMPARE(open.groups.front().curve.at(7), 1.0);
        QVERIFY(!open.groups.front().curve.median());
        QCOMPARE(open.groups.front().restrictedMean.mean, 7.0);
        std::vector<GroupedLife> many(1'000'000, GroupedLife{{3, false}, "a"});
        for (std::size_t i = 0; i < 500'000; ++i)
            many[i].life = {i < 250'000 ? 1.0 : 2.0, true};
        const SurvivalAnalysis ties = analysed(many);
        QCOMPARE(ties.groups.front().curve.steps().size(), std::size_t(3));
        QVERIFY(std::abs(ties.groups.front().curve.at(1) - 0.75) < 1e-12);
        QVERIFY(std::abs(ties.groups.front().curve.at(2) - 0.5) < 1e-12);
    }

    /// Residuals are of the data as they were given, whatever their order; of one that was not asked for there are
    /// none.
    void residualsNameTheirLives()
    {
        const QStringList columns{"size", "duration", "event", "entry", "touch", "strata"};
        const auto data = hazardDataOf(referenceTable(columns, 3));
        const auto model = fitHazards(*data, statistics::CoxTies::Efron, true);
        QCOMPARE(int(model->residuals.size()), model->events);
        double before = 0;
        for (const HazardResidual &residual : model->residuals) {
            const statistics::Life &life = data->lives[residual.life].life;
            QVERIFY(life.event && life.time == residual.time && residual.time >= before);
            QCOMPARE(residual.values.size(), data->inputs.size());
            before = residual.time;
        }
        QVERIFY(fitHazards(*data, statistics::CoxTies::Efron)->residuals.empty());
    }

    void hazardsAgainstR()
    {
        const ReferenceTable r("cox_expected.csv");
        for (const unsigned seed : {0U, 1U, 2U}) {
            const auto data =
                hazardDataOf(referenceTable({"size", "duration", "event", "entry", "touch", "strata"}, seed));
            QVERIFY2(data, qPrintable(saidOf(data)));
            const auto model = fitHazards(*data, statistics::CoxTies::Efron);
            QVERIFY2(model, qPrintable(saidOf(model)));
            QCOMPARE(model->n, 150);
            QD_NEAR(model->logLikelihood, r.value("efron.late.strata.loglik"), 1e-11);
            for (const HazardRow &row : model->rows) {
                const QString name = "efron.late.strata." + QString::fromStdString(row.input) + '.';
                QD_NEAR(row.coefficient, r.value(name + "coefficient"), 1e-8);
                QD_NEAR(row.z, r.value(name + "z"), 1e-7);
                QD_NEAR(row.p, r.value(name + "p"), 1e-8);
                QD_NEAR(row.hazardRatio, std::exp(row.coefficient), 1e-12);
                QD_NEAR(row.lower, r.value(name + "lower"), 1e-8);
                QD_NEAR(row.upper, r.value(name + "upper"), 1e-8);
                QD_NEAR(row.proportionality->p, r.value(name + "zph_p"), 1e-7);
            }
        }
    }

    void orderNeverMatters()
    {
        const QStringList columns{"size", "duration", "event", "entry", "touch", "strata"};
        const auto expected = fitHazards(*hazardDataOf(referenceTable(columns)), statistics::CoxTies::Breslow);
        for (const unsigned seed : {4U, 5U}) {
            const auto model = fitHazards(*hazardDataOf(referenceTable(columns, seed)), statistics::CoxTies::Breslow);
            QCOMPARE(model->rows[0].coefficient, expected->rows[0].coefficient);
            QCOMPARE(model->rows[1].proportionality->chi2, expected->rows[1].proportionality->chi2);
            QCOMPARE(model->logLikelihood, expected->logLikelihood);
        }
    }

    void hazardsRefused()
    {
        const auto saidOfModel = [](const QStringList &columns, const QByteArray &rows) {
            const auto data = hazardDataOf(tableOf(columns, rows));
            return data ? saidOf(fitHazards(*data, statistics::CoxTies::Efron)) : saidOf(data);
        };
        QVERIFY(saidOfModel({"duration", "event"}, "[[1, 1]]").contains("gives no inputs"));
        QVERIFY(saidOfModel({"duration", "event", "x"}, "[[1, 0, 2], [2, 0, 3]]").contains("None of the lives"));
        QVERIFY(saidOfModel({"duration", "event", "x"}, "[[1, 1, 2], [2, 1, 2]]").contains("input x is the same"));
        QVERIFY(saidOfModel({"duration", "event", "x"}, "[[1, 1, 5], [2, 1, 4], [3, 1, 3]]").contains("no limit"));
        QVERIFY(
            saidOfModel({"duration", "event", "x"}, "[[1, 1, \"big\"]]").contains("Row 1 of the query: x is \"big\""));
        QVERIFY(saidOfModel({"duration", "event", "x"}, "[[-1, 1, 1]]").contains("duration is \"-1\""));
    }

    /// One of three leaves on day 2, one is out of sight on day 4, the last leaves on day 5.
    void readingsByHand()
    {
        const std::vector<statistics::Life> lives{{2, true}, {4, false}, {5, true}};
        const statistics::SurvivalCurve curve = statistics::kaplanMeier(lives, statistics::SurvivalInterval::LogLog);
        const auto readings = readingsOf(curve, statistics::RiskSet(lives), {0, 1, 2, 4, 5, 5.5});
        QCOMPARE(readings.size(), std::size_t(6));
        const std::array<std::pair<double, std::int64_t>, 5> expected{
            {{1, 3}, {1, 3}, {2.0 / 3, 3}, {2.0 / 3, 2}, {0, 1}}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(readings[i]);
            QCOMPARE(readings[i]->survival, expected[i].first);
            QCOMPARE(readings[i]->atRisk, expected[i].second);
        }
        QVERIFY(!readings[1]->lower && readings[2]->lower && readings[2]->upper); // no limit before anybody left
        QVERIFY(!readings[4]->lower); // none of a share of 0
        QVERIFY(!readings[5]); // nobody was observed for so long
        const auto none = readingsOf(statistics::SurvivalCurve({}), statistics::RiskSet({}), {0, 1});
        QVERIFY(!none[0] && !none[1]);
    }
};

QTEST_GUILESS_MAIN(TestSurvival)
#include "tst_survival.moc"
