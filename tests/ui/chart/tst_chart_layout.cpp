#include "chart_samples.h"

#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/chart/tornado_layout.h"
#include "ui/paint/chart/waterfall_layout.h"
#include "ui/paint/theme.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::ui;

class TestChartLayout : public QObject {
    Q_OBJECT
private slots:
    void tornadoBarsAreToScale()
    {
        const QRectF rect(0, 0, 420, 200);
        const TornadoLayout layout = layoutTornado(rect, samples::drivers());
        QCOMPARE(layout.rows.size(), 3);
        QCOMPARE(layout.bars.size(), 6);
        double pixels = 0;
        for (const TornadoBar &bar : layout.bars) {
            const double value = *samples::drivers().series[bar.place.series].values[bar.place.category];
            if (pixels == 0)
                pixels = bar.box.width() / std::abs(value);
            QVERIFY(std::abs(bar.box.width() - std::abs(value) * pixels) < 1.5);
            QCOMPARE(value < 0 ? bar.box.right() : bar.box.left(), layout.zero);
        }
        for (const TornadoRow &row : layout.rows) { // both values printed, and inside
            QVERIFY(row.left.startsWith(QChar(0x2212)) && row.right.startsWith(u'+'));
            const QFont font = chartFont(Type::Small, 1.0);
            QVERIFY(row.leftEdge - textWidth(font, row.left) > layout.nameRight);
            QVERIFY(row.rightEdge + textWidth(font, row.right) < rect.right());
        }
        QCOMPARE(layout.rows[0].right, QStringLiteral("+1.89"));
        // The axis is to the same scale, above the rows, and says where nothing moves.
        QVERIFY(layout.ticks.size() >= 3);
        bool hasZero = false;
        for (const TornadoTick &tick : layout.ticks) {
            const double value = QString(tick.text).replace(QChar(0x2212), u'-').toDouble() * layout.unit.divisor;
            QVERIFY(std::abs(tick.x - layout.zero - value * pixels) < 1.5 * std::max(1.0, std::abs(value)));
            hasZero = hasZero || tick.text == QStringLiteral("0");
        }
        QVERIFY(hasZero);
        QVERIFY(layout.rows[0].box.top() >= layout.legendHeight + 14);
    }

    void aLowTornadoLeavesOutTheLeast()
    {
        const TornadoLayout layout = layoutTornado({0, 0, 420, 52}, samples::drivers());
        QCOMPARE(layout.rows.size(), 2);
        QCOMPARE(layout.rows[0].name, QStringLiteral("Enterprise expansion"));
        QVERIFY(layout.ticks.isEmpty());
        const auto place = chartPlaceAt({0, 0, 420, 52}, samples::drivers(), Theme::light(), {layout.zero + 2, 28});
        QCOMPARE(place, (std::optional<ChartPlace>(ChartPlace{1, 0})));
    }

    /// Points stand along a number axis, not in equal slots; a low chart keeps its ticks apart.
    void aFrontierIsToScale()
    {
        const ChartSpec spec = samples::frontier();
        const ChartLayout layout = layoutChart({0, 0, 400, 200}, spec);
        const double unit = (layout.x(3) - layout.x(0)) / 10;
        QVERIFY(std::abs(layout.x(1) - layout.x(0) - 2 * unit) < 1e-9);
        QVERIFY(std::abs(layout.x(2) - layout.x(0) - 3 * unit) < 1e-9);
        QCOMPARE(layout.categoryAt(layout.x(1) + 0.4 * unit), 1);
        QCOMPARE(layout.categoryAt(layout.x(1) + 0.6 * unit), 2);
        QCOMPARE(layout.categoryLabels.last().lines.first(), QStringLiteral("customers moved"));
        const ChartLayout low = layoutChart({0, 0, 260, 90}, spec);
        for (qsizetype i = 1; i < low.ticks.size(); ++i)
            QVERIFY(std::abs(low.ticks[i].y - low.ticks[i - 1].y) >= 11);
        for (const CategoryLabel &label : low.categoryLabels)
            QVERIFY(label.box.bottom() <= 90);
    }

