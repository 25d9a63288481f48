#include "core/sources/sources_store.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Importing canonical files: what is stored, counted, repeated, refused (CONTRACT section 1).
class TestImport : public QObject {
    Q_OBJECT

private slots:
    void everyEntity_data();
    void everyEntity();
    void annualValue_data();
    void annualValue();
    void quarantineReasons_data();
    void quarantineReasons();
    void repeatedKeys();
    void filesThatDisagree();
    void sameFileOfALaterDayConfirms();
    void sameFileIsSkipped();
    void sameRowsAreUnchanged();
    void missingColumnsKeepTheirValue();
    void unknownColumnsAndEnumsAreKept();
    void bareAccounts();
    void orderOfFilesDoesNotMatter();
    void directoryPassesOverWhatItDoesNotKnow();
    void strictChangesNothing();
    void hookFailureChangesNothing();
    void cancelChangesNothing();
    void sourceKinds();
};

void TestImport::everyEntity_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *entity, const char *csv, const char *query, const char *stored) {
        QTest::newRow(entity) << entity << csv << query << stored;
    };
    row("accounts",
        "account_id,name,domain,parent_account_id,crm_account_id,owner,owner_email,segment,region,country,city,"
        "industry,"
        "language,lifecycle_stage,status,arr,currency,contract_start_date,renewal_date,created_date,employees,health,"
        "health_score\n0805,Acme,acme.com,P,C,Ann,a@x.y,SMB,EMEA,DE,Bonn,Retail,de,Adoption,Active,1200.50,eur,"
        "2025-01-01,2026-12-31,2024-05-06,42,green,81.5\n",
        "SELECT account_id, status, arr_minor, arr, currency, renewal_date, employees, health_score, bare, line"
        " FROM accounts",
        "0805|active|120050|1200.5|EUR|2026-12-31|42|81.5|0|2");
    row("subscriptions",
        "subscription_id,account_id,product,start_date,end_date,cancelled_date,notice_date,created_date,mrr,currency,"
        "quantity,auto_renew,status,parent_subscription_id\nS1,A,Core,2025-01-01,2025-12-31,,,,100.10,,5,TRUE,live,\n",
        "SELECT annual_minor, annual, currency, auto_renew, cancelled_date FROM subscriptions",
        "120120|1201.2|USD|1|-");
    row("arr_history", "account_id,month,arr,currency\nA,2026-01,500,JPY\n",
        "SELECT account_id, month, arr_minor, arr, currency FROM arr_history", "A|2026-01|500|500.0|JPY");
    row("opportunities",
        "opportunity_id,account_id,subscription_id,type,stage,amount,currency,created_date,close_date,renewal_date,"
        "forecast_category,probability,is_closed,is_won,owner\nO,A,S,Renewal,Won,-10.5,USD,2026-01-01,2026-02-01,"
        "2026-03-01,COMMIT,0.9,true,false,Bo\n",
        "SELECT type, amount_minor, forecast_category, probability, is_closed, is_won FROM opportunities",
        "renewal|-1050|commit|0.9|1|0");
    row("forecasts", "period,account_id,date,author,amount,category\n2026Q4,A,2026-10-01,ann,12.00,commit\n",
        "SELECT period, amount_minor, currency FROM forecasts", "2026Q4|1200|USD");
    row("contacts",
        "contact_id,account_id,name,email,title,role,is_champion,is_exec_sponsor,last_contacted\n"
        "C,A,Zo\xC3\xAB,z@x.y,CTO,user,yes,0,2026-01-02\n",
        "SELECT name, is_champion, is_exec_sponsor, last_contacted FROM contacts", "Zo\xC3\xAB|1|0|2026-01-02");
    row("activities", "activity_id,account_id,date,type,owner,outcome\nX,A,2026-01-02,QBR,Ann,done\n",
        "SELECT date, type, outcome FROM activities", "2026-01-02|qbr|done");
    row("tickets",
        "ticket_id,account_id,created_at,solved_at,priority,status,is_escalated,csat,first_reply_minutes\n"
        "T,A,2026-01-01T23:30:00-05:00,2026-01-03 10:00:00,HIGH,solved,false,5,12.5\n",
        "SELECT created_at, solved_at, priority, csat, first_reply_minutes FROM tickets",
        "2026-01-02T04:30:00Z|2026-01-03T10:00:00Z|high|5.0|12.5");
    row("surveys", "response_id,account_id,date,kind,score,respondent\nR,A,2026-01-01T01:00:00+02:00,NPS,9,z@x.y\n",
        "SELECT date, kind, score FROM surveys", "2025-12-31|nps|9.0");
    row("health_scores", "account_id,date,model,score,colour\nA,2026-01-01,,77.5,Green\n",
        "SELECT model, score, colour FROM health_scores", "|77.5|green");
    row("milestones", "account_id,milestone,due_date,completed_date,owner\nA,Kick-off,2026-01-01,,Ann\n",
        "SELECT milestone, due_date, completed_date FROM milestones", "Kick-off|2026-01-01|-");
    row("lifecycle", "account_id,stage,entered_date\nA,Onboarding,2026-01-01\n",
        "SELECT stage, entered_date FROM lifecycle", "Onboarding|2026-01-01");
    row("actions",
        "action_id,account_id,trigger,title,owner,opened_date,due_date,closed_date,status,outcome\n"
        "K,A,red,Call,Ann,2026-01-01,2026-01-08,,open,\n",
        "SELECT \"trigger\", opened_date, status FROM actions", "red|2026-01-01|open");
    row("invoices",
        "invoice_id,account_id,issued_date,due_date,paid_date,amount,currency,status\n"
        "I,A,2026-01-01,2026-01-31,,99.999,KWD,open\n",
        "SELECT amount_minor, amount, currency FROM invoices", "99999|99.999|KWD");
    row("csms",
        "csm_id,name,email,team,region,languages,segments,start_date,end_date,fte,annual_cost,currency,manager\n"
        "M,Ann,a@x.y,T,EMEA,de;en,SMB;Mid,2025-01-01,,0.8,90000,EUR,Bo\n",
        "SELECT languages, segments, fte, annual_cost_minor FROM csms", "de;en|SMB;Mid|0.8|9000000");
    row("assignments", "account_id,csm_id,start_date,end_date,role\nA,M,2026-01-01,,lead\n",
        "SELECT csm_id, start_date, role FROM assignments", "M|2026-01-01|lead");
    row("leave", "csm_id,start_date,end_date\nM,2026-01-01,2026-01-31\n", "SELECT start_date, end_date FROM leave",
        "2026-01-01|2026-01-31");
    row("targets", "period,metric,group,value\n2026Q4,nrr,,1.1\n",
        "SELECT period, metric, \"group\", value FROM targets", "2026Q4|nrr||1.1");
    row("fx_rates", "currency,date,rate\nEUR,2026-01-01,1.0850\n", "SELECT currency, rate FROM fx_rates", "EUR|1.0850");
}

