#include "core/portfolio/portfolio.h"
#include "core/revenue/conventions.h"
#include "core/revenue/retention_rates.h"
#include "tests/revenue/golden_fixture.h"
#include "tests/revenue/random_book.h"

#include <QtTest>

using namespace qd;
using namespace qd::revenue;

namespace {

constexpr Month From(2025, 10);
constexpr Month To(2026, 10);

/// A workspace as it is asked about.
struct Asked {
    explicit Asked(test::WorkspaceFixture &data)
        : portfolio(portfolio::Portfolio::of(data.workspace()))
        , book(portfolio->book())
    {
        if (!book)
            qFatal("%s", book.error().message.english().c_str());
    }
    [[nodiscard]] Conventions conventions(Month from = From, Month to = To) const
    {
        Progress progress;
        auto found = computeConventions(*portfolio, *book, from, to, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return *found;
    }
    [[nodiscard]] ConventionComparison compared(const char *a, const char *b, Month from = From, Month to = To) const
    {
        Progress progress;
        const auto found =
            compareConventions(*portfolio, *book, from, to, {*conventionFromText(a), *conventionFromText(b)}, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return *found;
    }

    std::shared_ptr<const portfolio::Portfolio> portfolio;
    Result<portfolio::ArrBook> book;
};

ConventionFigure figure(const Conventions &conventions, const std::string &text)
{
    for (const ConventionFigure &each : conventions.figures) {
        if (each.convention.text() == text)
            return each;
    }
    qFatal("no convention %s", text.c_str());
    return {};
}

double value(const Conventions &conventions, const std::string &text)
{
    return figure(conventions, text).value().value();
}

std::string nameOf(const Asked &asked, const ConventionDifference &one)
{
    return asked.book->accounts().at(one.account).name;
}

} // namespace

/// NRR, GRR and logo churn under every convention (CONTRACT-ROOMS, "Conventions").
class TestConventions : public QObject {
    Q_OBJECT
private slots:
    /// 550 at the start; the published figures of the example.
    void goldenFixture_data()
    {
        QTest::addColumn<QString>("convention");
        QTest::addColumn<qlonglong>("numerator");
        QTest::addColumn<QString>("percent");
        QTest::newRow("point") << "nrr/point" << 46000LL << "83.64";
        QTest::newRow("without reactivation") << "nrr/movement_none" << 36000LL << "65.45"; // E is gone for good
        QTest::newRow("those who opened") << "nrr/movement_opening" << 46000LL << "83.64"; // E is back
        QTest::newRow("all reactivation") << "nrr/movement_all" << 50000LL << "90.91"; // and G; F is new
        QTest::newRow("gross") << "grr/point" << 43000LL << "78.18";
        QTest::newRow("gross, of the totals") << "grr/point_total" << 46000LL << "83.64";
        QTest::newRow("gross, of movements") << "grr/movement" << 33000LL << "60.00";
    }
    void goldenFixture()
    {
        QFETCH(QString, convention);
        QFETCH(qlonglong, numerator);
        QFETCH(QString, percent);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Conventions found = Asked(data).conventions();
        // Nothing is in euros, nobody has a parent, and no gap is shorter than E's 122 days: all say the same.
        for (const char *rest : {"/account/0/constant", "/account/30/asof", "/parent/60/start"}) {
            const ConventionFigure told = figure(found, convention.toStdString() + rest);
            QCOMPARE(qlonglong(told.numerator), numerator);
            QCOMPARE(told.denominator, 55000);
            QCOMPARE(told.n, 5);
            QCOMPARE(QString::number(*told.value() * 100, 'f', 2), percent);
        }
        const ConventionFigure point = figure(found, "logo_churn/point/account/0/constant"); // C
        QCOMPARE(point.numerator, 1);
        QCOMPARE(point.denominator, 5);
        QCOMPARE(point.n, 5);
        QCOMPARE(figure(found, "logo_churn/event/account/0/constant").numerator, 2); // and E
    }

