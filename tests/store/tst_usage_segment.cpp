#include "core/store/usage_segment.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace qd::store;

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t Least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t Most = std::numeric_limits<std::int64_t>::max();

/// `rows` alike: account 7, day 1, feature 1, line 2, no measures.
UsageColumns alike(std::size_t rows)
{
    UsageColumns columns;
    columns.account.assign(rows, 7);
    columns.day.assign(rows, 1);
    columns.feature.assign(rows, 1);
    columns.line.assign(rows, 2);
    for (auto &measure : columns.measures)
        measure.assign(rows, None);
    return columns;
}

UsageColumns twoRows()
{
    UsageColumns columns = alike(2);
    columns.account = {7, 263};
    columns.day = {-1, 0};
    columns.feature = {0, 0};
    columns.line = {2, 257};
    columns.measures = {std::vector<double>{None, 3}, {None, None}, {1, 2}, {0.5, 1}};
    return columns;
}

UsageColumns withExtras()
{
    UsageColumns columns = twoRows();
    columns.extra = {0, 1};
    columns.extras = {"{}"};
    return columns;
}

QByteArray bytesOf(const UsageColumns &columns)
{
    return QByteArray::fromStdString(encodeUsage(columns));
}

/// Equal in all columns, where nothing is as nothing.
bool alikeIn(const UsageColumns &a, const UsageColumns &b)
{
    const auto same = [](double x, double y) { return std::isnan(x) ? std::isnan(y) : x == y; };
    for (std::size_t m = 0; m < UsageMeasures; ++m) {
        if (!std::ranges::equal(a.measures[m], b.measures[m], same))
            return false;
    }
    return a.account == b.account && a.day == b.day && a.feature == b.feature && a.line == b.line && a.extra == b.extra
        && a.extras == b.extras;
}

} // namespace

/// Usage rows as a BLOB: what a workspace holds has to be read by every later program.
class TestUsageSegment : public QObject {
    Q_OBJECT
private slots:
    void theBytesAreThese()
    {
        const QByteArray zero = "0000000000000000";
        const QByteArray rows = "515531"
                                "02000000"
            + QByteArray("02"
                         "0700000000000000"
                         "0000"
                         "0001") // 256 apart: two bytes
            + "01"
              "ffffffffffffffff"
              "00"
              "01" // before 1970
            + "00" + zero // all alike: no bytes
            + "01"
              "0200000000000000"
              "00"
              "ff" // 255 apart: one byte
            + "03"
              "01"
              "01"
            + zero
            + "00"
              "03" // a hole, whole numbers
            + "03"
              "03"
              "00"
            + zero
            + "02"
              "01"
              "0100000000000000"
              "00"
              "01"
            + "00"
              "000000000000e03f"
              "000000000000f03f"; // 0.5 and 1 as they are
        QCOMPARE(bytesOf(twoRows()).toHex(), rows + "00000000");
        QCOMPARE(bytesOf(withExtras()).toHex(),
            rows
                + "01000000"
                  "01"
                + zero
                + "00"
                  "01"
                  "02000000"
                  "7b7d");
        QCOMPARE(bytesOf({}).toHex(),
            "515531"
            "00000000"
                + ("00" + zero).repeated(4) + ("0200" + zero).repeated(4) + "00000000");
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<QVector<qint64>>("lines");
        QTest::addColumn<QVector<double>>("values");
        QTest::addColumn<int>("lineBytes"); // of each row
        QTest::addColumn<int>("valueBytes"); // flags, map and numbers together
        using Lines = QVector<qint64>;
        using Values = QVector<double>;
        QTest::newRow("one row") << Lines{5} << Values{3} << 0 << 10;
        QTest::newRow("one byte") << Lines{0, 255} << Values{0, 255} << 1 << 12;
        QTest::newRow("two bytes") << Lines{0, 256} << Values{0, 256} << 2 << 14;
        QTest::newRow("still two") << Lines{1, 65536} << Values{-1, 65534} << 2 << 14;
        QTest::newRow("seven") << Lines{0, (qint64(1) << 56) - 1} << Values{-1, 1} << 7 << 12;
        QTest::newRow("eight") << Lines{0, qint64(1) << 56} << Values{-2, -1} << 8 << 12;
        QTest::newRow("all there are") << Lines{Least, Most} << Values{0, 0} << 8 << 10;
        QTest::newRow("the last whole number") << Lines{5} << Values{9007199254740991.0} << 0 << 10;
        QTest::newRow("one that may have been rounded") << Lines{5} << Values{9007199254740992.0} << 0 << 9;
        QTest::newRow("below zero") << Lines{5} << Values{-9007199254740991.0} << 0 << 10;
        QTest::newRow("a half") << Lines{5} << Values{0.5} << 0 << 9;
        QTest::newRow("endless") << Lines{5} << Values{std::numeric_limits<double>::infinity()} << 0 << 9;
        QTest::newRow("nothing") << Lines{5} << Values{None} << 0 << 11;
        QTest::newRow("a hole among halves") << Lines{5, 5} << Values{0.5, None} << 0 << 18;
        QTest::newRow("a hole at eight") << Lines(8, 5) << Values{1, 1, 1, 1, 1, 1, 1, None} << 0 << 19;
        QTest::newRow("a hole at nine") << Lines(9, 5) << Values{1, 1, 1, 1, 1, 1, 1, 1, None} << 0 << 21;
        QTest::newRow("holes at two and nine") << Lines(10, 5) << Values{2, None, 2, 2, 2, 2, 2, 2, None, 2} << 0 << 22;
        QTest::newRow("many holes") << Lines(10, 5) << Values{None, 2, 2, None, 2, 2, None, 2, None, 2} << 0 << 22;
    }
    void comesBackAsItWas()
    {
        QFETCH(QVector<qint64>, lines);
        QFETCH(QVector<double>, values);
        QFETCH(int, lineBytes);
        QFETCH(int, valueBytes);
        const auto rows = std::size_t(lines.size());
        UsageColumns columns = alike(rows);
        columns.line.assign(lines.begin(), lines.end());
        columns.measures[2].assign(values.begin(), values.end());
        const std::string blob = encodeUsage(columns);
        const auto read = decodeUsage(blob);
        QVERIFY(read.has_value());
        QVERIFY(alikeIn(*read, columns));
        // Magic and count, four columns, three measures of nothing but holes, the number of extras.
        const int others = 3 + 4 + 4 * 9 + 3 * (1 + int(rows + 7) / 8 + 9) + 4;
        QCOMPARE(int(blob.size()), others + int(rows) * lineBytes + valueBytes);
    }

