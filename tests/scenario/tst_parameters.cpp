#include "core/scenario/parameters.h"
#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

/// What a number of a scenario is, which values it may have, and which one holds.
class TestParameters : public QObject {
    Q_OBJECT
private slots:
    void ranges_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("fault");
        const double inf = std::numeric_limits<double>::infinity();
        QTest::newRow("no churn") << "annual_churn" << 0.0 << "";
        QTest::newRow("all churn") << "annual_churn" << 1.0 << "";
        QTest::newRow("more than all") << "annual_churn" << 1.25 << "annual_churn must be between 0 and 1, not 1.25.";
        QTest::newRow("churn below 0") << "annual_churn" << -0.25 << "annual_churn must be between 0 and 1, not -0.25.";
        QTest::newRow("all customers lost") << "annual_logo_churn" << 1.0 << "";
        QTest::newRow("more customers than all lost")
            << "annual_logo_churn" << 1.5 << "annual_logo_churn must be between 0 and 1, not 1.5.";
        QTest::newRow("contraction of all") << "annual_contraction" << 1.0 << "";
        QTest::newRow("contraction of more")
            << "annual_contraction" << 1.5 << "annual_contraction must be between 0 and 1, not 1.5.";
        QTest::newRow("no growth") << "annual_expansion" << 0.0 << "";
        QTest::newRow("any growth") << "annual_expansion" << 1e9 << "";
        QTest::newRow("growth below 0") << "annual_expansion" << -0.5
                                        << "annual_expansion must be 0 or more, not -0.5.";
        QTest::newRow("growth without end")
            << "annual_expansion" << inf << "annual_expansion must be 0 or more, not inf.";
        QTest::newRow("a limit of nobody") << "max_logos_per_csm" << 0.0 << "max_logos_per_csm must be above 0, not 0.";
        QTest::newRow("a limit above nobody") << "max_logos_per_csm" << 0.5 << "";
        QTest::newRow("no hours") << "hours_per_month" << 0.0
                                  << "hours_per_month must be above 0 and at most 744, not 0.";
        QTest::newRow("some hours") << "hours_per_month" << 0.5 << "";
        QTest::newRow("31 days of 24 hours") << "hours_per_month" << 744.0 << "";
        QTest::newRow("more hours than there are")
            << "hours_per_month" << 744.5 << "hours_per_month must be above 0 and at most 744, not 744.5.";
        QTest::newRow("no time with customers")
            << "utilisation" << 0.0 << "utilisation must be above 0 and at most 1, not 0.";
        QTest::newRow("all time with customers") << "utilisation" << 1.0 << "";
        QTest::newRow("more time than there is")
            << "utilisation" << 1.5 << "utilisation must be above 0 and at most 1, not 1.5.";
        QTest::newRow("nobody") << "fte" << 0.0 << "";
        QTest::newRow("fewer than nobody") << "fte" << -1.0 << "fte must be 0 or more, not -1.";
    }
    void ranges()
    {
        QFETCH(QString, key);
        QFETCH(double, value);
        QFETCH(QString, fault);
        const Parameter *parameter = findParameter(key.toStdString());
        QVERIFY(parameter);
        QCOMPARE(QString::fromStdString(rangeFault(*parameter, value).english()), fault);
    }

    void whatIsNoNumberIsInNoRange()
    {
        for (const Parameter &parameter : parameters())
            QVERIFY2(!rangeFault(parameter, std::numeric_limits<double>::quiet_NaN()).isEmpty(), parameter.key);
    }

    void everyKeyFindsItsOwn()
    {
        for (const Parameter &parameter : parameters())
            QCOMPARE(findParameter(parameter.key), &parameter);
        QVERIFY(!findParameter("annual_chur"));
        QVERIFY(!findParameter("annual_churn "));
        QVERIFY(!findParameter(""));
    }

    void oneNumberIsALimit()
    {
        std::vector<std::string> limits;
        for (const Parameter &parameter : parameters()) {
            if (parameter.isLimit())
                limits.emplace_back(parameter.key);
        }
        QCOMPARE(limits, std::vector<std::string>{"max_logos_per_csm"});
    }

    void whatIsStatedAndWhatHolds()
    {
        Segment segment = test::workedExample(12).segments[0];
        segment.annualChurn = 0.25;
        const auto stated = [&](const char *key) { return statedIn(segment, *findParameter(key)); };
        const auto holds = [&](const char *key) { return valueIn(segment, *findParameter(key)); };
        QCOMPARE(stated("annual_churn"), std::optional(0.25));
        QCOMPARE(stated("annual_logo_churn"), std::optional<double>());
        QCOMPARE(stated("max_logos_per_csm"), std::optional<double>());
        QVERIFY(holds("annual_churn") == 0.25);
        QVERIFY(holds("annual_logo_churn") == 0.25); // follows churn
        QVERIFY(holds("max_logos_per_csm") == 0); // follows nothing
        segment.annualLogoChurn = 0;
        segment.maxLogosPerCsm = 40;
        QCOMPARE(stated("annual_logo_churn"), std::optional(0.0));
        QVERIFY(holds("annual_logo_churn") == 0);
        QCOMPARE(stated("max_logos_per_csm"), std::optional(40.0));
        QVERIFY(holds("max_logos_per_csm") == 40);
    }

    void everyNumberIsItsOwnMember_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::newRow("logos") << "logos" << 100.0;
        QTest::newRow("ARR") << "arr" << 1200000.0;
        QTest::newRow("contraction") << "annual_contraction" << 0.0625;
        QTest::newRow("expansion") << "annual_expansion" << 0.5;
        QTest::newRow("price uplift") << "annual_price_uplift" << 0.125;
        QTest::newRow("new customers") << "new_logos_per_month" << 2.0;
        QTest::newRow("new ACV") << "new_acv" << 50000.0;
        QTest::newRow("hours") << "hours_per_account" << 5.0;
        QTest::newRow("FTE") << "fte" << 4.0;
        QTest::newRow("cost") << "annual_cost" << 120000.0;
        QTest::newRow("hours a month") << "hours_per_month" << 140.0;
        QTest::newRow("utilisation") << "utilisation" << 0.75;
        QTest::newRow("elasticity") << "overload_elasticity" << 0.375;
    }
    void everyNumberIsItsOwnMember()
    {
        QFETCH(QString, key);
        QFETCH(double, value);
        CompleteScenario scenario = test::workedExample(12);
        scenario.overloadElasticity = 0.375;
        Segment &segment = scenario.segments[0];
        segment.annualContraction = 0.0625;
        segment.annualExpansion = 0.5;
        segment.annualPriceUplift = 0.125;
        const Parameter &parameter = *findParameter(key.toStdString());
        QVERIFY((parameter.statedOf ? valueIn(scenario, parameter) : valueIn(segment, parameter)) == value);
    }
};

QTEST_APPLESS_MAIN(TestParameters)
#include "tst_parameters.moc"
