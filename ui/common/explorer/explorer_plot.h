#pragma once
#include "core/chart/plotted.h"
#include "ui/common/explorer/series_chart.h"
#include "ui/paint/chart/chart_scale.h"

#include <QObject>
#include <QSet>
#include <QtCharts/QChart>

#include <array>
#include <vector>

class QAbstractSeries;
class QBarSet;
class QCategoryAxis;
class QXYSeries;

namespace qd::ui {

/// What somebody chose to see of a chart.
struct PlotChoices {
    bool logAxis = false;
    bool stacked = false; ///< not together with logAxis, which wins: logarithms do not add up
    int rightSeries = -1; ///< the series that is measured at the right by an axis of its own; -1 for none
    QSet<int> hidden;

    bool operator==(const PlotChoices &) const = default;
};

/// The one adapter from the description of a chart to Qt Charts. Values stand at the number of their category; on a
/// logarithmic axis by their logarithm. Of long series only what the window and the screen show is handed over.
class ExplorerPlot : public QObject {
    Q_OBJECT
public:
    explicit ExplorerPlot(QChart &chart);

    /// Of more series than MostSeries the first are drawn.
    void setSpec(const ChartSpec &spec);
    void setChoices(const PlotChoices &choices);
    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }
    [[nodiscard]] const PlotChoices &choices() const { return m_choices; }
    static constexpr qsizetype MostSeries = 200;
    /// Beyond so many pieces of lines between gaps, series with more than their share of them are drawn as points.
    static constexpr qsizetype MostRuns = 600;

    /// What is seen: categories, and values of the left axis as it measures them (logarithms where it is one).
    void setWindow(const chart::PlotWindow &window);
    [[nodiscard]] const chart::PlotWindow &window() const { return m_window; }
    void showAll();
    /// How many pixels the plot is wide: what series are thinned to.
    void setColumns(int columns);
    /// The colours of the theme in force.
    void renewLook();

    [[nodiscard]] int categories() const { return int(m_spec.categories.size()); }
    /// Values as drawn, by series; none of those hidden.
    [[nodiscard]] const std::vector<chart::Values> &drawn() const { return m_drawn; }
    /// Where the left or the right axis has a value that is drawn, from 0 (bottom of the window) to 1.
    [[nodiscard]] double heightOf(int series, double value) const;
    /// What is drawn within a part of the window, both axes measured; heights from 0 (bottom) to 1.
    [[nodiscard]] std::vector<chart::PlottedPlace> placesWithin(
        double left, double right, double lowHeight, double highHeight) const;
    /// Values that a logarithmic axis leaves out, of the series that are seen.
    [[nodiscard]] int leftOut() const { return m_leftOut; }
    /// Whether so many points are in sight that thin lines without smooth edges serve better, and are drawn in time.
    [[nodiscard]] bool isDense() const { return m_dense; }
    /// Series drawn as points, because gaps cut them into more pieces than can be drawn in time.
    [[nodiscard]] int asPoints() const { return m_asPoints; }
    /// Whether a value is drawn at all.
    [[nodiscard]] bool isEmpty() const;

private:
    /// A line over one run of a series, with the line below it where an area is stacked; or points over all its runs.
    struct Line {
        int series = 0;
        chart::Run run;
        QXYSeries *upper = nullptr;
        QXYSeries *lower = nullptr;
    };

    void rebuild();
    void computeDrawn();
    void addBars();
    void addLines(int series);
    void addLine(int series, chart::Run run, bool asPoints);
    void addBands();
    void addTargets();
    void attach(QAbstractSeries *series, bool right);
    void fillLines(bool moves);
    void fillAxes();
    void renewLines();
    [[nodiscard]] bool drawsBars() const;
    [[nodiscard]] bool isSteps(int series) const;
    [[nodiscard]] bool isSeen(int series) const;
    [[nodiscard]] chart::PlotWindow everything() const;
    [[nodiscard]] double rightHeight(double value) const;

    QChart &m_chart;
    ChartSpec m_spec;
    PlotChoices m_choices;
    QCategoryAxis *m_along;
    QCategoryAxis *m_left;
    QCategoryAxis *m_right;
    std::vector<chart::Values> m_drawn;
    std::vector<Line> m_lines;
    std::vector<std::pair<QBarSet *, int>> m_bars;
    chart::PlotWindow m_window;
    ValueScale m_rightScale;
    int m_columns = 1000;
    int m_leftOut = 0;
    int m_asPoints = 0;
    qsizetype m_runsEach = 0; ///< more of one series are points
    bool m_dense = false;
};

} // namespace qd::ui
