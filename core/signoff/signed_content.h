#pragma once
#include "core/reconcile/reconciliation.h"

#include <map>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::signoff {

/// A step of the bridge as it is signed.
struct SignedStep {
    std::int64_t amount = 0; ///< base minor units, right - left
    int customers = 0;

    bool operator==(const SignedStep &) const = default;
};

/// What a person puts a name to: totals, bridge and breaks of a pair of systems on the last day of a period.
struct SignedContent {
    std::int64_t leftTotal = 0; ///< base minor units
    std::int64_t rightTotal = 0;
    std::map<std::string, SignedStep> bridge; ///< by cause as in files
    std::map<std::string, std::string> breaks; ///< state by reconcile::breakKey(); `open` where nobody decided

    bool operator==(const SignedContent &) const = default;
};

/// The content of a comparison, with the states that the workspace's register has of its breaks.
[[nodiscard]] SignedContent contentOf(
    const store::Workspace &workspace, const reconcile::Reconciliation &reconciliation);

/// SHA-256, in hexadecimal, of the content and the files it rests on: lines of fields between tabs, each ended by a
/// line feed, in the order left_total, right_total, bridge by cause, break by key, file; docs/calculation.md (Sign-off)
/// has their form. `files` are SHA-256 of files, each once and in byte order.
[[nodiscard]] std::string hashOf(const SignedContent &content, const std::vector<std::string> &files);

/// What came out otherwise.
struct ContentDifference {
    std::string what; ///< left_total, right_total, bridge:CAUSE, bridge_count:CAUSE or break:KEY
    bool isMoney = false; ///< amounts in base minor units
    std::int64_t thenAmount = 0; ///< of money, and of a count of customers; a step that is missing has 0
    std::int64_t nowAmount = 0;
    std::string thenState; ///< of a break; empty where there was none
    std::string nowState;
};

/// By what differs, in byte order; empty where both are the same.
[[nodiscard]] std::vector<ContentDifference> differences(const SignedContent &then, const SignedContent &now);

} // namespace qd::signoff
