#include "app/cli/command.h"
#include "app/cli/identity_review.h"

#include "core/answers/customer_specification.h"
#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/account_overview.h"
#include "core/portfolio/portfolio.h"
#include "core/session/actions.h"
#include "core/session/customer_mergers.h"
#include "core/session/golden_decisions.h"
#include "core/session/identity_decisions.h"
#include "core/store/audit.h"
#include "core/store/output_file.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path;
    bool json = false;
    bool csv = false;
    bool automatic = false;
    std::string decisions; ///< a file of them
    std::string exported; ///< where those in force are written
    std::string by;
    std::string merged; ///< "A,B": B becomes part of A
    std::string on;
    bool proForma = false;
    std::string unmerged;
    std::string golden; ///< a customer of which a field is chosen
    std::string field;
    std::optional<std::string> value;
    std::string reason;
    std::string until;
    bool review = false;
    std::optional<double> least;
    std::string specification; ///< md, html
    std::string out;
};

Json recordJson(const identity::RecordName &record)
{
    return {{"source", record.source}, {"id", record.id}, {"name", record.name}};
}

Exit showIdentity(const identity::IdentityReport &report, bool json)
{
    if (!json) {
        std::cout << report.accounts << " accounts from " << report.records << " records; links";
        for (const auto &[method, count] : report.links)
            std::cout << ' ' << method << ' ' << count;
        std::cout << "; " << report.proposals.size() << " proposals\n";
        return Exit::Done;
    }
    Json proposals = Json::array();
    for (const identity::Proposal &proposal : report.proposals)
        proposals.push_back({{"left", recordJson(proposal.left)}, {"right", recordJson(proposal.right)},
            {"score", proposal.score}, {"evidence", proposal.evidence.english()}});
    Json links = Json::object();
    for (const char *method : {"id", "domain", "name", "probable", "manual"})
        links[method] = report.links.at(method);
    print({{"accounts", report.accounts}, {"records", report.records}, {"links", links}, {"proposals", proposals}});
    return Exit::Done;
}

Exit exportDecisions(const Arguments &arguments)
{
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto written = store::writeOutput(arguments.exported, session::decisionsCsv(workspace), {arguments.path});
        return written ? Exit::Done : fail(written.error());
    });
}

Exit takeDecisions(const Arguments &arguments)
{
    auto decisions =
        session::readDecisions(arguments.decisions, arguments.by.empty() ? store::currentUser() : arguments.by);
    if (!decisions)
        return fail(decisions.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto done = session::decideLinks(workspace, std::move(*decisions), terminalProgress());
        if (!done)
            return fail(done.error());
        const Message made(
            QD_WORDS_N("Commands", "%1 decisions made, %2 said before.", "%1 decision made, %2 said before."),
            {Count{done->made}, std::to_string(done->unchanged)});
        std::cerr << made.english() << '\n';
        const Message waiting(
            QD_WORDS_N("Commands", "%1 are about records that are not there; they hold once these are.",
                "%1 is about a record that is not there; it holds once this is."),
            {Count{done->waiting}});
        if (done->waiting > 0)
            std::cerr << waiting.english() << '\n';
        return showIdentity(identity::identityReport(workspace), arguments.json);
    });
}

/// "A,B" of --merge as its two ids.
Result<session::MergerRequest> mergerAsked(const Arguments &arguments)
{
    const auto comma = arguments.merged.find(',');
    if (comma == std::string::npos || comma == 0 || comma + 1 == arguments.merged.size())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--merge wants two customers with a comma between them, A,B, not \"%1\"."),
                {arguments.merged}}};
    const auto on = Date::fromIso(arguments.on);
    if (!on)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--on wants the day of the merger as YYYY-MM-DD, not \"%1\"."), {arguments.on}}};
    const std::string_view both = arguments.merged;
    return session::MergerRequest{std::string(trimmed(both.substr(0, comma))),
        std::string(trimmed(both.substr(comma + 1))), *on, arguments.proForma,
        arguments.by.empty() ? store::currentUser() : arguments.by};
}

Exit mergeOrUnmerge(const Arguments &arguments)
{
    std::optional<session::MergerRequest> request;
    if (arguments.unmerged.empty()) {
        auto asked = mergerAsked(arguments);
        if (!asked)
            return fail(asked.error());
        request = std::move(*asked);
    }
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto done = request ? session::mergeCustomers(workspace, *request, terminalProgress())
                                  : session::unmergeCustomer(workspace, arguments.unmerged, terminalProgress());
        return done ? showIdentity(identity::identityReport(workspace), arguments.json) : fail(done.error());
    });
}

