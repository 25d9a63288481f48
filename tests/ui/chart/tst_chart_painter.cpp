#include "chart_samples.h"

#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/chart/waterfall_layout.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QImage>
#include <QPainter>
#include <QtTest>

#include <thread>

using namespace qd;
using namespace qd::ui;

namespace {

const QRectF Area(10, 10, 580, 280);

QImage painted(const ChartSpec &spec, const Theme &theme, ChartPlace hovered = {}, ChartPlace selected = {})
{
    QImage image(600, 300, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.surface);
    QPainter painter(&image);
    paintChart(painter, Area, spec, theme, 1.0, hovered, selected);
    return image;
}

QImage blank(const Theme &theme)
{
    QImage image(600, 300, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.surface);
    return image;
}

ChartSpec edge(chart::Kind kind, const QVector<std::optional<double>> &values)
{
    ChartSpec spec;
    spec.kind = kind;
    spec.emptyText = QStringLiteral("Import subscriptions to see movements");
    for (qsizetype i = 0; i < values.size(); ++i)
        spec.categories << QStringLiteral("C%1").arg(i);
    if (!values.isEmpty())
        spec.series = {{QStringLiteral("s"), QStringLiteral("Series"), chart::Meaning::Primary, values}};
    return spec;
}

} // namespace

class TestChartPainter : public QObject {
    Q_OBJECT
private slots:
    /// Beside the last column its parts are named; where it lacks one that another has, a key names all, with colours.
    void everyPartIsNamed()
    {
        ChartSpec spec = samples::movements();
        const auto names = [&spec] {
            QStringList texts;
            for (const EndLabel &label : layoutChart(Area, spec).endLabels)
                texts << label.name + (label.isKey ? QStringLiteral(" key") : QString());
            texts.sort();
            return texts;
        };
        QCOMPARE(names(), (QStringList{"Churn", "Expansion", "Net", "New"}));
        spec.series.removeLast(); // the net line
        spec.series[1].values.last() = 0.0;
        QCOMPARE(names(), (QStringList{"Churn key", "Expansion key", "New key"}));
        const ChartLayout layout = layoutChart(Area, spec);
        const QImage image = painted(spec, Theme::light());
        for (const EndLabel &label : layout.endLabels) {
            QVERIFY(Area.contains(label.box));
            const QColor swatch = image.pixelColor(int(label.box.left()) + 4, int(label.box.center().y()));
            QCOMPARE(swatch.name(), seriesColour(spec, label.series, Theme::light()).name());
        }
        spec.series[1].values = {0.0, 0.0, 0.0}; // nobody has it, so nobody misses it
        QCOMPARE(names(), (QStringList{"Churn", "New"}));
        spec.series[1].values = {50.0, 0.0, 0.0};
        spec.isNamedBeside = true;
        QCOMPARE(names(), QStringList());
    }

    /// Steps that are printed to the cent, as the list beside them, stand so where there is room, else shortened.
    void stepsInFullWhereThereIsRoom()
    {
        ChartSpec spec = samples::bridge();
        spec.series.first().printed = spec.series.first().values;
        const auto wide = waterfallBars(layoutChart({0, 0, 1600, 300}, spec), spec);
        QCOMPARE(wide.at(1).label, formatDelta(*spec.series.first().values[1], 2));
        QCOMPARE(wide.last().label, QStringLiteral("$50.97M"));
        const auto narrow = waterfallBars(layoutChart({0, 0, 420, 240}, spec), spec);
        QCOMPARE(narrow.at(1).label, QStringLiteral("+406k"));
    }

