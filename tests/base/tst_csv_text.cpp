#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"

#include <QtTest>

using namespace qd;

/// Texts in CSV that a spreadsheet might run, there and back.
class TestCsvText : public QObject {
    Q_OBJECT
private slots:
    void guards_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QByteArray("Acme") << QByteArray("Acme");
        QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QByteArray("+49 30") << QByteArray("'+49 30");
        QTest::newRow("minus") << QByteArray("-5") << QByteArray("'-5");
        QTest::newRow("at") << QByteArray("@SUM") << QByteArray("'@SUM");
        QTest::newRow("tab") << QByteArray("\tx") << QByteArray("'\tx");
        QTest::newRow("full width") << QByteArray("\xEF\xBC\x9Dx") << QByteArray("'\xEF\xBC\x9Dx");
        QTest::newRow("within") << QByteArray("a=b") << QByteArray("a=b");
        QTest::newRow("its own apostrophe") << QByteArray("'s-Hertogenbosch") << QByteArray("'s-Hertogenbosch");
        QTest::newRow("an apostrophe alone") << QByteArray("'") << QByteArray("'");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void guards()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(QByteArray::fromStdString(csvLine({CsvCell(text.toStdString())})), cell + '\n');
        QCOMPARE(QByteArray::fromStdString(std::string(withoutGuard(cell.toStdString()))), text);
    }

    void numbersAreWrittenAsTheyAre() { QCOMPARE(csvLine({CsvCell::raw("-5.00")}), std::string("-5.00\n")); }

    void ownExportsAreKnownByTheirHeader()
    {
        QCOMPARE(headerLine(own_exports::Quarantine), std::string("batch,file,line,column,code,message,record\n"));
        QVERIFY(isOwnExport({"batch", "file", "line", "column", "code", "message", "record"}));
        QVERIFY(!isOwnExport({"batch", "file", "line", "column", "code", "message"}));
        QVERIFY(!isOwnExport({"Batch", "file", "line", "column", "code", "message", "record"}));
        QVERIFY(!isOwnExport({"file", "batch", "line", "column", "code", "message", "record"}));
        QVERIFY(!isOwnExport({}));
        QVERIFY(isOwnExport(
            {"account", "name", "field", "type", "cause", "left", "right", "delta", "left_id", "right_id", "system"}));
        QVERIFY(
            isOwnExport({"customer", "name", "part", "item", "state", "day", "before", "now", "amount", "currency"}));
        QVERIFY(isOwnExport({"Company Id", "Company Name", "Renewal Date", "ARR", "Currency", "Risk Status",
            "Risk Reason", "Call", "Next Action", "Next Action Date", "Author", "Date"}));
    }
};

QTEST_GUILESS_MAIN(TestCsvText)
#include "tst_csv_text.moc"
