#include "core/renewals/known_book.h"
#include "core/renewals/renewal_data.h"
#include "core/signals/known_book.h"
#include "core/signals/signals.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::signs;

namespace {

const std::string Accounts =
    "account_id,name,segment,region,renewal_date\nA,Acme,SMB,EU,2026-12-31\nB,Birch,SMB,EU,2026-12-31\n";
const std::string Contracts =
    "subscription_id,account_id,start_date,end_date,cancelled_date,notice_date,created_date,arr\n";
const std::string Tickets = "ticket_id,account_id,created_at,solved_at,priority,csat\n";
const std::string Invoices = "invoice_id,account_id,issued_date,due_date,paid_date,amount\n";
const std::string Milestones = "account_id,milestone,due_date,completed_date\n";
const std::string Contacts = "contact_id,account_id,name,is_exec_sponsor,last_contacted,left_date\n";

/// Everything that is known of all accounts on a day, as one text.
std::string knownOn(store::Workspace &workspace, const char *iso, Knowing knowing = Knowing::ByDates)
{
    const Date day = *Date::fromIso(iso);
    Progress progress;
    const auto history = Signals::read(workspace, progress, knowing);
    if (!history)
        return history.error().message.english();
    const auto known = (*history)->known(day);
    if (!known)
        return known.error().message.english();
    std::string all;
    for (const std::string &name : signalNames()) {
        const auto values = name == "sql:"
            ? Result(std::vector<double>())
            : (*history)->values(*signalOf(name == "vendor:" ? "vendor:M" : name), *known);
        all += name + (values ? "" : values.error().message.english());
        if (values) {
            for (const double value : *values)
                all += std::isnan(value) ? " -" : ' ' + std::to_string(value);
        }
        all += '\n';
    }
    for (const char *field : {"segment", "region", "owner", "status", "renewal_date"}) {
        for (const std::string &value : (*history)->fields().on(field, day))
            all += value + ' ';
    }
    return all;
}

/// What stands before D = 2026-06-30.
void fillUntilDay(test::ImportedWorkspace &data)
{
    data.file("crm.accounts", Accounts);
    data.file("crm.subscriptions", Contracts + "1,A,2025-01-01,2026-12-31,,,,1000\n2,B,2025-01-01,,,,,500\n");
    data.file("crm.tickets", Tickets + "1,A,2026-06-01,2026-06-03,high,5\n2,A,2026-06-10,,urgent,\n");
    data.file("crm.invoices", Invoices + "1,A,2026-05-01,2026-05-31,,100\n");
    data.file("crm.milestones", Milestones + "A,kickoff,2026-06-01,\n");
    data.file("crm.contacts", Contacts + "1,A,X,true,2026-06-01,\n2,A,Z,,2026-06-05,\n");
    data.file("crm.escalations", "escalation_id,account_id,opened_at,resolved_at\n1,A,2026-06-01,\n");
    data.file("crm.health_scores", "account_id,date,model,score,colour\nA,2026-06-30,M,80,green\n");
    data.file("crm.usage",
        "account_id,date,feature,active_users,licensed_users,events\nA,2026-05-10,x,5,10,10\nA,2026-06-20,x,6,10,12\n");
    data.file("crm.surveys", "response_id,account_id,date,kind,score,respondent\n1,A,2026-01-01,nps,9,p\n");
    data.file("crm.activities", "activity_id,account_id,date,type\n1,A,2026-06-15,call\n");
    data.import("2026-06-30");
}

} // namespace

