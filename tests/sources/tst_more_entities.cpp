#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd::sources;

/// Entities and columns that came with schema 4.
class TestMoreEntities : public QObject {
    Q_OBJECT

private slots:
    void stored_data();
    void stored();
    void wanting_data();
    void wanting();
    void bareAccounts();
};

void TestMoreEntities::stored_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *entity, const char *csv, const char *query, const QStringList &rows) {
        QTest::newRow(entity) << QByteArray(csv) << QString::fromLatin1(query) << rows;
    };
    row("requests",
        "request_id,opened_at,due_at,resolved_at,category,priority,requester,rating,rating_max\n"
        "R1,2026-09-01T08:00:00Z,2026-09-03,2026-09-02 12:30:00,Data_Fix,high,nora@x.example,4,5\n",
        "SELECT request_id, opened_at, due_at, resolved_at, category, priority, requester, rating, rating_max, team "
        "FROM requests",
        {"R1|2026-09-01T08:00:00Z|2026-09-03T00:00:00Z|2026-09-02T12:30:00Z|data_fix|high|nora@x.example|4.0|5.0|-"});
    row("deliverables", "deliverable_id,name,due_at,published_at,hours\nD1,Pack,2026-10-05,2026-10-04,3.5\n",
        "SELECT deliverable_id, name, due_at, published_at, hours FROM deliverables",
        {"D1|Pack|2026-10-05T00:00:00Z|2026-10-04T00:00:00Z|3.5"});
    row("runs", "run_id,name,kind,source,due_at,status\nU1,Nightly,pipeline,stripe,2026-10-05,failed\n",
        "SELECT source, run_id, kind, run_source, status FROM runs", {"crm|U1|pipeline|stripe|failed"});
    row("leave", "csm_id,start_date,end_date\nC,2026-01-01,2026-01-01\n", "SELECT start_date, end_date FROM leave",
        {"2026-01-01|2026-01-01"}); // a day that begins and ends it
    row("changes", "change_id,title,opened_at,approved_by\nG1,New rule,2026-10-05,Zoe\n",
        "SELECT change_id, title, opened_at, approved_by FROM changes", {"G1|New rule|2026-10-05T00:00:00Z|Zoe"});
    row("measures",
        "period,metric,group,value,numerator,denominator\n2026-10,csat,,0.9,90,100\n2026-10,csat,SMB,0.8,8,10\n",
        "SELECT period, metric, \"group\", value, numerator, denominator FROM measures",
        {"2026-10|csat||0.9|90.0|100.0", "2026-10|csat|SMB|0.8|8.0|10.0"});
    row("risks", "account_id,date,author,status,call,next_action_date\nA,2026-10-05,Ann,At_Risk,churn,2026-10-20\n",
        "SELECT account_id, date, author, status, call, next_action_date FROM risks",
        {"A|2026-10-05|Ann|at_risk|churn|2026-10-20"});
    row("escalations", "escalation_id,account_id,opened_at,tier\nE1,A,2026-10-05,3\n",
        "SELECT escalation_id, account_id, opened_at, tier FROM escalations", {"E1|A|2026-10-05T00:00:00Z|3"});
    row("engagements", "engagement_id,account_id,date,program,event\nN1,A,2026-10-05,Webinar,Attended\n",
        "SELECT engagement_id, account_id, date, program, event FROM engagements",
        {"N1|A|2026-10-05|Webinar|attended"});
    row("plans",
        "plan_id,account_id,objective,status,value,currency\nP1,A,Adopt,open,1200.50,EUR\nP2,A,Grow,met,900,JPY\n",
        "SELECT plan_id, objective, status, value_minor, value, currency FROM plans",
        {"P1|Adopt|open|120050|1200.5|EUR", "P2|Grow|met|900|900.0|JPY"});
    row("accounts",
        "account_id,name,phone,street,postal_code,onboarding_path,churn_reason\nA,Acme,+44 20,1 High St,0805,Guided,"
        "Price\n",
        "SELECT phone, street, postal_code, onboarding_path, churn_reason FROM accounts",
        {"+44 20|1 High St|0805|Guided|Price"});
    row("subscriptions",
        "subscription_id,account_id,start_date,arr,currency,trial_start,trial_end,discount_amount,discount_percent,"
        "discount_start,discount_end\nS,A,2026-01-01,1200,EUR,2026-01-01,2026-01-31,99.99,10,2026-02-01,2026-12-31\n",
        "SELECT annual_minor, trial_start, trial_end, discount_amount_minor, discount_percent, discount_start, "
        "discount_end FROM subscriptions",
        {"120000|2026-01-01|2026-01-31|9999|10.0|2026-02-01|2026-12-31"});
    row("contacts", "contact_id,account_id,name,phone,left_date\nC,A,Nora,+1,2026-10-01\n",
        "SELECT phone, left_date FROM contacts", {"+1|2026-10-01"});
    row("opportunities",
        "opportunity_id,account_id,name,product,next_step,next_step_date,loss_reason,lead_source\n"
        "O,A,Renewal 26,Core,Call,2026-10-20,Price,Web\n",
        "SELECT name, product, next_step, next_step_date, loss_reason, lead_source FROM opportunities",
        {"Renewal 26|Core|Call|2026-10-20|Price|Web"});
}

