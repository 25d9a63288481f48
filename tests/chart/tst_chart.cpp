#include "core/chart/chart.h"

#include <QTest>

using namespace qd;
using namespace qd::chart;

class TestChart : public QObject {
    Q_OBJECT

    static QList<double> printed(const Chart &chart)
    {
        QList<double> values;
        for (const auto &value : chart.series.front().printed)
            values << value.value_or(-1);
        return values;
    }

private Q_SLOTS:
    /// 1,000.50 + 10.25 - 3.75 = 1,007.00: both ends are printed by the even rule, 1,000 and 1,007, so the steps are
    /// printed as parts of 7, a tie going to the earlier. The values themselves stay exact.
    void stepsAddUpToTheEndsAsTheyAreShown()
    {
        MoneyWaterfall bridge{Currency()};
        bridge.from(Message::data("before"), 100'050);
        bridge.step(Message::data("up"), Meaning::New, 1'025);
        bridge.step(Message::data("down"), Meaning::Churn, -375);
        bridge.step(Message::data("none"), Meaning::Fx, 0);
        const Chart chart = std::move(bridge).to(Message::data("after"), 100'700);
        QCOMPARE(printed(chart), (QList<double>{1000, 11, -4, 0, 1007}));
        const auto &values = chart.series.front().values;
        QCOMPARE(values[0].value_or(0), 1000.5);
        QCOMPARE(values[1].value_or(0), 10.25);
        QCOMPARE(values[2].value_or(0), -3.75);
        QCOMPARE(values[4].value_or(0), 1007.0);
    }

    /// A step whose parts cancel keeps its place; without steps there are two ends.
    void nothingIsLeftOut()
    {
        MoneyWaterfall bridge(*Currency::fromCode("JPY"));
        bridge.from(Message::data("a"), 500, 3);
        bridge.step(Message::data("cancels"), Meaning::RightHigher, 0, 12);
        const Chart chart = std::move(bridge).to(Message::data("b"), 500, 2);
        QVERIFY(chart.categories
            == (std::vector<Message>{Message::data("a"), Message::data("cancels"), Message::data("b")}));
        QCOMPARE(chart.categoryMeanings, (std::vector<Meaning>{Meaning::Total, Meaning::RightHigher, Meaning::Total}));
        QCOMPARE(chart.series.front().counts, (std::vector<int>{3, 12, 2}));
        QCOMPARE(printed(chart), (QList<double>{500, 0, 500}));
        MoneyWaterfall empty{Currency()};
        empty.from(Message::data("a"), 49);
        QCOMPARE(printed(std::move(empty).to(Message::data("b"), 49)), (QList<double>{0, 0}));
    }
};

QTEST_APPLESS_MAIN(TestChart)
#include "tst_chart.moc"
