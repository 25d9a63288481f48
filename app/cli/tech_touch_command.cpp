#include "app/cli/command.h"
#include "app/cli/definitions_used.h"

#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/coverage/tech_touch.h"
#include "core/health/model_colours.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>

namespace qd::cli {

namespace {

/// Major units as minor ones, at most what an amount can hold.
std::int64_t minorUnits(double major, Currency currency)
{
    constexpr double Most = 9.2e18;
    return std::llround(std::clamp(major * std::pow(10.0, currency.digits()), -Most, Most));
}

struct TechTouchArguments {
    std::string path, model, asOf, human, tech, owner, note;
    std::optional<double> cost, margin, uplift, threshold;
    bool json = false;
};

/// What the model states, with what the command line says in its place.
Result<coverage::TechTouchAssumptions> assumptionsOf(
    coverage::CapacityModel &model, const TechTouchArguments &arguments)
{
    coverage::TechTouchAssumptions tech = model.techTouch.value_or(coverage::TechTouchAssumptions());
    for (const auto &[given, stated] :
        {std::pair{&arguments.human, &tech.human}, std::pair{&arguments.tech, &tech.tech},
            std::pair{&arguments.owner, &tech.owner}, std::pair{&arguments.note, &tech.note}}) {
        if (!given->empty())
            *stated = *given;
    }
    if (arguments.cost)
        tech.costPerFte = arguments.cost;
    tech.grossMargin = arguments.margin.value_or(tech.grossMargin);
    if (arguments.uplift)
        tech.retentionUplift = arguments.uplift;
    if (arguments.threshold)
        tech.threshold = arguments.threshold;
    model.techTouch = tech;
    if (auto good = coverage::check(model); !good)
        return good.error();
    return tech;
}

/// Everything the command says, read once.
struct Answer {
    coverage::TechTouchAssumptions assumptions;
    coverage::TouchPair pair;
    coverage::TouchEconomics economics;
    double breakEven = 0;
    std::int64_t threshold = 0;
    coverage::ThresholdEffect effect;
};

Result<Answer> answerOf(const coverage::CoverageInput &input, const coverage::TechTouchAssumptions &assumptions)
{
    Answer answer{assumptions, coverage::touchPair(input.model, assumptions), {}, 0, 0, {}};
    const auto [human, tech] = answer.pair;
    if (human < 0 || tech < 0)
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Commands",
                "The capacity model has one segment only; comparing touch needs two. Name them in --model.")};
    auto economics = coverage::economicsOf(input, assumptions);
    if (!economics)
        return economics.error();
    answer.economics = std::move(*economics);
    const auto breakEven = coverage::breakEvenContractValue(input.model, human, tech, answer.economics);
    if (!breakEven)
        return breakEven.error();
    answer.breakEven = *breakEven;
    answer.threshold = minorUnits(assumptions.threshold.value_or(*breakEven), input.currency);
    auto effect = coverage::thresholdEffect(input, human, tech, answer.threshold, answer.economics);
    if (!effect)
        return effect.error();
    answer.effect = std::move(*effect);
    return answer;
}

/// Base major units rounded to the currency's decimals.
Json amount(double major, Currency currency)
{
    return money(minorUnits(major, currency), currency);
}

Json answerJson(const coverage::CoverageInput &input, const Answer &answer)
{
    const auto name = [&](int segment) { return input.model.segments[std::size_t(segment)].name; };
    const Currency currency = input.currency;
    Json accounts = Json::array();
    for (const int load : answer.effect.loads)
        accounts.push_back(input.accounts->at(input.loads[std::size_t(load)].account).id);
    const coverage::ThresholdEffect &effect = answer.effect;
    return {{"as_of", input.asOf.iso()}, {"currency", currency.code()}, {"human", name(answer.pair.human)},
        {"tech", name(answer.pair.tech)},
        {"assumptions",
            {{"cost_per_fte", amount(answer.economics.annualCostPerFte, currency)},
                {"cost_basis", answer.assumptions.costPerFte ? "assumed" : "measured"},
                {"gross_margin", answer.economics.grossMargin}, {"retention_uplift", answer.economics.retentionUplift},
                {"owner", answer.economics.owner}, {"note", answer.economics.note}}},
        {"cost_per_hour", amount(coverage::costPerHour(input.model, answer.economics), currency)},
        {"break_even", amount(answer.breakEven, currency)}, {"threshold", money(answer.threshold, currency)},
        {"effect",
            {{"accounts", effect.accounts}, {"arr", money(effect.arr, currency)}, {"hours_freed", effect.hoursFreed},
                {"fte_freed", effect.fteFreed}, {"cost_freed", amount(effect.costFreed, currency)},
                {"arr_lost", amount(effect.arrLost, currency)}, {"margin_lost", amount(effect.marginLost, currency)},
                {"net", amount(effect.net(), currency)}}},
        {"accounts", accounts}};
}

