#pragma once
#include <QString>
#include <QVector>

#include <optional>

namespace qd::ui {

/// What a chart is drawn as.
enum class ChartKind {
    Lines, ///< one line per series over categories
    Columns, ///< stacked columns, gains up and losses down, with an optional net line
    Waterfall, ///< first and last category are totals, the others steps between them; one series
    Heatmap, ///< one row per series, one cell per category
    Steps, ///< like Lines, but level until the next category, filled below
    Sparkline, ///< one line, no axes, last point marked
    Frontier, ///< points of a trade-off at places along a number axis, joined, one of them chosen; see `positions`
    Tornado, ///< a row per category, a horizontal bar per series from zero; rows in the order given
};

/// The role of a series decides its colour, so that a meaning has one colour on every page.
enum class SeriesRole {
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
    History,
    Scenario,
    Base,
};

/// How values are written on axes, labels and tooltips.
enum class ValueFormat {
    Money, ///< major units of `unit`, shortened on axes
    Percent, ///< fractions: 1.0 is 100 %
    Points, ///< differences of fractions, in percentage points
    Count,
    Number,
};

/// How a line is drawn.
enum class LineForm {
    ByRole, ///< dashed for Base, else solid
    Solid,
    DashedSteps, ///< level around each category, for what changes at once
};

struct ChartSeries {
    QString id;
    QString name;
    SeriesRole role = SeriesRole::Primary;
    QVector<std::optional<double>> values; ///< by category; nothing is a gap, or an absent heatmap cell
    QVector<int> counts = {}; ///< n behind each value; below 10 is marked as small
    /// Beside the name: under an end label, or a heatmap row's further columns, parted by tabs ("29\t2.00").
    QString note = {};
    /// What is printed for each value where that is another number: parts that are rounded to add up to their total.
    QVector<std::optional<double>> printed = {};
    QVector<QString> valueLabels = {}; ///< what to print instead of the formatted value
    LineForm form = LineForm::ByRole; ///< Lines only
    int level = 0; ///< heatmap: 1 is a part of the last row of level 0 and stands indented below it
};

/// An area between two lines, behind all lines: P10 to P90 of what the series of its role shows.
struct ChartBand {
    QString lowName; ///< "P10", for tooltip and data
    QString highName;
    SeriesRole role = SeriesRole::Primary;
    QVector<std::optional<double>> low; ///< by category
    QVector<std::optional<double>> high;
};

/// A dashed upright line at a category, with a word on either side: "measured", "projected".
struct ChartDivider {
    int category = 0;
    QString before;
    QString after;
};

/// The room between what there is (series `level`, a DashedSteps) and what is needed (series `line`): tinted where it
/// is spare, orange where it is short.
struct ChartGap {
    int level = 0;
    int line = 0;
};

struct TargetLine {
    QString name;
    double value = 0;
};

enum class HeatScale {
    Sequential, ///< 0..1
    Diverging, ///< around 1.0 in steps of 7 points (NRR)
    Load, ///< need over means: steps end at 70, 80, 95 (middle), 100, 108, 115, 125 %
};

/// A chart as the painters take it: texts in the language of whoever reads it, colours by role. The same one is drawn
/// on screen, into PNG, SVG and PDF, and written as data. What is also in a pack or a file is described in core/chart
/// and comes through chartSpecFrom(); only what one page alone shows is made here.
struct ChartSpec {
    ChartKind kind = ChartKind::Lines;
    QString title;
    QString subtitle; ///< unit, period, n
    QString unit; ///< "USD", "%", shown once at the top left
    ValueFormat format = ValueFormat::Number;
    /// ISO months "2026-10" become "Oct" with the year once; of ISO days the first of each month does; anything else
    /// stands as it is.
    QVector<QString> categories;
    /// Second line below a category, for waterfalls; beside the point, for frontiers.
    QVector<QString> categoryNotes = {};
    QVector<double> positions = {}; ///< frontier: where each category stands along the axis, ascending, from 0
    QString positionTitle = {}; ///< frontier: what the axis counts, "customers moved"
    int chosen = -1; ///< frontier: the category that is filled, with a line down to the axis
    QVector<ChartSeries> series;
    QVector<TargetLine> targets = {};
    QVector<ChartBand> bands = {}; ///< Lines only
    std::optional<ChartGap> gap = std::nullopt; ///< Lines only
    std::optional<ChartDivider> divider = std::nullopt; ///< Lines only
    HeatScale heatScale = HeatScale::Sequential;
    std::optional<double> limit = std::nullopt; ///< heatmap: values above it carry a small triangle
    std::optional<ChartSeries> totals = std::nullopt; ///< heatmap: last row below a strong line
    QString rowHeader = {}; ///< heatmap: headings of the row labels and notes ("Start\tn\tARR, M")
    QVector<SeriesRole> categoryRoles = {}; ///< waterfall: colour of each category
    bool startAtZero = true; ///< lines may start elsewhere; then the subtitle says where
    QString emptyText = {}; ///< shown instead of a plot without values

    /// Title, range, first, last and extremes in words, for a screen reader.
    [[nodiscard]] QString accessibleDescription() const;
};

} // namespace qd::ui
