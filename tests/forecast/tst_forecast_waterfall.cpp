#include "core/forecast/waterfall.h"
#include "tests/forecast/forecast_fixture.h"

#include <QRandomGenerator>

#include <map>

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;
using renewals::RenewalState;

namespace {

/// A row from "ACCOUNT state amount [contract]", amounts in minor units.
SnapshotRow row(const QString &text)
{
    const QStringList part = text.split(u' ');
    SnapshotRow row;
    row.account = part[0].toStdString();
    row.state = part[1] == QStringLiteral("open") ? RenewalState::Pending
        : part[1] == QStringLiteral("renewed")    ? RenewalState::Renewed
                                                  : RenewalState::Lost;
    row.amount = part[2].toLongLong();
    row.contracts = {part.value(3, QStringLiteral("c")).toStdString()};
    return row;
}

Snapshot snapshot(const char *iso, const QStringList &rows)
{
    Snapshot all{day(iso), {}};
    for (const QString &each : rows)
        all.rows.push_back(row(each));
    return all;
}

/// "100 won+20(1) lost-30(1) 90": opening, the steps that have something, closing.
QString told(const Waterfall &waterfall)
{
    QStringList words{QString::number(waterfall.opening)};
    for (const WaterfallPart &part : waterfall.parts) {
        if (!part.moves.empty())
            words << QStringLiteral("%1%2%3(%4)")
                         .arg(QString::fromLatin1(toString(part.step)),
                             part.amount < 0 ? QString() : QStringLiteral("+"))
                         .arg(part.amount)
                         .arg(part.moves.size());
    }
    return (words << QString::number(waterfall.closing)).join(u' ');
}

Snapshot randomSnapshot(QRandomGenerator &random, const char *iso)
{
    Snapshot all{day(iso), {}};
    for (int account = 0; account < 40; ++account) {
        if (random.bounded(4) == 0)
            continue;
        SnapshotRow row;
        row.account = std::to_string(account);
        row.state = RenewalState(random.bounded(3));
        row.amount = row.state == RenewalState::Lost ? 0 : random.bounded(3) == 0 ? 500 : random.bounded(1'000'000'007);
        row.contracts = {"c" + row.account};
        all.rows.push_back(std::move(row));
    }
    return all;
}

std::map<std::string, std::int64_t> amounts(const Snapshot &snapshot)
{
    std::map<std::string, std::int64_t> all;
    for (const SnapshotRow &row : snapshot.rows)
        all[row.account] = row.amount;
    return all;
}

} // namespace

/// From one snapshot of a quarter to another (CONTRACT-ROOMS section 2, "Renewal forecast").
class TestForecastWaterfall : public QObject {
    Q_OBJECT

private slots:
    void steps_data()
    {
        QTest::addColumn<QStringList>("then");
        QTest::addColumn<QStringList>("now");
        QTest::addColumn<QString>("expected");
        const auto only = [](const char *name, const char *then, const char *now, const char *expected) {
            const auto rows = [](const char *text) {
                return *text ? QStringList{QString::fromLatin1(text)} : QStringList();
            };
            QTest::newRow(name) << rows(then) << rows(now) << QString::fromLatin1(expected);
        };
        only("nothing", "", "", "0 0");
        only("unchanged", "A open 100", "A open 100", "100 100");
        only("up", "A open 100", "A open 101", "100 amount_up+1(1) 101");
        only("down", "A open 100", "A open 99", "100 amount_down-1(1) 99");
        only("won for more", "A open 100", "A renewed 120", "100 won+20(1) 120");
        only("won for less", "A open 100", "A renewed 80", "100 won-20(1) 80");
        only("won as called", "A open 100", "A renewed 100", "100 won+0(1) 100");
        only("lost", "A open 100", "A lost 0", "100 lost-100(1) 0");
        only("lost, called at nothing", "A open 0", "A lost 0", "0 lost+0(1) 0");
        only("pushed out", "A open 100", "", "100 pushed_out-100(1) 0");
        only("pushed out though renewed", "A renewed 100", "", "100 pushed_out-100(1) 0");
        only("new", "", "A open 100 later", "0 new+100(1) 100");
        only("pulled in", "", "A open 100 known", "0 pulled_in+100(1) 100");
        only("settled then", "A renewed 100", "A renewed 130", "100 settled+30(1) 130");
        only("settled as it was", "A renewed 100", "A renewed 100", "100 100");
        only("lost after all", "A renewed 100", "A lost 0", "100 settled-100(1) 0");
        only("opened again", "A lost 0", "A open 70", "0 settled+70(1) 70");
        QTest::newRow("all together") << QStringList{"A open 100", "B open 200", "C open 300", "D renewed 50"}
                                      << QStringList{"A renewed 90", "B lost 0", "D renewed 50", "E open 7 known",
                                             "F open 3 later"}
                                      << QStringLiteral(
                                             "650 won-10(1) lost-200(1) new+3(1) pulled_in+7(1) pushed_out-300(1) 150");
    }
    void steps()
    {
        QFETCH(QStringList, then);
        QFETCH(QStringList, now);
        const auto found = taken(
            waterfallOf(snapshot("2026-10-01", then), snapshot("2026-10-31", now), std::set<std::string>{"known"}));
        QCOMPARE(found.from, day("2026-10-01"));
        QCOMPARE(found.to, day("2026-10-31"));
        QTEST(told(found), "expected");
    }

