#include "core/governance/governance_store.h"
#include "core/governance/relearned.h"
#include "core/session/undo.h"
#include "core/signoff/signoff.h"
#include "tests/session/crm_files.h"

#include <QtTest>

using namespace qd;
using namespace qd::governance;

namespace {

const QByteArray Contracts = "subscription_id,account_id,start_date,end_date,arr\n";
const QByteArray First = Contracts + "a,A,2025-01-01,2027-12-31,1200\nb,B,2025-01-01,2027-12-31,500\n";
/// Brought a month later: what a row was worth all along, and a contract nobody had told of. b is as it was.
const QByteArray Late = Contracts + "a,A,2025-01-01,2027-12-31,1500\nc,A,2026-02-01,2026-12-31,300\n";

explain::Request arrOf(const char *day)
{
    explain::Request request{*explain::metricFromText("arr")};
    request.asOf = Date::fromIso(day);
    return request;
}

std::int64_t batchOf(const Result<sources::ImportReport> &report)
{
    if (!report)
        qFatal("%s", report.error().message.english().c_str());
    return report->batches.back().batch;
}

/// "a 1200.00, b ..." in major units.
QString rowsText(const std::vector<explain::ExplainedRow> &rows)
{
    QStringList texts;
    for (const explain::ExplainedRow &row : rows)
        texts << QStringLiteral("%1 %2").arg(QString::fromStdString(row.id)).arg(row.amount.value_or(0) / 100);
    return texts.join(QStringLiteral(", "));
}

} // namespace

/// What later imports made of a figure that was known before, and of a month that was signed.
class TestRelearned : public QObject {
    Q_OBJECT

    static Result<Relearned> learned(Crm &data, const explain::Request &request, std::int64_t batch)
    {
        return relearnedSince(
            *data.workspace, portfolio::Portfolio::of(*data.workspace), request, batch, data.progress);
    }

private slots:
    /// September was told as 1,700; the file of October says that a contract of February was missing: 2,000. What a is
    /// worth holds from October on, since values hold from their snapshot.
    void aLateContract()
    {
        Crm data;
        const std::int64_t first = batchOf(data.import("billing.subscriptions.csv", First, "2026-09-30"));
        batchOf(data.import("billing.subscriptions.csv", Late, "2026-10-31"));
        const auto september = learned(data, arrOf("2026-09-30"), first);
        QVERIFY2(september.ok(), september ? "" : september.error().message.english().c_str());
        QCOMPARE(september->change.then.numerator, 170000);
        QCOMPARE(september->change.now.numerator, 200000);
        QCOMPARE(september->change.parts.size(), std::size_t(1));
        QCOMPARE(september->change.parts[0].amount, 30000);
        QVERIFY(september->change.parts[0].cause == explain::ChangeCause::Changed);
        QCOMPARE(rowsText(september->rows), QStringLiteral("c 300"));
        QCOMPARE(september->rows[0].line, 3);
        QVERIFY(september->gone.empty());
        const auto october = learned(data, arrOf("2026-10-31"), first);
        QCOMPARE(october->change.now.numerator - october->change.then.numerator, 60000);
        QCOMPARE(rowsText(october->rows), QStringLiteral("a 1500, c 300"));
        QCOMPARE(rowsText(october->gone), QStringLiteral("a 1200"));
    }

    /// A rate over the same window, not over the one that ended when less was known.
    void aRateAddsUp()
    {
        Crm data;
        const std::int64_t first = batchOf(data.import("billing.subscriptions.csv", First, "2026-09-30"));
        batchOf(data.import("billing.subscriptions.csv", Late, "2026-10-31"));
        explain::Request request{*explain::metricFromText("nrr")};
        request.from = Month(2025, 9);
        request.to = Month(2026, 9);
        const auto found = learned(data, request, first);
        QVERIFY(found.ok());
        QCOMPARE(found->change.then.rate().value(), 1.0);
        QCOMPARE(found->change.now.rate().value(), 2000.0 / 1700);
        double sum = 0;
        for (const explain::ChangePart &part : found->change.parts)
            sum += part.share;
        QVERIFY(std::abs(sum - 300.0 / 1700) < 1e-12);
    }

