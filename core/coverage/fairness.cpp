#include "core/coverage/fairness.h"
#include "core/statistics/dispersion.h"

#include <algorithm>
#include <cmath>

namespace qd::coverage {

namespace {

constexpr double Rounding = 1e-9; ///< what sums of doubles may be off at the edge of a band

} // namespace

Fairness fairnessOf(std::span<const double> values, double lower, double upper)
{
    Fairness fairness;
    fairness.n = int(values.size());
    if (values.empty())
        return fairness;
    const double mean = statistics::mean(values);
    fairness.mean = mean;
    fairness.inBand = double(std::count_if(values.begin(), values.end(), [&](double value) {
        return value >= lower - Rounding && value <= upper + Rounding;
    })) / double(values.size());
    fairness.variation = statistics::coefficientOfVariation(values);
    fairness.gini = statistics::gini(values);
    if (const auto [least, most] = std::ranges::minmax(values); mean > 0 && least > 0)
        fairness.maxOverMin = most / least;
    return fairness;
}

Fairness fairnessAroundMean(std::span<const double> values)
{
    const double mean = values.empty() ? 0 : statistics::mean(values);
    return fairnessOf(values, EvenLower * mean, EvenUpper * mean);
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
    const FairnessValues values = fairnessValues(input, books);
    return {fairnessOf(values.utilisation, BandLower, BandUpper), fairnessAroundMean(values.arr),
        fairnessAroundMean(values.accounts), fairnessAroundMean(values.atRiskArr)};
}

} // namespace qd::coverage
