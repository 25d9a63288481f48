#include "core/forecast/pipeline.h"
#include "core/forecast/renewal_forecast.h"
#include "tests/forecast/forecast_fixture.h"
#include "tests/health/saved_models_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;

namespace {

/// The fourth quarter of 2026 as known on 15 November.
///
/// Open: A (SMB, 1000, green) in 30 days; B (SMB, 500, green) in 46; C (Enterprise, 2000, no score) in 31. Settled: E
/// renewed early at 700 of 600; F (300) lost. History: of SMB G renewed, I renewed at 80 of 100, H and L lost, of
/// Enterprise J renewed; K was due a day before the eight quarters begin.
void fillBook(ImportedWorkspace &data, const std::string &moreContracts = {}, const std::string &moreScores = {},
    const char *asOf = "2026-11-15")
{
    data.file("crm.accounts",
        "account_id,name,segment\nA,Acme,SMB\nB,Birch,SMB\nC,Cedar,Enterprise\nE,Elm,SMB\nF,Fig,SMB\nG,Gum,SMB\n"
        "H,Hazel,SMB\nI,Ivy,SMB\nJ,Juniper,Enterprise\nK,Kapok,SMB\nL,Larch,SMB\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,created_date,arr\n"
        "a1,A,2025-12-16,2026-12-15,,1000\nb1,B,2026-01-01,2026-12-31,,500\nc1,C,2025-12-17,2026-12-16,,2000\n"
        "e1,E,2025-12-01,2026-11-30,,600\ne2,E,2026-12-01,2027-11-30,2026-11-01,700\n"
        "f1,F,2025-10-02,2026-10-01,,300\ng1,G,2025-04-01,2026-03-31,,100\ng2,G,2026-04-01,2027-03-31,,100\n"
        "h1,H,2025-07-01,2026-06-30,,100\ni1,I,2025-07-01,2026-06-30,,100\ni2,I,2026-07-01,2027-06-30,,80\n"
        "j1,J,2025-03-01,2026-02-28,,100\nj2,J,2026-03-01,2027-02-28,,100\nk1,K,2023-10-01,2024-09-30,,100\n"
        "l1,L,2023-10-02,2024-10-01,,100\n"
            + moreContracts);
    data.file("crm.health_scores",
        "account_id,date,model,score,colour\nA,2026-11-01,V,80,green\nB,2026-11-01,V,80,green\n"
        "G,2026-01-01,V,80,green\nG,2026-03-15,V,50,yellow\nH,2026-05-15,V,10,red\nI,2026-01-01,V,80,green\n"
            + moreScores);
    data.file("crm.opportunities",
        "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,probability,"
        "is_closed,is_won\noa,A,a1,renewal,900,2026-09-01,2026-12-10,commit,0.5,false,false\n"
        "ox,A,a1,expansion,5000,2026-09-01,2026-12-10,commit,0.5,false,false\n"
        "oc,C,,renewal,1800,2026-09-01,2026-12-20,Best_Case,25,false,false\n"
        "oe,E,e1,renewal,700,2026-09-01,2026-11-01,commit,1,true,true\n");
    data.file("crm.forecasts",
        "period,account_id,date,author,amount\n2026Q4,B,2026-11-15,mia,500\n2026Q3,F,2026-09-01,mia,300\n"
        "2026Q4,F,2026-11-16,mia,300\n");
    data.import(asOf);
}

RenewalForecast forecastOf(ImportedWorkspace &data, const char *quarter = "2026Q4", const char *asOf = "2026-11-15")
{
    const ForecastData read = forecastData(data, quarter);
    Progress progress;
    return taken(renewalForecast(read, health::coloursOfLastScores(*read.events), day(asOf), {}, progress));
}

/// "green SMB 30,60: 2 1500, 2 of 2, 0.642857, 0.9".
QStringList cellsOf(const RenewalForecast &found)
{
    QStringList lines;
    for (const ForecastCell &cell : found.by) {
        QStringList leads;
        for (const int lead : cell.leads)
            leads << QString::number(lead);
        lines << QStringLiteral("%1 %2 %3: %4 %5, %6 of %7, %8, %9")
                     .arg(QString::fromLatin1(health::tierName(cell.key.colour)),
                         QString::fromStdString(cell.key.segment))
                     .arg(leads.join(u','))
                     .arg(cell.open)
                     .arg(major(cell.openArr))
                     .arg(cell.history.renewed)
                     .arg(cell.history.n)
                     .arg(cell.p ? QString::number(*cell.p, 'g', 6) : QStringLiteral("-"))
                     .arg(cell.r);
    }
    return lines;
}

void overrideColour(
    ImportedWorkspace &data, const char *name, health::HealthColour colour, const char *made, const char *until)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    for (const identity::Account &account : portfolio->accounts().accounts()) {
        if (account.name == name)
            QVERIFY(health::addOverride(
                data.workspace(), {account.id, colour, "They said so", "mia", day(made), day(until)}));
    }
}

} // namespace

