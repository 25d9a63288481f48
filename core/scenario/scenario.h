#pragma once
#include "core/base/month.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qd::scenario {

/// Rates that may be uncertain, in the order in which Monte Carlo numbers its draws (docs/calculation.md#scenarios).
enum class Rate { AnnualChurn, AnnualContraction, AnnualExpansion, AnnualLogoChurn, NewLogosPerMonth };
inline constexpr std::size_t RateCount = 5;
/// Its key in S.json, for example "annual_churn".
[[nodiscard]] const char *toString(Rate rate);

/// Coefficient of variation of each rate, by Rate; 0 is certain.
using Uncertainty = std::array<double, RateCount>;

/// What one segment starts from and how it moves. Rates are fractions a year, money is major units of the base
/// currency. `Number` is double where every value is known, optional where a file may leave one to the workspace.
template <typename Number>
struct SegmentOf {
    std::string name;
    Number logos = {}; ///< customers at the end of the start month
    Number arr = {}; ///< ARR at the end of the start month
    Number annualChurn = {}; ///< 0..1, of ARR
    std::optional<double> annualLogoChurn = std::nullopt; ///< 0..1, of customers; nothing follows annualChurn
    Number annualContraction = {}; ///< 0..1, of what churn left
    Number annualExpansion = {}; ///< >= 0, of what churn and contraction left
    Number annualPriceUplift = {}; ///< >= 0, on top of expansion and reported within it; left out: 0
    Number newLogosPerMonth = {};
    Number newAcv = {}; ///< annual value of a new customer
    Number hoursPerAccount = {}; ///< CSM hours a customer takes each month
    std::optional<double> maxLogosPerCsm = std::nullopt; ///< > 0: an FTE holds no more customers, however few hours

    bool operator==(const SegmentOf &) const = default;
};
using Segment = SegmentOf<double>;
/// A segment as S.json states it; what is missing comes from the workspace (base_figures.h).
using SegmentValues = SegmentOf<std::optional<double>>;

/// People joining or leaving on the first of a month.
struct TeamChange {
    Month month;
    double fte = 0; ///< > 0

    bool operator==(const TeamChange &) const = default;
};

/// The CSM team. Those in `fte` are fully productive; hires ramp up, leavers were productive.
struct Team {
    double fte = 0;
    double annualCost = 0; ///< of one FTE, major units
    std::vector<TeamChange> hires;
    std::vector<TeamChange> leavers;

    bool operator==(const Team &) const = default;
};

/// Customers of two segments sorted anew by their ARR at the start: those with `arr` or more belong to `to`, the others
/// to `from`.
struct Threshold {
    std::string from; ///< the segment of the smaller customers
    std::string to;
    double arr = 0; ///< > 0, major units

    bool operator==(const Threshold &) const = default;
};

struct StartBook;
/// The customers at the start, for thresholds; shared, never changed. Two scenarios with the same values are the same
/// whatever they hold here: what it does shows in the segments.
struct StartBookRef {
    std::shared_ptr<const StartBook> book;

    bool operator==(const StartBookRef &) const { return true; }
};

/// A scenario with every value known: what the projection takes (CONTRACT section 3).
struct CompleteScenario {
    std::string name;
    Month start; ///< its last day gives the opening book; the first projected month follows
    int months = 12; ///< 1..600
    std::vector<Segment> segments;
    Team team;
    double hoursPerMonth = 140; ///< > 0, working hours of one FTE
    double utilisation = 0.75; ///< > 0..1, share of them spent with customers
    std::vector<double> ramp{1.0}; ///< productivity by month of tenure, the last from then on
    double overloadElasticity = 0; ///< relative rise of churn for each 100 % of team load above capacity
    Uncertainty uncertainty{};
    double correlation = 0; ///< 0..1, of one rate's normal shocks between segments
    std::vector<Threshold> thresholds = {}; ///< in force: logos and arr of their segments are those after sorting
    StartBookRef startBook = {}; ///< empty where ARR was not read

    bool operator==(const CompleteScenario &) const = default;
};

inline constexpr int MaxMonths = 600;

/// The segment of a name; nullptr when the scenario has none.
[[nodiscard]] const Segment *findSegment(const CompleteScenario &scenario, const std::string &name);

/// FTE one customer of the segment takes: its hours over the productive hours of an FTE, or 1 / maxLogosPerCsm where
/// that is more.
[[nodiscard]] double fteOfCustomer(const CompleteScenario &scenario, const Segment &segment);
/// FTE the team has in month `offset` (0 = the month after start): hires by ramp, month of hire = tenure 0.
[[nodiscard]] double availableFte(const CompleteScenario &scenario, int offset);
/// People on the payroll in that month, ramped or not.
[[nodiscard]] double headcount(const CompleteScenario &scenario, int offset);

} // namespace qd::scenario
