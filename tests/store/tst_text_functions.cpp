#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

/// instr(), replace() and the trims of a query, which are the program's own: they say what SQLite's do, in time that
/// grows with their texts.
class TestTextFunctions : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;

    /// The value of an expression as JSON has it; the sentence of the error where it has none.
    QString told(const QString &expression, const QueryLimits &limits = {})
    {
        Progress progress;
        const auto result = runQuery(m_fixture.workspace(), ("SELECT " + expression).toStdString(), progress, limits);
        return QString::fromStdString(result ? result->rows.front().front().dump() : result.error().message.english());
    }

private slots:
    void values_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value");
        const auto add = [](const char *name, const char *expression, const char *value) {
            QTest::newRow(name) << QString::fromUtf8(expression) << QString::fromUtf8(value);
        };
        add("place: the first", "instr('abcabc', 'a')", "1");
        add("place: a later one", "instr('abcabc', 'c')", "3");
        add("place: none", "instr('abc', 'x')", "0");
        add("place: of nothing", "instr('abc', '')", "1");
        add("place: of nothing in nothing", "instr('', '')", "1");
        add("place: in nothing", "instr('', 'a')", "0");
        add("place: in NULL", "instr(NULL, 'a')", "null");
        add("place: of NULL", "instr('a', NULL)", "null");
        add("place: in letters", "instr('äöü', 'ü')", "3");
        add("place: in bytes", "instr(x'c3a478', x'78')", "3");
        add("place: of a text in bytes", "instr(x'c3a478', 'x')", "2");
        add("place: of bytes in a text", "instr('äx', x'78')", "2");
        add("place: of digits", "instr(12345, 34)", "3");

        add("replaced: each", "replace('abcabc', 'bc', 'X')", "\"aXaX\"");
        add("replaced: what stands between stays", "replace('abcabc', 'b', 'XY')", "\"aXYcaXYc\"");
        add("replaced: by itself twice", "replace('aaa', 'a', 'aa')", "\"aaaaaa\"");
        add("replaced: by nothing", "replace('abc', 'b', '')", "\"ac\"");
        add("replaced: nothing", "replace('abc', '', 'x')", "\"abc\"");
        add("replaced: what is not there", "replace('abc', 'x', 'y')", "\"abc\"");
        add("replaced: not past the end", "replace('a' || char(0) || 'xa', 'a' || char(0), 'Y')", "\"Yxa\"");
        add("replaced: in NULL", "replace(NULL, 'a', 'b')", "null");
        add("replaced: NULL", "replace('a', NULL, 'b')", "null");
        add("replaced: by NULL", "replace('a', 'a', NULL)", "null");
        add("replaced: digits", "replace(12, 1, 3)", "\"32\"");

        add("trimmed: blanks", "trim('  a b  ')", "\"a b\"");
        add("trimmed: of each letter", "trim('zyxaxyz', 'xyz')", "\"a\"");
        add("trimmed: of letters of two bytes", "trim('äaä', 'ä')", "\"a\"");
        add("trimmed: to nothing", "trim('aaa', 'a')", "\"\"");
        add("trimmed: of nothing", "trim(' abc ', '')", "\" abc \"");
        add("trimmed: NULL", "trim(NULL)", "null");
        add("trimmed: NULL of a letter", "trim(NULL, 'a')", "null");
        add("trimmed: of NULL", "trim('a', NULL)", "null");
        add("trimmed: in front", "ltrim('  a ')", "\"a \"");
        add("trimmed: in front, of a letter", "ltrim('xax', 'x')", "\"ax\"");
        add("trimmed: behind", "rtrim('  a ')", "\"  a\"");
        add("trimmed: behind, of a letter", "rtrim('xax', 'x')", "\"xa\"");
        add("trimmed: behind, of two bytes", "rtrim('aé', 'é')", "\"a\"");
        add("trimmed: behind, all of two bytes", "rtrim('é', 'é')", "\"\"");
        add("trimmed: behind, no beginning of a letter", "hex(rtrim(CAST(x'80' AS TEXT), 'x'))", "\"80\"");

        // SQLite's own would compare each letter of one with all of the other: two hundred thousand times as many.
        add("trimmed: a long text of many letters",
            "length(trim(hex(zeroblob(100000)), replace(hex(zeroblob(100000)), '0', '1') || '0'))", "0");
    }
    void values()
    {
        QFETCH(QString, expression);
        QTEST(told(expression), "value");
    }

    void othersThanSqlitesAreNone_data()
    {
        QTest::addColumn<QString>("call");
        for (const char *call : {"instr('a', 'a', 'a')", "replace('a', 'a', 'a', 'a')", "trim('a', 'a', 'a')",
                 "ltrim('a', 'a', 'a')", "rtrim('a', 'a', 'a')"})
            QTest::newRow(call) << QString::fromLatin1(call);
    }
    void othersThanSqlitesAreNone()
    {
        QFETCH(QString, call);
        const QString said = told(call);
        QVERIFY2(said.contains("wrong number of arguments"), qPrintable(said));
    }

    /// A value may be as long as the limit says, not longer: neither where it grows nor with what stands behind.
    void replacingEndsAtTheLimit_data()
    {
        QTest::addColumn<QString>("replaced");
        QTest::addColumn<QString>("value");
        QTest::newRow("as long") << "replace(hex(zeroblob(250)), '0', 'ab')"
                                 << "1000";
        QTest::newRow("longer") << "replace(hex(zeroblob(250)) || '0', '0', 'ab')"
                                << "The query cannot run: string or blob too big.";
        QTest::newRow("as long with the rest") << "replace(hex(zeroblob(249)) || 'wxyz', '0', 'ab')"
                                               << "1000";
        QTest::newRow("longer with the rest") << "replace(hex(zeroblob(249)) || 'vwxyz', '0', 'ab')"
                                              << "The query cannot run: string or blob too big.";
    }
    void replacingEndsAtTheLimit()
    {
        QFETCH(QString, replaced);
        QFETCH(QString, value);
        const QueryLimits limits{.valueBytes = 1000};
        QCOMPARE(told("length(" + replaced + ')', limits), value);
    }
};

QTEST_GUILESS_MAIN(TestTextFunctions)
#include "tst_text_functions.moc"
