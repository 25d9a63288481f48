#include "core/reconcile/product_comparison.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

const Date AsOf = *Date::of(2026, 10, 31);

/// The list as it stands now.
std::shared_ptr<const CustomerList> listOf(test::WorkspaceFixture &data)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    Progress progress;
    return std::make_shared<const CustomerList>(
        readCustomerList(data.workspace(), *portfolio, "ledger", "billing", progress).value());
}

/// Billing and a list of Finance's own: Acme agrees in Core and not in Flow, of Birch the list names no product, Cedar
/// is in billing alone, and Dune's credits exceed what it pays.
ReconcileOptions filled(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    for (const char *name : {"Acme", "Birch", "Cedar", "Dune"})
        data.account("billing", std::string(1, name[0]), name);
    data.subscription("billing", "a1", "A", "600", "2025-01-01", "", "", "USD", "Core");
    data.subscription("billing", "a2", "A", "400", "2025-01-01", "", "", "USD", " CORE");
    data.subscription("billing", "a3", "A", "250", "2025-01-01", "", "", "USD", "Flow");
    data.subscription("billing", "a4", "A", "90", "2025-01-01", "2026-10-30", "", "USD", "Old"); // ended the day before
    data.subscription("billing", "b", "B", "500", "2025-01-01", "", "", "USD", "Core");
    data.subscription("billing", "c", "C", "70", "2025-01-01", "", "", "USD", "Core");
    data.subscription("billing", "d1", "D", "100", "2025-01-01", "", "", "USD", "Core");
    data.subscription("billing", "d2", "D", "-300", "2025-01-01", "", "", "USD", "Core");
    data.settle();
    data.run("CREATE TABLE ledger (account TEXT, arr TEXT, product TEXT)", {});
    data.run("INSERT INTO ledger VALUES ('A', '1001.00', 'core'), ('A', '300', 'flow '), ('B', '500', ''), "
             "('D', '50', 'Core')",
        {});
    ReconcileOptions options;
    options.left = *portfolio::Portfolio::of(data.workspace())->findSource("billing");
    options.list = listOf(data);
    return options;
}

Result<ProductComparison> compare(test::WorkspaceFixture &data, const ReconcileOptions &options)
{
    Progress progress;
    return compareProducts(*portfolio::Portfolio::of(data.workspace()), options, progress);
}

} // namespace

