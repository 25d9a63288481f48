#include "core/actions/evaluation.h"

#include "core/actions/action_owners.h"
#include "core/base/text.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace qd::actions {

namespace {

/// Open actions by owner, however files spell them.
class OwnerLoads {
public:
    OwnerLoads(const ActionLog &log, const identity::PersonIndex &people, Date day)
        : m_people(people)
    {
        for (const Action &action : log.all()) {
            if (action.isOpenOn(day) && !trimmed(action.owner).empty())
                ++m_open[ownerKey(m_people, action.owner)];
        }
    }
    /// Takes one more where there is room for it.
    [[nodiscard]] bool take(const std::string &owner, int cap)
    {
        if (trimmed(owner).empty())
            return true;
        int &open = m_open[ownerKey(m_people, owner)];
        if (open >= cap)
            return false;
        ++open;
        return true;
    }

private:
    const identity::PersonIndex &m_people;
    std::map<std::string, int> m_open;
};

/// Accounts and rules of which there is an action that stands in the way of another.
std::set<std::pair<int, std::string>> blocked(const RuleSet &rules, const ActionLog &log, Date day)
{
    std::set<std::pair<int, std::string>> found;
    for (const Action &action : log.all()) {
        const ActionRule *rule = action.account >= 0 && action.isKnownOn(day) ? rules.find(action.rule) : nullptr;
        if (!rule)
            continue;
        const bool isRecent = action.closed && *action.closed >= day.plusDays(-rule->repeatAfterDays);
        if (action.isOpenOn(day) || isRecent)
            found.insert({action.account, rule->id});
    }
    return found;
}

struct Candidate {
    int account = -1;
    const ActionRule *rule = nullptr;
    std::int64_t arr = 0;

    [[nodiscard]] auto order() const { return std::tuple(rule->priority, -arr, account, std::string_view(rule->id)); }
};

Opening openingOf(const Candidate &candidate, const AccountFacts &facts)
{
    const ActionRule &rule = *candidate.rule;
    const std::string &owner = rule.owner.empty() ? facts.owners()[std::size_t(candidate.account)] : rule.owner;
    return {candidate.account, rule.id, rule.title, owner,
        rule.dueDays ? std::optional(facts.day().plusDays(*rule.dueDays)) : std::nullopt};
}

template <typename Row>
void byAccountAndRule(std::vector<Row> &rows)
{
    std::ranges::sort(
        rows, [](const Row &a, const Row &b) { return std::tie(a.account, a.rule) < std::tie(b.account, b.rule); });
}

} // namespace

std::string actionId(const std::string &rule, const std::string &account, Date day)
{
    return rule + ':' + account + ':' + day.iso();
}

Evaluation evaluate(
    const RuleSet &rules, const AccountFacts &facts, const ActionLog &log, const portfolio::Portfolio &portfolio)
{
    const Date day = facts.day();
    const auto inTheWay = blocked(rules, log, day);
    const auto isThere = [&](int account, const std::string &rule) {
        const std::string &id = portfolio.accounts().at(account).id;
        return inTheWay.contains({account, rule}) || log.find(store::OwnSource, actionId(rule, id, day));
    };
    Evaluation found{day, {}, {}, {}};
    std::vector<Candidate> candidates;
    for (int account = 0; account < portfolio.accounts().size(); ++account) {
        for (const ActionRule &rule : rules.rules) {
            if (!facts.hold(rule, account))
                continue;
            if (isThere(account, rule.id))
                found.duplicates.push_back({account, rule.id});
            else
                candidates.push_back({account, &rule, facts.arr()[std::size_t(account)]});
        }
    }
    std::ranges::sort(candidates, {}, &Candidate::order);
    OwnerLoads loads(log, portfolio.people(), day);
    for (const Candidate &candidate : candidates) {
        Opening opening = openingOf(candidate, facts);
        const bool hasRoom = loads.take(opening.owner, candidate.rule->capPerOwner);
        (hasRoom ? found.opened : found.held).push_back(std::move(opening));
    }
    byAccountAndRule(found.opened);
    byAccountAndRule(found.duplicates);
    return found;
}

} // namespace qd::actions
