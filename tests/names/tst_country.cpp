#include "core/names/country.h"

#include <QtTest>

using namespace qd::names;

/// One spelling of countries, however systems write them.
class TestCountry : public QObject {
    Q_OBJECT
private slots:
    void codes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *text, const char *code) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(code);
        };
        row("US", "US");
        row("us", "US");
        row("USA", "US");
        row("U.S.A.", "US");
        row(" United States ", "US");
        row("UNITED STATES OF AMERICA", "US");
        row("Vereinigte Staaten", "US");
        row("\u00c9tats-Unis", "US");
        row("Estados Unidos", "US");
        row("BR", "BR");
        row("BRA", "BR");
        row("Brasil", "BR");
        row("Brazil", "BR");
        row("GB", "GB");
        row("UK", "GB");
        row("U.K.", "GB");
        row("Great Britain", "GB");
        row("Scotland", "GB");
        row("Deutschland", "DE");
        row("Germany", "DE");
        row("Allemagne", "DE");
        row("DEU", "DE");
        row("The Netherlands", "NL");
        row("Netherlands", "NL");
        row("Nederland", "NL");
        row("C\u00f4te d'Ivoire", "CI");
        row("Cote d'Ivoire", "CI");
        row("Ivory Coast", "CI");
        row("T\u00fcrkiye", "TR");
        row("Turkey", "TR");
        row("\u65e5\u672c", "JP");
        row("Japan", "JP");
        row("\u0420\u043e\u0441\u0441\u0438\u044f", "RU");
        row("Russian Federation", "RU");
        row("Korea, Republic of", "KR");
        row("South Korea", "KR");
        row("Czech Republic", "CZ");
        row("Czechia", "CZ");
        row("Hong Kong", "HK");
        row("Viet Nam", "VN");
        row("Georgia", "GE"); // the country: the state stands in another column
        row("CA", "CA");
        row("Niger", "NE");
        row("Nigeria", "NG");
        row("Guinea", "GN");
        row("Guinea-Bissau", "GW");
        row("Dominica", "DM");
        row("Dominican Republic", "DO");
        row("Congo", "CG");
        row("DR Congo", "CD");
        row("Austria", "AT");
        row("Australia", "AU");
        row("", "");
        row("EMEA", "");
        row("Atlantis", "");
        row("n/a", "");
        row("12", "");
    }
    void codes()
    {
        QFETCH(QString, text);
        QTEST(QString::fromStdString(countryCode(text.toStdString())), "code");
    }

    void whatIsNoCountryStays()
    {
        QCOMPARE(comparableCountry("U.S."), comparableCountry("Etats Unis"));
        QCOMPARE(comparableCountry("Middle  East"), std::string("middle east"));
        QCOMPARE(comparableCountry(""), std::string());
    }
};

QTEST_GUILESS_MAIN(TestCountry)
#include "tst_country.moc"
