#include "core/sources/xlsx_value.h"
#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

std::string text(const char *value)
{
    return std::string("<c t='inlineStr'><is><t>") + value + "</t></is></c>";
}

} // namespace

/// What rows of a workbook become: which sheet, which cells, which zeros.
class TestWorkbookRows : public QObject {
    Q_OBJECT

private slots:
    void onlyHiddenSheets();
    void errorsOfFormulas();
    void zerosOfIds();
    void formulasBesideTheColumns();
    void cellsBesideTheTable();
    void headerOfTwoRows();
};

/// Hidden sheets are read by choice.
void TestWorkbookRows::onlyHiddenSheets()
{
    SourceFixture f;
    const std::string empty = "<worksheet><sheetData><row/></sheetData></worksheet>";
    const auto path = writeWorkbook(
        f, "w.xlsx", {.sheet = sheetOf("<c><v>1</v></c>"), .second = empty, .firstState = "state=\"hidden\""});
    QVERIFY(readAll(path).front().endsWith(
        QStringLiteral("has values in hidden sheets alone: \"Accounts\". Name one with --sheet or Import as.")));
    QCOMPARE(readAll(path, {.sheet = "Accounts"}), QStringList("1: 1"));
}

void TestWorkbookRows::errorsOfFormulas()
{
    SourceFixture f;
    const auto error = [](const char *value) { return std::string("<c t='e'><f>A1</f><v>") + value + "</v></c>"; };
    const std::string header =
        "<row>" + text("account_id") + text("name") + text("arr") + text("renewal_date") + "</row>";
    const std::string rows = "<row>" + text("A") + text("x") + error("#REF!") + "</row><row>" + text("B")
        + error("#NAME?") + "</row><row>" + text("C") + text("z") + error("#N/A") + error("#N/A") + "</row>";
    QVERIFY(f.import({writeWorkbook(f, "crm.accounts.xlsx",
                         {.sheet = "<worksheet><sheetData>" + header + rows + "</sheetData></worksheet>"})})
                .ok());
    QCOMPARE(f.rows("SELECT account_id, arr_minor, renewal_date FROM accounts"), QStringList("C|-|-"));
    QCOMPARE(f.rows("SELECT line, \"column\", code FROM quarantine ORDER BY 1"),
        QStringList({"2|arr|no_result", "3|name|no_result"}));
}

/// A format of zeros is how spreadsheets keep the zeros of ids; a number stays a number.
void TestWorkbookRows::zerosOfIds()
{
    SourceFixture f;
    const std::string cells =
        "<row><c t='inlineStr'><is><t>account_id</t></is></c><c t='inlineStr'><is><t>name</t></is></c>"
        "<c t='inlineStr'><is><t>arr</t></is></c><c t='inlineStr'><is><t>segment</t></is></c></row><row><c "
        "s='1'><v>123</v></c>"
        "<c t='inlineStr'><is><t>x</t></is></c><c s='1'><v>7</v></c><c s='1'><v>9</v></c></row>"
        "<row><c s='1'><v>12345678</v></c><c t='inlineStr'><is><t>y</t></is></c><c><v>7</v></c></row>";
    const auto path = writeWorkbook(f, "crm.accounts.xlsx",
        {"<worksheet><sheetData>" + cells + "</sheetData></worksheet>", "", stylesOf(QStringLiteral("0000000"))});
    QVERIFY(f.import({path}).ok());
    QCOMPARE(f.rows("SELECT account_id, arr_minor, segment FROM accounts ORDER BY line"),
        QStringList({"0000123|700|9", "12345678|700|-"}));
    ImportOptions options;
    options.hints.table = "t"; // where nobody says what is an id
    QVERIFY(f.import({path}, options).ok());
    QCOMPARE(f.rows("SELECT account_id, arr FROM t"), QStringList({"123|7", "12345678|7"}));
    QCOMPARE(digitsOfFormat(u"0000000"), 7);
    QCOMPARE(digitsOfFormat(u"0"), 0);
    QCOMPARE(digitsOfFormat(u"00.0"), 0);
    QCOMPARE(digitsOfFormat(u""), 0);
}

/// A formula without a result is a fault where its value is wanted.
void TestWorkbookRows::formulasBesideTheColumns()
{
    SourceFixture f;
    const std::string cells = "<row>" + text("account_id") + text("name") + "<c/>" + text("owner") + "</row><row>"
        + text("A") + text("Acme") + "<c><f>1</f></c>" + text("Ann") + "<c><f>2</f></c><c><f>3</f></c></row>";
    QVERIFY(f.import({writeWorkbook(
                         f, "crm.accounts.xlsx", {"<worksheet><sheetData>" + cells + "</sheetData></worksheet>"})})
                .ok());
    QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList());
    QCOMPARE(f.rows("SELECT account_id, name, owner FROM accounts"), QStringList("A|Acme|Ann"));
}

/// In a sheet nothing shifts: what stands right of the header belongs to something else.
void TestWorkbookRows::cellsBesideTheTable()
{
    SourceFixture f;
    const std::string cells = "<row>" + text("account_id") + text("name") + "</row><row>" + text("A") + text("Acme")
        + "<c r='E2'><v>9</v></c></row><row>" + text("B") + text("Bolt") + "</row>";
    const auto path =
        writeWorkbook(f, "crm.accounts.xlsx", {"<worksheet><sheetData>" + cells + "</sheetData></worksheet>"});
    const auto report = f.import({path});
    QCOMPARE(f.rows("SELECT account_id, name FROM accounts"), QStringList({"A|Acme", "B|Bolt"}));
    QCOMPARE(report->batches.front().notes.beside, 1);
    QCOMPARE(notesInWords(report->batches.front().notes).front().says.english(),
        std::string("1 row has cells to the right of the header; those are not read."));
    ImportOptions options;
    options.hints.table = "t";
    QVERIFY(f.import({path}, options).ok());
    QCOMPARE(f.rows("SELECT * FROM t"), QStringList({"A|Acme|-|-|9", "B|Bolt|-|-|-"}));
}

/// A name over several columns stands in the first of them, their own names below.
void TestWorkbookRows::headerOfTwoRows()
{
    SourceFixture f;
    const std::string cells = "<row>" + text("Category") + text("Account") + text("Balance")
        + "</row><row><c r='C2' "
          "t='inlineStr'><is><t>Opening</t></is></c>"
        + text("Ending") + "</row><row>" + text("x") + text("A") + "<c><v>1</v></c><c><v>2</v></c></row><row>"
        + text("y") + text("B") + "<c><v>3</v></c><c><v>4</v></c></row>";
    ImportOptions options;
    options.hints.table = "t";
    const auto path = writeWorkbook(f, "t.xlsx", {"<worksheet><sheetData>" + cells + "</sheetData></worksheet>"});
    QVERIFY(f.import({path}, options).ok());
    QCOMPARE(f.rows("SELECT category, account, opening, ending FROM t"), QStringList({"x|A|1|2", "y|B|3|4"}));
}

QTEST_GUILESS_MAIN(TestWorkbookRows)
#include "tst_workbook_rows.moc"