    void manyKindsOfExtrasComeBack()
    {
        UsageColumns columns = alike(4);
        columns.extra = {2, 0, 1, 2};
        columns.extras = {"{\"a\":1}", ""};
        columns.extras[1].assign(300, 'x'); // its length takes two bytes
        const auto read = decodeUsage(encodeUsage(columns));
        QVERIFY(read && alikeIn(*read, columns));
        QCOMPARE(read->extraOf(0).size(), std::size_t(300));
        QVERIFY(read->extraOf(1).empty());
    }

    /// Cut anywhere, it is damaged, and says so.
    void whatIsCutIsRefused()
    {
        for (const std::string &blob : {encodeUsage(twoRows()), encodeUsage(withExtras()), encodeUsage({})}) {
            QVERIFY(decodeUsage(blob).has_value());
            for (std::size_t size = 0; size < blob.size(); ++size)
                QVERIFY2(!decodeUsage(std::string_view(blob).substr(0, size)), qPrintable(QString::number(size)));
        }
    }

    void whatCannotBeIsRefused()
    {
        std::string blob = encodeUsage({});
        blob[7] = 8; // bytes of each account number
        QVERIFY(decodeUsage(blob).has_value());
        blob[7] = 9;
        QVERIFY(!decodeUsage(blob));
        blob[7] = 0;
        blob[2] = '2';
        QVERIFY(!decodeUsage(blob));
        QVERIFY(decodeUsage(encodeUsage(alike(UsageSegmentRows))).has_value());
        QVERIFY(!decodeUsage(encodeUsage(alike(UsageSegmentRows + 1))));
        UsageColumns columns = withExtras();
        columns.extra = {0, 2}; // there is one
        QVERIFY(!decodeUsage(encodeUsage(columns)));
    }

    void rowsAreAppended()
    {
        UsageColumns from = twoRows();
        from.extra = {1, 0};
        from.extras = {"{}"};
        UsageColumns plain = twoRows();
        UsageColumns all;
        all.append(plain, 1);
        QVERIFY(all.extra.empty());
        all.append(plain, 0);
        all.append(from, 0);
        all.append(from, 0);
        all.append(from, 1);
        QCOMPARE(all.account, (std::vector<std::uint32_t>{263, 7, 7, 7, 263}));
        QCOMPARE(all.day, (std::vector<std::int32_t>{0, -1, -1, -1, 0}));
        QCOMPARE(all.line, (std::vector<std::int64_t>{257, 2, 2, 2, 257}));
        QCOMPARE(all.measures[2], (std::vector<double>{2, 1, 1, 1, 2}));
        QCOMPARE(all.measures[3], (std::vector<double>{1, 0.5, 0.5, 0.5, 1}));
        QCOMPARE(all.measures[0].size(), std::size_t(5));
        QCOMPARE(all.extra, (std::vector<std::uint32_t>{0, 0, 1, 1, 0}));
        QCOMPARE(all.extras, std::vector<std::string>{"{}"}); // neighbours share it
        from.extras = {"[]"};
        all.append(from, 0);
        QCOMPARE(all.extraOf(5), std::string_view("[]"));
        QCOMPARE(all.extraOf(2), std::string_view("{}"));
        all.clear();
        QVERIFY(alikeIn(all, {}));
    }

    void orderIsByAccountDayAndFeature_data()
    {
        QTest::addColumn<QVector<int>>("key"); // beside account 7, day 1, feature 1
        QTest::addColumn<bool>("before");
        QTest::addColumn<bool>("after");
        QTest::newRow("same") << QVector<int>{7, 1, 1} << false << false;
        QTest::newRow("account") << QVector<int>{8, 0, 0} << false << true;
        QTest::newRow("day") << QVector<int>{7, 0, 2} << true << false;
        QTest::newRow("day before 1970") << QVector<int>{7, -1, 2} << true << false;
        QTest::newRow("feature") << QVector<int>{7, 1, 2} << false << true;
    }
    void orderIsByAccountDayAndFeature()
    {
        QFETCH(QVector<int>, key);
        QFETCH(bool, before);
        QFETCH(bool, after);
        const UsageColumns one = alike(1);
        UsageColumns other = alike(2); // asked for its second row
        other.account[1] = std::uint32_t(key[0]);
        other.day[1] = key[1];
        other.feature[1] = std::uint32_t(key[2]);
        QCOMPARE(other.before(1, one, 0), before);
        QCOMPARE(one.before(0, other, 1), after);
        QCOMPARE(one.sameKey(0, other, 1), !before && !after);
    }
};

QTEST_APPLESS_MAIN(TestUsageSegment)
#include "tst_usage_segment.moc"
