#include "app/cli/command.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"
#include "app/cli/validation_output.h"

#include "core/backtest/court.h"
#include "core/base/text.h"
#include "core/revenue/grouping.h"
#include "core/validation/query_cases.h"

#include <algorithm>
#include <charconv>
#include <iomanip>
#include <iostream>
#include <memory>
#include <set>

namespace qd::cli {

namespace {

struct ValidateArguments {
    std::string path, sql, psi, from, to, models, by;
    std::string leads = "180,90,60,30";
    std::string event = "churn";
    validation::ValidationOptions options;
    bool cases = false;
    bool strict = false;
    bool json = false;
};

// ---- of a query

Exit judgeQuery(store::Workspace &workspace, const ValidateArguments &arguments)
{
    const auto table = store::QueryTable::read(workspace, arguments.sql, terminalProgress());
    if (!table)
        return fail(table.error());
    const auto query = validation::casesOf(*table);
    if (!query)
        return fail(query.error());
    sayUnused(query->unused);
    const JudgedModel judged{"sql"};
    Json rows = Json::array();
    const auto found = validation::validate(query->cases, query->grouped, arguments.options);
    if (!arguments.json) {
        printValidationHead(false);
        for (const validation::ValidationRow &row : found)
            printValidationRow(judged, row);
        return Exit::Done;
    }
    for (const validation::ValidationRow &row : found)
        rows.push_back(validationRowJson(judged, row));
    Json fairness = Json::array();
    for (const validation::FairnessRow &row :
        query->grouped ? validation::fairnessOf(query->cases) : std::vector<validation::FairnessRow>())
        fairness.push_back(fairnessRowJson(judged, "grp", row));
    print({{"rows", rows}, {"fairness", fairness}, {"compare", Json::array()}});
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

// ---- of renewals

/// Whole days with commas between them, each once.
Result<std::vector<int>> leadsOf(const std::string &text)
{
    constexpr int Longest = 3660;
    std::vector<int> leads;
    for (const std::string &part : split(text, ',')) {
        const std::string_view number = trimmed(part);
        int days = -1;
        const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), days);
        if (code != std::errc() || end != number.data() + number.size() || days < 0 || days > Longest)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS(
                     "Commands", "--lead wants days before due from 0 to %1 with commas between them, not \"%2\"."),
                    {std::to_string(Longest), text}},
                {text}};
        if (std::ranges::find(leads, days) == leads.end())
            leads.push_back(days);
    }
    return leads;
}

Result<backtest::CourtOptions> courtOptions(const ValidateArguments &arguments)
{
    const auto from = dateOption("--from", arguments.from);
    if (!from)
        return from.error();
    const auto to = dateOption("--to", arguments.to);
    if (!to)
        return to.error();
    auto leads = leadsOf(arguments.leads);
    if (!leads)
        return leads.error();
    if (const auto known = revenue::checkDimension(arguments.by); !known)
        return known.error();
    if (arguments.by == "product")
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "A score is an account's, not a product's; take another dimension.")};
    if (!*from || !*to)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "%1 wants a date as YYYY-MM-DD, not \"%2\"."), {*from ? "--to" : "--from", ""}}};
    if (const auto fine = checkOrder(**from, **to); !fine)
        return fine.error();
    return backtest::CourtOptions{**from, **to, std::move(*leads),
        arguments.event == "downsell" ? backtest::Event::Downsell : backtest::Event::Churn, arguments.by,
        arguments.options.minEvents};
}

Result<std::unique_ptr<const backtest::WarningModel>> modelNamed(
    const backtest::Lookback &data, const std::string &name, const backtest::NamedModelOptions &options)
{
    if (!name.ends_with(".json") || name.starts_with("vendor:"))
        return backtest::namedModel(data, name, options);
    const auto text = textOf(name, "a health model (M.json)");
    if (!text)
        return text.error();
    auto model = health::healthModelFromText(*text);
    if (!model)
        return model.error();
    std::string called = model->name.empty() ? name : model->name;
    return backtest::healthWarnings(std::move(*model), std::move(called));
}