    void everyCombinationInOrder()
    {
        // NRR has 4 rules, GRR 3, logo churn 2; 2 grains, 3 graces, 3 ways to take rates.
        QCOMPARE(conventions().size(), std::size_t(9 * 2 * 3 * 3));
        QCOMPARE(conventions().front().text(), std::string("nrr/movement_all/account/0/asof"));
        QCOMPARE(conventions()[1].text(), std::string("nrr/movement_all/account/0/constant"));
        QCOMPARE(conventions()[3].text(), std::string("nrr/movement_all/account/30/asof"));
        QCOMPARE(conventions()[9].text(), std::string("nrr/movement_all/parent/0/asof"));
        QCOMPARE(conventions().back().text(), std::string("logo_churn/point/parent/60/start"));
        for (const Convention &each : conventions())
            QCOMPARE(conventionFromText(each.text()).value(), each);
    }

    void anUnknownConventionNamesTheNearest()
    {
        const auto found = conventionFromText("nrr/pont/account/0/constant");
        QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
        QVERIFY(
            found.error().message.english().find("did you mean nrr/point/account/0/constant?") != std::string::npos);
        QVERIFY(!conventionFromText("nrr").ok());
        QVERIFY(!conventionFromText("nrr/point/account/15/constant").ok());
    }

    void nobodyOpens()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "A", "100", "2026-06-01");
        data.subscription("billing", "b1", "B", "100", "2024-01-01", "2024-12-31");
        data.subscription("billing", "b2", "B", "70", "2026-06-01");
        data.settle();
        const Asked asked(data);
        const ConventionFigure all = figure(asked.conventions(), "nrr/movement_all/account/0/constant");
        QCOMPARE(all.numerator, 7000); // B is back, over nothing
        QVERIFY(!all.value());
        QCOMPARE(all.n, 0);
        const ConventionComparison comparison =
            asked.compared("nrr/movement_all/account/0/constant", "nrr/point/account/0/constant");
        QVERIFY(!comparison.difference());
        QVERIFY(comparison.accounts.empty());
    }

