#include "app/cli/command.h"
#include "app/cli/health_models.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"

#include "core/backtest/calibration_cases.h"
#include "core/backtest/proposal_fairness.h"
#include "core/backtest/reweighted_model.h"
#include "core/base/text.h"
#include "core/store/output_file.h"
#include "core/validation/held_out.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct CalibrateArguments {
    std::string path, sql, from, to, model, segment, out, later;
    std::string lambda = "cv";
    int lead = 0;
    bool monotone = false;
    bool strict = false;
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

/// What is fitted: the rows of a query, or renewals before which a model's signals were scored.
struct Cases {
    backtest::CalibrationCases fitted; ///< of a query its data alone
    std::string modelText; ///< empty for a query
    health::HealthModel model; ///< likewise
    validation::InputWeights present; ///< weights of the segment's signals as they are
    std::optional<backtest::CalibrationCases> later; ///< renewals due after those, where they are asked for
};

/// What the proposed weights are worth beside the present ones, on cases they were not fitted to.
struct Judged {
    std::optional<validation::ScoreTrial> outOfFold; ///< nothing where the folds leave too few cases
    std::optional<validation::ScoreTrial> later;
    std::vector<backtest::GroupFairness> fairness; ///< on the cases of out-of-fold scores
    std::vector<backtest::GroupFairness> laterFairness;
};

validation::InputWeights weightsOf(const health::HealthModel &model, const std::string &segment)
{
    validation::InputWeights weights;
    for (const health::HealthSegment &each : model.segments) {
        if (each.name != segment)
            continue;
        for (const health::SignalModel &signal : each.measures)
            weights[signal.signal.name()] = signal.weight;
    }
    return weights;
}

Result<Judged> judge(
    const Cases &cases, const validation::CalibrationFit &fit, const validation::CalibrationOptions &options)
{
    Judged judged;
    const validation::CalibrationData &data = cases.fitted.data;
    const auto heldOut = validation::heldOutScores(data, options, terminalProgress());
    if (heldOut) {
        const std::vector<double> present = validation::weightedScores(data, cases.present);
        judged.outOfFold = validation::compareScores(*heldOut, present, data.event);
        judged.fairness = backtest::proposalFairness(cases.fitted, *heldOut, present, cases.model);
    } else if (heldOut.error().code == ErrorCode::Cancelled)
        return heldOut.error();
    else
        std::cerr << "qdeck: Not judged out of fold. " << heldOut.error().message.english() << '\n';
    if (cases.later) {
        const validation::CalibrationData &after = cases.later->data;
        const std::vector<double> proposed = validation::weightedScores(after, validation::pointsOf(fit));
        const std::vector<double> present = validation::weightedScores(after, cases.present);
        judged.later = validation::compareScores(proposed, present, after.event);
        judged.laterFairness = backtest::proposalFairness(*cases.later, proposed, present, cases.model);
    }
    return judged;
}

void addArea(Json &json, const std::optional<statistics::RocArea> &area)
{
    const auto interval = area ? area->interval() : std::nullopt;
    json["auc"] = area ? Json(area->area) : Json(nullptr);
    json["auc_lower"] = interval ? Json(interval->first) : Json(nullptr);
    json["auc_upper"] = interval ? Json(interval->second) : Json(nullptr);
}

Json trialJson(const std::optional<validation::ScoreTrial> &trial)
{
    if (!trial)
        return nullptr;
    Json json{{"n", trial->n}, {"events", trial->events}};
    addArea(json, trial->proposed);
    addArea(json["model"], trial->present);
    json["difference"] = optionalNumber(trial->difference);
    json["z"] = trial->test ? Json(trial->test->z) : Json(nullptr);
    json["p"] = trial->test ? Json(trial->test->p) : Json(nullptr);
    return json;
}

Json flagsJson(const validation::FairnessRow &row)
{
    return {{"share_flagged", optionalNumber(row.shareFlagged)}, {"precision", optionalNumber(row.precision)},
        {"recall", optionalNumber(row.recall)},
        {"lower", row.recallInterval ? Json(row.recallInterval->first) : Json(nullptr)},
        {"upper", row.recallInterval ? Json(row.recallInterval->second) : Json(nullptr)}};
}

void addFairness(Json &rows, const char *cases, const std::vector<backtest::GroupFairness> &fairness)
{
    for (const backtest::GroupFairness &each : fairness)
        rows.push_back({{"cases", cases}, {"dimension", each.dimension}, {"group", each.proposed.group},
            {"n", each.proposed.n}, {"events", each.proposed.events}, {"few", each.proposed.few},
            {"proposed", flagsJson(each.proposed)}, {"model", flagsJson(each.present)}});
}