Result<backtest::Models> modelsOf(const backtest::Lookback &data, const ValidateArguments &arguments)
{
    const backtest::NamedModelOptions options{
        arguments.event == "downsell" ? backtest::Event::Downsell : backtest::Event::Churn,
        arguments.options.highIsRisk};
    const std::vector<std::string> names =
        arguments.models.empty() ? backtest::namesOfModels(data) : split(arguments.models, ',');
    backtest::Models models;
    std::set<std::string> seen;
    for (const std::string &name : names) {
        auto model = modelNamed(data, std::string(trimmed(name)), options);
        if (!model)
            return model.error();
        if (!seen.insert((*model)->name()).second)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Commands", "Two models of --models are called %1."), {(*model)->name()}}};
        models.push_back(std::move(*model));
    }
    return models;
}

Json courtJson(const backtest::Court &court)
{
    Json rows = Json::array();
    Json fairness = Json::array();
    for (const backtest::Judgement &each : court.judgements) {
        const JudgedModel judged{each.model, each.lead};
        for (const backtest::CourtRow &row : each.rows)
            rows.push_back(validationRowJson(judged, row.row, row.leadTime));
        for (const auto &row : each.fairness)
            fairness.push_back(fairnessRowJson(judged, row.dimension, row.row));
    }
    Json compare = Json::array();
    for (const backtest::Comparison &each : court.comparisons)
        compare.push_back(
            {{"a", each.a}, {"b", each.b}, {"lead", each.lead}, {"difference", optionalNumber(each.difference)},
                {"z", optionalNumber(each.z)}, {"p", optionalNumber(each.p)}});
    return {{"rows", rows}, {"fairness", fairness}, {"compare", compare}};
}

const char *kindOf(const backtest::Misjudged &each)
{
    return each.isMiss ? "miss" : "false_alarm";
}

Json misjudgedJson(const backtest::Court &court, const backtest::Lookback &data)
{
    Json rows = Json::array();
    for (const backtest::Misjudged &each : court.misjudged)
        rows.push_back({{"model", each.model}, {"lead", each.lead}, {"account", data.accounts().at(each.account).id},
            {"due_date", each.due.iso()}, {"due_arr", money(each.dueArr, data.portfolio->currency())},
            {"kind", kindOf(each)}, {"score", each.score}});
    return rows;
}

void printMisjudged(const backtest::Court &court, const backtest::Lookback &data)
{
    for (const backtest::Misjudged &each : court.misjudged)
        std::cout << padded(each.model, 24) << std::right << std::setw(5) << each.lead << "  "
                  << padded(kindOf(each), 13) << padded(data.accounts().at(each.account).name, 34)
                  << padded(each.due.iso(), 12) << std::right << std::setw(15)
                  << scalarText(money(each.dueArr, data.portfolio->currency())) << std::setw(8)
                  << cellText(std::optional(each.score), 1) << '\n';
    if (court.misjudged.empty())
        std::cout << "No model with flags was wrong about any of them.\n";
}

void printCourt(const backtest::Court &court)
{
    printValidationHead(true);
    for (const backtest::Judgement &each : court.judgements) {
        for (const backtest::CourtRow &row : each.rows)
            printValidationRow({each.model, each.lead}, row.row);
    }
    bool first = true;
    for (const backtest::Comparison &each : court.comparisons) {
        if (!each.difference)
            continue;
        if (first)
            std::cout << '\n'
                      << padded("AUC of", 24) << padded("less that of", 24) << std::right << std::setw(5) << "Lead"
                      << std::setw(12) << "Difference" << std::setw(8) << "z" << std::setw(8) << "p" << '\n';
        first = false;
        std::cout << padded(each.a, 24) << padded(each.b, 24) << std::right << std::setw(5) << each.lead
                  << std::setw(12) << cellText(each.difference) << std::setw(8) << cellText(each.z, 2) << std::setw(8)
                  << cellText(each.p) << '\n';
    }
    std::cout << "\nThis is one book in one window. Renewals somebody saw in danger were worked on: a warning that was "
                 "heeded counts as a false one.\n";
}

