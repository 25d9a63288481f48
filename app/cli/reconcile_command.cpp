#include "app/cli/break_json.h"
#include "app/cli/break_registers.h"
#include "app/cli/command.h"
#include "app/cli/product_output.h"

#include "core/base/text.h"
#include "core/reconcile/systems.h"
#include "core/reconcile/tolerances.h"
#include "core/signoff/exceptions.h"
#include "core/signoff/verdicts.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, left, right, systems, table, asOf, verdicts, stratify, exceptions, by;
    std::optional<std::string> amountTolerance;
    std::optional<double> percentTolerance;
    std::optional<int> dateTolerance;
    std::optional<int> sample;
    std::optional<std::uint64_t> seed;
    bool json = false;
    bool csv = false;
    bool pii = false;
    bool keep = false; ///< registers of the pairs compared
};

Error wrongArgument(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

/// The sources asked for, the reference first; none where nobody names any.
Result<std::vector<portfolio::ArrSource>> namedSources(
    const portfolio::Portfolio &portfolio, const Arguments &arguments)
{
    std::vector<std::string> names;
    if (!arguments.systems.empty())
        names = split(arguments.systems, ',');
    else if (!arguments.left.empty() || !arguments.right.empty())
        names = {arguments.left, arguments.right};
    std::vector<portfolio::ArrSource> sources;
    for (const std::string &name : names) {
        const auto source = portfolio.findSource(std::string(trimmed(name)));
        if (!source)
            return Error{ErrorCode::InvalidArgument, source.error().message};
        sources.push_back(*source);
    }
    return sources;
}

/// The two systems of a sample: those named, else the pair that people reconcile first.
Result<portfolio::SourcePair> pairOf(const portfolio::Portfolio &portfolio, const Arguments &arguments)
{
    const auto sources = namedSources(portfolio, arguments);
    if (!sources)
        return sources.error();
    if (sources->empty()) {
        const auto pair = portfolio.defaultPair();
        return pair ? Result(*pair)
                    : Error{ErrorCode::NoData, QD_WORDS("Commands", "There are no two systems with ARR to compare.")};
    }
    if (sources->size() != 2)
        return wrongArgument(QD_WORDS("Commands", "A sample is drawn of two systems; name two."));
    return portfolio::SourcePair{sources->front(), sources->back()};
}

Result<reconcile::ReconcileOptions> optionsOf(const portfolio::Portfolio &portfolio, const Arguments &arguments)
{
    reconcile::ReconcileOptions options;
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    options.asOf = *asOf;
    reconcile::Tolerance tolerance = reconcile::tolerancesOf(portfolio).amount;
    if (arguments.amountTolerance) {
        const auto amount = Decimal::parse(*arguments.amountTolerance);
        if (!amount || amount->mantissa < 0)
            return wrongArgument(QD_WORDS("Commands", "--amount-tolerance wants an amount of 0 or more, not \"%1\"."),
                {*arguments.amountTolerance});
        tolerance.minor = Money::fromDecimal(*amount, portfolio.currency()).value_or(Money()).minor;
    }
    tolerance.percent = arguments.percentTolerance.value_or(tolerance.percent);
    options.tolerance = tolerance;
    options.dateToleranceDays = arguments.dateTolerance;
    return options;
}

Exit runSystems(const portfolio::Portfolio &portfolio, const std::vector<portfolio::ArrSource> &systems,
    const reconcile::ReconcileOptions &options, bool csv)
{
    const auto comparison = reconcile::compareSystems(portfolio, systems, options, terminalProgress());
    if (!comparison)
        return fail(comparison.error());
    for (const reconcile::Reconciliation &pair : comparison->pairs)
        warn(pair.warnings);
    if (csv)
        std::cout << breaksCsv(*comparison);
    else
        print(systemsJson(*comparison));
    return Exit::Done;
}

void printComparison(const reconcile::Reconciliation &result, bool csv)
{
    warn(result.warnings);
    if (csv)
        std::cout << breaksCsv(result);
    else
        print(reconciliationJson(result));
}

Exit runTable(const Arguments &arguments)
{
    if (arguments.left.empty())
        return fail(wrongArgument(QD_WORDS("Commands", "--table is compared with a system: name it with --left.")));
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto left = portfolio->findSource(arguments.left);
        auto options = optionsOf(*portfolio, arguments);
        if (!left || !options)
            return fail(left ? options.error() : Error{ErrorCode::InvalidArgument, left.error().message});
        auto list = reconcile::readCustomerList(workspace, *portfolio, arguments.table, left->name, terminalProgress());
        if (!list)
            return fail(list.error());
        for (const std::string &key : list->unknown)
            std::cerr << "qdeck: " << arguments.table << ": \"" << key << "\" is no customer here.\n";
        options->left = *left;
        options->list = std::make_shared<const reconcile::CustomerList>(std::move(*list));
        if (!arguments.by.empty())
            return printProducts(*portfolio, *options, arguments.csv);
        const auto result = reconcile::reconcile(*portfolio, *options, terminalProgress());
        if (!result)
            return fail(result.error());
        printComparison(*result, arguments.csv);
        return Exit::Done;
    });
}

