#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_work.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

RegisterEntry entry(const char *account, const char *field, const char *found, const char *closed = "",
    const char *owner = "", const char *due = "")
{
    static int number = 0;
    ++number;
    return {std::to_string(number), account, field, closed, {number, found, "open", {}, 1, owner, due}};
}

/// Acme of Maya and Birch of Bo, of whom crm and billing say different amounts, and cs other owners.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.source("cs", "cs_platform");
    data.account("crm", "A", "Acme", "arr=900;owner=Maya");
    data.account("crm", "B", "Birch", "arr=500;owner=Bo");
    data.account("cs", "A2", "Acme", "arr=800");
    data.subscription("billing", "a", "A", "1000", "2025-01-01");
    data.subscription("billing", "b", "B", "700", "2025-01-01");
    data.settle();
}

Reconciliation compared(test::WorkspaceFixture &data, const char *right = "billing")
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    ReconcileOptions options;
    options.left = *portfolio->findSource("crm");
    options.right = *portfolio->findSource(right);
    options.asOf = day("2026-10-31");
    Progress progress;
    auto result = reconcile::reconcile(*portfolio, options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return *result;
}

QString textOf(const FixTime &time)
{
    QStringList ages;
    for (const int count : time.ages)
        ages << QString::number(count);
    return QStringLiteral("%1/%2 %3 %4 %5 %6 %7 %8")
        .arg(QString::fromStdString(time.system), QString::fromStdString(time.owner))
        .arg(time.fixed)
        .arg(time.medianDays)
        .arg(time.longestDays)
        .arg(time.open)
        .arg(time.overdue)
        .arg(ages.join(u','));
}

} // namespace

