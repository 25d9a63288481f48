#include "core/match/match_tables.h"

#include "core/base/text.h"
#include "core/statistics/counter_random.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QtTest>

#include <numeric>
#include <set>

using namespace qd;
using namespace qd::match;

namespace {

using Json = nlohmann::json;

QByteArray dataOf(const QString &name)
{
    QFile file(QStringLiteral(QD_MATCH_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return file.readAll();
}

/// The named columns of a CSV without quotes, whose first one is the id.
Records recordsOf(const QString &file, const std::vector<ComparedColumn> &columns)
{
    const QStringList lines = QString::fromUtf8(dataOf(file)).split(u'\n', Qt::SkipEmptyParts);
    const QStringList header = lines.front().trimmed().split(u',');
    Records records;
    records.columns.resize(columns.size());
    for (const QString &line : lines.mid(1)) {
        const QStringList cells = line.trimmed().split(u',');
        records.ids.push_back(cells[0].toStdString());
        for (std::size_t c = 0; c < columns.size(); ++c)
            records.columns[c].push_back(cells[header.indexOf(QString::fromStdString(columns[c].name))].toStdString());
    }
    return records;
}

/// The same records in another order.
Records shuffled(const Records &records, std::uint64_t seed)
{
    std::vector<std::size_t> order(records.ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> keys;
    for (std::size_t i = 0; i < order.size(); ++i)
        keys.push_back(statistics::uniformDraw(seed, std::uint32_t(i), 3, 0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    Records other{{}, std::vector<std::vector<std::string>>(records.columns.size())};
    for (const std::size_t from : order) {
        other.ids.push_back(records.ids[from]);
        for (std::size_t c = 0; c < records.columns.size(); ++c)
            other.columns[c].push_back(records.columns[c][from]);
    }
    return other;
}

MatchResult run(const Records &left, const Records *right, const MatchOptions &options)
{
    Progress progress;
    auto result = right ? matchTables(left, *right, options, progress) : matchWithin(left, options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-8 * std::max(1.0, std::abs(b));
}

/// Empty where both say the same; else the first difference.
QString difference(const MatchResult &found, const Json &expected, const MatchOptions &options)
{
    if (!near(found.lambda, expected["lambda"].get<double>()))
        return QStringLiteral("lambda %1").arg(found.lambda, 0, 'g', 12);
    if (found.compared != expected["compared"] || found.blocksSkipped != expected["blocks_skipped"])
        return QStringLiteral("compared %1, skipped %2").arg(found.compared).arg(found.blocksSkipped);
    if (found.pairs.size() != expected["pairs"].size())
        return QStringLiteral("%1 pairs").arg(found.pairs.size());
    for (std::size_t i = 0; i < found.pairs.size(); ++i) {
        const MatchedPair &pair = found.pairs[i];
        const Json &other = expected["pairs"][i];
        const QString where = QString::fromStdString(pair.left + " " + pair.right);
        if (pair.left != other["left"] || pair.right != other["right"])
            return where;
        if (!near(pair.weight, other["weight"].get<double>())
            || !near(pair.probability, other["probability"].get<double>()))
            return where + QStringLiteral(" weight %1").arg(pair.weight);
        for (std::size_t c = 0; c < options.columns.size(); ++c) {
            const Json &evidence = other["evidence"][options.columns[c].name];
            if ((pair.evidence[c].level < 0 ? Json(nullptr) : Json(pair.evidence[c].level)) != evidence["level"]
                || !near(pair.evidence[c].weight, evidence["weight"].get<double>()))
                return where + u' ' + QString::fromStdString(options.columns[c].name);
        }
    }
    return {};
}

const ComparedColumn Name{"name", ColumnKind::Company};
const ComparedColumn Domain{"domain", ColumnKind::Domain};
const ComparedColumn City{"city", ColumnKind::City};
const ComparedColumn Phone{"phone", ColumnKind::Phone};
const ComparedColumn Founded{"founded", ColumnKind::Date};
const ComparedColumn Size{"size", ColumnKind::Number};

} // namespace

/// Against tests/match/reference_match.py, which does all of it the slow way and shares nothing with the program;
/// data/*.json is what it printed (make_companies.py made the lists).
class TestMatchTables : public QObject {
    Q_OBJECT
private slots:
    void asTheReference_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("within");
        QTest::addColumn<double>("threshold");
        QTest::addColumn<bool>("many");
        QTest::newRow("all kinds of columns") << "two" << false << 0.5 << false;
        QTest::newRow("every pair") << "many" << false << 0.001 << true;
        QTest::newRow("one table") << "within" << true << 0.5 << false;
        QTest::newRow("one table, every pair") << "within_many" << true << 0.5 << true;
        // By the keys alone unless asked; the second look adds to that and changes none of it.
        QTest::newRow("misspelt, by the keys") << "misspelt_keys" << false << 0.5 << false;
        QTest::newRow("misspelt, by the keys in one table") << "misspelt_keys_within" << true << 0.5 << false;
        QTest::newRow("misspelt, looked at once more") << "misspelt" << false << 0.5 << false;
        QTest::newRow("misspelt, looked at once more in one table") << "misspelt_within" << true << 0.5 << false;
    }
    void asTheReference()
    {
        QFETCH(QString, expected);
        QFETCH(bool, within);
        QFETCH(double, threshold);
        QFETCH(bool, many);
        MatchOptions options{{}, threshold, many, 1};
        const bool misspelt = expected.startsWith(QStringLiteral("misspelt"));
        options.columns = within ? std::vector{Name, City, Phone}
            : many || misspelt   ? std::vector{Name, Domain}
                                 : std::vector{Name, Domain, City, Phone, Founded, Size};
        options.misspelt = misspelt && !expected.contains(QStringLiteral("keys"));
        if (misspelt) {
            if (!within)
                options.columns.push_back(City);
            options.columns.push_back(Founded);
        }
        const Json reference = Json::parse(dataOf(expected + QStringLiteral(".json")).toStdString());
        const QString file = within ? QStringLiteral("one.csv") : QStringLiteral("left.csv");
        const QString misspeltFile = within ? QStringLiteral("misspelt_one.csv") : QStringLiteral("misspelt.csv");
        const Records left = recordsOf(misspelt ? misspeltFile : file, options.columns);
        const Records right = recordsOf(QStringLiteral("right.csv"), options.columns);
        QCOMPARE(difference(run(left, within ? nullptr : &right, options), reference, options), QString());
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            options.threads = int(seed);
            const Records otherLeft = shuffled(left, seed);
            const Records otherRight = shuffled(right, seed + 100);
            QCOMPARE(
                difference(run(otherLeft, within ? nullptr : &otherRight, options), reference, options), QString());
        }
    }

    /// 1,300 x 1,300 records: u is drawn, and the draws do not follow the order of rows.
    void orderOfManyRowsChangesNothing()
    {
        Records left{{}, {{}, {}}};
        Records right{{}, {{}, {}}};
        for (int i = 0; i < 1300; ++i) {
            const std::string name = "word" + std::to_string(i / 3) + " part" + std::to_string(i % 7);
            left.ids.push_back("L" + std::to_string(i));
            left.columns[0].push_back(name);
            left.columns[1].push_back("city" + std::to_string(i % 50));
            right.ids.push_back("R" + std::to_string(i));
            right.columns[0].push_back(i % 5 == 0 ? name + "x" : name);
            right.columns[1].push_back("city" + std::to_string((i % 9 == 0 ? i + 1 : i) % 50));
        }
        const MatchOptions options{{Name, City}};
        const auto first = run(left, &right, options);
        const Records otherLeft = shuffled(left, 1);
        const Records otherRight = shuffled(right, 2);
        const auto second = run(otherLeft, &otherRight, options);
        QVERIFY(first.pairs.size() > 1000);
        QCOMPARE(second.lambda, first.lambda);
        QCOMPARE(second.pairs.size(), first.pairs.size());
        for (std::size_t i = 0; i < first.pairs.size(); ++i) {
            QCOMPARE(second.pairs[i].left, first.pairs[i].left);
            QCOMPARE(second.pairs[i].right, first.pairs[i].right);
            QCOMPARE(second.pairs[i].weight, first.pairs[i].weight);
        }
    }

    /// With a name alone every key leaves nothing to estimate from: m is as it begins, and lambda what the share of
    /// equal pairs says. Three blocked pairs, two of them equal; 2 of 9 pairs of the tables are: (2/3 - 2/9) / (0.9 -
    /// 2/9).
    void oneColumnAlone()
    {
        const Records left{{"1", "2", "3"}, {{"Red Fox", "Blue Owl", "Green Elk"}}};
        const Records right{{"a", "b", "c"}, {{"red fox inc", "Blue Owl", "Green Ant Hill"}}};
        const auto result = run(left, &right, {{Name}, 0.0, true});
        QCOMPARE(result.compared, std::int64_t{3});
        QVERIFY(near(result.lambda, (2.0 / 3 - 2.0 / 9) / (0.9 - 2.0 / 9)));
        QCOMPARE(result.pairs.size(), std::size_t{3});
        // Each of the equal names is two of six values.
        QVERIFY(near(result.pairs[0].evidence[0].weight, std::log2(0.9 / (2.0 / 6))));
    }

    void sharedIdIsRefused()
    {
        Progress progress;
        const Records twice{{"1", "7", "7"}, {{"a", "b", "c"}}};
        const Records once{{"1"}, {{"a"}}};
        for (const auto &result : {matchTables(twice, once, {{Name}}, progress),
                 matchTables(once, twice, {{Name}}, progress), matchWithin(twice, {{Name}}, progress)}) {
            QVERIFY(!result.ok());
            QCOMPARE(int(result.error().code), int(ErrorCode::BadData));
            QVERIFY(result.error().message.english().find("\"7\"") != std::string::npos);
        }
    }

    void emptyTables()
    {
        const Records none{{}, {{}, {}}};
        const Records one{{"1"}, {{"Acme"}, {"Rome"}}};
        const MatchOptions options{{Name, City}};
        for (const auto &result : {run(none, &none, options), run(one, &none, options), run(none, &one, options),
                 run(none, nullptr, options), run(one, nullptr, options)}) {
            QVERIFY(result.pairs.empty());
            QCOMPARE(result.compared, std::int64_t{0});
            QVERIFY(std::isfinite(result.lambda));
        }
        // No column to find pairs by.
        const Records other{{"2"}, {{"Rome"}}};
        QCOMPARE(run({{"1"}, {{"Rome"}}}, &other, {{City}}).compared, std::int64_t{0});
    }

    void cancelledAnywhere()
    {
        Progress progress;
        progress.cancel();
        const Records one{{"1"}, {{"Acme"}}};
        QCOMPARE(int(matchTables(one, one, {{Name}}, progress).error().code), int(ErrorCode::Cancelled));
        QCOMPARE(int(matchWithin(one, {{Name}}, progress).error().code), int(ErrorCode::Cancelled));
    }
};

QTEST_GUILESS_MAIN(TestMatchTables)
#include "tst_match_tables.moc"
