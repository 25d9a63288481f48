#include "core/coverage/eligibility.h"

#include <set>

namespace qd::coverage {

std::string obstacle(const CoverageInput &input, const AccountLoad &load, int csm)
{
    const Csm &who = input.roster.csms[static_cast<std::size_t>(csm)];
    if (!who.inForceOn(input.asOf))
        return "who is not in force on " + input.asOf.iso();
    if (who.rampedFte(input.model, input.asOf) <= 0)
        return "who has no capacity on " + input.asOf.iso();
    const auto missing = [](const std::string &value) { return value.empty() ? std::string("(none)") : value; };
    if (!who.servesRegion(load.region))
        return "who does not serve region " + missing(load.region);
    if (!who.servesSegment(load.segmentName))
        return "who does not serve segment " + missing(load.segmentName);
    if (!who.serves(load.region, load.segmentName, load.language))
        return "who does not speak " + load.language;
    return {};
}

Result<int> accountOfId(const identity::AccountDirectory &accounts, const std::string &id)
{
    if (const int own = accounts.indexOf(id); own >= 0)
        return own;
    std::set<int> owners;
    for (int account = 0; account < accounts.size(); ++account) {
        for (const identity::LinkedRecord &record : accounts.at(account).records) {
            if (record.id == id)
                owners.insert(account);
        }
    }
    if (owners.size() == 1)
        return *owners.begin();
    if (owners.empty())
        return Error{ErrorCode::InvalidArgument,
            "The pin \"" + id + "\" is no account's id, neither here nor in any source.", {id}};
    return Error{ErrorCode::InvalidArgument,
        "The pin \"" + id
            + "\" is the id of different accounts in different sources; use the workspace's own id, for example "
            + accounts.at(*owners.begin()).id + ".",
        {id}};
}

} // namespace qd::coverage
