#include "core/identity/mergers.h"
#include "core/programmes/escalation_answers.h"
#include "core/programmes/escalation_changes.h"
#include "core/programmes/programme_figures.h"
#include "core/session/undo.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::programmes;

namespace {

using Kind = EscalationEditKind;

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Seconds of a time of a day in UTC, "2026-06-30 12:00".
std::int64_t at(const char *time)
{
    return QDateTime::fromString(QString::fromLatin1(time), QStringLiteral("yyyy-MM-dd HH:mm")).toSecsSinceEpoch();
}

/// Amber of Ann and Birch of Bob; the data are of 2026-06-30. A file brought one escalation of Birch.
struct Book {
    test::ImportedWorkspace data;
    Progress progress;

    Book()
    {
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Ann\nB,Birch,Bob\n");
        data.file(
            "crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,100\n2,B,2025-01-01,300\n");
        data.file("crm.escalations", "escalation_id,account_id,opened_at,tier\nE1,B,2026-06-30T10:00:00Z,1\n");
        data.import("2026-06-30");
    }
    [[nodiscard]] NewEscalation wanted() const
    {
        return {"AC-00001", 2, " A promise was missed ", "Kim", at("2026-06-30 12:00"), day("2026-06-30"), "by phone"};
    }
    [[nodiscard]] KeptEscalation opened()
    {
        auto kept = openEscalation(data.workspace(), wanted());
        if (!kept)
            qFatal("%s", kept.error().message.english().c_str());
        return *kept;
    }
    [[nodiscard]] Result<KeptEscalation> change(const KeptEscalation &one, EscalationChange made)
    {
        return changeEscalation(data.workspace(), one.after.id, made);
    }
    [[nodiscard]] int count() { return data.workspace().db().execAndGet("SELECT count(*) FROM escalations").getInt(); }
    [[nodiscard]] ProgrammeFigures figures(const char *iso)
    {
        const auto history = signs::Signals::read(data.workspace(), progress);
        const auto found = programmesOn(data.workspace(), **history, day(iso), "segment", [](int) { return true; });
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return *found;
    }
    /// "Amber 2 Kim waits", in order.
    [[nodiscard]] QStringList open(const char *iso)
    {
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        QStringList lines;
        for (const OpenEscalation &each : figures(iso).openEscalations)
            lines << QStringLiteral("%1 %2 %3 %4%5")
                         .arg(QString::fromStdString(accounts.at(each.escalation.account).name))
                         .arg(each.escalation.tier)
                         .arg(QString::fromStdString(each.escalation.owner),
                             each.isAnswered ? QStringLiteral("answered") : QStringLiteral("waits"),
                             each.isLate ? QStringLiteral(" late") : QString());
        return lines;
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

EscalationChange change(
    Kind kind, const char *time = "2026-06-30 14:00", int tier = 1, const char *owner = "", const char *note = "")
{
    return {kind, day("2026-06-30"), at(time), tier, owner, note};
}

} // namespace

/// Escalations that a person opens, answers, raises, resolves and takes back.
class TestEscalationChanges : public QObject {
    Q_OBJECT
private slots:
    void openedByHand()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        QCOMPARE(kept.after.id, std::string("hand:AC-00001:2026-06-30:1"));
        QVERIFY(!kept.before);
        const auto row = store::ownEscalation(book.data.workspace(), kept.after.id);
        QVERIFY(row && *row == kept.after);
        QCOMPARE(row->criterion, std::string("A promise was missed"));
        QCOMPARE(QString::fromStdString(row->recordSource + ' ' + row->recordId), QStringLiteral("crm A"));
        const auto edits = escalationEditsFromText(row->edits);
        QCOMPARE(edits.size(), std::size_t(1));
        QCOMPARE(toString(edits[0].kind), "opened");
        QCOMPARE(edits[0].note, std::string("by phone"));
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("escalation opened"));
        // the manager has 8 hours, until 20:00, which were over by the day's end; the CSM 24, until 10:00 the next day
        QCOMPARE(book.open("2026-06-30"), (QStringList{"Amber 2 Kim waits late", "Birch 1  waits"}));
        QCOMPARE(book.open("2026-06-29"), QStringList());
        QCOMPARE(openEscalation(book.data.workspace(), book.wanted())->after.id, "hand:AC-00001:2026-06-30:2");
        QCOMPARE(book.check(), QStringList());
    }