    /// Whatever the books, opening and steps add up to closing to the minor unit; every renewal that counts something
    /// else is in one step, and each move says what it counted.
    void randomBooks()
    {
        QRandomGenerator random(15);
        for (int book = 0; book < 500; ++book) {
            const Snapshot then = randomSnapshot(random, "2026-10-01");
            const Snapshot now = randomSnapshot(random, "2026-10-31");
            std::set<std::string> known;
            for (int account = 0; account < 40; account += 1 + int(random.bounded(3)))
                known.insert("c" + std::to_string(account));
            const Waterfall found = taken(waterfallOf(then, now, known));
            auto before = amounts(then);
            auto after = amounts(now);
            std::int64_t sum = found.opening;
            std::set<std::string> seen;
            for (const WaterfallPart &part : found.parts) {
                sum += part.amount;
                std::int64_t moved = 0;
                for (const WaterfallMove &move : part.moves) {
                    QVERIFY(seen.insert(move.account).second);
                    QCOMPARE(move.then, before[move.account]);
                    QCOMPARE(move.now, after[move.account]);
                    moved += move.now - move.then;
                }
                QCOMPARE(part.amount, moved);
            }
            QCOMPARE(sum, found.closing);
            std::int64_t opening = 0;
            for (const auto &[account, amount] : before) {
                opening += amount;
                QVERIFY(amount == after[account] || seen.contains(account));
            }
            std::int64_t closing = 0;
            for (const auto &[account, amount] : after) {
                closing += amount;
                QVERIFY(amount == before[account] || seen.contains(account));
            }
            QCOMPARE(found.opening, opening);
            QCOMPARE(found.closing, closing);
        }
    }

    void tooLarge()
    {
        Snapshot then = snapshot("2026-10-01", {"A open 1", "B open 1"});
        then.rows[0].amount = INT64_MAX;
        const auto found = waterfallOf(then, then, {});
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Overflow);
    }

    /// Between two files: A renewed at 80 of 100, B's end was moved into the quarter, C's out of it, D signed since,
    /// E is still open. What a day knew it does not learn later.
    void betweenDays()
    {
        ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\nC,Cedar\nD,Dale\nE,Elm\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,created_date,arr\na1,A,2025-10-11,2026-10-10,,100\n"
            "b1,B,2026-01-01,2027-03-31,,200\nc1,C,2026-01-01,2026-12-31,,300\ne1,E,2026-01-01,2026-12-31,,50\n");
        data.import("2026-10-02");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,created_date,arr\na1,A,2025-10-11,2026-10-10,,100\n"
            "a2,A,2026-10-11,2027-10-10,2026-10-09,80\nb1,B,2026-01-01,2026-11-30,,200\n"
            "c1,C,2026-01-01,2027-06-30,,300\nd1,D,2026-09-30,2026-12-15,2026-10-20,7\n"
            "e1,E,2026-01-01,2026-12-31,,50\n");
        data.import("2026-11-20");
        const ForecastData read = forecastData(data, "2026Q4");
        const auto on = [&](const char *iso) { return taken(snapshotOn(read, taken(read.known(day(iso))), {})); };
        const Snapshot then = on("2026-10-02");
        const Snapshot now = on("2026-11-20");
        const auto found = taken(waterfallOf(then, now, taken(contractsKnownOn(read, then.day))));
        QCOMPARE(told(found), "45000 won-2000(1) new+700(1) pulled_in+20000(1) pushed_out-30000(1) 33700");
    }
};

QTEST_GUILESS_MAIN(TestForecastWaterfall)
#include "tst_forecast_waterfall.moc"
