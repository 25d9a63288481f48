#include "core/actions/action_changes.h"
#include "core/actions/play_steps.h"
#include "core/actions/rule_editing.h"
#include "core/actions/rule_preview.h"
#include "core/actions/rules_run.h"
#include "core/actions/shipped_rules.h"
#include "core/demo/demo.h"
#include "core/identity/own_subjects.h"
#include "core/programmes/escalation_changes.h"
#include "core/session/undo.h"
#include "core/store/escalation_rows.h"
#include "core/store/integrity.h"
#include "core/store/write_transaction.h"
#include "tests/signals/imported_workspace.h"

#include <QDateTime>
#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

/// Any customer that is due within 180 days gets an action and an escalation of the manager.
const char *const Rules = R"({"rules": [{"id": "renewal", "title": "Save it", "due_days": 14, "escalation": 2,
    "when": [{"field": "due_in_days", "at_most": 180}]}]})";

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

ActionChange change(EditKind kind)
{
    return {kind, day("2026-08-10"), "", "", std::nullopt};
}

/// Amber is due on 2026-12-31, of Ann; the data are of 2026-06-30 and, after import(), of 2026-07-31.
struct Book {
    test::ImportedWorkspace data;
    Progress progress;
    const std::string id = "renewal:AC-00001:2026-07-31";

    Book() { import("2026-06-30"); }
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
    [[nodiscard]] int count(const char *table)
    {
        return data.workspace().db().execAndGet(std::string("SELECT count(*) FROM ") + table).getInt();
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

/// Everything an evaluation says, to be compared.
QStringList linesOf(const Evaluation &evaluation)
{
    QStringList lines{QString::fromStdString(evaluation.day.iso())};
    for (const std::vector<Opening> *openings : {&evaluation.opened, &evaluation.held}) {
        for (const Opening &each : *openings)
            lines << QStringLiteral("%1 %2 %3 %4")
                         .arg(openings == &evaluation.opened ? QStringLiteral("opened") : QStringLiteral("held"))
                         .arg(each.account)
                         .arg(QString::fromStdString(each.rule + ' ' + each.owner),
                             each.due ? QString::fromStdString(each.due->iso()) : QString());
    }
    for (const Duplicate &each : evaluation.duplicates)
        lines << QStringLiteral("duplicate %1 %2 %3 %4")
                     .arg(each.account)
                     .arg(QString::fromStdString(each.rule), QString::fromStdString(each.since.iso()))
                     .arg(int(each.isOpen));
    return lines;
}

} // namespace

/// Plays that a person chooses, escalations that rules open with their actions, and two years of rules day by day.
class TestActionWork : public QObject {
    Q_OBJECT
private slots:
    /// The save play for the price, chosen by a person: three steps, the last of the manager's.
    void openedByHandWithAPlay()
    {
        Book book;
        NewAction made{"AC-00001", "Save it", "Ann", {}, "", day("2026-08-10"), "save-price"};
        const auto kept = openByHand(book.data.workspace(), made);
        QVERIFY(kept.ok());
        const Action opened = book.action(kept->action);
        const auto first = playOn(opened, RuleSet(), day("2026-08-10"));
        QVERIFY(first);
        QCOMPARE(first->next().title, std::string("Put the value in figures"));
        QCOMPARE(first->due, Date::fromIso("2026-08-13"));
        QCOMPARE(first->owner, std::string("Ann"));
        QVERIFY(!playOn(opened, RuleSet(), day("2026-08-09"))); // not opened yet
        for (int step = 0; step < 2; ++step)
            QVERIFY(changeActions(book.data.workspace(), {kept->action}, change(EditKind::Stepped)).ok());
        const auto last = playOn(book.action(kept->action), RuleSet(), day("2026-08-10"));
        QCOMPARE(last->owner, std::string("Manager"));
        QCOMPARE(last->due, Date::fromIso("2026-08-24"));
        QVERIFY(changeActions(book.data.workspace(), {kept->action}, change(EditKind::Stepped)).ok());
        QVERIFY(playOn(book.action(kept->action), RuleSet(), day("2026-08-10"))->isDone());
        made.play = "save-prise";
        const auto refused = openByHand(book.data.workspace(), made);
        QCOMPARE(int(refused.error().code), int(ErrorCode::NotFound));
        QCOMPARE(book.count("actions"), 1);
        QCOMPARE(book.check(), QStringList());
    }

