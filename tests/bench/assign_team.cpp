// assign_team ACCOUNTS CSMS SEED [PLAIN.mps]: a sample team is assigned to a gap of 1 %; prints status, objective,
// bound and seconds. With a file name it also writes the same problem as anybody would write it for a solver: a binary
// x_ij for every account and each CSM who may serve it.
#include "core/assignment/solve.h"
#include "tests/assignment/large_problem.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace qd;
using namespace qd::assignment;

namespace {

std::string exact(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(std::begin(buffer), std::end(buffer), value).ptr};
}

void writePlain(const Problem &problem, const char *path)
{
    std::ofstream out(path);
    out << "NAME plain FREE\nROWS\n N cost\n";
    for (std::size_t unit = 0; unit < problem.units.size(); ++unit)
        out << " E u" << unit << '\n';
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        out << " L over" << csm << "\n L high" << csm << "\n G low" << csm << '\n';
    out << "COLUMNS\n M1 'MARKER' 'INTORG'\n";
    for (std::size_t unit = 0; unit < problem.units.size(); ++unit) {
        const Unit &each = problem.units[unit];
        for (const int csm : each.allowed) {
            const std::string name = " x" + std::to_string(unit) + "_" + std::to_string(csm);
            const std::string hours = exact(each.hours);
            out << name << " cost " << exact(problem.moveCost * moveWeight(each, csm)) << '\n'
                << name << " u" << unit << " 1\n";
            for (const char *row : {" over", " high", " low"})
                out << name << row << csm << ' ' << hours << '\n';
        }
    }
    out << " M2 'MARKER' 'INTEND'\n";
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        out << " o" << csm << " cost " << exact(problem.overloadCost) << "\n o" << csm << " over" << csm << " -1\n";
    for (const auto &[name, row, sign] : {std::tuple(" U", " high", 1), std::tuple(" V", " low", -1)}) {
        out << name << " cost " << exact(sign * problem.spreadCost) << '\n';
        for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
            out << name << row << csm << ' ' << exact(-problem.csms[csm].capacity) << '\n';
    }
    out << "RHS\n";
    for (std::size_t unit = 0; unit < problem.units.size(); ++unit)
        out << " RHS u" << unit << " 1\n";
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        out << " RHS over" << csm << ' ' << exact(problem.csms[csm].capacity) << '\n';
    out << "BOUNDS\n";
    for (std::size_t unit = 0; unit < problem.units.size(); ++unit) {
        for (const int csm : problem.units[unit].allowed)
            out << " UP BND x" << unit << '_' << csm << " 1\n";
    }
    out << "ENDATA\n";
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fputs("usage: assign_team ACCOUNTS CSMS SEED [PLAIN.mps]\n", stderr);
        return 2;
    }
    const Problem problem =
        test::largeProblem(std::atoi(argv[1]), std::atoi(argv[2]), static_cast<unsigned>(std::atoi(argv[3])));
    if (argc > 4)
        writePlain(problem, argv[4]);
    const auto begun = std::chrono::steady_clock::now();
    Progress progress;
    const auto answer = solve(problem, {}, progress);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const auto &assignment = std::get<Solution>(answer);
    std::printf("%s objective %.3f bound %.3f gap %.2f %% in %.2f s\n", toString(assignment.status),
        assignment.objective, assignment.bound, 100 * assignment.gap(), seconds);
    return 0;
}
