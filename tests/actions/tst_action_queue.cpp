#include "core/actions/action_changes.h"
#include "core/actions/action_owners.h"
#include "core/actions/action_queue.h"
#include "core/actions/evaluation.h"
#include "core/actions/rule_figures.h"
#include "core/actions/rule_preview.h"
#include "core/actions/rules_run.h"
#include "core/identity/mergers.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Amber (ARR 100) of Ann, who is u1, and Birch (300) of Bob; six actions that came with a file.
///
/// On 2026-06-30, opened and due: 1 Amber 06-01, 06-29 late, level 2; 2 Birch 06-20, 06-30 due today, level 1; 3 Birch
/// 06-25, no due date; 4 Amber, done 06-10 before its due day; 5 Birch, dismissed 04-01, 90 days before, so no longer
/// shown; 6 Amber, dismissed 04-02, 89 days before.
struct Read {
    test::ImportedWorkspace data;
    Progress progress;
    std::optional<RuleData> read;
    RuleSet rules;

    Read()
    {
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Ann\nB,Birch,Bob\n");
        data.file("crm.csms", "csm_id,name,end_date\nu1,Ann,\nu2,Cleo,2026-06-29\nu3,Dee,2026-06-30\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-12-31,100\n"
            "2,B,2025-01-01,2026-12-31,300\n");
        data.file("crm.actions",
            "action_id,account_id,trigger,title,owner,opened_date,due_date,closed_date,status,outcome\n"
            "1,A,r,One,u1,2026-06-01,2026-06-29,,open,\n2,B,r,Two,Bob,2026-06-20,2026-06-30,,In Progress,\n"
            "3,B,,Three,BOB,2026-06-25,,,open,\n4,A,r,Four,Ann,2026-06-01,2026-06-12,2026-06-10,closed,done\n"
            "5,B,r,Five,Bob,2026-03-01,2026-03-31,2026-04-01,dismissed,\n"
            "6,A,r,Six,Ann,2025-07-01,2026-03-31,2026-04-02,dismissed,\n"
            "7,A,r,Seven,Ann,2025-06-30,2025-07-31,2025-07-31,dismissed,\n");
        data.import("2026-06-30");
        auto found = RuleData::read(data.workspace(), progress);
        rules = *ruleSetFromText(R"({"rules": [{"id": "r", "cap_per_owner": 1, "repeat_after_days": 0,
            "when": [{"field": "due_in_days", "at_most": 250}],
            "escalate": [{"after_days": 10, "to": "manager"}, {"after_days": 29, "to": "VP"}]}, {"id": "s"}]})");
        read = std::move(*found);
    }
    [[nodiscard]] ActionQueue on(
        const char *iso, const std::function<bool(int)> &only = [](int) { return true; }) const
    {
        const Date when = day(iso);
        const auto facts = AccountFacts::on(rules, *read->history, *read->colours, when);
        return queueOn(read->log, rules, read->history->portfolio(), facts->arr(), when, only);
    }
};

QStringList ids(const ActionQueue &queue)
{
    QStringList all;
    for (const QueuedAction &each : queue.actions)
        all << QString::fromStdString(each.open.action.id);
    return all;
}

QString line(const OwnerQueue &owner)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(QString::fromStdString(owner.owner.empty() ? "-" : owner.owner))
        .arg(owner.open)
        .arg(owner.late)
        .arg(owner.escalated)
        .arg(owner.snoozed);
}

} // namespace

/// What is to be done, by whom and by when, and what rules do to people's time: worked by hand on a small book.
class TestActionQueue : public QObject {
    Q_OBJECT
private slots:
    void order()
    {
        const Read book;
        QCOMPARE(ids(book.on("2026-06-30")), (QStringList{"1", "2", "3", "4", "6"}));
        QCOMPARE(ids(book.on("2026-06-29")), (QStringList{"1", "2", "3", "4", "6", "5"})); // closed 89 days before
        QCOMPARE(ids(book.on("2026-06-09")), (QStringList{"4", "1", "6", "5"})); // 4 is open, 2 and 3 are not yet there
    }

    void states()
    {
        const Read book;
        const ActionQueue queue = book.on("2026-06-30");
        const std::vector<std::tuple<WorkState, int, int, std::int64_t>> expected{{WorkState::Open, 2, 1, 10000},
            {WorkState::InWork, 1, 0, 30000}, {WorkState::Open, 0, -1, 30000}, {WorkState::Done, 0, -2, 10000},
            {WorkState::Dismissed, 0, 2, 10000}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const QueuedAction &each = queue.actions[i];
            const auto &[state, level, late, arr] = expected[i];
            QCOMPARE(int(each.state), int(state));
            QCOMPARE(each.open.level, level);
            QCOMPARE(each.lateDays.has_value(), i != 2);
            QCOMPARE(each.lateDays.value_or(-1), late);
            QCOMPARE(each.isLate(), late > 0);
            QCOMPARE(each.arr, arr);
            QVERIFY(!each.isOwn);
        }
        QCOMPARE(queue.actions[0].open.to, std::string("VP"));
        QVERIFY(queue.find("crm", "2") && !queue.find("crm", "5") && !queue.find("cs", "2"));
    }

