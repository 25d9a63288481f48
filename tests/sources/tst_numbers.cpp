#include "core/sources/amount_text.h"
#include "core/sources/column_type.h"
#include "core/sources/number_text.h"
#include "core/sources/salesforce_id.h"
#include "core/sources/typed_row.h"
#include "core/store/entities.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::sources;

/// The last text that is a number or an id, and the first that is none; and what the digits of long ones become.
class TestNumbers : public QObject {
    Q_OBJECT

private slots:
    void numbers_data()
    {
        QTest::addColumn<bool>("comma");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected, bool comma = false) {
            QTest::newRow(text) << comma << expected;
        };
        row("5EUR", "5 EUR"); // the shortest with a code
        row("EUR5", "5 EUR");
        row("EUR", "-");
        row("5 EU", "-");
        row("5 XYZ", "-");
        row("(5)", "-5");
        row("()", "-");
        row("(5", "-");
        row("(12", "-");
        row("12)", "-");
        row("1.x", "-");
        row("1\t234\u20AC", "1234 EUR"); // a blank of any kind groups
        row("--5", "-");
        row("-5-", "-");
        row("-$-5", "-");
        row("$(5)", "-5");
        row("80,", "-"); // a mark behind nothing that stands for no decimals
        row("80.", "-", true);
        row("8,-", "8");
        row(",-", "-");
        row("x,-", "-");
        row("8.\u2014", "8");
        row("123,456", "123456");
        row("1234,567", "-");
        row(",234.5", "-");
        row("1,23,456", "-");
        row("123.456", "123456", true);
        row(".", "-");
        row("-.", "-");
        row("-.5", "-.5");
        row("-1.5", "-1.5");
        row("1.5x", "-");
        row("x1.5", "-");
        row("%", "-");
        row("5%%", "-");
        row("\u0669\u0660", "90"); // the last and the first digit of Arabic
        row("\u06F9\u06F0", "90"); // of Persian
        row("\uFF19\uFF10", "90"); // of full width
        row("\uFF08\uFF15\uFF09", "-5");
        row("\uFF0D5\uFF05", "-5 %");
        row("5\u0660x", "-");
    }
    void numbers()
    {
        QFETCH(bool, comma);
        const auto reading = readNumber(QTest::currentDataTag(), comma ? DecimalMark::Comma : DecimalMark::Point);
        std::string shown = reading ? reading->digits : "-";
        if (reading && reading->percent)
            shown += " %";
        if (reading && reading->currency)
            shown += ' ' + reading->currency->code();
        QTEST(QString::fromStdString(shown), "expected");
    }

    void kinds_data()
    {
        QTest::addColumn<bool>("decimals");
        QTest::addColumn<bool>("rounded");
        QTest::addColumn<bool>("exponential");
        const auto row = [](const char *text, bool decimals, bool rounded, bool exponential) {
            QTest::newRow(text) << decimals << rounded << exponential;
        };
        row("5E+1", false, true, true); // the shortest
        row("5E+", false, false, false);
        row("5E+x1", false, false, false);
        row("5E-1", false, false, true);
        row("5.E+11", false, false, false);
        row("5.1E+1", true, true, true);
        row("5:1E+17", false, false, false);
        row("54E+17", false, false, true);
        row("xE+17", false, false, false);
        row("4.x7E+17", false, false, false);
        row("4.7E+1x", true, false, false);
        row("E+11", false, false, false);
        row("1e5x", false, false, false);
        row("1e999", false, false, true); // larger than any double
        row("x.50", false, false, false);
        row("5.", false, false, false);
        row("5.50 EUR", true, false, false);
        row("5.505", false, false, false);
        row("5.0", false, false, false);
        row("5.x5", false, false, false);
        row("543E+17", false, false, true);
    }
    void kinds()
    {
        QFETCH(bool, decimals);
        QFETCH(bool, rounded);
        QFETCH(bool, exponential);
        const std::string_view text = QTest::currentDataTag();
        QCOMPARE(hasDecimals(text), decimals);
        QCOMPARE(isRoundedNumber(text), rounded);
        QCOMPARE(isExponential(text), exponential);
    }

    /// What stands before or behind the part of a text that is asked about is none of it.
    void aPartOfAText()
    {
        QVERIFY(!hasDecimals(std::string_view("1234").substr(2)));
        QCOMPARE(openMark(std::string_view("1.234e5").substr(0, 5)), std::optional(DecimalMark::Point));
        QVERIFY(!openMark("1.a23")); // three digits right behind it
    }

    void marks_data()
    {
        QTest::addColumn<QString>("mark"); // what the decimals of the column are written with
        QTest::addColumn<QString>("markOfCounts");
        const auto row = [](const char *value, const char *mark, const char *markOfCounts) {
            QTest::newRow(value) << mark << markOfCounts;
        };
        row("0,125", "comma", "comma");
        row("0.125", "point", "point");
        row(",125", "comma", "comma");
        row("1234,567", "comma", "comma"); // no group has four digits
        row("123,456", "none", "point");
        row("123.456", "none", "comma");
        row("1,25", "comma", "comma");
        row("1,2345", "comma", "comma");
        row("1,234,567", "point", "point");
        row("1.234.567", "comma", "comma");
        row("1.234,567", "comma", "comma");
        row("1,234.567", "point", "point");
        row("1.000 EUR", "none", "none");
        row("1,000", "none", "point");
        row("12", "none", "none");
    }
    void marks()
    {
        const auto settled = [](const NumberColumn &column) {
            const auto mark = column.settled();
            return QString(!mark ? "none" : *mark == DecimalMark::Point ? "point" : "comma");
        };
        NumberColumn measures;
        measures.observe(QTest::currentDataTag());
        QTEST(settled(measures), "mark");
        NumberColumn counts;
        counts.observeWhole(QTest::currentDataTag());
        QTEST(settled(counts), "markOfCounts");
    }

    /// Numbers that a column of a table may have: 15 digits always, more where they come back as they were written.
    void longNumbers_data()
    {
        QTest::addColumn<bool>("plain");
        QTest::addColumn<bool>("isNumber");
        const auto row = [](const char *text, bool plain, bool isNumber) {
            QTest::addRow("%s %s", text, plain ? "plain" : "point") << plain << isNumber;
        };
        row("0", true, true);
        row("00", true, false);
        row("01", false, false);
        row("1.2.3", true, false);
        row("1.2.3", false, false);
        row("123456789012345000", false, true); // 15 digits
        row("1234567890123456000", false, false); // 16, past 2^53
        row("9007199254740992", true, true); // 2^53
        row("9007199254740993", true, false);
        row("9007199254740994", true, false);
        row("0.1234567890123456", true, true);
        row("0.12345678901234560", false, true); // the last one says nothing
        row("0.10000000000000001", false, true); // 17 digits of 0.1
        row("0.100000000000000006", false, false); // 18
        row("1.0000000000000001", false, false); // is 1
        row("0.12345678901234567891", false, false);
    }
    void longNumbers()
    {
        QFETCH(bool, plain);
        const std::string text = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
        const auto found = realOf(text, plain ? TableDecimal() : TableDecimal(DecimalMark::Point));
        QTEST(found.has_value(), "isNumber");
        if (found)
            QCOMPARE(*found, QByteArray::fromStdString(text).toDouble());
    }

    void wholeNumbers()
    {
        constexpr std::int64_t Five = 5'000'000'000'000'000'000;
        QCOMPARE(wholeNumber({Five, 18}), std::optional<std::int64_t>(5));
        QCOMPARE(wholeNumber({Five + 1, 18}), std::nullopt);
        QCOMPARE(wholeNumber({-1200, 2}), std::optional<std::int64_t>(-12));
        QCOMPARE(wholeNumber({-1201, 2}), std::nullopt);
        QCOMPARE(wholeNumber({7, 0}), std::optional<std::int64_t>(7));
        QCOMPARE(wholeNumber({0, 19}), std::optional<std::int64_t>(0));
        QCOMPARE(wholeNumber({Five, 19}), std::nullopt); // a half
        QCOMPARE(wholeNumber({8'446'744'073'709'551'616, 19}), std::nullopt); // 10^19 but for 2^64
    }

    void amounts_data()
    {
        QTest::addColumn<AmountRule>("rule");
        QTest::addColumn<QString>("decimal"); // "-" for none that is exact
        const auto row = [](const char *text, const AmountRule &rule, const char *decimal) {
            QTest::newRow(text) << rule << decimal;
        };
        const AmountRule plain;
        row("0.0000000000001e30", plain, "100000000000000000");
        row("0.00000000000001e31", plain, "-"); // no amount has such an exponent
        row("1e-30", plain, "0.000000000000000001"); // what is cut off leaves a mark
        row("1e-31", plain, "-");
        row("1e99999999999", plain, "bad_number");
        row("-1.25e1", plain, "-12.5");
        row("12e-3", plain, "0.012");
        row("1.5e0", plain, "1.5");
        row("5.", plain, "5"); // a point at the end says nothing
        row("1.5e4", plain, "15000");
        row("12345678901234567.891", plain, "12345678901234567.89");
        row("92233720368547757.0750", plain, "92233720368547757.08"); // a tie, to the even one
        row("92233720368547757.0649", plain, "92233720368547757.06");
        row("92233720368547757.0660", plain, "92233720368547757.07");
        row("-92233720368547757.0660", plain, "-92233720368547757.07");
        row("-92233720368547757.0650", plain, "-92233720368547757.06");
        row("-92233720368547758.0750", plain, "-"); // rounds past the last
        row("9223372036854775807000", plain, "-");
        row("92233720368547757.0651", plain, "92233720368547757.07"); // more than a tie
        row("99999999999999999999.12645", plain, "-");
        row("0.0000000000000000051", plain, "0.000000000000000006"); // a tie but for what is cut off
        row("9223372036854775805.5", {Conversion::None, DecimalMark::Point, {}, *Currency::fromCode("JPY"), {}, 1, 1},
            "9223372036854775806");
        row(".5e1", plain, "5");
        row("1e+05", plain, "100000"); // as programs write it
        row("12E+10", plain, "120000000000"); // no spreadsheet has two digits before the exponent
        row("5 apples", plain, "bad_number");
        row("inf", plain, "bad_number");
        row("3", {Conversion::None, DecimalMark::Point, {}, {}, {}, 1, 1}, "3");
        row("10", {Conversion::None, DecimalMark::Point, {}, {}, {}, 1, 3}, "3.333333");
        row("20", {Conversion::None, DecimalMark::Point, {}, {}, {}, 1, 3}, "6.666667");
        row("6", {Conversion::None, DecimalMark::Point, {}, {}, {}, 2, 1}, "12");
        row("7", {Conversion::None, DecimalMark::Point, {}, {}, {}, 12, 1}, "84");
        row("5", {Conversion::None, DecimalMark::Point, {}, {}, {}, 1, 2}, "2.500000");
        row("2.5", {Conversion::None, DecimalMark::Point, {}, {}, {}, 3, 4}, "1.8750000");
        row("199", {Conversion::MinorUnits, DecimalMark::Point, {}, {}, 3, 1, 1}, "0.199");
        row("200", {Conversion::MinorUnits, DecimalMark::Point, {}, {}, 0, 1, 1}, "200");
        row("months", {Conversion::IntervalMonths, DecimalMark::Point, {}, {}, {}, 1, 1}, "1");
        row("18", {Conversion::IntervalMonths, DecimalMark::Point, {}, {}, {}, 1, 1}, "18");
    }
    void amounts()
    {
        QFETCH(AmountRule, rule);
        const AmountReading reading = readAmount(QTest::currentDataTag(), rule);
        QTEST(QString::fromStdString(reading.fault ? toString(*reading.fault)
                      : reading.decimal            ? reading.decimal->text()
                                                   : std::string("-")),
            "decimal");
        constexpr double Scaled = 1e-6; // what does not come out even has six more decimals
        if (reading.decimal)
            QVERIFY(std::abs(reading.real - reading.decimal->approximate()) <= Scaled);
    }

    /// Measures may be as rounded as a spreadsheet shows them, and are scaled all the same.
    void roundedMeasures()
    {
        QCOMPARE(readAmount("4.5E+11", {}).real, 4.5e11);
        QVERIFY(!readAmount("4.5E+11", {}).decimal);
        QCOMPARE(readAmount("4.5E+11", {Conversion::None, DecimalMark::Point, {}, {}, {}, 4, 3}).real, 6e11);
    }

    void whatIsSaidOfNoNumber()
    {
        const AmountRule interval{Conversion::IntervalMonths, DecimalMark::Point, {}, {}, {}, 1, 1};
        QCOMPARE(readAmount("ten", {}).detail.english(), std::string("\"ten\" is no number."));
        const AmountReading endless = readAmount(std::string(310, '9'), {}); // not 0
        QVERIFY(endless.fault == Reason::BadNumber);
        QVERIFY(endless.detail.english().ends_with("\" is too long a number."));
        QCOMPARE(readAmount("ten", interval).detail.english(),
            std::string("\"ten\" is no interval: day, week, month, quarter or year."));
        QVERIFY(!readAmount("4.5E+11", interval).fault); // a count that a spreadsheet rounded
    }

    void salesforceIds_data()
    {
        QTest::addColumn<QString>("expected");
        // Of five characters, the first capital counts 1, the second 2, then 4, 8 and 16: A is 0, Z is 25, 0 is 26.
        QTest::newRow("AbCdE0000a00B0C") << "AbCdE0000a00B0CVAU"; // 1 + 4 + 16, 0, 4 + 16
        QTest::newRow("ABCDEfghij0Ab00") << "ABCDEfghij0Ab005AC"; // 31, 0, 2
        QTest::newRow("09AZaz000000000") << "09AZaz000000000MAA"; // 4 + 8: the ends of the alphabets
        QTest::newRow("ABCDEfghij0Ab005ac") << "ABCDEfghij0Ab005AC";
        QTest::newRow("ABCDEfghij0Ab004ac") << "-";
        for (const char *beside : {"/", ":", "@", "[", "`", "{"})
            QTest::addRow("0015500000Xyy%s0", beside) << "-";
        QTest::newRow("0015500000XyyA") << "-";
        QTest::newRow("0015500000XyyABAAZx") << "-";
    }
    void salesforceIds()
    {
        QTEST(QString::fromStdString(salesforceId(QTest::currentDataTag()).value_or("-")), "expected");
    }

    /// FNV-1a over the values, each ended by the byte FF; FE stands for none. Workspaces keep it of every row, so it
    /// stays what it is (worked out by another program).
    void contentHashes()
    {
        const auto text = [](const char *value) { return Value{Value::Kind::Text, 0, 0, value}; };
        const store::Entity &leave = *store::findEntity("leave");
        TypedRow row;
        row.values = {text("C"), text("2026-01-01"), text("2026-01-02")};
        QCOMPARE(row.contentHash(leave), std::int64_t(4059536035686899226));
        row.extra = "{\"a\":\"b\"}";
        QCOMPARE(row.contentHash(leave), std::int64_t(-4361985721399902149));
        row.extra.clear();
        row.annualMinor = 1200;
        QCOMPARE(row.contentHash(leave), std::int64_t(-9179678661472106697));
        // A column that came later is no part of a row without it.
        const store::Entity &contacts = *store::findEntity("contacts");
        TypedRow contact;
        contact.values = {text("C"), text("A"), {}, {}, {}, {}, {Value::Kind::Integer, 1, 0, {}}, {}, {}, {}, {}};
        QCOMPARE(contact.contentHash(contacts), std::int64_t(-4703045448786666795));
        contact.values[9] = text("+1"); // the phone
        QCOMPARE(contact.contentHash(contacts), std::int64_t(-2120376524392432851));
        const store::Entity &targets = *store::findEntity("targets");
        const auto ofReal = [&](double value) {
            TypedRow target;
            target.values = {text("Q1"), text("nrr"), text(""), {Value::Kind::Real, 0, value, {}}};
            return target.contentHash(targets);
        };
        QCOMPARE(ofReal(-3), std::int64_t(4755301306651570695));
        QCOMPARE(ofReal(0.1), std::int64_t(862806984645462209)); // 0.10000000000000001
        QCOMPARE(ofReal(1e17), std::int64_t(7712645882866508704)); // 1e+17
        QCOMPARE(ofReal(-1e17), std::int64_t(3875859746376997629));
        QCOMPARE(ofReal(1.5), std::int64_t(-7182310928197376543));
    }
};

QTEST_GUILESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
