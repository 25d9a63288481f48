#pragma once
#include <optional>
#include <span>
#include <vector>

namespace qd::chart {

/// What the explorer draws of the values of a chart: arithmetic without ink. Values are by category; nothing, NaN and
/// infinity are gaps.

using Values = std::vector<std::optional<double>>;

/// Categories without a gap between them, both included.
struct Run {
    int first = 0;
    int last = 0;

    bool operator==(const Run &) const = default;
};

/// A value at its category.
struct PlottedPoint {
    int category = 0;
    double value = 0;

    bool operator==(const PlottedPoint &) const = default;
};

/// Lowest and highest value.
struct Extent {
    double low = 0;
    double high = 0;

    bool operator==(const Extent &) const = default;
};

/// A window onto a chart: categories along the axis, both included, and the values up it.
struct PlotWindow {
    double left = 0;
    double right = 0;
    double low = 0;
    double high = 0;
};

/// Whether there is a value that can be drawn: no gap, NaN or infinity.
[[nodiscard]] bool isValue(const std::optional<double> &value);

/// The runs of `values`, in order.
[[nodiscard]] std::vector<Run> runsOf(std::span<const std::optional<double>> values);

/// What a line over the categories `from`..`to` (clamped to what there is) takes on a screen where that stretch is
/// `columns` pixels wide: in each pixel column the first, lowest, highest and last value, in their order, so that no
/// extreme is lost and neighbouring columns join as they do in full. All values where that is no more than 4 a column.
/// Gaps give no point. Nothing for less than one column.
[[nodiscard]] std::vector<PlottedPoint> thinned(
    std::span<const std::optional<double>> values, int from, int to, int columns);

/// The values of each series on top of those before it: above zero upwards, below zero downwards. A gap stays a gap
/// and adds nothing. Lists may differ in length.
[[nodiscard]] std::vector<Values> stacked(const std::vector<Values> &series);

/// Logarithms to base 10, as a logarithmic axis has them; values of 0 and below, which have none, become gaps.
[[nodiscard]] Values logarithms(std::span<const std::optional<double>> values);
/// The value whose logarithm that is.
[[nodiscard]] double fromLogarithm(double logarithm);
/// Values to be named on a logarithmic axis between two logarithms: 1, 3, 10, 30 ...; over more than eight
/// powers of ten every second of these, or third. None where `high` is below `low`.
[[nodiscard]] std::vector<double> logTicks(double low, double high);
/// How many values logarithms() leaves out.
[[nodiscard]] int withoutLogarithm(std::span<const std::optional<double>> values);

/// The extent of all series; nothing without a value.
[[nodiscard]] std::optional<Extent> extentOf(const std::vector<Values> &series);

/// The window `factor` times as wide around the category `centre`, which keeps its place on the screen; at least one
/// category wide and at most all of -0.5..categories - 0.5. Its values stay.
[[nodiscard]] PlotWindow zoomed(const PlotWindow &window, double factor, double centre, int categories);
/// The window moved along by `categoriesMoved`, as far as there are any; its width stays.
[[nodiscard]] PlotWindow moved(const PlotWindow &window, double categoriesMoved, int categories);
/// The window cut to the rectangle somebody drew, whatever corner it began at; at least one category wide.
[[nodiscard]] PlotWindow cutTo(const PlotWindow &drawn, int categories);

/// The places of `series` within a window: whose category and value lie in it, ends included.
struct PlottedPlace {
    int series = 0;
    int category = 0;

    bool operator==(const PlottedPlace &) const = default;
};
[[nodiscard]] std::vector<PlottedPlace> placesWithin(const std::vector<Values> &series, const PlotWindow &window);

/// About `most` categories of from..to, evenly parted by a whole number, to be named on the axis: `from`, then every
/// step. None where there are none.
[[nodiscard]] std::vector<int> namedCategories(int from, int to, int most);

} // namespace qd::chart
