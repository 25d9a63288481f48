#include "core/sources/named_range.h"
#include "core/sources/sheet_choice.h"
#include "core/sources/xlsx_value.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What cells of workbooks say by their numbers and formats, and what ranges and sheets are meant: the last that is
/// one and the first that is none.
class TestWorkbookValues : public QObject {
    Q_OBJECT

private slots:
    /// Built-in formats: ECMA-376, 18.8.30, with those of East Asia, where 27 to 36 and 50 to 58 are dates.
    void builtInFormats()
    {
        const QList<int> dates{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58};
        const QList<int> times{18, 19, 20, 21, 32, 33, 45, 47};
        for (int id = 0; id <= 60; ++id) {
            const NumberShape expected = dates.contains(id) ? NumberShape::Date
                : times.contains(id)                        ? NumberShape::Time
                : id == 46                                  ? NumberShape::Duration
                                                            : NumberShape::Number;
            QVERIFY2(shapeOfBuiltIn(id) == expected, qPrintable(QString::number(id)));
        }
    }

    void formats_data()
    {
        QTest::addColumn<NumberShape>("shape");
        const auto row = [](const char *code, NumberShape shape) { QTest::newRow(code) << shape; };
        using enum NumberShape;
        row("m", Date); // alone a month
        row("mm:ss", Time); // beside hours or seconds minutes
        row("h:mm", Time);
        row("s", Time);
        row("ss.00", Time); // fractions of a second
        row("h:mm:ss,000", Time);
        row("s 0", Number); // a digit that is none
        row("0.00", Number);
        row("#", Number);
        row("?", Number);
        row("d", Date);
        row("y", Date);
        row("ggge", Date);
        row("d h:mm", Date);
        row("[h]", Duration);
        row("[mm]:ss", Duration);
        row("[ss].000", Duration);
        row("[h", Duration);
        row("[hx]", Number);
        row("[]yyyy", Date);
        row("[$-409]d", Date);
        row("[Red]0", Number);
        row("General", Number);
        row("yyyy General", Number);
        row("0yyyy", Number);
        row("d\"\"0", Number); // nothing is quoted
        row("d\\-0", Number); // only the mark behind it is no digit
        row("yyyy\"0\"", Date);
        row("yyyy\"0", Date);
        row("\"0\"yyyy", Date);
        row("yyyy\\0", Date);
        row("_0yyyy", Date);
        row("*0yyyy", Date);
        row("yyyy;0", Date); // the first section
        row("0;yyyy", Number);
        row("", Number);
    }
    void formats()
    {
        QFETCH(NumberShape, shape);
        QCOMPARE(int(shapeOfFormat(QString::fromLatin1(QTest::currentDataTag()))), int(shape));
    }

    void digitsOfFormats()
    {
        QCOMPARE(digitsOfFormat(u"00000"), 5);
        QCOMPARE(digitsOfFormat(u"00"), 2);
        for (const QStringView none : {QStringView(u"0"), QStringView(u""), QStringView(u"00-0"), QStringView(u"##")})
            QCOMPARE(digitsOfFormat(none), 0);
    }