void TestImport::everyEntity()
{
    QFETCH(QString, entity);
    QFETCH(QString, csv);
    SourceFixture f;
    const auto file = f.write("crm." + entity.toStdString() + ".csv", csv.toStdString());
    const auto report = f.import({file});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QCOMPARE(QString::fromStdString(report->batches.at(0).source), QStringLiteral("crm"));
    QCOMPARE(QString::fromStdString(report->batches.at(0).entity), entity);
    QFETCH(QString, query);
    QTEST(f.rows(query.toStdString()).join(QLatin1Char('/')), "stored");
}

void TestImport::annualValue_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("values");
    QTest::addColumn<qint64>("minor");
    QTest::newRow("arr wins") << "arr,mrr,currency"
                              << "100.00,99,USD" << qint64{10000};
    QTest::newRow("mrr when arr is empty") << "arr,mrr,currency"
                                           << ",99,USD" << qint64{118800};
    QTest::newRow("quarterly amount") << "amount,billing_period_months,currency"
                                      << "10,3,USD" << qint64{4000};
    QTest::newRow("half to even, down") << "amount,billing_period_months,currency"
                                        << "0.21,8,USD" << qint64{32};
    QTest::newRow("thirds") << "amount,billing_period_months,currency"
                            << "100,36,USD" << qint64{3333};
    QTest::newRow("yen has no decimals") << "mrr,currency"
                                         << "100.5,JPY" << qint64{1206};
    QTest::newRow("dinar has three") << "arr,currency"
                                     << "1.0005,KWD" << qint64{1000};
    QTest::newRow("zero is a value") << "arr,mrr,currency"
                                     << "0,99,USD" << qint64{0};
    QTest::newRow("base currency") << "arr,product"
                                   << "12.34,x" << qint64{1234};
    QTest::newRow("large") << "arr,currency"
                           << "90071992547409.93,USD" << qint64{9007199254740993};
}

