#include "core/base/money.h"

#include <QtTest>

using qd::Currency;
using qd::Decimal;
using qd::Money;

class TestMoney : public QObject {
    Q_OBJECT
private slots:
    void minorUnits_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("digits"); // ISO 4217 list one; -1: no such currency
        QTest::newRow("dollar") << "USD" << 2;
        QTest::newRow("lower case") << "eur" << 2;
        QTest::newRow("yen") << "JPY" << 0;
        QTest::newRow("dinar") << "KWD" << 3;
        QTest::newRow("unidad de fomento") << "CLF" << 4;
        for (const char *code : {"AED", "XCG"}) // the first and the last of each length
            QTest::newRow(code) << code << 2;
        for (const char *code : {"BIF", "XPF"})
            QTest::newRow(code) << code << 0;
        for (const char *code : {"BHD", "TND"})
            QTest::newRow(code) << code << 3;
        QTest::newRow("UYW") << "UYW" << 4;
        QTest::newRow("unknown") << "ABC" << -1;
        QTest::newRow("a letter more") << "USDA" << -1;
        QTest::newRow("two letters") << "US" << -1;
        QTest::newRow("across the list's gap") << "D E" << -1;
    }
    void minorUnits()
    {
        QFETCH(QString, code);
        QFETCH(int, digits);
        const auto currency = Currency::fromCode(code.toStdString());
        QCOMPARE(currency.has_value(), digits >= 0);
        if (currency)
            QCOMPARE(currency->digits(), digits);
    }

    void rounding_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("minor");
        QTest::newRow("plain") << "1234.56"
                               << "USD" << qint64(123456);
        QTest::newRow("half to even, down") << "0.125"
                                            << "USD" << qint64(12);
        QTest::newRow("half to even, up") << "0.135"
                                          << "USD" << qint64(14);
        QTest::newRow("negative half") << "-0.125"
                                       << "USD" << qint64(-12);
        QTest::newRow("just over half") << "0.1250001"
                                        << "USD" << qint64(13);
        QTest::newRow("yen half to even") << "2.5"
                                          << "JPY" << qint64(2);
        QTest::newRow("dinar") << "1.2345"
                               << "KWD" << qint64(1234);
        QTest::newRow("largest") << "92233720368547758.07"
                                 << "USD" << qint64(INT64_MAX);
        QTest::newRow("no integer part") << ".5"
                                         << "USD" << qint64(50);
    }
    void rounding()
    {
        QFETCH(QString, written);
        QFETCH(QString, code);
        QFETCH(qint64, minor);
        const auto amount = Decimal::parse(written.toStdString());
        QVERIFY(amount);
        const auto money = Money::fromDecimal(*amount, *Currency::fromCode(code.toStdString()));
        QVERIFY(money);
        QCOMPARE(money->minor, minor);
    }

    void notNumbers_data()
    {
        QTest::addColumn<QString>("written");
        for (const char *text : {"", "-", ".", "1,234", "1e5", "1.2.3", " 1", "0x10", "NaN", "9223372036854775808",
                 "92233720368547758.08", "0.1234567890123456789"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void notNumbers()
    {
        QFETCH(QString, written);
        QVERIFY(!Decimal::parse(written.toStdString()));
    }

    void keepsWhatWasWritten()
    {
        QCOMPARE(Decimal::parse("1.0850")->text(), std::string("1.0850"));
        QCOMPARE(Decimal::parse("-0.05")->text(), std::string("-0.05"));
        QCOMPARE(Decimal::parse("007")->text(), std::string("7"));
        QCOMPARE(Decimal::parse("-0")->text(), std::string("0"));
        QCOMPARE(Decimal::parse("0.00")->text(), std::string("0.00"));
        QCOMPARE(Decimal::parse("+5.")->text(), std::string("5"));
        QCOMPARE(Decimal::parse("0.123456789012345678")->text(), std::string("0.123456789012345678"));
        QVERIFY(Decimal::parse("1.5")->sameValueAs(*Decimal::parse("1.500")));
        QVERIFY(!Decimal::parse("1.5")->sameValueAs(*Decimal::parse("1.51")));
    }

    void converts()
    {
        // 100.00 EUR at 1.0850 = 108.50 USD; 10000 JPY at 0.0066845 = 66.845 -> half to even 66.84
        const Money euros{10000, *Currency::fromCode("EUR")};
        QCOMPARE(euros.converted(*Decimal::parse("1.0850"), Currency())->minor, std::int64_t(10850));
        const Money yen{10000, *Currency::fromCode("JPY")};
        QCOMPARE(yen.converted(*Decimal::parse("0.0066845"), Currency())->minor, std::int64_t(6684));
        QCOMPARE(euros.converted(*Decimal::parse("161.255"), *Currency::fromCode("JPY"))->minor, std::int64_t(16126));
    }

    void addsAndTakesAway_data()
    {
        QTest::addColumn<qint64>("a");
        QTest::addColumn<qint64>("b");
        QTest::addColumn<qint64>("sum");
        QTest::newRow("plain") << qint64(125) << qint64(250) << qint64(375);
        QTest::newRow("a negative one") << qint64(125) << qint64(-250) << qint64(-125);
        QTest::newRow("two negative ones") << qint64(-125) << qint64(-250) << qint64(-375);
        QTest::newRow("nothing") << qint64(125) << qint64(0) << qint64(125);
        QTest::newRow("up to the most") << qint64(INT64_MAX - 1) << qint64(1) << qint64(INT64_MAX);
        QTest::newRow("down to the least") << qint64(INT64_MIN + 1) << qint64(-1) << qint64(INT64_MIN);
        QTest::newRow("from end to end") << qint64(INT64_MIN) << qint64(INT64_MAX) << qint64(-1);
    }
    void addsAndTakesAway()
    {
        QFETCH(qint64, a);
        QFETCH(qint64, b);
        QFETCH(qint64, sum);
        const auto dollars = [](qint64 minor) { return Money{minor, Currency()}; };
        QCOMPARE(dollars(a).plus(dollars(b)).value(), dollars(sum));
        QCOMPARE(dollars(b).plus(dollars(a)).value(), dollars(sum));
        QCOMPARE(dollars(sum).minus(dollars(b)).value(), dollars(a));
    }

    void neverWrapsOrMixes()
    {
        const Money most{INT64_MAX, Currency()};
        QVERIFY(!most.plus(Money{1, Currency()}));
        QVERIFY(!Money({INT64_MIN, Currency()}).minus(Money{1, Currency()}));
        QVERIFY(!most.scaled(2, 1));
        QVERIFY(!Money({INT64_MIN, Currency()}).plus(Money{-1, Currency()}));
        QVERIFY(!most.minus(Money{-1, Currency()}));
        QVERIFY(!Money({0, Currency()}).minus(Money{INT64_MIN, Currency()})); // 2^63
        QCOMPARE(Money({-1, Currency()}).minus(Money{INT64_MIN, Currency()})->minor, INT64_MAX);
        QCOMPARE(Money({INT64_MIN, Currency()}).minus(Money{INT64_MIN, Currency()})->minor, 0);
        const Money euro{1, *Currency::fromCode("EUR")};
        QVERIFY(!most.plus(euro));
        QVERIFY(!Money({1, Currency()}).plus(euro));
        QVERIFY(!Money({1, Currency()}).minus(euro));
        QVERIFY(!most.scaled(1, 0));
        QCOMPARE(most.scaled(2, 2)->minor, INT64_MAX);
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