    void owners()
    {
        const Read book;
        const ActionQueue queue = book.on("2026-06-30");
        QStringList lines;
        for (const OwnerQueue &owner : queue.owners)
            lines << line(owner);
        QCOMPARE(lines, (QStringList{"Bob 2 0 1 0", "Ann 1 1 1 0"}));
        QCOMPARE(line(queue.total), QStringLiteral("- 3 1 2 0"));
        // due by the day: 1, 2 (both open), 4 in time; 5, 6 and 7 were dismissed
        QCOMPARE(queue.sla.due, 3);
        QCOMPARE(queue.sla.met, 1);
    }

    void onlyThosePassing()
    {
        const Read book;
        const int amber = book.read->accounts().indexOfRecord("crm", "A");
        const ActionQueue queue = book.on("2026-06-30", [amber](int account) { return account == amber; });
        QCOMPARE(ids(queue), (QStringList{"1", "4", "6"}));
        QCOMPARE(queue.total.open, 1);
        QCOMPARE(queue.sla.due, 2);
    }

    void snoozedOnesAreCountedAsOpen()
    {
        Read book;
        const NewAction made{"AC-00001", "Call", "ann", day("2026-06-30"), "as agreed", day("2026-06-30")};
        const auto kept = openByHand(book.data.workspace(), made);
        QVERIFY(kept.ok());
        QVERIFY(changeActions(
            book.data.workspace(), {kept->action}, {EditKind::Snoozed, day("2026-06-30"), "", "", day("2026-07-02")})
                    .ok());
        book.read->log = ActionLog::read(book.data.workspace(), book.read->accounts());
        const ActionQueue queue = book.on("2026-06-30");
        QCOMPARE(line(queue.owners[0]), QStringLiteral("Ann 2 1 1 1"));
        const QueuedAction *own = queue.find("quarterdeck", kept->action);
        QVERIFY(own && own->isOwn);
        QCOMPARE(own->comments.size(), std::size_t(1));
        QCOMPARE(own->comments[0].note, std::string("as agreed"));
    }

    void whomAnActionCanBeGivenTo()
    {
        const Read book;
        // Cleo left on 06-29; Dee's last day is 06-30
        QCOMPARE(possibleOwners(book.read->history->portfolio(), day("2026-06-30")),
            (std::vector<std::string>{"Ann", "Bob", "Dee"}));
        QCOMPARE(ownerName(book.read->history->portfolio(), "u2"), std::string("Cleo"));
        QCOMPARE(ownerName(book.read->history->portfolio(), " Zoe "), std::string("Zoe"));
    }

