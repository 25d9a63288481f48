#include "core/health/score_history.h"

#include <algorithm>

namespace qd::health {

void keepOnly(DayScores &scores, const std::function<bool(int account)> &only)
{
    if (only)
        std::erase_if(scores.accounts, [&](const AccountScore &each) { return !only(each.account); });
}

HistoryPoint historyPoint(Month month, const DayScores &scores)
{
    HistoryPoint point{month, coloursOf(scores), {}, {}};
    point.accounts.reserve(scores.accounts.size());
    point.scores.reserve(scores.accounts.size());
    double sum = 0;
    double weighted = 0;
    double weight = 0;
    int scored = 0;
    for (const AccountScore &each : scores.accounts) {
        point.accounts.emplace_back(each.account, each.score.colour);
        point.scores.push_back(each.score.score);
        if (!each.score.score)
            continue;
        const auto arr = double(scores.known.arr[std::size_t(each.account)]);
        ++scored;
        sum += *each.score.score;
        weighted += *each.score.score * arr;
        weight += arr;
    }
    if (scored > 0) {
        point.mean = sum / scored;
        point.weighted = weighted / weight; // accounts that are scored have ARR above 0
    }
    return point;
}

std::vector<std::optional<double>> scoresOver(const std::vector<HistoryPoint> &points, int account)
{
    std::vector<std::optional<double>> scores;
    scores.reserve(points.size());
    for (const HistoryPoint &point : points) {
        const auto found = std::ranges::lower_bound(point.accounts, account, {}, &std::pair<int, HealthColour>::first);
        const bool isThere = found != point.accounts.end() && found->first == account;
        scores.push_back(isThere ? point.scores[std::size_t(found - point.accounts.begin())] : std::nullopt);
    }
    return scores;
}

Result<std::vector<HistoryPoint>> scoreHistory(const ModelsByDay &models, const signs::Signals &history, Month from,
    Month to, const std::function<bool(int account)> &only, Progress &progress)
{
    std::vector<HistoryPoint> points;
    progress.begin(QD_WORDS("Health", "Scoring month-ends"));
    for (Month month = from; month <= to; month = month.plus(1)) {
        if (!progress.step(std::int64_t(points.size())))
            return cancelled();
        auto scores = scoresOn(models.on(month.lastDay()), history, month.lastDay());
        if (!scores)
            return scores.error();
        keepOnly(*scores, only);
        points.push_back(historyPoint(month, *scores));
    }
    return points;
}

} // namespace qd::health
