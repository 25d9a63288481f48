#pragma once
#include "core/base/month.h"
#include "core/health/current_model.h"
#include "core/health/scoring.h"

namespace qd::health {

/// Month-ends that pages and charts show: a year and the one before it.
inline constexpr int HistoryMonths = 13;

/// The scores of a book at a month-end, as known then.
struct HistoryPoint {
    Month month;
    ColourCounts colours; ///< the scores' own, never an override's
    std::optional<double> mean; ///< of the scores, each account once; nothing where none has one
    std::optional<double> weighted; ///< of the scores, by ARR
    std::vector<std::pair<int, HealthColour>> accounts = {}; ///< directory index and colour, by index
    std::vector<std::optional<double>> scores = {}; ///< of `accounts`; nothing where one has none
};

/// A book month by month, each by the model of its last day, from the earlier month on; months without accounts have
/// none. `only` says which accounts count, by directory index; none for all. Errors as scoresOn(); Cancelled.
[[nodiscard]] Result<std::vector<HistoryPoint>> scoreHistory(const ModelsByDay &models, const signs::Signals &history,
    Month from, Month to, const std::function<bool(int account)> &only, Progress &progress);

/// The score of one account at each point, by the model of its day; nothing where it had none, or no ARR.
[[nodiscard]] std::vector<std::optional<double>> scoresOver(const std::vector<HistoryPoint> &points, int account);

/// What a point says of scored accounts.
[[nodiscard]] HistoryPoint historyPoint(Month month, const DayScores &scores);

/// Leaves out the accounts that `only` does not let through.
void keepOnly(DayScores &scores, const std::function<bool(int account)> &only);

} // namespace qd::health