void TestImport::annualValue()
{
    QFETCH(QString, columns);
    QFETCH(QString, values);
    SourceFixture f;
    const QString csv = QStringLiteral("subscription_id,account_id,start_date,%1\nS,A,2026-01-01,%2\n");
    const auto report = f.import({f.write("b.subscriptions.csv", csv.arg(columns, values).toStdString())});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    const auto stored = f.rows("SELECT annual_minor FROM subscriptions");
    QCOMPARE(stored.size(), 1);
    QTEST(stored.at(0).toLongLong(), "minor");
}

void TestImport::quarantineReasons_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("quarantined"); // line|column|code
    const auto row = [](const char *name, const char *entity, const char *csv, const char *quarantined) {
        QTest::newRow(name) << entity << csv << quarantined;
    };
    row("missing name", "accounts", "account_id,name\nA,Acme\nB,\n", "3|name|missing_required");
    row("missing key", "accounts", "account_id,name\n ,Acme\n", "2|account_id|missing_required");
    row("no such day", "accounts", "account_id,name,renewal_date\nA,Acme,2026-02-30\n", "2|renewal_date|bad_date");
    row("words for a date", "accounts", "account_id,name,renewal_date\nA,Acme,soon\n", "2|renewal_date|bad_date");
    row("open order", "accounts", "account_id,name,renewal_date\nA,Acme,03/04/2026\n", "2|renewal_date|ambiguous_date");
    row("id that a spreadsheet rounded", "accounts", "account_id,name\n4E12,Acme\n4.68769E+17,Bolt\n",
        "3|account_id|damaged_id");
    row("bad month", "arr_history", "account_id,month,arr\nA,2026-13,1\n", "2|month|bad_month");
    row("negative arr", "arr_history", "account_id,month,arr\nA,2026-12,-1\n", "2|arr|negative_value");
    row("negative account arr", "accounts", "account_id,name,arr\nA,Acme,(5.00)\n", "2|arr|negative_value");
    row("negative mrr", "subscriptions", "subscription_id,account_id,start_date,mrr\nS,A,2026-01-01,-1\n",
        "2|mrr|negative_value");
    row("no such currency", "accounts", "account_id,name,arr,currency\nA,Acme,1,EURO\n", "2|currency|unknown_currency");
    row("end before start", "subscriptions",
        "subscription_id,account_id,start_date,end_date,arr\nS,A,2026-01-02,2026-01-01,1\n",
        "2|end_date|end_before_start");
    row("leave ends before it starts", "leave", "csm_id,start_date,end_date\nM,2026-01-02,2026-01-01\n",
        "2|end_date|end_before_start");
    row("no value", "subscriptions", "subscription_id,account_id,start_date,arr\nS,A,2026-01-02,\n",
        "2|arr|missing_required");
    row("amount without period", "subscriptions", "subscription_id,account_id,start_date,amount\nS,A,2026-01-02,5\n",
        "2|billing_period_months|missing_required");
    row("period of no month", "subscriptions",
        "subscription_id,account_id,start_date,amount,billing_period_months\nS,A,2026-01-02,5,0\n",
        "2|billing_period_months|bad_number");
    row("no number", "surveys", "response_id,account_id,date,kind,score\nR,A,2026-01-01,nps,ten\n",
        "2|score|bad_number");
    row("no boolean", "contacts", "contact_id,account_id,is_champion\nC,A,perhaps\n", "2|is_champion|bad_boolean");
    row("too many digits", "accounts", "account_id,name,arr\nA,Acme,1234567890123456789\n", "2|arr|overflow");
    row("too large", "subscriptions", "subscription_id,account_id,start_date,mrr\nS,A,2026-01-01,99999999999999999\n",
        "2|mrr|overflow");
    row("short of a required value", "accounts", "account_id,owner,name\nA,Ann\nB,,Bolt\n", "2||ragged_row");
    row("a single field is no row", "surveys", "response_id,account_id,date,kind,score\nR\nR1,A,2026-01-01,nps,9\n",
        "2||ragged_row");
    row("cut off at the end of the file", "accounts", "account_id,name,owner\nB,Bolt,Ann\nA,Ac", "3||ragged_row");
    row("ragged, long", "accounts", "account_id,name\nA,Acme,x\n", "2||ragged_row");
    row("bad encoding", "accounts", "account_id,name\nA,\xC3\xA9t\xC3\xA9\nB,Caf\xE9\n", "3||bad_encoding");
    row("rate of zero", "fx_rates", "currency,date,rate\nEUR,2026-01-01,0\n", "2|rate|bad_number");
    row("currency without a code", "fx_rates", "currency,date,rate\nXXQ,2026-01-01,1\n", "2|currency|unknown_currency");
    row("after a quoted line end", "accounts", "account_id,name\nA,\"Ac\nme\"\nB,\n", "4|name|missing_required");
}

