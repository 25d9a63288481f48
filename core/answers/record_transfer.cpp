#include "core/answers/record_transfer.h"

namespace qd::answers {

namespace {

identity::LinkDecision said(
    const IdentityReview &review, int left, int right, identity::Ruling ruling, const std::string &by)
{
    ReviewPair pair;
    pair.left = left;
    pair.right = right;
    return decisionOn(review, pair, ruling, by);
}

} // namespace

std::vector<identity::LinkDecision> transferred(
    const IdentityReview &review, int record, int other, const std::string &by)
{
    const int left = review.customerOf(record);
    const int joined = review.customerOf(other);
    if (left < 0 || joined < 0 || left == joined)
        return {};
    std::vector<identity::LinkDecision> decisions;
    for (int stays = 0; stays < int(review.records.rows.size()); ++stays) {
        if (stays != record && review.customerOf(stays) == left)
            decisions.push_back(said(review, record, stays, identity::Ruling::Never, by));
    }
    decisions.push_back(said(review, record, other, identity::Ruling::Link, by));
    return decisions;
}

} // namespace qd::answers
