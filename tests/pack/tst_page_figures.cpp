#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/wording.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

using revenue::MovementKind;

/// A trend of these NRRs, month after month; below 0 is a month without an opening set.
MonthMeasures measured(const std::vector<double> &nrr)
{
    MonthMeasures measures;
    for (const double rate : nrr) {
        revenue::RetentionPoint point;
        point.month = Month(2026, 1).plus(int(measures.trend.size()));
        if (rate >= 0)
            point.rates[metrics::Nrr] = rate;
        measures.trend.push_back(point);
    }
    return measures;
}

QString inWords(const ShownRate &rate)
{
    const auto text = [](const std::optional<std::int64_t> &tenths) {
        return tenths ? QString::number(*tenths) : QStringLiteral("-");
    };
    return text(rate.now) + " " + text(rate.before);
}

/// Gains "+customer amount" and losses "-customer amount", FX "~".
MonthMeasures moved(const QStringList &lines)
{
    MonthMeasures measures;
    for (const QString &line : lines) {
        revenue::AccountMovement movement;
        movement.kind = line.startsWith(u'+') ? MovementKind::Expansion
            : line.startsWith(u'-')           ? MovementKind::Churn
                                              : MovementKind::Fx;
        movement.account = line.mid(1).section(u' ', 0, 0).toInt();
        movement.amount = line.section(u' ', 1).toInt();
        measures.details.push_back(movement);
    }
    return measures;
}

} // namespace

/// Figures that pages of the monthly pack print.
class TestPageFigures : public QObject {
    Q_OBJECT
private slots:
    void ratesOfTheMonthAndTheYearBefore_data()
    {
        QTest::addColumn<QList<double>>("trend");
        QTest::addColumn<QString>("month"); // now, and the month before, in tenths of a percent
        QTest::addColumn<QString>("year"); // now, and the first month
        QTest::newRow("three") << QList<double>{0.8, 0.9, 1.1} << "1100 900"
                               << "1100 800";
        QTest::newRow("two") << QList<double>{0.8, 0.9} << "900 800"
                             << "900 800";
        QTest::newRow("no rate a month ago") << QList<double>{0.8, -1, 0.9} << "900 -"
                                             << "900 800";
        QTest::newRow("no rate a year ago") << QList<double>{-1, 0.8, 0.9} << "900 800"
                                            << "900 -";
        QTest::newRow("no rate now") << QList<double>{0.7, 0.8, -1} << "- 800"
                                     << "- 700";
        QTest::newRow("halves go to the even tenth") << QList<double>{0.9055, 0.9065} << "906 906"
                                                     << "906 906";
        QTest::newRow("zero is a rate") << QList<double>{0, 0} << "0 0"
                                        << "0 0";
    }
    void ratesOfTheMonthAndTheYearBefore()
    {
        QFETCH(QList<double>, trend);
        QFETCH(QString, month);
        QFETCH(QString, year);
        const MonthMeasures measures = measured({trend.begin(), trend.end()});
        QCOMPARE(inWords(monthlyRate(measures, metrics::Nrr)), month);
        QCOMPARE(inWords(yearlyRate(measures, metrics::Nrr)), year);
        QCOMPARE(inWords(monthlyRate(measures, metrics::Grr)), QStringLiteral("- -"));
    }

    void aSingleMonthHasNoneBefore()
    {
        QCOMPARE(inWords(monthlyRate(measured({0.9}), metrics::Nrr)), QStringLiteral("900 -"));
        QVERIFY(!shown(std::nullopt));
    }

    void largestMovers_data()
    {
        QTest::addColumn<QStringList>("movements");
        QTest::addColumn<int>("gains");
        QTest::addColumn<int>("losses");
        QTest::addColumn<QList<int>>("customers");
        const QStringList many{"+1 10", "-2 40", "+3 30", "-4 20", "+5 20", "~6 900", "-7 30"};
        QTest::newRow("largest first, losses last") << many << 2 << 2 << QList<int>{3, 5, 2, 7};
        QTest::newRow("all") << many << 3 << 3 << QList<int>{3, 5, 1, 2, 7, 4};
        QTest::newRow("none") << many << 0 << 0 << QList<int>{};
        QTest::newRow("of equals the first customer")
            << QStringList{"+8 10", "+2 10", "+5 10"} << 2 << 0 << QList<int>{2, 5};
        QTest::newRow("few losses leave room for gains")
            << QStringList{"+1 1", "+2 2", "+3 3", "-4 1"} << 1 << 2 << QList<int>{3, 2, 4};
        QTest::newRow("few gains leave room for losses")
            << QStringList{"+1 1", "-2 2", "-3 3", "-4 1"} << 2 << 1 << QList<int>{1, 3, 2};
        QTest::newRow("rates alone move nobody") << QStringList{"~1 5", "~2 -5"} << 2 << 2 << QList<int>{};
    }
    void largestMovers()
    {
        QFETCH(QStringList, movements);
        QFETCH(int, gains);
        QFETCH(int, losses);
        QFETCH(QList<int>, customers);
        QList<int> found;
        for (const auto &mover : pack::largestMovers(moved(movements), std::size_t(gains), std::size_t(losses)))
            found << mover.account;
        QCOMPARE(found, customers);
    }