    void numbers_data()
    {
        QTest::addColumn<NumberShape>("shape");
        QTest::addColumn<bool>("since1904");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *raw, NumberShape shape, const char *text, bool since1904 = false) {
            QTest::addRow("%s as %d%s", raw, int(shape), since1904 ? " since 1904" : "") << shape << since1904 << text;
        };
        using enum NumberShape;
        row("60", Date, "60"); // a day of February 1900 tells nobody which is meant
        row("61", Date, "1900-03-01");
        row("2958465", Date, "9999-12-31");
        row("2958466", Date, "2958466");
        row("2958465.999999", Date, "2958465.999999"); // rounds to the next day
        row("0", Date, "0", true);
        row("1", Date, "1904-01-02", true);
        row("2957003", Date, "9999-12-31", true);
        row("2957004", Date, "2957004", true);
        row("45000.5", Date, "2023-03-15T12:00:00Z");
        row("45000.000005", Date, "2023-03-15"); // 0.432 seconds
        row("45000.000012", Date, "2023-03-15T00:00:01Z");
        row("45000.5", Time, "2023-03-15T12:00:00Z");
        row("0.5", Date, "12:00:00");
        row("1", Date, "1");
        row("-0.5", Date, "-0.5");
        row("0", Time, "00:00:00");
        row("0.999988", Time, "23:59:59");
        row("0.4237268518518519", Time, "10:10:10");
        row("45000x", Date, "45000x");
        row("0.25001", Time, "06:00:01");
        row("1.5", Time, "36:00:00");
        row("-0.5", Time, "-0.5");
        row("0.5", Duration, "43200");
        row("-0.5", Duration, "-43200");
        row("1.00001", Duration, "86400.864");
        row("1000000000", Duration, "86400000000000");
        row("1000000001", Duration, "1000000001");
        row("x", Date, "x");
        row("1.10", Number, "1.10"); // as it was typed
        row("+5", Number, "5");
        row("-5", Number, "-5");
        row("1e3", Number, "1000");
        row("1.5E-7", Number, "0.00000015");
        row("0.30000000000000004", Number, "0.3"); // noise of a binary fraction
        row("0.29999999999999999", Number, "0.3");
        row("0.3000000000000004", Number, "0.3");
        row("1.5000000000000000000", Number, "1.5000000000000000000"); // few digits that say something
        row("0.12345678901234560", Number, "0.12345678901234560");
        row("1.234567890123456E-5", Number, "0.00001234567890123456");
        row("1e999", Number, "1e999"); // larger than any number
        row("1.2345678901230001", Number, "1.234567890123"); // thirteen digits may have been typed
        row("1.2345678901234003", Number, "1.2345678901234003"); // fourteen are all kept
        row("0.1234567890123456", Number, "0.1234567890123456");
        row("123456789012345678901234", Number, "123456789012345678901234"); // an id
        row("inf", Number, "inf");
        row("", Number, "");
    }
    void numbers()
    {
        QFETCH(NumberShape, shape);
        QFETCH(bool, since1904);
        const std::string raw = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
        QTEST(QString::fromStdString(numberText(raw, shape, since1904)), "text");
    }

    void texts()
    {
        QCOMPARE(unescaped("_x0041_"), std::string("A"));
        QCOMPARE(unescaped("_x0041"), std::string("_x0041"));
        QCOMPARE(unescaped("a__x0041_b"), std::string("a_Ab"));
        QCOMPARE(unescaped("_x0041_x0042_"), std::string("Ax0042_"));
        QCOMPARE(unescaped("_x_x0041_"), std::string("_xA"));
        QCOMPARE(unescaped("a_x0041_b_x0042_c"), std::string("aAbBc"));
        QCOMPARE(unescaped("_x0001_"), std::string("\x01"));
        QCOMPARE(unescaped(""), std::string());
        QCOMPARE(dayOrTime("2026-05-31T00:00:00x"), std::string("2026-05-31T00:00:00x"));
        QCOMPARE(dayOrTime("2026-05-31T00:00:00.5"), std::string("2026-05-31T00:00:00.5"));
    }

    void ranges_data()
    {
        QTest::addColumn<QString>("sheet"); // that the range stands in anyway
        QTest::addColumn<QString>("range"); // "sheet: row column to row column", counted from 1; "-" for none
        const auto row = [](const char *reference, const char *range, const char *sheet = "") {
            QTest::newRow(reference) << sheet << range;
        };
        row("Data!$B$2:$C$30", "Data: 2 2 to 30 3");
        row("$Data.$B$2:.$C$30", "Data: 2 2 to 30 3");
        row("$Data.$B$2:$Data.$C$30", "Data: 2 2 to 30 3");
        row("'My ''x'''!A1:A1", "My 'x': 1 1 to 1 1");
        row("'a.b!c'.A1:B2", "a.b!c: 1 1 to 2 2");
        row("'a b'!B2:C3", "a b: 2 2 to 3 3");
        row("A1:B2", "S: 1 1 to 2 2", "S");
        row("B3:D3", "-");
        row("S!Y1:AA1", "S: 1 25 to 1 27");
        row("S!ZZ9:AAA9", "S: 9 702 to 9 703");
        row("S!XFC1:XFD1", "S: 1 16383 to 1 16384");
        row("S!A1:AAAA1", "-");
        row("S!A1", "-");
        row("S!A1:", "-");
        row("S!:B2", "-");
        row("S!a1:b2", "-");
        row("S!A[1:B2", "-");
        row("S!A@1:B2", "-");
        row("S!A0:B2", "-");
        row("S!A1x:B2", "-");
        row("S!B1:A1", "-");
        row("S!A2:A1", "-");
    }
    void ranges()
    {
        QFETCH(QString, sheet);
        const auto found = rangeOf("n", QTest::currentDataTag(), sheet.toStdString());
        QString shown = QStringLiteral("-");
        if (found)
            shown = QStringLiteral("%1: %2 %3 to %4 %5")
                        .arg(QString::fromStdString(found->sheet))
                        .arg(found->cells.firstRow)
                        .arg(found->cells.firstColumn + 1)
                        .arg(found->cells.lastRow)
                        .arg(found->cells.lastColumn + 1);
        QTEST(shown, "range");
    }

    /// Whole columns and rows reach to the end of any sheet.
    void openRanges()
    {
        const auto columns = rangeOf("n", "S!B:C");
        QVERIFY(columns && columns->cells.firstColumn == 1 && columns->cells.lastColumn == 2);
        QVERIFY(columns->cells.firstRow <= 1 && columns->cells.lastRow >= 1'048'576);
        const auto rows = rangeOf("n", "S!2:3");
        QVERIFY(rows && rows->cells.firstRow == 2 && rows->cells.lastRow == 3);
        QVERIFY(rows->cells.firstColumn == 0 && rows->cells.lastColumn >= 16'383);
    }

    void sheets_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<int>("chosen"); // -1 for none
        QTest::newRow("by name") << "B" << 1;
        QTest::newRow("in other case") << "b" << 1;
        QTest::newRow("letter for letter first") << "a" << 2;
        QTest::newRow("by number") << "3" << 2;
        QTest::newRow("by the first number") << "1" << 0;
        QTest::newRow("number 0") << "0" << -1;
        QTest::newRow("past the last") << "4" << -1;
        QTest::newRow("not only a number") << "1x" << -1;
        QTest::newRow("a range") << "R" << 1;
        QTest::newRow("a range of no sheet") << "Lost" << -1;
        QTest::newRow("the first that is visible and filled") << "" << 1;
    }
    void sheets()
    {
        QFETCH(QString, wanted);
        QFETCH(int, chosen);
        const std::vector<NamedSheet> named{{"A", false}, {"B", false}, {"a", true}};
        const std::vector<NamedRange> areas{{"R", "b", {}}, {"Lost", "Z", {}}};
        const auto found = chooseSheet("x.xlsx", named, areas,
            wanted.isEmpty() ? std::nullopt : std::optional(wanted.toStdString()), [](std::size_t i) { return i > 0; });
        QCOMPARE(found ? int(found->chosen) : -1, chosen);
        if (found && chosen == 1)
            QCOMPARE(found->unread, std::vector<std::string>{"a (hidden)"});
    }

    void namesOfSheets()
    {
        const auto says = [](int count) {
            std::vector<NamedSheet> named;
            for (int i = 1; i <= count; ++i)
                named.push_back({"s" + std::to_string(i), false});
            const auto found = chooseSheet("x", named, {}, "none", [](std::size_t) { return true; });
            return QString::fromStdString(found.error().message.english());
        };
        QVERIFY(says(20).endsWith(QStringLiteral("\"s19\", \"s20\".")));
        QVERIFY(says(21).endsWith(QStringLiteral("\"s19\", \"s20\", ....")));
        const auto hidden = chooseSheet("x", {{"A", true}, {"B", true}}, {}, {}, [](std::size_t i) { return i == 1; });
        QVERIFY(QString::fromStdString(hidden.error().message.english()).contains(QStringLiteral("alone: \"B\".")));
        QCOMPARE(chooseSheet("x", {{"A", true}}, {}, {}, [](std::size_t) { return false; })->chosen, std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestWorkbookValues)
#include "tst_workbook_values.moc"
