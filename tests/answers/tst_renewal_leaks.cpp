#include "core/answers/renewal_outlook.h"
#include "core/backtest/readiness.h"
#include "core/forecast/renewal_forecast.h"
#include "core/renewals/renewal_report.h"
#include "tests/forecast/forecast_fixture.h"
#include "tests/health/saved_models_fixture.h"

using namespace qd;
using namespace qd::test;

namespace {

const std::string Accounts = "account_id,name,segment,owner\n";
const std::string Contracts = "subscription_id,account_id,start_date,end_date,notice_date,cancelled_date,arr\n";
const std::string Tickets = "ticket_id,account_id,created_at,solved_at,csat\n";
const std::string Invoices = "invoice_id,account_id,issued_date,due_date,paid_date,amount\n";

/// SMB by what tickets were rated, Enterprise by what is overdue.
const char *const Model = R"({"name": "House", "segments": [
  {"name": "SMB", "when": [{"field": "segment", "any_of": ["SMB"]}], "signals": [
    {"signal": "csat_90", "weight": 1, "points": [[0, 0], [1, 100]]}]},
  {"name": "Others", "signals": [
    {"signal": "overdue_days", "weight": 1, "points": [[0, 100], [100, 0]]}]}]})";

/// In 2026Q4 A (SMB, all ratings good) and B (Enterprise, an invoice 91 days overdue) are due; of G and H, due before,
/// one was lost. As imported on 31 October.
void fill(ImportedWorkspace &data)
{
    data.file(
        "crm.accounts", Accounts + "A,Acme,SMB,Mia\nB,Birch,Enterprise,Mia\nG,Gum,SMB,Mia\nH,Hazel,Enterprise,Mia\n");
    data.file("crm.subscriptions",
        Contracts
            + "a1,A,2026-01-01,2026-12-31,,,1000\nb1,B,2026-01-01,2026-12-31,,,500\ng1,G,2025-05-01,2026-04-30,,,100\n"
              "h1,H,2025-05-01,2026-04-30,,,100\nh2,H,2026-05-01,2027-04-30,,,100\n");
    data.file("crm.tickets", Tickets + "1,A,2026-10-01,2026-10-05,5\n2,A,2026-10-20,,\n");
    data.file("crm.invoices", Invoices + "1,B,2026-07-02,2026-08-01,,100\n");
    data.file("crm.risks",
        "account_id,date,author,status,reason,next_action,next_action_date,call\n"
        "A,2026-10-01,mia,monitor,price,Call,2026-12-30,renew\nB,2026-10-01,mia,monitor,price,Call,2026-12-30,renew\n");
    data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q4,A,2026-10-10,mia,900\n");
    data.import("2026-10-31");
    putInForce(data.workspace(), Model, "2026-01-01", "2026-01-01");
}

using Leak = void (*)(ImportedWorkspace &);

/// What only came to be known in November.
const std::vector<std::pair<const char *, Leak>> &leaks()
{
    static const std::vector<std::pair<const char *, Leak>> all{
        {"a rating",
            [](ImportedWorkspace &data) { data.file("crm.tickets", Tickets + "2,A,2026-10-20,2026-11-05,1\n"); }},
        {"a payment",
            [](ImportedWorkspace &data) {
                data.file("crm.invoices", Invoices + "1,B,2026-07-02,2026-08-01,2026-11-05,100\n");
            }},
        {"a snapshot",
            [](ImportedWorkspace &data) { data.file("crm.accounts", Accounts + "A,Acme,Mid,\nB,Birch,Mid,Lee\n"); }},
        {"an override",
            [](ImportedWorkspace &data) {
                const auto accounts = identity::AccountDirectory::load(data.workspace());
                const std::string a = accounts.at(accounts.indexOfRecord("crm", "A")).id;
                const auto made = health::addOverride(data.workspace(),
                    {a, portfolio::HealthColour::Red, "They are leaving", "Ann", day("2026-11-05"), day("2026-12-31")});
                if (!made)
                    qFatal("%s", made.error().message.english().c_str());
            }},
        {"a cancellation",
            [](ImportedWorkspace &data) {
                data.file("crm.subscriptions", Contracts + "a1,A,2026-01-01,2026-12-31,2026-11-05,2026-12-01,1000\n");
            }},
    };
    return all;
}

