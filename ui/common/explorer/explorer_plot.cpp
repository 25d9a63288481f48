#include "ui/common/explorer/explorer_plot.h"

#include "ui/common/explorer/plot_axes.h"
#include "ui/common/explorer/plot_lines.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>

#include <QGraphicsLayout>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int MostBars = 4000; // each is an item of the scene; beyond, columns are drawn as lines
constexpr qsizetype DensePoints = 5000; // in sight
constexpr int MarkedPoints = 60; // so few that each has a mark
constexpr double BandOpacity = 0.18;
constexpr double AreaOpacity = 0.55;

QColor veiled(QColor colour, double opacity)
{
    colour.setAlphaF(float(opacity));
    return colour;
}

} // namespace

ExplorerPlot::ExplorerPlot(QChart &chart)
    : m_chart(chart)
    , m_along(new QCategoryAxis(&chart))
    , m_left(new QCategoryAxis(&chart))
    , m_right(new QCategoryAxis(&chart))
{
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.legend()->hide();
    constexpr int HalfALabel = 8; // the topmost label of an axis stands half above it
    chart.setMargins({0, HalfALabel, 0, 0});
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.setBackgroundRoundness(0);
    for (QCategoryAxis *axis : {m_along, m_left, m_right})
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    chart.addAxis(m_along, Qt::AlignBottom);
    chart.addAxis(m_left, Qt::AlignLeft);
    chart.addAxis(m_right, Qt::AlignRight);
}

void ExplorerPlot::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    if (m_spec.series.size() > MostSeries)
        m_spec.series.resize(MostSeries);
    if (m_choices.rightSeries >= m_spec.series.size())
        m_choices.rightSeries = -1;
    m_choices.hidden.removeIf([this](int series) { return series >= m_spec.series.size(); });
    rebuild();
    showAll();
}

void ExplorerPlot::setChoices(const PlotChoices &choices)
{
    const bool sameHeights = choices.logAxis == m_choices.logAxis && choices.stacked == m_choices.stacked
        && choices.rightSeries == m_choices.rightSeries;
    m_choices = choices;
    m_choices.stacked = choices.stacked && !choices.logAxis;
    rebuild();
    chart::PlotWindow window = everything();
    window.left = m_window.left;
    window.right = m_window.right;
    if (sameHeights) { // a series more or less does not move the others
        window.low = m_window.low;
        window.high = m_window.high;
    }
    setWindow(window);
}

void ExplorerPlot::setWindow(const chart::PlotWindow &window)
{
    const bool moves = window.left != m_window.left || window.right != m_window.right;
    m_window = window;
    fillLines(moves);
    fillAxes();
}

void ExplorerPlot::showAll()
{
    setWindow(everything());
}

void ExplorerPlot::setColumns(int columns)
{
    if (columns == m_columns || columns < 1)
        return;
    m_columns = columns;
    fillLines(false);
    fillAxes();
}

bool ExplorerPlot::isEmpty() const
{
    return !chart::extentOf(m_drawn);
}

bool ExplorerPlot::isSeen(int series) const
{
    return !m_choices.hidden.contains(series);
}

bool ExplorerPlot::drawsBars() const
{
    return m_spec.kind == chart::Kind::Columns && !m_choices.logAxis
        && m_spec.categories.size() * m_spec.series.size() <= MostBars;
}

bool ExplorerPlot::isSteps(int series) const
{
    return m_spec.kind == chart::Kind::Steps || m_spec.holdsLevels
        || m_spec.series[series].form == LineForm::DashedSteps;
}

/// Net lines and what is measured at the right stand beside a stack, not in it.
void ExplorerPlot::computeDrawn()
{
    m_drawn.clear();
    m_leftOut = 0;
    std::vector<chart::Values> parts;
    std::vector<std::size_t> places;
    for (int i = 0; i < m_spec.series.size(); ++i) {
        const ChartSeries &series = m_spec.series[i];
        chart::Values values;
        if (isSeen(i)) {
            const std::span<const std::optional<double>> all(series.values.data(), std::size_t(series.values.size()));
            m_leftOut += m_choices.logAxis ? chart::withoutLogarithm(all) : 0;
            values = m_choices.logAxis ? chart::logarithms(all) : chart::Values(all.begin(), all.end());
        }
        if (m_choices.stacked && series.meaning != chart::Meaning::Net && i != m_choices.rightSeries) {
            parts.push_back(values);
            places.push_back(std::size_t(i));
        }
        m_drawn.push_back(std::move(values));
    }
    const std::vector<chart::Values> sums = chart::stacked(parts);
    for (std::size_t i = 0; i < places.size(); ++i)
        m_drawn[places[i]] = sums[i];
}