/// Who has to settle which break by when, how old breaks are, and how long they take.
class TestBreakWork : public QObject {
    Q_OBJECT

private:
    static std::map<std::string, RegisteredBreak> known(test::WorkspaceFixture &data)
    {
        return registeredBreaks(data.workspace(), "crm", "billing");
    }

private slots:
    void agesFallIntoBands_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("band");
        QTest::newRow("before the day") << -3 << "0-7";
        QTest::newRow("today") << 0 << "0-7";
        QTest::newRow("a week") << 7 << "0-7";
        QTest::newRow("and a day") << 8 << "8-30";
        QTest::newRow("thirty") << 30 << "8-30";
        QTest::newRow("thirty-one") << 31 << "31-60";
        QTest::newRow("sixty") << 60 << "31-60";
        QTest::newRow("sixty-one") << 61 << "61-90";
        QTest::newRow("ninety") << 90 << "61-90";
        QTest::newRow("ninety-one") << 91 << "over 90";
        QTest::newRow("years") << 4000 << "over 90";
    }
    void agesFallIntoBands()
    {
        QFETCH(int, days);
        QTEST(QString::fromLatin1(AgeBands[ageBandOf(days)].name), "band");
    }

    void lateIsWhatIsToDoAfterItsDueDate_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("due");
        QTest::addColumn<bool>("late");
        QTest::newRow("the day before") << "open"
                                        << "2026-10-30" << true;
        QTest::newRow("on the day") << "open"
                                    << "2026-10-31" << false;
        QTest::newRow("no due date") << "open"
                                     << "" << false;
        QTest::newRow("to fix") << "to_fix"
                                << "2026-10-30" << true;
        QTest::newRow("explained") << "explained"
                                   << "2026-10-30" << false;
        QTest::newRow("accepted") << "accepted"
                                  << "2026-10-30" << false;
        QTest::newRow("fixed") << "fixed"
                               << "2026-10-30" << false;
    }
    void lateIsWhatIsToDoAfterItsDueDate()
    {
        QFETCH(QString, state);
        QFETCH(QString, due);
        RegisteredBreak known{1, "2026-10-01", state.toStdString(), {}};
        known.dueDate = due.toStdString();
        QTEST(isOverdue(known, day("2026-10-31")), "late");
    }

    void somebodyHasToDoSomething()
    {
        QStringList states;
        for (const std::string &state : breakStates()) {
            if (isToDo({1, "2026-10-01", state, {}}))
                states << QString::fromStdString(state);
        }
        QCOMPARE(states, (QStringList{"open", "to_fix"}));
    }

    void ageIsFromTheDayItWasFound()
    {
        const RegisteredBreak known{1, "2026-10-01", "open", {}};
        QCOMPARE(ageOf(known, day("2026-10-31")).value(), 30);
        QCOMPARE(ageOf(known, day("2026-10-01")).value(), 0);
        QVERIFY(!ageOf(known, day("2026-09-30"))); // not found by then
        QVERIFY(!ageOf({}, day("2026-10-31")));
    }

    /// On a day before its last one a break is there, with what was decided of it since.
    void whatWasThereOnADay()
    {
        const std::vector<RegisterEntry> entries{entry("A", "arr", "2026-01-01"),
            entry("B", "arr", "2026-01-01", "2026-10-31", "Bea"), entry("C", "arr", "2026-01-01", "2026-10-30")};
        const auto there = [&](const char *iso) {
            QStringList owners;
            for (const auto &[key, known] : registeredOn(entries, day(iso)))
                owners << QString::fromStdString(known.owner);
            owners.sort();
            return owners.join(u'|');
        };
        QCOMPARE(there("2026-10-29"), QStringLiteral("||Bea"));
        QCOMPARE(there("2026-10-30"), QStringLiteral("|Bea")); // gone on that day
        QCOMPARE(there("2026-10-31"), QString()); // A alone
        QCOMPARE(registeredOn(entries, day("2026-10-31")).size(), std::size_t(1));
    }

    /// Who is no more has no owner, and counts where a customer without one does.
    void entriesAreOfCustomers()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto &accounts = portfolio->accounts();
        const std::string acme = accounts.at(accounts.indexOfRecord("crm", "A")).id;
        const std::vector<RegisterEntry> entries{
            entry(acme.c_str(), "arr", "2026-01-01"), entry("AC-99999", "arr", "2026-01-01")};
        const auto of = [&](const char *owner) {
            QStringList ids;
            for (const RegisterEntry &left : entriesOf(
                     entries, accounts, [owner](const identity::Account &each) { return each.has("owner", owner); }))
                ids << QString::fromStdString(left.account);
            return ids;
        };
        QCOMPARE(of("Maya"), QStringList{QString::fromStdString(acme)});
        QCOMPARE(of("(none)"), QStringList{QStringLiteral("AC-99999")});
        QCOMPARE(entriesOf(entries, accounts, [](const identity::Account &) { return true; }).size(), std::size_t(2));
    }

    /// One that came back was not fixed: it is open again, as old as it was, with its number, owner, due date and note.
    void whatComesBack()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Reconciliation there = compared(data);
        Reconciliation gone = there;
        gone.breaks.clear();
        registerBreaks(data.workspace(), there);
        const auto [key, first] = *known(data).begin();
        QVERIFY(decideBreaks(data.workspace(), {{key, "fixed", "mended", "Bea", "2026-10-30"}}).ok());
        registerBreaks(data.workspace(), gone);
        QVERIFY(known(data).empty());
        registerBreaks(data.workspace(), there);
        const RegisteredBreak again = known(data).at(key);
        QCOMPARE(again.state, std::string("open"));
        QCOMPARE(again.name(), first.name());
        QCOMPARE(again.firstSeen, first.firstSeen);
        QCOMPARE(again.note, std::string("mended"));
        QCOMPARE(again.owner, std::string("Bea"));
        QCOMPARE(again.dueDate, std::string("2026-10-30"));
        QVERIFY(isOverdue(again, day("2026-10-31")));
    }

    void daysToFixAreBySystemAndOwner()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto id = [&](const char *record) {
            return portfolio->accounts().at(portfolio->accounts().indexOfRecord("crm", record)).id;
        };
        const std::string acme = id("A");
        const std::string birch = id("B");
        // Billing is right about ARR, the CRM about renewal dates.
        const std::vector<RegisterEntry> entries{
            entry(acme.c_str(), "arr", "2026-01-01", "2026-01-11"), // 10 days
            entry(birch.c_str(), "arr", "2026-01-01", "2026-01-04", "Maya"), // 3 days, hers though the customer is Bo's
            entry(acme.c_str(), "renewal_date", "2026-02-01", "2026-02-21"), // 20 days
            entry(birch.c_str(), "renewal_date", "2026-02-01", "2026-11-30", "", "2026-10-30"), // gone later
            entry(birch.c_str(), "owner", "2026-11-05"), // found later
            entry("AC-99999", "arr", "2026-10-01"), // of a customer who is no more
        };
        const FixTimes times = fixTimes(*portfolio, compared(data), entries);
        QStringList rows;
        for (const FixTime &time : times.rows)
            rows << textOf(time);
        QCOMPARE(rows,
            (QStringList{"billing/Bo 0 0 0 1 1 0,0,0,0,1", "billing/Maya 1 20 20 0 0 0,0,0,0,0",
                "crm/ 0 0 0 1 0 0,1,0,0,0", "crm/Maya 2 6.5 10 0 0 0,0,0,0,0"}));
        QCOMPARE(textOf(times.total), QStringLiteral("/ 3 10 20 2 1 0,1,0,0,1"));
        QVERIFY(fixTimes(*portfolio, compared(data), {}).rows.empty());
    }

    void monthsAreFoundGoneAndThere()
    {
        const std::vector<RegisterEntry> entries{
            entry("A", "arr", "2026-01-10", "2026-02-05"),
            entry("B", "arr", "2026-01-29", "2026-02-28"), // gone on the last day: not there on it
            entry("C", "arr", "2026-01-29"), // 30 days old at the end of February
            entry("D", "arr", "2026-01-28"), // 31
            entry("E", "arr", "2026-03-02", "2026-03-20"), // gone after the day looked at
            entry("F", "arr", "2026-03-16"), // found after it
        };
        const auto rowsOn = [&entries](const char *iso) {
            QStringList rows;
            for (const RegisterMonth &month : registerMonths(entries, day(iso)))
                rows << QStringLiteral("%1 %2 %3 %4 %5")
                            .arg(QString::fromStdString(month.month.iso()))
                            .arg(month.found)
                            .arg(month.gone)
                            .arg(month.open)
                            .arg(month.old);
            return rows;
        };
        QCOMPARE(rowsOn("2026-03-15"), (QStringList{"2026-01 4 0 4 0", "2026-02 0 2 2 1", "2026-03 1 0 3 2"}));
        QCOMPARE(rowsOn("2026-03-16").back(), QStringLiteral("2026-03 2 0 4 2")); // F is found on the day
        QCOMPARE(rowsOn("2026-03-20").back(), QStringLiteral("2026-03 2 1 3 2")); // E is gone on the day
        QVERIFY(registerMonths(entries, day("2025-12-31")).empty());
    }

    void everyPairHasItsOwnNumbers()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'crm' AND "
                 "record_id = 'A') WHERE source = 'cs'",
            {});
        data.settle();
        registerBreaks(data.workspace(), compared(data));
        registerBreaks(data.workspace(), compared(data, "cs"));
        const auto names = [&](const char *right) {
            QStringList all;
            for (const RegisterEntry &each : registerEntries(data.workspace(), "crm", right))
                all << QString::fromStdString(each.known.name());
            return all;
        };
        QCOMPARE(names("billing"), (QStringList{"BR-0001", "BR-0002"}));
        QCOMPARE(names("cs").front(), QStringLiteral("BR2-0001"));
        registerBreaks(data.workspace(), compared(data)); // nothing is numbered again
        QCOMPARE(names("billing"), (QStringList{"BR-0001", "BR-0002"}));
        QCOMPARE(registerEntries(data.workspace(), "crm", "billing").front().field, std::string("arr"));
        data.account("crm", "C", "Cedar", "arr=50");
        data.settle();
        registerBreaks(data.workspace(), compared(data)); // one more is the pair's next
        QCOMPARE(names("billing"), (QStringList{"BR-0001", "BR-0002", "BR-0003"}));
        QCOMPARE(breakNumber(12345, 3), std::string("BR3-12345"));
        QCOMPARE(RegisteredBreak().name(), std::string());
    }

    void ownersAndDueDatesAreKeptAndLogged()
    {
        test::WorkspaceFixture data;
        fill(data);
        registerBreaks(data.workspace(), compared(data));
        const auto [key, before] = *known(data).begin();
        QCOMPARE(before.owner, std::string());
        const auto undo = decideBreaks(data.workspace(), {{key, "open", "", "Bea", "2026-12-01"}});
        QVERIFY(undo.ok());
        registerBreaks(data.workspace(), compared(data)); // another import
        QCOMPARE(known(data).at(key).owner, std::string("Bea"));
        QCOMPARE(known(data).at(key).dueDate, std::string("2026-12-01"));
        const auto log = store::auditTrail(data.workspace());
        QCOMPARE(log.size(), std::size_t(1)); // the state is as it was
        QCOMPARE(log.front().action, std::string("assign break"));
        QCOMPARE(log.front().after.value(), std::string("Bea, due 2026-12-01"));
        const auto stale = decideBreaks(data.workspace(), *undo, {{key, "open", "", "Ann", "2026-12-01"}});
        QCOMPARE(stale.error().code, ErrorCode::Conflict);
        QVERIFY(decideBreaks(data.workspace(), *undo, {{key, "open", "", "Bea", "2026-12-01"}}).ok());
        QCOMPARE(known(data).at(key).dueDate, std::string());
        const auto wrong = decideBreaks(data.workspace(), {{key, "open", "", "", "2026-02-30"}});
        QCOMPARE(wrong.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(wrong.error().message.english(), std::string("A due date is a day, YYYY-MM-DD, not \"2026-02-30\"."));
    }

    /// What it is and who settles it are two entries, each with what stood there before.
    void whatIsDecidedAtOnceIsLoggedApart()
    {
        test::WorkspaceFixture data;
        fill(data);
        registerBreaks(data.workspace(), compared(data));
        const std::string key = registerEntries(data.workspace(), "crm", "billing").at(1).key;
        const BreakDecision first{key, "to_fix", "ask", "Bea", "2026-12-01"};
        QVERIFY(decideBreaks(data.workspace(), {first}).ok());
        const auto before = decideBreaks(data.workspace(), {{key, "fixed", "mended", "Cleo", "2026-12-02"}});
        QVERIFY(before.ok() && before->front() == first);
        QStringList log;
        for (const auto &each : store::auditTrail(data.workspace())) {
            QVERIFY(each.subject.starts_with("BR-0002 "));
            log << QString::fromStdString(each.action + '|' + each.before.value_or("") + '|' + each.after.value_or(""));
        }
        log.sort();
        QCOMPARE(log,
            (QStringList{"assign break|Bea, due 2026-12-01|Cleo, due 2026-12-02", "assign break||Bea, due 2026-12-01",
                "decide break|open|to_fix: ask", "decide break|to_fix: ask|fixed: mended"}));
    }

    void agesAreOfTheBreaksThatAreThere()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Reconciliation result = compared(data);
        registerBreaks(data.workspace(), result);
        data.run("UPDATE break_register SET first_seen = '2026-09-30', due_date = '2026-10-30' WHERE number = 1", {});
        QStringList counts;
        for (const AgeCount &age : agesOf(result, known(data)))
            counts << QStringLiteral("%1 %2").arg(age.count).arg(age.overdue);
        QCOMPARE(counts, (QStringList{"1 0", "0 0", "1 1", "0 0", "0 0"}));
        Reconciliation earlier = result; // the day before the second one was found
        earlier.asOf = day("2026-10-30");
        counts.clear();
        for (const AgeCount &age : agesOf(earlier, known(data)))
            counts << QStringLiteral("%1 %2").arg(age.count).arg(age.overdue);
        QCOMPARE(counts, (QStringList{"0 0", "1 0", "0 0", "0 0", "0 0"})); // 30 days old, due that day
        for (const AgeCount &age : agesOf(result, {})) // none is registered
            QCOMPARE(age.count, 0);
    }

    /// Acme's and Birch's amounts differ; who is settled needs no second look.
    void openBreaksHaveNames()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(openBreakNames(data.workspace()).empty());
        keepRegisters(data.workspace(), {compared(data)});
        using Names = std::map<std::string, std::vector<std::string>>;
        QCOMPARE(openBreakNames(data.workspace()), (Names{{"AC-00001", {"BR-0001"}}, {"AC-00002", {"BR-0002"}}}));
        const auto entries = registerEntries(data.workspace(), "crm", "billing");
        for (const auto &[state, isOpen] :
            {std::pair("accepted", false), {"to_fix", true}, {"explained", false}, {"fixed", false}, {"open", true}}) {
            QVERIFY(decideBreaks(data.workspace(), {{entries[0].key, state, {}, {}, {}}}).ok());
            QCOMPARE(openBreakNames(data.workspace()).contains("AC-00001"), isOpen);
        }
    }
};

QTEST_GUILESS_MAIN(TestBreakWork)
#include "tst_break_work.moc"
