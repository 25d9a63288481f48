#include "core/portfolio/portfolio.h"
#include "core/retention/cohort_comparison.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::retention;

namespace {

CohortMember member(int account, std::int64_t before, std::int64_t now, bool used = false, bool usedBefore = true)
{
    CohortMember one;
    one.account = account;
    one.opening = before;
    one.before = before;
    one.now = now;
    one.used = used;
    one.usedBefore = usedBefore;
    return one;
}

/// Of the first cell 0 grew from 100 to 150 and 1 left with 100; of the second 2 stayed at 50. 0 alone was used then.
const std::vector<CohortMember> First{member(0, 100, 150, true), member(1, 100, 0)};
const std::vector<CohortMember> Second{member(2, 50, 50)};

} // namespace

class TestCohortComparison : public QObject {
    Q_OBJECT
private slots:
    /// With r over both: nrr 200/250, grr 150/250, logo 2/3, usage 1/3; parts of 0, 1 and 2.
    void byHand_data()
    {
        QTest::addColumn<int>("measure");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::addColumn<double>("together");
        QTest::addColumn<QList<double>>("parts");
        QTest::newRow("nrr") << int(CohortMeasure::Nrr) << 0.75 << 1.0 << 0.8 << QList<double>{0.35, -0.4, -0.2};
        QTest::newRow("grr") << int(CohortMeasure::Grr) << 0.5 << 1.0 << 0.6 << QList<double>{0.2, -0.3, -0.4};
        QTest::newRow("logo") << int(CohortMeasure::Logo) << 0.5 << 1.0 << 2.0 / 3
                              << QList<double>{1.0 / 6, -1.0 / 3, -1.0 / 3};
        QTest::newRow("usage") << int(CohortMeasure::Usage) << 0.5 << 0.0 << 1.0 / 3
                               << QList<double>{1.0 / 3, -1.0 / 6, 1.0 / 3};
        QTest::newRow("arr") << int(CohortMeasure::Arr) << 150.0 << 50.0 << 0.0 << QList<double>{150, 0, -50};
    }
    void byHand()
    {
        QFETCH(int, measure);
        QFETCH(double, first);
        QFETCH(double, second);
        QFETCH(double, together);
        QFETCH(QList<double>, parts);
        const auto found = compareCells(CohortMeasure(measure), First, Second);
        QVERIFY(found.ok());
        QCOMPARE(found->first, first);
        QCOMPARE(found->second, second);
        QCOMPARE(found->together, together);
        QCOMPARE(found->firstMembers, 2);
        QCOMPARE(found->secondMembers, 1);
        double sum = 0;
        double before = std::numeric_limits<double>::infinity();
        for (const ComparedMember &each : found->parts) {
            QVERIFY(std::abs(each.part - parts[each.member.account]) < 1e-12);
            QCOMPARE(each.ofFirst, each.member.account < 2);
            QVERIFY(std::abs(each.part) <= before + 1e-12); // the largest first
            before = std::abs(each.part);
            sum += each.part;
        }
        QCOMPARE(found->parts.size(), std::size_t(3));
        QVERIFY(std::abs(sum - found->difference()) < 1e-12);
        QVERIFY(std::abs(found->difference() - (first - second)) < 1e-12);
    }

    /// Who did as both cells together did has no part in their difference.
    void asBothDid()
    {
        const std::vector<CohortMember> others{member(3, 100, 60), member(4, 100, 40), member(5, 100, 50)};
        const auto found = compareCells(CohortMeasure::Nrr, others, std::vector{member(6, 100, 50)});
        QVERIFY(found.ok());
        QCOMPARE(found->difference(), 0.0);
        for (const ComparedMember &each : found->parts)
            QVERIFY(each.member.account < 5 || each.part == 0);
    }

    void aCentIsACustomer()
    {
        const auto found =
            compareCells(CohortMeasure::Logo, std::vector{member(0, 1, 1)}, std::vector{member(1, 1, 0)});
        QVERIFY(found.ok());
        QCOMPARE(found->first, 1.0);
        QCOMPARE(found->second, 0.0);
        QCOMPARE(found->together, 0.5);
    }

