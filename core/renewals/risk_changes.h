#pragma once
#include "core/base/result.h"
#include "core/store/kept_row.h"

#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::renewals {

/// Statuses and calls a risk may have, as CONTRACT-ROOMS lists them.
[[nodiscard]] const std::vector<std::string> &riskStatuses();
[[nodiscard]] const std::vector<std::string> &riskCalls();
/// Why a renewal is at risk: what is offered where a person says so. Files may say anything.
[[nodiscard]] const std::vector<std::string> &riskReasons();
/// Name of one of these for people, for context Words; nullptr for any other word.
[[nodiscard]] const char *nameOfRiskWord(const std::string &word);

/// What a person says of the risk of a customer's renewal.
struct RiskEntry {
    std::string account; ///< the workspace's id
    Date day; ///< of the data, from which it is known
    std::string author;
    std::string status; ///< one of riskStatuses()
    std::string reason = {}; ///< one of riskReasons(); empty for none
    std::string nextAction = {};
    std::optional<Date> nextActionDate = {}; ///< on `day` or later
    std::string call = {}; ///< one of riskCalls(); empty for none
    std::string note = {};
};

/// An entry that was kept, and the one of the same author and day whose place it took.
using KeptRisk = store::KeptRow<store::OwnRiskRow>;

/// Keeps an entry as a row of `risks`, by date and author, with an entry in the audit log: one transaction. From its
/// day on it is the customer's last row; a second one of an author on a day takes the place of the first.
///
/// InvalidArgument without an author, for a status, reason or call there is not (with the nearest one), a date of the
/// next action before the day or without a next action; NotFound for a customer there is not; NoData where nothing was
/// imported; ReadOnly. On errors nothing is kept.
[[nodiscard]] Result<KeptRisk> keepRisk(store::Workspace &workspace, const RiskEntry &entry);

/// Undoes an entry that was kept; its place goes back to the one before. Conflict, and nothing is changed, where it is
/// another by now; ReadOnly.
[[nodiscard]] Result<void> takeBackRisk(store::Workspace &workspace, const KeptRisk &kept);

} // namespace qd::renewals
