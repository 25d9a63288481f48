#pragma once
#include "core/coverage/books.h"

#include <span>

namespace qd::coverage {

/// How evenly something is spread over CSMs. A figure is missing where it has no meaning: no values, or a mean of 0.
struct Fairness {
    int n = 0;
    std::optional<double> mean;
    std::optional<double> variation; ///< standard deviation (of all, not of a sample) / mean; 0 is perfectly even
    std::optional<double> gini; ///< sum |x - y| over all pairs / (2 n^2 mean); 0 even, towards 1 all with one
    std::optional<double> maxOverMin; ///< missing when somebody has 0
    std::optional<double> inBand; ///< share of values within the band, both ends included
};

/// The band around the mean in which amounts count as even.
inline constexpr double EvenLower = 0.85;
inline constexpr double EvenUpper = 1.15;

/// Fairness of values of 0 and more, with the share of them in [lower, upper].
[[nodiscard]] Fairness fairnessOf(std::span<const double> values, double lower, double upper);
/// The same with the share within EvenLower..EvenUpper of the mean.
[[nodiscard]] Fairness fairnessAroundMean(std::span<const double> values);

/// Over the books with capacity. Amounts are per ramped FTE, so that half a post is fair with half a book.
struct FairnessReport {
    Fairness utilisation; ///< hours / capacity; in band: BandLower..BandUpper
    Fairness arr; ///< major units of the base currency
    Fairness accounts;
    Fairness atRiskArr; ///< major units of the base currency
};

[[nodiscard]] FairnessReport fairnessOf(const CoverageInput &input, const Books &books);

/// What the report is made of: a value for each book with capacity, in their order, in the units of the report.
struct FairnessValues {
    std::vector<double> utilisation;
    std::vector<double> arr;
    std::vector<double> accounts;
    std::vector<double> atRiskArr;
};

[[nodiscard]] FairnessValues fairnessValues(const CoverageInput &input, const Books &books);

} // namespace qd::coverage
