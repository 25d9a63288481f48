#include "core/backtest/calibration_cases.h"
#include "tests/backtest/backtest_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using namespace qd::test;

namespace {

const std::string Contracts =
    "subscription_id,account_id,start_date,end_date,notice_date,cancelled_date,created_date,arr\n";
const std::string Accounts = "account_id,name,segment,region,owner\n";
const std::string Tickets = "ticket_id,account_id,created_at,solved_at,priority,csat\n";
const std::string Invoices = "invoice_id,account_id,issued_date,due_date,paid_date,amount\n";
const std::string Scores = "account_id,date,model,score,colour\n";
const std::string Risks = "account_id,date,author,status,call\n";

/// What was there on 2026-04-01, 90 days before A, B, C and D are due; G and H were due before.
void fillUntilLead(ImportedWorkspace &data)
{
    data.file("crm.accounts",
        Accounts
            + "A,Acme,SMB,EMEA,Mia\nB,Birch,SMB,EMEA,Mia\nC,Cedar,Enterprise,AMER,Mia\nD,Dell,Enterprise,AMER,Mia\n"
              "G,Gum,SMB,EMEA,Mia\nH,Hazel,Enterprise,AMER,Mia\n");
    data.file("crm.subscriptions",
        Contracts
            + "a1,A,2025-07-01,2026-06-30,,,,1000\nb1,B,2025-07-01,2026-06-30,,,,500\n"
              "c1,C,2025-07-01,2026-06-30,,,,400\nd1,D,2025-07-01,2026-06-30,,,,300\n"
              "g1,G,2025-02-01,2026-01-31,,,,100\nh1,H,2025-02-01,2026-01-31,,,,100\n"
              "h2,H,2026-02-01,2027-01-31,,,2026-01-15,100\n");
    data.file("crm.tickets", Tickets + "1,A,2026-03-01,2026-03-03,high,5\n2,B,2026-03-10,,urgent,\n");
    data.file("crm.invoices", Invoices + "1,A,2026-02-01,2026-03-01,,100\n2,B,2026-02-01,2026-03-15,,100\n");
    data.file("crm.health_scores",
        Scores + "A,2026-03-01,V,80,green\nB,2026-03-01,V,50,yellow\nC,2026-03-01,V,20,red\nD,2026-03-01,V,90,green\n");
    data.file("crm.risks",
        Risks
            + "A,2026-03-01,mia,monitor,renew\nB,2026-03-01,mia,at_risk,contract\nC,2026-03-01,mia,at_risk,churn\n"
              "D,2026-03-01,mia,on_track,renew\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,A,2026-03-01,nps,9,p\n2,B,2026-03-01,nps,4,p\n");
    data.file("crm.activities", "activity_id,account_id,date,type\n1,A,2026-03-20,call\n2,B,2026-01-20,call\n");
    data.file("crm.escalations", "escalation_id,account_id,opened_at,resolved_at\n1,B,2026-03-15,\n");
    data.import("2026-04-01");
}

/// How it went on: A and D renewed, B and C are lost.
void fillOutcome(ImportedWorkspace &data)
{
    data.file("crm.subscriptions",
        Contracts + "a2,A,2026-07-01,2027-06-30,,,2026-06-01,1000\nd2,D,2026-07-01,2027-06-30,,,2026-06-01,300\n");
}

const std::map<std::string, void (*)(ImportedWorkspace &)> &leaks()
{
    static const std::map<std::string, void (*)(ImportedWorkspace &)> All{
        {"a later snapshot",
            [](ImportedWorkspace &data) {
                data.file("crm.accounts", Accounts + "A,Acme,Enterprise,EMEA,Lee\nB,Birch,,EMEA,Lee\n");
            }},
        {"a cancellation not yet announced",
            [](ImportedWorkspace &data) {
                data.file("crm.subscriptions",
                    Contracts
                        + "a2,A,2026-07-01,2027-06-30,,,2026-06-01,1000\n"
                          "d2,D,2026-07-01,2027-06-30,,,2026-06-01,300\n"
                          "b1,B,2025-07-01,2026-06-30,2026-04-02,2026-07-01,,500\n");
            }},
        {"a price of later",
            [](ImportedWorkspace &data) {
                data.file("crm.subscriptions",
                    Contracts
                        + "a2,A,2026-07-01,2027-06-30,,,2026-06-01,1000\n"
                          "d2,D,2026-07-01,2027-06-30,,,2026-06-01,300\na3,A,2026-05-01,2027-06-30,,,2026-04-20,50\n"
                          "b9,B,2026-01-01,2026-05-31,,,2026-04-02,70\n");
            }},
        {"later rows of risks",
            [](ImportedWorkspace &data) {
                data.file("crm.risks", Risks + "A,2026-04-02,mia,lost,churn\nC,2026-06-01,lee,on_track,renew\n");
            }},
        {"later scores of the platform",
            [](ImportedWorkspace &data) {
                data.file("crm.health_scores", Scores + "A,2026-04-02,V,1,red\nC,2026-05-01,V,99,green\n");
            }},
        {"a ticket solved and rated later, and a later one",
            [](ImportedWorkspace &data) {
                data.file("crm.tickets", Tickets + "2,B,2026-03-10,2026-04-02,urgent,1\n3,A,2026-04-02,,urgent,\n");
            }},
        {"an invoice paid later, and a later one",
            [](ImportedWorkspace &data) {
                data.file("crm.invoices",
                    Invoices + "2,B,2026-02-01,2026-03-15,2026-04-02,100\n3,A,2026-04-02,2026-04-03,,9\n");
            }},
        {"later answers, contacts and escalations",
            [](ImportedWorkspace &data) {
                data.file("crm.surveys",
                    "response_id,account_id,date,kind,score,respondent\n3,A,2026-04-02,nps,0,p\n4,B,2026-04-02,nps,10,"
                    "p\n");
                data.file("crm.activities", "activity_id,account_id,date,type\n3,B,2026-04-02,exec_touch\n");
                data.file("crm.escalations",
                    "escalation_id,account_id,opened_at,resolved_at\n1,B,2026-03-15,2026-04-02\n2,A,2026-04-02,\n");
            }},
        {"usage of later",
            [](ImportedWorkspace &data) {
                data.file(
                    "crm.usage", "account_id,date,feature,active_users,licensed_users,events\nA,2026-04-02,,9,10,90\n");
            }},
    };
    return All;
}

const char *const Everything = R"({"name": "Everything", "coverage_min": 0, "segments": [
  {"name": "Enterprise", "when": [{"field": "segment", "any_of": ["Enterprise"]}], "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 90], [null, 10]]},
    {"signal": "arr", "weight": 1, "points": [[0, 0], [1000, 100]]}]},
  {"name": "Others", "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 100], [1, 60], [null, 10]]},
    {"signal": "urgent_90", "weight": 1, "steps": [[0, 100], [null, 10]]},
    {"signal": "escalations_open", "weight": 1, "steps": [[0, 100], [null, 10]]},
    {"signal": "csat_90", "weight": 1, "points": [[0, 0], [1, 100]], "missing": "worst"},
    {"signal": "days_since_contact", "weight": 1, "points": [[0, 100], [100, 0]]},
    {"signal": "days_since_exec", "weight": 1, "points": [[0, 100], [100, 0]], "missing": "neutral"},
    {"signal": "nps", "weight": 1, "points": [[0, 0], [10, 100]]},
    {"signal": "overdue_days", "weight": 1, "points": [[0, 100], [100, 0]]},
    {"signal": "active_users", "weight": 1, "points": [[0, 0], [10, 100]], "missing": "neutral"},
    {"signal": "arr", "weight": 1, "points": [[0, 0], [1000, 100]]},
    {"signal": "due_in_days", "weight": 1, "points": [[0, 0], [365, 100]]},
    {"signal": "vendor:V", "weight": 1, "points": [[0, 0], [100, 100]]}]}]})";

