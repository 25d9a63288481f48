#include "core/answers/short_form_pairs.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::answers {

namespace {

using identity::SourceRecord;
using names::ShortForm;

constexpr double Unmeasured = 0.5;
constexpr std::size_t MostPairs = 16; ///< of two names: more records of one name are linked already

using Names = std::pair<std::string_view, std::string_view>;

/// Names that are each other's short forms, and no other name's.
std::set<Names> namesThatMayBeOne(const std::map<std::string_view, std::vector<int>> &named)
{
    std::map<std::string, std::vector<std::string_view>> byKey;
    for (const auto &[name, records] : named) {
        for (std::string &key : names::shortFormKeys(name))
            byKey[std::move(key)].push_back(name);
    }
    std::set<Names> found;
    std::map<std::string_view, std::set<std::string_view>> others;
    std::set<std::string_view> open;
    for (const auto &[key, sharing] : byKey) {
        // Of three that share initials, or an acronym that one of them is, any may be meant: none is proposed by
        // another key either.
        const bool isOpen = key.find(' ') != std::string::npos || std::ranges::find(sharing, key) != sharing.end();
        if (sharing.size() > 2 && isOpen)
            open.insert(sharing.begin(), sharing.end());
        if (sharing.size() != 2 || names::shortForm(sharing[0], sharing[1]) == ShortForm::None)
            continue;
        found.insert({sharing[0], sharing[1]}); // in byte order, as the names are
        others[sharing[0]].insert(sharing[1]);
        others[sharing[1]].insert(sharing[0]);
    }
    const auto hasOther = [&](std::string_view name) { return open.contains(name) || others[name].size() > 1; };
    std::erase_if(found, [&](const Names &pair) { return hasOther(pair.first) || hasOther(pair.second); });
    return found;
}

} // namespace

std::vector<identity::RecordPair> shortFormPairs(const std::vector<SourceRecord> &records)
{
    std::map<std::string_view, std::vector<int>> named;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].normalizedName.empty())
            named[records[i].normalizedName.str()].push_back(int(i));
    }
    std::vector<identity::RecordPair> pairs;
    for (const auto &[one, other] : namesThatMayBeOne(named)) {
        const Message evidence = shortFormEvidence(names::shortForm(one, other));
        std::size_t made = 0;
        for (const int left : named[one]) {
            for (const int right : named[other]) {
                if (made++ < MostPairs)
                    pairs.push_back({std::min(left, right), std::max(left, right), "name", Unmeasured, evidence});
            }
        }
    }
    return pairs;
}

Message shortFormEvidence(ShortForm form)
{
    switch (form) {
    case ShortForm::Acronym:
        return QD_WORDS("Identity", "one name is the first letters of the other's words");
    case ShortForm::Initials:
        return QD_WORDS("Identity", "one name has initials where the other has words");
    case ShortForm::None:
        break;
    }
    return {};
}

ShortForm shortFormOf(const IdentityReview &review, const ReviewPair &pair)
{
    const SourceRecord &left = review.records.rows[std::size_t(pair.left)];
    const SourceRecord &right = review.records.rows[std::size_t(pair.right)];
    return names::shortForm(left.normalizedName.str(), right.normalizedName.str());
}

} // namespace qd::answers
