#include "core/sources/preview.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Profiles: which export a file is told to be, and what its columns become.
class TestProfiles : public QObject {
    Q_OBJECT

private slots:
    void shipped_data();
    void shipped();
    void canonicalByHeaders();
    void rosterHeadersInEitherNumber_data();
    void rosterHeadersInEitherNumber();
    void fewKnownHeadersAreNotEnough();
    void bannerAndFooter();
    void deletedRowsAreSkipped();
    void trialsCountZero();
    void ownProfile();
    void faultyProfiles_data();
    void faultyProfiles();
    void hints_data();
    void hints();
    void ownProfileFiles_data();
    void ownProfileFiles();
    void preview();
    void previewAsksForDateOrder();
};

void TestProfiles::shipped_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *profile, const char *csv, const char *query, const char *stored) {
        QTest::newRow(name) << profile << QByteArray(csv) << query << stored;
    };
    row("Salesforce accounts by API name", "salesforce-account crm",
        "Id,Name,Website,ParentId,OwnerId,BillingCountry,Type,NumberOfEmployees,CreatedDate,IsDeleted\n"
        "0015500000XyyAB,Acme,https://www.acme.com/about,,00550000001abcd,DE,Customer - Direct,42,"
        "2024-05-06T23:30:00.000-0500,false\n",
        "SELECT account_id, name, domain, country, status, employees, created_date FROM accounts",
        "0015500000XyyABAAZ|Acme|acme.com|DE|active|42|2024-05-07");
    row("Salesforce accounts as a report", "salesforce-account crm",
        "\"Account ID\",\"Account Name\",\"Account Owner\",\"Customer Segment\",\"ARR\",\"ARR Currency\",\"Renewal "
        "Date\"\n"
        "\"0015500000XyyAB\",\"Acme\",\"Ann\",\"SMB\",\"1,200.50\",\"EUR\",\"12/31/2026\"\n",
        "SELECT account_id, owner, segment, arr_minor, currency, renewal_date FROM accounts",
        "0015500000XyyABAAZ|Ann|SMB|120050|EUR|2026-12-31");
    row("Salesforce opportunities", "salesforce-opportunity crm",
        "Id,AccountId,Name,Type,StageName,Amount,CurrencyIsoCode,Probability,ForecastCategoryName,CreatedDate,"
        "CloseDate,"
        "IsClosed,IsWon\n006000000000001,0015500000XyyABAAZ,Deal,Existing Customer - Upgrade,Closed Won,10,USD,75,Best "
        "Case,2026-01-01T00:00:00.000Z,2026-02-01,true,true\n",
        "SELECT opportunity_id, account_id, type, amount_minor, forecast_category, probability, is_won FROM "
        "opportunities",
        "006000000000001AAA|0015500000XyyABAAZ|expansion|1000|best_case|0.75|1");
    row("Salesforce contacts", "salesforce-contact crm",
        "Id,AccountId,Name,Email,Title,LastActivityDate\n003000000000001,0015500000XyyABAAZ,Zoe,z@x.y,CTO,2026-01-02\n",
        "SELECT contact_id, email, last_contacted FROM contacts", "003000000000001AAA|z@x.y|2026-01-02");
    row("Stripe customers", "stripe-customers billing",
        "id,object,name,email,description,created,currency,address_city,address_country,delinquent,livemode,"
        "metadata[crm_account_id]\ncus_1,customer,Acme,pay@acme.com,,1767225600,,Bonn,DE,false,true,"
        "0015500000XyyABAAZ\n",
        "SELECT account_id, name, domain, crm_account_id, created_date FROM accounts",
        "cus_1|Acme|acme.com|0015500000XyyABAAZ|2026-01-01");
    row("Stripe subscriptions", "stripe-subscriptions billing",
        "id,customer,status,created,start_date,current_period_end,cancel_at,canceled_at,ended_at,cancel_at_period_end,"
        "currency,plan_nickname,plan_amount,plan_interval,plan_interval_count,quantity\n"
        "sub_1,cus_1,canceled,1767225600,2026-01-01T10:00:00Z,2026-03-01T00:00:00Z,,2026-01-15T00:00:00Z,"
        "2026-02-01T00:00:00Z,true,usd,Core,1999,month,2,3\n",
        "SELECT subscription_id, account_id, product, start_date, end_date, cancelled_date, notice_date, created_date,"
        " annual_minor, amount, billing_period_months, currency, auto_renew FROM subscriptions",
        "sub_1|cus_1|Core|2026-01-01|2026-02-28|2026-02-01|2026-01-15|2026-01-01|35982|59.97|2|USD|0");
    row("Zendesk organizations", "zendesk-organizations support",
        "id,name,domain_names,external_id,created_at,shared_tickets\n37,Acme,acme.com other.com,0015500000XyyABAAZ,"
        "2026-01-01T00:00:00Z,false\n",
        "SELECT account_id, domain, crm_account_id FROM accounts", "37|acme.com|0015500000XyyABAAZ");
    row("Zendesk tickets", "zendesk-tickets support",
        "id,organization_id,subject,type,priority,status,created_at,updated_at,solved_at,reply_time_in_minutes,"
        "satisfaction_score,tags\n7,37,Help,problem,Urgent,solved,2026-01-01T01:00:00Z,,2026-01-02T01:00:00Z,15,good,"
        "vip escalated\n",
        "SELECT ticket_id, account_id, created_at, solved_at, priority, is_escalated, csat, first_reply_minutes FROM "
        "tickets",
        "7|37|2026-01-01T01:00:00Z|2026-01-02T01:00:00Z|urgent|1|5.0|15.0");
    row("Gainsight companies", "gainsight-company cs_platform",
        "GSID,Name,SFDC Account Id,CSM,Customer Lifecycle Stage,ARR,Currency ISO Code,Renewal Date,Current "
        "Score,Current "
        "Score Label\n1P02,Acme,0015500000XyyABAAZ,Ann,Adoption,1200,USD,2026-12-31,77,Green\n",
        "SELECT account_id, crm_account_id, owner, lifecycle_stage, arr_minor, health, health_score FROM accounts",
        "1P02|0015500000XyyABAAZ|Ann|Adoption|120000|Green|77.0");
    row("Pendo usage", "pendo-usage usage",
        "date,accountId,feature,visitors,licensedUsers,numEvents,numMinutes\n2026-01-01,A,reports,3,10,50,12\n",
        "SELECT account_id, date, feature, active_users, licensed_users, events, minutes FROM usage",
        "A|2026-01-01|reports|3|10|50|12");
    row("Amplitude usage", "amplitude-usage usage",
        "date,gp:account_id,event_type,uniques,totals\n2026-01-01,A,Open report,3,50\n",
        "SELECT account_id, feature, active_users, events FROM usage", "A|Open report|3|50");
    row("Delighted", "delighted-nps survey",
        "Response ID,Survey Type,Score,Comment,Person Name,Person Email,Account ID,Responded At\n"
        "R1,NPS,9,\"Good, thanks\",Zoe,z@x.y,A,2026-01-01 10:00:00 UTC\n",
        "SELECT response_id, kind, score, respondent, date FROM surveys", "R1|nps|9.0|z@x.y|2026-01-01");
}

