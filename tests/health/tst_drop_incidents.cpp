#include "core/health/drop_incidents.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::health;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Red from the first ticket on; green with good ratings.
const char *const ByTickets = R"({"name": "Tickets", "segments": [{"name": "All", "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 100], [null, 0]]}]}]})";
const char *const ByRating = R"({"name": "Rating", "segments": [{"name": "All", "signals": [
    {"signal": "csat_90", "weight": 1, "steps": [[0.5, 0], [null, 100]]}]}]})";

/// Accounts K001, K002 ... with ARR since 2025; on each of `days` the next ones in a row open their first ticket. One
/// of January, which the window has forgotten, makes no ticket 0 tickets.
void fill(test::ImportedWorkspace &data, int accounts, const QList<std::pair<QString, int>> &days)
{
    QString names = QStringLiteral("account_id,name\n");
    QString contracts = QStringLiteral("subscription_id,account_id,start_date,arr\n");
    for (int i = 1; i <= accounts; ++i) {
        const QString id = QStringLiteral("K%1").arg(i, 3, 10, QLatin1Char('0'));
        names += QStringLiteral("%1,Customer %1\n").arg(id);
        contracts += QStringLiteral("%1,%1,2025-01-01,100\n").arg(id);
    }
    QString tickets = QStringLiteral("ticket_id,account_id,created_at\n0,K001,2026-01-01\n");
    int next = 1;
    for (const auto &[iso, count] : days) {
        for (int i = 0; i < count; ++i, ++next)
            tickets += QStringLiteral("%1,K%2,%3\n").arg(next).arg(next, 3, 10, QLatin1Char('0')).arg(iso);
    }
    data.file("crm.accounts", names.toStdString());
    data.file("crm.subscriptions", contracts.toStdString());
    data.file("crm.tickets", tickets.toStdString());
    data.import("2026-05-31");
}

std::vector<DropIncident> incidentsOf(test::ImportedWorkspace &data, const char *model, const char *from,
    const char *to, const std::function<bool(int)> &only = {})
{
    Progress progress;
    const auto history = signs::Signals::read(data.workspace(), progress);
    const auto read = healthModelFromText(model);
    if (!history || !read)
        qFatal("the book cannot be read");
    auto found = dropIncidents(*read, **history, day(from), day(to), only, progress);
    if (!found)
        qFatal("%s", found.error().message.english().c_str());
    return std::move(*found);
}

} // namespace

/// Days on which one signal falls for many at once, as counted by hand.
class TestDropIncidents : public QObject {
    Q_OBJECT
private slots:
    void limits_data()
    {
        QTest::addColumn<int>("accounts");
        QTest::addColumn<QList<int>>("others"); // a day each from 2026-05-02 on
        QTest::addColumn<int>("fell"); // on 2026-05-20
        QTest::addColumn<bool>("isOne");
        QTest::newRow("ten") << 20 << QList<int>{1, 3} << 10 << true;
        QTest::newRow("nine") << 20 << QList<int>{1, 3} << 9 << false;
        QTest::newRow("a fifth") << 60 << QList<int>{1} << 12 << true;
        QTest::newRow("less than a fifth") << 60 << QList<int>{1} << 11 << false;
        QTest::newRow("three times the usual") << 50 << QList<int>{5, 4, 1} << 12 << true; // 4 in the middle
        QTest::newRow("less than that") << 50 << QList<int>{5, 4, 1} << 11 << false;
        QTest::newRow("between two") << 50 << QList<int>{5, 3} << 12 << true; // 4
        QTest::newRow("nothing is usual") << 20 << QList<int>{} << 10 << true;
    }
    void limits()
    {
        QFETCH(int, accounts);
        QFETCH(QList<int>, others);
        QFETCH(int, fell);
        QFETCH(bool, isOne);
        QList<std::pair<QString, int>> days;
        for (const int count : others)
            days << std::pair(QStringLiteral("2026-05-%1").arg(days.size() + 2, 2, 10, QLatin1Char('0')), count);
        days << std::pair(QStringLiteral("2026-05-20"), fell);
        test::ImportedWorkspace data;
        fill(data, accounts, days);
        const auto found = incidentsOf(data, ByTickets, "2026-05-01", "2026-05-31");
        QCOMPARE(found.size(), std::size_t(isOne ? 1 : 0));
        if (!isOne)
            return;
        QCOMPARE(found[0].day, day("2026-05-20"));
        QCOMPARE(found[0].signal, std::string("tickets_90"));
        QCOMPARE(int(found[0].fell.size()), fell);
        QCOMPARE(found[0].had, accounts); // none of them is a ticket short
        QCOMPARE(found[0].worse, fell); // green to red
    }

    void windowAndCustomers()
    {
        test::ImportedWorkspace data;
        fill(data, 20, {{QStringLiteral("2026-05-20"), 10}});
        QCOMPARE(incidentsOf(data, ByTickets, "2026-05-20", "2026-05-20").size(), std::size_t(1)); // both days count
        QCOMPARE(incidentsOf(data, ByTickets, "2026-05-21", "2026-05-31").size(), std::size_t(0));
        QCOMPARE(incidentsOf(data, ByTickets, "2026-05-01", "2026-05-19").size(), std::size_t(0));
        const int left = incidentsOf(data, ByTickets, "2026-05-20", "2026-05-20")[0].fell.front();
        QCOMPARE(
            incidentsOf(data, ByTickets, "2026-05-01", "2026-05-31", [left](int account) { return account != left; })
                .size(),
            std::size_t(0)); // nine are left
    }

    /// A value that is gone is a fall too; without a score nobody has a worse colour.
    void valuesThatGo()
    {
        test::ImportedWorkspace data;
        QString rated = QStringLiteral("ticket_id,account_id,created_at,solved_at,csat\n");
        for (int i = 1; i <= 10; ++i)
            rated += QStringLiteral("%1,K%1,2026-01-30,2026-02-01,5\n").arg(i, 3, 10, QLatin1Char('0'));
        data.file("help.tickets", rated.toStdString());
        QString names = QStringLiteral("account_id,name\n");
        QString contracts = QStringLiteral("subscription_id,account_id,start_date,arr\n");
        for (int i = 1; i <= 10; ++i) {
            names += QStringLiteral("K%1,Customer %1\n").arg(i, 3, 10, QLatin1Char('0'));
            contracts += QStringLiteral("%1,K%1,2025-01-01,100\n").arg(i, 3, 10, QLatin1Char('0'));
        }
        data.file("help.accounts", names.toStdString());
        data.file("help.subscriptions", contracts.toStdString());
        data.import("2026-05-31");
        const auto found = incidentsOf(data, ByRating, "2026-04-01", "2026-05-31");
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].day, day("2026-05-02")); // 90 days after the ratings
        QCOMPARE(found[0].had, 10);
        QCOMPARE(found[0].share(), 1.0);
        QCOMPARE(found[0].worse, 0);
    }

    void cancelled()
    {
        test::ImportedWorkspace data;
        fill(data, 2, {});
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        progress.cancel();
        QCOMPARE(dropIncidents(
                     *healthModelFromText(ByTickets), **history, day("2026-05-01"), day("2026-05-31"), {}, progress)
                     .error()
                     .code,
            ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestDropIncidents)
#include "tst_drop_incidents.moc"
