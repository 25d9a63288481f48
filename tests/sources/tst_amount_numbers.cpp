#include "core/sources/amount_text.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Amounts as minor units, their sign, and points that could group.
class TestAmountNumbers : public QObject {
    Q_OBJECT
private slots:
    void signs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("negative");
        QTest::newRow("positive") << "12.50" << false;
        QTest::newRow("minus") << "-12.50" << true;
        QTest::newRow("in brackets") << "(12.50)" << true;
        QTest::newRow("minus behind") << "12.50-" << true;
        QTest::newRow("a little") << "-0.0001" << true;
        QTest::newRow("zero") << "0" << false;
        QTest::newRow("zero with a minus") << "-0.00" << false;
        QTest::newRow("more than 64 bits") << "-99999999999999999999" << true;
        QTest::newRow("with an exponent") << "-1e3" << true;
    }
    void signs()
    {
        QFETCH(QString, text);
        QFETCH(bool, negative);
        const std::string amount = text.toStdString();
        QCOMPARE(readAmount(amount, {}).isNegative(), negative);
    }

    /// amount x times / over in minor units.
    void minorUnits_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<qint64>("times");
        QTest::addColumn<qint64>("over");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<qint64>("minor");
        const auto row = [](const char *name, const char *amount, qint64 times, qint64 over, const char *currency,
                             qint64 minor) {
            QTest::newRow(name) << QString(amount) << times << over << QByteArray(currency) << minor;
        };
        row("whole", "12", 1, 1, "USD", 1200);
        row("cents", "12.34", 1, 1, "USD", 1234);
        row("one place", "12.5", 1, 1, "USD", 1250);
        row("a tie to the even below", "0.125", 1, 1, "USD", 12);
        row("a tie to the even above", "0.135", 1, 1, "USD", 14);
        row("under a tie", "0.1249", 1, 1, "USD", 12);
        row("over a tie", "0.1251", 1, 1, "USD", 13);
        row("negative tie", "-0.125", 1, 1, "USD", -12);
        row("yen", "12.5", 1, 1, "JPY", 12);
        row("dinar", "12.5", 1, 1, "KWD", 12500);
        row("a month as a year", "12.34", 12, 1, "USD", 14808);
        row("three years as one", "100", 1, 3, "USD", 3333);
        row("two thirds", "200", 1, 3, "USD", 6667);
        row("rounded once, at the end", "0.005", 12, 1, "USD", 6);
        row("eighteen months as a year", "150", 12, 18, "USD", 10000);
        row("the most", "92233720368547758.07", 1, 1, "USD", 9223372036854775807);
    }
    void minorUnits()
    {
        QFETCH(QString, amount);
        QFETCH(qint64, times);
        QFETCH(qint64, over);
        QFETCH(QByteArray, currency);
        QFETCH(qint64, minor);
        const auto decimal = Decimal::parse(amount.toStdString());
        QVERIFY(decimal);
        QCOMPARE(exactMinor(*decimal, times, over, *Currency::fromCode(currency.constData())),
            std::optional<std::int64_t>(minor));
    }

    void whatIsTooLargeIsNothing()
    {
        QVERIFY(!exactMinor(*Decimal::parse("92233720368547759"), 1, 1, Currency()));
        QVERIFY(!exactMinor(*Decimal::parse("92233720368547758.07"), 2, 1, Currency()));
        QVERIFY(exactMinor(*Decimal::parse("92233720368547758.07"), 2, 2, Currency()));
        QVERIFY(!exactMinor(*Decimal::parse("1"), 1, 0, Currency()));
    }

    /// Programs write whole amounts so; what a spreadsheet rounded to fit its column is no amount.
    void exponents_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("amount"); // empty: none that is exact
        const auto row = [](const char *text, const char *amount) { QTest::newRow(text) << QString(text) << amount; };
        row("1e3", "1000");
        row("1.5E+3", "1500");
        row("2.5e-1", "0.25");
        row("-1e2", "-100");
        row("1.25E2", "125");
        row("12.345e1", "123.45");
        row("5e-3", "0.005");
        row("1.2E+06", "");
        row("1E+05", "");
        row("1e31", "");
        row("1e-31", "");
        row("1e", "");
    }
    void exponents()
    {
        QFETCH(QString, text);
        QFETCH(QString, amount);
        const AmountReading reading = readAmount(text.toStdString(), {});
        QCOMPARE(reading.decimal.has_value(), !amount.isEmpty());
        if (reading.decimal)
            QCOMPARE(exactMinor(*reading.decimal, 10, 1, Currency()),
                exactMinor(*Decimal::parse(amount.toStdString()), 10, 1, Currency()));
    }

    void openMarks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mark");
        QTest::newRow("one digit") << "1.234"
                                   << ".";
        QTest::newRow("three digits") << "123.456"
                                      << ".";
        QTest::newRow("four digits") << "1234.567"
                                     << "";
        QTest::newRow("a zero in front") << "0.123"
                                         << "";
        QTest::newRow("a zero before others") << "012.345"
                                              << "";
        QTest::newRow("a zero within") << "100.000"
                                       << ".";
        QTest::newRow("nothing in front") << ".234"
                                          << "";
        QTest::newRow("two digits behind") << "1.23"
                                           << "";
        QTest::newRow("four digits behind") << "1.2345"
                                            << "";
        QTest::newRow("nothing behind") << "1."
                                        << "";
        QTest::newRow("no point") << "1234"
                                  << "";
        QTest::newRow("two points") << "1.234.567"
                                    << "";
        QTest::newRow("a comma before") << "1,234.567"
                                        << "";
        QTest::newRow("a comma behind") << "1.234,5"
                                        << "";
        QTest::newRow("a minus") << "-1.234"
                                 << ".";
        QTest::newRow("a currency in front") << "EUR 1.234"
                                             << ".";
        QTest::newRow("a currency behind") << "1.234 EUR"
                                           << ".";
        QTest::newRow("a comma") << "1,085"
                                 << ",";
        QTest::newRow("a comma and a currency") << "1,085 EUR"
                                                << ",";
        QTest::newRow("a comma behind a zero") << "0,125"
                                               << "";
        QTest::newRow("two commas") << "1,234,567"
                                    << "";
        QTest::newRow("an exponent") << "1.234e5"
                                     << "";
        QTest::newRow("nothing at all") << ""
                                        << "";
    }
    void openMarks()
    {
        QFETCH(QString, text);
        QFETCH(QString, mark);
        const auto open = openMark(text.toStdString());
        QCOMPARE(open ? QString(*open == DecimalMark::Point ? u'.' : u',') : QString(), mark);
    }
};

QTEST_APPLESS_MAIN(TestAmountNumbers)
#include "tst_amount_numbers.moc"