void TestImport::quarantineReasons()
{
    QFETCH(QString, entity);
    QFETCH(QString, csv);
    SourceFixture f;
    const auto latin =
        csv.contains(QChar(0xFFFD)) ? QByteArray("account_id,name\nA,\xC3\xA9t\xC3\xA9\nB,Caf\xE9\n") : csv.toUtf8();
    const auto report = f.import({f.write("crm." + entity.toStdString() + ".csv", latin.toStdString())});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(report->batches.at(0).quarantined, 1);
    QTEST(f.rows("SELECT line, \"column\", code FROM quarantine").join(QLatin1Char('/')), "quarantined");
    const auto message = f.rows("SELECT sentence(message, message_values) FROM quarantine").join(QString());
    QVERIFY2(message.startsWith(QStringLiteral("crm.%1.csv line ").arg(entity)), qPrintable(message));
    const auto held =
        quarantinedRows(*f.workspace, f.rows("SELECT code FROM quarantine").at(0).toStdString(), entity.toStdString());
    QCOMPARE(QString::fromStdString(held.at(0).message.english()), message);
    QCOMPARE(held.at(0).message.words().context, "Quarantine");
    const auto detail = std::get<Sentences>(held.at(0).message.values().back()).all();
    QCOMPARE(detail.front().words().context, "Quarantine"); // words of ours, and the value beside them
}

void TestImport::repeatedKeys()
{
    SourceFixture f;
    const auto report = f.import({f.write("crm.accounts.csv", "account_id,name\nA,Acme\nB,Bolt\nA,Acme\nB,Bold\n")});
    QVERIFY(report.ok());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("4/2/1/1/0"));
    QCOMPARE(f.rows("SELECT name FROM accounts ORDER BY 1"), QStringList({"Acme", "Bolt"}));
    QCOMPARE(f.rows("SELECT line, code, sentence(message, message_values), record FROM quarantine").join(QString()),
        QStringLiteral(
            "5|duplicate_key|crm.accounts.csv line 5, column account_id: \"B\" stands on line 3 already, with "
            "other values.|B,Bold"));
}

