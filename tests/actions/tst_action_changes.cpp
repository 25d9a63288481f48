#include "core/actions/action_changes.h"
#include "core/actions/rules_run.h"
#include "core/actions/shipped_rules.h"
#include "core/session/undo.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

const char *const Rules =
    R"({"rules": [{"id": "renewal", "due_days": 14, "when": [{"field": "due_in_days", "at_most": 180}]}]})";

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Amber is due on 2026-12-31, of Ann; the rule opens an action for it on 2026-07-31.
struct Book {
    test::ImportedWorkspace data;
    Progress progress;
    const std::string id = "renewal:AC-00001:2026-07-31";

    Book()
    {
        import("2026-06-30");
        if (!saveAndOpen(data.workspace(), Rules, day("2026-06-30"), progress).ok())
            qFatal("rules");
        import("2026-07-31");
    }
    void import(const char *asOf)
    {
        data.file("crm.accounts", std::string("account_id,name,owner,seen\nA,Amber,Ann,") + asOf + '\n');
        data.file(
            "crm.subscriptions", "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-12-31,100\n");
        data.import(asOf);
    }
    [[nodiscard]] Action action(const std::string &which)
    {
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        const ActionLog log = ActionLog::read(data.workspace(), accounts);
        const Action *found = log.find("quarterdeck", which);
        return found ? *found : Action();
    }
    [[nodiscard]] Action action() { return action(id); }
    Result<std::vector<KeptEdit>> change(ActionChange change) { return changeActions(data.workspace(), {id}, change); }
    [[nodiscard]] int count() { return data.workspace().db().execAndGet("SELECT count(*) FROM actions").getInt(); }
    [[nodiscard]] std::string extra()
    {
        return data.workspace().db().execAndGet("SELECT extra FROM actions WHERE \"trigger\" = 'renewal'").getString();
    }
    void undoLastImport()
    {
        const auto batch = data.workspace().db().execAndGet("SELECT max(batch_id) FROM import_batch").getInt64();
        if (!session::undoImport(data.workspace(), batch, progress).ok())
            qFatal("undo");
    }
    [[nodiscard]] QStringList check()
    {
        QStringList findings;
        const auto found = store::checkIntegrity(data.workspace(), progress);
        for (const Message &finding : found.value())
            findings << QString::fromStdString(finding.english());
        return findings;
    }
};

ActionChange change(EditKind kind, const char *note = "", const char *owner = "", const char *until = nullptr)
{
    return {kind, day("2026-08-10"), note, owner, until ? Date::fromIso(until) : std::nullopt};
}

} // namespace

Q_DECLARE_METATYPE(qd::actions::ActionChange)

/// What persons do to actions: each is kept with author and time, is undone without a trace, and stays when the import
/// that opened the action is taken back.
class TestActionChanges : public QObject {
    Q_OBJECT
private slots:
    void init() { store::setCurrentUser("Kim"); }
    void cleanup() { store::setCurrentUser({}); }

