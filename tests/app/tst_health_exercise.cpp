#include "tests/app/qdeck_run.h"

#include <QRegularExpression>

#include <cmath>

using namespace qd::test;

namespace {

/// What stands in docs/exercises.md under a heading: fenced blocks by the word behind the fence, in their order.
QList<std::pair<QString, QString>> blocksUnder(const QString &heading)
{
    QFile file(QStringLiteral(QD_EXERCISES));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no docs/exercises.md");
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype from = text.indexOf(QStringLiteral("\n## ") + heading + u'\n');
    if (from < 0)
        qFatal("no exercise of that heading");
    const qsizetype to = text.indexOf(QStringLiteral("\n## "), from + 4);
    static const QRegularExpression fence(QStringLiteral("^```(\\w+)\\n(.*?)^```$"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QList<std::pair<QString, QString>> blocks;
    for (auto found = fence.globalMatch(text.mid(from, to < 0 ? -1 : to - from)); found.hasNext();) {
        const QRegularExpressionMatch block = found.next();
        blocks.append({block.captured(1), block.captured(2)});
    }
    return blocks;
}

/// The words of a command line, quoted ones whole, with files of the exercise in its folder.
QStringList wordsOf(const QString &line, const QTemporaryDir &dir)
{
    QStringList words = QProcess::splitCommand(line);
    for (QString &word : words)
        word.replace(QStringLiteral("redesign.json"), dir.filePath(QStringLiteral("redesign.json")))
            .replace(QStringLiteral("mine.qdeck"), dir.filePath(QStringLiteral("mine.qdeck")));
    return words;
}

} // namespace

/// Cases of docs/exercises.md that go by commands, "Health score redesign" and "Who stays ...": what each says of a
/// command is what the command says, and its answer is what the cases, or the rows, add up to.
class TestHealthExercise : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_query; ///< the last one of the exercise, which stands as a file in its commands

    QdeckRun run(const QString &line)
    {
        QStringList words = wordsOf(line, m_dir);
        for (QString &word : words) {
            if (word == QStringLiteral("$(cat query.sql)"))
                word = m_query;
        }
        return runQdeck(words);
    }
    /// Kinds of cases a model was wrong about, of 412 renewals that the case looks at.
    int wrong(const char *model, const char *kind)
    {
        int count = 0;
        const auto judged = run(QStringLiteral("validate mine.qdeck --from 2025-11-01 --to 2026-10-31 --models "
                                               "\"redesign.json,vendor:Scorecard 2\" --lead 90 --cases --json"))
                                .json();
        for (const auto &each : judged.at("misjudged"))
            count += each.at("model") == model && each.at("kind") == kind ? 1 : 0;
        return count;
    }

private slots:
    void initTestCase()
    {
        for (const char *line : {"demo exports", "init mine.qdeck", "import mine.qdeck exports --as-of 2026-10-31",
                 "identity mine.qdeck --auto"}) {
            const QString whole =
                QString::fromLatin1(line).replace(QStringLiteral("exports"), m_dir.filePath(QStringLiteral("exports")));
            const QdeckRun done = run(whole);
            QVERIFY2(done.status == 0, done.err.constData());
        }
    }

    void everyCommandSaysWhatTheExerciseSays_data()
    {
        QTest::addColumn<QString>("heading");
        QTest::addColumn<int>("wanted");
        QTest::newRow("health") << "Health score redesign" << 7;
        QTest::newRow("retention") << "Who stays, who leaves, and whether a faster start helps" << 7;
    }
    void everyCommandSaysWhatTheExerciseSays()
    {
        QFETCH(QString, heading);
        QFETCH(int, wanted);
        int commands = 0;
        for (const auto &[kind, text] : blocksUnder(heading)) {
            if (kind == QStringLiteral("sql"))
                m_query = text;
            if (kind == QStringLiteral("json"))
                writeFile(m_dir, QStringLiteral("redesign.json"), text.toUtf8());
            if (kind != QStringLiteral("console"))
                continue;
            QStringList said;
            for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
                if (line.startsWith(QStringLiteral("$ qdeck "))) {
                    const QdeckRun done = run(line.mid(8));
                    QVERIFY2(done.status == 0, done.err.constData());
                    said = QString::fromUtf8(done.out).split(u'\n');
                    ++commands;
                } else {
                    QVERIFY2(
                        said.contains(line), qPrintable(line + QStringLiteral("\nis not in\n") + said.join(u'\n')));
                }
            }
        }
        QCOMPARE(commands, wanted);
    }