void TestImport::filesThatDisagree()
{
    SourceFixture f;
    f.write("crm.accounts.1.csv", "account_id,name\nA,Acme\nB,Bolt\n");
    f.write("crm.accounts.2.csv", "account_id,name\nA,Other\nB,Bolt\nC,Core\n");
    const auto report = f.import({f.folder.path().toStdString()});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/2/0/0/0"));
    QCOMPARE(counts(report->batches.at(1)), QStringLiteral("3/1/1/1/0"));
    QCOMPARE(f.rows("SELECT account_id, name FROM accounts ORDER BY 1"), QStringList({"A|Acme", "B|Bolt", "C|Core"}));
    QVERIFY(f.rows("SELECT code || sentence(message, message_values) FROM quarantine")
                .join(QString())
                .contains(QStringLiteral("stands in crm.accounts.1.csv line 2 with other values")));
}

void TestImport::sameFileOfALaterDayConfirms()
{
    SourceFixture f;
    const auto file = f.write("crm.accounts.csv", "account_id,name,arr\nA,Acme,100\n");
    const auto on = [&](const char *day) {
        ImportOptions options;
        options.asOf = qd::Date::fromIso(day);
        return f.import({file}, options);
    };
    QVERIFY(on("2026-09-30").ok());
    QCOMPARE(counts(on("2026-10-31")->batches.at(0)), QStringLiteral("1/0/0/0/1"));
    QCOMPARE(
        f.rows("SELECT max(as_of) FROM import_batch"), QStringList{"2026-10-31"}); // the source is as fresh as that
    QCOMPARE(f.rows("SELECT count(*) FROM record_history WHERE field = 'arr'"), QStringList{"1"});
    QVERIFY(on("2026-10-31").ok());
    QVERIFY(on("2026-08-31").ok()); // neither the same day again nor an earlier one says anything new
    QCOMPARE(f.rows("SELECT count(*), max(as_of) FROM import_batch"), QStringList{"2|2026-10-31"});
}

void TestImport::sameFileIsSkipped()
{
    SourceFixture f;
    const auto file = f.write("crm.accounts.csv", "account_id,name\nA,Acme\nB,\n");
    QVERIFY(f.import({file}).ok());
    const auto again = f.import({file});
    QVERIFY(again.ok());
    QCOMPARE(counts(again->batches.at(0)), QStringLiteral("2/0/0/0/2"));
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"1"});
    QCOMPARE(f.rows("SELECT count(*) FROM quarantine"), QStringList{"1"});
    ImportOptions force;
    force.force = true;
    const auto forced = f.import({file}, force);
    QVERIFY(forced.ok());
    QCOMPARE(counts(forced->batches.at(0)), QStringLiteral("2/0/1/1/0"));
    ImportOptions other;
    other.hints.source = "erp";
    QCOMPARE(counts(f.import({file}, other)->batches.at(0)), QStringLiteral("2/1/0/1/0"));
}

void TestImport::sameRowsAreUnchanged()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv", "account_id,name,arr\nA,Acme,1\nB,Bolt,2\n")}).ok());
    const auto second =
        f.import({f.write("crm.accounts.b.csv", "account_id,name,arr\nA,Acme,1.00\nB,Bolt,3\nC,Core,4\n")});
    QVERIFY(second.ok());
    QCOMPARE(counts(second->batches.at(0)), QStringLiteral("3/2/1/0/0"));
    QCOMPARE(f.rows("SELECT account_id, arr_minor, batch_id, line FROM accounts ORDER BY 1"),
        QStringList({"A|100|1|2", "B|300|2|3", "C|400|2|4"}));
}

