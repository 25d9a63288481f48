#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/explain/conventions_in_force.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/conventions.h"
#include "core/revenue/retention_rates.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, from, to;
    std::vector<std::string> compare;
    bool json = false;
};

using Both = std::pair<revenue::Convention, revenue::Convention>;

Json figureJson(const revenue::ConventionFigure &figure, Currency currency)
{
    const revenue::Convention &convention = figure.convention;
    const bool ofCustomers = convention.metric == metrics::LogoChurn;
    const auto amount = [&](std::int64_t value) { return ofCustomers ? Json(value) : money(value, currency); };
    return {{"rule", convention.rule}, {"grain", toString(convention.grain)}, {"grace", convention.graceDays},
        {"fx", toString(convention.fx)}, {"value", optionalNumber(figure.value())},
        {"numerator", amount(figure.numerator)}, {"denominator", amount(figure.denominator)}, {"n", figure.n}};
}

Json comparisonJson(const revenue::ConventionComparison &comparison, const identity::AccountDirectory &accounts)
{
    Json differences = Json::array();
    for (const revenue::ConventionDifference &one : comparison.accounts)
        differences.push_back(
            {{"account", accounts.at(one.account).id}, {"a", one.a}, {"b", one.b}, {"difference", one.difference()}});
    return {{"a", comparison.a.convention.text()}, {"b", comparison.b.convention.text()},
        {"difference", optionalNumber(comparison.difference())}, {"accounts", differences}};
}

Json usesJson(const store::Workspace &workspace, Date day)
{
    Json uses = Json::array();
    for (const explain::ConventionUse &use : explain::conventionUses(dictionary::Dictionary::read(workspace), day))
        uses.push_back({{"convention", use.convention.text()}, {"team", use.team}, {"in_force", use.isOurs}});
    return uses;
}

/// The two of --compare; nothing where it was not given.
Result<std::optional<Both>> bothOf(const std::vector<std::string> &compare)
{
    if (compare.empty())
        return std::optional<Both>();
    if (compare.size() != 2)
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "--compare wants two conventions with a comma between them.")};
    const auto a = revenue::conventionFromText(compare[0]);
    if (!a)
        return a.error();
    const auto b = revenue::conventionFromText(compare[1]);
    if (!b)
        return b.error();
    return std::optional(Both{*a, *b});
}

Exit run(const Arguments &arguments)
{
    const auto from = monthOption("--from", arguments.from);
    const auto to = monthOption("--to", arguments.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (const auto fine = revenue::checkWindow(*from, *to); !fine)
        return fail(fine.error());
    const auto both = bothOf(arguments.compare);
    if (!both)
        return fail(both.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto book = portfolio->book();
        if (!book)
            return fail(book.error());
        const auto found = revenue::computeConventions(*portfolio, *book, *from, *to, terminalProgress());
        if (!found)
            return fail(found.error());
        Json json{{"from", from->iso()}, {"to", to->iso()}, {"currency", book->currency().code()},
            {"source", book->source().name}, {"nrr", Json::array()}, {"grr", Json::array()},
            {"logo_churn", Json::array()}};
        for (const revenue::ConventionFigure &figure : found->figures)
            json[std::string(figure.convention.metric)].push_back(figureJson(figure, book->currency()));
        json["used_by"] = usesJson(workspace, to->lastDay());
        if (*both) {
            const auto comparison =
                revenue::compareConventions(*portfolio, *book, *from, *to, **both, terminalProgress());
            if (!comparison)
                return fail(comparison.error());
            json["compare"] = comparisonJson(*comparison, book->accounts());
        }
        for (const Message &warning : found->warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
        print(json);
        return Exit::Done;
    });
}

} // namespace

void addConventionsCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand(
        "conventions", "NRR, GRR and logo churn of one window under every convention, and whom a difference is of");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--from", arguments->from, "Opening month, YYYY-MM: its last day")->required();
    command->add_option("--to", arguments->to, "Closing month, YYYY-MM: its last day")->required();
    command
        ->add_option("--compare", arguments->compare,
            "Two conventions, A,B: metric, rule, grain, grace and fx, as nrr/point/account/0/constant")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_flag("--json", arguments->json, "JSON (the default)");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
