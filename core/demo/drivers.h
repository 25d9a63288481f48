#pragma once
#include <array>
#include <string_view>

namespace qd::demo {

/// How a customer's hidden health, by which it stays or leaves, gets into something an export shows: what is shown
/// follows loading x health + noise x chance, both of deviation 1. How well it foretells churn is known by that.
struct Driver {
    std::string_view signal; ///< what is measured of it, as a health model names it
    int loading = 0;
    int noise = 0;

    [[nodiscard]] constexpr double strength() const { return double(loading) / noise; }
};

inline constexpr Driver UsageDriver{"licence_use", 800, 125};
inline constexpr Driver VendorDriver{"vendor:Scorecard 2", 15, 5};
inline constexpr Driver NpsDriver{"nps", 13, 18};
inline constexpr Driver CsatDriver{"csat_90", 500, 1000};

/// The strongest first.
inline constexpr std::array Drivers{UsageDriver, VendorDriver, NpsDriver, CsatDriver};

} // namespace qd::demo