/// Nothing may see the future: what a later file says of later days changes no past day (CONTRACT-ROOMS section 2,
/// "Known on day D").
class TestKnownDays : public QObject {
    Q_OBJECT
private slots:
    void laterFilesChangeNothing_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *name, const char *entity, const std::string &rows) {
            QTest::newRow(name) << QString::fromLatin1(entity) << QString::fromStdString(rows);
        };
        row("a ticket solved and rated", "tickets", Tickets + "2,A,2026-06-10,2026-07-01,urgent,1\n");
        row("a ticket", "tickets", Tickets + "3,A,2026-07-01,2026-07-01,urgent,1\n");
        row("a payment", "invoices", Invoices + "1,A,2026-05-01,2026-05-31,2026-07-01,100\n");
        row("an invoice", "invoices", Invoices + "2,A,2026-07-01,2026-05-01,,100\n");
        row("a milestone completed", "milestones", Milestones + "A,kickoff,2026-06-01,2026-07-01\n");
        row("a vendor's score", "health_scores", "account_id,date,model,score,colour\nA,2026-07-01,M,10,red\n");
        row("usage", "usage",
            "account_id,date,feature,active_users,licensed_users,events\nA,2026-07-01,z,1,99,1\nB,2026-07-01,z,1,1,"
            "1\n");
        row("an answer", "surveys", "response_id,account_id,date,kind,score,respondent\n2,A,2026-07-01,nps,0,p\n");
        row("an activity", "activities", "activity_id,account_id,date,type\n2,A,2026-07-01,exec_touch\n");
        row("an escalation resolved", "escalations",
            "escalation_id,account_id,opened_at,resolved_at\n1,A,2026-06-01,2026-07-01\n");
        row("an escalation", "escalations", "escalation_id,account_id,opened_at,resolved_at\n2,A,2026-07-01,\n");
        row("a sponsor no more", "contacts", Contacts + "1,A,X,false,2026-06-01,\n");
        row("a sponsor from now on", "contacts", Contacts + "3,A,Y,true,2026-07-01,\n");
        row("a later snapshot", "accounts",
            "account_id,name,segment,region,renewal_date,owner,status\nA,Acme,Enterprise,EU,2027-12-31,,churned\n");
        row("another region", "accounts", "account_id,name,region\nA,Acme,US\n");
        row("a cancellation", "subscriptions", Contracts + "1,A,2025-01-01,2026-12-31,2026-07-01,2026-07-01,,1000\n");
        row("a cancellation for later", "subscriptions",
            Contracts + "1,A,2025-01-01,2026-12-31,2026-12-31,2026-07-01,,1000\n");
        row("a renewal in place", "subscriptions", Contracts + "1,A,2025-01-01,2027-12-31,,,,1000\n");
        row("an end brought forward", "subscriptions", Contracts + "1,A,2025-01-01,2026-07-31,,,,1000\n");
        row("an amount edited", "subscriptions", Contracts + "1,A,2025-01-01,2026-12-31,,,,2000\n");
        row("a sponsor after all", "contacts", Contacts + "2,A,Z,true,2026-06-05,\n");
        row("an end after all", "subscriptions", Contracts + "2,B,2025-01-01,2026-07-31,,,,500\n");
        row("a contract", "subscriptions", Contracts + "3,A,2026-07-01,2027-12-31,,,,1000\n");
        row("a contract dated back", "subscriptions", Contracts + "3,A,2026-06-01,2026-07-31,,,2026-07-05,1000\n");
    }
    void laterFilesChangeNothing()
    {
        QFETCH(QString, entity);
        QFETCH(QString, rows);
        test::ImportedWorkspace data;
        fillUntilDay(data);
        const std::string before = knownOn(data.workspace(), "2026-06-30");
        const std::string earlier = knownOn(data.workspace(), "2026-05-31");
        const auto later = [&data] {
            return knownOn(data.workspace(), "2026-07-31") + knownOn(data.workspace(), "2026-12-31");
        };
        const std::string unsaid = later();
        data.file("crm." + entity.toStdString(), rows.toStdString());
        data.import("2026-07-31");
        QCOMPARE(knownOn(data.workspace(), "2026-06-30"), before);
        QCOMPARE(knownOn(data.workspace(), "2026-05-31"), earlier);
        QVERIFY(later() != unsaid); // it did say something
    }

    /// What a file of July says of June was known in June by its dates, and was not seen then.
    void lateFiles_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *entity, const std::string &rows) {
            QTest::newRow(entity) << QString::fromLatin1(entity) << QString::fromStdString(rows);
        };
        row("tickets", Tickets + "3,A,2026-06-05,2026-06-06,urgent,1\n");
        row("invoices", Invoices + "2,A,2026-05-10,2026-05-20,,100\n");
        row("milestones", Milestones + "A,golive,2026-05-01,\n");
        row("health_scores", "account_id,date,model,score,colour\nB,2026-06-15,M,10,red\n");
        row("usage", "account_id,date,feature,active_users,licensed_users,events\nB,2026-06-20,x,1,99,1\n");
        row("surveys", "response_id,account_id,date,kind,score,respondent\n2,B,2026-06-01,nps,0,q\n");
        row("activities", "activity_id,account_id,date,type\n2,B,2026-06-20,exec_touch\n");
        row("escalations", "escalation_id,account_id,opened_at,resolved_at\n2,A,2026-06-10,\n");
        row("contacts", Contacts + "3,B,Y,true,2026-06-20,\n");
        row("subscriptions", Contracts + "3,B,2026-06-01,2027-05-31,,,,100\n");
    }
    void lateFiles()
    {
        QFETCH(QString, entity);
        QFETCH(QString, rows);
        test::ImportedWorkspace data;
        fillUntilDay(data);
        const std::string before = knownOn(data.workspace(), "2026-06-30");
        QCOMPARE(knownOn(data.workspace(), "2026-06-30", Knowing::Seen), before);
        data.file("crm." + entity.toStdString(), rows.toStdString());
        data.import("2026-07-31");
        QVERIFY(knownOn(data.workspace(), "2026-06-30") != before);
        QCOMPARE(knownOn(data.workspace(), "2026-06-30", Knowing::Seen), before);
        QCOMPARE(knownOn(data.workspace(), "2026-07-31", Knowing::Seen), knownOn(data.workspace(), "2026-07-31"));
    }

    void nothingIsSeenBeforeTheFirstFile()
    {
        test::ImportedWorkspace data;
        fillUntilDay(data);
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress, Knowing::Seen);
        const auto on = [&history](const char *day) { return (*history)->known(*Date::fromIso(day))->arr; };
        QCOMPARE(on("2026-06-29"), (std::vector<std::int64_t>{0, 0}));
        QCOMPARE(on("2026-06-30"), (std::vector<std::int64_t>{100000, 50000}));
        const auto segment = [&history](const char *day) {
            return (*history)->fields().on("segment", *Date::fromIso(day)).front();
        };
        QCOMPARE(segment("2026-06-29"), std::string());
        QCOMPARE(segment("2026-06-30"), std::string("SMB"));
    }

    void cancellations_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("arr"); // of A, which has a contract cancelled as of 2026-03-01
        QTest::addColumn<QString>("notice");
        QTest::newRow("in force") << "2026-02-28" << 1000 << "";
        QTest::newRow("ended") << "2026-03-01" << 0 << "";
        QTest::newRow("notice given before") << "2026-03-01" << 0 << "2026-01-10";
        QTest::newRow("notice given after: not known") << "2026-03-01" << 1000 << "2026-04-10";
        QTest::newRow("notice given after: the day before") << "2026-04-09" << 1000 << "2026-04-10";
        QTest::newRow("notice given after: known") << "2026-04-10" << 0 << "2026-04-10";
        QTest::newRow("notice after the file that has it") << "2026-06-30" << 0 << "2026-08-10";
        QTest::newRow("notice after the file, the day before") << "2026-06-29" << 1000 << "2026-08-10";
    }
    void cancellations()
    {
        QFETCH(QString, day);
        QFETCH(QString, notice);
        QFETCH(int, arr);
        test::ImportedWorkspace data;
        data.file("crm.accounts", Accounts);
        data.file("crm.subscriptions",
            Contracts + "1,A,2025-01-01,2026-12-31,2026-03-01," + notice.toStdString() + ",,1000\n");
        data.import("2026-06-30");
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        const auto known = (*history)->known(*Date::fromIso(day.toStdString()));
        QCOMPARE(known->arr[0], std::int64_t(arr) * 100);
    }

    /// Due is what has a value on the day, whatever it was worth before or will be.
    void dueWhileWorthSomething_data()
    {
        QTest::addColumn<QString>("first"); // value as of 2026-06-30
        QTest::addColumn<QString>("second"); // as of 2026-07-31
        QTest::addColumn<double>("before"); // days to due on 2026-06-30
        QTest::addColumn<double>("after"); // on 2026-07-31
        QTest::newRow("worth the same") << "1000"
                                        << "1000" << 184.0 << 153.0;
        QTest::newRow("worth nothing yet") << "0"
                                           << "1000" << -1.0 << 153.0;
        QTest::newRow("worth nothing any more") << "1000"
                                                << "0" << 184.0 << -1.0;
    }
    void dueWhileWorthSomething()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(double, before);
        QFETCH(double, after);
        test::ImportedWorkspace data;
        data.file("crm.accounts", Accounts);
        data.file("crm.subscriptions",
            Contracts + "1,A,2025-01-01,2026-12-31,,,," + first.toStdString() + "\n2,B,2025-01-01,,,,,1\n");
        data.import("2026-06-30");
        data.file("crm.subscriptions", Contracts + "1,A,2025-01-01,2026-12-31,,,," + second.toStdString() + "\n");
        data.import("2026-07-31");
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        const auto due = [&](const char *day) {
            const auto known = (*history)->known(*Date::fromIso(day));
            const double days = (*history)->values(*signalOf("due_in_days"), *known)->front();
            return std::isnan(days) ? -1.0 : days;
        };
        QCOMPARE(due("2026-06-30"), before);
        QCOMPARE(due("2026-07-31"), after);
    }

    /// B, who came in 2020, becomes a part of A in July: until then A is as old as it was, from then on as old as B.
    void tenureAcrossAMerger()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", Accounts);
        data.file("crm.subscriptions", Contracts + "1,A,2026-01-01,,,,,1000\n2,B,2020-01-01,,,,,500\n");
        data.import("2026-06-30");
        data.file("crm.subscriptions", Contracts + "1,A,2026-01-01,,,,,1000\n2,B,2020-01-01,,,,,600\n");
        data.import("2026-07-31");
        data.workspace().setSetting(identity::MergersSetting,
            identity::textOf(
                std::vector<identity::Merger>{{{"crm", "B"}, {"crm", "A"}, *Date::of(2026, 7, 15), false, "Ann"}}));
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        const auto tenure = [&](const char *day) {
            const auto known = (*history)->known(*Date::fromIso(day));
            return *(*history)->values(*signalOf("tenure_months"), *known);
        };
        QCOMPARE(tenure("2026-06-30"), (std::vector<double>{5, 77}));
        const std::vector<double> after = tenure("2026-07-31");
        QCOMPARE(after[0], 78.0);
        QVERIFY(std::isnan(after[1]));
    }

    /// A cancellation that was withdrawn says nothing of the next one, which is known from its own notice.
    void cancelledAgain()
    {
        test::ImportedWorkspace data;
        const auto file = [&data](const char *asOf, const char *cancelled, const char *notice) {
            data.file("crm.accounts", Accounts);
            data.file(
                "crm.subscriptions", Contracts + "1,A,2025-01-01,2027-12-31," + cancelled + "," + notice + ",,1000\n");
            data.import(asOf);
        };
        file("2026-01-31", "2026-06-30", "2026-01-10");
        file("2026-02-28", "", "");
        file("2026-08-31", "2026-07-15", "2026-05-20");
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        const auto arr = [&](const char *day) { return (*history)->known(*Date::fromIso(day))->arr[0]; };
        QCOMPARE(arr("2026-06-30"), std::int64_t(100000)); // the first is withdrawn, the second is for later
        QCOMPARE(arr("2026-07-14"), std::int64_t(100000));
        QCOMPARE(arr("2026-07-15"), std::int64_t(0)); // noticed in May
    }

    void datesInForceThen()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name,arr,renewal_date\nA,Acme,100,2026-12-31\n");
        data.import("2026-06-30");
        data.file("crm.accounts", "account_id,name,arr,renewal_date\nA,Acme,100,2027-12-31\n");
        data.import("2026-09-30");
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        const auto due = [&](const char *day) {
            const auto known = (*history)->known(*Date::fromIso(day));
            return (*history)->values(*signalOf("due_in_days"), *known)->front();
        };
        QCOMPARE(due("2026-01-01"), 364.0); // before the first snapshot its value
        QCOMPARE(due("2026-09-29"), 93.0);
        QCOMPARE(due("2026-09-30"), 457.0);
        QCOMPARE((*history)->latestDay().iso(), std::string("2026-09-30"));
    }

    void withoutArr()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.import("2026-06-30");
        Progress progress;
        QCOMPARE(Signals::read(data.workspace(), progress).error().code, ErrorCode::NoData);
    }

    /// Renewals read what was known of contracts by themselves (core/renewals/known_book.h): on every day both know the
    /// same ARR, whatever later files changed.
    void renewalsKnowTheSame()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", Accounts);
        data.file("crm.subscriptions",
            Contracts
                + "1,A,2025-01-01,2026-08-31,,,,1000\n2,B,2025-01-01,,,,,500\n3,B,2026-01-01,2026-12-31,,,,40\n"
                  "4,A,2026-05-01,2026-12-31,,,,7\n");
        data.import("2026-06-30");
        data.file("crm.subscriptions",
            Contracts
                + "1,A,2025-01-01,2027-12-31,,,,1000\n2,B,2025-01-01,2026-06-15,,,,500\n"
                  "3,B,2026-01-01,2026-12-31,2026-09-30,2026-05-15,,40\n4,A,2026-05-01,2026-12-31,2026-07-10,,,7\n"
                  "5,A,2026-04-01,2027-03-31,,,2026-07-05,300\n");
        data.import("2026-07-31");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto contracts = KnownContracts::read(data.workspace(), *portfolio);
        const auto renewalData = renewals::RenewalData::read(data.workspace(), *portfolio);
        QVERIFY(contracts.ok() && renewalData.ok());
        for (Date day = *Date::of(2026, 4, 1); day <= *Date::of(2026, 10, 31); day = day.plusDays(1)) {
            const auto theirs = renewals::knownBook(*portfolio, **renewalData, contracts->book().source(), day);
            QVERIFY(theirs.ok());
            QVERIFY2(
                *contracts->bookOn(day).accountValues(day, day) == *theirs->accountValues(day, day), day.iso().c_str());
        }
        // As the files said on 30 June: B's end and the contract dated back were unknown.
        const Date june = *Date::of(2026, 6, 30);
        QCOMPARE(*contracts->bookOn(june).accountValues(june, june), (std::vector<std::int64_t>{100'700, 54'000}));
    }
};

QTEST_GUILESS_MAIN(TestKnownDays)
#include "tst_known_days.moc"