    /// Of parts of the same size, whatever their sign, those of the first cell stand first, in its order.
    void partsOfTheSameSize()
    {
        const auto found =
            compareCells(CohortMeasure::Arr, std::vector{member(4, 10, 50), member(3, 10, 70), member(2, 10, 50)},
                std::vector{member(1, 10, 50), member(0, 10, 70)});
        QVERIFY(found.ok());
        QList<int> order;
        for (const ComparedMember &each : found->parts)
            order << each.member.account;
        QCOMPARE(order, (QList<int>{3, 0, 4, 2, 1}));
    }

    void nothingToCompareWith_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("measure");
        for (const CohortMeasure measure : {CohortMeasure::Nrr, CohortMeasure::Grr, CohortMeasure::Logo}) {
            QTest::addRow("%s, first", toString(measure)) << 0 << int(measure);
            QTest::addRow("%s, second", toString(measure)) << 1 << int(measure);
        }
    }
    void nothingToCompareWith()
    {
        QFETCH(int, which);
        QFETCH(int, measure);
        for (const auto &empty : {std::vector<CohortMember>(), std::vector{member(9, 0, 50)}}) {
            const auto found = which == 0 ? compareCells(CohortMeasure(measure), empty, Second)
                                          : compareCells(CohortMeasure(measure), Second, empty);
            QVERIFY(!found.ok());
            QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
            const std::string said = found.error().message.english();
            QVERIFY2(said.find(which == 0 ? "The first cell" : "The second cell") == 0, said.c_str());
        }
    }

    /// Cells of a workspace: January has Amber (100 -> 150) and Birch (100, left), March Cedar; blocks by what each
    /// came with stand at any start.
    void cellsOfAWorkspace()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2026-01-10", "", "2026-03-10");
        data.subscription("billing", "a2", "A", "150", "2026-03-10");
        data.subscription("billing", "b1", "B", "100", "2026-01-15", "", "2026-02-10");
        data.subscription("billing", "c1", "C", "50", "2026-03-31");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto book = portfolio->book();
        QVERIFY(book.ok());
        CohortOptions options;
        options.measure = CohortMeasure::Nrr;
        options.asOf = Date::fromIso("2026-06-30");
        Progress progress;
        const auto first = cohortMembers(*portfolio, *book, options, "2026-01", 2, progress);
        const auto second = cohortMembers(*portfolio, *book, options, "2026-03", 2, progress);
        QVERIFY(first.ok() && second.ok());
        const auto found = compareCells(options.measure, *first, *second);
        QVERIFY(found.ok());
        QCOMPARE(found->first, 0.75);
        QCOMPARE(found->second, 1.0);
        QCOMPARE(portfolio->accounts().at(found->parts.front().member.account).name, std::string("B"));

        options.group = "onboarding_path";
        std::vector<std::string> paths;
        for (int i = 0; i < portfolio->accounts().size(); ++i)
            paths.push_back(portfolio->accounts().at(i).name == "B" ? "Self" : "Guided");
        options.groupValues = std::make_shared<const std::vector<std::string>>(paths);
        const auto blocks = computeCohorts(*portfolio, *book, options, progress);
        QVERIFY(blocks.ok());
        QStringList rows;
        for (const Cohort &cohort : blocks->rows)
            rows << QStringLiteral("%1 %2 n%3 %4")
                        .arg(QString::fromStdString(cohort.group), QString::fromStdString(cohort.label))
                        .arg(cohort.size)
                        .arg(cohort.values[2]);
        QCOMPARE(rows,
            (QStringList{QStringLiteral("Guided 2026-01 n1 1.5"), QStringLiteral("Guided 2026-03 n1 1"),
                QStringLiteral("Self 2026-01 n1 0")}));
    }
};

QTEST_GUILESS_MAIN(TestCohortComparison)
#include "tst_cohort_comparison.moc"
