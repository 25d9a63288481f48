#include "core/sources/encoding_guess.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Text in the code pages that exports come in, encoded by another program (Python's codecs).
class TestEncodings : public QObject {
    Q_OBJECT
private slots:
    void codePages_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("encoding");
        const auto row = [](const char *name, const char *hex, const char *text, Encoding encoding) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << QString::fromUtf8(text) << int(encoding);
        };
        row("western", "4772f6df652c4372e964697420e0205061726973", "Größe,Crédit à Paris", Encoding::Windows1252);
        row("Italian", "436f73ec20e8207069f92c4c756e6564ec", "Così è più,Lunedì", Encoding::Windows1252);
        row("central", "8c7769ea746f6368b36f776963652caf61626b61208c6cb9736b", "Świętochłowice,Żabka Śląsk",
            Encoding::Windows1250);
        row("Czech", "50f8ed6c699a209e6c759d6f75e86bfd206bf9f22c8a6b6f6461", "Příliš žluťoučký kůň,Škoda",
            Encoding::Windows1250);
        row("Turkish", "54fc726b69796520ddfe2042616e6b6173fd2c41f061e720de69726b657469",
            "Türkiye İş Bankası,Ağaç Şirketi", Encoding::Windows1254);
        row("Lithuanian", "c0fe756f6c6173205541422cd06961756c696169", "Ąžuolas UAB,Šiauliai", Encoding::Windows1257);
        row("Latvian", "52ee67617320d0ed656c746e652c43e773697320de6167617273", "Rīgas Šķeltne,Cēsis Žagars",
            Encoding::Windows1257);
        row("Icelandic", "def372f0757220d6737375726172736f6e2c5369676c75666af672f07572",
            "Þórður Össurarson,Siglufjörður", Encoding::Windows1252);
        row("Danish", "53f872656e204b6ae67267e572642cc672f8", "Søren Kjærgård,Ærø", Encoding::Windows1252);
        row("Cyrillic", "cceef1eae2e02cd0eeece0f8eae0", "Москва,Ромашка", Encoding::Windows1251);
        row("Cyrillic in KOI8-R", "edcfd3cbd7c12cf2cfcdc1dbcbc1", "Москва,Ромашка", Encoding::Koi8R);
        row("Greek", "c5ebebdce4e12cc5f4e1e9f1e5dfe1", "Ελλάδα,Εταιρεία", Encoding::Windows1253);
        row("Hebrew", "faec20e0e1e9e12ce7e1f8e4", "תל אביב,חברה", Encoding::Windows1255);
        row("Arabic", "c7e1dec7e5d1c92cd4d1dfc9", "القاهرة,شركة", Encoding::Windows1256);
        row("Japanese in Shift-JIS", "938c8b9e2c8a948eae89ef8ed0835c836a815b", "東京,株式会社ソニー",
            Encoding::ShiftJis);
        row("Japanese in EUC-JP", "c5ecb5fe2cb3f4bcb0b2f1bcd2a5bda5cba1bc", "東京,株式会社ソニー", Encoding::EucJp);
        row("simplified Chinese", "b1b1bea92cc9cfbaa3bfc6bcbcd3d0cfdeb9abcbbe", "北京,上海科技有限公司",
            Encoding::Gb18030);
        row("traditional Chinese", "a578a55fa4bda5712ca4a4b5d8b971ab48", "台北公司,中華電信", Encoding::Big5);
        row("Korean", "bcadbfef2cc7f6b4ebc0dab5bfc2f720c1d6bdc4c8b8bbe7", "서울,현대자동차 주식회사", Encoding::EucKr);
    }
    void codePages()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(int, encoding);
        SourceFixture f;
        const auto path = f.write("t.csv", "name,city\n" + bytes.toStdString() + "\n");
        ImportOptions options;
        options.hints.table = "t";
        const auto guess = guessEncoding("name,city\n" + bytes.toStdString() + "\n");
        QCOMPARE(int(guess.encoding), encoding);
        QVERIFY(guess.rivals.empty());
        const auto report = f.import({path}, options);
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
        QCOMPARE(f.rows("SELECT name || ',' || city FROM t"), QStringList(text));
        // The same by name, whatever the bytes look like.
        std::string read;
        Utf8Decoder decoder(*encodingFromText(toString(Encoding(encoding))));
        for (const char byte : bytes) // a piece each
            decoder.append({&byte, 1}, read);
        decoder.finish(read);
        QCOMPARE(QString::fromStdString(read), text);
    }

    /// Two short words that are common in four encodings of East Asia.
    void asksWhereSeveralFit()
    {
        const std::string bytes = "name,city\n" + QByteArray::fromHex("c5ecb5fe2cb5fec5d4").toStdString() + "\n";
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "t";
        const auto path = f.write("t.csv", bytes);
        const auto asked = f.import({path}, options);
        QVERIFY(!asked.ok());
        QVERIFY(asked.error().message.english().find("EUC-JP") != std::string::npos);
        options.hints.read.encoding = Encoding::EucJp;
        QVERIFY(f.import({path}, options).ok());
        QCOMPARE(f.rows("SELECT name || city FROM t"), QStringList(QString::fromUtf8("東京京都")));
    }

    void binariesAreNoCodePage()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "t";
        const auto says = [&](const std::string &bytes) {
            return QString::fromStdString(f.import({f.write("x.bin", bytes)}, options).error().message.english());
        };
        QVERIFY(says("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more").contains(QStringLiteral("saved as .xlsx")));
        QVERIFY(says(std::string("\xED\xCF\xD3\xCB\xD7\xC1,\0\xF2\xCF\xCD\xC1\n", 13))
                    .contains(QStringLiteral("binary data")));
    }

    void bytesThatMeanNothingHoldARowBack()
    {
        SourceFixture f;
        // 0x81 is none of Windows-1252; the other rows are.
        const auto report =
            f.import({f.write("crm.accounts.csv", "account_id,name\nA,Caf\xE9\nB,x\x81y\nC,M\xFCller\n")});
        QVERIFY(report.ok());
        QCOMPARE(f.rows("SELECT name FROM accounts ORDER BY 1"),
            QStringList({QString::fromUtf8("Café"), QString::fromUtf8("Müller")}));
        QCOMPARE(f.rows("SELECT line, code FROM quarantine"), QStringList("3|bad_encoding"));
    }

    void aCharacterCutOffAtTheEnd()
    {
        std::string read;
        Utf8Decoder decoder(Encoding::ShiftJis);
        decoder.append("a\x93", read);
        QCOMPARE(read, std::string("a"));
        decoder.finish(read);
        QCOMPARE(read, std::string("a\xFF"));
    }

    void names()
    {
        for (const Encoding encoding : encodings())
            QCOMPARE(encodingFromText(toString(encoding)), std::optional(encoding));
        QCOMPARE(encodingFromText("Latin-1"), std::optional(Encoding::Windows1252));
        QCOMPARE(encodingFromText("gbk"), std::optional(Encoding::Gb18030));
        QVERIFY(!encodingFromText(""));
        QVERIFY(!encodingFromText("EBCDIC"));
    }

    void westernTextReadsWell()
    {
        QVERIFY(westernShare("Gr\xF6\xDF"
                             "e \x80 5, cr\xE9"
                             "dit \xE0 \x93"
                             "Paris\x94, n\xB0 5")
            == 1);
        QVERIFY(westernShare("plain") == 1);
        QVERIFY(westernShare("\xCC\xEE\xF1\xEA\xE2\xE0") == 0); // six letters in a row
        QVERIFY(westernShare("\xA5x\xA5_\xA4\xBD\xA5q") < 0.5);
    }
};

QTEST_GUILESS_MAIN(TestEncodings)
#include "tst_encodings.moc"
