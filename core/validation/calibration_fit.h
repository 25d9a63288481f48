#pragma once
#include "core/base/progress.h"
#include "core/store/query_table.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::validation {

/// Cases to fit a health model on: what the signals scored, and what came. Columns are parallel to `account`.
struct CalibrationData {
    std::vector<std::string> account; ///< whose case it is; all of one account stay together in cross-validation
    std::vector<bool> event;
    struct Input {
        std::string name;
        std::vector<double> values;
    };
    std::vector<Input> inputs;
};

struct CalibrationOptions {
    std::optional<double> lambda; ///< 0 or more; nothing: chosen by cross-validation
    bool monotone = false; ///< holds every beta at or below 0: a higher score never raises the risk
};

/// Events, and others, below which nothing is said.
inline constexpr int LeastOfEach = 10;

/// Parts of a cross-validation.
inline constexpr int Folds = 5;
/// Fold of each case, 0 to Folds - 1: the position of its account among all in byte order, mod Folds, so that all cases
/// of one account are in one. In the order of the cases.
[[nodiscard]] std::vector<int> foldsOf(const std::vector<std::string> &accounts);

/// What the fit gives an input.
struct CalibratedInput {
    std::string name;
    double mean = 0;
    double sd = 0; ///< divisor n
    double beta = 0; ///< on the standardised input
    double coefficient = 0; ///< on the input as it is: beta / sd
    int points = 0; ///< weight out of 100 in a model of scores: max(0, -beta) shared out by largest remainder
};

struct CalibrationFit {
    int n = 0;
    int events = 0;
    double lambda = 0;
    double intercept = 0; ///< on the inputs as they are
    std::vector<CalibratedInput> inputs; ///< in the order of the data, without those dropped
    std::vector<std::string> dropped; ///< the same in all cases
    struct Tried {
        double lambda = 0;
        double deviance = 0; ///< -2 log-likelihood of the cases held out / n
    };
    std::vector<Tried> tried; ///< by rising lambda; empty where lambda was given
    double deviance = 0; ///< -2 log-likelihood of all cases / n, without the penalty
};

/// Penalised logistic regression (CONTRACT-ROOMS, *Calibration fit*): the minimum of -(1/n) log-likelihood + (lambda /
/// 2) sum beta_j^2 over inputs standardised by mean and sd. Cross-validation tries 10^-4, 10^-3.75 .. 10^1 in 5 folds,
/// an account's fold being its position in byte order mod 5, standardised on the training part, and takes the lambda of
/// least deviance, of those within 1e-12 the largest. The order of the cases never matters.
///
/// BadData: under 10 events or others; lambda 0 where the inputs tell events apart without an error, or where one of
/// them is made up of the others (named); a fold whose training part has one outcome only. Cancelled.
[[nodiscard]] Result<CalibrationFit> fitCalibration(
    const CalibrationData &data, const CalibrationOptions &options, Progress &progress);

/// The data of a query: columns `account` and `event` (0 or 1), every other one an input. BadData for a missing column,
/// no input, an account or input that is empty, and a cell that is no number.
[[nodiscard]] Result<CalibrationData> calibrationDataOf(const store::QueryTable &table);

} // namespace qd::validation
