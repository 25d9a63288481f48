#include "core/store/discount_terms.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

/// What a discount leaves of an annual value.
class TestDiscountTerms : public QObject {
    Q_OBJECT
private slots:
    void left_data()
    {
        QTest::addColumn<qint64>("annual");
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<double>("percent");
        QTest::addColumn<qint64>("stated");
        QTest::addColumn<qint64>("left");
        const auto add = [](const char *name, qint64 annual, qint64 amount, double percent, qint64 stated,
                             qint64 left) { QTest::newRow(name) << annual << amount << percent << stated << left; };
        add("nothing", 1000, 0, 0, 100, 1000);
        add("half", 1000, 0, 50, 100, 500);
        add("half as a share", 1000, 0, 0.5, 100, 500);
        add("a share of nearly all", 1000, 0, 0.99, 100, 10);
        add("a hundredth", 1000, 0, 1, 100, 990);
        add("a little more", 1000, 0, 1.5, 100, 985);
        add("six decimals", 100'000'000, 0, 33.333333, 100, 66'666'667);
        add("half to even, down", 5, 0, 50, 100, 2);
        add("half to even, up", 7, 0, 50, 100, 4);
        add("all", 1000, 0, 100, 100, 0);
        add("more than all", 1000, 0, 150, 100, 0);
        add("below zero", 1000, 0, -10, 100, 1000);
        add("an amount each month", 1200, 10, 0, 100, 1080);
        add("the whole month", 1200, 100, 0, 100, 0);
        add("more than the month", 1200, 101, 0, 100, 0);
        add("a cent", 1200, 1, 0, 1200, 1199);
        add("of a cent", 1200, 1, 0, 1, 0);
        add("nothing stated", 1200, 10, 0, 0, 1200);
        add("stated below zero", 1200, 10, 0, -100, 1200);
        add("an amount below zero", 1200, -10, 0, 100, 1200);
        add("past 64 bits", 9'000'000'000'000'000'000, 1'000'000'000, 0, 1, 0);
        add("both", 1000, 10, 10, 100, 800);
    }
    void left()
    {
        QFETCH(qint64, annual);
        QFETCH(qint64, amount);
        QFETCH(double, percent);
        QFETCH(qint64, stated);
        QFETCH(qint64, left);
        DiscountTerms terms;
        if (amount != 0)
            terms.amountMinor = amount;
        if (percent != 0)
            terms.percent = percent;
        QCOMPARE(qint64(discounted(annual, terms, stated)), left);
    }

    void someAreOfTheWholeValue()
    {
        const Date first = *Date::fromIso("2026-02-01");
        const std::vector<DiscountTerms> none{{}, {.amountMinor = 0, .percent = 0}};
        const std::vector<DiscountTerms> some{{.amountMinor = 1}, {.percent = 0.1}};
        for (const DiscountTerms &terms : none)
            QVERIFY(!terms.isGiven());
        for (const DiscountTerms &terms : some)
            QVERIFY(terms.isGiven());
        const std::vector<DiscountTerms> whole{{}, {.start = first}};
        const std::vector<DiscountTerms> part{{.start = Date(first.days() + 1)}, {.end = *Date::fromIso("2099-12-31")}};
        for (const DiscountTerms &terms : whole)
            QVERIFY(terms.coversAll(first));
        for (const DiscountTerms &terms : part)
            QVERIFY(!terms.coversAll(first));
    }
};

QTEST_APPLESS_MAIN(TestDiscountTerms)
#include "tst_discount_terms.moc"
