#include "core/actions/rule_editing.h"
#include "core/actions/rules_run.h"
#include "core/session/read_back.h"
#include "core/session/undo.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "core/store/write_transaction.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

const char *const Rules = R"({"rules": [{"id": "renewal", "when": [{"field": "due_in_days", "at_most": 180}]}]})";
const char *const Contracts = "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-12-31,100\n"
                              "2,B,2025-01-01,2027-03-31,200\n";

/// Amber is due on 2026-12-31, Birch on 2027-03-31.
struct Book {
    test::ImportedWorkspace data;
    Progress progress;

    Book() { import("2026-06-30", Contracts); }
    void import(const char *asOf, const std::string &contracts)
    {
        const std::string seen = std::string(",") + asOf; // no two files have the same bytes
        data.file("crm.accounts", "account_id,name,owner,seen\nA,Amber,Ann" + seen + "\nB,Birch,Bob" + seen + "\n");
        data.file("crm.subscriptions", contracts);
        data.import(asOf);
    }
    void save(const char *text, const char *asOf = "2026-06-30")
    {
        if (!saveAndOpen(data.workspace(), text, Date::fromIso(asOf), progress).ok())
            qFatal("rules");
    }
    /// "renewal AC-00001 2026-07-31", a row of the program's own each.
    [[nodiscard]] QStringList own()
    {
        QStringList rows;
        SQLite::Statement row(data.workspace().db(),
            "SELECT \"trigger\" || ' ' || account_id || ' ' || opened_date FROM actions WHERE source = 'quarterdeck' "
            "ORDER BY action_id");
        while (row.executeStep())
            rows << QString::fromStdString(row.getColumn(0).getString());
        return rows;
    }
    [[nodiscard]] QStringList check()
    {
        QStringList findings;
        const auto found = store::checkIntegrity(data.workspace(), progress);
        for (const Message &finding : found.value())
            findings << QString::fromStdString(finding.english());
        return findings;
    }
    [[nodiscard]] std::int64_t lastBatch()
    {
        return data.workspace().db().execAndGet("SELECT max(batch_id) FROM import_batch").getInt64();
    }
};

} // namespace

/// Rules that act: when they are saved, at the end of imports and of identity, and what undo takes back.
class TestRuleRuns : public QObject {
    Q_OBJECT
private slots:
    void actOnlyOnceTheyAreSaved()
    {
        Book book;
        book.import("2026-07-31", Contracts);
        QVERIFY(book.own().isEmpty());
        book.save(Rules, "2026-07-04"); // 180 days before 2026-12-31
        QCOMPARE(book.own(), QStringList{"renewal AC-00001 2026-07-04"});
        QCOMPARE(book.check(), QStringList());
        const auto trail = store::auditTrail(book.data.workspace(), 2);
        QCOMPARE(trail[0].action, std::string("open actions"));
        QCOMPARE(trail[1].action, std::string("save action rules"));
    }

    void everyVersionIsKept()
    {
        Book book;
        book.save(Rules);
        book.save(Rules);
        book.save(R"({"rules": []})");
        QCOMPARE(book.data.workspace().db().execAndGet("SELECT group_concat(version) FROM action_rules").getString(),
            std::string("1,2"));
        const auto saved = rulesInForce(book.data.workspace());
        QCOMPARE(saved->version, 2);
        QVERIFY(saved->rules.rules.empty());
    }

    /// Rules that say the same are the version that is in force, however they are written; another bound is another.
    void writtenInAnotherWay()
    {
        Book book;
        book.save(Rules);
        book.save(R"({"rules": [{"when": [{"at_most": 180.0, "field": "due_in_days"}], "id": "renewal"}]})");
        QCOMPARE(rulesInForce(book.data.workspace())->version, 1);
        book.save(textOf(rulesInForce(book.data.workspace())->rules).c_str());
        QCOMPARE(rulesInForce(book.data.workspace())->version, 1);
        book.save(R"({"rules": [{"id": "renewal", "when": [{"field": "due_in_days", "at_most": 181}]}]})");
        QCOMPARE(rulesInForce(book.data.workspace())->version, 2);
    }

    void aFaultKeepsNothing()
    {
        Book book;
        const auto before = store::lastChange(book.data.workspace());
        QVERIFY(!saveAndOpen(book.data.workspace(), R"({"rules": [{"title": "x"}]})", {}, book.progress).ok());
        QVERIFY(!saveAndOpen(book.data.workspace(),
            R"({"rules": [{"id": "x", "when": [{"field": "sql:SELECT nothing", "above": 1}]}]})", {}, book.progress)
                     .ok());
        QVERIFY(store::lastChange(book.data.workspace()) == before);
        QCOMPARE(rulesInForce(book.data.workspace())->version, 0);
    }