Json judgedJson(const Judged &judged)
{
    Json fairness = Json::array();
    addFairness(fairness, "out_of_fold", judged.fairness);
    addFairness(fairness, "later", judged.laterFairness);
    return {{"out_of_fold", trialJson(judged.outOfFold)}, {"later", trialJson(judged.later)}, {"fairness", fairness}};
}

/// Who would be warned of, by group; figures of the present weights in brackets.
void fairnessInWords(const std::vector<backtest::GroupFairness> &fairness)
{
    if (fairness.empty())
        return;
    const auto both = [](const std::optional<double> &proposed, const std::optional<double> &present) {
        return cellText(proposed) + " (" + cellText(present) + ")";
    };
    std::cout << padded("By", 10) << padded("Group", 20) << std::right << std::setw(7) << "Cases" << std::setw(8)
              << "Events" << std::setw(16) << "Flagged" << std::setw(16) << "Precision" << std::setw(16) << "Recall"
              << '\n';
    for (const backtest::GroupFairness &each : fairness) {
        const validation::FairnessRow &row = each.proposed;
        std::cout << padded(each.dimension, 10) << padded(row.group, 20) << std::right << std::setw(7) << row.n
                  << std::setw(8) << row.events << std::setw(16) << both(row.shareFlagged, each.present.shareFlagged)
                  << std::setw(16) << both(row.precision, each.present.precision) << std::setw(16)
                  << both(row.recall, each.present.recall) << (row.few ? "  few events" : "") << '\n';
    }
}

std::string areaText(const std::optional<statistics::RocArea> &area)
{
    const auto interval = area ? area->interval() : std::nullopt;
    return (area ? cellText(std::optional(area->area)) : "-")
        + (interval ? " (" + cellText(std::optional(interval->first)) + " to "
                    + cellText(std::optional(interval->second)) + ")"
                    : std::string());
}

void trialInWords(const char *what, const std::optional<validation::ScoreTrial> &trial)
{
    if (!trial)
        return;
    std::cout << what << ", " << trial->n << " cases, " << trial->events << " events: AUC " << areaText(trial->proposed)
              << ", of the present weights " << areaText(trial->present) << "; difference "
              << cellText(trial->difference)
              << (trial->test ? ", p " + cellText(std::optional(trial->test->p)) : std::string()) << '\n';
}

/// What was left out of the cases, on stderr.
void sayLeftOut(const backtest::CalibrationCases &cases)
{
    std::cerr << "qdeck: " << cases.data.event.size() << " renewals of segment " << cases.segment
              << "; left out: " << cases.underNotice << " under notice by the lead day, " << cases.elsewhere
              << " without ARR on it or in another segment, " << cases.incomplete
              << " that lack the value of a signal.\n";
    if (!cases.silent.empty())
        std::cerr << "qdeck: Signals that had a value in no case, and are no inputs: " << joined(cases.silent, ", ")
                  << ".\n";
}

/// The one that was said, else the one in force.
Result<ChosenModel> modelToFit(const store::Workspace &workspace, const std::string &said)
{
    if (!said.empty())
        return healthModelNamed(workspace, said);
    const auto models = health::ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    if (models->isEmpty())
        return noModel();
    const auto day = dayShown(workspace);
    return day ? chosenInForce(*models, *day) : Result<ChosenModel>(day.error());
}

Result<Cases> casesOfRenewals(const store::Workspace &workspace, const CalibrateArguments &arguments)
{
    const auto from = dateOption("--from", arguments.from);
    const auto to = dateOption("--to", arguments.to);
    const auto later = dateOption("--later", arguments.later);
    for (const auto *date : {&from, &to, &later}) {
        if (!*date)
            return date->error();
    }
    if (!*from || !*to)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "%1 wants a date as YYYY-MM-DD, not \"%2\"."), {*from ? "--to" : "--from", ""}}};
    if (const auto fine = checkOrder(**from, **to); !fine)
        return fine.error();
    auto model = modelToFit(workspace, arguments.model);
    if (!model)
        return model.error();
    const auto data = backtest::Lookback::read(
        workspace, terminalProgress(), std::nullopt, arguments.strict ? signs::Knowing::Seen : signs::Knowing::ByDates);
    if (!data)
        return data.error();
    auto cases = backtest::calibrationCases(
        *data, model->model, {**from, **to, arguments.lead, arguments.segment}, terminalProgress());
    if (!cases)
        return cases.error();
    sayLeftOut(*cases);
    const validation::InputWeights present = weightsOf(model->model, cases->segment);
    Cases found{std::move(*cases), std::move(model->text), model->model, present, std::nullopt};
    if (*later) {
        auto after = backtest::calibrationCases(*data, model->model,
            {(*to)->plusDays(1), **later, arguments.lead, found.fitted.segment}, terminalProgress());
        if (!after)
            return after.error();
        found.later = std::move(*after);
    }
    return found;
}

