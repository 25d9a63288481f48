#include "core/portfolio/portfolio.h"
#include "core/retention/cohorts.h"
#include "core/statistics/counter_random.h"
#include "core/store/workspace.h"
#include "tests/support/workspace_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

#include <cmath>
#include <map>

using namespace qd;
using namespace qd::retention;

namespace {

constexpr int FirstYear = 2024; ///< months are counted from its January
constexpr int LastMonth = 33; ///< October 2026, the last that is over

Month monthAt(int n)
{
    return Month(FirstYear, 1).plus(n);
}

/// A day of month n, the last one among them.
std::string dayOf(int n, double share)
{
    const Month month = monthAt(n);
    return month.firstDay().plusDays(int(share * month.lastDay().day())).iso();
}

/// 90 customers with one to three contracts each, some cancelled, with gaps and returns, begun on any day of a month.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.workspace().db().exec("CREATE TEMP TABLE used (account TEXT, n INTEGER, PRIMARY KEY (account, n))");
    for (std::uint32_t i = 0; i < 90; ++i) {
        auto draw = [&, at = std::uint32_t(0)]() mutable { return statistics::uniformDraw(17, i, at++, 0); };
        const std::string account = "A" + std::to_string(i);
        int month = int(draw() * 26);
        const int contracts = 1 + int(draw() * 3);
        for (int c = 0; c < contracts && month <= LastMonth; ++c) {
            const int months = 1 + int(draw() * 14);
            const std::string annual =
                std::to_string(100 + int(draw() * 900)) + ".0" + std::to_string(int(draw() * 10));
            const std::string end = c + 1 == contracts && draw() < 0.5 ? "" : dayOf(month + months - 1, draw());
            const std::string cancelled = draw() < 0.2 ? dayOf(month + months / 2, draw()) : "";
            data.subscription(
                "billing", account + "-" + std::to_string(c), account, annual, dayOf(month, draw()), end, cancelled);
            month += months + (draw() < 0.3 ? int(draw() * 4) : 0);
        }
        for (int n = 0; n <= LastMonth; ++n)
            if (draw() < 0.6)
                data.run("INSERT INTO used VALUES (?, CAST(? AS INTEGER))", {account, std::to_string(n)});
    }
    data.settle();
}

/// The same of the program's own.
std::shared_ptr<const UsedMonths> usedOf(test::WorkspaceFixture &data)
{
    std::vector<std::vector<Month>> all;
    for (const identity::Account &account : portfolio::Portfolio::of(data.workspace())->accounts().accounts()) {
        auto &own = all.emplace_back();
        SQLite::Statement row(data.workspace().db(), "SELECT n FROM used WHERE account = ? ORDER BY n");
        row.bind(1, account.name);
        while (row.executeStep())
            own.push_back(monthAt(row.getColumn(0).getInt()));
    }
    return std::make_shared<const UsedMonths>(std::move(all));
}

struct Cell {
    double numerator = 0;
    double denominator = 0;
};
struct Row {
    int size = 0;
    std::int64_t opening = 0;
    std::map<int, Cell> cells; ///< by k; those that every member has reached
};

/// What a measure adds up, as SQL; `before` is what it is compared with.
const char *numeratorOf(CohortMeasure measure)
{
    switch (measure) {
    case CohortMeasure::Logo:
        return "sum(now > 0)";
    case CohortMeasure::Grr:
        return "sum(min(now, before))";
    case CohortMeasure::Usage:
        return "sum(used_now)";
    default:
        return "sum(now)";
    }
}

const char *denominatorOf(CohortMeasure measure, CohortBase base)
{
    switch (measure) {
    case CohortMeasure::Logo:
        return base == CohortBase::Start ? "count(*)" : "sum(before > 0)";
    case CohortMeasure::Usage:
        return base == CohortBase::Start ? "count(*)" : "sum(used_before)";
    case CohortMeasure::Arr:
        return "1";
    default:
        return "sum(before)";
    }
}

/// The table from the contracts alone, by one query.
std::map<std::string, Row> bySql(test::WorkspaceFixture &data, CohortMeasure measure, int step, CohortBase base)
{
    const std::string sql = std::string(R"(
WITH RECURSIVE months (n, day) AS (
    SELECT 0, date('2024-01-31') UNION ALL
    SELECT n + 1, date('2024-01-01', '+' || (n + 2) || ' months', '-1 day') FROM months WHERE n < :last
), arr AS (
    SELECT account_id AS account, n, sum(annual_minor) AS a FROM months JOIN subscriptions
        ON start_date <= day AND (end_date IS NULL OR end_date >= day) AND (cancelled_date IS NULL OR cancelled_date > day)
    GROUP BY 1, 2
), started AS (
    SELECT account, min(n) AS c FROM arr GROUP BY 1
), grid AS (
    SELECT s.account, s.c / :step AS cohort, m.n AS k, o.a AS opening, coalesce(x.a, 0) AS now,
        CASE WHEN :previous THEN coalesce(p.a, 0) ELSE o.a END AS before,
        u.n IS NOT NULL AS used_now, v.n IS NOT NULL AS used_before
    FROM started s JOIN months m ON s.c + m.n * :step <= :last JOIN arr o ON o.account = s.account AND o.n = s.c
    LEFT JOIN arr x ON x.account = s.account AND x.n = s.c + m.n * :step
    LEFT JOIN arr p ON p.account = s.account AND p.n = s.c + (m.n - 1) * :step AND m.n > 0
    LEFT JOIN used u ON u.account = s.account AND u.n = s.c + m.n * :step
    LEFT JOIN used v ON v.account = s.account AND v.n = s.c + (m.n - 1) * :step AND m.n > 0
)
SELECT cohort, k, count(*), sum(opening), )")
        + numeratorOf(measure) + ", " + denominatorOf(measure, base) + R"( FROM grid GROUP BY cohort, k
HAVING count(*) = (SELECT count(*) FROM started WHERE c / :step = cohort) ORDER BY 1, 2)";
    SQLite::Statement query(data.workspace().db(), sql);
    query.bind(":last", LastMonth);
    query.bind(":step", step);
    query.bind(":previous", base == CohortBase::Previous ? 1 : 0);
    std::map<std::string, Row> rows;
    while (query.executeStep()) {
        const int cohort = query.getColumn(0).getInt();
        const std::string label = step == 1
            ? monthAt(cohort).iso()
            : std::to_string(FirstYear + cohort / 4) + "Q" + std::to_string(cohort % 4 + 1);
        Row &row = rows[label];
        row.size = query.getColumn(2).getInt();
        row.opening = query.getColumn(3).getInt64();
        row.cells[query.getColumn(1).getInt()] = {query.getColumn(4).getDouble(), query.getColumn(5).getDouble()};
    }
    return rows;
}

} // namespace

