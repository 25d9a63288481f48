#include "core/portfolio/portfolio.h"
#include "core/revenue/arr_on_day.h"
#include "core/revenue/conventions.h"
#include "core/revenue/movements.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::portfolio;
using namespace qd::revenue;

namespace {

Result<Movements> movements(test::WorkspaceFixture &data, Month from, Month to, const std::string &by = {})
{
    Progress progress;
    auto book = portfolio::Portfolio::of(data.workspace())->book();
    if (!book)
        return book.error();
    MovementOptions options{from, to, {}};
    options.grouping.by = by;
    return computeMovements(*portfolio::Portfolio::of(data.workspace()), *book, options, progress);
}

/// "2026-03 total: 100 +new 5 ... = 120" without zero parts, so that a wrong row reads well.
QString described(const MovementRow &row)
{
    QString text = QString::fromStdString(row.month.iso() + " " + row.group) + QStringLiteral(" %1").arg(row.opening);
    const std::pair<const char *, std::int64_t> parts[]{{"new", row.newAmount}, {"react", row.reactivation},
        {"exp", row.expansion}, {"contr", -row.contraction}, {"churn", -row.churn}, {"fx", row.fx}};
    for (const auto &[name, amount] : parts) {
        if (amount != 0)
            text += QStringLiteral(" %1 %2").arg(QString::fromLatin1(name)).arg(amount);
    }
    return text + QStringLiteral(" = %1").arg(row.closing);
}

bool sumsUp(const MovementRow &row)
{
    return row.opening + row.newAmount + row.reactivation + row.expansion - row.contraction - row.churn + row.fx
        == row.closing
        && row.openingLogos + row.newLogos + row.reactivatedLogos - row.churnedLogos == row.closingLogos;
}

/// The customers behind a closing are as many as its logos and add up to it.
void checkClosing(test::WorkspaceFixture &data, const MovementRow &row)
{
    const auto book = portfolio::Portfolio::of(data.workspace())->book();
    const auto customers = arrOnDay(*portfolio::Portfolio::of(data.workspace()), *book, row.month.lastDay(), {});
    QVERIFY(customers.ok());
    std::int64_t sum = 0;
    for (const CustomerArr &customer : *customers)
        sum += customer.arr;
    QCOMPARE(sum, row.closing);
    QCOMPARE(int(customers->size()), row.closingLogos);
}

} // namespace

