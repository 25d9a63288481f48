#include "core/chart/plotted.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace qd::chart {

namespace {

constexpr double HalfCategory = 0.5; // a category has room on either side
constexpr double LeastWidth = 1; // category

/// Of one pixel column.
struct ColumnPoints {
    std::optional<PlottedPoint> first, lowest, highest, last;

    void add(PlottedPoint point)
    {
        if (!first)
            first = lowest = highest = point;
        if (point.value < lowest->value)
            lowest = point;
        if (point.value > highest->value)
            highest = point;
        last = point;
    }
    void moveTo(std::vector<PlottedPoint> &points)
    {
        if (!first)
            return;
        const bool lowFirst = lowest->category < highest->category;
        for (const auto &each : {first, lowFirst ? lowest : highest, lowFirst ? highest : lowest, last}) {
            if (points.empty() || points.back().category < each->category)
                points.push_back(*each);
        }
        *this = {};
    }
};

/// `window` within what there is, at its width if that fits.
PlotWindow within(PlotWindow window, int categories)
{
    const double least = -HalfCategory;
    const double most = std::max(categories - HalfCategory, least + LeastWidth);
    const double width = std::clamp(window.right - window.left, LeastWidth, most - least);
    window.left = std::clamp(window.left, least, most - width);
    window.right = window.left + width;
    return window;
}

} // namespace

bool isValue(const std::optional<double> &value)
{
    return value && std::isfinite(*value);
}

std::vector<Run> runsOf(std::span<const std::optional<double>> values)
{
    std::vector<Run> runs;
    for (int i = 0; i < int(values.size()); ++i) {
        if (!isValue(values[std::size_t(i)]))
            continue;
        if (runs.empty() || runs.back().last + 1 < i)
            runs.push_back({i, i});
        runs.back().last = i;
    }
    return runs;
}

std::vector<PlottedPoint> thinned(std::span<const std::optional<double>> values, int from, int to, int columns)
{
    constexpr int PerColumn = 4;
    from = std::max(from, 0);
    to = std::min(to, int(values.size()) - 1);
    std::vector<PlottedPoint> points;
    if (columns < 1 || to < from)
        return points;
    const std::int64_t count = std::int64_t(to) - from + 1;
    const bool isFew = count <= std::int64_t(PerColumn) * columns;
    ColumnPoints column;
    std::int64_t at = -1;
    for (int i = from; i <= to; ++i) {
        const auto &value = values[std::size_t(i)];
        if (!isValue(value))
            continue;
        if (isFew) {
            points.push_back({i, *value});
            continue;
        }
        const std::int64_t place = (std::int64_t(i) - from) * columns / count;
        if (place != at)
            column.moveTo(points);
        at = place;
        column.add({i, *value});
    }
    column.moveTo(points);
    return points;
}

std::vector<Values> stacked(const std::vector<Values> &series)
{
    std::size_t categories = 0;
    for (const Values &each : series)
        categories = std::max(categories, each.size());
    std::vector<double> up(categories, 0);
    std::vector<double> down(categories, 0);
    std::vector<Values> sums;
    for (const Values &each : series) {
        Values sum(each.size());
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (!isValue(each[i]))
                continue;
            double &side = *each[i] < 0 ? down[i] : up[i];
            side += *each[i];
            sum[i] = side;
        }
        sums.push_back(std::move(sum));
    }
    return sums;
}

Values logarithms(std::span<const std::optional<double>> values)
{
    Values shown;
    shown.reserve(values.size());
    for (const auto &value : values)
        shown.push_back(isValue(value) && *value > 0 ? std::optional(std::log10(*value)) : std::nullopt);
    return shown;
}

double fromLogarithm(double logarithm)
{
    return std::pow(10.0, logarithm);
}

std::vector<double> logTicks(double low, double high)
{
    constexpr int MostPowers = 8;
    std::vector<double> ticks;
    const int first = int(std::floor(low));
    const int last = int(std::floor(high));
    const int step = std::max(1, (last - first) / MostPowers + ((last - first) % MostPowers ? 1 : 0));
    for (int power = first; power <= last; power += step) {
        for (const double factor : {1.0, 3.0}) {
            const double value = factor * std::pow(10.0, power);
            const double logarithm = power + std::log10(factor);
            if ((factor < 2 || step == 1) && logarithm >= low && logarithm <= high)
                ticks.push_back(value);
        }
    }
    return ticks;
}

int withoutLogarithm(std::span<const std::optional<double>> values)
{
    return int(
        std::count_if(values.begin(), values.end(), [](const auto &value) { return isValue(value) && *value <= 0; }));
}

std::optional<Extent> extentOf(const std::vector<Values> &series)
{
    std::optional<Extent> extent;
    for (const Values &values : series) {
        for (const auto &value : values) {
            if (!isValue(value))
                continue;
            if (!extent)
                extent = Extent{*value, *value};
            extent->low = std::min(extent->low, *value);
            extent->high = std::max(extent->high, *value);
        }
    }
    return extent;
}

PlotWindow zoomed(const PlotWindow &window, double factor, double centre, int categories)
{
    PlotWindow near = window;
    const double width = window.right - window.left;
    const double wanted = std::clamp(width * factor, LeastWidth, std::max(double(categories), LeastWidth));
    const double share = width > 0 ? std::clamp((centre - window.left) / width, 0.0, 1.0) : HalfCategory;
    near.left = window.left + (width - wanted) * share;
    near.right = near.left + wanted;
    return within(near, categories);
}

PlotWindow moved(const PlotWindow &window, double categoriesMoved, int categories)
{
    PlotWindow along = window;
    along.left += categoriesMoved;
    along.right += categoriesMoved;
    return within(along, categories);
}

PlotWindow cutTo(const PlotWindow &drawn, int categories)
{
    const PlotWindow upright{std::min(drawn.left, drawn.right), std::max(drawn.left, drawn.right),
        std::min(drawn.low, drawn.high), std::max(drawn.low, drawn.high)};
    return within(upright, categories);
}

std::vector<PlottedPlace> placesWithin(const std::vector<Values> &series, const PlotWindow &window)
{
    const PlotWindow drawn{std::min(window.left, window.right), std::max(window.left, window.right),
        std::min(window.low, window.high), std::max(window.low, window.high)};
    std::vector<PlottedPlace> places;
    for (std::size_t s = 0; s < series.size(); ++s) {
        const Values &values = series[s];
        const int first = int(std::clamp(std::ceil(drawn.left), 0.0, double(values.size())));
        const int last = int(std::clamp(std::floor(drawn.right), -1.0, double(values.size()) - 1));
        for (int i = first; i <= last; ++i) {
            const auto &value = values[std::size_t(i)];
            if (isValue(value) && *value >= drawn.low && *value <= drawn.high)
                places.push_back({int(s), i});
        }
    }
    return places;
}

std::vector<int> namedCategories(int from, int to, int most)
{
    std::vector<int> named;
    if (most < 1 || to < from)
        return named;
    const std::int64_t count = std::int64_t(to) - from + 1;
    const std::int64_t step = std::max<std::int64_t>(1, (count + most - 1) / most);
    for (std::int64_t i = from; i <= to; i += step)
        named.push_back(int(i));
    return named;
}

} // namespace qd::chart
