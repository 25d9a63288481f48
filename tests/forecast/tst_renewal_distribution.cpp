#include "core/forecast/query_chances.h"
#include "core/forecast/renewal_distribution.h"
#include "core/statistics/poisson_binomial.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace qd;
using namespace qd::forecast;

/// The distribution of what is renewed: against the exact one, and in cases where it can be told by hand.
class TestRenewalDistribution : public QObject {
    Q_OBJECT

    static RenewalDistribution of(
        const std::vector<RenewalChance> &chances, double rho, const SettledPart &settled = {}, int threads = 0)
    {
        Progress progress;
        const auto found = renewalDistribution(chances, settled, {rho, 1, threads}, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return *found;
    }
    static QList<double> all(const RenewalDistribution &found)
    {
        return {found.mean, found.p10, found.p50, found.p90, found.countMean, found.countP10, found.countP50,
            found.countP90};
    }
    /// 40 renewals of two segments, chances from 0.5 to 0.89.
    static std::vector<RenewalChance> book()
    {
        std::vector<RenewalChance> chances;
        for (int i = 0; i < 40; ++i)
            chances.push_back({i % 2 == 0 ? "A" : "B", 1.0 + i % 3, 0.5 + 0.01 * i, i % 5 == 0 ? 0.5 : 1.0});
        return chances;
    }

private slots:
    /// Means are sums whatever rho is: 100 x 0.5 x 0.9 + 200 x 0.25 + 1000 settled.
    void means()
    {
        const std::vector<RenewalChance> chances{{"A", 100, 0.5, 0.9}, {"B", 200, 0.25, 1}};
        for (const double rho : {0.0, 0.1, 1.0}) {
            const RenewalDistribution found = of(chances, rho, {1000, 3});
            QCOMPARE(found.mean, 1095.0);
            QCOMPARE(found.countMean, 3.75);
        }
    }

    /// Of one renewal of 100 beside 10 settled: half the runs in the first column, half in the last, none between.
    void spread()
    {
        const RenewalDistribution found = of({{"A", 100, 0.5, 1}}, 0.1, {10, 1});
        QCOMPARE(int(found.spread.size()), SpreadColumns);
        QCOMPARE(found.spread.front().from, 10.0);
        QCOMPARE(found.spread[1].from, 15.0);
        QCOMPARE(found.spread[18].to, 105.0);
        QCOMPARE(found.spread.back().to, 110.0);
        QCOMPARE(found.spread.front().runs + found.spread.back().runs, Runs);
        QVERIFY(std::abs(found.spread.front().runs - Runs / 2) < 5 * std::sqrt(Runs / 4.0));
        QVERIFY(of({{"A", 100, 1, 1}}, 0.1).spread.empty()); // always the same
        QVERIFY(of({}, 0.1, {500, 2}).spread.empty());
    }

    /// Every run is in one column, and as many lie below P50 as above.
    void spreadOfABook()
    {
        const RenewalDistribution found = of(book(), 0.1);
        int all = 0;
        int below = 0;
        for (const SpreadColumn &column : found.spread) {
            QVERIFY(column.from < column.to);
            all += column.runs;
            below += column.to <= found.p50 ? column.runs : 0;
        }
        QCOMPARE(all, Runs);
        QVERIFY(below <= Runs / 2);
    }

    void settledAlone()
    {
        QCOMPARE(all(of({}, 0.1, {500, 2})), (QList<double>{500, 500, 500, 500, 2, 2, 2, 2}));
        QCOMPARE(all(of({}, 0)), QList<double>(8, 0.0));
    }

    void certain()
    {
        const std::vector<RenewalChance> chances{{"A", 100, 1, 0.8}, {"A", 70, 0, 1}, {"B", 30, 1, 1}};
        for (const double rho : {0.0, 0.1, 1.0})
            QCOMPARE(all(of(chances, rho)), (QList<double>{110, 110, 110, 110, 2, 2, 2, 2}));
    }

    /// A single renewal that comes off in 12 of 100 runs is there at the 90th percentile, in 8 of 100 not; 20,000 runs
    /// settle that by more than five standard deviations.
    void chancesHold_data()
    {
        QTest::addColumn<double>("rho");
        QTest::addColumn<double>("p");
        QTest::addColumn<QList<double>>("percentiles");
        for (const double rho : {0.0, 0.1, 0.5, 1.0}) {
            QTest::addRow("%g: 0.08", rho) << rho << 0.08 << QList<double>{0, 0, 0};
            QTest::addRow("%g: 0.12", rho) << rho << 0.12 << QList<double>{0, 0, 1};
            QTest::addRow("%g: 0.48", rho) << rho << 0.48 << QList<double>{0, 0, 1};
            QTest::addRow("%g: 0.52", rho) << rho << 0.52 << QList<double>{0, 1, 1};
            QTest::addRow("%g: 0.88", rho) << rho << 0.88 << QList<double>{0, 1, 1};
            QTest::addRow("%g: 0.92", rho) << rho << 0.92 << QList<double>{1, 1, 1};
        }
    }
    void chancesHold()
    {
        QFETCH(double, rho);
        QFETCH(double, p);
        const RenewalDistribution found = of({{"A", 1, p, 1}}, rho);
        QTEST((QList<double>{found.p10, found.p50, found.p90}), "percentiles");
        QTEST((QList<double>{found.countP10, found.countP50, found.countP90}), "percentiles");
    }

    /// Independent renewals of 1 each: what is simulated of amounts is what is exact of counts.
    void simulationAgainstExact()
    {
        std::vector<RenewalChance> chances;
        std::vector<double> p;
        for (int i = 0; i < 60; ++i) {
            p.push_back(0.3 + 0.01 * i);
            chances.push_back({i % 3 == 0 ? "A" : "B", 1, p.back(), 1});
        }
        const RenewalDistribution found = of(chances, 0, {5, 5});
        const std::vector<double> exact = statistics::poissonBinomial(p);
        const double shares[] = {0.1, 0.5, 0.9};
        const double simulated[] = {found.p10, found.p50, found.p90};
        const double counted[] = {found.countP10, found.countP50, found.countP90};
        for (int i = 0; i < 3; ++i) {
            const double expected = 5 + statistics::countQuantile(exact, shares[i]);
            QCOMPARE(counted[i], expected);
            QVERIFY(std::abs(simulated[i] - expected) <= 1);
        }
    }

    /// Independent renewals of whole amounts: the exact distribution is a convolution, one renewal after the other. The
    /// chance to lie at or below a percentile of the simulation is that percentile, within six standard errors of
    /// 20,000 runs (0.0030 at a half) and what stands on the percentile itself.
    void amountsAgainstConvolution()
    {
        std::vector<RenewalChance> chances;
        for (int i = 0; i < 50; ++i)
            chances.push_back({i % 2 == 0 ? "A" : "B", double(1 + 7 * i % 23), 0.15 + 0.016 * i, 1});
        std::vector<double> exact{1};
        for (const RenewalChance &chance : chances) {
            std::vector<double> next(exact.size() + std::size_t(chance.due), 0.0);
            for (std::size_t amount = 0; amount < exact.size(); ++amount) {
                next[amount] += exact[amount] * (1 - chance.p);
                next[amount + std::size_t(chance.due)] += exact[amount] * chance.p;
            }
            exact = std::move(next);
        }
        const auto atMost = [&exact](double amount) {
            double sum = 0;
            for (std::size_t i = 0; i < exact.size() && double(i) <= amount; ++i)
                sum += exact[i];
            return sum;
        };
        double mean = 0;
        for (std::size_t i = 0; i < exact.size(); ++i)
            mean += double(i) * exact[i];
        const RenewalDistribution found = of(chances, 0);
        QVERIFY(std::abs(found.mean - mean) < 1e-9);
        for (const auto &[share, amount] : {std::pair(0.1, found.p10), {0.5, found.p50}, {0.9, found.p90}}) {
            const double error = 6 * std::sqrt(share * (1 - share) / Runs);
            QVERIFY2(atMost(amount) > share - error, qPrintable(QString::number(atMost(amount))));
            QVERIFY2(atMost(amount - 1) < share + error, qPrintable(QString::number(atMost(amount - 1))));
        }
    }

    /// Another program's way to the same: normals of the standard library instead of inverted uniform ones, a matrix of
    /// correlation instead of a factor written out. Percentiles agree within what two simulations of 20,000 runs differ
    /// by.
    void againstIndependentSimulation_data()
    {
        QTest::addColumn<double>("rho");
        for (const double rho : {0.0, 0.1, 0.4, 0.9})
            QTest::newRow(qPrintable(QString::number(rho))) << rho;
    }
    void againstIndependentSimulation()
    {
        QFETCH(double, rho);
        const std::vector<RenewalChance> chances = book();
        const auto below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
        std::mt19937_64 random(2026);
        std::normal_distribution<double> normal;
        std::vector<double> amounts;
        for (int run = 0; run < Runs; ++run) {
            double shared[] = {normal(random), normal(random)};
            double amount = 0;
            for (const RenewalChance &chance : chances) {
                const double own = normal(random);
                const double z = std::sqrt(rho) * shared[chance.group == "A" ? 0 : 1] + std::sqrt(1 - rho) * own;
                amount += below(z) < chance.p ? chance.due * chance.r : 0;
            }
            amounts.push_back(amount);
        }
        std::ranges::sort(amounts);
        const RenewalDistribution found = of(chances, rho);
        const auto within = [&](double share, double percentile) {
            const double error = 6 * std::sqrt(share * (1 - share) / Runs) * std::sqrt(2.0);
            const double low = amounts[std::size_t((share - error) * Runs)];
            const double high = amounts[std::size_t((share + error) * Runs)];
            return percentile >= low && percentile <= high;
        };
        QVERIFY(within(0.1, found.p10));
        QVERIFY(within(0.5, found.p50));
        QVERIFY(within(0.9, found.p90));
    }

    /// Those of a segment rise and fall together: at rho 1 all 100 of one chance come off in 4 runs of 5, or none.
    void together()
    {
        const std::vector<RenewalChance> chances(100, {"A", 1, 0.8, 1});
        const RenewalDistribution apart = of(chances, 0);
        const RenewalDistribution little = of(chances, 0.1);
        const RenewalDistribution wholly = of(chances, 1);
        QVERIFY(little.p90 - little.p10 > 1.5 * (apart.p90 - apart.p10));
        QVERIFY(little.countP90 - little.countP10 > 1.5 * (apart.countP90 - apart.countP10));
        QCOMPARE((QList<double>{wholly.p10, wholly.p50, wholly.p90}), (QList<double>{0, 100, 100}));
    }

    /// Two segments do not: both are lost in 4 runs of 100, one of them in 32.
    void apartBySegment()
    {
        const RenewalDistribution two = of({{"A", 1, 0.8, 1}, {"B", 1, 0.8, 1}}, 1);
        QCOMPARE((QList<double>{two.p10, two.p50, two.p90}), (QList<double>{1, 2, 2}));
        const RenewalDistribution one = of({{"A", 1, 0.8, 1}, {"A", 1, 0.8, 1}}, 1);
        QCOMPARE((QList<double>{one.p10, one.p50, one.p90}), (QList<double>{0, 2, 2}));
    }

    void orderOfRows()
    {
        std::vector<RenewalChance> chances = book();
        const QList<double> expected = all(of(chances, 0.1));
        std::mt19937 random(7);
        for (int i = 0; i < 3; ++i) {
            std::ranges::shuffle(chances, random);
            QCOMPARE(all(of(chances, 0.1)), expected);
        }
    }
    void threads() { QCOMPARE(all(of(book(), 0.1, {}, 1)), all(of(book(), 0.1, {}, 3))); }
    void seed()
    {
        Progress progress;
        const auto other = renewalDistribution(book(), {}, {0.1, 2, 0}, progress);
        QVERIFY(other && other->mean == of(book(), 0.1).mean);
        QVERIFY(all(*other) != all(of(book(), 0.1)));
    }

    void wrongRho_data()
    {
        QTest::addColumn<double>("rho");
        QTest::newRow("below 0") << -0.001;
        QTest::newRow("above 1") << 1.001;
        QTest::newRow("none") << std::numeric_limits<double>::quiet_NaN();
    }
    void wrongRho()
    {
        QFETCH(double, rho);
        Progress progress;
        const auto found = renewalDistribution({}, {}, {rho, 1, 0}, progress);
        QVERIFY(!found && found.error().code == ErrorCode::InvalidArgument);
    }
    void cancelled()
    {
        Progress progress;
        progress.cancel();
        const auto found = renewalDistribution(book(), {}, {}, progress);
        QVERIFY(!found && found.error().code == ErrorCode::Cancelled);
    }

    void chancesOfAQuery_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("said"); // "group due p|... unused ...", or a part of what is wrong
        QTest::newRow("groups") << QStringList{"grp", "due", "P", "note"}
                                << QByteArray(R"([["SMB", 100, 0.25, "x"], [null, "50.5", 1, null]])")
                                << "SMB 100 0.25|(none) 50.5 1| unused note";
        QTest::newRow("no groups") << QStringList{"due", "p"} << QByteArray("[[0, 0]]") << " 0 0| unused ";
        QTest::newRow("no chance") << QStringList{"due"} << QByteArray("[[1]]") << "p";
        QTest::newRow("below zero") << QStringList{"due", "p"} << QByteArray("[[1, 0], [-1, 0]]")
                                    << "Row 2 of the query: due is \"-1\"";
        QTest::newRow("over one") << QStringList{"due", "p"} << QByteArray("[[1, 1.001]]")
                                  << "Row 1 of the query: p is \"1.001\"";
        QTest::newRow("no number") << QStringList{"due", "p"} << QByteArray("[[1, \"half\"]]")
                                   << "Row 1 of the query: p is \"half\"";
    }
    void chancesOfAQuery()
    {
        QFETCH(QStringList, columns);
        QFETCH(QByteArray, rows);
        QFETCH(QString, said);
        store::QueryResult result;
        for (const QString &column : columns)
            result.columns.push_back(column.toStdString());
        result.rows = nlohmann::json::parse(rows.toStdString()).get<std::vector<std::vector<nlohmann::json>>>();
        const auto found = chancesOf(*store::QueryTable::of(std::move(result)));
        if (!found) {
            QCOMPARE(found.error().code, ErrorCode::BadData);
            const QString words = QString::fromStdString(found.error().message.english());
            QVERIFY2(words.contains(said), qPrintable(words));
            return;
        }
        QString told;
        for (const RenewalChance &chance : found->chances) {
            told += QStringLiteral("%1 %2 %3|").arg(QString::fromStdString(chance.group)).arg(chance.due).arg(chance.p);
            QCOMPARE(chance.r, 1.0);
        }
        told += QStringLiteral(" unused ");
        for (const std::string &column : found->unused)
            told += QString::fromStdString(column);
        QCOMPARE(told, said);
    }
};

QTEST_GUILESS_MAIN(TestRenewalDistribution)
#include "tst_renewal_distribution.moc"