void inWords(const coverage::CoverageInput &input, const Answer &answer)
{
    const Json json = answerJson(input, answer);
    const auto line = [](const char *label, const std::string &value, const std::string &unit) {
        std::cout << std::left << std::setw(28) << label << std::right << std::setw(16) << value << ' ' << unit << '\n';
    };
    const auto text = [](const Json &value) {
        return value.is_string() ? value.get<std::string>() : scalarText(value);
    };
    const std::string code = input.currency.code();
    const Json &assumed = json["assumptions"];
    const Json &effect = json["effect"];
    line("Break-even contract value", text(json["break_even"]),
        code + " a year, " + text(json["human"]) + " against " + text(json["tech"]) + " touch");
    line("Cost of one FTE", text(assumed["cost_per_fte"]), code + " a year, " + text(assumed["cost_basis"]));
    line("Gross margin", text(assumed["gross_margin"]), "assumed");
    line("Retention uplift", text(assumed["retention_uplift"]),
        "assumed by " + text(assumed["owner"]) + ": " + text(assumed["note"]));
    std::cout << "\nServing customers below " << text(json["threshold"]) << ' ' << code << " by tech touch\n";
    line("Customers that change", text(effect["accounts"]), "");
    line("Their ARR", text(effect["arr"]), code);
    line("Hours freed", fixedDecimals(shownValue(answer.effect.hoursFreed, 1), 1), "a month");
    line("FTE freed", fixedDecimals(shownValue(answer.effect.fteFreed, 2), 2), "");
    line("Cost freed", text(effect["cost_freed"]), code + " a year");
    line("ARR lost, expected", text(effect["arr_lost"]), code + " a year");
    line("Margin lost", text(effect["margin_lost"]), code + " a year");
    line("Net", text(effect["net"]), code + " a year");
}

Exit runTechTouch(const TechTouchArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        auto model = capacityModel(workspace, arguments.model);
        if (!model)
            return fail(model.error());
        const auto assumptions = assumptionsOf(*model, arguments);
        if (!assumptions)
            return fail(assumptions.error());
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto input =
            coverage::coverageOf(*portfolio, *model, *asOf, health::shownColoursOf(workspace, *portfolio));
        if (!input)
            return fail(input.error());
        const auto answer = answerOf(*input, *assumptions);
        if (!answer)
            return fail(answer.error());
        if (arguments.json)
            print(withDefinitions(
                answerJson(*input, *answer), workspace, input->asOf, {"tech_touch_threshold", "hours"}));
        else
            inWords(*input, *answer);
        return Exit::Done;
    });
}

} // namespace

void addTechTouchCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<TechTouchArguments>();
    CLI::App *command = app.add_subcommand(
        "tech-touch", "The contract value from which human touch pays, and what a threshold frees and costs");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option(
        "--model", arguments->model, "Capacity model, a JSON file; default: the one saved in the workspace");
    command->add_option("--as-of", arguments->asOf, "Day of the books; default: the ARR source's as-of date");
    command->add_option(
        "--human", arguments->human, "Segment served by people; default: the one above the tech segment");
    command->add_option(
        "--tech", arguments->tech, "Segment whose touch it would get; default: the one with touch tech");
    command->add_option("--cost", arguments->cost, "Cost of one FTE a year; default: the mean of the roster");
    command->add_option("--margin", arguments->margin, "Gross margin, above 0 and at most 1; default 0.75");
    command->add_option(
        "--uplift", arguments->uplift, "Retention human touch adds a year, above 0 and at most 1; an assumption");
    command->add_option("--owner", arguments->owner, "Who stands behind the uplift");
    command->add_option("--note", arguments->note, "What the uplift rests on");
    command->add_option(
        "--threshold", arguments->threshold, "Contract value a year to look at; default: the break-even value");
    command->add_flag("--json", arguments->json, "JSON instead of words");
    command->footer("What is not given is taken from the model's \"tech_touch\". Without uplift, owner and note there "
                    "is no answer.");
    command->callback([arguments, &action] { action = [arguments] { return runTechTouch(*arguments); }; });
}

} // namespace qd::cli
