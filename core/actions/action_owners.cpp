#include "core/actions/action_owners.h"

#include "core/base/text.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <map>

namespace qd::actions {

std::string ownerKey(const identity::PersonIndex &people, const std::string &owner)
{
    const std::string_view text = trimmed(owner);
    if (text.empty())
        return {};
    const std::string *person = people.find(owner);
    return person ? "=" + *person : "~" + caseFolded(text);
}

std::string ownerName(const portfolio::Portfolio &portfolio, const std::string &owner)
{
    const std::string *person = portfolio.people().find(owner);
    const auto &csms = portfolio.csms();
    const auto found = person ? std::ranges::find_if(csms,
                           [&](const store::CsmRow &csm) { return csm.id == *person && !trimmed(csm.name).empty(); })
                              : csms.end();
    return found == csms.end() ? std::string(trimmed(owner)) : found->name;
}

std::vector<std::string> possibleOwners(const portfolio::Portfolio &portfolio, Date day)
{
    std::map<std::string, std::string> names; // by key
    const auto add = [&](const std::string &owner) {
        if (const std::string key = ownerKey(portfolio.people(), owner); !key.empty())
            names.emplace(key, ownerName(portfolio, owner));
    };
    for (const store::CsmRow &csm : portfolio.csms()) {
        if (!csm.end || *csm.end >= day)
            add(csm.id);
    }
    for (const identity::Account &account : portfolio.accounts().accounts())
        add(account.field("owner"));
    std::vector<std::string> sorted;
    for (auto &[key, name] : names)
        sorted.push_back(std::move(name));
    std::ranges::sort(sorted);
    return sorted;
}

} // namespace qd::actions