    void partsStandIndentedUnderTheirRow()
    {
        const ChartSpec spec = samples::segmentsAndRegions();
        const HeatmapLayout heat = layoutHeatmap({0, 0, 400, 200}, spec);
        QVERIFY(heat.rows[0].isStrong && heat.rows[0].indent == 0);
        QVERIFY(!heat.rows[1].isStrong && heat.rows[1].indent > 0);
        QVERIFY(heat.rows[3].isStrong);
        QVERIFY(heat.cells[0].isStrong && !heat.cells[2].isStrong);
        QCOMPARE(rowName(spec, 2), QStringLiteral("Enterprise, EMEA"));
        QCOMPARE(rowName(spec, 3), QStringLiteral("SMB"));
        QVERIFY(chartAsCsv(spec).contains(QStringLiteral("\n\"Enterprise, EMEA\",0.9")));
    }

    void aMeasuredLineHasNoLabelWhereTheProjectionBegins()
    {
        const ChartLayout layout = layoutChart({0, 0, 600, 300}, samples::fan());
        for (const EndLabel &label : layout.endLabels)
            QVERIFY(!label.name.startsWith(QStringLiteral("Measured")));
        QCOMPARE(layout.endLabels.size(), 2);
        QVERIFY(layout.values.high >= 13); // the band counts
    }