    /// Sources of one kind go by their names, others by what their kind is called.
    void agesOfSources()
    {
        MonthMeasures measures;
        measures.freshness = {{"hubspot", "crm", Date::of(2026, 10, 31), 7, {7, 30}, 1},
            {"stripe", "billing", Date::of(2026, 10, 31), 8, {7, 30}, 1},
            {"zuora", "billing", std::nullopt, std::nullopt, {7, 30}, 0}};
        const std::vector<SourceAge> ages = sourceAges(measures);
        QCOMPARE(ages.size(), std::size_t(3));
        QCOMPARE(Message::of(ages[0].label.atStart).english(), std::string("CRM"));
        QCOMPARE(Message::of(ages[1].label.atStart).english(), std::string("stripe"));
        QCOMPARE(Message::of(ages[2].label.atStart).english(), std::string("zuora"));
        QCOMPARE(ages[0].days, std::optional(7));
        QCOMPARE(ages[1].days, std::optional(8));
        QVERIFY(!ages[2].days);
        QVERIFY(!ages[0].late); // on the limit
        QVERIFY(ages[1].late);
        QVERIFY(ages[2].late); // no data at all
        QVERIFY(sourceAges(MonthMeasures()).empty());
    }

    void sidesGoByKindUnlessTheyShareOne()
    {
        reconcile::Reconciliation found;
        found.left.name = "hubspot";
        found.left.kind = "crm";
        found.right.name = "zuora";
        found.right.kind = "billing";
        const auto names = [&] {
            const PairLabels labels = pairLabels(found);
            return QString::fromStdString(Message::of(labels.left.atStart).english() + " "
                + Message::of(labels.left.within).english() + " " + Message::of(labels.right.atStart).english() + " "
                + Message::of(labels.right.within).english());
        };
        QCOMPARE(names(), QStringLiteral("CRM CRM Billing billing"));
        found.left.kind = "billing";
        QCOMPARE(names(), QStringLiteral("hubspot hubspot zuora zuora"));
    }

    /// In major units: 1,234.56 dollars, 123,456 yen.
    void arrAtMonthEnds()
    {
        std::vector<revenue::RetentionPoint> points(2);
        points[0].month = Month(2025, 12);
        points[0].arr = 123456;
        points[1].month = Month(2026, 1);
        const chart::Chart dollars = arrTrend(points, *Currency::fromCode("USD"));
        QCOMPARE(dollars.series.size(), std::size_t(1));
        QCOMPARE(dollars.series[0].values.size(), std::size_t(2));
        QCOMPARE(*dollars.series[0].values[0], 1234.56);
        QCOMPARE(*dollars.series[0].values[1], 0.0);
        QCOMPARE(dollars.categories, (std::vector<Message>{Message(Month(2025, 12)), Message(Month(2026, 1))}));
        QCOMPARE(dollars.subtitle.english(), std::string("USD, all customers"));
        QCOMPARE(*arrTrend(points, *Currency::fromCode("JPY")).series[0].values[0], 123456.0);
        QCOMPARE(
            arrTrend(points, *Currency::fromCode("USD"), {{"segment", "SMB"}}).subtitle.english(), std::string("USD"));
        QVERIFY(arrTrend({}, Currency()).series[0].values.empty());
    }

    void definitionsAreNamedWithTheirVersions()
    {
        QCOMPARE(nameAndVersion(*metrics::find(metrics::Nrr)).english(), std::string("NRR v1"));
        const std::string line = definitionsLine().english();
        QVERIFY(line.starts_with("Definitions: ARR v1, NRR v1, GRR v1, "));
        for (const metrics::Metric &metric : metrics::all())
            QCOMPARE(line.find(nameAndVersion(metric).english()) != std::string::npos, metric.inScorecard);
        QCOMPARE(sentenceOf(Message(QD_WORDS("Packs", "none"))).english(), std::string("none."));
    }
};

QTEST_APPLESS_MAIN(TestPageFigures)
#include "tst_page_figures.moc"
