#include "core/portfolio/portfolio.h"
#include "core/retention/cohorts.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::retention;

namespace {

/// January: A 100; B 100, lost in February. March: C 50, on the last day.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.subscription("billing", "a", "A", "100", "2026-01-10");
    data.subscription("billing", "b", "B", "100", "2026-01-15", "2026-02-10");
    data.subscription("billing", "c", "C", "50", "2026-03-31");
    data.settle();
}

CohortOptions measure(CohortMeasure what, const char *asOf, CohortPeriod period = CohortPeriod::Month)
{
    CohortOptions options;
    options.measure = what;
    options.period = period;
    options.asOf = Date::fromIso(asOf);
    return options;
}

/// A workspace as it is asked about.
struct Asked {
    explicit Asked(test::WorkspaceFixture &data)
        : portfolio(portfolio::Portfolio::of(data.workspace()))
        , book(*portfolio->book())
    {
    }
    [[nodiscard]] Result<Cohorts> cohorts(const CohortOptions &options) const
    {
        Progress progress;
        return computeCohorts(*portfolio, book, options, progress);
    }
    /// "2026-01 n2 20000: 1.000 0.500" of each cohort.
    [[nodiscard]] QStringList rows(const CohortOptions &options) const
    {
        QStringList rows;
        const auto found = cohorts(options);
        for (const Cohort &cohort : found->rows) {
            QStringList values;
            for (const double value : cohort.values)
                values << QString::number(value, 'f', 3);
            rows << QStringLiteral("%1 n%2 %3: %4")
                        .arg(QString::fromStdString(cohort.label))
                        .arg(cohort.size)
                        .arg(cohort.opening)
                        .arg(values.join(u' '));
        }
        return rows;
    }

    std::shared_ptr<const portfolio::Portfolio> portfolio;
    portfolio::ArrBook book;
};

} // namespace

