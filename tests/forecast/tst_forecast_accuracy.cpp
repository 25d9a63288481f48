#include "core/forecast/accuracy.h"
#include "tests/forecast/forecast_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;

namespace {

/// The third quarter of 2026: A (1000, due 31 August) renewed at 800, C (1000, due 31 July) at 1200, B (500, due 30
/// September, settled on 31 October) is lost; X is not due. Lead days are 2 June, 2 July, 1 August, 31 August and 15
/// September.
void fillBook(ImportedWorkspace &data)
{
    data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\nC,Cedar\nX,Xylo\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,created_date,arr\n"
        "a1,A,2025-09-01,2026-08-31,,1000\na2,A,2026-09-01,2027-08-31,2026-08-25,800\n"
        "b1,B,2025-10-01,2026-09-30,,500\n"
        "c1,C,2025-08-01,2026-07-31,,1000\nc2,C,2026-08-01,2027-07-31,2026-07-20,1200\n"
        "x1,X,2026-01-01,2026-12-31,,700\n");
    data.file("crm.forecasts",
        "period,account_id,date,author,amount\n2026Q3,A,2026-06-01,mia,900\n2026Q3,A,2026-08-31,mia,850\n"
        "2026Q3,B,2026-07-01,mia,500\n2026Q3,C,2026-06-03,mia,1000\n2026Q3,X,2026-06-01,mia,700\n"
        "2026Q2,C,2026-06-01,mia,1\n2026Q3,C,2026-09-01,lee,1300\n");
    data.import("2026-11-15");
}

QString share(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 6) : QStringLiteral("-");
}

/// "mia 120: 900 2000, 0.55 -0.55 0.45 0.65, 3 2" - F, A; error, bias, accuracy, WAPE; n, untouched.
QStringList rowsOf(ImportedWorkspace &data, const char *asOf, const char *quarter = "2026Q3")
{
    const ForecastData read = forecastData(data, quarter);
    QStringList lines;
    for (const AccuracyRow &row : taken(forecastAccuracy(read, day(asOf))))
        lines << QStringLiteral("%1 %2: %3 %4, %5 %6 %7 %8, %9 ")
                     .arg(QString::fromStdString(row.author))
                     .arg(row.lead)
                     .arg(major(row.forecast))
                     .arg(major(row.actual))
                     .arg(share(row.error()), share(row.bias()), share(row.accuracy()), share(row.wape()))
                     .arg(row.n)
                + QString::number(row.untouched);
    return lines;
}

} // namespace

