#include "core/coverage/assignment_inputs.h"

#include "core/coverage/eligibility.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace qd::coverage {
namespace {

using assignment::at;

std::string named(const CoverageInput &input, const AccountLoad &load)
{
    const identity::Account &account = input.accounts->at(load.account);
    return account.name.empty() ? account.id : account.name + " (" + account.id + ")";
}

class Builder {
public:
    explicit Builder(const CoverageInput &input)
        : m_input(input)
    {
    }

    Result<AssignmentInputs> build();

private:
    void takeCsms();
    Result<std::set<int>> pinnedLoads();
    Result<void> checkPin(const std::string &id, const AccountLoad &load) const;
    [[nodiscard]] bool staysByRule(const AccountLoad &load) const;
    [[nodiscard]] std::vector<int> mayServe(const AccountLoad &load) const;
    [[nodiscard]] double weightOf(const AccountLoad &load) const;
    void takeAccounts(const std::set<int> &pinned);
    void takeFamilies();
    void addUnit(std::vector<int> members, std::vector<int> allowed);
    void sortUnits();

    const CoverageInput &m_input;
    AssignmentInputs m_inputs;
    std::vector<int> m_place; ///< per roster index its index in the problem; -1 when it takes no part
    std::map<int, std::vector<int>> m_allowed; ///< per load that takes part
    double m_meanArr = 0;
};

void Builder::takeCsms()
{
    m_place.assign(m_input.roster.csms.size(), -1);
    std::map<std::string, int> pools; // the same regions and segments in any order and case
    const auto key = [](std::vector<std::string> names) {
        std::ranges::transform(names, names.begin(), [](const std::string &name) { return caseFolded(name); });
        std::ranges::sort(names);
        return joined(names, "\x1f");
    };
    const bool byPool = m_input.model.assign.spreadScope == AssignModel::SpreadScope::Pool;
    for (const Book &book : booksOf(m_input).books) {
        if (book.capacityHours <= 0)
            continue;
        const Csm &csm = m_input.roster.csms[at(book.csm)];
        const std::string pool = byPool ? key(csm.regions) + "\x1e" + key(csm.segments) : std::string();
        const int number = pools.try_emplace(pool, static_cast<int>(pools.size())).first->second;
        m_place[at(book.csm)] = static_cast<int>(m_inputs.csms.size());
        m_inputs.csms.push_back(book.csm);
        m_inputs.problem.csms.push_back({book.capacityHours, number});
    }
    m_inputs.problem.pools = std::max(1, static_cast<int>(pools.size()));
}

Result<void> Builder::checkPin(const std::string &id, const AccountLoad &load) const
{
    if (load.csm < 0)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage",
                 "The pin \"%1\" holds %2 where it is, but it has no CSM. Take the pin out of the capacity model or "
                 "correct the roster."),
                {id, named(m_input, load)}},
            {id}};
    if (const Message why = obstacle(m_input, load, load.csm); !why.isEmpty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage",
                 "The pin \"%1\" holds %2 where it is, but that is with %3, %4. Take the pin out of the capacity model "
                 "or correct the roster."),
                {id, named(m_input, load), m_input.roster.csms[at(load.csm)].name, Sentences(why)}},
            {id}};
    return {};
}

Result<std::set<int>> Builder::pinnedLoads()
{
    std::map<int, int> loadOf; // by account
    for (std::size_t load = 0; load < m_input.loads.size(); ++load)
        loadOf[m_input.loads[load].account] = static_cast<int>(load);
    std::set<int> pinned;
    for (const std::string &id : m_input.model.assign.pins) {
        const auto account = accountOfId(*m_input.accounts, id);
        if (!account)
            return account.error();
        const auto load = loadOf.find(*account);
        if (load == loadOf.end() || m_input.loads[at(load->second)].segment < 0) {
            m_inputs.warnings.push_back(
                {QD_WORDS("Coverage",
                     "The pin \"%1\" has no effect: the account is no customer or its segment has no touch model."),
                    {id}});
            continue;
        }
        if (const auto good = checkPin(id, m_input.loads[at(load->second)]); !good)
            return good.error();
        pinned.insert(load->second);
    }
    return pinned;
}

bool Builder::staysByRule(const AccountLoad &load) const
{
    return std::ranges::any_of(m_input.model.assign.protect,
        [&](Protection protection) { return isProtected(load, protection, m_input.asOf); });
}

std::vector<int> Builder::mayServe(const AccountLoad &load) const
{
    std::vector<int> allowed;
    for (std::size_t place = 0; place < m_inputs.csms.size(); ++place) {
        if (m_input.roster.csms[at(m_inputs.csms[place])].serves(load.region, load.segmentName, load.language))
            allowed.push_back(static_cast<int>(place));
    }
    return allowed;
}

double Builder::weightOf(const AccountLoad &load) const
{
    if (m_input.model.assign.moveWeight == AssignModel::MoveWeight::Accounts || m_meanArr <= 0)
        return 1;
    return std::max(0.0, static_cast<double>(load.arr) / m_meanArr);
}