void TestMoreEntities::stored()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, query);
    QFETCH(QStringList, rows);
    SourceFixture f;
    const std::string file = f.write(std::string("crm.") + QTest::currentDataTag() + ".csv", csv.toStdString());
    const auto report = f.import({file});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(f.rows("SELECT sentence(message, message_values) FROM quarantine"), QStringList());
    QCOMPARE(f.rows(query.toStdString()), rows);
    ImportOptions again;
    again.force = true;
    const auto second = f.import({file}, again);
    QCOMPARE(second->batches.at(0).unchanged, std::int64_t(rows.size()));
}

void TestMoreEntities::wanting_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("code");
    QTest::newRow("plans") << QByteArray("plan_id,account_id,objective\nP1,A,\n") << "missing_required";
    QTest::newRow("runs") << QByteArray("run_id,name,kind,due_at\nU,Nightly,pipeline,soon\n") << "bad_date";
    QTest::newRow("escalations") << QByteArray(
        "escalation_id,account_id,opened_at,resolved_at\nE,A,2026-10-05,2026-10-04\n")
                                 << "end_before_start";
    QTest::newRow("plans.closed") << QByteArray("plan_id,account_id,objective,created_date,closed_date\n"
                                                "P1,A,Adopt,2026-02-01,2026-01-01\n")
                                  << "end_before_start";
    QTest::newRow("subscriptions.trial") << QByteArray(
        "subscription_id,account_id,start_date,arr,trial_start,trial_end\n"
        "S,A,2026-01-01,1200,2026-02-01,2026-01-31\n")
                                         << "end_before_start";
    QTest::newRow("risks") << QByteArray(
        "account_id,date,author,status\nA,2026-10-05,Ann,lost\nA,2026-10-05,Ann,monitor\n")
                           << "duplicate_key";
}

void TestMoreEntities::wanting()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, code);
    SourceFixture f;
    const auto report = f.import({f.write(std::string("crm.") + QTest::currentDataTag() + ".csv", csv.toStdString())});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList{code});
    const QString says = f.rows("SELECT sentence(message, message_values) FROM quarantine").front();
    QCOMPARE(says.endsWith(QStringLiteral("2026-10-04 lies before the start, 2026-10-05.")),
        QLatin1String(QTest::currentDataTag()) == QLatin1String("escalations"));
}

void TestMoreEntities::bareAccounts()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.plans.csv", "plan_id,account_id,objective\nP1,A,Adopt\n"),
                         f.write("crm.risks.csv", "account_id,date,status\nB,2026-10-05,lost\n")})
                .ok());
    QCOMPARE(f.rows("SELECT account_id, bare FROM accounts"), QStringList({"A|1", "B|1"}));
}

QTEST_GUILESS_MAIN(TestMoreEntities)
#include "tst_more_entities.moc"
