#pragma once
#include "core/base/result.h"
#include "core/identity/source_record.h"

#include <map>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// A pair of records that a person should look at.
struct Proposal {
    SourceRecord left;
    SourceRecord right;
    double score = 0; ///< 0..1
    std::string evidence;
};

/// State of identity in a workspace.
struct IdentityReport {
    int accounts = 0; ///< customers
    int records = 0; ///< records of all sources; bare ones only where they have a customer of their own
    std::map<std::string, int> links; ///< accepted links by method: id, domain, name, probable, manual
    std::vector<Proposal> proposals; ///< best first
};

/// Reads the present state; pairs the certain passes would link are among the proposals with score 1.
[[nodiscard]] IdentityReport identityReport(const store::Workspace &workspace);

/// Accepts the certain links (certain_links.h), in the caller's transaction: merged customers keep the smallest
/// account id, golden records and hierarchy are refreshed. Running it again changes nothing.
[[nodiscard]] Result<void> acceptCertainLinks(store::Workspace &workspace);

} // namespace qd::identity