    void theWindowMustEndAfterItsStart()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Asked asked(data);
        Progress progress;
        QCOMPARE(computeConventions(*asked.portfolio, *asked.book, To, To, progress).error().code,
            ErrorCode::InvalidArgument);
    }

    /// From the last day to the successor's first: 30 and 31 days, 60 and 61. Without grace the gap is a churn and a
    /// return, seen at the end of March.
    void graceClosesGaps_data()
    {
        QTest::addColumn<QString>("successor");
        QTest::addColumn<int>("enough"); // the least grace that closes it; 0 for none of them
        QTest::newRow("30 days") << "2026-04-19" << 30;
        QTest::newRow("31 days") << "2026-04-20" << 60;
        QTest::newRow("60 days") << "2026-05-19" << 60;
        QTest::newRow("61 days") << "2026-05-20" << 0;
    }
    void graceClosesGaps()
    {
        QFETCH(QString, successor);
        QFETCH(int, enough);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2026-03-20");
        data.subscription("billing", "a2", "A", "100", successor.toStdString());
        data.settle();
        const Conventions found = Asked(data).conventions();
        for (const int grace : {0, 30, 60}) {
            const bool closed = enough > 0 && grace >= enough;
            const std::string rest = "/account/" + std::to_string(grace) + "/constant";
            QCOMPARE(value(found, "nrr/movement_none" + rest), closed ? 1.0 : 0.0);
            QCOMPARE(figure(found, "logo_churn/event" + rest).numerator, closed ? 0 : 1);
            QCOMPARE(value(found, "nrr/point" + rest), 1.0);
        }
    }

    /// Grace is the convention's, not the setting's; what ran out within it is pending on the default as-of date.
    void graceIsTheConventions()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing"); // as of 31 October
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2026-10-01"); // + 30 = 31 October
        data.subscription("billing", "b1", "B", "100", "2025-01-01", "2026-09-30");
        data.subscription("billing", "c1", "C", "100", "2025-01-01", "2026-10-15", "2026-10-15");
        data.settle();
        data.run("INSERT INTO setting (key, value) VALUES (?, ?)", {"grace_days", "45"});
        const Conventions found = Asked(data).conventions();
        QCOMPARE(figure(found, "nrr/point/account/0/constant").numerator, 0);
        QCOMPARE(figure(found, "nrr/point/account/30/constant").numerator, 10000); // A; B's ran out; C cancelled
        QCOMPARE(figure(found, "nrr/point/account/60/constant").numerator, 20000); // A and B
    }

    /// 100 EUR, 1.00 at the start and 1.20 at the end; the half of it more from July, when a euro is 1.10.
    void exchangeRates()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("finance", "finance");
        data.rate("finance", "EUR", "2025-10-01", "1.00");
        data.rate("finance", "EUR", "2026-06-30", "1.10");
        data.rate("finance", "EUR", "2026-10-01", "1.20");
        data.subscription("billing", "s1", "A", "100", "2025-01-01", "", "", "EUR");
        data.subscription("billing", "s2", "A", "50", "2026-07-01", "", "", "EUR");
        data.settle();
        const Conventions found = Asked(data).conventions();
        const auto parts = [&](const char *text) {
            const ConventionFigure told = figure(found, text);
            return std::pair(qlonglong(told.numerator), qlonglong(told.denominator));
        };
        QCOMPARE(parts("nrr/point/account/0/constant"), std::pair(18000LL, 12000LL));
        QCOMPARE(parts("nrr/point/account/0/start"), std::pair(15000LL, 10000LL));
        QCOMPARE(parts("nrr/point/account/0/asof"), std::pair(18000LL, 10000LL));
        QCOMPARE(parts("grr/point/account/0/asof"), std::pair(10000LL, 10000LL));
        // 100 + 50 at the 1.10 of the end of June: what rates did is in no rule.
        QCOMPARE(parts("nrr/movement_opening/account/0/asof"), std::pair(15500LL, 10000LL));
        QCOMPARE(parts("nrr/movement_none/account/0/constant"), std::pair(18000LL, 12000LL));
    }

    /// A new customer's currency needs no rate at the start.
    void newCustomersNeedNoRate()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("finance", "finance");
        data.rate("finance", "EUR", "2026-05-01", "1.10");
        data.subscription("billing", "s1", "A", "100", "2025-01-01");
        data.subscription("billing", "s2", "B", "50", "2026-06-01", "", "", "EUR");
        data.settle();
        QCOMPARE(value(Asked(data).conventions(), "nrr/movement_all/account/0/start"), 1.0);
    }

    void whoDiffers()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Asked asked(data);
        const ConventionComparison back =
            asked.compared("nrr/movement_all/account/0/constant", "nrr/point/account/0/constant");
        QCOMPARE(back.accounts.size(), std::size_t(1));
        QCOMPARE(nameOf(asked, back.accounts[0]), std::string("G"));
        QCOMPARE(back.accounts[0].a, 40.0 / 550);
        QCOMPARE(back.accounts[0].b, 0.0);
        QCOMPARE(back.difference().value(), 500.0 / 550 - 460.0 / 550);
        const ConventionComparison capped =
            asked.compared("grr/point_total/account/0/constant", "grr/point/account/0/constant");
        QCOMPARE(capped.accounts.size(), std::size_t(1)); // A has 130, of which 100 counts
        QCOMPARE(capped.accounts[0].difference(), 130.0 / 550 - 100.0 / 550);
        QVERIFY(asked.compared("nrr/point/account/0/constant", "nrr/point/account/60/start").accounts.empty());
    }

    /// X 100 -> 0, Y 100 -> 180 under one parent: 50 % by account, 90 % by parent, both of the parent.
    void parentByParent()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "P", "Parent");
        data.account("billing", "X", "Child X", "parent_account_id=P");
        data.account("billing", "Y", "Child Y", "parent_account_id=P");
        data.subscription("billing", "x", "X", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "y1", "Y", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "y2", "Y", "180", "2026-07-01");
        data.settle();
        const Asked asked(data);
        const ConventionComparison found =
            asked.compared("grr/point/account/0/constant", "grr/point/parent/0/constant");
        QCOMPARE(found.accounts.size(), std::size_t(1));
        QCOMPARE(nameOf(asked, found.accounts[0]), std::string("Parent"));
        QCOMPARE(found.accounts[0].a, 0.5);
        QCOMPARE(found.accounts[0].b, 0.9);
        QCOMPARE(found.a.n, 2);
        QCOMPARE(found.b.n, 1);
        // The sum of both fell by 20: each counts what it has at the end.
        QCOMPARE(value(asked.conventions(), "grr/point_total/account/0/constant"), 0.9);
    }

    /// All that grew counts what it had, where the total grew.
    void theSmallerTotal()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "a2", "A", "300", "2026-07-01");
        data.subscription("billing", "b1", "B", "100", "2025-01-01", "2026-06-30");
        data.settle();
        const Asked asked(data);
        QCOMPARE(value(asked.conventions(), "grr/point_total/account/0/constant"), 1.0);
        const ConventionComparison found =
            asked.compared("grr/point_total/account/0/constant", "grr/point/account/0/constant");
        QCOMPARE(found.accounts.size(), std::size_t(1)); // of A both count 100, of B one 100 and one 0
        QCOMPARE(nameOf(asked, found.accounts[0]), std::string("B"));
        QCOMPARE(found.accounts[0].difference(), 0.5);
    }

    void whoChurnsTwiceCountsTwice()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2025-12-10");
        data.subscription("billing", "a2", "A", "100", "2026-03-01", "2026-06-10");
        data.subscription("billing", "b1", "B", "100", "2025-01-01");
        data.settle();
        const Conventions found = Asked(data).conventions();
        QCOMPARE(value(found, "logo_churn/event/account/0/constant"), 1.0);
        QCOMPARE(value(found, "logo_churn/point/account/0/constant"), 0.5);
    }

    void identitiesHoldOverRandomBooks()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 6; ++round) {
            test::WorkspaceFixture data;
            test::fillRandomly(data, random);
            const Asked asked(data);
            const Conventions found = asked.conventions({2025, 6}, {2026, 6});
            for (const char *grain : {"account", "parent"}) {
                for (const char *grace : {"0", "30", "60"}) {
                    for (const char *fx : {"asof", "constant", "start"}) {
                        const auto of = [&](const char *rule) {
                            return figure(found, std::string(rule) + "/" + grain + "/" + grace + "/" + fx);
                        };
                        QVERIFY(of("grr/point").numerator <= of("nrr/point").numerator);
                        QVERIFY(of("grr/point").numerator >= 0);
                        QVERIFY(of("grr/point").numerator <= of("grr/point_total").numerator);
                        QVERIFY(of("grr/movement").numerator <= of("nrr/movement_none").numerator);
                        QVERIFY(of("logo_churn/point").numerator <= of("logo_churn/event").numerator);
                        QCOMPARE(of("nrr/movement_all").denominator, of("nrr/point").denominator);
                        if (fx != std::string("asof"))
                            QCOMPARE(of("nrr/movement_opening").numerator, of("nrr/point").numerator);
                    }
                }
            }
        }
    }

    /// Where `retention` has the same convention it says the same.
    void asRetentionSays()
    {
        std::mt19937 random(13);
        test::WorkspaceFixture data;
        test::fillRandomly(data, random);
        const Asked asked(data);
        const Conventions found = asked.conventions({2025, 6}, {2026, 6});
        for (const RetentionVariant variant : {RetentionVariant::Point, RetentionVariant::Flow}) {
            for (const FxMode fx : {FxMode::Constant, FxMode::AsOf}) {
                Progress progress;
                const auto retention =
                    computeRetention(*asked.portfolio, *asked.book, {{2025, 6}, {2026, 6}, {}, variant, fx}, progress);
                const bool point = variant == RetentionVariant::Point;
                const std::string rest = fx == FxMode::Constant ? "/account/0/constant" : "/account/0/asof";
                const RetentionRow &total = retention->rows.front();
                QCOMPARE(total.rate(metrics::Nrr).value().value(),
                    value(found, (point ? "nrr/point" : "nrr/movement_none") + rest));
                QCOMPARE(total.rate(metrics::Grr).value().value(),
                    value(found, (point ? "grr/point" : "grr/movement") + rest));
                QCOMPARE(total.rate(metrics::LogoChurn).value().value(), value(found, "logo_churn/point" + rest));
            }
        }
    }

    void differencesAddUp()
    {
        std::mt19937 random(17);
        test::WorkspaceFixture data;
        test::fillRandomly(data, random);
        const Asked asked(data);
        for (int i = 0; i < 60; ++i) {
            const auto any = [&] { return conventions()[random() % conventions().size()].text(); };
            const ConventionComparison found = asked.compared(any().c_str(), any().c_str(), {2025, 6}, {2026, 6});
            double sum = 0;
            for (const ConventionDifference &each : found.accounts) {
                QVERIFY(each.a != each.b);
                sum += each.difference();
            }
            QVERIFY(std::abs(sum - found.difference().value()) < 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestConventions)
#include "tst_conventions.moc"
