#include "app/cli/command.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"

#include "core/validation/query_cases.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct ValidateArguments {
    std::string path, sql, psi;
    validation::ValidationOptions options;
    bool json = false;
};

/// One model's cases and what is said of them.
struct Judged {
    std::string model;
    std::vector<validation::ValidationRow> rows;
    std::vector<validation::FairnessRow> fairness;
};

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

Json rowJson(const std::string &model, const validation::ValidationRow &row)
{
    const bool few = !row.figures;
    const validation::ModelFigures figures = row.figures.value_or(validation::ModelFigures{});
    return {{"model", model}, {"lead", nullptr}, {"group", row.group}, {"n", row.n}, {"events", row.events},
        {"unscored", row.unscored}, {"under_notice", row.underNotice}, {"auc", optionalNumber(figures.auc)},
        {"auc_lower", lowerOf(figures.aucInterval)}, {"auc_upper", upperOf(figures.aucInterval)},
        {"ks", optionalNumber(figures.ks)}, {"precision", optionalNumber(figures.precision)},
        {"recall", optionalNumber(figures.recall)}, {"share_flagged", optionalNumber(figures.shareFlagged)},
        {"brier", optionalNumber(figures.brier)}, {"log_loss", optionalNumber(figures.logLoss)},
        {"calibration", calibrationJson(figures)}, {"lift", few ? Json(nullptr) : liftJson(figures.lift)},
        {"lead_time", nullptr}, {"note", few ? Json("few_events") : Json(nullptr)}};
}

Json fairnessJson(const std::string &model, const validation::FairnessRow &row)
{
    return {{"model", model}, {"lead", nullptr}, {"dimension", "grp"}, {"group", row.group}, {"n", row.n},
        {"events", row.events}, {"share_flagged", optionalNumber(row.shareFlagged)},
        {"precision", optionalNumber(row.precision)}, {"recall", optionalNumber(row.recall)},
        {"lower", lowerOf(row.recallInterval)}, {"upper", upperOf(row.recallInterval)}, {"few", row.few}};
}

Json judgedJson(const Judged &judged)
{
    Json rows = Json::array();
    for (const validation::ValidationRow &row : judged.rows)
        rows.push_back(rowJson(judged.model, row));
    Json fairness = Json::array();
    for (const validation::FairnessRow &row : judged.fairness)
        fairness.push_back(fairnessJson(judged.model, row));
    return {{"rows", rows}, {"fairness", fairness}, {"compare", Json::array()}};
}

void inWords(const Judged &judged)
{
    std::cout << padded("Group", 20) << std::right << std::setw(7) << "Cases" << std::setw(8) << "Events"
              << std::setw(10) << "Unscored" << std::setw(8) << "AUC" << std::setw(16) << "95 %" << std::setw(8) << "KS"
              << std::setw(11) << "Precision" << std::setw(8) << "Recall" << std::setw(9) << "Flagged" << std::setw(8)
              << "Brier" << std::setw(10) << "Log loss" << std::setw(8) << "Slope" << std::setw(8) << "Lift" << '\n';
    for (const validation::ValidationRow &row : judged.rows) {
        std::cout << padded(row.group, 20) << std::right << std::setw(7) << row.n << std::setw(8) << row.events
                  << std::setw(10) << row.unscored;
        if (!row.figures) {
            std::cout << "  too few events\n";
            continue;
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
}

Exit judge(store::Workspace &workspace, const ValidateArguments &arguments)
{
    const auto table = store::QueryTable::read(workspace, arguments.sql, terminalProgress());
    if (!table)
        return fail(table.error());
    const auto query = validation::casesOf(*table);
    if (!query)
        return fail(query.error());
    sayUnused(query->unused);
    Judged judged{"sql", validation::validate(query->cases, query->grouped, arguments.options), {}};
    if (query->grouped)
        judged.fairness = validation::fairnessOf(query->cases);
    if (arguments.json)
        print(judgedJson(judged));
    else
        inWords(judged);
    return Exit::Done;
}

Exit compareBands(store::Workspace &workspace, const ValidateArguments &arguments)
{
    const auto table = store::QueryTable::read(workspace, arguments.psi, terminalProgress());
    if (!table)
        return fail(table.error());
    const auto stability = validation::stabilityOf(*table);
    if (!stability)
        return fail(stability.error());
    sayUnused(table->besides({"band", "n_from", "n_to"}));
    const auto &found = *stability;
    if (arguments.json)
        print({{"psi", found ? Json(found->index) : Json(nullptr)},
            {"limit", found ? Json(found->limit) : Json(nullptr)}});
    else if (found)
        std::cout << "PSI " << cellText(found->index, 4) << ", by chance up to " << cellText(found->limit, 4)
                  << (found->index > found->limit ? ": the shares have moved.\n" : ": no more than chance.\n");
    else
        std::cout << "PSI cannot be told: one side has no cases.\n";
    return Exit::Done;
}

} // namespace

void addValidateCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ValidateArguments>();
    CLI::App *command =
        app.add_subcommand("validate", "How well a score foretells an event; how far shares have moved");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *what = command->add_option_group("What to judge");
    what->add_option("--sql", arguments->sql,
        "Query of cases: score and event (0 or 1), optionally prob, flagged (0 or 1), weight and grp");
    what->add_option("--psi", arguments->psi, "Query of bands: band, n_from, n_to; gives PSI and its limit");
    what->require_option(1);
    command
        ->add_option("--min-events", arguments->options.minEvents,
            "Events, and cases without, below which nothing is said of a group")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_flag("--high-is-risk", arguments->options.highIsRisk, "High scores are risk; else low ones are");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] {
        action = [arguments] {
            return withWorkspace(arguments->path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
                return arguments->psi.empty() ? judge(workspace, *arguments) : compareBands(workspace, *arguments);
            });
        };
    });
}

} // namespace qd::cli
