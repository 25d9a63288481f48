#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/figure_text.h"
#include "core/base/json_value.h"

#include <QtTest>

#include <limits>

using namespace qd;

namespace {

constexpr std::int64_t Most = std::numeric_limits<std::int64_t>::max();

Currency currency(const char *code)
{
    return *Currency::fromCode(code);
}

} // namespace

/// Days, decimals and amounts at their limits, and numbers out of JSON.
class TestExactNumbers : public QObject {
    Q_OBJECT
private slots:
    void decimalsAsText_data()
    {
        QTest::addColumn<qint64>("mantissa");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text, qint64 mantissa, int scale) {
            QTest::addRow("%s", text) << mantissa << scale << QString::fromLatin1(text);
        };
        row("0", 0, 0);
        row("-7", -7, 0);
        row("0.5", 5, 1);
        row("-1.5", -15, 1);
        row("0.05", 5, 2);
        row("1.00", 100, 2);
        row("0.000000000000000001", 1, 18);
    }
    void decimalsAsText()
    {
        QFETCH(const qint64, mantissa);
        QFETCH(const int, scale);
        QTEST(QString::fromStdString(Decimal{mantissa, scale}.text()), "text");
    }
    void days_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("days");
        QTest::newRow("none") << "2026-10-31"
                              << "2026-10-31" << 0;
        QTest::newRow("one") << "2026-10-31"
                             << "2026-11-01" << 1;
        QTest::newRow("back") << "2026-11-01"
                              << "2026-10-31" << -1;
        QTest::newRow("no leap day") << "2026-02-28"
                                     << "2026-03-01" << 1;
        QTest::newRow("a leap day") << "2024-02-28"
                                    << "2024-03-01" << 2;
        QTest::newRow("a hundredth year") << "1900-02-28"
                                          << "1900-03-01" << 1;
        QTest::newRow("a four hundredth year") << "2000-02-28"
                                               << "2000-03-01" << 2;
        QTest::newRow("a year") << "2025-10-31"
                                << "2026-10-31" << 365;
        QTest::newRow("across 1970") << "1969-12-31"
                                     << "1970-01-02" << 2;
    }
    void days()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, days);
        QCOMPARE(daysBetween(*Date::fromIso(from.toStdString()), *Date::fromIso(to.toStdString())), days);
    }

    void approximations()
    {
        QVERIFY((Decimal{10850, 4}.approximate()) == 1.085);
        QVERIFY((Decimal{-5, 0}.approximate()) == -5);
        QVERIFY((Decimal{-1, 1}.approximate()) == -0.1);
        QVERIFY((Decimal{0, 3}.approximate()) == 0);
        QVERIFY((Decimal{1, 18}.approximate()) == 1e-18);
        QVERIFY((Decimal{1200, 2}.approximate()) == 12);
    }

    void scaled_data()
    {
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<qint64>("numerator");
        QTest::addColumn<qint64>("denominator");
        QTest::addColumn<int>("shift");
        QTest::addColumn<qint64>("result");
        const auto row = [](const char *name, qint64 amount, qint64 numerator, qint64 denominator, int shift,
                             qint64 result) {
            QTest::newRow(name) << amount << numerator << denominator << shift << result;
        };
        row("a tie to the even below", 5, 1, 2, 0, 2);
        row("a tie to the even above", 7, 1, 2, 0, 4);
        row("a tie to nothing", 1, 1, 2, 0, 0);
        row("negative ties", -5, 1, 2, 0, -2);
        row("negative ties, away", -7, 1, 2, 0, -4);
        row("under a half", 1, 1, 3, 0, 0);
        row("over a half", 2, 1, 3, 0, 1);
        row("just under a tie", 2499999, 1, 1000000, 0, 2);
        row("just over a tie", 2500001, 1, 1000000, 0, 3);
        row("times", 7, 6, 1, 0, 42);
        row("negative numerator", 7, -6, 1, 0, -42);
        row("negative denominator", 7, 1, -2, 0, -4);
        row("both negative", -7, 1, -2, 0, 4);
        row("shifted up", 5, 1, 4, 2, 125);
        row("shifted down", 12345, 1, 1, -2, 123);
        row("shifted down to a tie", 12350, 1, 1, -2, 124);
        row("shifted down to an even tie", 12250, 1, 1, -2, 122);
        row("the most", Most, 1, 1, 0, Most);
        row("the least", -Most, 1, 1, 0, -Most);
        row("between it may be more", Most, Most, Most, 0, Most);
        row("the widest shifts", 1, 1, 1, -36, 0);
        row("nothing of nothing", 0, 1, 1, 36, 0);
    }
    void scaled()
    {
        QFETCH(qint64, amount);
        QFETCH(qint64, numerator);
        QFETCH(qint64, denominator);
        QFETCH(int, shift);
        QFETCH(qint64, result);
        QCOMPARE(scaleHalfEven(amount, numerator, denominator, shift), std::optional<std::int64_t>(result));
    }

    void whatCannotBeScaled()
    {
        QCOMPARE(scaleHalfEven(0, 1, 1, 36), std::optional<std::int64_t>(0));
        QVERIFY(!scaleHalfEven(0, 1, 1, 37));
        QVERIFY(!scaleHalfEven(1, 1, 0, 0));
        QVERIFY(!scaleHalfEven(0, 1, 0, 0));
        QVERIFY(!scaleHalfEven(Most, 2, 1, 0));
        QVERIFY(!scaleHalfEven(-Most, 2, 1, 0));
        QVERIFY(!scaleHalfEven(Most, 1, 1, 1));
        QVERIFY(!scaleHalfEven(1, 1, 1, 19)); // 10^18 is below 2^63, 10^19 is not
        QCOMPARE(scaleHalfEven(1, 1, 1, 18), std::optional<std::int64_t>(1000000000000000000));
        QVERIFY(!scaleHalfEven(Most, 2, 4, 2)); // fifty times as much
    }

    void minorUnits()
    {
        QCOMPARE(minorPerMajor(currency("JPY")), std::int64_t(1));
        QCOMPARE(minorPerMajor(currency("USD")), std::int64_t(100));
        QCOMPARE(minorPerMajor(currency("KWD")), std::int64_t(1000));
        QCOMPARE(minorPerMajor(currency("CLF")), std::int64_t(10000));
    }

    void shortAmounts_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text, qint64 minor, const char *code = "USD") {
            QTest::addRow("%lld %s", minor, code) << minor << QByteArray(code) << QString::fromUtf8(text);
        };
        row("0", 0);
        row("0", -50); // no sign of nothing
        row("\u22121", -51);
        row("9,120", 912049);
        row("9,999", 999949);
        row("10k", 999950);
        row("436k", 43650000); // ties go to the even one
        row("437k", 43650001);
        row("999k", 99949999);
        row("1.00M", 99950000);
        row("50.97M", 5097490925);
        row("999.99M", 99999499999);
        row("1.00B", 99999500000);
        row("\u22121.20B", -120000000000, "CHF");
        row("1.50M", 1500000, "JPY");
        row("25k", 25000000, "KWD");
    }
    void shortAmounts()
    {
        QFETCH(qint64, minor);
        QFETCH(QByteArray, code);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(shortAmount(minor, currency(code.constData()))), text);
    }

    void kindsOfJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("kind");
        QTest::newRow("whole") << QByteArray("1") << "number";
        QTest::newRow("negative") << QByteArray("-1") << "number";
        QTest::newRow("fraction") << QByteArray("1.5e3") << "number";
        QTest::newRow("number in a text") << QByteArray("\"1\"") << "text";
        QTest::newRow("object") << QByteArray("{}") << "object";
        QTest::newRow("list") << QByteArray("[]") << "list";
        QTest::newRow("flag") << QByteArray("true") << "";
        QTest::newRow("null") << QByteArray("null") << "";
    }
    void kindsOfJson()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, kind);
        const auto read = nlohmann::ordered_json::parse(json.toStdString());
        Message fault;
        const JsonValue value(read, std::string("the file"), fault);
        QCOMPARE(value.isNumber(), kind == QStringLiteral("number"));
        QCOMPARE(value.isText(), kind == QStringLiteral("text"));
        QCOMPARE(value.isObject(), kind == QStringLiteral("object"));
        QCOMPARE(value.isList(), kind == QStringLiteral("list"));
        QVERIFY(fault.isEmpty()); // asking is no complaint
    }

    void numbersThatMustBeThere_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("fault");
        QTest::newRow("there") << QByteArray("{\"n\": -2.5}") << -2.5 << "";
        QTest::newRow("zero") << QByteArray("{\"n\": 0}") << 0.0 << "";
        QTest::newRow("missing") << QByteArray("{}") << 0.0 << "the file lacks the key \"n\".";
        QTest::newRow("null") << QByteArray("{\"n\": null}") << 0.0 << "the file lacks the key \"n\".";
        QTest::newRow("a text") << QByteArray("{\"n\": \"2\"}") << 0.0 << "n must be a number, not \"2\".";
    }
    void numbersThatMustBeThere()
    {
        QFETCH(QByteArray, json);
        QFETCH(double, number);
        QFETCH(QString, fault);
        const auto read = nlohmann::ordered_json::parse(json.toStdString());
        Message complaint;
        const JsonValue value(read, std::string("the file"), complaint);
        QVERIFY(value.neededNumber("n") == number);
        QCOMPARE(QString::fromStdString(complaint.english()), fault);
    }
};

QTEST_APPLESS_MAIN(TestExactNumbers)
#include "tst_exact_numbers.moc"