    /// What a signal counts, and what a merger makes of it.
    void itIsTheCustomersEverywhere()
    {
        Book book;
        (void)book.opened();
        const auto history = signs::Signals::read(book.data.workspace(), book.progress);
        const auto known = (*history)->known(day("2026-06-30"));
        const auto open = (*history)->values({signs::SignalKind::EscalationsOpen, {}}, *known);
        QCOMPARE((*open)[0], 1.0);
        book.data.workspace().setSetting(identity::MergersSetting,
            identity::textOf({{{"crm", "A"}, {"crm", "B"}, day("2026-06-15"), false, "Ann"}}));
        QCOMPARE(book.open("2026-06-30"), (QStringList{"Birch 2 Kim waits late", "Birch 1  waits"}));
    }

    /// Answered at 14:00 within its 8 hours, then resolved at 18:00: six hours.
    void answeredAndResolved()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        const auto answered = book.change(kept, change(Kind::Answered, "2026-06-30 14:00", 1, "", "called back"));
        QVERIFY(answered.ok());
        QCOMPARE(answered->after.responded, std::optional(at("2026-06-30 14:00")));
        QCOMPARE(book.open("2026-06-30"), (QStringList{"Birch 1  waits", "Amber 2 Kim answered"}));
        QVERIFY(book.change(kept, change(Kind::Resolved, "2026-06-30 18:00")).ok());
        QCOMPARE(book.open("2026-06-30"), QStringList{"Birch 1  waits"});
        const ProgrammeFigures figures = book.figures("2026-06-30");
        QCOMPARE(figures.escalations.size(), std::size_t(2));
        QCOMPARE(figures.escalations[1].tier, 2);
        QCOMPARE(figures.escalations[1].meanHours, std::optional(6.0));
        QCOMPARE(figures.escalations[1].answeredRate(), std::optional(1.0));
        QCOMPARE(book.check(), QStringList());
    }

    /// Who resolves it answers: at 21:00, an hour after the manager's eight were over.
    void resolvedWithoutAnAnswer()
    {
        Book book;
        const auto resolved = book.change(book.opened(), change(Kind::Resolved, "2026-06-30 21:00"));
        QVERIFY(resolved.ok());
        QCOMPARE(resolved->after.responded, resolved->after.resolved);
        QCOMPARE(book.figures("2026-06-30").escalations[1].answeredRate(), std::optional(0.0));
    }

    void raisedGivenAndCommented()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        QVERIFY(book.change(kept, change(Kind::Raised, "2026-06-30 14:00", 4, " Ada ")).ok());
        QCOMPARE(book.open("2026-06-30").front(), QStringLiteral("Amber 4 Ada waits late"));
        QVERIFY(book.change(kept, change(Kind::OwnerChanged, "2026-06-30 14:00", 1, "")).ok());
        QVERIFY(book.change(kept, change(Kind::Commented, "2026-06-30 14:00", 1, "", " on it ")).ok());
        const auto row = store::ownEscalation(book.data.workspace(), kept.after.id);
        QVERIFY(row->owner.empty());
        QStringList kinds;
        for (const EscalationEdit &edit : escalationEditsFromText(row->edits))
            kinds << QString::fromLatin1(toString(edit.kind));
        QCOMPARE(kinds, (QStringList{"opened", "raised", "owner", "commented"}));
        QCOMPARE(escalationEditsFromText(row->edits).back().note, std::string("on it"));
    }

    void refused_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("tier");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, Kind kind, const char *time, int tier, ErrorCode code) {
            QTest::newRow(name) << int(kind) << QString::fromLatin1(time) << tier << int(code);
        };
        row("after the data", Kind::Answered, "2026-07-01 00:00", 1, ErrorCode::InvalidArgument);
        row("before the opening", Kind::Answered, "2026-06-30 11:59", 1, ErrorCode::InvalidArgument);
        row("resolved before it", Kind::Resolved, "2026-06-30 11:59", 1, ErrorCode::InvalidArgument);
        row("its own tier", Kind::Raised, "2026-06-30 14:00", 2, ErrorCode::InvalidArgument);
        row("no such tier", Kind::Raised, "2026-06-30 14:00", 5, ErrorCode::InvalidArgument);
        row("no words", Kind::Commented, "2026-06-30 14:00", 1, ErrorCode::InvalidArgument);
    }
    void refused()
    {
        QFETCH(int, kind);
        QFETCH(QString, time);
        QFETCH(int, tier);
        Book book;
        const KeptEscalation kept = book.opened();
        const auto done = book.change(kept, change(Kind(kind), time.toLatin1().constData(), tier));
        QVERIFY(!done.ok());
        QTEST(int(done.error().code), "code");
        QVERIFY(*store::ownEscalation(book.data.workspace(), kept.after.id) == kept.after);
    }

    /// At the bounds: the last minute of the data, and the moment of the opening itself.
    void times()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        QVERIFY(book.change(kept, change(Kind::Answered, "2026-06-30 12:00")).ok());
        QCOMPARE(int(book.change(kept, change(Kind::Answered)).error().code), int(ErrorCode::Conflict));
        QVERIFY(book.change(kept, change(Kind::Resolved, "2026-06-30 23:59")).ok());
        QCOMPARE(int(book.change(kept, change(Kind::Commented, "2026-06-30 14:00", 1, "", "late word")).error().code),
            int(ErrorCode::Conflict));
        const auto other = book.change(book.opened(), change(Kind::Answered, "2026-06-30 14:00"));
        QCOMPARE(int(book.change(*other, change(Kind::Resolved, "2026-06-30 13:59")).error().code),
            int(ErrorCode::InvalidArgument)); // before its answer
        const auto ofAFile = changeEscalation(book.data.workspace(), "E1", change(Kind::Answered));
        QCOMPARE(int(ofAFile.error().code), int(ErrorCode::NotFound));
    }

    void notOpened_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<int>("tier");
        QTest::addColumn<QString>("criterion");
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const char *account, int tier, const char *why, const char *time,
                             ErrorCode code) { QTest::newRow(name) << account << tier << why << time << int(code); };
        row("nobody", "AC-00009", 1, "why", "2026-06-30 12:00", ErrorCode::NotFound);
        row("no reason", "AC-00001", 1, " ", "2026-06-30 12:00", ErrorCode::InvalidArgument);
        row("tier 0", "AC-00001", 0, "why", "2026-06-30 12:00", ErrorCode::InvalidArgument);
        row("tier 5", "AC-00001", 5, "why", "2026-06-30 12:00", ErrorCode::InvalidArgument);
        row("after the data", "AC-00001", 4, "why", "2026-07-01 00:00", ErrorCode::InvalidArgument);
    }
    void notOpened()
    {
        QFETCH(QString, account);
        QFETCH(int, tier);
        QFETCH(QString, criterion);
        QFETCH(QString, time);
        Book book;
        const auto done = openEscalation(book.data.workspace(),
            {account.toStdString(), tier, criterion.toStdString(), "", at(time.toLatin1().constData()),
                day("2026-06-30"), ""});
        QVERIFY(!done.ok());
        QTEST(int(done.error().code), "code");
        QCOMPARE(book.count(), 1);
    }

    void anEmptyWorkspaceHasNobody()
    {
        test::ImportedWorkspace data;
        const auto done = openEscalation(data.workspace(), {"AC-00001", 1, "why", "", 0, day("2026-06-30"), ""});
        QCOMPARE(int(done.error().code), int(ErrorCode::NoData));
    }

    /// Each is again what it was before; where somebody changed it since, nothing is.
    void takenBack()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        const auto answered = book.change(kept, change(Kind::Answered));
        QCOMPARE(int(takeBackEscalation(book.data.workspace(), kept).error().code), int(ErrorCode::Conflict));
        QVERIFY(takeBackEscalation(book.data.workspace(), *answered).ok());
        QVERIFY(*store::ownEscalation(book.data.workspace(), kept.after.id) == kept.after);
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("escalation taken back"));
        QVERIFY(takeBackEscalation(book.data.workspace(), kept).ok());
        QCOMPARE(book.count(), 1);
        QCOMPARE(int(takeBackEscalation(book.data.workspace(), kept).error().code), int(ErrorCode::Conflict));
        QCOMPARE(book.check(), QStringList());
    }

    /// An import that is undone leaves what a person opened.
    void anUndoneImportLeavesIt()
    {
        Book book;
        book.data.file("crm.accounts", "account_id,name,owner\nA,Amber,Zoe\n");
        book.data.import("2026-07-31");
        const auto kept = openEscalation(book.data.workspace(), book.wanted());
        QVERIFY(kept.ok());
        const auto batch = book.data.workspace().db().execAndGet("SELECT max(batch_id) FROM import_batch").getInt64();
        QVERIFY(session::undoImport(book.data.workspace(), batch, book.progress).ok());
        QVERIFY(store::ownEscalation(book.data.workspace(), kept->after.id));
        QCOMPARE(book.check(), QStringList());
    }

    void tierSettings()
    {
        Book book;
        const auto unset = tierRules(book.data.workspace());
        QVERIFY(unset.ok());
        const auto accounts = identity::AccountDirectory::load(book.data.workspace());
        QCOMPARE((*unset)[0].ownerFor(accounts.at(0)), std::string("Ann")); // the customer's own
        QCOMPARE((*unset)[1].ownerFor(accounts.at(0)), std::string("Manager"));
        QCOMPARE((*unset)[3].hours, 2);
        QCOMPARE((*unset)[0].criterion, std::string("A promise was missed"));
        QVERIFY(session::changeSettings(book.data.workspace(),
            {{"escalation.owners", "Kim, owner ,Vera,Ada"}, {"escalation.criteria", "a, b;c;d;e"},
                {"escalation.response_hours", "9,8,7,6"}})
                    .ok());
        const auto set = tierRules(book.data.workspace());
        QCOMPARE((*set)[0].ownerFor(accounts.at(0)), std::string("Kim"));
        QCOMPARE((*set)[1].ownerFor(accounts.at(1)), std::string("Bob"));
        QCOMPARE((*set)[0].criterion, std::string("a, b"));
        QCOMPARE(hoursOf(*set), (ResponseHours{9, 8, 7, 6}));
        for (const char *wrong : {"a,b,c", "a,b,c,d,e", "a,,c,d"})
            QVERIFY2(!session::changeSettings(book.data.workspace(), {{"escalation.owners", wrong}}).ok(), wrong);
        for (const char *wrong : {"a;b;c", "a;b;c;d;e", "a; ;c;d", "a,b,c,d"})
            QVERIFY2(!session::changeSettings(book.data.workspace(), {{"escalation.criteria", wrong}}).ok(), wrong);
        QVERIFY(session::changeSettings(book.data.workspace(), {{"escalation.owners", ""}}).ok()); // as unset
        QCOMPARE((*tierRules(book.data.workspace()))[3].owner, std::string("Sponsor"));
        book.data.workspace().setSetting("escalation.owners", "nobody else"); // as another program might
        QCOMPARE(int(tierRules(book.data.workspace()).error().code), int(ErrorCode::BadData));
        QCOMPARE(QString::fromLatin1(tierName(3)), QStringLiteral("Director"));
        QCOMPARE(QString::fromLatin1(nameOf(Kind::Raised)), QStringLiteral("Raised"));
    }

    /// An earlier day does not know that it was raised in July, and to whom it went in August.
    void whatWasChangedLaterIsNotKnownBefore()
    {
        Book book;
        const KeptEscalation kept = book.opened();
        EscalationChange raised = change(Kind::Raised, "2026-06-30 14:00", 4, "Ada");
        raised.day = day("2026-07-31");
        QVERIFY(book.change(kept, raised).ok());
        EscalationChange given = change(Kind::OwnerChanged);
        given.day = day("2026-08-31"); // to nobody
        QVERIFY(book.change(kept, given).ok());
        QCOMPARE(book.open("2026-08-31").filter("Amber"), QStringList{"Amber 4  waits late"});
        QCOMPARE(book.open("2026-08-30").filter("Amber"), QStringList{"Amber 4 Ada waits late"});
        QCOMPARE(book.open("2026-07-31").filter("Amber"), QStringList{"Amber 4 Ada waits late"});
        QCOMPARE(book.open("2026-07-30").filter("Amber"), QStringList{"Amber 2 Kim waits late"});
        const std::vector<TierFigures> tiers = book.figures("2026-07-30").escalations;
        QCOMPARE(tiers.size(), std::size_t(2)); // Birch's of the CSM, and this one of the manager
        QCOMPARE(tiers[1].tier, 2);
    }
};

QTEST_GUILESS_MAIN(TestEscalationChanges)
#include "tst_escalation_changes.moc"