Exit runRegister(const Arguments &arguments)
{
    if (!arguments.asOf.empty() || arguments.amountTolerance || arguments.percentTolerance || arguments.dateTolerance)
        return fail(wrongArgument(QD_WORDS("Commands",
            "--register is of the latest day and the tolerances of the settings, as every import compares; leave "
            "--as-of and tolerances out.")));
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto sources = namedSources(*portfolio, arguments);
        if (!sources)
            return fail(sources.error());
        if (sources->size() < 2)
            return fail(wrongArgument(
                QD_WORDS("Commands", "--register wants two systems or more, with --left and --right or --systems.")));
        const auto isReference = [&](const portfolio::ArrSource &other) { return other.name == sources->front().name; };
        if (std::any_of(sources->begin() + 1, sources->end(), isReference))
            return fail(wrongArgument(QD_WORDS("Commands", "--register compares two systems, and %1 is given twice."),
                {sources->front().name}));
        return keepBreakRegisters(workspace, *portfolio, *sources, arguments.csv);
    });
}

Exit runComparison(const Arguments &arguments)
{
    if (arguments.systems.empty() && (arguments.left.empty() || arguments.right.empty()))
        return fail(wrongArgument(QD_WORDS("Commands",
            "Name two systems with --left and --right, or several with "
            "--systems, the reference first.")));
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto sources = namedSources(*portfolio, arguments);
        auto options = optionsOf(*portfolio, arguments);
        if (!sources || !options)
            return fail(sources ? options.error() : sources.error());
        if (!arguments.systems.empty())
            return runSystems(*portfolio, *sources, *options, arguments.csv);
        options->left = sources->front();
        options->right = sources->back();
        if (!arguments.by.empty())
            return printProducts(*portfolio, *options, arguments.csv);
        const auto result = reconcile::reconcile(*portfolio, *options, terminalProgress());
        if (!result)
            return fail(result.error());
        printComparison(*result, arguments.csv);
        return Exit::Done;
    });
}

Exit runSample(const Arguments &arguments)
{
    if (!arguments.seed)
        return fail(wrongArgument(QD_WORDS("Commands", "--sample wants --seed, so that it can be drawn again.")));
    if (arguments.json)
        return fail(wrongArgument(QD_WORDS("Commands", "A sample is a list to fill in; it is given as CSV.")));
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto pair = pairOf(*portfolio, arguments);
        auto options = optionsOf(*portfolio, arguments);
        if (!pair || !options)
            return fail(pair ? options.error() : pair.error());
        options->left = pair->left;
        options->right = pair->right;
        const auto sample =
            signoff::drawSample(*portfolio, *options, {*arguments.sample, *arguments.seed, arguments.stratify});
        if (!sample)
            return fail(sample.error());
        if (int(sample->customers.size()) != *arguments.sample)
            std::cerr << "qdeck: " << sample->customers.size() << " customers instead of " << *arguments.sample
                      << (int(sample->customers.size()) > *arguments.sample ? ": one of each stratum at least.\n"
                                                                            : ": both systems have no more.\n");
        signoff::keepSample(workspace, *sample);
        std::cout << sampleCsv(*sample, arguments.pii);
        return Exit::Done;
    });
}

Exit runVerdicts(const Arguments &arguments)
{
    const auto verdicts = signoff::readVerdicts(arguments.verdicts);
    if (!verdicts)
        return fail(verdicts.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        portfolio::SourcePair pair;
        if (!arguments.left.empty() || !arguments.right.empty() || !arguments.systems.empty()) {
            const auto named = pairOf(*portfolio::Portfolio::of(workspace), arguments);
            if (!named)
                return fail(named.error());
            pair = *named;
        }
        const auto sample = signoff::sampleOf(workspace, *verdicts, pair.left.name, pair.right.name);
        if (!sample)
            return fail(sample.error());
        signoff::keepVerdicts(workspace, *sample, *verdicts);
        Json fields = Json::array();
        for (const signoff::VerdictRate &rate : verdictRates(*sample, *verdicts))
            fields.push_back({{"field", rate.field}, {"n", rate.n}, {"match", rate.match}, {"unknown", rate.unknown},
                {"rate", optionalNumber(rate.rate)}, {"lower", optionalNumber(rate.lower)},
                {"upper", optionalNumber(rate.upper)}});
        print({{"fields", fields}});
        return Exit::Done;
    });
}

