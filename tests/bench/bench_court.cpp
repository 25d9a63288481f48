#include "core/statistics/roc_curve.h"
#include "core/validation/validation.h"

#include <chrono>
#include <cstdio>

using namespace qd;

namespace {

constexpr int Renewals = 10'000;
constexpr int Models = 6;
constexpr int Leads = 4;
constexpr int OneInLost = 9;

/// Whole numbers, so that another program has the very same ones: a spread of 997 values, lower for lost renewals the
/// better the model and the nearer the lead.
double scoreOf(int renewal, int model, int lead)
{
    const int spread = (renewal * 7919 + model * 10'007 + lead * 5003) % 997;
    const bool isLost = renewal % OneInLost == 0;
    return spread - (isLost ? 40.0 * (model + 1) + 20.0 * lead : 0.0);
}

} // namespace

/// bench_court: what models said of 10,000 renewals at four leads judged as `qdeck validate` does once it has the
/// scores: AUC with interval, KS, lift, flags of each of six models, and DeLong's paired test of each two. Prints wall
/// milliseconds, and sums that another program must agree with.
int main()
{
    std::vector<bool> events;
    std::vector<std::vector<validation::Case>> cases(Models * Leads);
    std::vector<std::vector<double>> risks(Models * Leads);
    for (int i = 0; i < Renewals; ++i)
        events.push_back(i % OneInLost == 0);
    for (int place = 0; place < Models * Leads; ++place) {
        for (int i = 0; i < Renewals; ++i) {
            const double score = scoreOf(i, place % Models, place / Models);
            cases[std::size_t(place)].push_back(
                {.score = score, .event = events[std::size_t(i)], .flagged = score < 300, .weight = 100.0 + i % 13});
            risks[std::size_t(place)].push_back(-score);
        }
    }
    const auto begun = std::chrono::steady_clock::now();
    double areas = 0;
    double captured = 0;
    for (const auto &model : cases) {
        const auto rows = validation::validate(model, false, {});
        areas += *rows.front().figures->auc;
        captured += *rows.front().figures->lift.front().captured;
    }
    double z = 0;
    for (int lead = 0; lead < Leads; ++lead) {
        for (int a = 0; a < Models; ++a) {
            for (int b = a + 1; b < Models; ++b)
                z += statistics::compareRocAreas(
                    risks[std::size_t(lead * Models + a)], risks[std::size_t(lead * Models + b)], events)
                         ->z;
        }
    }
    const double wall = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    std::printf("%.1f ms; AUC %.9f, first tenth %.9f, z %.6f\n", wall, areas, captured, z);
    return 0;
}
