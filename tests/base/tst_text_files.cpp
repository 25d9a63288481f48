#include "core/base/checked_sum.h"
#include "core/base/csv_text.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/base/unknown_key.h"

#include <QtTest>

using namespace qd;

/// JSON that people write, and CSV that spreadsheets open.
class TestTextFiles : public QObject {
    Q_OBJECT
private slots:
    void jsonFaults_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("left open") << "{\n  \"a\": [1,"
                                   << "line 2, column 10: ";
        QTest::newRow("nothing") << ""
                                 << "line 1, column 1: ";
        QTest::newRow("nested without end")
            << QString(100000, QLatin1Char('[')) << "line 1, column 65: more than 64 brackets";
        QTest::newRow("nested objects") << QStringLiteral("{\"a\":").repeated(100000)
                                        << "more than 64 brackets are open";
        QTest::newRow("a long word") << QString(1000000, QLatin1Char('x')) << "line 1, column 1: ";
    }
    void jsonFaults()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto json = jsonFromText<nlohmann::json>(text.toStdString());
        QVERIFY(!json.ok());
        QVERIFY2(QString::fromStdString(json.error().message.english()).contains(says),
            json.error().message.english().c_str());
        QVERIFY(json.error().message.english().size() < 300);
    }

    void bracketsInTextsAreNoNesting()
    {
        const std::string text = "[\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"]";
        QVERIFY(jsonFromText<nlohmann::json>(text).ok());
        QVERIFY(jsonFromText<nlohmann::json>(std::string(64, '[') + std::string(64, ']')).ok());
        QVERIFY(jsonFromText<nlohmann::json>("[[[1]],[[2]],[[3]]]").ok());
    }

    /// The parser's words behind its code and place, at most 200 characters of them.
    void whatTheParserSays_data()
    {
        QTest::addColumn<QString>("parserSays");
        QTest::addColumn<QString>("why");
        const auto letters = [](qsizetype n) { return QString(n, u'x'); };
        const QString place = u"[json.exception.parse_error.101] parse error at line 1, column 2: "_qs;
        QTest::newRow("behind the place") << place + u"no value"_qs << u"no value"_qs;
        QTest::newRow("a colon of its own") << place + u"no value: none"_qs << u"no value: none"_qs;
        QTest::newRow("without a place") << u"no value"_qs << u"no value"_qs;
        QTest::newRow("200") << place + letters(200) << letters(200);
        QTest::newRow("201") << place + letters(201) << letters(200) + u"..."_qs;
        QTest::newRow("within a character") << place + letters(199) + u"\u00FC"_qs << letters(199) + u"..."_qs;
    }
    void whatTheParserSays()
    {
        QFETCH(QString, parserSays);
        QFETCH(QString, why);
        const Error error = jsonFault("{\n x", 4, parserSays.toStdString());
        QCOMPARE(QString::fromStdString(error.message.english()), u"line 2, column 2: "_qs + why);
        QCOMPARE(error.arguments, std::vector<std::string>{"2"});
    }

    void shownValuesAreCut()
    {
        QCOMPARE(shownJson(nlohmann::json{1, 2}), std::string("[1,2]"));
        QCOMPARE(shownJson(nlohmann::json(std::string(1000, 'x'))).size(), std::size_t(63));
        QVERIFY(unknownKey(std::string("it"), std::string(1000000, 'k'), {"a", "b"}).english().size() < 200);
    }

    void unknownKeys_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("shown");
        const auto letters = [](qsizetype n) { return QString(n, u'k'); };
        QTest::newRow("short") << u"k"_qs << u"k"_qs;
        QTest::newRow("60 bytes") << letters(60) << letters(60);
        QTest::newRow("61 bytes") << letters(61) << letters(60) + u"..."_qs;
        QTest::newRow("within a character") << letters(59) + u"\u00FC"_qs << letters(59) + u"..."_qs;
        QTest::newRow("behind a character") << letters(58) + u"\u00FCk"_qs << letters(58) + u"\u00FC..."_qs;
    }
    void unknownKeys()
    {
        QFETCH(QString, key);
        QFETCH(QString, shown);
        const Message message = unknownKey(std::string("it"), key.toStdString(), {"one", "two"});
        QCOMPARE(QString::fromStdString(message.english()),
            u"it has an unknown key \"%1\"; known are one, two."_qs.arg(shown));
    }

    void aShortKeyIsShownAsItIs()
    {
        QCOMPARE(unknownKey(std::string("it"), "\xff", {"one"}).english(),
            std::string("it has an unknown key \"\xff\"; known are one."));
    }

    void lines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const std::vector<CsvCell> &cells, const char *expected) {
            QTest::newRow(name) << QString::fromStdString(csvLine(cells)) << QString::fromUtf8(expected);
        };
        row("none", {}, "\n");
        row("one", {"a"}, "a\n");
        row("three", {"a", "b", "c"}, "a,b,c\n");
        row("empty ones", {"", "", ""}, ",,\n");
        row("a comma", {"a,b", "c"}, "\"a,b\",c\n");
        row("quotes", {"a \"b\""}, "\"a \"\"b\"\"\"\n");
        row("line breaks", {"a\nb", "a\rb"}, "\"a\nb\",\"a\rb\"\n");
        row("a formula", {"=1+1"}, "'=1+1\n");
        row("a formula with a comma", {"=f(1,2)"}, "\"'=f(1,2)\"\n");
        row("a negative number", {CsvCell::raw("-1"), CsvCell::raw("2")}, "-1,2\n");
    }
    void lines()
    {
        QFETCH(QString, line);
        QTEST(line, "expected");
    }

    void formulas_data()
    {
        QTest::addColumn<bool>("runs");
        for (const char *text : {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", ";=1"})
            QTest::newRow(text) << true;
        for (const char *text : {"", "1", "a=1", "; x", "'=1", "ー", "a;=1", "｜"})
            QTest::newRow(text) << false;
    }
    void formulas()
    {
        QFETCH(bool, runs);
        const std::string text = QTest::currentDataTag();
        QCOMPARE(runsInSpreadsheet(text), runs);
        QCOMPARE(csvLine({CsvCell(text)}).find("'" + text) != std::string::npos, runs);
        QCOMPARE(csvLine({CsvCell::raw("-1")}), std::string("-1\n"));
    }

    void sumsThatDoNotFit()
    {
        std::int64_t sum = INT64_MAX - 1;
        QVERIFY(addTo(sum, 1));
        QVERIFY(!addTo(sum, 1));
        QCOMPARE(sum, INT64_MAX);
        sum = INT64_MIN + 1;
        QVERIFY(addTo(sum, -1));
        QVERIFY(!addTo(sum, -1));
    }
};

QTEST_GUILESS_MAIN(TestTextFiles)
#include "tst_text_files.moc"