Result<Cases> casesOfQuery(const store::Workspace &workspace, const CalibrateArguments &arguments)
{
    const auto table = store::QueryTable::read(workspace, arguments.sql, terminalProgress());
    if (!table)
        return table.error();
    auto data = validation::calibrationDataOf(*table);
    if (!data)
        return data.error();
    Cases found;
    found.fitted.data = std::move(*data);
    return found;
}

Exit runCalibrate(const CalibrateArguments &arguments)
{
    const auto lambda = lambdaOption(arguments.lambda);
    if (!lambda)
        return fail(lambda.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const std::vector<std::string> inputs{arguments.path, arguments.model};
        if (!arguments.out.empty()) {
            if (const auto fine = store::checkOutput(arguments.out, inputs); !fine)
                return fail(fine.error());
        }
        const auto cases =
            arguments.sql.empty() ? casesOfRenewals(workspace, arguments) : casesOfQuery(workspace, arguments);
        if (!cases)
            return fail(cases.error());
        const validation::CalibrationOptions options{.lambda = *lambda, .monotone = arguments.monotone};
        const auto fit = validation::fitCalibration(cases->fitted.data, options, terminalProgress());
        if (!fit)
            return fail(fit.error());
        const auto judged = cases->modelText.empty() ? Result(Judged()) : judge(*cases, *fit, options);
        if (!judged)
            return fail(judged.error());
        if (!arguments.out.empty()) {
            const auto model = backtest::withPoints(cases->modelText, cases->fitted.segment, *fit);
            if (!model)
                return fail(model.error());
            if (const auto written = store::writeOutput(arguments.out, *model, inputs); !written)
                return fail(written.error());
        }
        if (arguments.json) {
            Json json = fitJson(*fit);
            if (!cases->modelText.empty())
                json["judged"] = judgedJson(*judged);
            print(json);
        } else {
            inWords(*fit);
            trialInWords("\nOut of fold", judged->outOfFold);
            fairnessInWords(judged->fairness);
            trialInWords("\nOn later renewals", judged->later);
            fairnessInWords(judged->laterFairness);
        }
        return Exit::Done;
    });
}

void addRenewalOptions(CLI::App &command, CalibrateArguments &arguments, CLI::Option *from)
{
    auto *to = command.add_option("--to", arguments.to, "Last day of the window")->needs(from);
    auto *lead = command.add_option("--lead", arguments.lead, "Days before due on which the signals are scored")
                     ->check(CLI::Range(0, 3660))
                     ->needs(from);
    command
        .add_option("--model", arguments.model,
            "Health model: a JSON file, or a saved one by name or as version:N; the scores of its signals are the "
            "inputs. Default: the one in force")
        ->needs(from);
    from->needs(to)->needs(lead);
    command
        .add_option(
            "--later", arguments.later, "The weights are also judged on the renewals due after --to, through this day")
        ->needs(from);
    command
        .add_option("--segment", arguments.segment,
            "Segment of the model whose weights are fitted; needed where several have signals")
        ->needs(from);
    command
        .add_flag("--strict-known", arguments.strict,
            "Signals see a row only from the as-of date of the first import that held it, not from its own date alone")
        ->needs(from);
    command
        .add_option("--out", arguments.out,
            "Writes the model with the points as weights of the segment's signals, 0 for those without")
        ->needs(from);
}

} // namespace

void addCalibrateCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<CalibrateArguments>();
    CLI::App *command = app.add_subcommand("calibrate",
        "Weights of scores that foretell lost renewals, or an event of a query, best, by penalised "
        "logistic regression");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *what = command->add_option_group("What to fit on");
    auto *from = what->add_option("--from", arguments->from,
        "First day of a window: the cases are the renewals due in it that are settled, as known a lead before");
    what->add_option("--sql", arguments->sql,
        "Query of cases: account, event (0 or 1), and a column for each input, a score that is good when high");
    what->require_option(1);
    addRenewalOptions(*command, *arguments, from);
    command->add_option("--lambda", arguments->lambda, "Penalty: 0 for none, or cv to choose it by cross-validation")
        ->capture_default_str();
    command->add_flag("--monotone", arguments->monotone, "No input may raise the risk as its score rises");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runCalibrate(*arguments); }; });
}

} // namespace qd::cli
