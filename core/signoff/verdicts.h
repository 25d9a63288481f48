#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/signoff/sample.h"

namespace qd::signoff {

enum class Verdict { Match, Mismatch, Unknown };
/// "match", "mismatch", "unknown".
[[nodiscard]] const char *toString(Verdict verdict);

/// What a person found of one field of one customer.
struct GivenVerdict {
    std::string account;
    std::string field; ///< one of reconcile::KeyFields
    Verdict verdict = Verdict::Unknown;

    auto operator<=>(const GivenVerdict &) const = default;
};

/// How often both systems are right about a field, by the sample's verdicts.
struct VerdictRate {
    std::string field;
    int n = 0; ///< match + mismatch
    int match = 0;
    int unknown = 0; ///< beside n
    std::optional<double> rate; ///< weighted by stratum; nothing for n = 0, as the limits
    std::optional<double> lower; ///< Wilson's interval with n = (sum w)^2 / sum w^2
    std::optional<double> upper;
};

/// Reads a file with the columns account, field and verdict, and whatever else: the sample's list, filled in. A row
/// without a verdict is passed over. Errors of the reader; BadData, with the line, for a column that is missing, a
/// field or verdict there is not, and two verdicts on the same; nothing is kept then.
[[nodiscard]] Result<std::vector<GivenVerdict>> readVerdicts(const std::string &path);

/// The latest kept sample that has all customers of the verdicts, of the pair if `left` and `right` name one. NotFound
/// without any sample; BadData names a customer that is in none.
[[nodiscard]] Result<KeptSample> sampleOf(const store::Workspace &workspace, const std::vector<GivenVerdict> &verdicts,
    const std::string &left = {}, const std::string &right = {});

/// Rates of the fields that have a verdict, by field. A verdict weighs w = customers of its
/// stratum / verdicts (match and mismatch) of that field in it; rate = sum of w of the matches / sum of w. Every
/// customer of `verdicts` is in the sample. Linear.
[[nodiscard]] std::vector<VerdictRate> verdictRates(
    const KeptSample &sample, const std::vector<GivenVerdict> &verdicts);

/// Verdicts given one after another: those of the last version, with `given` in place of what was said of the same
/// customers and fields before, are kept as the next one, as by keepVerdicts(), in one transaction: of two at once
/// none is lost. BadData for a customer that is not in the sample; nothing is kept then.
[[nodiscard]] Result<void> giveVerdicts(
    store::Workspace &workspace, const KeptSample &sample, const std::vector<GivenVerdict> &given);

/// Keeps the verdicts with their sample as its next version, with an entry in the audit log, unless its last version is
/// the same. One transaction.
void keepVerdicts(store::Workspace &workspace, const KeptSample &sample, const std::vector<GivenVerdict> &verdicts);

} // namespace qd::signoff