    /// In the twelve months up to 2026-06-30 six were opened: 7 is of the day twelve months before.
    void whatARuleCosts()
    {
        const Read book;
        const auto rows = ruleFiguresOn(book.read->log, book.rules, day("2026-06-30"));
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].rule, std::string("r"));
        QCOMPARE(rows[0].opened, 5); // 1, 2, 4, 5, 6
        QCOMPARE(rows[0].dismissed, 2);
        QCOMPARE(rows[0].open, 2);
        QCOMPARE(rows[0].late, 1);
        QCOMPARE(rows[0].compliance.triggered, 6); // 7, too
        QCOMPARE(rows[0].compliance.inTime, 1);
        QVERIFY(!rows[0].isNoise());
        QCOMPARE(rows[1].opened, 0);
        QVERIFY(!rows[1].isNoise() && !rows[1].dismissedShare());
        const auto before = ruleFiguresOn(book.read->log, book.rules, day("2026-04-02"));
        QCOMPARE(before[0].opened, 3); // 5, 6 and 7, all dismissed
        QCOMPARE(before[0].dismissed, 3);
        QVERIFY(before[0].isNoise());
    }

    void halfIsNoNoise()
    {
        RuleFigures row;
        row.opened = 4;
        row.dismissed = 2;
        QVERIFY(!row.isNoise());
        row.dismissed = 3;
        QVERIFY(row.isNoise());
        QCOMPARE(row.dismissedShare(), std::optional(0.75));
    }

    /// The rule without conditions holds for both on the first day already, and what it opened stays open. 250 days
    /// before 2026-12-31 is 2026-04-25, but Ann and Bob have one open, which is all that r gives them: held, until on
    /// 06-30 actions 1 and 2 are there. A draft is told as what is in force: what the program opened is left out.
    void preview()
    {
        Read book;
        const auto all = [](int) { return true; };
        const auto told = [&] {
            return *previewOfYear(book.rules, *book.read->history, *book.read->colours, book.read->log,
                day("2026-06-30"), all, book.progress);
        };
        const RulePreview draft = told();
        QCOMPARE(draft.days.size(), std::size_t(12));
        QCOMPARE(draft.days.front(), day("2025-07-31"));
        QCOMPARE(draft.days.back(), day("2026-06-30"));
        QCOMPARE(draft.openedBy(0), 0);
        QCOMPARE(draft.held[0], (std::vector<int>{0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0}));
        QCOMPARE(draft.openedBy(1), 2);
        QCOMPARE(draft.opened[1], (std::vector<int>{2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        book.read->log.add({{0, "quarterdeck", "s:AC-00001:2025-07-15", "s", "S", "Ann", day("2025-07-15"),
            std::nullopt, std::nullopt, "open", {}}});
        QCOMPARE(told().opened[1], draft.opened[1]);
        const auto none = previewOfYear(
            book.rules, *book.read->history, *book.read->colours, book.read->log, day("2026-06-30"),
            [](int) { return false; }, book.progress);
        QCOMPARE(none->openedBy(1), 0);
    }

    /// Amber's contract ends on 2026-03-15: ARR on 02-28, none on 03-31. On 01-31 that is 43 days ahead, on 02-28 15.
    /// Birch is gone on the first month-end already, before which nothing was looked at.
    void churnTouched()
    {
        test::ImportedWorkspace data;
        Progress progress;
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Ann\nB,Birch,Bob\nC,Cedar,Ann\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-03-15,100\n"
            "2,B,2025-01-01,2025-07-10,300\n3,C,2025-01-01,2026-12-31,50\n");
        data.import("2026-06-30");
        const auto read = RuleData::read(data.workspace(), progress);
        const RuleSet rules = *ruleSetFromText(R"({"rules": [
            {"id": "late", "when": [{"field": "due_in_days", "above": 0, "at_most": 10}]},
            {"id": "early", "when": [{"field": "due_in_days", "above": 0, "at_most": 43}]},
            {"id": "after", "when": [{"field": "arr", "at_most": 0}]}]})");
        const auto told = [&](const std::function<bool(int)> &only) {
            return *previewOfYear(rules, *read->history, *read->colours, read->log, day("2026-06-30"), only, progress);
        };
        const RulePreview preview = told([](int) { return true; });
        QCOMPARE(preview.churned, 1);
        QCOMPARE(preview.touched, (std::vector<int>{0, 1, 0})); // what opens on the day itself comes too late
        const int cedar = read->accounts().indexOfRecord("crm", "C");
        QCOMPARE(told([cedar](int account) { return account == cedar; }).churned, 0);
    }

    /// Dogwood is part of Cedar from 2026-04-10 on: it did not leave, and no rule is asked of it from then on.
    void mergedCustomers()
    {
        test::ImportedWorkspace data;
        Progress progress;
        data.file("crm.accounts", "account_id,name,owner\nC,Cedar,Ann\nD,Dogwood,Ann\n");
        data.file(
            "crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,C,2025-01-01,50\n2,D,2025-01-01,70\n");
        data.import("2026-06-30");
        data.workspace().setSetting(identity::MergersSetting,
            identity::textOf({{{"crm", "D"}, {"crm", "C"}, day("2026-04-10"), false, "Ann"}}));
        const auto read = RuleData::read(data.workspace(), progress);
        const RuleSet rules = *ruleSetFromText(R"({"rules": [{"id": "each"}]})");
        const RulePreview preview = *previewOfYear(
            rules, *read->history, *read->colours, read->log, day("2026-06-30"), [](int) { return true; }, progress);
        QCOMPARE(preview.churned, 0);
        QCOMPARE(preview.openedBy(0), 2); // of both, in the first month
        const auto openedOn = [&](const char *iso) {
            const auto facts = AccountFacts::on(rules, *read->history, *read->colours, day(iso));
            return evaluate(rules, *facts, read->log, read->history->portfolio()).opened.size();
        };
        QCOMPARE(openedOn("2026-04-09"), std::size_t(2));
        QCOMPARE(openedOn("2026-04-10"), std::size_t(1));
    }

    /// However a file spells an owner: the CSM's id or name, or letters of any case.
    void oneKeyAnOwner()
    {
        const Read book;
        const auto key = [&](const char *owner) { return ownerKey(book.read->history->portfolio().people(), owner); };
        QCOMPARE(key("Ann"), key("u1"));
        QCOMPARE(key(" BOB "), key("bob")); // nobody on the roster
        QVERIFY(key("Bob") != key("Ann") && key("Cleo") != key("Ann"));
        QVERIFY(key("").empty() && key("  ").empty());
    }

    void whatAnEvaluationOpens()
    {
        const Read book;
        Evaluation evaluation;
        evaluation.day = day("2026-06-30");
        Opening opening;
        opening.account = 1;
        opening.rule = "r";
        opening.title = "Renewal plan";
        opening.owner = "Bob";
        opening.due = Date::fromIso("2026-07-14");
        evaluation.opened = {opening};
        const auto &accounts = book.read->history->accounts();
        const std::vector<Action> opened = actionsOf(evaluation, accounts);
        QCOMPARE(opened.size(), std::size_t(1));
        QCOMPARE(opened[0].id, "r:" + accounts.at(1).id + ":2026-06-30");
        QCOMPARE(opened[0].opened, day("2026-06-30"));
        QCOMPARE(opened[0].due, Date::fromIso("2026-07-14"));
        QVERIFY(opened[0].stateOn(day("2026-06-30")) == WorkState::Open);
    }
};

QTEST_GUILESS_MAIN(TestActionQueue)
#include "tst_action_queue.moc"
