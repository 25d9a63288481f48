#include "core/coverage/fairness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::coverage {

namespace {

constexpr double Rounding = 1e-9; ///< what sums of doubles may be off at the edge of a band

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

/// `values` sorted upwards: the pairs' differences are counted by rank in one pass.
double giniOf(const std::vector<double> &values, double mean)
{
    const auto n = double(values.size());
    double weighed = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        weighed += (2.0 * double(i + 1) - n - 1) * values[i];
    return weighed / (n * n * mean);
}

} // namespace

Fairness fairnessOf(std::vector<double> values, double lower, double upper)
{
    Fairness fairness;
    fairness.n = int(values.size());
    if (values.empty())
        return fairness;
    std::sort(values.begin(), values.end());
    const double mean = meanOf(values);
    fairness.mean = mean;
    fairness.inBand = double(std::count_if(values.begin(), values.end(), [&](double value) {
        return value >= lower - Rounding && value <= upper + Rounding;
    })) / double(values.size());
    if (mean <= 0)
        return fairness;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    fairness.variation = std::sqrt(squares / double(values.size())) / mean;
    fairness.gini = giniOf(values, mean);
    if (values.front() > 0)
        fairness.maxOverMin = values.back() / values.front();
    return fairness;
}

Fairness fairnessAroundMean(std::vector<double> values)
{
    const double mean = values.empty() ? 0 : meanOf(values);
    return fairnessOf(std::move(values), EvenLower * mean, EvenUpper * mean);
}

FairnessValues fairnessValues(const CoverageInput &input, const Books &books)
{
    FairnessValues values;
    const double scale = std::pow(10.0, input.currency.digits());
    for (const Book &book : books.books) {
        if (book.capacityHours <= 0)
            continue;
        const double fte = book.capacityHours / input.model.productiveHours();
        values.utilisation.push_back(book.hours / book.capacityHours);
        values.arr.push_back(double(book.arr) / scale / fte);
        values.accounts.push_back(book.accounts / fte);
        values.atRiskArr.push_back(double(book.atRiskArr) / scale / fte);
    }
    return values;
}

FairnessReport fairnessOf(const CoverageInput &input, const Books &books)
{
    FairnessValues values = fairnessValues(input, books);
    return {fairnessOf(std::move(values.utilisation), BandLower, BandUpper), fairnessAroundMean(std::move(values.arr)),
        fairnessAroundMean(std::move(values.accounts)), fairnessAroundMean(std::move(values.atRiskArr))};
}

} // namespace qd::coverage
