#include "core/actions/rules_run.h"
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
};

QTEST_GUILESS_MAIN(TestRuleRuns)
#include "tst_rule_runs.moc"
