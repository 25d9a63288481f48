#include "core/identity/mergers.h"
#include "core/signals/signals.h"
#include "core/signals/sql_signal.h"
#include "core/signals/words.h"
#include "tests/portfolio/made_book.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::signs;

namespace {

/// The signal of account A on a day, "-" for none; an error's sentence.
QString valueOf(store::Workspace &workspace, const QString &signal, const QString &day,
    const QString &account = QStringLiteral("A"))
{
    Progress progress;
    const auto history = Signals::read(workspace, progress);
    if (!history)
        return QString::fromStdString(history.error().message.english());
    const auto known = (*history)->known(*Date::fromIso(day.toStdString()));
    if (!known)
        return QString::fromStdString(known.error().message.english());
    const auto values = (*history)->values(*signalOf(signal.toStdString()), *known);
    if (!values)
        return QString::fromStdString(values.error().message.english());
    const int index = (*history)->accounts().ownerOfRecord("crm", account.toStdString());
    const double value = (*values)[std::size_t(index)];
    return std::isnan(value) ? QStringLiteral("-") : QString::number(value, 'g', 6);
}

} // namespace

/// Every signal by hand, with the edges of its window (CONTRACT-ROOMS section 2, "Signals").
class TestSignals : public QObject {
    Q_OBJECT

private:
    QString m_key;
    std::unique_ptr<test::ImportedWorkspace> m_data; ///< of byHand()

private slots:
    void names()
    {
        for (const std::string &name : signalNames()) {
            if (!name.ends_with(':'))
                QCOMPARE(signalOf(name)->name(), name);
        }
        QCOMPARE(signalOf("vendor:Scorecard 2")->argument, std::string("Scorecard 2"));
        QCOMPARE(signalOf("sql: SELECT 1")->argument, std::string("SELECT 1"));
        for (const char *none : {"", "usage", "Nps", "sql:", "sql:  ", "vendor"})
            QVERIFY2(!signalOf(none), none);
    }

