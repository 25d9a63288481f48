#include "core/actions/rule_notes.h"

#include "core/actions/action_owners.h"
#include "core/actions/shipped_rules.h"
#include "core/base/text.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::actions {

namespace {

/// The last day of somebody who is on the roster and has left by a day.
std::optional<Date> leftOn(const portfolio::Portfolio &portfolio, const std::string &name, Date day)
{
    const std::string *person = portfolio.people().find(name);
    std::optional<Date> last;
    for (const store::CsmRow &csm : portfolio.csms()) {
        if (!person || csm.id != *person)
            continue;
        if (!csm.end || *csm.end >= day)
            return std::nullopt;
        last = last ? std::max(*last, *csm.end) : *csm.end;
    }
    return last;
}

struct Opened {
    int all = 0;
    int ofNobody = 0;
};

/// How many actions each rule would open.
std::map<std::string, Opened> openedBy(const Evaluation &today)
{
    std::map<std::string, Opened> counts;
    for (const Opening &each : today.opened) {
        Opened &count = counts[each.rule];
        ++count.all;
        count.ofNobody += trimmed(each.owner).empty() ? 1 : 0;
    }
    return counts;
}

class Notes {
public:
    Notes(const RuleSet &rules, const Evaluation &today, const portfolio::Portfolio &portfolio)
        : m_rules(rules)
        , m_today(today)
        , m_portfolio(portfolio)
        , m_opened(openedBy(today))
    {
        for (const std::vector<Opening> *openings : {&today.opened, &today.held}) {
            for (const Opening &each : *openings)
                m_owners[each.rule][each.account] = ownerKey(portfolio.people(), each.owner);
        }
    }

    [[nodiscard]] std::vector<RuleNote> all()
    {
        for (m_place = 0; m_place < m_rules.rules.size(); ++m_place) {
            const ActionRule &rule = m_rules.rules[m_place];
            many(rule);
            people(rule);
            limits(rule);
            for (std::size_t earlier = 0; earlier < m_place; ++earlier)
                compare(m_rules.rules[earlier], rule);
        }
        return std::move(m_notes);
    }

private:
    void say(Message sentence) { m_notes.push_back({m_place, std::move(sentence)}); }

    void many(const ActionRule &rule)
    {
        const auto found = m_opened.find(rule.id);
        if (found == m_opened.end() || found->second.all < ManyOpenings)
            return;
        const Count all{found->second.all};
        if (found->second.ofNobody == 0)
            say({QD_WORDS_N("Actions", "It would open %1 actions at once; add a condition or lower the limit.",
                     "It would open %1 action at once; add a condition or lower the limit."),
                {all}});
        else
            say({QD_WORDS_N("Actions",
                     "It would open %1 actions at once, %2 of them without an owner, which no limit holds back.",
                     "It would open %1 action at once, %2 of them without an owner, which no limit holds back."),
                {all, Count{found->second.ofNobody}}});
    }

    void people(const ActionRule &rule)
    {
        std::set<std::string> had;
        if (!rule.owner.empty()) {
            had.insert(ownerKey(m_portfolio.people(), rule.owner));
            if (const auto left = leftOn(m_portfolio, rule.owner, m_today.day))
                say({QD_WORDS("Actions", "Its owner %1 left on %2."), {rule.owner, *left}});
        }
        for (const EscalationStep &step : rule.escalate) {
            if (!had.insert(ownerKey(m_portfolio.people(), step.to)).second)
                say({QD_WORDS("Actions", "It goes up in a circle: %1 has it twice."), {step.to}});
            else if (const auto left = leftOn(m_portfolio, step.to, m_today.day))
                say({QD_WORDS("Actions", "It goes up to %1, who left on %2."), {step.to, *left}});
        }
    }

    void limits(const ActionRule &rule)
    {
        if (rule.capPerOwner == 0)
            say(QD_WORDS("Actions", "An owner may have 0 open actions, so it opens none for anybody."));
        if (rule.repeatAfterDays == 0)
            say(QD_WORDS("Actions", "It repeats after 0 days: what is closed is opened again the day after."));
    }

    void compare(const ActionRule &earlier, const ActionRule &rule)
    {
        if (earlier.when == rule.when)
            say({QD_WORDS("Actions", "It has the same conditions as %1."), {titleValue(earlier.title)}});
        const auto before = m_owners.find(earlier.id);
        const auto now = m_owners.find(rule.id);
        if (before == m_owners.end() || now == m_owners.end())
            return;
        const auto fights = std::ranges::count_if(now->second, [&](const auto &each) {
            const auto other = before->second.find(each.first);
            return other != before->second.end() && !each.second.empty() && !other->second.empty()
                && other->second != each.second;
        });
        if (fights > 0)
            say({QD_WORDS_N("Actions", "It gives %1 customers to another person than %2 does.",
                     "It gives %1 customer to another person than %2 does."),
                {Count{fights}, titleValue(earlier.title)}});
    }

    const RuleSet &m_rules;
    const Evaluation &m_today;
    const portfolio::Portfolio &m_portfolio;
    std::map<std::string, Opened> m_opened; ///< by rule
    std::map<std::string, std::map<int, std::string>> m_owners; ///< by rule and account
    std::vector<RuleNote> m_notes;
    std::size_t m_place = 0;
};

} // namespace

std::vector<RuleNote> notesOn(const RuleSet &rules, const Evaluation &today, const portfolio::Portfolio &portfolio)
{
    return Notes(rules, today, portfolio).all();
}

} // namespace qd::actions
