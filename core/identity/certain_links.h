#pragma once
#include "core/base/message.h"
#include "core/base/progress.h"
#include "core/identity/decided_pairs.h"

#include <string>
#include <vector>

namespace qd::identity {

/// Two records that are, or may be, the same customer, as positions in the records given.
struct RecordPair {
    int left = 0;
    int right = 0;
    std::string method; ///< id, domain, name; manual where a person said so
    double score = 1.0; ///< 0..1; 1 is certain
    Message evidence; ///< for a person
};

/// What the certain passes find.
struct CertainLinks {
    std::vector<RecordPair> links; ///< to be accepted; applying them in order merges customers
    std::vector<RecordPair> proposals; ///< for a person: duplicates within a source, and pairs that are not unique
};

/// The certain passes of CONTRACT section 2 (Identity), in this order, always between different sources:
/// 1. id: `crm_account_id` names a record of the CRM (of any one other source where no CRM has it), or both records
///    carry the same Salesforce id; 15 and 18 characters are the same id.
/// 2. domain: equal, not of a public mail provider. Where a source has several records of one domain, that record is
///    taken which has the same normalised name, the oldest of equals; without one, nothing.
/// 3. name: equal normalised names, one record per source, unless two non-public domains differ. Not of a name that is
///    none (names::isPlaceholderName()) or has generic words only (names::isGenericName()): those become proposals.
/// Passes 2 and 3 never bring two records of one source into one customer: such pairs become proposals.
///
/// What persons decided comes first: pairs said to be one customer are links by "manual", and no link or proposal
/// brings two records together, by whatever way round, that are said never to be one; where the two contradict, never
/// wins.
///
/// Pairs whose records have one customer already are left out; records without one are customers of their own.
/// Bare records take no part. Deterministic; O(n log n).
[[nodiscard]] CertainLinks findCertainLinks(const std::vector<SourceRecord> &records, const DecidedPairs &decided = {});
/// The links of findCertainLinks() where nobody asks for the proposals. Once `progress` is cancelled those of the
/// passes that were through by then.
[[nodiscard]] std::vector<RecordPair> linksToAccept(
    const std::vector<SourceRecord> &records, const DecidedPairs &decided = {}, const Progress *progress = nullptr);
/// Of them those alone that persons decided.
[[nodiscard]] std::vector<RecordPair> decidedLinks(
    const std::vector<SourceRecord> &records, const DecidedPairs &decided);

} // namespace qd::identity