    void byHand_data()
    {
        QTest::addColumn<QString>("entity"); // header and rows; empty for none
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("signal");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("value");
        const QString usage = QStringLiteral("usage");
        const QString events = QStringLiteral("account_id,date,feature,events\n");
        const auto row = [](const char *name, const QString &entity, const QString &rows, const char *signal,
                             const char *day, const char *value) {
            QTest::newRow(name) << entity << rows << QString::fromLatin1(signal) << QString::fromLatin1(day)
                                << QString::fromLatin1(value);
        };
        // 28 days to 2026-06-28 begin on 2026-06-01, the 28 before on 2026-05-04
        const QString trend = events
            + "A,2026-05-03,,1000\nA,2026-05-04,,30\nA,2026-05-31,,10\nA,2026-06-01,,25\nA,2026-06-28,,25\nA,2026-06-"
              "29,,999\n";
        row("trend: both windows", usage, trend, "usage_trend", "2026-06-28", "0.25");
        row("trend: a day later the windows move", usage, trend, "usage_trend", "2026-06-29", "28.2571");
        row("trend: nothing before", usage, events + "A,2026-06-01,,25\n", "usage_trend", "2026-06-28", "-");
        row("trend: no events before", usage, events + "A,2026-05-10,,0\nA,2026-06-01,,25\n", "usage_trend",
            "2026-06-28", "-");
        row("trend: silent where others speak", usage, events + "A,2026-05-10,,5\nB,2026-06-28,,1\n", "usage_trend",
            "2026-06-28", "-1");
        row("trend: silent as all are", usage, events + "A,2026-05-10,,5\nB,2026-05-31,,1\n", "usage_trend",
            "2026-06-28", "-");
        row("trend: others speak later", usage, events + "A,2026-05-10,,5\nB,2026-06-29,,1\n", "usage_trend",
            "2026-06-28", "-");
        row("trend: the row without feature", usage,
            events + "A,2026-05-10,,10\nA,2026-05-10,x,99\nA,2026-06-10,x,3\nA,2026-06-10,y,4\n", "usage_trend",
            "2026-06-28", "-0.3");
        const QString users = QStringLiteral("account_id,date,feature,active_users,licensed_users,events\n");
        const QString used = users
            + "A,2026-05-31,,100,50,1\nA,2026-06-01,,4,20,1\nA,2026-06-01,x,9,90,1\nA,2026-06-15,x,6,,1\nA,2026-06-15,"
              "y,8,,0\nA,2026-06-29,,99,99,1\nB,2026-06-02,z,1,1,1\n";
        row("active users: mean of days", usage, used, "active_users", "2026-06-28", "6");
        row("active users: no day", usage, used, "active_users", "2026-09-28", "-");
        row("licence use", usage, used, "licence_use", "2026-06-28", "0.3");
        row("licence use without licences", usage, users + "A,2026-06-01,,4,0,1\n", "licence_use", "2026-06-28", "-");
        row("breadth: features that anyone had by then", usage, used, "breadth", "2026-06-28", "0.333333");
        row("breadth: before another's feature", usage, used, "breadth", "2026-06-01", "1");
        row("breadth: events of 0 are no use", usage, users + "A,2026-06-02,x,,,0\n", "breadth", "2026-06-28", "0");
        row("breadth: no row in the window", usage, used, "breadth", "2026-08-28", "-");
        row("days since usage", usage, used, "days_since_usage", "2026-06-28", "13");
        row("days since usage: that day", usage, used, "days_since_usage", "2026-06-29", "0");
        row("days since usage: never", usage, used, "days_since_usage", "2026-05-30", "-");

        const QString t = QStringLiteral("tickets");
        const QString tickets =
            QStringLiteral("ticket_id,account_id,created_at,solved_at,priority,csat\n1,A,2026-03-30T23:00:00Z,2026-03-"
                           "31,urgent,1\n2,A,2026-03-31T00:00:00Z,2026-06-01,normal,4\n3,A,2026-06-28T23:59:59Z,2026-"
                           "06-29,high,1\n4,A,2026-06-29T00:00:00Z,,urgent,\n5,A,2026-01-01T00:00:00Z,2026-03-30T10:00:"
                           "00Z,low,2\n6,A,2026-05-01T00:00:00Z,2026-06-28T10:00:00Z,low,3\n");
        row("tickets in 90 days", t, tickets, "tickets_90", "2026-06-28", "3"); // from 03-31
        row("tickets: a day earlier", t, tickets, "tickets_90", "2026-06-27", "3"); // 1, 2, 6
        row("tickets: none by then", t, tickets, "tickets_90", "2025-12-31", "-");
        row("tickets: others' first", t, "ticket_id,account_id,created_at\n9,B,2026-06-28\n", "tickets_90",
            "2026-06-28", "0");
        row("tickets: others' later", t, "ticket_id,account_id,created_at\n9,B,2026-06-29\n", "tickets_90",
            "2026-06-28", "-");
        row("urgent", t, tickets, "urgent_90", "2026-06-28", "1");
        row("csat by the day solved", t, tickets, "csat_90", "2026-06-28", "0.333333"); // 1 and 2 and 6
        row("csat: solved later is unknown", t, tickets, "csat_90", "2026-06-27", "0.333333"); // 5 left at 03-29, 1, 2
        row("csat: a rating to come", t, tickets, "csat_90", "2026-06-29", "0.333333"); // 2, 3, 6
        row("csat: of another scale", t,
            "ticket_id,account_id,created_at,solved_at,csat\n1,A,2026-06-01,2026-06-02,5\n2,A,2026-06-01,2026-06-02,"
            "90\n"
            "3,A,2026-06-01,2026-06-02,0\n4,A,2026-06-01,2026-06-02,1\n",
            "csat_90", "2026-06-28", "0.5");
        row("csat: none", t, tickets, "csat_90", "2026-02-01", "-");

        const QString e = QStringLiteral("escalations");
        const QString escalations = QStringLiteral(
            "escalation_id,account_id,opened_at,resolved_at\n1,A,2026-06-01,2026-06-10\n2,A,2026-06-05,\n");
        row("escalations: resolved that day", e, escalations, "escalations_open", "2026-06-10", "1");
        row("escalations: the day before", e, escalations, "escalations_open", "2026-06-09", "2");
        row("escalations: nobody's by then", e, escalations, "escalations_open", "2026-05-31", "-");

        const QString a = QStringLiteral("activities");
        const QString activities = QStringLiteral("activity_id,account_id,date,type\n1,A,2026-06-01,exec_touch\n2,A,"
                                                  "2026-06-20,call\n3,A,2026-06-29,exec_touch\n");
        row("contact", a, activities, "days_since_contact", "2026-06-28", "8");
        row("contact: none yet", a, activities, "days_since_contact", "2026-05-31", "-");
        row("exec touch", a, activities, "days_since_exec", "2026-06-28", "27");
        const QString contacts = QStringLiteral("contact_id,account_id,name,is_exec_sponsor,last_contacted\n1,A,X,true,"
                                                "2026-06-25\n2,A,Y,false,2026-06-27\n3,A,Z,true,2026-06-29\n");
        row("exec sponsor", QStringLiteral("contacts"), contacts, "days_since_exec", "2026-06-28", "3");
        row("exec sponsor not yet spoken to", QStringLiteral("contacts"), contacts, "days_since_exec", "2026-06-24",
            "-");

        const QString s = QStringLiteral("surveys");
        const QString surveys =
            QStringLiteral("response_id,account_id,date,kind,score,respondent\n1,A,2025-06-28,nps,1,p\n2,A,2025-06-29,"
                           "nps,2,q\n3,A,2026-01-01,nps,10,p\n4,A,2026-01-02,nps,6,\n5,A,2026-01-02,nps,8,\nb,A,2026-"
                           "06-28,nps,9,p\na,A,2026-06-28,nps,0,p\nc,A,2026-06-29,nps,0,p\n7,A,2026-06-01,csat,1,p\n");
        row("nps: latest of each, ties by id", s, surveys, "nps", "2026-06-28", "6.25"); // 2, 6, 8, 9
        row("nps: a year to the day", s, surveys, "nps", "2026-06-29", "4.66667"); // 6, 8, 0
        row("nps: of another scale, be it the latest", s,
            "response_id,account_id,date,kind,score,respondent\n1,A,2026-06-01,nps,8,p\n2,A,2026-06-02,nps,55,p\n"
            "3,A,2026-06-02,nps,-1,q\n4,A,2026-06-02,nps,10,r\n5,A,2026-06-02,nps,0,s\n",
            "nps", "2026-06-28", "6");
        row("nps: none", s, surveys, "nps", "2025-06-27", "-");
        row("nps trend", s, surveys, "nps_trend", "2026-06-29", "3.16667"); // on 2025-12-31 it was 1.5, of 1 and 2
        row("nps trend: nothing before", s, surveys, "nps_trend", "2025-12-20", "-");

        const QString i = QStringLiteral("invoices");
        const QString invoices = QStringLiteral(
            "invoice_id,account_id,issued_date,due_date,paid_date,amount\n1,A,2026-01-01,2026-01-31,2026-06-10,100\n2,"
            "A,2026-05-01,2026-05-31,,100\n3,A,2026-01-01,2026-01-02,,-100\n4,A,2026-01-01,2026-01-02,,0\n");
        row("overdue: worst of the unpaid", i, invoices, "overdue_days", "2026-06-09", "129");
        row("overdue: paid that day", i, invoices, "overdue_days", "2026-06-10", "10");
        row("overdue: on the due date", i, invoices, "overdue_days", "2026-01-31", "0");
        row("overdue: no invoices", i, invoices, "overdue_days", "2025-12-31", "-");

        const QString m = QStringLiteral("milestones");
        const QString milestones = QStringLiteral("account_id,milestone,due_date,completed_date\nA,kickoff,2026-06-01,"
                                                  "2026-06-10\nA,first_value,2026-06-05,\nA,other,,\n");
        row("milestones: due yesterday", m, milestones, "milestones_late", "2026-06-02", "1");
        row("milestones: due today", m, milestones, "milestones_late", "2026-06-01", "0");
        row("milestones: completed today", m, milestones, "milestones_late", "2026-06-10", "1");
        row("milestones: completed tomorrow", m, milestones, "milestones_late", "2026-06-09", "2");
        row("milestones: nobody's", QString(), QString(), "milestones_late", "2026-06-09", "-");

        const QString h = QStringLiteral("health_scores");
        const QString scores = QStringLiteral("account_id,date,model,score,colour\nA,2026-06-01,M,70,green\nA,2026-06-"
                                              "10,N,1,red\nA,2026-06-28,M,40,red\n");
        row("vendor", h, scores, "vendor:M", "2026-06-27", "70");
        row("vendor: that day", h, scores, "vendor:M", "2026-06-28", "40");
        row("vendor: no such model", h, scores, "vendor:O", "2026-06-28", "-");
        row("vendor: not yet", h, scores, "vendor:M", "2026-05-31", "-");
        row("sql", h, scores,
            "sql:SELECT l.account, sum(h.score) AS value FROM health_scores h JOIN account_link l ON l.source = "
            "h.source "
            "AND l.record_id = h.account_id WHERE h.date <= :as_of GROUP BY 1",
            "2026-06-27", "71");
        row("sql: no row", h, scores, "sql:SELECT account, 1 AS value FROM account WHERE 0", "2026-06-27", "-");
        row("sql: wrong column", h, scores, "sql:SELECT account, 1 AS score FROM account", "2026-06-27",
            "The query has no column value, only: account, score. Name it with AS.");
    }
    void byHand()
    {
        QFETCH(QString, entity);
        QFETCH(QString, rows);
        if (!m_data || m_key != entity + rows) { // rows of one table of data follow one another
            m_key = entity + rows;
            m_data = std::make_unique<test::ImportedWorkspace>();
            m_data->file("crm.accounts", "account_id,name,arr\nA,Acme,1000\nB,Birch,10\n");
            if (!entity.isEmpty())
                m_data->file("crm." + entity.toStdString(), rows.toStdString());
            m_data->import("2026-10-31");
        }
        QFETCH(QString, signal);
        QFETCH(QString, day);
        QFETCH(QString, value);
        QCOMPARE(valueOf(m_data->workspace(), signal, day), value);
    }

