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

    void shownValuesAreCut()
    {
        QCOMPARE(shownJson(nlohmann::json{1, 2}), std::string("[1,2]"));
        QCOMPARE(shownJson(nlohmann::json(std::string(1000, 'x'))).size(), std::size_t(63));
        QVERIFY(unknownKey(std::string("it"), std::string(1000000, 'k'), {"a", "b"}).english().size() < 200);
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
