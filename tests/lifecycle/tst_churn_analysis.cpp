#include "core/lifecycle/churn_analysis.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// February 2026: A of SMB after 13 months and B of Mid after 72, with two products, for the price. April: E after 12
/// months. May: C of SMB after 11. D of SMB gives up a product in March, and stays.
void fill(test::LifecycleFixture &data)
{
    data.account("billing", "A", "A", "segment=SMB");
    data.account("billing", "B", "B", "segment=Mid");
    data.account("billing", "C", "C", "segment=SMB");
    data.account("billing", "D", "D", "segment=SMB");
    for (const char *account : {"A", "B"})
        data.run("UPDATE accounts SET churn_reason = 'Price' WHERE account_id = ?", {account});
    data.contract("A", "2025-01-01", "2026-02-15");
    data.subscription("billing", "b1", "B", "60", "2020-02-01", {}, "2026-02-01", "USD", "Core");
    data.subscription("billing", "b2", "B", "40", "2020-02-01", {}, "2026-02-01", "USD", "Plus");
    data.contract("E", "2025-04-01", "2026-04-10");
    data.contract("C", "2025-06-01", "2026-05-20");
    data.subscription("billing", "d1", "D", "50", "2025-01-01", {}, {}, "USD", "Core");
    data.subscription("billing", "d2", "D", "50", "2025-01-01", {}, "2026-03-10", "USD", "Plus");
}

Result<ChurnAnalysis> analysis(test::LifecycleFixture &data, const std::string &by,
    const revenue::Filters &filters = {}, const char *to = "2026-06",
    revenue::MovementKind kind = revenue::MovementKind::Churn)
{
    const auto portfolio = data.portfolio();
    Progress progress;
    ChurnOptions options{*Month::fromIso("2026-01"), *Month::fromIso(to), by};
    options.grouping.filters = filters;
    options.kind = kind;
    return analyseChurn(data.workspace(), *portfolio, *portfolio->book(), options, progress);
}

/// "Price 20000 n2 0.5", a line for each group.
QStringList described(const Result<ChurnAnalysis> &found)
{
    QStringList lines;
    for (const ChurnGroup &group : found->groups)
        lines << QStringLiteral("%1 %2 n%3 %4")
                     .arg(QString::fromStdString(Message::of(group.name).english()))
                     .arg(group.arr)
                     .arg(group.customers())
                     .arg(found->shareOf(group).value());
    return lines;
}

} // namespace

