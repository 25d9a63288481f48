#include "app/cli/command.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/validation/calibration_fit.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct CalibrateArguments {
    std::string path, sql;
    std::string lambda = "cv";
    bool monotone = false;
    bool json = false;
};

/// A penalty, or nothing for cross-validation.
Result<std::optional<double>> lambdaOption(const std::string &text)
{
    if (text == "cv")
        return std::optional<double>();
    const auto lambda = numberOption("--lambda", text);
    return lambda ? Result<std::optional<double>>(std::optional(*lambda)) : lambda.error();
}

Json fitJson(const validation::CalibrationFit &fit)
{
    Json inputs = Json::array();
    for (const validation::CalibratedInput &input : fit.inputs)
        inputs.push_back({{"input", input.name}, {"mean", input.mean}, {"sd", input.sd}, {"beta", input.beta},
            {"coefficient", input.coefficient}, {"points", input.points}});
    Json tried = Json::array();
    for (const auto &one : fit.tried)
        tried.push_back({{"lambda", one.lambda}, {"deviance", one.deviance}});
    return {{"n", fit.n}, {"events", fit.events}, {"lambda", fit.lambda}, {"intercept", fit.intercept},
        {"inputs", inputs}, {"dropped", fit.dropped}, {"cv", tried}, {"deviance", fit.deviance}};
}

void inWords(const validation::CalibrationFit &fit)
{
    std::cout << fit.n << " cases, " << fit.events << " events; lambda " << fit.lambda << ", deviance "
              << cellText(fit.deviance, 4) << "\n\n"
              << padded("Input", 28) << std::right << std::setw(12) << "Mean" << std::setw(12) << "Deviation"
              << std::setw(12) << "Beta" << std::setw(14) << "Coefficient" << std::setw(8) << "Points" << '\n';
    for (const validation::CalibratedInput &input : fit.inputs)
        std::cout << padded(input.name, 28) << std::right << std::setw(12) << cellText(input.mean, 3) << std::setw(12)
                  << cellText(input.sd, 3) << std::setw(12) << cellText(input.beta, 4) << std::setw(14)
                  << cellText(input.coefficient, 6) << std::setw(8) << input.points << '\n';
    std::cout << padded("(intercept)", 28) << std::right << std::setw(50) << cellText(fit.intercept, 6) << '\n';
    if (!fit.dropped.empty())
        std::cout << "\nThe same in all cases, and left out: " << joined(fit.dropped, ", ") << '\n';
}

Exit runCalibrate(const CalibrateArguments &arguments)
{
    const auto lambda = lambdaOption(arguments.lambda);
    if (!lambda)
        return fail(lambda.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto table = store::QueryTable::read(workspace, arguments.sql, terminalProgress());
        if (!table)
            return fail(table.error());
        const auto data = validation::calibrationDataOf(*table);
        if (!data)
            return fail(data.error());
        const auto fit =
            validation::fitCalibration(*data, {.lambda = *lambda, .monotone = arguments.monotone}, terminalProgress());
        if (!fit)
            return fail(fit.error());
        if (arguments.json)
            print(fitJson(*fit));
        else
            inWords(*fit);
        return Exit::Done;
    });
}

} // namespace

void addCalibrateCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<CalibrateArguments>();
    CLI::App *command = app.add_subcommand(
        "calibrate", "Weights of scores that foretell an event best, by penalised logistic regression");
    command->add_option("W", arguments->path, "Workspace")->required();
    command
        ->add_option("--sql", arguments->sql,
            "Query of cases: account, event (0 or 1), and a column for each input, a score that is good when high")
        ->required();
    command->add_option("--lambda", arguments->lambda, "Penalty: 0 for none, or cv to choose it by cross-validation")
        ->capture_default_str();
    command->add_flag("--monotone", arguments->monotone, "No input may raise the risk as its score rises");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runCalibrate(*arguments); }; });
}

} // namespace qd::cli