    /// A level is drawn up to the next category, not towards its value; where few stand behind it the line is dashed.
    void levelsHoldUntilTheNext()
    {
        const Theme &theme = Theme::light();
        ChartSpec spec = edge(chart::Kind::Lines, {1.0, 0.5, 0.5, 0.5});
        spec.holdsLevels = true;
        const auto inked = [&](const QVector<int> &counts, int from, double value) {
            spec.series.front().counts = counts;
            const ChartLayout layout = layoutChart(Area, spec);
            const QImage image = painted(spec, theme);
            const int begins = int(layout.x(from)) + 4;
            const int ends = int(layout.x(from + 1)) - 4; // a dagger at the line's end takes room from it
            int most = 0;
            for (int dy = -1; dy <= 1; ++dy) {
                int row = 0;
                for (int x = begins; x < ends; ++x)
                    row += image.pixelColor(x, int(layout.y(value)) + dy) == theme.series[1] ? 1 : 0;
                most = std::max(most, row);
            }
            return double(most) / (ends - begins);
        };
        constexpr double Whole = 0.97; // of the pixels between two categories
        QVERIFY(inked({20, 20, 20, 20}, 0, 1.0) >= Whole);
        QVERIFY(inked({20, 20, 20, 20}, 0, 0.75) < 0.25);
        QVERIFY(inked({20, 20, 20, 20}, 2, 0.5) >= Whole);
        const double dashed = inked({20, 10, 9, 9}, 2, 0.5);
        QVERIFY2(dashed > 0.25 && dashed < 0.75, qPrintable(QString::number(dashed)));
        QVERIFY(inked({20, 10, 9, 9}, 1, 0.5) >= Whole); // ten are enough
    }

