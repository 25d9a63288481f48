#include "app/cli/break_registers.h"

#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"

#include <iostream>
#include <numeric>

namespace qd::cli {

namespace {

void printCsv(const store::Workspace &workspace, const std::vector<reconcile::Reconciliation> &pairs)
{
    bool isFirst = true;
    for (const reconcile::Reconciliation &pair : pairs) {
        std::vector<std::size_t> all(pair.breaks.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const std::string csv =
            registeredBreaksCsv(pair, reconcile::registeredBreaks(workspace, pair.left.name, pair.right.name), all);
        std::cout << (isFirst ? csv : csv.substr(csv.find('\n') + 1)); // one header for all
        isFirst = false;
    }
}

} // namespace

Exit keepBreakRegisters(store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const std::vector<portfolio::ArrSource> &systems, bool csv)
{
    std::vector<reconcile::Reconciliation> pairs;
    for (std::size_t i = 1; i < systems.size(); ++i) {
        reconcile::ReconcileOptions options;
        options.left = systems.front();
        options.right = systems[i];
        auto pair = reconcile::reconcile(portfolio, options, terminalProgress());
        if (!pair)
            return fail(pair.error());
        for (const Message &warning : pair->warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
        pairs.push_back(std::move(*pair));
    }
    reconcile::keepRegisters(workspace, pairs);
    if (csv) {
        printCsv(workspace, pairs);
        return Exit::Done;
    }
    Json registers = Json::array();
    for (const reconcile::Reconciliation &pair : pairs)
        registers.push_back({{"left", pair.left.name}, {"right", pair.right.name}, {"as_of", pair.asOf.iso()},
            {"breaks", pair.breaks.size()}});
    print({{"registers", registers}});
    return Exit::Done;
}

} // namespace qd::cli