    void contracts_data()
    {
        QTest::addColumn<QString>(
            "rows"); // subscription_id,account_id,start_date,end_date,cancelled_date,notice_date,created_date,arr
        QTest::addColumn<QString>("signal");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *rows, const char *signal, const char *day,
                             const char *value) {
            QTest::newRow(name) << QString::fromLatin1(rows) << QString::fromLatin1(signal) << QString::fromLatin1(day)
                                << QString::fromLatin1(value);
        };
        row("arr", "1,A,2025-01-01,2025-12-31,,,,1200.5\n2,A,2026-01-01,,,,,1500\n", "arr", "2025-12-31", "1200.5");
        row("arr: next day", "1,A,2025-01-01,2025-12-31,,,,1200.5\n2,A,2026-01-01,,,,,1500\n", "arr", "2026-01-01",
            "1500");
        row("arr: not in force", "1,A,2025-01-01,2025-12-31,,,,1200\n", "arr", "2026-01-01", "0");
        row("arr change", "1,A,2025-01-01,,,,,1000\n2,A,2026-01-01,,,,,500\n", "arr_change_365", "2026-01-01", "0.5");
        row("arr change: none a year ago", "1,A,2025-01-02,,,,,1000\n", "arr_change_365", "2026-01-01", "-");
        row("arr change: gone", "1,A,2025-01-01,2025-12-31,,,,1000\n", "arr_change_365", "2026-01-01", "-1");
        row("tenure: whole months", "1,A,2025-01-15,,,,,1000\n", "tenure_months", "2026-01-14", "11");
        row("tenure: to the day", "1,A,2025-01-15,,,,,1000\n", "tenure_months", "2026-01-15", "12");
        row("tenure: end of a short month", "1,A,2025-01-31,,,,,1000\n", "tenure_months", "2025-02-28", "1");
        row("tenure: not yet", "1,A,2025-01-31,,,,,1000\n", "tenure_months", "2025-01-30", "-");
        row("tenure: the first of all", "1,A,2024-01-01,2024-06-30,,,,10\n2,A,2025-01-01,,,,,1000\n", "tenure_months",
            "2025-01-01", "12");
        row("due: the earliest", "1,A,2025-01-01,2025-12-31,,,,10\n2,A,2025-01-01,2025-06-30,,,,10\n", "due_in_days",
            "2025-06-01", "29");
        row("due: that day", "1,A,2025-01-01,2025-06-30,,,,10\n", "due_in_days", "2025-06-30", "0");
        row("due: none left", "1,A,2025-01-01,2025-06-30,,,,10\n", "due_in_days", "2025-07-01", "-");
        row("due: no trial", "1,A,2025-01-01,2025-06-30,,,,0\n2,A,2025-01-01,2025-07-30,,,,1\n", "due_in_days",
            "2025-06-30", "30");
        row("due: cancelled for later", "1,A,2025-01-01,2025-12-31,2025-12-01,,,10\n", "due_in_days", "2025-11-30",
            "31");
        row("due: cancelled by then", "1,A,2025-01-01,2025-12-31,2025-12-01,,,10\n", "due_in_days", "2025-12-01", "-");
        row("due: not yet begun", "1,A,2025-06-01,2025-12-31,,,,10\n", "due_in_days", "2025-05-31", "-");
    }
    void contracts()
    {
        QFETCH(QString, rows);
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,cancelled_date,notice_date,created_date,arr\n"
            "0,B,2020-01-01,,,,,1\n"
                + rows.toStdString());
        data.import("2026-10-31");
        QFETCH(QString, signal);
        QFETCH(QString, day);
        QFETCH(QString, value);
        QCOMPARE(valueOf(data.workspace(), signal, day), value);
    }

    void withoutContractsGoldenDatesServe()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts",
            "account_id,name,arr,renewal_date,contract_start_date\nA,Acme,1000,2026-12-31,2024-05-10\n"
            "B,Birch,0,2026-12-31,\n");
        data.import("2026-10-31");
        QCOMPARE(valueOf(data.workspace(), QStringLiteral("due_in_days"), QStringLiteral("2026-12-01")), "30");
        QCOMPARE(valueOf(data.workspace(), QStringLiteral("tenure_months"), QStringLiteral("2026-05-09")), "23");
        QCOMPARE(
            valueOf(data.workspace(), QStringLiteral("due_in_days"), QStringLiteral("2026-12-01"), QStringLiteral("B")),
            "-");
        QCOMPARE(valueOf(data.workspace(), QStringLiteral("tenure_months"), QStringLiteral("2026-05-09"),
                     QStringLiteral("B")),
            "-");
    }

    /// B is a part of A from 2026-06-15 on: until then both stay apart, from then on A has what both had, whenever.
    void whatBecamePartCountsFromThatDay_data()
    {
        QTest::addColumn<QString>("signal");
        QTest::addColumn<QString>("before"); // of A and B on 2026-06-14
        QTest::addColumn<QString>("after"); // on 2026-06-15
        QTest::newRow("tickets") << "tickets_90"
                                 << "1 2"
                                 << "3 0";
        QTest::newRow("urgent ones") << "urgent_90"
                                     << "0 1"
                                     << "1 0";
        QTest::newRow("users of days") << "active_users"
                                       << "5 7"
                                       << "12 -";
        QTest::newRow("trend") << "usage_trend"
                               << "1 -0.5"
                               << "0.25 -"; // 20 and 5 of 10 and 10
        QTest::newRow("breadth") << "breadth"
                                 << "0.5 0.5"
                                 << "1 -"; // the source has two features, a part each
        QTest::newRow("since usage") << "days_since_usage"
                                     << "4 3"
                                     << "4 -";
        QTest::newRow("since contact") << "days_since_contact"
                                       << "- 13"
                                       << "14 -";
        QTest::newRow("a platform's score") << "vendor:M"
                                            << "- 40"
                                            << "40 -";
        QTest::newRow("nps") << "nps"
                             << "9 3"
                             << "6 -";
        QTest::newRow("debts") << "overdue_days"
                               << "- 13"
                               << "14 -";
    }
    void whatBecamePartCountsFromThatDay()
    {
        QFETCH(QString, signal);
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\n");
        data.file(
            "crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,900\n2,B,2025-01-01,500\n");
        data.file("crm.tickets",
            "ticket_id,account_id,created_at,priority\n1,A,2026-05-20,low\n2,B,2026-05-25,urgent\n3,B,2026-06-01,"
            "low\n");
        data.file("crm.usage",
            "account_id,date,feature,active_users,events\nA,2026-05-10,x,,10\nB,2026-05-10,y,,10\n"
            "A,2026-06-10,x,5,20\nB,2026-06-10,y,7,5\nB,2026-06-11,y,,0\n");
        data.file("crm.activities", "activity_id,account_id,date,type\n1,B,2026-06-01,call\n");
        data.file("crm.health_scores", "account_id,date,model,score,colour\nB,2026-06-01,M,40,red\n");
        data.file("crm.surveys",
            "response_id,account_id,date,kind,score,respondent\n1,A,2026-01-01,nps,9,p\n2,B,2026-01-01,nps,3,q\n");
        data.file("crm.invoices",
            "invoice_id,account_id,issued_date,due_date,paid_date,amount\n1,B,2026-05-01,2026-06-01,,100\n");
        data.import("2026-10-31");
        data.workspace().setSetting(identity::MergersSetting,
            identity::textOf({{{"crm", "B"}, {"crm", "A"}, *Date::fromIso("2026-06-15"), false, "Ann"}}));
        const auto both = [&](const char *day) {
            return valueOf(data.workspace(), signal, QString::fromLatin1(day)) + u' '
                + valueOf(data.workspace(), signal, QString::fromLatin1(day), QStringLiteral("B"));
        };
        QTEST(both("2026-06-14"), "before");
        QTEST(both("2026-06-15"), "after");
    }

    void dayOfQueries()
    {
        const Date day = *Date::fromIso("2026-01-31");
        QCOMPARE(withAsOf("SELECT :as_of, ':as_of', \":as_of\" -- :as_of\n/* :as_of */ :as_of_x [:as_of] :as_of", day),
            std::string(
                "SELECT '2026-01-31', ':as_of', \":as_of\" -- :as_of\n/* :as_of */ :as_of_x [:as_of] '2026-01-31'"));
    }

    /// Contracts on 30 June 2026 by their stated dates.
    void dueAndTenureByHand()
    {
        const Date today = *Date::of(2026, 6, 30);
        const portfolio::ArrBook book = test::madeBook(test::madeCustomers(6),
            {test::contractOf(0, 100, "2025-01-01", "2026-06-30"), test::contractOf(0, 100, "2026-01-01", "2026-12-31"),
                test::contractOf(1, 0, "2026-01-01", "2026-07-10"),
                test::contractOf(1, 100, "2026-05-31", "2026-07-31"),
                test::contractOf(2, 100, "2026-07-01", "2027-06-30"),
                test::contractOf(3, 100, "2025-01-01", "2026-06-29"), test::contractOf(4, 100, "2026-05-30")},
            today);
        const std::vector<std::optional<Date>> none(6);
        const std::vector<std::int64_t> arr(6, 100);
        using Days = std::vector<std::optional<int>>;
        // Ends today; what is worth nothing is not due; one to come, one that ended, one that goes on, nothing at all.
        QVERIFY(daysToDue(book, today, arr, none) == (Days{0, 31, {}, {}, {}, {}}));
        QVERIFY(daysToDue(book, today.plusDays(1), arr, none) == (Days{183, 30, 364, {}, {}, {}}));
        // 1 January to 30 June are 5 months, of the year before 17; a month from 30 May on.
        QVERIFY(monthsOfTenure(book, today, none) == (Days{17, 5, {}, 17, 1, {}}));
        const auto first = firstDaysInForce(book, today, none);
        QCOMPARE(first[1], Date::of(2026, 1, 1)); // a trial is a contract
        QVERIFY(!first[2] && !first[5]);
    }

    /// Where ARR is read from months, the golden renewal date is what is due.
    void dueByTheGoldenDate()
    {
        const Date today = *Date::of(2026, 6, 30);
        const portfolio::ArrBook book = test::madeBook(
            test::madeCustomers(3), {test::contractOf(0, 100, "2026-06-01")}, today, portfolio::ArrBasis::History);
        const std::vector<std::int64_t> arr{100, 0, 100};
        QVERIFY(daysToDue(book, today, arr, {Date::of(2026, 7, 15), Date::of(2026, 7, 15), Date::of(2026, 6, 29)})
            == (std::vector<std::optional<int>>{15, {}, {}}));
    }

    void whatPlatformsSaidLast()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file("crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,100\n");
        data.file("crm.health_scores",
            "account_id,date,model,score,colour\nA,2026-05-01,M,80,green\nA,2026-06-01,N,20,red\n"
            "A,2026-06-01,M,60,yellow\n");
        data.import("2026-06-30");
        Progress progress;
        const auto history = Signals::read(data.workspace(), progress);
        QVERIFY(history.ok());
        const auto on = [&](const char *day) { return *Date::fromIso(day); };
        const AccountEvents &events = (*history)->eventsOn(on("2026-06-30"));
        QCOMPARE(events.vendorModels(), (std::vector<std::string>{"M", "N"}));
        QCOMPARE(events.vendorModel("N"), 1);
        QCOMPARE(events.vendorModel("Z"), -1);
        QCOMPARE(events.vendorScore(0, 0, on("2026-05-31"))->score, 80.0);
        QCOMPARE(events.vendorScore(0, 0, on("2026-06-01"))->score, 60.0);
        QVERIFY(!events.vendorScore(0, 0, on("2026-04-30")) && !events.vendorScore(1, 0, on("2026-05-31")));
        QVERIFY(events.lastColour(0, on("2026-04-30")) == portfolio::HealthColour::None);
        QVERIFY(events.lastColour(0, on("2026-05-31")) == portfolio::HealthColour::Green);
        QVERIFY(events.lastColour(0, on("2026-06-01")) == portfolio::HealthColour::Red); // the last model by name
    }

    void sharesAreReadInPercent()
    {
        for (const char *share : {"usage_trend", "licence_use", "csat_90"})
            QVERIFY2(isShare(signalOf(share)->kind), share);
        for (const char *other : {"tickets_90", "nps", "active_users"})
            QVERIFY2(!isShare(signalOf(other)->kind), other);
    }
};

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
