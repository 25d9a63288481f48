#include "core/explain/explanation.h"
#include "core/portfolio/portfolio.h"
#include "core/portfolio/renewal.h"
#include "core/reconcile/reconciliation.h"
#include "core/renewals/renewal_report.h"
#include "core/revenue/retention_rates.h"
#include "tests/revenue/golden_fixture.h"
#include "tests/revenue/random_book.h"

#include <QtTest>

using namespace qd;
using namespace qd::explain;

namespace {

Result<Explanation> asked(test::WorkspaceFixture &data, Request request)
{
    Progress progress;
    return explain::explain(data.workspace(), portfolio::Portfolio::of(data.workspace()), request, progress);
}

Request over(const char *metric, Month from, Month to)
{
    Request request{*metricFromText(metric)};
    request.from = from;
    request.to = to;
    return request;
}

Request on(const char *metric, const char *day = nullptr)
{
    Request request{*metricFromText(metric)};
    if (day)
        request.asOf = Date::fromIso(day);
    return request;
}

Explanation told(test::WorkspaceFixture &data, const Request &request)
{
    auto found = asked(data, request);
    if (!found)
        qFatal("%s", found.error().message.english().c_str());
    return *found;
}

std::string nameOf(test::WorkspaceFixture &data, int account)
{
    return portfolio::Portfolio::of(data.workspace())->accounts().at(account).name;
}

/// "A 130/100, C 0/50 floored"
std::string accountsOf(test::WorkspaceFixture &data, const Explanation &told)
{
    std::string all;
    for (const ExplainedAccount &part : told.accounts) {
        all += (all.empty() ? "" : ", ") + nameOf(data, part.account) + " " + std::to_string(part.numerator);
        if (part.denominator)
            all += "/" + std::to_string(*part.denominator);
        if (part.floored)
            all += " floored";
    }
    return all;
}

/// "A1 opening 100, A2 closing 130"
std::string rowsOf(const Explanation &told)
{
    std::string all;
    for (const ExplainedRow &row : told.rows)
        all +=
            (all.empty() ? "" : ", ") + row.id + " " + std::string(row.end) + " " + std::to_string(row.amount.value());
    return all;
}

std::int64_t sumOf(const Explanation &told, int account, std::string_view end)
{
    std::int64_t sum = 0;
    for (const ExplainedRow &row : told.rows) {
        if (row.account == account && row.end == end)
            sum += row.amount.value();
    }
    return sum;
}

/// That the parts are the whole, and that every row belongs to a listed account and names its file.
void addsUp(const Explanation &told)
{
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    for (const ExplainedAccount &part : told.accounts) {
        numerator += part.numerator;
        denominator += part.denominator.value_or(0);
        QCOMPARE(part.denominator.has_value(), told.metric.isRate());
    }
    QCOMPARE(numerator, told.numerator);
    QCOMPARE(told.denominator.has_value(), told.metric.isRate());
    QCOMPARE(denominator, told.denominator.value_or(0));
    for (const ExplainedRow &row : told.rows) {
        QVERIFY(told.customers().contains(row.account));
        QCOMPARE(row.file, std::string("fixture"));
        QCOMPARE(row.line, 2);
        QCOMPARE(row.batch, 1);
    }
}

} // namespace

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

    /// A renewed for less, B for more, C lost, D pending, E due after the window.
    void renewals()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "1000", "2025-08-01", "2026-07-31");
        data.subscription("billing", "a2", "A", "800", "2026-08-01", "2027-07-31");
        data.subscription("billing", "b1", "B", "500", "2025-08-01", "2026-07-31");
        data.subscription("billing", "b2", "B", "700", "2026-08-01", "2027-07-31");
        data.subscription("billing", "c1", "C", "300", "2025-09-01", "2026-08-31");
        data.subscription("billing", "d1", "D", "200", "2025-10-21", "2026-10-20");
        data.subscription("billing", "e1", "E", "50", "2026-01-01", "2026-12-31");
        data.subscription("billing", "f1", "F", "60", "2026-01-01", "2027-01-30"); // 91 days ahead
        data.subscription("billing", "g1", "G", "70", "2026-01-01", "2027-01-29"); // 90
        data.settle();
        const Explanation rate = told(data, over("renewal_rate", {2026, 7}, {2026, 10}));
        addsUp(rate);
        QCOMPARE(accountsOf(data, rate), std::string("A 80000/100000, B 50000/50000, C 0/30000"));
        QCOMPARE(rowsOf(rate),
            std::string("a1 opening 100000, a2 closing 80000, b1 opening 50000, b2 closing 70000, c1 opening 30000"));
        QCOMPARE(rate.rate().value(), 1300.0 / 1800);
        QCOMPARE(rate.window.firstDay.value().iso(), std::string("2026-07-01"));
        QCOMPARE(rate.window.lastDay.value().iso(), std::string("2026-10-31"));
        const Explanation due = told(data, on("due_arr"));
        addsUp(due);
        QCOMPARE(accountsOf(data, due), std::string("E 5000, G 7000"));
        QCOMPARE(rowsOf(due), std::string("e1 due 5000, g1 due 7000"));
    }

    void theBridge()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        for (const char *source : {"crm", "billing"}) {
            data.account(source, "A", "Acme", "domain=acme.example");
            data.account(source, "B", "Birch", "domain=birch.example");
        }
        data.subscription("crm", "ca", "A", "12000", "2025-01-01");
        data.subscription("billing", "ba", "A", "1000", "2025-01-01");
        data.subscription("crm", "cb", "B", "500", "2025-01-01");
        data.subscription("billing", "bb", "B", "500", "2025-01-01");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto pair = portfolio->defaultPair();
        Progress progress;
        const auto expected = reconcile::reconcile(*portfolio, {pair->left, pair->right, {}}, progress);
        QVERIFY(!expected->bridge.empty());
        for (const reconcile::BridgeStep &step : expected->bridge) {
            const std::string metric = std::string("bridge:") + toString(step.cause);
            const Explanation found = told(data, on(metric.c_str()));
            QCOMPARE(found.numerator, step.amount);
            QCOMPARE(int(found.accounts.size()), step.count);
            for (const ExplainedAccount &part : found.accounts)
                QCOMPARE(sumOf(found, part.account, "right") - sumOf(found, part.account, "left"), part.numerator);
        }
        QCOMPARE(told(data, on("bridge:duplicate")).numerator, 0);
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

    void cohorts_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("accounts");
        QTest::newRow("logo") << "cohort:logo:2025-01:6"
                              << "A 1/1, B 0/1";
        QTest::newRow("nrr") << "cohort:nrr:2025-01:6"
                             << "A 15000/10000, B 0/5000";
        QTest::newRow("grr") << "cohort:grr:2025-01:6"
                             << "A 10000/10000, B 0/5000";
        QTest::newRow("arr") << "cohort:arr:2025-01:6"
                             << "A 15000, B 0";
        QTest::newRow("by quarter") << "cohort:nrr:2025Q1:2"
                                    << "A 15000/10000, B 0/5000";
    }
    void cohorts()
    {
        QFETCH(QString, metric);
        QFETCH(QString, accounts);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-10", "2025-05-31");
        data.subscription("billing", "a2", "A", "150", "2025-06-01");
        data.subscription("billing", "b1", "B", "50", "2025-01-01", "2025-06-30");
        data.subscription("billing", "c1", "C", "50", "2025-07-01");
        data.settle();
        const Explanation found = told(data, on(qPrintable(metric)));
        addsUp(found);
        QCOMPARE(QString::fromStdString(accountsOf(data, found)), accounts);
        QCOMPARE(rowsOf(found), std::string("a1 opening 10000, a2 closing 15000, b1 opening 5000"));
        QCOMPARE(asked(data, on("cohort:nrr:2025-02:1")).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
