#include "core/assignment/blocks.h"

#include "core/assignment/lower_bound.h"

#include <algorithm>
#include <map>

namespace qd::assignment {
namespace {

/// components(), with those joined that have CSMs of one pool.
std::vector<int> linked(const Problem &problem)
{
    if (problem.pools == 1)
        return components(problem);
    Problem joined = problem;
    std::vector<std::vector<int>> pools(at(problem.pools));
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        pools[at(problem.csms[csm].pool)].push_back(static_cast<int>(csm));
    for (std::vector<int> &pool : pools)
        joined.units.push_back({0, 0, 0, std::move(pool), {}});
    return components(joined);
}

void numberPools(Block &block, const Problem &whole, std::size_t blocks)
{
    std::map<int, int> numbers;
    for (Csm &csm : block.problem.csms)
        csm.pool = numbers.try_emplace(csm.pool, static_cast<int>(numbers.size())).first->second;
    block.problem.pools = static_cast<int>(numbers.size());
    const double share =
        whole.pools == 1 ? 1.0 / static_cast<double>(blocks) : static_cast<double>(block.problem.pools) / whole.pools;
    block.problem.spreadCost = whole.spreadCost * share;
}

} // namespace

std::vector<Block> blocksOf(const Problem &problem)
{
    const std::vector<int> number = linked(problem);
    std::vector<Block> blocks(number.empty() ? 0 : at(*std::ranges::max_element(number)) + 1);
    std::vector<int> place(problem.csms.size());
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm) {
        Block &block = blocks[at(number[csm])];
        place[csm] = static_cast<int>(block.csms.size());
        block.csms.push_back(static_cast<int>(csm));
        block.problem.csms.push_back(problem.csms[csm]);
    }
    for (std::size_t index = 0; index < problem.units.size(); ++index) {
        Unit unit = problem.units[index];
        Block &block = blocks[at(number[at(unit.allowed.front())])];
        for (int &csm : unit.allowed)
            csm = place[at(csm)];
        std::erase_if(unit.homes, [&](const UnitHome &home) { // a home elsewhere is none it could stay in
            return number[at(home.csm)] != number[at(block.csms.front())];
        });
        for (UnitHome &home : unit.homes)
            home.csm = place[at(home.csm)];
        block.units.push_back(static_cast<int>(index));
        block.problem.units.push_back(std::move(unit));
    }
    std::erase_if(blocks, [](const Block &block) { return block.units.empty(); });
    for (Block &block : blocks) {
        block.problem.moveCost = problem.moveCost;
        block.problem.overloadCost = problem.overloadCost;
        block.problem.maxAccounts = problem.maxAccounts;
        numberPools(block, problem, blocks.size());
    }
    return blocks;
}

void copyInto(UnitAssignment &whole, const Block &block, const UnitAssignment &part)
{
    for (std::size_t unit = 0; unit < part.size(); ++unit)
        whole[at(block.units[unit])] = part[unit] < 0 ? -1 : block.csms[at(part[unit])];
}

UnitAssignment partOf(const UnitAssignment &whole, const Block &block)
{
    UnitAssignment part;
    for (const int unit : block.units) {
        const auto found = std::ranges::lower_bound(block.csms, whole[at(unit)]);
        part.push_back(static_cast<int>(found - block.csms.begin()));
    }
    return part;
}

} // namespace qd::assignment
