#include "core/answers/figure_accounts.h"
#include "core/answers/source_rows.h"
#include "core/demo/demo.h"
#include "core/portfolio/portfolio.h"
#include "core/session/actions.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::answers;

namespace {

struct Sums {
    double before = 0;
    double now = 0;
    double kept = 0;
};

Sums sumsOf(const FigureAccounts &behind)
{
    Sums sums;
    for (const FigureRow &row : behind.rows) {
        sums.before += double(row.before);
        sums.now += double(row.now);
        sums.kept += double(std::min(row.before, row.now));
    }
    return sums;
}

} // namespace

/// Every figure opens customers whose amounts add up to it, and a customer opens rows that stand in the files.
class TestFigureAccounts : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
    std::optional<portfolio::ArrBook> m_book;
    Month m_month;
    Progress m_progress;

    std::string path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }

private slots:
    void initTestCase()
    {
        demo::DemoOptions options;
        options.accounts = 60;
        QVERIFY(demo::writeDemo(path("exports"), options, m_progress).ok());
        QVERIFY(store::Workspace::create(path("w.qdeck"), {}).ok());
        auto opened = store::Workspace::open(path("w.qdeck"));
        QVERIFY(opened.ok());
        m_workspace = std::move(*opened);
        sources::ImportOptions import;
        import.asOf = Date::of(2026, 10, 31);
        QVERIFY(session::importAndResolve(*m_workspace, {path("exports")}, import, m_progress).ok());
        auto book = portfolio::Portfolio::of(*m_workspace)->book();
        QVERIFY(book.ok());
        m_book = std::move(*book);
        m_month = Month(2026, 10);
    }

    void arrAddsUp_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::newRow("all") << QString();
        QTest::newRow("one segment") << QStringLiteral("Enterprise");
    }
    void arrAddsUp()
    {
        QFETCH(QString, segment);
        FigureScope scope;
        if (!segment.isEmpty())
            scope.grouping.filters = {{"segment", segment.toStdString()}};
        revenue::MovementOptions options{m_month.plus(-5), m_month, scope.grouping};
        const auto movements =
            revenue::computeMovements(*portfolio::Portfolio::of(*m_workspace), *m_book, options, m_progress);
        QCOMPARE(movements->rows.size(), std::size_t(6));
        for (const revenue::MovementRow &row : movements->rows) {
            const auto behind = arrBehind(*portfolio::Portfolio::of(*m_workspace), scope, row.month);
            QCOMPARE(std::int64_t(sumsOf(*behind).now), row.closing);
            QCOMPARE(int(behind->rows.size()), row.closingLogos);
            QVERIFY(row.closing > 0);
        }
    }

    void openingSetGivesItsRates()
    {
        const auto trend = revenue::retentionTrend(
            *portfolio::Portfolio::of(*m_workspace), *m_book, m_month.plus(-3), m_month, {}, m_progress);
        for (const revenue::RetentionPoint &point : *trend) {
            const auto behind = openingSetBehind(
                *portfolio::Portfolio::of(*m_workspace), {}, point.month, revenue::FxMode::Constant, m_progress);
            const Sums sums = sumsOf(*behind);
            QCOMPARE(sums.now / sums.before, point.rate(metrics::Nrr).value());
            QCOMPARE(sums.kept / sums.before, point.rate(metrics::Grr).value());
            QCOMPARE(int(behind->rows.size()), point.logos);
        }
    }

    void cohortGivesItsCell()
    {
        retention::CohortOptions options;
        options.measure = retention::CohortMeasure::Grr;
        options.period = retention::CohortPeriod::Quarter;
        const auto table =
            retention::computeCohorts(*portfolio::Portfolio::of(*m_workspace), *m_book, options, m_progress);
        const retention::Cohort &first = table->rows.front();
        const int k = int(first.values.size()) - 1;
        const auto behind =
            cohortBehind(*portfolio::Portfolio::of(*m_workspace), {}, options, first.label, k, m_progress);
        const Sums sums = sumsOf(*behind);
        QCOMPARE(sums.kept / sums.before, first.values.back());
    }

    void batchKnowsItsCustomers()
    {
        SQLite::Statement batch(m_workspace->db(), "SELECT batch_id, entity FROM import_batch ORDER BY batch_id");
        int checked = 0;
        while (batch.executeStep()) {
            const std::string entity = batch.getColumn(1).getString();
            const auto accounts = batchAccounts(*m_workspace, batch.getColumn(0).getInt64());
            if (entity == "csms" || entity == "fx_rates") {
                QVERIFY(accounts->empty());
                continue;
            }
            QVERIFY2(!accounts->empty(), entity.c_str());
            ++checked;
            if (entity != "usage")
                continue;
            SQLite::Statement count(m_workspace->db(),
                "SELECT count(DISTINCT l.account) FROM usage u JOIN account_link l ON l.source = u.source AND "
                "l.record_id = u.account_id AND l.status = 'accepted'");
            QVERIFY(count.executeStep());
            QCOMPARE(int(accounts->size()), count.getColumn(0).getInt());
        }
        QVERIFY(checked >= 8);
        QCOMPARE(batchAccounts(*m_workspace, 9999).error().code, ErrorCode::NotFound);
    }

    /// Each row of a customer is looked up in the export itself.
    void rowsStandInTheirFiles()
    {
        const auto behind = arrBehind(*portfolio::Portfolio::of(*m_workspace), {}, m_month);
        const auto rows = allSourceRows(*m_workspace, behind->rows.front().account, 3);
        QVERIFY(rows.ok());
        QSet<QString> entities;
        for (const SourceRow &row : *rows) {
            QFile file(m_dir.filePath(QStringLiteral("exports/") + QString::fromStdString(row.file)));
            QVERIFY2(file.open(QIODevice::ReadOnly), row.file.c_str());
            QByteArray line;
            for (int number = 0; number < row.line; ++number)
                line = file.readLine();
            const QByteArray id = QByteArray::fromStdString(row.recordId).left(15); // an id may be raised to 18
            QVERIFY(!id.isEmpty());
            QVERIFY2(line.contains(id), (row.entity + " " + row.recordId + ": " + line.toStdString()).c_str());
            entities << QString::fromStdString(row.entity);
        }
        for (const char *entity : {"accounts", "subscriptions", "usage", "health_scores"})
            QVERIFY2(entities.contains(QString::fromLatin1(entity)), entity);
    }
};

QTEST_GUILESS_MAIN(TestFigureAccounts)
#include "tst_figure_accounts.moc"
