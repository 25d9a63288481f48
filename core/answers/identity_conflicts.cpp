#include "core/answers/identity_conflicts.h"

#include "core/match/disjoint_sets.h"

#include <algorithm>
#include <map>

namespace qd::answers {

namespace {

constexpr double Holds = 0.5; ///< probability from which a pair holds its customer together

using identity::SourceRecord;

class Conflicts {
public:
    explicit Conflicts(const IdentityReview &review)
        : m_review(review)
        , m_parts(review.records.rows.size())
    {
        for (int i = 0; i < int(records().size()); ++i) {
            const int account = review.customerOf(i);
            if (account >= 0 && !at(i).bare)
                m_members[account].push_back(i);
        }
        joinByWeight();
        joinByDecision();
        for (const auto &[account, members] : m_members) {
            joinByDomain(members);
            joinById(members);
        }
    }
    std::vector<IdentityConflict> find()
    {
        std::vector<IdentityConflict> found;
        for (const auto &[account, members] : m_members) {
            addWeakLinks(account, members, found);
            addSeveral(account, members, found);
        }
        std::ranges::stable_sort(found, [](const IdentityConflict &a, const IdentityConflict &b) {
            return std::pair(a.kind, -a.arr) < std::pair(b.kind, -b.arr);
        });
        return found;
    }

private:
    [[nodiscard]] const std::vector<SourceRecord> &records() const { return m_review.records.rows; }
    [[nodiscard]] const SourceRecord &at(int i) const { return records()[std::size_t(i)]; }
    [[nodiscard]] std::uint32_t partOf(int i) { return std::uint32_t(m_parts.setOf(std::uint32_t(i))); }
    void join(int a, int b) { m_parts.join(std::uint32_t(a), std::uint32_t(b)); }

    void joinByWeight()
    {
        const WeighedRecords &weighed = *m_review.weighed;
        for (std::size_t i = 0; i < weighed.places.size(); ++i) {
            const auto [left, right] = weighed.places[i];
            const int account = m_review.customerOf(left);
            if (account < 0 || account != m_review.customerOf(right))
                continue;
            m_within[account].push_back(i);
            if (weighed.result.pairs[i].probability >= Holds)
                join(left, right);
        }
    }
    void joinByDecision()
    {
        for (const ReviewedPair &pair : m_review.decided) {
            if (pair.decision.ruling == identity::Ruling::Link && pair.left >= 0 && pair.right >= 0
                && m_review.customerOf(pair.left) == m_review.customerOf(pair.right))
                join(pair.left, pair.right);
        }
    }
    void joinByDomain(const std::vector<int> &members)
    {
        std::map<std::string_view, int> first;
        for (const int i : members) {
            if (!at(i).companyDomain.empty() && !at(i).publicDomain)
                join(first.emplace(at(i).companyDomain.str(), i).first->second, i);
        }
    }
    /// One carries the other's id, or both have the same Salesforce id.
    void joinById(const std::vector<int> &members)
    {
        constexpr std::size_t Salesforce = 18;
        std::map<std::string, int> first;
        for (const int i : members) {
            const std::string id = identity::comparableId(at(i).id.str());
            const auto [known, isNew] = first.emplace(id, i);
            if (!isNew && id.size() == Salesforce)
                join(known->second, i);
        }
        for (const int i : members) {
            const auto carried = first.find(identity::comparableId(at(i).crmId.str()));
            if (carried != first.end())
                join(carried->second, i);
        }
    }

    /// The best of the pairs that lead from one side to the other.
    [[nodiscard]] double bestBetween(int account, const std::vector<int> &part) const
    {
        double best = 0;
        const auto pairs = m_within.find(account);
        if (pairs == m_within.end())
            return best;
        for (const std::size_t i : pairs->second) {
            const auto [left, right] = m_review.weighed->places[i];
            if (std::ranges::count(part, left) != std::ranges::count(part, right))
                best = std::max(best, m_review.weighed->result.pairs[i].probability);
        }
        return best;
    }
    void add(ConflictKind kind, int account, std::vector<int> part, const std::vector<int> &members,
        std::vector<IdentityConflict> &found) const
    {
        std::vector<int> rest;
        for (const int i : members) {
            if (std::ranges::count(part, i) == 0)
                rest.push_back(i);
        }
        const double best = bestBetween(account, part);
        found.push_back({kind, account, std::move(part), std::move(rest), best, m_review.arr[std::size_t(account)]});
    }
    void addWeakLinks(int account, const std::vector<int> &members, std::vector<IdentityConflict> &found)
    {
        std::map<std::uint32_t, std::vector<int>> parts;
        for (const int i : members)
            parts[partOf(i)].push_back(i);
        const auto largest = std::ranges::max_element(
            parts, [](const auto &a, const auto &b) { return a.second.size() < b.second.size(); });
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            if (part != largest)
                add(ConflictKind::WeakLink, account, part->second, members, found);
        }
    }
    void addSeveral(int account, const std::vector<int> &members, std::vector<IdentityConflict> &found) const
    {
        std::map<std::string_view, std::vector<int>> bySource;
        for (const int i : members)
            bySource[at(i).source.str()].push_back(i);
        for (const auto &[source, several] : bySource) {
            for (std::size_t k = 1; k < several.size(); ++k)
                add(ConflictKind::SeveralOfOneSystem, account, {several[k]}, members, found);
        }
    }

    const IdentityReview &m_review;
    match::DisjointSets m_parts;
    std::map<int, std::vector<int>> m_members; ///< described records by customer
    std::map<int, std::vector<std::size_t>> m_within; ///< weighed pairs by the customer both are of
};

} // namespace

std::vector<IdentityConflict> identityConflicts(const IdentityReview &review)
{
    return Conflicts(review).find();
}

} // namespace qd::answers
