#pragma once
#include "core/base/currency.h"
#include "core/base/message.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::chart {

/// A chart as plain data, in the words, values and units of what it shows. There is one builder a figure
/// (core/pack/charts.h), and the same chart is drawn on a page, in a pack and by `qdeck chart`; ui/common/chart turns
/// it into ink.

enum class Kind {
    Lines, ///< one line per series over categories
    Columns, ///< stacked columns, gains up and losses down, with an optional net line
    Waterfall, ///< first and last category are totals, the others steps between them; one series
    Heatmap, ///< one row per series, one cell per category
    Steps, ///< like Lines, but level until the next category, filled below
    Sparkline, ///< one line, no axes, last point marked
    Frontier, ///< points of a trade-off at places along a number axis, joined, one of them chosen
    Tornado, ///< a row per category, a horizontal bar per series from zero; rows in the order given
};

/// Customers below which a rate rests on few: it carries a dagger.
inline constexpr int SmallNumber = 10;

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
    Net,
    LeftHigher,
    RightHigher,
    Unexplained,
    History, ///< measured, before a projection
    Base, ///< a projection others are compared with
    Scenario,
};

/// What values are, and so how they are written on axes, labels and tooltips.
enum class Unit {
    Money, ///< major units of a currency, shortened on axes
    Share, ///< fractions: 1.0 is 100 %
    Points, ///< differences of fractions, in percentage points
    Count,
    Number,
};

/// What a heatmap's colours say.
enum class Scale {
    FromZero, ///< from nothing to much, 0..1 for shares
    AroundOne, ///< below and above 1.0, in steps of 7 points (NRR)
    Load, ///< need over means: steps end at 70, 80, 95 (middle), 100, 108, 115, 125 %
};

struct Series {
    Message name;
    Meaning meaning = Meaning::Primary;
    std::vector<std::optional<double>> values; ///< by category; nothing is a gap or a cell that is not reached
    /// What is printed beside each value where that is another number: parts that are rounded to add up to their total.
    std::vector<std::optional<double>> printed = {};
    std::vector<int> counts = {}; ///< customers behind each value; small numbers are marked
    std::optional<double> yearChange = std::nullopt; ///< the last value less that of a year before
    std::optional<int> rowCount = std::nullopt; ///< heatmap: customers of the row
    std::optional<std::int64_t> rowAmount = std::nullopt; ///< heatmap: minor units, printed after the row's name
    /// Heatmap: how many of `counts` each value is; cells print both, "86/94", instead of the value.
    std::vector<int> parts = {};
    int level = 0; ///< heatmap: 1 is a part of the last row of level 0 and stands indented below it
    bool isScattered = false; ///< Lines: its values stand one by one, not joined

    bool operator==(const Series &) const = default;
};

/// Lines: an area between two lines, behind them, in the colour of the series whose limits it shows.
struct Band {
    int series = 0;
    Message lowName; ///< for tooltip and data
    Message highName;
    std::vector<std::optional<double>> low; ///< by category
    std::vector<std::optional<double>> high;

    bool operator==(const Band &) const = default;
};

struct Target {
    Message name;
    double value = 0;

    bool operator==(const Target &) const = default;
};

struct Chart {
    Kind kind = Kind::Lines;
    Message title;
    Message subtitle; ///< unit, period, n
    Unit unit = Unit::Money;
    bool cellsInThousands = false; ///< heatmap of money: what its cells print
    Currency currency;
    std::vector<Message> categories; ///< months, days, or words
    std::vector<Meaning> categoryMeanings = {}; ///< waterfall: of each step
    std::vector<Series> series;
    std::vector<Target> targets = {};
    std::vector<Band> bands = {}; ///< Lines only
    /// Lines: each value holds until the next category, and where few stand behind it the line is dashed.
    bool holdsLevels = false;
    Message categoryTitle =
        {}; ///< Lines, Columns: what the categories count up: "months since start"; labels that lack room are left out
    Scale scale = Scale::AroundOne;
    std::optional<double> wanted = std::nullopt; ///< heatmap: cells below it carry a small triangle
    std::optional<Series> totals = std::nullopt; ///< heatmap: the last row
    std::vector<Message> rowHeaders = {}; ///< heatmap: headings of the rows' names and of what is printed after them

    bool operator==(const Chart &) const = default;
};

/// A waterfall in whole units of money between two totals: `parts` are its steps in minor units; what is printed beside
/// them adds up to the difference of the two totals as they are shown in whole units. Steps of 0 stay.
class MoneyWaterfall {
public:
    explicit MoneyWaterfall(Currency currency);
    /// `customers` stand behind a bar; nothing where that is not known.
    void from(Message name, std::int64_t total, std::optional<int> customers = std::nullopt);
    void step(Message name, Meaning meaning, std::int64_t amount, std::optional<int> customers = std::nullopt);
    /// The chart, without title. `total` is the first one and all steps.
    [[nodiscard]] Chart to(Message name, std::int64_t total, std::optional<int> customers = std::nullopt) &&;

private:
    void add(Message name, Meaning meaning, std::int64_t amount, std::optional<int> customers);

    Chart m_chart;
    std::int64_t m_opening = 0;
    std::vector<std::int64_t> m_steps;
};

} // namespace qd::chart