class TestMovements : public QObject {
    Q_OBJECT
private slots:
    void byHand_data()
    {
        QTest::addColumn<QStringList>("subscriptions"); // id account annual start end cancelled currency
        QTest::addColumn<QString>("month");
        QTest::addColumn<QString>("row");
        QTest::newRow("new") << QStringList{"s A 100 2026-03-10"} << "2026-03"
                             << "2026-03 total 0 new 10000 = 10000";
        QTest::newRow("churn the month after the end") << QStringList{"s A 100 2025-01-01 2026-02-28"} << "2026-03"
                                                       << "2026-03 total 10000 churn -10000 = 0";
        QTest::newRow("in force on its last day") << QStringList{"s A 100 2025-01-01 2026-03-31"} << "2026-03"
                                                  << "2026-03 total 10000 = 10000";
        QTest::newRow("cancelled on the first day is nothing")
            << QStringList{"s A 100 2026-03-10 - 2026-03-10"} << "2026-03"
            << "2026-03 total 0 = 0";
        QTest::newRow("upgrade in mid-month")
            << QStringList{"s A 100 2025-01-01 2026-03-14", "t A 150 2026-03-15"} << "2026-03"
            << "2026-03 total 10000 exp 5000 = 15000";
        QTest::newRow("one of two products lost")
            << QStringList{"s A 100 2025-01-01 2026-03-14", "t A 150 2025-01-01"} << "2026-03"
            << "2026-03 total 25000 contr -10000 = 15000";
        QTest::newRow("overlap counts twice while it lasts")
            << QStringList{"s A 100 2025-01-01 2026-04-10", "t A 120 2026-03-15"} << "2026-03"
            << "2026-03 total 10000 exp 12000 = 22000";
        QTest::newRow("gap over a month-end is churn")
            << QStringList{"s A 100 2025-01-01 2026-03-20", "t A 100 2026-04-05"} << "2026-03"
            << "2026-03 total 10000 churn -10000 = 0";
        QTest::newRow("and then reactivation")
            << QStringList{"s A 100 2025-01-01 2026-03-20", "t A 100 2026-04-05"} << "2026-04"
            << "2026-04 total 0 react 10000 = 10000";
        QTest::newRow("gap within a month is nothing")
            << QStringList{"s A 100 2025-01-01 2026-03-10", "t A 100 2026-03-20"} << "2026-03"
            << "2026-03 total 10000 = 10000";
        QTest::newRow("a stay within one month leaves no trace, so the next is new")
            << QStringList{"s A 100 2026-02-03 2026-02-20", "t A 70 2026-03-20"} << "2026-03"
            << "2026-03 total 0 new 7000 = 7000";
        QTest::newRow("a credit that eats it all up: what comes after it is new")
            << QStringList{"s A 100 2026-01-01", "c A -100 2026-01-01 2026-03-20"} << "2026-03"
            << "2026-03 total 0 new 10000 = 10000";
        QTest::newRow("a credit that eats it up later: what comes after it comes back")
            << QStringList{"s A 100 2026-01-01", "c A -100 2026-02-10 2026-03-20"} << "2026-03"
            << "2026-03 total 0 react 10000 = 10000";
        // EUR: 1.10 until 28 Feb, 1.20 from 15 March. 100 EUR: fx 110 -> 120.
        QTest::newRow("rates move") << QStringList{"s A 100 2025-01-01 - - EUR"} << "2026-03"
                                    << "2026-03 total 11000 fx 1000 = 12000";
        // Changing from 100 EUR (110) to 115 USD: c = 115 at old rates too, so expansion 5 and no fx.
        QTest::newRow("currency changes")
            << QStringList{"s A 100 2025-01-01 2026-03-14 - EUR", "t A 115 2026-03-15"} << "2026-03"
            << "2026-03 total 11000 exp 500 = 11500";
        // Growing in EUR: c = 150 x 1.10 = 165, expansion 55, fx 150 x 0.10 = 15.
        QTest::newRow("expansion and rates")
            << QStringList{"s A 100 2025-01-01 2026-03-14 - EUR", "t A 150 2026-03-15 - - EUR"} << "2026-03"
            << "2026-03 total 11000 exp 5500 fx 1500 = 18000";
        QTest::newRow("rates that moved the month before") << QStringList{"s A 100 2025-01-01 - - EUR"} << "2026-04"
                                                           << "2026-04 total 12000 = 12000";
        QTest::newRow("a cent") << QStringList{"s A 0.01 2025-01-01"} << "2026-03"
                                << "2026-03 total 1 = 1";
        QTest::newRow("new is valued at its own month's end") << QStringList{"s A 100 2026-03-20 - - EUR"} << "2026-03"
                                                              << "2026-03 total 0 new 12000 = 12000";
        QTest::newRow("churn in a currency is what it was worth")
            << QStringList{"s A 100 2025-01-01 2026-03-20 - EUR"} << "2026-03"
            << "2026-03 total 11000 churn -11000 = 0";
    }
    void byHand()
    {
        QFETCH(QStringList, subscriptions);
        QFETCH(QString, month);
        QFETCH(QString, row);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("finance", "finance");
        data.rate("finance", "EUR", "2024-01-01", "1.10");
        data.rate("finance", "EUR", "2026-03-15", "1.20");
        for (const QString &line : subscriptions) {
            const QStringList part = line.split(u' ');
            const auto at = [&](int i) { return part.value(i) == "-" ? std::string() : part.value(i).toStdString(); };
            data.subscription("billing", at(0), at(1), at(2), at(3), at(4), at(5), at(6).empty() ? "USD" : at(6));
        }
        data.settle();
        const Month m = *Month::fromIso(month.toStdString());
        const auto result = movements(data, m, m);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QCOMPARE(described(result->rows.front()), row);
        QVERIFY(sumsUp(result->rows.front()));
    }

