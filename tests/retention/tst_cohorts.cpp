#include "core/portfolio/portfolio.h"
#include "core/retention/cohort_moves.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::retention;

namespace {

Result<Cohorts> cohorts(test::WorkspaceFixture &data, const CohortOptions &options)
{
    Progress progress;
    auto book = portfolio::Portfolio::of(data.workspace())->book();
    if (!book)
        return book.error();
    return computeCohorts(*portfolio::Portfolio::of(data.workspace()), *book, options, progress);
}

QString described(const Cohort &cohort)
{
    QStringList values;
    for (const double value : cohort.values)
        values << QString::number(value, 'f', 3);
    return QStringLiteral("%1 n%2 %3: %4")
        .arg(QString::fromStdString(cohort.label))
        .arg(cohort.size)
        .arg(cohort.opening)
        .arg(values.join(u' '));
}

/// Months with use by the names of customers.
std::shared_ptr<const UsedMonths> used(
    test::WorkspaceFixture &data, const std::map<std::string, std::vector<const char *>> &months)
{
    std::vector<std::vector<Month>> all;
    for (const identity::Account &account : portfolio::Portfolio::of(data.workspace())->accounts().accounts()) {
        auto &own = all.emplace_back();
        if (const auto found = months.find(account.name); found != months.end()) {
            for (const char *month : found->second)
                own.push_back(*Month::fromIso(month));
        }
    }
    return std::make_shared<const UsedMonths>(std::move(all));
}

CohortOptions measure(CohortMeasure what, const char *asOf, CohortPeriod period = CohortPeriod::Month)
{
    CohortOptions options;
    options.measure = what;
    options.period = period;
    options.asOf = Date::fromIso(asOf);
    return options;
}

/// January: A 100 -> 150 in March; B 100, lost in February, back in April at 40. March: C 50.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.subscription("billing", "a1", "A", "100", "2026-01-10", "2026-03-09");
    data.subscription("billing", "a2", "A", "150", "2026-03-10");
    data.subscription("billing", "b1", "B", "100", "2026-01-15", "2026-02-10");
    data.subscription("billing", "b2", "B", "40", "2026-04-01");
    data.subscription("billing", "c1", "C", "50", "2026-03-31");
    data.settle();
}

} // namespace