void TestProfiles::shipped()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, csv);
    QFETCH(QString, query);
    SourceFixture f;
    const auto report = f.import({f.write("export.csv", csv.toStdString())});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    const auto kind = f.rows("SELECT kind FROM source").at(0);
    QCOMPARE(QString::fromStdString(report->batches.at(0).profile) + QLatin1Char(' ') + kind, profile);
    QVERIFY2(report->batches.at(0).quarantined == 0,
        qPrintable(f.rows("SELECT sentence(message, message_values) FROM quarantine").join(QString())));
    QTEST(f.rows(query.toStdString()).join(QLatin1Char('/')), "stored");
}

void TestProfiles::canonicalByHeaders()
{
    SourceFixture f;
    ImportOptions options;
    options.hints.source = "erp";
    for (const store::Entity &entity : store::entities()) {
        std::string headers;
        for (const store::Column &column : entity.columns)
            headers += (headers.empty() ? "" : ",") + std::string(column.name);
        const auto preview = previewFile(f.write("some.csv", headers + "\n"), options, Currency(), 5, f.progress);
        QVERIFY2(preview.ok(), preview.ok() ? "" : preview.error().message.english().c_str());
        QCOMPARE(preview->entity, std::string(entity.name));
        QCOMPARE(preview->profile, std::string("canonical"));
        QCOMPARE(preview->confidence, 1.0);
    }
}