/// All that is said of all models, but since when they flagged, which is told from the end; and what weights are
/// fitted on.
QStringList saidOf(ImportedWorkspace &file)
{
    Backtest book(file.workspace());
    for (const char *model : {"vendor:V", "call", "constant", "tenure", "last_quarter"})
        book.add(model);
    book.addHealth(Everything);
    const Court court = book.judge({day("2026-06-01"), day("2026-06-30"), {90}, Event::Churn, "segment", 1});
    QStringList said = rowsOf(court);
    for (const Judgement &each : court.judgements) {
        for (const CourtRow &row : each.rows) {
            for (const auto &bin : row.row.figures.value_or(validation::ModelFigures()).lift)
                said << cell(bin.captured) + u' ' + cell(bin.capturedWeight);
            said << cell(row.row.figures.value_or(validation::ModelFigures()).brier);
        }
        for (const auto &row : each.fairness)
            said << QString::fromStdString(row.dimension + ' ' + row.row.group) + u' ' + cell(row.row.shareFlagged);
    }
    for (const Comparison &each : court.comparisons)
        said << cell(each.difference) + u' ' + cell(each.z);
    const auto model = taken(health::healthModelFromText(Everything));
    for (const char *segment : {"Enterprise", "Others"}) {
        const auto cases = taken(
            calibrationCases(book.data(), model, {day("2026-06-01"), day("2026-06-30"), 90, segment}, book.progress()));
        said << QStringLiteral("%1 %2 %3").arg(cases.underNotice).arg(cases.elsewhere).arg(cases.incomplete);
        for (const auto &input : cases.data.inputs) {
            said << QString::fromStdString(input.name);
            for (const double value : input.values)
                said << QString::number(value, 'g', 15);
        }
    }
    return said;
}

} // namespace