class TestCohorts : public QObject {
    Q_OBJECT
private slots:
    void byHand_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("logo") << int(CohortMeasure::Logo)
                              << QStringList{
                                     "2026-01 n2 20000: 1.000 0.500 0.500 1.000", "2026-03 n1 5000: 1.000 1.000"};
        QTest::newRow("nrr") << int(CohortMeasure::Nrr)
                             << QStringList{
                                    "2026-01 n2 20000: 1.000 0.500 0.750 0.950", "2026-03 n1 5000: 1.000 1.000"};
        QTest::newRow("grr") << int(CohortMeasure::Grr)
                             << QStringList{
                                    "2026-01 n2 20000: 1.000 0.500 0.500 0.700", "2026-03 n1 5000: 1.000 1.000"};
        QTest::newRow("arr") << int(CohortMeasure::Arr)
                             << QStringList{"2026-01 n2 20000: 20000.000 10000.000 15000.000 19000.000",
                                    "2026-03 n1 5000: 5000.000 5000.000"};
    }
    void byHand()
    {
        QFETCH(int, what);
        QFETCH(QStringList, rows);
        test::WorkspaceFixture data;
        fill(data);
        const auto result = cohorts(data, measure(CohortMeasure(what), "2026-05-30")); // May has not ended
        QVERIFY(result.ok());
        QStringList found;
        for (const Cohort &cohort : result->rows)
            found << described(cohort);
        QCOMPARE(found, rows);
        QCOMPARE(result->rows[0].arr, (std::vector<std::int64_t>{20000, 10000, 15000, 19000})); // behind any measure
        QCOMPARE(result->rows[1].arr, (std::vector<std::int64_t>{5000, 5000}));
        QCOMPARE(result->weighted.size(), std::size_t(4)); // as many as the oldest cohort has
    }

    void weightedRowUsesCohortsOldEnough()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto result = cohorts(data, measure(CohortMeasure::Nrr, "2026-04-30"));
        // k = 1: (100 + 50) of (200 + 50); k = 2: January only.
        QCOMPARE(result->weighted[1].value(), 150.0 / 250);
        QCOMPARE(result->weighted[2].value(), 0.75);
        QVERIFY(!cohorts(data, measure(CohortMeasure::Arr, "2026-04-30"))->weighted[0]);
    }

    /// Every cell of every measure, recomputed from the customers it opens.
    void membersAddUpToTheirCell_data()
    {
        QTest::addColumn<int>("period");
        QTest::newRow("month") << int(CohortPeriod::Month);
        QTest::newRow("quarter") << int(CohortPeriod::Quarter);
    }
    void membersAddUpToTheirCell()
    {
        QFETCH(int, period);
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto book = portfolio::Portfolio::of(data.workspace())->book();
        const CohortOptions options = measure(CohortMeasure::Nrr, "2026-07-31", CohortPeriod(period));
        const auto table = cohorts(data, options);
        int cells = 0;
        const auto nrr = [&](const std::string &label, std::size_t k) {
            const auto members =
                cohortMembers(*portfolio::Portfolio::of(data.workspace()), *book, options, label, int(k), progress);
            double opening = 0;
            double now = 0;
            for (const CohortMember &member : *members) {
                opening += double(member.opening);
                now += double(member.now);
            }
            ++cells;
            return now / opening;
        };
        for (const Cohort &cohort : table->rows) {
            for (std::size_t k = 0; k < cohort.values.size(); ++k)
                QCOMPARE(nrr(cohort.label, k), cohort.values[k]);
        }
        for (std::size_t k = 0; k < table->weighted.size(); ++k)
            QCOMPARE(nrr({}, k), table->weighted[k].value());
        QVERIFY(cells >= 4);
    }

    void membersOfNoCellAreAnError()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto book = portfolio::Portfolio::of(data.workspace())->book();
        const CohortOptions options = measure(CohortMeasure::Nrr, "2026-05-31");
        const auto far =
            cohortMembers(*portfolio::Portfolio::of(data.workspace()), *book, options, "2026-03", 3, progress);
        QCOMPARE(far.error().code, ErrorCode::NotFound);
        QCOMPARE(far.error().message.english(), std::string("No cohort 2026-03 has reached value 3 yet."));
        QVERIFY(*far.error().message.words().context != '\0'); // a template, not a finished sentence
        const auto unknown =
            cohortMembers(*portfolio::Portfolio::of(data.workspace()), *book, options, "2025-03", 0, progress);
        QCOMPARE(unknown.error().code, ErrorCode::NotFound);
        QVERIFY(unknown.error().message.english().starts_with("There is no cohort "));
        const auto january =
            cohortMembers(*portfolio::Portfolio::of(data.workspace()), *book, options, "2026-01", 2, progress);
        QCOMPARE(january->size(), std::size_t(2));
        for (const CohortMember &member : *january)
            QCOMPARE(member.now, book->accounts().at(member.account).name == "A" ? 15000 : 0);
    }

    void quarterCellsStandWhenEveryMemberReachedThem()
    {
        test::WorkspaceFixture data;
        fill(data);
        // Q1: A and B start in January, C in March; value 1 is three months later: March's member needs June.
        auto result = cohorts(data, measure(CohortMeasure::Nrr, "2026-05-31", CohortPeriod::Quarter));
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026Q1 n3 25000: 1.000"));
        result = cohorts(data, measure(CohortMeasure::Nrr, "2026-06-30", CohortPeriod::Quarter));
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026Q1 n3 25000: 1.000 0.960")); // (150 + 40 + 50) / 250
    }

    void fiscalQuartersAreNamedByTheYearTheyEndIn()
    {
        test::WorkspaceFixture data;
        fill(data);
        CohortOptions options = measure(CohortMeasure::Logo, "2026-04-30", CohortPeriod::Quarter);
        options.fiscalYearStart = 2;
        const auto result = cohorts(data, options);
        QCOMPARE(result->rows[0].label, std::string("2026Q4")); // January ends the year that began in February 2025
        QCOMPARE(result->rows[1].label, std::string("2027Q1"));
    }

    void eachMonthAtItsOwnRatesOrAllAtTheLast()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-01", "1.00");
        data.rate("billing", "EUR", "2026-02-01", "1.50");
        data.subscription("billing", "a", "A", "100", "2026-01-05", "", "", "EUR");
        data.settle();
        CohortOptions options = measure(CohortMeasure::Nrr, "2026-02-28");
        QCOMPARE(described(cohorts(data, options)->rows[0]), QStringLiteral("2026-01 n1 10000: 1.000 1.500"));
        options.fx = revenue::FxMode::Constant;
        QCOMPARE(described(cohorts(data, options)->rows[0]), QStringLiteral("2026-01 n1 15000: 1.000 1.000"));
    }

    /// A used it in January and March, B in January and February, C never; a month without a row is one without use.
    void usage()
    {
        test::WorkspaceFixture data;
        fill(data);
        CohortOptions options = measure(CohortMeasure::Usage, "2026-04-30");
        options.used = used(data, {{"A", {"2025-12", "2026-01", "2026-03", "2026-05"}}, {"B", {"2026-01", "2026-02"}}});
        auto result = cohorts(data, options);
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026-01 n2 20000: 1.000 0.500 0.500 0.000"));
        QCOMPARE(described(result->rows[1]), QStringLiteral("2026-03 n1 5000: 0.000 0.000"));
        QCOMPARE(result->weighted[0].value(), 2.0 / 3);
        QCOMPARE(result->weighted[1].value(), 1.0 / 3);
        options.base = CohortBase::Previous; // of 2 in January 1, of 1 in February 1, of 1 in March none
        result = cohorts(data, options);
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026-01 n2 20000: nan 0.500 1.000 0.000"));
        QCOMPARE(described(result->rows[1]), QStringLiteral("2026-03 n1 5000: nan nan")); // none to compare with
    }

    /// A 100, 100, 150, 150; B 100, 0, 0, 40: each month against the one before, together.
    void comparedWithTheMonthBefore_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("row");
        QTest::newRow("logo") << int(CohortMeasure::Logo) << "nan 0.500 1.000 2.000";
        QTest::newRow("nrr") << int(CohortMeasure::Nrr) << "nan 0.500 1.500 1.267"; // 100/200, 150/100, 190/150
        QTest::newRow("grr") << int(CohortMeasure::Grr) << "nan 0.500 1.000 1.000"; // what B has back is no part of it
        QTest::newRow("arr") << int(CohortMeasure::Arr) << "20000.000 10000.000 15000.000 19000.000";
    }
    void comparedWithTheMonthBefore()
    {
        QFETCH(int, what);
        QFETCH(QString, row);
        test::WorkspaceFixture data;
        fill(data);
        CohortOptions options = measure(CohortMeasure(what), "2026-04-30");
        options.base = CohortBase::Previous;
        const auto result = cohorts(data, options);
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026-01 n2 20000: ") + row);
        QVERIFY(!result->weighted[0]);
    }

    /// Nothing in the month before: nothing to compare with, though it comes back. By quarter the quarter before
    /// counts.
    void aMonthBeforeWithoutArr()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "d1", "D", "100", "2026-01-10", "2026-02-10");
        data.subscription("billing", "d2", "D", "50", "2026-03-10", "2026-03-31");
        data.subscription("billing", "d3", "D", "25", "2026-04-01");
        data.settle();
        CohortOptions options = measure(CohortMeasure::Nrr, "2026-04-30");
        options.base = CohortBase::Previous;
        QCOMPARE(described(cohorts(data, options)->rows[0]), QStringLiteral("2026-01 n1 10000: nan 0.000 nan 0.500"));
        options.period = CohortPeriod::Quarter;
        QCOMPARE(described(cohorts(data, options)->rows[0]), QStringLiteral("2026Q1 n1 10000: nan 0.250"));
    }

    /// By the segment on the last day of the first month: A is in Mid then, in SMB from February on.
    void blocks()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "C", "C", "segment=SMB");
        for (const auto &[value, asOf] : {std::pair("Mid", "2026-01-31"), {"SMB", "2026-02-01"}})
            data.run(
                "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, "
                "batch_id) VALUES ('billing', 'accounts', 'A', 'segment', iif(?1 = 'Mid', NULL, 'Mid'), ?1, ?2, 1)",
                {value, asOf});
        fill(data);
        CohortOptions options = measure(CohortMeasure::Nrr, "2026-04-30");
        options.group = "segment";
        const auto result = cohorts(data, options);
        QStringList rows;
        for (const Cohort &cohort : result->rows)
            rows << QString::fromStdString(cohort.group) + u' ' + described(cohort);
        QCOMPARE(rows,
            (QStringList{"(none) 2026-01 n1 10000: 1.000 0.000 0.000 0.400",
                "Mid 2026-01 n1 10000: 1.000 1.000 1.500 1.500", "SMB 2026-03 n1 5000: 1.000 1.000"}));
        QCOMPARE(result->weighted[1].value(), 150.0 / 250); // as without blocks
        QStringList blocks;
        for (const CohortBlock &block : result->blocks)
            blocks << QStringLiteral("%1 %2 %3 %4")
                          .arg(QString::fromStdString(block.group))
                          .arg(block.size)
                          .arg(block.weighted.size())
                          .arg(*block.weighted.back());
        QCOMPARE(blocks, (QStringList{"(none) 1 4 0.4", "Mid 1 4 1.5", "SMB 1 2 1"}));
        options.group = "colour";
        QCOMPARE(cohorts(data, options).error().code, ErrorCode::InvalidArgument);
    }

    /// January after two months: A 100 -> 150, B 100 -> 0; against the month before A 100 -> 150, B 0 -> 0. After three
    /// months B is back.
    void membersSayWhatTheyAreComparedWith()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto book = portfolio->book();
        Progress progress;
        CohortOptions options = measure(CohortMeasure::Nrr, "2026-04-30");
        options.group = "segment";
        const auto said = [&](int k, const std::optional<std::string> &group) {
            QStringList lines;
            const auto members = cohortMembers(*portfolio, *book, options, "2026-01", k, progress, group);
            for (const CohortMember &member : *members) {
                const auto move = moveOf(member);
                lines << QStringLiteral("%1 %2 %3")
                             .arg(member.before)
                             .arg(member.now)
                             .arg(move ? QString::fromLatin1(nameOf(*move)) : QStringLiteral("-"));
            }
            lines.sort();
            return lines;
        };
        QCOMPARE(said(2, std::nullopt), (QStringList{"10000 0 Gone", "10000 15000 Expanded"}));
        QCOMPARE(said(2, "SMB"), (QStringList{"10000 15000 Expanded"}));
        QCOMPARE(said(3, std::nullopt), (QStringList{"10000 15000 Expanded", "10000 4000 Contracted"}));
        options.base = CohortBase::Previous;
        QCOMPARE(said(2, std::nullopt), (QStringList{"0 0 -", "10000 15000 Expanded"}));
        QCOMPARE(said(3, std::nullopt), (QStringList{"0 4000 Returned", "15000 15000 Unchanged"}));
        QCOMPARE(said(0, "SMB"), (QStringList{"0 10000 Returned"})); // nothing was before the first month
    }

    void movesAddUp()
    {
        const auto member = [](std::int64_t before, std::int64_t now) {
            return CohortMember{0, Month(2026, 1), before, now, false, before, false};
        };
        const std::vector<CohortMember> members{
            member(100, 100), member(100, 101), member(50, 49), member(70, 0), member(0, 30), member(0, 0)};
        QStringList rows;
        for (const CohortMoveRow &row : movesOf(members))
            rows << QStringLiteral("%1 %2 %3 %4").arg(nameOf(row.move)).arg(row.customers).arg(row.before).arg(row.now);
        QCOMPARE(rows,
            (QStringList{
                "Unchanged 1 100 100", "Expanded 1 100 101", "Contracted 1 50 49", "Gone 1 70 0", "Returned 1 0 30"}));
        const CohortMoveRow all = sumOf(movesOf(members));
        QCOMPARE(all.customers, 5);
        QCOMPARE(all.before, 320);
        QCOMPARE(all.now, 280);
    }

    /// A cent is ARR: it starts, and goes on.
    void blocksByProduct()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "1", "A", "100", "2026-01-10", "2026-02-10", "", "USD", "Core");
        data.subscription("billing", "2", "A", "0.01", "2026-02-10", "", "", "USD", "Plus");
        data.settle();
        CohortOptions options = measure(CohortMeasure::Logo, "2026-03-31");
        options.group = "product";
        const auto result = cohorts(data, options);
        QCOMPARE(result->rows.size(), std::size_t(2));
        QCOMPARE(result->rows[0].group, std::string("Core"));
        QCOMPARE(described(result->rows[0]), QStringLiteral("2026-01 n1 10000: 1.000 0.000 0.000"));
        QCOMPARE(result->rows[1].group, std::string("Plus"));
        QCOMPARE(described(result->rows[1]), QStringLiteral("2026-02 n1 1: 1.000 1.000"));
    }

    void measuresByName()
    {
        for (const auto each :
            {CohortMeasure::Logo, CohortMeasure::Nrr, CohortMeasure::Grr, CohortMeasure::Arr, CohortMeasure::Usage})
            QVERIFY(measureFromText(toString(each)) == each);
        QVERIFY(!measureFromText("Logo") && !measureFromText(""));
    }
};

QTEST_GUILESS_MAIN(TestCohorts)
#include "tst_cohorts.moc"
