#include "core/identity/account_directory.h"
#include "core/portfolio/portfolio.h"
#include "core/retention/used_months.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::retention;

namespace {

QString monthsOf(const UsedMonths &used, int account)
{
    QStringList months;
    for (const Month month : used.of(account))
        months << QString::number(month.month());
    return months.join(u' ');
}

} // namespace

/// The months in which customers used the product: one event is enough, none is none.
class TestUsedMonths : public QObject {
    Q_OBJECT
private slots:
    void eventsOfEachMonth()
    {
        test::ImportedWorkspace data;
        data.file("product.accounts", "account_id,name\nA,Acme\nB,Birch\n");
        data.file("product.usage",
            "account_id,date,feature,active_users,events\nA,2026-03-31,,1,1\nA,2026-04-01,,1,0\nA,2026-05-10,,1,7\n"
            "A,2026-05-11,,1,2\nB,2026-06-01,,1,3\nB,2026-07-01,,1,0\nB,2026-07-02,,1,1\n");
        data.import("2026-10-31");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto used = UsedMonths::read(data.workspace(), portfolio->accounts());
        QVERIFY(used.ok());
        QStringList found;
        for (int account = 0; account < portfolio->accounts().size(); ++account)
            found << QString::fromStdString(portfolio->accounts().at(account).name) + QStringLiteral(": ")
                    + monthsOf(*used, account);
        QCOMPARE(found, (QStringList{QStringLiteral("Acme: 3 5"), QStringLiteral("Birch: 6 7")}));
    }

    /// Of several features one is enough, over all files; a month of nothing but 0, or of no number, is one without
    /// use.
    void overFeaturesAndFiles()
    {
        test::ImportedWorkspace data;
        data.file("product.accounts", "account_id,name\nA,Acme\n");
        data.file("product.usage",
            "account_id,date,feature,active_users,events\nA,2026-03-02,search,1,0\nA,2026-03-02,export,1,2\n"
            "A,2026-04-02,search,1,0\nA,2026-04-02,export,1,0\nA,2026-05-02,search,1,\nA,2025-12-31,search,1,1\n");
        data.import("2026-10-31");
        data.file("product.usage",
            "account_id,date,feature,active_users,events\nA,2026-04-30,export,1,3\nA,2026-01-01,export,1,3\n");
        data.import("2026-11-30");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto used = UsedMonths::read(data.workspace(), portfolio->accounts());
        QVERIFY(used.ok());
        QCOMPARE(monthsOf(*used, portfolio->accounts().indexOfRecord("product", "A")), QStringLiteral("12 1 3 4"));
    }

    /// Of an account that no file of accounts names nothing is told, and the others are as they were.
    void accountsThatAreNoneAreLeftOut()
    {
        test::ImportedWorkspace data;
        data.file("product.accounts", "account_id,name\nA,Acme\n");
        data.file("billing.usage", "account_id,date,feature,active_users,events\nX,2026-03-31,,1,9\n");
        data.import("2026-10-31");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const int acme = portfolio->accounts().indexOfRecord("product", "A");
        const auto used = UsedMonths::read(data.workspace(), portfolio->accounts());
        QVERIFY(used.ok());
        QCOMPARE(monthsOf(*used, acme), QString());
    }

    void withoutUsage()
    {
        test::ImportedWorkspace data;
        data.file("product.accounts", "account_id,name\nA,Acme\n");
        data.import("2026-10-31");
        const auto used = UsedMonths::read(data.workspace(), portfolio::Portfolio::of(data.workspace())->accounts());
        QVERIFY(!used.ok());
        QCOMPARE(used.error().code, ErrorCode::NoData);
    }
};

QTEST_GUILESS_MAIN(TestUsedMonths)
#include "tst_used_months.moc"
