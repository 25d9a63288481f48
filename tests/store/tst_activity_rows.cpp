#include "core/store/programme_rows.h"
#include "core/store/signal_rows.h"
#include "tests/store/sql_text.h"
#include "tests/store/table_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::Cells;

/// What accounts did, as signals, health and programmes read it: each column in its place, and no row without the date
/// that it is known from.
class TestActivityRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    const Workspace &workspace() { return m_data->workspace(); }
    void put(const std::string &table, const char *fields)
    {
        test::putRow(m_data->db(), table, QString::fromUtf8(fields));
    }
    static Cells of(const OfAccount &row) { return Cells() << row.source << row.accountId << row.seen; }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>("EUR");
        test::enterBatch(m_data->db(), "accounts", "2026-06-30");
        m_data->db().exec("INSERT INTO source (name, kind) VALUES ('desk', 'support')");
    }

    void activities()
    {
        put("activities", "activity_id=1;account_id=A1;date=2026-01-02;type=call;outcome=well;first_as_of=2026-01-31");
        put("activities", "source=desk;activity_id=2;account_id=A2;date=2026-01-03");
        put("activities", "activity_id=3;account_id=A3;date=soon");
        QStringList rows;
        forEachActivity(workspace(),
            [&](const ActivityRow &row) { rows << (of(row) << row.date << row.type << row.outcome).text(); });
        QCOMPARE(rows, (QStringList{"crm|A1|2026-01-31|2026-01-02|call|well", "desk|A2|2026-05-31|2026-01-03||"}));
    }

    void tickets()
    {
        put("tickets",
            "ticket_id=1;account_id=A1;created_at=2026-01-02T23:59:59Z;solved_at=2026-01-04T00:00:00Z;priority=high;"
            "csat=4.5;first_as_of=2026-01-31");
        put("tickets", "ticket_id=2;account_id=A2;created_at=2026-01-03T00:00:00Z");
        put("tickets", "ticket_id=3;account_id=A3;created_at=soon");
        QStringList rows;
        forEachTicket(workspace(), [&](const TicketRow &row) {
            rows << (of(row) << row.created << row.solved << row.priority << row.csat).text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|A1|2026-01-31|2026-01-02|2026-01-04|high|4.5", "crm|A2|2026-05-31|2026-01-03|-||-"}));
    }

    void surveys()
    {
        put("surveys",
            "response_id=R1;account_id=A1;date=2026-01-02;kind=nps;score=9;respondent=a@x;first_as_of=2026-01-31");
        put("surveys", "response_id=R2;account_id=A2;date=soon;kind=nps;score=9");
        QStringList rows;
        forEachSurvey(workspace(), [&](const SurveyRow &row) {
            rows << (of(row) << row.id << row.date << row.kind << row.score << row.respondent).text();
        });
        QCOMPARE(rows, QStringList{"crm|A1|2026-01-31|R1|2026-01-02|nps|9|a@x"});
    }

    void invoices()
    {
        put("invoices",
            "invoice_id=I1;account_id=A1;issued_date=2026-01-02;due_date=2026-02-01;paid_date=2026-02-03;"
            "amount_minor=-1250;currency=USD;first_as_of=2026-01-31");
        put("invoices", "invoice_id=I2;account_id=A2;issued_date=2026-01-03");
        put("invoices", "invoice_id=I3;account_id=A3;issued_date=soon");
        QStringList rows;
        forEachInvoice(workspace(), [&](const InvoiceRow &row) {
            rows << (of(row) << row.issued << row.due << row.paid << row.amountMinor).text();
        });
        QCOMPARE(rows,
            (QStringList{
                "crm|A1|2026-01-31|2026-01-02|2026-02-01|2026-02-03|-1250", "crm|A2|2026-05-31|2026-01-03|-|-|0"}));
    }

    void milestones()
    {
        put("milestones",
            "account_id=A1;milestone=Live;due_date=2026-01-02;completed_date=2026-01-05;first_as_of=2026-01-31");
        put("milestones", "account_id=A2;milestone=Kick-off");
        QStringList rows;
        forEachMilestone(workspace(),
            [&](const MilestoneRow &row) { rows << (of(row) << row.due << row.completed << row.name).text(); });
        QCOMPARE(rows, (QStringList{"crm|A1|2026-01-31|2026-01-02|2026-01-05|Live", "crm|A2|2026-05-31|-|-|Kick-off"}));
    }

    void escalations()
    {
        put("escalations",
            "escalation_id=E1;account_id=A1;opened_at=1970-01-02T00:00:01Z;responded_at=1970-01-02T00:01:00Z;"
            "resolved_at=1970-01-03;tier=3;criterion=outage;owner=Ann;first_as_of=2026-01-31");
        put("escalations", "escalation_id=E2;account_id=A2;opened_at=1970-01-01");
        put("escalations", "escalation_id=E3;account_id=A3;opened_at=soon");
        QStringList rows;
        forEachEscalation(
            workspace(), [&](const EscalationRow &row) { rows << (of(row) << row.opened << row.resolved).text(); });
        QCOMPARE(rows, (QStringList{"crm|A1|2026-01-31|1970-01-02|1970-01-03", "crm|A2|2026-05-31|1970-01-01|-"}));
        QStringList times;
        forEachEscalationTimes(workspace(), [&](const EscalationTimesRow &row) {
            times << (of(row) << row.id << row.opened << row.responded << row.resolved << row.tier << row.criterion
                              << row.owner)
                         .text();
        });
        QCOMPARE(times,
            (QStringList{"crm|A1|2026-01-31|E1|86401|86460|172800|3|outage|Ann", "crm|A2|2026-05-31|E2|0|-|-|0||"}));
    }

    void contacts()
    {
        put("contacts",
            "contact_id=C1;account_id=A1;is_exec_sponsor=1;last_contacted=2026-01-02;left_date=2026-01-05;"
            "first_as_of=2026-01-31");
        put("contacts", "contact_id=C2;account_id=A2;is_exec_sponsor=0;last_contacted=2026-01-03");
        QStringList rows;
        forEachContact(workspace(), [&](const ContactRow &row) {
            rows << (of(row) << row.id << row.isExecSponsor << row.lastContacted << row.firstSight << row.left).text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|A1|2026-01-31|C1|yes|2026-01-02|2026-01-31|2026-01-05",
                "crm|A2|2026-05-31|C2|no|2026-01-03|-|-"}));
    }

    void stagesAndScores()
    {
        put("lifecycle", "account_id=A1;stage=Live;entered_date=2026-01-02;first_as_of=2026-01-31");
        put("lifecycle", "account_id=A2;stage=Live;entered_date=soon");
        QStringList rows;
        forEachStage(workspace(), [&](const StageRow &row) {
            rows << (Cells() << row.source << row.accountId << row.stage << row.entered).text();
        });
        QCOMPARE(rows, QStringList{"crm|A1|Live|2026-01-02"});
        put("health_scores", "account_id=A1;date=2026-01-02;model=m;score=77.5;colour=green;first_as_of=2026-01-31");
        put("health_scores", "account_id=A2;date=soon;model=m;score=1");
        QStringList scores;
        forEachVendorScore(workspace(), [&](const VendorScoreRow &row) {
            scores << (of(row) << row.date << row.model << row.score << row.colour).text();
        });
        QCOMPARE(scores, QStringList{"crm|A1|2026-01-31|2026-01-02|m|77.5|green"});
    }

    void knownSubscriptions()
    {
        put("subscriptions",
            "subscription_id=S1;account_id=A1;currency=USD;start_date=2026-01-02;end_date=2026-12-31;"
            "cancelled_date=2026-11-30;"
            "notice_date=2026-08-01;created_date=2025-12-24;first_as_of=2026-01-31");
        put("subscriptions", "subscription_id=S2;account_id=A1;currency=USD;start_date=2026-01-03");
        put("subscriptions", "subscription_id=S3;account_id=A1;currency=USD;start_date=soon");
        QStringList rows;
        forEachSubscriptionKnown(workspace(), [&](const SubscriptionKnownRow &row) {
            rows << (Cells() << row.source << row.id << row.start << row.end << row.cancelled << row.notice
                             << row.created << row.firstSight)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|S1|2026-01-02|2026-12-31|2026-11-30|2026-08-01|2025-12-24|2026-01-31",
                "crm|S2|2026-01-03|-|-|-|-|2026-05-31"}));
    }

    void plans()
    {
        put("plans",
            "plan_id=P1;account_id=A1;objective=Save time;kind=value;owner=Ann;created_date=2026-01-02;"
            "due_date=2026-03-31;closed_date=2026-04-01;status=met;value_minor=9900;currency=USD;"
            "first_as_of=2026-01-31");
        put("plans", "plan_id=P2;account_id=A2;objective=Grow;value_minor=0");
        put("plans", "plan_id=P3;account_id=A3;objective=None;first_as_of=2026-02-28");
        put("plans", "plan_id=P4;account_id=A4;objective=Someday;created_date=soon");
        QStringList rows;
        forEachPlan(workspace(), [&](const PlanRow &row) {
            const std::string value = row.value ? row.value->text() + ' ' + row.value->currency.code() : "-";
            rows << (of(row) << row.id << row.objective << row.kind << row.owner << row.created << row.due << row.closed
                             << row.status << value << row.changed)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|A1|2026-01-31|P1|Save time|value|Ann|2026-01-02|2026-03-31|2026-04-01|met|99.00 USD|"
                         "2026-06-30",
                "crm|A2|2026-05-31|P2|Grow|||2026-05-31|-|-||0.00 EUR|2026-06-30",
                "crm|A3|2026-02-28|P3|None|||2026-02-28|-|-||-|2026-06-30"}));
    }

    void engagements()
    {
        put("engagements",
            "engagement_id=1;account_id=A1;date=2026-01-02;program=Hello;event=sent;first_as_of=2026-01-31");
        put("engagements", "engagement_id=2;account_id=A2;date=soon;program=Hello;event=sent");
        QStringList rows;
        forEachEngagement(workspace(),
            [&](const EngagementRow &row) { rows << (of(row) << row.date << row.program << row.event).text(); });
        QCOMPARE(rows, QStringList{"crm|A1|2026-01-31|2026-01-02|Hello|sent"});
    }

    void anyRow_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("row");
        QTest::newRow("activity") << "activities"
                                  << "activity_id=1;account_id=A1;date=2026-01-02";
        QTest::newRow("ticket") << "tickets"
                                << "ticket_id=1;account_id=A1;created_at=2026-01-03T00:00:00Z";
        QTest::newRow("survey") << "surveys"
                                << "response_id=R1;account_id=A1;date=2026-01-02;kind=nps;score=9";
        QTest::newRow("invoice") << "invoices"
                                 << "invoice_id=I1;account_id=A1;issued_date=2026-01-03";
        QTest::newRow("milestone") << "milestones"
                                   << "account_id=A1;milestone=Kick-off";
        QTest::newRow("escalation") << "escalations"
                                    << "escalation_id=E1;account_id=A1;opened_at=1970-01-01";
        QTest::newRow("contact") << "contacts"
                                 << "contact_id=C1;account_id=A1";
    }
    void anyRow()
    {
        QFETCH(QString, table);
        QFETCH(QString, row);
        QVERIFY(!hasSignalRows(workspace()));
        put(table.toUtf8().constData(), row.toUtf8().constData());
        QVERIFY(hasSignalRows(workspace()));
    }
    void useIsARow()
    {
        m_data->db().exec("INSERT INTO usage_account (source, account_id, batch_id, line) VALUES ('desk', 'A1', 1, 2)");
        QVERIFY(hasSignalRows(workspace()));
    }
};

QTEST_GUILESS_MAIN(TestActivityRows)
#include "tst_activity_rows.moc"
