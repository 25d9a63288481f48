#include "core/pack/named_charts.h"
#include "core/reconcile/words.h"
#include "core/store/workspace.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/cell_delegate.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/row_filter.h"
#include "ui/coverage/coverage_view.h"
#include "ui/home/home_page.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/reconcile/reconcile_view.h"
#include "ui/revenue/revenue_page.h"

using namespace qd;
using namespace qd::ui;

/// What a page draws is what `qdeck chart` draws of the same workspace: values, printed parts, bars, colours.
class TestOneChart : public QObject {
    Q_OBJECT

    test::SamplePages m_sample;

    [[nodiscard]] ChartSpec named(const char *name) const
    {
        const auto workspace =
            store::Workspace::open(m_sample.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        Progress progress;
        const auto chart = pack::buildChart(**workspace, name, progress);
        return chart ? chartSpecFrom(*chart) : ChartSpec();
    }

    static ChartSpec drawn(const QWidget &page, chart::Kind kind)
    {
        for (const ChartView *view : page.findChildren<ChartView *>()) {
            if (view->spec().kind == kind && !view->spec().series.isEmpty())
                return view->spec();
        }
        return {};
    }

    static void compare(const ChartSpec &page, const ChartSpec &file)
    {
        QVERIFY(!file.series.isEmpty());
        QCOMPARE(page.categories, file.categories);
        QCOMPARE(page.categoryMeanings, file.categoryMeanings);
        QCOMPARE(page.series.size(), file.series.size());
        for (qsizetype i = 0; i < page.series.size(); ++i) {
            QCOMPARE(page.series[i].name, file.series[i].name);
            QCOMPARE(page.series[i].meaning, file.series[i].meaning);
            QCOMPARE(page.series[i].note, file.series[i].note);
            QCOMPARE(page.series[i].counts, file.series[i].counts);
            QVERIFY(page.series[i].values == file.series[i].values);
            QVERIFY(page.series[i].printed == file.series[i].printed);
        }
    }

private Q_SLOTS:
    void initTestCase() { m_sample.make(); }

    void bridgeOfTheMonth()
    {
        const auto page = m_sample.shown<HomePage>();
        compare(drawn(*page, chart::Kind::Waterfall), named("arr-bridge"));
    }

    void bridgeOfTwoSystems()
    {
        const auto page = m_sample.shown<ReconcilePage>();
        ChartSpec file = named("reconcile-bridge");
        file.categories.first() = QStringLiteral("salesforce"); // the page calls its systems by their names
        file.categories.last() = QStringLiteral("stripe");
        compare(drawn(*page, chart::Kind::Waterfall), file);
    }

    void trendOfRetention()
    {
        PageContext context = m_sample.sample();
        context.fx = revenue::FxMode::Constant;
        const auto page = m_sample.shown<RevenuePage>(context);
        const ChartSpec chart = drawn(*page, chart::Kind::Lines);
        const ChartSpec file = named("retention-trend");
        QVERIFY(!file.series.isEmpty());
        // The file begins with the first month that has a rate.
        for (qsizetype i = 0; i < file.series.size(); ++i) {
            const auto &values = chart.series[i].values;
            QVERIFY(values.mid(values.size() - file.series[i].values.size()) == file.series[i].values);
            QCOMPARE(chart.series[i].note, file.series[i].note);
        }
    }

    void cohorts()
    {
        PageContext context = m_sample.sample();
        context.fx = revenue::FxMode::AsOf; // as in the file
        const auto page = m_sample.shown<RevenuePage>(context);
        const ChartSpec chart = drawn(*page, chart::Kind::Heatmap);
        const ChartSpec file = named("cohort-heatmap");
        QVERIFY(!chart.series.isEmpty() && file.series.size() >= chart.series.size());
        for (qsizetype i = 1; i <= chart.series.size(); ++i) {
            const ChartSeries &mine = chart.series[chart.series.size() - i];
            const ChartSeries &other = file.series[file.series.size() - i];
            QCOMPARE(mine.name, other.name);
            for (int k = 0; k < std::min(mine.values.size(), other.values.size()); ++k)
                QVERIFY(mine.values[k] == other.values[k]);
        }
    }

    /// The bridge and the list of breaks hold the same causes; what is in the bridge alone is no break.
    void bridgeHoldsTheCausesOfTheBreaks()
    {
        Progress progress;
        const auto view = computeReconcileView(m_sample.sample(), {}, {}, progress);
        QVERIFY(view.ok());
        QStringList listed;
        for (const reconcile::Break &found : (*view)->result.breaks) {
            if (found.isAmount() && !listed.contains(word(nameOf(found.finding.cause))))
                listed << word(nameOf(found.finding.cause));
        }
        QVERIFY(listed.contains(QStringLiteral("Parent and child"))); // the sample has families
        const ChartSpec bridge = bridgeChart(**view);
        QStringList bars = bridge.categories.mid(1, bridge.categories.size() - 2);
        QStringList onlyBars = bars;
        for (const QString &cause : listed) {
            QVERIFY2(bars.contains(cause), qPrintable(cause));
            onlyBars.removeAll(cause);
        }
        for (const QString &cause : onlyBars)
            QVERIFY2(cause == QStringLiteral("Rounding") || cause == QStringLiteral("Missing"), qPrintable(cause));
        const auto &printed = bridge.series.front().printed;
        double sum = 0;
        for (qsizetype i = 0; i + 1 < printed.size(); ++i)
            sum += *printed[i];
        QCOMPARE(sum, *printed.back());
    }

    /// Before and change as they are printed make what is printed after them, and the header says at what rates.
    void movementsAddUpAlongTheLine()
    {
        const auto home = m_sample.shown<HomePage>();
        const TableView *table = m_sample.tableWith(*home, QStringLiteral("largest-changes"));
        TableModel model;
        RowFilter rows(&model);
        model.setSpec(table->spec());
        QVERIFY(rows.rowCount() > 3);
        for (int row = 0; row < rows.rowCount(); ++row) {
            const auto printed = [&](int column) { return qRound64(rows.shownValue(row, column).toDouble()); };
            const auto whole = [&](int column) {
                return rows.index(row, column).data().toString().remove(QLatin1Char(',')).replace(QChar(0x2212), u'-');
            };
            QCOMPARE(whole(3).toLongLong() + whole(2).toLongLong(), printed(4));
            QVERIFY(qAbs(model.value(row, 4).toDouble() - double(printed(4))) < 1.01);
        }
        QVERIFY(table->spec().columns[4].title.contains(QStringLiteral("opening rates")));
    }

    /// A month is rounded once: along its line in the table of months, in the columns' tooltip and in the bridge.
    void aMonthReadsTheSame()
    {
        const auto page = m_sample.shown<RevenuePage>();
        const ChartSpec columns = drawn(*page, chart::Kind::Columns);
        TableModel model;
        RowFilter rows(&model);
        model.setSpec(m_sample.tableWith(*page, QStringLiteral("movements"))->spec());
        QCOMPARE(rows.rowCount(), int(columns.categories.size()));
        QVector<double> totals(8);
        for (int row = 0; row < rows.rowCount(); ++row) {
            double sum = 0;
            for (int column = 1; column <= 8; ++column) {
                const double shown = rows.shownValue(row, column).toDouble();
                QCOMPARE(shown, std::round(shown));
                QVERIFY(std::abs(shown - model.value(row, column).toDouble()) < 1);
                sum += column < 8 ? shown : -shown;
                totals[column - 1] += shown;
                const qsizetype place = columns.categories.size() - 1 - row; // the table has the latest month on top
                if (column >= 2 && column <= 6)
                    QCOMPARE(shown, *columns.series[column - 2].printed[place]);
            }
            QCOMPARE(sum, 0.0);
        }
        for (int column = 2; column <= 7; ++column)
            QCOMPARE(*rows.shownTotal(column), totals[column - 1]);
        const auto bridge = named("arr-bridge").series.front().printed;
        for (int column = 2; column <= 7; ++column)
            QCOMPARE(rows.shownValue(0, column).toDouble(), *bridge[column - 1]);
    }

    /// In the least window, too: what is less asked for goes before a cause is cut.
    void causesAreReadInASmallWindow()
    {
        const auto page = m_sample.shown<ReconcilePage>(QSize(800, 620));
        const TableView *table = m_sample.tableWith(*page, QStringLiteral("breaks"));
        const auto *grid = table->findChild<GridView *>();
        const TableSpec &spec = table->spec();
        const auto at = std::ranges::find(spec.columns, QStringLiteral("cause"), &TableColumn::id);
        const int cause = int(at - spec.columns.begin());
        QTRY_VERIFY(grid->columnWidth(cause) > 0);
        for (const TableRow &row : spec.rows) {
            const int width = grid->fontMetrics().horizontalAdvance(row.values[cause].toString());
            QVERIFY2(grid->columnWidth(cause) >= width + 2 * CellPadding, qPrintable(row.values[cause].toString()));
        }
    }

    /// Home calls a cause what the page and the bars call it.
    void causesHaveOneName()
    {
        const auto home = m_sample.shown<HomePage>();
        Progress progress;
        const auto view = computeReconcileView(m_sample.sample(), {}, {}, progress);
        int found = 0;
        for (const TableRow &row : m_sample.tableWith(*home, QStringLiteral("findings"))->spec().rows) {
            const QString title = row.values[1].toStringList().first();
            for (const reconcile::Break &each : (*view)->result.breaks) {
                const QString name = qt((*view)->result.accounts->at(each.account).name) + QStringLiteral(": ");
                if (!each.isAmount() || !title.startsWith(name))
                    continue;
                QCOMPARE(title.mid(name.size()), word(nameOf(each.finding.cause)));
                ++found;
            }
        }
        QVERIFY(found > 0);
    }

    /// Available FTE 8.64 + 7.04 + 6.02 = 21.70, required 1.06 + 2.06 + 3.06 = 6.18, and two regions in one segment.
    void tenthsOfFteAddUp()
    {
        const Month month(2026, 10);
        CoverageView view;
        view.capacity.months = {month};
        const auto row = [&](const char *name, double available, double required) {
            coverage::CapacityRow made;
            made.month = month;
            made.group = name;
            made.availableFte = available;
            made.requiredFte = required;
            made.requiredHours = 100 * required;
            return made;
        };
        view.capacity.rows = {
            row("total", 21.70, 6.18), row("A", 8.64, 1.06), row("B", 7.04, 2.06), row("C", 6.02, 3.06)};
        view.capacity.cells = {{"A", row("EMEA", 4.32, 0.53)}, {"A", row("AMER", 4.32, 0.53)}};
        const ChartSpec used = heatmapChart(view, HeatMeasure::Utilisation, HeatRows::Both);
        QStringList notes;
        for (const ChartSeries &series : used.series)
            notes << series.note;
        const auto number = [](double value) { return formatNumber(value, 1); };
        QCOMPARE(notes, (QStringList{number(8.7), number(4.4), number(4.3), number(7.0), number(6.0)}));
        QCOMPARE(used.totals->note, number(21.7));
        const ChartSpec gap = heatmapChart(view, HeatMeasure::Gap, HeatRows::Segments); // 7.58 + 4.98 + 2.96 = 15.52
        QStringList labels;
        for (const ChartSeries &series : gap.series)
            labels << series.valueLabels.first();
        const auto change = [](double value) { return formatDelta(value, 1); };
        QCOMPARE(labels, (QStringList{change(7.6), change(5.0), change(2.9)}));
        QCOMPARE(gap.totals->valueLabels.first(), change(15.5));
    }
};

QTEST_MAIN(TestOneChart)
#include "tst_one_chart.moc"