/// A region that is passed over would let a CSM serve all regions.
void TestProfiles::rosterHeadersInEitherNumber_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("stored");
    QTest::newRow("as the contract has them")
        << QByteArray("csm_id,name,region,languages,segments\nc1,Ann,EMEA,de;en,SMB\n") << "EMEA|de;en|SMB|-";
    QTest::newRow("the other number") << QByteArray("csm_id,name,Regions,language,segment\nc1,Ann,EMEA;APAC,de,SMB\n")
                                      << "EMEA;APAC|de|SMB|-";
    QTest::newRow("both: the contract's wins")
        << QByteArray("csm_id,name,regions,region\nc1,Ann,EMEA;APAC,AMER\n") << "AMER|-|-|-";
}

void TestProfiles::rosterHeadersInEitherNumber()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, stored);
    SourceFixture data;
    const auto report = data.import({data.write("people.csms.csv", csv.toStdString())});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(data.rows("SELECT region, languages, segments, extra FROM csms"), QStringList{stored});
}

void TestProfiles::fewKnownHeadersAreNotEnough()
{
    SourceFixture f;
    const std::string csv = "account_id,name,order,total,shipped,carrier\nA,x,1,2,3,4\n";
    QCOMPARE(f.import({f.write("orders.csv", csv)}).error().code, ErrorCode::NotRecognised);
    QVERIFY(f.import({f.write("crm.accounts.csv", csv)}).ok());
    QVERIFY(f.rows("SELECT extra FROM accounts").at(0).contains(QStringLiteral("carrier")));
}

void TestProfiles::bannerAndFooter()
{
    SourceFixture f;
    const auto report = f.import({f.write("report.csv",
        "Accounts by owner\n\"As of 2026-10-31, all divisions\"\n\n\"Account ID\",\"Account Name\",\"Account "
        "Owner\"\n0015500000XyyAB,Acme,Ann\n\"Account ID\",\"Account Name\",\"Account "
        "Owner\"\n001000000000001,Bolt,Bo\n\"Grand Totals (2 records)\"\n\nConfidential Information - Do Not "
        "Distribute\nCopyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n")});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("6/2/0/0/4"));
    QCOMPARE(f.rows("SELECT name, line FROM accounts ORDER BY 1"), QStringList({"Acme|5", "Bolt|7"}));
}

void TestProfiles::deletedRowsAreSkipped()
{
    SourceFixture f;
    const auto report = f.import(
        {f.write("a.csv", "Id,Name,OwnerId,IsDeleted\n0015500000XyyAB,Acme,x,false\n001000000000001,Gone,x,TRUE\n")});
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/1/0/0/1"));
}

void TestProfiles::trialsCountZero()
{
    SourceFixture f;
    QVERIFY(
        f.import(
             {f.write("s.csv",
                 "id,customer,status,created,currency,plan_amount,plan_interval,quantity\n"
                 "sub_1,cus_1,trialing,1767225600,usd,1999,month,1\nsub_2,cus_1,active,1767225600,jpy,500,year,2\n")})
            .ok());
    QCOMPARE(f.rows("SELECT annual_minor FROM subscriptions ORDER BY subscription_id"), QStringList({"0", "1000"}));
}

void TestProfiles::ownProfile()
{
    SourceFixture f;
    ImportOptions options;
    options.hints.profile = f.write("mine.json",
        R"({"name": "mine", "source": "Books", "kind": "finance", "entity": "arr_history",
            "require": [["Kunde"]], "columns": {"account_id": "Kunde", "month": ["Monat"], "arr": ["JRR"],
            "currency": {"constant": "EUR"}}})");
    const auto report = f.import({f.write("x.csv", "Kunde;Monat;JRR\nA;2026-01;1.234,50\n")}, options);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(
        f.rows("SELECT source, month, arr_minor, currency FROM arr_history"), QStringList{"books|2026-01|123450|EUR"});
    QCOMPARE(f.rows("SELECT kind FROM source"), QStringList{"finance"});
}