void ExplorerPlot::rebuild()
{
    m_chart.removeAllSeries();
    m_lines.clear();
    m_bars.clear();
    computeDrawn();
    m_asPoints = 0;
    m_runsEach = MostRuns / std::max<qsizetype>(1, m_spec.series.size());
    addBands();
    if (drawsBars())
        addBars();
    for (int i = 0; i < m_spec.series.size(); ++i) {
        const bool isBar = drawsBars() && m_spec.series[i].meaning != chart::Meaning::Net && i != m_choices.rightSeries;
        if (!isBar && isSeen(i))
            addLines(i);
    }
    addTargets();
    m_rightScale = ValueScale();
    if (m_choices.rightSeries >= 0) {
        const auto extent = chart::extentOf({m_drawn[std::size_t(m_choices.rightSeries)]});
        m_rightScale = extent ? niceScale(extent->low, extent->high) : ValueScale();
    }
    m_right->setVisible(m_choices.rightSeries >= 0);
    renewLook();
}

void ExplorerPlot::attach(QAbstractSeries *series, bool right)
{
    m_chart.addSeries(series);
    series->attachAxis(m_along);
    series->attachAxis(right ? m_right : m_left);
}

void ExplorerPlot::addBars()
{
    QAbstractBarSeries *bars = nullptr;
    if (m_choices.stacked)
        bars = new QStackedBarSeries;
    else
        bars = new QBarSeries;
    for (int i = 0; i < m_spec.series.size(); ++i) {
        const ChartSeries &series = m_spec.series[i];
        if (!isSeen(i) || series.meaning == chart::Meaning::Net || i == m_choices.rightSeries)
            continue;
        auto *set = new QBarSet(series.name);
        for (const auto &value : series.values)
            *set << (chart::isValue(value) ? *value : 0.0); // a gap has no height
        bars->append(set);
        m_bars.emplace_back(set, i);
    }
    bars->setBarWidth(0.7);
    attach(bars, false);
}

/// Each run is an item of the scene: hundreds of thousands would never be laid out.
void ExplorerPlot::addLines(int series)
{
    const std::vector<chart::Run> runs = chart::runsOf(m_drawn[std::size_t(series)]);
    if (!runs.empty() && m_spec.series[series].form == LineForm::Points)
        return addLine(series, {runs.front().first, runs.back().last}, true);
    if (qsizetype(runs.size()) > m_runsEach) {
        ++m_asPoints;
        return addLine(series, {runs.front().first, runs.back().last}, true);
    }
    for (const chart::Run &run : runs)
        addLine(series, run, false);
}

void ExplorerPlot::addLine(int series, chart::Run run, bool asPoints)
{
    Line line{series, run, nullptr, nullptr};
    if (asPoints)
        line.upper = new QScatterSeries;
    else
        line.upper = new QLineSeries;
    const QString &name = m_spec.series[series].name;
    line.upper->setName(name);
    QAbstractSeries *shown = line.upper;
    if (!asPoints && m_choices.stacked && m_spec.series[series].meaning != chart::Meaning::Net
        && series != m_choices.rightSeries) {
        line.lower = new QLineSeries;
        auto *area = new QAreaSeries(static_cast<QLineSeries *>(line.upper), static_cast<QLineSeries *>(line.lower));
        line.upper->setParent(area);
        line.lower->setParent(area);
        area->setName(name);
        shown = area;
    }
    attach(shown, series == m_choices.rightSeries);
    m_lines.push_back(line);
}

/// Bands are not thinned: there is one for a few dozen categories.
void ExplorerPlot::addBands()
{
    if (m_choices.logAxis || m_choices.stacked)
        return;
    for (const ChartBand &band : m_spec.bands) {
        auto *low = new QLineSeries;
        auto *high = new QLineSeries;
        for (int i = 0; i < std::min(band.low.size(), band.high.size()); ++i) {
            if (chart::isValue(band.low[i]) && chart::isValue(band.high[i])) {
                low->append(i, *band.low[i]);
                high->append(i, *band.high[i]);
            }
        }
        auto *area = new QAreaSeries(high, low);
        low->setParent(area);
        high->setParent(area);
        area->setObjectName(QStringLiteral("band"));
        const QColor colour = band.series >= 0 && band.series < m_spec.series.size()
            ? seriesColour(m_spec, band.series, Theme::current())
            : meaningColour(band.meaning, Theme::current());
        area->setBrush(veiled(colour, BandOpacity));
        area->setPen(Qt::NoPen);
        attach(area, false);
    }
}

void ExplorerPlot::addTargets()
{
    for (const TargetLine &target : m_spec.targets) {
        const chart::Values one{target.value};
        const chart::Values shown = m_choices.logAxis ? chart::logarithms(one) : one;
        if (!chart::isValue(shown.front()))
            continue;
        auto *line = new QLineSeries;
        line->setName(target.name);
        line->setObjectName(QStringLiteral("target"));
        line->append(-0.5, *shown.front());
        line->append(categories() - 0.5, *shown.front());
        attach(line, false);
    }
}