Exit runExceptions(const Arguments &arguments)
{
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        auto sources = namedSources(*portfolio, arguments);
        const auto options = optionsOf(*portfolio, arguments);
        if (!sources || !options)
            return fail(sources ? options.error() : sources.error());
        if (sources->empty()) {
            const auto pair = pairOf(*portfolio, arguments);
            if (!pair)
                return fail(pair.error());
            *sources = {pair->left, pair->right};
        }
        const auto comparison = reconcile::compareSystems(*portfolio, *sources, *options, terminalProgress());
        if (!comparison)
            return fail(comparison.error());
        for (const reconcile::Reconciliation &pair : comparison->pairs)
            warn(pair.warnings);
        const auto corrections = signoff::correctionsOf(*portfolio, comparison->pairs);
        if (!corrections)
            return fail(corrections.error());
        const auto lists = signoff::exceptionLists(workspace, portfolio->accounts(), *corrections, arguments.pii);
        if (const auto written = signoff::writeExceptions(workspace, lists, arguments.exceptions); !written)
            return fail(written.error());
        for (const signoff::ExceptionList &list : lists)
            std::cerr << arguments.exceptions << '/' << list.fileName << ": " << list.rows
                      << (list.rows == 1 ? " record\n" : " records\n");
        if (corrections->withoutRecord > 0)
            std::cerr << "qdeck: " << corrections->withoutRecord
                      << " breaks are of customers that are missing or there twice; no list has them, --csv does.\n";
        return Exit::Done;
    });
}

Exit run(const Arguments &arguments)
{
    if (!arguments.exceptions.empty())
        return runExceptions(arguments);
    if (!arguments.verdicts.empty())
        return runVerdicts(arguments);
    if (arguments.keep)
        return runRegister(arguments);
    if (!arguments.table.empty())
        return runTable(arguments);
    return arguments.sample ? runSample(arguments) : runComparison(arguments);
}

void addSampleOptions(CLI::App *command, Arguments &arguments)
{
    auto *sample = command
                       ->add_option("--sample", arguments.sample,
                           "Draw so many customers of both systems as a CSV list to fill in with verdicts")
                       ->check(CLI::PositiveNumber);
    command->add_option("--seed", arguments.seed, "Number that names the draw")->needs(sample);
    command
        ->add_option(
            "--stratify", arguments.stratify, "Draw from each group of: " + joined(revenue::dimensions(), ", "))
        ->needs(sample);
    command
        ->add_option("--verdicts", arguments.verdicts,
            "Rates by the verdicts of the filled-in list: columns account,field,verdict (match, mismatch, unknown)")
        ->excludes(sample);
    command
        ->add_option("--export-exceptions", arguments.exceptions,
            "Folder for lists of what to correct, one for each owner and system, in the columns that the system's "
            "import "
            "takes")
        ->excludes(sample);
    command->add_flag("--pii", arguments.pii, "Leave e-mail addresses in a sample and in these lists");
}

} // namespace

void addReconcileCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("reconcile", "Compare systems as of a day; every difference gets a cause");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *left = command->add_option("--left", arguments->left, "Source, or a kind that one source has");
    auto *right = command->add_option("--right", arguments->right, "Source, or a kind that one source has");
    command
        ->add_option("--systems", arguments->systems, "Several sources instead, comma-separated, the reference first")
        ->excludes(left)
        ->excludes(right);
    command
        ->add_option("--table", arguments->table,
            "A list of one's own instead of the right system: a table with account (or account_id) and any of arr, "
            "currency, renewal_date, start_date, owner, segment, lifecycle_stage, status, product")
        ->excludes(right)
        ->excludes("--systems");
    command->add_option("--as-of", arguments->asOf, "Day, YYYY-MM-DD; default: the latest as-of date of the systems");
    command->add_option("--amount-tolerance", arguments->amountTolerance,
        "Base currency; default: the setting tolerance.arr, else 1.00");
    command
        ->add_option("--pct-tolerance", arguments->percentTolerance,
            "Percent of the larger amount; default: the setting tolerance.arr, else 0")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option(
            "--date-tolerance", arguments->dateTolerance, "Days; default: the setting tolerance.renewal_date, else 0")
        ->check(CLI::NonNegativeNumber);
    addSampleOptions(command, *arguments);
    auto *by = command->add_option("--by", arguments->by, "product: what each side says of each product")
                   ->check(CLI::IsMember({"product"}));
    for (const char *other : {"--sample", "--verdicts", "--export-exceptions"}) {
        command->get_option("--table")->excludes(other);
        by->excludes(other);
    }
    by->excludes("--systems");
    command
        ->add_flag("--register", arguments->keep,
            "Give the breaks of these pairs numbers that stay, with first days, states and notes; from then on every "
            "import keeps them up to date. With --csv the list has them")
        ->excludes("--table")
        ->excludes(by)
        ->excludes("--sample")
        ->excludes("--verdicts")
        ->excludes("--export-exceptions");
    auto *csv = command->add_flag("--csv", arguments->csv, "The breaks as CSV");
    command->add_flag("--json", arguments->json, "JSON (the default)")->excludes(csv);
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
