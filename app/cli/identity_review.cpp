#include "app/cli/identity_review.h"

#include "core/answers/identity_review.h"
#include "core/base/text.h"

#include <algorithm>
#include <iostream>

namespace qd::cli {

namespace {

using answers::IdentityReview;

/// "Weak link" as weak_link.
std::string keyOf(const char *name)
{
    std::string key = lowered(name);
    std::replace(key.begin(), key.end(), ' ', '_');
    return key;
}

Json recordJson(const IdentityReview &review, int record)
{
    const identity::SourceRecord &row = review.records.rows[std::size_t(record)];
    return {{"source", row.source.str()}, {"id", row.id.str()}, {"name", row.name.str()}};
}

std::string nameOf(const IdentityReview &review, int record)
{
    const identity::SourceRecord &row = review.records.rows[std::size_t(record)];
    return row.source.str() + ":" + row.id.str() + " " + row.name.str();
}

std::vector<answers::ReviewPair> listed(const IdentityReview &review, double least)
{
    std::vector<answers::ReviewPair> pairs = review.queue;
    std::erase_if(pairs, [least](const answers::ReviewPair &pair) { return pair.probability < least; });
    return pairs;
}

void printJson(const IdentityReview &review, double least)
{
    const auto amount = [&review](std::int64_t minor) { return money(minor, review.currency); };
    Json pairs = Json::array();
    for (const answers::ReviewPair &pair : listed(review, least))
        pairs.push_back({{"left", recordJson(review, pair.left)}, {"right", recordJson(review, pair.right)},
            {"probability", pair.probability}, {"weight", pair.weighed ? Json(pair.weight) : Json(nullptr)},
            {"arr", amount(pair.arr)}, {"at_stake", amount(pair.atStake)},
            {"reason", textOrNull(pair.reason.english())}});
    Json conflicts = Json::array();
    for (const answers::IdentityConflict &conflict : review.conflicts) {
        Json part = Json::array();
        for (const int record : conflict.part)
            part.push_back(recordJson(review, record));
        const identity::Account &account = review.accounts->at(conflict.account);
        conflicts.push_back({{"conflict", keyOf(answers::nameOf(conflict.kind))}, {"account", account.id},
            {"name", account.name}, {"part", part}, {"rest", conflict.rest.size()},
            {"probability", conflict.probability}, {"arr", amount(conflict.arr)}});
    }
    Json parents = Json::array();
    for (const identity::HierarchyFault &fault : review.hierarchy)
        parents.push_back({{"fault", keyOf(identity::nameOf(fault.kind))}, {"accounts", fault.accounts},
            {"detail", fault.what.english()}});
    print({{"currency", review.currency.code()}, {"as_of", review.asOf ? Json(review.asOf->iso()) : Json(nullptr)},
        {"pairs", pairs}, {"conflicts", conflicts}, {"parents", parents}});
}

void printText(const IdentityReview &review, double least)
{
    constexpr int Digits = 4;
    const auto pairs = listed(review, least);
    std::cout << pairs.size() << " pairs to look at, " << review.decided.size() << " decided, "
              << review.conflicts.size() << " conflicts, " << review.hierarchy.size() << " faults of parents\n";
    for (const answers::ReviewPair &pair : pairs)
        std::cout << fixedDecimals(pair.probability, Digits) << "  " << Money{pair.atStake, review.currency}.text()
                  << "  " << nameOf(review, pair.left) << "  " << nameOf(review, pair.right) << '\n';
    for (const answers::IdentityConflict &conflict : review.conflicts) {
        std::cout << keyOf(answers::nameOf(conflict.kind)) << "  " << review.accounts->at(conflict.account).id;
        for (const int record : conflict.part)
            std::cout << "  " << nameOf(review, record);
        std::cout << '\n';
    }
    for (const identity::HierarchyFault &fault : review.hierarchy)
        std::cout << keyOf(identity::nameOf(fault.kind)) << "  " << joined(fault.accounts, ", ") << "  "
                  << fault.what.english() << '\n';
}

} // namespace

Exit showIdentityReview(const store::Workspace &workspace, double least, const std::optional<Date> &asOf, bool json)
{
    const auto review = answers::identityReview(workspace, asOf, nullptr, terminalProgress());
    if (!review)
        return fail(review.error());
    if (json)
        printJson(**review, least);
    else
        printText(**review, least);
    return Exit::Done;
}

} // namespace qd::cli
