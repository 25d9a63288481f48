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