/// All that is said of the quarter as of a day: the forecast, the renewals, their readiness and Home's figures.
QStringList saidOf(ImportedWorkspace &data, const char *iso)
{
    const forecast::ForecastData read = forecastData(data, "2026Q4");
    Progress progress;
    const auto scored = taken(health::coloursInForce(data.workspace(), *read.events, progress));
    const auto found = taken(forecast::renewalForecast(read, scored, day(iso), {}, progress));
    QStringList said{QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(found.due.count)
                         .arg(found.due.arr)
                         .arg(found.settled.arr)
                         .arg(found.untouched.count)
                         .arg(found.model ? found.model->mean : -1)};
    for (const forecast::ForecastCell &cell : found.by)
        said << QStringLiteral("%1 %2 %3 %4 of %5 %6")
                    .arg(health::tierName(cell.key.colour), QString::fromStdString(cell.key.segment))
                    .arg(cell.openArr)
                    .arg(cell.open)
                    .arg(cell.history.n)
                    .arg(cell.p.value_or(-1));
    const auto known = taken(read.known(day(iso)));
    const auto report = taken(renewals::renewalReport(known, {read.window()}));
    for (const renewals::ListedRenewal &each : report.contracts) {
        QString line = QStringLiteral("%1 %2 %3 %4")
                           .arg(each.renewal.account)
                           .arg(QString::fromStdString(each.renewal.due.iso()))
                           .arg(each.renewal.dueArr)
                           .arg(QString::fromLatin1(renewals::toString(each.renewal.state)));
        for (const renewals::Exception exception : each.exceptions)
            line += u' ' + QString::fromLatin1(renewals::toString(exception));
        said << line;
    }
    said << QString::number(report.hygiene.complete);
    const auto readiness = taken(backtest::readinessOf(*read.events, scored, known, report.contracts));
    for (const backtest::ReadinessRow &row : readiness.rows)
        said << QStringLiteral("%1 %2 %3").arg(row.checkpoint).arg(row.due).arg(row.ready);
    for (const backtest::Disagreement &each : readiness.disagreements)
        said << QStringLiteral("%1 %2 %3").arg(each.account).arg(each.checkpoint).arg(int(each.colour));
    const auto outlook = taken(answers::renewalOutlook(data.workspace(), day(iso), {}, progress));
    return said << QStringLiteral("%1 %2 %3").arg(outlook.ready).arg(outlook.exceptions).arg(outlook.called);
}

} // namespace

/// Nothing that came after a day changes what forecast and renewals say of it (CONTRACT-ROOMS, "Known on day D").
class TestRenewalLeaks : public QObject {
    Q_OBJECT
private slots:
    /// On the day A is green and B red, and each kind tells in November, so that none is planted in vain.
    void nothingOfLaterDays_data()
    {
        QTest::addColumn<int>("leak");
        for (std::size_t i = 0; i < leaks().size(); ++i)
            QTest::newRow(leaks()[i].first) << int(i);
        QTest::newRow("all of them") << -1;
    }
    void nothingOfLaterDays()
    {
        QFETCH(int, leak);
        ImportedWorkspace clean;
        fill(clean);
        ImportedWorkspace leaky;
        fill(leaky);
        const QStringList before = saidOf(clean, "2026-10-31");
        QCOMPARE(before.filter(QStringLiteral("green SMB 100000 1 of ")).size(), 1);
        QCOMPARE(before.filter(QStringLiteral("red Enterprise 50000 1 of ")).size(), 1);
        for (ImportedWorkspace *data : {&clean, &leaky}) {
            data->file("crm.activities", "activity_id,account_id,date,type\n1,G,2026-11-20,call\n");
            for (std::size_t i = 0; data == &leaky && i < leaks().size(); ++i) {
                if (leak < 0 || std::size_t(leak) == i)
                    leaks()[i].second(*data);
            }
            data->import("2026-11-30");
        }
        QCOMPARE(saidOf(clean, "2026-10-31"), before);
        QCOMPARE(saidOf(leaky, "2026-10-31"), before);
        QVERIFY(saidOf(leaky, "2026-11-30") != saidOf(clean, "2026-11-30"));
    }
};

QTEST_GUILESS_MAIN(TestRenewalLeaks)
#include "tst_renewal_leaks.moc"