void TestImport::missingColumnsKeepTheirValue()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv",
                         "account_id,name,owner,arr,currency,note\nA,Acme,Ann,10,EUR,hi\nB,Bolt,Bo,20,EUR,\n")})
                .ok());
    const auto second = f.import({f.write("crm.accounts.owner.csv", "account_id,name,owner\nA,Acme,\nB,Bolt,Bo\n")});
    QVERIFY(second.ok());
    QCOMPARE(counts(second->batches.at(0)), QStringLiteral("2/1/1/0/0"));
    QCOMPARE(f.rows("SELECT account_id, owner, arr_minor, currency, extra FROM accounts ORDER BY 1"),
        QStringList({"A|-|1000|EUR|{\"note\":\"hi\"}", "B|Bo|2000|EUR|-"}));
    // An amount comes with its currency: where the file names none, it is the base currency, not the old one.
    QVERIFY(f.import({f.write("crm.accounts.arr.csv", "account_id,name,arr\nA,Acme,11\n")}).ok());
    QCOMPARE(f.rows("SELECT arr_minor, currency FROM accounts WHERE account_id = 'A'"), QStringList{"1100|USD"});
}

void TestImport::unknownColumnsAndEnumsAreKept()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv",
                         "account_id,name,status,Tier,Empty\nA,Acme,On Hold,Gold \"1\",\nB,Bolt,CHURNED,,\n")})
                .ok());
    QCOMPARE(f.rows("SELECT status, extra FROM accounts ORDER BY account_id"),
        QStringList({"On Hold|{\"Tier\":\"Gold \\\"1\\\"\"}", "churned|-"}));
}

void TestImport::bareAccounts()
{
    SourceFixture f;
    const auto subscriptions = f.write("billing.subscriptions.csv",
        "subscription_id,account_id,start_date,arr\nS1,A,2026-01-01,1\nS2,B,2026-01-01,1\nS3,B,2026-01-01,1\n");
    QVERIFY(f.import({subscriptions}).ok());
    QCOMPARE(f.rows("SELECT source, account_id, name, bare, line FROM accounts ORDER BY 2"),
        QStringList({"billing|A|A|1|2", "billing|B|B|1|3"}));
    QCOMPARE(f.rows("SELECT count(*) FROM record_history"), QStringList{"0"});
    // The real record takes the bare one's place, however old it is.
    ImportOptions old;
    old.asOf = Date::fromIso("2020-01-01");
    const auto report = f.import({f.write("billing.accounts.csv", "account_id,name\nA,Acme\n")}, old);
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QCOMPARE(f.rows("SELECT account_id, name, bare FROM accounts ORDER BY 1"), QStringList({"A|Acme|0", "B|B|1"}));
}

void TestImport::orderOfFilesDoesNotMatter()
{
    const std::string accounts = "account_id,name\nA,Acme\n";
    const std::string subscriptions =
        "subscription_id,account_id,start_date,arr\nS1,A,2026-01-01,1\nS2,B,2026-01-01,1\n";
    QStringList results;
    for (const bool accountsFirst : {true, false}) {
        SourceFixture f;
        const auto a = f.write("b.accounts.csv", accounts);
        const auto s = f.write("b.subscriptions.csv", subscriptions);
        QVERIFY(f.import(accountsFirst ? std::vector{a, s} : std::vector{s, a}).ok());
        results << f.rows("SELECT account_id, name, bare FROM accounts ORDER BY 1").join(QLatin1Char('/'));
    }
    QCOMPARE(results.at(0), QStringLiteral("A|Acme|0/B|B|1"));
    QCOMPARE(results.at(1), results.at(0));
}