    void waitForArr()
    {
        test::ImportedWorkspace data;
        Progress progress;
        const auto run = saveAndOpen(data.workspace(), Rules, {}, progress);
        QVERIFY(run.ok() && !run->evaluation);
        QCOMPARE(rulesInForce(data.workspace())->version, 1);
    }

    void importsLetThemAct()
    {
        Book book;
        book.save(Rules);
        QVERIFY(book.own().isEmpty());
        book.import("2026-07-31", Contracts);
        QCOMPARE(book.own(), QStringList{"renewal AC-00001 2026-07-31"});
        QCOMPARE(book.check(), QStringList());
        book.data.file("crm.tickets", "ticket_id,account_id,created_at\n1,A,2026-07-01\n");
        book.data.import("2026-07-31"); // the same day once more
        QCOMPARE(book.own().size(), 1);
        book.import("2026-10-31", Contracts); // 151 days before Birch is due; Amber's is open
        QCOMPARE(book.own(), (QStringList{"renewal AC-00001 2026-07-31", "renewal AC-00002 2026-10-31"}));
        QCOMPARE(book.check(), QStringList());
    }

    /// A rule's query sees the rows of the import at whose end it is asked.
    void queriesSeeTheImport()
    {
        Book book;
        book.save(R"({"rules": [{"id": "ticket", "when": [{"field":
            "sql:SELECT 'AC-00001' AS account, count(*) AS value FROM tickets", "at_least": 1}]}]})");
        QVERIFY(book.own().isEmpty());
        book.data.file("crm.tickets", "ticket_id,account_id,created_at\n1,A,2026-07-01\n");
        book.import("2026-07-31", Contracts);
        QCOMPARE(book.own(), QStringList{"ticket AC-00001 2026-07-31"});
        QCOMPARE(book.check(), QStringList());
    }

    void anImportTakesAlongWhatItOpened()
    {
        Book book;
        book.save(Rules);
        book.import("2026-07-31", Contracts);
        book.import("2026-10-31", Contracts);
        QCOMPARE(book.own().size(), 2);
        QVERIFY(session::undoImport(book.data.workspace(), book.lastBatch(), book.progress).ok());
        QCOMPARE(book.own(), QStringList{"renewal AC-00001 2026-07-31"});
        QCOMPARE(book.check(), QStringList());
    }

    void whatWasTouchedStays()
    {
        Book book;
        book.save(Rules);
        book.import("2026-07-31", Contracts);
        {
            store::WriteTransaction transaction(book.data.workspace(), "close");
            book.data.workspace().db().exec("UPDATE actions SET status = 'done', closed_date = '2026-08-01'");
            transaction.commit();
        }
        QVERIFY(session::undoImport(book.data.workspace(), book.lastBatch(), book.progress).ok());
        QCOMPARE(book.own().size(), 1);
        QCOMPARE(book.check(), QStringList());
    }

    void aMergedCustomerKeepsItsAction()
    {
        Book book;
        book.save(Rules);
        book.data.file("billing.accounts", "account_id,name,crm_account_id\nX,Amber Inc,A\n");
        book.data.file("billing.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n9,X,2025-01-01,2026-12-31,100\n");
        book.data.import("2026-07-31"); // billing gives ARR now, and X is a customer of its own
        QCOMPARE(book.own().size(), 1);
        const std::string before = book.own().front().toStdString();
        QVERIFY(session::resolveIdentities(book.data.workspace(), book.progress).ok());
        QCOMPARE(book.own().size(), 1); // it is Amber's, so nothing is opened again
        QCOMPARE(book.own().front().toStdString(), before);
        const auto data = RuleData::read(book.data.workspace(), book.progress);
        QCOMPARE(data->log.all().front().account, data->accounts().indexOfRecord("crm", "A"));
        QCOMPARE(book.check(), QStringList());
    }

    /// What other systems give back of our list, in their own words; both actions were opened on 2026-06-30.
    void readsBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("counts"); // done, dismissed, open there, closed here, not ours
        QTest::addColumn<QString>("first"); // kind, day and note of the first change
        const auto row = [](const char *name, const char *text, const char *counts, const char *first) {
            QTest::newRow(name) << QString::fromLatin1(text)
                                       .replace(u'@', QStringLiteral("all:AC-00001:2026-06-30"))
                                       .replace(u'&', QStringLiteral("all:AC-00002:2026-06-30"))
                                       .replace(u'#', QStringLiteral("2026-07-05"))
                                << counts << first;
        };
        row("jira",
            "Issue key,Status,Resolution,Resolved,Custom field (External ID)\nQ-x,Done,Done,#,@\nQ-y,In "
            "Progress,Unresolved,,&\nQ-z,Done,Done,#,\n",
            "1 0 1 0 1", "done 2026-07-05 back.csv: Done");
        row("jira, not wanted", "External ID,Status,Resolution\n@,Done,Won't Do\n&,Closed,Duplicate\n", "0 2 0 0 0",
            "dismissed 2026-07-31 back.csv: Won't Do");
        row("not closed, though it sounds so", "External ID,Status\n@,Possible duplicate\n&,Cancelled by us\n",
            "0 1 1 0 0", "dismissed 2026-07-31 back.csv: Cancelled by us");
        row("asana", "Name,Completed At,External ID\nPlan,#T10:00:00Z,@\nPlan,,&\n", "1 0 1 0 0",
            "done 2026-07-05 back.csv");
        row("salesforce", "External_Id__c,Status,CompletedDateTime\n&,Completed,\n@,Not Started,\n", "1 0 1 0 0",
            "done 2026-07-31 back.csv: Completed");
        row("gainsight", "External Id,Status,Closed Date\n@,Closed Success,#\n&,Closed Invalid,#\nother,New,\n",
            "1 1 0 0 1", "done 2026-07-05 back.csv: Closed Success");
        row("the list itself", "action_id,status,closed_date,outcome\n@,open,,\n&,closed,#,done\n", "1 0 1 0 0",
            "done 2026-07-05 back.csv: done");
        row("the same twice", "action_id,status\n@,done\n@,done\n", "1 0 0 0 0", "done 2026-07-31 back.csv: done");
        QTest::newRow("before it was opened, and after the day")
            << "action_id,status,closed_date\nall:AC-00001:2026-06-30,done,2026-06-29\nall:AC-00002:2026-06-30,done,"
               "2026-08-01\n"
            << "2 0 0 0 0"
            << "done 2026-07-31 back.csv: done";
    }
    void readsBack()
    {
        Book book;
        book.save(R"({"rules": [{"id": "all"}]})");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("back.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFETCH(QString, text);
        file.write(text.toUtf8());
        file.close();
        const Date day = *Date::fromIso("2026-07-31");
        const auto path = file.fileName().toStdString();
        const auto back = session::readBack(book.data.workspace(), path, day);
        QVERIFY2(back.ok(), back.ok() ? "" : back.error().message.english().c_str());
        QTEST(QStringLiteral("%1 %2 %3 %4 %5")
                  .arg(back->done)
                  .arg(back->dismissed)
                  .arg(back->open)
                  .arg(back->closedHere)
                  .arg(back->unknown),
            "counts");
        const ActionChange &first = back->changes.front().change;
        QTEST(QStringLiteral("%1 %2 %3")
                  .arg(QLatin1String(toString(first.kind)), QString::fromStdString(first.day.iso()),
                      QString::fromStdString(first.note)),
            "first");
        const auto made = changeActions(book.data.workspace(), back->changes);
        QVERIFY(made.ok());
        const auto closed = [&] {
            return book.data.workspace()
                .db()
                .execAndGet("SELECT count(*) FROM actions WHERE closed_date IS NOT NULL")
                .getInt();
        };
        QCOMPARE(closed(), int(back->changes.size()));
        const auto again = session::readBack(book.data.workspace(), path, day);
        QVERIFY(again->changes.empty() && again->closedHere >= closed());
        QVERIFY(takeBack(book.data.workspace(), *made).ok());
        QCOMPARE(closed(), 0);
    }

    void whatCannotBeReadBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no ids") << "Issue key,Status\nQ,Done\n"
                                << "no column with the ids of our actions";
        QTest::newRow("two things") << "action_id,status\nall:AC-00001:2026-06-30,done\nall:AC-00001:2026-06-30,"
                                       "dismissed\n"
                                    << "line 3: action all:AC-00001:2026-06-30 stands there twice";
    }
    void whatCannotBeReadBack()
    {
        Book book;
        book.save(R"({"rules": [{"id": "all"}]})");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("back.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFETCH(QString, text);
        QFETCH(QString, says);
        file.write(text.toUtf8());
        file.close();
        const auto back =
            session::readBack(book.data.workspace(), file.fileName().toStdString(), *Date::fromIso("2026-07-31"));
        QVERIFY(!back.ok());
        QVERIFY2(QString::fromStdString(back.error().message.english()).contains(says),
            back.error().message.english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestRuleRuns)
#include "tst_rule_runs.moc"
