// bench_reconcile WORKSPACE SYSTEM,SYSTEM,... [ROUNDS]: comparing systems once the portfolio is read, the first with
// each other one; seconds, best of ROUNDS, and how many breaks there are.
#include "core/base/text.h"
#include "core/reconcile/systems.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <chrono>
#include <iostream>

using namespace qd;

int main(int argc, char *argv[])
{
    auto workspace = argc < 3 ? Result<std::unique_ptr<store::Workspace>>(Error{ErrorCode::InvalidArgument,
                         Message::data("bench_reconcile WORKSPACE SYSTEM,SYSTEM,... [ROUNDS]")})
                              : store::Workspace::open(argv[1], store::Workspace::Mode::ReadOnly);
    if (!workspace) {
        std::cerr << workspace.error().message.english() << '\n';
        return 2;
    }
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    std::vector<portfolio::ArrSource> systems;
    for (const std::string &name : split(argv[2], ',')) {
        const auto source = portfolio->findSource(name);
        if (!source) {
            std::cerr << source.error().message.english() << '\n';
            return 2;
        }
        systems.push_back(*source);
    }
    const int rounds = argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;
    double best = -1;
    std::size_t breaks = 0;
    for (int i = 0; i < rounds; ++i) {
        Progress quiet;
        const auto begun = std::chrono::steady_clock::now();
        const auto found = reconcile::compareSystems(*portfolio, systems, {}, quiet);
        const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        if (!found) {
            std::cerr << found.error().message.english() << '\n';
            return 1;
        }
        breaks = 0;
        for (const reconcile::Reconciliation &pair : found->pairs)
            breaks += pair.breaks.size();
        best = best < 0 ? taken : std::min(best, taken);
    }
    std::cout << best << " s in memory, " << breaks << " breaks\n";
    return 0;
}
