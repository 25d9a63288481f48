#pragma once
#include "core/base/message.h"
#include "core/identity/decided_pairs.h"

#include <map>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// What a person calls a record by.
struct RecordName {
    std::string source;
    std::string id;
    std::string name;
};

/// A pair of records that a person should look at.
struct Proposal {
    RecordName left;
    RecordName right;
    double score = 0; ///< 0..1
    Message evidence;
};

/// State of identity in a workspace.
struct IdentityReport {
    int accounts = 0; ///< customers
    int records = 0; ///< records of all sources; bare ones only where they have a customer of their own
    std::map<std::string, int> links; ///< accepted links by method: id, domain, name, probable, manual
    std::vector<Proposal> proposals; ///< best first
    std::vector<std::vector<std::string>> loops; ///< customers whose parents lead in a circle; see hierarchy.h
};

/// The state `records`, all of a workspace, are in; pairs the certain passes would link are among the proposals with
/// score 1, and none is that `decisions` say never are one customer. `parentPrecedence` is the order of trust of the
/// field "parent" (golden_record.h).
[[nodiscard]] IdentityReport identityReport(const std::vector<SourceRecord> &records,
    const std::vector<std::string> &parentPrecedence, const std::vector<LinkDecision> &decisions = {});
/// The same of the records as the file has them; reads each once. A customer that became part of another by the latest
/// as-of date is none of its own there (mergers.h), and is not proposed for it.
[[nodiscard]] IdentityReport identityReport(const store::Workspace &workspace);

} // namespace qd::identity