    void ticksAreNice_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("unit") << 0.0 << 1.0;
        QTest::newRow("around zero") << -0.93 << 1.21;
        QTest::newRow("rates") << 0.906 << 1.089;
        QTest::newRow("millions") << 50.83e6 << 51.63e6;
        QTest::newRow("tiny") << 1e-7 << 3e-7;
        QTest::newRow("billions") << -4.2e9 << -1.1e9;
        QTest::newRow("equal") << 42.0 << 42.0;
        QTest::newRow("equal and negative") << -3.0 << -3.0;
        QTest::newRow("zero") << 0.0 << 0.0;
        for (int i = 1; i < 40; ++i)
            QTest::addRow("to %d", i * 37) << 0.0 << i * 37.0;
    }
    void ticksAreNice()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const ValueScale scale = niceScale(low, high);
        const auto ticks = scale.ticks();
        QVERIFY2(ticks.size() >= 4 && ticks.size() <= 6, qPrintable(QString::number(ticks.size())));
        const double dust = scale.step * 1e-6;
        QVERIFY(ticks.first() <= low + dust);
        QVERIFY(ticks.last() >= high - dust);
        QCOMPARE(ticks.first() + 1.0, scale.low + 1.0);
        const double mantissa = scale.step / std::pow(10.0, std::floor(std::log10(scale.step) + 1e-9));
        const bool isNice = std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6
            || std::abs(mantissa - 2.5) < 1e-6 || std::abs(mantissa - 5) < 1e-6;
        QVERIFY2(isNice, qPrintable(QString::number(mantissa)));
    }

    void countsHaveWholeTicks()
    {
        for (const double tick : niceScale(0, 2, true).ticks())
            QCOMPARE(tick, std::round(tick));
        QCOMPARE(niceScale(0, 2, true).high, 2.0);
    }

    void placeIsLinear()
    {
        const ValueScale scale{50, 150, 25};
        QCOMPARE(scale.place(50, 10, 210), 210.0);
        QCOMPARE(scale.place(150, 10, 210), 10.0);
        QCOMPARE(scale.place(100, 10, 210), 110.0);
    }

    void endLabelsKeepApart_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("height");
        for (int count = 2; count <= 8; ++count) {
            QTest::addRow("%d lines", count) << count << 260.0;
            QTest::addRow("%d lines in a low chart", count) << count << 130.0;
        }
    }
    void endLabelsKeepApart()
    {
        QFETCH(int, count);
        QFETCH(double, height);
        const QRectF rect(0, 0, 600, height);
        const ChartLayout layout = layoutChart(rect, samples::rates(count), 1.0);
        QVERIFY(layout.endLabels.size() >= std::min(count, 4));
        if (height > 200)
            QCOMPARE(layout.endLabels.size(), count);
        for (qsizetype i = 0; i < layout.endLabels.size(); ++i) {
            const QRectF &box = layout.endLabels.at(i).box;
            QVERIFY2(rect.contains(box), qPrintable(QString::number(i)));
            QVERIFY(box.left() >= layout.plot.right());
            if (i > 0) {
                QVERIFY(box.top() >= layout.endLabels.at(i - 1).box.bottom() - 1e-6);
                QVERIFY(box.top() - layout.endLabels.at(i - 1).box.top() >= 14 - 1e-6);
            }
        }
    }

    void pushingApart_data()
    {
        QTest::addColumn<QVector<double>>("wished");
        QTest::addColumn<QVector<double>>("placed"); // by hand, 14 px each between 0 and 100
        QTest::newRow("free") << QVector<double>{10, 40, 80} << QVector<double>{10, 40, 80};
        QTest::newRow("downwards") << QVector<double>{10, 12, 13} << QVector<double>{10, 24, 38};
        QTest::newRow("back from the bottom") << QVector<double>{90, 91} << QVector<double>{72, 86};
        QTest::newRow("from above the top") << QVector<double>{-20, 3} << QVector<double>{0, 14};
    }
    void pushingApart()
    {
        QFETCH(QVector<double>, wished);
        QFETCH(QVector<double>, placed);
        pushApart(wished, QVector<double>(wished.size(), 14.0), 0, 100);
        QCOMPARE(wished, placed);
    }

    void monthsAreThinned_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("width");
        QTest::newRow("six, wide") << 6 << 600.0;
        QTest::newRow("two years") << 24 << 600.0;
        QTest::newRow("two years, narrow") << 24 << 240.0;
        QTest::newRow("ten years") << 120 << 500.0;
    }
    void monthsAreThinned()
    {
        QFETCH(int, count);
        QFETCH(double, width);
        ChartSpec spec = samples::rates(1);
        spec.categories = samples::months(2024, 10, count);
        spec.series.first().values = QVector<std::optional<double>>(count, 0.5);
        const ChartLayout layout = layoutChart({0, 0, width, 200}, spec);
        QVERIFY(layout.categoryLabels.size() >= 2);
        QCOMPARE(layout.categoryLabels.last().category, count - 1);
        QStringList years;
        for (qsizetype i = 0; i < layout.categoryLabels.size(); ++i) {
            const auto &label = layout.categoryLabels.at(i);
            if (label.lines.size() > 1)
                years << label.lines.last();
            if (i > 0)
                QVERIFY(label.box.left() > layout.categoryLabels.at(i - 1).box.right());
        }
        QCOMPARE(years.removeDuplicates(), 0); // each year once
        QVERIFY(!years.isEmpty());
    }

    /// Weeks of two years: each label stands at the first week of its month and none touches the next.
    void daysAreNamedByTheirMonths_data() { monthsAreThinned_data(); }
    void daysAreNamedByTheirMonths()
    {
        QFETCH(double, width);
        ChartSpec spec = samples::rates(1);
        spec.categories.clear();
        for (QDate day(2025, 2, 3); day < QDate(2026, 11, 1); day = day.addDays(7))
            spec.categories << day.toString(Qt::ISODate);
        spec.series.first().values = QVector<std::optional<double>>(spec.categories.size(), 0.5);
        const ChartLayout layout = layoutChart({0, 0, width, 200}, spec);
        QVERIFY(layout.categoryLabels.size() >= 2);
        for (qsizetype i = 0; i < layout.categoryLabels.size(); ++i) {
            const CategoryLabel &label = layout.categoryLabels.at(i);
            const QDate day = QDate::fromString(spec.categories.at(label.category), Qt::ISODate);
            QVERIFY(day.day() <= 7);
            QCOMPARE(label.lines.first(), QLocale().standaloneMonthName(day.month(), QLocale::ShortFormat));
            if (i > 0)
                QVERIFY(label.box.left() > layout.categoryLabels.at(i - 1).box.right());
        }
    }

    void namesNeverCollide_data()
    {
        QTest::addColumn<double>("width");
        for (const int width : {1000, 880, 620, 420, 200})
            QTest::addRow("%d px", width) << double(width);
    }
    void namesNeverCollide()
    {
        QFETCH(double, width);
        const ChartLayout layout = layoutChart({0, 0, width, 300}, samples::bridge());
        for (qsizetype i = 0; i < layout.categoryLabels.size(); ++i)
            for (qsizetype j = i + 1; j < layout.categoryLabels.size(); ++j)
                QVERIFY2(!layout.categoryLabels.at(i).box.intersects(layout.categoryLabels.at(j).box),
                    qPrintable(layout.categoryLabels.at(j).lines.join(QLatin1Char('/'))));
    }

    void bridgeEndsAtItsTotal()
    {
        const ChartSpec spec = samples::bridge();
        const ChartLayout layout = layoutChart({0, 0, 900, 300}, spec);
        const auto bars = waterfallBars(layout, spec);
        QCOMPARE(bars.size(), spec.categories.size());
        for (qsizetype i = 1; i + 1 < bars.size(); ++i)
            QCOMPARE(bars.at(i).from, bars.at(i - 1).to);
        QVERIFY(std::abs(bars.at(bars.size() - 2).to - bars.last().to) < 0.005); // to the cent
        QCOMPARE(bars.last().to, 50974909.25);
        QVERIFY(bars.first().isCut && bars.last().isCut && !bars.at(1).isCut);
        QVERIFY(bars.at(1).labelBox.bottom() <= bars.at(1).box.top()); // up: above
        QVERIFY(bars.at(5).labelBox.top() >= bars.at(5).box.bottom()); // down: below
        QVERIFY(bars.first().box.height() > 20); // a stump stays
        QCOMPARE(bars.last().label, QStringLiteral("$50.97M")); // as on a tile
    }

    void narrowBridgeKeepsMagnitudesApart()
    {
        const ChartSpec spec = samples::bridge();
        const auto bars = waterfallBars(layoutChart({0, 0, 420, 240}, spec), spec);
        QCOMPARE(bars.at(1).label, QStringLiteral("+406k"));
        QCOMPARE(bars.at(9).label, QStringLiteral("+0.26")); // dollars, not millions
        QCOMPARE(bars.last().label, QStringLiteral("50.97"));
    }

    /// What is printed is not what the bars measure: 1 under a step of 0.26, which stays where it is.
    void stepsArePrintedAsParts()
    {
        ChartSpec spec = samples::bridge();
        for (const auto &value : spec.series.first().values)
            spec.series.first().printed << std::round(*value);
        spec.series.first().printed[9] = 1.0;
        const auto bars = waterfallBars(layoutChart({0, 0, 900, 300}, spec), spec);
        QCOMPARE(bars.at(9).label, QStringLiteral("+1"));
        QVERIFY(std::abs(bars.at(9).to - bars.at(9).from - 0.26) < 0.005);
    }

    void cutAxisSaysWhereItStarts()
    {
        ChartSpec spec = samples::bridge();
        QCOMPARE(axisStartSentence(spec), QStringLiteral("axis starts at 50.8 M"));
        spec.startAtZero = true;
        QCOMPARE(axisStartSentence(spec), QString());
        QVERIFY(!waterfallBars(layoutChart({0, 0, 900, 300}, spec), spec).first().isCut);
    }

    void ticksCanBeToldApart_data()
    {
        QTest::addColumn<double>("level");
        QTest::addColumn<double>("change");
        QTest::addColumn<bool>("fromZero");
        QTest::newRow("cents of millions") << 13'400'000.0 << 0.82 << true;
        QTest::newRow("cents of thousands") << 13'400.0 << 0.82 << true;
        QTest::newRow("nothing of millions") << 13'400'000.0 << 0.0 << true;
        QTest::newRow("one percent of millions") << 13'400'000.0 << 134'000.0 << false;
        QTest::newRow("a third") << 900.0 << 300.0 << false;
        QTest::newRow("cents of units") << 0.5 << 0.0005 << true;
        QTest::newRow("billions") << 7.1e9 << 1.2e7 << false;
    }
    void ticksCanBeToldApart()
    {
        QFETCH(double, level);
        QFETCH(double, change);
        QFETCH(bool, fromZero);
        for (const chart::Kind kind : {chart::Kind::Waterfall, chart::Kind::Lines}) {
            ChartSpec spec;
            spec.kind = kind;
            spec.format = chart::Unit::Money;
            spec.unit = QStringLiteral("EUR");
            spec.startAtZero = false;
            spec.categories = {QStringLiteral("CRM"), QStringLiteral("Rounding"), QStringLiteral("billing")};
            ChartSeries series;
            series.values = {level, kind == chart::Kind::Lines ? level : change, level + change};
            spec.series = {series};
            const ChartLayout layout = layoutChart({0, 0, 900, 300}, spec);
            QStringList texts;
            for (const auto &tick : layout.ticks)
                texts << tick.text;
            QVERIFY(texts.size() > 2);
            QVERIFY2(QSet<QString>(texts.begin(), texts.end()).size() == texts.size(),
                qPrintable(texts.join(QStringLiteral(", "))));
            QCOMPARE(layout.values.low <= 0, fromZero);
        }
    }

    void stacksGrowFromTheBaseLine()
    {
        const ChartSpec spec = samples::movements();
        const ChartLayout layout = layoutChart({0, 0, 500, 300}, spec);
        const auto parts = columnParts(layout, spec);
        QCOMPARE(parts.size(), 8); // three series by three months without the zero; the net is a line
        const double zero = std::round(layout.y(0));
        QCOMPARE(parts.at(0).box.bottom(), zero); // New
        QCOMPARE(parts.at(1).box.bottom(), parts.at(0).box.top() - 1); // Expansion on it, 1 px gap
        QCOMPARE(parts.at(2).box.top(), zero); // Churn down
    }

    void heatSteps_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("step"); // VISUAL: the middle within 0.5 points, then 7 points a step
        QTest::newRow("middle") << 1.0 << 5;
        QTest::newRow("edge of the middle") << 1.005 << 5;
        QTest::newRow("just above") << 1.006 << 6;
        QTest::newRow("one step") << 1.075 << 6;
        QTest::newRow("two steps") << 1.08 << 7;
        QTest::newRow("below") << 0.95 << 4;
        QTest::newRow("far above") << 3.0 << 10;
        QTest::newRow("nothing left") << 0.0 << 0;
    }
    void heatSteps()
    {
        QFETCH(double, value);
        QFETCH(int, step);
        QCOMPARE(heatStep(samples::cohorts(), value), step);
    }

    void heatmapLeavesOutAbsentCells()
    {
        const HeatmapLayout heat = layoutHeatmap({0, 0, 400, 200}, samples::cohorts());
        QCOMPARE(heat.cells.size(), 3 + 2 + 1 + 3);
        QCOMPARE(heat.columns.size(), 2);
        QCOMPARE(heat.columns.at(1).heading, QStringLiteral("n"));
        QCOMPARE(heat.cells.at(1).text, QStringLiteral("108"));
        QVERIFY(!heat.cells.at(0).isSmall && heat.cells.at(3).isSmall);
        QVERIFY(heat.cells.last().isTotal && heat.cells.last().box.top() > heat.totalsLine);
        QCOMPARE(heat.cells.at(1).box.left() - heat.cells.at(0).box.right(), 1.0);
    }
};

QTEST_MAIN(TestChartLayout)
#include "tst_chart_layout.moc"
