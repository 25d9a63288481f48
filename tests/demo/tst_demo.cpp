#include "core/demo/random.h"
#include "tests/demo/demo_files.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <set>

using qd::ErrorCode;
using qd::Month;
using qd::demo::DemoOptions;
using qd::demo::writeDemo;

class TestDemo : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    [[nodiscard]] std::string path(const char *name) const
    {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }
    /// Files by their names below `dir`, those of history too.
    static QStringList listed(const std::string &dir)
    {
        const QDir folder(QString::fromStdString(dir));
        QStringList names;
        for (QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             files.hasNext();)
            names << folder.relativeFilePath(files.next());
        names.sort();
        return names;
    }
    /// 21 exports and truth.json; two files for each month of history.
    static int filesOf(int months) { return 22 + 2 * months; }

private slots:
    void sameSeedSameBytes()
    {
        QVERIFY(makeDemo(path("a"), 120, 7));
        QVERIFY(makeDemo(path("b"), 120, 7));
        const QStringList names = listed(path("a"));
        QCOMPARE(names.size(), filesOf(24));
        QCOMPARE(listed(path("b")), names);
        for (const QString &name : names)
            QCOMPARE(readBytes(path("a/") + name.toStdString()), readBytes(path("b/") + name.toStdString()));
    }

    void otherSeedOtherBytes()
    {
        QVERIFY(makeDemo(path("seed7"), 120, 7));
        QVERIFY(makeDemo(path("seed8"), 120, 8));
        for (const char *name : {"/salesforce_accounts.csv", "/stripe_subscriptions.csv", "/pendo_usage.csv",
                 "/zendesk_tickets.csv", "/finance.fx_rates.csv", "/truth.json"})
            QVERIFY2(readBytes(path("seed7") + name) != readBytes(path("seed8") + name), name);
    }

    void fewerCustomersAreTheFirstOfMore()
    {
        QVERIFY(makeDemo(path("few"), 40, 3));
        QVERIFY(makeDemo(path("more"), 80, 3));
        const auto few = readTruth(path("few"))["customers"];
        const auto more = readTruth(path("more"))["customers"];
        for (std::size_t i = 0; i < few.size(); ++i)
            QCOMPARE(few[i]["stripe"], more[i]["stripe"]);
    }

    void replacesAnEarlierDemo()
    {
        QVERIFY(makeDemo(path("again"), 60, 1, 12));
        QCOMPARE(listed(path("again")).size(), filesOf(11)); // the months before the last
        QFile own(QString::fromStdString(path("again/history/notes.txt")));
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.close();
        QVERIFY(makeDemo(path("again"), 30, 2));
        QCOMPARE(readTruth(path("again"))["options"]["accounts"], 30);
        QCOMPARE(listed(path("again")).size(), filesOf(24) + 1); // what somebody put there stays
        QVERIFY(makeDemo(path("again"), 30, 2, 4));
        QCOMPARE(listed(path("again")).size(), filesOf(3) + 1);
    }

    void leavesForeignFoldersAlone()
    {
        QVERIFY(QDir().mkpath(QString::fromStdString(path("mine"))));
        QFile file(QString::fromStdString(path("mine/salesforce_accounts.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Id,Name\n");
        file.close();
        qd::Progress progress;
        const auto result = writeDemo(path("mine"), {}, progress);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::AlreadyExists);
        QVERIFY(*result.error().message.words().context != '\0'); // a template, not a finished sentence
        QCOMPARE(readBytes(path("mine/salesforce_accounts.csv")), std::string("Id,Name\n"));
        QCOMPARE(listed(path("mine")).size(), 1);
    }

    void cancelledLeavesNothing()
    {
        qd::Progress progress;
        progress.cancel();
        const auto result = writeDemo(path("cancelled"), {}, progress);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(!QDir(QString::fromStdString(path("cancelled"))).exists());
    }

    void cancelledKeepsTheEarlierDemo()
    {
        QVERIFY(makeDemo(path("kept"), 20, 1));
        const std::string before = readBytes(path("kept/truth.json"));
        qd::Progress progress;
        progress.cancel();
        QVERIFY(!writeDemo(path("kept"), {}, progress));
        QCOMPARE(readBytes(path("kept/truth.json")), before);
        QCOMPARE(listed(path("kept")).size(), filesOf(24));
    }

    void refusesOptions_data()
    {
        QTest::addColumn<int>("accounts");
        QTest::addColumn<int>("months");
        QTest::addColumn<int>("year");
        QTest::newRow("no accounts") << 0 << 36 << 2026;
        QTest::newRow("too many") << 1'000'001 << 36 << 2026;
        QTest::newRow("two months") << 10 << 2 << 2026;
        QTest::newRow("eleven years") << 10 << 132 << 2026;
        QTest::newRow("far past") << 10 << 36 << 1700;
    }
    void refusesOptions()
    {
        QFETCH(int, accounts);
        QFETCH(int, months);
        QFETCH(int, year);
        qd::Progress progress;
        DemoOptions options;
        options.accounts = accounts;
        options.months = months;
        options.end = Month(year, 10);
        const auto result = writeDemo(path("refused"), options, progress);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
        QVERIFY(*result.error().message.words().context != '\0'); // a template, not a finished sentence
        QVERIFY(!QDir(QString::fromStdString(path("refused"))).exists());
    }

    void salesforceIdsCarryTheirCheckCharacters()
    {
        QVERIFY(makeDemo(path("ids"), 150, 5));
        std::set<std::string> seen;
        for (const CsvRow &row : readCsv(path("ids/salesforce_accounts.csv"))) {
            const std::string &id = row.at("Id");
            QCOMPARE(id.size(), std::size_t(18));
            QVERIFY2(seen.insert(id).second, id.c_str());
            for (std::size_t block = 0; block < 3; ++block) {
                int bits = 0;
                for (std::size_t i = 0; i < 5; ++i)
                    bits += std::isupper(static_cast<unsigned char>(id[block * 5 + i])) ? 1 << i : 0;
                QCOMPARE(id[15 + block], "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits]);
            }
        }
    }

    void smallestAndShortest()
    {
        QVERIFY(makeDemo(path("one"), 1, 1, 3));
        QCOMPARE(readTruth(path("one"))["movements"].size(), std::size_t(3));
    }

    /// To 0.2 % of the power, and a unit for rounding; held beyond 5.
    void powersInIntegers()
    {
        for (int x = -5000; x <= 5000; x += 50) {
            const double exact = 1000 * std::exp(x / 1000.0);
            QVERIFY2(
                std::abs(double(qd::demo::expMilli(x)) - exact) <= 0.002 * exact + 1, qPrintable(QString::number(x)));
            const double chance = 1e6 / (1 + std::exp(-x / 1000.0));
            QVERIFY(std::abs(double(qd::demo::logisticMillion(x)) - chance) <= 2000);
        }
        QCOMPARE(qd::demo::expMilli(9000), qd::demo::expMilli(5000));
        QCOMPARE(qd::demo::expMilli(-9000), qd::demo::expMilli(-5000));
    }

    /// Twelve uniforms of 0 to 1000 less 6000: mean 0, variance 12 x (1001^2 - 1) / 12, nothing beyond 6000.
    void drawsThatAreNearlyNormal()
    {
        qd::demo::Random random(1, 2, "normal");
        constexpr int Draws = 20'000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < Draws; ++i) {
            const int draw = random.normalMilli();
            QVERIFY(std::abs(draw) <= 6000);
            sum += draw;
            squares += double(draw) * draw;
        }
        QVERIFY(std::abs(sum / Draws) < 4 * 1001 / std::sqrt(Draws));
        QVERIFY(std::abs(std::sqrt(squares / Draws) - 1001) < 30);
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