void Builder::takeAccounts(const std::set<int> &pinned)
{
    double arr = 0;
    for (std::size_t index = 0; index < m_input.loads.size(); ++index) {
        const AccountLoad &load = m_input.loads[index];
        if (load.segment < 0)
            continue;
        std::vector<int> allowed = mayServe(load);
        const int home = load.csm >= 0 ? m_place[at(load.csm)] : -1;
        const bool stays = pinned.contains(static_cast<int>(index)) || staysByRule(load);
        if (stays && std::ranges::binary_search(allowed, home)) {
            allowed = {home};
            m_inputs.held.push_back(static_cast<int>(index));
        }
        if (allowed.empty()) {
            m_inputs.unassignable.push_back(static_cast<int>(index));
            continue;
        }
        arr += static_cast<double>(load.arr);
        m_allowed.emplace(static_cast<int>(index), std::move(allowed));
    }
    m_meanArr = m_allowed.empty() ? 0 : arr / static_cast<double>(m_allowed.size());
}

void Builder::addUnit(std::vector<int> members, std::vector<int> allowed)
{
    assignment::Unit unit{0, 0, 0, std::move(allowed), {}};
    for (const int member : members) {
        const AccountLoad &load = m_input.loads[at(member)];
        unit.hours += load.hours;
        unit.accounts += 1;
        unit.weight += weightOf(load);
        const int home = load.csm >= 0 ? m_place[at(load.csm)] : -1;
        if (home < 0)
            continue;
        const auto known = std::ranges::find(unit.homes, home, &assignment::UnitHome::csm);
        if (known == unit.homes.end())
            unit.homes.push_back({home, weightOf(load)});
        else
            known->weight += weightOf(load);
    }
    m_inputs.problem.units.push_back(std::move(unit));
    m_inputs.units.push_back(std::move(members));
}

/// One unit per account, or per family where that is asked for and some CSM may serve all of it.
void Builder::takeFamilies()
{
    std::map<int, std::vector<int>> families;
    for (const auto &[index, allowed] : m_allowed) {
        const int family = m_input.model.assign.keepFamilies ? m_input.loads[at(index)].family : -1;
        families[family >= 0 ? family : -1 - index].push_back(index);
    }
    for (auto &[family, members] : families) {
        std::vector<int> common = m_allowed[members.front()];
        for (const int member : members) {
            std::vector<int> both;
            std::ranges::set_intersection(common, m_allowed[member], std::back_inserter(both));
            common = std::move(both);
        }
        if (!common.empty()) {
            addUnit(members, std::move(common));
            continue;
        }
        m_inputs.warnings.push_back(
            {QD_WORDS("Coverage", "The family of %1 is not kept together: no CSM may serve all its %2 accounts."),
                {named(m_input, m_input.loads[at(members.front())]), Count{std::int64_t(members.size())}}});
        for (const int member : members)
            addUnit({member}, m_allowed[member]);
    }
}

void Builder::sortUnits()
{
    std::vector<std::int64_t> arr;
    for (const std::vector<int> &members : m_inputs.units)
        arr.push_back(std::accumulate(members.begin(), members.end(), std::int64_t(0),
            [&](std::int64_t sum, int member) { return sum + m_input.loads[at(member)].arr; }));
    std::vector<std::size_t> order(arr.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return arr[a] != arr[b] ? arr[a] < arr[b] : m_inputs.units[a] < m_inputs.units[b];
    });
    AssignmentInputs sorted = m_inputs;
    for (std::size_t place = 0; place < order.size(); ++place) {
        sorted.units[place] = m_inputs.units[order[place]];
        sorted.problem.units[place] = m_inputs.problem.units[order[place]];
    }
    m_inputs = std::move(sorted);
}

Result<AssignmentInputs> Builder::build()
{
    takeCsms();
    if (m_inputs.csms.empty())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Coverage",
                 "No CSM has capacity on %1, so there is nobody to assign accounts to. Check start and end dates, FTE "
                 "and ramp in the roster."),
                {m_input.asOf}}};
    const auto pinned = pinnedLoads();
    if (!pinned)
        return pinned.error();
    takeAccounts(*pinned);
    if (m_allowed.empty() && m_inputs.unassignable.empty())
        return Error{ErrorCode::NoData,
            QD_WORDS("Coverage",
                "No account has a segment of the capacity model, so there is nothing to assign. Name the workspace's "
                "segments in the model.")};
    takeFamilies();
    sortUnits();
    const AssignModel &assign = m_input.model.assign;
    m_inputs.problem.moveCost = assign.moveCost;
    m_inputs.problem.overloadCost = assign.overloadCost;
    m_inputs.problem.spreadCost = assign.spreadCost;
    m_inputs.problem.maxAccounts = assign.maxAccounts;
    return std::move(m_inputs);
}

} // namespace

bool isProtected(const AccountLoad &load, Protection protection, Date asOf)
{
    switch (protection) {
    case Protection::Red:
        return load.health == portfolio::HealthColour::Red;
    case Protection::RenewingSoon:
        return dueAhead(load, asOf, ProtectedRenewalDays).has_value();
    case Protection::Onboarding:
        return lowered(load.stage) == "onboarding";
    }
    return false;
}

Result<AssignmentInputs> assignmentInputs(const CoverageInput &input)
{
    return Builder(input).build();
}

} // namespace qd::coverage
