#include "core/actions/evaluation.h"

#include "core/actions/action_owners.h"
#include "core/base/text.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <map>
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

Duplicate duplicateOf(const Action &action, Date day)
{
    const bool isOpen = action.isOpenOn(day);
    return {action.account, action.rule, isOpen ? action.opened : action.closed.value_or(action.opened), isOpen};
}

/// Accounts and rules of which there is an action that stands in the way of another: an open one before closed ones, of
/// those the one closed last.
std::map<std::pair<int, std::string>, Duplicate> blocked(const RuleSet &rules, const ActionLog &log, Date day)
{
    std::map<std::pair<int, std::string>, Duplicate> found;
    for (const Action &action : log.all()) {
        const ActionRule *rule = action.account >= 0 && action.isKnownOn(day) ? rules.find(action.rule) : nullptr;
        if (!rule)
            continue;
        const bool isRecent = action.closed && *action.closed >= day.plusDays(-rule->repeatAfterDays);
        if (!action.isOpenOn(day) && !isRecent)
            continue;
        const Duplicate duplicate = duplicateOf(action, day);
        Duplicate &kept = found.try_emplace({action.account, rule->id}, duplicate).first->second;
        if (std::tie(duplicate.isOpen, duplicate.since) > std::tie(kept.isOpen, kept.since))
            kept = duplicate;
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
        rule.dueDays ? std::optional(facts.day().plusDays(*rule.dueDays)) : std::nullopt, rule.escalation};
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
    const auto theOneThere = [&](int account, const std::string &rule) -> std::optional<Duplicate> {
        if (const auto found = inTheWay.find({account, rule}); found != inTheWay.end())
            return found->second;
        const std::string &id = portfolio.accounts().at(account).id;
        const Action *ofToday = log.find(store::OwnSource, actionId(rule, id, day));
        return ofToday ? std::optional(Duplicate{account, rule, day, ofToday->isOpenOn(day)}) : std::nullopt;
    };
    Evaluation found{day, {}, {}, {}};
    std::vector<Candidate> candidates;
    for (int account = 0; account < portfolio.accounts().size(); ++account) {
        if (portfolio.accounts().customerOn(account, day) != account)
            continue; // it is part of another, for whom the rules hold or not
        for (const ActionRule &rule : rules.rules) {
            if (!facts.hold(rule, account))
                continue;
            if (auto duplicate = theOneThere(account, rule.id))
                found.duplicates.push_back(std::move(*duplicate));
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