void TestImport::directoryPassesOverWhatItDoesNotKnow()
{
    SourceFixture f;
    f.write("CRM.Accounts.2026-10.CSV", "account_id,name\nA,Acme\n");
    f.write("truth.json", "{}");
    f.write("notes.csv", "x,y\n1,2\n");
    f.write("photo.csv", std::string("\x89PNG\0\0\0", 7));
    const auto report = f.import({f.folder.path().toStdString()});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(report->batches.size(), std::size_t{1});
    QCOMPARE(report->batches.at(0).source, std::string("crm"));
    QStringList unknown;
    for (const auto &name : report->unknownFiles)
        unknown << QString::fromStdString(name.english());
    QVERIFY(unknown.join(QLatin1Char(' ')).contains(QStringLiteral("truth.json")));
    QVERIFY(unknown.join(QLatin1Char(' ')).contains(QStringLiteral("notes.csv")));
    QVERIFY(unknown.join(QLatin1Char(' ')).contains(QStringLiteral("photo.csv")));
    // A folder without anything known says which files it passed over, and why.
    SourceFixture other;
    other.write("truth.json", "{}");
    other.write("notes.csv", "x,y\n1,2\n");
    const std::string sentence = other.import({other.folder.path().toStdString()}).error().message.english();
    QVERIFY2(sentence.find("truth.json is no table") != std::string::npos, sentence.c_str());
    QVERIFY2(sentence.find("notes.csv") != std::string::npos, sentence.c_str());
    // By its own name the same file is an error.
    const auto named = f.import({f.path("notes.csv")});
    QVERIFY(!named.ok());
    QCOMPARE(named.error().code, ErrorCode::NotRecognised);
}

void TestImport::strictChangesNothing()
{
    SourceFixture f;
    ImportOptions strict;
    strict.strict = true;
    const auto good = f.write("crm.accounts.csv", "account_id,name\nA,Acme\n");
    const auto bad = f.write("crm.contacts.csv", "contact_id,account_id,last_contacted\nC,A,soon\n");
    const auto report = f.import({good, bad}, strict);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, ErrorCode::BadData);
    QVERIFY(
        QString::fromStdString(report.error().message.english()).contains(QStringLiteral("crm.contacts.csv line 2")));
    for (const char *table : {"accounts", "contacts", "import_batch", "quarantine", "source"})
        QCOMPARE(f.rows(std::string("SELECT count(*) FROM ") + table), QStringList{"0"});
    QVERIFY(f.import({good}, strict).ok());
}

void TestImport::hookFailureChangesNothing()
{
    SourceFixture f;
    ImportOptions options;
    int seen = 0;
    options.beforeCommit = [&seen](store::Workspace &workspace) -> Result<void> {
        seen = workspace.db().execAndGet("SELECT count(*) FROM accounts").getInt();
        return Error{ErrorCode::Internal, Message::data("no")};
    };
    QVERIFY(!f.import({f.write("crm.accounts.csv", "account_id,name\nA,Acme\n")}, options).ok());
    QCOMPARE(seen, 1);
    QCOMPARE(f.rows("SELECT count(*) FROM accounts"), QStringList{"0"});
}

void TestImport::cancelChangesNothing()
{
    SourceFixture f;
    ImportOptions options;
    options.beforeCommit = [&f](store::Workspace &) {
        f.progress.cancel();
        return Result<void>();
    };
    const auto report = f.import({f.write("crm.accounts.csv", "account_id,name\nA,Acme\n")}, options);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"0"});
}

void TestImport::sourceKinds()
{
    SourceFixture f;
    const auto file = [&f](const std::string &name) { return f.write(name, "account_id,name\nA,Acme\n"); };
    QVERIFY(f.import({file("crm.accounts.csv"), file("erp.accounts.csv")}).ok());
    ImportOptions options;
    options.hints.kind = "cs_platform";
    QVERIFY(f.import({file("planhat.accounts.csv"), file("billing.accounts.csv")}, options).ok());
    QCOMPARE(f.rows("SELECT name, kind FROM source ORDER BY 1"),
        QStringList({"billing|billing", "crm|crm", "erp|other", "planhat|cs_platform"}));
    options.hints.kind = "toys";
    QCOMPARE(f.import({file("x.accounts.csv")}, options).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
