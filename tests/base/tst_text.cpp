#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/base/words.h"

#include <QtTest>

#include <limits>

using namespace qd;

/// Numbers as text, letters without their case, and texts that are filled in.
class TestText : public QObject {
    Q_OBJECT
private slots:
    void blanks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("trimmed");
        QTest::addColumn<QString>("shown"); // without what shows nothing
        const auto row = [](const char *name, const QString &text, const QString &trimmed, const QString &shown) {
            QTest::newRow(name) << text << trimmed << shown;
        };
        row("none", u"a b"_qs, u"a b"_qs, u"a b"_qs);
        row("of ASCII", u" \t\r\n\f\va \t"_qs, u"a"_qs, u" \t\r\n\f\va \t"_qs);
        row("no-break", u"\u00A0a\u00A0"_qs, u"a"_qs, u"\u00A0a\u00A0"_qs);
        row("wide and narrow", u"\u3000\u202F\u2007a\u2003\u205F"_qs, u"a"_qs, u"\u3000\u202F\u2007a\u2003\u205F"_qs);
        row("without a width", u"\uFEFFa\u200Bb\u2060"_qs, u"a\u200Bb"_qs, u"ab"_qs);
        row("directions", u"\u202Ba\u200F\u202C"_qs, u"a"_qs, u"a"_qs);
        row("the first and the last direction", u"\u202Aa\u202E"_qs, u"a"_qs, u"a"_qs);
        row("the first and the last width", u"\u2000a\u200A"_qs, u"a"_qs, u"\u2000a\u200A"_qs);
        row("Ogham, lines and paragraphs", u"\u1680a\u2028\u2029"_qs, u"a"_qs, u"\u1680a\u2028\u2029"_qs);
        row("the next line", u"\u0085a\u0085"_qs, u"a"_qs, u"\u0085a\u0085"_qs);
        row("letters near them", u"\u2010a\u2030"_qs, u"\u2010a\u2030"_qs, u"\u2010a\u2030"_qs);
        row("Chinese", u"\u3001\u4E2D\u6587"_qs, u"\u3001\u4E2D\u6587"_qs, u"\u3001\u4E2D\u6587"_qs);
        row("nothing else", u" \u3000 "_qs, QString(), u" \u3000 "_qs);
        row("nothing", QString(), QString(), QString());
    }
    void blanks()
    {
        QFETCH(QString, text);
        const std::string bytes = text.toStdString();
        QTEST(QString::fromStdString(std::string(trimmed(bytes))), "trimmed");
        QTEST(QString::fromStdString(withoutInvisible(bytes)), "shown");
        QCOMPARE(leadingBlank("\xE3\x80"), std::size_t(0)); // cut off
        QCOMPARE(leadingBlank("\xE3\x80\x80x"), std::size_t(3));
        QCOMPARE(leadingBlank("\xC2\xA0"), std::size_t(2));
        QCOMPARE(leadingBlank(" "), std::size_t(1));
        for (const char *broken : {"\xE2\x80\n", "\xE2\n\x8A", "\xE2@\x8A", "\xF2\x80\x8A"}) // one byte off U+200A
            QCOMPARE(leadingBlank(broken), std::size_t(0));
    }

    void decimals_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 12.4 << 0 << "12";
        QTest::newRow("one, down") << 12.44 << 1 << "12.4";
        QTest::newRow("one, up") << 12.46 << 1 << "12.5";
        QTest::newRow("carried") << 9.996 << 2 << "10.00";
        QTest::newRow("filled up") << 3.0 << 3 << "3.000";
        QTest::newRow("below one") << 0.05 << 2 << "0.05";
        QTest::newRow("negative") << -1.26 << 1 << "-1.3";
        QTest::newRow("zero") << 0.0 << 2 << "0.00";
        QTest::newRow("never an exponent") << 1e21 << 0 << "1000000000000000000000";
        QTest::newRow("as many as there may be") << 0.5 << 15 << "0.500000000000000";
        QTest::newRow("the exact value decides, not its shortest form") << 2.675 << 2 << "2.67";
        QTest::newRow("without end") << std::numeric_limits<double>::infinity() << 1 << "inf";
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << 1 << "nan";
    }
    void decimals()
    {
        QFETCH(double, value);
        QFETCH(int, digits);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(fixedDecimals(value, digits)), text);
    }

    void theLongestNumber()
    {
        const std::string text = fixedDecimals(-std::numeric_limits<double>::max(), 15);
        QCOMPARE(text.size(), std::size_t(1 + 309 + 1 + 15));
        QCOMPARE(text.substr(0, 5), std::string("-1797"));
    }

    void asciiLettersAreLowered()
    {
        QCOMPARE(lowered("AZaz09"), std::string("azaz09"));
        QCOMPARE(lowered("@[`{"), std::string("@[`{")); // next to the letters
        QCOMPARE(lowered("\u00C4X"), std::string("\u00C4x"));
        QCOMPARE(lowered(""), std::string());
    }

    void caseIsFolded()
    {
        QCOMPARE(caseFolded("SMB 1"), std::string("smb 1"));
        QCOMPARE(caseFolded("\u00C4X"), std::string("\u00E4x"));
        QCOMPARE(caseFolded("\u03A3\u03C2"), std::string("\u03C3\u03C3")); // capital and final sigma
        QCOMPARE(caseFolded(""), std::string());
    }

    void equalButForCase_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("equal");
        QTest::newRow("the same") << "SMB"
                                  << "SMB" << true;
        QTest::newRow("by case") << "SMB"
                                 << "smb" << true;
        QTest::newRow("beyond ASCII") << QString::fromUtf8("\u00D6l") << QString::fromUtf8("\u00F6L") << true;
        QTest::newRow("an accent less") << QString::fromUtf8("\u00D6l") << "Ol" << false;
        QTest::newRow("a letter more") << "SMB"
                                       << "SMBs" << false;
        QTest::newRow("a space") << "SMB"
                                 << "SMB " << false;
        QTest::newRow("nothing") << ""
                                 << "" << true;
        QTest::newRow("something and nothing") << "a"
                                               << "" << false;
    }
    void equalButForCase()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, equal);
        QCOMPARE(equalsIgnoringCase(a.toStdString(), b.toStdString()), equal);
        QCOMPARE(equalsIgnoringCase(b.toStdString(), a.toStdString()), equal);
    }

    /// First and last of each length, and what stands just beside them (RFC 3629).
    void wellFormed_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *hex, bool good) { QTest::addRow("bytes %s", hex) << QByteArray(hex) << good; };
        row("", true);
        row("00", true);
        row("7f", true);
        row("80", false);
        row("c080", false);
        row("c1bf", false);
        row("c280", true);
        row("dfbf", true);
        row("e09fbf", false);
        row("e0a080", true);
        row("ed9fbf", true);
        row("eda080", false); // surrogates
        row("edbfbf", false);
        row("ee8080", true);
        row("efbfbf", true);
        row("f08fbfbf", false);
        row("f0908080", true);
        row("f48fbfbf", true);
        row("f4908080", false);
        row("f5808080", false);
        row("f8908080", false); // as long as one of four bytes, and longer
        row("ff", false);
        row("c2", false); // cut off
        row("e282", false);
        row("f09f98", false);
        row("c241", false); // no continuation
        row("c2c0", false);
        row("e28241", false);
        row("41c28041", true);
        row("41c2804180", false);
    }
    void wellFormed()
    {
        QFETCH(QByteArray, hex);
        QFETCH(bool, good);
        QCOMPARE(isUtf8(QByteArray::fromHex(hex).toStdString()), good);
    }

    /// What stands behind the part of a text that is asked about is none of it.
    void aPartIsWellFormed()
    {
        QVERIFY(isUtf8(std::string_view("a\xFF").substr(0, 1)));
        QVERIFY(!isUtf8(std::string_view("\xC2\x80").substr(0, 1)));
    }

    void filled_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("text");
        QTest::newRow("in any order") << "%2, %1" << QStringList{"a", "b"} << "b, a";
        QTest::newRow("twice") << "%1%1" << QStringList{"a"} << "aa";
        QTest::newRow("a place in a value stays") << "%1 %2" << QStringList{"%2", "%1"} << "%2 %1";
        QTest::newRow("a place without a value stays") << "%1 %2" << QStringList{"a"} << "a %2";
        QTest::newRow("counted from 1") << "%0" << QStringList{"a"} << "%0";
        QTest::newRow("one digit alone") << "%10" << QStringList{"a"} << "a0";
        QTest::newRow("nine") << "%9" << QStringList{"1", "2", "3", "4", "5", "6", "7", "8", "last"} << "last";
        QTest::newRow("eight of nine") << "%9" << QStringList{"1", "2", "3", "4", "5", "6", "7", "8"} << "%9";
        QTest::newRow("a digit without a sign") << "a1" << QStringList{"x"} << "a1";
        QTest::newRow("a sign at the end") << "5 %" << QStringList{"a"} << "5 %";
        QTest::newRow("two signs") << "%%1" << QStringList{"a"} << "%a";
        QTest::newRow("nothing") << "" << QStringList{"a"} << "";
    }
    void filled()
    {
        QFETCH(QString, pattern);
        QFETCH(QStringList, values);
        QFETCH(QString, text);
        std::vector<std::string> texts;
        for (const QString &value : values)
            texts.push_back(value.toStdString());
        QCOMPARE(QString::fromStdString(filledIn(pattern.toStdString(), texts)), text);
    }

    void addressesAreMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char *name, const char *text, const char *masked) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(masked);
        };
        const auto stays = [&row](const char *name, const char *text) { row(name, text, text); };
        row("alone", "ann@example.com", "[masked]");
        row("of single letters", "a@b.c", "[masked]");
        row("in a sentence", "Ask a@b.co now.", "Ask [masked] now.");
        row("at its end", "Ask ann@b.co.", "Ask [masked].");
        row("before a dash", "ann@b.co- or me", "[masked]- or me");
        row("before a dash and dots", "ann@b.co-..", "[masked]-..");
        row("a dash before its last letter", "ann@b.x-y", "[masked]");
        row("in brackets", "Ann <ann@b.co>", "Ann <[masked]>");
        row("two", "ann@b.co,bob@c.de", "[masked],[masked]");
        row("marks of a name", "o'hara+x_1.y@b-c.co", "[masked]");
        row("letters beyond ASCII", "j\u00F6rg@m\u00FCller.de", "[masked]");
        row("digits", "ann7@b2.co", "[masked]");
        row("another sign behind it", "ann@b.co@c.de", "[masked]@c.de");
        stays("nothing", "");
        stays("no sign", "ann at b.co");
        stays("a sign alone", "@");
        stays("no name", "at @b.co");
        stays("no domain", "ann@, b.co");
        stays("a blank before the domain", "ann@ b.co");
        stays("two signs", "ann@@b.co");
        stays("no point", "ann@b");
        stays("no point, but one later", "write ann@b or see c.d");
        stays("no point but the sentence's", "ann@b. Yes");
        stays("a point first", "ann@.b.co");
        stays("a price", "5@9.99");
        stays("a version", "build@r.7");
        stays("a telephone number", "+49 170 1234567");
    }
    void addressesAreMasked()
    {
        QFETCH(QString, text);
        QTEST(QString::fromStdString(withoutAddresses(text.toStdString())), "masked");
    }

    /// What stands behind the part of a text that is asked about is none of its address.
    void addressesOfAPart()
    {
        const std::string_view whole = "ann@b.company";
        QCOMPARE(withoutAddresses(whole.substr(0, 8)), std::string("[masked]"));
        QCOMPARE(withoutAddresses(whole.substr(0, 5)), std::string("ann@b"));
        QCOMPARE(withoutAddresses(whole.substr(3)), std::string("@b.company"));
    }

    void nearestWord_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("found");
        QTest::newRow("the same") << u"owner"_qs << u"owner"_qs;
        QTest::newRow("in capitals") << u"OWNER"_qs << u"owner"_qs;
        QTest::newRow("a letter changed, of three") << u"axr"_qs << u"arr"_qs;
        QTest::newRow("two changed, of three") << u"axx"_qs << QString();
        QTest::newRow("a letter of two") << u"ar"_qs << u"arr"_qs; // one may always be wrong
        QTest::newRow("a letter too many, first") << u"xowner"_qs << u"owner"_qs;
        QTest::newRow("a letter too many, last") << u"ownerx"_qs << u"owner"_qs;
        QTest::newRow("a letter too many, of four") << u"arrx"_qs << u"arr"_qs;
        QTest::newRow("a letter missing") << u"ownr"_qs << u"owner"_qs;
        QTest::newRow("two changed, of five") << u"oxxer"_qs << QString();
        QTest::newRow("two changed, of six") << u"sxatxs"_qs << u"status"_qs;
        QTest::newRow("three changed, of six") << u"sxxxus"_qs << QString();
        QTest::newRow("two swapped count as two") << u"onwer"_qs << QString();
        QTest::newRow("the nearer one") << u"segmant"_qs << u"segment"_qs;
        QTest::newRow("the first of two as near") << u"segmext"_qs << u"segmelt"_qs;
    }
    void nearestWord()
    {
        QFETCH(QString, word);
        const std::vector<std::string> known{"arr", "owner", "status", "segmelt", "segment"};
        QTEST(QString::fromStdString(nearest(word.toStdString(), known)), "found");
        QVERIFY(nearest(word.toStdString(), {}).empty());
    }

    void partsOfATextAndBack()
    {
        const auto parts = [](std::initializer_list<const char *> all) {
            return std::vector<std::string>(all.begin(), all.end());
        };
        QCOMPARE(split("a,,bc", ','), parts({"a", "", "bc"}));
        QCOMPARE(split(",", ','), parts({"", ""}));
        QCOMPARE(split("", ','), parts({""}));
        QCOMPARE(joined(parts({"a", "", "bc"}), ", "), std::string("a, , bc"));
        QCOMPARE(joined({}, ","), std::string());
    }

    void groupsAreDataButForNone()
    {
        QVERIFY(groupValue("(none)") == Message::Value(Word{"(none)"}));
        QVERIFY(groupValue("(None)") == Message::Value(std::string("(None)")));
        QVERIFY(groupValue("") == Message::Value(std::string()));
        QVERIFY(groupValue("SMB") == Message::Value(std::string("SMB")));
    }

    /// The ends of A-Z, a-z and 0-9 in ASCII, and what stands beside them.
    void asciiLettersAndDigits()
    {
        for (const char letter : {'a', 'z', 'A', 'Z'})
            QVERIFY(isAsciiLetter(letter) && !isAsciiDigit(letter));
        for (const char digit : {'0', '9'})
            QVERIFY(isAsciiDigit(digit) && !isAsciiLetter(digit));
        for (const char beside : {'@', '[', '`', '{', '/', ':', '\xE4'})
            QVERIFY(!isAsciiLetter(beside) && !isAsciiDigit(beside) && asciiUpper(beside) == beside);
        QCOMPARE(asciiUpper('a'), 'A');
        QCOMPARE(asciiUpper('z'), 'Z');
        QCOMPARE(asciiUpper('Q'), 'Q');
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
