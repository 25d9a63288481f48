#include "core/lifecycle/churn_reasons.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// "2026-02 Price 30000 3", a line for each reason of January to June.
QStringList described(test::LifecycleFixture &data, const char *asOf = "2026-10-31")
{
    const auto portfolio = data.portfolio();
    const auto book = portfolio->book();
    Progress progress;
    const auto movements = revenue::computeMovements(
        *portfolio, *book, {*Month::fromIso("2026-01"), *Month::fromIso("2026-06"), {}}, progress);
    const auto reasons = ChurnReasons::read(data.workspace(), *portfolio, *Date::fromIso(asOf));
    QStringList lines;
    std::int64_t sum = 0;
    for (const ChurnReasonRow &row : churnByReason(*movements, *reasons)) {
        lines << QStringLiteral("%1 %2 %3 %4")
                     .arg(QString::fromStdString(row.month.iso()), QString::fromStdString(row.reason))
                     .arg(row.churn)
                     .arg(row.logos);
        sum += row.churn;
    }
    for (const revenue::MovementRow &row : movements->rows)
        sum -= row.churn;
    return sum == 0 ? lines : QStringList{QStringLiteral("adds up to something else")};
}

void opportunity(
    test::LifecycleFixture &data, const char *id, const char *type, const char *close, bool won, const char *reason)
{
    data.run(
        "INSERT INTO opportunities (source, opportunity_id, account_id, type, close_date, created_date, is_closed, "
        "is_won, loss_reason, currency, content_hash, as_of, batch_id, line) VALUES ('billing', ?, 'A', ?, ?, "
        "'2025-01-01', 1, CAST(? AS INTEGER), nullif(?, ''), 'USD', 0, '2026-10-31', 1, 2)",
        {id, type, close, won ? "1" : "0", reason});
}

void risk(test::LifecycleFixture &data, const char *date, const char *author, const char *reason)
{
    data.run(
        "INSERT INTO risks (source, account_id, date, author, status, reason, content_hash, as_of, batch_id, line) "
        "VALUES ('billing', 'A', ?, ?, 'at_risk', nullif(?, ''), 0, '2026-10-31', 1, 2)",
        {date, author, reason});
}

} // namespace

class TestChurnReasons : public QObject {
    Q_OBJECT
private slots:
    /// Each is asked only where the one before has nothing.
    void whatIsAskedFirst()
    {
        test::LifecycleFixture data;
        data.account("billing", "A", "Acme");
        data.contract("A", "2025-01-01", "2026-02-15");
        QCOMPARE(described(data), QStringList{"2026-02 (none) 10000 1"});
        risk(data, "2026-02-28", "mia", "Sponsor gone");
        risk(data, "2026-02-28", "zoe", ""); // says nothing
        risk(data, "2026-03-01", "mia", "Too late");
        QCOMPARE(described(data), QStringList{"2026-02 Sponsor gone 10000 1"});
        opportunity(data, "1", "renewal", "2026-02-20", true, "Won after all");
        opportunity(data, "2", "expansion", "2026-02-20", false, "No need");
        opportunity(data, "3", "renewal", "2026-02-20", false, "");
        QCOMPARE(described(data), QStringList{"2026-02 Sponsor gone 10000 1"});
        opportunity(data, "4", "renewal", "2025-02-28", false, "Last year");
        opportunity(data, "6", "Renewal", "2026-02-27", false, "Price");
        opportunity(data, "5", "renewal", "2026-03-01", false, "A day after"); // as near: the earlier
        QCOMPARE(described(data), QStringList{"2026-02 Price 10000 1"});
        data.run("UPDATE accounts SET churn_reason = ' Merged ' WHERE account_id = ?", {"A"});
        QCOMPARE(described(data), QStringList{"2026-02 Merged 10000 1"});
    }

    /// On 26 February the opportunity is open, and nobody has written of a risk.
    void asKnownOnADay()
    {
        test::LifecycleFixture data;
        data.account("billing", "A", "Acme");
        data.contract("A", "2025-01-01", "2026-02-15");
        opportunity(data, "1", "renewal", "2026-02-27", false, "Price");
        risk(data, "2026-02-27", "mia", "Sponsor gone");
        QCOMPARE(described(data, "2026-02-26"), QStringList{"2026-02 (none) 10000 1"});
        QCOMPARE(described(data, "2026-02-27"), QStringList{"2026-02 Price 10000 1"});
    }

    /// By month, then reason; customers of one reason are one row; who goes and comes back counts each time.
    void addsUpToChurn()
    {
        test::LifecycleFixture data;
        for (const auto &[id, reason] : {std::pair("A", "Price"), {"B", "Price"}, {"C", "Merged"}, {"D", ""}}) {
            data.account("billing", id, id);
            data.run("UPDATE accounts SET churn_reason = nullif(?, '') WHERE account_id = ?", {reason, id});
            data.contract(id, "2025-01-01", "2026-02-01");
        }
        data.contract("A", "2026-03-10", "2026-04-10");
        data.contract("E", "2025-01-01"); // stays
        QCOMPARE(described(data),
            (QStringList{
                "2026-02 (none) 10000 1", "2026-02 Merged 10000 1", "2026-02 Price 20000 2", "2026-04 Price 10000 1"}));
    }
};

QTEST_GUILESS_MAIN(TestChurnReasons)
#include "tst_churn_reasons.moc"
