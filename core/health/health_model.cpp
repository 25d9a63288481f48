#include "core/health/health_model.h"

#include <algorithm>

namespace qd::health {

double SignalModel::scoreOf(double value) const
{
    if (!steps.empty()) {
        for (const Step &step : steps) {
            if (!step.limit || value <= *step.limit)
                return step.score;
        }
        return steps.back().score;
    }
    if (value <= points.front().value)
        return points.front().score;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point &left = points[i - 1];
        const Point &right = points[i];
        if (value <= right.value)
            return left.score + (right.score - left.score) * (value - left.value) / (right.value - left.value);
    }
    return points.back().score;
}

double SignalModel::lowestScore() const
{
    if (!steps.empty())
        return std::ranges::min_element(steps, {}, &Step::score)->score;
    return std::ranges::min_element(points, {}, &Point::score)->score;
}

double SignalModel::highestScore() const
{
    if (!steps.empty())
        return std::ranges::max_element(steps, {}, &Step::score)->score;
    return std::ranges::max_element(points, {}, &Point::score)->score;
}

} // namespace qd::health