class TestForecastAccuracy : public QObject {
    Q_OBJECT

private slots:
    /// On 2 June mia has said 900 of A alone: |900 - 2000| / 2000, and (100 + 0 + 1200) / 2000 apart. From 2 July on
    /// 900, 500 and 1000: (100 + 500 + 200) / 2000; from 31 August on 850 of A. Lee says 1300 of C on 1 September.
    void rows()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(data, "2026-11-15"),
            (QStringList{"lee 120: 0 2000, 1 -1 0 1, 3 3", "lee 90: 0 2000, 1 -1 0 1, 3 3",
                "lee 60: 0 2000, 1 -1 0 1, 3 3", "lee 30: 0 2000, 1 -1 0 1, 3 3",
                "lee 15: 1300 2000, 0.35 -0.35 0.65 0.45, 3 2", "mia 120: 900 2000, 0.55 -0.55 0.45 0.65, 3 2",
                "mia 90: 2400 2000, 0.2 0.2 0.8 0.4, 3 0", "mia 60: 2400 2000, 0.2 0.2 0.8 0.4, 3 0",
                "mia 30: 2350 2000, 0.175 0.175 0.825 0.375, 3 0", "mia 15: 2350 2000, 0.175 0.175 0.825 0.375, 3 0"}));
    }

    /// On 30 October B is pending and left out; a day later it is lost.
    void pendingIsLeftOut()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(data, "2026-10-30")[6], "mia 90: 1900 2000, 0.05 -0.05 0.95 0.15, 2 0");
        QCOMPARE(rowsOf(data, "2026-10-31")[6], "mia 90: 2400 2000, 0.2 0.2 0.8 0.4, 3 0");
    }

    /// On 1 August three lead days have come, and C alone is settled; on 31 July two. Lee has said nothing yet.
    void leadsToCome()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(data, "2026-08-01"),
            (QStringList{"mia 120: 0 1200, 1 -1 0 1, 1 1",
                "mia 90: 1000 1200, 0.166667 -0.166667 0.833333 0.166667, 1 0",
                "mia 60: 1000 1200, 0.166667 -0.166667 0.833333 0.166667, 1 0"}));
        QCOMPARE(rowsOf(data, "2026-07-31").size(), 2);
    }

    /// All is lost: there is nothing to divide by.
    void nothingRenewed()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nB,Birch\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\nb1,B,2025-10-01,2026-09-30,500\n");
        data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q3,B,2026-07-01,mia,500\n");
        data.import("2026-11-15");
        QCOMPARE(rowsOf(data, "2026-11-15")[1], "mia 90: 500 0, - - - -, 1 0");
    }

    /// The base is that of the lead day: N was created on 10 August, between the third and the fourth.
    void baseAsKnown()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\nN,Nut\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,created_date,arr\na1,A,2025-09-01,2026-08-31,,1000\n"
            "a2,A,2026-09-01,2027-08-31,2026-08-25,1000\nn1,N,2026-06-15,2026-09-15,2026-08-10,50\n");
        data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q3,A,2026-06-01,mia,1000\n");
        data.import("2026-11-15");
        QCOMPARE(rowsOf(data, "2026-11-15"),
            (QStringList{"mia 120: 1000 1000, 0 0 1 0, 1 0", "mia 90: 1000 1000, 0 0 1 0, 1 0",
                "mia 60: 1000 1000, 0 0 1 0, 1 0", "mia 30: 1000 1000, 0 0 1 0, 2 1",
                "mia 15: 1000 1000, 0 0 1 0, 2 1"}));
    }

    /// An end that is moved in place renews: it was due as known then, and its contract runs on.
    void endMoved()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nM,Moss\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\nm1,M,2025-10-01,2026-09-30,400\n");
        data.file("crm.forecasts", "period,account_id,date,author,amount\n2026Q3,M,2026-06-01,mia,300\n");
        data.import("2026-06-01");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\nm1,M,2025-10-01,2027-09-30,400\n");
        data.import("2026-09-10");
        QCOMPARE(rowsOf(data, "2026-11-15"),
            (QStringList{"mia 120: 300 400, 0.25 -0.25 0.75 0.25, 1 0", "mia 90: 300 400, 0.25 -0.25 0.75 0.25, 1 0",
                "mia 60: 300 400, 0.25 -0.25 0.75 0.25, 1 0", "mia 30: 300 400, 0.25 -0.25 0.75 0.25, 1 0",
                "mia 15: 0 0, - - - -, 0 0"}));
    }

    /// Lee had forecast one renewal at one lead, mia 1 + 4 x 3 of them; of three others cay 3, ann and bob 2 each.
    void widestComeFirst()
    {
        const auto order = [](const std::vector<AccuracyRow> &rows) {
            QStringList names;
            for (const AccuracyRow &row : widestFirst(rows))
                names << QString::fromStdString(row.author) + QString::number(row.lead);
            return names.join(u' ');
        };
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(order(taken(forecastAccuracy(forecastData(data, "2026Q3"), day("2026-11-15")))),
            QStringLiteral("mia120 mia90 mia60 mia30 mia15 lee120 lee90 lee60 lee30 lee15"));
        const auto row = [](const char *author, int lead, int n, int untouched) {
            return AccuracyRow{author, lead, 0, 0, 0, n, untouched};
        };
        QCOMPARE(order({row("ann", 90, 3, 1), row("bob", 90, 3, 2), row("bob", 60, 4, 3), row("cay", 90, 9, 6)}),
            QStringLiteral("cay90 ann90 bob90 bob60"));
        QCOMPARE(order({}), QString());
    }

    void nobodyForecast()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(data, "2026-11-15", "2026Q4"), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestForecastAccuracy)
#include "tst_forecast_accuracy.moc"