Exit chooseGolden(const Arguments &arguments)
{
    const auto until = dateOption("--until", arguments.until);
    if (!until)
        return fail(until.error());
    const session::GoldenRequest request{arguments.golden, arguments.field, arguments.value, arguments.reason, *until,
        arguments.by.empty() ? store::currentUser() : arguments.by};
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto done = session::chooseGolden(workspace, request, terminalProgress());
        return done ? showIdentity(identity::identityReport(workspace), arguments.json) : fail(done.error());
    });
}

Exit runReview(const Arguments &arguments)
{
    constexpr double Usual = 0.5;
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        return showIdentityReview(workspace, arguments.least.value_or(Usual), std::nullopt, arguments.json);
    });
}

Exit writeSpecification(const Arguments &arguments)
{
    const auto format = answers::specificationFormatOf(arguments.specification);
    if (!format || arguments.out.empty())
        return fail({ErrorCode::InvalidArgument,
            format ? Message(QD_WORDS("Commands", "--specification needs a file: --out."))
                   : Message(QD_WORDS("Commands", "A specification is written as md or html, not \"%1\"."),
                       {arguments.specification})});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto specification = answers::customerSpecification(workspace);
        if (!specification)
            return fail(specification.error());
        const auto written =
            store::writeOutput(arguments.out, specificationText(*specification, *format), {arguments.path});
        return written ? Exit::Done : fail(written.error());
    });
}

Exit runIdentity(const Arguments &arguments)
{
    if (!arguments.specification.empty())
        return writeSpecification(arguments);
    if (arguments.review)
        return runReview(arguments);
    if (!arguments.golden.empty())
        return chooseGolden(arguments);
    if (!arguments.merged.empty() || !arguments.unmerged.empty())
        return mergeOrUnmerge(arguments);
    if (!arguments.exported.empty())
        return exportDecisions(arguments);
    if (!arguments.decisions.empty())
        return takeDecisions(arguments);
    const auto mode = arguments.automatic ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (!arguments.automatic)
            return showIdentity(identity::identityReport(workspace), arguments.json);
        const auto resolved = session::resolveIdentities(workspace, terminalProgress());
        return resolved ? showIdentity(*resolved, arguments.json) : fail(resolved.error());
    });
}

Json accountJson(const portfolio::Overview &overview, const portfolio::AccountOverview &row)
{
    const identity::Account &account = overview.accounts->at(row.account);
    Json links = Json::array();
    for (const identity::LinkedRecord &record : account.records)
        links.push_back({{"source", record.source.str()}, {"id", record.id.str()}, {"method", record.method.str()},
            {"score", record.score}});
    return {{"account", account.id}, {"name", account.name},
        {"parent", account.parent < 0 ? Json(nullptr) : Json(overview.accounts->at(account.parent).id)},
        {"segment", textOrNull(account.field("segment"))}, {"region", textOrNull(account.field("region"))},
        {"owner", textOrNull(account.field("owner"))}, {"arr", optionalMoney(row.arr, overview.currency)},
        {"renewal_date", row.renewalDate ? Json(row.renewalDate->iso()) : Json(nullptr)}, {"links", links}};
}

void printAccountsCsv(const portfolio::Overview &overview)
{
    std::cout << headerLine(own_exports::Accounts);
    for (const portfolio::AccountOverview &row : overview.rows) {
        const identity::Account &account = overview.accounts->at(row.account);
        std::string links;
        for (const identity::LinkedRecord &record : account.records)
            links += (links.empty() ? "" : ";") + record.source.str() + ":" + record.id.str();
        std::cout << csvLine(
            {account.id, account.name, account.parent < 0 ? std::string() : overview.accounts->at(account.parent).id,
                account.field("segment"), account.field("region"), account.field("owner"),
                CsvCell::raw(row.arr ? Money{*row.arr, overview.currency}.text() : std::string()),
                CsvCell::raw(row.renewalDate ? row.renewalDate->iso() : std::string()), links});
    }
}

Exit runAccounts(const Arguments &arguments)
{
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto overview = portfolio::accountOverview(*portfolio::Portfolio::of(workspace));
        if (!overview)
            return fail(overview.error());
        warn(overview->staleRates);
        if (arguments.csv) {
            printAccountsCsv(*overview);
            return Exit::Done;
        }
        print({{"currency", overview->currency.code()},
                  {"as_of", overview->asOf ? Json(overview->asOf->iso()) : Json(nullptr)}, {"accounts", nullptr}},
            {"accounts", overview->rows.size(),
                [&overview](std::size_t i) { return accountJson(*overview, overview->rows[i]); }});
        return Exit::Done;
    });
}

