#include "core/health/incidents.h"
#include "core/health/quiet_inputs.h"
#include "tests/health/saved_models_fixture.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace qd;
using namespace qd::health;
using namespace qd::test;

namespace {

/// Green with use on the day, red without.
const char *const Daily = R"({"segments": [{"name": "All", "signals": [
    {"signal": "days_since_usage", "weight": 1, "steps": [[0, 100], [null, 10]]}]}]})";

std::string idOf(int i)
{
    return "A" + std::to_string(100 + i);
}

/// What accounts used, 100 events a day each: every so many days of two months, from 2026-03-01 on.
struct Usage {
    int accounts = 12; ///< of an ARR of 100, 200, 300 ...
    int every = 1; ///< days
    std::function<int(int account, Date day)> events = [](int, Date) { return 100; }; ///< below 0: no row

    void fill(ImportedWorkspace &data) const
    {
        std::string rows = "account_id,date,feature,events\n";
        std::string names = "account_id,name\n";
        std::string contracts = "subscription_id,account_id,start_date,end_date,arr\n";
        for (int i = 0; i < accounts; ++i) {
            names += idOf(i) + ",Customer " + idOf(i) + '\n';
            contracts += idOf(i) + "s," + idOf(i) + ",2025-01-01,," + std::to_string(100 * (i + 1)) + '\n';
            for (Date day = dayOf("2026-03-01"); day <= dayOf("2026-04-30"); day = day.plusDays(every)) {
                if (const int used = events(i, day); used >= 0)
                    rows += idOf(i) + ',' + day.iso() + ",," + std::to_string(used) + '\n';
            }
        }
        data.file("crm.accounts", names);
        data.file("crm.subscriptions", contracts);
        data.file("crm.usage", rows);
        data.import("2026-04-30");
    }
};

/// "crm 2026-04-20 2026-04-22 11 of 12, 11"
QStringList linesOf(const std::vector<Incident> &incidents)
{
    QStringList lines;
    for (const Incident &each : incidents)
        lines << QString::fromStdString(each.source + ' ' + each.from.iso() + ' ' + each.to.iso() + ' '
            + std::to_string(each.fallen) + " of " + std::to_string(each.expected) + ", "
            + std::to_string(each.accounts.size()));
    return lines;
}

} // namespace

