#include "core/answers/customer_record.h"
#include "core/answers/identity_review.h"
#include "core/health/accuracy.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/account_overview.h"
#include "core/query/workspace_tables.h"
#include "core/reconcile/reconciliation.h"
#include "core/retention/cohorts.h"
#include "core/revenue/movements.h"
#include "core/revenue/window_customers.h"
#include "core/session/actions.h"
#include "core/session/customer_mergers.h"
#include "core/session/identity_decisions.h"
#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using identity::Merger;

namespace {

/// Acme, 1,000 from January, and Bolt, 500 in another segment, whose extension of 200 begins on 20 March.
struct Book : test::WorkspaceFixture {
    Progress progress;

    Book()
    {
        source("crm", "crm");
        account("crm", "A", "Acme", "segment=SMB");
        account("crm", "B", "Bolt", "segment=Enterprise");
        account("crm", "C", "Cog", "segment=SMB");
        subscription("crm", "a", "A", "1000", "2026-01-01");
        subscription("crm", "b", "B", "500", "2026-01-01", {}, {}, "USD", "Pro");
        subscription("crm", "b2", "B", "200", "2026-03-20", {}, {}, "USD", "Pro");
        settle();
    }
    std::string idOf(const char *record)
    {
        SQLite::Statement row(db(), "SELECT account FROM account_link WHERE record_id = ?");
        row.bind(1, record);
        return row.executeStep() ? row.getColumn(0).getString() : std::string();
    }
    Result<std::vector<Merger>> merge(const char *into, const char *from, const char *on, bool proForma = false)
    {
        return session::mergeCustomers(
            workspace(), {idOf(into), idOf(from), *Date::fromIso(on), proForma, "Ann"}, progress);
    }
    std::shared_ptr<const portfolio::Portfolio> portfolio() { return portfolio::Portfolio::of(workspace()); }
    portfolio::ArrBook book()
    {
        auto book = portfolio()->book();
        if (!book)
            qFatal("%s", book.error().message.english().c_str());
        return *book;
    }
    /// "opening, movements = closing; logos" of a month's rows, in units of money.
    QStringList month(Month month, const std::string &by = {})
    {
        revenue::MovementOptions options{month, month, {}};
        options.grouping.by = by;
        const auto found = computeMovements(*portfolio(), book(), options, progress);
        QStringList rows;
        for (const revenue::MovementRow &row : found->rows) {
            QString text = QString::fromStdString(row.group) + QStringLiteral(": %1").arg(row.opening / 100);
            for (const auto &[kind, amount] : revenue::stepsOf(row)) {
                if (amount != 0)
                    text += QStringLiteral(" %1 %2").arg(QString::fromLatin1(toString(kind))).arg(amount / 100);
            }
            rows << text
                    + QStringLiteral(" = %1; %2 to %3")
                          .arg(row.closing / 100)
                          .arg(row.openingLogos)
                          .arg(row.closingLogos);
        }
        return rows;
    }
    revenue::RetentionRow retention(Month from, Month to, revenue::RetentionVariant variant)
    {
        const auto found = revenue::computeRetention(
            *portfolio(), book(), {from, to, {}, variant, revenue::FxMode::Constant}, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return found->rows.front();
    }
};

Month month(int number)
{
    return Month::of(*Date::of(2026, number, 1));
}

} // namespace

/// Bolt becomes a part of Acme on 15 March: two customers before, one from then on, and nothing moves by it.
class TestCustomerMergers : public QObject {
    Q_OBJECT
private slots:
    void movements_data()
    {
        QTest::addColumn<bool>("proForma");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("the month before") << false << 2 << "" << QStringList{"total: 1500 = 1500; 2 to 2"};
        QTest::newRow("the month itself")
            << false << 3 << "" << QStringList{"total: 1500 expansion 200 = 1700; 1 to 1"};
        QTest::newRow("the month after") << false << 4 << "" << QStringList{"total: 1700 = 1700; 1 to 1"};
        QTest::newRow("what moves between groups")
            << false << 3 << "segment"
            << QStringList{"total: 1500 expansion 200 = 1700; 1 to 1", "Enterprise: 0 = 0; 0 to 0",
                   "SMB: 1500 expansion 200 = 1700; 1 to 1"};
        QTest::newRow("groups before") << false << 2 << "segment"
                                       << QStringList{"total: 1500 = 1500; 2 to 2", "Enterprise: 500 = 500; 1 to 1",
                                              "SMB: 1000 = 1000; 1 to 1"};
        QTest::newRow("products stay") << false << 3 << "product"
                                       << QStringList{"total: 1500 expansion 200 = 1700; 1 to 1",
                                              "Pro: 500 expansion 200 = 700; 1 to 1", "(none): 1000 = 1000; 1 to 1"};
        QTest::newRow("pro forma, from the start")
            << true << 1 << "" << QStringList{"total: 0 new 1500 = 1500; 0 to 1"};
        QTest::newRow("not pro forma, from the start")
            << false << 1 << "" << QStringList{"total: 0 new 1500 = 1500; 0 to 2"};
        QTest::newRow("pro forma, before")
            << true << 2 << "segment"
            << QStringList{"total: 1500 = 1500; 1 to 1", "Enterprise: 0 = 0; 0 to 0", "SMB: 1500 = 1500; 1 to 1"};
    }
    void movements()
    {
        QFETCH(bool, proForma);
        QFETCH(int, number);
        QFETCH(QString, by);
        QFETCH(QStringList, rows);
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15", proForma).ok());
        QCOMPARE(data.month(month(number), by.toStdString()), rows);
    }