CLI::Option *addMergeOptions(CLI::App &command, Arguments &arguments)
{
    CLI::Option *merged = command.add_option("--merge", arguments.merged,
        "A,B: the customer B became part of A; before the day of --on both stay apart in every comparison");
    CLI::Option *on = command.add_option("--on", arguments.on, "Day of --merge, YYYY-MM-DD")->needs(merged);
    merged->needs(on);
    command.add_flag("--pro-forma", arguments.proForma, "With --merge: both are one for all time")->needs(merged);
    return merged;
}

CLI::Option *addReviewOptions(CLI::App &command, Arguments &arguments)
{
    CLI::Option *review = command.add_flag("--review", arguments.review,
        "What is left to a person: pairs that may be one customer by what is at stake, customers that do not hang "
        "together, parents that cannot be");
    command.add_option("--threshold", arguments.least, "Least probability of a pair of --review; default: 0.5")
        ->needs(review)
        ->check(CLI::Range(0.0, 1.0));
    return review;
}

CLI::Option *addGoldenOptions(CLI::App &command, Arguments &arguments)
{
    CLI::Option *golden = command.add_option("--golden", arguments.golden,
        "Customer of which the field --field is --value, whatever its records say; without --value precedence decides "
        "again");
    CLI::Option *field = command.add_option("--field", arguments.field, "Field of --golden")->needs(golden);
    golden->needs(field);
    CLI::Option *value = command.add_option("--value", arguments.value, "Value of --field")->needs(golden);
    command.add_option("--reason", arguments.reason, "Why it is so")->needs(value);
    command.add_option("--until", arguments.until, "Last day the value holds, YYYY-MM-DD; default: for good")
        ->needs(value);
    return golden;
}

/// One of these at a time.
void excludeEachOther(const std::vector<CLI::Option *> &options)
{
    for (std::size_t i = 0; i < options.size(); ++i) {
        for (std::size_t k = i + 1; k < options.size(); ++k)
            options[i]->excludes(options[k]);
    }
}

/// What a person decides, and may put a name to.
constexpr std::array DecidedBy{"--decisions", "--merge", "--unmerge", "--golden"};

void addIdentityCommand(CLI::App &app, Action &action)
{
    auto identity = std::make_shared<Arguments>();
    CLI::App *command =
        app.add_subcommand("identity", "Which records are one customer: counts, proposals, and what persons decide");
    command->add_option("W", identity->path, "Workspace")->required();
    std::vector<CLI::Option *> asked{
        command->add_flag("--auto", identity->automatic, "Accept the certain links: id carried across, domain, name"),
        command->add_option("--decisions", identity->decisions,
            "CSV of what persons say: left_source,left_id,right_source,right_id, decision (link, never, withdraw), by, "
            "note"),
        command->add_option("--export-decisions", identity->exported, "Write the decisions in force as such a file"),
        addMergeOptions(*command, *identity),
        command->add_option("--unmerge", identity->unmerged, "Take back that this customer became part of another"),
        addReviewOptions(*command, *identity), addGoldenOptions(*command, *identity),
        command->add_option("--specification", identity->specification,
            "Write what a customer is made of, from what is in force: systems, keys, fields, who is trusted, coverage, "
            "freshness; md or html, to --out")};
    excludeEachOther(asked);
    command->add_option("--by", identity->by,
        "Who decides where the file of --decisions names nobody, merges or sets a value; default: the machine's user");
    command->add_option("--out", identity->out, "File of the specification")->needs("--specification");
    command->add_flag("--json", identity->json, "JSON");
    command->callback([identity, command, &action] {
        const auto isGiven = [command](const char *name) { return command->count(name) > 0; };
        if (isGiven("--by") && std::ranges::none_of(DecidedBy, isGiven))
            throw CLI::RequiresError(
                "--by", "one of " + joined(std::vector<std::string>(DecidedBy.begin(), DecidedBy.end()), ", "));
        action = [identity] { return runIdentity(*identity); };
    });
}

} // namespace

void addIdentityCommands(CLI::App &app, Action &action)
{
    addIdentityCommand(app, action);
    auto accounts = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("accounts", "Golden records with their links");
    command->add_option("W", accounts->path, "Workspace")->required();
    auto *csv = command->add_flag("--csv", accounts->csv, "CSV");
    command->add_flag("--json", accounts->json, "JSON (the default)")->excludes(csv);
    command->callback([accounts, &action] { action = [accounts] { return runAccounts(*accounts); }; });
}

} // namespace qd::cli