/// Inputs that fall away for many accounts at once are told apart from customers who use less.
class TestIncidents : public QObject {
    Q_OBJECT
private slots:
    /// Tickets by five weeks, the last to 2026-10-31 first; each column of them one day before its end.
    void quietInputs_data()
    {
        QTest::addColumn<QList<int>>("tickets");
        QTest::addColumn<QString>("said");
        QTest::newRow("less than half") << QList<int>{9, 20, 20, 20, 20} << "tickets crm 9 of 20 2026-10-30";
        QTest::newRow("half") << QList<int>{10, 20, 20, 20, 20} << "";
        QTest::newRow("none at all") << QList<int>{0, 20, 20, 20, 20} << "tickets crm 0 of 20 2026-09-25";
        QTest::newRow("few as ever") << QList<int>{0, 19, 20, 19, 20} << "";
        QTest::newRow("the median") << QList<int>{9, 1, 20, 20, 90} << "tickets crm 9 of 20 2026-10-30";
        QTest::newRow("not steady") << QList<int>{9, 20, 0, 20, 20} << "";
        QTest::newRow("not long enough") << QList<int>{9, 20, 20, 20} << "";
    }
    void quietInputs()
    {
        QFETCH(QList<int>, tickets);
        ImportedWorkspace data;
        const Date day = dayOf("2026-10-31");
        std::string rows = "ticket_id,account_id,created_at\n";
        int number = 0;
        for (qsizetype window = 0; window < tickets.size(); ++window) {
            for (int i = 0; i < tickets[window]; ++i)
                rows += std::to_string(++number) + ",A," + day.plusDays(-1 - int(window) * QuietDays).iso() + '\n';
        }
        for (int i = 0; i < 30; ++i) // of later, which is not seen
            rows += std::to_string(++number) + ",A,2026-11-01\n";
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file("crm.subscriptions", "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,100\n");
        data.file("crm.tickets", rows);
        data.import("2026-11-30");
        const auto model = healthModelFromText(R"({"segments": [
            {"name": "S", "when": [{"field": "segment", "any_of": ["S"]}],
             "signals": [{"signal": "csat_90", "weight": 1, "steps": [[null, 10]]},
                         {"signal": "arr", "weight": 1, "steps": [[null, 10]]}]},
            {"name": "All", "when": [],
             "signals": [{"signal": "tickets_90", "weight": 1, "steps": [[null, 10]]},
                         {"signal": "csat_90", "weight": 1, "steps": [[null, 10]]},
                         {"signal": "days_since_usage", "weight": 1, "steps": [[null, 10]]}]}]})");
        QVERIFY(model.ok());
        const auto found = health::quietInputs(data.workspace(), *model, day);
        QString said;
        for (const QuietInput &each : found) {
            said += QString::fromStdString(each.input + ' ' + each.source + ' ' + std::to_string(each.rows) + " of ")
                + QString::number(each.usual) + u' ' + QString::fromStdString(each.last.iso());
            QCOMPARE(each.touched, (std::vector<std::string>{"csat_90", "tickets_90"}));
        }
        QTEST(said, "said");
    }

    /// What comes once a month is not quiet on any day up to a month after its last row; two months later it is.
    void monthlyInputs()
    {
        ImportedWorkspace data;
        std::string rows = "account_id,date,model,score,colour\n";
        std::string names = "account_id,name\n";
        for (int i = 0; i < 25; ++i) {
            names += idOf(i) + ",Customer " + idOf(i) + '\n';
            for (const char *day :
                {"2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"})
                rows += idOf(i) + ',' + day + ",V,50,yellow\n";
        }
        data.file("crm.accounts", names);
        data.file("crm.health_scores", rows);
        data.import("2026-09-30");
        const auto model = healthModelFromText(Daily);
        QVERIFY(model.ok());
        for (Date day = dayOf("2026-09-01"); day <= dayOf("2026-10-30"); day = day.plusDays(1))
            QVERIFY2(health::quietInputs(data.workspace(), *model, day).empty(), day.iso().c_str());
        const auto late = health::quietInputs(data.workspace(), *model, dayOf("2026-11-15"));
        QCOMPARE(late.size(), std::size_t(1));
        QCOMPARE(late[0].input, std::string("health_scores"));
        QVERIFY(late[0].touched.empty());
    }

    void days_data()
    {
        QTest::addColumn<int>("accounts");
        QTest::addColumn<int>("fallen");
        QTest::addColumn<int>("events"); // of these on 2026-04-20
        QTest::addColumn<QStringList>("lines");
        const QStringList none;
        QTest::newRow("half of twelve") << 12 << 6 << -1 << QStringList{"crm 2026-04-20 2026-04-20 6 of 12, 6"};
        QTest::newRow("less than half") << 12 << 5 << -1 << none;
        QTest::newRow("ten accounts") << 10 << 10 << -1 << QStringList{"crm 2026-04-20 2026-04-20 10 of 10, 10"};
        QTest::newRow("nine accounts") << 9 << 9 << -1 << none;
        QTest::newRow("less than half of their use")
            << 12 << 12 << 49 << QStringList{"crm 2026-04-20 2026-04-20 12 of 12, 12"};
        QTest::newRow("half of their use") << 12 << 12 << 50 << none;
    }
    void days()
    {
        QFETCH(int, accounts);
        QFETCH(int, fallen);
        QFETCH(int, events);
        Usage usage;
        usage.accounts = accounts;
        usage.events = [=](int i, Date day) { return i < fallen && day == dayOf("2026-04-20") ? events : 100; };
        ImportedWorkspace data;
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        QTEST(linesOf(done(incidentsIn(*history, dayOf("2026-04-01"), dayOf("2026-04-30")))), "lines");
    }

    /// Nobody uses on Sundays, which is no incident. Three days without rows are one; the worst of them has all.
    void daysInARow()
    {
        Usage usage;
        usage.events = [](int i, Date day) {
            const bool isOut = day >= dayOf("2026-04-20") && day <= dayOf("2026-04-22");
            const bool isSpared = i == 11 && day != dayOf("2026-04-21");
            return day.weekday() == 7 || (isOut && !isSpared) ? -1 : 100;
        };
        ImportedWorkspace data;
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        QCOMPARE(linesOf(done(incidentsIn(*history, dayOf("2026-04-01"), dayOf("2026-04-30")))),
            QStringList{"crm 2026-04-20 2026-04-22 12 of 12, 12"});
        QCOMPARE(linesOf(done(incidentsIn(*history, dayOf("2026-04-01"), dayOf("2026-04-20")))), // as known then
            QStringList{"crm 2026-04-20 2026-04-20 11 of 12, 11"});
        QVERIFY(incidentsIn(*history, dayOf("2026-04-23"), dayOf("2026-04-30"))->empty());
    }

    /// 1, 8 ... March, 5, 12, 19, 26 April: two weeks in a row are one incident, in the third nobody is expected.
    void weeklyFiles()
    {
        Usage usage;
        usage.every = 7;
        usage.events = [](int, Date day) { return day >= dayOf("2026-04-12") ? -1 : 100; };
        ImportedWorkspace data;
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        QCOMPARE(linesOf(done(incidentsIn(*history, dayOf("2026-04-01"), dayOf("2026-04-30")))),
            QStringList{"crm 2026-04-12 2026-04-19 12 of 12, 12"});
    }

    /// Days far from all usage are not gone over one by one. All stop after April: they are expected for a fortnight.
    void allTime()
    {
        Usage usage;
        usage.accounts = 60;
        usage.events = [](int, Date day) { return day == dayOf("2026-04-20") ? -1 : 100; };
        ImportedWorkspace data;
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        QElapsedTimer taken;
        taken.start();
        QCOMPARE(linesOf(done(incidentsIn(*history, dayOf("0001-01-01"), dayOf("9999-12-30")))),
            (QStringList{"crm 2026-04-20 2026-04-20 60 of 60, 60", "crm 2026-05-01 2026-05-14 60 of 60, 60"}));
        QVERIFY2(taken.elapsed() < 5000, qPrintable(QString::number(taken.elapsed()))); // 3.6 million days take minutes
    }

    /// The first three have no row on the day and are red; the others have one, if a small one. Without the incident
    /// they would be green: 100 + 200 + 300 of ARR.
    void effect()
    {
        Usage usage;
        usage.events = [](int i, Date day) { return day != dayOf("2026-04-20") ? 100 : i < 3 ? -1 : 10; };
        ImportedWorkspace data;
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        const HealthModel model = done(healthModelFromText(Daily));
        const auto effectOn = [&](const char *iso) {
            const DayScores scores = done(scoresOn(model, *history, dayOf(iso)));
            return done(
                effectsOf(done(incidentsIn(*history, dayOf("2026-04-01"), dayOf(iso))), model, *history, scores));
        };
        QVERIFY(effectOn("2026-04-19").empty());
        const auto found = effectOn("2026-04-20");
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].incident.fallen, 12);
        QStringList changed;
        for (const ColourChange &each : found[0].changed)
            changed << QStringLiteral("%1 %2 %3 %4")
                           .arg(QString::fromStdString(history->accounts().at(each.account).name),
                               QString::fromLatin1(portfolio::toString(each.before.colour)),
                               QString::fromLatin1(portfolio::toString(each.after.colour)))
                           .arg(each.arr / 100);
        QCOMPARE(changed,
            (QStringList{"Customer A102 green red 300", "Customer A101 green red 200", "Customer A100 green red 100"}));
        QCOMPARE(found[0].changedArr, 60000);
        QVERIFY(effectOn("2026-04-21")[0].changed.empty()); // it is over, and still told
        // Nobody has used it since April. That is this day's doing as long as signals look back to it.
        const auto incidents = done(incidentsIn(*history, dayOf("2026-04-01"), dayOf("2026-04-20")));
        for (const auto &[day, accounts] : {std::pair("2026-06-14", 12), {"2026-06-15", 0}}) {
            const DayScores scores = done(scoresOn(model, *history, dayOf(day)));
            const auto effects = done(effectsOf(incidents, model, *history, scores));
            QCOMPARE(int(effects[0].changed.size()), accounts);
        }
    }

    /// The day on which six of twelve had no row, asked for by itself.
    void dropsOfADay()
    {
        ImportedWorkspace data;
        Usage usage;
        usage.events = [](int account, Date day) { return account < 6 && day == dayOf("2026-04-20") ? -1 : 100; };
        usage.fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        const signs::UsageDays *days = done(history->usageOn(dayOf("2026-04-30")));
        const auto drops = days->drops(dayOf("2026-04-01"), dayOf("2026-04-30"));
        QCOMPARE(drops.size(), std::size_t(1));
        QCOMPARE(drops[0].source, std::string("crm"));
        QCOMPARE(drops[0].day, dayOf("2026-04-20"));
        QCOMPARE(drops[0].expected, 12);
        QCOMPARE(drops[0].fallen, (std::vector<int>{0, 1, 2, 3, 4, 5}));
        QVERIFY(days->drops(dayOf("2026-04-21"), dayOf("2026-04-30")).empty());
        QVERIFY(days->drops(dayOf("2026-04-01"), dayOf("2026-04-19")).empty());
        QCOMPARE(days->drops(dayOf("2026-04-20"), dayOf("2026-04-20")).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestIncidents)
#include "tst_incidents.moc"
