#include "ui/paint/formatting.h"

#include <QTest>

using namespace qd;
using namespace qd::ui;

namespace {

const QLocale English(QLocale::English, QLocale::UnitedStates);
const QLocale German(QLocale::German, QLocale::Germany);

Money money(qint64 minor, const char *code)
{
    return {minor, Currency::fromCode(code).value()};
}

} // namespace

class TestFormatting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void amounts_data();
    void amounts();
    void changesWithTheirUnit();
    void shortAmounts_data();
    void shortAmounts();
    void rates_data();
    void rates();
    void formsOfLocales();
    void chances();
    void dates();
    void ages();
    void fileSizes_data();
    void fileSizes();
};

void TestFormatting::amounts_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("cents");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    QTest::addColumn<QString>("delta");
    const auto row = [](const char *name, qint64 minor, const char *code, bool cents, const char16_t *english,
                         const char16_t *german, const char16_t *delta) {
        QTest::newRow(name) << minor << QByteArray(code) << cents << QString::fromUtf16(english)
                            << QString::fromUtf16(german) << QString::fromUtf16(delta);
    };
    row("whole", 127'474'000, "USD", false, u"1,274,740", u"1.274.740", u"+1,274,740");
    row("cents, negative", -16'432'824, "USD", true, u"\u2212164,328.24", u"\u2212164.328,24", u"\u2212164,328.24");
    row("cents below ten keep their zero", 505, "USD", true, u"5.05", u"5,05", u"+5.05");
    row("no fraction but shown", 500, "USD", true, u"5.00", u"5,00", u"+5.00");
    row("half to even, down", 250, "USD", false, u"2", u"2", u"+2");
    row("half to even, up", 350, "USD", false, u"4", u"4", u"+4");
    row("rounds to zero without a sign", -49, "USD", false, u"0", u"0", u"0");
    row("yen has no minor unit", 500, "JPY", true, u"500", u"500", u"+500");
    row("three digits", 1'234'567, "KWD", true, u"1,234.567", u"1.234,567", u"+1,234.567");
    row("beyond a double's digits", 900'719'925'474'099'301, "USD", true, u"9,007,199,254,740,993.01",
        u"9.007.199.254.740.993,01", u"+9,007,199,254,740,993.01");
    row("the least there is", std::numeric_limits<qint64>::min(), "USD", true, u"\u221292,233,720,368,547,758.08",
        u"\u221292.233.720.368.547.758,08", u"\u221292,233,720,368,547,758.08");
}

void TestFormatting::amounts()
{
    QFETCH(qint64, minor);
    QFETCH(QByteArray, code);
    QFETCH(bool, cents);
    const Money amount = money(minor, code.constData());
    QTEST(formatMoney(amount, cents, English), "english");
    QTEST(formatMoney(amount, cents, German), "german");
    QTEST(formatMoneyDelta(amount, cents, English), "delta");
}

void TestFormatting::changesWithTheirUnit()
{
    QCOMPARE(formatFullMoneyDelta(money(23'778'800, "USD"), English), QStringLiteral("+$237,788"));
    QCOMPARE(formatFullMoneyDelta(money(-2'731'200, "USD"), English), QStringLiteral("\u2212$27,312"));
    QCOMPARE(formatFullMoneyDelta(money(0, "USD"), English), QStringLiteral("$0"));
    QCOMPARE(formatPercentChange(0.0099, English), QStringLiteral("+1.0\u00A0%"));
    QCOMPARE(formatPercentChange(-0.0312, English), QStringLiteral("\u22123.1\u00A0%"));
}

