#include "core/base/text.h"
#include "core/sources/csv_scan.h"
#include "core/sources/delimiter.h"
#include "core/sources/encoding_guess.h"
#include "core/sources/header_row.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

std::string times(int count, const char *text)
{
    return QByteArray(text).repeated(count).toStdString();
}

QString guessed(const std::string &bytes)
{
    const EncodingGuess guess = guessEncoding(bytes);
    return QString::fromLatin1(toString(guess.encoding)) + (guess.markBytes > 0 ? u" with a mark"_qs : QString());
}

/// All encodings that fit a line, by name.
QString fitting(const std::string &line)
{
    const EncodingGuess guess = guessCodePage("a\n" + line + '\n');
    QStringList found{QString::fromLatin1(toString(guess.encoding))};
    for (const Encoding rival : guess.rivals)
        found << QString::fromLatin1(toString(rival));
    found.sort();
    return found.join(QStringLiteral(", "));
}

/// What a text becomes; "?" for bytes that are none.
QByteArray decoded(const QByteArray &bytes, Encoding encoding)
{
    std::string read;
    Utf8Decoder decoder(encoding);
    decoder.append({bytes.constData(), std::size_t(bytes.size())}, read);
    decoder.finish(read);
    return QByteArray::fromStdString(read).replace('\xFF', '?');
}

/// Words that each have one of these letters.
std::string words(const std::string &letters)
{
    std::string text;
    for (const char letter : letters)
        ((text += " a") += letter) += 'b';
    return text;
}

} // namespace

/// What is told from the first bytes of a text: its encoding, what parts its fields and quotes them, its header.
class TestTextGuesses : public QObject {
    Q_OBJECT

private slots:
    /// The first fifty records tell what parts fields, the first two thousand what quotes them.
    void samples()
    {
        QCOMPARE(guessDelimiter(times(50, "a,b;c\n") + "x;y\n"), ','); // as good as each other
        QCOMPARE(guessDelimiter(times(49, "a,b;c\n") + "x;y\n"), ';');
        QCOMPARE(guessDelimiter("a;b"), ';');
        QCOMPARE(guessDelimiter(";b\n;d\n"), ';');
        QCOMPARE(guessDelimiter("a;b\n1;" + times(12, "x, ") + "x\n2;c\n3;d\n"), ';'); // in one of four
        const std::string wide = "a" + times(49, ",b") + times(50, ";c") + '\n';
        QCOMPARE(guessDelimiter(wide + wide), ','); // 51 fields are no better than 50
        QCOMPARE(guessQuote("'a,b',c\n" + times(1999, "d,e\n") + "f\ng,h\n", ','), '\'');
        QCOMPARE(guessQuote("'a,b',c\n" + times(1998, "d,e\n") + "f\ng,h\n", ','), '"');
    }

    void escapes_data()
    {
        QTest::addColumn<bool>("byBackslash");
        const auto row = [](const char *sample, bool byBackslash) { QTest::newRow(sample) << byBackslash; };
        row("1,\"a\\\"b", true); // the sample may end anywhere
        row("\\\"a,b", true);
        row("1,\"C:\\\"\r\n", false); // it ends the field
        row("1,\"x\\\"\"\n", false);
        row("1,\"b\"", false);
        row("1,\"a\"\"", false);
        row("1,\"a\\\"b\"\"c", false); // doubled ones win
    }
    void escapes() { QTEST(escapesByBackslash(QTest::currentDataTag(), {}), "byBackslash"); }

    /// What stands behind the part of a text that is asked about closes no quote.
    void aPartOfAText()
    {
        QVERIFY(scanRecord(std::string_view("\"ab\"").substr(0, 3), {}, true).found == CsvScan::Found::OpenQuote);
    }

    /// Of thirty rows the last may be followed by more, of fewer it is the file's last.
    void everWiderRows()
    {
        std::vector<HeaderRow> rows;
        for (std::size_t i = 0; i < 30; ++i)
            rows.push_back({std::vector<std::string>(i + 1, "7"), std::int64_t(i) + 1, std::int64_t(i) + 1, true});
        QCOMPARE(headerOfTable(rows).line, 30);
        rows.pop_back();
        QCOMPARE(headerOfTable(rows).line, 1);
        rows.push_back(rows.back());
        rows.back().line = 30;
        QCOMPARE(widest(rows).line, 29); // the first of two
    }

