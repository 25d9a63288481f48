#pragma once
#include "core/reconcile/reconciliation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::signoff {

/// Customers drawn to be looked at by a person, so that the match rate of two systems is known of their content too,
/// not of their agreement alone.

struct SampleOptions {
    int size = 0; ///< customers asked for, above 0
    std::uint64_t seed = 0;
    std::string stratify = {}; ///< a dimension of customers, not `product`; empty for one stratum, `total`
};

/// A sampled customer, and what both systems say of it.
struct SampledCustomer {
    std::string account; ///< id
    std::string name;
    std::string stratum;
    std::string leftId; ///< ids in the systems, several joined by ";"
    std::string rightId;
    std::map<std::string, std::pair<std::string, std::string>> values = {}; ///< left and right by key field, as text
};

struct Sample {
    std::string left; ///< sources by name
    std::string right;
    Date asOf;
    SampleOptions options;
    std::map<std::string, int> strata; ///< customers in both systems by stratum, sampled or not
    std::vector<SampledCustomer> customers; ///< by account, in byte order
};

/// A sample as the workspace keeps it.
struct KeptSample {
    std::int64_t id = 0;
    std::string left;
    std::string right;
    Date asOf;
    SampleOptions options;
    std::map<std::string, int> strata; ///< customers in both by stratum
    std::map<std::string, std::string> stratumOf; ///< of each sampled customer

    /// Whether it was drawn as `sample` was and holds the same.
    [[nodiscard]] bool isOf(const Sample &sample) const;
};

/// How many of `size` each stratum gets: in proportion to its customers by largest remainder (of equals the first),
/// where a stratum that would get none has one and the others share the rest alike. Together `size`, but the number
/// of strata where that is more, and everybody where there are fewer. O(strata^2).
[[nodiscard]] std::map<std::string, int> allocate(const std::map<std::string, int> &strata, int size);

/// Draws among the customers that both systems have on the as-of date of `pair` (default: the later of the two),
/// without replacement: of each stratum those with the smallest draws, of which the one of a customer is
/// statistics::uniformDraw(seed, p, 0, 0), p its place among these customers in byte order of their ids, from 0. So the
/// same data, size and seed give the same sample. InvalidArgument for a size below 1 and a dimension that is none;
/// errors of Side::of().
[[nodiscard]] Result<Sample> drawSample(
    const portfolio::Portfolio &portfolio, const reconcile::ReconcileOptions &pair, const SampleOptions &options);

/// A kept sample with what both systems say of its customers by now, on the day it was drawn for; a customer that is no
/// more (merged into another one since) has its id as its name, and no values. Errors of Side::of(), and of
/// findSource() where a system is no more.
[[nodiscard]] Result<Sample> sampleNow(const portfolio::Portfolio &portfolio, const KeptSample &kept);

/// The list as CSV with a header: account,name,stratum,left_id,right_id,field,left,right,verdict; a row for each
/// customer and key field, also where they agree; the verdict is empty. E-mail addresses are masked unless
/// `withPersonalData`.
[[nodiscard]] std::string sampleCsv(const Sample &sample, bool withPersonalData = false);

/// Keeps strata and customers of a sample in the workspace, with an entry in the audit log, unless the pair's latest is
/// the same. One transaction.
void keepSample(store::Workspace &workspace, const Sample &sample);

} // namespace qd::signoff
