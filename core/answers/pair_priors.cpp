#include "core/answers/pair_priors.h"

#include "core/answers/identity_review.h"
#include "core/match/match_model.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace qd::answers {

namespace {

double pairsAmong(double records)
{
    return records * (records - 1) / 2;
}

bool haveCommon(const std::vector<int> &a, const std::vector<int> &b)
{
    return std::ranges::any_of(a, [&b](int each) { return std::ranges::binary_search(b, each); });
}

double expectedOf(const std::vector<double> &evidence, double prior)
{
    double sum = 0;
    for (const double bits : evidence)
        sum += match::probabilityOf(prior + bits);
    return sum;
}

double bitsOfShare(double share)
{
    return std::log2(share / (1 - share));
}

} // namespace

double priorOfMean(const std::vector<double> &evidence, double share)
{
    if (evidence.empty())
        return 0;
    constexpr double Near = 1e-6;
    const auto [least, most] = std::ranges::minmax(evidence);
    double low = bitsOfShare(share) - most; // with it all are below the share
    double high = bitsOfShare(share) - least;
    while (high - low > Near) {
        const double middle = (low + high) / 2;
        (expectedOf(evidence, middle) < share * double(evidence.size()) ? low : high) = middle;
    }
    return (low + high) / 2;
}

double priorOfAll(const std::vector<double> &evidence, double known, double pairs, double &expected)
{
    constexpr double Least = 0.5;
    constexpr double MostShare = 0.5;
    constexpr double LargestChange = 1e-6;
    constexpr int MostRounds = 200;
    const auto priorOf = [&](double matches) {
        return bitsOfShare(std::min(MostShare, std::max(Least, known + matches) / std::max(1.0, pairs)));
    };
    expected = double(evidence.size());
    double change = 1;
    for (int round = 0; round < MostRounds && change > LargestChange; ++round) {
        const double next = expectedOf(evidence, priorOf(expected));
        change = std::abs(next - expected);
        expected = next;
    }
    return priorOf(expected);
}

PairPriors::PairPriors(const IdentityReview &review)
{
    const WeighedRecords &weighed = *review.weighed;
    m_one = bitsOfShare(weighed.result.lambda);
    readCustomers(review);
    countPairs(review);
    std::vector<double> free;
    std::vector<double> taken;
    for (std::size_t i = 0; i < weighed.places.size(); ++i) {
        const Kind kind = kindOf(weighed.places[i].first, weighed.places[i].second);
        if (kind != Kind::One)
            (kind == Kind::Free ? free : taken).push_back(weighed.result.pairs[i].weight - m_one);
    }
    std::ranges::sort(free); // a sum of equal terms in any order is not always the same
    std::ranges::sort(taken);
    double matches = 0;
    m_taken = priorOfAll(taken, m_doubles, m_takenPairs, matches);
    const double chance = (double(taken.size()) - matches + 1) * m_freePairs / (m_takenPairs + 1);
    const auto listed = double(free.size());
    constexpr double Half = 0.5;
    m_free = priorOfMean(free, (std::max(0.0, listed - chance) + Half) / (listed + 1));
}

void PairPriors::readCustomers(const IdentityReview &review)
{
    std::map<std::string_view, int> systems;
    for (const identity::SourceRecord &record : review.records.rows)
        systems.emplace(record.source.str(), int(systems.size()));
    std::vector<std::vector<int>> systemsOf(std::size_t(review.accounts->size()));
    for (int i = 0; i < int(review.records.rows.size()); ++i) {
        const identity::SourceRecord &record = review.records.rows[std::size_t(i)];
        const int customer = record.bare ? -1 : review.customerOf(i);
        m_customerOf.push_back(customer < 0 ? -1 : review.accounts->customerNow(customer));
        if (m_customerOf.back() >= 0)
            systemsOf[std::size_t(m_customerOf.back())].push_back(systems.at(record.source.str()));
    }
    std::map<std::vector<int>, int> known;
    for (std::vector<int> &set : systemsOf) {
        std::ranges::sort(set);
        for (auto same = set.begin(); same != set.end();) {
            const auto next = std::upper_bound(same, set.end(), *same);
            m_doubles += pairsAmong(double(next - same));
            same = next;
        }
        set.erase(std::ranges::unique(set).begin(), set.end());
        const auto [at, isNew] = known.try_emplace(set, int(m_sets.size()));
        if (isNew)
            m_sets.push_back(set);
        m_setOf.push_back(at->second);
    }
}

void PairPriors::countPairs(const IdentityReview &review)
{
    std::vector<double> ofSet(m_sets.size(), 0); // records
    std::vector<double> ofCustomer(std::size_t(review.accounts->size()), 0);
    double all = 0;
    for (const int customer : m_customerOf) {
        if (customer < 0)
            continue;
        ++all;
        ++ofCustomer[std::size_t(customer)];
        ++ofSet[std::size_t(m_setOf[std::size_t(customer)])];
    }
    for (std::size_t a = 0; a < m_sets.size(); ++a) {
        for (std::size_t b = a + 1; b < m_sets.size(); ++b) {
            if (!haveCommon(m_sets[a], m_sets[b]))
                m_freePairs += ofSet[a] * ofSet[b];
        }
    }
    double within = 0;
    for (const double records : ofCustomer)
        within += pairsAmong(records);
    m_takenPairs = pairsAmong(all) - within - m_freePairs + m_doubles;
}

PairPriors::Kind PairPriors::kindOf(int left, int right) const
{
    const int a = m_customerOf[std::size_t(left)];
    const int b = m_customerOf[std::size_t(right)];
    if (a < 0 || b < 0 || a == b)
        return Kind::One;
    const auto setOf = [this](int customer) -> const std::vector<int> & {
        return m_sets[std::size_t(m_setOf[std::size_t(customer)])];
    };
    return haveCommon(setOf(a), setOf(b)) ? Kind::Taken : Kind::Free;
}

double PairPriors::bitsOf(int left, int right) const
{
    switch (kindOf(left, right)) {
    case Kind::Free:
        return m_free;
    case Kind::Taken:
        return m_taken;
    case Kind::One:
        break;
    }
    return m_one;
}

} // namespace qd::answers