void TestFormatting::shortAmounts_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("expected");
    QTest::newRow("millions") << qint64(5'097'490'925) << QByteArray("USD") << QStringLiteral("$50.97M");
    QTest::newRow("thousands") << qint64(43'629'100) << QByteArray("USD") << QStringLiteral("$436k");
    QTest::newRow("below a thousand") << qint64(99'900) << QByteArray("USD") << QStringLiteral("$999");
    QTest::newRow("in full below 10,000") << qint64(912'049) << QByteArray("USD") << QStringLiteral("$9,120");
    QTest::newRow("no 1,000k") << qint64(99'995'000) << QByteArray("USD") << QStringLiteral("$1.00M");
    QTest::newRow("billions") << qint64(120'000'000'000) << QByteArray("CHF") << QStringLiteral("CHF\u00A01.20B");
    QTest::newRow("negative") << qint64(-8'739'000) << QByteArray("EUR") << QStringLiteral("\u2212\u20AC87k");
    QTest::newRow("yen") << qint64(1'500) << QByteArray("JPY") << QStringLiteral("\u00A51,500");
    QTest::newRow("nothing") << qint64(-20) << QByteArray("USD") << QStringLiteral("$0");
}

void TestFormatting::shortAmounts()
{
    QFETCH(qint64, minor);
    QFETCH(QByteArray, code);
    QTEST(formatShortMoney(money(minor, code.constData()), English), "expected");
}

void TestFormatting::rates_data()
{
    QTest::addColumn<double>("fraction");
    QTest::addColumn<QString>("percent");
    QTest::addColumn<QString>("points");
    QTest::newRow("rate") << 0.947 << QStringLiteral("94.7\u00A0%") << QStringLiteral("+94.7\u00A0pt");
    QTest::newRow("fall") << -0.024 << QStringLiteral("\u22122.4\u00A0%") << QStringLiteral("\u22122.4\u00A0pt");
    QTest::newRow("over one") << 1.075 << QStringLiteral("107.5\u00A0%") << QStringLiteral("+107.5\u00A0pt");
    QTest::newRow("no minus zero") << -0.0004 << QStringLiteral("0.0\u00A0%") << QStringLiteral("0.0\u00A0pt");
    QTest::newRow("a tie") << 0.9065 << QStringLiteral("90.6\u00A0%") << QStringLiteral("+90.6\u00A0pt");
    QTest::newRow("not a number") << std::nan("") << QString() << QString();
}

void TestFormatting::rates()
{
    QFETCH(double, fraction);
    QTEST(formatPercent(fraction, 1, English), "percent");
    QTEST(formatPoints(fraction, 1, English), "points");
}

/// What is found out about a locale writes numbers as the locale itself does.
void TestFormatting::formsOfLocales()
{
    for (const char *name :
        {"en_US", "de_DE", "de_CH", "fr_FR", "es_ES", "pl_PL", "hi_IN", "en_IN", "ar_EG", "fa_IR", "C"}) {
        const QLocale locale{QString::fromLatin1(name)};
        for (const qlonglong number : {7LL, 999LL, 1234LL, 12345LL, 123456LL, 98765432100LL}) {
            QCOMPARE(formatCount(number, locale), locale.toString(number));
            QCOMPARE(formatNumber(double(number) + 0.25, 2, locale), locale.toString(double(number) + 0.25, 'f', 2));
        }
    }
    const FileLocale file;
    QVERIFY(formOf() == fixedForm());
}

/// What is least to be told apart is shown, nothing below it.
void TestFormatting::chances()
{
    QCOMPARE(formatChance(0.0384, English), QStringLiteral("0.038"));
    QCOMPARE(formatChance(0.001, English), QStringLiteral("0.001"));
    QCOMPARE(formatChance(0.00099, English), QStringLiteral("< 0.001"));
    QCOMPARE(formatChance(0, German), QStringLiteral("< 0,001"));
    QCOMPARE(formatChance(1, English), QStringLiteral("1.000"));
}

void TestFormatting::dates()
{
    const Date date = Date::of(2026, 9, 30).value();
    QCOMPARE(formatDate(date, English), QStringLiteral("30 Sep 2026"));
    QCOMPARE(formatShortDate(date, English), QStringLiteral("30 Sep"));
    QCOMPARE(formatMonth(Month(2026, 10), German), QStringLiteral("Okt. 2026"));
}

void TestFormatting::ages()
{
    QCOMPARE(formatAge(12), QStringLiteral("12\u00A0d"));
    QCOMPARE(formatAge(-3), QStringLiteral("\u22123\u00A0d"));
    QCOMPARE(formatCount(593, English), QStringLiteral("593"));
    QCOMPARE(formatCount(1'284'410, English), QStringLiteral("1,284,410"));
}

void TestFormatting::fileSizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("bytes") << qint64(512) << QStringLiteral("512\u00A0B");
    QTest::newRow("one decimal below ten") << qint64(900'000) << QStringLiteral("900\u00A0kB");
    QTest::newRow("small megabytes") << qint64(1'940'000) << QStringLiteral("1.9\u00A0MB");
    QTest::newRow("megabytes") << qint64(611'200'000) << QStringLiteral("611\u00A0MB");
    QTest::newRow("no 1,000 kB") << qint64(999'900) << QStringLiteral("1.0\u00A0MB");
    QTest::newRow("gigabytes") << qint64(2'000'000'000) << QStringLiteral("2.0\u00A0GB");
}

void TestFormatting::fileSizes()
{
    QFETCH(qint64, bytes);
    QTEST(formatFileSize(bytes, English), "expected");
}

QTEST_GUILESS_MAIN(TestFormatting)
#include "tst_formatting.moc"