    void missingRateIsNamed()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "100", "2026-01-01", "", "", "CHF");
        data.settle();
        const auto result = movements(data, {2026, 1}, {2026, 3});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::NoRate);
        QVERIFY(result.error().message.english().find("CHF") != std::string::npos);
        QVERIFY(result.error().message.english().find("2026-01-31") != std::string::npos);
    }

    void financeRatesComeFirst()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("finance", "finance");
        data.rate("billing", "EUR", "2026-01-01", "9.00");
        data.rate("finance", "EUR", "2026-01-01", "1.50");
        data.subscription("billing", "s", "A", "100", "2026-01-01", "", "", "EUR");
        data.settle();
        QCOMPARE(movements(data, {2026, 1}, {2026, 1})->rows[0].closing, std::int64_t(15000));
        data.source("treasury", "finance");
        data.rate("treasury", "EUR", "2026-01-01", "1.60");
        QCOMPARE(movements(data, {2026, 1}, {2026, 1}).error().code, ErrorCode::ConflictingRates);
    }

    void historyEndsAndHasZeros()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2026-01", "100");
        data.monthEnd("finance", "A", "2026-03", "120"); // no row for February: 0
        data.monthEnd("finance", "B", "2026-04", "10");
        data.settle();
        const auto result = movements(data, {2026, 1}, {2026, 6});
        QStringList rows;
        for (const MovementRow &row : result->rows)
            rows << described(row);
        QCOMPARE(rows,
            QStringList({"2026-01 total 0 new 10000 = 10000", "2026-02 total 10000 churn -10000 = 0",
                "2026-03 total 0 react 12000 = 12000", "2026-04 total 12000 new 1000 churn -12000 = 1000"}));
        QCOMPARE(result->warnings.size(), std::size_t(1));
    }

    /// Gone before the day of the rates, yet valued at them: 30 June is 150 days after 31 January, 31 March 59.
    void oldRates()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-31", "1.10");
        data.subscription("billing", "s", "A", "100", "2026-02-01", "2026-03-31", {}, "EUR");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto book = portfolio->book();
        const auto said = [&](Month from, std::optional<Date> rates) {
            Progress progress;
            MovementOptions options{from, {2026, 6}, {}};
            options.constantRates = rates;
            QStringList sentences;
            const auto found = computeMovements(*portfolio, *book, options, progress);
            for (const Message &warning : found->warnings)
                sentences << QString::fromStdString(warning.english());
            return sentences;
        };
        const QStringList june{"The rate of EUR used on 2026-06-30 is of 2026-01-31, 150 days old."};
        const QStringList march{"The rate of EUR used on 2026-03-31 is of 2026-01-31, 59 days old."};
        const QStringList none;
        QCOMPARE(said({2026, 2}, Date::of(2026, 6, 30)), june);
        QCOMPARE(said({2026, 4}, Date::of(2026, 6, 30)), june); // March's close opens April
        QCOMPARE(said({2026, 5}, Date::of(2026, 6, 30)), none);
        QCOMPARE(said({2026, 2}, std::nullopt), march);
        QCOMPARE(said({2026, 4}, std::nullopt), march);
        QCOMPARE(said({2026, 5}, std::nullopt), none);
    }

    /// The closing day's rate is 150 days old, March's 59, which the opening day is too in the second window: said
    /// once.
    void oldRatesOfConventions()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-31", "1.10");
        data.subscription("billing", "s", "A", "100", "2026-01-01", "2026-03-31", {}, "EUR");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        for (const Month from : {Month(2026, 1), Month(2026, 3)}) {
            Progress progress;
            const auto found = computeConventions(*portfolio, *portfolio->book(), from, {2026, 6}, progress);
            QVERIFY(found.ok());
            QStringList said;
            for (const Message &warning : found->warnings)
                said << QString::fromStdString(warning.english());
            QCOMPARE(said,
                QStringList({"The rate of EUR used on 2026-03-31 is of 2026-01-31, 59 days old.",
                    "The rate of EUR used on 2026-06-30 is of 2026-01-31, 150 days old."}));
        }
    }

    /// The customer opens the month with a cent, so that what is new of it is valued at the old rate, whichever product
    /// it is: 100 EUR of 1.10, then of 1.20.
    void aProductMoreOfACustomer()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2024-01-01", "1.10");
        data.rate("billing", "EUR", "2026-03-15", "1.20");
        data.subscription("billing", "s", "A", "0.01", "2025-01-01", "", "", "USD", "Core");
        data.subscription("billing", "t", "A", "100", "2026-03-20", "", "", "EUR", "Plus");
        data.settle();
        const auto result = movements(data, {2026, 3}, {2026, 3}, "product");
        QStringList lines;
        for (const MovementRow &row : result->rows)
            lines << described(row);
        for (const AccountMovement &each : result->details)
            lines << QStringLiteral("%1 %2 %3")
                         .arg(QString::fromStdString(result->groups.at(std::size_t(each.group))),
                             QString::fromLatin1(toString(each.kind)), QString::number(each.amount));
        QCOMPARE(lines,
            (QStringList{"2026-03 total 1 exp 11000 fx 1000 = 12001", "2026-03 Core 1 = 1",
                "2026-03 Plus 0 new 11000 fx 1000 = 12000", "total expansion 11000", "total fx 1000", "Plus new 11000",
                "Plus fx 1000"}));
    }

    /// A grew in February; B becomes part of A in March: no movement arises, but the groups open as they are then.
    void customersThatBecomeOne()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "B", "B", "segment=Mid");
        data.subscription("billing", "a1", "A", "100", "2025-06-01", "2026-02-09");
        data.subscription("billing", "a2", "A", "110", "2026-02-10");
        data.subscription("billing", "b", "B", "40", "2025-06-01");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-03-15");
        const auto result = movements(data, {2026, 2}, {2026, 4}, "segment");
        QStringList rows;
        for (const MovementRow &row : result->rows)
            rows << described(row);
        QCOMPARE(rows,
            (QStringList{"2026-02 total 14000 exp 1000 = 15000", "2026-02 Mid 4000 = 4000",
                "2026-02 SMB 10000 exp 1000 = 11000", "2026-03 total 15000 = 15000", "2026-03 Mid 0 = 0",
                "2026-03 SMB 15000 = 15000", "2026-04 total 15000 = 15000", "2026-04 Mid 0 = 0",
                "2026-04 SMB 15000 = 15000"}));
    }

    void progressIsOfTheMonths()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "100", "2026-01-01");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        std::vector<std::int64_t> totals;
        Progress progress([&totals](const Progress::State &state) { totals.push_back(state.total); });
        QVERIFY(computeMovements(*portfolio, *portfolio->book(), {{2026, 1}, {2026, 3}, {}}, progress).ok());
        QCOMPARE(totals.front(), std::int64_t(3));
    }

    void snapshotsOfAccounts()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.snapshot("crm", "A", "100", "USD", "2026-02-10");
        data.snapshot("crm", "A", "130", "USD", "2026-04-10");
        data.settle();
        const auto result = movements(data, {2026, 1}, {2026, 4});
        QCOMPARE(described(result->rows.front()), QStringLiteral("2026-01 total 10000 = 10000"));
        QCOMPARE(described(result->rows.back()), QStringLiteral("2026-04 total 10000 exp 3000 = 13000"));
    }

    void unknownDimensionIsRefused()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "100", "2026-01-01");
        data.settle();
        const auto result = movements(data, {2026, 1}, {2026, 1}, "segmnt");
        QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
        QVERIFY(result.error().message.english().find("did you mean segment") != std::string::npos);
        const auto backwards = movements(data, {2026, 2}, {2026, 1});
        QCOMPARE(backwards.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(
            backwards.error().message.english(), std::string("The first month, 2026-02, is after the last, 2026-01."));
        for (const auto *refused : {&result, &backwards}) // templates, not finished sentences
            QVERIFY(*refused->error().message.words().context != '\0');
    }

    void everyRandomBookTiesOut()
    {
        std::mt19937 random(11);
        const char *currencies[]{"USD", "EUR", "JPY", "KWD"};
        for (int round = 0; round < 12; ++round) {
            test::WorkspaceFixture data;
            data.source("billing", "billing");
            for (int month = 0; month < 30; ++month) {
                for (int c = 1; c < 4; ++c)
                    data.rate("billing", currencies[c], Month(2024, 1).plus(month).firstDay().iso(),
                        "1." + std::to_string(1000 + random() % 8999));
            }
            for (int i = 0; i < 80; ++i) {
                const Date start = Date::of(2024, 1, 1)->plusDays(int(random() % 800));
                data.subscription("billing", "s" + std::to_string(i), "A" + std::to_string(random() % 25),
                    std::to_string(random() % 90000), start.iso(),
                    random() % 4 ? start.plusDays(int(random() % 500)).iso() : "",
                    random() % 5 ? "" : start.plusDays(int(random() % 300)).iso(), currencies[random() % 4],
                    random() % 2 ? "Core" : "");
            }
            data.settle();
            for (const char *by : {"segment", "product"}) {
                const auto result = movements(data, {2024, 2}, {2026, 6}, by);
                QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
                std::map<Month, MovementRow> groups;
                for (const MovementRow &row : result->rows) {
                    QVERIFY2(sumsUp(row), qPrintable(described(row)));
                    if (row.group == "total")
                        continue;
                    groups[row.month].opening += row.opening;
                    groups[row.month].closing += row.closing;
                    groups[row.month].fx += row.fx;
                }
                for (const MovementRow &row : result->rows) {
                    if (row.group != "total")
                        continue;
                    QCOMPARE(groups[row.month].opening, row.opening);
                    QCOMPARE(groups[row.month].closing, row.closing);
                    QCOMPARE(groups[row.month].fx, row.fx);
                    checkClosing(data, row);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestMovements)
#include "tst_movements.moc"
