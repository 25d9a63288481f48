#include "core/revenue/retention_rates.h"
#include "tests/explain/explained.h"
#include "tests/revenue/golden_fixture.h"
#include "tests/revenue/random_book.h"

using namespace qd;
using namespace qd::explain;
using namespace qd::test;

/// Figures opened to customers and rows (CONTRACT-ROOMS section 3, `explain`).
class TestExplain : public QObject {
    Q_OBJECT
private slots:
    /// The published seven-account example: A 100 -> 130, B 200 -> 150, C 50 -> 0, D 80, E 120 -> 100.
    void rates_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("accounts");
        QTest::addColumn<double>("rate");
        QTest::newRow("nrr") << "nrr"
                             << "A 13000/10000, B 15000/20000, C 0/5000, D 8000/8000, E 10000/12000" << 460.0 / 550;
        QTest::newRow("grr") << "grr"
                             << "A 10000/10000, B 15000/20000, C 0/5000, D 8000/8000, E 10000/12000" << 430.0 / 550;
        QTest::newRow("logo churn") << "logo_churn"
                                    << "A 0/1, B 0/1, C 1/1, D 0/1, E 0/1" << 0.2;
    }
    void rates()
    {
        QFETCH(QString, metric);
        QFETCH(QString, accounts);
        QFETCH(double, rate);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Explanation found = told(data, over(qPrintable(metric), {2025, 10}, {2026, 10}));
        addsUp(found);
        QCOMPARE(QString::fromStdString(accountsOf(data, found)), accounts);
        QCOMPARE(found.rate().value(), rate);
        QCOMPARE(found.group, std::string("total"));
        QCOMPARE(rowsOf(found),
            std::string("A1 opening 10000, A2 closing 13000, B1 opening 20000, B2 closing 15000, C1 opening 5000, "
                        "D1 opening 8000, D1 closing 8000, E1 opening 12000, E2 closing 10000"));
        // Without a window: the twelve months to the last month that ended by the as-of date, 31 October.
        QCOMPARE(told(data, on(qPrintable(metric))).window.from.value(), Month(2025, 10));
        QCOMPARE(told(data, on(qPrintable(metric), "2026-10-30")).window.to.value(), Month(2026, 9));
    }

    void arrOfADay()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Explanation found = told(data, on("arr", "2026-03-31"));
        addsUp(found);
        QCOMPARE(accountsOf(data, found), std::string("A 10000, B 20000, C 5000, D 8000, F 6000, G 4000"));
        QCOMPARE(rowsOf(found),
            std::string("A1 closing 10000, B1 closing 20000, C1 closing 5000, D1 closing 8000, F1 closing 6000, "
                        "G2 closing 4000"));
        QCOMPARE(told(data, on("arr")).numerator, 56000); // of 31 October
    }

    void movements_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("accounts");
        QTest::addColumn<QString>("rows");
        QTest::newRow("new") << "new"
                             << "F 6000"
                             << "F1 closing 6000";
        QTest::newRow("reactivation") << "reactivation"
                                      << "E 10000, G 4000"
                                      << "E2 closing 10000, G2 closing 4000";
        QTest::newRow("expansion") << "expansion"
                                   << "A 3000"
                                   << "A1 opening 10000, A2 closing 13000";
        QTest::newRow("contraction") << "contraction"
                                     << "B 5000"
                                     << "B1 opening 20000, B2 closing 15000";
        QTest::newRow("churn") << "churn"
                               << "C 5000, E 12000"
                               << "C1 opening 5000, E1 opening 12000";
        QTest::newRow("fx") << "fx"
                            << ""
                            << "";
    }
    void movements()
    {
        QFETCH(QString, metric);
        QFETCH(QString, accounts);
        QFETCH(QString, rows);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Explanation found = told(data, over(qPrintable(metric), {2025, 11}, {2026, 10}));
        addsUp(found);
        QCOMPARE(QString::fromStdString(accountsOf(data, found)), accounts);
        QCOMPARE(QString::fromStdString(rowsOf(found)), rows);
    }

    /// Contracts of 100 and a credit of 150: nothing, not less.
    void aSumBelowZeroCountsNothing()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01");
        data.subscription("billing", "a2", "A", "-150", "2026-05-01");
        data.subscription("billing", "b1", "B", "100", "2025-01-01");
        data.subscription("billing", "c1", "C", "100", "2026-01-01");
        data.subscription("billing", "c2", "C", "-100", "2026-01-01"); // exactly nothing is no customer
        data.settle();
        QCOMPARE(accountsOf(data, told(data, on("arr"))), std::string("A 0 floored, B 10000"));
        QCOMPARE(rowsOf(told(data, on("arr"))), std::string("a1 closing 10000, a2 closing -15000, b1 closing 10000"));
        const Explanation nrr = told(data, over("nrr", {2025, 10}, {2026, 10}));
        QCOMPARE(accountsOf(data, nrr), std::string("A 0/10000 floored, B 10000/10000"));
        QCOMPARE(nrr.rate().value(), 0.5);
    }

    void nothingOverNothing()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "A", "100", "2026-06-01");
        data.settle();
        const Explanation found = told(data, over("nrr", {2025, 10}, {2026, 10}));
        QVERIFY(!found.rate());
        QCOMPARE(found.denominator.value(), 0);
        QVERIFY(found.accounts.empty() && found.rows.empty());
    }

    void monthsOfAHistory()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2025-10", "100");
        data.monthEnd("finance", "A", "2026-10", "120");
        data.settle();
        const Explanation found = told(data, over("nrr", {2025, 10}, {2026, 10}));
        QCOMPARE(rowsOf(found), std::string("A 2025-10 opening 10000, A 2026-10 closing 12000"));
        QCOMPARE(found.rows[0].entity, std::string("arr_history"));
        QCOMPARE(found.rows[0].source, std::string("finance"));
    }

    void groups()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "B", "B");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "", "", "USD", "Core");
        data.subscription("billing", "a2", "A", "50", "2025-01-01", "", "", "USD", "Plus");
        data.subscription("billing", "b1", "B", "70", "2025-01-01");
        data.settle();
        const auto of = [&](const char *metric, const char *by, const char *group) {
            Request request = on(metric);
            request.by = by;
            request.group = group;
            return accountsOf(data, told(data, request));
        };
        for (const char *metric : {"arr", "cohort:arr:2025-01:3"}) {
            QCOMPARE(of(metric, "segment", "SMB"), std::string("A 15000"));
            QCOMPARE(of(metric, "segment", "(none)"), std::string("B 7000"));
        }
        QCOMPARE(of("arr", "product", "Plus"), std::string("A 5000"));
        QCOMPARE(of("nrr", "product", "Core"), std::string("A 10000/10000"));
        QCOMPARE(of("nrr", "product", "(none)"), std::string("B 7000/7000"));
        QCOMPARE(of("nrr", "segment", "SMB"), std::string("A 15000/15000"));
    }

    /// What a merger joined is explained by the contracts of both, those from before it too, of the group of the one.
    void merged()
    {
        WorkspaceFixture data;
        fillMerged(data);
        Request request = over("nrr", {2026, 1}, {2026, 4});
        request.by = "segment";
        request.group = "SMB";
        const Explanation found = told(data, request);
        addsUp(found);
        QCOMPARE(accountsOf(data, found), std::string("A 17000/15000"));
        QCOMPARE(QString::fromStdString(rowsOf(found)),
            QStringLiteral("a opening 10000, a closing 10000, b1 opening 5000, b1 closing 5000, b2 closing 2000"));
        std::set<std::string> ids;
        const Explanation lives = told(data, on("survival:30"));
        for (const ExplainedRow &row : lives.rows)
            ids.insert(nameOf(data, row.account) + " " + row.id);
        QCOMPARE(ids, (std::set<std::string>{"A a", "A b0", "A b1", "A b2"}));
    }

    void wrongRequests_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("group");
        QTest::addColumn<bool>("window");
        QTest::addColumn<QString>("says");
        QTest::newRow("a window of a day") << "arr"
                                           << ""
                                           << "" << true << "told on a day";
        QTest::newRow("no dimension") << "arr"
                                      << "segmnt"
                                      << "SMB" << false << "did you mean segment?";
        QTest::newRow("no group") << "arr"
                                  << "segment"
                                  << "SMBs" << false << "did you mean SMB?";
        QTest::newRow("nothing near") << "arr"
                                      << "segment"
                                      << "Government" << false << "Nobody has segment";
        QTest::newRow("by product") << "due_arr"
                                    << "product"
                                    << "Core" << false << "not explained by product";
        QTest::newRow("no second system") << "bridge:timing"
                                          << ""
                                          << "" << false << "fewer than two systems";
    }
    void wrongRequests()
    {
        QFETCH(QString, metric);
        QFETCH(QString, by);
        QFETCH(QString, group);
        QFETCH(bool, window);
        QFETCH(QString, says);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "", "", "USD", "Core");
        data.settle();
        Request request = window ? over(qPrintable(metric), {2025, 10}, {2026, 10}) : on(qPrintable(metric));
        request.by = by.toStdString();
        request.group = group.toStdString();
        const auto found = asked(data, request);
        QVERIFY(!found.ok());
        const QString said = QString::fromStdString(found.error().message.english());
        QVERIFY2(said.contains(says), qPrintable(said));
    }
    /// Before its first contract a workspace knows nothing, which is not 0; on that day it does. What changed since
    /// then is all of it.
    void beforeAnyData_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("day");
        QTest::addColumn<bool>("known");
        for (const char *metric : {"arr", "due_arr", "nrr", "new", "renewal_rate"})
            QTest::addRow("%s long before", metric) << metric << "2001-01-31" << false;
        QTest::newRow("the day before") << "arr"
                                        << "2025-01-14" << false;
        QTest::newRow("the first day") << "arr"
                                       << "2025-01-15" << true;
        QTest::newRow("nobody is due") << "due_arr"
                                       << "2025-01-15" << true;
        QTest::newRow("a month that began before") << "new"
                                                   << "2025-01-31" << true;
    }
    void beforeAnyData()
    {
        QFETCH(QString, metric);
        QFETCH(QString, day);
        QFETCH(bool, known);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "b1", "B", "50", "2025-02-01");
        data.subscription("billing", "a1", "A", "100", "2025-01-15", "2027-01-14");
        data.settle();
        const auto found = asked(data, on(qPrintable(metric), qPrintable(day)));
        QCOMPARE(found.ok(), known);
        if (known)
            return;
        QCOMPARE(found.error().code, ErrorCode::NoData);
        QCOMPARE(QString::fromStdString(found.error().message.english()),
            QStringLiteral(
                "There is no %1 on %2: what billing has begins on 2025-01-15. Ask for a day from then on, or "
                "import what was before.")
                .arg(metric, day));
    }

    /// Days are for renewals alone.
    void daysAreNoMonths()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        Request request = on("nrr");
        request.firstDay = Date::fromIso("2025-10-01");
        request.lastDay = Date::fromIso("2026-10-31");
        QCOMPARE(asked(data, request).error().code, ErrorCode::InvalidArgument);
        request.metric = *metricFromText("renewal_rate");
        QVERIFY(asked(data, request).ok());
        request.lastDay.reset();
        request.to = Month(2026, 10); // a day and a month
        QCOMPARE(asked(data, request).error().code, ErrorCode::InvalidArgument);
    }

    /// Every figure is what its own command says, and rows add up to customers.
    void asTheFiguresThemselves()
    {
        std::mt19937 random(19);
        for (int round = 0; round < 4; ++round) {
            test::WorkspaceFixture data;
            test::fillRandomly(data, random);
            const auto portfolio = portfolio::Portfolio::of(data.workspace());
            const auto book = portfolio->book();
            Progress progress;
            const auto retention = revenue::computeRetention(*portfolio, *book, {{2025, 6}, {2026, 6}, {}}, progress);
            for (const char *metric : {"nrr", "grr", "logo_churn"}) {
                const Explanation found = told(data, over(metric, {2025, 6}, {2026, 6}));
                addsUp(found);
                QCOMPARE(found.rate(), retention->rows[0].rate(metric).value());
                for (const ExplainedAccount &part : found.accounts) {
                    if (!found.metric.countsCustomers())
                        QCOMPARE(sumOf(found, part.account, "opening"), part.denominator.value());
                    const std::int64_t closing = sumOf(found, part.account, "closing");
                    if (std::string(metric) == "nrr")
                        QCOMPARE(closing, part.numerator);
                    if (std::string(metric) == "grr")
                        QCOMPARE(std::min(closing, part.denominator.value()), part.numerator);
                    if (std::string(metric) == "logo_churn")
                        QCOMPARE(std::int64_t(closing == 0), part.numerator);
                }
            }
            const auto movements = revenue::computeMovements(*portfolio, *book, {{2025, 7}, {2026, 6}, {}}, progress);
            std::map<revenue::MovementKind, std::int64_t> sums;
            for (const revenue::MovementRow &row : movements->rows) {
                for (const auto &[kind, amount] : revenue::stepsOf(row))
                    sums[kind] += amount;
            }
            for (const auto &[kind, amount] : sums) {
                const Explanation found = told(data, over(toString(kind), {2025, 7}, {2026, 6}));
                addsUp(found);
                const bool isLoss = kind == revenue::MovementKind::Contraction || kind == revenue::MovementKind::Churn;
                QCOMPARE(found.numerator, isLoss ? -amount : amount);
                for (const ExplainedAccount &part : found.accounts) {
                    const std::int64_t moved =
                        sumOf(found, part.account, "closing") - sumOf(found, part.account, "opening");
                    QCOMPARE(moved, isLoss ? -part.numerator : part.numerator);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