class TestChurnAnalysis : public QObject {
    Q_OBJECT
private slots:
    void byWhatItIsToldApart_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QStringList>("groups");
        QTest::newRow("reason") << "reason" << QStringList{"(none) 20000 n2 0.5", "Price 20000 n2 0.5"};
        QTest::newRow("tenure") << "tenure"
                                << QStringList{"Under 1 year 10000 n1 0.25", "1 to 2 years 20000 n2 0.5",
                                       "Over 5 years 10000 n1 0.25"};
        QTest::newRow("quarter") << "quarter" << QStringList{"2026Q1 20000 n2 0.5", "2026Q2 20000 n2 0.5"};
        QTest::newRow("segment") << "segment"
                                 << QStringList{"SMB 20000 n2 0.5", "(none) 10000 n1 0.25", "Mid 10000 n1 0.25"};
        QTest::newRow("product") << "product"
                                 << QStringList{"(none) 30000 n3 0.75", "Core 6000 n1 0.15", "Plus 4000 n1 0.1"};
    }
    void byWhatItIsToldApart()
    {
        QFETCH(QString, by);
        QFETCH(QStringList, groups);
        test::LifecycleFixture data;
        fill(data);
        const auto found = analysis(data, by.toStdString());
        QCOMPARE(described(found), groups);
        QCOMPARE(found->arr, std::int64_t(40000));
        QCOMPARE(found->customers.size(), std::size_t(4));
        QCOMPARE(found->quarters.size(), std::size_t(2));
        std::int64_t sum = 0;
        for (const ChurnGroup &group : found->groups) {
            for (const ChurnGroup::Part &part : group.parts)
                sum += part.arr;
        }
        QCOMPARE(sum, found->arr);
    }

    void oneByOne()
    {
        test::LifecycleFixture data;
        fill(data);
        const auto portfolio = data.portfolio();
        QStringList lines;
        const auto found = analysis(data, "reason");
        for (const ChurnedCustomer &one : found->customers)
            lines << QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(QString::fromStdString(one.month.iso()), QString::fromStdString(one.quarter.text()))
                         .arg(one.arr)
                         .arg(QString::fromStdString(one.reason))
                         .arg(one.tenureMonths.value());
        lines.sort();
        QCOMPARE(lines,
            (QStringList{"2026-02 2026Q1 10000 Price 13", "2026-02 2026Q1 10000 Price 72",
                "2026-04 2026Q2 10000 (none) 12", "2026-05 2026Q2 10000 (none) 11"}));
    }

    /// A leaves in May with B inside, who had been there for 71 months; C left before D became a part of it.
    void whatAMergerBroughtAlong()
    {
        test::LifecycleFixture data;
        data.contract("A", "2025-06-01", "2026-05-20");
        data.contract("B", "2020-06-01", "2026-05-20");
        data.contract("C", "2025-06-01", "2026-01-20");
        data.contract("D", "2020-01-01");
        data.becomesPart("billing", "B", "A", "2026-03-15");
        data.becomesPart("billing", "D", "C", "2026-04-01");
        QCOMPARE(described(analysis(data, "tenure")),
            (QStringList{QStringLiteral("Under 1 year 10000 n1 %1").arg(10000.0 / 30000),
                QStringLiteral("Over 5 years 20000 n1 %1").arg(20000.0 / 30000)}));
        const auto found = analysis(data, "reason");
        QCOMPARE(found->customers.size(), std::size_t(2));
        QCOMPARE(found->customers[0].tenureMonths.value(), 7);
        QCOMPARE(found->customers[1].tenureMonths.value(), 71);
    }

    /// D gives up a product of 5,000 in March and stays; G swaps 3,000 of one for 1,000 more of another in April.
    void downsell()
    {
        test::LifecycleFixture data;
        fill(data);
        data.account("billing", "G", "G", "segment=Mid");
        data.subscription("billing", "g1", "G", "30", "2025-01-01", {}, "2026-04-01", "USD", "Plus");
        data.subscription("billing", "g2", "G", "50", "2025-01-01", {}, "2026-04-01", "USD", "Core");
        data.subscription("billing", "g3", "G", "60", "2026-04-01", {}, {}, "USD", "Core");
        const auto contraction = [&](const std::string &by) {
            const auto found = analysis(data, by, {}, "2026-06", revenue::MovementKind::Contraction);
            if (!found)
                qFatal("%s", found.error().message.english().c_str());
            QStringList lines;
            for (const ChurnGroup &group : found->groups)
                lines << QStringLiteral("%1 %2 n%3")
                             .arg(QString::fromStdString(Message::of(group.name).english()))
                             .arg(group.arr)
                             .arg(group.customers());
            return lines << QString::number(found->arr);
        };
        QCOMPARE(contraction("segment"), (QStringList{"SMB 5000 n1", "Mid 2000 n1", "7000"}));
        QCOMPARE(contraction("quarter"), (QStringList{"2026Q1 5000 n1", "2026Q2 2000 n1", "7000"}));
        QCOMPARE(contraction("product"), (QStringList{"Plus 8000 n2", "7000"})); // what G has more of Core is no loss
        QCOMPARE(analysis(data, "reason", {}, "2026-06", revenue::MovementKind::New).error().code,
            ErrorCode::InvalidArgument);
    }

    void chipsAndWindow()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(described(analysis(data, "reason", {{"segment", "SMB"}})),
            (QStringList{"(none) 10000 n1 0.5", "Price 10000 n1 0.5"}));
        QCOMPARE(described(analysis(data, "quarter", {}, "2026-04")),
            (QStringList{QStringLiteral("2026Q1 20000 n2 %1").arg(20000.0 / 30000),
                QStringLiteral("2026Q2 10000 n1 %1").arg(10000.0 / 30000)}));
        const auto nobody = analysis(data, "reason", {}, "2026-01");
        QVERIFY(nobody->groups.empty());
        QVERIFY(!nobody->shareOf(ChurnGroup()));
        QCOMPARE(analysis(data, "colour").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(analysis(data, "reason", {}, "2025-12").error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestChurnAnalysis)
#include "tst_churn_analysis.moc"
