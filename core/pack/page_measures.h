#pragma once
#include <cstddef>

/// Lengths in mm that pages share, so that a pack has one rhythm.
namespace qd::pack {

inline constexpr double SmallGap = 4; ///< between the parts of a dense page
inline constexpr double Gap = 6;
inline constexpr double WideGap = 8; ///< between charts that stand side by side

inline constexpr double FiguresHeight = 20; ///< of a row of large figures
inline constexpr double NoteHeight = 13; ///< of two lines under a chart
inline constexpr double LongNoteHeight = 16; ///< of three

/// Of pages with a narrative left and tables right.
inline constexpr double NarrativeWidth = 116;
inline constexpr double RightColumn = 138;

/// Of a heatmap of cohorts by quarter.
inline constexpr double HeatWidth = 150;
inline constexpr double HeatRowHeight = 7.2;
inline constexpr std::size_t MostCohorts = 14; ///< rows
inline constexpr std::size_t MostQuarters = 13; ///< columns
inline constexpr std::size_t YearColumn = 4; ///< the column in which a cohort is a year old

} // namespace qd::pack