void TestProfiles::faultyProfiles_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << "{"
                             << "line 1, column ";
    QTest::newRow("nested without end") << QString(100000, QLatin1Char('['))
                                        << "column 65: more than 64 brackets are open";
    QTest::newRow("no entity") << R"({"name": "x", "columns": {}})"
                               << "entity";
    QTest::newRow("unknown entity") << R"({"name": "x", "entity": "toys", "columns": {}})"
                                    << "unknown entity \"toys\"";
    QTest::newRow("unknown kind") << R"({"name": "x", "kind": "z", "entity": "leave", "columns": {}})"
                                  << "unknown kind \"z\"";
    QTest::newRow("unknown column") << R"({"name": "x", "entity": "leave", "columns": {"colour": "c"}})"
                                    << "leave has no column \"colour\"";
    QTest::newRow("unknown conversion")
        << R"({"name": "x", "entity": "leave", "columns": {"csm_id": [{"header": "c", "convert": "magic"}]}})"
        << "unknown conversion \"magic\"";
    QTest::newRow("a list") << "[1]"
                            << "the profile must be an object in braces, not [1].";
    QTest::newRow("no name") << R"({"entity": "leave", "columns": {}})"
                             << "the profile lacks the key \"name\"";
    QTest::newRow("no columns") << R"({"name": "x", "entity": "leave"})"
                                << "the profile lacks the key \"columns\"";
    QTest::newRow("name is null") << R"({"name": null, "entity": "leave", "columns": {}})"
                                  << "the profile lacks the key \"name\"";
    QTest::newRow("misspelt key") << R"({"name": "x", "entity": "leave", "colums": {}})"
                                  << "did you mean \"columns\"?";
    QTest::newRow("column is a number") << R"({"name": "x", "entity": "leave", "columns": {"csm_id": 5}})"
                                        << "columns.csm_id must be a header, or an object with one, not 5.";
    QTest::newRow("misspelt from") << R"({"name": "x", "entity": "leave", "columns": {"csm_id": {"form": "c"}}})"
                                   << "columns.csm_id has an unknown key \"form\"";
    QTest::newRow("misspelt header")
        << R"({"name": "x", "entity": "leave", "columns": {"csm_id": ["a", {"heder": "c"}]}})"
        << "columns.csm_id[1] has an unknown key \"heder\"";
    QTest::newRow("values of a number")
        << R"({"name": "x", "entity": "leave", "columns": {"csm_id": {"from": "c", "values": {"a": 1}}}})"
        << "columns.csm_id.values.a must be a text, not 1.";
    QTest::newRow("require is a text") << R"({"name": "x", "entity": "leave", "require": "c", "columns": {}})"
                                       << "require must be a list of groups of headers, not \"c\".";
    QTest::newRow("zero_when without values")
        << R"({"name": "x", "entity": "leave", "columns": {}, "zero_when": {"header": "c"}})"
        << "zero_when lacks the key \"values\"";
}

void TestProfiles::faultyProfiles()
{
    QFETCH(QString, json);
    QFETCH(QString, says);
    const auto profile = profileFromJson(json.toStdString(), "mine.json");
    QVERIFY(!profile.ok());
    const Sentences &why = std::get<Sentences>(profile.error().message.values().back());
    QVERIFY2(*why.all().front().words().context, "a finished sentence, which no language can say");
    const QString message = QString::fromStdString(profile.error().message.english());
    QVERIFY2(message.contains(says) && message.contains(QStringLiteral("mine.json")), qPrintable(message));
}

void TestProfiles::hints_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown entity") << "acounts"
                                    << ""
                                    << "a.csv"
                                    << "did you mean accounts?";
    QTest::newRow("unknown profile") << ""
                                     << "stripe-subscription"
                                     << "a.csv"
                                     << "did you mean \"stripe-subscriptions\"?";
    QTest::newRow("entity does not fit") << "tickets"
                                         << ""
                                         << "a.csv"
                                         << "lacks the columns ticket_id, created_at";
    QTest::newRow("named file does not fit") << ""
                                             << ""
                                             << "crm.tickets.csv"
                                             << "lacks the columns ticket_id, created_at";
}

void TestProfiles::hints()
{
    QFETCH(QString, entity);
    QFETCH(QString, profile);
    QFETCH(QString, file);
    QFETCH(QString, says);
    SourceFixture f;
    ImportOptions options;
    options.hints.entity = entity.toStdString();
    options.hints.profile = profile.toStdString();
    const auto report = f.import({f.write(file.toStdString(), "account_id,name\nA,Acme\n")}, options);
    QVERIFY(!report.ok());
    const QString message = QString::fromStdString(report.error().message.english());
    QVERIFY2(message.contains(says), qPrintable(message));
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"0"});
}

