#pragma once
#include "core/chart/chart.h"

#include <QString>
#include <QVector>

#include <optional>

namespace qd::ui {

/// How a line is drawn.
enum class LineForm {
    ByMeaning, ///< dashed for Base, else solid
    Solid,
    DashedSteps, ///< level around each category, for what changes at once
    Points, ///< one by one, not joined
};

struct ChartSeries {
    QString id;
    QString name;
    chart::Meaning meaning = chart::Meaning::Primary;
    QVector<std::optional<double>> values; ///< by category; nothing is a gap, or an absent heatmap cell
    QVector<int> counts = {}; ///< n behind each value; below 10 is marked as small
    /// Beside the name: under an end label, or a heatmap row's further columns, parted by tabs ("29\t2.00").
    QString note = {};
    /// What is printed for each value where that is another number: parts that are rounded to add up to their total.
    QVector<std::optional<double>> printed = {};
    QVector<QString> valueLabels = {}; ///< what to print instead of the formatted value
    LineForm form = LineForm::ByMeaning; ///< Lines only
    int level = 0; ///< heatmap: 1 is a part of the last row of level 0 and stands indented below it
};

/// An area between two lines, behind all lines: P10 to P90 of what the series of its meaning shows.
struct ChartBand {
    QString lowName; ///< "P10", for tooltip and data
    QString highName;
    chart::Meaning meaning = chart::Meaning::Primary;
    QVector<std::optional<double>> low; ///< by category
    QVector<std::optional<double>> high;
    int series = -1; ///< whose colour it has; by meaning where none is named
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

/// A chart as the painters take it: texts in the language of whoever reads it, colours by meaning. The same one is
/// drawn on screen, into PNG, SVG and PDF, and written as data. What is also in a pack or a file is described in
/// core/chart and comes through chartSpecFrom(); what one page alone shows its texts make, in the same vocabulary.
struct ChartSpec {
    chart::Kind kind = chart::Kind::Lines;
    QString title;
    QString subtitle; ///< unit, period, n
    QString unit; ///< "USD", "%", shown once at the top left
    chart::Unit format = chart::Unit::Number;
    /// ISO months "2026-10" become "Oct" with the year once; of ISO days the first of each month does; anything else
    /// stands as it is.
    QVector<QString> categories;
    /// Second line below a category, for waterfalls; beside the point, for frontiers.
    QVector<QString> categoryNotes = {};
    QVector<double> positions = {}; ///< frontier: where each category stands along the axis, ascending, from 0
    QString positionTitle = {}; ///< frontier and levels: what the axis counts, "customers moved"
    int chosen = -1; ///< frontier: the category that is filled, with a line down to the axis
    QVector<ChartSeries> series;
    QVector<TargetLine> targets = {};
    QVector<ChartBand> bands = {}; ///< Lines only
    bool holdsLevels = false; ///< Lines only: as chart::Chart::holdsLevels
    std::optional<ChartGap> gap = std::nullopt; ///< Lines only
    std::optional<ChartDivider> divider = std::nullopt; ///< Lines only
    chart::Scale heatScale = chart::Scale::FromZero;
    std::optional<double> limit = std::nullopt; ///< heatmap: values above it carry a small triangle
    std::optional<double> wanted = std::nullopt; ///< heatmap: values below it do
    std::optional<ChartSeries> totals = std::nullopt; ///< heatmap: last row below a strong line
    QString rowHeader = {}; ///< heatmap: headings of the row labels and notes ("Start\tn\tARR, M")
    QVector<chart::Meaning> categoryMeanings = {}; ///< waterfall: colour of each category
    bool isNamedBeside = false; ///< columns: a legend of the page names the parts, their ends need not
    bool startAtZero = true; ///< lines may start elsewhere; then the subtitle says where
    QString emptyText = {}; ///< shown instead of a plot without values

    /// Title, range, first, last and extremes in words, for a screen reader.
    [[nodiscard]] QString accessibleDescription() const;
};

} // namespace qd::ui
