#include "app/cli/command.h"
#include "app/cli/definitions_used.h"

#include "core/answers/headline.h"
#include "core/base/rounding.h"
#include "core/base/text.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

std::string percent(const std::optional<double> &value)
{
    return value ? fixedDecimals(shownUnits(*value, 4) / 100, 2) + " %" : "no value";
}

constexpr std::size_t NameWidth = 18;

void inWords(const answers::Headline &numbers)
{
    const auto amount = [&](std::int64_t minor) {
        return Money{minor, numbers.currency}.text() + " " + numbers.currency.code();
    };
    std::cout << "Records in        " << numbers.recordsIn << " (" << numbers.quarantined << " quarantined)\n"
              << "Customers         " << numbers.customers << '\n';
    for (const auto &[source, arr] : numbers.arrBySource)
        std::cout << "ARR in " << source << std::string(source.size() < 11 ? 11 - source.size() : 1, ' ') << amount(arr)
                  << '\n';
    if (numbers.reconciliation) {
        std::cout << "Breaks            " << numbers.reconciliation->breaks.size() << " between "
                  << numbers.reconciliation->left.name << " and " << numbers.reconciliation->right.name << '\n';
        for (const reconcile::BridgeStep &step : numbers.reconciliation->bridge)
            std::cout << "  " << toString(step.cause) << "  " << step.count << "  " << amount(step.amount) << '\n';
    }
    if (numbers.retention) {
        const revenue::RetentionRow &total = numbers.retention->rows.front();
        for (const metrics::Metric *metric : revenue::retentionMetrics()) {
            const std::string name = Message(metric->name).english();
            std::cout << name << std::string(name.size() < NameWidth ? NameWidth - name.size() : 1, ' ')
                      << percent(total.rate(metric->key).value()) << '\n';
        }
        std::cout << "  over 12 months, customers at their start: " << total.logos << '\n';
    }
}

Json headlineJson(const answers::Headline &numbers)
{
    Json arr = Json::array();
    for (const auto &[source, total] : numbers.arrBySource)
        arr.push_back({{"source", source}, {"arr", money(total, numbers.currency)}});
    Json json{{"records", numbers.recordsIn}, {"quarantined", numbers.quarantined}, {"customers", numbers.customers},
        {"currency", numbers.currency.code()}, {"month", numbers.month ? Json(numbers.month->iso()) : Json(nullptr)},
        {"arr", arr}};
    if (numbers.reconciliation) {
        Json causes = Json::array();
        for (const reconcile::BridgeStep &step : numbers.reconciliation->bridge)
            causes.push_back({{"cause", toString(step.cause)}, {"amount", money(step.amount, numbers.currency)},
                {"count", step.count}});
        json["breaks"] = numbers.reconciliation->breaks.size();
        json["bridge"] = causes;
    }
    if (numbers.retention) {
        const revenue::RetentionRow &total = numbers.retention->rows.front();
        addRates(json, total);
    }
    return json;
}

} // namespace

void addHeadlineCommand(CLI::App &app, Action &action)
{
    auto path = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    CLI::App *command =
        app.add_subcommand("headline", "Records in, customers, ARR per system, breaks by cause, NRR, GRR");
    command->add_option("W", *path, "Workspace")->required();
    command->add_flag("--json", *json, "JSON");
    command->callback([path, json, &action] {
        action = [path, json] {
            return withWorkspace(*path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
                const auto numbers = answers::headline(workspace, terminalProgress());
                if (!numbers)
                    return fail(numbers.error());
                for (const Message &note : numbers->notes)
                    std::cerr << "qdeck: " << note.english() << '\n';
                if (*json)
                    print(withDefinitions(headlineJson(*numbers), workspace,
                        numbers->month ? std::optional(numbers->month->lastDay()) : std::nullopt,
                        {"arr", "nrr", "grr", "logo_churn", "breaks", "bridge"}));
                else
                    inWords(*numbers);
                return Exit::Done;
            });
        };
    });
}

} // namespace qd::cli
