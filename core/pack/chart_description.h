#pragma once
#include <optional>
#include <string>
#include <vector>

namespace qd::pack {

/// What a chart is drawn as; ui/ turns the description into its own and paints it.
enum class ChartKind {
    Lines, ///< one line per series over categories
    Waterfall, ///< first and last category are totals, the others steps between them; one series
    Heatmap, ///< one row per series, one cell per category, coloured around 1.0
};

/// What a series or a step means; its colour follows from it on every page.
enum class Meaning {
    Primary,
    New,
    Expansion,
    Reactivation,
    Contraction,
    Churn,
    Fx,
    Total,
    Nrr,
    Grr,
    LeftHigher,
    RightHigher,
    Unexplained,
    History, ///< measured, before a projection
    Base, ///< a projection others are compared with
    Scenario,
};

enum class ChartUnit {
    Money, ///< major units of `currency`
    Share, ///< fractions: 1.0 is 100 %
};

struct ChartSeries {
    std::string name;
    Meaning meaning = Meaning::Primary;
    std::vector<std::optional<double>> values; ///< by category; nothing is a gap or a cell that is not reached
    std::vector<std::string> labels = {}; ///< what is printed beside each value; empty to format the value
    std::string note = {}; ///< beside the name: under an end label, or after a heatmap row's name

    bool operator==(const ChartSeries &) const = default;
};

struct ChartTarget {
    std::string name;
    double value = 0;

    bool operator==(const ChartTarget &) const = default;
};

/// A chart as plain data: the same one is drawn in the pack and by `qdeck chart`, and written as CSV.
struct Chart {
    ChartKind kind = ChartKind::Lines;
    std::string title;
    std::string subtitle; ///< unit, period, n
    ChartUnit unit = ChartUnit::Money;
    std::string currency; ///< ISO code when unit is Money
    std::vector<std::string> categories; ///< ISO months "2026-10", or words
    std::vector<std::string> categoryNotes = {}; ///< a second line below each category
    std::vector<Meaning> categoryMeanings = {}; ///< waterfall: of each step
    std::vector<ChartSeries> series;
    std::vector<ChartTarget> targets = {};
    std::optional<ChartSeries> totals = std::nullopt; ///< heatmap: the last row
    std::string rowHeader = {}; ///< heatmap: heading of the row names

    bool operator==(const Chart &) const = default;
};

} // namespace qd::pack