    /// Cox's model of the customers themselves is of the same lives as their survival; groups are those of the segment.
    void coxOfCustomers()
    {
        const auto lives = run(QStringLiteral("survival mine.qdeck --json")).json().at("groups")[0];
        const auto model = run(QStringLiteral("cox mine.qdeck --by segment,first_arr --json")).json();
        QCOMPARE(model.at("n"), lives.at("n"));
        QCOMPARE(model.at("events"), lives.at("events"));
        QCOMPARE(model.at("as_of"), "2026-10-31");
        const auto &rows = model.at("rows");
        QVERIFY(rows.size() > 2);
        QCOMPARE(rows.back().at("input"), "first_arr");
        QCOMPARE(model.at("against").size(), std::size_t(1));
        QCOMPARE(model.at("against")[0].at("dimension"), "segment");
        const std::string base = model.at("against")[0].at("group").get<std::string>();
        for (const auto &row : rows) {
            QVERIFY(row.at("lower") < row.at("hazard_ratio") && row.at("hazard_ratio") < row.at("upper"));
            QVERIFY(row.at("input") != "segment: " + base);
        }
        const auto within = run(QStringLiteral("cox mine.qdeck --by first_arr --strata segment --json")).json();
        QCOMPARE(within.at("rows").size(), std::size_t(1));
        QVERIFY(within.at("loglik") != model.at("loglik"));
        QVERIFY(run(QStringLiteral("cox mine.qdeck --by segment")).out.contains("segment: against "));
    }

