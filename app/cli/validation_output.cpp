#include "app/cli/validation_output.h"

#include "app/cli/text_table.h"

#include <iomanip>
#include <iostream>

namespace qd::cli {

namespace {

Json leadJson(const JudgedModel &judged)
{
    return judged.lead ? Json(*judged.lead) : Json(nullptr);
}

Json calibrationJson(const validation::ModelFigures &figures)
{
    if (!figures.calibration)
        return nullptr;
    return {{"slope", optionalNumber(figures.calibration->slope)},
        {"intercept", optionalNumber(figures.calibration->intercept)},
        {"in_the_large", optionalNumber(figures.calibration->inTheLarge)}};
}

Json liftJson(const std::vector<statistics::LiftBin> &lift)
{
    Json bins = Json::array();
    for (const statistics::LiftBin &bin : lift)
        bins.push_back({{"bin", bins.size()}, {"n", bin.n}, {"events", bin.events}, {"rate", bin.rate},
            {"lift", optionalNumber(bin.lift)}, {"captured", optionalNumber(bin.captured)},
            {"captured_weight", optionalNumber(bin.capturedWeight)}});
    return bins;
}

Json lowerOf(const std::optional<std::pair<double, double>> &interval)
{
    return interval ? Json(interval->first) : Json(nullptr);
}

Json upperOf(const std::optional<std::pair<double, double>> &interval)
{
    return interval ? Json(interval->second) : Json(nullptr);
}

} // namespace

Json validationRowJson(
    const JudgedModel &judged, const validation::ValidationRow &row, const std::optional<double> &leadTime)
{
    const bool few = !row.figures;
    const validation::ModelFigures figures = row.figures.value_or(validation::ModelFigures{});
    return {{"model", judged.model}, {"lead", leadJson(judged)}, {"group", row.group}, {"n", row.n},
        {"events", row.events}, {"unscored", row.unscored}, {"under_notice", row.underNotice},
        {"auc", optionalNumber(figures.auc)}, {"auc_lower", lowerOf(figures.aucInterval)},
        {"auc_upper", upperOf(figures.aucInterval)}, {"ks", optionalNumber(figures.ks)},
        {"precision", optionalNumber(figures.precision)}, {"recall", optionalNumber(figures.recall)},
        {"share_flagged", optionalNumber(figures.shareFlagged)}, {"brier", optionalNumber(figures.brier)},
        {"log_loss", optionalNumber(figures.logLoss)}, {"calibration", calibrationJson(figures)},
        {"lift", few ? Json(nullptr) : liftJson(figures.lift)}, {"lead_time", optionalNumber(leadTime)},
        {"note", few ? Json("few_events") : Json(nullptr)}};
}

Json fairnessRowJson(const JudgedModel &judged, const std::string &dimension, const validation::FairnessRow &row)
{
    return {{"model", judged.model}, {"lead", leadJson(judged)}, {"dimension", dimension}, {"group", row.group},
        {"n", row.n}, {"events", row.events}, {"share_flagged", optionalNumber(row.shareFlagged)},
        {"precision", optionalNumber(row.precision)}, {"recall", optionalNumber(row.recall)},
        {"lower", lowerOf(row.recallInterval)}, {"upper", upperOf(row.recallInterval)}, {"few", row.few}};
}

void printValidationHead(bool withModel)
{
    if (withModel)
        std::cout << padded("Model", 24) << std::right << std::setw(5) << "Lead"
                  << "  ";
    std::cout << padded("Group", 20) << std::right << std::setw(7) << "Cases" << std::setw(8) << "Events"
              << std::setw(10) << "Unscored" << std::setw(8) << "AUC" << std::setw(16) << "95 %" << std::setw(8) << "KS"
              << std::setw(11) << "Precision" << std::setw(8) << "Recall" << std::setw(9) << "Flagged" << std::setw(8)
              << "Brier" << std::setw(10) << "Log loss" << std::setw(8) << "Slope" << std::setw(8) << "Lift" << '\n';
}

void printValidationRow(const JudgedModel &judged, const validation::ValidationRow &row)
{
    if (judged.lead)
        std::cout << padded(judged.model, 24) << std::right << std::setw(5) << *judged.lead << "  ";
    std::cout << padded(row.group, 20) << std::right << std::setw(7) << row.n << std::setw(8) << row.events
              << std::setw(10) << row.unscored;
    if (!row.figures) {
        std::cout << "  too few events\n";
        return;
    }
    const validation::ModelFigures &figures = *row.figures;
    const auto &interval = figures.aucInterval;
    std::cout << std::setw(8) << cellText(figures.auc) << std::setw(16)
              << (interval ? cellText(interval->first) + " - " + cellText(interval->second) : "-") << std::setw(8)
              << cellText(figures.ks) << std::setw(11) << cellText(figures.precision) << std::setw(8)
              << cellText(figures.recall) << std::setw(9) << cellText(figures.shareFlagged) << std::setw(8)
              << cellText(figures.brier) << std::setw(10) << cellText(figures.logLoss) << std::setw(8)
              << cellText(figures.calibration ? figures.calibration->slope : std::nullopt, 2) << std::setw(8)
              << cellText(figures.lift.empty() ? std::nullopt : figures.lift.front().lift, 2) << '\n';
}

} // namespace qd::cli
