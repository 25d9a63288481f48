#include "core/coverage/eligibility.h"

#include "core/base/words.h"

#include <set>

namespace qd::coverage {

Message obstacle(const CoverageInput &input, const AccountLoad &load, int csm)
{
    const Csm &who = input.roster.csms[static_cast<std::size_t>(csm)];
    if (!who.inForceOn(input.asOf))
        return {QD_WORDS("Coverage", "who is not in force on %1"), {input.asOf}};
    if (who.rampedFte(input.model, input.asOf) <= 0)
        return {QD_WORDS("Coverage", "who has no capacity on %1"), {input.asOf}};
    const auto named = [](const std::string &value) {
        return value.empty() ? Message::Value(Word{NoGroup}) : Message::Value(value);
    };
    if (!who.servesRegion(load.region))
        return {QD_WORDS("Coverage", "who does not serve region %1"), {named(load.region)}};
    if (!who.servesSegment(load.segmentName))
        return {QD_WORDS("Coverage", "who does not serve segment %1"), {named(load.segmentName)}};
    if (!who.serves(load.region, load.segmentName, load.language))
        return {QD_WORDS("Coverage", "who does not speak %1"), {load.language}};
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
            {QD_WORDS("Coverage", "The pin \"%1\" is no account's id, neither here nor in any source."), {id}}, {id}};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Coverage",
             "The pin \"%1\" is the id of different accounts in different sources; use the workspace's own id, for "
             "example %2."),
            {id, accounts.at(*owners.begin()).id}},
        {id}};
}

} // namespace qd::coverage