Exit judgeRenewals(store::Workspace &workspace, const ValidateArguments &arguments)
{
    const auto options = courtOptions(arguments);
    if (!options)
        return fail(options.error());
    const auto data = backtest::Lookback::read(
        workspace, terminalProgress(), std::nullopt, arguments.strict ? signs::Knowing::Seen : signs::Knowing::ByDates);
    if (!data)
        return fail(data.error());
    const auto models = modelsOf(*data, arguments);
    if (!models)
        return fail(models.error());
    const auto court = backtest::judge(*data, *models, *options, terminalProgress());
    if (!court)
        return fail(court.error());
    Json json = arguments.json ? courtJson(*court) : Json();
    if (arguments.json && arguments.cases)
        json["misjudged"] = misjudgedJson(*court, *data);
    if (arguments.json)
        print(json);
    else if (arguments.cases)
        printMisjudged(*court, *data);
    else
        printCourt(*court);
    return Exit::Done;
}

Exit run(store::Workspace &workspace, const ValidateArguments &arguments)
{
    if (!arguments.sql.empty())
        return judgeQuery(workspace, arguments);
    return arguments.psi.empty() ? judgeRenewals(workspace, arguments) : compareBands(workspace, arguments);
}

void addCourtOptions(CLI::App &command, ValidateArguments &arguments, CLI::Option *from)
{
    auto *to = command.add_option("--to", arguments.to, "Last day of the window")->needs(from);
    from->needs(to);
    command
        .add_option("--lead", arguments.leads, "Days before due on which models are asked, with commas between them")
        ->needs(from)
        ->capture_default_str();
    command
        .add_option("--models", arguments.models,
            "Files of health models (M.json), saved ones by name or as version:N, in_force for the one in force on "
            "each "
            "day, vendor:MODEL, call, constant, tenure, last_quarter, with commas between them; default: all there are "
            "in the workspace but in_force")
        ->needs(from);
    command
        .add_option("--event", arguments.event,
            "What a model should warn of: churn, a lost renewal, or downsell, also one renewed for less than 0.8 of "
            "what was due")
        ->check(CLI::IsMember({"churn", "downsell"}))
        ->needs(from)
        ->capture_default_str();
    command
        .add_flag("--cases", arguments.cases,
            "The renewals that models were wrong about, false alarms and misses, by due ARR; in JSON beside the rest")
        ->needs(from);
    command
        .add_flag("--strict-known", arguments.strict,
            "Models see a row only from the as-of date of the first import that held it, not from its own date alone")
        ->needs(from);
    command
        .add_option("--by", arguments.by, "Also by a dimension: segment, region, owner ...; values as on the lead day")
        ->needs(from);
}

} // namespace

void addValidateCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ValidateArguments>();
    CLI::App *command = app.add_subcommand("validate",
        "How well scores foretold which renewals were lost, or an event of a query; how far shares have moved");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *what = command->add_option_group("What to judge");
    auto *from = what->add_option("--from", arguments->from,
        "First day of a window: models are judged on the renewals due in it that are settled, as known a lead before");
    what->add_option("--sql", arguments->sql,
        "Query of cases: score and event (0 or 1), optionally prob, flagged (0 or 1), weight and grp");
    what->add_option("--psi", arguments->psi, "Query of bands: band, n_from, n_to; gives PSI and its limit");
    what->require_option(1);
    addCourtOptions(*command, *arguments, from);
    command
        ->add_option("--min-events", arguments->options.minEvents,
            "Events, and cases without, below which nothing is said of a group")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_flag("--high-is-risk", arguments->options.highIsRisk,
        "High scores are risk; else low ones are. Of models: the scores of platforms");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] {
        action = [arguments] {
            return withWorkspace(arguments->path, store::Workspace::Mode::ReadOnly,
                [&](store::Workspace &workspace) { return run(workspace, *arguments); });
        };
    });
}

} // namespace qd::cli
