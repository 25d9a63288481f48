#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/coverage/capacity.h"
#include "core/coverage/model_store.h"
#include "core/health/model_colours.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <memory>

namespace qd::cli {

namespace {

struct CapacityArguments {
    std::string path, model, asOf;
    coverage::CapacityOptions options;
    bool json = false;
};

Json bookJson(const coverage::CoverageInput &input, const coverage::Book &book)
{
    return {{"csm", input.roster.csms[std::size_t(book.csm)].id}, {"accounts", book.accounts},
        {"arr", money(book.arr, input.currency)}, {"hours", book.hours}, {"capacity_hours", book.capacityHours},
        {"utilisation", optionalNumber(book.utilisation())}};
}

Json capacityJson(const coverage::CoverageInput &input, const coverage::Capacity &capacity)
{
    Json months = Json::array();
    for (const coverage::CapacityRow &row : capacity.rows)
        months.push_back({{"month", row.month.iso()}, {"group", row.group}, {"required_hours", row.requiredHours},
            {"required_fte", row.requiredFte}, {"available_fte", row.availableFte}, {"gap_fte", row.gapFte()},
            {"renewals", row.renewals}, {"renewal_arr", money(row.renewalArr, input.currency)}});
    Json csms = Json::array();
    for (const coverage::Book &book : capacity.books.books)
        csms.push_back(bookJson(input, book));
    const coverage::Book &vacant = capacity.books.vacant;
    return {{"as_of", input.asOf.iso()}, {"currency", input.currency.code()}, {"months", months}, {"csms", csms},
        {"vacant",
            {{"accounts", vacant.accounts}, {"arr", money(vacant.arr, input.currency)}, {"hours", vacant.hours}}}};
}

/// One line of the books' table.
void printBook(const std::string &who, const coverage::Book &book, Currency currency)
{
    std::cout << padded(who, 28) << std::right << std::setw(9) << book.accounts << std::setw(18)
              << Money{book.arr, currency}.text() << std::setw(9) << book.hours << std::setw(9) << book.capacityHours;
    if (const auto utilisation = book.utilisation())
        std::cout << std::setw(8) << *utilisation * 100 << " %";
    std::cout << '\n';
}

void inWords(const coverage::CoverageInput &input, const coverage::Capacity &capacity)
{
    std::cout << std::fixed << std::setprecision(1) << std::left << std::setw(9) << "Month" << std::setw(19) << "Group"
              << std::right << std::setw(12) << "Hours" << std::setw(12) << "Needed FTE" << std::setw(12) << "Have FTE"
              << std::setw(9) << "Gap" << '\n';
    for (const coverage::CapacityRow &row : capacity.rows)
        std::cout << padded(row.month.iso(), 9) << padded(row.group, 19) << std::right << std::setw(12)
                  << row.requiredHours << std::setw(12) << row.requiredFte << std::setw(12) << row.availableFte
                  << std::setw(9) << std::showpos << row.gapFte() << std::noshowpos << '\n';
    std::cout << "\nBooks on " << input.asOf.iso() << ", ARR in " << input.currency.code() << '\n'
              << std::left << std::setw(28) << "CSM" << std::right << std::setw(9) << "Accounts" << std::setw(18)
              << "ARR" << std::setw(9) << "Hours" << std::setw(9) << "Can do" << std::setw(10) << "Used" << '\n';
    for (const coverage::Book &book : capacity.books.books)
        printBook(input.roster.csms[std::size_t(book.csm)].name, book, input.currency);
    if (capacity.books.vacant.accounts > 0)
        printBook("(vacant)", capacity.books.vacant, input.currency);
}

Exit runCapacity(const CapacityArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto model = capacityModel(workspace, arguments.model);
        if (!model)
            return fail(model.error());
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto input =
            coverage::coverageOf(*portfolio, *model, *asOf, health::shownColoursOf(workspace, *portfolio));
        if (!input)
            return fail(input.error());
        const auto capacity = coverage::computeCapacity(*input, arguments.options);
        if (!capacity)
            return fail(capacity.error());
        for (const Message &warning : capacity->warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
        if (arguments.json)
            print(withDefinitions(capacityJson(*input, *capacity), workspace, input->asOf,
                {"hours", "required_fte", "capacity_gap", "utilisation"}));
        else
            inWords(*input, *capacity);
        return Exit::Done;
    });
}

} // namespace

Result<coverage::CapacityModel> capacityModel(const store::Workspace &workspace, const std::string &file)
{
    if (file.empty()) {
        auto saved = coverage::currentModel(workspace);
        if (!saved)
            return saved.error();
        return std::move(saved->model);
    }
    const auto text = textOf(file, "a capacity model (M.json)");
    return text ? coverage::capacityModelFromText(*text) : Result<coverage::CapacityModel>(text.error());
}

void addCapacityCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<CapacityArguments>();
    CLI::App *command =
        app.add_subcommand("capacity", "Hours customers need against hours CSMs have, by month, segment and book");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option(
        "--model", arguments->model, "Capacity model, a JSON file; default: the one saved in the workspace");
    command->add_option("--as-of", arguments->asOf, "Day of the books; default: the ARR source's as-of date");
    command
        ->add_option("--months", arguments->options.months, "Months to look ahead, the as-of date's the first of them")
        ->check(CLI::Range(1, 120))
        ->capture_default_str();
    command->add_flag("--leave", arguments->options.leave, "Take off the weekdays that `leave` says somebody is away");
    command->add_flag("--known-changes", arguments->options.knownChanges,
        "Count contracts that begin later and cancellations to come; without it accounts stay as they are");
    command->add_option("--growth", arguments->options.annualGrowth, "Growth of the hours needed, a year; 0.1 is 10 %");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runCapacity(*arguments); }; });
}

} // namespace qd::cli
