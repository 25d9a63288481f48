#include "core/base/figure_text.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace qd;

namespace {

/// What a test expects is written with plain spaces and minus; the text has no-break spaces and U+2212.
QString plain(const std::string &text)
{
    return QString::fromStdString(text).replace(QChar(0xA0), u' ').replace(QChar(0x2212), u'-');
}

Currency currency(const char *code)
{
    return *Currency::fromCode(code);
}

} // namespace

class TestFigureText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shortMoneyForms_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, qint64 minor, const char *code, const char *expected) {
            QTest::newRow(name) << minor << QByteArray(code) << QString::fromUtf8(expected);
        };
        row("millions", 5'097'490'925, "USD", "$50.97M");
        row("a tie of millions", 5'097'500'000, "USD", "$50.98M");
        row("a tie of millions, down", 5'096'500'000, "USD", "$50.96M");
        row("thousands", 43'629'100, "USD", "$436k");
        row("a tie of thousands goes to the even one", 43'650'000, "USD", "$436k");
        row("a cent over the tie", 43'650'001, "USD", "$437k");
        row("no 1,000k", 99'950'001, "USD", "$1.00M");
        row("a tie goes to the even 1,000", 99'950'000, "USD", "$1.00M");
        row("just below", 99'949'999, "USD", "$999k");
        row("in full below ten thousand", 912'049, "USD", "$9,120");
        row("half a unit below ten thousand", 999'949, "USD", "$9,999");
        row("no $10,000", 999'950, "USD", "$10k");
        row("below a thousand", 99'900, "USD", "$999");
        row("billions", 120'000'000'000, "CHF", "CHF 1.20B");
        row("no 1,000.00M", 99'999'500'000, "CHF", "CHF 1.00B");
        row("999.99 million", 99'999'499'999, "CHF", "CHF 999.99M");
        row("995 million are no billion", 99'500'000'000, "USD", "$995.00M");
        row("zero", 0, "USD", "$0");
        row("negative", -16'432'824, "USD", "-$164k");
        row("rounds to nothing", -50, "USD", "$0");
        row("rounds to one", -51, "USD", "-$1");
        row("yen has no minor unit", 1'500'000, "JPY", "¥1.50M");
        row("dinar has three digits", 25'000'000, "KWD", "KWD 25k");
        row("rupees", 912'049, "INR", "₹9,120");
        row("the least there is", std::numeric_limits<qint64>::min(), "USD", "-$92,233,720.37B");
    }
    void shortMoneyForms()
    {
        QFETCH(qint64, minor);
        QFETCH(QByteArray, code);
        QFETCH(QString, expected);
        QCOMPARE(plain(shortMoney(minor, currency(code.constData()))), expected);
    }

    void amounts()
    {
        QCOMPARE(plain(exactAmount(-16'432'824, Currency())), QStringLiteral("-164,328.24"));
        QCOMPARE(plain(exactAmount(5, Currency())), QStringLiteral("0.05"));
        QCOMPARE(plain(exactMoney(-5'097'490'925, Currency())), QStringLiteral("-$50,974,909.25"));
        QCOMPARE(plain(fullMoney(127'474'050, Currency())), QStringLiteral("$1,274,740"));
        QCOMPARE(plain(exactMoney(0, Currency())), QStringLiteral("$0.00"));
        QCOMPARE(plain(exactMoney(1, Currency())), QStringLiteral("$0.01"));
        QCOMPARE(plain(exactMoney(-1, Currency())), QStringLiteral("-$0.01"));
        QCOMPARE(plain(fullMoney(0, Currency())), QStringLiteral("$0"));
        QCOMPARE(plain(fullMoney(-50, Currency())), QStringLiteral("$0")); // half to even
        QCOMPARE(plain(fullMoney(-51, Currency())), QStringLiteral("-$1"));
        QCOMPARE(plain(wholeAmount(-5'189'350, Currency())), QStringLiteral("-51,894"));
        QCOMPARE(plain(wholeAmount(-5'189'250, Currency())), QStringLiteral("-51,892"));
        QCOMPARE(plain(wholeAmount(-50, Currency())), QStringLiteral("0"));
        QCOMPARE(plain(withSign(wholeAmount(26'311'200, Currency()))), QStringLiteral("+263,112"));
        QCOMPARE(plain(withSign(wholeAmount(40, Currency()))), QStringLiteral("0"));
        QCOMPARE(plain(millions(5'097'490'925, Currency())), QStringLiteral("50.97"));
        QCOMPARE(plain(countText(-1'274)), QStringLiteral("-1,274"));
        QCOMPARE(wholeUnits(-250, Currency()), std::int64_t(-200));
        QCOMPARE(wholeUnits(-250, currency("JPY")), std::int64_t(-250));
    }

    void rates()
    {
        QCOMPARE(plain(percentText(0.90649)), QStringLiteral("90.6 %"));
        QCOMPARE(plain(percentText(0.9065)), QStringLiteral("90.6 %"));
        QCOMPARE(plain(percentText(0.9075)), QStringLiteral("90.8 %"));
        QCOMPARE(plain(percentOfTenths(shownTenths(0.9075))), plain(percentText(0.9075)));
        QCOMPARE(plain(percentText(-0.0004)), QStringLiteral("0.0 %"));
        QCOMPARE(plain(wholePercent(0.125)), QStringLiteral("12 %"));
        QCOMPARE(plain(wholePercent(12.345)), QStringLiteral("1,234 %"));
        QCOMPARE(plain(percentText(1e16)), QStringLiteral("1,000,000,000,000,000,000.0 %"));
        QCOMPARE(plain(pointsOfTenths(-24)), QStringLiteral("-2.4 pt"));
        QCOMPARE(plain(pointsOfTenths(0)), QStringLiteral("0.0 pt"));
        QCOMPARE(plain(pointsText(0.0245)), QStringLiteral("+2.4 pt"));
        QCOMPARE(plain(pointsText(-0.0004)), QStringLiteral("0.0 pt"));
        QVERIFY(percentText(std::nan("")).empty());
        QVERIFY(pointsText(HUGE_VAL).empty());
    }

    void numbers()
    {
        QCOMPARE(plain(numberText(21.65, 1)), QStringLiteral("21.6"));
        QCOMPARE(plain(numberText(21.75, 1)), QStringLiteral("21.8"));
        QCOMPARE(plain(numberText(-1274.5, 0)), QStringLiteral("-1,274"));
        QCOMPARE(plain(numberText(-0.04, 1)), QStringLiteral("0.0"));
        QCOMPARE(plain(numberText(0.05, 2)), QStringLiteral("0.05"));
        QCOMPARE(plain(numberText(-1e18, 1)), QStringLiteral("-1,000,000,000,000,000,000.0"));
        QVERIFY(numberText(std::nan(""), 1).empty());
    }

    /// Groups and digits of other languages; the rounding is the same.
    void otherForms()
    {
        FigureForm form;
        form.point = ",";
        form.group = ".";
        QCOMPARE(plain(exactMoney(-123'456'789, Currency(), form)), QStringLiteral("-$1.234.567,89"));
        QCOMPARE(plain(shortMoney(5'097'500'000, Currency(), form)), QStringLiteral("$50,98M"));
        form.leastGrouped = 5; // as in Spanish
        QCOMPARE(plain(wholeAmount(123'400, Currency(), form)), QStringLiteral("1234"));
        QCOMPARE(plain(wholeAmount(1'234'500, Currency(), form)), QStringLiteral("12.345"));
        FigureForm lakhs;
        lakhs.nextGroupSize = 2;
        QCOMPARE(plain(countText(123'456'789, lakhs)), QStringLiteral("12,34,56,789"));
        FigureForm myriads;
        myriads.groupSize = 4;
        QCOMPARE(plain(countText(1'234'567'890, myriads)), QStringLiteral("123,456,7890"));
        FigureForm bare;
        bare.leastGrouped = 99;
        QCOMPARE(plain(countText(123'456'789, bare)), QStringLiteral("123456789"));
        FigureForm arabic;
        for (std::size_t i = 0; i < 10; ++i)
            arabic.digits[i] = QString(QChar(0x0660 + int(i))).toStdString();
        QCOMPARE(QString::fromStdString(withSign(countText(10, arabic), arabic)), QStringLiteral("+\u0661\u0660"));
        QCOMPARE(QString::fromStdString(withSign(countText(0, arabic), arabic)), QStringLiteral("\u0660"));
    }
};

QTEST_APPLESS_MAIN(TestFigureText)
#include "tst_figure_text.moc"
