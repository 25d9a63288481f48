#include "core/sources/full_file.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

using Paths = std::vector<std::string>;

/// Accounts of `crm`: each file is given by its rows.
struct Crm : SourceFixture {
    ImportOptions options;
    int files = 0;

    std::string file(const std::string &rows, const std::string &header = "account_id,name,arr\n")
    {
        return write("crm.accounts." + std::to_string(++files) + ".csv", header + rows);
    }
    Result<ImportReport> take(const Paths &paths, const char *day, bool full)
    {
        options.asOf = Date::fromIso(day);
        options.full = full;
        return import(paths, options);
    }
    [[nodiscard]] QString closed() const
    {
        return rows("SELECT account_id || ' ' || closed_on FROM accounts WHERE closed_on IS NOT NULL ORDER BY 1")
            .join(u", ");
    }
    /// What history knows of the ARR of a record.
    [[nodiscard]] QString arr(const std::string &id) const
    {
        return rows("SELECT as_of || ' ' || coalesce(new_value, '-') FROM record_history WHERE field = 'arr' AND "
                    "record_id = '"
            + id + "' ORDER BY as_of, history_id")
            .join(u", ");
    }
};

QString whyNot(const Result<ImportReport> &report)
{
    return report ? QString() : QString::fromStdString(report.error().message.english());
}

} // namespace