    /// The cohort that stands out, from the months of its customers: 34 began with 979,314.27 and have 426,033.76 of it
    /// after two years; two of them lost 81 % of what is gone, and without them 80 % is kept.
    void theCohortAddsUp()
    {
        const auto found = run(
            QStringLiteral("query mine.qdeck --json \"WITH s AS (SELECT account, min(month) AS first FROM v_arr_months "
                           "WHERE arr_minor > 0 GROUP BY account) SELECT a.arr_minor AS opening, min(a.arr_minor, "
                           "coalesce(b.arr_minor, 0)) AS kept FROM s JOIN v_arr_months a ON a.account = s.account AND "
                           "a.month = s.first LEFT JOIN v_arr_months b ON b.account = s.account AND b.month = "
                           "strftime('%Y-%m', s.first || '-01', '+24 months') WHERE s.first BETWEEN '2024-07' AND "
                           "'2024-09' ORDER BY opening - kept DESC\""))
                               .json();
        const auto &rows = found.at("rows");
        QCOMPARE(rows.size(), std::size_t(34));
        const auto at = [&](std::size_t row, std::size_t column) { return rows[row][column].get<double>(); };
        double opening = 0;
        double kept = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            opening += at(i, 0);
            kept += at(i, 1);
        }
        QCOMPARE(opening, 97931427.0);
        QCOMPARE(kept / opening, 0.4350327295853659);
        const double ofTwo = at(0, 0) - at(0, 1) + at(1, 0) - at(1, 1);
        QCOMPARE(std::lround(100 * ofTwo / (opening - kept)), 81L);
        QCOMPARE(std::lround(100 * kept / (opening - at(0, 0) - at(1, 0))), 80L);
    }

    /// Found, false and missed add up to what is flagged and what was lost.
    void theAnswerAddsUp()
    {
        QCOMPARE(wrong("vendor:Scorecard 2", "false_alarm"), 166);
        QCOMPARE(wrong("Redesign", "false_alarm"), 95);
        QCOMPARE(wrong("vendor:Scorecard 2", "miss"), 12);
        QCOMPARE(wrong("Redesign", "miss"), 18);
        const auto judged = run(QStringLiteral("validate mine.qdeck --from 2025-11-01 --to 2026-10-31 --models "
                                               "\"redesign.json,vendor:Scorecard 2\" --lead 90 --json"))
                                .json();
        const std::pair<int, int> expected[] = {{95, 18}, {166, 12}}; // false alarms, misses
        for (std::size_t i = 0; i < std::size(expected); ++i) {
            const auto &row = judged.at("rows")[i];
            const int lost = row.at("events").get<int>();
            const int flagged = expected[i].first + lost - expected[i].second;
            QCOMPARE(lost, 45);
            QCOMPARE(flagged, i == 0 ? 122 : 199);
            QVERIFY(std::abs(row.at("share_flagged").get<double>() - flagged / 412.0) < 1e-12);
            QVERIFY(std::abs(row.at("recall").get<double>() - double(lost - expected[i].second) / lost) < 1e-12);
        }
        for (const auto &row : judged.at("fairness")) {
            if (row.at("model") == "Redesign" && row.at("group") == "Enterprise")
                QVERIFY(row.at("few").get<bool>() && row.at("events") == 3);
        }
    }

    /// Proposed weights of the redesign, out of fold and on later renewals: by each dimension the same cases, lost
    /// renewals and flags are parted, by the proposal and by the present weights.
    void aProposalIsJudgedGroupByGroup()
    {
        const auto judged =
            run(QStringLiteral("calibrate mine.qdeck --from 2024-11-01 --to 2025-10-31 --later 2026-08-31 --lead 90 "
                               "--model redesign.json --segment Others --json"))
                .json()
                .at("judged");
        for (const char *cases : {"out_of_fold", "later"}) {
            QSet<qint64> flagged[2]; // of the proposal and of the model, by each dimension
            QVERIFY(judged.at(cases).at("events") > 10);
            for (const char *dimension : {"segment", "region", "size", "language"}) {
                int n = 0;
                int events = 0;
                double sums[2]{};
                for (const auto &row : judged.at("fairness")) {
                    if (row.at("cases") != cases || row.at("dimension") != dimension)
                        continue;
                    const int own = row.at("n").get<int>();
                    n += own;
                    events += row.at("events").get<int>();
                    QCOMPARE(row.at("few").get<bool>(), row.at("events").get<int>() < 10);
                    sums[0] += own * row.at("proposed").at("share_flagged").get<double>();
                    sums[1] += own * row.at("model").at("share_flagged").get<double>();
                }
                QCOMPARE(n, judged.at(cases).at("n").get<int>());
                QCOMPARE(events, judged.at(cases).at("events").get<int>());
                for (int i = 0; i < 2; ++i)
                    flagged[i].insert(std::llround(sums[i]));
            }
            for (const QSet<qint64> &of : flagged)
                QVERIFY(of.size() == 1 && *of.begin() > 0);
        }
    }

    /// What truth.json says of how strongly the sample's hidden health shows in what, a model of each alone finds: the
    /// stronger, the better it foretells who is lost.
    void plantedDriversAreFoundInOrder()
    {
        QFile truth(m_dir.filePath(QStringLiteral("exports/truth.json")));
        QVERIFY(truth.open(QIODevice::ReadOnly));
        const auto drivers = nlohmann::json::parse(truth.readAll().toStdString()).at("drivers");
        QCOMPARE(drivers.size(), std::size_t(4));
        const std::map<std::string, std::string> points{{"licence_use", "[[0, 0], [1, 100]]"},
            {"vendor:Scorecard 2", "[[0, 0], [100, 100]]"}, {"nps", "[[0, 0], [10, 100]]"},
            {"csat_90", "[[0, 0], [1, 100]]"}};
        QStringList models;
        double before = 1e9;
        for (const auto &driver : drivers) {
            const double strength = driver.at("strength").get<double>();
            QVERIFY(strength < before);
            QCOMPARE(strength, driver.at("loading").get<double>() / driver.at("noise").get<double>());
            before = strength;
            const auto signal = driver.at("signal").get<std::string>();
            const QString name = QStringLiteral("driver%1.json").arg(models.size());
            writeFile(m_dir, name,
                QByteArray::fromStdString(R"({"name": "D)" + std::to_string(models.size())
                    + R"(", "segments": [{"name": "All", "signals": [)" + R"({"signal": ")" + signal
                    + R"(", "weight": 1, "missing": "neutral", "points": )" + points.at(signal) + "}]}]}"));
            models << m_dir.filePath(name);
        }
        const auto judged =
            runQdeck({QStringLiteral("validate"), m_dir.filePath(QStringLiteral("mine.qdeck")),
                         QStringLiteral("--from"), QStringLiteral("2024-11-01"), QStringLiteral("--to"),
                         QStringLiteral("2026-08-31"), QStringLiteral("--lead"), QStringLiteral("90,60"),
                         QStringLiteral("--models"), models.join(u','), QStringLiteral("--json")})
                .json();
        std::map<int, std::vector<double>> found; // by lead, in the order of the models
        for (const auto &row : judged.at("rows")) {
            if (row.at("group") == "total")
                found[row.at("lead").get<int>()].push_back(row.at("auc").get<double>());
        }
        QCOMPARE(found.size(), std::size_t(2));
        for (const auto &[lead, areas] : found) {
            QCOMPARE(areas.size(), drivers.size());
            for (std::size_t i = 1; i < areas.size(); ++i)
                QVERIFY2(areas[i] < areas[i - 1], qPrintable(QStringLiteral("%1 days, driver %2").arg(lead).arg(i)));
        }
    }
};

QTEST_GUILESS_MAIN(TestHealthExercise)
#include "tst_health_exercise.moc"
