#include "core/assignment/mip_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <ostream>
#include <tuple>

namespace qd::assignment {
namespace {

/// The shortest text that reads back to the same double, whatever the locale.
std::string exact(double value)
{
    char buffer[32];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), value);
    return error == std::errc() ? std::string(buffer, end) : std::string("0");
}

std::string columnName(std::size_t index)
{
    return "x" + std::to_string(index);
}

std::string rowName(std::size_t index)
{
    return "r" + std::to_string(index);
}

/// Whether all its accounts have one CSM or none, so that units like it may stand for one another.
bool movesAsOne(const Unit &unit)
{
    return unit.homes.empty() || (unit.homes.size() == 1 && unit.homes.front().weight == unit.weight);
}

} // namespace

MipModel::MipModel(const Problem &problem)
    : m_problem(problem)
    , m_stay(problem.units.size(), -1)
{
    collectClasses();
    addRows();
    for (Class &each : m_classes)
        addClassColumns(each);
    addCsmColumns();
}

void MipModel::collectClasses()
{
    using Key = std::tuple<double, int, double, std::vector<int>, int>;
    std::map<Key, std::size_t> known;
    for (int index = 0; index < static_cast<int>(m_problem.units.size()); ++index) {
        const Unit &unit = m_problem.units[at(index)];
        if (unit.allowed.size() == 1) {
            m_stay[at(index)] = unit.allowed.front();
            m_constantCost += m_problem.moveCost * moveWeight(unit, unit.allowed.front());
            continue;
        }
        const Key key{unit.hours, unit.accounts, unit.weight, unit.allowed, movesAsOne(unit) ? -1 : index};
        const auto [entry, isNew] = known.try_emplace(key, m_classes.size());
        if (isNew) {
            m_classes.emplace_back();
            for (const int csm : unit.allowed)
                m_classes.back().places.push_back({csm, -1, -1, {}});
        }
        Class &mine = m_classes[entry->second];
        const int home = movesAsOne(unit) ? principalHome(unit) : -1;
        m_stay[at(index)] = home;
        if (home < 0)
            mine.homeless.push_back(index);
        else
            std::ranges::find(mine.places, home, &Place::csm)->now.push_back(index);
    }
}

/// Rows 4j .. 4j + 3 are overload, highest, lowest and accounts of CSM j; one row per class follows.
void MipModel::addRows()
{
    const std::vector<double> hours = loads(m_problem, m_stay);
    std::vector<int> accounts(m_problem.csms.size(), 0);
    for (std::size_t unit = 0; unit < m_stay.size(); ++unit) {
        if (m_stay[unit] >= 0)
            accounts[at(m_stay[unit])] += m_problem.units[unit].accounts;
    }
    for (std::size_t csm = 0; csm < m_problem.csms.size(); ++csm) {
        m_rows.push_back({'L', m_problem.csms[csm].capacity - hours[csm]});
        m_rows.push_back({'L', -hours[csm]});
        m_rows.push_back({'G', -hours[csm]});
        m_rows.push_back({'L', m_problem.maxAccounts ? *m_problem.maxAccounts - accounts[csm] : Infinity});
    }
    for (const Class &each : m_classes)
        m_rows.push_back({'E', static_cast<double>(each.homeless.size())});
}

int MipModel::addColumn(Column column)
{
    m_columns.push_back(std::move(column));
    return static_cast<int>(m_columns.size()) - 1;
}

void MipModel::addLoad(Column &column, int csm, const Unit &unit, double sign) const
{
    for (int row = 0; row < 3 && unit.hours > 0; ++row)
        column.entries.emplace_back(4 * csm + row, sign * unit.hours);
    if (m_problem.maxAccounts)
        column.entries.emplace_back(4 * csm + 3, sign * unit.accounts);
}

void MipModel::addClassColumns(Class &each)
{
    std::size_t size = each.homeless.size();
    int any = each.homeless.empty() ? -1 : each.homeless.front();
    for (const Place &place : each.places) {
        size += place.now.size();
        any = place.now.empty() ? any : place.now.front();
    }
    const Unit &unit = m_problem.units[at(any)];
    const int row = static_cast<int>(4 * m_problem.csms.size() + static_cast<std::size_t>(&each - m_classes.data()));
    for (Place &place : each.places) {
        const double weight = movesAsOne(unit) ? unit.weight : moveWeight(unit, place.csm);
        const auto others = static_cast<double>(size - place.now.size());
        if (others > 0) {
            Column in{m_problem.moveCost * weight, 0, others, true, {{row, 1}}};
            addLoad(in, place.csm, unit, 1);
            place.in = addColumn(std::move(in));
        }
        if (place.now.empty())
            continue;
        Column out{0, 0, static_cast<double>(place.now.size()), true, {{row, -1}}};
        addLoad(out, place.csm, unit, -1);
        place.out = addColumn(std::move(out));
    }
}

