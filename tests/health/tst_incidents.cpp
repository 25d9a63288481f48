#include "core/health/incidents.h"
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