/// Files that hold every record of their source and entity: what they lack is closed, whatever else they hold.
class TestFullFiles : public QObject {
    Q_OBJECT

private slots:
    /// Of A, B, C and D, and of E that comes in March.
    void whatAFileLacks_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<bool>("mayCloseMost");
        QTest::addColumn<QString>("closed"); // or why it is refused
        const auto row = [](const char *name, const char *rows, const char *closed, bool mayCloseMost = false) {
            QTest::newRow(name) << rows << mayCloseMost << closed;
        };
        const char *refused = "refused";
        row("one", "A,Acme,1\nB,Bolt,2\nC,Cask,4\n", "D 2026-02-28");
        row("half", "A,Acme,9\nC,Cask,4\n", "B 2026-02-28, D 2026-02-28");
        row("more than half", "A,Acme,1\n", refused);
        row("more than half, as is said", "A,Acme,1\n", "B 2026-02-28, C 2026-02-28, D 2026-02-28", true);
        row("everything", "", refused, true);
        row("everything, with a footer", "Grand Total,,7\n", refused, true);
        row("one that is held back", "A,Acme,9\nB,Bolt,x\nC,Cask,4\n", "D 2026-02-28");
        row("rows as they were, and a footer", "A,Acme,1\nB,Bolt,2\nC,Cask,4\nGrand Total,,7\n", "D 2026-02-28");
        row("one as it was, one held back, a footer", "A,Acme,1\nB,Bolt,x\nC,Cask,4\nGrand Total,,7\n", "D 2026-02-28");
        row("one as it was, one held back, no more", "A,Acme,1\nB,Bolt,x\nGrand Total,,7\n",
            "C 2026-02-28, D 2026-02-28");
    }
    void whatAFileLacks()
    {
        QFETCH(QString, rows);
        QFETCH(bool, mayCloseMost);
        QFETCH(QString, closed);
        Crm crm;
        QVERIFY(crm.take({crm.file("A,Acme,1\nB,Bolt,2\nC,Cask,4\nD,Dune,8\n")}, "2026-01-31", false).ok());
        crm.options.closeMost = mayCloseMost;
        const auto done = crm.take({crm.file(rows.toStdString())}, "2026-02-28", true);
        QCOMPARE(done.ok() ? crm.closed() : QStringLiteral("refused"), closed);
        if (!done)
            QCOMPARE(asksToCloseMost(done.error()), !mayCloseMost);
    }

    void whichRefusalAsks()
    {
        const auto asks = [](ErrorCode code, const Paths &arguments) {
            return asksToCloseMost({code, Message::data("no"), arguments});
        };
        QVERIFY(asks(ErrorCode::Conflict, {"full", "crm", "accounts"}));
        QVERIFY(!asks(ErrorCode::Conflict, {"rule"}));
        QVERIFY(!asks(ErrorCode::Conflict, {}));
        QVERIFY(!asks(ErrorCode::BadData, {"full"}));
    }

    /// Usage and tables are never complete.
    void whatIsNeverComplete()
    {
        Crm crm;
        const auto usage = crm.write("crm.usage.csv", "account_id,date,events\nA,2026-02-01,5\n");
        const auto done = crm.take({usage, crm.file("A,Acme,1\n")}, "2026-02-28", true);
        QVERIFY2(done.ok(), qPrintable(whyNot(done)));
        crm.options.hints.table = "prices";
        const auto table = crm.take({crm.write("p.csv", "id,n\n1,2\n")}, "2026-02-28", true);
        QVERIFY2(table.ok(), qPrintable(whyNot(table)));
    }

    /// A record that a file of the same day had is gone for good, though the next snapshot of the entity is known.
    void ofTheSameDay()
    {
        Crm crm;
        QVERIFY(crm.take({crm.file("G,Gate,1\n")}, "2026-03-31", false).ok());
        QVERIFY(crm.take({crm.file("A,Acme,1\nB,Bolt,2\nC,Cask,4\n")}, "2026-02-28", false).ok());
        QVERIFY(crm.take({crm.file("A,Acme,1\nC,Cask,4\n")}, "2026-02-28", true).ok());
        QCOMPARE(crm.closed(), QStringLiteral("B 2026-02-28"));
        QCOMPARE(crm.arr("B"), QStringLiteral("2026-02-28 2.00 USD, 2026-02-28 -"));
        // The same day once more: now it is there.
        QVERIFY(crm.take({crm.file("B,Bolt,2\n")}, "2026-02-28", false).ok());
        QCOMPARE(crm.closed(), QString());
    }

    /// What a later complete file closed, or a later file has again, asks for no leave: it does not go now.
    void betweenOthers()
    {
        Crm crm;
        const std::string four = "A,Acme,1\nB,Bolt,2\nC,Cask,4\nD,Dune,8\n";
        QVERIFY(crm.take({crm.file(four)}, "2026-01-31", false).ok());
        QVERIFY(crm.take({crm.file("A,Acme,1\nB,Bolt,3\n")}, "2026-04-30", true).ok());
        QCOMPARE(crm.closed(), QStringLiteral("C 2026-04-30, D 2026-04-30"));
        const auto before = crm.take({crm.file("A,Acme,1\n")}, "2026-02-28", true);
        QVERIFY2(before.ok(), qPrintable(whyNot(before)));
        QCOMPARE(crm.closed(), QStringLiteral("C 2026-02-28, D 2026-02-28"));
        QCOMPARE(crm.arr("B"), // gone in February, back in April
            QStringLiteral("2026-01-31 2.00 USD, 2026-02-28 -, 2026-04-30 3.00 USD"));
        QCOMPARE(crm.arr("D"), QStringLiteral("2026-01-31 8.00 USD, 2026-02-28 -, 2026-04-30 -"));
    }

    /// An older file makes a record: closed by the first later complete file that has it not, nor holds it back.
    void closedByALaterFile()
    {
        Crm crm;
        QVERIFY(crm.take({crm.file("A,Acme,1\nB,Bolt,2\nH,Hall,x\n")}, "2026-03-31", true).ok());
        QVERIFY(crm.take({crm.file("N,Nest,5\n")}, "2026-02-28", false).ok());
        QCOMPARE(crm.closed(), QStringLiteral("N 2026-03-31"));
        QCOMPARE(crm.arr("N"), QStringLiteral("2026-02-28 5.00 USD, 2026-03-31 -"));
        QVERIFY(crm.take({crm.file("A,Acme,1\nH,Hall,7\n")}, "2026-01-31", false).ok());
        QCOMPARE(crm.closed(), QStringLiteral("N 2026-03-31"));
    }

    /// A row that is no row has its key all the same, as the profile converts it.
    void keysOfRowsHeldBack()
    {
        Crm crm;
        crm.options.hints.source = "crm";
        crm.options.hints.profile = crm.write("own.json", R"({"name": "p", "kind": "crm", "entity": "accounts",
            "columns": {"account_id": {"header": "Id", "convert": "salesforce_id"}, "name": "N"}})");
        const std::string three = "001000000000001,Acme\n001000000000002,Bolt\n001000000000003,Cask\n";
        QVERIFY(crm.take({crm.file(three, "Id,N\n")}, "2026-01-31", false).ok());
        const std::string two = "001000000000001,Acme\n001000000000002,Bolt,and,more\n";
        const auto done = crm.take({crm.file(two, "Id,N\n")}, "2026-02-28", true);
        QVERIFY2(done.ok(), qPrintable(whyNot(done)));
        QCOMPARE(crm.closed(), QStringLiteral("001000000000003AAA 2026-02-28"));
    }

    /// Without a day a complete file says nothing new of the day it is imported on.
    void ofNoDay()
    {
        Crm crm;
        const std::string path = crm.file("A,Acme,1\n");
        QVERIFY(crm.take({path}, "2026-01-31", true).ok());
        crm.options.asOf.reset();
        const auto again = importFiles(*crm.workspace, {path}, crm.options, crm.progress);
        QCOMPARE(counts(again->batches.front()), QStringLiteral("1/0/0/0/1"));
        QCOMPARE(counts(crm.take({path}, "2026-02-28", true)->batches.front()), QStringLiteral("1/0/1/0/0"));
    }

    /// Of files that are complete together, known ones are read again beside new ones, and beside each other where they
    /// did not come together.
    void knownFilesBesideNewOnes()
    {
        const char *day = "2026-02-28";
        Crm crm;
        crm.options.closeMost = true;
        const std::string a = crm.file("A,Acme,1\n");
        const std::string b = crm.file("B,Bolt,2\n");
        QVERIFY(crm.take({a, b}, day, true).ok());
        const auto again = crm.take({a, b}, day, true); // nothing is new
        QVERIFY2(again.ok(), qPrintable(whyNot(again)));
        QCOMPARE(counts(again->batches.at(0)), QStringLiteral("1/0/0/0/1"));
        QCOMPARE(counts(again->batches.at(1)), QStringLiteral("1/0/0/0/1"));
        const std::string e = crm.file("E,Echo,4\n");
        const auto beside = crm.take({a, e}, day, true);
        QVERIFY2(beside.ok(), qPrintable(whyNot(beside)));
        QCOMPARE(counts(beside->batches.at(0)), QStringLiteral("1/0/1/0/0"));
        QCOMPARE(crm.closed(), QStringLiteral("B 2026-02-28"));

        Crm apart;
        apart.options.closeMost = true;
        const std::string first = apart.file("A,Acme,1\n");
        const std::string second = apart.file("B,Bolt,2\n");
        QVERIFY(apart.take({first}, day, true).ok());
        QVERIFY(apart.take({first}, day, true).ok()); // of one row, and known
        QVERIFY(apart.take({second}, day, true).ok());
        QCOMPARE(apart.closed(), QStringLiteral("A 2026-02-28"));
        const auto together = apart.take({first, second}, day, true);
        QCOMPARE(counts(together->batches.at(0)), QStringLiteral("1/1/0/0/0"));
        QCOMPARE(counts(together->batches.at(1)), QStringLiteral("1/0/1/0/0"));
        QCOMPARE(apart.closed(), QString());
    }
};

QTEST_GUILESS_MAIN(TestFullFiles)
#include "tst_full_files.moc"
