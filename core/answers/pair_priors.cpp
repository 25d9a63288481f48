#include "core/answers/pair_priors.h"

#include "core/answers/identity_review.h"
#include "core/match/match_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

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

/// The most evidence between each two customers, rising.
std::vector<double> bestOf(std::vector<std::tuple<int, int, double>> pairs)
{
    std::ranges::sort(pairs);
    std::vector<double> best;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto [a, b, evidence] = pairs[i];
        if (i + 1 == pairs.size() || std::pair(a, b) != std::pair(std::get<0>(pairs[i + 1]), std::get<1>(pairs[i + 1])))
            best.push_back(evidence);
    }
    std::ranges::sort(best);
    return best;
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
    countPairs();
    std::vector<std::tuple<int, int, double>> free; // customers, evidence
    std::vector<std::tuple<int, int, double>> taken;
    for (std::size_t i = 0; i < weighed.places.size(); ++i) {
        const auto [left, right] = weighed.places[i];
        const Kind kind = kindOf(left, right);
        const auto [a, b] = std::minmax(m_customerOf[std::size_t(left)], m_customerOf[std::size_t(right)]);
        if (kind != Kind::One)
            (kind == Kind::Free ? free : taken).emplace_back(a, b, weighed.result.pairs[i].weight - m_one);
    }
    double matches = 0;
    std::vector<double> evidence;
    for (const auto &pair : taken)
        evidence.push_back(std::get<2>(pair));
    std::ranges::sort(evidence); // the order of a sum's terms can change its last digits
    m_taken = priorOfAll(evidence, m_doubles, m_takenPairs, matches);
    const std::vector<double> alike = bestOf(std::move(taken));
    const std::vector<double> asked = bestOf(std::move(free));
    const double byChance = double(alike.size()) - expectedOf(alike, m_taken);
    const double chance = (byChance + 1) * m_freeCustomers / (m_takenCustomers + 1);
    const auto listed = double(asked.size());
    constexpr double Half = 0.5;
    m_free = priorOfMean(asked, (std::max(0.0, listed - chance) + Half) / (listed + 1));
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

void PairPriors::countPairs()
{
    struct Count {
        double customers = 0;
        double records = 0;
    };
    std::vector<Count> ofSet(m_sets.size());
    std::vector<double> recordsOf(m_setOf.size(), 0);
    for (const int customer : m_customerOf) {
        if (customer >= 0)
            ++recordsOf[std::size_t(customer)];
    }
    Count all;
    double within = 0;
    for (std::size_t customer = 0; customer < recordsOf.size(); ++customer) {
        const double records = recordsOf[customer];
        for (Count *count : {&all, &ofSet[std::size_t(m_setOf[customer])]}) {
            count->customers += records > 0 ? 1 : 0;
            count->records += records;
        }
        within += pairsAmong(records);
    }
    double freeRecords = 0;
    for (std::size_t a = 0; a < m_sets.size(); ++a) {
        for (std::size_t b = a + 1; b < m_sets.size(); ++b) {
            if (haveCommon(m_sets[a], m_sets[b]))
                continue;
            m_freeCustomers += ofSet[a].customers * ofSet[b].customers;
            freeRecords += ofSet[a].records * ofSet[b].records;
        }
    }
    m_takenCustomers = pairsAmong(all.customers) - m_freeCustomers;
    m_takenPairs = pairsAmong(all.records) - within - freeRecords + m_doubles;
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