/// What both sides say of each product.
class TestProductComparison : public QObject {
    Q_OBJECT
private slots:
    void amountsAreByProduct()
    {
        test::WorkspaceFixture data;
        const ReconcileOptions options = filled(data);
        const auto found = compare(data, options);
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->compared, 1);
        QStringList products;
        for (const ProductTotal &each : found->products)
            products << QStringLiteral("%1 %2 %3 %4/%5")
                            .arg(QString::fromStdString(each.product))
                            .arg(each.left)
                            .arg(each.right)
                            .arg(each.matched)
                            .arg(each.customers);
        // 1.00 apart is within tolerance.
        QCOMPARE(products, (QStringList{"Core 100000 100100 1/1", "Flow 25000 30000 0/1"}));
        QCOMPARE(found->products[1].delta(), std::int64_t(5000));
        QCOMPARE(found->leftNotCompared, std::int64_t(57000)); // Birch and Cedar; Dune counts 0
        QCOMPARE(found->rightNotCompared, std::int64_t(55000)); // Birch and Dune
        const QStringList lines = QString::fromStdString(productsCsv(*found)).split(u'\n');
        QCOMPARE(lines.size(), 3); // the last is empty
        QCOMPARE(lines[0], QStringLiteral("account,name,product,left,right,delta,left_id,right_id"));
        QVERIFY2(lines[1].contains(QStringLiteral(",Acme,Flow,250.00,300.00,50.00,A,")), qPrintable(lines[1]));
    }

    void toleranceAndFiltersHold()
    {
        test::WorkspaceFixture data;
        ReconcileOptions options = filled(data);
        options.tolerance = Tolerance{99, 0};
        QCOMPARE(compare(data, options)->products[0].matched, 0); // 1.00 apart
        options.tolerance = Tolerance{5000, 0};
        QCOMPARE(compare(data, options)->products[1].matched, 1);
        options.only = [](const identity::Account &account) { return account.name == "Cedar"; };
        const auto cedar = compare(data, options);
        QCOMPARE(cedar->compared, 0);
        QVERIFY(cedar->products.empty());
        QCOMPARE(cedar->leftNotCompared, std::int64_t(7000));
        QCOMPARE(cedar->rightNotCompared, std::int64_t(0));
    }

    /// The list alone has Flow of the first customer; billing's name of it counts, though it comes with the second.
    void theLeftSideNamesProducts()
    {
        test::WorkspaceFixture data;
        ReconcileOptions options = filled(data);
        data.run("DELETE FROM subscriptions WHERE subscription_id = 'a3'", {});
        data.subscription("billing", "b2", "B", "10", "2025-01-01", "", "", "USD", "FLOW");
        data.run("UPDATE ledger SET product = 'core' WHERE account = 'B'", {});
        data.settle();
        options.list = listOf(data);
        const auto found = compare(data, options);
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->products.size(), std::size_t(2));
        QCOMPARE(found->products[0].product, std::string("Core"));
        QCOMPARE(found->products[1].product, std::string("FLOW"));
        QCOMPARE(found->products[1].left, std::int64_t(1000)); // Birch
        QCOMPARE(found->products[1].right, std::int64_t(30000)); // Acme
        QCOMPARE(found->amounts.front().rightId, std::string("A")); // in two rows of the list
        QVERIFY(found->warnings.empty());
    }

    void whatHasNoProductComesLast()
    {
        test::WorkspaceFixture data;
        ReconcileOptions options = filled(data);
        data.subscription("billing", "a5", "A", "40", "2025-01-01");
        data.run("INSERT INTO ledger VALUES ('A', '40', '')", {});
        data.settle();
        options.list = listOf(data);
        const auto found = compare(data, options);
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QStringList products;
        for (const ProductTotal &each : found->products)
            products << QString::fromStdString(each.product) + QStringLiteral(" %1").arg(each.left);
        QCOMPARE(products, (QStringList{"Core 100000", "Flow 25000", " 4000"}));
    }

    /// A rate of 30 November 2025 is 335 days old on the day: who compares products has to know it, too.
    void oldRatesAreSaid()
    {
        test::WorkspaceFixture data;
        ReconcileOptions options = filled(data);
        data.subscription("billing", "a5", "A", "100", "2025-01-01", "", "", "EUR", "Core");
        data.rate("billing", "EUR", "2025-11-30", "1.1");
        data.settle();
        const auto found = compare(data, options);
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->warnings.size(), std::size_t(1)); // the list has no euros
        QCOMPARE(found->warnings.front().english(),
            std::string("billing: The rate of EUR used on 2026-10-31 is of 2025-11-30, 335 days old."));
        const auto sides = sidesOf(*portfolio::Portfolio::of(data.workspace()), options);
        QCOMPARE(sides->left.warnings().size(), std::size_t(1));
        QVERIFY(sides->right.warnings().empty());
    }

    void aSideThatNamesNoProductIsSaid()
    {
        test::WorkspaceFixture data;
        ReconcileOptions options = filled(data);
        data.run("UPDATE ledger SET product = '' WHERE account <> 'A'", {});
        options.list = listOf(data);
        QCOMPARE(compare(data, options)->compared, 1); // of the first customer it does name one
        data.run("UPDATE ledger SET product = ''", {});
        options.list = listOf(data);
        const auto found = compare(data, options);
        QCOMPARE(found.error().code, ErrorCode::NoData);
        QVERIFY(found.error().message.english().starts_with("ledger names no product in force on 2026-10-31"));
    }

    /// Both sides as they are built for a comparison.
    void sidesAreOfOneDay()
    {
        test::WorkspaceFixture data;
        const ReconcileOptions options = filled(data);
        const auto sides = sidesOf(*portfolio::Portfolio::of(data.workspace()), options);
        QVERIFY(sides.ok());
        QCOMPARE(sides->left.name(), std::string("billing"));
        QCOMPARE(sides->right.name(), std::string("ledger"));
        QCOMPARE(sides->left.asOf(), AsOf);
        QCOMPARE(sides->right.asOf(), AsOf);
        const int acme = sides->left.book().accounts().indexOfRecord("billing", "A");
        QStringList products;
        for (const SideProduct &each : sides->left.productAmounts(acme))
            products << QString::fromStdString(each.key + ' ' + each.name) + QStringLiteral(" %1").arg(each.annual);
        QCOMPARE(products, (QStringList{"core Core 100000", "flow Flow 25000"}));
    }
};

QTEST_GUILESS_MAIN(TestProductComparison)
#include "tst_product_comparison.moc"