    /// It comes with the action, in the day's last minute, of the tier's owner; and goes with the import.
    void aRuleOpensAnEscalation()
    {
        Book book;
        QVERIFY(saveAndOpen(book.data.workspace(), Rules, day("2026-06-30"), book.progress).ok());
        QCOMPARE(book.count("escalations"), 0); // 184 days are left
        book.import("2026-07-31");
        const auto opened = store::ownEscalation(book.data.workspace(), book.id);
        QVERIFY(opened);
        QCOMPARE(opened->tier, 2);
        QCOMPARE(opened->owner, std::string("Manager"));
        QCOMPARE(opened->criterion, std::string("Save it"));
        QCOMPARE(store::timeText(opened->opened), std::string("2026-07-31T23:59:00Z"));
        QVERIFY(opened->edits.empty() && !opened->responded);
        QCOMPARE(QString::fromStdString(opened->recordSource + ' ' + opened->recordId), QStringLiteral("crm A"));
        QCOMPARE(book.check(), QStringList());
        book.undoLastImport();
        QCOMPARE(book.count("escalations"), 0);
        QCOMPARE(book.count("actions"), 0);
        QCOMPARE(book.check(), QStringList());
    }

    /// What a rule opens today was opened now, not tonight, and can be answered at once.
    void whatIsOpenedTodayCanBeAnsweredToday()
    {
        const QDate now = QDateTime::currentDateTimeUtc().date();
        const Date today = *Date::of(now.year(), now.month(), now.day());
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Ann\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01," + today.plusDays(30).iso()
                + ",100\n");
        data.import(today.iso().c_str());
        Progress progress;
        const auto run = saveAndOpen(data.workspace(), Rules, today, progress);
        QVERIFY(run.ok());
        const std::string id = "renewal:AC-00001:" + today.iso();
        QVERIFY(store::ownEscalation(data.workspace(), id));
        const programmes::EscalationChange answer{
            programmes::EscalationEditKind::Answered, today, QDateTime::currentSecsSinceEpoch(), 1, "", ""};
        const auto kept = programmes::changeEscalation(data.workspace(), id, answer);
        QVERIFY2(kept.ok(), kept.ok() ? "" : kept.error().message.english().c_str());
    }

    /// Whom the setting names: the customer's owner for `owner`.
    void itIsOfTheTiersOwner()
    {
        Book book;
        QVERIFY(session::changeSettings(book.data.workspace(), {{"escalation.owners", "Zoe,owner,Vera,Ada"}}).ok());
        QVERIFY(saveAndOpen(book.data.workspace(), Rules, day("2026-07-31"), book.progress).ok());
        QCOMPARE(store::ownEscalation(book.data.workspace(), book.id)->owner, std::string("Ann"));
    }

    /// One that somebody touched stays when the rules are taken back, and is not opened a second time.
    void aTouchedOneStays()
    {
        for (const bool touched : {false, true}) {
            Book book;
            const auto run = saveAndOpen(book.data.workspace(), Rules, day("2026-07-31"), book.progress);
            QVERIFY(run.ok());
            if (touched) {
                store::WriteTransaction transaction(book.data.workspace(), "test");
                auto row = *store::ownEscalation(book.data.workspace(), book.id);
                row.edits = "[{\"kind\":\"commented\"}]";
                store::keepOwnEscalation(book.data.workspace(), row);
                transaction.commit();
            }
            QVERIFY(takeBackRules(book.data.workspace(), 1, "", run->openedIds()).ok());
            QCOMPARE(book.count("actions"), 0);
            QCOMPARE(book.count("escalations"), touched ? 1 : 0);
            QVERIFY(saveAndOpen(book.data.workspace(), Rules, day("2026-07-31"), book.progress).ok());
            QCOMPARE(book.count("escalations"), 1);
            QCOMPARE(store::ownEscalation(book.data.workspace(), book.id)->edits.empty(), !touched);
        }
    }