/// Cells, history and sums of a quarter's forecast, worked by hand.
class TestRenewalForecast : public QObject {
    Q_OBJECT

private slots:
    /// SMB: 2 of 4, smoothed towards 3 of 5: (2 + 6) / 14 = 8/14; Enterprise: (1 + 6) / 11. A: G and I were green 30
    /// days before: (2 + 80/14) / 12 = 9/14. B: 60 days before H had no score yet, G and I are green: the same. C: J
    /// had none: (1 + 70/11) / 11 = 81/121. r of SMB: 180 of 200.
    void cells()
    {
        ImportedWorkspace data;
        fillBook(data);
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(cellsOf(found),
            (QStringList{
                "green SMB 30,60: 2 1500, 2 of 2, 0.642857, 0.9", "none Enterprise 60: 1 2000, 1 of 1, 0.669421, 1"}));
        QCOMPARE(*found.by[0].p, 9.0 / 14); // to the last digit, as both leads say it
    }

    /// A model that has everybody red, in force from a day on. Ahead are red ones alone: 30 days before due H was red
    /// by the platform too, I only where the model was in force on 31 May; 60 days before nobody was. Of SMB at 30 days
    /// 10 x 8/14 / 11, or (1 + 80/14) / 12; at 60 days 8/14; weighted by 1000 and 500.
    void cellsOfTheModelInForce_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QStringList>("cells");
        const QString enterprise = QStringLiteral("red Enterprise 60: 1 2000, 0 of 0, 0.636364, 1");
        const QString without = QStringLiteral("red SMB 30,60: 2 1500, 0 of 1, 0.536797, 0.9");
        QTest::newRow("of late") << "2026-11-15" << QStringList{enterprise, without};
        QTest::newRow("since June") << "2026-06-01" << QStringList{enterprise, without};
        QTest::newRow("since 31 May") << "2026-05-31"
                                      << QStringList{enterprise,
                                             QStringLiteral("red SMB 30,60: 2 1500, 1 of 2, 0.563492, 0.9")};
        QTest::newRow("not yet") << "2026-11-16"
                                 << QStringList{QStringLiteral("green SMB 30,60: 2 1500, 2 of 2, 0.642857, 0.9"),
                                        QStringLiteral("none Enterprise 60: 1 2000, 1 of 1, 0.669421, 1")};
    }
    void cellsOfTheModelInForce()
    {
        QFETCH(QString, from);
        ImportedWorkspace data;
        fillBook(data);
        const QByteArray first = from.toLatin1();
        putInForce(data.workspace(),
            R"({"name": "Red", "segments": [{"name": "All", "signals": [
                {"signal": "arr", "weight": 1, "steps": [[null, 10]]}]}]})",
            "2026-01-01", first.constData());
        const ForecastData read = forecastData(data, "2026Q4");
        Progress progress;
        const auto scored = taken(health::coloursInForce(data.workspace(), *read.events, progress));
        QTEST(cellsOf(taken(renewalForecast(read, scored, day("2026-11-15"), {}, progress))), "cells");
    }

    void sums()
    {
        ImportedWorkspace data;
        fillBook(data);
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(found.due.count, 5);
        QCOMPARE(major(found.due.arr), 4400.0);
        QCOMPARE(found.settled.count, 2); // E and F
        QCOMPARE(major(found.settled.arr), 700.0); // not capped at the 600 due
        QCOMPARE(found.renewed, 1);
        QVERIFY(found.model.has_value());
        const double mean = 700 + 1500 * 9.0 / 14 * 0.9 + 2000 * 81.0 / 121;
        QVERIFY(std::abs(found.model->mean / 100 - mean) < 1e-9);
        QVERIFY(std::abs(found.model->countMean - (1 + 18.0 / 14 + 81.0 / 121)) < 1e-12);
        QVERIFY(found.model->p10 >= 70000 && found.model->p10 <= found.model->p50);
        QVERIFY(found.model->p90 <= 70000 + 150000 * 0.9 + 200000 && found.model->p50 <= found.model->p90);
    }

    /// 700 settled; A: 900 at 0.5, commit; C: 1800 at 25 percent, best case. The expansion and E's won one are none.
    void pipeline()
    {
        ImportedWorkspace data;
        fillBook(data);
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(major(found.pipeline.weighted), 700 + 450 + 450.0);
        QCOMPARE(major(found.pipeline.commit), 700 + 900.0);
        QCOMPARE(major(found.pipeline.bestCase), 700 + 900 + 1800.0);
    }

    /// Category, probability and amount of the day, not of a later file: then 800 at 0.9, best case.
    void pipelineAsKnown()
    {
        ImportedWorkspace data;
        fillBook(data);
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability,is_closed,is_won\n"
            "oa,A,a1,renewal,800,2026-09-01,2026-12-10,best_case,0.9,false,false\n");
        data.import("2026-11-20");
        const RenewalPipeline then = forecastOf(data).pipeline;
        QCOMPARE((QList<double>{major(then.weighted), major(then.commit), major(then.bestCase)}),
            (QList<double>{1600, 1600, 3400}));
        const RenewalPipeline later = forecastOf(data, "2026Q4", "2026-11-20").pipeline;
        QCOMPARE((QList<double>{major(later.weighted), major(later.commit), major(later.bestCase)}),
            (QList<double>{700 + 720 + 450, 700, 700 + 800 + 1800}));
    }

    /// Two contracts of one customer, each with an opportunity of its own: both count.
    void everyNamedOpportunity()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,10\n"
            "a2,A,2026-01-01,2026-12-30,20\n");
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability\no1,A,a1,renewal,10,2026-09-01,2026-12-10,commit,1\n"
            "o2,A,a2,renewal,20,2026-09-01,2026-12-10,best_case,0.5\n"
            "o3,A,,renewal,40,2026-09-01,2026-12-31,commit,1\n");
        data.import("2026-11-15");
        const RenewalPipeline found = forecastOf(data).pipeline;
        QCOMPARE((QList<double>{major(found.weighted), major(found.commit), major(found.bestCase)}),
            (QList<double>{20, 10, 30}));
    }

    /// Two quarters side by side: the renewal of the one before was won within 180 days of this due date and is no
    /// reason to leave out the one that is open.
    void openBesideWon()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-07-01,2026-09-30,10\n"
            "a2,A,2026-10-01,2026-12-31,20\n");
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,renewal_date,"
            "forecast_category,probability,is_closed,is_won\n"
            "o1,A,a1,renewal,20,2026-07-01,2026-09-20,2026-09-30,commit,1,true,true\n"
            "o2,A,,renewal,30,2026-10-01,2026-12-20,2026-12-31,commit,0.5,false,false\n");
        data.import("2026-11-15");
        const RenewalPipeline found = forecastOf(data).pipeline;
        QCOMPARE((QList<double>{major(found.weighted), major(found.commit), major(found.bestCase)}),
            (QList<double>{15, 30, 30}));
    }

    /// F has a forecast, but of another quarter and of the day after; B has one of the very day.
    void untouched()
    {
        ImportedWorkspace data;
        fillBook(data);
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(found.untouched.count, 1);
        QCOMPARE(major(found.untouched.arr), 300.0);
    }

    /// A red override of B, in force on the day, puts it in a cell without history; over by then it does nothing.
    void overrides_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("cell");
        const QString red = QStringLiteral("red SMB 60: 1 500, 0 of 0, 0.571429, 0.9");
        const QString green = QStringLiteral("green SMB 30,60: 2 1500, 2 of 2, 0.642857, 0.9");
        QTest::newRow("in force") << "2026-11-15"
                                  << "2026-11-15" << red;
        QTest::newRow("over") << "2026-11-01"
                              << "2026-11-14" << green;
        QTest::newRow("to come") << "2026-11-16"
                                 << "2026-12-31" << green;
    }
    void overrides()
    {
        QFETCH(QString, made);
        QFETCH(QString, until);
        QFETCH(QString, cell);
        ImportedWorkspace data;
        fillBook(data);
        overrideColour(
            data, "Birch", health::HealthColour::Red, made.toLatin1().constData(), until.toLatin1().constData());
        QVERIFY2(cellsOf(forecastOf(data)).contains(cell), qPrintable(cellsOf(forecastOf(data)).join(u'\n')));
    }

    /// One in force 30 days before G was due counts in history too.
    void overrideOfThePast()
    {
        ImportedWorkspace data;
        fillBook(data);
        overrideColour(data, "Gum", health::HealthColour::Red, "2026-02-20", "2026-03-05");
        // A by 30 days: on 1 March G is red, (1 + 80/14) / 11; B by 60: on 30 January not yet, 9/14. In one row each of
        // G and I counts once, and p is (1000 x 0.610390 + 500 x 0.642857) / 1500.
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(cellsOf(found)[0], "green SMB 30,60: 2 1500, 2 of 2, 0.621212, 0.9");
        const double mean = 700 + (1000 * 47.0 / 77 + 500 * 9.0 / 14) * 0.9 + 2000 * 81.0 / 121;
        QVERIFY(std::abs(found.model->mean / 100 - mean) < 1e-9);
    }

    /// What is known later changes nothing of a past day.
    void nothingOfTheFuture()
    {
        ImportedWorkspace before;
        fillBook(before);
        ImportedWorkspace after;
        fillBook(after, "a2,A,2026-12-16,2027-12-15,2026-11-16,1000\n",
            "A,2026-11-16,V,10,red\nC,2026-11-16,V,90,green\n", "2026-12-31");
        const RenewalForecast then = forecastOf(before);
        const RenewalForecast later = forecastOf(after);
        QCOMPARE(cellsOf(later), cellsOf(then));
        QCOMPARE(later.model->mean, then.model->mean);
        QCOMPARE(later.model->p10, then.model->p10);
        QCOMPARE(forecastOf(after, "2026Q4", "2026-12-31").renewed, 2); // what the new contract is known to be then
    }

    /// The eight quarters are those before the day's, whichever is forecast; far ahead the step is 180 days.
    void farAhead()
    {
        ImportedWorkspace data;
        fillBook(data);
        const RenewalForecast found = forecastOf(data, "2027Q4");
        // On 1 January I was green; G, H and L had no score: (1 + 80/14) / 13.
        QCOMPARE(cellsOf(found), QStringList("none SMB 180: 1 700, 1 of 3, 0.516484, 0.9"));
        QCOMPARE(found.due.count, 1);
    }

    void withoutHistory()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file(
            "crm.subscriptions", "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,10\n");
        data.import("2026-11-15");
        const RenewalForecast found = forecastOf(data);
        QVERIFY(!found.model);
        QCOMPARE(cellsOf(found), QStringList("none (none) 60: 1 10, 0 of 0, -, 1"));
        const RenewalForecast empty = forecastOf(data, "2027Q3");
        QVERIFY(empty.model && empty.model->mean == 0);
        QCOMPARE(empty.due.count, 0);
    }

    /// Settled 600, A's 900 at 0.5 (commit), C's 1800 at 25 % (best case); of A the expansion is no renewal.
    void whatSalesAndHistorySay()
    {
        ImportedWorkspace data;
        fillBook(data);
        const ForecastData read = forecastData(data, "2026Q4");
        const renewals::KnownRenewals known = taken(read.known(day("2026-11-15")));
        const auto cases = taken(known.casesIn(read.window()));
        const RenewalPipeline pipeline = taken(renewalPipeline(known, cases, 60'000));
        QCOMPARE(major(pipeline.weighted), 1500.0);
        QCOMPARE(major(pipeline.commit), 1500.0);
        QCOMPARE(major(pipeline.bestCase), 3300.0);
        // F alone: B has a forecast of the day, F's are of another quarter and of the day after.
        const CountAndArr untouched = taken(untouchedOf(read, known, cases));
        QCOMPARE(untouched.count, 1);
        QCOMPARE(major(untouched.arr), 300.0);
        // Two of four of SMB, one of one of Enterprise, three of five in all.
        const PastRenewals past = taken(pastRenewals(read, known));
        QCOMPARE(*past.rate("SMB"), 8.0 / 14);
        QCOMPARE(*past.rate("Enterprise"), 7.0 / 11);
        QCOMPARE(past.retainedShare("SMB"), 0.9);
    }

    /// 2,000 due on one day, two contracts without an end that are never due; G renewed and H lost before: p = 0.5.
    void thousandsOnOneDay()
    {
        constexpr int Customers = 2000;
        ImportedWorkspace data;
        std::string accounts = "account_id,name\nG,Gum\nH,Hazel\nX,Xylo\nY,Yew\n";
        std::string contracts = "subscription_id,account_id,start_date,end_date,arr\n"
                                "g1,G,2025-04-01,2026-03-31,10\ng2,G,2026-04-01,2027-03-31,10\n"
                                "h1,H,2025-07-01,2026-06-30,10\nx1,X,2026-01-01,,10\ny1,Y,2020-01-01,,10\n";
        for (int i = 0; i < Customers; ++i) {
            const std::string id = "K" + std::to_string(10'000 + i);
            accounts += id + ",Customer " + id + '\n';
            contracts += id + "s," + id + ",2026-01-01,2026-12-31,10\n";
        }
        data.file("crm.accounts", accounts);
        data.file("crm.subscriptions", contracts);
        data.import("2026-11-15");
        const RenewalForecast found = forecastOf(data);
        QCOMPARE(cellsOf(found), QStringList("none (none) 60: 2000 20000, 1 of 2, 0.5, 1"));
        QCOMPARE(found.due.count, Customers);
        QVERIFY(found.model.has_value());
        QCOMPARE(found.model->mean / 100, 10'000.0);
        QCOMPARE(found.model->countMean, 1000.0);
        QVERIFY(found.model->p10 < found.model->mean && found.model->mean < found.model->p90);
        QCOMPARE(found.untouched.count, Customers);
    }
};

QTEST_GUILESS_MAIN(TestRenewalForecast)
#include "tst_renewal_forecast.moc"
