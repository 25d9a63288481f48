#pragma once
#include <cstdint>
#include <vector>

namespace qd::answers {

struct IdentityReview;

/// What two records weigh before any field is looked at, in bits: log2 of the odds that they are one company. The share
/// of matches that core/match estimates is that of all pairs compared, most of which are linked already; what is left
/// to a person has another one, by what a link would do:
/// - Taken: it would give a customer two records of one system, which has one of each as a rule. All pairs of records
///   are counted, as core/match's u is of all of them: matches / pairs, where matches are the pairs of one system
///   within a customer, plus the probabilities of the listed pairs by this very prior (expectation and maximisation,
///   from all of them being matches down), at least a half and at most one in two.
/// - Free: the two customers have no system in common. The taken pairs that are no matches tell how many are listed by
///   chance. With O pairs of customers listed, each by its most evidence, F = (taken ones so listed and no matches + 1)
///   x free pairs of customers / (taken ones + 1) are expected by chance and a share of (max(0, O - F) + 0.5) / (O + 1)
///   to be matches; the prior is the one with which the mean probability of the O pairs is that share. The ones and
///   halves keep few pairs from proving anything.
/// - Of one customer, or without one: log2(lambda / (1 - lambda)) of core/match.
/// Rulings are not looked at, but for the customers that they made. Bare records take no part.
class PairPriors {
public:
    PairPriors() = default;
    /// Of a review whose records, customers and weights are there. O(n log n) in the records and pairs weighed, and the
    /// square of how many different sets of systems customers have.
    explicit PairPriors(const IdentityReview &review);

    [[nodiscard]] double bitsOf(int left, int right) const;

private:
    enum class Kind { One, Free, Taken };
    [[nodiscard]] Kind kindOf(int left, int right) const;
    void readCustomers(const IdentityReview &review);
    void countPairs();

    std::vector<int> m_customerOf; ///< by record; -1 without one
    std::vector<int> m_setOf; ///< by customer, of m_sets
    std::vector<std::vector<int>> m_sets; ///< systems of a customer, as numbers, rising
    double m_freeCustomers = 0; ///< pairs of them
    double m_takenCustomers = 0;
    double m_takenPairs = 0; ///< of records
    double m_doubles = 0; ///< pairs of one system within a customer; among the taken
    double m_one = 0;
    double m_free = 0;
    double m_taken = 0;
};

/// The prior in bits with which pairs of this evidence, in bits, are matches with the mean probability `share`, within
/// 0 and 1 exclusive; 0 of none. Found by halving, to a millionth.
[[nodiscard]] double priorOfMean(const std::vector<double> &evidence, double share);

/// The prior in bits of pairs that are `pairs` in all, of which `known` are matches and those not known have this
/// evidence, the rest none to speak of, as PairPriors has it. `expected` receives the matches among the latter.
[[nodiscard]] double priorOfAll(const std::vector<double> &evidence, double known, double pairs, double &expected);

} // namespace qd::answers
