#include "core/signoff/verdicts.h"

#include "core/base/text.h"
#include "core/signoff/signoff_store.h"
#include "core/sources/column_file.h"
#include "core/statistics/wilson_interval.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <array>
#include <set>

namespace qd::signoff {

namespace {

enum Column { Account, Field, Given };
constexpr std::array Verdicts{Verdict::Match, Verdict::Mismatch, Verdict::Unknown};

/// The verdict of a row; nothing where none is given yet.
Result<std::optional<GivenVerdict>> verdictAt(const std::string &path, const sources::ColumnRow &row)
{
    const std::string verdict = lowered(row.text(Given));
    if (verdict.empty())
        return std::optional<GivenVerdict>();
    const std::string field = lowered(row.text(Field));
    if (std::ranges::find(reconcile::KeyFields, field) == reconcile::KeyFields.end())
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Sign-off", "%1 line %2: a verdict is on arr, renewal_date or owner, not on \"%3\"."),
            {row.line(), field});
    const auto known = std::ranges::find_if(Verdicts, [&](Verdict each) { return verdict == toString(each); });
    if (known == Verdicts.end())
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Sign-off", "%1 line %2: a verdict is match, mismatch or unknown, not \"%3\"."),
            {row.line(), verdict});
    return std::optional(GivenVerdict{row.text(Account), field, *known});
}

Error notInSample(const std::string &account)
{
    return {ErrorCode::BadData,
        {QD_WORDS("Sign-off",
             "%1 is not in the sample, so that its stratum has no weight; nothing was kept. Give verdicts on the "
             "customers of one sample."),
            {account}},
        {account}};
}

constexpr const char *WhatIsKept = "record verdicts"; ///< in the log of changes

/// The next version, within `transaction`, which it ends; nothing where the last version is the same.
void keepVersion(store::Workspace &workspace, const KeptSample &sample, const std::vector<GivenVerdict> &verdicts,
    store::WriteTransaction &transaction)
{
    const int version = addVerdicts(workspace, sample.id, verdicts);
    if (version == 0)
        return;
    store::recordChange(workspace, WhatIsKept, sample.left + '|' + sample.right, std::nullopt,
        "sample of " + sample.asOf.iso() + ", version " + std::to_string(version) + ": "
            + std::to_string(verdicts.size()) + " verdicts");
    transaction.commit();
}

} // namespace

const char *toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Match:
        return "match";
    case Verdict::Mismatch:
        return "mismatch";
    case Verdict::Unknown:
        return "unknown";
    }
    return "unknown";
}

Result<std::vector<GivenVerdict>> readVerdicts(const std::string &path)
{
    const sources::ColumnsWanted columns{{"account", "field", "verdict"}, 3,
        QD_WORDS("Sign-off", "%1 has no column %2; a file of verdicts has account, field and verdict."),
        QD_WORDS("Sign-off", "%1 does not exist. Give the list of a sample with its verdicts; nothing was kept.")};
    std::map<std::pair<std::string, std::string>, Verdict> given;
    const auto read = sources::forEachColumnRow(path, columns, [&](const sources::ColumnRow &row) -> Result<void> {
        const auto verdict = verdictAt(path, row);
        if (!verdict)
            return verdict.error();
        if (!*verdict)
            return {};
        const auto [before, isNew] = given.try_emplace({(*verdict)->account, (*verdict)->field}, (*verdict)->verdict);
        if (!isNew && before->second != (*verdict)->verdict)
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Sign-off", "%1 line %2: %3 of %4 has another verdict above."),
                {row.line(), (*verdict)->field, (*verdict)->account});
        return {};
    });
    if (!read)
        return read.error();
    std::vector<GivenVerdict> verdicts;
    for (const auto &[key, verdict] : given)
        verdicts.push_back({key.first, key.second, verdict});
    return verdicts;
}

Result<KeptSample> sampleOf(const store::Workspace &workspace, const std::vector<GivenVerdict> &verdicts,
    const std::string &left, const std::string &right)
{
    const std::vector<KeptSample> samples = keptSamples(workspace, left, right);
    if (samples.empty())
        return Error{ErrorCode::NotFound,
            QD_WORDS(
                "Sign-off", "No sample was drawn yet; draw one first, and give verdicts on the rows of its list.")};
    std::string stranger;
    for (const KeptSample &sample : samples) {
        const auto missing = std::ranges::find_if(
            verdicts, [&sample](const GivenVerdict &each) { return !sample.stratumOf.contains(each.account); });
        if (missing == verdicts.end())
            return sample;
        stranger = stranger.empty() ? missing->account : stranger;
    }
    return notInSample(stranger);
}

std::vector<VerdictRate> verdictRates(const KeptSample &sample, const std::vector<GivenVerdict> &verdicts)
{
    struct Tally {
        int n = 0;
        int match = 0;
    };
    std::vector<VerdictRate> rates;
    for (const char *field : reconcile::KeyFields) {
        VerdictRate rate{field, 0, 0, 0, {}, {}, {}};
        std::map<std::string, Tally> strata;
        for (const GivenVerdict &each : verdicts) {
            if (each.field != field)
                continue;
            Tally &tally = strata[sample.stratumOf.at(each.account)];
            tally.n += each.verdict == Verdict::Unknown ? 0 : 1;
            tally.match += each.verdict == Verdict::Match ? 1 : 0;
            rate.unknown += each.verdict == Verdict::Unknown ? 1 : 0;
        }
        double weights = 0;
        double squares = 0;
        double matches = 0;
        for (const auto &[stratum, tally] : strata) {
            if (tally.n == 0)
                continue;
            const double weight = double(sample.strata.at(stratum)) / tally.n;
            weights += weight * tally.n;
            squares += weight * weight * tally.n;
            matches += weight * tally.match;
            rate.n += tally.n;
            rate.match += tally.match;
        }
        if (rate.n > 0) {
            rate.rate = matches / weights;
            const auto limits = statistics::wilsonInterval(*rate.rate, weights * weights / squares);
            rate.lower = limits->first;
            rate.upper = limits->second;
        }
        if (!strata.empty())
            rates.push_back(rate);
    }
    std::ranges::sort(rates, {}, &VerdictRate::field);
    return rates;
}

Result<void> giveVerdicts(store::Workspace &workspace, const KeptSample &sample, const std::vector<GivenVerdict> &given)
{
    // Read and written in one transaction: what another one gives at the same moment is not lost.
    store::WriteTransaction transaction(workspace, WhatIsKept);
    std::map<std::pair<std::string, std::string>, Verdict> all;
    for (const GivenVerdict &each : latestVerdicts(workspace, sample.id))
        all[{each.account, each.field}] = each.verdict;
    for (const GivenVerdict &each : given) {
        if (!sample.stratumOf.contains(each.account))
            return notInSample(each.account);
        all[{each.account, each.field}] = each.verdict;
    }
    std::vector<GivenVerdict> verdicts;
    for (const auto &[key, verdict] : all)
        verdicts.push_back({key.first, key.second, verdict});
    keepVersion(workspace, sample, verdicts, transaction);
    return {};
}

void keepVerdicts(store::Workspace &workspace, const KeptSample &sample, const std::vector<GivenVerdict> &verdicts)
{
    store::WriteTransaction transaction(workspace, WhatIsKept);
    keepVersion(workspace, sample, verdicts, transaction);
}

} // namespace qd::signoff