    void changes_data()
    {
        QTest::addColumn<ActionChange>("made");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<int>("before"); // WorkState the day before
        QTest::addColumn<int>("then");
        QTest::addColumn<QString>("closed");
        QTest::addColumn<QString>("outcome");
        const int open = int(WorkState::Open);
        QTest::newRow("comment") << change(EditKind::Commented, " called ") << "Ann" << open << open << ""
                                 << "";
        QTest::newRow("owner") << change(EditKind::OwnerChanged, "", " Bob ") << "Bob" << open << open << ""
                               << "";
        QTest::newRow("nobody") << change(EditKind::OwnerChanged) << "" << open << open << ""
                                << "";
        QTest::newRow("started") << change(EditKind::Started) << "Ann" << open << int(WorkState::InWork) << ""
                                 << "";
        QTest::newRow("snoozed") << change(EditKind::Snoozed, "", "", "2026-08-11") << "Ann" << open
                                 << int(WorkState::Snoozed) << ""
                                 << "";
        QTest::newRow("done") << change(EditKind::Done, "signed") << "Ann" << open << int(WorkState::Done)
                              << "2026-08-10"
                              << "done";
        QTest::newRow("dismissed") << change(EditKind::Dismissed, "a test account") << "Ann" << open
                                   << int(WorkState::Dismissed) << "2026-08-10"
                                   << "dismissed";
    }
    void changes()
    {
        QFETCH(ActionChange, made);
        Book book;
        const std::string extra = book.extra();
        const auto kept = book.change(made);
        QVERIFY(kept.ok());
        const Action after = book.action();
        QTEST(QString::fromStdString(after.owner), "owner");
        QTEST(int(after.stateOn(day("2026-08-09"))), "before");
        QTEST(int(after.stateOn(day("2026-08-10"))), "then");
        QTEST(QString::fromStdString(after.closed ? after.closed->iso() : ""), "closed");
        QTEST(QString::fromStdString(after.outcome), "outcome");
        QCOMPARE(after.due, Date::fromIso("2026-08-14")); // which nothing moves
        QCOMPARE(after.edits.size(), std::size_t(1));
        QCOMPARE(after.edits[0].by, std::string("Kim"));
        QCOMPARE(after.edits[0].note, QString::fromStdString(made.note).trimmed().toStdString());
        QVERIFY(QDateTime::fromString(QString::fromStdString(after.edits[0].at), Qt::ISODate).isValid());
        const auto trail = store::auditTrail(book.data.workspace(), 1);
        QCOMPARE(trail[0].who, std::string("Kim"));
        QCOMPARE(trail[0].subject, book.id);
        QCOMPARE(trail[0].action, std::string("action ") + toString(made.kind));

        QVERIFY(takeBack(book.data.workspace(), *kept).ok());
        QCOMPARE(book.extra(), extra);
        QCOMPARE(book.action().owner, std::string("Ann"));
        QCOMPARE(book.action().status, std::string("open"));
        QVERIFY(!book.action().closed && book.action().outcome.empty());
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("action taken back"));
        QCOMPARE(book.check(), QStringList());
    }

    void refusals_data()
    {
        QTest::addColumn<ActionChange>("made");
        QTest::addColumn<int>("code");
        const int argument = int(ErrorCode::InvalidArgument);
        QTest::newRow("no comment") << change(EditKind::Commented, "  ") << argument;
        QTest::newRow("no reason") << change(EditKind::Dismissed) << argument;
        QTest::newRow("no end") << change(EditKind::Snoozed) << argument;
        QTest::newRow("ends at once") << change(EditKind::Snoozed, "", "", "2026-08-10") << argument;
        ActionChange early = change(EditKind::Done);
        early.day = day("2026-07-30");
        QTest::newRow("before it was opened") << early << argument;
    }
    void refusals()
    {
        QFETCH(ActionChange, made);
        Book book;
        const auto before = store::lastChange(book.data.workspace());
        const auto refused = book.change(made);
        QVERIFY(!refused.ok());
        QTEST(int(refused.error().code), "code");
        QVERIFY(store::lastChange(book.data.workspace()) == before);
    }

    /// On the day it was opened it can be closed; of several, one that cannot be changed keeps all as they were.
    void allOrNone()
    {
        Book book;
        ActionChange done = change(EditKind::Done);
        done.day = day("2026-07-31");
        const auto none = changeActions(book.data.workspace(), {book.id, "cs:1"}, done);
        QVERIFY(!none.ok());
        QCOMPARE(int(none.error().code), int(ErrorCode::NotFound));
        QVERIFY(!book.action().closed);
        QVERIFY(book.change(done).ok());
        const auto again = book.change(done);
        QVERIFY(!again.ok());
        QCOMPARE(int(again.error().code), int(ErrorCode::Conflict));
        QCOMPARE(book.action().edits.size(), std::size_t(1));
    }

    /// A snooze ends on its day, and earlier when work begins; a comment does not end it.
    void snoozeEnds()
    {
        Book book;
        QVERIFY(book.change(change(EditKind::Snoozed, "", "", "2026-08-20")).ok());
        ActionChange later = change(EditKind::Commented, "on leave");
        later.day = day("2026-08-12");
        QVERIFY(book.change(later).ok());
        QCOMPARE(int(book.action().stateOn(day("2026-08-19"))), int(WorkState::Snoozed));
        QCOMPARE(book.action().snoozedUntil(day("2026-08-19")), Date::fromIso("2026-08-20"));
        QCOMPARE(int(book.action().stateOn(day("2026-08-20"))), int(WorkState::Open));
        later.kind = EditKind::Started;
        later.day = day("2026-08-15");
        QVERIFY(book.change(later).ok());
        QCOMPARE(int(book.action().stateOn(day("2026-08-14"))), int(WorkState::Snoozed)); // as it was then
        QCOMPARE(int(book.action().stateOn(day("2026-08-15"))), int(WorkState::InWork));
    }

    /// The latest day goes back with an import that is taken back: what is done then is known from that day.
    void anEditOfAnEarlierDayCounts()
    {
        Book book;
        ActionChange later = change(EditKind::Commented, "called");
        later.day = day("2026-08-31");
        QVERIFY(book.change(later).ok());
        QVERIFY(book.change(change(EditKind::Snoozed, "", "", "2026-08-20")).ok()); // on 10 August
        QCOMPARE(int(book.action().stateOn(day("2026-08-10"))), int(WorkState::Snoozed));
    }

    /// A file may be named after the program; its other columns stay as they were.
    void whatAFileKeptStays()
    {
        Book book;
        book.data.file(
            "quarterdeck.actions", "action_id,account_id,opened_date,status,foo\nh1,A,2026-08-01,open,bar\n");
        book.data.import("2026-08-10");
        const auto extra = [&book] {
            return book.data.workspace()
                .db()
                .execAndGet("SELECT extra FROM actions WHERE action_id = 'h1'")
                .getString();
        };
        const std::string before = extra();
        QVERIFY(before.find("bar") != std::string::npos);
        const auto kept = changeActions(book.data.workspace(), {"h1"}, change(EditKind::Commented, "called"));
        QVERIFY(kept.ok());
        QVERIFY(extra().find("bar") != std::string::npos && extra().find("called") != std::string::npos);
        QCOMPARE(book.action("h1").edits.size(), std::size_t(1));
        QVERIFY(takeBack(book.data.workspace(), *kept).ok());
        QCOMPARE(extra(), before);
    }

    void onlyTheLastEditIsTakenBack()
    {
        Book book;
        const auto first = book.change(change(EditKind::Commented, "one"));
        const auto second = book.change(change(EditKind::Commented, "two"));
        QVERIFY(first.ok() && second.ok());
        const auto refused = takeBack(book.data.workspace(), *first);
        QVERIFY(!refused.ok());
        QCOMPARE(int(refused.error().code), int(ErrorCode::Conflict));
        QVERIFY(takeBack(book.data.workspace(), *second).ok());
        QVERIFY(takeBack(book.data.workspace(), *first).ok());
        QVERIFY(book.action().edits.empty());
    }

    /// A comment is a touch; taken back it is none.
    void anUndoneImportLeavesWhatWasTouched()
    {
        for (const bool stays : {true, false}) {
            Book book;
            const auto kept = book.change(change(EditKind::Commented, "called"));
            QVERIFY(kept.ok());
            if (!stays)
                QVERIFY(takeBack(book.data.workspace(), *kept).ok());
            book.undoLastImport();
            QCOMPARE(book.count(), stays ? 1 : 0);
            QCOMPARE(book.check(), QStringList());
        }
    }

    void openedByHand()
    {
        Book book;
        const NewAction made{"AC-00001", " Meet the CFO ", "Bob", day("2026-08-10"), "asked for it", day("2026-08-10")};
        const auto kept = openByHand(book.data.workspace(), made);
        QVERIFY(kept.ok());
        QCOMPARE(kept->action, std::string("hand:AC-00001:2026-08-10:1"));
        const Action action = book.action(kept->action);
        QCOMPARE(action.title, std::string("Meet the CFO"));
        QCOMPARE(action.owner, std::string("Bob"));
        QVERIFY(action.rule.empty());
        QCOMPARE(action.opened, day("2026-08-10"));
        QCOMPARE(action.account, 0);
        const auto next = openByHand(book.data.workspace(), made);
        QCOMPARE(next->action, std::string("hand:AC-00001:2026-08-10:2"));
        QVERIFY(takeBack(book.data.workspace(), {*next}).ok());
        QCOMPARE(book.count(), 2);
        book.undoLastImport(); // takes its own, and leaves what a person opened
        QCOMPARE(book.count(), 1);
        QCOMPARE(book.check(), QStringList());
    }

    void notOpenedByHand_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("due");
        QTest::addColumn<int>("code");
        QTest::newRow("no title") << "AC-00001"
                                  << " "
                                  << "2026-08-10" << int(ErrorCode::InvalidArgument);
        QTest::newRow("due before") << "AC-00001"
                                    << "Call"
                                    << "2026-08-09" << int(ErrorCode::InvalidArgument);
        QTest::newRow("nobody") << "AC-00009"
                                << "Call"
                                << "2026-08-10" << int(ErrorCode::NotFound);
    }
    void notOpenedByHand()
    {
        QFETCH(QString, account);
        QFETCH(QString, title);
        QFETCH(QString, due);
        Book book;
        const auto refused = openByHand(book.data.workspace(),
            {account.toStdString(), title.toStdString(), "", Date::fromIso(due.toStdString()), "", day("2026-08-10")});
        QVERIFY(!refused.ok());
        QTEST(int(refused.error().code), "code");
        QCOMPARE(book.count(), 1);
    }

    void anEmptyWorkspaceHasNobodyToOpenOneFor()
    {
        test::ImportedWorkspace data;
        const auto refused = openByHand(data.workspace(), {"AC-00001", "Call", "", {}, "", day("2026-08-10")});
        QVERIFY(!refused.ok());
        QCOMPARE(int(refused.error().code), int(ErrorCode::NoData));
    }

    /// Rules put in force are taken back with what they opened, but what somebody touched.
    void rulesAreTakenBack()
    {
        for (const bool touched : {false, true}) {
            Book book;
            const std::string before = rulesText(book.data.workspace());
            const char *const more = R"({"rules": [{"id": "arr", "when": [{"field": "arr", "above": 0}]}]})";
            const auto run = saveAndOpen(book.data.workspace(), more, day("2026-08-10"), book.progress);
            QVERIFY(run.ok());
            QCOMPARE(run->openedIds(), std::vector<std::string>{"arr:AC-00001:2026-08-10"});
            QCOMPARE(book.count(), 2);
            if (touched)
                QVERIFY(changeActions(book.data.workspace(), run->openedIds(), change(EditKind::Started)).ok());
            QVERIFY(takeBackRules(book.data.workspace(), 2, before, run->openedIds()).ok());
            QCOMPARE(book.count(), touched ? 2 : 1);
            int taken = 0; // the log tells only what went
            for (const store::AuditEntry &entry : store::auditTrail(book.data.workspace(), 10))
                taken += entry.action == "take back opened actions" ? 1 : 0;
            QCOMPARE(taken, touched ? 0 : 1);
            const auto now = rulesInForce(book.data.workspace());
            QCOMPARE(now->version, 3);
            QCOMPARE(now->rules.rules.front().id, std::string("renewal"));
            QVERIFY(!takeBackRules(book.data.workspace(), 2, before, {}).ok());
        }
    }

    /// A file that was written stands, also where the workspace cannot note it.
    void anExportOfAReadOnlyWorkspace()
    {
        Book book;
        const auto reader = store::Workspace::open(book.data.workspace().path(), store::Workspace::Mode::ReadOnly);
        QVERIFY(reader.ok());
        noteExport(**reader, "actions.csv", "csv", 1, false);
        QVERIFY(store::auditTrail(book.data.workspace(), 1)[0].action != "export actions");
        noteExport(book.data.workspace(), "actions.csv", "csv", 1, false);
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("export actions"));
    }

    void firstRulesAreTakenBack()
    {
        test::ImportedWorkspace data;
        Progress progress;
        QVERIFY(saveAndOpen(data.workspace(), shippedRulesText(), {}, progress).ok());
        QCOMPARE(rulesInForce(data.workspace())->rules.rules.size(), shippedRules().rules.size());
        QVERIFY(takeBackRules(data.workspace(), 1, {}, {}).ok());
        QVERIFY(rulesInForce(data.workspace())->rules.rules.empty());
    }
};

QTEST_GUILESS_MAIN(TestActionChanges)
#include "tst_action_changes.moc"
