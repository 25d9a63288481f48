#pragma once
#include "core/answers/pair_priors.h"
#include "core/base/money.h"
#include "core/identity/account_directory.h"
#include "core/identity/decided_pairs.h"
#include "core/identity/hierarchy_faults.h"
#include "core/match/match_tables.h"

#include <optional>

namespace qd::store {
class Workspace;
}

namespace qd::answers {

/// Fields that two records are laid side by side in, in the order shown; the first WeighedFields are weighed.
[[nodiscard]] const std::vector<std::string> &reviewFields();
inline constexpr std::size_t WeighedFields = 8;

/// How two values of a field stand to one another.
enum class Agreement { Same, Near, Differs, Missing };
/// "Same", "Near", "Differs", "Missing".
[[nodiscard]] const char *nameOf(Agreement agreement);

/// What every pair of records weighs, and what it was weighed from: it holds until a record changes.
struct WeighedRecords {
    std::uint64_t fingerprint = 0; ///< of the values compared and of the records' ids
    std::vector<std::size_t> fields; ///< of reviewFields(), those with values, parallel to the evidence
    std::vector<match::ColumnKind> kinds; ///< of those
    match::MatchResult result; ///< pairs from LeastProbability on, by one share of matches for all
    std::vector<std::pair<int, int>> places; ///< of its pairs, as positions in the records
};
/// Pairs below it are not listed at all, unless the certain passes propose them.
inline constexpr double LeastProbability = 0.05;

/// Two records of different customers that may be one.
struct ReviewPair {
    int left = 0; ///< position in the review's records
    int right = 0;
    double probability =
        0; ///< 2^weight / (1 + 2^weight); of a pair that shares no blocking key the score of the certain passes
    const match::MatchedPair *weighed = nullptr; ///< null where it was not weighed
    Message reason; ///< why the certain passes propose it; empty where they do not
    std::int64_t arr = 0; ///< of both customers, base minor units on the day
    std::int64_t atStake = 0; ///< arr x 2 min(P, 1 - P), rounded half to even
    double weight = 0; ///< IdentityReview::priorBits() + the evidence's; 0 where it was not weighed
};

/// A decision in force.
struct ReviewedPair {
    identity::LinkDecision decision;
    int left = -1; ///< position in the records; -1 for a record that is not there
    int right = -1;
};

enum class ConflictKind {
    WeakLink, ///< no evidence from 0.5 on, id or decision holds a part to the rest
    SeveralOfOneSystem, ///< one source has two records in it
};
/// "Weak link", "Twice in one system".
[[nodiscard]] const char *nameOf(ConflictKind kind);

/// A customer whose records do not hang together as they should.
struct IdentityConflict {
    ConflictKind kind = ConflictKind::WeakLink;
    int account = 0; ///< index in the directory
    std::vector<int> part; ///< records that would go, positions in the records
    std::vector<int> rest; ///< records that would stay
    double probability = 0; ///< the best between both, as of linked records; 0 where none reaches LeastProbability
    std::int64_t arr = 0; ///< of the customer, base minor units on the day
};

/// Everything a person looks at to say which records are one customer.
struct IdentityReview {
    identity::SourceRecords records; ///< all; their fields are reviewFields(), then arr_minor and currency
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Currency currency;
    std::optional<Date> asOf; ///< nothing where nothing has ARR
    std::vector<std::int64_t> arr; ///< by customer, base minor units on the day; 0 without
    std::shared_ptr<const WeighedRecords> weighed;
    PairPriors priors; ///< of those pairs
    int described = 0; ///< records that are more than an id
    std::vector<ReviewPair> queue; ///< by what is at stake, most first, then probability, then ids
    std::vector<ReviewedPair> decided; ///< newest first
    std::vector<IdentityConflict> conflicts; ///< weak links first, each by ARR, most first
    std::vector<identity::HierarchyFault> hierarchy;

    /// Index of a record's customer; -1 without one.
    [[nodiscard]] int customerOf(int record) const;
    /// What both records weigh before any field is looked at: PairPriors.
    [[nodiscard]] double priorBits(const ReviewPair &pair) const { return priors.bitsOf(pair.left, pair.right); }
    /// Any two records as a pair, weighed where they were compared. Linear in the pairs weighed.
    [[nodiscard]] ReviewPair pairOf(int left, int right) const;
    /// How the values of a field of reviewFields() stand: by the evidence where it was weighed, else by their letters.
    [[nodiscard]] Agreement agreement(const ReviewPair &pair, std::size_t field) const;
    /// The amount a record gives itself.
    [[nodiscard]] std::optional<Money> statedArr(int record) const;
};

/// Reads all of it. Records are weighed within one table, on name, domain, phone, street, postal code, city, country
/// and employees as far as anybody has them (core/match), with the prior of their own kind (PairPriors); of two
/// customers only the likeliest pair is listed, from LeastProbability on, none that a decision keeps apart, and each
/// that the certain passes find and nobody accepted yet. ARR as accountOverview() on `asOf`. `before` is used again
/// while no record differs from what it was weighed from. NoRate and Overflow as the ARR book; Cancelled.
[[nodiscard]] Result<std::shared_ptr<const IdentityReview>> identityReview(const store::Workspace &workspace,
    std::optional<Date> asOf, std::shared_ptr<const WeighedRecords> before, Progress &progress);

/// The share of wrong links to be expected where all of these are accepted: the mean of 1 - P; 0 of none.
[[nodiscard]] double expectedWrongShare(const std::vector<ReviewPair> &pairs);

/// What a person says of a pair.
[[nodiscard]] identity::LinkDecision decisionOn(
    const IdentityReview &review, const ReviewPair &pair, identity::Ruling ruling, const std::string &by);
/// What a person says to take a conflict's part out of its customer: never, of each of its records with each that
/// stays.
[[nodiscard]] std::vector<identity::LinkDecision> apart(
    const IdentityReview &review, const IdentityConflict &conflict, const std::string &by);

} // namespace qd::answers
