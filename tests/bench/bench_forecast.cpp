// bench_forecast [THREADS]: the forecast of 5,000 renewals of six segments, 20,000 runs; the book of forecast_numpy.py.
// Prints the best of five times and the mean and percentiles of the amounts, which must agree with those of NumPy.
#include "core/forecast/renewal_distribution.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace qd;

int main(int argc, char **argv)
{
    constexpr int Renewals = 5'000;
    constexpr int Segments = 6;
    constexpr int Rounds = 5;
    std::vector<forecast::RenewalChance> chances;
    for (int i = 0; i < Renewals; ++i)
        chances.push_back({std::string(1, char('A' + i % Segments)), 1'000.0 + 37 * (i % 211), 0.5 + 0.0045 * (i % 101),
            0.9 + 0.02 * (i % 6)});
    forecast::SimulationOptions options;
    options.threads = argc > 1 ? std::atoi(argv[1]) : 0;
    double best = 1e9;
    forecast::RenewalDistribution found;
    for (int round = 0; round < Rounds; ++round) {
        Progress progress;
        const auto begun = std::chrono::steady_clock::now();
        const auto made = forecast::renewalDistribution(chances, {}, options, progress);
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        if (!made)
            return 1;
        found = *made;
    }
    std::printf(
        "wall_ms %.1f mean %.0f p10 %.0f p50 %.0f p90 %.0f\n", best, found.mean, found.p10, found.p50, found.p90);
    return 0;
}
