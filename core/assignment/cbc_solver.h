#pragma once
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace qd::assignment {

struct CbcLimits {
    double gap = 0.01; ///< stop once (objective - bound) / |objective| is no more
    double seconds = 30; ///< of the wall clock, > 0
};

enum class CbcEnd {
    Missing, ///< no program `cbc` on PATH
    Failed, ///< it did not start, crashed, or said something unknown; see `detail`
    Optimal,
    GapReached,
    TimeLimit,
    Cancelled,
    Infeasible,
};

struct CbcAnswer {
    CbcEnd end = CbcEnd::Failed;
    std::optional<double> bound; ///< no solution is below; rounded down to what the log shows
    std::optional<double> objective; ///< of the best solution found, when there is one
    std::unordered_map<std::string, double> values; ///< column -> value, zeros may be missing
    std::string detail; ///< last line of its log when it failed
};

/// Runs the solver `cbc` (COIN-OR, EPL) as a child process on a free-format MPS model to be minimised; `start` is a
/// solution in cbc's own file format, or empty. Files stand in a temporary folder of their own that is removed.
/// Single-threaded, so that the same model gives the same answer unless time runs out. Cancelling or the time limit
/// interrupts it (SIGINT), upon which it reports the best it has. Blocks; may be called in any thread.
[[nodiscard]] CbcAnswer runCbc(
    const std::string &mps, const std::string &start, const CbcLimits &limits, Progress &progress);

/// What cbc's log and solution file say. For runCbc and its tests.
[[nodiscard]] CbcAnswer readCbcLog(std::string_view log);
[[nodiscard]] std::unordered_map<std::string, double> readCbcSolution(std::string_view file);

} // namespace qd::assignment
