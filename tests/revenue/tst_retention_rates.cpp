#include "core/portfolio/portfolio.h"
#include "core/revenue/customer_flows.h"
#include "core/revenue/retention_rates.h"
#include "core/revenue/window_customers.h"
#include "tests/revenue/golden_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::portfolio;
using namespace qd::revenue;

namespace {

Retention retention(test::WorkspaceFixture &data, const RetentionOptions &options)
{
    Progress progress;
    auto book = portfolio::Portfolio::of(data.workspace())->book();
    if (!book)
        qFatal("%s", book.error().message.english().c_str());
    auto result = computeRetention(*portfolio::Portfolio::of(data.workspace()), *book, options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return *result;
}

RetentionOptions window(Month from, Month to)
{
    return {from, to, {}, RetentionVariant::Point, FxMode::Constant};
}

} // namespace

class TestRetentionRates : public QObject {
    Q_OBJECT
private slots:
    void goldenFixture_data()
    {
        QTest::addColumn<int>("variant");
        QTest::addColumn<double>("nrr");
        QTest::addColumn<double>("grr");
        QTest::addColumn<double>("expansion");
        QTest::newRow("point") << int(RetentionVariant::Point) << 460.0 / 550 << 430.0 / 550 << 30.0 / 550;
        QTest::newRow("flow") << int(RetentionVariant::Flow) << 360.0 / 550 << 330.0 / 550 << 30.0 / 550;
    }
    void goldenFixture()
    {
        QFETCH(int, variant);
        QFETCH(double, nrr);
        QFETCH(double, grr);
        QFETCH(double, expansion);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        RetentionOptions options = window({2025, 10}, {2026, 10});
        options.variant = RetentionVariant(variant);
        const RetentionRow total = retention(data, options).rows.front();
        QCOMPARE(total.opening, 55000);
        QCOMPARE(total.closing, 46000);
        QCOMPARE(total.logos, 5);
        QCOMPARE(total.churnedLogos, 1);
        QCOMPARE(total.rate(metrics::Nrr).value().value(), nrr);
        QCOMPARE(total.rate(metrics::Grr).value().value(), grr);
        QCOMPARE(total.rate("expansion_rate").value().value(), expansion);
        QCOMPARE(total.rate(metrics::LogoChurn).value().value(), 0.2);
        QVERIFY(!total.rate(metrics::ArrMatch).value()); // none of these rates
    }