    void theWorkspaceStaysAsItIs()
    {
        Crm data;
        const std::int64_t first = batchOf(data.import("billing.subscriptions.csv", First, "2026-09-30"));
        batchOf(data.import("billing.subscriptions.csv", Late, "2026-10-31"));
        const auto change = store::lastChange(*data.workspace).number;
        QVERIFY(learned(data, arrOf("2026-10-31"), first).ok());
        QCOMPARE(store::lastChange(*data.workspace).number, change);
        QCOMPARE(data.arr("2026-10-31"), QStringLiteral("230000"));
    }

    void wrongRequests()
    {
        Crm data;
        QVERIFY(!batchBeforeLastImport(*data.workspace));
        const std::int64_t first = batchOf(data.import("billing.subscriptions.csv", First, "2026-09-30"));
        QVERIFY(!batchBeforeLastImport(*data.workspace));
        QCOMPARE(learned(data, arrOf("2026-09-30"), first).error().code, ErrorCode::Conflict);
        const auto sinceLast = [&] {
            return relearnedSinceLastImport(
                *data.workspace, portfolio::Portfolio::of(*data.workspace), arrOf("2026-09-30"), data.progress);
        };
        QCOMPARE(sinceLast().error().code, ErrorCode::Conflict);
        const std::int64_t last = batchOf(data.import("billing.subscriptions.csv", Late, "2026-10-31"));
        QCOMPARE(batchBeforeLastImport(*data.workspace).value(), first);
        QCOMPARE(sinceLast()->change.then.numerator, 170000);
        QCOMPARE(learned(data, arrOf("2026-09-30"), last).error().code, ErrorCode::Conflict);
        QCOMPARE(learned(data, arrOf("2026-09-30"), 99).error().code, ErrorCode::NotFound);
        explain::Request survival{*explain::metricFromText("survival:30")};
        QCOMPARE(learned(data, survival, first).error().code, ErrorCode::InvalidArgument);
        QVERIFY(session::undoImport(*data.workspace, last, data.progress).ok());
        QCOMPARE(learned(data, arrOf("2026-09-30"), last).error().code, ErrorCode::Conflict);
        QVERIFY(
            learned(data, arrOf("2026-09-30"), last).error().message.english().find("taken back") != std::string::npos);
        QVERIFY(!batchBeforeLastImport(*data.workspace)); // what was taken back is no import
    }

    void aSignedMonthIsNamedWithItsRows()
    {
        Crm data;
        const signoff::SignoffKey september{"2026-09", "billing", "crm"};
        batchOf(data.import("crm.accounts.csv",
            "account_id,name,domain,arr\nA,Acme,acme.com,1200\nB,Birch,birch.com,500\n", "2026-09-30"));
        const std::int64_t first = batchOf(data.import("billing.subscriptions.csv", First, "2026-09-30"));
        QVERIFY(session::resolveIdentities(*data.workspace, data.progress).ok());
        QVERIFY(signoff::prepare(*data.workspace, september, "Anna", data.progress).ok());
        QVERIFY(signoff::sign(*data.workspace, september, "Bea", data.progress).ok());
        QCOMPARE(lastBatchWhenPrepared(*data.workspace, "2026-09", "billing", "crm").value(), first);
        QVERIFY(!lastBatchWhenPrepared(*data.workspace, "2026-08", "billing", "crm"));
        const auto months = [&] {
            return reopenedMonths(*data.workspace, portfolio::Portfolio::of(*data.workspace), data.progress);
        };
        QVERIFY(months()->empty());
        batchOf(data.import("billing.subscriptions.csv", Late, "2026-10-31"));
        const auto found = months();
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE(found->front().period, std::string("2026-09"));
        QCOMPARE(found->front().batch, first);
        QCOMPARE(rowsText(found->front().arr.rows), QStringLiteral("c 300"));
        QCOMPARE(found->front().arr.change.now.numerator, 200000);
    }
};

QTEST_GUILESS_MAIN(TestRelearned)
#include "tst_relearned.moc"