    /// On the last day of a month it is of that month, on the first of the next of the next.
    void itsDayDecidesTheMonth()
    {
        Book data;
        QVERIFY(data.merge("A", "B", "2026-02-28").ok());
        QCOMPARE(data.month(month(2)), QStringList{"total: 1500 = 1500; 1 to 1"});
        QVERIFY(data.merge("A", "B", "2026-03-01").ok()); // another day of the same
        QCOMPARE(data.month(month(2)), QStringList{"total: 1500 = 1500; 2 to 2"});
    }

    void retention_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("logos");
        QTest::addColumn<int>("opening");
        QTest::addColumn<double>("nrr");
        QTest::newRow("before") << 1 << 2 << 2 << 1500 << 1.0;
        QTest::newRow("over it") << 1 << 4 << 1 << 1500 << 1700.0 / 1500;
        QTest::newRow("after") << 3 << 4 << 1 << 1700 << 1.0;
    }
    void retention()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, logos);
        QFETCH(int, opening);
        QFETCH(double, nrr);
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        for (const auto variant : {revenue::RetentionVariant::Point, revenue::RetentionVariant::Flow}) {
            const revenue::RetentionRow row = data.retention(month(from), month(to), variant);
            QCOMPARE(row.logos, logos);
            QCOMPARE(row.opening, std::int64_t(opening) * 100);
            QCOMPARE(*row.rate("nrr").value(), nrr);
            QCOMPARE(*row.rate("grr").value(), 1.0);
            QCOMPARE(row.churnedLogos, 0);
        }
    }

    /// What each did before they were one is of the one: Bolt grows in February, Acme's opening set has both.
    void conventionsSeeOneCustomer()
    {
        Book data;
        data.subscription("crm", "b1", "B", "100", "2026-02-10");
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        const auto found =
            revenue::windowCustomers(*data.portfolio(), data.book(), {month(1), month(4)}, data.progress);
        QVERIFY(found.ok());
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE(found->front().opening, 150000);
        QCOMPARE(found->front().closing, 180000);
        QCOMPARE(found->front().all.expansion, 30000);
        QCOMPARE(found->front().churns, 0);
    }

    /// Cog has something from February on and is a part of Acme from March on: all movements lead from the opening to
    /// the closing.
    void conventionsTieOut()
    {
        Book data;
        data.subscription("crm", "d", "C", "300", "2026-02-10");
        QVERIFY(data.merge("A", "C", "2026-03-15").ok());
        const auto portfolio = data.portfolio();
        for (const auto grain : {revenue::Grain::Account, revenue::Grain::Parent}) {
            const auto found =
                revenue::windowCustomers(*portfolio, data.book(), {month(1), month(4), grain}, data.progress);
            QVERIFY(found.ok());
            const auto acme = std::ranges::find(
                *found, portfolio->accounts().indexOf(data.idOf("A")), &revenue::WindowCustomer::account);
            QVERIFY(acme != found->end());
            QCOMPARE(acme->opening, 100000);
            QCOMPARE(acme->closing, 130000);
            QCOMPARE(acme->all.after(acme->opening), std::optional<std::int64_t>(130000));
        }
    }

    /// No cohort loses a member by it, and nobody churns.
    void nobodyIsLost()
    {
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        const auto cohorts = retention::computeCohorts(*data.portfolio(), data.book(), {}, data.progress);
        QVERIFY(cohorts.ok());
        QCOMPARE(cohorts->rows.size(), std::size_t(1));
        QCOMPARE(cohorts->rows[0].size, 1);
        for (const double value : cohorts->rows[0].values)
            QCOMPARE(value, 1.0);
        const auto churned = health::churnDays(data.book(), *Date::of(2026, 3, 1), *Date::of(2026, 3, 31));
        QVERIFY(churned.ok());
        QVERIFY(std::ranges::none_of(*churned, [](const auto &day) { return day.has_value(); }));
    }

    /// From its day on the one has what both have, and is the only one listed.
    void theOneHasBoth()
    {
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        const auto arrOn = [&](const char *day) {
            const auto overview = accountOverview(*data.portfolio(), Date::fromIso(day));
            QStringList rows;
            for (const portfolio::AccountOverview &row : overview->rows)
                rows << QString::fromStdString(overview->accounts->at(row.account).name)
                        + QStringLiteral(" %1").arg(row.arr.value_or(0) / 100);
            return rows.join(QStringLiteral(", "));
        };
        QCOMPARE(arrOn("2026-03-14"), QStringLiteral("Acme 1000, Bolt 500, Cog 0"));
        QCOMPARE(arrOn("2026-03-15"), QStringLiteral("Acme 1500, Cog 0"));
        QCOMPARE(arrOn("2026-04-01"), QStringLiteral("Acme 1700, Cog 0"));
        QCOMPARE(identity::identityReport(data.workspace()).accounts, 2);
        QCOMPARE(data.portfolio()->accounts().customers(), 2);
        QCOMPARE(data.portfolio()->identity().accounts, 2);
        const auto review = answers::identityReview(data.workspace(), {}, {}, data.progress);
        QVERIFY(review.ok() && (*review)->queue.empty());
    }

    /// A customer's own page tells of that customer, also where others before it are none any more.
    void pagesTellOfTheirCustomers()
    {
        Book data;
        data.subscription("crm", "c", "C", "300", "2026-01-01", "2026-12-31");
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        const auto recordOf = [&](const char *id, const char *day) {
            auto record = answers::customerRecord(data.workspace(), data.idOf(id), Date::fromIso(day), data.progress);
            if (!record)
                qFatal("%s", record.error().message.english().c_str());
            return std::move(*record);
        };
        QCOMPARE(recordOf("C", "2026-04-01").arr, std::optional<std::int64_t>(30000));
        QCOMPARE(recordOf("C", "2026-04-01").renewalDate, Date::of(2026, 12, 31));
        QCOMPARE(recordOf("A", "2026-04-01").arr, std::optional<std::int64_t>(170000));
        QVERIFY(!recordOf("B", "2026-04-01").arr);
        QCOMPARE(recordOf("B", "2026-03-14").arr, std::optional<std::int64_t>(50000));
    }

    /// The rows of a query say of each customer what it opened with, what moved and what it closed with.
    void rowsOfAQueryTieOut()
    {
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        const store::QueryExtras extras = query::extrasFor(data.workspace(), data.progress);
        const auto found = store::runQuery(data.workspace(),
            "SELECT account, opening_minor, expansion_minor, churn_minor, closing_minor FROM v_movements "
            "WHERE month = '2026-03'",
            data.progress, {&extras, {}, {}});
        QVERIFY(found.ok());
        QCOMPARE(found->rows.size(), std::size_t(1));
        QCOMPARE(found->rows[0], (std::vector<nlohmann::json>{data.idOf("A"), 150000, 20000, 0, 170000}));
    }

    /// Both sides of a reconciliation see two customers before the day and one from it on, and the bridge ties out.
    void reconciled_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("inBoth");
        QTest::addColumn<QStringList>("breaks"); // customer and difference
        QTest::newRow("before") << "2026-03-14" << 2 << QStringList{"Bolt -100"};
        QTest::newRow("its day") << "2026-03-15" << 1 << QStringList{"Acme -100"};
    }
    void reconciled()
    {
        QFETCH(QString, day);
        QFETCH(int, inBoth);
        QFETCH(QStringList, breaks);
        Book data;
        data.source("stripe", "billing");
        data.account("stripe", "A2", "Acme", "crm_account_id=A");
        data.account("stripe", "B2", "Bolt", "crm_account_id=B");
        data.subscription("stripe", "sa", "A2", "1000", "2026-01-01");
        data.subscription("stripe", "sb", "B2", "400", "2026-01-01");
        QVERIFY(session::resolveIdentities(data.workspace(), data.progress).ok());
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        reconcile::ReconcileOptions options;
        options.left = *data.portfolio()->findSource("crm");
        options.right = *data.portfolio()->findSource("stripe");
        options.asOf = Date::fromIso(day.toStdString());
        const auto found = reconcile::reconcile(*data.portfolio(), options, data.progress);
        QVERIFY(found.ok());
        QCOMPARE(found->compared, inBoth);
        QStringList named;
        for (const reconcile::Break &each : found->breaks)
            named << QString::fromStdString(found->accounts->at(each.account).name)
                    + QStringLiteral(" %1").arg(each.delta / 100);
        QCOMPARE(named, breaks);
        std::int64_t bridged = found->leftTotal;
        for (const reconcile::BridgeStep &step : found->bridge)
            bridged += step.amount;
        QCOMPARE(bridged, found->rightTotal);
        QCOMPARE(found->leftTotal, 150000);
    }

    /// Acme becomes a part of Cog in May: Bolt comes along.
    void oneAfterTheOther()
    {
        Book data;
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        QVERIFY(data.merge("C", "A", "2026-05-10").ok());
        QCOMPARE(data.month(month(4)), QStringList{"total: 1700 = 1700; 1 to 1"});
        QCOMPARE(data.month(month(5)), QStringList{"total: 1700 = 1700; 1 to 1"});
        const revenue::RetentionRow row = data.retention(month(2), month(6), revenue::RetentionVariant::Point);
        QCOMPARE(row.logos, 1);
        QCOMPARE(row.opening, 150000);
        QCOMPARE(row.closing, 170000);
    }

    void undoneAndTakenBack()
    {
        Book data;
        const auto before = data.merge("A", "B", "2026-03-15");
        QVERIFY(before.ok() && before->empty());
        const auto after = identity::mergersOf(data.workspace());
        QCOMPARE(after.size(), std::size_t(1));
        QCOMPARE(after[0].from.id, std::string("B"));
        QCOMPARE(after[0].by, std::string("Ann"));
        QVERIFY(session::setMergers(data.workspace(), *before, data.progress).ok());
        QCOMPARE(data.month(month(4)), QStringList{"total: 1700 = 1700; 2 to 2"});
        QVERIFY(session::setMergers(data.workspace(), after, data.progress).ok());
        QCOMPARE(data.month(month(4)), QStringList{"total: 1700 = 1700; 1 to 1"});
        QVERIFY(session::unmergeCustomer(data.workspace(), data.idOf("B"), data.progress).ok());
        QCOMPARE(data.month(month(4)), QStringList{"total: 1700 = 1700; 2 to 2"});
        QVERIFY(session::unmergeCustomer(data.workspace(), data.idOf("B"), data.progress).error().code
            == ErrorCode::NotFound);
    }

    void refused()
    {
        Book data;
        const auto codeOf = [&](const std::string &into, const std::string &from) {
            const auto done = session::mergeCustomers(
                data.workspace(), {into, from, *Date::of(2026, 3, 15), false, "Ann"}, data.progress);
            return done.ok() ? std::string("done") : done.error().message.english();
        };
        const std::string a = data.idOf("A");
        const std::string b = data.idOf("B");
        QVERIFY(QString::fromStdString(codeOf(a, a)).contains(QStringLiteral("part of itself")));
        QVERIFY(QString::fromStdString(codeOf(a, b + "x")).contains(QString::fromStdString("did you mean " + b)));
        QVERIFY(identity::mergersOf(data.workspace()).empty());
        QVERIFY(data.merge("A", "B", "2026-03-15").ok());
        QVERIFY(QString::fromStdString(codeOf(b, a)).contains(QStringLiteral("became a part of")));
        QVERIFY(session::unmergeCustomer(data.workspace(), b, data.progress).ok());
        QVERIFY(session::decideLinks(
            data.workspace(), {{{"crm", "A"}, {"crm", "B"}, identity::Ruling::Never, "Ben", {}}}, data.progress)
                    .ok());
        QVERIFY(QString::fromStdString(codeOf(a, b)).contains(QStringLiteral("never one customer, Ben says")));
    }

    void textsOfMergers()
    {
        const std::vector<Merger> mergers{{{"crm", "B \"1\""}, {"stripe", "ü"}, *Date::of(2026, 3, 15), true, "Ann"},
            {{"a", "b"}, {"c", "d"}, *Date::of(2025, 1, 2), false, ""}};
        QCOMPARE(identity::mergersFrom(identity::textOf(mergers)), mergers);
        QVERIFY(identity::textOf(std::vector<Merger>()).empty());
        for (const char *text : {"", "{}", "[1]", "[{\"on\":\"2026-02-30\"}]", "[{}"})
            QVERIFY2(identity::mergersFrom(text).empty(), text);
    }
};

QTEST_GUILESS_MAIN(TestCustomerMergers)
#include "tst_customer_mergers.moc"