    void nobodyOpens()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "A", "100", "2026-06-01");
        data.settle();
        const RetentionRow total = retention(data, window({2025, 10}, {2026, 10})).rows.front();
        QVERIFY(!total.rate(metrics::Nrr).value() && !total.rate(metrics::Grr).value()
            && !total.rate(metrics::LogoChurn).value());
        QCOMPARE(total.logos, 0);
    }

    void ratesOfTheEndOrOfEachDay()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("finance", "finance");
        data.rate("finance", "EUR", "2025-10-01", "1.00");
        data.rate("finance", "EUR", "2026-10-01", "1.20");
        data.subscription("billing", "s1", "A", "100", "2025-01-01", "", "", "EUR");
        data.settle();
        RetentionOptions options = window({2025, 10}, {2026, 10});
        QCOMPARE(retention(data, options).rows[0].rate(metrics::Nrr).value().value(), 1.0);
        options.fx = FxMode::AsOf;
        QCOMPARE(retention(data, options).rows[0].rate(metrics::Nrr).value().value(), 1.2);
        QCOMPARE(retention(data, options).rows[0].rate(metrics::Grr).value().value(), 1.0);
    }

    /// From a cent to the most that there is: that sum fits just so.
    void theLargestMovements()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "0.01", "2025-01-01", "2026-03-31");
        data.subscription("billing", "a2", "A", "92233720368547758.07", "2026-04-01");
        data.settle();
        RetentionOptions options = window({2025, 10}, {2026, 10});
        options.variant = RetentionVariant::Flow;
        const RetentionRow total = retention(data, options).rows.front();
        QCOMPARE(total.rate(metrics::Nrr).numerator, 9223372036854775807.0);
        QCOMPARE(total.rate(metrics::Grr).numerator, 1.0);
        QCOMPARE(total.opening, std::int64_t(1));
    }

    void groupsAndParents()
    {
        // Child X 100 -> 0, child Y 100 -> 180: GRR 50 % by account and 90 % by parent.
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "P", "Parent", "segment=Enterprise");
        data.account("billing", "X", "Child X", "segment=SMB;parent_account_id=P");
        data.account("billing", "Y", "Child Y", "segment=SMB;parent_account_id=P");
        data.account("billing", "Z", "No segment, no revenue");
        data.subscription("billing", "x", "X", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "y1", "Y", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "y2", "Y", "180", "2026-07-01");
        data.settle();
        RetentionOptions options = window({2025, 10}, {2026, 10});
        options.grouping.by = "segment";
        const Retention byAccount = retention(data, options);
        QCOMPARE(byAccount.rows.size(), std::size_t(4));
        QCOMPARE(byAccount.rows[0].group, std::string("total"));
        QCOMPARE(byAccount.rows[0].rate(metrics::Grr).value().value(), 0.5);
        QCOMPARE(byAccount.rows[1].group, std::string("Enterprise"));
        QVERIFY(!byAccount.rows[1].rate(metrics::Nrr).value()); // the parent itself has no revenue
        QCOMPARE(byAccount.rows[2].opening, 20000);
        QCOMPARE(byAccount.rows[2].rate(metrics::Nrr).value().value(), 0.9);
        QCOMPARE(byAccount.rows[2].rate(metrics::Nrr).grain, std::string("account"));
        QCOMPARE(byAccount.rows[3].group, std::string("(none)"));
        QList<int> groups; // of X and Y in the total, then in SMB
        for (const RetentionPair &pair : byAccount.pairs)
            groups << pair.group;
        QCOMPARE(groups, (QList<int>{0, 0, 2, 2}));
        options.variant = RetentionVariant::Flow;
        QCOMPARE(retention(data, options).rows[2].rate(metrics::Nrr).value().value(), 0.9);
        QCOMPARE(retention(data, options).rows[2].rate(metrics::Grr).value().value(), 0.5);
        options.variant = RetentionVariant::Point;
        options.grouping.grain = Grain::Parent;
        const Retention byParent = retention(data, options);
        QCOMPARE(byParent.rows[0].rate(metrics::Grr).value().value(), 0.9);
        QCOMPARE(byParent.rows[0].rate(metrics::Grr).grain, std::string("parent"));
        QCOMPARE(byParent.rows[1].logos, 1); // Enterprise, the parent's segment
    }

    void identitiesHoldOverRandomBooks()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 20; ++round) {
            test::WorkspaceFixture data;
            data.source("billing", "billing");
            for (int i = 0; i < 60; ++i) {
                const Date start = Date::of(2024, 1, 1)->plusDays(int(random() % 900));
                const Date end = start.plusDays(int(random() % 700));
                data.subscription("billing", "s" + std::to_string(i), "A" + std::to_string(random() % 20),
                    std::to_string(random() % 100000) + ".37", start.iso(), random() % 3 ? end.iso() : "");
            }
            data.settle();
            const Retention result = retention(data, window({2025, 6}, {2026, 6}));
            const RetentionRow &total = result.rows[0];
            std::int64_t expansion = 0;
            for (const RetentionPair &pair : result.pairs)
                expansion += std::max<std::int64_t>(0, pair.closing - pair.opening);
            QVERIFY(*total.rate(metrics::Grr).value() >= 0 && *total.rate(metrics::Grr).value() <= 1);
            QVERIFY(*total.rate(metrics::Grr).value() <= *total.rate(metrics::Nrr).value());
            const auto amount = [&](std::string_view rate) { return std::int64_t(total.rate(rate).numerator); };
            QCOMPARE(amount("expansion_rate"), expansion);
            QCOMPARE(amount(metrics::Nrr), amount(metrics::Grr) + amount("expansion_rate"));
        }
    }

    /// Movements of a window by customer: what came after the first churn, and of who came late, is of no opening set.
    void flowsUpToTheFirstChurn()
    {
        using Kind = MovementKind;
        const auto moved = [](int month, int account, Kind kind, std::int64_t amount) {
            AccountMovement made;
            made.month = Month(2026, month);
            made.account = account;
            made.kind = kind;
            made.amount = amount;
            return made;
        };
        Movements movements;
        movements.details = {moved(1, 0, Kind::Expansion, 50), moved(1, 1, Kind::New, 70),
            moved(2, 0, Kind::Churn, 150), moved(2, 1, Kind::Contraction, 20), moved(3, 0, Kind::Reactivation, 40),
            moved(3, 2, Kind::Fx, 9), moved(4, 0, Kind::Churn, 40)};
        const auto flows = customerFlows(movements);
        QCOMPARE(flows.size(), std::size_t(3));
        const CustomerFlows &back = flows[0]; // opened with 100: left, came back, left again
        QCOMPARE(back.account, 0);
        QCOMPARE(back.churns, 2);
        QCOMPARE(back.untilChurn.expansion, 50);
        QCOMPARE(back.untilChurn.churn, 150);
        QCOMPARE(back.untilChurn.arrivals, 0);
        QCOMPARE(back.untilChurn.after(100), std::optional<std::int64_t>(0));
        QCOMPARE(back.untilChurn.keptOf(100), std::optional<std::int64_t>(-50));
        QCOMPARE(back.all.arrivals, 40);
        QCOMPARE(back.all.churn, 190);
        QCOMPARE(back.all.after(100), std::optional<std::int64_t>(0));
        const CustomerFlows &late = flows[1];
        QCOMPARE(late.untilChurn.contraction, 0);
        QCOMPARE(late.all.arrivals, 70);
        QCOMPARE(late.all.after(0), std::optional<std::int64_t>(50));
        QCOMPARE(flows[2].all.after(0), std::optional<std::int64_t>(0)); // exchange rates move nothing
    }

    /// In February A grew by 10 and B shrank by 10; in March B became part of A. Each moved by itself, where customers
    /// are told apart. C was over a day before the window is.
    void customersThatBecameOne_data()
    {
        QTest::addColumn<int>("grain");
        QTest::addColumn<int>("moved"); // up and down
        QTest::newRow("account") << int(Grain::Account) << 1000;
        QTest::newRow("parent") << int(Grain::Parent) << 0;
    }
    void customersThatBecameOne()
    {
        QFETCH(int, grain);
        QFETCH(int, moved);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-06-01", "2026-02-09");
        data.subscription("billing", "a2", "A", "110", "2026-02-10");
        data.subscription("billing", "b1", "B", "40", "2025-06-01", "2026-02-09");
        data.subscription("billing", "b2", "B", "30", "2026-02-10");
        data.subscription("billing", "c", "C", "60", "2025-06-01", "2026-10-30");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-03-15");
        RetentionOptions options = window({2025, 12}, {2026, 10});
        options.grouping.grain = Grain(grain);
        options.variant = RetentionVariant::Flow;
        const RetentionRow total = retention(data, options).rows.front();
        QCOMPARE(total.opening, 20000);
        QCOMPARE(total.logos, 2);
        QCOMPARE(total.churnedLogos, 1);
        QCOMPARE(total.rate(metrics::Grr).value().value(), double(14000 - moved) / 20000);
        QCOMPARE(total.rate(metrics::Nrr).value().value(), 0.7);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto customers =
            windowCustomers(*portfolio, *portfolio->book(), {{2025, 12}, {2026, 10}, Grain(grain)}, progress);
        QCOMPARE(customers->size(), std::size_t(2));
        const WindowCustomer &joined = customers->front();
        QCOMPARE(joined.opening, 14000);
        QCOMPARE(joined.closing, 14000);
        QCOMPARE(joined.all.expansion, moved);
        QCOMPARE(joined.all.contraction, moved);
        QCOMPARE(customers->back().all.churn, 6000);
        QCOMPARE(customers->back().churns, 1);
    }

    /// Movements begin with the month after the opening one: 100, in November 60, in March 100 again.
    void theFirstMonthOfAWindow()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2025-11-14");
        data.subscription("billing", "a2", "A", "60", "2025-11-15", "2026-02-28");
        data.subscription("billing", "a3", "A", "100", "2026-03-01");
        data.settle();
        RetentionOptions options = window({2025, 10}, {2026, 10});
        options.variant = RetentionVariant::Flow;
        QCOMPARE(retention(data, options).rows[0].rate(metrics::Grr).value().value(), 0.6);
        QCOMPARE(retention(data, options).rows[0].rate(metrics::Nrr).value().value(), 1.0);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto customers = windowCustomers(*portfolio, *portfolio->book(), {{2025, 10}, {2026, 10}}, progress);
        QCOMPARE(customers->front().all.contraction, 4000);
    }

    /// One customer in the window from the end of October 2025: opening, closing, arrivals, expansion; nothing where it
    /// is left out. A yen is half a cent at first and a fifth of one at the end.
    void whoIsInAWindow_data()
    {
        QTest::addColumn<QStringList>("contracts"); // annual start end currency
        QTest::addColumn<QList<qint64>>("said");
        const auto row = [](const char *name, const QStringList &contracts, const QList<qint64> &said) {
            QTest::newRow(name) << contracts << said;
        };
        row("opens", {"100 2025-01-01 2026-03-31", "150 2026-04-01"}, {10000, 15000, 0, 5000});
        row("began on its first day", {"100 2025-10-31 2026-03-31", "150 2026-04-01"}, {10000, 15000, 0, 5000});
        row("opens with a cent", {"0.01 2025-10-01 2026-03-31", "5 2026-04-01"}, {1, 500, 0, 499});
        row("is new", {"60 2025-11-01 2026-03-31", "70 2026-04-01"}, {});
        row("comes back", {"40 2025-01-01 2025-09-30", "40 2026-01-10"}, {0, 0, 4000, 0});
        row("left before and stays away", {"40 2025-01-01 2025-09-30"}, {});
        row("opens with nothing at the end's rate", {"2 2025-10-01 2026-03-31 JPY", "2000 2026-04-01 - JPY"}, {});
        row("had nothing before", {"0 2025-01-01 2026-03-31", "10 2026-04-01"}, {});
    }
    void whoIsInAWindow()
    {
        QFETCH(QStringList, contracts);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "JPY", "2025-01-01", "0.005");
        data.rate("billing", "JPY", "2026-10-01", "0.002");
        for (const QString &contract : contracts) {
            const QStringList part = contract.split(u' ');
            data.subscription("billing", part[1].toStdString(), "A", part[0].toStdString(), part[1].toStdString(),
                part.value(2) == "-" ? std::string() : part.value(2).toStdString(), {},
                part.size() > 3 ? part[3].toStdString() : "USD");
        }
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto customers = windowCustomers(*portfolio, *portfolio->book(), {{2025, 10}, {2026, 10}}, progress);
        QVERIFY(customers.ok());
        QList<qint64> said;
        for (const WindowCustomer &customer : *customers)
            said << customer.opening << customer.closing << customer.all.arrivals << customer.all.expansion;
        QTEST(said, "said");
    }

    /// The rate of EUR is of 31 January; 31 March is 59 days later, 30 June 150. At constant rates what was in force on
    /// a day that counts is valued at those of the end, though it is gone by then.
    void oldRates_data()
    {
        QTest::addColumn<QString>("start"); // of the contract in EUR, until 31 March
        QTest::addColumn<Month>("from");
        QTest::addColumn<int>("variant");
        QTest::addColumn<int>("fx");
        QTest::addColumn<QString>("says");
        const QString june = "The rate of EUR used on 2026-06-30 is of 2026-01-31, 150 days old.";
        const QString march = "The rate of EUR used on 2026-03-31 is of 2026-01-31, 59 days old.";
        const auto row = [](const char *name, const char *start, Month from, RetentionVariant variant, FxMode fx,
                             const QString &says) {
            QTest::newRow(name) << start << from << int(variant) << int(fx) << says;
        };
        const auto point = RetentionVariant::Point;
        const auto flow = RetentionVariant::Flow;
        row("gone by the end", "2026-01-01", {2026, 1}, point, FxMode::Constant, june);
        row("flow, gone by the end", "2026-01-01", {2026, 1}, flow, FxMode::Constant, june);
        row("gone before", "2026-01-01", {2026, 4}, point, FxMode::Constant, "");
        row("flow, gone before", "2026-01-01", {2026, 4}, flow, FxMode::Constant, "");
        row("in between", "2026-02-01", {2026, 1}, point, FxMode::Constant, "");
        row("flow, in between", "2026-02-01", {2026, 1}, flow, FxMode::Constant, june);
        row("new on the day", "2026-01-01", {2026, 1}, point, FxMode::AsOf, "");
        row("old at the opening", "2026-01-01", {2026, 3}, point, FxMode::AsOf, march);
        row("flow, rates of each day", "2026-01-01", {2026, 1}, flow, FxMode::AsOf, march);
    }
    void oldRates()
    {
        QFETCH(QString, start);
        QFETCH(Month, from);
        QFETCH(int, variant);
        QFETCH(int, fx);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-31", "1.10");
        data.subscription("billing", "s", "A", "100", start.toStdString(), "2026-03-31", {}, "EUR");
        data.subscription("billing", "t", "B", "100", "2025-01-01");
        data.settle();
        QStringList said;
        for (const Message &warning :
            retention(data, {from, {2026, 6}, {}, RetentionVariant(variant), FxMode(fx)}).warnings)
            said << QString::fromStdString(warning.english());
        QTEST(said.join(u'\n'), "says");
    }

    void windowsThatCanBeTold()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const auto book = portfolio::Portfolio::of(data.workspace())->book();
        QVERIFY(checkWindow(*book, {2025, 10}, {2025, 11}));
        for (const Month to : {Month(2025, 10), Month(2025, 9)}) {
            const auto told = checkWindow(*book, {2025, 10}, to);
            QVERIFY(!told);
            QCOMPARE(told.error().code, ErrorCode::InvalidArgument);
        }
    }
};

QTEST_GUILESS_MAIN(TestRetentionRates)
#include "tst_retention_rates.moc"