    /// UTF-16 without a mark: seven of ten characters have a zero where Latin letters have it, and none the other way.
    void zeros_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        const auto latin = [](int letters, int others, bool little) {
            return (little ? QByteArray("a\0", 2) : QByteArray("\0a", 2)).repeated(letters)
                + QByteArray("\x41\x4E").repeated(others);
        };
        QTest::newRow("two letters") << latin(2, 0, true) << "UTF-16 LE";
        QTest::newRow("one letter") << latin(1, 0, true) << "UTF-8";
        QTest::newRow("seven of ten") << latin(7, 3, true) << "UTF-16 LE";
        QTest::newRow("seven of ten, big ends first") << latin(7, 3, false) << "UTF-16 BE";
        QTest::newRow("six of ten") << latin(6, 4, true) << "UTF-8";
        QTest::newRow("six of ten, big ends first") << latin(6, 4, false) << "UTF-8";
        QTest::newRow("seven of eleven") << latin(7, 4, true) << "UTF-8";
        QTest::newRow("a zero the other way") << latin(7, 3, true) + QByteArray("\0\x41", 2) << "UTF-8";
        QTest::newRow("mark of UTF-8") << QByteArray("\xEF\xBB\xBFz") << "UTF-8 with a mark";
        QTest::newRow("little mark") << QByteArray("\xFF\xFEz") << "UTF-16 LE with a mark";
        QTest::newRow("big mark") << QByteArray("\xFE\xFFz") << "UTF-16 BE with a mark";
        QTest::newRow("plain") << QByteArray("plain") << "UTF-8";
    }
    void zeros()
    {
        QFETCH(QByteArray, bytes);
        QTEST(guessed(bytes.toStdString()), "encoding");
        const auto mark = QString::fromLatin1(QTest::currentDataTag()).endsWith("UTF-8") ? 3 : 2;
        const std::size_t length = guessEncoding(bytes.toStdString()).markBytes;
        QVERIFY(length == 0 || length == std::size_t(mark));
    }

    /// A sequence in front of one byte that is no UTF-8: it is UTF-8 as long as no more is wrong than right.
    void sequences_data()
    {
        QTest::addColumn<bool>("isUtf8");
        for (const char *right : {"c2a9", "dfbf", "e0a080", "efbfbd", "f09f9880", "f48fbfbf", "c3a9c3a9e920"})
            QTest::newRow(right) << true;
        for (const char *wrong : {"c1bf", "f5808080", "c328", "e228a1", "e28228", "c3a980", "c3a920e920", "78"})
            QTest::newRow(wrong) << false;
    }
    void sequences()
    {
        const std::string bytes = QByteArray::fromHex(QTest::currentDataTag()).toStdString();
        QTEST(guessEncoding(bytes + "\xE9 x y z").encoding == Encoding::Utf8, "isUtf8");
    }

    /// What is cut off at the end of a sample counts for nothing.
    void endsOfSamples()
    {
        QCOMPARE(guessed("\xC3\xA9 \xE9 \xC3"), u"UTF-8"_qs);
        QCOMPARE(guessed("\xC3\xA9 \xE9 \xC2"), u"UTF-8"_qs);
        QCOMPARE(guessed("\xC3\xA9 \xE9 \xF4\x8F"), u"UTF-8"_qs);
        QCOMPARE(guessed("\xE9 \xC3\xA9"), u"UTF-8"_qs);
        QCOMPARE(guessed("\xE9\xC3\xA9 "), u"UTF-8"_qs);
        QCOMPARE(guessed("\xE9t\xE9 "), u"Windows-1252"_qs);
        const std::string seoul = QByteArray::fromHex("bcadbfef2cc7f6b4ebc0dab5bfc2f720c1d6bdc4c8b8bbe7").toStdString();
        QCOMPARE(guessed("a\n" + seoul + '\n' + seoul.substr(0, 1)), u"EUC-KR"_qs); // within a character
        QCOMPARE(guessed(seoul), u"EUC-KR"_qs);
    }

    /// Lines of plain ASCII tell nothing, all others do.
    void tellingLines()
    {
        const std::string moscow = "\xCC\xEE\xF1\xEA\xE2\xE0,\xD0\xEE\xEC\xE0\xF8\xEA\xE0"; // in Windows-1251
        for (const char *end : {"\n", "\r", "\r\n"}) {
            const std::string first = std::string("id,name") + end + "1,M\xFCller" + end;
            QCOMPARE(guessed(first), u"Windows-1252"_qs);
            QCOMPARE(guessed(first + moscow + end + "plain" + end + moscow + end), u"Windows-1251"_qs);
        }
    }

    /// Katakana of one byte stand between the characters of two.
    void namesInHalfWidthKatakana()
    {
        const auto bytes = QByteArray::fromHex(
            "8a948eae89ef8ed0bfc6b02c938c8b9e91e58de3a196bc8cc389aedf2c93fa967b93648b438a948eae89ef8ed0");
        QCOMPARE(guessed("name\n" + bytes.toStdString() + '\n'), u"Shift-JIS"_qs);
        QVERIFY(guessEncoding(bytes.toStdString()).rivals.empty());
    }

    /// The first and the last lead byte of the characters that people write most, and those beside them: one character
    /// over and over fits whatever has it among these.
    void commonCharacters_data()
    {
        QTest::addColumn<QString>("encodings");
        const auto row = [](const char *hex, const char *encodings) { QTest::newRow(hex) << encodings; };
        row("b0fd", "Big5, EUC-JP, EUC-KR, GB18030");
        row("afb0", "Big5");
        row("c8b0", "EUC-JP, EUC-KR, GB18030");
        row("c9b0", "EUC-JP, GB18030");
        row("cfb0", "EUC-JP, GB18030");
        row("d0b0", "GB18030");
        row("d7b0", "GB18030");
        row("d8b0", "Windows-1252");
        row("a440", "Big5");
        row("889f", "Shift-JIS");
        row("9872", "Shift-JIS");
        row("9940", "Windows-1252");
        row("8740", "Windows-1252");
        row("82a0", "Shift-JIS"); // kana, which only Japanese has
        row("8341", "Shift-JIS");
        row("a4a2", "EUC-JP");
        row("a5a2", "EUC-JP");
        row("a6a2", "Big5");
        row("a1889f", "Shift-JIS"); // behind the first katakana of one byte
    }
    void commonCharacters()
    {
        QTEST(fitting(QByteArray::fromHex(QTest::currentDataTag()).repeated(12).toStdString()), "encodings");
    }

    /// Words of an alphabet with ASCII letters have two others in a row, not three; capitals begin words, or make them.
    void wordsOfAlphabets()
    {
        QCOMPARE(fitting(times(8, "w\xB9\xBF ")), u"ISO 8859-2, Windows-1250"_qs);
        QCOMPARE(fitting(times(8, "w\xB9\xBF\xB3 ")), u"Windows-1252"_qs);
        QCOMPARE(fitting(times(4, "\xCC\xCE\xD1\xCA\xC2\xC0 ")), u"Windows-1251"_qs);
    }

    /// One of twenty is enough to be Japanese.
    void kana()
    {
        const std::string kana = "\xA4\xA2"; // hiragana
        QCOMPARE(fitting(kana + times(19, "\xB0\xFD")), u"EUC-JP"_qs);
        QCOMPARE(fitting("\xA5\xA2" + times(19, "\xB0\xFD")), u"EUC-JP"_qs); // katakana
        QCOMPARE(fitting(kana + times(20, "\xB0\xFD")), u"Big5, EUC-JP, EUC-KR, GB18030"_qs);
    }

    /// Names of companies in letters of half the width, which are one byte each, among the usual ones.
    void halfWidthKatakana()
    {
        const QByteArray names = QByteArray::fromHex("8a948eae89ef8ed0cedfccdfd7a1938c8b9e2cb6ccdebcb7b6deb2bcac20d4cfc"
                                                     "0dea191e58de32cd5b3b9deddb6deb2bcac20bdbdde"
                                                     "b7a196bc8cc389ae");
        QVERIFY(fitting(names.repeated(4).toStdString()).contains(u"Shift-JIS"_qs));
    }

    /// Where nothing fits well it is taken for the most usual one.
    void whatFitsNothing()
    {
        QCOMPARE(guessed("\x80\x20\x81\x20\x82\x20\x83\x20\x84"), u"Windows-1252"_qs);
        QCOMPARE(guessed("\xA0\xA0 \xA0\xA0 \xA0\xA0"), u"Windows-1252"_qs);
    }

    /// How many of the bytes above ASCII read well in Windows-1252.
    void western_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("share");
        const auto row = [](const char *name, const char *text, double share) {
            QTest::newRow(name) << QByteArray(text) << share;
        };
        row("euros that touch", "\x80\x80", 0);
        row("the first letter", "\xC0 Paris", 1);
        row("the last letter", "L'Ha\xFF", 1);
        row("a division sign in a word",
            "a\xF7"
            "b",
            0);
        row("quotes in a word",
            "a\x91"
            "b",
            1);
        row("a dash in a word",
            "a\x97"
            "b",
            1);
        row("a trade mark in a word",
            "a\x99"
            "b",
            0);
        row("a guillemet in a word",
            "a\xAB"
            "b",
            1);
        row("a question in a word",
            "a\xBF"
            "b",
            1);
        row("an exclamation in a word",
            "a\xA1"
            "b",
            1);
        row("a quote between two degrees", "\xB0\x94\xB0", 0);
        row("a quote behind a letter alone", "\xE9\x94\xB0", 1.0 / 3);
        row("a quote behind a degree", "\xB0\x94 ", 0.5);
        row("a quote before a degree", "a\x94\xB0", 0.5);
        row("two degrees", "5\xB0\xB0", 0);
        row("a degree before a letter", "5\xB0x", 1);
        row("two letters in a word", "a\xE9\xE9", 1);
        row("two letters before a word",
            "\xE9\xE9"
            "a",
            1);
        row("three in a row", "a\xE9\xE9\xE9", 0);
        row("two letters alone", " \xE9\xE9 ", 0);
        row("a letter alone beside a degree", "\xE9\xB0", 0);
        row("a small letter of the first rows alone", " \x9A ", 0);
        row("nothing", "", 1);
    }
    void western()
    {
        QFETCH(QByteArray, text);
        QTEST(westernShare(text.toStdString()), "share");
    }

    /// Letters of other languages in their share of all, each in a word of its own.
    void latin_data()
    {
        QTest::addColumn<QByteArray>("letters");
        QTest::addColumn<QString>("encoding");
        const auto row = [](const char *name, const std::string &letters, const char *encoding) {
            QTest::newRow(name) << QByteArray::fromStdString(letters) << encoding;
        };
        row("one Turkish", "\xFE", "Windows-1254");
        row("one Turkish of five", "\xFE\xF6\xFC\xE7\xFC", "Windows-1254");
        row("one Turkish of six", "\xFE\xF6\xFC\xE7\xFC\xFC", "Windows-1252");
        row("Icelandic among them", "\xFE\xF6\xFC\xE7\xE1", "Windows-1252");
        row("four Czech of ten", "\x9A\xE8\xF8\xEC\xE9\xE9\xE9\xE9\xE9\xE9", "Windows-1250");
        row("three Czech of ten", "\x9A\xE8\xF8\xE9\xE9\xE9\xE9\xE9\xE9\xE9", "Windows-1252");
        row("one caron of eleven", "\x9A\xE8\xF8\xEC\xE8\xE9\xE9\xE9\xE9\xE9\xE9", "Windows-1252");
        row("no caron", "\xE8\xE8\xF8\xEC\xE9\xE9\xE9\xE9\xE9\xE9", "Windows-1252");
        row("four of five read well", "\xE9\xE9\xE9\xE9\x99", "Windows-1252");
        row("Baltic", "\xD0\xC0\xE0" + times(17, "\xE6"), "Windows-1257");
        row("Baltic, few carons", "\xD0\xC0\xE0\xE0" + times(17, "\xE6"), "Windows-1252");
        row("Baltic, few of its own", "\xD0\xD0\xC0\xE0" + times(17, "\xE6"), "Windows-1252");
        row("Baltic, and another", "\xD0\xC0\xE0\xE9" + times(16, "\xE6"), "Windows-1252");
    }
    void latin()
    {
        QFETCH(QByteArray, letters);
        QTEST(guessed(words(letters.toStdString())), "encoding");
        QCOMPARE(guessed("5 \x80 3 \xB0 7"), u"Windows-1252"_qs); // no letters at all
    }

    void decoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("encoding");
        QTest::addColumn<QByteArray>("text"); // "?" where a byte is none
        const auto row = [](const char *name, const QByteArray &bytes, Encoding encoding, const char *text) {
            QTest::newRow(name) << bytes << int(encoding) << QByteArray(text);
        };
        row("undefined", "a\x81\x8D\x8F\x90\x9D", Encoding::Windows1252, "a?????");
        row("the ends of the high part", "\x80\x9F\xA0\xFF", Encoding::Windows1252, "\u20AC\u0178\u00A0\u00FF");
        row("controls",
            "a\x80"
            "b\x9F\x85"
            "c\xA0\x7F",
            Encoding::Iso8859_15, "a?b??c\u00A0\x7F");
        row("of private use", "a\xF0\x40z", Encoding::ShiftJis, "a?z");
        row("behind private use", "\xCB\xD0", Encoding::EucKr, "\uF900");
        row("half a character", "a\xB0", Encoding::EucKr, "a?");
        row("bad within", "a\xFFz", Encoding::EucKr, "a?z");
    }
    void decoding()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, encoding);
        QTEST(decoded(bytes, Encoding(encoding)), "text");
        QCOMPARE(decoded(QByteArray("a\0b", 3), Encoding::Windows1252), QByteArray("a\0b", 3));
    }
};

QTEST_GUILESS_MAIN(TestTextGuesses)
#include "tst_text_guesses.moc"