/// Every cell of the cohort tables against one query over the contracts.
class TestCohortsBySql : public QObject {
    Q_OBJECT
    test::WorkspaceFixture m_data;

    Cohorts computed(CohortMeasure measure, CohortPeriod period, CohortBase base)
    {
        CohortOptions options;
        options.measure = measure;
        options.period = period;
        options.base = base;
        options.asOf = Date::fromIso("2026-10-31");
        options.used = usedOf(m_data);
        Progress quiet;
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        const auto book = portfolio->book();
        auto found = computeCohorts(*portfolio, *book, options, quiet);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return std::move(*found);
    }

private slots:
    void initTestCase() { fill(m_data); }

    void cells_data()
    {
        QTest::addColumn<int>("measure");
        QTest::addColumn<int>("period");
        QTest::addColumn<int>("base");
        for (const auto measure :
            {CohortMeasure::Logo, CohortMeasure::Nrr, CohortMeasure::Grr, CohortMeasure::Arr, CohortMeasure::Usage})
            for (const auto period : {CohortPeriod::Month, CohortPeriod::Quarter})
                for (const auto base : {CohortBase::Start, CohortBase::Previous})
                    if (measure != CohortMeasure::Arr || base == CohortBase::Start)
                        QTest::addRow("%s by %s%s", toString(measure),
                            period == CohortPeriod::Month ? "month" : "quarter",
                            base == CohortBase::Start ? "" : ", against the one before")
                            << int(measure) << int(period) << int(base);
    }
    void cells()
    {
        QFETCH(int, measure);
        QFETCH(int, period);
        QFETCH(int, base);
        const auto what = CohortMeasure(measure);
        const auto from = CohortBase(base);
        const int step = CohortPeriod(period) == CohortPeriod::Month ? 1 : 3;
        const auto expected = bySql(m_data, what, step, from);
        const Cohorts found = computed(what, CohortPeriod(period), from);
        QVERIFY(expected.size() > 8);
        QCOMPARE(found.rows.size(), expected.size());
        std::map<int, Cell> sums;
        int compared = 0;
        for (const Cohort &cohort : found.rows) {
            QVERIFY2(expected.count(cohort.label) == 1, cohort.label.c_str());
            const Row &row = expected.at(cohort.label);
            QCOMPARE(cohort.size, row.size);
            QCOMPARE(cohort.opening, row.opening);
            QCOMPARE(cohort.values.size(), row.cells.size());
            for (std::size_t k = 0; k < cohort.values.size(); ++k) {
                const Cell &cell = row.cells.at(int(k));
                if ((from == CohortBase::Previous && k == 0) || cell.denominator == 0) {
                    QVERIFY(std::isnan(cohort.values[k]));
                    continue;
                }
                QVERIFY(std::abs(cohort.values[k] - cell.numerator / cell.denominator) < 1e-9);
                sums[int(k)].numerator += cell.numerator;
                sums[int(k)].denominator += cell.denominator;
                ++compared;
            }
        }
        QVERIFY(compared > 30);
        if (what == CohortMeasure::Arr || from == CohortBase::Previous)
            return;
        for (std::size_t k = 0; k < found.weighted.size(); ++k)
            QVERIFY(std::abs(found.weighted[k].value() - sums[int(k)].numerator / sums[int(k)].denominator) < 1e-9);
    }

    /// Shares of customers are shares, and GRR is never above 1 nor above NRR.
    void bounds()
    {
        for (const auto period : {CohortPeriod::Month, CohortPeriod::Quarter}) {
            for (const auto measure : {CohortMeasure::Logo, CohortMeasure::Usage, CohortMeasure::Grr})
                for (const Cohort &cohort : computed(measure, period, CohortBase::Start).rows)
                    for (const double value : cohort.values)
                        QVERIFY(value >= 0 && value <= 1);
            const Cohorts nrr = computed(CohortMeasure::Nrr, period, CohortBase::Start);
            const Cohorts grr = computed(CohortMeasure::Grr, period, CohortBase::Start);
            for (std::size_t i = 0; i < nrr.rows.size(); ++i)
                for (std::size_t k = 0; k < nrr.rows[i].values.size(); ++k)
                    QVERIFY(grr.rows[i].values[k] <= nrr.rows[i].values[k] + 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestCohortsBySql)
#include "tst_cohorts_by_sql.moc"
