#include "core/statistics/cox_regression.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace qd::statistics;

namespace {

constexpr std::int64_t Lives = 1'000'000;
constexpr std::int64_t Groups = 10;
constexpr std::int64_t CoxLives = 100'000;
constexpr std::int64_t Inputs = 8;

/// Whole numbers, so that another program has the very same lives (survival_bench.R).
Life lifeOf(std::int64_t i)
{
    return {double(1 + i * 7919 % 2999), i * 104'729 % 10 < 4};
}

double inputOf(std::int64_t i, std::int64_t input)
{
    return double((i * (2 * input + 3) * 31 + input * 17) % 101) / 101;
}

double milliseconds(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

/// The lives as a table that `qdeck import --table` takes.
int write(const char *path)
{
    std::ofstream file(path);
    file << "life,duration,event,grp\n";
    for (std::int64_t i = 0; i < Lives; ++i) {
        const Life life = lifeOf(i);
        file << i << ',' << std::int64_t(life.time) << ',' << (life.event ? 1 : 0) << ",g" << i % Groups << '\n';
    }
    return file.good() ? 0 : 1;
}

} // namespace

/// bench_survival [CSV]: Kaplan-Meier with limits of 1,000,000 lives in 10 groups from vectors, and Cox's model (Efron)
/// of 100,000 lives by 8 inputs. Prints wall milliseconds, and sums that another program must agree with. With a path
/// it writes the million lives there and computes nothing.
int main(int argc, char **argv)
{
    if (argc > 1)
        return write(argv[1]);
    std::vector<std::vector<Life>> groups(Groups);
    for (std::int64_t i = 0; i < Lives; ++i)
        groups[std::size_t(i % Groups)].push_back(lifeOf(i));
    auto begun = std::chrono::steady_clock::now();
    double sum = 0;
    for (const auto &lives : groups) {
        const SurvivalCurve curve = kaplanMeier(lives, SurvivalInterval::Log);
        sum += curve.at(1500) + curve.median().value_or(0);
    }
    std::printf("kaplan-meier %.0f ms, sum %.9f\n", milliseconds(begun), sum);

    CoxProblem problem;
    problem.inputs.assign(Inputs, {});
    for (std::int64_t i = 0; i < CoxLives; ++i) {
        for (std::int64_t input = 0; input < Inputs; ++input)
            problem.inputs[std::size_t(input)].push_back(inputOf(i, input));
        const double time = 1 + std::floor(double(i * 7919 % 2999) / (1 + inputOf(i, 0)));
        problem.lives.push_back({time, i * 104'729 % 10 < 4});
    }
    begun = std::chrono::steady_clock::now();
    const CoxFit fit = fitCox(problem);
    const double took = milliseconds(begun);
    double coefficients = 0;
    for (const CoxInput &input : fit.inputs)
        coefficients += input.coefficient;
    std::printf("cox %.0f ms, sum %.6f\n", took, coefficients);
    return 0;
}