/// A category beyond each edge is handed over too, so that lines leave the window as they would. Where the axis `moves`
/// next, the points are taken with it: Qt Charts would lay out each line twice.
void ExplorerPlot::fillLines(bool moves)
{
    const int from = int(m_window.left) - 1;
    const int to = int(m_window.right) + 2;
    qsizetype inSight = 0;
    for (const Line &line : m_lines) {
        const auto points = chart::thinned(
            m_drawn[std::size_t(line.series)], std::max(from, line.run.first), std::min(to, line.run.last), m_columns);
        const QSignalBlocker quiet(moves ? line.upper : nullptr);
        const bool isLine = !qobject_cast<QScatterSeries *>(line.upper);
        line.upper->replace(linePoints(points, isLine && isSteps(line.series)));
        inSight += qsizetype(points.size());
        line.upper->setPointsVisible(!isLine || line.run.first == line.run.last || to - from <= MarkedPoints);
        if (!line.lower)
            continue;
        auto below = points;
        const auto &own = m_spec.series[line.series].values;
        for (chart::PlottedPoint &point : below)
            point.value -= own[point.category].value_or(0);
        line.lower->replace(linePoints(below, isSteps(line.series)));
    }
    if (m_dense != (inSight > DensePoints)) {
        m_dense = !m_dense;
        renewLines();
    }
}

chart::PlotWindow ExplorerPlot::everything() const
{
    std::vector<chart::Values> left = m_drawn;
    if (m_choices.rightSeries >= 0)
        left[std::size_t(m_choices.rightSeries)].clear();
    const ValueScale scale = leftScale(m_spec, left, m_choices.logAxis, m_spec.kind == chart::Kind::Columns);
    return {-0.5, std::max(categories() - 0.5, 0.5), scale.low, scale.high};
}

void ExplorerPlot::fillAxes()
{
    nameCategories(*m_along, m_spec, m_window, m_columns);
    nameValues(*m_left, m_spec, {m_window.low, m_window.high, m_window.high - m_window.low}, m_choices.logAxis);
    if (m_choices.rightSeries >= 0)
        nameValues(*m_right, m_spec, m_rightScale, m_choices.logAxis);
}

double ExplorerPlot::heightOf(int series, double value) const
{
    const bool right = series == m_choices.rightSeries;
    const ValueScale scale{right ? m_rightScale.low : m_window.low, right ? m_rightScale.high : m_window.high, 1};
    return scale.place(value, 1, 0);
}

std::vector<chart::PlottedPlace> ExplorerPlot::placesWithin(
    double left, double right, double lowHeight, double highHeight) const
{
    std::vector<chart::Values> heights;
    for (std::size_t series = 0; series < m_drawn.size(); ++series) {
        chart::Values of;
        for (const auto &value : m_drawn[series])
            of.push_back(chart::isValue(value) ? std::optional(heightOf(int(series), *value)) : std::nullopt);
        heights.push_back(std::move(of));
    }
    return chart::placesWithin(heights, {left, right, lowHeight, highHeight});
}

void ExplorerPlot::renewLook()
{
    const Theme &theme = Theme::current();
    m_chart.setBackgroundBrush(theme.surface);
    m_chart.setBackgroundPen(Qt::NoPen);
    for (QCategoryAxis *axis : {m_along, m_left, m_right})
        styleAxis(*axis, axis == m_left);
    for (const auto &[set, series] : m_bars) {
        set->setColor(seriesColour(m_spec, series, theme));
        set->setBorderColor(theme.surface);
    }
    renewLines();
    for (QAbstractSeries *series : m_chart.series()) {
        if (auto *target = qobject_cast<QLineSeries *>(series);
            target && target->objectName() == QLatin1String("target"))
            target->setPen(QPen(theme.text3, 1, Qt::DashLine));
    }
}

void ExplorerPlot::renewLines()
{
    for (const Line &line : m_lines) {
        const ChartSeries &series = m_spec.series[line.series];
        const QColor colour = seriesColour(m_spec, line.series, Theme::current());
        line.upper->setPen(linePen(colour, series, m_dense));
        line.upper->setMarkerSize(5);
        if (qobject_cast<QScatterSeries *>(line.upper)) {
            line.upper->setPen(Qt::NoPen);
            line.upper->setBrush(colour);
        }
        if (auto *area = qobject_cast<QAreaSeries *>(line.upper->parent())) {
            area->setPen(linePen(colour, series, m_dense));
            area->setBrush(veiled(colour, AreaOpacity));
        }
    }
}

} // namespace qd::ui
