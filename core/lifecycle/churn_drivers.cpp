#include "core/lifecycle/churn_drivers.h"

#include "core/lifecycle/landmark_lives.h"
#include "core/lifecycle/origins.h"
#include "core/portfolio/joined_book.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/dimension_words.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace qd::lifecycle {

namespace {

/// The lives of one group of a dimension.
struct Level {
    std::string group;
    int n = 0;
    int events = 0;
    std::vector<std::size_t> lives;
};

/// The group of each life.
Result<std::vector<std::string>> groupsOf(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const std::vector<CustomerLife> &lives, const std::string &dimension)
{
    std::vector<std::string> origins;
    if (isOrigin(dimension)) {
        auto found = originsOf(dimension, workspace, portfolio, book.day());
        if (!found)
            return found.error();
        origins = std::move(*found);
    } else if (dimension != ByLifeGroup) {
        if (const auto fine = checkCustomerDimension(dimension); !fine)
            return fine.error();
    }
    std::vector<std::string> groups;
    for (const CustomerLife &life : lives) {
        if (dimension == ByLifeGroup)
            groups.push_back(life.group);
        else if (!origins.empty())
            groups.push_back(origins[std::size_t(life.account)]);
        else
            groups.push_back(portfolio.accounts().at(life.account).field(dimension));
        if (groups.back().empty())
            groups.back() = NoGroup;
    }
    return groups;
}

/// The largest first; of one size in byte order.
std::vector<Level> levelsOf(const std::vector<CustomerLife> &lives, const std::vector<std::string> &groups)
{
    std::map<std::string, Level> byGroup;
    for (std::size_t i = 0; i < lives.size(); ++i) {
        Level &level = byGroup[groups[i]];
        level.group = groups[i];
        ++level.n;
        level.events += lives[i].life.event ? 1 : 0;
        level.lives.push_back(i);
    }
    std::vector<Level> levels;
    for (auto &[group, level] : byGroup)
        levels.push_back(std::move(level));
    std::ranges::stable_sort(levels, std::greater(), &Level::n);
    return levels;
}

void addInput(ChurnDrivers &drivers, Driver driver, std::vector<double> values)
{
    std::string name = driver.dimension;
    if (driver.joined > 0)
        name += ": others";
    else if (!driver.group.empty())
        name += ": " + driver.group;
    drivers.data.inputs.push_back({std::move(name), std::move(values)});
    drivers.inputs.push_back(std::move(driver));
}

void addGroup(ChurnDrivers &drivers, const std::string &dimension, const Level &level, int joined)
{
    std::vector<double> values(drivers.data.lives.size(), 0);
    for (const std::size_t i : level.lives)
        values[i] = 1;
    addInput(drivers, {dimension, joined > 0 ? std::string() : level.group, joined, level.n, level.events},
        std::move(values));
}

void addGroups(ChurnDrivers &drivers, const std::string &dimension, const std::vector<Level> &levels)
{
    DriverBase base{dimension};
    std::vector<const Level *> apart;
    Level rest;
    int joined = 0;
    for (const Level &level : levels) {
        const bool isLargeEnough = level.events >= LeastDriverEvents;
        if (isLargeEnough && base.group.empty()) {
            base.group = level.group;
            base.n = level.n;
        } else if (isLargeEnough && apart.size() < MostDriverGroups) {
            apart.push_back(&level);
        } else {
            ++joined;
            rest.n += level.n;
            rest.events += level.events;
            rest.lives.insert(rest.lives.end(), level.lives.begin(), level.lives.end());
        }
    }
    const bool isRestApart = !base.group.empty() && rest.events >= LeastDriverEvents;
    if (!isRestApart && apart.empty()) {
        drivers.bases.push_back({dimension});
        return;
    }
    if (!isRestApart) {
        base.joined = joined;
        base.n += rest.n;
    }
    drivers.bases.push_back(std::move(base));
    for (const Level *level : apart)
        addGroup(drivers, dimension, *level, 0);
    if (isRestApart)
        addGroup(drivers, dimension, rest, joined);
}

/// Powers of two of what each customer had on its first day in force. One without any then counts as the least unit
/// of money: its ARR begins later by its own records.
Result<void> addFirstArr(
    ChurnDrivers &drivers, const portfolio::ArrBook &separate, const std::vector<CustomerLife> &lives)
{
    const portfolio::ArrBook book = joinedOn(separate, separate.day()); // as the lives have it
    std::map<Date, std::vector<std::size_t>> byDay;
    for (std::size_t i = 0; i < lives.size(); ++i)
        byDay[lives[i].since].push_back(i);
    Driver driver{ByFirstArr};
    std::vector<double> powers(lives.size(), 0);
    for (const auto &[day, started] : byDay) {
        const auto values = book.accountValues(day, book.day());
        if (!values)
            return values.error();
        for (const std::size_t i : started)
            powers[i] = std::log2(std::max(1.0, double((*values)[std::size_t(lives[i].account)])));
    }
    for (const CustomerLife &life : lives) {
        ++driver.n;
        driver.events += life.life.event ? 1 : 0;
    }
    addInput(drivers, std::move(driver), std::move(powers));
    return {};
}

} // namespace

Result<ChurnDrivers> churnDrivers(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const std::vector<CustomerLife> &lives, const std::vector<std::string> &dimensions)
{
    ChurnDrivers drivers;
    drivers.data.lives.assign(lives.begin(), lives.end());
    for (const std::string &dimension : dimensions) {
        if (dimension == ByFirstArr) {
            if (auto added = addFirstArr(drivers, book, lives); !added)
                return added.error();
            continue;
        }
        const auto groups = groupsOf(workspace, portfolio, book, lives, dimension);
        if (!groups)
            return groups.error();
        addGroups(drivers, dimension, levelsOf(lives, *groups));
    }
    return drivers;
}

Message withoutDrivers()
{
    return QD_WORDS("Survival",
        "There is no input: choose one of which at least two groups have enough customers who left, or the first ARR.");
}

Message driverTitle(const Driver &driver)
{
    if (driver.dimension == ByFirstArr)
        return QD_WORDS("Survival", "First ARR, doubled");
    if (driver.dimension == ByLifeGroup)
        return groupTitle(driver.group);
    const Word dimension{revenue::dimensionTitle(driver.dimension)};
    if (driver.joined > 0)
        return {
            QD_WORDS_N("Survival", "%2: %1 smaller groups", "%2: %1 smaller group"), {Count{driver.joined}, dimension}};
    return {QD_WORDS("Survival", "%1: %2"), {dimension, groupValue(driver.group)}};
}

} // namespace qd::lifecycle