void TestProfiles::ownProfileFiles_data()
{
    QTest::addColumn<QString>("profile"); // text of mine.json; empty: no file
    QTest::addColumn<QString>("says"); // empty: imported
    const QString head = R"({"name": "mine", "source": "dump", "kind": "crm", "entity": "accounts", "columns": )";
    QTest::newRow("fits") << head + R"({"account_id": "Nr", "name": "Firma"}})" << QString();
    QTest::newRow("lacks a column") << head + R"({"account_id": "Id", "name": "Firma"}})"
                                    << "lacks the column account_id";
    QTest::newRow("no JSON") << "{"
                             << "mine.json";
    QTest::newRow("missing") << QString() << "does not exist";
}

void TestProfiles::ownProfileFiles()
{
    QFETCH(QString, profile);
    QFETCH(QString, says);
    SourceFixture f;
    ImportOptions options;
    options.hints.profile = f.write("x.csv", "") + ".mine.json";
    if (!profile.isEmpty())
        options.hints.profile = f.write("mine.json", profile.toStdString());
    const auto report = f.import({f.write("dump 3.csv", "Nr,Firma\n7,Kestrel\n")}, options);
    if (says.isEmpty()) {
        QVERIFY2(report.ok(), report ? "" : report.error().message.english().c_str());
        QCOMPARE(report->batches.at(0).profile, std::string("mine"));
        QCOMPARE(f.rows("SELECT source, account_id, name FROM accounts"), QStringList{"dump|7|Kestrel"});
        return;
    }
    const QString message = QString::fromStdString(report ? std::string() : report.error().message.english());
    QVERIFY2(message.contains(says), qPrintable(message));
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"0"});
}

void TestProfiles::preview()
{
    SourceFixture f;
    const auto preview =
        previewFile(f.write("crm.accounts.csv",
                        "account_id,name,arr,currency,tier\nA,Acme,1200.5,JPY,gold\nB,,1,USD,\nC,Core,2,USD,\n"),
            {}, Currency(), 2, f.progress);
    QVERIFY(preview.ok());
    QCOMPARE(preview->format.english(), std::string("comma, UTF-8"));
    QCOMPARE(preview->headers.at(2).column, std::string("arr"));
    QCOMPARE(preview->headers.at(4).column, std::string());
    QCOMPARE(preview->rowCount, 3);
    QCOMPARE(preview->faultCount, 1);
    QCOMPARE(preview->rows.size(), std::size_t{2});
    const auto arr = std::find(preview->columns.begin(), preview->columns.end(), "arr") - preview->columns.begin();
    QCOMPARE(preview->rows.at(0).typed.at(std::size_t(arr)), std::string("1200"));
    QCOMPARE(preview->rows.at(0).raw.at(2), std::string("1200.5"));
    QVERIFY(preview->rows.at(1).fault.has_value());
    QVERIFY(preview->questions.empty());
    QCOMPARE(f.rows("SELECT count(*) FROM accounts"), QStringList{"0"});
}

void TestProfiles::previewAsksForDateOrder()
{
    SourceFixture f;
    const auto file = f.write("crm.accounts.csv",
        "account_id,name,renewal_date,created_date\nA,Acme,03/04/2026,13/04/2026\nB,Bolt,05/05/2026,03/04/2026\n");
    auto preview = previewFile(file, {}, Currency(), 5, f.progress);
    QVERIFY(preview.ok());
    QCOMPARE(preview->questions.size(), std::size_t{1});
    QCOMPARE(preview->questions.at(0).header, std::string("renewal_date"));
    QCOMPARE(preview->questions.at(0).dayFirst, std::string("2026-04-03"));
    QCOMPARE(preview->questions.at(0).monthFirst, std::string("2026-03-04"));
    const auto report = f.import({file});
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/1/0/1/0"));
    QCOMPARE(report->batches.at(0).openDateColumns, std::vector<std::string>{"renewal_date"});
    QVERIFY(f.rows("SELECT sentence(message, message_values) FROM quarantine")
                .at(0)
                .contains(QStringLiteral("2026-04-03 or 2026-03-04")));
    // The answer makes it another import of the same file.
    ImportOptions answered;
    answered.dateOrder = DateOrder::MonthFirst;
    QCOMPARE(counts(f.import({file}, answered)->batches.at(0)), QStringLiteral("2/1/0/1/0"));
    QCOMPARE(f.rows("SELECT renewal_date, created_date FROM accounts WHERE account_id = 'B'"),
        QStringList{"2026-05-05|2026-03-04"});
}

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