/// Tables of cohorts at their ends: the last month, the first snapshot, sums over all rows, sums that do not fit.
class TestCohortTables : public QObject {
    Q_OBJECT
private slots:
    void whoStartsInTheLastMonth()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Asked asked(data);
        const CohortOptions options = measure(CohortMeasure::Nrr, "2026-03-31");
        QCOMPARE(asked.rows(options), (QStringList{"2026-01 n2 20000: 1.000 0.500 0.500", "2026-03 n1 5000: 1.000"}));
        QCOMPARE(asked.cohorts(options)->weighted.size(), std::size_t(3));
    }

    /// After a month A, B and C have 100, 0 and 50 of 100, 100 and 50.
    void theWeightedRow_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<double>("value");
        QTest::newRow("logo") << int(CohortMeasure::Logo) << 2.0 / 3;
        QTest::newRow("nrr") << int(CohortMeasure::Nrr) << 150.0 / 250;
        QTest::newRow("grr") << int(CohortMeasure::Grr) << 150.0 / 250;
    }
    void theWeightedRow()
    {
        QFETCH(int, what);
        test::WorkspaceFixture data;
        fill(data);
        const auto found = Asked(data).cohorts(measure(CohortMeasure(what), "2026-04-30"));
        QTEST(found->weighted[1].value(), "value");
    }

    /// What was there before the first snapshot starts at the first month looked at (docs/calculation.md).
    void snapshots()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "A");
        data.account("crm", "B", "B");
        data.snapshot("crm", "A", "100", "USD", "2026-02-10");
        data.snapshot("crm", "B", "50", "USD", "2026-03-10");
        data.settle();
        QCOMPARE(
            Asked(data).rows(measure(CohortMeasure::Nrr, "2026-04-30")), QStringList{"2026-03 n2 15000: 1.000 1.000"});
    }

    void progressIsOfTheMonths()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Asked asked(data);
        std::vector<std::int64_t> totals;
        Progress progress([&totals](const Progress::State &state) { totals.push_back(state.total); });
        QVERIFY(computeCohorts(*asked.portfolio, asked.book, measure(CohortMeasure::Nrr, "2026-04-30"), progress).ok());
        QCOMPARE(totals.front(), std::int64_t(4)); // January to April
    }

    /// No month has both of the large amounts, but a quarter's members are added up each at a month of its own.
    void whatDoesNotFit_data()
    {
        QTest::addColumn<QStringList>("contracts"); // account annual start end
        QTest::addColumn<QString>("says");
        const QString large = QStringLiteral("60000000000000000");
        QTest::newRow("at the start") << QStringList{"A " + large + " 2026-01-01 2026-01-31",
            "B " + large + " 2026-02-01 2026-02-28"}
                                      << "The first ARR of cohort 2026Q1 is too large to add up.";
        QTest::newRow("a quarter later") << QStringList{"A 1 2026-01-01 2026-03-31",
            "A " + large + " 2026-04-01 2026-04-30", "B 1 2026-02-01 2026-04-30",
            "B " + large + " 2026-05-01 2026-05-31"}
                                         << "The ARR of cohort 2026Q1 is too large to add up.";
        QTest::newRow("only one is large")
            << QStringList{"A " + large + " 2026-01-01 2026-01-31", "B 1 2026-02-01 2026-02-28"} << "";
    }
    void whatDoesNotFit()
    {
        QFETCH(QStringList, contracts);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const QString &contract : contracts) {
            const QStringList part = contract.split(u' ');
            const auto at = [&part](int i) { return part[i].toStdString(); };
            data.subscription("billing", contract.toStdString(), at(0), at(1), at(2), at(3));
        }
        data.settle();
        const auto found = Asked(data).cohorts(measure(CohortMeasure::Nrr, "2026-05-31", CohortPeriod::Quarter));
        QTEST(found ? QString() : QString::fromStdString(found.error().message.english()), "says");
    }

    /// Against the start every member counts, whether it used the product then or not; against the month before those
    /// who used it. A did in January and March, B in January and February, C never.
    void useOfMembers_data()
    {
        QTest::addColumn<QString>("cohort");
        QTest::addColumn<int>("base");
        QTest::addColumn<QStringList>("members"); // name, used then, used before
        QTest::newRow("two months after January")
            << "2026-01" << int(CohortBase::Start) << QStringList{"A 1 1", "B 0 1"};
        QTest::newRow("March against February")
            << "2026-01" << int(CohortBase::Previous) << QStringList{"A 1 0", "B 0 1"};
        QTest::newRow("nobody ever") << "2026-03" << int(CohortBase::Start) << QStringList{"C 0 1"};
        QTest::newRow("nobody the month before") << "2026-03" << int(CohortBase::Previous) << QStringList{"C 0 0"};
    }
    void useOfMembers()
    {
        QFETCH(QString, cohort);
        QFETCH(int, base);
        test::WorkspaceFixture data;
        fill(data);
        const Asked asked(data);
        const std::map<std::string, std::vector<Month>> months{
            {"A", {{2026, 1}, {2026, 3}}}, {"B", {{2026, 1}, {2026, 2}}}, {"C", {}}};
        std::vector<std::vector<Month>> used;
        for (const identity::Account &account : asked.portfolio->accounts().accounts())
            used.push_back(months.at(account.name));
        CohortOptions options = measure(CohortMeasure::Usage, "2026-05-31");
        options.used = std::make_shared<const UsedMonths>(used);
        options.base = CohortBase(base);
        Progress progress;
        const auto members = cohortMembers(*asked.portfolio, asked.book, options, cohort.toStdString(), 2, progress);
        QVERIFY(members.ok());
        QStringList said;
        for (const CohortMember &member : *members)
            said << QStringLiteral("%1 %2 %3")
                        .arg(QString::fromStdString(asked.book.accounts().at(member.account).name))
                        .arg(int(member.used))
                        .arg(int(member.usedBefore));
        said.sort();
        QTEST(said, "members");
    }

    /// Gone by April, in EUR of 31 January: 59 days old in March, 150 on 30 June, whose rates constant ones are.
    void oldRates_data()
    {
        QTest::addColumn<int>("fx");
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("says");
        const int constant = int(revenue::FxMode::Constant);
        const int ofEachDay = int(revenue::FxMode::AsOf);
        QTest::newRow("constant") << constant << "2026-06-30"
                                  << "The rate of EUR used on 2026-06-30 is of 2026-01-31, 150 days old.";
        QTest::newRow("of each day") << ofEachDay << "2026-06-30"
                                     << "The rate of EUR used on 2026-03-31 is of 2026-01-31, 59 days old.";
        QTest::newRow("constant, before") << constant << "2026-02-28"
                                          << "";
        QTest::newRow("of each day, before") << ofEachDay << "2026-02-28"
                                             << "";
    }
    void oldRates()
    {
        QFETCH(int, fx);
        QFETCH(QString, asOf);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-31", "1.10");
        data.subscription("billing", "d", "D", "100", "2026-01-01", "2026-03-31", {}, "EUR");
        data.subscription("billing", "a", "A", "100", "2026-01-10");
        data.settle();
        CohortOptions options = measure(CohortMeasure::Nrr, qPrintable(asOf));
        options.fx = revenue::FxMode(fx);
        const auto cohorts = Asked(data).cohorts(options);
        QVERIFY(cohorts.ok());
        QStringList said;
        for (const Message &warning : cohorts->warnings)
            said << QString::fromStdString(warning.english());
        QTEST(said.join(u'\n'), "says");
    }
};

QTEST_GUILESS_MAIN(TestCohortTables)
#include "tst_cohort_tables.moc"
