#include "core/coverage/capacity.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

#include <map>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data, const char *asOf = "2026-10-31")
{
    data.settle();
    auto input =
        coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model(), Date::fromIso(asOf));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

const CapacityRow &rowOf(const std::vector<CapacityRow> &rows, const char *month, const char *group)
{
    for (const CapacityRow &row : rows) {
        if (row.month.iso() == month && row.group == group)
            return row;
    }
    qFatal("no row %s %s", month, group);
}

} // namespace

class TestCapacity : public QObject {
    Q_OBJECT
private slots:
    /// Hours: A1 8 x 2 x 1.5 = 24; A2 8 x 1.2 = 9.6; A3 1; A4 1.2; A5 8; A6 has no touch model; A7 has churned.
    void books()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.loads.size(), std::size_t(6));
        const Books result = booksOf(input);
        QCOMPARE(result.books.size(), std::size_t(3));

        const Book &ann = result.books[0];
        QCOMPARE(ann.accounts, 3);
        QCOMPARE(ann.arr, 51000000);
        QCOMPARE(ann.hours, 34.6);
        QCOMPARE(ann.capacityHours, 80.0);
        QCOMPARE(ann.utilisation().value(), 34.6 / 80);
        QCOMPARE(ann.atRiskArr, 50000000);
        QCOMPARE(ann.renewals, 1); // 31 December is within 90 days of 31 October
        QCOMPARE(ann.renewalArr, 20000000);
        QVERIFY(!ann.targetArr); // SMB has no target

        const Book &bob = result.books[1]; // in his first month: 0.5 FTE x 0.5
        QCOMPARE(bob.accounts, 2);
        QCOMPARE(bob.hours, 1.2);
        QCOMPARE(bob.capacityHours, 20.0);

        QCOMPARE(result.books[2].accounts, 0);
        QVERIFY(result.books[2].utilisation() == 0.0);
        QCOMPARE(result.vacant.accounts, 1);
        QCOMPARE(result.vacant.hours, 8.0);
    }

    /// Two segments with targets of 1 M and 3 M, hours 33.6 : 1; one FTE.
    void targetIsWeighedByHours()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        input.model.segments[1].targetArrPerCsm = 3e6;
        const auto target = booksOf(input).books[0].targetArr;
        QVERIFY(target.has_value());
        QCOMPARE(*target, std::int64_t(std::llround((33.6 * 1e6 + 1 * 3e6) / 34.6 * 100)));
    }

    void months()
    {
        test::CoverageFixture data;
        data.leave("c1", "2026-12-01", "2026-12-15"); // 11 of December's 23 weekdays
        data.leave("c1", "2026-12-10", "2026-12-11"); // counted once
        const auto result = computeCapacity(inputOf(data), {.months = 3, .leave = true});
        QVERIFY(result.ok());
        QCOMPARE(rowOf(computeCapacity(inputOf(data), {3})->rows, "2026-12", "total").availableFte, 1.5);
        const CapacityRow &october = rowOf(result->rows, "2026-10", "total");
        QCOMPARE(october.requiredHours, 43.8);
        QCOMPARE(october.requiredFte, 43.8 / 80);
        QCOMPARE(october.availableFte, 2.25);
        QCOMPARE(october.gapFte(), 2.25 - 43.8 / 80);
        // Ann by hours held, Bob all SMB, Cy has no account: half each.
        QCOMPARE(rowOf(result->rows, "2026-10", "Enterprise").availableFte, 33.6 / 34.6 + 0.5);
        QCOMPARE(rowOf(result->rows, "2026-10", "SMB").availableFte, 1 / 34.6 + 0.25 + 0.5);
        QCOMPARE(rowOf(result->rows, "2026-10", "Enterprise").requiredHours, 41.6);
        QCOMPARE(rowOf(result->rows, "2026-11", "total").availableFte, 1.5); // Bob ramped, Cy gone on the 15th
        QCOMPARE(rowOf(result->rows, "2026-12", "total").availableFte, 1 - 11.0 / 23 + 0.5);
        // Cy serves all regions and holds nothing: half of him each.
        QCOMPARE(rowOf(result->regions, "2026-10", "EMEA").requiredHours, 35.8);
        QCOMPARE(rowOf(result->regions, "2026-10", "EMEA").availableFte, 1.75);
        QCOMPARE(rowOf(result->regions, "2026-10", "APAC").availableFte, 0.5);
    }

    void groupsAddUpToTotal()
    {
        test::CoverageFixture data;
        data.csm("c4", "Dee", "", "LATAM", "Partner", "", "", ""); // serves no segment of the model
        data.leave("c2", "2027-01-04", "2027-01-08");
        const auto result = computeCapacity(inputOf(data), {.months = 24, .leave = true});
        QVERIFY(result.ok());
        QCOMPARE(result->months.size(), std::size_t(24));
        for (const Month month : result->months) {
            const CapacityRow &total = rowOf(result->rows, month.iso().c_str(), "total");
            for (const std::vector<CapacityRow> *rows : {&result->rows, &result->regions}) {
                double hours = 0, required = 0, available = 0, gap = 0;
                for (const CapacityRow &row : *rows) {
                    if (row.month != month || row.group == "total")
                        continue;
                    hours += row.requiredHours;
                    required += row.requiredFte;
                    available += row.availableFte;
                    gap += row.gapFte();
                }
                QCOMPARE(hours, total.requiredHours);
                QCOMPARE(required, total.requiredFte);
                QCOMPARE(available, total.availableFte);
                QCOMPARE(gap, total.gapFte());
            }
        }
        QCOMPARE(rowOf(result->rows, "2026-10", "(none)").availableFte, 1.0);
        double capacity = 0;
        for (const Book &book : result->books.books)
            capacity += book.capacityHours;
        QCOMPARE(capacity, rowOf(result->rows, "2026-10", "total").availableFte * 80);
    }

    /// 600 a year each: S1 runs on, S2 is cancelled for 5 December, S3 begins on 15 November, S4 ran out on 1 October
    /// and comes back on 1 January, S5 merely runs out in November and is taken to renew.
    void knownChanges()
    {
        test::CoverageFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "S1", "600", "2026-01-01");
        data.subscription("billing", "s2", "S2", "600", "2026-01-01", "2027-06-30", "2026-12-05");
        data.subscription("billing", "s3", "S3", "600", "2026-11-15");
        data.subscription("billing", "s4a", "S4", "600", "2026-01-01", "2026-10-01");
        data.subscription("billing", "s4b", "S4", "600", "2027-01-01");
        data.subscription("billing", "s5", "S5", "600", "2026-01-01", "2026-11-20");
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        for (const char *id : {"S1", "S2", "S3", "S4", "S5"})
            data.account("billing", id, id, "segment=SMB;region=EMEA");
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.loads.size(), std::size_t(4)); // S3 has no status that says it is none
        const auto still = computeCapacity(input, {4});
        const auto known = computeCapacity(input, {.months = 4, .knownChanges = true, .annualGrowth = 0});
        for (const auto &[month, hours] :
            std::map<std::string, double>{{"2026-10", 4}, {"2026-11", 4}, {"2026-12", 3}, {"2027-01", 4}}) {
            QCOMPARE(rowOf(known->rows, month.c_str(), "total").requiredHours, hours);
            QCOMPARE(rowOf(known->rows, month.c_str(), "SMB").requiredHours, hours);
            QCOMPARE(rowOf(known->regions, month.c_str(), "EMEA").requiredHours, hours);
            QCOMPARE(rowOf(still->rows, month.c_str(), "total").requiredHours, 4.0);
        }
        QCOMPARE(rowOf(still->rows, "2026-11", "SMB").renewals, 1);
        QCOMPARE(rowOf(still->rows, "2026-11", "total").renewals, 1);
        QCOMPARE(rowOf(still->rows, "2026-11", "total").renewalArr, 60000);
        QCOMPARE(rowOf(still->rows, "2026-12", "total").renewals, 0);
    }

    void growth()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const auto result = computeCapacity(input, {.months = 13, .knownChanges = false, .annualGrowth = 0.21});
        QCOMPARE(rowOf(result->rows, "2026-10", "total").requiredHours, 43.8);
        QCOMPARE(rowOf(result->rows, "2027-04", "total").requiredHours, 43.8 * 1.1); // half a year
        QCOMPARE(rowOf(result->rows, "2027-10", "SMB").requiredFte, 2.2 * 1.21 / 80);
        QVERIFY(!computeCapacity(input, {.months = 1, .knownChanges = false, .annualGrowth = -1}).ok());
    }

    void growthHasItsLimits()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        QVERIFY(computeCapacity(input, {.months = 1, .knownChanges = false, .annualGrowth = 10}).ok());
        const auto more = computeCapacity(input, {.months = 1, .knownChanges = false, .annualGrowth = 10.5});
        QVERIFY(!more.ok());
        QCOMPARE(more.error().message.english(),
            std::string("Growth is 10.50 a year; it must be above -1 and at most 10 (0.1 is 10 %)."));
    }

    /// Theta needs an hour of SMB in no region, and nobody has it.
    void groupsWithWorkOrPeopleAlone()
    {
        test::CoverageFixture data;
        const auto before = computeCapacity(inputOf(data), {2});
        QCOMPARE(before->rows.size(), std::size_t(2 * 3)); // total, Enterprise, SMB
        QCOMPARE(before->regions.size(), std::size_t(2 * 2)); // APAC, EMEA
        QCOMPARE(before->cells.size(), std::size_t(2 * 4));
        data.account("crm", "A8", "Theta", "segment=SMB;owner=Nobody;arr=1.00");
        const auto after = computeCapacity(inputOf(data), {2});
        QCOMPARE(after->rows.size(), std::size_t(2 * 3));
        QCOMPARE(after->regions.size(), std::size_t(2 * 3));
        QCOMPARE(rowOf(after->regions, "2026-10", "(none)").requiredHours, 1.0);
        QCOMPARE(rowOf(after->regions, "2026-10", "(none)").availableFte, 0.0);
        QCOMPARE(after->cells.size(), std::size_t(2 * 5));
        QCOMPARE(after->cells.back().segment + " " + after->cells.back().row.group, std::string("SMB (none)"));
    }

    /// A renewal in the rest of October is none of November.
    void renewalsOfTheMonthAfter()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        input.asOf = *Date::of(2026, 10, 15);
        for (AccountLoad &load : input.loads)
            load.renewals.clear();
        input.loads[0].renewals = {{*Date::of(2026, 10, 20), 1}};
        input.loads[1].renewals = {{*Date::of(2026, 11, 1), 2}};
        input.loads[2].renewals = {{*Date::of(2026, 11, 30), 4}};
        input.loads[3].renewals = {{*Date::of(2026, 12, 1), 8}};
        const auto result = computeCapacity(input, {2});
        QCOMPARE(rowOf(result->rows, "2026-10", "total").renewals, 1); // what is left of the month
        QCOMPARE(rowOf(result->rows, "2026-11", "total").renewals, 2);
        QCOMPARE(rowOf(result->rows, "2026-11", "total").renewalArr, 6);
    }

    void bands()
    {
        QVERIFY(bandOf(0.79) == Band::Under);
        QVERIFY(bandOf(0.80) == Band::InRange);
        QVERIFY(bandOf(1.10) == Band::InRange);
        QVERIFY(bandOf(1.11) == Band::Over);
    }

    /// Moving accounts about changes who holds the hours, never how many there are.
    void movesConserveHours()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        for (int shift = 0; shift < 4; ++shift) {
            std::vector<AccountLoad> moved = input.loads;
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved[i].csm = int(i + std::size_t(shift)) % 4 - 1;
            const Books result = booksOf(input, moved);
            double hours = result.vacant.hours;
            std::int64_t arr = result.vacant.arr;
            int accounts = result.vacant.accounts;
            for (const Book &book : result.books) {
                hours += book.hours;
                arr += book.arr;
                accounts += book.accounts;
            }
            QCOMPARE(hours, 43.8);
            QCOMPARE(arr, 58500000);
            QCOMPARE(accounts, 6);
        }
    }

    void warnings()
    {
        test::CoverageFixture data;
        const auto result = computeCapacity(inputOf(data), {1});
        QStringList all;
        for (const Message &warning : result->warnings) {
            QVERIFY(*warning.words().context != '\0'); // a template, not a finished sentence
            all << QString::fromStdString(warning.english());
        }
        const QString text = all.join(u'\n');
        QVERIFY2(text.contains(u"1 account of segment Partner has no touch model"), qPrintable(text));
        QVERIFY2(text.contains(u"ramp of 2 months is longer than the horizon of 1"), qPrintable(text));
        QVERIFY2(text.contains(u"1 account has no CSM"), qPrintable(text));
    }

    void nothingToWarnAbout()
    {
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE account_id = 'A6'", {}); // of a segment without touch model
        data.run("UPDATE accounts SET owner = 'Ann' WHERE account_id = 'A5'", {}); // the vacancy
        QVERIFY(computeCapacity(inputOf(data), {2})->warnings.empty());
    }

    void withoutAnybodyThereIsNoUtilisation()
    {
        CapacityRow row;
        row.requiredFte = 1;
        QVERIFY(!row.utilisation());
        row.availableFte = 0.5;
        QCOMPARE(row.utilisation(), std::optional(2.0));
    }

    void horizon()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        QVERIFY(!computeCapacity(input, {0}).ok());
        QVERIFY(!computeCapacity(input, {121}).ok());
        QCOMPARE(computeCapacity(input, {120})->months.size(), std::size_t(120));
    }
};

QTEST_GUILESS_MAIN(TestCapacity)
#include "tst_capacity.moc"
