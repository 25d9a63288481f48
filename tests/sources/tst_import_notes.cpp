#include "core/sources/changed_fields.h"
#include "core/sources/import_changes.h"
#include "core/store/settled_images.h"
#include "core/store/write_transaction.h"
#include "tests/sources/mapping_fixture.h"

#include <QtTest>

#include <cstdint>

using namespace qd;
using namespace qd::sources;

namespace {

ImportOptions asOf(const char *day)
{
    ImportOptions options;
    options.asOf = Date::fromIso(day);
    return options;
}

const std::string Accounts = "account_id,name,arr\n";
const std::string Contracts = "subscription_id,account_id,start_date,arr\n";

QStringList idsOf(const std::vector<MissingRecord> &records)
{
    QStringList ids;
    for (const MissingRecord &record : records)
        ids << QString::fromStdString(record.record);
    return ids;
}

QStringList changedIn(const BatchReport &batch)
{
    QStringList records;
    for (const FieldChange &change : batch.changes.changes)
        records << QString::fromStdString(change.record);
    records.sort();
    return records;
}

} // namespace

/// What an import says beside the rows: of files that are none of ours, of what changed, of how a file was read, and of
/// rows below zero.
class TestImportNotes : public QObject {
    Q_OBJECT

private slots:
    /// A folder without anything known names five of its files, and how many more there are.
    void unknownFilesOfAFolder()
    {
        const auto says = [](int files) {
            const SourceFixture f;
            QTemporaryDir folder;
            for (int i = 0; i < files; ++i) {
                QFile file(folder.filePath(QStringLiteral("f%1.txt.json").arg(i)));
                if (!file.open(QIODevice::WriteOnly))
                    qFatal("cannot write a test file");
            }
            Progress quiet;
            const auto done = importFiles(*f.workspace, {folder.path().toStdString()}, {}, quiet);
            return QString::fromStdString(done.error().message.english());
        };
        const QString five = says(5);
        QVERIFY2(
            five.contains(QStringLiteral("f4.txt.json")) && !five.contains(QStringLiteral("more.")), qPrintable(five));
        const QString seven = says(7);
        QVERIFY2(
            !seven.contains(QStringLiteral("f5.")) && seven.contains(QStringLiteral("And 2 more.")), qPrintable(seven));
    }