    void tiersOfRules_data()
    {
        QTest::addColumn<QString>("tier");
        QTest::addColumn<int>("read"); // -1: refused
        QTest::newRow("lowest") << "1" << 1;
        QTest::newRow("highest") << "4" << 4;
        QTest::newRow("none") << "0" << -1;
        QTest::newRow("above") << "5" << -1;
        QTest::newRow("half") << "1.5" << -1;
    }
    void tiersOfRules()
    {
        QFETCH(QString, tier);
        const auto set =
            ruleSetFromText(QStringLiteral(R"({"rules": [{"id": "r", "escalation": %1}]})").arg(tier).toStdString());
        QTEST(set ? set->rules[0].escalation : -1, "read");
        if (set)
            QCOMPARE(*ruleSetFromText(textOf(*set)), *set); // written as it was read
        else
            QVERIFY(set.error().message.english().find("rule r") != std::string::npos);
    }

    /// A customer that files only mention is told by that record; one that is described by the described one.
    void customersNobodyDescribed()
    {
        test::ImportedWorkspace data;
        data.file("billing.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,X,2025-01-01,2026-12-31,100\n");
        data.import("2026-07-31");
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        QVERIFY(identity::subjectOf(accounts.at(0)).recordId.empty());
        const store::OwnSubject subject = identity::subjectByAnyRecord(accounts.at(0));
        QCOMPARE(subject.accountId, accounts.at(0).id);
        QCOMPARE(subject.recordSource + ' ' + subject.recordId, std::string("billing X"));
        Book book;
        const auto described = identity::AccountDirectory::load(book.data.workspace());
        QCOMPARE(identity::subjectByAnyRecord(described.at(0)).recordId, std::string("A"));
    }

    /// 24 months of the sample, day by day: what the rules open for real, written and read again each day, is what the
    /// preview of these days says.
    void twoYearsDayByDay()
    {
        QTemporaryDir dir;
        demo::DemoOptions options;
        options.accounts = 60;
        Progress progress;
        const std::string exports = dir.filePath(QStringLiteral("exports")).toStdString();
        QVERIFY(demo::writeDemo(exports, options, progress).ok());
        auto made = store::Workspace::create(dir.filePath(QStringLiteral("w.qdeck")).toStdString(), {});
        QVERIFY(made.ok());
        const auto workspace = std::move(*made);
        workspace->db().exec("PRAGMA synchronous = OFF"); // it need not survive a power cut
        sources::ImportOptions import;
        import.asOf = day("2026-10-31");
        QVERIFY(session::importAndResolve(*workspace, {exports}, import, progress).ok());
        RuleSet rules = shippedRules();
        ActionRule &last = rules.rules[1];
        QCOMPARE(last.id, std::string("renewal-30"));
        last.owner = "Digital"; // who has no room for all of them: some are held
        last.capPerOwner = 20;
        std::vector<Date> days;
        for (Date each = day("2024-11-01"); each <= day("2026-10-31"); each = each.plusDays(1))
            days.push_back(each);
        QCOMPARE(days.size(), std::size_t(730));
        const auto data = RuleData::read(*workspace, progress);
        QVERIFY(data.ok());
        const auto preview = previewOn(rules, *data->history, *data->colours, data->log, days, progress);
        QVERIFY(preview.ok());
        std::size_t opened = 0, held = 0;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto facts = AccountFacts::on(rules, *data->history, *data->colours, days[i]);
            QVERIFY(facts.ok());
            const ActionLog log = ActionLog::read(*workspace, data->accounts());
            const Evaluation found = evaluate(rules, *facts, log, data->history->portfolio());
            QCOMPARE(linesOf(found), linesOf((*preview)[i]));
            store::WriteTransaction transaction(*workspace, "open actions");
            keepOpened(*workspace, found, 1, data->accounts());
            transaction.commit();
            opened += found.opened.size();
            held += found.held.size();
        }
        QVERIFY2(opened > 50 && held > 0, "the sample gives the rules nothing to do");
        QCOMPARE(ActionLog::read(*workspace, data->accounts()).all().size(), data->log.all().size() + opened);
    }
};

QTEST_GUILESS_MAIN(TestActionWork)
#include "tst_action_work.moc"