    void edgesPaintSomething_data()
    {
        using Values = QVector<std::optional<double>>;
        QTest::addColumn<int>("kind");
        QTest::addColumn<Values>("values");
        const QList<std::pair<const char *, Values>> cases{{"empty", {}}, {"one point", {3.0}},
            {"negative", {-5.0, -2.0, -9.0}}, {"all equal", {7.0, 7.0, 7.0}}, {"all zero", {0.0, 0.0, 0.0}},
            {"gaps only", {std::nullopt, std::nullopt}}, {"gap inside", {1.0, std::nullopt, 2.0}},
            {"huge and tiny", {1e15, 1e-9}}};
        for (const auto kind : {chart::Kind::Lines, chart::Kind::Columns, chart::Kind::Waterfall, chart::Kind::Heatmap,
                 chart::Kind::Steps, chart::Kind::Tornado})
            for (const auto &[name, values] : cases)
                QTest::addRow("kind %d, %s", int(kind), name) << int(kind) << values;
    }
    void edgesPaintSomething()
    {
        QFETCH(int, kind);
        QFETCH(QVector<std::optional<double>>, values);
        const ChartSpec spec = edge(static_cast<chart::Kind>(kind), values);
        for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()})
            QVERIFY(painted(spec, *theme) != blank(*theme));
    }

    void tooSmallToPaintIsHarmless()
    {
        QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        for (const auto &spec : {samples::rates(3), samples::movements(), samples::bridge(), samples::cohorts(),
                 samples::drivers(), samples::fan(), samples::frontier(), samples::segmentsAndRegions()})
            paintChart(painter, {2, 2, 9, 9}, spec, Theme::light());
        painter.end();
        QVERIFY(!image.isNull());
    }

    void behindTheLinesStandBandGapAndDivider()
    {
        const Theme &theme = Theme::light();
        ChartSpec bare = samples::fan();
        bare.bands.clear();
        const auto same = [&](const ChartSpec &spec) { return painted(spec, theme) == painted(samples::fan(), theme); };
        QVERIFY(!same(bare));
        bare = samples::fan();
        bare.gap.reset();
        QVERIFY(!same(bare));
        bare = samples::fan();
        bare.divider.reset();
        QVERIFY(!same(bare));
        // Short of people in October (7 against 6): orange between the level and the line, where nothing else is.
        bare = samples::fan();
        bare.bands.clear();
        const ChartLayout layout = layoutChart(Area, bare);
        const QColor found =
            painted(bare, theme).pixelColor(int(layout.slot(3).right()) - 4, int((layout.y(6) + layout.y(7)) / 2));
        QVERIFY2(found.red() > found.blue() + 60, qPrintable(found.name()));
    }

    /// The chosen point is filled, the others are rings, and a dotted line leads down to the axis.
    void aFrontierShowsWhatIsChosen()
    {
        const Theme &theme = Theme::light();
        const ChartSpec spec = samples::frontier();
        const ChartLayout layout = layoutChart(Area, spec);
        const QImage image = painted(spec, theme);
        const auto at = [&](int category) {
            return QPoint(int(layout.x(category)), int(layout.y(*spec.series[0].values[category])));
        };
        QCOMPARE(image.pixelColor(at(2)), theme.series[1]);
        QCOMPARE(image.pixelColor(at(1)), theme.surface);
        ChartSpec other = spec;
        other.chosen = 1;
        QVERIFY(painted(other, theme) != image);
        QVERIFY(spec.accessibleDescription().contains(QStringLiteral("Chosen: 3 moves, 40 points.")));
        for (int category = 0; category < 4; ++category) {
            const auto place = chartPlaceAt(Area, spec, theme, at(category));
            QCOMPARE(place.value_or(ChartPlace{}).category, category);
        }
    }

    /// Points stand one by one: half way between two of them is nothing, where a line would be; rings are open.
    void pointsAreNotJoined()
    {
        const Theme &theme = Theme::light();
        ChartSpec spec;
        spec.categories = {QStringLiteral("1.5"), QStringLiteral("3.0"), QStringLiteral("9.0")};
        spec.positionTitle = QStringLiteral("months");
        spec.startAtZero = false;
        spec.series = {{QStringLiteral("p"), QStringLiteral("Events"), chart::Meaning::Primary, {-1.0, 5.6, -1.0}}};
        const auto middle = [&](LineForm form) {
            spec.series[0].form = form;
            const ChartLayout layout = layoutChart(Area, spec);
            const QPointF first(layout.x(0), layout.y(-1));
            const QPointF second(layout.x(1), layout.y(5.6));
            return painted(spec, theme).pixelColor(((first + second) / 2).toPoint());
        };
        const QColor joined = middle(LineForm::Solid);
        const QColor apart = middle(LineForm::Points);
        QVERIFY(joined != apart);
        const ChartLayout layout = layoutChart(Area, spec);
        const QImage image = painted(spec, theme);
        QVERIFY(layout.endLabels.isEmpty()); // the last of many points says nothing of them
        bool ring = false;
        for (int dx = -4; dx <= 4; ++dx)
            ring = ring || image.pixelColor(int(layout.x(1)) + dx, int(layout.y(5.6))) != apart;
        QVERIFY(ring);
    }

    void aJobPaintsTheSamePicture()
    {
        for (const auto &spec : {samples::rates(2), samples::movements(), samples::bridge(), samples::cohorts()}) {
            QImage there;
            std::thread job([&] { there = painted(spec, Theme::light()); });
            job.join();
            QCOMPARE(there, painted(spec, Theme::light()));
        }
    }

    void heatCellsFindThemselves()
    {
        const ChartSpec spec = samples::cohorts();
        for (const auto &cell : layoutHeatmap(Area, spec).cells) {
            const auto place = chartPlaceAt(Area, spec, Theme::light(), cell.box.center());
            QVERIFY(place.has_value());
            QCOMPARE(*place, cell.place);
        }
        const auto cells = layoutHeatmap(Area, spec).cells;
        const QPointF absent(cells.at(2).box.center().x(), cells.at(3).box.center().y());
        QVERIFY(!chartPlaceAt(Area, spec, Theme::light(), absent));
    }

    void columnPartsFindThemselves()
    {
        const ChartSpec spec = samples::movements();
        for (const auto &part : columnParts(layoutChart(Area, spec), spec))
            QCOMPARE(chartPlaceAt(Area, spec, Theme::light(), part.box.center()), std::optional(part.place));
    }

    void linePointsFindThemselves()
    {
        ChartSpec spec = samples::rates(2);
        for (auto &value : spec.series[1].values)
            value = *value + 0.1; // far from the first line
        const ChartLayout layout = layoutChart(Area, spec);
        for (int series = 0; series < 2; ++series)
            for (int category = 0; category < 24; ++category) {
                const QPointF point(layout.x(category), layout.y(*spec.series.at(series).values.at(category)));
                QCOMPARE(chartPlaceAt(Area, spec, Theme::light(), point), std::optional(ChartPlace{series, category}));
            }
    }

    void waterfallSlotsFindThemselves()
    {
        const ChartSpec spec = samples::bridge();
        const ChartLayout layout = layoutChart(Area, spec);
        for (int category = 0; category < 11; ++category)
            QCOMPARE(chartPlaceAt(Area, spec, Theme::light(), layout.slot(category).center()),
                std::optional(ChartPlace{0, category}));
        QVERIFY(!chartPlaceAt(Area, spec, Theme::light(), Area.topLeft()));
        QVERIFY(!chartPlaceAt(Area, spec, Theme::light(), QPointF(-50, 100)));
    }

    void roleDecidesTheColour()
    {
        const ChartSpec spec = samples::movements();
        const QImage image = painted(spec, Theme::light());
        for (const auto &part : columnParts(layoutChart(Area, spec), spec)) {
            const QPoint corner = part.box.topLeft().toPoint() + QPoint(2, 2); // clear of the net line
            const QColor expected = part.place.series == 0 ? Theme::light().series[1]
                : part.place.series == 1                   ? Theme::light().series[3]
                                                           : Theme::light().series[5];
            QCOMPARE(image.pixelColor(corner).name(), expected.name());
        }
    }

    void hoverAndSelectionShow()
    {
        for (const auto &spec : {samples::rates(2), samples::movements(), samples::bridge(), samples::cohorts()}) {
            const QImage plain = painted(spec, Theme::light());
            QVERIFY(painted(spec, Theme::light(), {0, 1}) != plain);
            QVERIFY(painted(spec, Theme::light(), {}, {0, 1}) != plain);
        }
    }

    /// Amounts that count up along columns are left out where they lack room, never cut; names are all there.
    void amountsAlongColumnsAreThinned()
    {
        ChartSpec spec = samples::rates(1);
        spec.kind = chart::Kind::Columns;
        spec.categories.clear();
        for (int i = 0; i < 20; ++i)
            spec.categories << QStringLiteral("$%1.%2M").arg(4 + i / 10).arg(i % 10);
        spec.series.first().values = QVector<std::optional<double>>(20, 0.05);
        const auto labels = [&] { return layoutChart({0, 0, 420, 200}, spec).categoryLabels; };
        QCOMPARE(labels().size(), 20);
        spec.positionTitle = QStringLiteral("from");
        const auto thinned = labels();
        QVERIFY(thinned.size() > 2 && thinned.size() < 20);
        for (qsizetype i = 0; i < thinned.size(); ++i) {
            QCOMPARE(thinned.at(i).lines, QStringList{spec.categories.at(thinned.at(i).category)});
            QVERIFY(i == 0 || thinned.at(i).box.left() > thinned.at(i - 1).box.right());
        }
    }

    void sparklineFillsItsSmallBox()
    {
        ChartSpec spec = samples::rates(1);
        spec.kind = chart::Kind::Sparkline;
        QImage image(54, 28, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintChart(painter, image.rect(), spec, Theme::light());
        painter.end();
        int inked = 0;
        for (int x = 6; x < 48; ++x)
            for (int y = 0; y < 28; ++y)
                if (image.pixelColor(x, y) != QColor(Qt::white)) {
                    ++inked;
                    break;
                }
        QCOMPARE(inked, 42); // one line from end to end
    }
};

QTEST_MAIN(TestChartPainter)
#include "tst_chart_painter.moc"
