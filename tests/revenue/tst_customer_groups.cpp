#include "core/coverage/scope.h"
#include "core/identity/customer_groups.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/grouping.h"
#include "core/revenue/retention_rates.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

/// Products and lists as filters. Alpha has Core and gave Plus up, Beta has Core, Gamma has contracts without a
/// product.
class TestCustomerGroups : public QObject {
    Q_OBJECT

    static void fill(test::WorkspaceFixture &file)
    {
        file.source("bill", "billing");
        for (const char *id : {"a", "b", "c"})
            file.account("bill", id, std::string("Customer ") + id);
        file.subscription("bill", "1", "a", "100.00", "2024-01-01", {}, {}, "USD", "Core");
        file.subscription("bill", "2", "a", "50.00", "2024-01-01", {}, "2026-01-01", "USD", "Plus");
        file.subscription("bill", "3", "b", "200.00", "2024-01-01", {}, {}, "USD", "Core");
        file.subscription("bill", "4", "b", "10.00", "2025-01-01", {}, {}, "USD", "Core");
        file.subscription("bill", "5", "c", "400.00", "2024-01-01");
        file.settle();
    }
    /// The customers for whom a filter holds, by name.
    static QString passing(const store::Workspace &workspace, const revenue::Filters &filters)
    {
        QStringList names;
        const auto portfolio = portfolio::Portfolio::of(workspace);
        for (const identity::Account &account : portfolio->accounts().accounts()) {
            if (revenue::passes(account, filters))
                names << QString::fromStdString(account.name).right(1);
        }
        return names.join(u' ');
    }
    static std::string idOf(const store::Workspace &workspace, const char *record)
    {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        return portfolio->accounts().at(portfolio->accounts().indexOfRecord("bill", record)).id;
    }

private slots:
    void productsAreThoseOfAnyContract()
    {
        test::WorkspaceFixture file;
        fill(file);
        QCOMPARE(passing(file.workspace(), {{"product", "Core"}}), QStringLiteral("a b"));
        QCOMPARE(passing(file.workspace(), {{"product", "Plus"}}), QStringLiteral("a")); // given up, not forgotten
        QCOMPARE(passing(file.workspace(), {{"product", revenue::NoGroup}}), QStringLiteral("c"));
        QCOMPARE(passing(file.workspace(), {{"product", "core"}}), QString());
        QCOMPARE(passing(file.workspace(), {{"product", "Core"}, {"product", "Plus"}}), QStringLiteral("a"));
        QCOMPARE(passing(file.workspace(), {}), QStringLiteral("a b c"));
    }
    /// NRR of those with Plus over 2026 up to June: 150 before, 100 now.
    void aRateKeepsWhoGaveTheProductUp()
    {
        test::WorkspaceFixture file;
        fill(file);
        const auto portfolio = portfolio::Portfolio::of(file.workspace());
        const auto book = portfolio->book(std::nullopt);
        QVERIFY(book.ok());
        revenue::RetentionOptions options{Month(2025, 12), Month(2026, 6), {}};
        options.grouping.filters = {{"product", "Plus"}};
        Progress progress;
        const auto rates = revenue::computeRetention(*portfolio, *book, options, progress);
        QVERIFY(rates.ok());
        QCOMPARE(rates->rows.front().opening, std::int64_t(15'000));
        QCOMPARE(rates->rows.front().closing, std::int64_t(10'000));
    }
    void listsAreKeptReplacedAndRemoved()
    {
        test::WorkspaceFixture file;
        fill(file);
        store::Workspace &workspace = file.workspace();
        const std::string a = idOf(workspace, "a");
        const std::string c = idOf(workspace, "c");
        QVERIFY(identity::keepCustomerList(workspace, "at risk", {c, a, c}).ok());
        QCOMPARE(identity::customerLists(workspace).at("at risk"), (std::vector<std::string>{a, c}));
        QCOMPARE(passing(workspace, {{"list", "at risk"}}), QStringLiteral("a c"));
        QCOMPARE(passing(workspace, {{"list", "at risk"}, {"product", "Core"}}), QStringLiteral("a"));
        QCOMPARE(passing(workspace, {{"list", revenue::NoGroup}}), QStringLiteral("b"));
        QCOMPARE(store::auditTrail(workspace, 1).front().action, std::string("keep customer list"));
        QVERIFY(identity::keepCustomerList(workspace, "at risk", {c}).ok());
        QCOMPARE(passing(workspace, {{"list", "at risk"}}), QStringLiteral("c"));
        QVERIFY(identity::keepCustomerList(workspace, "at risk", {}).ok());
        QVERIFY(identity::customerLists(workspace).empty());
        QCOMPARE(passing(workspace, {{"list", "at risk"}}), QString());
    }
    void whatIsNoListIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("customer");
        QTest::newRow("no name") << ""
                                 << "";
        QTest::newRow("a blank in front") << " x"
                                          << "";
        QTest::newRow("a blank behind") << "x "
                                        << "";
        QTest::newRow("too long") << QString(61, u'ü') << "";
        QTest::newRow("nobody") << "x"
                                << "AC-99999";
        QTest::newRow("two in one") << "x"
                                    << "AC-00001,AC-00002";
    }
    void whatIsNoListIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, customer);
        test::WorkspaceFixture file;
        fill(file);
        const std::string id = customer.isEmpty() ? idOf(file.workspace(), "a") : customer.toStdString();
        const auto kept = identity::keepCustomerList(file.workspace(), name.toStdString(), {id});
        QVERIFY(!kept.ok());
        QCOMPARE(kept.error().code, ErrorCode::InvalidArgument);
        QVERIFY(identity::customerLists(file.workspace()).empty());
        QVERIFY(
            identity::keepCustomerList(file.workspace(), QString(60, u'ü').toStdString(), {idOf(file.workspace(), "a")})
                .ok());
    }
    /// Whom a customer became part of has its products and its place on lists.
    void aMergerBringsThemAlong()
    {
        test::WorkspaceFixture file;
        fill(file);
        QVERIFY(identity::keepCustomerList(file.workspace(), "x", {idOf(file.workspace(), "a")}).ok());
        file.becomesPart("bill", "a", "c", "2026-06-01");
        const auto portfolio =
            std::make_shared<const identity::AccountDirectory>(identity::AccountDirectory::load(file.workspace()));
        const identity::Account &into = portfolio->at(portfolio->indexOfRecord("bill", "c"));
        QVERIFY(into.has("product", "Plus") && into.has("list", "x"));
        QVERIFY(!into.has("product", revenue::NoGroup));
    }
    void filtersAreNamed()
    {
        QCOMPARE(revenue::described({{"product", "Core"}, {"list", "at risk"}}).english(),
            std::string("product Core, list at risk"));
        QVERIFY(coverage::scopeFilter({{"list", "x"}}).groups == (revenue::Filters{{"list", "x"}}));
        QVERIFY(!coverage::scopeFilter({{"product", "x"}}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestCustomerGroups)
#include "tst_customer_groups.moc"
