#pragma once
#include "core/backtest/lookback.h"
#include "core/health/health_model.h"
#include "core/validation/calibration_fit.h"

namespace qd::backtest {

/// Which renewals a model's weights are fitted on.
struct CalibrationWindow {
    Date from; ///< window of due dates, both days included
    Date to;
    int lead = 90; ///< days before due
    std::string segment = {}; ///< of the model; empty where only one has signals
};

/// What a case belongs to on the lead day; NoGroup where the account had no value.
struct CaseTraits {
    std::string segment;
    std::string region;
    std::string language;
    std::int64_t dueArr = 0; ///< base minor units
};

/// What signals scored before renewals, and which were lost.
struct CalibrationCases {
    std::string segment; ///< of the model
    validation::CalibrationData data; ///< an input for each signal, by byte order of its name
    std::vector<CaseTraits> traits = {}; ///< parallel to the cases of the data
    std::vector<std::string> silent; ///< signals that had a value in no case: no inputs
    int underNotice = 0; ///< left out, as the next two: notice or cancellation was known by the lead day
    int elsewhere = 0; ///< without ARR on it, or in another segment
    int incomplete = 0; ///< a signal that others had was missing and counted nothing
};

/// The settled renewals due in the window: inputs are the scores of the segment's signals on due less lead, as known
/// then, the event is a lost one. A signal without a value counts as its model says: neutral, worst or a value of
/// before; where it counts nothing (`drop`) there is no score of it, and the case is left out.
///
/// InvalidArgument for a window that ends before it begins, or without a segment where several have signals; NotFound
/// for one that the model has not; NoRate, Overflow, what a signal fails with, Cancelled.
[[nodiscard]] Result<CalibrationCases> calibrationCases(
    const Lookback &data, const health::HealthModel &model, const CalibrationWindow &window, Progress &progress);

} // namespace qd::backtest