/// Nothing that came after the lead day changes a figure (CONTRACT-ROOMS, "Known on day D").
class TestBacktestLeaks : public QObject {
    Q_OBJECT
private slots:
    void nothingOfLaterDays_data()
    {
        QTest::addColumn<QString>("leak");
        for (const auto &[name, leak] : leaks())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void nothingOfLaterDays()
    {
        QFETCH(const QString, leak);
        ImportedWorkspace clean;
        fillUntilLead(clean);
        fillOutcome(clean);
        clean.import("2026-10-31");
        ImportedWorkspace leaky;
        fillUntilLead(leaky);
        fillOutcome(leaky);
        leaks().at(leak.toStdString())(leaky); // a file of the same name takes the place of the one above
        leaky.import("2026-10-31");
        const QStringList wanted = saidOf(clean);
        QVERIFY(wanted.size() > 60);
        QCOMPARE(saidOf(leaky), wanted);
    }

    /// The same rows a day earlier do change them: the leaks above would be seen.
    void sameRowsInTimeAreSeen()
    {
        ImportedWorkspace clean;
        fillUntilLead(clean);
        fillOutcome(clean);
        clean.import("2026-10-31");
        const QStringList wanted = saidOf(clean);
        const std::pair<const char *, std::string> Early[] = {
            {"crm.risks", Risks + "A,2026-04-01,mia,lost,churn\n"},
            {"crm.health_scores", Scores + "A,2026-04-01,V,1,red\n"},
            {"crm.tickets", Tickets + "2,B,2026-03-10,2026-04-01,urgent,1\n3,A,2026-04-01,,urgent,\n"},
            {"crm.invoices", Invoices + "2,B,2026-02-01,2026-03-15,2026-04-01,100\n"},
            {"crm.activities", "activity_id,account_id,date,type\n3,B,2026-04-01,exec_touch\n"},
            {"crm.escalations", "escalation_id,account_id,opened_at,resolved_at\n1,B,2026-03-15,2026-04-01\n"},
            {"crm.usage", "account_id,date,feature,active_users,licensed_users,events\nA,2026-04-01,,9,10,90\n"},
        };
        for (const auto &[name, text] : Early) {
            ImportedWorkspace early;
            fillUntilLead(early);
            fillOutcome(early);
            early.file(name, text);
            early.import("2026-10-31");
            QVERIFY2(saidOf(early) != wanted, name);
        }
    }
};

QTEST_GUILESS_MAIN(TestBacktestLeaks)
#include "tst_backtest_leaks.moc"