void MipModel::addCsmColumns()
{
    for (int csm = 0; csm < static_cast<int>(m_problem.csms.size()); ++csm)
        m_overload.push_back(addColumn({m_problem.overloadCost, 0, Infinity, false, {{4 * csm, -1}}}));
    const double perSpread = m_problem.spreadCost / m_problem.pools;
    for (int pool = 0; pool < m_problem.pools; ++pool) {
        Column highest{perSpread, 0, Infinity, false, {}};
        Column lowest{-perSpread, 0, Infinity, false, {}};
        for (int csm = 0; csm < static_cast<int>(m_problem.csms.size()); ++csm) {
            if (m_problem.csms[at(csm)].pool != pool)
                continue;
            highest.entries.emplace_back(4 * csm + 1, -m_problem.csms[at(csm)].capacity);
            lowest.entries.emplace_back(4 * csm + 2, -m_problem.csms[at(csm)].capacity);
        }
        m_highest.push_back(addColumn(std::move(highest)));
        m_lowest.push_back(addColumn(std::move(lowest)));
    }
}

void MipModel::writeMps(std::ostream &out) const
{
    out << "NAME assignment FREE\nROWS\n N cost\n";
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].right != Infinity)
            out << ' ' << m_rows[row].sense << ' ' << rowName(row) << '\n';
    }
    out << "COLUMNS\n";
    const auto write = [this, &out](bool integer) {
        for (std::size_t index = 0; index < m_columns.size(); ++index) {
            const Column &column = m_columns[index];
            if (column.integer != integer)
                continue;
            out << ' ' << columnName(index) << " cost " << exact(column.cost) << '\n';
            for (const auto &[row, value] : column.entries)
                out << ' ' << columnName(index) << ' ' << rowName(at(row)) << ' ' << exact(value) << '\n';
        }
    };
    out << " M1 'MARKER' 'INTORG'\n";
    write(true);
    out << " M2 'MARKER' 'INTEND'\n";
    write(false);
    out << "RHS\n RHS cost " << exact(-m_constantCost) << '\n'; // by convention what the cost row lacks, negated
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].right != Infinity && m_rows[row].right != 0)
            out << " RHS " << rowName(row) << ' ' << exact(m_rows[row].right) << '\n';
    }
    out << "BOUNDS\n";
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        if (m_columns[index].upper != Infinity)
            out << " UP BND " << columnName(index) << ' ' << exact(m_columns[index].upper) << '\n';
    }
    out << "ENDATA\n";
}

std::vector<double> MipModel::startValues(const UnitAssignment &to) const
{
    std::vector<double> values(m_columns.size(), 0);
    for (const Class &each : m_classes) {
        for (const Place &place : each.places) {
            double change = -static_cast<double>(place.now.size());
            for (const Place &from : each.places)
                change += static_cast<double>(
                    std::ranges::count_if(from.now, [&](int unit) { return to[at(unit)] == place.csm; }));
            change += static_cast<double>(
                std::ranges::count_if(each.homeless, [&](int unit) { return to[at(unit)] == place.csm; }));
            if (change != 0)
                values[at(change > 0 ? place.in : place.out)] = std::abs(change);
        }
    }
    const std::vector<double> hours = loads(m_problem, to);
    for (std::size_t pool = 0; pool < m_highest.size(); ++pool)
        values[at(m_lowest[pool])] = Infinity;
    for (std::size_t csm = 0; csm < hours.size(); ++csm) {
        const double capacity = m_problem.csms[csm].capacity;
        const auto pool = at(m_problem.csms[csm].pool);
        values[at(m_overload[csm])] = std::max(0.0, hours[csm] - capacity);
        double &highest = values[at(m_highest[pool])];
        double &lowest = values[at(m_lowest[pool])];
        highest = std::max(highest, hours[csm] / capacity);
        lowest = std::min(lowest, hours[csm] / capacity);
    }
    return values;
}

void MipModel::writeStart(std::ostream &out, const UnitAssignment &to) const
{
    const std::vector<double> values = startValues(to);
    double cost = 0;
    for (std::size_t index = 0; index < values.size(); ++index)
        cost += values[index] * m_columns[index].cost;
    out << "Stopped on iterations - objective value " << exact(cost) << '\n';
    for (std::size_t index = 0; index < values.size(); ++index)
        out << index << ' ' << columnName(index) << ' ' << exact(values[index]) << ' ' << exact(m_columns[index].cost)
            << '\n';
}

UnitAssignment MipModel::assignmentOf(const std::unordered_map<std::string, double> &values) const
{
    const auto valueOf = [&values](int column) -> std::size_t {
        const auto found = column < 0 ? values.end() : values.find(columnName(at(column)));
        return found == values.end() ? 0 : static_cast<std::size_t>(std::max(0L, std::lround(found->second)));
    };
    UnitAssignment to = m_stay;
    for (const Class &each : m_classes) {
        std::vector<int> moving = each.homeless;
        for (const Place &place : each.places) {
            const std::size_t in = valueOf(place.in);
            const std::size_t out = valueOf(place.out);
            for (std::size_t unit = 0; unit < place.now.size() && in + unit < out; ++unit)
                moving.push_back(place.now[unit]);
        }
        std::size_t next = 0;
        for (const int unit : moving)
            to[at(unit)] = -1;
        for (const Place &place : each.places) {
            const std::size_t in = valueOf(place.in);
            const std::size_t out = valueOf(place.out);
            for (std::size_t count = out; count < in && next < moving.size(); ++count)
                to[at(moving[next++])] = place.csm;
        }
    }
    return to;
}

UnitAssignment MipModel::canonical(const UnitAssignment &to) const
{
    const std::vector<double> start = startValues(to);
    std::unordered_map<std::string, double> values;
    for (std::size_t index = 0; index < start.size(); ++index)
        values.emplace(columnName(index), start[index]);
    return assignmentOf(values);
}

} // namespace qd::assignment
