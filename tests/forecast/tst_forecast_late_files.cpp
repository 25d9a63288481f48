#include "core/forecast/renewal_forecast.h"
#include "core/forecast/snapshot.h"
#include "tests/forecast/forecast_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;
using portfolio::Knowing;

namespace {

const std::string Contracts = "subscription_id,account_id,start_date,end_date,created_date,arr\n"
                              "a1,A,2026-01-01,2026-12-31,2025-12-01,1000\nb1,B,2025-12-01,2026-11-30,,500\n"
                              "p1,A,2025-05-01,2026-04-30,,40\n";
const std::string Opportunities =
    "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,is_closed,is_won\n"
    "oa,A,a1,renewal,900,2026-09-01,2026-12-10,commit,false,false\n";

/// What was known on 30 September, from files of that day.
void fill(ImportedWorkspace &data)
{
    data.file("crm.accounts", "account_id,name,segment\nA,Acme,SMB\nB,Birch,SMB\nC,Cedar,SMB\n");
    data.file("crm.subscriptions", Contracts);
    data.file("crm.opportunities", Opportunities);
    data.file("crm.health_scores", "account_id,date,model,score,colour\nA,2026-09-01,V,80,green\n");
    data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q4,A,2026-09-10,mia,800\n");
    data.import("2026-09-30");
}

/// Everything that is said of 2026Q4 as of 15 October.
QString saidOf(ImportedWorkspace &data, Knowing knowing)
{
    const ForecastData read = forecastData(data, "2026Q4", knowing);
    Progress progress;
    const auto scored =
        taken(knowing == Knowing::Seen ? health::coloursSeen(data.workspace(), progress)
                                       : health::coloursInForce(data.workspace(), *read.events, progress));
    const Date on = day("2026-10-15");
    const RenewalForecast found = taken(renewalForecast(read, scored, on, {}, progress));
    QStringList said{QStringLiteral("due %1 %2").arg(found.due.count).arg(major(found.due.arr)),
        QStringLiteral("commit %1").arg(major(found.pipeline.commit)),
        QStringLiteral("untouched %1").arg(found.untouched.count),
        QStringLiteral("called %1")
            .arg(major(taken(totalOf(taken(snapshotOn(read, taken(read.known(on)), {Counted::Calls, {}, {}}))))))};
    for (const ForecastCell &cell : found.by)
        said << QStringLiteral("%1 %2 of %3").arg(health::tierName(cell.key.colour)).arg(cell.open).arg(cell.history.n);
    return said.join(QStringLiteral(", "));
}

} // namespace

/// A forecast of a past day with --strict-known (CONTRACT-ROOMS, "Known on day D"): what a later file brought is not
/// seen, of whatever day it is.
class TestForecastLateFiles : public QObject {
    Q_OBJECT

private slots:
    /// Each is dated before 15 October. A's contract of April was lost (settled on 31 May), green or none 90 days
    /// before due as nobody had a score then.
    void kinds_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("byDates");
        const auto row = [](const char *entity, const std::string &rows, const char *byDates) {
            QTest::newRow(entity) << entity << QString::fromStdString(rows) << byDates;
        };
        row("subscriptions", Contracts + "c1,C,2026-01-01,2026-12-15,2025-12-20,300\n",
            "due 3 1800, commit 900, untouched 2, called 800, green 1 of 0, none 2 of 1");
        row("opportunities", Opportunities + "ob,B,b1,renewal,450,2026-09-15,2026-11-20,commit,false,false\n",
            "due 2 1500, commit 1350, untouched 0, called 800, green 1 of 0, none 1 of 1");
        row("forecasts", "period,account_id,date,author,amount\n2026Q4,B,2026-09-20,mia,400\n",
            "due 2 1500, commit 900, untouched 0, called 1200, green 1 of 0, none 1 of 1");
        row("health_scores", "account_id,date,model,score,colour\nB,2026-09-20,V,10,red\n",
            "due 2 1500, commit 900, untouched 1, called 800, green 1 of 0, red 1 of 0");
    }
    void kinds()
    {
        QFETCH(QString, entity);
        QFETCH(QString, rows);
        ImportedWorkspace data;
        fill(data);
        const auto before =
            QStringLiteral("due 2 1500, commit 900, untouched 1, called 800, green 1 of 0, none 1 of 1");
        QCOMPARE(saidOf(data, Knowing::ByDates), before);
        QCOMPARE(saidOf(data, Knowing::Seen), before);
        data.file("crm." + entity.toStdString(), rows.toStdString());
        data.import("2026-10-16");
        QTEST(saidOf(data, Knowing::ByDates), "byDates");
        QCOMPARE(saidOf(data, Knowing::Seen), before);
    }

    /// A file of the very day is seen.
    void ofTheDay()
    {
        ImportedWorkspace data;
        fill(data);
        data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q4,B,2026-09-20,mia,400\n");
        data.import("2026-10-15");
        QCOMPARE(saidOf(data, Knowing::Seen), saidOf(data, Knowing::ByDates));
        QVERIFY(saidOf(data, Knowing::Seen).contains(QStringLiteral("called 1200")));
    }
};

QTEST_GUILESS_MAIN(TestForecastLateFiles)
#include "tst_forecast_late_files.moc"