    /// Values that a column does not know are kept and listed; case alone makes no other value.
    void unknownValues_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("says"); // the notes, in lines
        QTest::newRow("known in any case") << "crm.accounts.csv"
                                           << "account_id,name,status\nA,a,ACTIVE\nB,b,Churned\nC,c,\n"
                                           << "";
        QTest::newRow("one")
            << "crm.accounts.csv"
            << "account_id,name,status\nA,a,Zombie\nB,b,active\n"
            << "status: 1 row has a value that is none of its known ones, and keeps it: \"Zombie\" in 1.";
        QTest::newRow("two columns")
            << "desk.tickets.csv"
            << "ticket_id,account_id,created_at,priority\nT,A,2026-01-01,P1\nU,A,2026-01-01,p1\n"
               "V,A,2026-01-01,P1\nW,A,2026-01-01,Urgent\n"
            << "priority: 3 rows have values that are none of its known ones, and keep them: "
               "\"P1\" in 2 and \"p1\" in 1.";
        QTest::newRow("text of no known values") << "billing.subscriptions.csv"
                                                 << "subscription_id,account_id,start_date,arr,status\n"
                                                    "S,A,2026-01-01,1,Zombie\n"
                                                 << "";
        QTest::newRow("held back") << "crm.accounts.csv"
                                   << "account_id,name,status\nA,,Zombie\n"
                                   << "";
    }
    void unknownValues()
    {
        QFETCH(QString, file);
        QFETCH(QString, csv);
        SourceFixture f;
        const auto report = f.import({f.write(file.toStdString(), csv.toStdString())});
        QVERIFY(report.ok());
        QStringList said;
        for (const RowNote &note : notesInWords(report->batches.front().notes))
            said << QString::fromStdString(note.says.english());
        QTEST(said.join(u'\n'), "says");
    }

    /// Of many values the first hundred are told apart, and five are named.
    void manyUnknownValues()
    {
        SourceFixture f;
        std::string csv = "account_id,name,status\n";
        for (int i = 0; i < 102; ++i)
            csv += "A" + std::to_string(i) + ",x,Z" + std::to_string(100 + i) + '\n';
        csv += "B,x,Z100\n";
        const auto report = f.import({f.write("crm.accounts.csv", csv)});
        const UnknownValues &unknown = report->batches.front().notes.unknown.at("status");
        QCOMPARE(unknown.rows.size(), std::size_t(100));
        QCOMPARE(unknown.rows.at("Z100"), 2);
        QCOMPARE(unknown.others, 2);
        // 103 rows: 2 + 1 + 1 + 1 + 1 are named, 97 are others.
        QCOMPARE(notesInWords(report->batches.front().notes).front().says.english(),
            std::string("status: 103 rows have values that are none of its known ones, and keep them: \"Z100\" in 2, "
                        "\"Z101\" in 1, \"Z102\" in 1, \"Z103\" in 1, \"Z104\" in 1 and others in 97."));
    }

    void unknownFilesByName()
    {
        SourceFixture f;
        const std::string one = f.write("one.csv", "x,y\n1,2\n");
        const std::string two = f.write("two.csv", "p,q\n1,2\n");
        QVERIFY(!whyNot(f.import({one})).contains(QStringLiteral("files cannot be taken")));
        QVERIFY(whyNot(f.import({one, two})).startsWith(QStringLiteral("2 of 2 files cannot be taken")));
    }

    void strictCountsBadRows()
    {
        SourceFixture f;
        ImportOptions strict;
        strict.strict = true;
        const std::string one = f.write("crm.accounts.csv", "account_id,name\nA,\nB,Bolt\n");
        QVERIFY(whyNot(f.import({one}, strict)).startsWith(QStringLiteral("1 row is wrong")));
        const auto two = f.import({one, f.write("crm.contacts.csv", "contact_id,account_id\nC,\nD,\n")}, strict);
        QVERIFY2(whyNot(two).startsWith(QStringLiteral("3 rows are wrong")), qPrintable(whyNot(two)));
        QCOMPARE(two.error().arguments, std::vector<std::string>{"3"});
    }

    /// Each entity has its own changes, said with its last file; a file without rows says nothing, and hides nothing.
    void changesOfSeveralFiles()
    {
        SourceFixture f;
        const auto day = [&f](const std::vector<std::string> &paths, const char *asOfDay) {
            return f.import(paths, asOf(asOfDay));
        };
        QVERIFY(day({f.write("s.accounts.0.csv", Accounts + "A,Acme,1\nB,Bolt,2\nC,Cask,4\n"),
                        f.write("s.subscriptions.0.csv", Contracts + "s1,A,2026-01-01,1\ns2,B,2026-01-01,1\n")},
            "2026-01-31")
                    .ok());
        const auto second =
            day({f.write("s.accounts.1.csv", Accounts + "A,Acme,9\n"),
                    f.write("s.subscriptions.1.csv", Contracts + "s1,A,2026-01-01,5\n"),
                    f.write("s.accounts.2.csv", Accounts + "B,Bolt,8\n"), f.write("s.accounts.3.csv", Accounts)},
                "2026-02-28");
        QVERIFY2(second.ok(), qPrintable(whyNot(second)));
        QCOMPARE(changedIn(second->batches[0]), QStringList());
        QCOMPARE(changedIn(second->batches[1]), QStringList("s1"));
        QCOMPARE(idsOf(second->batches[1].changes.missing), QStringList("s2"));
        QCOMPARE(changedIn(second->batches[2]), QStringList({"A", "B"}));
        QCOMPARE(idsOf(second->batches[2].changes.missing), QStringList("C"));
        QCOMPARE(changedIn(second->batches[3]), QStringList());
        // Nothing of usage and of tables.
        const auto usage = day({f.write("s.usage.csv", "account_id,date,events\nA,2026-02-01,5\n")}, "2026-02-28");
        Progress quiet;
        QVERIFY(changedFields(*f.workspace, {usage->batches.front().batch}, quiet)->empty());
    }

    /// What an import settles beside its rows can be put back: it stands under the import's first batch.
    void whatAnImportSettles()
    {
        SourceFixture f;
        auto &db = f.workspace->db();
        db.exec("INSERT INTO break_register (break_key, number, left_source, right_source, account, field, first_seen) "
                "VALUES ('b', 1, 'crm', 'billing', 'A', 'arr', '2026-01-01')");
        ImportOptions options;
        options.beforeCommit = [](store::Workspace &workspace) {
            workspace.db().exec("UPDATE break_register SET closed = '2026-01-31'");
            return Result<void>();
        };
        QVERIFY(f.import({f.write("crm.accounts.csv", Accounts + "A,Acme,1\n")}, options).ok());
        store::WriteTransaction transaction(*f.workspace, "undo");
        (void)store::restoreSettled(db, 1);
        transaction.commit();
        QCOMPARE(f.rows("SELECT break_key, closed FROM break_register"), QStringList("b|-"));
    }

    void amountsOfRecords()
    {
        QVERIFY((MissingRecord{"A", 5, "USD", {}}.arr()));
        QVERIFY(!(MissingRecord{"A", 5, "???", {}}.arr()));
        QVERIFY(!(MissingRecord{"A", std::nullopt, "USD", {}}.arr()));
        const auto arr = [](const std::vector<MissingRecord> &records) {
            const auto sum = ImportChanges::arrOf(records);
            return sum ? QString::fromStdString(sum->english()) : QStringLiteral("-");
        };
        QCOMPARE(arr({{"A", std::nullopt, "USD", {}}, {"B", 0, "USD", {}}}), QStringLiteral("-"));
        QCOMPARE(arr({{"A", 1, "USD", {}}}), QStringLiteral("0.01 USD"));
        QCOMPARE(arr({{"A", 150, "USD", {}}, {"B", 50, "USD", {}}}), QStringLiteral("2.00 USD"));
        QCOMPARE(arr({{"A", INT64_MAX, "USD", {}}, {"B", 1, "USD", {}}}), QStringLiteral("too large to add up"));
    }

    /// How a file was read stands with its batch: read another way it is another reading.
    void howAFileWasRead()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "t";
        options.hints.read = {.header = 1, .decimal = DecimalMark::Comma, .delimiter = ';', .keepFooters = true};
        const std::string path = f.write("p.csv", "id;n\n1;1,5\n");
        QVERIFY(f.import({path}, options).ok());
        options.hints.read.decimal = DecimalMark::Point;
        QCOMPARE(counts(f.import({path}, options)->batches.front()), QStringLiteral("1/1/0/0/0"));
        QCOMPARE(f.rows("SELECT mapping FROM import_batch ORDER BY batch_id"),
            QStringList({"table --header 1 --decimal comma --delimiter semicolon --footers keep",
                "table --header 1 --decimal point --delimiter semicolon --footers keep"}));
    }

    /// What is said for one import goes before what the profile says.
    void orderOfDates()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.profile = f.write("own.json", R"({"name": "p", "kind": "crm", "entity": "accounts",
            "read": {"date_order": "dmy"}, "columns": {"account_id": "Id", "name": "N", "renewal_date": "Day"}})");
        const std::string path = f.write("given.csv", "Id,N,Day\nA,x,03/04/2026\n");
        QVERIFY(f.import({path}, options).ok());
        QCOMPARE(f.rows("SELECT renewal_date FROM accounts"), QStringList("2026-04-03"));
        options.dateOrder = DateOrder::MonthFirst;
        QVERIFY(f.import({path}, options).ok());
        QCOMPARE(f.rows("SELECT renewal_date FROM accounts"), QStringList("2026-03-04"));
    }

    /// Of a row held back because its value is below zero it is kept what it would have said, unless more is wrong.
    void readingsOfNegativeRows()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("crm.accounts.csv",
                              "account_id,name,domain,arr,currency,renewal_date\nA,Acme,acme.com,-5,EUR,\n"
                              "B,Bolt,,-5,EUR,soon\nC,Cask,,-0.001,EUR,\nD,,,5,EUR,\n"),
                             f.write("crm.arr_history.csv", "account_id,month,arr\nE,2026-01,-7\n"),
                             f.write("crm.subscriptions.csv",
                                 "subscription_id,account_id,start_date,mrr\nS,F,2026-01-01,-2\n")})
                    .ok());
        QCOMPARE(f.rows("SELECT count(*), count(nullif(reading, '')) FROM quarantine"), QStringList("6|3"));
        QCOMPARE(f.rows("SELECT reading FROM quarantine WHERE reading <> '' ORDER BY 1"),
            QStringList({R"({"account_id":"A","name":"Acme","domain":"acme.com","minor":-500,"currency":"EUR"})",
                R"({"account_id":"E","minor":-700,"currency":"USD"})",
                R"({"account_id":"F","minor":-2400,"currency":"USD"})"})); // twelve months of two
    }
};

QTEST_GUILESS_MAIN(TestImportNotes)
#include "tst_import_notes.moc"
